"""Read web pages: of a news page the article, of any other page every paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import trafilatura
from lxml import etree, html

from ingest.blocks import clean
from ingest.errors import ParseFailed
from ingest.readers.compose import composed
from ingest.readers.decode import decoded
from ingest.readers.model import Piece, Read, Stated, with_notice
from ingest.readers.stated import day_of

Element = etree._Element


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DEEPEST = 200
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"']?\s*([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_BREAK = re.compile(r"\n\s*\n")
_DROPPED = _set(
    "script style noscript template svg math iframe object nav footer aside button select "
    "textarea input head canvas audio video dialog"
)
_BLOCKS = _set(
    "p div section article main header body ul ol li dl dt dd blockquote pre table thead tbody "
    "tfoot tr caption figure figcaption address details summary fieldset form hr center"
)
_HEADING = re.compile(r"h([1-6])$")
_IS_ARTICLE = (
    '//meta[@property="og:type" and @content="article"]',
    '//script[@type="application/ld+json" and contains(., "Article")]',
    '//*[contains(@itemtype, "Article")]',
    "//article",
)
_NOTES = re.compile(r"\b(?:doc-)?(?:foot|end)notes?\b", re.IGNORECASE)
"""Notes belong to the text, whatever element holds them."""
_LEAST_SHARE = 0.3
"""An article shorter than this share of its page was not found as a whole."""


@dataclass
class _Flow:
    """The pieces of a page, and the words of the one that is being read."""

    pieces: list[Piece] = field(default_factory=list)
    run: list[str] = field(default_factory=list)

    def add(self, text: str | None) -> None:
        """Add words; how they were broken into lines means nothing."""
        self.run.append(_SPACES.sub(" ", text or ""))

    def end(self, level: int = 0, item: bool = False) -> None:
        """Close the piece that is being read; two line breaks part paragraphs."""
        for part in _BREAK.split("".join(self.run)):
            if text := clean(part):
                self.pieces.append(Piece(text, level, item=item))
        self.run = []


def read(raw: bytes, name: str) -> Read:
    """Return the document on a web page. Raises `ParseFailed`."""
    page, notice = _opened(raw, name)
    known = _stated(page)
    whole = _pieces(page)
    article = _article(page, whole) if any(page.xpath(mark) for mark in _IS_ARTICLE) else []
    return with_notice(composed(article or whole, name, known), notice)


def printed(raw: bytes, name: str) -> tuple[list[Piece], str]:
    """Return every paragraph of the page, and what to know of them. Raises `ParseFailed`."""
    page, notice = _opened(raw, name)
    return _pieces(page), notice


def _opened(raw: bytes, name: str) -> tuple[Element, str]:
    charset = _CHARSET.search(raw[:4096])
    text, notice = decoded(raw, name, charset[1].decode() if charset else "")
    return _tree(text, name), notice


def _tree(text: str, name: str) -> Element:
    """Return the root of a page. Raises `ParseFailed` for one that no browser would show."""
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ParseFailed(f"{name}: is no HTML page ({error}); save the page again") from error
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            raise ParseFailed(
                f"{name}: its elements nest deeper than {_DEEPEST}; save its text as .txt"
            )
    _mark_powers(root)
    for notes in root.iter("aside", "footer"):
        if _NOTES.search(f"{notes.get('class', '')} {notes.get('role', '')}"):
            notes.tag = "div"
    return root


def _mark_powers(root: Element) -> None:
    """Put a mark before raised figures that follow a figure: 10^25, not 1025."""
    for raised in root.iter("sup"):
        before, parent = raised.getprevious(), raised.getparent()
        text = before.tail if before is not None else parent.text if parent is not None else ""
        if (raised.text or "").strip().isdigit() and (text or "")[-1:].isdigit():
            raised.text = f"^{(raised.text or '').strip()}"


def _pieces(page: Element) -> list[Piece]:
    flow = _Flow()
    _walk(page, flow)
    flow.end()
    return flow.pieces


def _walk(element: Element, flow: _Flow) -> None:
    """Add the words of an element and of what is in it."""
    if element.tag in _DROPPED or _is_hidden(element):
        return
    heading = _HEADING.match(str(element.tag))
    is_block = heading is not None or element.tag in _BLOCKS
    before = len(flow.pieces)
    if is_block and not _is_lone_in_row(element):
        flow.end()
    flow.add(element.text)
    for child in element:
        _walk(child, flow)
        flow.add(child.tail)
    if element.tag == "br":
        flow.run.append("\n")
    elif element.tag in ("td", "th") and element.getnext() is not None:
        flow.add(" | ")
    if is_block and not _is_lone_in_row(element):
        flow.end(int(heading[1]) if heading else 0, element.tag == "li")
    if element.tag == "blockquote":
        flow.pieces[before:] = [replace(piece, quoted=True) for piece in flow.pieces[before:]]


def _is_lone_in_row(element: Element) -> bool:
    """Tell whether a block is in a cell: then the row stays one paragraph."""
    return element.tag != "tr" and any(a.tag == "tr" for a in element.iterancestors("tr", "body"))


def _is_hidden(element: Element) -> bool:
    style = _SPACES.sub("", element.get("style", "")).lower()
    return "hidden" in element.attrib or "display:none" in style or "visibility:hidden" in style


def _article(page: Element, whole: list[Piece]) -> list[Piece]:
    """Return the article on a page, [] when it was not found or not found whole."""
    try:
        found = trafilatura.bare_extraction(
            etree.tostring(page, encoding="unicode", method="html"),
            include_comments=False,
            include_tables=True,
            favor_recall=True,
        )
    except Exception:  # noqa: BLE001  it raises what its parts raise; the whole page is at hand
        return []
    body = getattr(found, "body", None)
    pieces = list(_of_article(body)) if body is not None else []
    length = sum(len(piece.text) for piece in pieces)
    return pieces if length >= _LEAST_SHARE * sum(len(piece.text) for piece in whole) else []


def _of_article(body: etree._Element) -> Iterator[Piece]:
    """Yield the pieces of what trafilatura found, which has tags of its own."""
    for element in body.iter("head", "p", "item", "quote", "row", "code"):
        if any(a.tag in ("item", "row", "p", "quote") for a in element.iterancestors()):
            continue
        parts = [part for cell in element.iter("cell") for part in [_words(cell)]]
        text = " | ".join(parts) if element.tag == "row" else _words(element)
        level = _HEADING.match(element.get("rend", "")) if element.tag == "head" else None
        depth = int(level[1]) if level else 2 if element.tag == "head" else 0
        yield Piece(text, depth, item=element.tag == "item")


def _words(element: etree._Element) -> str:
    return clean(" ".join(str(part) for part in element.itertext()))


def _stated(page: Element) -> Stated:
    """Return what the head of a page states."""
    language = clean(page.get("lang", "") or page.get(_XML_LANG, ""))
    try:
        found = trafilatura.extract_metadata(
            page, date_config={"extensive_search": False, "original_date": True}, extensive=False
        )
    except Exception:  # noqa: BLE001  it raises what its parts raise; the user can say it all
        return Stated(title=clean(page.findtext(".//title") or ""))
    return Stated(
        title=clean(found.title or ""),
        author=clean(found.author or ""),
        published=day_of((found.date or "")[:10]),
        publisher=clean(found.sitename or ""),
        language=language.partition("-")[0].lower(),
    )
