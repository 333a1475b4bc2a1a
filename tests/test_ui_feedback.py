"""A reader reports a headnote on the page; the report stays in the home and can be listed."""

import io
import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from functools import partial
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from rag.model import Answer, Question
from tests.browser import (
    ARTEFACTS,
    KETTLES,
    LIST,
    TEAPOT,
    WHISTLE,
    Scripted,
    cite,
    quotes,
)
from tests.test_ui_page import CONTRAST
from ui.ask_events import reported
from ui.ask_turns import answering
from ui.cli import run
from ui.desk import About, Desk
from ui.errors import UiError
from ui.feedback import FILE, LONGEST_REASON, Report, keep, kept, report_answer, report_on
from ui.page import build
from ui.places import View
from ui.render import turn
from ui.serve import start
from ui.terminal import open_terminal
from ui.wording import read_wording

WORDS = read_wording()
THANKS = WORDS.say("ask.report.thanks")
NOTE = "A kettle that screams may not be sold for a kitchen that people share."
OTHER = "Some kettles may not be sold at all."
ASKED = "May my kettle whistle in the shared kitchen?"
REPORT = Report("headnote", WHISTLE.id, NOTE, ASKED, "It may, for safety.", "c0ffee")


def noted(statement, note):
    return replace(statement, in_plain_words=note)


def answer(question):
    whole = noted(quotes(cite(WHISTLE)), NOTE), noted(quotes(cite(LIST, LIST.text[:51])), OTHER)
    return Answer(Question(question), question, whole, corpus=REPORT.corpus)


class Noting(Scripted):
    """Shows two headnotes, except where teapots are asked about."""

    def stream(self, question):
        if "teapot" in question.text:
            yield Answer(question, question.text, (quotes(cite(TEAPOT)),))
            return
        yield answer(question.text)


def rows(home):
    with closing(sqlite3.connect(home / FILE)) as database:
        return database.execute("SELECT * FROM feedback ORDER BY id").fetchall()


def pincite(home, *argv):
    out, err = io.StringIO(), io.StringIO()
    status = run(argv, {"PINCITE_HOME": str(home)}, open_terminal(out, err))
    return status, out.getvalue(), err.getvalue()


def test_a_report_is_kept_with_what_was_shown_and_asked(tmp_path):
    assert kept(tmp_path) == ()
    keep(tmp_path, REPORT)
    [(number, at, *columns)] = rows(tmp_path)
    assert (number, columns) == (1, ["headnote", WHISTLE.id, NOTE, ASKED, REPORT.reason, "c0ffee"])
    [one] = kept(tmp_path)
    assert (one.report, one.id, one.at) == (REPORT, 1, at)
    assert at.endswith("+00:00")
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_many_threads_report_at_once_and_none_is_lost(tmp_path):
    with ThreadPoolExecutor(16) as threads:
        list(threads.map(lambda n: keep(tmp_path, replace(REPORT, reason=str(n))), range(200)))
    found = kept(tmp_path)
    assert {one.report.reason for one in found} == {str(n) for n in range(200)}
    assert [one.id for one in found] == list(range(1, 201))


@pytest.mark.parametrize(
    "reason", ["'); DROP TABLE feedback; --", "\x00 and \x1b[31m", "half \ud83d", "Ærø ☕"]
)
def test_whatever_a_reader_writes_is_kept_and_listed(tmp_path, reason):
    keep(tmp_path, replace(REPORT, reason=reason))
    status, out, _ = pincite(tmp_path, "feedback")
    assert status == 0
    assert "\x1b" not in out
    (found,) = json.loads(pincite(tmp_path, "feedback", "--json")[1])["reports"]
    assert found["reason"] == reason.replace("\ud83d", "?")


def test_tables_of_others_in_the_file_are_left_alone(tmp_path):
    with closing(sqlite3.connect(tmp_path / FILE)) as database, database:
        database.execute("CREATE TABLE other (one TEXT)")
    assert kept(tmp_path) == ()
    keep(tmp_path, REPORT)
    assert len(kept(tmp_path)) == 1


@pytest.mark.parametrize(
    ("provision", "reason", "complaint"),
    [
        pytest.param(TEAPOT.id, "", "does not show this note", id="no such note"),
        pytest.param(WHISTLE.id, "x" * (LONGEST_REASON + 1), "at most 500", id="too long"),
    ],
)
def test_only_a_note_that_was_shown_can_be_reported(provision, reason, complaint):
    with pytest.raises(UiError, match=complaint):
        report_on(answer(ASKED), provision, reason, WORDS)


