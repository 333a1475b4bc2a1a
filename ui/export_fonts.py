"""Choose for each letter a typeface that has it."""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import cache
from itertools import groupby
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

SERIF, SERIF_BOLD = "PinciteSerif", "PinciteSerifBold"
SANS, SANS_BOLD = "PinciteSans", "PinciteSansBold"
_FILES = {
    SERIF: (font_source_serif_pro, "SourceSerifPro-Regular.ttf"),
    SERIF_BOLD: (font_source_serif_pro, "SourceSerifPro-Semibold.ttf"),
    SANS: (font_source_sans_pro, "SourceSansPro-Regular.ttf"),
    SANS_BOLD: (font_source_sans_pro, "SourceSansPro-Semibold.ttf"),
}
_INSTEAD = {SERIF: SANS, SERIF_BOLD: SANS_BOLD, SANS: SERIF, SANS_BOLD: SERIF_BOLD}
LACKING = "☐"
"""Stands for a letter that no typeface here has."""
_SAME = str.maketrans({"\u2011": "-", "\u2009": "\u00a0", "\u202f": "\u00a0", "\t": " "})
"""Letters that look like others which the typefaces have."""
_UNSET = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe00-\ufe0f]")
"""What is not printed: places to break a word, joiners, choices of a form."""
_LONG = re.compile(r"\S{200}(?=\S)")
_registering = threading.Lock()


def register() -> None:
    """Make the typefaces known to reportlab, which keeps them for the whole process."""
    with _registering:
        _register()


@cache
def _register() -> None:
    for name, (package, file) in _FILES.items():
        folder = Path(package.__file__).parent / "files"
        pdfmetrics.registerFont(TTFont(name, str(folder / file)))


def letters(text: str, face: str) -> list[tuple[str, str]]:
    """Return the text in stretches, each with the name of a typeface that has all its letters.

    A letter that none has becomes `LACKING`. `register` must have been called.
    """
    whole = unicodedata.normalize("NFC", _UNSET.sub("", text)).translate(_SAME)
    chosen = ((_face(letter, face), letter) for letter in whole)
    stretches = []
    for name, group in groupby(chosen, key=lambda pair: pair[0]):
        said = "".join(letter for _, letter in group)
        stretches.append((name or face, said if name else LACKING * len(said)))
    return stretches


def breakable(text: str) -> str:
    """Return the text with a blank where it goes on for too long without one.

    No word of a language is that long. reportlab takes minutes to break 20 000 letters.
    """
    return _LONG.sub(r"\g<0> ", text)


def lacks(text: str) -> bool:
    """Tell whether a text has a letter that no typeface here has."""
    return any(LACKING in said for _, said in letters(text.replace(LACKING, ""), SERIF))


def _face(letter: str, face: str) -> str:
    """Return a typeface with this letter, "" when there is none."""
    if letter.isspace():
        return face
    return next((name for name in (face, _INSTEAD[face]) if ord(letter) in _letters(name)), "")


@cache
def _letters(name: str) -> frozenset[int]:
    return frozenset(pdfmetrics.getFont(name).face.charToGlyph)
