"""Hold what the page may do with the texts: say their state, and let the reader change them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ingest.model import Corpus, Document
from ingest.user_model import Facts
from ui.parts import Assistant, Report

PAGE_TIERS = ("news", "fiction", "guidance", "note")
"""What sort of source a reader may say that a document is."""

TAKEN_IN = ("added", "original", "replaced", "unchanged")
"""How a change may end after which a document that was named is here."""


@dataclass(frozen=True, slots=True)
class Addition:
    """A document that a reader wants to add."""

    named: str
    """The path of a file that was handed over, or an http(s) address."""
    facts: Facts = field(default_factory=Facts)


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of a change, and what answers from now on."""

    how: str
    """"added", "original" (in place of our brief), "replaced", "unchanged", "removed", "brief"
    (removed, and our brief of it is back) or "refreshed"."""
    assistant: Assistant
    documents: tuple[Document, ...] = ()
    """What was added, removed or, by a refresh, changed."""
    notice: str = ""
    """What the reader should know of how a document was read."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What may be changed from the page. Each raises an error with words for the reader."""

    add: Callable[[Addition, Report], Changed]
    remove: Callable[[str, Report], Changed]
    refresh: Callable[[Report], Changed]
    offline: bool = False
    """Whether nothing is asked of the internet."""
    hosts: tuple[str, ...] = ()
    """Which publishers a refresh asks."""


@dataclass(frozen=True, slots=True)
class Keeper:
    """Who knows the state of the texts and, on this machine only, changes them."""

    status: Callable[[Corpus], dict[str, Any]]
    """Returns what `pincite status --json --verify` prints, without the folder."""
    changes: Changes | None = None
    """None where the page can be reached from other machines."""
    turn: threading.Lock = field(default_factory=threading.Lock)
    """Held while something is being changed: one change at a time."""