@pytest.mark.parametrize(
    ("problem", "reason", "told"),
    [
        ("citation", " It is point (b). ", "wrong citation: It is point (b)."),
        ("outdated", "", "out of date"),
        ("other", "Tea.", "other: Tea."),
    ],
)
def test_a_problem_with_a_whole_answer_is_kept_with_what_was_shown(tmp_path, problem, reason, told):
    desk = Desk(Noting(), About("", keep=partial(keep, tmp_path)))
    sent = {"form": "problem-1", "problem": problem, "reason": reason}
    assert 'data-kept="true"' in reported(desk, (answer(ASKED),), sent)
    (one,) = kept(tmp_path)
    assert (one.report.kind, one.report.provision_id) == ("answer", WHISTLE.id)
    assert one.report.note.startswith(WHISTLE.text)
    assert (one.report.question, one.report.reason) == (ASKED, told)
    lines = pincite(tmp_path, "feedback")[1].splitlines()
    assert lines[0].startswith("1. answer, reported 2")
    assert lines[0].endswith(f"first cited {WHISTLE.id}")
    assert lines[3] == f"  reason    {told}"


@pytest.mark.parametrize(
    ("problem", "reason", "complaint"),
    [
        ("", "", "Choose what the problem is"),
        ("nonsense", "", "Choose what the problem is"),
        ("wrong", "x" * (LONGEST_REASON + 1), "at most 500"),
    ],
)
def test_a_report_on_an_answer_needs_one_of_the_reasons(problem, reason, complaint):
    with pytest.raises(UiError, match=complaint):
        report_answer(answer(ASKED), problem, reason, WORDS)


def test_a_refusal_can_be_reported_too():
    refused = Answer(Question("tea?"), "tea?", refusal="Nothing on tea.", corpus="c0ffee")
    found = report_answer(refused, "incomplete", "", WORDS)
    assert found == Report("answer", "", "Nothing on tea.", "tea?", "incomplete", "c0ffee")


@pytest.mark.parametrize("sent", [{}, {"provision": None, "reason": 7}, {"form": '"><script>'}])
def test_what_no_form_sends_is_refused_in_words(tmp_path, sent):
    said = reported(Desk(Noting(), About("", keep=partial(keep, tmp_path))), (answer(ASKED),), sent)
    assert 'data-kept="false"' in said
    assert "<script" not in said
    assert kept(tmp_path) == ()


def test_a_home_that_cannot_be_written_is_told_without_its_place(tmp_path):
    (tmp_path / FILE).write_bytes(b"no database " * 100)
    sent = {"form": "report-1-0", "provision": WHISTLE.id, "reason": ""}
    said = reported(Desk(Noting(), About("", keep=partial(keep, tmp_path))), (answer(ASKED),), sent)
    assert f"{FILE} cannot be read or written" in said
    assert str(tmp_path) not in said
    status, _, err = pincite(tmp_path, "feedback")
    assert (status, str(tmp_path / FILE) in err) == (1, True)


def test_the_command_lists_reports_oldest_first(tmp_path):
    assert pincite(tmp_path, "feedback")[:2] == (0, "No reports.\n")
    assert json.loads(pincite(tmp_path, "feedback", "--json")[1]) == {"reports": []}
    keep(tmp_path, REPORT)
    keep(tmp_path, replace(REPORT, reason=""))
    lines = pincite(tmp_path, "feedback")[1].splitlines()
    assert lines[0].startswith(f"1. headnote of {WHISTLE.id}, reported 2")
    assert lines[1:4] == [
        f"  note      {NOTE}",
        f"  question  {ASKED}",
        f"  reason    {REPORT.reason}",
    ]
    assert lines[7].endswith("(none given)")
    first, _ = json.loads(pincite(tmp_path, "feedback", "--json")[1])["reports"]
    assert list(first) == [
        "id", "at", "kind", "provision_id", "note", "question", "reason", "corpus",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("done", "current", "reportable", "controls"),
    [
        pytest.param(True, True, True, 2, id="the last answer, complete"),
        pytest.param(False, True, True, 0, id="still growing"),
        pytest.param(True, False, True, 0, id="an earlier answer"),
        pytest.param(True, True, False, 0, id="nobody to tell"),
    ],
)
def test_each_note_of_the_last_answer_can_be_reported(done, current, reportable, controls):
    view = View(KETTLES.documents, "2099-01-01", 1, current)
    shown = turn(answer(ASKED), view, done, reportable)
    assert shown.count("<form ") == shown.count(">Report this note<") == controls


