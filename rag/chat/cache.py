"""Keep what a model claimed, so that the same question is not paid for twice."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rag.chat.prompt import VERSION, Prompt
from rag.model import Question, Usage
from rag.verify import Claim

FILE = "answers.sqlite"
KEPT = 1000
"""How many answers are kept; the oldest leave first."""
_TABLE = (
    "CREATE TABLE IF NOT EXISTS answers "
    "(key TEXT PRIMARY KEY, number INTEGER NOT NULL, said TEXT NOT NULL)"
)
_PUT = (
    "INSERT OR REPLACE INTO answers VALUES (?, (SELECT IFNULL(MAX(number), 0) + 1 FROM answers), ?)"
)
_TRIM = "DELETE FROM answers WHERE number <= (SELECT MAX(number) FROM answers) - ?"


class CacheUnusable(Exception):
    """The file of kept answers cannot be read or written; never shown as it is."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What a model claimed once. It is checked again before it is shown."""

    claims: tuple[Claim, ...]
    usage: Usage


@dataclass(frozen=True, slots=True)
class Cache:
    """A file of what models claimed. It holds no question, no key and no secret."""

    file: Path

    def get(self, key: str) -> Stored | None:
        """Return what is kept. Raises `CacheUnusable` when the file or the entry is broken."""
        if not self.file.is_file():
            return None
        with self._open() as database:
            row = database.execute("SELECT said FROM answers WHERE key = ?", (key,)).fetchone()
            return _stored(row[0]) if row else None

    def put(self, key: str, stored: Stored) -> None:
        """Keep what was claimed. Raises `CacheUnusable`."""
        claims = [[claim.text, claim.quotes] for claim in stored.claims]
        said = json.dumps({"claims": claims, "usage": asdict(stored.usage)})
        with self._open(new=True) as database:
            database.execute(_PUT, (key, said))
            database.execute(_TRIM, (KEPT,))

    @contextmanager
    def _open(self, new: bool = False) -> Iterator[sqlite3.Connection]:
        try:
            if new and not self.file.exists():
                self.file.parent.mkdir(parents=True, exist_ok=True)
                os.close(os.open(self.file, os.O_CREAT | os.O_RDWR, 0o600))
            with closing(sqlite3.connect(self.file, timeout=5)) as database, database:
                database.execute(_TABLE)
                yield database
        except (sqlite3.Error, ValueError, TypeError, KeyError, OSError) as error:
            raise CacheUnusable(type(error).__name__) from error


def key_of(question: Question, prompt: Prompt, model: str, corpus: str) -> str:
    """Return what an answer depends on, as one hash (SHA-256, hex)."""
    filters = {name: sorted(value) for name, value in asdict(question.filters).items()}
    parts: Sequence[Any] = (
        VERSION,
        model,
        corpus,
        prompt.style,
        prompt.question,
        prompt.day,
        filters,
        [[item.provision.id, item.shown] for item in prompt.items],
    )
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _stored(said: str) -> Stored:
    found = json.loads(said)
    claims = (Claim(str(t), tuple((str(i), str(q)) for i, q in qs)) for t, qs in found["claims"])
    return Stored(tuple(claims), Usage(**found["usage"]))
