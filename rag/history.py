"""Say how a place in an act read on two days, and by which instruction it changed."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.differences import Piece, compare
from ingest.model import Corpus, Provision
from ingest.references import find
from rag.as_of import text_on


@dataclass(frozen=True, slots=True)
class Wording:
    """A place of an act on one day."""

    day: str
    document_id: str
    provision: Provision | None
    """None where the act had no such provision on the day."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Two wordings of one place, and what lies between them."""

    old: Wording
    new: Wording
    pieces: tuple[Piece, ...]
    moved: Provision | None
    """Where what was deleted stands now; then the pieces compare with that."""
    instructions: tuple[Provision, ...]
    """The amending instructions that made the new wording."""
    recitals: tuple[Provision, ...]
    """The amending act's recitals that speak of the article or annex."""


def difference(provision: Provision, corpus: Corpus, days: tuple[str, str]) -> Difference:
    """Return how a provision's place read on two days (ISO dates).

    The provision may be of any text of its act.
    """
    work = corpus.documents[provision.document_id].work
    old, new = (_wording(provision.anchor, work, day, corpus) for day in days)
    moved = None if new.provision else _moved(provision.anchor, new.document_id, corpus)
    now = new.provision or moved
    makers = (*(now.changed_by if now else ()), *_deleters(provision.anchor, new, corpus))
    earlier = old.provision.changed_by if old.provision else ()
    made_by = [maker for maker in dict.fromkeys(makers) if maker not in earlier]
    return Difference(
        old,
        new,
        compare(_text(old.provision), _text(now)),
        moved,
        tuple(corpus.provisions[maker] for maker in made_by if maker in corpus.provisions),
        _recitals(provision, {maker.partition("#")[0] for maker in made_by}, corpus),
    )


def _wording(anchor: str, work: str, day: str, corpus: Corpus) -> Wording:
    text = text_on(work, corpus, day)
    identifier = text.id if text else work
    found = corpus.provisions.get(f"{identifier}#{anchor}")
    if found is None and anchor.startswith("rct_"):
        found = corpus.provisions.get(f"{work}#{anchor}")
    return Wording(day, identifier, found)


def _text(provision: Provision | None) -> str:
    if provision is None:
        return ""
    return f"{provision.chapeau}\n{provision.text}".strip()


def _moved(anchor: str, document_id: str, corpus: Corpus) -> Provision | None:
    document = corpus.documents.get(document_id)
    moves = document.new_places if document else {}
    return corpus.provisions.get(f"{document_id}#{moves.get(anchor, '')}")


def _deleters(anchor: str, new: Wording, corpus: Corpus) -> tuple[str, ...]:
    """Return the instructions that touched what a deleted provision stood in."""
    if new.provision is not None:
        return ()
    around = corpus.provisions.get(f"{new.document_id}#{anchor.rpartition('.')[0]}")
    if around is None:
        return ()
    inside = (corpus.provisions[child] for child in corpus.children.get(around.id, ()))
    below = {maker for child in inside for maker in child.changed_by}
    return tuple(maker for maker in around.changed_by if maker not in below)


def _recitals(provision: Provision, acts: set[str], corpus: Corpus) -> tuple[Provision, ...]:
    kind, _, number = provision.anchor.partition(".")[0].partition("_")
    work = corpus.documents[provision.document_id].work
    return tuple(
        recital
        for act in acts
        for recital in (corpus.of_document(act) if act in corpus.documents else ())
        if recital.kind == "recital"
        and any(
            (r.kind, r.number) == (kind, number) and r.act in ("", work) for r in find(recital.text)
        )
    )
