"""Say what the corpus of the page holds and what it lacks."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ingest.catalog import Entry
from ingest.model import Corpus
from ui.commands_status import status_object
from ui.desk import Desk
from ui.verification import verified


def state(desk: Desk) -> dict[str, Any]:
    """Return what `pincite status --json --verify` prints, without the folder.

    Without a keeper nobody knows the catalogue: then nothing is missing from it.
    """
    corpus = desk.assistant.corpus
    return desk.keeper.status(corpus) if desk.keeper else state_of(corpus, {}, Path())


def state_of(corpus: Corpus, entries: Mapping[str, Entry], home: Path) -> dict[str, Any]:
    """Return the state of texts; entries: those of the catalogue, by id."""
    found = status_object(corpus, entries, home)
    del found["home"]
    return {**found, "verified": verified(corpus)}
