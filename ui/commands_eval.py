"""Score the answers to questions whose right answers are known: `eval`."""

from __future__ import annotations

from argparse import Namespace

from ui.errors import WrongUse
from ui.parts import Context


def evaluate(arguments: Namespace, context: Context) -> int:
    """Print how well retrieval, answers, citations and refusals do."""
    questions = arguments.file or context.settings.corpus / "questions.jsonl"
    if not questions.is_file():
        raise WrongUse(f"{questions}: no such file; write pincite eval QUESTIONS.jsonl")
    assistant = context.assistant()
    with context.terminal.progress() as report:
        scores = context.wiring().evaluate(assistant, questions, report)
    if arguments.json:
        context.terminal.write_json(scores.to_json())
    else:
        context.terminal.write(scores.table())
    return 0
