"""Nest the numbered lines of a United States text by the order of their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ingest import roman
from ingest.blocks import Block

_MARK = re.compile(r"\(([a-z]{1,5}|[A-Z]{1,5}|\d{1,3})\)\s*")
_HEADED = re.compile(r"([^()]{1,160}[—–-])\s?(\((?:1|A|a|i)\).*)", re.DOTALL)
_ROMAN = frozenset("ivxl")
"""Signs of the numerals that are used; "(c)" is a letter."""
_Number = tuple[str, int]
"""The kind of a number ("a", "1", "A", "i" or "I") and its place in the sequence."""


@dataclass
class _Open:
    """A block that may still take children."""

    marker: str
    text: str
    number: _Number = ("", 0)
    children: list[_Open] = field(default_factory=list)

    def closed(self) -> Block:
        """Return the block with everything nested in it."""
        return Block(self.text, self.marker, tuple(child.closed() for child in self.children))


def nested(lines: Iterable[str]) -> tuple[Block, ...]:
    """Return the blocks that the lines form.

    A number goes on with a sequence that is open, or begins one. A line without a number
    after numbered ones belongs to the outermost block: its indent is not known here.
    """
    root = _Open("", "")
    path = [root]
    for marker, text in _parts(lines):
        number = _number(marker, path)
        if number is None:
            own = f"{marker} {text}".strip()
            path[min(1, len(path) - 1)].children.append(_Open("", own))
            continue
        depth = next((n for n, b in enumerate(path) if b.number[0] == number[0]), len(path))
        del path[depth:]
        block = _Open(marker, text, number)
        path[-1].children.append(block)
        path.append(block)
    return tuple(child.closed() for child in root.children)


def _parts(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each number with its words; "(b)(1) Text" and "(a) Title.—(1) Text" are two."""
    for line in lines:
        rest = line
        while found := _MARK.match(rest):
            rest = rest[found.end() :]
            headed = None if _MARK.match(rest) else _HEADED.fullmatch(rest)
            following = _MARK.match(rest)
            yield f"({found[1]})", "" if following else (headed[1] if headed else rest)
            rest = headed[2] if headed else (rest if following else "")
        if rest:
            yield "", rest


def _number(marker: str, path: list[_Open]) -> _Number | None:
    """Return which sequence a printed number belongs to here, or None for mere words."""
    readings = list(_readings(marker.strip("()")))
    last = path[-1].number
    begun = [r for r in readings if r[1] == 1 and r[0] not in {b.number[0] for b in path}]
    if last[0] == "A" and ("i", 1) in begun:
        return ("i", 1)
    for block in reversed(path):
        kind, place = block.number
        if (kind, place + 1) in readings:
            return (kind, place + 1)
    return begun[0] if begun else None


def _readings(number: str) -> Iterator[_Number]:
    """Yield every way to read a number: "(i)" is a letter or a Roman one."""
    if number.isdigit():
        yield "1", int(number)
    elif number:
        lower = number.lower()
        if set(lower) == {lower[0]}:
            place = ord(lower[0]) - ord("a") + 1 + 26 * (len(lower) - 1)
            yield "a" if number.islower() else "A", place
        if set(lower) <= _ROMAN:
            yield "i" if number.islower() else "I", roman.value(lower)
