"""The view explore lists what can be read, and shows what its address names."""

import re

import pytest

from ingest.model import Corpus
from tests.teapots import ACT, BEFORE, STORY, reading, teapots
from ui.errors import UiError
from ui.explore_view import show

CORPUS = teapots()


def opened(language="en", **parameters):
    return show(reading(CORPUS, language=language), parameters)


def test_each_work_is_listed_once_as_what_it_is():
    html = opened()
    assert re.findall(r"<h3>([^<]+)</h3>", html) == ["Law", "Self-declared fiction"]
    titles = re.findall(r'<h4><a href="([^"]+)">([^<]+)</a>', html)
    assert titles == [
        ("?view=explore&amp;act=32099R0001", "Teapot Act"),
        ("?view=explore&amp;act=32016R0679", "GDPR"),
        ("?view=explore&amp;act=doc%3Atea", "Tea tale"),
    ]


@pytest.mark.parametrize(
    "said",
    [
        pytest.param("2 texts: 1 Jan 2099, 1 Feb 2100", id="its texts"),
        pytest.param("5 articles", id="how many articles"),
        pytest.param("12 recitals", id="how many recitals"),
        pytest.param("computed by Pincite, not official", id="its state"),
        pytest.param("a brief in our own words", id="what a document is"),
    ],
)
def test_the_list_says_what_there_is(said):
    assert said in opened()


def test_what_is_missing_is_said_of_the_text_of_the_day():
    html = show(reading(CORPUS, BEFORE), {})
    assert "<b>Not here:</b> no annexes but the first; Article 9" in html


@pytest.mark.parametrize("way", ["timeline", "graph", "claims"])
def test_the_other_pictures_are_one_link_away(way):
    assert f'href="?view=explore&amp;show={way}"' in opened()


def test_an_unknown_picture_is_refused_in_words():
    with pytest.raises(UiError, match="no view called “pie”"):
        opened(show="pie")


@pytest.mark.parametrize(
    "parameters",
    [
        pytest.param({"act": "32098R0009"}, id="act"),
        pytest.param({"provision": "32098R0009#art_1"}, id="provision"),
    ],
)
def test_an_unknown_document_leads_to_the_list(parameters):
    html = opened(**parameters)
    assert 'role="alert"' in html
    assert "No document here is called “32098R0009”" in html
    assert "Teapot Act" in html


def test_a_strange_day_is_refused_in_words():
    for parameters in ({"act": ACT}, {}):
        with pytest.raises(UiError, match="“tomorrow” is no date"):
            show(reading(CORPUS, "tomorrow"), parameters)


def test_without_texts_the_next_step_is_named():
    html = show(reading(Corpus({}, {})), {})
    assert "pincite ingest" in html


def test_german_says_everything_in_german():
    html = opened("de")
    for said in ("Recht", "5 Artikel", "12 Erwägungsgründe", "2 Fassungen: 1. Jan. 2099"):
        assert said in html
    assert f'lang="en">{STORY.short_title}' in html
