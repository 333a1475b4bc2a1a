"""Set a paper as a Word document with real footnotes."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.paragraph import CT_P
from lxml.etree import _Element

from ui.export_blocks import Block, Run, Worded
from ui.export_docx_notes import Footnotes, comma, mark, mark_again
from ui.export_docx_styles import LAW, prepare
from ui.export_lines import paragraphs
from ui.export_zip import repacked

_STYLES: Mapping[str, str] = {
    "kicker": "Subtitle",
    "title": "Title",
    "byline": "Pincite Small",
    "question": "Heading 1",
    "section": "Heading 1",
    "heading": "Heading 2",
    "part": "Heading 3",
    "text": "Normal",
    "law": "Quote",
    "ours": "Pincite Words",
    "item": "List Bullet",
    "notice": "Pincite Notice",
    "fine": "Pincite Small",
}


def word(worded: Worded, made_at: datetime) -> bytes:
    """Return the paper as a .docx file: the same bytes for the same paper."""
    document = docx.Document()
    prepare(document, worded, made_at)
    setter = _Setter(document, worded)
    for block in worded.blocks:
        setter.add(block)
    packed = io.BytesIO()
    document.save(packed)
    return repacked(packed.getvalue())


class _Setter:
    """Sets blocks one after the other, each footnote at its first mark."""

    def __init__(self, document: Document, worded: Worded) -> None:
        self._document = document
        self._worded = worded
        self._footnotes = Footnotes(document)
        self._marked: set[int] = set()
        styles = document.styles
        self._style_ids = {kind: styles[name].style_id for kind, name in _STYLES.items()}

    def add(self, block: Block) -> None:
        """Add a block; Word puts the notes at the feet of the pages by itself."""
        if block.style == "notes":
            return
        for runs in paragraphs(block):
            paragraph = self._document.add_paragraph()._p
            paragraph.style = self._style_ids[block.style]  # by id: to look a name up takes long
            self._fill(paragraph, runs, self._link_id)

    def _link_id(self, url: str) -> str:
        return self._document.part.relate_to(url, RT.HYPERLINK, is_external=True)

    def _fill(self, paragraph: CT_P, runs: Sequence[Run], link_id: Callable[[str], str]) -> None:
        for position, run in enumerate(runs):
            if run.look == "number":
                paragraph.extend(self._mark(run.number, runs[position - 1].look == "number"))
                continue
            if position:
                paragraph.append(_run(" ", Run("", language=run.language)))
            words = _run(run.text, run)
            paragraph.append(_linked(words, link_id(run.url)) if run.url else words)

    def _mark(self, number: int, follows_mark: bool) -> list[_Element]:
        before = [comma()] if follows_mark else []
        if number in self._marked:
            return [*before, *mark_again(number)]
        self._marked.add(number)
        runs = (Run(""), *self._worded.footnotes[number])  # so that a blank follows the mark
        self._fill(self._footnotes.add(number), runs, self._footnotes.link_id)
        return [*before, *mark(number)]


def _linked(run: _Element, identifier: str) -> _Element:
    link = OxmlElement("w:hyperlink", {qn("r:id"): identifier})
    link.append(run)
    return link


def _run(text: str, run: Run) -> _Element:
    """Return words as Word has them; a line break stays one."""
    made = OxmlElement("w:r")
    looks = OxmlElement("w:rPr")
    for name, value in _looks(run):
        looks.append(OxmlElement(f"w:{name}", {qn("w:val"): value}))
    made.append(looks)
    for number, line in enumerate(text.split("\n")):
        if number:
            made.append(OxmlElement("w:br"))
        words = OxmlElement("w:t", {qn("xml:space"): "preserve"})
        words.text = line.replace("\t", " ")
        made.append(words)
    return made


def _looks(run: Run) -> Iterator[tuple[str, str]]:
    """Yield the properties of a run in the order that the format asks for."""
    if run.look in ("law", "link"):
        yield "rStyle", LAW if run.look == "law" else "Hyperlink"
    if run.look == "strong":
        yield "b", "1"
    if run.look == "struck":
        yield "strike", "1"
    yield "lang", run.language
