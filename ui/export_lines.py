"""Cut blocks into the paragraphs that a page is set from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ui.export_blocks import Block, Run

Runs = tuple[Run, ...]
_LONGEST = 3_000
"""In characters: reportlab breaks the rest of a paragraph again on each page that it reaches."""
_PIECE = re.compile(rf"\S(?:.{{0,{_LONGEST - 1}}}(?!\S)|.{{0,{_LONGEST - 1}}})", re.DOTALL)
"""As many words as fit, or as many letters of one that does not fit."""


def paragraphs(block: Block) -> Iterator[Runs]:
    """Yield a paragraph for each line of a quotation, its numbers after the last."""
    if block.style != "law":
        yield block.runs
        return
    quoted, *numbers = block.runs
    lines = [line for line in quoted.text.split("\n") if line.strip()] or [""]
    yield from ((replace(quoted, text=line),) for line in lines[:-1])
    yield (replace(quoted, text=lines[-1]), *numbers)


def shorter(runs: Sequence[Run]) -> Iterator[Runs]:
    """Yield the runs of a paragraph as paragraphs that are not too long."""
    gathered: list[Run] = []
    for run in runs:
        pieces = [run.text] if len(run.text) <= _LONGEST else _PIECE.findall(run.text)
        for number, piece in enumerate(pieces):
            if number:
                yield tuple(gathered)
                gathered = []
            gathered.append(replace(run, text=piece))
    yield tuple(gathered)
