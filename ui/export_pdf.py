"""Set a paper as a PDF with embedded typefaces, its footnotes at the end of each answer."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate
from reportlab.platypus.flowables import Flowable

from ui.export_blocks import Block, Run, Worded
from ui.export_fonts import SANS, SANS_BOLD, SERIF, SERIF_BOLD, breakable, lacks, letters, register
from ui.export_lines import paragraphs, shorter
from ui.export_pdf_styles import ACCENT, MUTED, RULE, STYLES
from ui.wording import Wording

_AUTHOR = "Pincite"
_ALONE = {"lineBreak", "cbDefn"}
"""What marks a stretch that is no letters: the end of a line, an anchor."""
_SERIF_STYLES = ("kicker", "title", "question", "section", "heading")
_LEVELS = {"title": 0, "question": 0, "section": 0, "heading": 1, "part": 1}
_MARGIN, _PADDING = 2.2 * cm, 6
"""The frame that reportlab lays text in has its own padding, in points."""


def pdf(worded: Worded, words: Wording, made_at: datetime) -> bytes:
    """Return the paper as a PDF file: the same bytes for the same paper."""
    register()
    made = io.BytesIO()
    _Document(made, worded, words, made_at).build(list(_story(worded, words)))
    return made.getvalue()


class _Quotation(Paragraph):  # type: ignore[misc]  # reportlab has no types
    """A paragraph with a line at its left; reportlab's styles know boxes only."""

    def draw(self) -> None:
        """Draw the line and the words."""
        self.canv.saveState()
        self.canv.setStrokeColor(RULE)
        self.canv.setLineWidth(1.6)
        self.canv.line(6, 0, 6, self.height)
        self.canv.restoreState()
        super().draw()


class _Document(SimpleDocTemplate):  # type: ignore[misc]  # reportlab has no types
    """Lays out pages with a foot, and a bookmark for each heading."""

    def __init__(self, made: io.BytesIO, worded: Worded, words: Wording, made_at: datetime) -> None:
        super().__init__(
            made,
            pagesize=A4,
            leftMargin=_MARGIN,
            rightMargin=_MARGIN,
            topMargin=_MARGIN,
            bottomMargin=_MARGIN,
            title=worded.title,
            author=_AUTHOR,
            subject=worded.footer,
            creator=_AUTHOR,
            producer="reportlab",
            lang=words.language,
            displayDocTitle=True,
            invariant=1,
            pageCompression=1,
            initialFontName=SANS,
        )
        self._foot = worded.footer
        self._words = words
        self._dated = made_at.strftime("D:%Y%m%d%H%M%SZ")
        self._headings = 0

    def build(self, story: list[Flowable]) -> None:
        """Set the story."""
        super().build(story, onFirstPage=self._page, onLaterPages=self._page)

    def _page(self, canvas: Canvas, _: SimpleDocTemplate) -> None:
        canvas.setDateFormatter(lambda *_: self._dated)
        canvas.setFont(SANS, 8.5)
        canvas.setFillColor(MUTED)
        canvas.drawString(_MARGIN + _PADDING, 1.4 * cm, self._foot)
        number = self._words.say("export.page", n=canvas.getPageNumber())
        canvas.drawRightString(A4[0] - _MARGIN - _PADDING, 1.4 * cm, number)

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802  reportlab's name
        """Bookmark a heading."""
        level = _LEVELS.get(getattr(flowable, "block_style", ""))
        if level is not None:
            self._headings += 1
            key = f"heading-{self._headings}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(flowable.getPlainText()[:200], key, level)


def _story(worded: Worded, words: Wording) -> Iterator[Flowable]:
    marked: set[int] = set()
    for block in worded.blocks:
        if block.style == "notes":
            yield _set(Block("part", block.runs), marked)
            for number in block.numbers:
                yield from _note(number, worded.footnotes[number])
        else:
            parts = (short for runs in paragraphs(block) for short in shorter(runs))
            yield from (_set(Block(block.style, runs), marked) for runs in parts)
    runs = [run for block in worded.blocks for run in block.runs]
    runs += [run for note in worded.footnotes.values() for run in note]
    if any(lacks(run.text) for run in runs):
        yield _set(Block("fine", (Run(words.say("export.lacking")),)), marked)


def _set(block: Block, marked: set[int]) -> Paragraph:
    face = SERIF if block.style in _SERIF_STYLES else SANS
    bold = {SERIF: SERIF_BOLD, SANS: SANS_BOLD}
    if block.style in ("title", "question", "section", "heading", "part"):
        face = bold[face]
    text = _marked_up(block.runs, face, marked)
    bullet = "•" if block.style == "item" else None
    kind = _Quotation if block.style == "law" else Paragraph
    paragraph = kind(text, STYLES[block.style], bulletText=bullet)
    paragraph.frags = _joined(paragraph.frags)
    paragraph.block_style = block.style
    return paragraph


def _note(number: int, runs: Sequence[Run]) -> Iterator[Paragraph]:
    """Yield a footnote that leads back to its first mark, in one paragraph unless it is long."""
    name, back = f"note-{number}", f"mark-{number}"
    start = f'<a name="{name}"/><a href="#{back}" color="{ACCENT}">{number}</a>&nbsp;&nbsp;'
    for part in shorter(runs):
        paragraph = Paragraph(start + _marked_up(part, SANS, set()), STYLES["note"])
        paragraph.frags = _joined(paragraph.frags)
        yield paragraph
        start = ""


def _joined(fragments: Sequence[Any]) -> list[Any]:
    """Return reportlab's stretches of letters, neighbours that look alike made one.

    It makes a new one at every escaped letter, and takes very long over many of them.
    """
    joined: list[Any] = []
    before: dict[str, Any] = {}
    for fragment in fragments:
        looks = {key: value for key, value in vars(fragment).items() if key != "text"}
        if joined and looks == before and not looks.keys() & _ALONE:
            joined[-1].text += fragment.text
        else:
            joined.append(fragment)
        before = looks
    return joined


def _marked_up(runs: Sequence[Run], face: str, marked: set[int]) -> str:
    """Return runs in reportlab's markup, everything foreign escaped."""
    made = []
    for position, run in enumerate(runs):
        if run.look == "number":
            made.append(_mark(run.number, marked, runs[position - 1].look == "number"))
        else:
            made.append((" " if position else "") + _words(run, face))
    return "".join(made)


def _mark(number: int, marked: set[int], follows_mark: bool) -> str:
    name = "" if number in marked else f'<a name="mark-{number}"/>'
    marked.add(number)
    link = f'<a href="#note-{number}" color="{ACCENT}">{number}</a>'
    return f'{name}<super size="7">{"," if follows_mark else ""}&nbsp;{link}</super>'


def _words(run: Run, face: str) -> str:
    own = {"law": SERIF, "strong": SANS_BOLD}.get(run.look, face)
    said = "".join(
        f'<font name="{name}">{_broken(text)}</font>'
        for name, text in letters(breakable(run.text), own)
    )
    if run.look == "link":
        return f'<a href={quoteattr(run.url)} color="{ACCENT}">{said}</a>'
    return f"<strike>{said}</strike>" if run.look == "struck" else said


def _broken(text: str) -> str:
    return "<br/>".join(escape(line) for line in text.split("\n"))
