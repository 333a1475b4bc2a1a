"""Give a Word document footnotes: python-docx knows none, so the part is written here."""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.text.paragraph import CT_P
from docx.shared import Pt
from lxml.etree import _Element

_NAME = PackURI("/word/footnotes.xml")
_EMPTY = (
    f"<w:footnotes {nsdecls('w', 'r')}>"
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r>'
    "</w:p></w:footnote></w:footnotes>"
)
_RAISED = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
TEXT, MARK = "footnote text", "footnote reference"
"""Word's own names of the two styles."""


class Footnotes:
    """The footnotes of a document, numbered by Word in the order of their marks."""

    def __init__(self, document: Document) -> None:
        root = parse_xml(_EMPTY)
        package = document.part.package
        assert package is not None
        self.part = XmlPart(_NAME, CT.WML_FOOTNOTES, root, package)
        self._root = root
        document.part.relate_to(self.part, RT.FOOTNOTES)
        _announce(document)
        _add_styles(document)

    def add(self, number: int) -> CT_P:
        """Add a footnote that begins with its mark; return its paragraph, to be filled."""
        note = OxmlElement("w:footnote", {qn("w:id"): str(number)})
        paragraph = parse_xml(
            f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
            '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r></w:p>'
        )
        note.append(paragraph)
        self._root.append(note)
        assert isinstance(paragraph, CT_P)
        return paragraph

    def link_id(self, url: str) -> str:
        """Return the id under which a footnote may link to an address."""
        return self.part.relate_to(url, RT.HYPERLINK, is_external=True)


def comma() -> _Element:
    """Return what stands between two marks, so that 3 and 4 are not read as 34."""
    (made,) = _parsed(f"<w:r>{_RAISED}<w:t>,</w:t></w:r>")
    return made


def mark(number: int) -> list[_Element]:
    """Return the mark of a footnote, named so that other places can refer to it."""
    name = _bookmark(number)
    return _parsed(
        f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>',
        f'<w:r>{_RAISED}<w:footnoteReference w:id="{number}"/></w:r>',
        f'<w:bookmarkEnd w:id="{number}"/>',
    )


def mark_again(number: int) -> list[_Element]:
    """Return the number of a footnote that was marked before, as a field that Word keeps right."""
    code = f" NOTEREF {_bookmark(number)} \\f \\h "
    return _parsed(
        f'<w:r>{_RAISED}<w:fldChar w:fldCharType="begin"/></w:r>',
        f'<w:r>{_RAISED}<w:instrText xml:space="preserve">{code}</w:instrText></w:r>',
        f'<w:r>{_RAISED}<w:fldChar w:fldCharType="separate"/></w:r>',
        f"<w:r>{_RAISED}<w:t>{number}</w:t></w:r>",
        f'<w:r>{_RAISED}<w:fldChar w:fldCharType="end"/></w:r>',
    )


def _bookmark(number: int) -> str:
    return f"_RefNote{number}"


def _parsed(*elements: str) -> list[_Element]:
    """Return elements of our own making; nothing foreign is parsed here."""
    root = parse_xml(f"<w:p {nsdecls('w')}>{''.join(elements)}</w:p>")
    return list(root.iterchildren())


def _announce(document: Document) -> None:
    """Name the separators in the settings, where Word looks for them."""
    named = parse_xml(
        f'<w:footnotePr {nsdecls("w")}><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>'
    )
    settings = document.settings.element
    compat = settings.find(qn("w:compat"))
    if compat is None:  # pragma: no cover  the template has it; the order of settings is fixed
        settings.append(named)
    else:
        compat.addprevious(named)


def _add_styles(document: Document) -> None:
    text = document.styles.add_style(TEXT, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    text.base_style = document.styles["Normal"]
    text.element.set(qn("w:styleId"), "FootnoteText")
    text.font.size = Pt(9)
    text.paragraph_format.space_after = Pt(3)
    text.paragraph_format.line_spacing = 1.0
    reference = document.styles.add_style(MARK, WD_STYLE_TYPE.CHARACTER, builtin=True)
    reference.element.set(qn("w:styleId"), "FootnoteReference")
    reference.font.superscript = True
