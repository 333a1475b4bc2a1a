"""Build numbered, nested blocks from Formex 4 elements."""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree

from ingest.blocks import CHANGED, Block, Change, all_changes, clean, headed, noted
from ingest.errors import ParseFailed
from ingest.formex_quoted import Reading, quoted

Element = etree._Element

INLINE = {"HT", "DATE", "FT", "REF.DOC", "REF.DOC.OJ", "QUOT.START", "QUOT.END", "NOTE", "IE"}
_SECTION = re.compile(r"^(Section [A-Z0-9]+)\s*[.:—–-]?\s*(.*)$", re.DOTALL)
_LONG_FIGURE = re.compile(r"[0-9]{5,99}")
_THOUSANDS = re.compile(r"(?<=[0-9])(?=(?:[0-9]{3})+$)")
_TITLES = {"TI.ART", "STI.ART", "TITLE", "NO.P", "NO.PARAG"}
"""Read where they belong; inside a quotation they are part of what is quoted."""


def weight(element: Element) -> int:
    """Count the characters of running text, blanks, own titles and footnotes left out."""
    own_title = element.tag in ("TI.ART", "STI.ART") and not is_quoted(element)
    if own_title or element.tag == "NOTE":
        return 0
    own = len("".join((element.text or "").split())) if isinstance(element.tag, str) else 0
    tails = sum(weight(c) + len("".join((c.tail or "").split())) for c in element)
    return own + (element.tag in ("QUOT.START", "QUOT.END")) + tails


def inline(element: Element) -> str:
    """Return the text printed inside an element, footnotes left out."""
    if not isinstance(element.tag, str) or element.tag == "NOTE":
        return ""
    if element.tag in ("QUOT.START", "QUOT.END"):
        return _quotation_mark(element.get("CODE", "2019"))
    inner = (element.text or "") + "".join(inline(c) + (c.tail or "") for c in element)
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


def flow(element: Element) -> list[Block]:
    """Return the blocks printed inside an element; a list belongs to the words before it."""
    blocks: list[Block] = []
    running: list[str] = [element.text or ""]

    def close() -> None:
        text = clean("".join(running))
        running.clear()
        if text and blocks and not any(c.isalnum() for c in text):
            blocks[-1] = _with_tail(blocks[-1], text)
        elif text:
            blocks.append(Block(text, changed=changes(element)))

    for child in element:
        if not isinstance(child.tag, str):
            running.append(child.tail or "")
        elif child.tag in INLINE:
            running.append(inline(child) + (child.tail or ""))
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


def _append(blocks: list[Block], child: Element) -> None:
    """Add the blocks of a block element to those printed before it."""
    if child.tag == "LIST":
        _nest(blocks, [_item(i, child.get("TYPE", "")) for i in child.iterfind("ITEM")])
    elif child.tag == "NP":
        _extend(blocks, [_numbered(child)])
    elif child.tag == "PARAG":
        blocks.append(headed(clean(text_of(child, "NO.PARAG")), flow_of(child, "ALINEA")))
    elif child.tag == "GR.SEQ":
        blocks.append(_group(child))
    elif child.tag == "QUOT.S":
        inner = flow(child)
        lines = " ".join(line for b in inner for line in b.lines())
        # Inside another quotation the structure is read with that: twice a level would
        # double the work a level.
        content = () if is_quoted(child) else quoted(child, Reading(flow, _append, inline))
        _nest(blocks, [Block(lines, quoted=True, changed=all_changes(inner), content=content)])
    elif child.tag not in _TITLES or _is_quoted_title(child):
        _extend(blocks, flow(child))


def changes(element: Element) -> tuple[Change, ...]:
    """Return the changes noted on an element of a consolidated act."""
    return noted(element.get(CHANGED))


def is_quoted(element: Element) -> bool:
    """Tell whether an element is put into another act."""
    return next(element.iterancestors("QUOT.S"), None) is not None


def _is_quoted_title(element: Element) -> bool:
    return is_quoted(element) and next(element.iterancestors()).tag != "GR.SEQ"


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


def _numbered(element: Element) -> Block:
    return headed(clean(text_of(element, "NO.P")), flow_of(element, "TXT", "P"))


def _item(element: Element, list_type: str) -> Block:
    point = element.find("NP")
    if point is None:
        return headed("—" if list_type == "DASH" else "", flow(element))
    block, *more = flow(element)
    return replace(block, children=(*block.children, *more))


def flow_of(element: Element, *tags: str) -> list[Block]:
    """Return the blocks of the children with these tags, in order."""
    blocks: list[Block] = []
    for child in element:
        if child.tag in tags:
            _extend(blocks, flow(child))
        elif isinstance(child.tag, str) and child.tag not in ("NO.P", "NO.PARAG"):
            _append(blocks, child)
    return blocks


def _group(element: Element) -> Block:
    """Return a titled group of an annex as a block under its title."""
    title = element.find("TITLE")
    body = flow(element)
    if title is None:
        return Block("", "", tuple(body))
    point = title.find("TI/NP")
    if point is not None:
        text, number = clean(text_of(point, "TXT")), clean(text_of(point, "NO.P"))
        return Block(text, number, tuple(body), changed=changes(title))
    printed = clean(" ".join(inline(p) for p in title.iterfind("*/P")))
    section = _SECTION.match(printed)
    marker, text = section.groups() if section else ("", printed)
    return Block(text, marker, tuple(body), changed=changes(title))


def text_of(element: Element, path: str) -> str:
    """Return the text of the first element under a path, "" when there is none."""
    found = element.find(path)
    return "" if found is None else inline(found)


def lines_of(element: Element, path: str) -> str:
    """Return what the elements under a path print, with or without paragraphs of their own."""
    printed = (inline(line) for e in element.iterfind(path) for line in e.findall("P") or [e])
    return clean(" ".join(printed))


def footnotes(element: Element) -> tuple[str, ...]:
    """Return the footnotes called in an element."""
    notes = (clean("".join(inline(p) for p in n.iter("P"))) for n in element.iter("NOTE"))
    return tuple(note for note in notes if note)
