"""A question may say which day's law it asks for."""

import pytest

from rag.days import ORIGINAL, OnDay, read_day


@pytest.mark.parametrize(
    ("question", "text", "day"),
    [
        ("What applies as of 2026-07-01?", "What applies?", "2026-07-01"),
        ("What must kettles do as of 1 July 2026?", "What must kettles do?", "2026-07-01"),
        ("What must kettles do as of July 1, 2026?", "What must kettles do?", "2026-07-01"),
        ("What must kettles do as of 1.7.2026?", "What must kettles do?", "2026-07-01"),
        ("As of July 2026, when must lids fit?", "When must lids fit?", "2026-07-01"),
        ("What did Article 4 say as of 2025?", "What did Article 4 say?", "2025-01-01"),
        ("When must lids fit under the law of 1 July 2026?", "When must lids fit?", "2026-07-01"),
        ("Which kettles were banned on 1 March 2025?", "Which kettles were banned?", "2025-03-01"),
        (
            "When do lids have to fit under the original text?",
            "When do lids have to fit?",
            ORIGINAL,
        ),
        ("When did lids have to fit before the omnibus?", "When did lids have to fit?", ORIGINAL),
        ("When were lids originally due to fit?", "When were lids due to fit?", ORIGINAL),
    ],
)
def test_the_day_is_read_and_leaves_the_question(question: str, text: str, day: str) -> None:
    assert read_day(question) == OnDay(text, day)


@pytest.mark.parametrize(
    "question",
    [
        "When must lids fit?",
        "Which kettles placed on the market before 2 August 2026 must comply?",
        "Must a kettle sold on 2 August 2027 whistle?",
        "Does the rule apply from 2 December 2027?",
        "What applies as of 31 February 2026?",
        "Is the text published in 2024 still law?",
        "as of 2026",
    ],
)
def test_another_date_is_no_day_of_the_law(question: str) -> None:
    assert read_day(question).day in ("", "2026-01-01")
    assert read_day(question).text == question
