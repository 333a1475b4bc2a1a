"""Lay the old and the new wording of a provision side by side, and list what was changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.differences import Piece
from ingest.model import Corpus, Document, Provision
from rag.as_of import texts_of, words_on
from rag.changes import removed_from
from rag.history import Difference, difference
from rag.wordings import change


@dataclass(frozen=True, slots=True)
class Versions:
    """A provision on two days."""

    provision: Provision
    document: Document
    """The text that the provision was named in."""
    found: Difference
    ever_changed: bool
    """Whether the corpus has more than one wording of this place."""

    @property
    def differs(self) -> bool:
        """Whether the wordings of the two days are not the same."""
        return any(piece.kind != "same" for piece in self.found.pieces)


@dataclass(frozen=True, slots=True)
class Changed:
    """What an amendment changed in one act."""

    document: Document
    """The text as amended."""
    provisions: tuple[Provision, ...]
    """The paragraphs, or the units without paragraphs, that are new or have other words."""
    removed: tuple[tuple[str, str], ...]
    """Ids, in the act as published, and labels of what amendments took out."""


def versions(provision: Provision, corpus: Corpus, days: tuple[str, str], today: str) -> Versions:
    """Return a provision on two days, ISO 8601.

    A day left out, "", is that before the latest change, and that of the change or today,
    whichever is later.
    """
    document = corpus.documents[provision.document_id]
    changed = change(provision, corpus, today)
    before, since = changed or (today, today)
    old, new = days[0] or before, days[1] or max(since, today)
    return Versions(
        provision, document, difference(provision, corpus, (old, new)), changed is not None
    )


def span_of(provision: Provision, corpus: Corpus, day: str) -> tuple[str, str]:
    """Return from when and until when the words that a provision has on a day are law.

    ISO dates; "" for the beginning of the act, and for still.
    """
    words = words_on(provision.id, corpus, day) or provision
    document = corpus.documents[words.document_id]
    return words.valid_from or document.in_force_from, words.valid_to


def changed_in(corpus: Corpus) -> Iterator[Changed]:
    """Yield for each amended act what its latest text has otherwise than the one before."""
    works = dict.fromkeys(d.work for d in corpus.documents.values() if d.is_law)
    for work in works:
        texts = texts_of(work, corpus)
        if len(texts) < 2:
            continue
        newer = texts[-1]
        own = [p for p in corpus.of_document(newer.id) if _is_changed(p, corpus)]
        removed = tuple((f"{work}#{p.anchor}", p.label) for p in removed_from(newer, corpus))
        yield Changed(newer, tuple(own), removed)


def _is_changed(provision: Provision, corpus: Corpus) -> bool:
    """Tell whether a paragraph or a unit without paragraphs was put in or changed."""
    below = corpus.children.get(provision.id, ())
    is_place = provision.anchor.count(".") == 1 or (not provision.parent_id and not below)
    return is_place and bool(provision.changed_by) and not provision.same_as


def tidied(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Return the pieces with whole lines that were put in or taken out marked as such.

    Where a line between two that begin alike is new, a comparison word by word may mark its end
    and the beginning of the next: "(<da) …\n(>e)". Both wordings stay what they are.
    """
    kept = list(pieces)
    for n in range(1, len(kept) - 1):
        before, piece, after = kept[n - 1 : n + 2]
        line = before.text.rpartition("\n")[2]
        if piece.kind == "same" or before.kind != "same" or after.kind != "same" or not line:
            continue
        if "\n" in before.text and piece.text.endswith(f"\n{line}"):
            kept[n - 1] = Piece("same", before.text[: -len(line)])
            kept[n] = Piece(piece.kind, line + piece.text[: -len(line)])
            kept[n + 1] = Piece("same", line + after.text)
    return tuple(kept)
