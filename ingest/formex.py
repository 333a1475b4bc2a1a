"""Read an act published as a Formex 4 archive."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from ingest.blocks import Block, Parsed, Unit, clean
from ingest.errors import ParseFailed
from ingest.safe_zip import read_member

_MAX_XML = 60_000_000
_INLINE = {"HT", "DATE", "FT", "REF.DOC", "REF.DOC.OJ", "QUOT.START", "QUOT.END", "NOTE", "IE"}
_SECTION = re.compile(r"^(Section [A-Z0-9]+)\s*[.:—–-]?\s*(.*)$", re.DOTALL)
_LONG_FIGURE = re.compile(r"[0-9]{5,99}")
_THOUSANDS = re.compile(r"(?<=[0-9])(?=(?:[0-9]{3})+$)")
_TITLES = {"TI.ART", "STI.ART", "TITLE", "NO.P", "NO.PARAG"}
"""Read where they belong; inside a quotation they are part of what is quoted."""
_Element = etree._Element


def parse(raw: bytes) -> Parsed:
    """Return the units of the act in the archive: recitals, articles, annexes.

    The format is described at https://op.europa.eu/en/web/eu-vocabularies/formex.
    Raises `ParseFailed` when the archive or a file in it is not Formex.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise ParseFailed(f"not a zip archive ({error}); obtain the Formex file again") from error
    with archive:
        main_name, annex_names = _files(archive)
        main = _xml(archive, main_name)
        annexes = [_xml(archive, name) for name in annex_names]
    if main.tag != "ACT":
        raise ParseFailed(f"{main_name}: root is {main.tag}, an act has ACT; obtain another format")
    units = [*_recitals(main), *_articles(main), *(_annex(root) for root in annexes)]
    title = clean(" ".join(_inline(p) for p in main.iterfind("TITLE/TI/P")))
    bodies = [*main.iter("CONSID"), *_own_articles(main), *(a.find("CONTENTS") for a in annexes)]
    return Parsed(title, tuple(units), sum(_weight(b) for b in bodies if b is not None))


def _files(archive: zipfile.ZipFile) -> tuple[str, list[str]]:
    """Return the names of the main file and of the annexes, as the manifest lists them."""
    manifests = [n for n in archive.namelist() if n.endswith(".doc.fmx.xml")]
    if len(manifests) != 1:
        raise ParseFailed(
            f"the archive has {len(manifests)} manifests (*.doc.fmx.xml), one is expected; "
            "obtain the Formex file again"
        )
    root = _xml(archive, manifests[0])
    main = root.find(".//DOC.MAIN.PUB/REF.PHYS")
    if main is None:
        raise ParseFailed(f"{manifests[0]}: names no main document; obtain the file again")
    annexes = root.iterfind(".//DOC.SUB.PUB[@TYPE='ANNEX']/REF.PHYS")
    return str(main.get("FILE")), [str(reference.get("FILE")) for reference in annexes]


def _xml(archive: zipfile.ZipFile, name: str) -> _Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(read_member(archive, name, _MAX_XML), parser)
    except etree.XMLSyntaxError as error:
        raise ParseFailed(f"{name}: not well-formed XML ({error}); obtain it again") from error
    if next(root.iter(etree.Entity), None) is not None:  # dropping it would lose text
        raise ParseFailed(f"{name}: refers to an entity, Formex has none; obtain it again")
    return root


def _weight(element: _Element) -> int:
    """Count the characters of running text, blanks, own titles and footnotes left out."""
    own_title = element.tag in ("TI.ART", "STI.ART") and not _is_quoted(element)
    if own_title or element.tag == "NOTE":
        return 0
    own = len("".join((element.text or "").split())) if isinstance(element.tag, str) else 0
    tails = sum(_weight(c) + len("".join((c.tail or "").split())) for c in element)
    return own + (element.tag in ("QUOT.START", "QUOT.END")) + tails


