"""Obtain, parse, check and store every document of the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from ingest import checks, cut, formex, oj_html, oj_html_2016, recitals_json, registry_copy
from ingest.blocks import Parsed
from ingest.catalog import Applies, Catalog, Entry
from ingest.errors import CatalogueInvalid, SourceUnavailable
from ingest.model import FULL, Corpus, Document, Provision
from ingest.notes import read_brief, read_stand_ins
from ingest.obtain import Obtained, obtain
from ingest.references import find, find_relative, resolve
from ingest.routes.context import RouteContext
from ingest.store import read_corpus, write_corpus

Parser = Callable[[bytes, str], Parsed]
PARSERS: Mapping[str, Parser] = {
    "formex": lambda raw, _: formex.parse(raw),
    "oj-html": lambda raw, _: oj_html.parse(raw),
    "oj-html-2016": lambda raw, _: oj_html_2016.parse(raw),
    "registry-sqlite": registry_copy.parse,
    "recitals-json": lambda raw, _: recitals_json.parse(raw),
}
"""A parser takes the bytes and the CELEX number, since one file may hold several acts."""

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Ingested:
    """The corpus as stored, and the documents that no route could deliver."""

    corpus: Corpus
    missing: tuple[str, ...]
    """One sentence a document: which, why, what to do."""


def ingest(catalog: Catalog, notes: Path, home: Path, context: RouteContext) -> Ingested:
    """Build the corpus of the catalogue in `home`, whole or not at all.

    A document without a working route is left out and reported. Raises `IngestError` for
    a broken note or catalogue; then the stored corpus stays as it was.
    """
    documents: list[Document] = []
    provisions: list[Provision] = []
    missing: list[str] = []
    for entry in catalog.documents:
        try:
            document, cut_out = _document(entry, notes, context)
        except SourceUnavailable as error:
            missing.append(str(error))
            if not (stand_ins := _stand_ins(entry, notes)):
                continue
            document, cut_out = _described(entry, None), _numbered(stand_ins)
        documents.append(document)
        provisions.extend(cut_out)
        context.report(f"{document.short_title}: {len(cut_out)} provisions")
    write_corpus(home, documents, _with_references(provisions))
    return Ingested(read_corpus(home), tuple(missing))


def _document(entry: Entry, notes: Path, context: RouteContext) -> tuple[Document, list[Provision]]:
    """Return a document with its provisions by the best route there is."""
    note = next((route for route in entry.routes if route.via == "note"), None)
    if note is not None:
        document, paragraphs = read_brief(_read(notes / note.path), note.path)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        return replace(document, obtained_from="note", retrieved_at=now), paragraphs
    obtained = obtain(entry, context, lambda got: _checked(entry, (got,)))
    document, provisions = _checked(entry, obtained)
    present = {provision.id for provision in provisions}
    gaps = [p for p in _stand_ins(entry, notes) if p.id not in present]
    return document, _numbered([*(_dated(entry, p) for p in provisions), *gaps])


def _checked(entry: Entry, obtained: Sequence[Obtained]) -> tuple[Document, list[Provision]]:
    """Parse what was obtained; raise when it is not the act that the catalogue describes."""
    main = obtained[0]
    document = _described(entry, main)
    if main.route.supplement:
        PARSERS[main.format](main.raw, entry.id)
        return document, []
    parsed = [PARSERS[got.format](got.raw, entry.id) for got in obtained]
    units = tuple(unit for part in reversed(parsed) for unit in part.units)
    whole = Parsed(parsed[0].title, units, sum(part.source_characters for part in parsed))
    provisions = cut.provisions(document, units)
    counts = {name: number or 0 for name, number in entry.counts.model_dump().items()}
    missing = checks.check(document, counts, whole, provisions)
    completeness = "; ".join(missing) or FULL
    inserted = _inserted(entry, provisions)
    return replace(document, completeness=completeness, inserted=inserted), provisions


def _inserted(entry: Entry, provisions: Sequence[Provision]) -> tuple[str, ...]:
    """Return the anchors that later acts are known to have put in."""
    present = {provision.anchor for provision in provisions}
    units = {anchor.partition(".")[0] for anchor in present}
    named = (
        anchor
        for change in entry.amended
        for anchor in (
            *(f"art_{number}" for number in change.articles if "-" not in number),
            *(f"anx_{number}" for number in change.annexes),
            *change.provisions,
        )
    )
    kinds = {unit.partition("_")[0] for unit in units}
    return tuple(a for a in named if a not in present and a.partition("_")[0] in kinds)


def _described(entry: Entry, obtained: Obtained | None) -> Document:
    """Return the document that the catalogue describes, with how it was obtained."""
    own = entry.model_dump(include=set(Document.__dataclass_fields__) & set(Entry.model_fields))
    document = Document(**own)
    if obtained is None:
        return replace(document, obtained_from="note", completeness="only our own notes")
    registry = obtained.route.via == "registry"
    return replace(
        document,
        obtained_from=obtained.route.via,
        retrieved_at=obtained.retrieved_at,
        sha256=obtained.sha256,
        notices=(*document.notices, *((_registry_notice(entry),) if registry else ())),
    )


def _registry_notice(entry: Entry) -> str:
    return (
        f"The text of the {entry.short_title} is a copy from a package: "
        f"{entry.version_date[:4]} wording, not amended. Any official copy overrules it."
    )


def _dated(entry: Entry, provision: Provision) -> Provision:
    """Return the provision with what the catalogue knows of its dates and amendments."""
    if provision.kind == "recital":
        return provision
    rules = entry.applies_at(provision.anchor)
    always = [rule for rule in rules if not rule.only_for]
    earliest = min((rule.since for rule in always or rules), default="")
    return replace(
        provision,
        amended=entry.amended_at(provision.anchor),
        applies_from=earliest,
        applies_note=" ".join(_sentence(rule) for rule in rules),
    )


def _sentence(rule: Applies) -> str:
    scope = f" for {rule.only_for}" if rule.only_for else ""
    return f"Applies from {day(rule.since)}{scope}. {rule.note}".strip()


def day(iso: str) -> str:
    """Return an ISO date as the Official Journal prints it: "2 August 2026"."""
    year, month, number = iso.split("-")
    return f"{int(number)} {_MONTHS[int(month) - 1]} {year}"


def _stand_ins(entry: Entry, notes: Path) -> list[Provision]:
    return [p for name in entry.stand_ins for p in read_stand_ins(_read(notes / name), name)]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CatalogueInvalid(f"{path}: cannot be read ({error}); restore the note") from error


def _numbered(provisions: Sequence[Provision]) -> list[Provision]:
    return [replace(provision, order=order) for order, provision in enumerate(provisions)]


def _with_references(provisions: Sequence[Provision]) -> Iterator[Provision]:
    """Yield the provisions with the ids that their text refers to and that exist."""
    known = {provision.id for provision in provisions}
    for provision in provisions:
        own = provision.document_id
        cited = [*find(provision.text), *find_relative(provision.text, provision.anchor)]
        ids = (resolve(reference, own, known) for reference in cited)
        refs = tuple(dict.fromkeys(i for i in ids if i and i != provision.id))
        yield replace(provision, refs=refs)
