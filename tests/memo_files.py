"""Make memos in Word: footnotes, endnotes, tracked changes, text boxes; all about kettles."""

from __future__ import annotations

from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.documents import saved

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_BOX = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def run(text: str) -> str:
    """Return a run of words as XML."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def deleted(text: str) -> str:
    """Return words that a tracked change deletes."""
    return (
        '<w:del w:id="90" w:author="A"><w:r><w:delText xml:space="preserve">'
        f"{escape(text)}</w:delText></w:r></w:del>"
    )


def inserted(text: str) -> str:
    """Return words that a tracked change inserts."""
    return f'<w:ins w:id="91" w:author="A">{run(text)}</w:ins>'


def moved_away(text: str) -> str:
    """Return words that a tracked change moves to another place."""
    return f'<w:moveFrom w:id="92" w:author="A">{run(text)}</w:moveFrom>'


def moved_here(text: str) -> str:
    """Return words that a tracked change moves from another place."""
    return f'<w:moveTo w:id="93" w:author="A">{run(text)}</w:moveTo>'


def footnote(number: int) -> str:
    """Return the mark of a footnote."""
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'


def endnote(number: int) -> str:
    """Return the mark of an endnote."""
    return f'<w:r><w:endnoteReference w:id="{number}"/></w:r>'


def link(text: str) -> str:
    """Return words that are a link inside the document."""
    return f'<w:hyperlink w:anchor="kettle">{run(text)}</w:hyperlink>'


def box(text: str) -> str:
    """Return a text box, which Word writes twice: for new programs and for old ones."""
    content = f"<w:txbxContent><w:p>{run(text)}</w:p></w:txbxContent>"
    return (
        f"<w:r><mc:AlternateContent {_BOX}><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{content}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
        f"{content}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def paragraph(*parts: str, style: str = "", ended: bool = True) -> str:
    """Return a paragraph; one that is not ended had its mark deleted by a tracked change."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if not ended:
        properties += '<w:rPr><w:del w:id="94" w:author="A"/></w:rPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(parts)}</w:p>"


def word_memo(
    *paragraphs: str,
    footnotes: dict[int, str] | None = None,
    endnotes: dict[int, str] | None = None,
) -> bytes:
    """Return a Word file of paragraphs in XML with notes by their ids."""
    document = docx.Document()
    body = document.element.body
    for text in paragraphs:
        body.insert(len(body) - 1, parse_xml(text.replace(">", f" {nsdecls('w')}>", 1)))
    _add_notes(document, "footnote", footnotes or {})
    _add_notes(document, "endnote", endnotes or {})
    return saved(document)


def _add_notes(document: Document, kind: str, notes: dict[int, str]) -> None:
    if not notes:
        return
    written = "".join(
        f'<w:{kind} w:id="{number}"><w:p>{run(text)}</w:p></w:{kind}>'
        for number, text in notes.items()
    )
    separator = (
        f'<w:{kind} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{kind}>'
    )
    xml = f"<w:{kind}s {nsdecls('w')}>{separator}{written}</w:{kind}s>"
    part = Part(
        PackURI(f"/word/{kind}s.xml"), _TYPE.format(f"{kind}s"), xml.encode(), document.part.package
    )
    document.part.relate_to(part, RT.FOOTNOTES if kind == "footnote" else RT.ENDNOTES)
