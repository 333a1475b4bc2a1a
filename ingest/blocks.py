"""The shape every published format is read into: units of numbered, nested blocks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

_SPACES = re.compile(r"[^\S\n]+")
_THIN = "\u00ad\u200b\u200c\u200d\ufeff"


@dataclass(frozen=True, slots=True)
class Change:
    """What a later act did to words of a consolidated text."""

    by: str
    """CELEX number of the later act, or its mark (M1) where the page does not name it."""
    how: str
    """"replaced", "inserted", "deleted", another word of the publisher, or ""."""


@dataclass(frozen=True, slots=True)
class Block:
    """One printed block: its number as printed, its own words, and the blocks nested in it."""

    text: str
    marker: str = ""
    """As printed: "1.", "(a)", "(i)", "—"; "" for an unnumbered (sub)paragraph."""
    children: tuple[Block, ...] = ()
    quoted: bool = False
    """True for text that an amending act puts into another act: its numbers are not this act's."""
    content: tuple[Unit | Block, ...] = field(default=(), compare=False)
    """The same words in their structure, without quotation marks, where `quoted` is True."""
    made_by: str = field(default="", compare=False)
    """Id of the amending instruction that put this block here as a whole, "" for none."""
    touched_by: tuple[str, ...] = field(default=(), compare=False)
    """Ids of the amending instructions that changed words of this block or took points out."""
    changed: tuple[Change, ...] = ()
    """What later acts did to its own words; known of consolidated texts only."""

    def lines(self) -> Iterator[str]:
        """Yield this block and what is nested in it as printed, one line a block."""
        own = f"{self.marker} {self.text}".strip()
        if own:
            yield own
        for child in self.children:
            yield from child.lines()


def headed(marker: str, inner: Sequence[Block]) -> Block:
    """Make one numbered block: the first words are its own, the rest is nested."""
    if not inner or inner[0].marker:
        return Block("", marker, tuple(inner))
    head, *rest = inner
    return replace(head, marker=marker, children=(*head.children, *rest))


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
    made_by: str = field(default="", compare=False)
    """As in `Block`."""
    touched_by: tuple[str, ...] = field(default=(), compare=False)
    changed: tuple[Change, ...] = ()
    """What later acts did to its title, and what they deleted in it."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a parser found in one act."""

    title: str
    units: tuple[Unit, ...]
    source_characters: int
    """Length of the act's running text as read, footnotes and signatures left out."""


CHANGED = "data-changed"
"""Attribute in which a parser of consolidated texts notes the changes on an element."""


def noted(value: str | None) -> tuple[Change, ...]:
    """Return the changes that were noted in an attribute."""
    pairs = (entry.rpartition(" ") for entry in (value or "").split(";") if " " in entry)
    return tuple(dict.fromkeys(Change(by, how) for by, _, how in pairs))


def with_note(value: str | None, change: Change) -> str:
    """Return the value of the attribute with one more change."""
    by = clean(change.by).replace(";", "")
    return ";".join(filter(None, (value, f"{by} {change.how}")))


def all_changes(blocks: Iterable[Block]) -> tuple[Change, ...]:
    """Return the changes of blocks and of what is nested in them, each once."""
    found: dict[Change, None] = {}
    for block in blocks:
        found.update(dict.fromkeys((*block.changed, *all_changes(block.children))))
    return tuple(found)


def clean(text: str) -> str:
    """Return text with every kind of space folded to one blank and invisible characters gone."""
    kept = unicodedata.normalize("NFC", text).translate({ord(c): None for c in _THIN})
    return _SPACES.sub(" ", kept.replace("\n", " ")).strip()