def _inline(element: _Element) -> str:
    """Return the text printed inside an element, footnotes left out."""
    if not isinstance(element.tag, str) or element.tag == "NOTE":
        return ""
    if element.tag in ("QUOT.START", "QUOT.END"):
        return _quotation_mark(element.get("CODE", "2019"))
    inner = (element.text or "") + "".join(_inline(c) + (c.tail or "") for c in element)
    if element.tag == "HT" and element.get("TYPE") == "SUP":
        return f"^{inner}"
    if element.tag == "FT" and element.get("TYPE") == "NUMBER":
        return _grouped(inner)
    return inner


def _quotation_mark(code: str) -> str:
    try:
        mark = chr(int(code, 16))
        mark.encode()  # half of a character cannot be stored
    except (ValueError, OverflowError) as error:
        raise ParseFailed(f"a quotation mark has the code {code}; obtain it again") from error
    return mark


def _grouped(figure: str) -> str:
    """Group the digits of a long number as the Official Journal prints it: 35 000 000."""
    return _THOUSANDS.sub(" ", figure) if _LONG_FIGURE.fullmatch(figure) else figure


def _flow(element: _Element) -> list[Block]:
    """Return the blocks printed inside an element; a list belongs to the words before it."""
    blocks: list[Block] = []
    running: list[str] = [element.text or ""]

    def close() -> None:
        text = clean("".join(running))
        running.clear()
        if text and blocks and not any(c.isalnum() for c in text):
            blocks[-1] = _with_tail(blocks[-1], text)
        elif text:
            blocks.append(Block(text))

    for child in element:
        if not isinstance(child.tag, str):
            running.append(child.tail or "")
        elif child.tag in _INLINE:
            running.append(_inline(child) + (child.tail or ""))
        else:
            close()
            _append(blocks, child)
            running.append(child.tail or "")
    close()
    return blocks


def _with_tail(block: Block, punctuation: str) -> Block:
    """Return the block with punctuation that is printed after its last words."""
    if block.children:
        last = _with_tail(block.children[-1], punctuation)
        return replace(block, children=(*block.children[:-1], last))
    return replace(block, text=block.text + punctuation)


def _append(blocks: list[Block], child: _Element) -> None:
    """Add the blocks of a block element to those printed before it."""
    if child.tag == "LIST":
        _nest(blocks, [_item(i, child.get("TYPE", "")) for i in child.iterfind("ITEM")])
    elif child.tag == "NP":
        _extend(blocks, [_numbered(child)])
    elif child.tag == "PARAG":
        blocks.append(_headed(clean(_text(child, "NO.PARAG")), _flow_of(child, "ALINEA")))
    elif child.tag == "GR.SEQ":
        blocks.append(_group(child))
    elif child.tag == "QUOT.S":
        lines = " ".join(line for b in _flow(child) for line in b.lines())
        _nest(blocks, [Block(lines, quoted=True)])
    elif child.tag not in _TITLES or _is_quoted_title(child):
        _extend(blocks, _flow(child))


def _is_quoted(element: _Element) -> bool:
    return next(element.iterancestors("QUOT.S"), None) is not None


def _is_quoted_title(element: _Element) -> bool:
    return _is_quoted(element) and next(element.iterancestors()).tag != "GR.SEQ"


def _extend(blocks: list[Block], inner: list[Block]) -> None:
    """Add blocks in order; a headless list goes to the words before it."""
    for block in inner:
        if block.marker and blocks and not blocks[-1].marker:
            _nest(blocks, [block])
        else:
            blocks.append(block)


def _nest(blocks: list[Block], children: list[Block]) -> None:
    """Put children under the last unnumbered block, or at this level when there is none."""
    if blocks and not blocks[-1].marker:
        blocks[-1] = replace(blocks[-1], children=(*blocks[-1].children, *children))
    else:
        blocks.extend(children)


def _headed(marker: str, flow: list[Block]) -> Block:
    """Make one numbered block: the first words are its own, the rest is nested."""
    if not flow or flow[0].marker:
        return Block("", marker, tuple(flow))
    head, rest = flow[0], flow[1:]
    return Block(head.text, marker, (*head.children, *rest), head.quoted)


