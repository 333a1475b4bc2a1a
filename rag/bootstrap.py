"""Say how sure a mean is, by drawing the questions again."""

from __future__ import annotations

import math
import random
import statistics
from collections.abc import Callable, Sequence

RESAMPLES = 1000
Interval = tuple[float, float]


def mean(values: Sequence[float]) -> float:
    """Return the mean."""
    return statistics.fmean(values)


def interval(values: Sequence[float], resamples: int = RESAMPLES) -> Interval:
    """Return the 95 % percentile bootstrap interval of the mean (Efron 1979), seed fixed."""
    if min(values) == max(values):
        return values[0], values[0]
    return _interval(lambda chance: mean(_drawn(values, chance)), resamples)


def balanced_interval(*groups: Sequence[float], resamples: int = RESAMPLES) -> Interval:
    """Return the interval of the mean of the groups' means, each group drawn from for itself."""
    return _interval(
        lambda chance: mean([mean(_drawn(values, chance)) for values in groups]), resamples
    )


def percentile(values: Sequence[float], share: float) -> float:
    """Return the smallest value that so large a share of the values does not exceed."""
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


def _drawn(values: Sequence[float], chance: random.Random) -> list[float]:
    return chance.choices(values, k=len(values))


def _interval(draw: Callable[[random.Random], float], resamples: int) -> Interval:
    chance = random.Random(0)
    means = sorted(draw(chance) for _ in range(resamples))
    return means[int(0.025 * resamples)], means[int(0.975 * resamples)]
