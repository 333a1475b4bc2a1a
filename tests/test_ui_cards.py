"""Sources are cards: one a provision, grouped by authority, quotes marked."""

import re
from dataclasses import replace

import pytest

from rag.model import Answer, Question
from tests.browser import KETTLES, LIST, TALE, WHISTLE, cite, quotes, says
from ui.cards import View, badges, path, sources

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


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({}, "law in force", id="in force"),
        pytest.param({"applies_from": "2026-11-22"}, "applies since 22 Nov 2026", id="applies"),
        pytest.param({"applies_from": "2026-11-23"}, "applies from 23 Nov 2026", id="not yet"),
        pytest.param({"amended": "32026R1744"}, "amended by 2026/1744", id="amended"),
        pytest.param({"completeness": "cut"}, "partial copy: cut", id="partial"),
        pytest.param({"tier": "note"}, "our own words, not the law&#x27;s", id="note"),
        pytest.param({"tier": "fiction"}, "self-declared fiction", id="fiction"),
        pytest.param({"tier": "news"}, "reported", id="news"),
    ],
)
def test_badges_tell_what_a_reader_must_know(changes, words):
    assert f">{words}</span>" in badges(replace(WHISTLE, **changes), VIEW)


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
    assert "partial copy" not in badges(replace(TALE, completeness="a brief"), VIEW)


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
