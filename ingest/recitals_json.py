"""Read the recitals of an act from a third party's JSON copy of the printed pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from ingest.blocks import Block, Parsed, Unit, clean
from ingest.errors import ParseFailed

_PAGE_FOOT = re.compile(
    r"\s*(?:ELI: \S+\s+)?\d+/\d+\s+(?:ELI: \S+\s+)?EN\s+OJ [LC], \d+\.\d+\.\d{4}"
)
_NOTE = re.compile(r"(?<!\bpoint)(?<!\bpoints)(?<!\bto) \((\d{1,3})\)(?=[\s,.;:)]|$)")
_NOTE_BODY = re.compile(r"(?:^|\s)\((\d{1,3})\) (?=[A-Z])")
_MAX_STEP = 3  # some marks of footnotes are lost in the copy


def parse(raw: bytes) -> Parsed:
    """Return the recitals without page furniture, footnotes and their marks.

    Raises `ParseFailed` when the bytes are not the expected JSON.
    """
    recitals = list(_recitals(raw))
    units: list[Unit] = []
    last_note = 0
    for number, printed in recitals:
        text, last_note = _cleaned(printed, last_note)
        units.append(Unit("recital", str(number), blocks=(Block(text),)))
    kept = (f"({unit.number}){unit.blocks[0].text}" for unit in units)
    return Parsed("", tuple(units), sum(len("".join(text.split())) for text in kept))


def _recitals(raw: bytes) -> Iterator[tuple[int, str]]:
    """Yield number and printed text of each recital, in order."""
    try:
        content: dict[str, dict[str, Any]] = json.loads(raw)
        found = {int(number): str(one["source_quote"]) for number, one in content.items()}
        "".join(found.values()).encode()  # half of a character cannot be stored
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ParseFailed(
            f"not the expected recitals ({type(error).__name__}: {error}); obtain the file again"
        ) from error
    if not found or sorted(found) != list(range(1, len(found) + 1)):
        raise ParseFailed(f"the {len(found)} recitals are not numbered from 1; use another route")
    yield from sorted(found.items())


def _cleaned(printed: str, last_note: int) -> tuple[str, int]:
    """Return the recital's own words, and the number of the last footnote seen."""
    *pages, end = _PAGE_FOOT.split(clean(printed))
    kept: list[str] = []
    for page, is_whole in [*((page, True) for page in pages), (end, False)]:
        begin = _notes_begin(page, last_note, is_whole)
        own, last_note = _without_marks(page[:begin], last_note)
        last_note = max([last_note, *(int(n) for n in _NOTE_BODY.findall(page[begin:]))])
        kept.append(own)
    return clean(" ".join(kept)), last_note


def _notes_begin(page: str, last_note: int, is_whole: bool) -> int:
    """Return where the footnotes at the foot of a page begin.

    A footnote repeats the number of a mark: a number not above the last mark seen, or,
    at the foot of a page, any number with an issue of the Official Journal after it.
    """
    for body in _NOTE_BODY.finditer(page):
        earlier = {int(mark[1]) for mark in _NOTE.finditer(page[: body.start() + 1])}
        repeated = int(body[1]) <= last_note or int(body[1]) in earlier
        if repeated or (is_whole and "OJ " in page[body.end() :]):
            return body.start()
    return len(page)


def _without_marks(text: str, last_note: int) -> tuple[str, int]:
    """Return the text without marks of footnotes, which count up through the act."""
    seen = last_note

    def drop(mark: re.Match[str]) -> str:
        nonlocal seen
        number = int(mark[1])
        if not seen < number <= seen + _MAX_STEP:
            return mark[0]
        seen = number
        return ""

    return _NOTE.sub(drop, text), seen
