"""Reports of a checked memo: what fails is seen first, and no word of the memo acts."""

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.console import Console

from rag.memo.model import (
    ALTERED,
    AMBIGUOUS,
    AMENDED,
    FICTION,
    IN_FORCE,
    NO,
    NOT_BINDING,
    REPEALED,
    TOO_SHORT,
    UNKNOWN,
    VERBATIM,
    YES,
)
from tests.memo_reports import ACT, HOSTILE, NAME, finding, quotation, report
from ui.check_json import report_object
from ui.check_markdown import code, inert, markdown_report
from ui.check_terminal import show_report
from ui.check_words import changes, plain, verdicts, weight
from ui.terminal import Terminal, open_terminal

TEXT = "Article 9 holds.\n\nArticle 99 does not. Article 4a says “48 hours”.\n\nSee Article 10(2)."
FINE = finding(TEXT, "Article 9", exists=YES, resolved=f"{ACT}#art_9", status=IN_FORCE)
ABSENT = finding(
    TEXT, "Article 99", exists=NO, nearest=f"{ACT}#art_9", reasons=("There is no Article 99.",)
)
WRONG = finding(
    TEXT,
    "Article 4a",
    exists=YES,
    resolved=f"{ACT}#art_4a",
    quotation=quotation(TEXT, "48 hours"),
    quote=ALTERED,
    quote_diff="[-48-]{+72+} hours",
)
OPEN = finding(TEXT, "Article 10(2)", exists=UNKNOWN)
REPORT = report(TEXT, FINE, ABSENT, WRONG, OPEN, notices=("One notice.",))


def shown(made, colour=False):
    out = io.StringIO()
    terminal = open_terminal(out, io.StringIO())
    if colour:
        screen = Console(file=out, force_terminal=True, width=200, color_system="standard")
        terminal = Terminal(screen, screen)
    show_report(made, NAME, terminal)
    return out.getvalue()


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        pytest.param({"exists": YES}, "exists", id="exists"),
        pytest.param({"exists": YES, "claim": "supported"}, "ok", id="supported"),
        pytest.param({"exists": YES, "quote": VERBATIM}, "exists", id="quoted, not judged"),
        pytest.param({"exists": YES, "quote": VERBATIM, "claim": "supported"}, "ok", id="all well"),
        pytest.param({"exists": YES, "status": IN_FORCE}, "exists", id="in force"),
        pytest.param({"exists": UNKNOWN}, "look", id="not in the corpus"),
        pytest.param({"exists": YES, "quote": TOO_SHORT}, "look", id="too short"),
        pytest.param({"exists": YES, "claim": "not_supported"}, "look", id="not supported"),
        pytest.param({"exists": YES, "status": AMENDED}, "look", id="amended"),
        pytest.param({"exists": YES, "status": NOT_BINDING}, "look", id="recital"),
        pytest.param({"exists": NO}, "fails", id="does not exist"),
        pytest.param({"exists": AMBIGUOUS}, "fails", id="ambiguous"),
        pytest.param({"exists": YES, "quote": ALTERED}, "fails", id="altered"),
        pytest.param({"exists": YES, "claim": "contradicted"}, "fails", id="contradicted"),
        pytest.param({"exists": YES, "status": REPEALED}, "fails", id="repealed"),
        pytest.param({"exists": YES, "status": FICTION}, "fails", id="fiction"),
    ],
)
def test_what_a_reader_has_to_look_at_is_told_apart(facts, expected):
    assert weight(finding(TEXT, "Article 9", **facts)) == expected


def test_verdicts_are_said_in_words():
    assert verdicts(WRONG) == ("exists", "quotation altered")
    assert verdicts(OPEN) == ("not in this corpus, not checked",)


def test_the_terminal_shows_what_fails_first_by_paragraph():
    lines = [line.strip() for line in shown(REPORT).splitlines()]
    assert lines[:2] == [
        "memo.txt: 4 citations, 2 fail, 1 not judged: read what the memo says (law of 2099-07-01)",
        "One notice.",
    ]
    said = [line for line in lines if line.startswith(("FAILS", "LOOK", "read", "Paragraph"))]
    assert said == [
        "Paragraph 2",
        "FAILS Article 99  does not exist",
        "FAILS Article 4a  exists; quotation altered",
        "Paragraph 3",
        "LOOK  Article 10(2)  not in this corpus, not checked",
        "Paragraph 1",
        "read  Article 9  exists; what the memo says was not judged: read it",
    ]
    assert "Exists, what the memo says was not judged: 1" in lines
    assert "There is no Article 99." in lines
    assert "nearest: Article 9, Kettle Act" in lines
    assert "[-48-]{+72+} hours" in lines


def test_the_difference_of_a_quotation_is_coloured():
    assert list(changes("by [-48-]{+72+} hours")) == [
        ("by ", ""),
        ("[-48-]", "old"),
        ("{+72+}", "new"),
        (" hours", ""),
    ]
    coloured = shown(REPORT, colour=True)
    assert "\x1b[9;31m[-48-]" in coloured
    assert "\x1b[1;32m{+72+}" in coloured
    assert "\x1b" not in shown(REPORT)


