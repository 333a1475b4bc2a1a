"""Ask each question again with the provisions that answer it taken away."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rag.bootstrap import interval, mean
from rag.chain import Assistant
from rag.errors import RagError
from rag.evaluate import asked
from rag.evaluation_report import with_interval
from rag.expected import Expected, read_questions
from rag.index import Index
from rag.measures import REFUSED_WRONGLY
from rag.model import Answer
from rag.reduced import standing_for, without
from rag.scores import ANSWERABLE, group_of

WRONGLY = 0.04
"""Share of the answerable questions that a threshold may refuse with their gold present."""
_DEPTH = 500
"""How deep is read for the nearest passage: asked for one only, the vector store may miss it."""
Report = Callable[[str], None]
Build = Callable[[Index], Assistant]


class RemovedShown(RagError):
    """An answer shows a provision that was taken away: the run says nothing."""


@dataclass(frozen=True, slots=True)
class Gone:
    """How one question went with its gold provisions there, and without them."""

    expected: Expected
    refused_present: bool
    refused_gone: bool
    near_present: float
    """Cosine of the passage nearest in meaning."""
    near_gone: float
    removed: int
    cited: tuple[str, ...]
    """What was cited without the gold provisions."""


@dataclass(frozen=True, slots=True)
class GoneReport:
    """Refusals with gold there and without it, next to the best similarity threshold's."""

    rows: tuple[Gone, ...]
    corpus: str

    @property
    def threshold(self) -> float:
        """The highest cosine to ask for that refuses at most 4 % with their gold present."""
        return best_threshold([row.near_present for row in self.rows])

    def to_json(self) -> dict[str, Any]:
        """Return the shares refused, and how each question went."""
        return {
            "corpus": self.corpus,
            "protocol": "gone",
            "n": len(self.rows),
            "threshold": self.threshold,
            "shares": {
                name: {"present": mean(present), "gone": mean(gone), "interval": interval(gone)}
                for name, present, gone in self._shares()
            },
            "questions": [self._question(row) for row in self.rows],
        }

    def table(self) -> str:
        """Return a Markdown table with both ways to refuse."""
        heads = "| refuses by | wrongly: gold present | rightly: gold gone |"
        lines = [heads, "|---|---|---|"]
        for name, present, gone in self._shares():
            cells = (with_interval(mean(values), interval(values)) for values in (present, gone))
            lines.append(f"| {name} | {' | '.join(cells)} |")
        kept = ", ".join(f"{r.expected.id}: {r.cited[0]}" for r in self.rows if r.cited)
        return "\n".join([*lines, "", f"{len(self.rows)} questions. Answered without gold: {kept}"])

    def _shares(self) -> list[tuple[str, list[float], list[float]]]:
        """Return for each way to refuse its name and what it refused, gold present and gone."""
        at = self.threshold
        by_cosine = f"cosine of the nearest passage below {at:.3f}"
        ours = [(float(r.refused_present), float(r.refused_gone)) for r in self.rows]
        theirs = [(float(r.near_present < at), float(r.near_gone < at)) for r in self.rows]
        return [
            (name, [present for present, _ in pairs], [gone for _, gone in pairs])
            for name, pairs in (("Pincite", ours), (by_cosine, theirs))
        ]

    def _question(self, row: Gone) -> dict[str, Any]:
        return {
            "id": row.expected.id,
            "kind": row.expected.kind,
            REFUSED_WRONGLY: float(row.refused_present),
            "gone refused": float(row.refused_gone),
            "gone refused by threshold": float(row.near_gone < self.threshold),
            "removed": str(row.removed),
            "cited": list(row.cited),
        }


def best_threshold(present: Sequence[float], wrongly: float = WRONGLY) -> float:
    """Return the highest cosine that at most this share of the questions falls below."""
    return sorted(present)[math.floor(wrongly * len(present))]


def evaluate_gone(index: Index, build: Build, questions: Path, report: Report) -> GoneReport:
    """Ask every answerable question twice: of the whole index, and of one without its gold."""
    whole = build(index)
    found = read_questions(questions)
    answerable = [one for one in found if group_of(one, index.corpus) == ANSWERABLE]
    if not answerable:
        raise RagError(f"{questions}: no question has its answer in the corpus; name another file")
    rows = []
    for expected in answerable:
        report(f"{expected.id}: {expected.question}")
        rows.append(_gone(expected, whole, index, build))
    return GoneReport(tuple(rows), index.corpus.sha256)


def _gone(expected: Expected, whole: Assistant, index: Index, build: Build) -> Gone:
    removed = standing_for(expected.gold, index.corpus)
    reduced = without(index, removed)
    answer = build(reduced).ask(asked(expected))
    _check(answer, removed, expected)
    return Gone(
        expected,
        refused_present=not whole.ask(asked(expected)).answered,
        refused_gone=not answer.answered,
        near_present=_nearest(expected, index),
        near_gone=_nearest(expected, reduced),
        removed=len(removed),
        cited=tuple(citation.provision.id for citation in answer.citations),
    )


def _check(answer: Answer, removed: frozenset[str], expected: Expected) -> None:
    """Raise `RemovedShown` when an answer shows anything that was taken away."""
    statements = (*answer.statements, *answer.extras)
    shown = {c.provision.id for s in statements for c in s.citations}
    shown |= {hit.provision.id for hit in answer.nearest}
    if kept := sorted(shown & removed):
        raise RemovedShown(f"{expected.id}: {kept[0]} was taken away and is shown; hide it too")


def _nearest(expected: Expected, index: Index) -> float:
    """Return the cosine of the passage nearest to a question."""
    found = index.dense(index.vector_of(expected.question), _DEPTH)
    return found[0][1] if found else -1.0
