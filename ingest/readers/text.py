"""Read plain text: lines that belong together become paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.readers.compose import LIST_MARK, composed
from ingest.readers.decode import decoded
from ingest.readers.model import Piece, Read, with_notice

_WIDEST = 120
"""Longer lines are paragraphs, not lines that an editor wrapped."""
_NARROWEST = 40
_FULL = 0.85
_HEADING_WORDS = 10
_LONG = 120


def read(raw: bytes, name: str) -> Read:
    """Return the document in plain text. Raises `ParseFailed`."""
    text, notice = decoded(raw, name)
    return with_notice(composed(_with_headings(pieces(text)), name), notice)


def printed(raw: bytes, name: str) -> tuple[list[Piece], str]:
    """Return the paragraphs as they stand, and what to know of them. Raises `ParseFailed`."""
    text, notice = decoded(raw, name)
    return [Piece(paragraph) for paragraph in pieces(text)], notice


def pieces(text: str) -> list[str]:
    """Return the paragraphs of a text; wrapped lines are joined."""
    lines = text.splitlines()
    width = _wrapped_at([line for line in lines if line.strip()])
    found: list[str] = []
    before = ""
    for line in lines:
        if before.strip() and line.strip() and _goes_on(before, line, width):
            found[-1] += f" {line.strip()}"
        elif line.strip():
            found.append(line.strip())
        before = line
    return found


def _wrapped_at(lines: Sequence[str]) -> int:
    """Return the width that lines were wrapped at, 0 when each line is a paragraph."""
    lengths = sorted(len(line) for line in lines)
    width = lengths[int(0.95 * (len(lengths) - 1))] if lengths else 0
    return width if _NARROWEST <= width <= _WIDEST else 0


def _goes_on(before: str, line: str, width: int) -> bool:
    """Tell whether a line continues the one before: its first word found no room there."""
    if not width or LIST_MARK.match(line.lstrip()):
        return False
    if _indent(line) > _indent(before) and not LIST_MARK.match(before.lstrip()):
        return False  # the first line of a paragraph
    return len(before) + 1 + len(line.split(maxsplit=1)[0]) > _FULL * width


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _with_headings(paragraphs: Sequence[str]) -> list[Piece]:
    """Return the pieces; a short line without an end mark above a long one is a heading."""
    return [
        Piece(text, 2 if _heads(text, after) else 0) for text, after in pairwise([*paragraphs, ""])
    ]


def _heads(text: str, after: str) -> bool:
    is_short = len(text.split()) <= _HEADING_WORDS and text[0].isalnum() and text[-1].isalnum()
    return is_short and len(after) >= _LONG and not LIST_MARK.match(text)