def test_a_page_that_keeps_no_reports_offers_none():
    *_, (screen, _) = answering(Desk(Noting()), ASKED, ())
    assert NOTE in screen.current
    assert "Report this note" not in screen.current


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def address(home):
    about = About("2026-11-22", keep=partial(keep, home))
    served = start(build(Desk(Noting(), about)), "127.0.0.1", 0)
    yield served.address
    served.stop()


@pytest.fixture
def opened(browser, address, home):
    """Open the page in a fresh session, with no report kept yet."""
    contexts = []

    def open_page(width=1440, height=900):
        (home / FILE).unlink(missing_ok=True)
        context = browser.new_context(viewport={"width": width, "height": height})
        contexts.append(context)
        page = context.new_page()
        page.requested, page.failed = [], []
        context.on("request", lambda request: page.requested.append(request.url))
        page.on("pageerror", lambda error: page.failed.append(str(error)))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()


def ask(page, text):
    box = page.get_by_label("Your question")
    box.fill(text)
    box.press("Enter")
    expect(page.locator("#current .question")).to_contain_text(text)
    settled = page.locator("#current .answer:not([aria-busy=true])")
    expect(settled).to_be_visible(timeout=15_000)
    return settled


def control(page, label="Article 5(1)(a)"):
    return page.locator("#current").get_by_label(f"Report this note on {label}", exact=True).first


@pytest.mark.browser
@pytest.mark.parametrize("width", [1440, 390])
def test_a_reader_reports_a_note_and_is_thanked(opened, home, width):
    page = opened(width, 844)
    first = ask(page, ASKED).locator(".report").first
    assert first.evaluate("e => e.previousElementSibling.className") == "plainly"
    name = "desktop" if width == 1440 else "phone"
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"report-{name}-closed.png")
    control(page).click()
    page.get_by_label("What is wrong?").first.fill("It may, for safety.")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.evaluate(CONTRAST) == []
    page.screenshot(path=ARTEFACTS / f"report-{name}-open.png")
    first.get_by_role("button", name="Send report").click()
    expect(first.get_by_role("status")).to_have_text(THANKS)
    expect(first.locator("details")).to_be_hidden()
    page.screenshot(path=ARTEFACTS / f"report-{name}-sent.png")
    assert page.evaluate(CONTRAST) == []
    [(_, _, *columns)] = rows(home)
    assert columns == ["headnote", WHISTLE.id, NOTE, ASKED, "It may, for safety.", "c0ffee"]
    assert {urlsplit(url).hostname for url in page.requested} == {"127.0.0.1"}
    assert not page.failed


@pytest.mark.browser
def test_a_note_is_reported_by_keyboard_alone_and_without_a_reason(opened, home):
    page = opened()
    ask(page, ASKED)
    control(page, "Article 5(1)").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("What is wrong?").nth(1)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    said = page.locator("#current .outcome").nth(1)
    expect(said).to_have_text(THANKS)
    expect(said).to_be_focused()
    expect(control(page)).to_be_visible()
    assert [(row[3], row[6]) for row in rows(home)] == [(LIST.id, "")]


@pytest.mark.browser
def test_a_report_that_fails_is_told_and_can_be_sent_again(opened, home):
    page = opened()
    first = ask(page, ASKED).locator(".report").first
    control(page).click()
    page.get_by_label("What is wrong?").first.fill("x" * 700)
    (home / FILE).write_bytes(b"no database " * 100)
    send = first.get_by_role("button", name="Send report")
    for _ in range(2):
        send.click()
        expect(first.get_by_role("status")).to_contain_text("cannot be read or written")
        expect(first.locator("form[data-sent]")).to_have_count(0)
    (home / FILE).unlink()
    send.click()
    expect(first.get_by_role("status")).to_have_text(THANKS)
    assert [len(row[6]) for row in rows(home)] == [LONGEST_REASON]


@pytest.mark.browser
def test_an_answer_without_a_note_shows_no_control_nor_does_an_earlier_one(opened, home):
    page = opened()
    ask(page, ASKED)
    expect(page.get_by_text("Report this note")).to_have_count(2)
    ask(page, "What about a teapot?")
    expect(page.locator("#earlier")).to_contain_text(NOTE)
    expect(page.get_by_text("Report this note")).to_have_count(0)
    ask(page, ASKED)
    control(page).click()
    page.locator("#current form button").first.click()
    expect(page.locator("#current .outcome").first).to_have_text(THANKS)
    assert len(rows(home)) == 1
