"""Say what the corpus holds and what it lacks: `status`."""

from __future__ import annotations

import hashlib
import re
from argparse import Namespace
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.catalog import Entry, read_catalog
from ingest.model import FULL, Corpus, Document, Provision
from ingest.store import read_corpus
from ui.parts import Context
from ui.verification import verification_lines, verified

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


_UNITS = {"articles": "art", "recitals": "rct", "annexes": "anx"}


def status(arguments: Namespace, context: Context) -> int:
    """Print each document with its route, date, counts, completeness and hash."""
    settings = context.settings
    corpus = read_corpus(settings.home)
    entries = {entry.id: entry for entry in read_catalog(settings.catalog).documents}
    found = status_object(corpus, entries, settings.home)
    if arguments.verify:
        found["verified"] = verified(corpus)
    if arguments.json:
        context.terminal.write_json(found)
        return 0
    for line in (*_lines(found), *verification_lines(found.get("verified"))):
        context.terminal.write(line)
    return 0


def status_object(corpus: Corpus, entries: Mapping[str, Entry], home: Path) -> dict[str, Any]:
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
            {
                "id": entry.id,
                "short_title": entry.short_title or entry.id,
                "routes": list(dict.fromkeys(route.via for route in entry.routes)),
            }
            for entry in entries.values()
            if entry.id not in corpus.documents
        ],
    }


def _document(document: Document, corpus: Corpus, entry: Entry | None) -> dict[str, Any]:
    provisions = list(corpus.of_document(document.id))
    own = [p for p in provisions if p.tier == document.tier]
    counts = count(provisions, entry)
    return {
        "id": document.id,
        "title": document.title,
        "short_title": document.short_title,
        "tier": document.tier,
        "jurisdiction": document.jurisdiction,
        "language": document.language,
        "status": document.status,
        "obtained_from": document.obtained_from,
        "version_date": document.version_date,
        "provisions": len(own),
        "notes": len(provisions) - len(own),
        "counts": {
            name: {"found": c.found, "as_notes": c.notes, "official": c.official}
            for name, c in counts.items()
        },
        "completeness": document.completeness,
        "retention": document.retention,
        "retrieved_at": document.retrieved_at,
        "sha256": document.sha256,
        "text_sha256": text_sha256(own) if own else "",
        "url": document.url,
        "licence": document.licence,
        "notices": list(document.notices),
        "unapplied": list(document.unapplied),
    }


def text_sha256(provisions: Iterable[Provision]) -> str:
    """Return the hex digest over each id with its text: the same words give the same digest.

    Publishers render their files again and again, so the hash of a file proves less.
    """
    digest = hashlib.sha256()
    for provision in provisions:
        digest.update(f"{provision.id}\n{provision.text}\n\n".encode())
    return digest.hexdigest()


def count(provisions: Sequence[Provision], entry: Entry | None) -> dict[str, Count]:
    """Return how many there are of each unit that is there or should be."""
    whole = [p for p in provisions if not p.parent_id]
    ours = {
        name: [p for p in whole if p.anchor.startswith(f"{prefix}_")]
        for name, prefix in _UNITS.items()
    }
    ours["definitions"] = _definitions(provisions, bool(entry and entry.counts.definitions))
    counts = {}
    for name, found in ours.items():
        notes = sum(1 for p in found if p.kind == "note")
        official = getattr(entry.counts, name, None) if entry else None
        if found or official:
            counts[name] = Count(len(found) - notes, notes, official)
    return counts


def _definitions(provisions: Sequence[Provision], expected: bool) -> list[Provision]:
    """Return the points of the articles called "Definitions".

    In another language the title differs: then, where the act has any, it is the article with
    most points.
    """
    points = [p for p in provisions if _DEFINITION.fullmatch(p.anchor)]
    articles = {p.id for p in provisions if p.headings[-1:] == ("Definitions",)}
    if not articles and expected and points:
        ((most, _),) = Counter(p.parent_id for p in points).most_common(1)
        articles = {most}
    return [p for p in points if p.parent_id in articles]


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
    if document["notes"]:
        yield "our notes", f"{document['notes']} beside {document['provisions']} provisions"
    if document["retention"] is not None:
        yield "kept", f"{document['retention']:.2%} of the text as obtained"
    for sentence in document["unapplied"]:
        yield "left out", sentence
    yield "completeness", "full" if document["completeness"] == FULL else document["completeness"]
    yield "sha256", document["sha256"]
    yield "text sha256", document["text_sha256"]
    yield "licence", document["licence"]
