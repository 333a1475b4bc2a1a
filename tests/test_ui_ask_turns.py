"""A question is answered, stopped, asked again, exported; what fails is told in words."""

import base64
import json
import re
from dataclasses import replace

import pytest

from rag.model import Answer
from rag.receipt_model import Conditions
from tests.browser import TERMS, WHISTLE, Scripted
from ui.ask_events import exported
from ui.ask_turns import Asked, answering, stopped
from ui.ask_where import Where
from ui.copied import copied
from ui.desk import About, Desk
from ui.places import View
from ui.wording import read_wording

WORDS = read_wording()
DESK = Desk(Scripted(TERMS), About("2026-11-22"))


def asked(text, past=(), **where):
    return list(answering(DESK, text, past, Where(**where), WORDS))


def test_where_to_look_reaches_the_assistant():
    *_, (_, (answer,)) = asked("May it whistle?", as_of="2026-01-01", acts=("32099R0001",))
    assert answer.question.as_of == "2026-01-01"
    assert answer.question.filters.documents == {"32099R0001"}


def test_without_a_day_the_question_may_name_its_own():
    *_, (_, (answer,)) = asked("May it whistle?")
    assert answer.question.as_of == ""


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ({"as_of": "2026-02-31"}, "2026-02-31 is no day of the calendar"),
        ({"acts": ("32000R0001",)}, "32000R0001: no text here"),
    ],
)
def test_what_cannot_be_looked_for_is_said_and_the_question_stays(where, said):
    ((screen, past),) = asked("May it whistle?", **where)
    assert said in screen.current
    assert screen.box == "May it whistle?"
    assert past == ()
    assert "data-again" in screen.current


def test_only_the_last_answer_once_complete_has_tools_and_questions_to_ask_next():
    screens = asked("May it whistle?")
    assert ["data-copy" in screen.current for screen, _ in screens] == [False, False, False, True]
    last, past = screens[-1]
    assert re.findall(r'<a class="next"[^>]*>(.*?)</a>', last.current) == [
        "What is a shared kitchen under Regulation (EU) 2099/1?"
    ]
    *_, (second, _) = asked("Who invented tea?", past)
    assert "data-copy" not in second.earlier
    assert "What is a shared" not in second.earlier
    assert 'data-scope="conversation"' in second.current
    assert 'data-scope="conversation"' not in last.current


def test_an_answer_that_is_stopped_keeps_what_was_found():
    screen, past = asked("May it whistle?")[1]
    found = stopped(DESK, screen.asked, past, WORDS)
    assert found is not None
    cut, kept = found
    assert len(kept) == 1
    assert len(kept[0].statements) == 1
    assert "Stopped. This is what was found until then; there may be more." in kept[0].notices
    assert 'aria-busy="false"' in cut.current
    assert "data-again" in cut.current
    assert cut.box == ""


def test_a_question_stopped_before_anything_was_found_stays_in_its_field():
    screen, past = asked("May it whistle?")[0]
    found = stopped(DESK, screen.asked, past, WORDS)
    assert found is not None
    assert "Stopped before anything was found." in found[0].current
    assert (found[0].box, found[1]) == ("May it whistle?", ())


def test_what_is_complete_or_was_never_asked_cannot_be_stopped():
    *_, (screen, past) = asked("May it whistle?")
    assert screen.asked.kept
    assert stopped(DESK, screen.asked, past, WORDS) is None
    assert stopped(DESK, None, (), WORDS) is None


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"form": "md"}, "There is no answer to export yet"),
        ({"form": "exe"}, "There is no answer to export yet"),
    ],
)
def test_nothing_is_exported_without_an_answer(sent, said):
    assert said in exported(DESK, (), sent, WORDS)


@pytest.mark.parametrize("sent", [{"form": "exe"}, {}, {"form": None}, {"form": '"><script>'}])
def test_a_form_that_nobody_offers_is_refused_in_words(sent):
    *_, (_, past) = asked("May it whistle?")
    shown = exported(DESK, past, sent, WORDS)
    assert "Answers are not written in that form" in shown
    assert "data-download" not in shown
    assert "<script" not in shown


def test_what_is_copied_has_the_places_the_quotes_and_the_links():
    *_, (_, (answer,)) = asked("May it whistle?")
    text = copied(replace(answer, as_of="2026-11-22"), View(TERMS.documents))
    assert text.startswith("May it whistle?\n\nKettles that whistle above 85 decibels")
    assert "[1] Kettle Act, Article 5(1)(a): “the placing on the market" in text
    assert WHISTLE.url in text
    assert text.endswith("Law as of 22 Nov 2026.")


def test_a_refusal_can_be_copied_too():
    *_, (_, (answer,)) = asked("Who invented tea?")
    assert copied(answer, View(TERMS.documents)).endswith("supports an answer to this question.")


def test_what_was_asked_last_is_known_with_its_place():
    *_, (screen, _) = asked("May it whistle?", as_of="2026-01-01")
    assert screen.asked == Asked(
        "May it whistle?", Where(as_of="2026-01-01"), screen.asked.answer, kept=True
    )
    assert isinstance(screen.asked.answer, Answer)


def test_a_receipt_of_the_page_says_what_the_answer_depended_on():
    told = About(conditions=lambda: Conditions(embedder="kettle-embedder"))
    *_, (_, past) = asked("May it whistle?")
    shown = exported(Desk(Scripted(TERMS), told), past, {"form": "json"}, WORDS)
    content = base64.b64decode(re.search(r'data-content="([^"]+)"', shown)[1])
    assert json.loads(content)["conditions"]["embedder"] == "kettle-embedder"
