"""Read what an amending act quotes in its structure, from Formex."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from ingest.blocks import Block, Unit, clean
from ingest.quotation import unquoted

Element = etree._Element
_UNITS = {"ARTICLE": "article", "ANNEX": "annex", "CONS.ANNEX": "annex"}
_TITLES = {"TI.ART", "STI.ART", "TITLE"}


@dataclass(frozen=True, slots=True)
class Reading:
    """How elements are read; the reader of the whole file passes its own ways."""

    flow: Callable[[Element], list[Block]]
    append: Callable[[list[Block], Element], None]
    """Adds the blocks of one element to those printed before it."""
    words: Callable[[Element], str]


def quoted(element: Element, read: Reading) -> tuple[Unit | Block, ...]:
    """Return what a quotation (QUOT.S) holds: articles, annexes or blocks, without its marks.

    A chapter or section with articles is given as blocks: it stands for no article.
    """
    units = [inner for inner in element.iter(*_UNITS) if _is_outermost(inner, element)]
    if not units or element.find(".//DIVISION") is not None:
        return unquoted(read.flow(element))
    return unquoted([_unit(unit, read) for unit in units])


def _is_outermost(inner: Element, element: Element) -> bool:
    around = inner.iterancestors()
    return all(e.tag not in _UNITS for e in _until(around, element))


def _until(around: Iterator[Element], element: Element) -> Iterator[Element]:
    for ancestor in around:
        if ancestor is element:
            return
        yield ancestor


def _unit(unit: Element, read: Reading) -> Unit:
    """Return a quoted article or annex; its number is the last word of its first title line."""
    printed = [clean(read.words(line)) for line in unit.iterfind(".//TI.ART")]
    titles = [clean(read.words(line)) for line in unit.iterfind("STI.ART")]
    if unit.tag != "ARTICLE":
        printed = [clean(read.words(line)) for line in unit.iterfind("TITLE/TI")]
        titles = [clean(read.words(line)) for line in unit.iterfind("TITLE/STI")]
    number = printed[0].split()[-1] if printed and printed[0] else ""
    body = unit.find("CONTENTS")
    source = unit if body is None else body
    blocks: list[Block] = []
    for child in source:
        if isinstance(child.tag, str) and child.tag not in _TITLES:
            read.append(blocks, child)
    return Unit(_UNITS[unit.tag], number, " ".join(titles), (), tuple(blocks))