def _numbered(element: _Element) -> Block:
    return _headed(clean(_text(element, "NO.P")), _flow_of(element, "TXT", "P"))


def _item(element: _Element, list_type: str) -> Block:
    point = element.find("NP")
    if point is None:
        return _headed("—" if list_type == "DASH" else "", _flow(element))
    block, *more = _flow(element)
    return replace(block, children=(*block.children, *more))


def _flow_of(element: _Element, *tags: str) -> list[Block]:
    """Return the blocks of the children with these tags, in order."""
    blocks: list[Block] = []
    for child in element:
        if child.tag in tags:
            _extend(blocks, _flow(child))
        elif isinstance(child.tag, str) and child.tag not in ("NO.P", "NO.PARAG"):
            _append(blocks, child)
    return blocks


def _group(element: _Element) -> Block:
    """Return a titled group of an annex as a block under its title."""
    title = element.find("TITLE")
    body = _flow(element)
    if title is None:
        return Block("", "", tuple(body))
    point = title.find("TI/NP")
    if point is not None:
        return Block(clean(_text(point, "TXT")), clean(_text(point, "NO.P")), tuple(body))
    printed = clean(" ".join(_inline(p) for p in title.iterfind("*/P")))
    section = _SECTION.match(printed)
    marker, text = section.groups() if section else ("", printed)
    return Block(text, marker, tuple(body))


def _text(element: _Element, path: str) -> str:
    found = element.find(path)
    return "" if found is None else _inline(found)


def _footnotes(element: _Element) -> tuple[str, ...]:
    notes = (clean("".join(_inline(p) for p in n.iter("P"))) for n in element.iter("NOTE"))
    return tuple(note for note in notes if note)


def _recitals(main: _Element) -> Iterator[Unit]:
    for recital in main.iter("CONSID"):
        point = recital.find("NP")
        if point is None:
            raise ParseFailed("a recital has no number; obtain the Formex file again")
        number = clean(_text(point, "NO.P")).strip("()")
        blocks = tuple(_flow_of(point, "TXT", "P"))
        yield Unit("recital", number, blocks=blocks, footnotes=_footnotes(recital))


def _articles(main: _Element) -> Iterator[Unit]:
    terms = main.find("ENACTING.TERMS")
    if terms is None:
        raise ParseFailed("the act has no enacting terms; obtain the Formex file again")
    for article in _own_articles(terms):
        divisions = reversed(list(article.iterancestors("DIVISION")))
        printed = clean(_text(article, "TI.ART"))
        if not printed:
            raise ParseFailed("an article has no number; obtain the Formex file again")
        yield Unit(
            "article",
            printed.split()[-1],
            clean(" ".join(_inline(p) for p in article.iterfind("STI.ART/P"))),
            tuple(_heading(d) for d in divisions),
            tuple(_flow(article)),
            _footnotes(article),
        )


def _own_articles(element: _Element) -> Iterator[_Element]:
    """Yield the articles that are not put into another act."""
    return (a for a in element.iter("ARTICLE") if not _is_quoted(a))


def _heading(division: _Element) -> str:
    parts = (
        clean(" ".join(_inline(p) for p in division.iterfind(f"TITLE/{tag}/P")))
        for tag in ("TI", "STI")
    )
    return ": ".join(part for part in parts if part)


def _annex(root: _Element) -> Unit:
    contents = root.find("CONTENTS")
    if root.tag != "ANNEX" or contents is None:
        raise ParseFailed(f"an annex file has root {root.tag}; obtain the Formex file again")
    printed = clean(" ".join(_inline(p) for p in root.iterfind("TITLE/TI/P")))
    if not printed:
        raise ParseFailed("an annex has no title; obtain the Formex file again")
    _, number, *words = [*printed.split(), ""]  # the only annex of an act has no number
    subtitle = clean(" ".join(_inline(p) for p in root.iterfind("TITLE/STI/P")))
    title = clean(" ".join([*words, subtitle]))
    return Unit("annex", number, title, (), tuple(_flow(contents)), _footnotes(root))
