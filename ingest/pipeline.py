"""Obtain, parse, check and store every document of the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from ingest import (
    checks,
    cut,
    federal_register,
    formex,
    formex_consolidated,
    oj_html,
    oj_html_2016,
    oj_html_consolidated,
    recitals_json,
    registry_copy,
    us_code,
    us_cut,
)
from ingest import user_documents as users
from ingest.blocks import Parsed
from ingest.catalog import Catalog, Entry
from ingest.consolidations import consolidations
from ingest.dating import act_of, dated
from ingest.errors import CatalogueInvalid, IngestError, ParseFailed, SourceUnavailable
from ingest.model import FULL, Corpus, Document, Provision
from ingest.notes import read_brief, read_digest, read_stand_ins
from ingest.obtain import Obtained, obtain
from ingest.references import find, find_relative, resolve
from ingest.routes.context import RouteContext
from ingest.store import read_corpus, write_corpus
from ingest.texts import Part, Text
from ingest.versions import day_before, with_versions

Parser = Callable[[bytes, str], Parsed]
PARSERS: Mapping[str, Parser] = {
    "formex": lambda raw, _: formex.parse(raw),
    "formex-consolidated": lambda raw, _: formex_consolidated.parse(raw),
    "consolidated-html": lambda raw, _: oj_html_consolidated.parse(raw),
    "oj-html": lambda raw, _: oj_html.parse(raw),
    "oj-html-2016": lambda raw, _: oj_html_2016.parse(raw),
    "registry-sqlite": registry_copy.parse,
    "recitals-json": lambda raw, _: recitals_json.parse(raw),
    "us-code-html": lambda raw, _: us_code.parse(raw),
    "fr-json": federal_register.parse,
}
"""A parser takes the bytes and the CELEX number, since one file may hold several acts."""


CONSOLIDATED = {"formex-consolidated", "consolidated-html"}
"""Formats of texts that later acts are worked into."""


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
    texts: dict[str, Text] = {}
    missing: list[str] = []
    for entry in catalog.documents:
        text: Text | None
        try:
            text = _document(entry, notes, context, act_of(entry, catalog))
        except SourceUnavailable as error:
            missing.append(str(error))
            text = _instead(entry, notes)
        if text is not None:
            texts[entry.id] = text
            context.report(f"{text.document.short_title}: {len(text.provisions)} provisions")
    for text in consolidations(catalog, dict(texts)):
        texts[text.document.id] = text
        context.report(f"{text.document.id}: {_outcome(text)}")
    missing = [s for s in missing if not _stood_in_for(s, catalog, texts)]
    with users.alone(home):
        parts = with_versions([text.part for text in texts.values()])
        write_parts(home, with_references(merged(parts, _of_the_user(home, missing))))
    return Ingested(read_corpus(home), tuple(missing))


def _stood_in_for(sentence: str, catalog: Catalog, texts: Mapping[str, Text]) -> bool:
    """Tell whether a computed text stands in for the official one that a sentence misses."""
    named = {e.id: e for e in catalog.documents if e.tier == "consolidated"}
    entry = named.get(sentence.partition(": ")[0])
    computed = (t.document for t in texts.values() if t.document.obtained_from == "computed")
    return entry is not None and any(
        (d.work, d.version_date) == (entry.work, entry.version_date) for d in computed
    )


def _outcome(computed: Text) -> str:
    """Say how much of an amending act is in a computed text."""
    changed = len({name for p in computed.provisions for name in p.changed_by})
    left_out = len(computed.document.unapplied)
    return f"computed from {changed} instructions, {left_out} left out"


def write_parts(home: Path, parts: Iterable[Part]) -> None:
    """Store documents with their provisions, whole or not at all."""
    kept = list(parts)
    write_corpus(home, [document for document, _ in kept], (p for _, own in kept for p in own))


def merged(parts: Sequence[Part], others: Iterable[Part]) -> list[Part]:
    """Return the parts with the others: each in the place of its namesake, else at the end."""
    by_id = {part[0].id: part for part in parts}
    by_id.update({part[0].id: part for part in others})
    return list(by_id.values())


def _of_the_user(home: Path, missing: list[str]) -> Iterator[Part]:
    """Yield the user's own documents; one that cannot be read any more is reported."""
    for record in users.records(home):
        try:
            yield users.read_one(home, record)
        except IngestError as error:
            missing.append(str(error))


def _document(entry: Entry, notes: Path, context: RouteContext, dating: Entry) -> Text:
    """Return a document with its provisions by the best route there is."""
    if all(route.via == "note" for route in entry.routes):
        return Text(*read_note(entry, notes))
    if any(route.format == "digest" for route in entry.routes):
        entry = us_cut.completed(entry, read_note(entry, notes)[0])
    obtained = obtain(entry, context, lambda got: _checked(entry, (got,)))
    text = _checked(entry, obtained)
    present = {provision.id for provision in text.provisions}
    gaps = [p for p in _stand_ins(entry, notes) if p.id not in present]
    whole = _numbered([dated(dating, p) for p in (*text.provisions, *gaps)])
    if dating is not entry:  # a text as amended was not amended after it
        whole = [replace(provision, amended="") for provision in whole]
    return Text(text.document, whole, text.units)


