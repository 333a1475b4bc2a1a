"""Keep the corpus in two JSON-lines files that are written whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from ingest.errors import StoreBroken
from ingest.model import Corpus, Dates, Document, Provision

PROVISIONS = "provisions.jsonl"
DOCUMENTS = "documents.jsonl"
_REQUIRED = ("id", "document_id", "label", "headings", "text")
_JSON: Mapping[str, type | tuple[type, ...]] = {
    "str": str,
    "int": int,
    "float | None": (int, float, type(None)),
    "tuple[str, ...]": list,
    "tuple[Dates, ...]": list,
}
"""What a field of each type is in JSON."""


def write_corpus(home: Path, documents: Sequence[Document], provisions: Iterable[Provision]) -> str:
    """Write both files beside the old ones, then rename; return the corpus hash.

    The provisions are renamed last: they name their documents, and a reader that finds
    new documents with old provisions still finds every document that those need.
    Raises `StoreBroken` for an id that stands twice; then the old corpus stays.
    """
    home.mkdir(parents=True, exist_ok=True)
    provisions = list(provisions)
    _require_unique(provisions, home / PROVISIONS)
    kept = _older_documents(home, documents)
    parts = [
        (home / DOCUMENTS, [asdict(d) for d in (*documents, *kept)]),
        (home / PROVISIONS, [asdict(p) for p in provisions]),
    ]
    beside = [(_write_beside(path, rows), path) for path, rows in parts]
    for temporary, path in beside:
        temporary.replace(path)
    if kept:  # only now does nothing need them
        _write_beside(home / DOCUMENTS, [asdict(d) for d in documents]).replace(home / DOCUMENTS)
    return corpus_sha256(home)


def _require_unique(provisions: Sequence[Provision], path: Path) -> None:
    counts = Counter(provision.id for provision in provisions)
    twice = [identifier for identifier, number in counts.items() if number > 1]
    if twice:
        raise StoreBroken(
            f"{path}: holds an id twice ({', '.join(twice[:3])}); "
            "remove one from its source and run `pincite ingest` again"
        )


def _older_documents(home: Path, documents: Sequence[Document]) -> list[Document]:
    """Return stored documents that the new list lacks: the stored provisions need them."""
    if not (home / DOCUMENTS).is_file() or not (home / PROVISIONS).is_file():
        return []
    known = {document.id for document in documents}
    try:
        stored = read_corpus(home)
    except StoreBroken:
        return []
    return [d for d in stored.documents.values() if d.id not in known]


def _write_beside(path: Path, rows: Iterable[dict[str, Any]]) -> Path:
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    with temporary.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        file.flush()
        os.fsync(file.fileno())
    return temporary


def corpus_sha256(folder: Path) -> str:
    """Return the hex digest over both files, the dates of retrieval left out."""
    digest = hashlib.sha256()
    if (folder / DOCUMENTS).is_file():
        for row, _ in _rows(folder / DOCUMENTS):
            kept = {name: value for name, value in row.items() if name != "retrieved_at"}
            digest.update(json.dumps(kept, sort_keys=True).encode())
    if (folder / PROVISIONS).is_file():
        digest.update((folder / PROVISIONS).read_bytes())
    return digest.hexdigest()


def read_corpus(folder: Path) -> Corpus:
    """Return the corpus stored in a folder.

    Documents may be missing (any provisions.jsonl will do): then each document that the
    provisions name gets an entry that says only its id. Raises `StoreBroken`.
    """
    return read_files(folder / PROVISIONS, folder / DOCUMENTS)


def read_files(provisions_file: Path, documents_file: Path) -> Corpus:
    """Return the corpus in two named files; see `read_corpus`."""
    provisions = [_provision(row, where) for row, where in _rows(provisions_file)]
    documents = {}
    if documents_file.is_file():
        documents = {d.id: d for d in (_document(*found) for found in _rows(documents_file))}
    for provision in provisions:
        if provision.document_id not in documents:
            documents[provision.document_id] = _unknown_document(provision.document_id)
    _require_unique(provisions, provisions_file)
    by_id = {provision.id: provision for provision in provisions}
    return Corpus(documents, by_id, corpus_sha256(provisions_file.parent))


def _rows(path: Path) -> Iterable[tuple[dict[str, Any], str]]:
    try:
        # Not splitlines(): a text may hold other line separators, such as U+2028.
        lines = path.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    except FileNotFoundError as error:
        raise StoreBroken(f"{path}: not found; run `pincite ingest`") from error
    except (OSError, UnicodeDecodeError) as error:
        raise StoreBroken(f"{path}: cannot be read ({error}); run `pincite ingest`") from error
    for number, line in enumerate(lines, 1):
        where = f"{path}:{number}"
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise StoreBroken(f"{where}: not JSON ({error}); run `pincite ingest`") from error
        if not isinstance(row, dict):
            raise StoreBroken(f"{where}: not a JSON object; run `pincite ingest`")
        yield row, where


def _provision(row: dict[str, Any], where: str) -> Provision:
    missing = [name for name in _REQUIRED if name not in row]
    if missing:
        raise StoreBroken(f"{where}: lacks {', '.join(missing)}; add it or run `pincite ingest`")
    return Provision(**{"kind": "article", **_values(Provision, row, where)})


def _values(kind: type[Document | Provision], row: dict[str, Any], where: str) -> dict[str, Any]:
    """Return what a row says of the fields of a type, lists as tuples."""
    known = {field.name: str(field.type) for field in fields(kind) if field.name in row}
    wrong = [name for name, written in known.items() if not isinstance(row[name], _JSON[written])]
    if wrong:
        raise StoreBroken(
            f"{where}: {', '.join(wrong)} not of the right type; correct it or run `pincite ingest`"
        )
    found = {n: tuple(row[n]) if isinstance(row[n], list) else row[n] for n in known}
    if "dates" in found:
        found["dates"] = tuple(_dates(entry, where) for entry in found["dates"])
    return found


def _dates(entry: Any, where: str) -> Dates:
    try:
        return Dates(**entry)
    except TypeError as error:
        raise StoreBroken(f"{where}: not dates ({error}); run `pincite ingest`") from error


def _document(row: dict[str, Any], where: str) -> Document:
    try:
        return Document(**{**row, **_values(Document, row, where)})
    except TypeError as error:
        raise StoreBroken(f"{where}: not a document ({error}); run `pincite ingest`") from error


def _unknown_document(identifier: str) -> Document:
    return Document(
        id=identifier,
        work=identifier,
        title=identifier,
        short_title=identifier,
        kind="unknown",
        jurisdiction="",
        tier="law",
    )
