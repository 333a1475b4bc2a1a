"""Search an index as if some of its provisions had never been in it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, fields

from ingest.model import Corpus, Provision
from rag.as_of import place_of
from rag.facets import EVERYWHERE
from rag.index import Index
from rag.model import Filters
from rag.scores import pinpoints, place


@dataclass(frozen=True)
class Reduced(Index):
    """An index whose corpus lacks some provisions that its vectors and words still have."""

    hidden: int = 0
    """How many provisions the vectors have beyond the corpus."""

    def dense(
        self, vector: Sequence[float], k: int, filters: Filters = EVERYWHERE
    ) -> list[tuple[Provision, float]]:
        """Return the nearest provisions that are left: deep enough that none is missed."""
        found = self.vectors.search(vector, k + self.hidden, filters)
        return self._known([pair for pair in found if pair[0] in self.corpus.provisions])[:k]

    def admitted(self, filters: Filters) -> frozenset[str]:
        """Return the ids that are left and pass the filters."""
        if filters == EVERYWHERE:
            return frozenset(self.corpus.provisions)
        return super().admitted(filters) or frozenset()


def without(index: Index, removed: Collection[str]) -> Reduced:
    """Return the index without these provisions, and without the documents left empty."""
    corpus = index.corpus
    left = {i: p for i, p in corpus.provisions.items() if i not in removed}
    emptied = {corpus.provisions[i].document_id for i in removed}
    emptied -= {provision.document_id for provision in left.values()}
    documents = {i: d for i, d in corpus.documents.items() if i not in emptied}
    parts = {field.name: getattr(index, field.name) for field in fields(Index)}
    smaller = Corpus(documents, left, corpus.sha256)
    return Reduced(**{**parts, "corpus": smaller}, hidden=len(removed))


def standing_for(gold: Sequence[str], corpus: Corpus) -> frozenset[str]:
    """Return the ids of all that has the words of gold provisions, in every text of an act.

    These are the provisions at or below gold, whatever contains them, the same words where
    another text of the act has them, the instructions of amending acts that print them, and
    our notes on what changed there.
    """
    places = _places(gold, corpus)
    places += _instructions(places, corpus)
    found = {p.id for p in corpus.provisions.values() if _has_words_of(place_of(p, corpus), places)}
    found |= {p.same_as for p in corpus.provisions.values() if p.id in found and p.same_as}
    found |= {p.id for p in corpus.provisions.values() if p.same_as in found}
    return frozenset(found | set(_notes(places, corpus)))


def _has_words_of(one: str, places: Sequence[str]) -> bool:
    return pinpoints(one, places) or any(p.startswith(f"{one}.") for p in places)


def _places(gold: Sequence[str], corpus: Corpus) -> list[str]:
    """Return the places of gold ids, also those that an amendment moved them to."""
    places = [place(identifier, corpus) for identifier in gold]
    for document in corpus.documents.values():
        for old, _, new in (move.partition(" ") for move in document.moved):
            pair = (f"{document.work}#{old}", f"{document.work}#{new}")
            places += [new for old, new in (pair, pair[::-1]) if old in places]
    return places


def _instructions(places: Sequence[str], corpus: Corpus) -> list[str]:
    """Return the ids of the instructions that made the wording at or below these places."""
    inside = (p for p in corpus.provisions.values() if pinpoints(place_of(p, corpus), places))
    return list(dict.fromkeys(one for p in inside for one in p.changed_by))


def _notes(places: Sequence[str], corpus: Corpus) -> Iterator[str]:
    """Yield the ids of our notes on what an amendment changed at these places."""
    works = {one.partition("#")[0] for one in places}
    amenders = {a for d in corpus.documents.values() if d.work in works for a in d.amended_by}
    for one in places:
        unit, *steps = one.partition("#")[2].split(".")
        number = unit.removeprefix("art_").replace("anx_", "anx-").lower()
        own = [f"chg_{number}", *(f"chg_{number}-{s.partition('_')[2].lower()}" for s in steps)]
        for identifier in (f"note:{act}#{anchor}" for act in amenders for anchor in own):
            if identifier in corpus.provisions:
                yield identifier
