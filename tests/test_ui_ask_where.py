"""What a reader chose decides where is looked; what is not there is said in words."""

from dataclasses import replace
from urllib.parse import parse_qsl

import pytest

from rag.facets import admits
from rag.model import Filters, Question
from tests.browser import KETTLE_ACT, STORY, TALE, WHISTLE
from tests.conftest import corpus, document
from ui.ask_form import form
from ui.ask_where import Where, address, day_of, filters_of, read_where, told, where_of
from ui.errors import UiError
from ui.wording import read_wording

WORDS = read_wording()
AMENDED = document(id="32099R0001+32099R0044", tier="consolidated", short_title="Kettle Act, new")
CHANGES = document(id="note:32099R0001", work="note:32099R0001", tier="note", short_title="Changes")
STATE = document(id="us:kettles", work="us:kettles", jurisdiction="US-CA", short_title="Pot Law")
NEWER = replace(WHISTLE, id=f"{AMENDED.id}#art_5", document_id=AMENDED.id, tier="consolidated")
NOTED = replace(WHISTLE, id=f"{CHANGES.id}#chg_5", document_id=CHANGES.id, kind="note", tier="note")
RECITAL = replace(WHISTLE, id=f"{STATE.id}#rct_1", document_id=STATE.id, kind="recital")
NEWS = replace(STORY, id="doc:news", work="doc:news", tier="news", short_title="News")
REPORTED = replace(TALE, id="doc:news#par_1", document_id="doc:news", tier="news")
TEXTS = corpus(
    *(WHISTLE, NEWER, NOTED, RECITAL, TALE, REPORTED),
    documents=(KETTLE_ACT, AMENDED, CHANGES, STATE, STORY, NEWS),
)


def admitted(**chosen):
    filters = filters_of(Where(**chosen), TEXTS, WORDS)
    return [p for p in TEXTS.provisions.values() if admits(filters, p, TEXTS)]


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        pytest.param({}, [WHISTLE, NEWER, NOTED, RECITAL, TALE, REPORTED], id="everywhere"),
        pytest.param({"acts": ("32099R0001",)}, [WHISTLE, NEWER, NOTED], id="every text of an act"),
        pytest.param({"acts": (AMENDED.id,)}, [WHISTLE, NEWER, NOTED], id="named by one text"),
        pytest.param({"jurisdictions": ("US-CA",)}, [RECITAL], id="jurisdiction"),
        pytest.param({"kinds": ("article",)}, [WHISTLE, NEWER], id="articles"),
        pytest.param({"kinds": ("recital", "fiction")}, [RECITAL, TALE], id="two kinds"),
        pytest.param({"kinds": ("note",)}, [NOTED], id="our notes"),
        pytest.param({"acts": ("us:kettles",), "kinds": ("article",)}, [], id="nothing is both"),
    ],
)
def test_what_is_chosen_is_what_is_searched(chosen, found):
    assert admitted(**chosen) == found


@pytest.mark.parametrize(
    ("chosen", "complaint"),
    [
        pytest.param({"acts": ("32099R0777",)}, "32099R0777: no text here", id="act"),
        pytest.param({"jurisdictions": ("Mars",)}, "Mars: no text here is from", id="jurisdiction"),
        pytest.param({"kinds": ("annex",)}, "annex: no text here is of that kind", id="kind"),
    ],
)
def test_what_is_not_there_is_said_in_words(chosen, complaint):
    with pytest.raises(UiError, match=complaint):
        filters_of(Where(**chosen), TEXTS, WORDS)


@pytest.mark.parametrize("day", ["2026-02-31", "tomorrow", "?", "31.12.2026", "2026-13-01", "0"])
def test_an_impossible_day_is_said_in_words(day):
    with pytest.raises(UiError, match="is no day of the calendar"):
        day_of(Where(as_of=day), WORDS)


def test_no_day_is_no_day_and_a_day_is_itself():
    assert day_of(Where(), WORDS) == ""
    assert day_of(Where(as_of="2026-07-01"), WORDS) == "2026-07-01"


@pytest.mark.parametrize(
    "sent",
    [
        '{"as_of": "2026-07-01", "acts": ["32099R0001", "us:kettles"], "kinds": ["note"]}',
        {"q": "?", "as_of": " 2026-07-01", "acts": "32099R0001,us:kettles,", "kinds": "note"},
    ],
    ids=["a form", "an address"],
)
def test_a_form_and_an_address_say_the_same(sent):
    assert read_where(sent) == Where("2026-07-01", (), ("note",), ("32099R0001", "us:kettles"))


@pytest.mark.parametrize("sent", ["", "no json", "[1]", None, 7, {"acts": 3}, {"kinds": None}])
def test_what_no_form_sends_chooses_nothing(sent):
    assert read_where(sent) == Where()


@pytest.mark.parametrize(
    "where",
    [
        Where(),
        Where("2026-07-01", ("EU",), ("article", "fiction"), ("32099R0001",)),
        Where(kinds=("note",), acts=("doc:kettle-war",)),
        Where(acts=("note:32099R0001",)),
    ],
)
def test_an_address_asks_a_question_where_it_was_asked(where):
    filters = filters_of(where, TEXTS, WORDS)
    asked = Question("May it whistle?", filters, as_of=day_of(where, WORDS))
    again = dict(parse_qsl(address(asked.text, where_of(asked, TEXTS))[1:]))
    assert again.pop("q") == "May it whistle?"
    assert read_where(again) == where


def test_filters_of_another_making_are_no_choice_of_kinds():
    filters = Filters(tiers=frozenset({"law"}))
    assert where_of(Question("?", filters), TEXTS) == Where()


def test_choices_are_told_by_their_names():
    where = Where("2026-07-01", ("EU", "US-CA", "DE"), ("fiction",), ("32099R0001",))
    said = told(where, TEXTS, WORDS)
    assert said[0] == "law as of 1 Jul 2026"
    assert said[1:4] == ("European Union", "California", "DE")
    assert said[4:] == ("Self-declared fiction", "Kettle Act")


def test_the_form_offers_what_the_corpus_has_and_no_choice_of_one():
    shown = form(TEXTS, WORDS)
    assert shown.count('name="acts"') == 5
    assert 'value="32099R0001"><span>Kettle Act</span>' in shown
    assert 'value="annex"' not in shown
    alone = form(corpus(WHISTLE, documents=(KETTLE_ACT,)), WORDS)
    assert "checkbox" not in alone
    assert 'type="date"' in alone


def test_titles_of_strangers_stay_text():
    hostile = replace(KETTLE_ACT, id="doc:x", work='"><script>', short_title="<img src=x>")
    shown = form(corpus(WHISTLE, documents=(KETTLE_ACT, hostile)), WORDS)
    assert "<script" not in shown
    assert "<img" not in shown


@pytest.mark.parametrize("name", ["in", "act", "document", "documents", "acts"])
def test_an_address_may_call_an_act_otherwise_and_an_unknown_one_is_said(name):
    assert filters_of(read_where({"q": "?", name: "kettle act"}), TEXTS, WORDS) == filters_of(
        Where(acts=("32099R0001",)), TEXTS, WORDS
    )
    with pytest.raises(UiError, match="Moon Act: no text here"):
        filters_of(read_where({"q": "?", name: "Moon Act"}), TEXTS, WORDS)
