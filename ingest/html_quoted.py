"""Read what an amending act quotes in its structure, from Official Journal HTML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.blocks import Block, Unit, headed
from ingest.html_text import PARAGRAPH, Item, classes, is_note, is_words, items, text_of
from ingest.quotation import OPEN, unquoted, without_mark

PARAGRAPH_ID = re.compile(r"\d{3}[A-Z]*(\.\d{3}[A-Z]*)?")
"""Identifier of a division that holds an article or a paragraph: "004A", "004A.001"."""
_TITLES = {"ti-art", "quotation-ti"}
_MARK = re.compile(r"[;:,.’”«»“\"\s]*")


@dataclass(frozen=True, slots=True)
class Layout:
    """How printed parts become blocks; the reader of the whole page passes its own ways."""

    flow: Callable[[Sequence[Item]], list[Block]]
    grouped: Callable[[Sequence[Item]], list[Block]]
    level: Callable[[Item], int]


def with_number(blocks: list[Block]) -> list[Block]:
    """Return one block under the number that its words begin with, else the blocks as they are."""
    number = PARAGRAPH.match(blocks[0].text) if blocks else None
    if number is None:
        return blocks
    head = replace(blocks[0], text=blocks[0].text[number.end() :])
    return [headed(number[1], [head, *blocks[1:]])]


def quoted(parts: Sequence[Item], layout: Layout) -> tuple[Unit | Block, ...]:
    """Return what is quoted: articles, an annex, or blocks, without the marks around the whole."""
    found: list[Unit | Block] = []
    loose: list[Item] = []
    for part in _unwrapped(parts):
        if loose and (_is_title(part) or (_is_numbered(part) and not _is_title(loose[0]))):
            found += _quotation(loose, layout)
            loose = []
        loose.append(part)
    return unquoted((*found, *_quotation(loose, layout)))


def _unwrapped(parts: Iterable[Item]) -> Iterator[Item]:
    """Yield the parts that have words; a division that only holds others yields these."""
    for part in parts:
        if isinstance(part, str):
            if not _MARK.fullmatch(part):
                yield part
        elif part.tag == "div" and not _is_paragraph(part):
            yield from _unwrapped(items(part))
        elif not is_note(part) and not (part.tag == "p" and _MARK.fullmatch(text_of(part))):
            yield part


def _is_paragraph(part: Item) -> bool:
    """Tell whether a part is the division of one numbered paragraph."""
    if isinstance(part, str) or part.tag != "div":
        return False
    identifier = part.get("id", "")
    return "." in identifier and PARAGRAPH_ID.fullmatch(identifier) is not None


def _is_numbered(part: Item) -> bool:
    if _is_paragraph(part):
        return True
    return is_words(part) and PARAGRAPH.match(text_of(part).lstrip(OPEN)) is not None


def _is_title(part: Item) -> bool:
    return not isinstance(part, str) and bool(classes(part) & _TITLES)


def _is_subtitle(part: Item) -> bool:
    return not isinstance(part, str) and bool(classes(part) & {"sti-art", "eli-title", "doc-ti"})


def _quotation(parts: Sequence[Item], layout: Layout) -> list[Unit | Block]:
    """Return one quoted article or annex, or the blocks of one quoted provision."""
    if not parts:
        return []
    word, _, number = text_of(parts[0]).strip(OPEN).rpartition(" ")
    if not _is_title(parts[0]) or word.lower() not in ("article", "annex"):
        read = layout.grouped if any(map(layout.level, parts)) else layout.flow
        return list(_numbered(read(_opened(parts))))
    body = [part for part in parts[1:] if not _is_subtitle(part)]
    title = " ".join(text_of(part) for part in parts[1:] if _is_subtitle(part))
    if word.lower() == "article":
        own = (
            block
            for group in _by_paragraph(body)
            for block in with_number(layout.flow(_opened(group)))
        )
        return [Unit("article", number, title, (), tuple(own))]
    if not title and len(body) > 1 and is_words(body[0]) and layout.level(body[1]):
        title, body = text_of(body[0]), body[1:]
    return [Unit("annex", number, title, (), tuple(_lettered(layout.grouped(body))))]


def _opened(parts: Sequence[Item]) -> list[Item]:
    """Return the parts with the division of a paragraph replaced by what it holds."""
    return [inner for part in parts for inner in _inside(part)]


def _inside(part: Item) -> list[Item]:
    return [part] if isinstance(part, str) or not _is_paragraph(part) else items(part)


def _numbered(blocks: list[Block]) -> list[Block]:
    if not blocks or blocks[0].marker:
        return blocks
    head = replace(blocks[0], text=without_mark(blocks[0].text))
    # A mark may also open a quotation inside the words; with a number it cannot.
    is_number = PARAGRAPH.match(head.text) is not None
    return with_number([head, *blocks[1:]]) if is_number else blocks


def _by_paragraph(parts: Sequence[Item]) -> list[list[Item]]:
    """Return the parts of an article, a list a paragraph; what has no number follows the last."""
    found: list[list[Item]] = []
    for part in parts:
        if not found or _is_numbered(part):
            found.append([])
        found[-1].append(part)
    return found


def _lettered(blocks: Sequence[Block]) -> list[Block]:
    """Put groups with letters under the group with a number before them."""
    found: list[Block] = []
    for block in blocks:
        if found and block.marker[:1].isalpha() and found[-1].marker[:1].isdigit():
            found[-1] = replace(found[-1], children=(*found[-1].children, block))
        else:
            found.append(block)
    return found
