"""Put the user's documents into the stored corpus; everything else in it stays as it is."""

from __future__ import annotations

from pathlib import Path

from ingest import user_documents as users
from ingest.catalog import Catalog
from ingest.errors import StoreBroken
from ingest.model import Corpus, Document
from ingest.pipeline import briefs, merged, with_references, write_parts
from ingest.store import PROVISIONS, read_corpus
from ingest.texts import Part
from ingest.user_documents import Kept
from ingest.user_model import Facts, Source


def add(catalog: Catalog, notes: Path, home: Path, source: Source, facts: Facts) -> Kept:
    """Add a document to the home, or replace its version; the original of a brief replaces it.

    Nothing is obtained again. Raises `IngestError`; then nothing was changed.
    """
    with users.alone(home):
        corpus = read_corpus(home)
        known = briefs(catalog, notes)
        taken = {entry.id for entry in catalog.documents} | _not_the_users(corpus)
        kept = users.add(home, source, facts, [brief for brief, _ in known.values()], taken)
        part = (kept.record.document, list(kept.provisions))
        try:
            _put(home, corpus, part)
        except BaseException:
            users.restore(home, kept)
            raise
        users.forget_older(home, kept)
    return kept


def _put(home: Path, corpus: Corpus, part: Part) -> None:
    """Store the corpus with a document in its place; write nothing where nothing changes."""
    stored = _parts(corpus)
    grown = list(with_references(merged(stored, [part]), only=part[0].id))
    if grown != stored:
        write_parts(home, grown)


def remove(catalog: Catalog, notes: Path, home: Path, identifier: str) -> Document:
    """Remove a document of the user's and return it; the brief that it replaced comes back.

    Raises `StoreBroken` when no document of the user's has this id.
    """
    with users.alone(home):
        corpus = read_corpus(home)
        document = _own(home, corpus).get(identifier)
        if document is None:
            raise StoreBroken(_not_yours(home, corpus, identifier))
        brief = briefs(catalog, notes).get(identifier)
        parts = _parts(corpus)
        if brief is not None:
            left = list(with_references(merged(parts, [brief]), only=identifier))
        else:
            left = [part for part in parts if part[0].id != identifier]
        write_parts(home, left)
        users.remove(home, identifier)
    return document


def _not_yours(home: Path, corpus: Corpus, identifier: str) -> str:
    if identifier in corpus.documents:
        return (
            f"{identifier}: belongs to the catalogue; only what you added can be removed, "
            "anything else by editing the catalogue"
        )
    own = ", ".join(_own(home, corpus)) or "none"
    return f"{identifier}: you added no document with this id; yours are: {own}"


def _own(home: Path, corpus: Corpus) -> dict[str, Document]:
    """Return the user's documents, those stored and those kept: a killed run may leave one."""
    kept = {record.document.id: record.document for record in users.records(home)}
    stored = {d.id: d for d in corpus.documents.values() if d.obtained_from == "user"}
    return kept | stored


def _not_the_users(corpus: Corpus) -> set[str]:
    return {d.id for d in corpus.documents.values() if d.obtained_from != "user"}


def _parts(corpus: Corpus) -> list[Part]:
    """Return the documents of a corpus, each with its provisions."""
    parts: dict[str, Part] = {d.id: (d, []) for d in corpus.documents.values()}
    for provision in corpus.provisions.values():
        parts[provision.document_id][1].append(provision)
    return list(parts.values())


def is_built(home: Path) -> bool:
    """Tell whether a corpus is stored in a home."""
    return (home / PROVISIONS).is_file()
