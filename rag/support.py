"""Measure how far provisions support a claim, from 0 to 1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.model import Provision
from rag.cited import without_references
from rag.closest import PLAIN, Knowledge, near, sentences
from rag.coverage import MIN_COVERED, Coverage, coverage
from rag.hard_tokens import Disagreement, disagreements

THRESHOLD = 0.5
"""What passes the checks of `verify` and `judge` scores at least so much, what fails them less."""

_FAILED = 0.98
"""Keeps what fails under the threshold, were all its words there."""


@dataclass(frozen=True, slots=True)
class Support:
    """What was measured of a claim beside the provisions that it cites."""

    score: float
    """From 0 to 1: the words covered as a whole and in the worst part, and how near the nearest
    sentence is, put into the upper half when nothing differs and enough is covered."""
    sentence: str
    """The sentence of the provisions that is nearest to the claim; "" without a text."""
    near: float
    """Share of the claim's words that this sentence has."""
    covered: Coverage
    differing: tuple[Disagreement, ...]


def support(
    text: str,
    cited: Sequence[Provision],
    provisions: Mapping[str, Provision],
    known: Knowledge = PLAIN,
) -> Support:
    """Return how far provisions support a text, with the sentence that says most of it."""
    found = tuple(disagreements(text, cited, provisions, known))
    covered = coverage(text, cited, provisions, known)
    law = (sentence for provision in cited for sentence in sentences(provision, provisions))
    nearest = next(iter(near(without_references(text), law, known)), None)
    nearness = min(1.0, nearest.near) if nearest else 0.0
    passes = not found and covered.share >= MIN_COVERED
    measured = (covered.whole + covered.clause + nearness) / 3
    score = THRESHOLD * (1 + measured if passes else _FAILED * measured)
    return Support(score, nearest.own if nearest else "", nearness, covered, found)
