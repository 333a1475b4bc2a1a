"""Prepare an empty Word document: its page, its styles, what it says of itself."""

from __future__ import annotations

from datetime import datetime

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import BaseStyle, CharacterStyle, ParagraphStyle
from docx.text.paragraph import Paragraph

from ui.export_blocks import Worded

AUTHOR = "Pincite"
LAW = "PinciteLaw"
"""Id of the style of words that are the law's own."""
_SERIF, _SANS = "Georgia", "Calibri"
_INK, _MUTED, _ACCENT = (
    RGBColor(0x1B, 0x2A, 0x41),
    RGBColor(0x5B, 0x67, 0x7A),
    RGBColor(0x7A, 0x2E, 0x3B),
)
_SIZES = {"Title": 22, "Heading 1": 16, "Heading 2": 13, "Heading 3": 11}
_BORDER = '<w:left w:val="single" w:sz="{size}" w:space="10" w:color="{colour}"/>'


def prepare(document: Document, worded: Worded, made_at: datetime) -> None:
    """Set up the page, the styles, the foot of the page and the metadata."""
    _page(document)
    _styles(document)
    _language(document, worded.language)
    _foot(document, worded.footer)
    _metadata(document, worded, made_at)


def _page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.6)
    section.top_margin = section.bottom_margin = Cm(2.4)


def _styles(document: Document) -> None:
    normal = _paragraph_style(document, "Normal")
    _set(normal, _SANS, 11, _INK)
    normal.paragraph_format.space_after = Pt(6)
    normal.paragraph_format.line_spacing = 1.15
    for name, size in _SIZES.items():
        style = _paragraph_style(document, name)
        _set(style, _SERIF if name != "Heading 3" else _SANS, size, _INK)
        style.font.bold = True
        style.paragraph_format.space_before = Pt(0 if name == "Title" else 14)
        style.paragraph_format.space_after = Pt(4)
    _unbordered(_paragraph_style(document, "Title"))
    _set(_paragraph_style(document, "Subtitle"), _SERIF, 12, _ACCENT)
    _paragraph_style(document, "Subtitle").font.italic = False
    _quotation(_paragraph_style(document, "Quote"))
    _paragraph_style(document, "List Bullet").font.size = Pt(10)
    _own(document)


def _own(document: Document) -> None:
    """Add the styles that Word does not have."""
    words = _added(document, "Pincite Words")
    _set(words, _SANS, 10.5, _MUTED)
    small = _added(document, "Pincite Small")
    _set(small, _SANS, 9.5, _MUTED)
    notice = _added(document, "Pincite Notice")
    _set(notice, _SANS, 10, _INK)
    notice.paragraph_format.left_indent = Cm(0.4)
    _bordered(notice, 18, "F0DDB4")
    law = document.styles.add_style("Pincite Law", WD_STYLE_TYPE.CHARACTER)
    law.element.set(qn("w:styleId"), LAW)
    _face(law, _SERIF)
    link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.color.rgb = _ACCENT
    link.font.underline = True


def _added(document: Document, name: str) -> ParagraphStyle:
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    style.base_style = document.styles["Normal"]
    return style


def _paragraph_style(document: Document, name: str) -> ParagraphStyle:
    style = document.styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _quotation(style: ParagraphStyle) -> None:
    _set(style, _SERIF, 11, _INK)
    style.font.italic = False
    style.paragraph_format.left_indent = Cm(0.8)
    style.paragraph_format.space_after = Pt(6)
    _bordered(style, 18, "C9A0A8")


def _set(style: CharacterStyle, face: str, size: float, colour: RGBColor) -> None:
    _face(style, face)
    style.font.size = Pt(size)
    style.font.color.rgb = colour


def _face(style: CharacterStyle, face: str) -> None:
    """Name the typeface for every script; a typeface of the theme would win over it."""
    style.font.name = face
    fonts = style.element.rPr.rFonts
    for key in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[key]
    for script in ("cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), face)


def _bordered(style: BaseStyle, size: int, colour: str) -> None:
    border = _BORDER.format(size=size, colour=colour)
    _before_spacing(style, parse_xml(f"<w:pBdr {nsdecls('w')}>{border}</w:pBdr>"))


def _before_spacing(style: BaseStyle, border: BaseOxmlElement) -> None:
    """Put a border where the order of the format wants it: before what sets the text apart."""
    properties = style.element.get_or_add_pPr()
    later = [properties.find(qn(f"w:{name}")) for name in ("spacing", "ind", "jc", "outlineLvl")]
    first = next((element for element in later if element is not None), None)
    if first is None:
        properties.append(border)
    else:
        first.addprevious(border)


def _unbordered(style: BaseStyle) -> None:
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def _language(document: Document, language: str) -> None:
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), language)


def _foot(document: Document, words: str) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.style = document.styles["Pincite Small"]
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(15.8), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run(f"{words}\t")
    _add_page_number(paragraph)


def _add_page_number(paragraph: Paragraph) -> None:
    field = parse_xml(
        f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    )
    paragraph._p.append(field)


def _metadata(document: Document, worded: Worded, made_at: datetime) -> None:
    core = document.core_properties
    core.title, core.author, core.last_modified_by = worded.title, AUTHOR, AUTHOR
    core.subject, core.comments, core.keywords = worded.footer, "", ""
    core.language = worded.language
    core.created = core.modified = made_at.replace(tzinfo=None, microsecond=0)
    core.revision = 1
