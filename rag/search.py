"""Search for the provisions that answer a question; a better search is a function of searches."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from ingest.model import Provision
from rag.index import Index
from rag.model import Hit, Question, Search

DAMPING = 10
"""How much a first place counts more than a tenth: the lower, the more."""
DENSE_WEIGHT = 1.25
KEYWORD_WEIGHT = 1.0
SIBLING_DECAY = 0.9
RECITAL_WEIGHT = 0.6
REASON_WEIGHT = 0.8
"""What operative provisions keep where the question asks why: the reasons are in the recitals."""
POOL = 50
"""How deep each ranking is read before rankings are merged."""
_ASKS_WHY = re.compile(
    r"\b(why|reasons?|rationale|purpose of|justif\w+|background)\b", re.IGNORECASE
)
_ASKS_RECITALS = re.compile(r"\brecitals?\b", re.IGNORECASE)


def dense(index: Index) -> Search:
    """Return a search by meaning."""

    @lru_cache(maxsize=32)  # one answer searches several times with the same words
    def embedded(text: str) -> Sequence[float]:
        return index.embedder.embeddings.embed_query(text)

    def search(question: Question, k: int) -> Sequence[Hit]:
        found = index.dense(embedded(question.text), k, question.filters)
        return [Hit(provision, score, "meaning") for provision, score in found]

    return search


def keyword(index: Index) -> Search:
    """Return a search by words."""

    def search(question: Question, k: int) -> Sequence[Hit]:
        found = index.keyword(question.text, k, question.filters)
        return [Hit(provision, score, "words") for provision, score in found]

    return search


def fuse(*searches: Search, weights: Sequence[float] = (), damping: int = DAMPING) -> Search:
    """Merge rankings by reciprocal rank: agreement counts, raw scores do not.

    Ties keep the order of the searches, then of their hits.
    """
    by_search = tuple(weights) or (1.0,) * len(searches)

    def search(question: Question, k: int) -> Sequence[Hit]:
        merged: dict[str, Hit] = {}
        for one, weight in zip(searches, by_search, strict=True):
            for rank, hit in enumerate(one(question, max(k, POOL)), 1):
                gain = weight / (damping + rank)
                known = merged.get(hit.provision.id)
                merged[hit.provision.id] = (
                    _add(known, gain, hit.why) if known else replace(hit, score=gain)
                )
        return _best(merged.values(), k)

    return search


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


def hybrid(meaning: Search, words: Search) -> Search:
    """Return the fusion of a search by meaning and one by words that was measured best."""
    both = fuse(meaning, words, weights=(DENSE_WEIGHT, KEYWORD_WEIGHT))
    return spread(operative_first(both))


def _weigh(hit: Hit, weight: float, *, recital: bool) -> Hit:
    """Lower a recital, or with `recital` False everything else."""
    is_recital = hit.provision.kind == "recital"
    return replace(hit, score=hit.score * weight) if is_recital is recital else hit


def _add(hit: Hit, gain: float, why: str) -> Hit:
    known = hit.why.split(", ")
    return replace(hit, score=hit.score + gain, why=", ".join(dict.fromkeys((*known, why))))


def _best(hits: Iterable[Hit], k: int) -> list[Hit]:
    return sorted(hits, key=lambda hit: -hit.score)[:k]  # sorted is stable: ties keep their order
