"""Say of a place in a memo in which paragraph, footnote or quotation it is."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

Span = tuple[int, int]

_BLANK_LINES = re.compile(r"(?:\n[^\S\n]*)+\n[^\S\n]*")
_ITEM = re.compile(r"(?:[-*•–]|\([a-z\d]{1,4}\)|[a-z]\))\s|>")
_MARK = r"\[\^[^\[\]\s]{1,40}\]"
_NOTE = re.compile(rf"^[^\S\n]{{0,3}}({_MARK}):", re.M)
_NOTE_MARK = re.compile(rf"({_MARK})(?!:)")
_FEW = 5
"""A quotation with fewer words is read as the memo's own: a name, a term, a citation."""
_CLOSE = 15
"""How far behind a quotation its source begins at most."""


class Layout:
    """The paragraphs, footnotes and quotations of a memo."""

    def __init__(self, text: str, quotations: Sequence[Span], cited: Sequence[Span]) -> None:
        """Keep where things stand; `quotations` and `cited` are in order."""
        self._length = len(text)
        self._breaks = list(_breaks(text))
        self._notes = list(notes(text))
        self._quotes = [span for span in quotations if len(text[slice(*span)].split()) >= _FEW]
        self._cited = [start for start, _ in cited]

    def paragraph(self, position: int) -> int:
        """Return the number of the paragraph at a position; blank lines part them.

        A footnote belongs to the paragraph with its mark, the items of a list or a block
        quotation to the one that introduces them.
        """
        return bisect_right(self._breaks, self.place(position)[0])

    def place(self, position: int) -> tuple[int, bool, int]:
        """Return what to sort a position by, to read a memo as it is meant.

        A footnote is read where its mark stands, a quotation behind the source that follows it.
        """
        note, quotation = _within(self._notes, position), _within(self._quotes, position)
        at = note[2] if note else position
        if quotation and not note:
            after = bisect_left(self._cited, quotation[1])
            if after < len(self._cited) and self._cited[after] - quotation[1] < _CLOSE:
                return self._cited[after], True, position
        return at, False, position

    def is_note(self, position: int) -> bool:
        """Tell whether a position is in a footnote, which ends with its paragraph."""
        return _within(self._notes, position) is not None

    def is_quoted(self, position: int) -> bool:
        """Tell whether a position is in words that the memo quotes."""
        return _within(self._quotes, position) is not None


def _within(spans: Sequence[tuple[int, ...]], position: int) -> tuple[int, ...] | None:
    """Return the one of the spans, which are in order and apart, in which a position is."""
    number = bisect_right(spans, position, key=_start) - 1
    return spans[number] if number >= 0 and position < spans[number][1] else None


def _start(span: tuple[int, ...]) -> int:
    return span[0]


def _breaks(text: str) -> Iterator[int]:
    """Yield the blank lines that part paragraphs."""
    was_item = False
    for match in _BLANK_LINES.finditer(text):
        introduced = was_item or text.endswith(":", 0, match.start())
        was_item = introduced and _ITEM.match(text, match.end()) is not None
        if not was_item:
            yield match.start()


def notes(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield start and end of each footnote, and where its mark stands in the text."""
    marks = {match[1]: match.start() for match in _NOTE_MARK.finditer(text)}
    ends = sorted(m.start() for pattern in (_BLANK_LINES, _NOTE) for m in pattern.finditer(text))
    for match in _NOTE.finditer(text):
        following = bisect_right(ends, match.start())
        end = ends[following] if following < len(ends) else len(text)
        yield match.start(), end, marks.get(match[1], match.start())
