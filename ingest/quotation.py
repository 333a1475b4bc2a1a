"""Take the quotation marks off what an amending act quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.blocks import Block, Unit

OPEN = "‘“„«»\"'"
"""What opens a quotation in the languages of the Union; Danish opens with »."""
_CLOSING = re.compile(r"\s*[’”“«»\"'][;.,]{0,2}$")
_AFTER = re.compile(r"[;.,]+$")


def unquoted(content: Sequence[Unit | Block]) -> tuple[Unit | Block, ...]:
    """Return quoted units or blocks without the marks around the whole.

    What the amending act prints after the closing mark belongs to the amending act.
    """
    if not content:
        return ()
    opened = [_opened(content[0]), *content[1:]]
    return (*opened[:-1], _closed(opened[-1]))


def _opened(part: Unit | Block) -> Unit | Block:
    if isinstance(part, Unit):
        return part
    if part.marker:
        return replace(part, marker=part.marker.lstrip(OPEN))
    return replace(part, text=part.text.lstrip(OPEN).lstrip())


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
