"""Remember the vector of each text, so that only texts not seen before are embedded."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.adapters.embedder import Embedder
from rag.errors import RagError

FILE = "vectors.sqlite"
_FORMAT = 1
_PROBE = "Kettles shall whistle before they boil dry."
"""Embedded at each opening: a model that was changed under its old name is found out."""
_SAME_MODEL = 0.99
"""Two precisions of one model agree better than this, two models far less."""
BATCH = 256
Matrix = NDArray[np.float32]
Report = Callable[[int, int], None]
"""Told how many passages have a vector, of how many."""


@dataclass(frozen=True, slots=True)
class KnownVectors:
    """Vectors by the digest of their text, all of one model, in a file."""

    database: sqlite3.Connection
    embedder: Embedder

    def learn(self, texts: Sequence[str], report: Report) -> int:
        """Embed the texts that are not known yet, each once; return how many that were."""
        unseen = {d: text for text in texts if not self._knows(d := _digest(text))}
        ordered = sorted(unseen.items(), key=lambda item: len(item[1]))  # pads little: 1.4 x faster
        known = len(texts) - len(ordered)
        for start in range(0, len(ordered), BATCH):
            batch = ordered[start : start + BATCH]
            vectors = _matrix(self.embedder.embeddings.embed_documents([text for _, text in batch]))
            rows = [(d, vector.tobytes()) for (d, _), vector in zip(batch, vectors, strict=True)]
            with self.database:  # one commit a batch: a killed run keeps what it has embedded
                self.database.executemany("INSERT INTO vectors VALUES (?, ?)", rows)
            report(known + start + len(batch), len(texts))
        if not ordered:
            report(known, len(texts))
        return len(ordered)

    def vectors(self, texts: Sequence[str]) -> Matrix:
        """Return the vectors of texts that are known, one a row."""
        return np.stack([np.frombuffer(self._read(_digest(text)), np.float32) for text in texts])

    def keep_only(self, texts: Sequence[str]) -> None:
        """Forget every text but these, leaving no trace of the others in the file."""
        with self.database:
            self.database.execute("CREATE TEMP TABLE kept (text BLOB PRIMARY KEY)")
            self.database.executemany(
                "INSERT OR IGNORE INTO kept VALUES (?)", [(_digest(text),) for text in texts]
            )
            self.database.execute("DELETE FROM vectors WHERE text NOT IN (SELECT text FROM kept)")
            self.database.execute("DROP TABLE kept")

    def _knows(self, digest: bytes) -> bool:
        found = self.database.execute("SELECT 1 FROM vectors WHERE text = ?", (digest,))
        return found.fetchone() is not None

    def _read(self, digest: bytes) -> bytes:
        found = self.database.execute("SELECT vector FROM vectors WHERE text = ?", (digest,))
        vector: bytes = found.fetchone()[0]
        return vector


@contextmanager
def known_vectors(home: Path, embedder: Embedder) -> Iterator[KnownVectors]:
    """Open what a home knows of this embedder; a damaged file is begun again.

    Raises `RagError` when the file cannot be written.
    """
    file = home / FILE
    try:
        with closing(_opened(file)) as database:
            _only_of(database, embedder)
            yield KnownVectors(database, embedder)
    except sqlite3.Error as error:
        raise RagError(
            f"{file}: cannot be read or written ({error}); free some space or remove the file, "
            "then run `pincite index`"
        ) from error


def _opened(file: Path) -> sqlite3.Connection:
    database = _connected(file)
    if _is_sound(database):
        return database
    database.close()
    for name in (file.name, f"{file.name}-journal"):
        file.with_name(name).unlink(missing_ok=True)
    database = _connected(file)
    database.executescript(
        f"""
        PRAGMA auto_vacuum = FULL;
        CREATE TABLE model (name TEXT, probe BLOB);
        CREATE TABLE vectors (text BLOB NOT NULL UNIQUE, vector BLOB NOT NULL);
        PRAGMA user_version = {_FORMAT};
        """
    )
    return database


def _connected(file: Path) -> sqlite3.Connection:
    database = sqlite3.connect(file)
    database.execute("PRAGMA secure_delete = ON")  # what is forgotten is overwritten
    return database


def _is_sound(database: sqlite3.Connection) -> bool:
    try:
        (version,) = database.execute("PRAGMA user_version").fetchone()
        (fault,) = database.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError:
        return False
    return (version, fault) == (_FORMAT, "ok")


def _only_of(database: sqlite3.Connection, embedder: Embedder) -> None:
    """Forget every vector that is not of this model."""
    probe = _matrix(embedder.embeddings.embed_query(_PROBE))
    row = database.execute("SELECT name, probe FROM model").fetchone()
    if row is not None and row[0] == embedder.id and _agree(np.frombuffer(row[1], "f4"), probe):
        return
    with database:
        database.execute("DELETE FROM model")
        database.execute("DELETE FROM vectors")
        database.execute("INSERT INTO model VALUES (?, ?)", (embedder.id, probe.tobytes()))


def _agree(one: Matrix, other: Matrix) -> bool:
    if one.shape != other.shape:
        return False
    lengths = np.linalg.norm(one) * np.linalg.norm(other)
    return bool(np.dot(one, other) > _SAME_MODEL * lengths)


def _matrix(numbers: list[float] | list[list[float]]) -> Matrix:
    return np.asarray(numbers, np.float32)


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
