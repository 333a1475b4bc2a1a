"""Sum up how the questions of a run went, by group and kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rag.bootstrap import interval, mean, percentile
from rag.expected import Expected
from rag.measures import (
    ELAPSED,
    FOUND,
    PROMISES,
    REFUSED_RIGHTLY,
    REFUSED_WRONGLY,
    SAID,
    WORDS,
)
from rag.scores import Score

_TABLES = {
    "Found": FOUND,
    "Answered": SAID,
    "Refused, broken promises, length, time": (
        REFUSED_RIGHTLY,
        REFUSED_WRONGLY,
        *PROMISES,
        WORDS,
        ELAPSED,
    ),
}
_HEADS = {WORDS: "words (median)", ELAPSED: "ms (p50 / p95)"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one question went: measures by name, most of them 0 to 1."""

    expected: Expected
    group: str
    """"answerable", "other-acts" (gold outside the corpus) or "refuse"."""
    scores: Score
    cited: tuple[str, ...] = ()
    """Ids of the provisions that the statements cite, in order."""


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """All outcomes of a run."""

    outcomes: tuple[Outcome, ...]
    corpus: str

    def to_json(self) -> dict[str, Any]:
        """Return measures by group and kind with their intervals, and each question's scores."""
        rows = self._rows()
        return {
            "corpus": self.corpus,
            "groups": {name: _summary(found) for name, found in rows.items()},
            "intervals": {name: _intervals(found) for name, found in rows.items()},
            "questions": [
                {
                    "id": o.expected.id,
                    "kind": o.expected.kind,
                    "group": o.group,
                    "cited": list(o.cited),
                    **o.scores,
                }
                for o in self.outcomes
            ],
        }

    def table(self) -> str:
        """Return Markdown tables: a row a group and kind, means with 95 % intervals."""
        return "\n\n".join(f"{title}\n\n{self._table(names)}" for title, names in _TABLES.items())

    def _table(self, names: Sequence[str]) -> str:
        heads = " | ".join(_HEADS.get(name, name) for name in names)
        lines = [f"| questions | n | {heads} |", "|---|---|" + "---|" * len(names)]
        for title, outcomes in self._rows().items():
            values = _values(outcomes)
            if any(name in values for name in names):
                cells = " | ".join(_cell(name, values.get(name, [])) for name in names)
                lines.append(f"| {title} | {len(outcomes)} | {cells} |")
        return "\n".join(lines)

    def _rows(self) -> dict[str, list[Outcome]]:
        rows: dict[str, list[Outcome]] = defaultdict(list)
        for outcome in self.outcomes:
            rows[f"all {outcome.group}"].append(outcome)
        for outcome in sorted(self.outcomes, key=lambda o: (o.group, o.expected.kind)):
            rows[f"{outcome.group}: {outcome.expected.kind}"].append(outcome)
        return dict(rows)


def _values(outcomes: Sequence[Outcome]) -> Mapping[str, list[float]]:
    found: dict[str, list[float]] = defaultdict(list)
    for outcome in outcomes:
        for name, value in outcome.scores.items():
            found[name].append(value)
    return found


def _summary(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """Return the mean of each measure, of the promises the count, of length and time more."""
    values = _values(outcomes)
    found: dict[str, Any] = {"n": len(outcomes)}
    for name, numbers in values.items():
        found[name] = int(sum(numbers)) if name in PROMISES else mean(numbers)
    if WORDS in values:
        found["words_median"] = percentile(values[WORDS], 0.5)
    found["p50_ms"] = percentile(values[ELAPSED], 0.5)
    found["p95_ms"] = percentile(values[ELAPSED], 0.95)
    return found


def _intervals(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    values = _values(outcomes)
    return {n: list(interval(found)) for n, found in values.items() if n not in PROMISES}


def _cell(name: str, values: Sequence[float]) -> str:
    if not values:
        return ""
    if name == ELAPSED:
        return f"{percentile(values, 0.5):.0f} / {percentile(values, 0.95):.0f}"
    if name == WORDS:
        return f"{percentile(values, 0.5):.0f}"
    if name in PROMISES:
        return f"{sum(values):.0f}"
    return with_interval(mean(values), interval(values)) if len(values) > 1 else f"{values[0]:.2f}"


def with_interval(value: float, bounds: tuple[float, float]) -> str:
    """Return a figure with its interval, for reading."""
    return f"{value:.2f} ({bounds[0]:.2f}-{bounds[1]:.2f})"
