"""Sources are cards: one a provision, grouped by authority, quotes marked."""

import re
from dataclasses import replace

import pytest

from rag.model import Answer, Hit, Question, Why
from rag.parts import LAW, STORY
from tests.browser import KETTLES, LIST, TALE, TEAPOT, WHISTLE, cite, quotes, says
from tests.conftest import corpus, document
from ui.cards import View, path, sources
from ui.wording import GERMAN, read_wording

VIEW = View(KETTLES.documents, "2026-11-22", 3)


def answer(*citations, **changes):
    return Answer(Question("?"), "?", tuple(quotes(c) for c in citations), **changes)


def test_a_card_names_the_place_the_status_and_the_quote():
    shown = sources(answer(cite(WHISTLE, "above 85 decibels")), VIEW)
    assert "Kettle Act" in shown
    assert "Chapter II: Prohibited kettle practices of the EU" in shown
    assert ">[1]</a> Article 5(1)(a)</h3>" in shown
    assert "<mark>above 85 decibels</mark>" in shown
    assert "The following kettle practices shall be prohibited: …" in shown
    assert '<span class="num own">(a)</span>' in shown
    assert "quote checked word for word" in shown


def test_law_stands_before_fiction_whatever_the_order_of_citations():
    shown = sources(answer(cite(TALE), cite(WHISTLE)), VIEW)
    assert re.findall("<h2>(.*?)</h2>", shown) == ["What the law says", "Self-declared fiction"]
    assert shown.index("[2]") < shown.index("[1]")


def test_two_quotes_of_one_provision_share_a_card():
    shown = sources(answer(cite(LIST, "in a shared kitchen"), cite(LIST, "without a lid")), VIEW)
    assert shown.count("<article") == 1
    assert 'id="source-3-1"' in shown
    assert 'id="source-3-2"' in shown
    assert "quotes checked word for word" in shown


def test_a_source_of_unknown_authority_is_still_shown():
    shown = sources(answer(cite(replace(WHISTLE, tier="rumour"))), VIEW)
    assert "Other sources" in shown


def test_sources_of_an_earlier_answer_wait_until_they_are_asked_for():
    shown = sources(answer(cite(WHISTLE)), replace(VIEW, current=False))
    assert shown.startswith('<div class="sources"')
    assert " hidden>" in shown


def test_ids_in_one_answer_are_unique():
    same = says("One.", cite(WHISTLE)), says("Two.", cite(WHISTLE))
    shown = sources(Answer(Question("?"), "?", same), VIEW)
    ids = re.findall(r'\bid="([^"]+)"', shown)
    assert len(ids) == len(set(ids)) == 1


def test_a_quote_from_a_brief_is_not_passed_off_as_the_original():
    shown = sources(answer(cite(TALE)), VIEW)
    assert "checked word for word in our brief; the original is not here" in shown


def test_a_title_that_repeats_its_chapter_is_named_once():
    headings = ("CHAPTER II: KETTLES OF THE EU", "Kettles of the EU", "Lids")
    shown = re.sub("<[^>]+>", "", path(replace(WHISTLE, headings=headings), VIEW))
    assert shown == "Kettle Act › Chapter II: Kettles of the EU › Lids"


def test_a_provision_of_an_unknown_document_is_named_by_its_id():
    assert path(replace(WHISTLE, document_id="32000R0001", headings=()), VIEW) == "32000R0001"


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("CHAPTER I: GENERAL PROVISIONS", "Chapter I: General provisions"),
        ("AI literacy", "AI literacy"),
        ("CE marking", "CE marking"),
        ("ICT risk management", "ICT risk management"),
    ],
)
def test_capitals_become_ordinary_letters_but_abbreviations_stay(printed, shown):
    text = re.sub("<[^>]+>", "", path(replace(WHISTLE, headings=(printed,)), VIEW))
    assert text.endswith(shown)