def test_quotations_without_a_citation_are_listed():
    made = report(TEXT, unattached=(quotation(TEXT, "48 hours"),))
    assert "“48 hours”" in shown(made)
    assert "`48 hours`" in markdown_report(made, NAME)
    assert report_object(made)["unattached"] == [{"text": "48 hours", "span": [56, 64]}]


def test_json_keeps_its_contract():
    found = json.loads(json.dumps(report_object(REPORT)))
    assert found["file"] == "memo.txt"
    assert found["summary"]["citations"] == 4
    assert found["summary"]["fails"] == 2
    assert found["summary"]["exists"] == {"yes": 2, "no": 1, "unknown": 1}
    first, second, third, _ = found["findings"]
    contract = ("citation", "span", "resolved", "exists", "quote", "quote_diff", "claim", "reason",
                "status")  # fmt: skip
    assert {key: first[key] for key in contract} == {
        "citation": "Article 9",
        "span": [0, 9],
        "resolved": f"{ACT}#art_9",
        "exists": "yes",
        "quote": "none",
        "quote_diff": "",
        "claim": "not_checked",
        "reason": "",
        "status": "in_force",
    }
    assert (second["resolved"], second["exists"], second["fails"]) == (None, "no", True)
    assert second["reason"] == "There is no Article 99."
    assert (second["nearest"], second["paragraph"]) == (f"{ACT}#art_9", 2)
    assert third["quotation"] == {"text": "48 hours", "span": [56, 64]}
    for one in found["findings"]:
        assert found["text"][slice(*one["span"])] == one["citation"]


def hostile():
    text = f"Article 9 {HOSTILE} holds."
    cited = finding(
        text,
        f"Article 9 {HOSTILE}",
        exists=NO,
        reasons=(f"There is no {HOSTILE}.",),
        quote_diff=f"[-{HOSTILE}-]",
        decides=HOSTILE,
        candidates=(HOSTILE,),
    )
    return report(
        text, cited, name=HOSTILE, notices=(HOSTILE,), unattached=(quotation(text, HOSTILE),)
    )


OBEYED = "\x1b\x9b\x07\u202e"


def test_no_word_of_a_memo_is_obeyed_by_a_terminal():
    assert not set(OBEYED) & set(shown(hostile()))
    out = io.StringIO()
    open_terminal(out, out).write_json(report_object(hostile()))
    assert not set(OBEYED) & set(out.getvalue())
    assert json.loads(out.getvalue())["text"] == hostile().text


def test_no_word_of_a_memo_is_markdown():
    written = markdown_report(hostile(), NAME)
    assert not set(OBEYED) & set(written)
    outside = "".join(part for n, part in enumerate(written.split("``")) if n % 2 == 0)
    for active in ("<script", "**bold", "www.k", "http:"):
        assert active not in outside
    assert "\\[now\\](http\\://k.example)" in outside
    assert tokens(written) <= OURS


OURS = {"heading", "paragraph", "inline", "text", "softbreak", "bullet_list", "list_item",
        "code_inline", "strong"}  # fmt: skip


def tokens(written):
    """Return what a reader of Markdown makes of it."""
    read = MarkdownIt("commonmark").parse(written)
    every = [one for block in read for one in (block, *(block.children or ()))]
    return {one.type.removesuffix("_open").removesuffix("_close") for one in every}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Article 5", "`Article 5`"),
        ("a `b` c", "``a `b` c``"),
        ("`", "`` ` ``"),
        ("two\nlines", "`two lines`"),
        ("", ""),
    ],
)
def test_code_holds_whatever_it_is_given(text, expected):
    assert code(text) == expected


def test_an_address_is_no_link():
    assert inert("ask jane@k.example now") == "ask `jane@k.example` now"
    assert inert("www.k.example") == "www\\.k.example"
    assert inert("http://k.example") == "http\\://k.example"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80) | st.text(alphabet="*_`[]()<>#-+=.1! |~\\&a", max_size=20))
def test_any_words_become_one_line_that_says_the_same(text):
    made = inert(text)
    assert "\n" not in made and "\r" not in made
    assert tokens(f"- x {made}") <= OURS - {"heading", "strong"}
    assert tokens(f"- {code(text)} x") <= OURS - {"heading", "strong"}
    assert len(plain(text).splitlines()) <= 1
    assert not any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in made)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_the_parts_of_a_difference_make_it_up(text):
    assert "".join(part for part, _ in changes(text)) == text


def test_members_of_a_list_are_told_apart():
    text = "See Articles 9 and 10(2)."
    members = [
        finding(text, "Articles 9 and 10(2)", exists=YES, cite=cite)
        for cite in ("Article 9", "Article 10(2)")
    ]
    written = shown(report(text, *members))
    assert "Articles 9 and 10(2) [Article 9]" in written
    assert "Articles 9 and 10(2) [Article 10(2)]" in written


def test_a_difference_that_a_reason_tells_is_shown_once():
    told = finding(
        TEXT, "Article 9", exists=YES, quote=ALTERED, quote_diff="[-48-]{+72+}",
        reasons=("It differs: [-48-]{+72+}.",),
    )  # fmt: skip
    assert shown(report(TEXT, told)).count("[-48-]") == 1
    assert "\x1b[9;31m[-48-]" in shown(report(TEXT, told), colour=True)
