"""Score the answers to questions whose right answers are known: `eval`."""

from __future__ import annotations

import importlib
from argparse import Namespace
from pathlib import Path
from typing import Any, Protocol, cast

from rag.paired import compare
from rag.settings import Settings
from ui.errors import WrongUse
from ui.parts import Context, EvaluationReport, Report

REGRESSION = 1


class Measuring(Protocol):
    """Measurements that need more than an assistant."""

    def gone(self, settings: Settings, questions: Path, report: Report) -> EvaluationReport:
        """Score refusals without the provisions that answer."""

    def clapnq(self, settings: Settings, passages: Path, report: Report) -> EvaluationReport:
        """Score the sentences cited from given passages."""


def evaluate(arguments: Namespace, context: Context) -> int:
    """Print how well retrieval, answers, citations and refusals do; or compare two runs."""
    if (arguments.compare or arguments.clapnq) and arguments.file:
        raise WrongUse(f"{arguments.file}: --compare and --clapnq name their own files")
    if arguments.compare:
        return _compare(arguments, context)
    _print(_measured(arguments, context), arguments, context)
    return 0


def _measured(arguments: Namespace, context: Context) -> EvaluationReport:
    if arguments.clapnq:
        passages = _existing(arguments.clapnq)
        with context.terminal.progress() as report:
            return _measuring().clapnq(context.settings, passages, report)
    questions = _existing(arguments.file or context.settings.corpus / "questions.jsonl")
    if arguments.gone:
        with context.terminal.progress() as report:
            return _measuring().gone(context.settings, questions, report)
    assistant = context.assistant()
    with context.terminal.progress() as report:
        return context.wiring().evaluate(assistant, questions, report)


def _compare(arguments: Namespace, context: Context) -> int:
    before, after = arguments.compare
    comparison = compare(_existing(before), _existing(after))
    _print(comparison, arguments, context)
    return REGRESSION if comparison.regressions else 0


def _existing(path: Path) -> Path:
    if not path.is_file():
        raise WrongUse(f"{path}: no such file; write pincite eval QUESTIONS.jsonl")
    return path


def _print(scores: EvaluationReport, arguments: Namespace, context: Context) -> None:
    if arguments.json:
        context.terminal.write_json(scores.to_json())
    else:
        context.terminal.write(scores.table())


def _measuring() -> Measuring:
    """Import what measures: seconds of work that only these options need."""
    module: Any = importlib.import_module("rag.measuring")
    return cast(Measuring, module)
