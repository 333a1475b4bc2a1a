"""Find the recitals that explain an article: those that name it, then those of similar words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ingest.model import Corpus, Provision
from rag.adapters.stems import stems
from rag.as_of import place_of
from rag.crossing import referring
from rag.kept import kept
from rag.reading import Unit

MOST = 5
_NEAR = 0.2
"""Cosine from which the words of a recital count as similar to those of an article."""
_BESIDE_BEST = 0.5
"""Share of the best cosine below which a recital is left out."""
_RARE = 0.2
"""Share of the recitals of an act above which a word tells nothing apart."""
_SHOWN_WORDS = 5
Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A recital beside an article, and why it is there."""

    recital: Provision
    names: bool
    """Whether it names the article; else its words are similar, which is no official link."""
    shared: tuple[str, ...] = ()
    """Stems of the rare words that both have, the weightiest first."""


@dataclass(frozen=True, slots=True)
class _Recitals:
    """The recitals of one text as vectors of their rarer words, each of length 1."""

    by_id: Mapping[str, tuple[Provision, Vector]]
    weights: Vector
    """By stem: the rarer among the recitals, the more."""

    def vector(self, texts: Iterable[str]) -> Vector:
        """Return texts as a vector of length 1; the first, a title, counts three times."""
        counts: Counter[str] = Counter()
        for position, text in enumerate(texts):
            for stem in stems(text):
                counts[stem] += 1 if position else 3
        return _of_length_one(
            {s: (1 + math.log(n)) * self.weights[s] for s, n in counts.items() if s in self.weights}
        )


def explaining(unit: Unit, corpus: Corpus, day: str) -> list[Explanation]:
    """Return at most `MOST` recitals for an article or annex; () for anything else."""
    if unit.kind not in ("art", "anx") or unit.whole is None:
        return []
    work = corpus.documents[unit.lead.document_id].work
    naming = [Explanation(p, names=True) for p in _naming(unit, corpus, day)]
    named = {one.recital.id for one in naming}
    near = [one for one in _near(unit, _recitals(corpus, work)) if one.recital.id not in named]
    return [*naming, *near][:MOST]


def _naming(unit: Unit, corpus: Corpus, day: str) -> list[Provision]:
    """Return the recitals, of whichever act, that name the unit or a part of it."""
    places = referring(corpus, "")
    found = {
        p.id: p
        for part in unit.provisions
        for p in places.get(place_of(part, corpus), ())
        if p.kind == "recital" and p.valid_from <= day
    }
    ranks = {document: rank for rank, document in enumerate(corpus.documents)}
    return sorted(found.values(), key=lambda p: (ranks[p.document_id], p.order))


def _near(unit: Unit, recitals: _Recitals) -> list[Explanation]:
    own = recitals.vector((unit.title, unit.lead.text))
    found: list[tuple[float, Explanation]] = []
    for recital, vector in recitals.by_id.values():
        shared = {stem: own[stem] * weight for stem, weight in vector.items() if stem in own}
        score = sum(shared.values())
        if score >= _NEAR:
            words = sorted(shared, key=lambda stem: -shared[stem])[:_SHOWN_WORDS]
            found.append((score, Explanation(recital, names=False, shared=tuple(words))))
    best = max((score for score, _ in found), default=0.0)
    kept_ones = [pair for pair in found if pair[0] >= _BESIDE_BEST * best]
    return [one for _, one in sorted(kept_ones, key=lambda pair: -pair[0])]


def _made(corpus: Corpus, work: str) -> _Recitals:
    own = [p for p in corpus.of_document(work) if p.kind == "recital"]
    counts = {p.id: Counter(stems(p.text)) for p in own}
    spread = Counter(stem for count in counts.values() for stem in count)
    weights = {
        stem: math.log(len(own) / n) for stem, n in spread.items() if n <= max(2, _RARE * len(own))
    }
    return _Recitals({p.id: (p, _vector(counts[p.id], weights)) for p in own}, weights)


_recitals = kept(_made)


def _vector(count: Mapping[str, int], weights: Vector) -> Vector:
    weighted = {s: (1 + math.log(n)) * weights[s] for s, n in count.items() if s in weights}
    return _of_length_one(weighted)


def _of_length_one(vector: Vector) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {stem: weight / length for stem, weight in vector.items()} if length else {}
