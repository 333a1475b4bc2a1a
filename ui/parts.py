"""What the commands need from the rest, loaded only by the command that needs it."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast

from ingest.model import Corpus
from rag.model import Answer, Hit, Question
from rag.settings import Settings
from ui.terminal import Terminal

Report = Callable[[str], None]
"""Is told what is being done; "indexing: 3/10" moves a progress bar."""


class Assistant(Protocol):
    """What answers questions."""

    @property
    def corpus(self) -> Corpus:
        """What the answers rest on."""

    @property
    def notices(self) -> Sequence[str]:
        """What every reader must be told, such as a degraded mode."""

    @property
    def speaker(self) -> str:
        """Which language model writes the answers and where it runs, "" for none."""

    def ask(self, question: Question) -> Answer:
        """Return the checked answer."""

    def stream(self, question: Question) -> Iterator[Answer]:
        """Yield the answer as it grows; the last one is complete."""

    def search(self, question: Question, k: int) -> Sequence[Hit]:
        """Return the k provisions that fit best, best first."""


class EvaluationReport(Protocol):
    """Scores of one run over a file of questions."""

    def to_json(self) -> dict[str, Any]:
        """Return every score."""

    def table(self) -> str:
        """Return the scores for reading."""


class Wiring(Protocol):
    """The four things that take long to import and to do."""

    def ingest_corpus(self, settings: Settings, report: Report) -> Corpus:
        """Obtain and parse everything in the catalogue."""

    def index_corpus(
        self, settings: Settings, report: Report, provisions: Path | None = None
    ) -> object:
        """Build or update the index."""

    def open_assistant(self, settings: Settings, report: Report) -> Assistant:
        """Load what answers questions."""

    def evaluate(self, assistant: Any, questions: Path, report: Report) -> EvaluationReport:
        """Score answers against a file of questions."""


def load_wiring() -> Wiring:
    """Import the real parts: seconds of work that `pincite --help` must not wait for."""
    return cast(Wiring, importlib.import_module("rag.wiring"))


@dataclass(frozen=True, slots=True)
class Context:
    """What every command is given."""

    settings: Settings
    terminal: Terminal
    wiring: Callable[[], Wiring] = load_wiring

    def assistant(self) -> Assistant:
        """Load what answers questions, with progress on the terminal."""
        wiring = self.wiring()
        with self.terminal.progress() as report:
            return wiring.open_assistant(self.settings, report)
