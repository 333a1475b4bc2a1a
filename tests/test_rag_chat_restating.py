"""A model may restate a follow-up, but may not put anything into it."""

import pytest

from rag.chat.restating import NOT_EXPANDED, NOT_RESTATED, adds_nothing, merged
from rag.model import Hit, Question, Turn
from rag.precise import NAMED
from tests.chatting import GOOD, with_server, written
from tests.conftest import provision
from tests.scripted_model import Script, scripted

BEFORE = (Turn("Who must fit a whistle under Article 4?", ("32099R0001#art_4.par_1.pnt_a",)),)
FOLLOW_UP = Question("And by when?", history=BEFORE)
PLAINLY = "Who must fit a whistle under Article 4 of the Regulation (EU) 2099/1, for by when?"


@pytest.mark.parametrize(
    ("said", "good"),
    [
        ("By when must a whistle be fitted under Article 4?", True),
        ("By when must a whistle be fitted under Article 4(1)(a)?", True),
        ("By when must a whistle be fitted?", True),
        ("By when must a whistle be fitted under Article 5?", False),
        ("By when must a whistle be fitted under the GDPR?", False),
        ("Must a whistle be fitted within 30 days?", False),
        ("By when must a whistle be fitted under Article 4(2)?", False),
        ("By when, under recital 3, must it be fitted?", False),
    ],
)
def test_a_restated_question_names_nothing_new(said, good):
    assert adds_nothing(said, FOLLOW_UP.text, BEFORE) is good


def test_what_the_follow_up_names_must_stay():
    assert not adds_nothing("What does the law say?", "What does Article 5 say?", BEFORE)


@pytest.fixture
def ask(kettle, tmp_path, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "none")

    def go(question, *scripts, **settings):
        with scripted(scripts[0]) as server:
            server.then = [*scripts[1:]]
            assistant = with_server(kettle, tmp_path, f"{server.url}#kettle", **settings)
            answer = assistant.ask(question)
        return answer, server

    return go


def test_by_default_no_model_restates_or_expands(ask):
    answer, server = ask(FOLLOW_UP, Script(written(GOOD)))
    assert answer.asked == PLAINLY
    assert len(server.requests) == 1


def test_a_follow_up_is_restated(ask):
    said = "By when must makers fit a whistle under Article 4?"
    answer, server = ask(
        FOLLOW_UP, Script(f'"{said}"'), Script(written(GOOD)), model_condenses=True
    )
    assert answer.asked == said
    assert answer.question == FOLLOW_UP
    assert len(server.requests) == 2
    assert NOT_RESTATED not in answer.notices


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(Script("What does Article 7 say?"), id="invented provision"),
        pytest.param(Script(""), id="empty"),
        pytest.param(Script("One.\nTwo."), id="two lines"),
        pytest.param(Script("word " * 100), id="long"),
        pytest.param(Script(status=500), id="500"),
        pytest.param(Script("x", tool="other"), id="tool"),
    ],
)
def test_a_bad_restatement_is_not_used_and_the_reader_is_told(ask, script):
    answer, _ = ask(FOLLOW_UP, script, Script(written(GOOD)), model_condenses=True)
    assert answer.asked == PLAINLY
    assert NOT_RESTATED in answer.notices


def test_a_first_question_is_never_restated(ask):
    _, server = ask(
        Question("Who checks that the whistle works?"), Script(written(GOOD)), model_condenses=True
    )
    assert len(server.requests) == 1


def test_other_words_find_what_the_question_s_own_do_not(ask):
    question = Question("Who must tell about scalding steam?")
    plain, _ = ask(question, Script(written(GOOD)))
    words = Script("notify, boil-over, water authority")
    answer, server = ask(question, words, Script(written(GOOD)), model_expands=True)
    assert "32099R0001#art_5.par_1" in str(server.requests[-1]["messages"])
    assert NOT_EXPANDED not in (*plain.notices, *answer.notices)


@pytest.mark.parametrize("text", ["", "Article 5", "GDPR", "within 72 hours"])
def test_other_words_that_name_something_are_not_used(ask, text):
    question = Question("Who checks that the whistle works?")
    answer, _ = ask(question, Script(text), Script(written(GOOD)), model_expands=True)
    assert NOT_EXPANDED in answer.notices


def test_rankings_take_turns_and_what_is_named_stays_in_front():
    a, b, c, d = (Hit(provision(f"art_{n}"), 1.0, NAMED if n == 2 else "words") for n in range(4))
    assert merged([a, b, c], [d, a], 4) == [c, a, d, b]
    assert merged([a], [d], 1) == [a]
