"""Read statements of our own on real provisions: each once right, once with one planted error."""

from __future__ import annotations

import tomllib
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

HARD = frozenset(
    {
        *("digit", "number word", "date", "month", "period", "percentage", "threshold"),
        *("negation", "modal", "wrong pinpoint", "invented provision", "wrong act"),
    }
)
"""Kinds of error that a single word or figure gives away."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement that is right in law, and the same with one error."""

    cites: str
    """Id of the provision that both cite."""
    kind: str
    right: str
    wrong: str

    held_out: bool = False
    """Whether the pair was written when nothing was changed any more."""


def read_pairs(provisions: Container[str]) -> list[Pair]:
    """Return the pairs whose provision is there."""
    path = Path(__file__).with_name("planted_errors.toml")
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    pairs = (Pair(**row) for row in table["pair"])
    return [pair for pair in pairs if pair.cites in provisions]
