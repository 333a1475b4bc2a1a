"""Parse a section of the United States Code from its page at govinfo.

The form of the page is assumed and was not tried on the site: a page that does not fit is
refused, and the digest note is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from lxml import etree

from ingest import html_text
from ingest.blocks import Block, Parsed, Unit, clean
from ingest.errors import ParseFailed
from ingest.us_nesting import nested

_HEADING = re.compile(r"(?:§|Sec\.|Section)\s*(\d+[A-Za-z]*(?:[–-]\d+)?)\.\s*(.*)")
_LINES = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "li")
_CREDIT = re.compile(
    r"\((?:Added |Amended )?(?:Pub\. L\. \d|[A-Z][a-z]+\.? \d{1,2}, \d{4}, ch\. \d|R\.S\. §)"
)
_NOTES = re.compile(
    r"(?:Editorial Notes|Statutory Notes\b.*|Amendments|Historical and Revision Notes"
    r"|References in Text|Prior Provisions|Codification|Effective Date\b.*)"
)


def parse(raw: bytes) -> Parsed:
    """Return the section on the page as one unit.

    Raises `ParseFailed` when no heading such as "§ 3252. Title" has numbered text below it.
    """
    lines = list(lines_of(raw))
    for position, line in enumerate(lines):
        heading = _HEADING.fullmatch(line)
        if heading is None:
            continue
        own = list(takewhile(_is_statute, lines[position + 1 :]))
        blocks = nested(own)
        if any(block.marker for block in blocks):
            unit = Unit("article", heading[1], heading[2].rstrip("."), blocks=_joined(blocks))
            return Parsed(unit.title, (unit,), sum(len("".join(o.split())) for o in own))
    raise ParseFailed("the page has no section heading with subsections below it; use the note")


def _joined(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the blocks with numbered ones under the words that lead up to them.

    Without subsections a section is one sentence with paragraphs: they complete its words.
    """
    at = next(n for n, block in enumerate(blocks) if block.marker)
    if at == 0 or not blocks[at].marker.strip("()").isdigit():
        return blocks
    return (*blocks[: at - 1], Block(blocks[at - 1].text, children=blocks[at:]))


def _is_statute(line: str) -> bool:
    """Tell whether a line is of the section: not its source, a note or another section."""
    return not (_CREDIT.match(line) or _NOTES.fullmatch(line) or _HEADING.fullmatch(line))


def lines_of(raw: bytes) -> Iterator[str]:
    """Yield the printed lines of the page."""
    for element in html_text.document(raw).iter(*_LINES):
        words = "".join(_words(element))
        parts = re.split(r"\n\s*\n", words) if element.tag == "pre" else [words]
        yield from (line for part in parts if (line := clean(part)))


def _words(element: etree._Element) -> Iterator[str]:
    """Yield the words of a line without the lines nested in it."""
    yield element.text or ""
    for child in element:
        if child.tag == "br":
            yield " "
        elif child.tag not in (*_LINES, "script", "style"):
            yield from _words(child)
        yield child.tail or ""
