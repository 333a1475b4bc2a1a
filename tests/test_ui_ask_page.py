"""What can be done with a question and its answer, in a real browser."""

import re
from functools import partial
from threading import Event

import pytest
from playwright.sync_api import expect

from tests.browser import ARTEFACTS, TERMS, Scripted
from tests.test_ui_page import CONTRAST, ask, settled
from ui.desk import About, Desk
from ui.feedback import keep, kept
from ui.page import build
from ui.serve import start
from ui.wording import read_wording

pytestmark = pytest.mark.browser
GO_ON = Event()
BOX = "#question textarea, #question input"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def address(home):
    about = About("2026-11-22", keep=partial(keep, home))
    desk = Desk(Scripted(TERMS, go_on=GO_ON), about)
    served = start({"/": build(desk), "/de/": build(desk, read_wording("de"))}, "127.0.0.1", 0)
    yield served.address
    GO_ON.set()
    served.stop()


@pytest.fixture
def opened(browser, address):
    """Open an address in a fresh session; every error of the page fails the test."""
    contexts, failed = [], []

    def open_page(search="/", width=1440, **options):
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: failed.append(str(error)))
        page.goto(address + search)
        expect(page.locator(BOX)).to_be_visible(timeout=30_000)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert failed == []


def tools(page):
    return page.locator("#current .tools")


def shot(page, name):
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / f"ask-{name}.png")


def test_a_day_and_filters_go_with_the_question_and_into_its_address(opened):
    page = opened()
    folded = page.locator("#where summary")
    expect(folded).to_have_text("Where to look: everywhere, the law of today")
    folded.focus()
    page.keyboard.press("Enter")
    page.get_by_label("Law as of").fill("2026-07-01")
    page.get_by_role("checkbox", name="Kettle Act").press("Space")
    expect(folded).to_contain_text("law as of 1 Jul 2026, Kettle Act")
    shot(page, "where")
    assert page.evaluate(CONTRAST) == []
    ask(page, "May my kettle whistle?")
    expect(page.locator("#current .looked")).to_contain_text("law as of 1 Jul 2026 · Kettle Act")
    asked = "?q=May+my+kettle+whistle%3F&as_of=2026-07-01&acts=32099R0001"
    assert page.url.endswith(asked)
    page.get_by_role("checkbox", name="Kettle Act").uncheck()
    page.get_by_role("checkbox", name="The kettle war").check()
    refused = ask(page, "Is a whistle allowed?")
    expect(refused).to_contain_text("Searched: The kettle war (brief).")
    page.get_by_role("button", name="Clear all").click()
    expect(folded).to_have_text("Where to look: everywhere, the law of today")


def test_an_address_asks_once_and_fills_the_form(opened):
    page = opened("/?q=May+my+kettle+whistle%3F&as_of=2026-07-01&acts=32099R0001")
    expect(settled(page)).to_contain_text("above 85 decibels")
    expect(page.locator("#where summary")).to_contain_text("law as of 1 Jul 2026, Kettle Act")
    page.locator("#where summary").click()
    expect(page.get_by_role("checkbox", name="Kettle Act")).to_be_checked()
    page.locator("#top nav a[data-view=explore]").click()
    page.go_back()
    page.wait_for_timeout(500)
    expect(page.locator(".turn")).to_have_count(1)
    page.evaluate("""() => document.querySelector("#stage-explore").insertAdjacentHTML("afterend",
        '<a id="far" href="?q=What+divided+them%3F">ask</a>')""")
    page.locator("#top nav a[data-view=explore]").click()
    page.locator("#far").click()
    expect(page.locator("#current .question")).to_contain_text("What divided them?")
    expect(page.locator(".turn")).to_have_count(2)
    expect(page.locator("#current .looked")).to_have_count(0)
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator(".turn")).to_have_count(0)
    assert page.evaluate("location.search") == ""


@pytest.mark.parametrize(
    ("search", "said"),
    [
        ("/?q=tea%3F&as_of=2026-02-31", "2026-02-31 is no day of the calendar"),
        ("/?q=tea%3F&acts=32000R0009", "32000R0009: no text here has that number"),
    ],
)
def test_an_address_that_cannot_be_asked_says_so_and_keeps_the_question(opened, search, said):
    page = opened(search)
    expect(settled(page)).to_contain_text(said)
    expect(page.locator(BOX)).to_have_value("tea?")


def test_what_could_be_asked_next_is_asked_by_one_press(opened):
    page = opened()
    ask(page, "May my kettle whistle?")
    following = page.get_by_role("navigation", name="You could ask next").get_by_role("link")
    expect(following).to_have_text(["What is a shared kitchen under Regulation (EU) 2099/1?"])
    following.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#current .question")).to_contain_text("shared kitchen")
    expect(settled(page)).to_contain_text("more than one household")
    expect(page.locator("#earlier .follow, #earlier .tools")).to_have_count(0)
    expect(page.locator("#current .answer")).to_be_focused()


def test_which_act_is_meant_is_chosen_by_a_link(opened):
    page = opened()
    ask(page, "Article 5 of which act?")
    page.get_by_role("link", name="May a kettle whistle under the first act?").click()
    expect(page.locator("#current .question")).to_contain_text("under the first act")
    expect(settled(page)).to_contain_text("above 85 decibels")


