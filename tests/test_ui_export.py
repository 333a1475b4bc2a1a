"""Answers are handed over as files: what is in them, in which form, and always the same bytes."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.model import Citation, Statement
from rag.receipt_file import parse_receipt
from tests.exported import (
    CONVERSATIONS,
    DUTY,
    FOLLOWED,
    LIST,
    MAKING,
    MIXED,
    REFUSED,
    TALE,
    TEXTS,
    WHOLE,
    answered,
    cite,
    hostile,
    plain,
    quoting,
)
from ui.errors import UiError
from ui.export import FORMS, Making, export
from ui.export_blocks import address
from ui.export_model import paper_of
from ui.wording import read_wording


class Page(HTMLParser):
    """Gathers the elements, the links and the words of a page."""

    def __init__(self):
        super().__init__()
        self.elements, self.links, self.words = set(), set(), []

    def handle_starttag(self, tag, attributes):
        self.elements.add(tag)
        self.links |= {v for k, v in attributes if k in ("href", "src")}

    def handle_data(self, text):
        self.words.append(text)

    @property
    def text(self):
        return plain("".join(self.words))


def page(name):
    answers, corpus = CONVERSATIONS[name]
    raw = export(answers, "md", corpus, making=MAKING).content.decode()
    shown = Page()
    shown.feed(markdown.markdown(raw, extensions=["footnotes", "tables", "fenced_code"]))
    return shown


def test_markdown_holds_everything_once_it_is_set():
    shown = page("conversation").text
    for answer in (WHOLE, REFUSED, MIXED, FOLLOWED):
        assert plain(answer.question.text) in shown
        for statement in answer.statements:
            assert plain(statement.text) in shown
            assert statement.attribution in shown
        for citation in answer.citations:
            assert f"{citation.provision.label}, " in shown
            assert plain(citation.quote) in shown
        assert answer.refusal in shown
    assert "“notify a boil-over within 72 hours”" in shown
    assert "Kettles may whistle at 90 dB. (90 is not in the source)" in shown


def test_markdown_has_real_footnotes_that_may_be_marked_twice():
    raw = export((WHOLE,), "md", TEXTS, making=MAKING).content.decode()
    assert re.findall(r"\[\^(\d+)\](?!:)", raw) == ["1", "2", "1"]
    assert re.findall(r"^\[\^(\d+)\]:", raw, re.MULTILINE) == ["1", "2"]
    assert {"sup", "blockquote", "li"} <= page("whole").elements


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_nothing_of_an_answer_is_markup(name):
    shown = page(name)
    ours = {"h1", "h2", "h3", "h4", "p", "strong", "blockquote", "ul", "ol", "li", "a", "sup",
            "div", "hr", "code"}  # fmt: skip
    assert shown.elements <= ours
    allowed = ("#fn", "https://eur-lex.europa.eu/", "https://example.org/kessel?")
    assert all(link.startswith(allowed) for link in shown.links)
    assert "About this document" in shown.text


def test_a_question_back_is_exported_as_one_with_its_choices():
    shown = page("asked back").text
    assert "Pincite asks back: Who may fly under which act?" in shown
    assert "Ask one of these: Who may fly under the Kettle Act?" in shown
    for kept_out in ("No answer in these texts", "Searched:", "Nearest"):
        assert kept_out not in shown
        assert kept_out in page("refusal").text


def test_the_nearest_provisions_are_named_with_their_act():
    assert f"{DUTY.label}, Kettle Act" in page("refusal").text


def test_footnote_numbers_run_through_a_conversation_and_name_the_first_to_a_text():
    paper = paper_of((WHOLE, MIXED), TEXTS, MAKING.made_at)
    notes = [note for exchange in paper.exchanges for note in exchange.footnotes]
    assert [note.number for note in notes] == [1, 2, 3, 4, 5]
    assert [note.first for note in notes] == [1, 1, 3, 4, 1]
    assert [text.id for text in paper.texts] == [LIST.document_id, TALE.document_id, "doc:kessel"]


def test_a_statement_whose_quotation_does_not_hold_is_listed_as_withheld():
    false = Citation(DUTY, "within 96 hours", (0, 15))
    answer = answered(
        quoting(cite(DUTY)),
        Statement("Within 96 hours.", (false,), "verbatim"),
        Statement("Partly.", (cite(DUTY), false), "checked"),
        Statement("Nothing is cited.", (), "checked"),
    )
    (exchange,) = paper_of((answer,), TEXTS, MAKING.made_at).exchanges
    assert [said.text for said in exchange.said] == [DUTY.text]
    assert [text for text, _ in exchange.withheld] == [
        "Within 96 hours.", "Partly.", "Nothing is cited.",
    ]  # fmt: skip
    assert [note.quote for note in exchange.footnotes] == [DUTY.text]
    raw = export((answer,), "md", TEXTS, making=MAKING).content.decode()
    assert "Within 96 hours. (its quotation does not stand in the text word for word)" in raw


def test_a_part_is_headed_once_and_what_stands_under_none_is_not():
    parts = ("A", "A", "", "B")
    answer = answered(*(quoting(cite(DUTY), part=part) for part in parts))
    raw = export((answer,), "md", TEXTS, making=MAKING).content.decode()
    assert re.findall(r"^#### (.*)", raw, re.MULTILINE) == [
        "A (heading by Pincite)", "B (heading by Pincite)",
    ]  # fmt: skip


def test_the_version_of_a_text_that_was_replaced_since_is_not_stated():
    answer = replace(WHOLE, corpus="another")
    raw = export((answer,), "md", TEXTS, making=MAKING).content.decode()
    assert "the texts were replaced after this answer was made" in raw
    assert ACT_DATE not in raw
    assert ACT_DATE in export((WHOLE,), "md", TEXTS, making=MAKING).content.decode()


ACT_DATE = "of 1 May 2099, from a folder"


@pytest.mark.parametrize("form", FORMS)
def test_the_same_answers_make_the_same_bytes(form):
    made = [export((WHOLE, MIXED), form, TEXTS, making=MAKING).content for _ in range(2)]
    assert made[0] == made[1]
    later = Making(datetime(2099, 6, 2, tzinfo=UTC))
    assert export((WHOLE, MIXED), form, TEXTS, making=later).content != made[0]


@pytest.mark.parametrize(
    ("answers", "form", "language", "name"),
    [
        ((WHOLE,), "md", "en", "pincite-answer.md"),
        ((WHOLE, MIXED), "docx", "en", "pincite-conversation.docx"),
        ((WHOLE, MIXED), "pdf", "de", "pincite-gespraech.pdf"),
        ((WHOLE,), "json", "de", "pincite-beleg.json"),
    ],
)
def test_a_file_is_named_after_what_it_holds(answers, form, language, name):
    file = export(answers, form, TEXTS, read_wording(language), MAKING)
    assert file.name == name
    assert file.media_type.split("/")[0] in ("text", "application")


def test_the_receipt_is_one_that_can_be_replayed():
    raw = export((WHOLE, MIXED), "json", TEXTS, making=MAKING).content
    assert json.loads(raw)["format"] == "pincite-receipt"
    receipt = parse_receipt(raw, "receipt")
    assert [answer.question.text for answer in receipt.answers] == [
        WHOLE.question.text, MIXED.question.text,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "form", "says"),
    [
        pytest.param((), "pdf", "nothing to export yet. Ask a question first", id="no answer"),
        pytest.param((WHOLE,), "odt", "Choose one of md, docx, pdf, json", id="another form"),
        pytest.param((WHOLE,), "<b>" * 99, "Choose one of", id="nonsense"),
    ],
)
def test_what_cannot_be_exported_is_said_with_the_next_step(answers, form, says):
    with pytest.raises(UiError, match=says):
        export(answers, form, TEXTS)


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.org/a?b=c&d=e#f", "https://example.org/a?b=c&d=e#f"),
        ("https://example.org/<b>\"'()[]`", "https://example.org/%3Cb%3E%22%27%28%29%5B%5D%60"),
        (" http://example.org ", "http://example.org"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//example.org", ""),
        ("https://", ""),
        ("http://[::1", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_are_linked(url, safe):
    assert address(url) == safe


@settings(max_examples=12, deadline=None)
@given(st.text(st.characters(), min_size=1, max_size=60))
def test_any_text_is_exported_in_every_form(text):
    answer, corpus = hostile(text)
    for form in FORMS:
        assert export((answer,), form, corpus, making=MAKING).content