def test_of_two_quotes_each_mark_says_which_number_it_belongs_to():
    shown = sources(answer(cite(LIST, "shared kitchen"), cite(LIST, "in a shared")), VIEW)
    marks = re.findall(r'<mark data-n="([\d ]+)">(.*?)</mark>', shown.partition("<details")[0])
    assert marks == [("2", "in a "), ("1 2", "shared"), ("1", " kitchen")]


def test_a_source_leads_to_its_place_in_the_act():
    shown = sources(answer(cite(WHISTLE)), VIEW)
    address = "?view=explore&amp;provision=32099R0001%23art_5.par_1.pnt_a"
    assert (
        f'<a href="{address}">Read in the act <span class="sr-only">Article 5(1)(a)</span></a>'
        in shown
    )
    assert "Read in the document" in sources(answer(cite(TALE)), VIEW)


OLD = document(in_force_from="2099-01-01", version_date="2099-01-01")
NEW = replace(
    OLD,
    id="32099R0001+32100R0002",
    tier="consolidated",
    in_force_from="2100-03-01",
    version_date="2100-03-01",
)


@pytest.mark.parametrize(
    ("text", "compared"),
    [
        pytest.param("Kettles may whistle.", True, id="other words"),
        pytest.param(TEAPOT.text, False, id="the same words"),
    ],
)
def test_two_wordings_can_be_compared_where_there_are_two(text, compared):
    newer = replace(TEAPOT, id=f"{NEW.id}#art_9", document_id=NEW.id, text=text)
    texts = corpus(TEAPOT, newer, documents=(OLD, NEW))
    shown = sources(answer(cite(TEAPOT)), View(texts.documents, "2100-04-01", corpus=texts))
    address = "provision=32099R0001%23art_9&amp;from=2100-02-28&amp;to=2100-03-01"
    assert (f'<a href="?view=compare&amp;{address}">Compare versions' in shown) is compared


def test_a_card_says_why_it_is_there_once_that_is_known():
    asked = answer(cite(WHISTLE))
    assert "Why this source" not in sources(asked, VIEW)
    known = replace(asked, why={WHISTLE.id: Why(2, "meaning, words", ("whistle",))})
    assert "Place 2 in the search: by its meaning, by its words." in sources(known, VIEW)


def test_what_came_nearest_says_why_it_is_no_answer():
    refused = Answer(
        Question("tea?"),
        "tea?",
        refusal="No provision speaks of <tea>.",
        nearest=(Hit(TEAPOT, 0.2, "words"),),
        why={TEAPOT.id: Why(1, "words", lacks=("tea",))},
    )
    shown = sources(refused, VIEW)
    assert shown.index("Nearest, not an answer") < shown.index(
        "No provision speaks of &lt;tea&gt;."
    )
    assert "Words of your question that it lacks: <q>tea</q>." in shown
    assert 'id="near-3-1"' in shown


@pytest.mark.parametrize(
    ("part", "cited", "headings"),
    [
        pytest.param(LAW, TALE, ["What the law says", "Self-declared fiction"], id="no law"),
        pytest.param(STORY, WHISTLE, ["What the law says", "What is reported"], id="no report"),
        pytest.param("Kettle Act", WHISTLE, ["What the law says"], id="not a group"),
    ],
)
def test_a_group_that_was_asked_for_and_has_nothing_says_so(part, cited, headings):
    shown = sources(answer(cite(cited), notices=(f"{part}: Nothing was found.",)), VIEW)
    assert re.findall("<h2>(.*?)</h2>", shown) == headings
    assert ("Nothing on this question" in shown) is (len(headings) == 2)


def test_a_german_page_names_what_stays_english():
    german = replace(VIEW, words=read_wording(GERMAN), corpus=KETTLES)
    long = answer(cite(LIST, "in a shared kitchen"), cite(TALE))
    shown = sources(long, german)
    assert "<h2>Was das Gesetz sagt</h2>" in shown
    assert '</a> <span lang="en">Article 5(1)</span></h3>' in shown
    assert '<div class="lawtext" lang="en">' in shown
    assert '<summary lang="de">Ganzen Text zeigen</summary>' in shown
    assert "Zitat Wort für Wort geprüft" in shown
    assert "quote checked" not in shown
