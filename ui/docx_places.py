"""Find the runs of a Word document that print given words, cut where the words begin and end."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml import etree

from ingest.blocks import clean
from ingest.readers.docx_memo import Block
from ingest.readers.docx_words import PARAGRAPH

Element = etree._Element
Span = tuple[int, int]
Ends = tuple[Element, Element]
"""The first and the last run that print some words."""

_TEXT, _RUN, _PROPERTIES = qn("w:t"), qn("w:r"), qn("w:rPr")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True, slots=True)
class _Part:
    """Characters of one element of the file: from one offset to another."""

    element: Element
    start: int
    end: int


def runs_of(spans: Iterable[Span], text: str, blocks: Iterable[Block]) -> dict[Span, Ends]:
    """Return the runs of each span of a memo's text; runs are cut where a span begins or ends.

    `text` is what the blocks were read as. Words outside the text, in a note or a text box,
    stand at the run where that hangs; a span over several paragraphs ends with the first one.
    Spans that are not found are left out.
    """
    placed = list(_placed(text, blocks))
    starts = [start for start, _ in placed]
    anchored: dict[Span, Ends] = {}
    parts: dict[Span, list[_Part]] = {}
    for span in dict.fromkeys(spans):
        at = bisect_right(starts, span[0]) - 1
        if at < 0:
            continue
        start, block = placed[at]
        own = _first_paragraph(list(_parts(block, start, span)))
        if block.anchor is not None:
            anchored[span] = (block.anchor, block.anchor)
        elif own:
            parts[span] = own
    cut = _cut([part for own in parts.values() for part in own])
    inside = {span: (_run(own[0], cut), _run(own[-1], cut)) for span, own in parts.items()}
    return anchored | inside


def _placed(text: str, blocks: Iterable[Block]) -> Iterator[tuple[int, Block]]:
    """Yield each block with where its words begin in the text."""
    end = 0
    for block in blocks:
        words = clean(block.text)
        start = text.find(words, end) if words else -1
        if start >= 0:
            yield start, block
            end = start + len(words)


def _parts(block: Block, start: int, span: Span) -> Iterator[_Part]:
    """Yield the characters of a block that are in a span."""
    for chunk in block.chunks:
        end = start + len(chunk.text)
        first, last = max(start, span[0]), min(end, span[1])
        element = chunk.element
        if first < last and element is not None and _is_cut(element):
            shift = chunk.offset - start
            yield _Part(element, first + shift, last + shift)
        start = end


def _is_cut(element: Element) -> bool:
    parent = element.getparent()
    return element.tag == _TEXT and parent is not None and parent.tag == _RUN


def _first_paragraph(parts: Sequence[_Part]) -> list[_Part]:
    holders = [next(part.element.iterancestors(PARAGRAPH), None) for part in parts]
    return [part for part, holder in zip(parts, holders, strict=True) if holder is holders[0]]


_Cut = dict[Element, list[tuple[int, Element]]]
"""What became of each element: the offsets at which its pieces begin, and the pieces."""


def _cut(parts: Sequence[_Part]) -> _Cut:
    offsets: dict[Element, set[int]] = {}
    for part in parts:
        offsets.setdefault(part.element, set()).update((part.start, part.end))
    cut: _Cut = {}
    for element, places in offsets.items():
        length = len(element.text or "")
        pieces = [(0, element)]
        for place in sorted(places - {0, length}, reverse=True):
            pieces.insert(1, (place, _split(element, place)))
        cut[element] = pieces
    return cut


def _split(element: Element, place: int) -> Element:
    """Part a run before a character of its text; return the element with the words behind it."""
    run = element.getparent()
    assert run is not None  # `_is_cut` has seen to it
    text = element.text or ""
    rest = etree.Element(_RUN)
    for key, value in run.attrib.items():
        rest.set(key, value)
    properties = run.find(_PROPERTIES)
    if properties is not None:
        rest.append(deepcopy(properties))
    behind = deepcopy(element)
    element.text, behind.text = text[:place], text[place:]
    for words in (element, behind):
        words.set(_SPACE, "preserve")
    following = list(element.itersiblings())
    rest.append(behind)
    rest.extend(following)
    run.addnext(rest)
    return behind


def _run(part: _Part, cut: _Cut) -> Element:
    """Return the run that prints the characters of a part."""
    pieces = cut[part.element]
    at = bisect_right([offset for offset, _ in pieces], part.start) - 1
    parent = pieces[at][1].getparent()
    assert parent is not None  # a piece of a run stands in a run
    return parent
