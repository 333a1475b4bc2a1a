"""Read the printed words of a paragraph of a Word document, and where each of them stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from docx.oxml.ns import qn
from lxml import etree

Element = etree._Element

PARAGRAPH, TABLE, ROW, CELL, BOX = (
    qn(f"w:{tag}") for tag in ("p", "tbl", "tr", "tc", "txbxContent")
)
CONTAINERS = frozenset(
    qn(f"w:{tag}") for tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")
)
NOTE_MARKS = (qn("w:footnoteReference"), qn("w:endnoteReference"))

_TEXT = qn("w:t")
_PRINTED = {
    _TEXT: "",
    qn("w:tab"): " ",
    qn("w:br"): " ",
    qn("w:cr"): " ",
    qn("w:noBreakHyphen"): "-",
}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = frozenset((qn("w:del"), qn("w:moveFrom"), qn("w:tabs"), _FALLBACK))
_CHANGED = (qn("w:del"), qn("w:moveFrom"))
_THIN = "\u00ad\u200b\u200c\u200d\ufeff"
"""Characters that print nothing; a soft hyphen would part a word."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Printed characters, and the element of the file that holds them."""

    text: str
    element: Element | None = None
    """A w:t, or what prints a blank; a mark of a note; None for what we put in."""
    offset: int = 0
    """Where in the element's text the characters begin."""


def chunks(paragraph: Element) -> list[Chunk]:
    """Return the words of a paragraph as printed, without those of text boxes in it.

    Tracked insertions are printed; deletions, and what was moved away, are not. Marks of notes
    are chunks without text.
    """
    found: list[Chunk] = []
    for element in paragraph.iter(*_PRINTED, *NOTE_MARKS):
        if _is_elsewhere(element, paragraph):
            continue
        text = (element.text or "") if element.tag == _TEXT else _PRINTED.get(str(element.tag), "")
        before = next((chunk.text for chunk in reversed(found) if chunk.text), "")
        if _is_power(element) and text.isdigit() and before[-1:].isdigit():
            found.append(Chunk("^"))
        found.append(Chunk(text, element))
    return found


def words(paragraph: Element) -> str:
    """Return the words of a paragraph as printed."""
    return "".join(chunk.text for chunk in chunks(paragraph)).strip()


def boxes(block: Element) -> Iterator[Element]:
    """Yield the text boxes that hang on a paragraph or a row, each once."""
    return (box for box in block.iter(BOX) if box is not block and not _is_elsewhere(box, block))


def paragraphs(cell: Element) -> Iterator[Element]:
    """Yield the paragraphs of a cell and of tables in it, not those of text boxes."""
    return (own for own in cell.iter(PARAGRAPH) if not _is_elsewhere(own, cell))


def rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table that were not deleted."""
    for row in table.iterchildren(ROW, qn("w:sdt")):
        changes = row.find(f"{qn('w:trPr')}/{qn('w:del')}")
        if changes is None:
            yield row


def cells(row: Element) -> Iterator[Element]:
    """Yield the cells of a row without those of tables inside it."""
    return (cell for cell in row.iter(CELL) if _row_of(cell) is row)


def _row_of(cell: Element) -> Element | None:
    for row in cell.iterancestors(ROW, qn("w:sdt")):
        parent = row.getparent()
        if parent is not None and parent.tag == TABLE:
            return row
    return None


def runs_on(paragraph: Element) -> bool:
    """Tell whether the mark that ends a paragraph was deleted: then the next one continues it."""
    marks = paragraph.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
    return marks is not None and any(marks.find(tag) is not None for tag in _CHANGED)


def tidied(found: Iterable[Chunk]) -> list[Chunk]:
    """Return the chunks with blanks folded to one, none at the ends, and no unseen characters.

    Every character keeps its place in the file.
    """
    kept: list[Chunk] = []
    after_blank = True
    for chunk in found:
        start = 0
        for at, letter in enumerate(chunk.text):
            if letter in _THIN or (after_blank and letter.isspace()):
                _keep(kept, chunk, start, at)
                start = at + 1
            if letter not in _THIN:
                after_blank = letter.isspace()
        _keep(kept, chunk, start, len(chunk.text))
        if not chunk.text:
            kept.append(chunk)
    return _stripped(kept)


def _keep(kept: list[Chunk], chunk: Chunk, start: int, end: int) -> None:
    """Add the characters of a chunk between two places."""
    text = "".join(" " if letter.isspace() else letter for letter in chunk.text[start:end])
    if text:
        kept.append(replace(chunk, text=text, offset=chunk.offset + start))


def _stripped(kept: list[Chunk]) -> list[Chunk]:
    """Return the chunks without the blank at their end; there is none at their start."""
    for n in range(len(kept) - 1, -1, -1):
        if kept[n].text:
            kept[n] = replace(kept[n], text=kept[n].text.rstrip())
            break
    return kept


def _is_elsewhere(element: Element, paragraph: Element) -> bool:
    """Tell whether words were deleted or moved away, or are those of a text box."""
    for ancestor in element.iterancestors():
        if ancestor is paragraph:
            return False
        if ancestor.tag in _GONE or ancestor.tag == BOX:
            return True
    return False


def _is_power(element: Element) -> bool:
    run = element.getparent()
    raised = run.find(f"{qn('w:rPr')}/{qn('w:vertAlign')}") if run is not None else None
    return raised is not None and raised.get(qn("w:val")) == "superscript"
