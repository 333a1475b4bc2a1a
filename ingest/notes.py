"""Read notes in our own words into documents and provisions."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pydantic import Field

from ingest.cut import label_of
from ingest.errors import CatalogueInvalid
from ingest.model import Document, Provision
from ingest.note_files import (
    FrontMatter,
    Note,
    Paragraph,
    heading_of,
    notes,
    only,
    paragraphs,
    validated,
)

MISSING_TEXT = "our own words; the text itself is not in this copy"
NOT_HERE = "the text itself is not here"
DIGEST = "our own words, not the text itself"
_ANCHOR = r"(art|rct|anx)_[0-9A-Za-z]+(\.(par|pnt|idt|sct|sub)_[0-9A-Za-z-]+)*"
_SECTION = re.compile(r"([a-z]+_[0-9A-Za-z-]+) \| ([^|]*[^| ])(?: \| ([^|]*[^| ]))?")


class _Brief(FrontMatter):
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


class _Digest(FrontMatter):
    """Front matter of a digest, which is a document of its own with one provision a section."""

    id: str = Field(pattern=r"^[a-z]+(-[a-z]+)*:[0-9A-Za-z]+(-[0-9A-Za-z]+)*$")
    short_title: str = Field(min_length=1)
    kind: Literal["note"]
    jurisdiction: str = Field(min_length=1)
    tier: Literal["note"]
    publisher: str
    published: date | Literal[""]
    url: str
    not_established: str
    status: str = Field(min_length=1)
    in_force_from: date | Literal[""]
    notices: tuple[str, ...]


class _StandIn(FrontMatter):
    """Front matter of a note that stands in for a provision whose text is missing."""

    stands_for: str = Field(pattern=rf"^[0-9A-Z]+#{_ANCHOR}$")
    not_established: str


@dataclass(frozen=True, slots=True)
class _Section:
    """One section of a digest: how it is cited, and its paragraphs."""

    anchor: str
    label: str
    heading: str
    paragraphs: tuple[str, ...]


def read_brief(raw: bytes, name: str = "note") -> tuple[Document, list[Provision]]:
    """Return the document that a brief is, and its paragraphs; `name` is for messages."""
    note = only(raw, name, "a brief")
    front = validated(_Brief, note)
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
        published=_iso(front.published),
        url=front.url,
        obtained_from="note",
        completeness=f"a brief in our own words of {front.source}; {NOT_HERE}",
        retrieved_at=front.checked.isoformat(),
        sha256=hashlib.sha256(raw).hexdigest(),
        notices=front.notices,
    )
    numbered = enumerate(paragraphs(note))
    return document, [_brief_paragraph(document, n, paragraph) for n, paragraph in numbered]


def read_digest(raw: bytes, name: str = "note") -> tuple[Document, list[Provision]]:
    """Return the document that a digest is, and one provision for each of its sections.

    A section opens with `## <anchor> | <label>`, or `## <anchor> | <label> | <heading>`.
    """
    note = only(raw, name, "a digest")
    front = validated(_Digest, note)
    own = front.model_dump(exclude={"source", "checked", "not_established"})
    gap = _gap(front.not_established)
    document = Document(
        **{**own, "published": _iso(front.published), "in_force_from": _iso(front.in_force_from)},
        work=front.id,
        obtained_from="note",
        completeness=f"a digest in our own words of {front.source}; {NOT_HERE}{gap}",
        retrieved_at=front.checked.isoformat(),
        sha256=hashlib.sha256(raw).hexdigest(),
    )
    provisions: dict[str, Provision] = {}
    for order, section in enumerate(_sections(note)):
        provision = _digest_section(document, order, section, DIGEST + gap)
        if provision.id in provisions:
            raise CatalogueInvalid(
                f"{note.name}: two sections have the anchor {section.anchor}; give each its own"
            )
        provisions[provision.id] = provision
    return document, list(provisions.values())


def read_stand_ins(raw: bytes, name: str = "note") -> list[Provision]:
    """Return one provision for each note of a file; `name` is for messages."""
    provisions: dict[str, Provision] = {}
    for order, note in enumerate(notes(raw, name)):
        provision = _stand_in(note, order)
        if provision.id in provisions:
            raise CatalogueInvalid(
                f"{note.name}: {provision.id} already has a note in this file; merge the two"
            )
        provisions[provision.id] = provision
    return list(provisions.values())


def _brief_paragraph(document: Document, order: int, paragraph: Paragraph) -> Provision:
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


def _digest_section(
    document: Document, order: int, section: _Section, completeness: str
) -> Provision:
    """Return one section of a digest as a provision."""
    return Provision(
        id=f"{document.id}#{section.anchor}",
        document_id=document.id,
        label=f"{section.label} (note)",
        kind="note",
        headings=(document.title, section.heading) if section.heading else (document.title,),
        text="\n".join(section.paragraphs),
        order=order,
        tier=document.tier,
        completeness=completeness,
        url=document.url,
    )


def _stand_in(note: Note, order: int) -> Provision:
    """Return the provision that a note stands in for, marked as our own words."""
    front = validated(_StandIn, note)
    document_id, _, anchor = front.stands_for.partition("#")
    return Provision(
        id=front.stands_for,
        document_id=document_id,
        label=f"Note on {label_of(anchor)}",
        kind="note",
        headings=(front.title,),
        text="\n".join(paragraph.text for paragraph in paragraphs(note)),
        order=order,
        tier="note",
        completeness=MISSING_TEXT + _gap(front.not_established),
    )


def _gap(not_established: str) -> str:
    """Return what a note could not find out, as the end of a sentence."""
    return f"; not established: {not_established}" if not_established else ""


def _iso(day: date | Literal[""]) -> str:
    return day.isoformat() if day else ""


def _sections(note: Note) -> Iterator[_Section]:
    """Yield the sections of a digest in the order of the file."""
    texts: dict[str, list[str]] = {}
    for paragraph in paragraphs(note):
        texts.setdefault(paragraph.heading, []).append(paragraph.text)
    if "" in texts:
        raise CatalogueInvalid(
            f"{note.name}: {texts[''][0][:40]!r} stands before the first heading; move it below"
        )
    for line in note.body:
        if not line.startswith("#"):
            continue
        heading = heading_of(line, note.name)
        found = _SECTION.fullmatch(heading)
        if not found:
            raise CatalogueInvalid(
                f"{note.name}: {heading!r} names no section; "
                "write '## <anchor> | <label>' with an anchor such as sec_a"
            )
        if heading not in texts:
            raise CatalogueInvalid(f"{note.name}: {heading!r} has no text; write a paragraph")
        yield _Section(found[1], found[2], found[3] or "", tuple(texts[heading]))
