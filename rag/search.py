"""Search for the provisions that answer a question; a better search is a function of searches."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from ingest.model import Provision
from rag.headnotes import ASKS, NOTE, TERMS
from rag.index import Index
from rag.model import Filters, Hit, Question, Search

DAMPING = 10
"""How much a first place counts more than a tenth: the lower, the more."""
DENSE_WEIGHT = 1.25
KEYWORD_WEIGHT = 1.0
SIBLING_DECAY = 0.9
RECITAL_WEIGHT = 0.6
REASON_WEIGHT = 0.8
"""What operative provisions keep where the question asks why: the reasons are in the recitals."""
HEADNOTE = "matched headnote"
HEADNOTE_WEIGHTS: Mapping[str, float] = {NOTE: 0.3, ASKS: 0.8, TERMS: 0.8}
"""What each part of the headnotes counts beside the provision's own words."""
UNSURE, SURE = 0.65, 0.9
"""Cosines at which a note or a question counts nothing, and counts in full."""
Weight = float | Callable[[Hit], float]
"""What a hit of a search counts: the same for all, or by hit."""
Weighted = tuple[Search, Weight]
_KEPT = 16
"""How many searches are remembered: one answer asks the same of the same documents again."""
POOL = 50
"""How deep each ranking is read before rankings are merged."""
_ASKS_WHY = re.compile(
    r"\b(?:why|rationale|purpose of|justif\w+|background)\b"
    r"|\b(?:the|what|which|any|its) reasons?\b|\(reasons?\)|\breasons? (?:for|why|behind|of)\b",
    re.IGNORECASE,
)
_ASKS_RECITALS = re.compile(r"\brecitals?\b", re.IGNORECASE)


def dense(index: Index) -> Search:
    """Return a search by meaning."""

    @lru_cache(maxsize=_KEPT)
    def found(text: str, k: int, filters: Filters) -> Sequence[Hit]:
        nearest = index.dense(index.vector_of(text), k, filters)
        return [Hit(provision, score, "meaning") for provision, score in nearest]

    return lambda question, k: found(question.text, k, question.filters)


def keyword(index: Index) -> Search:
    """Return a search by words."""

    @lru_cache(maxsize=_KEPT)
    def found(text: str, k: int, filters: Filters) -> Sequence[Hit]:
        best = index.keyword(text, k, filters)
        return [Hit(provision, score, "words") for provision, score in best]

    return lambda question, k: found(question.text, k, question.filters)


def headnote(index: Index, part: str) -> Search:
    """Return a search by the meaning of our notes, or of the questions we say are answered."""

    def search(question: Question, k: int) -> Sequence[Hit]:
        found = index.headnote(part, index.vector_of(question.text), k, question.filters)
        return [Hit(provision, score, HEADNOTE) for provision, score in found]

    return search


def terms(index: Index) -> Search:
    """Return a search by the everyday words of our headnotes."""

    def search(question: Question, k: int) -> Sequence[Hit]:
        found = index.term(question.text, k, question.filters)
        return [Hit(provision, score, HEADNOTE) for provision, score in found]

    return search


def fuse(*searches: Search, weights: Sequence[Weight] = (), damping: int = DAMPING) -> Search:
    """Merge rankings by reciprocal rank: agreement counts, raw scores do not.

    Ties keep the order of the searches, then of their hits. A headnote is given as a reason
    only where it ranked its provision better than the provision's own words did.
    """
    by_search: tuple[Weight, ...] = tuple(weights) or (1.0,) * len(searches)

    def search(question: Question, k: int) -> Sequence[Hit]:
        merged: dict[str, Hit] = {}
        reasons: dict[str, dict[str, int]] = {}
        for one, weight in zip(searches, by_search, strict=True):
            for rank, hit in enumerate(one(question, max(k, POOL)), 1):
                identifier = hit.provision.id
                known = merged.get(identifier)
                gain = (weight(hit) if callable(weight) else weight) / (damping + rank)
                score = gain + (known.score if known else 0.0)
                merged[identifier] = replace(known or hit, score=score)
                ranks = reasons.setdefault(identifier, {})
                ranks[hit.why] = min(rank, ranks.get(hit.why, rank))
        best = _best(merged.values(), k)
        return [replace(hit, why=_why(reasons[hit.provision.id])) for hit in best]

    return search


def by_nearness(weight: float) -> Callable[[Hit], float]:
    """Return a weight that grows with the cosine: the nearest headnote may be far from near.

    A provision's own words have no such scale: long texts are never as near as a question is.
    """
    return lambda hit: weight * max(0.0, hit.score - UNSURE) / (SURE - UNSURE)


def _why(ranks: Mapping[str, int]) -> str:
    """Return the reasons in the order they were found."""
    others = [rank for why, rank in ranks.items() if why != HEADNOTE]
    if others and min(others) <= ranks.get(HEADNOTE, POOL):
        return ", ".join(why for why in ranks if why != HEADNOTE)
    return HEADNOTE if HEADNOTE in ranks else ", ".join(ranks)


def operative_first(inner: Search, weight: float = RECITAL_WEIGHT) -> Search:
    """Rank recitals lower; where the question asks for recitals or reasons, rank the rest lower."""

    def search(question: Question, k: int) -> Sequence[Hit]:
        for_recitals = _ASKS_RECITALS.search(question.text)
        for_reasons = _ASKS_WHY.search(question.text)
        lowering = REASON_WEIGHT if for_reasons and not for_recitals else weight
        hits = inner(question, max(k, POOL))
        recitals_lowered = not (for_recitals or for_reasons)
        return _best([_weigh(hit, lowering, recital=recitals_lowered) for hit in hits], k)

    return search


def spread(inner: Search, decay: float = SIBLING_DECAY) -> Search:
    """Let each further point of the same provision count less, so that one list does not fill k."""

    def search(question: Question, k: int) -> Sequence[Hit]:
        seen: Counter[str] = Counter()
        spaced = []
        for hit in inner(question, max(k, POOL)):
            anchor = hit.provision.anchor
            group = f"{_act(hit.provision)}#{anchor.rpartition('.')[0] or anchor}"
            spaced.append(replace(hit, score=hit.score * decay ** seen[group]))
            seen[group] += 1
        return _best(spaced, k)

    return search


def _act(provision: Provision) -> str:
    """Return the id of the text as published that a computed text was put together from."""
    return provision.document_id.partition("+")[0]


def hybrid(meaning: Search, words: Search, ours: Sequence[Weighted] = ()) -> Search:
    """Return the fusion that was measured best: by meaning, by words, then by our headnotes."""
    searches = [meaning, words, *(search for search, _ in ours)]
    weights = [DENSE_WEIGHT, KEYWORD_WEIGHT, *(weight for _, weight in ours)]
    return spread(operative_first(fuse(*searches, weights=weights)))


def _weigh(hit: Hit, weight: float, *, recital: bool) -> Hit:
    """Lower a recital, or with `recital` False everything else."""
    is_recital = hit.provision.kind == "recital"
    return replace(hit, score=hit.score * weight) if is_recital is recital else hit


def _best(hits: Iterable[Hit], k: int) -> list[Hit]:
    return sorted(hits, key=lambda hit: -hit.score)[:k]  # sorted is stable: ties keep their order
