"""Hold what the page works with: the one thing that changes while it is served."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, is_dataclass, replace
from datetime import date
from typing import cast

from ingest.model import Document
from rag.receipt_model import Conditions
from ui.feedback import Report
from ui.library_keeper import Keeper
from ui.parts import Assistant


@dataclass(frozen=True, slots=True)
class About:
    """What the page says about itself."""

    as_of: str = ""
    """The date whose law is shown, ISO 8601; "" for today, whichever day that is by then."""
    speaker: str = ""
    """Which model writes the answers and where it runs, "" for none."""
    address: str = ""
    keep: Callable[[Report], None] | None = None
    """Is told which note a reader calls wrong; without it, none can be reported."""
    conditions: Callable[[], Conditions] | None = None
    """Says what answers depend on beside the texts, for receipts."""


@dataclass(slots=True)
class Desk:
    """The assistant in use, and what the page says about itself; safe to use from threads."""

    _assistant: Assistant
    about: About = About()
    keeper: Keeper | None = None
    """Knows the state of the texts, and changes them where the page may."""
    clock: Callable[[], date] = date.today
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _day: date = field(init=False)
    """The day on which the assistant was last told which day it is."""

    def __post_init__(self) -> None:
        """Note the day: the assistant was opened with it."""
        self._day = self.clock()

    @property
    def assistant(self) -> Assistant:
        """The assistant that answers now; a page that is served for days tells it each new day."""
        with self._lock:
            today = self.clock()
            if today != self._day:
                self._assistant, self._day = _told(self._assistant, today), today
            return self._assistant

    def put(self, assistant: Assistant) -> None:
        """Let another assistant answer from now on: the texts have changed."""
        with self._lock:
            today = self.clock()  # it may have been opened before midnight
            self._assistant, self._day = _told(assistant, today), today

    @property
    def today(self) -> str:
        """The day whose law is shown where nobody asks for another, ISO 8601."""
        return self.about.as_of or self.clock().isoformat()

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents that answers can come from."""
        return tuple(self.assistant.corpus.documents.values())


def _told(assistant: Assistant, today: date) -> Assistant:
    """Return the assistant with today's law as the one that is meant where nobody names a day."""
    if not is_dataclass(assistant) or getattr(assistant, "today", today) == today:
        return assistant
    return cast(Assistant, replace(assistant, today=today))
