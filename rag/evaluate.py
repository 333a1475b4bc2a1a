"""Score retrieval, answers, citations and refusals against questions with known answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from ingest.model import Corpus
from rag.evaluation_report import EvaluationReport, Outcome
from rag.expected import Expected, read_questions
from rag.model import Answer, Hit, Question
from rag.scores import group_of, hits, pinpoints, scores_of

__all__ = ["Answering", "evaluate", "hits", "pinpoints", "read_questions"]
_DEPTH = 10


class Answering(Protocol):
    """What is evaluated."""

    @property
    def corpus(self) -> Corpus:
        """What answers may rest on."""

    def search(self, question: Question, k: int) -> Sequence[Hit]:
        """Return the best hits."""

    def ask(self, question: Question) -> Answer:
        """Return the answer."""


def evaluate(
    assistant: Answering, questions: Path, report: Callable[[str], None]
) -> EvaluationReport:
    """Ask every question of the file and score what comes back."""
    outcomes = []
    for expected in read_questions(questions):
        report(f"{expected.id}: {expected.question}")
        outcomes.append(_outcome(expected, assistant))
    return EvaluationReport(tuple(outcomes), assistant.corpus.sha256)


def _outcome(expected: Expected, assistant: Answering) -> Outcome:
    question = asked(expected)
    answer = assistant.ask(question)  # before the search: its time includes reading the question
    found = assistant.search(question, _DEPTH)
    group = group_of(expected, assistant.corpus)
    scores = scores_of(expected, group, found, answer, assistant.corpus)
    return Outcome(expected, group, scores, tuple(c.provision.id for c in answer.citations))


def asked(expected: Expected) -> Question:
    """Return the question as it is put to an assistant."""
    return Question(expected.question, id=expected.id, as_of=expected.as_of)
