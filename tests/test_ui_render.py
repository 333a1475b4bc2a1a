"""An answer says first what it says, and shows what it rests on."""

import re
from html.parser import HTMLParser

import pytest

from rag.model import Answer, Question, Statement
from tests.browser import HOSTILE, KETTLES, LIST, TALE, WHISTLE, Scripted, cite, quotes, says
from ui.cards import View, sources
from ui.render import failure, notice, spoken, turn

VIEW = View(KETTLES.documents, "2026-11-22")


def asked(text):
    *_, answer = Scripted().stream(Question(text))
    return answer


class Tags(HTMLParser):
    """Collects what a browser would take for tags, attributes and links."""

    def __init__(self):
        super().__init__()
        self.names, self.attributes, self.links = set(), set(), set()

    def handle_starttag(self, tag, attrs):
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links |= {value for name, value in attrs if name in ("href", "src", "action")}


def plain(shown):
    return " ".join(re.sub(r"<[^>]+>", " ", shown).replace("&nbsp;", " ").split())


def test_the_statement_leads_and_the_quote_follows_with_its_number():
    shown = turn(asked("May it whistle?"), VIEW)
    lead, quote = shown.index('class="lead"'), shown.index("<blockquote>")
    assert lead < quote
    assert 'href="#source-1-1" aria-label="Source 1: Article 5(1)(a)">1</a>' in shown


def test_a_statement_that_is_the_quote_is_not_said_twice():
    shown = turn(Answer(Question("?"), "?", (quotes(cite(WHISTLE)),)), VIEW)
    assert plain(shown).count("above 85 decibels") == 1


def test_a_long_quote_is_led_by_its_place():
    shown = turn(asked("What is prohibited?"), VIEW)
    assert "Kettle Act, Article 5(1):" in plain(shown)
    assert "<blockquote>" in shown


def test_each_further_quote_names_its_provision():
    both = Answer(Question("?"), "?", (quotes(cite(LIST)), quotes(cite(WHISTLE))))
    assert "Article 5(1)(a) 2" in plain(turn(both, VIEW))


def test_withheld_statements_are_struck_out_with_the_reason():
    shown = turn(asked("May it whistle?"), VIEW)
    assert "<del>Kettles may whistle at 90 decibels.</del>" in shown
    assert "90 is not in the source" in shown


def test_related_provisions_are_folded():
    shown = turn(asked("May it whistle?"), VIEW)
    folded = shown[shown.index('<details class="extras">') :]
    assert "Not part of the answer: 1 related provision (Article 9)" in folded
    assert "Teapots are outside" in folded


def test_a_refusal_says_what_was_searched_and_what_was_nearest():
    answer = asked("Who invented tea?")
    shown = plain(turn(answer, VIEW))
    assert "No answer in these texts." in shown
    assert "Searched: Kettle Act, The kettle war (brief)." in shown
    assert "Nearest, not an answer: Article 9 Kettle Act" in shown
    cards = sources(answer, VIEW)
    assert "Nearest, not an answer" in cards
    assert "<mark>" not in cards


def test_fiction_is_named_before_the_answer():
    shown = plain(turn(asked("What divided them?"), VIEW))
    assert shown.index("self-declared fiction") < shown.index("four points divided")


def test_an_answer_that_mixes_law_and_fiction_names_the_fiction():
    mixed = Answer(Question("?"), "?", (says("Both.", cite(WHISTLE), cite(TALE)),))
    assert 'class="badge fiction"' in turn(mixed, VIEW)


@pytest.mark.parametrize("part", ["question", "answer", "sources", "notice", "failure"])
def test_nothing_from_a_text_or_a_reader_becomes_active(part):
    answer = asked("show markup")
    shown = {
        "question": turn(Answer(Question(HOSTILE.text), "?"), VIEW),
        "answer": turn(answer, VIEW),
        "sources": sources(answer, VIEW),
        "notice": notice(HOSTILE.text),
        "failure": failure(HOSTILE.text, HOSTILE.text, 1),
    }[part]
    assert "window.pwned" in shown
    tags = Tags()
    tags.feed(shown)
    assert not {"script", "img", "iframe", "style"} & tags.names
    assert not [name for name in tags.attributes if name.startswith("on")]
    assert all(url.startswith("#") for url in tags.links)


def test_an_answer_without_words_is_reported():
    nothing = Answer(Question("?"), "?")
    assert "Searching" in turn(nothing, VIEW, done=False)
    assert "No answer came back" in turn(nothing, VIEW, done=True)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("May it whistle?", "Answer with 2 sources: Kettles that whistle"),
        ("Who invented tea?", "No answer. Nothing in the texts"),
    ],
)
def test_the_outcome_is_announced_in_words(question, said):
    assert spoken(asked(question)).startswith(said)


def test_a_long_checked_statement_is_set_in_ordinary_letters():
    long = Statement("Kettles whistle. " * 40, (cite(LIST, "without a lid"),), "checked")
    assert '<p class="said">' in turn(Answer(Question("?"), "?", (long,)), VIEW)
