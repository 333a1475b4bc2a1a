"""The shape every published format is read into: units of numbered, nested blocks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_SPACES = re.compile(r"[^\S\n]+")
_THIN = "\u00ad\u200b\u200c\u200d\ufeff"


@dataclass(frozen=True, slots=True)
class Block:
    """One printed block: its number as printed, its own words, and the blocks nested in it."""

    text: str
    marker: str = ""
    """As printed: "1.", "(a)", "(i)", "—"; "" for an unnumbered (sub)paragraph."""
    children: tuple[Block, ...] = ()
    quoted: bool = False
    """True for text that an amending act puts into another act: its numbers are not this act's."""

    def lines(self) -> Iterator[str]:
        """Yield this block and what is nested in it as printed, one line a block."""
        own = f"{self.marker} {self.text}".strip()
        if own:
            yield own
        for child in self.children:
            yield from child.lines()


@dataclass(frozen=True, slots=True)
class Unit:
    """An article, recital or annex as printed."""

    kind: str
    """"article", "recital" or "annex"."""
    number: str
    """As printed, without the word: "4a", "110", "III"."""
    title: str = ""
    headings: tuple[str, ...] = ()
    """Enclosing headings from the outside in, each "CHAPTER V: General-purpose AI models"."""
    blocks: tuple[Block, ...] = ()
    footnotes: tuple[str, ...] = ()
    completeness: str = "full"
    """What this copy lacks of the unit, in words, or "full"."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a parser found in one act."""

    title: str
    units: tuple[Unit, ...]
    source_characters: int
    """Length of the act's running text as read, footnotes and signatures left out."""


def clean(text: str) -> str:
    """Return text with every kind of space folded to one blank and invisible characters gone."""
    kept = unicodedata.normalize("NFC", text).translate({ord(c): None for c in _THIN})
    return _SPACES.sub(" ", kept.replace("\n", " ")).strip()
