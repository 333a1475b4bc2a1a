"""An answer says first what it says, and shows what it rests on."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from rag.model import Answer, Filters, Question, Statement, Turn, Withheld
from rag.parts import LAW, STORY
from tests.browser import HOSTILE, KETTLES, LIST, TALE, WHISTLE, Scripted, cite, quotes, says
from ui.cards import sources
from ui.places import View
from ui.render import failure, notice, spoken, turn
from ui.wording import read_wording

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


@pytest.mark.parametrize(("count", "folded"), [(2, False), (3, True)])
def test_many_withheld_statements_are_folded(count, folded):
    withheld = tuple(Withheld(f"Claim {n}.", "no source says so") for n in range(count))
    shown = turn(Answer(Question("?"), "?", (quotes(cite(LIST)),), withheld=withheld), VIEW)
    assert shown.count("<del>") == count
    assert f"Withheld: {count} statements failed the check" in shown
    assert ("<details><summary>Withheld" in shown) is folded


def panes_of(shown):
    return re.findall(r'<section class="pane (\w+)".*?<h3[^>]*>(.*?)</h3>', shown)


def test_law_and_fiction_stand_in_panes_of_their_own_and_fiction_is_named():
    shown = turn(asked("Compare both worlds."), VIEW)
    assert panes_of(shown) == [
        ("law", "What the law says"),
        ("fiction", "What a self-declared fiction tells"),
        ("open", "What is not established"),
    ]
    law, fiction = shown.index('class="pane law"'), shown.index('class="pane fiction"')
    assert law < shown.index("Whistles above 85") < fiction < shown.index("four points divided")
    assert "the text calls itself fictional" in shown
    assert "What the article says" not in shown


def test_a_side_that_nothing_answers_is_not_established():
    told = replace(quotes(cite(replace(TALE, tier="news"))), part=STORY)
    missing = f"{LAW}: No provision of this corpus was found to govern this."
    answer = Answer(Question("?"), "?", (told,), notices=(missing, "Something else."))
    shown = turn(answer, VIEW)
    assert [kind for kind, _ in panes_of(shown)] == ["news", "open"]
    assert shown.count("found to govern this") == 1
    assert shown.index('class="pane open"') < shown.index("found to govern this")
    assert shown.index("Something else.") > shown.index("</section>")


@pytest.mark.parametrize("question", ["May it whistle?", "What divided them?", "Who?"])
def test_an_answer_from_one_kind_of_source_has_no_panes(question):
    assert panes_of(turn(asked(question), VIEW)) == []


def test_each_act_that_could_be_meant_is_a_link_that_asks_and_keeps_where_to_look():
    question = Question("which act?", Filters(jurisdictions=frozenset({"EU"})), as_of="2026-01-01")
    (answer,) = Scripted().stream(question)
    shown = turn(answer, replace(VIEW, corpus=KETTLES))
    (first, second) = re.findall(r'<a class="next" href="(.*?)">(.*?)</a>', shown)
    asks = (
        "?q=May+a+kettle+whistle+under+the+first+act%3F&amp;as_of=2026-01-01&amp;jurisdictions=EU"
    )
    assert first == (asks, "May a kettle whistle under the first act?")
    assert "second+act" in second[0]


def test_the_address_of_a_follow_up_asks_it_as_it_was_read():
    before = Turn("What is the fine?", ("32099R0001#art_9",))
    follow_up = Question("And for teapots?", history=(before,))
    answer = replace(asked("May it whistle?"), question=follow_up, asked="The fine, for teapots?")
    view = replace(VIEW, corpus=KETTLES)
    assert 'data-address="?q=The+fine%2C+for+teapots%3F"' in turn(answer, view)
    elsewhen = turn(replace(answer, as_of="2025-01-01"), view)
    assert 'data-address="?q=The+fine%2C+for+teapots%3F&amp;as_of=2025-01-01"' in elsewhen


def test_what_was_chosen_is_said_under_the_question():
    chosen = Question(
        "tea?", Filters(documents=frozenset({WHISTLE.document_id})), as_of="2026-01-02"
    )
    shown = plain(turn(asked(chosen.text), replace(VIEW, corpus=KETTLES)))
    assert "Where to look:" not in shown
    (answer,) = Scripted().stream(chosen)
    shown = plain(turn(answer, replace(VIEW, corpus=KETTLES)))
    assert "Where to look: law as of 2 Jan 2026 · Kettle Act" in shown


def test_filters_that_leave_no_text_are_said_to_be_why():
    nowhere = Question("tea?", Filters(jurisdictions=frozenset({"US"})))
    (answer,) = Scripted().stream(nowhere)
    assert "Nothing was searched" in turn(answer, VIEW)
    assert "Nothing was searched" not in turn(asked("tea?"), VIEW)


def test_on_a_german_page_english_texts_are_named_as_english():
    german = replace(VIEW, words=read_wording("de"), corpus=KETTLES)
    shown = turn(asked("May it whistle?"), german)
    assert '<p class="lead" lang="en">Kettles that whistle' in shown
    assert '<blockquote lang="en">' in shown
    assert 'aria-label="Quelle 1: Article 5(1)(a)" lang="de"' in shown
    assert "Zurückgehalten: 1 Aussage" in shown
    assert 'lang="en"' not in turn(asked("May it whistle?"), VIEW)


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
        "failure": failure(HOSTILE.text, HOSTILE.text, VIEW),
    }[part]
    assert "window.pwned" in shown
    tags = Tags()
    tags.feed(shown)
    assert not {"script", "img", "iframe", "style"} & tags.names
    assert not [name for name in tags.attributes if name.startswith("on")]
    assert all(url.startswith(("#", "?")) for url in tags.links)


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
    assert spoken(asked(question), VIEW.words).startswith(said)


def test_a_long_checked_statement_is_set_in_ordinary_letters():
    long = Statement("Kettles whistle. " * 40, (cite(LIST, "without a lid"),), "checked")
    assert '<p class="said">' in turn(Answer(Question("?"), "?", (long,)), VIEW)
