"""Read notes in our own words into documents and provisions."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ingest.blocks import clean
from ingest.cut import label_of
from ingest.errors import CatalogueInvalid
from ingest.model import Document, Provision

FENCE = "+++"
MISSING_TEXT = "our own words; the text itself is not in this copy"
_ANCHOR = r"(art|rct|anx)_[0-9A-Za-z]+(\.(par|pnt|idt|sct|sub)_[0-9A-Za-z-]+)*"


class _FrontMatter(BaseModel):
    """What every note says of itself."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    title: str = Field(min_length=1)
    source: str = Field(min_length=1)
    checked: date


class _Brief(_FrontMatter):
    """Front matter of a brief, which is a document of its own."""

    id: str = Field(pattern=r"^doc:[a-z0-9]+(-[a-z0-9]+)*$")
    short_title: str = Field(min_length=1)
    kind: Literal["article"]
    jurisdiction: str = Field(min_length=1)
    tier: Literal["news", "fiction"]
    author: str
    publisher: str
    published: date | Literal[""]
    url: str
    notices: tuple[str, ...] = Field(min_length=1)


class _StandIn(_FrontMatter):
    """Front matter of a note that stands in for a provision whose text is missing."""

    stands_for: str = Field(pattern=rf"^[0-9A-Z]+#{_ANCHOR}$")
    not_established: str


@dataclass(frozen=True, slots=True)
class _Note:
    """One note of a file: its front matter as written, and its body's lines."""

    name: str
    front_matter: str
    body: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """One paragraph of a body with the heading it stands under."""

    heading: str
    text: str


_Model = TypeVar("_Model", bound=_FrontMatter)


def read_brief(raw: bytes, name: str = "note") -> tuple[Document, list[Provision]]:
    """Return the document that a brief is, and its paragraphs; `name` is for messages."""
    note, *others = _notes(raw, name)
    if others:
        raise CatalogueInvalid(
            f"{name}: a brief is one note but the file has {1 + len(others)}; "
            "give each brief a file of its own"
        )
    front = _validated(_Brief, note)
    document = Document(
        id=front.id,
        work=front.id,
        title=front.title,
        short_title=front.short_title,
        kind=front.kind,
        jurisdiction=front.jurisdiction,
        tier=front.tier,
        publisher=front.publisher,
        author=front.author,
        published=front.published.isoformat() if front.published else "",
        url=front.url,
        obtained_from="note",
        completeness=f"a brief in our own words of {front.source}; the text itself is not here",
        retrieved_at=front.checked.isoformat(),
        sha256=hashlib.sha256(raw).hexdigest(),
        notices=front.notices,
    )
    paragraphs = enumerate(_paragraphs(note))
    return document, [_brief_paragraph(document, n, paragraph) for n, paragraph in paragraphs]


def read_stand_ins(raw: bytes, name: str = "note") -> list[Provision]:
    """Return one provision for each note of a file; `name` is for messages."""
    provisions: dict[str, Provision] = {}
    for order, note in enumerate(_notes(raw, name)):
        provision = _stand_in(note, order)
        if provision.id in provisions:
            raise CatalogueInvalid(
                f"{note.name}: {provision.id} already has a note in this file; merge the two"
            )
        provisions[provision.id] = provision
    return list(provisions.values())


def _brief_paragraph(document: Document, order: int, paragraph: _Paragraph) -> Provision:
    """Return one paragraph of a brief as a provision."""
    return Provision(
        id=f"{document.id}#par_{order + 1}",
        document_id=document.id,
        label=f"Paragraph {order + 1} (brief)",
        kind="paragraph",
        headings=(paragraph.heading,) if paragraph.heading else (),
        text=paragraph.text,
        order=order,
        tier=document.tier,
        url=document.url,
    )


def _stand_in(note: _Note, order: int) -> Provision:
    """Return the provision that a note stands in for, marked as our own words."""
    front = _validated(_StandIn, note)
    document_id, _, anchor = front.stands_for.partition("#")
    gap = f"; not established: {front.not_established}" if front.not_established else ""
    return Provision(
        id=front.stands_for,
        document_id=document_id,
        label=f"Note on {label_of(anchor)}",
        kind="note",
        headings=(front.title,),
        text="\n".join(paragraph.text for paragraph in _paragraphs(note)),
        order=order,
        tier="note",
        completeness=MISSING_TEXT + gap,
    )


def _notes(raw: bytes, name: str) -> list[_Note]:
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
        _Note(f"{name}, line {fences[n] + 1}", "\n".join(parts[n]), tuple(parts[n + 1]))
        for n in range(0, len(parts), 2)
    ]


def _validated(model: type[_Model], note: _Note) -> _Model:
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


def _paragraphs(note: _Note) -> list[_Paragraph]:
    """Return the paragraphs of a body; a list item is a paragraph."""
    found = [paragraph for paragraph in _split(note) if paragraph.text]
    if not found:
        raise CatalogueInvalid(f"{note.name}: the body is empty; write at least one paragraph")
    return found


def _split(note: _Note) -> Iterator[_Paragraph]:
    """Yield what stands between blank lines, headings and list marks; some of it may be empty."""
    heading = ""
    words: list[str] = []
    for line in (*note.body, ""):
        if line.strip() and not line.startswith(("#", "- ")):
            words.append(line)
            continue
        yield _Paragraph(heading, clean(" ".join(words)))
        words = [line.removeprefix("- ")] if line.startswith("- ") else []
        if line.startswith("#"):
            heading = _heading(line, note.name)


def _heading(line: str, name: str) -> str:
    """Return the words of a heading line."""
    found = re.fullmatch(r"##\s+(\S.*)", line.strip())
    if not found:
        raise CatalogueInvalid(f"{name}: {line!r} is not a heading; write '## ' and its words")
    return clean(found[1])
