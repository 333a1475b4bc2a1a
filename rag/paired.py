"""Compare two runs over the same questions, question by question."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rag.bootstrap import interval, mean
from rag.errors import RagError
from rag.measures import LOWER_IS_BETTER, NOT_QUALITY, PROMISES

_Rows = Mapping[str, Mapping[str, float]]


class RunInvalid(RagError):
    """A file is no run of `pincite eval --json`, or two runs share no question."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One measure in two runs, over the questions that have it in both."""

    measure: str
    before: float
    after: float
    low: float
    high: float
    """The 95 % interval of the mean of the differences, question by question."""
    changed: tuple[tuple[str, float, float], ...]
    """Id, before and after, of each question that differs."""
    n: int

    @property
    def verdict(self) -> str:
        """ "better", "worse" or "" when the interval holds 0; a broken promise is always worse."""
        if self.measure in PROMISES and self.after > self.before:
            return "worse"
        if self.low <= 0 <= self.high:
            return ""
        return "better" if (self.low > 0) != (self.measure in LOWER_IS_BETTER) else "worse"

    @property
    def is_regression(self) -> bool:
        """Whether quality got worse; length and time are shown only."""
        return self.verdict == "worse" and self.measure not in NOT_QUALITY


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs, measure by measure."""

    differences: tuple[Difference, ...]
    unpaired: tuple[str, ...]
    """Ids of questions that only one of the runs has."""
    same_corpus: bool

    @property
    def regressions(self) -> tuple[str, ...]:
        """The quality measures that got worse beyond the interval."""
        return tuple(one.measure for one in self.differences if one.is_regression)

    def to_json(self) -> dict[str, Any]:
        """Return every difference."""
        return {
            "regressions": list(self.regressions),
            "same_corpus": self.same_corpus,
            "unpaired": list(self.unpaired),
            "measures": {d.measure: _object(d) for d in self.differences},
        }

    def table(self) -> str:
        """Return a Markdown table, the questions that differ, and the verdict."""
        lines = ["| measure | n | A | B | B - A (95 %) | |", "|---|---|---|---|---|---|"]
        lines += map(_row, self.differences)
        lines += ["", *_notes(self), *_changes(self)]
        worse = ", ".join(self.regressions)
        return "\n".join([*lines, f"Regression: {worse}." if worse else "No regression."])


def compare(before: Path, after: Path) -> Comparison:
    """Return how a later run differs from an earlier one. Raises `RunInvalid`."""
    first, second = _run(before), _run(after)
    old, new = _rows(first, before), _rows(second, after)
    shared = [identifier for identifier in old if identifier in new]
    if not shared:
        raise RunInvalid(f"{before} and {after} have no question in common; score the same file")
    measures = dict.fromkeys(m for i in shared for m in old[i] if m in new[i])
    return Comparison(
        tuple(_difference(measure, old, new) for measure in measures),
        tuple(sorted(old.keys() ^ new.keys())),
        first.get("corpus") == second.get("corpus"),
    )


def _run(path: Path) -> Mapping[str, Any]:
    try:
        run = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RunInvalid(f"{path}: cannot be read ({error}); write it with --json") from error
    if not isinstance(run, dict) or not isinstance(run.get("questions"), list):
        raise RunInvalid(f'{path}: has no "questions"; write it with `pincite eval --json`')
    return run


def _rows(run: Mapping[str, Any], path: Path) -> _Rows:
    """Return by question the scores of a run: its numbers, all else is no measure."""
    found: dict[str, dict[str, float]] = {}
    for row in run["questions"]:
        if not isinstance(row, dict) or "id" not in row or str(row["id"]) in found:
            raise RunInvalid(f"{path}: a question has no id of its own; give each question one")
        numbers = {n: float(v) for n, v in row.items() if n != "id" and isinstance(v, int | float)}
        found[str(row["id"])] = numbers
    return found


def _difference(measure: str, old: _Rows, new: _Rows) -> Difference:
    pairs = {
        i: (old[i][measure], new[i][measure])
        for i in old
        if measure in old[i] and measure in new.get(i, {})
    }
    low, high = interval([after - before for before, after in pairs.values()])
    return Difference(
        measure=measure,
        before=mean([before for before, _ in pairs.values()]),
        after=mean([after for _, after in pairs.values()]),
        low=low,
        high=high,
        changed=tuple((i, a, b) for i, (a, b) in pairs.items() if a != b),
        n=len(pairs),
    )


def _object(one: Difference) -> dict[str, Any]:
    return {
        "n": one.n,
        "a": one.before,
        "b": one.after,
        "difference": one.after - one.before,
        "interval": [one.low, one.high],
        "verdict": one.verdict,
        "changed": [{"id": i, "a": a, "b": b} for i, a, b in one.changed],
    }


def _row(one: Difference) -> str:
    places = 0 if one.measure in NOT_QUALITY else 2
    before, after = (f"{value:.{places}f}" for value in (one.before, one.after))
    change, low, high = (
        f"{value:+.{places}f}" for value in (one.after - one.before, one.low, one.high)
    )
    cells = (one.measure, one.n, before, after, f"{change} ({low} to {high})", one.verdict)
    return f"| {' | '.join(map(str, cells))} |"


def _notes(comparison: Comparison) -> list[str]:
    notes = []
    if not comparison.same_corpus:
        notes.append("The runs rest on different corpora.")
    if comparison.unpaired:
        notes.append(f"In one run only: {', '.join(comparison.unpaired)}.")
    return [*notes, ""] if notes else []


def _changes(comparison: Comparison) -> list[str]:
    """Return a line for each measure with the questions that differ."""
    lines = [
        f"{one.measure}: " + ", ".join(f"{i} {a:.2f} > {b:.2f}" for i, a, b in one.changed)
        for one in comparison.differences
        if one.changed and one.measure not in NOT_QUALITY
    ]
    return [*lines, ""] if lines else []