def test_an_answer_is_stopped_then_asked_again_in_its_place(opened):
    GO_ON.clear()
    page = opened()
    stop = page.get_by_role("button", name="Stop")
    expect(stop).to_be_hidden()
    page.locator(BOX).fill("May it whistle slowly?")
    page.locator(BOX).press("Enter")
    expect(page.locator("#current .answer")).to_contain_text("above 85 decibels")
    expect(page.get_by_role("button", name="Ask", exact=True)).to_be_hidden()
    stop.focus()
    page.keyboard.press("Enter")
    answer = settled(page)
    expect(answer).to_contain_text("Stopped. This is what was found until then")
    expect(stop).to_be_hidden()
    expect(answer).to_be_focused()
    expect(answer.locator("blockquote")).to_have_count(1)
    GO_ON.set()
    page.wait_for_timeout(
        1500
    )  # Gradio ends the stopped job late, and what is asked meanwhile with it
    page.get_by_role("button", name="Ask again").click()
    expect(page.locator("#current blockquote")).to_have_count(3)
    expect(page.locator(".turn")).to_have_count(1)
    expect(settled(page)).not_to_contain_text("Stopped")


def test_a_question_is_edited_and_asked_anew(opened):
    page = opened()
    ask(page, "May my kettle whistle?")
    edit = page.get_by_role("button", name="Edit the question")
    edit.focus()
    page.keyboard.press("Enter")
    expect(page.locator(BOX)).to_be_focused()
    expect(page.locator(BOX)).to_have_value("May my kettle whistle?")
    page.keyboard.type(" What is prohibited?")
    page.keyboard.press("Enter")
    expect(page.locator("#current .question")).to_contain_text("whistle? What is prohibited?")
    settled(page)
    expect(page.locator(".turn")).to_have_count(2)


def test_an_answer_is_copied_with_its_citations_and_as_a_link(opened, address):
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    ask(page, "May my kettle whistle?")
    page.get_by_role("button", name="Copy with citations").click()
    expect(tools(page).locator(".told")).to_have_text("Copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "[1] Kettle Act, Article 5(1)(a): “the placing on the market" in copied
    page.get_by_role("button", name="Copy link").click()
    expect(tools(page).locator(".told")).to_have_text("The link is copied.")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == f"{address}/?q=May+my+kettle+whistle%3F"


def test_without_a_clipboard_copying_still_works_or_says_what_to_do(opened):
    page = opened()
    ask(page, "May my kettle whistle?")
    page.evaluate("""() => {
      Object.defineProperty(navigator, "clipboard", { value: undefined });
      document.execCommand = () => {
        window.held = document.activeElement.value;
        return !window.no;
      };
    }""")
    button = page.get_by_role("button", name="Copy with citations")
    button.click()
    expect(tools(page).locator(".told")).to_have_text("Copied.")
    assert "[1] Kettle Act" in page.evaluate("window.held")
    expect(button).to_be_focused()
    page.evaluate("window.no = true")
    button.click()
    expect(tools(page).locator(".told")).to_contain_text("does not let this page copy")


@pytest.mark.parametrize(
    ("name", "scope", "start_of_file"),
    [
        pytest.param("Word", "The whole conversation", b"PK", id="word"),
        pytest.param("Receipt", "", b"{", id="receipt"),
    ],
)
def test_an_answer_is_handed_over_as_a_file(opened, name, scope, start_of_file):
    page = opened()
    ask(page, "What divided the makers?")
    ask(page, "May my kettle whistle?")
    within = tools(page)
    if scope:
        page.locator("#current .export summary").click()
        within = page.locator("#current").get_by_role("group", name=scope, exact=True)
    with page.expect_download(timeout=30_000) as handed:
        within.get_by_role("button", name=name).click()
    content = handed.value.path().read_bytes()
    assert content.startswith(start_of_file)
    assert len(content) > 200
    expect(tools(page).locator(".told")).to_contain_text(handed.value.suggested_filename)


def test_a_problem_with_an_answer_is_reported_with_its_reason(opened, home):
    page = opened(width=390)
    ask(page, "May my kettle whistle?")
    tools(page).get_by_text("Report a problem").click()
    report = page.get_by_role("form", name="Report a problem")
    report.get_by_role("button", name="Send report").click()
    assert kept(home) == ()
    report.get_by_role("radio", name="A citation is wrong").check()
    report.get_by_label("In your own words").fill("It is point (b).")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.evaluate(CONTRAST) == []
    shot(page, "problem-phone")
    report.get_by_role("button", name="Send report").click()
    expect(tools(page).locator(".outcome")).to_have_text(
        "Noted. Thank you: it is kept on this machine."
    )
    (one,) = kept(home)
    assert (one.report.kind, one.report.reason) == ("answer", "wrong citation: It is point (b).")
    assert one.report.question == "May my kettle whistle?"


def test_law_and_fiction_stand_apart_on_every_screen(opened):
    page = opened(width=390)
    answer = ask(page, "Compare both worlds.")
    panes = answer.locator(".pane")
    expect(panes.locator("h3")).to_have_text(
        ["What the law says", "What a self-declared fiction tells", "What is not established"]
    )
    expect(page.get_by_role("region", name="What the law says")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        assert page.evaluate(CONTRAST) == []
        shot(page, f"panes-{scheme}")


def test_the_german_page_speaks_german_around_english_law(opened):
    page = opened("/de/")
    box = page.get_by_label("Ihre Frage")
    box.fill("May my kettle whistle?")
    box.press("Enter")
    answer = settled(page)
    expect(answer.locator("p.lead")).to_have_attribute("lang", "en")
    expect(page.get_by_role("button", name="Frage bearbeiten")).to_be_visible()
    expect(page.locator("#current .follow p")).to_have_text("Sie könnten als Nächstes fragen")
    assert page.locator("html").get_attribute("lang") == "de"
    english = re.compile(
        r"\b(?:Copy|Export to|Report|Withheld|Where to look|You asked|Searching)\b"
    )
    assert not english.search(page.locator("#chat").inner_text())
    shot(page, "german")
