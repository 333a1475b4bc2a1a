"""Take the quotation marks off what an amending act quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.blocks import Block, Unit

OPEN = "‘“„«»\"'"
"""What opens a quotation in the languages of the Union; Danish opens with »."""
_SECTION = re.compile(r"((?:Section|SECTION|Part|PART) [A-Z0-9]{1,4})(?:\s*[.:—–-]\s*(.*))?")
_CLOSING = re.compile(r"\s*[’”“«»\"'][;.,]{0,2}$")


def unquoted(content: Sequence[Unit | Block]) -> tuple[Unit | Block, ...]:
    """Return quoted units or blocks without the marks around the whole.

    What the amending act prints after the closing mark belongs to the amending act.
    """
    if not content:
        return ()
    opened = _sectioned([_opened(content[0]), *content[1:]])
    return (*opened[:-1], _closed(opened[-1]))


def _sectioned(parts: Sequence[Unit | Block]) -> list[Unit | Block]:
    """Return the parts with the number of a section, unread behind the mark, as its marker."""
    first, *rest = parts
    found = None if isinstance(first, Unit) or first.marker else _SECTION.fullmatch(first.text)
    if found is None or isinstance(first, Unit):
        return list(parts)
    if not found[2] and not first.children and rest and isinstance(rest[0], Block):
        return [replace(rest[0], marker=found[1]), *rest[1:]]
    return [replace(first, marker=found[1], text=found[2] or ""), *rest]


def _opened(part: Unit | Block) -> Unit | Block:
    if isinstance(part, Unit):
        return part
    if part.marker:
        return replace(part, marker=without_mark(part.marker))
    return replace(part, text=without_mark(part.text))


def without_mark(text: str) -> str:
    """Return the text without the mark that opens it; a second one opens a quotation in it."""
    return text[1:].lstrip() if text[:1] in tuple(OPEN) else text


def _closed(part: Unit | Block) -> Unit | Block:
    if isinstance(part, Unit):
        if not part.blocks:
            return replace(part, title=_CLOSING.sub("", part.title))
        return replace(part, blocks=(*part.blocks[:-1], _closed_block(part.blocks[-1])))
    return _closed_block(part)


def _closed_block(block: Block) -> Block:
    if block.children:
        *before, last = block.children
        return replace(block, children=(*before, _closed_block(last)))
    closed = _CLOSING.sub("", block.text)
    unmarked = block.text if closed == block.text else closed
    return replace(block, text=unmarked)
