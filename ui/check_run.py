"""Check a memo step by step, so that a page can tell how far it is."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from ingest.errors import IngestError
from ingest.model import Corpus
from ingest.user_model import Source
from ingest.user_sources import from_file
from rag.memo.check import Step, steps
from rag.memo.model import Report
from rag.memo.read import Memo, read_memo
from ui.errors import UiError
from ui.wording import Wording

LONGEST = 1_000_000
"""In characters, some 300 pages: what a browser shows without trouble."""
_OFTEN = 0.2
"""Seconds between two steps that are told."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""What word processors leave at the ends of cells and pages; no reader of text takes it."""
_WRITTEN = ("%Y-%m-%d", "%d.%m.%Y")


class MemoUnreadable(UiError):
    """What was given is no memo that can be checked."""


@dataclass(frozen=True, slots=True)
class Order:
    """What a reader wants to have checked."""

    source: Source
    day: str
    """ISO date of the law."""
    claims: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """A checked memo, as the page remembers it: in memory only."""

    source: Source
    report: Report


def pasted(text: str, words: Wording) -> Source:
    """Return a memo that was pasted. Raises `MemoUnreadable` for one that is empty or too long.

    It is read as plain text: no mark in it is taken for markup, and none gets lost.
    """
    if not text.strip():
        raise MemoUnreadable(words.say("check.empty"))
    _within(text, words)
    raw = _CONTROL.sub(" ", text).encode("utf-8", errors="replace")
    return Source(raw, words.say("check.pasted"), "txt")


def uploaded(path: Path, words: Wording) -> Source:
    """Return a memo that was uploaded; its copy on disk and the folder of it are deleted.

    Raises `MemoUnreadable`, naming what is wrong, for a file that is none that can be read.
    """
    try:
        return from_file(path)
    except IngestError as error:
        told = str(error).replace(str(path), path.name)
        raise MemoUnreadable(f"{words.say('check.unreadable')} {told}") from error
    finally:
        path.unlink(missing_ok=True)
        with suppress(OSError):  # others may have put something beside it
            path.parent.rmdir()


def day_of(written: str, today: str, words: Wording) -> str:
    """Return the ISO date of "2026-07-01" or "1.7.2026", today's for "". Raises `UiError`."""
    if not written.strip():
        return today
    for form in _WRITTEN:
        try:
            return datetime.strptime(written.strip(), form).date().isoformat()
        except ValueError:
            continue
    raise UiError(words.say("check.wrong_day", day=written.strip()[:40]))


def checking(order: Order, corpus: Corpus, words: Wording) -> Iterator[Step | Checked]:
    """Yield how far the check is, a few times a second, and at last the checked memo.

    Raises `MemoUnreadable` for a memo that cannot be read or is too long.
    """
    yield Step(0, 0)
    memo = _read(order.source, words)
    running = steps(memo.text, memo.name, corpus, order.day, claims=order.claims)
    told = 0.0
    while True:
        try:
            step = next(running)
        except StopIteration as ended:
            report: Report = ended.value
            notices = (*memo.notices, *report.notices)
            yield Checked(order.source, replace(report, notices=notices))
            return
        if time.monotonic() - told > _OFTEN:
            told = time.monotonic()
            yield step


def _read(source: Source, words: Wording) -> Memo:
    try:
        memo = read_memo(source.raw, source.form, source.name)
    except IngestError as error:
        raise MemoUnreadable(f"{words.say('check.unreadable')} {error}") from error
    _within(memo.text, words)
    return memo


def _within(text: str, words: Wording) -> None:
    if len(text) > LONGEST:
        raise MemoUnreadable(words.say("check.too_long", n=len(text), most=LONGEST))
