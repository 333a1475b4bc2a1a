"""Read the printed lines of a PDF page, with where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st"})
_HYPHENS = ("\x02", "\ufffe", "\xad")
"""What PDFium puts, instead of a line's end, where a word is divided."""
_ENDS = ("\r", "\n", *_HYPHENS)
HYPHEN = "\u2010"
_SMALLER = 0.85
_RAISED = 0.15
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. Positions are in points, from the bottom left of the page."""

    text: str
    page: int
    left: float = 0.0
    bottom: float = 0.0
    right: float = 0.0
    top: float = 0.0

    @property
    def height(self) -> float:
        """Height of the line's first character box: the size of its print."""
        return self.top - self.bottom


def lines_of(page: pypdfium2.PdfPage, number: int) -> Iterator[Line]:
    """Yield the lines of a page, in the order of the file."""
    words = page.get_textpage()
    try:
        run: list[int] = []
        for index in range(words.count_chars()):
            letter = chr(pdfium.FPDFText_GetUnicode(words, index))
            if letter not in "\r\n":
                run.append(index)
            if letter in _ENDS:
                yield from _line(words, run, number)
                run = []
        yield from _line(words, run, number)
    finally:
        words.close()
        page.close()


def _line(words: pypdfium2.PdfTextPage, run: list[int], number: int) -> Iterator[Line]:
    """Yield the line that these characters make up, if it has any words."""
    inked = [i for i in run if not chr(pdfium.FPDFText_GetUnicode(words, i)).isspace()]
    if not inked:
        return
    first, last = _box(words, inked[0]), _box(words, inked[-1])
    text = _text(words, run).translate(_LIGATURES)
    yield Line(" ".join(text.split()), number, first[0], first[1], last[2], first[3])


def _text(words: pypdfium2.PdfTextPage, run: list[int]) -> str:
    """Return the characters; a small raised figure after a figure is a power: 10^25."""
    parts: list[str] = []
    for index in run:
        letter = chr(pdfium.FPDFText_GetUnicode(words, index))
        if letter in _HYPHENS:
            letter = HYPHEN
        elif letter.isdigit() and parts and parts[-1].isdigit() and _is_raised(words, index):
            parts.append("^")
        parts.append(letter)
    return "".join(letter for letter in parts if letter.isprintable() or letter.isspace())


def _is_raised(words: pypdfium2.PdfTextPage, index: int) -> bool:
    before, here = _box(words, index - 1), _box(words, index)
    height = before[3] - before[1]
    smaller = here[3] - here[1] < _SMALLER * height
    return smaller and here[1] > before[1] + _RAISED * height


def _box(words: pypdfium2.PdfTextPage, index: int) -> Box:
    left, bottom, right, top = words.get_charbox(index, loose=True)
    return left, bottom, right, top
