"""Cut a file of notes into its notes, and a note into front matter and paragraphs."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ingest.blocks import clean
from ingest.errors import CatalogueInvalid

FENCE = "+++"


class FrontMatter(BaseModel):
    """What every note says of itself."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    title: str = Field(min_length=1)
    source: str = Field(min_length=1)
    checked: date


@dataclass(frozen=True, slots=True)
class Note:
    """One note of a file: its front matter as written, and its body's lines."""

    name: str
    front_matter: str
    body: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a body with the heading it stands under."""

    heading: str
    text: str


AnyFrontMatter = TypeVar("AnyFrontMatter", bound=FrontMatter)


def only(raw: bytes, name: str, what: str) -> Note:
    """Return the note of a file that may hold only one."""
    note, *others = notes(raw, name)
    if others:
        raise CatalogueInvalid(
            f"{name}: {what} is one note but the file has {1 + len(others)}; "
            f"give each {what.partition(' ')[2]} a file of its own"
        )
    return note


def notes(raw: bytes, name: str) -> list[Note]:
    """Return the notes of a file, each with the front matter that opens it."""
    try:
        lines = raw.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise CatalogueInvalid(f"{name}: {error}; save the file as UTF-8") from error
    fences = [n for n, line in enumerate(lines) if line.rstrip() == FENCE]
    if not fences or len(fences) % 2:
        raise CatalogueInvalid(
            f"{name}: {len(fences)} lines are {FENCE}; put one before and one after "
            "the front matter of every note"
        )
    if any(line.strip() for line in lines[: fences[0]]):
        raise CatalogueInvalid(f"{name}: text stands before the first {FENCE}; move it below")
    edges = [*fences, len(lines)]
    parts = [lines[start + 1 : end] for start, end in pairwise(edges)]
    return [
        Note(f"{name}, line {fences[n] + 1}", "\n".join(parts[n]), tuple(parts[n + 1]))
        for n in range(0, len(parts), 2)
    ]


def validated(model: type[AnyFrontMatter], note: Note) -> AnyFrontMatter:
    """Return the front matter of a note, checked against its model."""
    try:
        return model.model_validate(tomllib.loads(note.front_matter))
    except tomllib.TOMLDecodeError as error:
        raise CatalogueInvalid(
            f"{note.name}: the front matter is not TOML: {error}; correct it there"
        ) from error
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()
        )
        raise CatalogueInvalid(f"{note.name}: {faults}; correct the front matter") from error


def paragraphs(note: Note) -> list[Paragraph]:
    """Return the paragraphs of a body; a list item is a paragraph."""
    found = [paragraph for paragraph in _split(note) if paragraph.text]
    if not found:
        raise CatalogueInvalid(f"{note.name}: the body is empty; write at least one paragraph")
    return found


def _split(note: Note) -> Iterator[Paragraph]:
    """Yield what stands between blank lines, headings and list marks; some of it may be empty."""
    heading = ""
    words: list[str] = []
    for line in (*note.body, ""):
        if line.strip() and not line.startswith(("#", "- ")):
            words.append(line)
            continue
        yield Paragraph(heading, clean(" ".join(words)))
        words = [line.removeprefix("- ")] if line.startswith("- ") else []
        if line.startswith("#"):
            heading = heading_of(line, note.name)


def heading_of(line: str, name: str) -> str:
    """Return the words of a heading line."""
    found = re.fullmatch(r"##\s+(\S.*)", line.strip())
    if not found:
        raise CatalogueInvalid(f"{name}: {line!r} is not a heading; write '## ' and its words")
    return clean(found[1])
