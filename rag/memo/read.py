"""Read a memo from a file: its paragraphs with a blank line between them, notes at their marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.blocks import clean
from ingest.errors import ParseFailed, SourceRejected
from ingest.readers.formats import printed
from ingest.readers.model import Piece

MAX_CHARACTERS = 5_000_000
"""No memo may be longer: about 1,600 pages."""

_APART = "\n\n"
_NOTE = re.compile(r"(\[\^[^\[\]\s]{1,40}\]):\s")
_MARK = re.compile(r"\[\^[^\[\]\s]{1,40}\](?!:)")


@dataclass(frozen=True, slots=True)
class Memo:
    """A memo as text."""

    text: str
    """Paragraphs, headings and items of lists, with a blank line between them.

    A footnote's mark is "[^1]", and the note is the paragraph "[^1]: ..." behind the paragraph
    with its mark. A block quotation begins with "> ".
    """
    name: str
    notices: tuple[str, ...] = ()
    """What the reader of a report must know of how the memo was read."""


def read_memo(raw: bytes, form: str, name: str) -> Memo:
    """Return the memo in bytes of a format: "txt", "md", "html", "docx" or "pdf".

    Of a Word document tracked insertions are read and tracked deletions are not; comments are
    no part of it. Raises `ParseFailed` for what is empty, damaged, encrypted or a scan,
    `SourceRejected` for what is too long or dangerous; both say what to do.
    """
    pieces, notice = printed(raw, form, name)
    lines = [line for piece in pieces if (line := _line(piece))]
    text = _APART.join(lines if form == "docx" else _beside_marks(lines))
    if not text:
        raise ParseFailed(f"{name}: holds no text; name a memo that does")
    if len(text) > MAX_CHARACTERS:
        raise SourceRejected(
            f"{name}: holds {len(text)} characters, {MAX_CHARACTERS} are the most; split it"
        )
    return Memo(text, name, tuple(filter(None, [notice])))


def _line(piece: Piece) -> str:
    text = clean(piece.text)
    return f"> {text}" if piece.quoted and text else text


def _beside_marks(paragraphs: Sequence[str]) -> list[str]:
    """Return the paragraphs with each note behind the paragraph that has its mark first."""
    notes: dict[str, int] = {}
    for n, text in enumerate(paragraphs):
        if found := _NOTE.match(text):
            notes.setdefault(found[1], n)
    marked = (text for text in paragraphs if not _NOTE.match(text))
    used = {mark for text in marked for mark in _MARK.findall(text)}
    moving = {n: mark for mark, n in notes.items() if mark in used}
    ordered: list[str] = []
    for n, text in enumerate(paragraphs):
        if n in moving:
            continue
        ordered.append(text)
        for mark in dict.fromkeys(_MARK.findall(text)):
            if mark in used:
                used.remove(mark)
                ordered += [paragraphs[notes[mark]]] if mark in notes else []
    return ordered
