"""Arrange the text of an act, as it was law on one day, in the order in which it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import groupby

from ingest import roman
from ingest.model import Corpus, Document, Provision
from rag.as_of import text_on, texts_of
from rag.kept import kept

RECITALS_A_PAGE = 10
_PARTS_A_PAGE = 40
_LETTERS_A_PAGE = 30_000
_STRUCTURE = re.compile(
    r"^(?:CHAPTER|SECTION|TITLE|PART|SUBCHAPTER|DIVISION)\s+[IVXLC\dA-Z]+\b", re.IGNORECASE
)
_PLACE = re.compile(r"(?P<kind>rct|art|anx)_(?P<number>\d+|[IVXLC]+)(?P<letters>[a-z]*)")
_KINDS = ("rct", "art", "anx")


@dataclass(frozen=True, slots=True)
class Unit:
    """An article, annex, recital, paragraph or note with what is nested in it."""

    anchor: str
    whole: Provision | None
    """None where only our notes on parts of it are here."""
    parts: tuple[Provision, ...] = ()
    """What is nested in it, in order; not our notes."""
    notes: tuple[Provision, ...] = ()
    """Our notes that stand in for parts that this copy lacks."""
    chapter: tuple[str, ...] = ()
    """Headings around it, from the outside in, without its own."""
    title: str = ""

    @property
    def lead(self) -> Provision:
        """The provision that names the unit: itself, else the first note on a part of it."""
        return self.whole or self.notes[0]

    @property
    def provisions(self) -> Iterator[Provision]:
        """Everything in it, itself first."""
        if self.whole:
            yield self.whole
        yield from self.parts
        yield from self.notes

    @property
    def kind(self) -> str:
        """Return "art", "anx", "rct" or whatever else the anchor begins with."""
        return self.anchor.partition("_")[0]


@dataclass(frozen=True)
class Book:
    """One text of a work, or a document that is no law, ready to be read."""

    document: Document
    """The text whose words are read."""
    units: tuple[Unit, ...]
    pages: tuple[tuple[Unit, ...], ...] = field(default=())
    """What is shown together, in order."""

    @cached_property
    def by_anchor(self) -> dict[str, Unit]:
        """The unit that each anchor stands in."""
        return {p.anchor: unit for unit in self.units for p in unit.provisions}

    @cached_property
    def provisions(self) -> dict[str, Provision]:
        """Every provision by its anchor."""
        return {p.anchor: p for unit in self.units for p in unit.provisions}

    def page_of(self, unit: Unit) -> int:
        """Return which page shows a unit, from 0."""
        return next(n for n, page in enumerate(self.pages) if unit in page)

    def chapter_of(self, unit: Unit) -> tuple[Unit, ...]:
        """Return every unit of the chapter that a unit stands in, the unit alone without one."""
        if not unit.chapter:
            return (unit,)
        same = (u for u in self.units if u.kind == unit.kind and u.chapter[:1] == unit.chapter[:1])
        return tuple(same)


def book_on(document: Document, corpus: Corpus, day: str) -> Book:
    """Return the text of a document's work that was law on a day (ISO 8601).

    A document that is no law is itself. Recitals come from the text as published where the
    text of the day has none.
    """
    text = text_on(document.work, corpus, day) if document.is_law else None
    return book_of(corpus, (text or document).id)


def _made(corpus: Corpus, document_id: str) -> Book:
    document = corpus.documents[document_id]
    own = list(corpus.of_document(document_id))
    if document.is_law and not any(p.kind == "recital" for p in own):
        first = next(iter(texts_of(document.work, corpus)), document)
        own = [p for p in corpus.of_document(first.id) if p.kind == "recital"] + own
    units = tuple(_in_chapters(_in_order(_units(own))))
    return Book(document, units, tuple(_pages(units)))


book_of = kept(_made)
"""Return one text by the id of its document, ready to be read."""


def _units(provisions: Sequence[Provision]) -> list[Unit]:
    """Return the provisions gathered by what they are nested in."""
    gathered: dict[str, list[Provision]] = {}
    for provision in provisions:
        gathered.setdefault(provision.anchor.partition(".")[0], []).append(provision)
    return [_unit(anchor, inside) for anchor, inside in gathered.items()]


def _unit(anchor: str, inside: Sequence[Provision]) -> Unit:
    whole = next((p for p in inside if p.anchor == anchor), None)
    nested = [p for p in inside if p is not whole]
    notes = tuple(p for p in nested if p.kind == "note")
    parts = tuple(p for p in nested if p.kind != "note")
    if whole is None and not notes:
        whole, *rest = parts
        parts = tuple(rest)
    headings = (whole or notes[0]).headings
    named = (whole or notes[0]).kind in ("article", "annex", "note")
    if not named or not headings or _STRUCTURE.match(headings[-1]):
        return Unit(anchor, whole, parts, notes, headings)
    return Unit(anchor, whole, parts, notes, headings[:-1], headings[-1])


def _in_order(units: list[Unit]) -> list[Unit]:
    """Return the units by number, where all have one: notes that stand in come to their place."""
    numbers = [_number(unit.anchor) for unit in units]
    if not all(numbers):
        return units
    return [unit for _, unit in sorted(zip(numbers, units, strict=True), key=lambda pair: pair[0])]


def _number(anchor: str) -> tuple[int, int, str] | tuple[()]:
    found = _PLACE.fullmatch(anchor)
    if found is None:
        return ()
    number = found["number"]
    value = int(number) if number.isdigit() else roman.value(number)
    return _KINDS.index(found["kind"]), value, found["letters"]


def _in_chapters(units: Sequence[Unit]) -> Iterator[Unit]:
    """Yield the units; a note between two articles of one chapter belongs to that chapter."""
    for position, unit in enumerate(units):
        before = units[position - 1].chapter if position else ()
        rest = (u.chapter for u in units[position + 1 :] if u.lead.kind != "note")
        stands_in = unit.lead.kind == "note" and unit.kind == "art"
        if stands_in and before and before == next(rest, ()):
            yield replace(unit, chapter=before)
        else:
            yield unit


def _pages(units: Sequence[Unit]) -> Iterator[tuple[Unit, ...]]:
    """Yield what is shown together: an article, an annex, some recitals, a run of paragraphs."""
    is_law = any(unit.lead.kind in ("article", "annex") for unit in units)
    for recitals, group in groupby(units, key=lambda unit: unit.kind == "rct"):
        inside = list(group)
        if recitals:
            size = RECITALS_A_PAGE
            yield from (tuple(inside[n : n + size]) for n in range(0, len(inside), size))
        elif is_law:
            yield from ((unit,) for unit in inside)
        else:
            yield from _runs(inside)


def _runs(units: Sequence[Unit]) -> Iterator[tuple[Unit, ...]]:
    page: list[Unit] = []
    letters = 0
    for unit in units:
        length = sum(len(p.text) for p in unit.provisions)
        if page and (len(page) == _PARTS_A_PAGE or letters + length > _LETTERS_A_PAGE):
            yield tuple(page)
            page, letters = [], 0
        page.append(unit)
        letters += length
    if page:
        yield tuple(page)
