"""Say what the corpus holds and what it lacks: `status`."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from ingest.catalog import Entry, read_catalog
from ingest.model import FULL, Corpus, Document, Provision
from ingest.store import read_corpus
from ui.parts import Context

_DEFINITION = re.compile(r"art_\w+\.pnt_\w+")  # a point directly below its article


@dataclass(frozen=True, slots=True)
class Count:
    """How many units of one kind a document has here, and how many as published."""

    found: int
    notes: int
    """How many more are there as notes in our own words only."""
    official: int | None

    def __str__(self) -> str:
        """Return "113 of 113", "0 of 13 (13 as notes)"."""
        official = "" if self.official is None else f" of {self.official}"
        return f"{self.found}{official}" + (f" ({self.notes} as notes)" if self.notes else "")


def _is_definition(provision: Provision) -> bool:
    titled = provision.headings[-1:] == ("Definitions",)
    return titled and bool(_DEFINITION.fullmatch(provision.anchor))


def _is_whole(kind: str, provision: Provision) -> bool:
    return provision.kind == kind and not provision.parent_id


_UNITS: Mapping[str, Callable[[Provision], bool]] = {
    "articles": partial(_is_whole, "article"),
    "recitals": partial(_is_whole, "recital"),
    "annexes": partial(_is_whole, "annex"),
    "definitions": _is_definition,
}


def status(arguments: Namespace, context: Context) -> int:
    """Print each document with its route, date, counts, completeness and hash."""
    settings = context.settings
    corpus = read_corpus(settings.home)
    entries = {entry.id: entry for entry in read_catalog(settings.catalog).documents}
    found = status_object(corpus, entries, settings.home)
    if arguments.json:
        context.terminal.write_json(found)
        return 0
    for line in _lines(found):
        context.terminal.write(line)
    return 0


def status_object(corpus: Corpus, entries: dict[str, Entry], home: Path) -> dict[str, Any]:
    """Return the object that `pincite status --json` prints."""
    current = home / "current"
    return {
        "home": str(home),
        "corpus": corpus.sha256,
        "index": current.resolve().name if current.exists() else "",
        "documents": [
            _document(document, corpus, entries.get(document.id))
            for document in corpus.documents.values()
        ],
        "missing": [
            {"id": entry.id, "short_title": entry.short_title or entry.id}
            for entry in entries.values()
            if entry.id not in corpus.documents
        ],
    }


def _document(document: Document, corpus: Corpus, entry: Entry | None) -> dict[str, Any]:
    counts = count(corpus.of_document(document.id), entry)
    return {
        "id": document.id,
        "short_title": document.short_title,
        "tier": document.tier,
        "status": document.status,
        "obtained_from": document.obtained_from,
        "version_date": document.version_date,
        "counts": {
            name: {"found": c.found, "as_notes": c.notes, "official": c.official}
            for name, c in counts.items()
        },
        "completeness": document.completeness,
        "retrieved_at": document.retrieved_at,
        "sha256": document.sha256,
        "licence": document.licence,
        "notices": list(document.notices),
    }


def count(provisions: Iterator[Provision], entry: Entry | None) -> dict[str, Count]:
    """Return how many there are of each unit that is there or should be."""
    held = list(provisions)
    counts = {}
    for name, belongs in _UNITS.items():
        ours = [p for p in held if belongs(p)]
        notes = sum(1 for p in ours if p.tier == "note")
        official = getattr(entry.counts, name, None) if entry else None
        if ours or official:
            counts[name] = Count(len(ours) - notes, notes, official)
    return counts


def _lines(found: dict[str, Any]) -> Iterator[str]:
    for document in found["documents"]:
        yield f"{document['short_title']} ({document['id']})"
        for name, value in _facts(document):
            if value:
                yield f"  {name:<13}{value}"
    for entry in found["missing"]:
        yield f"Missing: {entry['short_title']} ({entry['id']}); run pincite ingest"
    yield f"Index: {found['index'] or 'none; run pincite index'}"
    yield f"Corpus: {found['corpus']}"


def _facts(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield "tier", document["tier"]
    yield "status", document["status"]
    yield "obtained by", document["obtained_from"]
    yield "on", document["retrieved_at"]
    yield "version of", document["version_date"]
    for name, c in document["counts"].items():
        yield name, str(Count(c["found"], c["as_notes"], c["official"]))
    yield "completeness", "full" if document["completeness"] == FULL else document["completeness"]
    yield "sha256", document["sha256"]
    yield "licence", document["licence"]
