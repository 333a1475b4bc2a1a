"""Measure how well a score tells supported claims from the others."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Bin:
    """The claims whose scores lie from `low` up to `high`, the highest included in the last."""

    low: float
    high: float
    count: int
    supported: int

    @property
    def share(self) -> float:
        """How many of them are supported, 0 to 1; 0 for none."""
        return self.supported / self.count if self.count else 0.0


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Return the chance that a positive scores over a negative, ties counting half.

    The area under the receiver operating characteristic is this chance (Mann and Whitney 1947).
    """
    wins = sum((p > n) + 0.5 * (p == n) for p in positive for n in negative)
    return wins / (len(positive) * len(negative))


def auroc_interval(
    positive: Sequence[float], negative: Sequence[float], resamples: int = RESAMPLES
) -> tuple[float, float]:
    """Return the 95 % percentile bootstrap interval of it, each side drawn for itself."""
    chance = random.Random(0)
    areas = sorted(
        auroc(
            chance.choices(positive, k=len(positive)),
            chance.choices(negative, k=len(negative)),
        )
        for _ in range(resamples)
    )
    return areas[int(0.025 * resamples)], areas[int(0.975 * resamples)]


def reliability(scored: Sequence[tuple[float, bool]], bins: int = 10) -> list[Bin]:
    """Return how many claims are supported in each of equally wide bins of scores from 0 to 1."""
    held: list[list[bool]] = [[] for _ in range(bins)]
    for score, is_supported in scored:
        held[min(bins - 1, int(score * bins))].append(is_supported)
    return [
        Bin(number / bins, (number + 1) / bins, len(found), sum(found))
        for number, found in enumerate(held)
    ]
