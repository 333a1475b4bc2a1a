"""What a reader makes of a document: its paragraphs, and what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Piece:
    """One printed block of a document, before it is known what it is for."""

    text: str
    level: int = 0
    """1 for the highest heading, 2 below it; 0 for anything that is no heading."""
    page: int = 0
    """From 1; 0 where the format has no pages."""
    item: bool = False
    """Whether it is an item of a list."""
    quoted: bool = False
    """Whether it is a block quotation."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph under the headings that it stands below, from the outside in."""

    text: str
    headings: tuple[str, ...] = ()
    page: int = 0
    item: bool = False
    """Whether it is an item of a list."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What a document says of itself; "" where it says nothing. The date is ISO 8601."""

    title: str = ""
    author: str = ""
    published: str = ""
    publisher: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """A document as read."""

    title: str
    author: str
    published: str
    publisher: str
    language: str
    paragraphs: tuple[Paragraph, ...]
    source_characters: int
    """Length of the text that the reader saw, blanks left out."""
    left_out: tuple[str, ...] = ()
    """Lines that are no text of the document: "2 mins read", page numbers, the byline."""
    lacks: str = ""
    """What could not be read of the document, in words."""
    notice: str = ""
    """What the user should know of how it was read."""


def with_notice(read: Read, notice: str) -> Read:
    """Return the document with what the user should know of how it was read."""
    return replace(read, notice=notice)


def with_gaps(read: Read, lacks: str) -> Read:
    """Return the document with what could not be read of it."""
    return replace(read, lacks=lacks)
