"""Keep what readers report, in a file of the home that nothing sends anywhere."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from pathlib import Path

from rag.model import Answer
from ui.errors import UiError
from ui.json_contract import answer_text
from ui.wording import Wording

FILE = "activity.sqlite"
LONGEST_REASON = 500
"""In characters; a longer reason is not kept."""
PROBLEMS = {
    "wrong": "wrong",
    "incomplete": "incomplete",
    "citation": "wrong citation",
    "outdated": "out of date",
    "unclear": "unclear",
    "other": "other",
}
"""What can be wrong with a whole answer, by the name in the form, and how it is kept."""
HEADNOTE, ANSWER = "headnote", "answer"
_PATIENCE = 10.0
"""Seconds to wait while another thread or process writes."""
_TABLE = """
CREATE TABLE IF NOT EXISTS feedback (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    provision_id TEXT NOT NULL,
    note TEXT NOT NULL,
    question TEXT NOT NULL,
    reason TEXT NOT NULL,
    corpus TEXT NOT NULL
)
"""
_INSERT = """
INSERT INTO feedback (at, kind, provision_id, note, question, reason, corpus)
VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_SELECT = """
SELECT kind, provision_id, note, question, reason, corpus, id, at FROM feedback ORDER BY id
"""


@dataclass(frozen=True, slots=True)
class Report:
    """What a reader says is wrong."""

    kind: str
    """What is reported: `HEADNOTE` or `ANSWER`."""
    provision_id: str
    """What the note is on, or what the answer cites first; "" where it cites nothing."""
    note: str
    """The words that were shown."""
    question: str
    """What was asked when they were shown."""
    reason: str
    """What the reader wrote, "" for nothing; of an answer, first what the problem is."""
    corpus: str
    """Digest of the texts that answered."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A report as it was kept."""

    report: Report
    id: int
    at: str
    """When it came, ISO 8601 in UTC."""


def report_on(answer: Answer, provision_id: str, reason: str, words: Wording) -> Report:
    """Return a report on the headnote that an answer showed with a provision."""
    _refuse_long(reason, words)
    for statement in answer.statements:
        note = statement.in_plain_words
        if note and statement.citations[0].provision.id == provision_id:
            asked = answer.question.text
            return Report(HEADNOTE, provision_id, note, asked, reason.strip(), answer.corpus)
    raise UiError(words.say("ask.report.gone"))


def report_answer(answer: Answer, problem: str, reason: str, words: Wording) -> Report:
    """Return a report on a whole answer; `problem` is one of `PROBLEMS`."""
    _refuse_long(reason, words)
    if problem not in PROBLEMS:
        raise UiError(words.say("ask.report.unknown"))
    told = ": ".join(filter(None, (PROBLEMS[problem], reason.strip())))
    first = answer.citations[0].provision.id if answer.citations else ""
    shown = answer_text(answer)
    return Report(ANSWER, first, shown, answer.question.text, told, answer.corpus)


def _refuse_long(reason: str, words: Wording) -> None:
    if len(reason) > LONGEST_REASON:
        said = words.say("ask.report.too_long", most=LONGEST_REASON, n=len(reason))
        raise UiError(said)


def keep(home: Path, report: Report) -> None:
    """Add a report to those of a home; any number of threads may do so at once."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    with _named(FILE), closing(_connected(home / FILE, "rwc")) as database:
        database.execute("BEGIN IMMEDIATE")  # waits its turn; a lock taken later could fail at once
        database.execute(_TABLE)
        database.execute(_INSERT, (at, *(_storable(value) for value in astuple(report))))
        database.execute("COMMIT")


def kept(home: Path) -> tuple[Kept, ...]:
    """Return every report of a home, oldest first."""
    file = home / FILE
    if not file.is_file():
        return ()
    with _named(str(file)), closing(_connected(file, "ro")) as database:
        tables = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'feedback'"
        if database.execute(tables).fetchone() is None:
            return ()
        return tuple(Kept(Report(*row[:6]), *row[6:]) for row in database.execute(_SELECT))


def _connected(file: Path, mode: str) -> sqlite3.Connection:
    address = f"{file.resolve().as_uri()}?mode={mode}"
    return sqlite3.connect(address, timeout=_PATIENCE, isolation_level=None, uri=True)


@contextmanager
def _named(name: str) -> Iterator[None]:
    """Say what failed in our words; a reader of the page is not told where the home is."""
    try:
        yield
    except sqlite3.Error as error:
        raise UiError(
            f"{name} cannot be read or written ({error}). Free some space, or move that file away."
        ) from error


def _storable(text: str) -> str:
    """Return the text with halves of characters, which no file can hold, replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")
