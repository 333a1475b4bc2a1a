"""Read third-party JSON copies of Union acts, whose defects the checks have to find."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingest.blocks import Block, Parsed, Unit, clean

_MARKER = re.compile(r"(\d{1,2}\.|\([a-z]{1,4}\)|\(\d{1,3}\)|—)(?:\s+(.*))?", re.DOTALL)


def read(path: Path) -> Parsed:
    """Return the recitals and articles of a copy as they stand in it."""
    content = json.loads(path.read_text(encoding="utf-8"))
    recitals = [
        Unit("recital", str(row["recital_number"]), blocks=(Block(clean(row["text"])),))
        for row in content["recitals"]
    ]
    articles = [_article(row) for row in content["articles"]]
    units = (*recitals, *articles)
    kept = sum(len("".join(line.split())) for u in units for b in u.blocks for line in b.lines())
    return Parsed(content["full_name"], units, kept)


def _article(row: dict[str, Any]) -> Unit:
    return Unit("article", row["number"], row.get("title", ""), blocks=tuple(_blocks(row["text"])))


def _blocks(text: str) -> Iterator[Block]:
    """Yield the paragraphs, each with its points nested by the kind of their numbers."""
    lines = list(_lines(text))
    starts = [n for n, line in enumerate(lines) if n == 0 or line.marker.endswith(".")]
    for begin, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield _nested(lines[begin], lines[begin + 1 : end])


def _nested(head: Block, below: list[Block]) -> Block:
    """Return a block with what follows it: numbers of another kind stand one level deeper."""
    children: list[Block] = []
    while below:
        first, kind = below[0], _kind(below[0], head)
        same = [n for n, line in enumerate(below) if n == 0 or _kind(line, below[n - 1]) == kind]
        end = same[1] if len(same) > 1 and first.marker else (len(below) if first.marker else 1)
        children.append(_nested(first, below[1:end]))
        below = below[end:]
    return Block(head.text, head.marker, tuple(children))


def _kind(line: Block, before: Block) -> str:
    """Return the kind of number a line has; (i) after a colon is the first of i, ii, iii."""
    mark = line.marker.strip("()")
    if mark == "i" and before.marker != "(h)":
        return "roman"
    if re.fullmatch(r"[ivx]{2,}|v", mark) and before.marker != "(u)":
        return "roman"
    return "digit" if mark.isdigit() else "letter" if mark.isalpha() else mark


def _lines(text: str) -> Iterator[Block]:
    """Yield the printed lines; a number on a line of its own belongs to the next line."""
    pending = ""
    for part in re.split(r"\n\n+", text):
        line = clean(part)
        found = _MARKER.fullmatch(line)
        if pending:
            yield Block("" if found else line, pending)
        if found and found[2]:
            yield Block(found[2], found[1])
        elif not found and not pending and line:
            yield Block(line)
        pending = found[1] if found and not found[2] else ""
    if pending:
        yield Block("", pending)
