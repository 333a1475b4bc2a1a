"""Search for a follow-up by its own words too, beside the question that stands alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from rag.model import Hit, Question, Search
from rag.precise import NAMED

_DEPTH = 20
_DAMPING = 10
_OWN = 0.5
"""What the own words count against the whole question; chosen on 45 conversations."""


def by_own_words(search: Search, own: str) -> Search:
    """Return a search that asks for the question and, weighing less, for other words of it.

    Both rankings are fused by reciprocal rank (Cormack et al., SIGIR 2009, with weights). What a
    question names stays in front.
    """

    def find(question: Question, k: int) -> Sequence[Hit]:
        whole = search(question, max(k, _DEPTH))
        if any(hit.why == NAMED for hit in whole):
            return whole[:k]
        also = search(replace(question, text=own), _DEPTH)
        scores: dict[str, float] = defaultdict(float)
        for weight, hits in ((1.0, whole), (_OWN, also)):
            for place, hit in enumerate(hits, 1):
                scores[hit.provision.id] += weight / (_DAMPING + place)
        first = {hit.provision.id: hit for hit in (*also, *whole)}
        return sorted(first.values(), key=lambda hit: -scores[hit.provision.id])[:k]

    return find