def _instead(entry: Entry, notes: Path) -> Text | None:
    """Return what our own notes say of a document that no route could deliver."""
    if any(route.via == "note" for route in entry.routes):
        return Text(*read_note(entry, notes))
    stand_ins = [dated(entry, p) for p in _stand_ins(entry, notes)]
    return Text(_described(entry, None), _numbered(stand_ins)) if stand_ins else None


def read_note(entry: Entry, notes: Path) -> Part:
    """Return the document that the note of an entry is."""
    route = next(route for route in entry.routes if route.via == "note")
    reader = read_digest if route.format == "digest" else read_brief
    document, provisions = reader(_read(notes / route.path), route.path)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return replace(document, obtained_from="note", retrieved_at=now), provisions


def briefs(catalog: Catalog, notes: Path) -> dict[str, Part]:
    """Return the briefs of articles, which their originals replace, by their ids."""
    named = (e for e in catalog.documents if any(r.format == "note" for r in e.routes))
    return {entry.id: read_note(entry, notes) for entry in named}


def _checked(entry: Entry, obtained: Sequence[Obtained]) -> Text:
    """Parse what was obtained; raise when it is not the act that the catalogue describes."""
    main = obtained[0]
    document = _described(entry, main)
    if main.route.supplement:
        _parsed(main, entry.id)
        return Text(document, [])
    parsed = [_parsed(got, entry.id) for got in obtained]
    units = tuple(unit for part in reversed(parsed) for unit in part.units)
    whole = Parsed(parsed[0].title, units, sum(part.source_characters for part in parsed))
    cutter = us_cut if main.format in us_cut.FORMATS else cut
    provisions = cutter.provisions(document, units)
    counts = {name: number or 0 for name, number in entry.counts.model_dump().items()}
    missing = checks.check(document, counts, whole, provisions)
    completeness = "; ".join(missing) or FULL
    inserted = _inserted(entry, provisions)
    kept = round(checks.retention(whole), 4)
    found = replace(document, completeness=completeness, inserted=inserted, retention=kept)
    return Text(found, provisions, units)


def _parsed(got: Obtained, celex: str) -> Parsed:
    if got.format not in PARSERS:
        raise ParseFailed(f"{celex}: nothing reads {got.format}; correct the catalogue")
    return PARSERS[got.format](got.raw, celex)


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
    if entry.amended:
        last = day_before(min(change.since for change in entry.amended))
        document = replace(document, in_force_to=document.in_force_to or last)
    if obtained is None:
        return replace(document, obtained_from="note", completeness="only our own notes")
    added = (
        *((_registry_notice(entry),) if obtained.route.via == "registry" else ()),
        *((_consolidated_notice(entry),) if obtained.format in CONSOLIDATED else ()),
    )
    return replace(
        document,
        obtained_from=obtained.route.via,
        retrieved_at=obtained.retrieved_at,
        sha256=obtained.sha256,
        notices=(*document.notices, *added),
    )


def _registry_notice(entry: Entry) -> str:
    return (
        f"The text of the {entry.short_title} is a copy from a package: "
        f"{entry.version_date[:4]} wording, not amended. Any official copy overrules it."
    )


def _consolidated_notice(entry: Entry) -> str:
    return (
        f"The text of the {entry.short_title} is a consolidated one: it shows the act with its "
        "amendments as a help to readers and is not authentic. Only the acts as published in the "
        "Official Journal are law."
    )


def _stand_ins(entry: Entry, notes: Path) -> list[Provision]:
    return [p for name in entry.stand_ins for p in read_stand_ins(_read(notes / name), name)]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CatalogueInvalid(f"{path}: cannot be read ({error}); restore the note") from error


def _numbered(provisions: Sequence[Provision]) -> list[Provision]:
    return [replace(provision, order=order) for order, provision in enumerate(provisions)]


def with_references(parts: Sequence[Part], only: str = "") -> Iterator[Part]:
    """Yield the parts with the ids that each text refers to and that exist.

    `only` names the one document whose references are not known yet.
    """
    known = {provision.id for _, own in parts for provision in own}
    for document, own in parts:
        if only in ("", document.id):
            yield document, [_with_references(provision, known) for provision in own]
        else:
            yield document, own


def _with_references(provision: Provision, known: set[str]) -> Provision:
    cited = [*find(provision.text), *find_relative(provision.text, provision.anchor)]
    ids = (resolve(reference, provision.document_id, known) for reference in cited)
    return replace(provision, refs=tuple(dict.fromkeys(i for i in ids if i and i != provision.id)))
