"""Tell for each printed line of an article which provision it belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.model import Provision
from rag.reading import Unit

_LONGEST_MARKER = 14
_MARKER = re.compile(r"[‘“]?(?:\d{1,3}[a-z]{0,2}\.|\([0-9a-z]{1,5}\)|[—–•-])(?=\s)")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed block of a unit's text."""

    text: str
    within: Provision
    """The smallest provision that the line belongs to."""
    starts: tuple[Provision, ...]
    """The provisions that begin with this line, the outer one first."""
    marker: int
    """How many of its characters are the printed number, 0 for none."""
    depth: int
    """How many levels below the unit's own lines it stands."""

    @property
    def words(self) -> str:
        """The line behind its printed number."""
        return self.text[self.marker :].lstrip()


def lines_of(unit: Unit) -> list[Line]:
    """Return every line of a unit's own text in order; () for a unit that has only notes."""
    if unit.whole is None:
        return []
    texts = unit.whole.text.split("\n")
    owners = [unit.whole] * len(texts)
    starts: list[list[Provision]] = [[] for _ in texts]
    markers = [_printed(text) for text in texts]
    at = 0
    for part in unit.parts:
        first, *rest = part.text.split("\n")
        found = _beginning(texts, first, at)
        if found < 0:
            continue
        at = found
        marker = len(texts[at]) - len(first)
        markers[at] = max(markers[at], marker)
        end = at + 1 + len(rest)
        if not marker and at and _is_bare(texts[at - 1]) and not starts[at - 1]:
            at -= 1
        starts[at].append(part)
        owners[at:end] = [part] * len(owners[at:end])
    return [
        Line(text, owner, tuple(begun), marker, owner.anchor.count("."))
        for text, owner, begun, marker in zip(texts, owners, starts, markers, strict=True)
    ]


def _beginning(texts: Sequence[str], first: str, at: int) -> int:
    """Return the line that is `first` behind at most a number, -1 where there is none."""
    if not first:
        return -1
    for position in range(at, len(texts)):
        text = texts[position]
        before = len(text) - len(first)
        if text == first or (
            0 < before <= _LONGEST_MARKER and text[before - 1] == " " and text.endswith(first)
        ):
            return position
    return -1


def _printed(text: str) -> int:
    found = _MARKER.match(text)
    return len(found[0]) if found else 0


def _is_bare(text: str) -> bool:
    """Tell whether a line is nothing but a printed number."""
    return len(text) <= _LONGEST_MARKER and _printed(f"{text} ") == len(text)
