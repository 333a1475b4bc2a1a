"""On the real texts, one question asked on two days is answered from the law of each day.

The offline catalogue holds the AI Act and the GDPR whole; rows on other acts need a home that
has their texts, which PINCITE_HOME may name. Where they are missing the rows are skipped.
"""

import os
from pathlib import Path

import pytest

from rag.chain import Assistant
from rag.evaluate import pinpoints
from rag.model import Answer, Question
from rag.settings import Settings
from rag.wiring import open_assistant
from tests.as_of_questions import HARD, QUESTIONS, AsOf, Then

pytestmark = pytest.mark.slow

KNOWN_WRONG = {
    "fines for small mid-caps, 2026-07-01": (
        "Article 100(3), on Union bodies, is cited; no rule was on small mid-caps then"
    ),
    "registration, 2026-07-01": "Article 49(2), on systems that are not high-risk, is cited",
    "registration, 2026-09-01": "Article 49(2), on systems that are not high-risk, is cited",
    "marking by generators on the market, 2026-07-01": (
        "Article 111(3), on general-purpose models, is cited with 2 August 2027"
    ),
    "intimate images before the ban, 2026-07-26": (
        "crime prediction is quoted as the answer; there was no such ban before the omnibus"
    ),
    "DORA reporting duty, 2025-01-16": "Article 19(3), on clients, is cited, not 19(1)",
    "DORA reporting duty, 2025-01-17": "Article 19(3), on clients, is cited, not 19(1)",
}
"""Rows that are right in law and for which the program finds another rule, with the reason."""


@pytest.fixture(scope="module")
def home(request: pytest.FixtureRequest) -> Path:
    """The corpus that PINCITE_HOME names, if it is built; else the one built offline."""
    named = Path(os.environ.get("PINCITE_HOME", ""), "current")
    if "PINCITE_HOME" in os.environ and named.exists():
        return named.parent
    built: Path = request.getfixturevalue("real_home")
    return built


@pytest.fixture(scope="module")
def assistant(home: Path) -> Assistant:
    """What answers on the real catalogue."""
    return open_assistant(Settings(home=home, offline=True), lambda step: None)


def cases(rows_asked: tuple[AsOf, ...], wrong: dict[str, str]) -> list[object]:
    """Return every question on every day, those that are known to fail marked as such."""
    rows: list[object] = []
    for row in rows_asked:
        for text, then in row.asked():
            name = f"{row.name}, {then.day}"
            marks = [pytest.mark.xfail(strict=True, reason=wrong[name])] if name in wrong else []
            rows.append(pytest.param(row, text, then, id=name, marks=marks))
    return rows


def ask(assistant: Assistant, row: AsOf, text: str, then: Then) -> Answer:
    """Return the answer, or skip when the act is not in the corpus, only notes on it."""
    if f"{row.act}#art_1" not in assistant.corpus.provisions:
        pytest.skip(f"this corpus has no text of {row.act}")
    return assistant.ask(Question(text, as_of="" if then.words else then.day))


def test_there_are_thirty_questions_with_names_of_their_own() -> None:
    assert len({row.name for row in QUESTIONS}) == len(QUESTIONS) == 30
    names = {f"{row.name}, {then.day}" for row in HARD for _, then in row.asked()}
    assert names >= {*KNOWN_WRONG}  # none of the thirty


@pytest.mark.parametrize(("row", "text", "then"), cases((*QUESTIONS, *HARD), KNOWN_WRONG))
def test_the_law_of_the_day_answers(assistant: Assistant, row: AsOf, text: str, then: Then) -> None:
    answer = ask(assistant, row, text, then)
    first = answer.citations[0].provision.id if answer.citations else ""
    said = " ".join(statement.said for statement in answer.statements)
    told = " ".join((*answer.notices, answer.refusal))
    assert answer.as_of == then.day
    assert pinpoints(first, [then.cites]) if then.cites else not first, f"{first} {told}"
    assert [words for words in then.says if words not in said] == []
    assert [words for words in then.told if words not in told] == []
    assert [words for words in then.never if words in f"{said} {told}"] == []


@pytest.mark.parametrize(("row", "text", "then"), cases((*QUESTIONS, *HARD), {}))
def test_every_text_shown_was_law_on_the_day(
    assistant: Assistant, row: AsOf, text: str, then: Then
) -> None:
    """Only the text that the row expects may be one that was not in force yet."""
    answer = ask(assistant, row, text, then)
    for statement in (*answer.statements, *answer.extras):
        for provision in (citation.provision for citation in statement.citations):
            document = assistant.corpus.documents[provision.document_id]
            expected = document.id == then.cites.partition("#")[0]
            begins = "" if expected else document.in_force_from
            ends = provision.valid_to or "9999-12-31"
            assert max(begins, provision.valid_from) <= then.day <= ends, provision.id
            assert provision.same_as == "", f"{provision.id} is unchanged: cite it as published"
