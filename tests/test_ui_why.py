"""A source says how it was found and what it shares with the question."""

import html
import re

import pytest

from rag.extras import ALSO, DEFINITION, EXCEPTION, INSERTED
from rag.model import Hit, Why
from rag.penalties import FIXES_FINE
from rag.precise import DEFINES, NAMED, SETS_DATE
from rag.same_question import ASKED
from rag.search import HEADNOTE
from rag.why import INTRODUCES
from tests.conftest import provision
from ui.why import why_no_answer, why_shown
from ui.wording import GERMAN, read_wording

WORDS = read_wording()


def lines(shown):
    return [html.unescape(re.sub("<[^>]+>", "", li)) for li in re.findall("<li>(.*?)</li>", shown)]


@pytest.mark.parametrize(
    ("why", "said"),
    [
        pytest.param(
            Why(1, "meaning, words", ("lead", "kettle")),
            [
                "Place 1 in the search: by its meaning, by its words.",
                "Words of your question that it has: lead, kettle.",
            ],
            id="found",
        ),
        pytest.param(
            Why(3, "meaning", (), ("boss",)),
            [
                "Place 3 in the search: by its meaning.",
                "Words of your question that the law says otherwise, as here: boss.",
            ],
            id="said otherwise",
        ),
        pytest.param(
            Why(2, "meaning"),
            [
                "Place 2 in the search: by its meaning.",
                "It shares no telling word with your question.",
            ],
            id="nothing shared",
        ),
        pytest.param(
            Why(0, "", ("lead",), added=INTRODUCES),
            [
                "Added by us: it introduces the point that is quoted.",
                "Words of your question that it has: lead.",
            ],
            id="added",
        ),
        pytest.param(
            Why(0, "", ("lead",)),
            [
                "It was not among the first in the search; the answer leads to it.",
                "Words of your question that it has: lead.",
            ],
            id="not found",
        ),
        pytest.param(
            Why(1, "words, contains 3 of the points", ("lead",)),
            [
                "Place 1 in the search: by its words, 3 of its points were found.",
                "Words of your question that it has: lead.",
            ],
            id="a list",
        ),
    ],
)
def test_a_source_says_how_it_came_here(why, said):
    shown = why_shown(why, WORDS)
    assert shown.startswith('<details class="why"><summary>Why this source</summary>')
    assert lines(shown) == said


@pytest.mark.parametrize("how", [NAMED, DEFINES, SETS_DATE, FIXES_FINE, ASKED, HEADNOTE])
def test_every_way_of_finding_is_said_in_german(how):
    shown = why_shown(Why(1, how), read_wording(GERMAN))
    assert how not in shown
    assert lines(shown)[0].startswith("Platz 1 in der Suche: ")


@pytest.mark.parametrize("added", [INTRODUCES, INSERTED, EXCEPTION, DEFINITION, ALSO])
def test_everything_added_is_named_as_ours_in_german(added):
    assert lines(why_shown(Why(added=added), read_wording(GERMAN)))[0].startswith("Von uns")


def test_what_nobody_foresaw_is_shown_as_it_is_and_stays_text():
    shown = why_shown(Why(1, "<b>luck", ("<i>",), added="<u>friend"), read_wording(GERMAN))
    assert '<span lang="en">&lt;b&gt;luck</span>' in shown
    assert '<span lang="en">&lt;u&gt;friend</span>' in shown
    assert "<q>&lt;i&gt;</q>" in shown


def test_without_a_reason_nothing_is_said():
    assert why_shown(None, WORDS) == ""


def test_what_is_no_answer_says_what_it_lacks_without_being_unfolded():
    hit = Hit(provision(), 1.0, "words")
    shown = why_no_answer(hit, Why(2, "words", ("space",), (), ("dog",)), 1, WORDS)
    assert "<details" not in shown
    assert lines(shown) == [
        "Place 2 in the search: by its words.",
        "Words of your question that it has: space.",
        "Words of your question that it lacks: dog.",
    ]


def test_what_is_no_answer_says_at_least_how_it_was_found():
    assert lines(why_no_answer(Hit(provision(), 1.0, "words"), None, 4, WORDS))[0] == (
        "Place 4 in the search: by its words."
    )
