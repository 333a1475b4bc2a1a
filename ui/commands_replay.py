"""Keep the receipt of answers, and make the answers of receipts again: `replay`."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ingest.differences import Piece
from ingest.model import Corpus
from rag.model import Answer
from rag.receipt import conditions_of, receipt_of
from rag.receipt_file import ReceiptUnreadable, read_receipt, receipt_bytes
from rag.receipt_model import Receipt
from rag.replay import Now
from rag.replay import replay as made_again
from rag.replay_model import Finding, Replayed
from rag.settings import Settings, build
from ui.check_words import plain
from ui.commands_diff import marked
from ui.errors import WrongUse
from ui.parts import Assistant, Context

CHANGED = 1
_AROUND, _LONGEST = 60, 1_500
"""How many characters of words that stayed are shown beside a change, and of a change."""
_WORDS = {
    "same": "same",
    "same; other texts changed": "same answer; other texts in the corpus changed",
    "citations hold": "the citations hold; a language model had a hand in this answer, so it was "
    "not asked again and its citations were compared with the texts",
    "changed": "changed",
}


def refuse_receipt(path: Path | None) -> None:
    """Raise `WrongUse` where a receipt cannot be written to a path: before anything is asked."""
    if path is None:
        return
    if str(path) == "-":
        raise WrongUse("--receipt -: a receipt is a file to keep; name one, such as receipt.json")
    if path.is_dir() or not path.parent.is_dir():
        raise WrongUse(f"--receipt {path}: no file can be written there; name one in a folder")


def keep_receipt(
    path: Path | None, answers: Sequence[Answer], corpus: Corpus, context: Context
) -> None:
    """Write the receipt of answers, where one is asked for, and say so on standard error."""
    if path is None:
        return
    receipt = receipt_of(answers, corpus, conditions_of(context.settings))
    path.write_bytes(receipt_bytes(receipt))
    context.terminal.note(f"receipt: {path}")


def replay(arguments: Namespace, context: Context) -> int:
    """Print what became of the answers of each receipt; return 1 when one of them changed."""
    try:
        receipts = [(path, read_receipt(path)) for path in arguments.files]
    except ReceiptUnreadable as error:
        raise WrongUse(str(error)) from error
    open_for = _opened(context)
    has_changed = False
    for path, receipt in receipts:
        assistant = open_for(receipt)
        now = Now(assistant.corpus, assistant.ask, conditions_of(context.settings))
        replayed = list(_counted(receipt, now, context))
        has_changed |= any(one.changes for one in replayed)
        if arguments.json:
            context.terminal.write_json(_object(path, receipt, replayed, assistant.corpus))
            continue
        for line in _lines(path, receipt, replayed):
            context.terminal.write(line)
    return CHANGED if has_changed else 0


def _opened(context: Context) -> Callable[[Receipt], Assistant]:
    """Return what opens an assistant for a receipt: without a model, and one for each setting."""
    known: dict[Settings, Assistant] = {}

    def open_for(receipt: Receipt) -> Assistant:
        then = receipt.conditions
        changed: dict[str, object] = {"model": ""}
        if then:
            changed |= {"top_k": then.top_k, "headnotes": frozenset(then.headnotes) or "none"}
        settings = build({**context.settings.model_dump(), **changed})
        if settings not in known:
            known[settings] = Context(settings, context.terminal, context.wiring).assistant()
        return known[settings]

    return open_for


def _counted(receipt: Receipt, now: Now, context: Context) -> Iterator[Replayed]:
    """Yield the answers with progress: a conversation may hold many."""
    with context.terminal.progress() as report:
        for done, replayed in enumerate(made_again(receipt, now), 1):
            report(f"replaying: {done}/{len(receipt.answers)}")
            yield replayed


def _lines(path: Path, receipt: Receipt, replayed: Sequence[Replayed]) -> Iterator[str]:
    several = len(replayed) > 1
    made = f"{path} (made {plain(receipt.made_at)})"
    if several:
        changed = sum(1 for one in replayed if one.changes)
        yield f"{made}: {changed} of {len(replayed)} answers changed"
    for one in replayed:
        verdict = _WORDS[one.verdict]
        yield (
            f"  {plain(one.recorded.question.text)}: {verdict}" if several else f"{made}: {verdict}"
        )
        for finding in one.findings:
            yield f"    {'' if not finding.is_remark else 'note: '}{plain(finding.text)}"
            if finding.pieces:
                yield f"      {plain(_shown(finding.pieces))}"


def _shown(pieces: Sequence[Piece]) -> str:
    """Return the words that changed, marked, with a few of those around them."""
    shown = []
    for number, piece in enumerate(pieces):
        if piece.kind == "same":
            after, before = number > 0, number < len(pieces) - 1
            shown.append(_around(piece.text, after, before))
        else:
            cut = piece.text if len(piece.text) <= _LONGEST else f"{piece.text[:_LONGEST]}…"
            shown.append(marked(replace(piece, text=cut)))
    return "".join(shown)


def _around(text: str, after: bool, before: bool) -> str:
    """Return the ends of words that stayed: after the change before them, before the next."""
    if len(text) <= 2 * _AROUND:
        return text
    start = text[:_AROUND].rpartition(" ")[0] if after else ""
    end = text[-_AROUND:].partition(" ")[2] if before else ""
    return f"{start} … {end}"


def _object(
    path: Path, receipt: Receipt, replayed: Sequence[Replayed], corpus: Corpus
) -> dict[str, Any]:
    return {
        "file": str(path),
        "made_at": receipt.made_at,
        "same": not any(one.changes for one in replayed),
        "corpus": corpus.sha256,
        "answers": [
            {
                "id": one.recorded.question.id,
                "question": one.recorded.question.text,
                "as_of": one.recorded.as_of,
                "verdict": one.verdict,
                "asked_again": one.was_run,
                "changes": [_finding(finding) for finding in one.changes],
                "remarks": [_finding(finding) for finding in one.remarks],
            }
            for one in replayed
        ],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind,
        "subject": finding.subject,
        "text": finding.text,
        "diff": [{"op": piece.kind, "text": piece.text} for piece in finding.pieces],
    }
