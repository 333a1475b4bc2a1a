"""The vocabulary of the corpus: documents, provisions and the corpus they form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

FULL = "full"
"""Value of `completeness` when nothing is missing."""


@dataclass(frozen=True, slots=True)
class Document:
    """One expression (version, language) of one work. Dates are ISO 8601, "" where unknown."""

    id: str
    """CELEX number such as "32024R1689", or "doc:<slug>"."""
    work: str
    title: str
    short_title: str
    kind: str
    """"regulation", "directive", "article" (news), "note"."""
    jurisdiction: str
    tier: str
    """"law", "consolidated", "court", "guidance", "note", "news" or "fiction"."""
    language: str = "en"
    publisher: str = ""
    author: str = ""
    published: str = ""
    version_date: str = ""
    in_force_from: str = ""
    in_force_to: str = ""
    status: str = ""
    amended_by: tuple[str, ...] = ()
    inserted: tuple[str, ...] = ()
    """Anchors that a later act put in: they exist in law, but not in this text."""
    removed: tuple[str, ...] = ()
    """Anchors that this text lacks because an amending act took them out."""
    moved: tuple[str, ...] = ()
    """What was taken out and put in again elsewhere, each "<old anchor> <new anchor>"."""
    unapplied: tuple[str, ...] = ()
    """For a computed text: the instructions that it leaves out, each with the reason."""
    url: str = ""
    licence: str = ""
    obtained_from: str = ""
    """"mirror", "official", "registry", "user", "note", or "computed" from other documents."""
    completeness: str = FULL
    """`FULL`, or what is missing, in words."""
    retrieved_at: str = ""
    sha256: str = ""
    """Hex digest of the bytes as obtained."""
    notices: tuple[str, ...] = ()
    """What a reader of any answer from this document must be told."""
    retention: float | None = None
    """Share of the source's running text that the provisions keep; None where not measured."""

    @property
    def is_law(self) -> bool:
        """Whether this is the text of a law."""
        return self.tier in ("law", "consolidated")

    @property
    def new_places(self) -> Mapping[str, str]:
        """Where what was taken out stands now: new anchors by old ones."""
        return dict(move.split(" ") for move in self.moved)


@dataclass(frozen=True, slots=True)
class Dates:
    """From when something applies, as the law stood from one day on."""

    law_from: str
    """ISO date from which the law said so; "" from the beginning."""
    applies_from: str = ""
    applies_note: str = ""


@dataclass(frozen=True, slots=True)
class Provision:
    """A unit a lawyer would cite: an article, paragraph, point, recital, annex entry or note."""

    id: str
    """"<document>#<anchor>", such as "32024R1689#art_55.par_1.pnt_c"."""
    document_id: str
    label: str
    """As cited, such as "Article 55(1)(c)"."""
    kind: str
    """"article", "recital", "annex", "paragraph" or "note"."""
    headings: tuple[str, ...]
    """Titles from the outside in: chapter, section, article title."""
    text: str
    """The provision's own words with everything nested in it; one line a printed block."""
    order: int = 0
    """Position in the document, from 0."""
    chapeau: str = ""
    """The introductory words that a point completes; not part of `text`."""
    refs: tuple[str, ...] = ()
    """Ids of the provisions that the text refers to."""
    applies_from: str = ""
    """ISO date; where dates differ by case, the earliest, and `applies_note` has them all."""
    applies_note: str = ""
    amended: str = ""
    """Id of the act that amended this provision after this text, "" when none is known."""
    changed_by: tuple[str, ...] = ()
    """Ids of the instructions of amending acts that made this wording, or of the acts where
    their instructions are not known; () as published."""
    dates: tuple[Dates, ...] = ()
    """What the law said on different dates about when this applies, the earliest first; ()
    where it said the same all the time."""
    valid_from: str = ""
    """ISO date from which these words were law, "" from the beginning of the act."""
    valid_to: str = ""
    """Last ISO date on which these words were law, "" where they still are."""
    same_as: str = ""
    """Id of the provision of an earlier text with the same words: that one is searched."""
    tier: str = "law"
    """The document's tier, or "note" where our own words stand in for a missing text."""
    completeness: str = FULL
    url: str = ""

    @property
    def anchor(self) -> str:
        """The part of the id after "#"."""
        return self.id.partition("#")[2]

    @property
    def parent_id(self) -> str:
        """Id of the provision that contains this one, "" for an article, recital or annex."""
        head, dot, _ = self.id.rpartition(".")
        return head if dot and "#" in head else ""


@dataclass(frozen=True)
class Corpus:
    """Everything ingested, in memory; provisions keep the order of the file."""

    documents: Mapping[str, Document]
    provisions: Mapping[str, Provision]
    sha256: str = ""
    """Hex digest over provisions.jsonl and documents.jsonl: what an answer rests on."""
    empty: bool = field(default=False)

    @cached_property
    def children(self) -> Mapping[str, tuple[str, ...]]:
        """Ids directly below each id, in order."""
        below: dict[str, list[str]] = {}
        for provision in self.provisions.values():
            if provision.parent_id:
                below.setdefault(provision.parent_id, []).append(provision.id)
        return MappingProxyType({parent: tuple(ids) for parent, ids in below.items()})

    def of_document(self, document_id: str) -> Iterator[Provision]:
        """Yield the provisions of one document, in order."""
        return (p for p in self.provisions.values() if p.document_id == document_id)
