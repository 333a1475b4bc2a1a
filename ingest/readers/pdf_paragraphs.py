"""Join the printed lines of a PDF into paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from ingest.readers.compose import LIST_MARK
from ingest.readers.model import Piece
from ingest.readers.pdf_lines import HYPHEN, Line

_PAGE_NUMBER = re.compile(r"(?:page |p\. ?)?[-–—]? ?\d{1,4} ?[-–—]?(?: ?(?:of|/) ?\d{1,4})?", re.I)
_SAME_LINE = 2.0
_REPEATED = 3
_BIGGER = 1.15
_APART = 1.4
_HEADING_WORDS = 25
_ENDS = (".", "!", "?", ":", ";", "”", "’", '"', ")")
_DIVIDED = re.compile(rf"(\w+){HYPHEN} (\w+)")


@dataclass(frozen=True, slots=True)
class _Print:
    """How the text of a document is printed, in points."""

    height: float
    pitch: float
    """From one line of a paragraph to the next."""
    left: float
    right: float


def without_furniture(lines: Sequence[Line]) -> tuple[list[Line], list[str]]:
    """Return the lines of the text, and those printed on every page: heads and page numbers."""
    edges: list[Line] = []
    for _, page in groupby(lines, key=lambda line: line.page):
        own = list(page)
        ends = max(line.bottom for line in own), min(line.bottom for line in own)
        edges += [x for x in own if any(abs(x.bottom - end) <= _SAME_LINE for end in ends)]
    seen = Counter(_shape(line) for line in edges)
    dropped = [
        line
        for line in edges
        if seen[_shape(line)] >= _REPEATED or _PAGE_NUMBER.fullmatch(line.text)
    ]
    identities = {id(line) for line in dropped}
    return [x for x in lines if id(x) not in identities], [line.text for line in dropped]


def _shape(line: Line) -> tuple[str, int]:
    """Return what the same line has in common on every page: its words and its place."""
    return re.sub(r"\d+", "#", line.text), round(line.bottom)


def pieces(lines: Sequence[Line]) -> list[Piece]:
    """Return the paragraphs and headings that the lines make up."""
    plain = _print(lines)
    known = Counter(re.findall(r"\w+(?:-\w+)*", " ".join(line.text for line in lines)))
    return [_piece(group, plain, known) for group in _groups(lines, plain)]


def _print(lines: Sequence[Line]) -> _Print:
    height = median(line.height for line in lines)
    falls = [a.bottom - b.bottom for a, b in pairwise(lines) if a.page == b.page]
    pitches = [fall for fall in falls if 0 < fall < 3 * height]
    left = Counter(round(line.left) for line in lines).most_common(1)[0][0]
    right = max(line.right for line in lines)
    return _Print(height, median(pitches) if pitches else 1.2 * height, left, right)


def _groups(lines: Sequence[Line], plain: _Print) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        if group and _starts(group[-1], line, plain):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _starts(before: Line, line: Line, plain: _Print) -> bool:
    """Tell whether a line starts a paragraph."""
    if abs(line.height - before.height) > 0.15 * plain.height or LIST_MARK.match(line.text):
        return True
    ended = before.text.endswith(_ENDS)
    fall = before.bottom - line.bottom
    if before.page != line.page or fall < -plain.height:  # a new page or column
        return ended or not line.text[:1].islower()
    if fall > _APART * plain.pitch:
        return True
    is_short = before.right < plain.right - 0.15 * (plain.right - plain.left)
    is_indented = line.left - before.left > 0.8 * plain.height
    return ended and (is_short or is_indented)


def _piece(group: Sequence[Line], plain: _Print, known: Counter[str]) -> Piece:
    text = _DIVIDED.sub(
        lambda found: _joined(found[1], found[2], known), " ".join(line.text for line in group)
    )
    text = text.replace(HYPHEN, "-")
    size = group[0].height / plain.height if plain.height else 1.0
    heads = size > _BIGGER and len(text.split()) <= _HEADING_WORDS
    level = (1 if size > _BIGGER**3 else 2) if heads else 0
    return Piece(text, level, group[0].page)


def _joined(first: str, second: str, known: Counter[str]) -> str:
    """Return a divided word; its hyphen stays where the document prints it so elsewhere."""
    hyphenated = f"{first}-{second}"
    is_own = known[hyphenated] > known[first + second] or second[:1].isupper()
    return hyphenated if is_own else first + second
