"""The vocabulary of a replay: what became of an answer since its receipt was written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ingest.differences import Piece
from rag.receipt_model import Recorded

Kind = Literal[
    "document missing",
    "document replaced",
    "document added",
    "provision missing",
    "provision changed",
    "quote gone",
    "status",
    "other provision",
    "other words",
    "statement",
    "refusal",
    "plain words",
    "withheld",
    "notice",
    "other texts",
    "today",
    "copy",
    "embedder",
    "model",
    "headnotes",
    "release",
]
"""What can be found, most telling first."""
KINDS: tuple[Kind, ...] = Kind.__args__  # type: ignore[attr-defined]
_REMARKS = KINDS[KINDS.index("other texts") :]

Verdict = Literal["same", "same; other texts changed", "citations hold", "changed"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it was."""

    kind: Kind
    text: str
    """A sentence for the reader."""
    subject: str = ""
    """The id of the document or provision that it is about, "" for neither."""
    pieces: tuple[Piece, ...] = ()
    """How the old words became the new ones, where words changed."""

    @property
    def is_remark(self) -> bool:
        """Whether the answer is the same all the same: this may explain a change, or none."""
        return self.kind in _REMARKS


@dataclass(frozen=True, slots=True)
class Replayed:
    """One answer of a receipt, and what became of it."""

    recorded: Recorded
    findings: tuple[Finding, ...]
    """Most telling first."""
    was_run: bool = True
    """False where a language model wrote the answer: then its citations alone were compared."""

    @property
    def changes(self) -> tuple[Finding, ...]:
        """What makes it another answer, or one that rests on other texts."""
        return tuple(finding for finding in self.findings if not finding.is_remark)

    @property
    def remarks(self) -> tuple[Finding, ...]:
        """What else is not as it was."""
        return tuple(finding for finding in self.findings if finding.is_remark)

    @property
    def verdict(self) -> Verdict:
        """What is said of it first."""
        if self.changes:
            return "changed"
        if not self.was_run:
            return "citations hold"
        others = any(finding.kind == "other texts" for finding in self.findings)
        return "same; other texts changed" if others else "same"


def ranked(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings, the most telling first, each once."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: KINDS.index(finding.kind)))
