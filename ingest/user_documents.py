"""Keep the user's own documents, each in a folder with what is known of it."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ingest.errors import StoreBroken
from ingest.model import Document, Provision
from ingest.readers import formats
from ingest.readers.compose import same_words
from ingest.user_facts import brief_of, document_of, provisions_of, title_of
from ingest.user_model import Facts, Source

_RECORD = "document.json"
_PREFIX = "doc:"
_SLUG = 60
_LISTS = ("amended_by", "inserted", "removed", "moved", "unapplied", "notices")


@dataclass(frozen=True, slots=True)
class Record:
    """A document that is kept, and how it came here."""

    document: Document
    facts: Facts
    """What the user stated of it."""
    found_title: str
    """Its title but for what the user stated."""
    name: str
    form: str
    original: str
    """Name of the file in its folder that holds the bytes as added."""
    added_at: str
    """ISO 8601 in UTC: when its first version came, which gives it its place."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A document as kept, with its paragraphs."""

    record: Record
    provisions: tuple[Provision, ...]
    before: Record | None
    """The version that it replaces, or the same one when it was here already."""
    notice: str = ""
    """What the user should know of how it was read."""
    is_original: bool = False
    """Whether it takes the place of one of our briefs."""

    @property
    def is_new(self) -> bool:
        """Whether anything of the document differs from what was kept."""
        return self.before is None or self.before != self.record


def add(
    home: Path, source: Source, facts: Facts, briefs: Sequence[Document], taken: Collection[str]
) -> Kept:
    """Keep a document; a changed one replaces its version, an unchanged one nothing.

    `taken` are ids that belong to other documents. Raises `IngestError` for a document that
    cannot be read; then nothing was changed.
    """
    read = formats.read(source.raw, source.form, source.name)
    brief = brief_of(read, briefs)
    held = records(home)
    before = _version_of(source, title_of(source, read, facts), held, brief)
    stated = facts.over(before.facts) if before and _is_same(before, source) else facts
    if before and not stated.tier:
        stated = replace(stated, tier=before.facts.tier)
    found = title_of(source, read, Facts())
    document = document_of(source, read, stated, brief)
    if not document.id:
        own = before.document.id if before else ""
        used = {*taken, *(record.document.id for record in held)}
        document = replace(document, id=own or _free_id(document.title, used))
        document = replace(document, work=document.id)
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    original = f"original-{document.sha256[:12]}.{source.form}"
    added_at = before.added_at if before else now
    record = Record(document, stated, found, source.name, source.form, original, added_at)
    record = _at(record, before, now)
    provisions = tuple(provisions_of(record.document, read.paragraphs))
    kept = Kept(record, provisions, before, read.notice, brief is not None)
    if kept.is_new:
        _write(home, record, source.raw)
    return kept


def _is_same(before: Record, source: Source) -> bool:
    return before.document.sha256 == hashlib.sha256(source.raw).hexdigest()


def _at(record: Record, before: Record | None, now: str) -> Record:
    """Return the record with the time of its version: that of an unchanged one stays."""
    if before is not None:
        at = before.document.retrieved_at
        unchanged = replace(
            record, document=replace(record.document, retrieved_at=at), name=before.name
        )
        if unchanged == before:
            return before
    return replace(record, document=replace(record.document, retrieved_at=now[:19] + "+00:00"))


def _version_of(
    source: Source, title: str, held: Sequence[Record], brief: Document | None
) -> Record | None:
    """Return the kept version of a document: the same bytes, brief, address or title."""
    if brief is not None:
        return next((r for r in held if r.document.id == brief.id), None)
    same = (r for r in held if _is_same(r, source) and r.document.url == source.url)
    at_address = (r for r in held if source.url and r.document.url == source.url)
    titled = (r for r in held if _is_titled(r, title) and not (source.url and r.document.url))
    return next((r for found in (same, at_address, titled) for r in found), None)


def _is_titled(record: Record, title: str) -> bool:
    names = (record.document.title, record.found_title)
    return any(same_words(title) == same_words(name) for name in names)


def _free_id(title: str, used: Collection[str]) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_SLUG].strip("-") or "document"
    ids = (f"{_PREFIX}{slug}{f'-{number}' if number > 1 else ''}" for number in range(1, 100_000))
    return next(identifier for identifier in ids if identifier not in used)


def remove(home: Path, identifier: str) -> None:
    """Forget a document; it is no error when it is not here."""
    folder = _folder(home, identifier)
    if (folder / _RECORD).exists():
        (folder / _RECORD).unlink()  # without it, the folder counts for nothing
    shutil.rmtree(folder, ignore_errors=True)


def restore(home: Path, kept: Kept) -> None:
    """Undo an addition that went no further; a replaced version comes back."""
    if kept.before is None:
        remove(home, kept.record.document.id)
    elif kept.is_new:
        _write_record(_folder(home, kept.before.document.id), kept.before)


def forget_older(home: Path, kept: Kept) -> None:
    """Remove the bytes of versions that were replaced."""
    folder = _folder(home, kept.record.document.id)
    for path in folder.glob("original-*"):
        if path.name != kept.record.original:
            path.unlink(missing_ok=True)


def records(home: Path) -> list[Record]:
    """Return what is known of every document, in the order in which they were added."""
    found = [_read_record(path) for path in (home / "user").glob(f"*/{_RECORD}")]
    return sorted(found, key=lambda record: (record.added_at, record.document.id))


def read_one(home: Path, record: Record) -> tuple[Document, list[Provision]]:
    """Return a document with its paragraphs. Raises `IngestError` when its bytes are not there."""
    path = _folder(home, record.document.id) / record.original
    again = f"add the document again, or run `pincite remove {record.document.id}`"
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise StoreBroken(f"{path}: cannot be read ({error}); {again}") from error
    if hashlib.sha256(raw).hexdigest() != record.document.sha256:
        raise StoreBroken(f"{path}: was changed since it was added; {again}")
    read = formats.read(raw, record.form, record.name)
    return record.document, provisions_of(record.document, read.paragraphs)


def read_all(home: Path) -> list[tuple[Document, list[Provision]]]:
    """Return every document with its paragraphs, in the order in which they were added."""
    return [read_one(home, record) for record in records(home)]


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Let one process at a time change what a home holds; the others wait."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "corpus.lock").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _folder(home: Path, identifier: str) -> Path:
    slug = identifier.removeprefix(_PREFIX)
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", slug):
        raise StoreBroken(f"{identifier}: is no id of a document of yours; see `pincite status`")
    return home / "user" / slug


def _write(home: Path, record: Record, raw: bytes) -> None:
    """Write the bytes first: the record that names them makes them count."""
    folder = _folder(home, record.document.id)
    folder.mkdir(parents=True, exist_ok=True)
    _replace(folder / record.original, raw)
    _write_record(folder, record)


def _write_record(folder: Path, record: Record) -> None:
    own = {f.name: getattr(record, f.name) for f in fields(Record) if f.name != "document"}
    row = {**asdict(record.document), **own, "facts": asdict(record.facts)}
    _replace(folder / _RECORD, (json.dumps(row, ensure_ascii=False, indent=1) + "\n").encode())


def _read_record(path: Path) -> Record:
    try:
        row: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        own = {f.name: row.pop(f.name) for f in fields(Record) if f.name != "document"}
        lists = {name: tuple(row[name]) for name in _LISTS}
        document = Document(**{**row, **lists})
        return Record(**{**own, "document": document, "facts": Facts(**own["facts"])})
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise StoreBroken(
            f"{path}: cannot be read ({error!r}); remove its folder and add the document again"
        ) from error


def _replace(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
