"""A sentence without an end is checked citation by citation, and shown in part."""

import json

import pytest

from rag.memo.check import check
from rag.memo.excerpts import LONGEST, NOT_JUDGED, SHOWN, is_long, shown
from rag.memo.model import Mention, Passage
from tests.memo_kettles import AFTER, CORPUS
from ui.check_json import report_object

CITED = "Article 1 Kettle Act "


def passage(before: int, after: int, offset: int = 7) -> tuple[Passage, Mention]:
    text = f"{'word ' * before}Article 1{' word' * after}"
    at = offset + text.index("Article 1")
    mention = Mention("Article 1", (at, at + 9), "provision")
    return Passage(text, (offset, offset + len(text)), (mention,)), mention


@pytest.mark.parametrize(
    ("before", "after"), [(0, 0), (0, 500), (500, 0), (500, 500), (39, 39), (3, 500), (500, 3)]
)
def test_what_is_shown_has_the_citation_and_whole_words_and_is_not_long(before, after):
    one, mention = passage(before, after)
    window = shown(one, mention)
    assert len(window) <= SHOWN + 2
    assert set(window.strip("…").split()) <= {"word", "Article", "1"}
    assert "Article 1" in window
    assert window.startswith("…") == (not one.text.startswith(window.strip("…")))
    assert window.endswith("…") == (not one.text.endswith(window.strip("…")))


def test_a_sentence_of_usual_length_is_shown_whole():
    one, mention = passage(30, 30)
    assert shown(one, mention) == one.text


def test_a_long_citation_is_cut_too():
    text = "Articles " + ", ".join(map(str, range(1, 400)))
    mention = Mention(text, (0, len(text)), "provision")
    window = shown(Passage(text, (0, len(text)), (mention,)), mention)
    assert len(window) <= SHOWN + 2


def sizes(times: int) -> int:
    return len(json.dumps(report_object(check(CITED * times, "memo", CORPUS, AFTER))["findings"]))


def test_a_report_grows_with_its_memo_and_not_with_its_square():
    few, many = sizes(100), sizes(1000)
    assert many < 11 * few


def test_what_a_sentence_without_an_end_says_is_not_judged_and_that_is_said():
    one, _ = passage(LONGEST, 0)
    assert is_long(one)
    report = check(CITED * (LONGEST // 10), "memo", CORPUS, AFTER)
    assert {finding.claim for finding in report.findings} == {"not_checked"}
    assert all(NOT_JUDGED in finding.reasons for finding in report.findings)
    unasked = check(CITED * (LONGEST // 10), "memo", CORPUS, AFTER, claims=False)
    assert not any(NOT_JUDGED in finding.reasons for finding in unasked.findings)
