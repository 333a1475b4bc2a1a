"""Read a Word document with its notes where their marks stand, and with the place of each word."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from ingest.errors import ParseFailed
from ingest.readers.docx import inspect
from ingest.readers.docx_words import (
    CONTAINERS,
    NOTE_MARKS,
    PARAGRAPH,
    TABLE,
    Chunk,
    Element,
    boxes,
    cells,
    chunks,
    paragraphs,
    rows,
    runs_on,
    tidied,
)
from ingest.readers.model import Piece

if TYPE_CHECKING:
    from docx.document import Document

_PARTS = {NOTE_MARKS[0]: ("/footnotes", ""), NOTE_MARKS[1]: ("/endnotes", "e")}
_QUOTES = ("quote", "block text", "quotation", "zitat", "citation", "citat")
_ID = qn("w:id")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a row of a table or a note, with the place of each of its words."""

    chunks: tuple[Chunk, ...]
    anchor: Element | None = None
    """For words that stand outside the text, as a note's: where in the text they hang."""

    @property
    def text(self) -> str:
        """The words as printed."""
        return "".join(chunk.text for chunk in self.chunks)


@dataclass(slots=True)
class _Walk:
    """What is known of the document while it is read."""

    notes: Mapping[tuple[str, str], Element]
    """Notes by the tag of their mark and their id."""
    quoting: frozenset[str]
    """Ids of the styles of block quotations."""
    numbers: dict[str, int] = field(default_factory=dict)


def printed(raw: bytes, name: str) -> tuple[list[Piece], str]:
    """Return the paragraphs of a Word document with its notes, and what to know of them.

    Raises as `opened` does.
    """
    document = opened(raw, name)
    return [Piece(block.text) for block in blocks(document)], ""


def opened(raw: bytes, name: str) -> Document:
    """Return a Word document that is safe to read. Raises `ParseFailed`, `SourceRejected`."""
    inspect(raw, name)
    try:
        return docx.Document(io.BytesIO(raw))
    except Exception as error:  # it raises what its parts raise
        raise ParseFailed(
            f"{name}: cannot be read as a Word document ({error}); save it again as .docx"
        ) from error


def blocks(document: Document) -> list[Block]:
    """Return the paragraphs, rows and notes of a document in printed order.

    The mark of a note is printed as "[^1]" ("[^e1]" for an endnote), and the note stands behind
    the paragraph with its mark, as "[^1]: ...". A block quotation begins with "> ". Text boxes
    stand behind the paragraph that they hang on. Comments are no part of the text.
    """
    styles = frozenset(
        style.style_id
        for style in document.styles
        if any(word in (style.name or "").lower() for word in _QUOTES)
    )
    walk = _Walk(dict(_notes(document)), styles)
    return [block for block in _within(document.element.body, walk) if block.text.strip()]


def _notes(document: Document) -> Iterator[tuple[tuple[str, str], Element]]:
    related = document.part.rels.values()
    for mark, (ending, _) in _PARTS.items():
        for part in [r.target_part for r in related if r.reltype.endswith(ending)]:
            for note in parse_xml(part.blob):
                yield (mark, note.get(_ID, "")), note


def _within(container: Element, walk: _Walk, anchor: Element | None = None) -> Iterator[Block]:
    """Yield the blocks of a body, a text box or a note."""
    begun: list[Chunk] = []
    holders: list[Element] = []
    for block in container:
        if block.tag == PARAGRAPH:
            begun += chunks(block)
            holders.append(block)
            if not runs_on(block):
                yield from _paragraph(begun, holders, walk, anchor)
                begun, holders = [], []
        elif block.tag == TABLE:
            for row in rows(block):
                yield from _row(row, walk, anchor)
        elif block.tag in CONTAINERS:
            yield from _within(block, walk, anchor)
    if holders:
        yield from _paragraph(begun, holders, walk, anchor)


def _paragraph(
    own: list[Chunk], holders: list[Element], walk: _Walk, anchor: Element | None
) -> Iterator[Block]:
    """Yield the words of a paragraph, or of several that tracked changes made one."""
    style = holders[-1].find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    name = style.get(qn("w:val"), "") if style is not None else ""
    yield from _marked(own, walk, anchor, [Chunk("> ")] if name in walk.quoting else [])
    for holder in holders:
        yield from _boxed(holder, walk, anchor)


def _row(row: Element, walk: _Walk, anchor: Element | None) -> Iterator[Block]:
    """Yield a row as one block, "cell | cell", then what its cells hold beside their words."""
    found: list[Chunk] = []
    for cell in cells(row):
        own = tidied(_joined(chunks(paragraph) for paragraph in paragraphs(cell)))
        if any(chunk.text for chunk in own):
            found += [Chunk(" | "), *own] if found else own
    yield from _marked(found, walk, anchor)
    yield from _boxed(row, walk, anchor)


def _joined(parts: Iterable[list[Chunk]]) -> Iterator[Chunk]:
    for part in parts:
        yield from part
        yield Chunk(" ")


def _boxed(block: Element, walk: _Walk, anchor: Element | None) -> Iterator[Block]:
    for box in boxes(block):
        hung = next(box.iterancestors(qn("w:r")), None)
        yield from _within(box, walk, anchor if anchor is not None else hung)


def _marked(
    own: list[Chunk], walk: _Walk, anchor: Element | None, before: Iterable[Chunk] = ()
) -> Iterator[Block]:
    """Yield the words with the marks of notes printed, then the notes."""
    found: list[Chunk] = []
    notes: list[Block] = []
    for chunk in own:
        element = chunk.element
        if element is None or element.tag not in NOTE_MARKS:
            found.append(chunk)
            continue
        note = walk.notes.get((str(element.tag), element.get(_ID, "")))
        if note is not None:
            mark = _numbered(str(element.tag), walk)
            found.append(replace(chunk, text=mark))
            hung = anchor if anchor is not None else element.getparent()
            notes += _note(note, mark, walk, hung)
    tidy = tidied(found)
    if any(chunk.text for chunk in tidy):
        yield Block((*before, *tidy), anchor)
    yield from notes


def _numbered(tag: str, walk: _Walk) -> str:
    """Return the mark of the next note: Word numbers notes in the order of their marks."""
    walk.numbers[tag] = walk.numbers.get(tag, 0) + 1
    return f"[^{_PARTS[tag][1]}{walk.numbers[tag]}]"


def _note(note: Element, mark: str, walk: _Walk, anchor: Element | None) -> Iterator[Block]:
    """Yield a note as one block, and what hangs on it."""
    found = list(_within(note, walk, anchor))
    own = [block for block in found if not block.text.startswith("[^")]
    joined = _joined(list(block.chunks) for block in own)
    yield Block((Chunk(f"{mark}: "), *tidied(joined)), anchor)
    yield from (block for block in found if block not in own)
