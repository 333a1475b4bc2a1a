"""Build numbered, nested blocks from the elements of Official Journal HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.blocks import Block, all_changes, headed
from ingest.html_quoted import PARAGRAPH_ID, Layout, quoted, with_number
from ingest.html_text import (
    PARAGRAPH,
    Element,
    Item,
    changes,
    classes,
    is_note,
    is_words,
    items,
    text_of,
    words,
)
from ingest.quotation import OPEN

_OPENERS = tuple(OPEN)
_MARKER = re.compile(
    rf"[{OPEN}]?(?:\(?\d{{1,3}}[a-z]{{0,3}}\)?\.?|\(?[a-zA-Z]{{1,5}}(?:\)|\.)|\d+(?:\.\d+)+\.?|[—–•-])"
)
_PUNCTUATION = re.compile(r"[;:,.’”«»“\"]{1,4}")
_CLOSED = re.compile(r"[’”“«»\"][;.,]{0,2}$")
_DEFINED = re.compile(rf"[{OPEN}][^’”“«»\"]{{1,80}}[’”“«»\"](?::|,? (?:means|shall mean|or) )")
_SECTION = re.compile(
    r"((?:Section|SECTION|Part|PART|Afsnit|AFSNIT|Del|DEL) [A-Z0-9]+)\b\s*[.:—–-]?\s*(.*)"
)
_GROUP = re.compile(r"(\d+(?:\.\d+)*\.?|[A-Za-z]\.|[IVX]+\.|\([a-z0-9]+\))\s+(.*)")
_TITLE = re.compile(r"ti-grseq-(\d)")


def flow(parts: Sequence[Item], *, within: bool = False) -> list[Block]:
    """Return the blocks of parts printed one after the other.

    Points belong to the words before them. Words put into another act become one quoted block.
    """
    blocks: list[Block] = []
    position = 0
    while position < len(parts):
        if _opens_quote(blocks, parts[position]):
            end = _quote_end(parts, position)
            quotation = parts[position:end]
            inner = _plain(quotation)
            lines = " ".join(line for b in inner for line in b.lines())
            # Inside another quotation the structure is read with that: twice a level would
            # double the work a level.
            content = () if within else quoted(quotation, _layout())
            _nest(blocks, [Block(lines, quoted=True, changed=all_changes(inner), content=content)])
            position = end
        else:
            _append(blocks, parts[position], within=within)
            position += 1
    return blocks


def _plain(parts: Sequence[Item]) -> list[Block]:
    """Return the blocks of parts that stand inside a quotation as a whole."""
    blocks: list[Block] = []
    for part in parts:
        _append(blocks, part, within=True)
    return blocks


def _opens_quote(blocks: Sequence[Block], item: Item) -> bool:
    """Tell whether an item starts words that are put into another act."""
    if isinstance(item, str) or is_note(item):
        return False
    if classes(item) & {"ti-art", "sti-art", "quotation-ti"}:
        return True
    text = words(item)
    if item.tag == "div":
        return bool(PARAGRAPH_ID.fullmatch(item.get("id", ""))) or text.startswith(_OPENERS)
    announced = bool(blocks) and blocks[-1].text.endswith(":")
    return announced and text.startswith(_OPENERS) and not _DEFINED.match(text)


def _quote_end(parts: Sequence[Item], start: int) -> int:
    """Return where a quotation ends: before the next instruction, else with its container."""
    for position in range(start + 1, len(parts) - 1):
        before, here, after = (text_of(part) for part in parts[position - 1 : position + 2])
        if _CLOSED.search(before) and here.endswith(":") and after.startswith(_OPENERS):
            return position
    return len(parts)


def _append(blocks: list[Block], item: Item, *, within: bool) -> None:
    """Add the blocks of one item to those printed before it."""
    if isinstance(item, str) or item.tag in ("p", "li"):
        text = text_of(item)
        if not isinstance(item, str) and is_note(item):
            return
        if blocks and _PUNCTUATION.fullmatch(text):
            blocks[-1] = _glued(blocks[-1], text)
        elif text:
            blocks.append(Block(text, changed=changes(item)))
    elif item.tag == "table":
        for row in _rows(item):
            _append_row(blocks, row, is_data="table" in classes(item), within=within)
    elif "enumeration-spacing" in classes(item):
        _append_row(blocks, list(item), is_data=False, within=within)
    else:
        _extend(blocks, flow(items(item), within=within))


def _glued(block: Block, mark: str) -> Block:
    """Put punctuation that stands alone behind the last printed word."""
    if not block.children:
        return replace(block, text=block.text + mark)
    return replace(block, children=(*block.children[:-1], _glued(block.children[-1], mark)))


def _rows(table: Element) -> Iterator[list[Element]]:
    for row in table.iter("tr"):
        if next(row.iterancestors("table")) is table:
            yield [cell for cell in row if cell.tag in ("td", "th")]


def _append_row(
    blocks: list[Block], row: Sequence[Element], *, is_data: bool, within: bool
) -> None:
    """Add a point, an indented paragraph, or a line of a real table."""
    filled = [cell for cell in row if words(cell)]
    if not filled:
        return
    if len(filled) == 1 and not is_data:
        _extend(blocks, flow(items(filled[0]), within=within))
    elif len(filled) == 2 and not is_data and _MARKER.fullmatch(words(filled[0])):
        point = headed(words(filled[0]), flow(items(filled[1]), within=within))
        _nest(blocks, [point])
    else:
        inner = [b for cell in filled for b in _plain(items(cell))]
        lines = " ".join(line for b in inner for line in b.lines())
        blocks.append(Block(lines, changed=all_changes(inner)))


def _nest(blocks: list[Block], children: Sequence[Block]) -> None:
    """Put children under the last unnumbered block, or at this level when there is none."""
    if blocks and not blocks[-1].marker:
        blocks[-1] = replace(blocks[-1], children=(*blocks[-1].children, *children))
    else:
        blocks.extend(children)


def _extend(blocks: list[Block], inner: Sequence[Block]) -> None:
    for block in inner:
        if block.marker:
            _nest(blocks, [block])
        else:
            blocks.append(block)


def _layout() -> Layout:
    return Layout(_plain, grouped, _level)


def paragraph(parts: Sequence[Item]) -> list[Block]:
    """Return one numbered paragraph; where no number is printed, its blocks as they are."""
    return with_number(flow(parts))


def paragraphs(parts: Sequence[Item]) -> list[Block]:
    """Return the paragraphs of an article; own numbers are those that ascend one by one."""
    blocks: list[Block] = []
    pending: list[Item] = []
    last = 0
    for part in parts:
        number = PARAGRAPH.match(text_of(part)) if is_words(part) else None
        if number and (int(number[2]) == last + 1 or (int(number[2]) == last and number[3])):
            blocks += paragraph(pending) if last else flow(pending)
            pending, last = [], int(number[2])
        pending.append(part)
    return [*blocks, *(paragraph(pending) if last else flow(pending))]


def _level(part: Item) -> int:
    """Return the depth of a group title, 0 for anything else."""
    names = set() if isinstance(part, str) else classes(part)
    return next((int(m[1]) for name in names if (m := _TITLE.fullmatch(name))), 0)


def grouped(parts: Sequence[Item]) -> list[Block]:
    """Return the blocks of an annex, each titled group under its title."""
    level = min((lv for part in parts if (lv := _level(part))), default=0)
    if not level:
        return flow(parts)
    starts = [n for n, part in enumerate(parts) if _level(part) == level]
    blocks = flow(parts[: starts[0]])
    position = starts[0]
    while position < len(parts):
        title, body = _group_title(parts, position, level)
        end = next((n for n in starts if n >= body), len(parts))
        blocks.append(replace(title, children=tuple(grouped(parts[body:end]))))
        position = end
    return blocks


def _group_title(parts: Sequence[Item], position: int, level: int) -> tuple[Block, int]:
    """Return a group's title with its number as marker, with where the group's body starts."""
    text, body = text_of(parts[position]), position + 1
    section = _SECTION.fullmatch(text)
    if section and not section[2] and body < len(parts) and _level(parts[body]) == level:
        return Block(text_of(parts[body]), section[1], changed=changes(parts[body])), body + 1
    numbered = section or _GROUP.fullmatch(text)
    marker, title = (numbered[1], numbered[2]) if numbered else ("", text)
    return Block(title, marker, changed=changes(parts[position])), body
