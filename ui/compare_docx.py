"""Write a comparison for Word: a table across a landscape page, the quotes as footnotes."""

from __future__ import annotations

import io

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.table import CT_Row
from docx.section import Section
from docx.shared import Cm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from rag.compare_table import ABSENT, MISSING, STALE, Pin, Row, Table
from ui.compare_text import note
from ui.compare_words import empty, heading, remark, state, title
from ui.export_docx_notes import Footnotes, mark
from ui.wording import Wording

_SMALL = Pt(8.5)


def table_docx(table: Table, words: Wording) -> bytes:
    """Return the comparison as a Word document."""
    document = docx.Document()
    _across(document.sections[0])
    document.core_properties.title = title(table, words)
    document.add_heading(title(table, words), level=1)
    said = words.say("compare.edited_by_us" if table.topic else "compare.not_edited")
    day = words.say("compare.as_of", day=words.day(table.day))
    document.add_paragraph(f"{day}. {said}")
    writer = _Writer(Footnotes(document), words, table.day)
    grid = document.add_table(rows=1, cols=len(table.columns) + 1)
    grid.style = "Table Grid"
    heads = [words.say("compare.act_column"), *(heading(c, table, words) for c in table.columns)]
    for cell, text in zip(grid.rows[0].cells, heads, strict=True):
        _say(cell.paragraphs[0], text, bold=True)
    _repeated(grid.rows[0]._tr)
    for row in table.rows:
        writer.fill(tuple(grid.add_row().cells), row, table)
    document.add_paragraph(words.say("compare.corpus", digest=table.corpus))
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


class _Writer:
    """Fills cells; footnotes are numbered through the whole table."""

    def __init__(self, notes: Footnotes, words: Wording, day: str) -> None:
        self._notes = notes
        self._words = words
        self._day = day
        self._number = 0

    def fill(self, cells: tuple[_Cell, ...], row: Row, table: Table) -> None:
        """Write what one act says."""
        _say(cells[0].paragraphs[0], row.document.short_title, bold=True)
        for text in state(row, self._words):
            _say(cells[0].add_paragraph(), text)
        for cell, column in zip(cells[1:], table.columns, strict=True):
            pins = row.cells.get(column, ())
            if not pins:
                _say(cell.paragraphs[0], empty(row, self._words))
            for position, pin in enumerate(pins):
                paragraph = cell.add_paragraph() if position else cell.paragraphs[0]
                self._pin(paragraph, pin, row)

    def _pin(self, paragraph: Paragraph, pin: Pin, row: Row) -> None:
        if pin.state in (ABSENT, MISSING, STALE):
            lead = f"{self._words.say('compare.absent')} {pin.line} "
            told = remark(pin, self._words)
            _say(paragraph, f"{lead if pin.state == ABSENT else ''}{told}", italic=True)
            return
        label = pin.provision.label if pin.provision else ""
        _say(paragraph, f"{pin.line} ({label})" if pin.line else label)
        self._number += 1
        for element in mark(self._number):
            paragraph._p.append(element)
        foot = Paragraph(self._notes.add(self._number), paragraph._parent)
        foot.add_run(f" {note(pin, row, self._day, self._words)}")


def _say(paragraph: Paragraph, text: str, bold: bool = False, italic: bool = False) -> None:
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, _SMALL
    paragraph.paragraph_format.space_after = Pt(3)


def _across(section: Section) -> None:
    """Turn an A4 page on its side."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.8)
    section.top_margin = section.bottom_margin = Cm(1.8)


def _repeated(row: CT_Row) -> None:
    """Let Word repeat a row at the head of each page."""
    row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
