"""Say how each kind of block looks in a PDF."""

from __future__ import annotations

from collections.abc import Mapping

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle

from ui.export_fonts import SANS, SERIF

INK, MUTED, ACCENT = HexColor("#1b2a41"), HexColor("#5b677a"), "#7a2e3b"
RULE = HexColor("#c9a0a8")


def _style(name: str, face: str, size: float, **more: object) -> ParagraphStyle:
    given = {"leading": size * 1.42, "textColor": INK, "spaceAfter": 5, **more}
    return ParagraphStyle(name, fontName=face, fontSize=size, splitLongWords=1, **given)


STYLES: Mapping[str, ParagraphStyle] = {
    "kicker": _style("kicker", SERIF, 11, textColor=HexColor(ACCENT), spaceAfter=2),
    "title": _style("title", SERIF, 20, leading=25),
    "byline": _style("byline", SANS, 9.5, textColor=MUTED, spaceAfter=10),
    "question": _style("question", SERIF, 15, leading=20, spaceBefore=14, keepWithNext=1),
    "section": _style("section", SERIF, 15, leading=20, spaceBefore=16, keepWithNext=1),
    "heading": _style("heading", SERIF, 12, spaceBefore=12, keepWithNext=1),
    "part": _style("part", SANS, 10.5, spaceBefore=10, spaceAfter=3, keepWithNext=1),
    "text": _style("text", SANS, 10.5),
    "law": _style("law", SERIF, 11, leftIndent=16, spaceBefore=2, spaceAfter=6),
    "ours": _style("ours", SANS, 9.5, textColor=MUTED),
    "item": _style("item", SANS, 9.5, leftIndent=14, bulletIndent=3, bulletFontName=SANS),
    "notice": _style(
        "notice",
        SANS,
        9.5,
        backColor=HexColor("#fff8ea"),
        borderPadding=(4, 6, 4, 6),
        leftIndent=6,
        rightIndent=6,
        spaceBefore=5,
        spaceAfter=9,
    ),
    "fine": _style("fine", SANS, 9, textColor=MUTED),
    "note": _style("note", SANS, 8.5, leftIndent=14, firstLineIndent=-14, spaceAfter=3),
}
"""By the style of a block; "note" is a footnote."""
