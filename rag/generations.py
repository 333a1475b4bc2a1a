"""Keep each index in a folder of its own, so that a killed run leaves the previous one usable."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from rag.errors import IndexMissing, RagError

FORMAT = 2
"""Raised whenever passages are cut, weighed or stored differently."""
CURRENT = "current"
GENERATIONS = "generations"
STAMP = "stamp.json"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What an index was built from; a generation is complete once it has one."""

    embedder: str
    corpus: str
    passages: int
    created: str
    format: int = FORMAT
    headnotes: str = ""
    """Digest of the headnotes that lead to its provisions, "" for none."""


def current(home: Path) -> tuple[Path, Stamp]:
    """Return the generation in use and its stamp. Raises `IndexMissing`."""
    generation = (home / CURRENT).resolve()  # a later swap must not mix two generations
    stamp = _read_stamp(generation)
    if stamp is None:
        raise IndexMissing(f"{home}: there is no index yet; run `pincite index`")
    return generation, stamp


def new(home: Path) -> Path:
    """Make the folder of a new generation."""
    generation = home / GENERATIONS / datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    generation.mkdir(parents=True)
    return generation


def publish(home: Path, generation: Path, stamp: Stamp) -> None:
    """Stamp a generation, then make it the current one in a single step."""
    (generation / STAMP).write_text(json.dumps(asdict(stamp)), encoding="utf-8")
    fresh = home / f".{CURRENT}.{os.getpid()}"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(generation.relative_to(home), target_is_directory=True)
    fresh.replace(home / CURRENT)


def hold(generation: Path) -> int:
    """Keep a generation from being removed until the file descriptor returned is closed."""
    descriptor = os.open(generation / STAMP, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_SH)
    return descriptor


def sweep(home: Path) -> None:
    """Remove generations that are half-built, or neither current nor held."""
    used = (home / CURRENT).resolve()
    for generation in (home / GENERATIONS).glob("*"):
        if generation.resolve() != used and not _is_held(generation):
            shutil.rmtree(generation, ignore_errors=True)


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Hold the lock of a home; the system frees it when the process dies."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "index.lock").open("w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise RagError(
                f"{home}: another process is indexing; wait until it has finished"
            ) from error
        yield


def _read_stamp(generation: Path) -> Stamp | None:
    """Return the stamp of a generation, None when it has none that can be read."""
    try:
        return Stamp(**json.loads((generation / STAMP).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _is_held(generation: Path) -> bool:
    try:
        with (generation / STAMP).open(encoding="utf-8") as stamp:
            fcntl.flock(stamp, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:  # no stamp: half-built, and whoever built it is gone
        return False
    return False
