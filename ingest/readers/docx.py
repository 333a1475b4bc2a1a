"""Read Word documents: headings, paragraphs, tables, notes; never macros."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from ingest.errors import ParseFailed, SourceRejected
from ingest.readers.compose import composed
from ingest.readers.docx_words import (
    CONTAINERS,
    PARAGRAPH,
    TABLE,
    boxes,
    cells,
    paragraphs,
    rows,
    words,
)
from ingest.readers.model import Piece, Read, Stated
from ingest.safe_zip import read_member

if TYPE_CHECKING:
    from docx.document import Document

_MAX_UNPACKED = 200_000_000
_MAX_MEMBERS = 5_000
_MEDIA = ("word/media/", "word/embeddings/", "word/fonts/")
_MACROS = re.compile(r"vba(?:Project|Data)|macrosheets", re.IGNORECASE)
_HEADING = re.compile(r"heading ([1-9])$", re.IGNORECASE)
_NOTES = ("Footnotes", "Endnotes")
_NOT_AUTHORS = ("", "python-docx")


def read(raw: bytes, name: str) -> Read:
    """Return the Word document.

    Raises `ParseFailed` for what is no Word document, `SourceRejected` for one with macros
    or one that unpacks to more than any real one.
    """
    inspect(raw, name)
    try:
        document = docx.Document(io.BytesIO(raw))
        pieces = [*_blocks(document.element.body, _levels(document)), *_notes(document)]
        known = _stated(document)
    except Exception as error:  # it raises what its parts raise
        raise ParseFailed(
            f"{name}: cannot be read as a Word document ({error}); save it again as .docx"
        ) from error
    return composed(pieces, name, known)


def inspect(raw: bytes, name: str) -> None:
    """Refuse an archive that is dangerous or no Word document, before anything is parsed."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise ParseFailed(f"{name}: is no Word document ({error}); save it as .docx") from error
    with archive:
        members = archive.infolist()
        names = [member.filename for member in members]
        unpacked = sum(member.file_size for member in members)
        if len(members) > _MAX_MEMBERS or unpacked > _MAX_UNPACKED:
            raise SourceRejected(
                f"{name}: unpacks to {unpacked} bytes in {len(members)} files, more than any "
                "Word document needs; do not use this file"
            )
        if any(_MACROS.search(member) for member in names):
            raise SourceRejected(f"{name}: holds macros; save it as .docx without them")
        for member in names:
            if not member.endswith("/") and not member.startswith(_MEDIA):
                _inspect_member(archive, member, name)
        if "word/document.xml" not in names:
            raise ParseFailed(f"{name}: is a zip archive but no Word document; save it as .docx")


def _inspect_member(archive: zipfile.ZipFile, member: str, name: str) -> None:
    try:
        content = read_member(archive, member, _MAX_UNPACKED)
    except SourceRejected as error:
        raise SourceRejected(f"{name}: {error}") from error
    if member == "[Content_Types].xml" and b"macroEnabled" in content:
        raise SourceRejected(f"{name}: holds macros; save it as .docx without them")


def _levels(document: Document) -> dict[str, int]:
    """Return the heading level of each style that is one; the title stands above the headings."""
    levels: dict[str, int] = {}
    for style in document.styles:
        heading = _HEADING.match(style.name or "")
        if heading:
            levels[style.style_id] = int(heading[1]) + 1
        elif (style.name or "").lower() == "title":
            levels[style.style_id] = 1
    return levels


def _blocks(body: etree._Element, levels: dict[str, int]) -> Iterator[Piece]:
    """Yield the paragraphs and the rows of tables in printed order, text boxes behind them."""
    for block in body:
        if block.tag == PARAGRAPH:
            style = block.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            name = style.get(qn("w:val"), "") if style is not None else ""
            listed = block.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None
            item = listed or name.startswith("List")
            level = levels.get(name, 0)
            yield Piece(words(block), level, item=item and not level)
            for box in boxes(block):
                yield from _blocks(box, levels)
        elif block.tag == TABLE:
            for row in rows(block):
                texts = (_cell(cell) for cell in cells(row))
                yield Piece(" | ".join(text for text in texts if text))
                for box in boxes(row):
                    yield from _blocks(box, levels)
        elif block.tag in CONTAINERS:
            yield from _blocks(block, levels)


def _cell(cell: etree._Element) -> str:
    return " ".join(text for p in paragraphs(cell) if (text := words(p)))


def _notes(document: Document) -> Iterator[Piece]:
    """Yield the footnotes and the endnotes, each under a heading of their own."""
    related = document.part.rels.values()
    for heading in _NOTES:
        ending = f"/{heading.lower()}"
        parts = [r.target_part for r in related if r.reltype.endswith(ending)]
        notes = [note for part in parts for note in parse_xml(part.blob)]
        texts = [text for note in notes if (text := _cell(note))]
        if texts:
            yield Piece(heading, 2)
        yield from (Piece(text) for text in texts)


def _stated(document: Document) -> Stated:
    """Return what the file's properties state; its dates are those of the file, not the text."""
    properties = document.core_properties
    author = properties.author or ""
    return Stated(
        title=properties.title or "",
        author="" if author in _NOT_AUTHORS else author,
        language=(properties.language or "").partition("-")[0].lower(),
    )
