"""The page in a real browser: asked, answered, checked, by mouse and by keyboard."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser import ARTEFACTS, HOSTILE, WHISTLE, Scripted
from ui.ask_turns import LONGEST_QUESTION, answering
from ui.ask_view import EXAMPLES
from ui.desk import About, Desk
from ui.page import build
from ui.serve import start

NOTICE = "The Kettle Act came from a package. Points (d) to (f) are missing."
ABOUT = About("2026-11-22")
DESK = Desk(Scripted(notices=(NOTICE,)), ABOUT)
CONTRAST = """() => {
  const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgb = (css, under) => {
    paint.fillStyle = `rgb(${under})`; paint.fillRect(0, 0, 1, 1);
    paint.fillStyle = css; paint.fillRect(0, 0, 1, 1);
    return [...paint.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const behind = (e) =>
    e ? rgb(getComputedStyle(e).backgroundColor, behind(e.parentElement)) : [255, 255, 255];
  const linear = (v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = (c) => c.map((v) => linear(v / 255))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const weak = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement, words = walk.currentNode.textContent.trim();
    if (!words || !e.checkVisibility() || e.closest("script, style, .sr-only")) continue;
    const back = behind(e), front = rgb(getComputedStyle(e).color, back);
    const [a, b] = [light(front), light(back)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) weak.push(`${words.slice(0, 40)}: ${ratio}`);
  }
  return weak;
}"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address():
    served = start(build(DESK), "127.0.0.1", 0)
    yield served.address
    served.stop()


@pytest.fixture
def opened(browser, address):
    """Open the page in a fresh session; every request and every error is kept."""
    contexts = []

    def open_page(width=1440, height=900, **options):
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.requested, page.failed = [], []
        context.on("request", lambda request: page.requested.append(request.url))
        page.on("pageerror", lambda error: page.failed.append(str(error)))
        page.goto(address)
        expect(page.get_by_label("Your question")).to_be_visible(timeout=30_000)
        return page

    yield open_page
    for context in contexts:
        context.close()


def ask(page, text):
    box = page.get_by_label("Your question")
    box.fill(text)
    box.press("Enter")
    expect(page.locator("#current .question")).to_contain_text(text[:30])
    return settled(page)


def settled(page):
    answer = page.locator("#current .answer:not([aria-busy=true])")
    expect(answer).to_be_visible(timeout=15_000)
    return answer


def test_an_answer_comes_with_a_citation_and_the_quote_marked_in_its_provision(opened):
    page = opened()
    answer = ask(page, "May my kettle whistle in a shared kitchen?")
    expect(answer.locator(".lead")).to_contain_text("above 85 decibels may not be sold")
    chip = answer.locator(".lead .cite")
    expect(chip).to_have_text("1")
    card = page.locator(".card", has=page.locator("#source-1-1"))
    expect(card).to_contain_text("[1] Article 5(1)(a)")
    assert card.locator("mark").all_inner_texts() == [WHISTLE.text.rstrip(";")]
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / "ask-desktop.png")


def test_a_chip_lights_its_card_and_the_card_leads_back(opened):
    page = opened()
    answer = ask(page, "May my kettle whistle?")
    second = page.locator(".card", has=page.locator("#source-1-2"))
    answer.get_by_role("link", name="Source 2: Article 5(1)").click()
    expect(second).to_have_class(re.compile(r"\bon\b"))
    expect(second).to_be_focused()
    second.get_by_role("link", name="Source 2: back to the answer").click()
    expect(answer.get_by_role("link", name="Source 2: Article 5(1)")).to_be_focused()


def test_everything_is_loaded_from_this_machine(opened):
    page = opened()
    ask(page, "May my kettle whistle?")
    assert len(page.requested) > 10
    assert {urlsplit(url).hostname for url in page.requested} == {"127.0.0.1"}
    assert not page.failed


def test_the_page_works_by_keyboard_alone(opened):
    page = opened()
    page.get_by_label("Your question").focus()
    page.keyboard.type("May my kettle whistle?")
    page.keyboard.press("Enter")
    answer = settled(page)
    chip = answer.get_by_role("link", name="Source 2: Article 5(1)")
    for _ in range(10):
        page.keyboard.press("Shift+Tab")
        if chip.evaluate("e => e === document.activeElement"):
            break
    expect(chip).to_be_focused()
    assert chip.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator(".card", has=page.locator("#source-1-2"))).to_be_focused()


def test_an_example_is_asked_by_one_press_and_the_keyboard_follows(opened):
    page = opened()
    example = EXAMPLES["For journalists"][0]
    button = page.get_by_role("button", name=example)
    button.focus()
    button.press("Enter")
    expect(settled(page)).to_contain_text("four points divided")
    expect(page.locator("#start")).to_be_hidden()
    expect(page.locator("#current .answer")).to_be_focused()


@pytest.mark.parametrize(
    "question", ["", "May it whistle?", "What is prohibited?", "tea?", "markup"]
)
def test_a_phone_needs_no_sideways_scrolling(opened, question):
    page = opened(390, 844)
    if question:
        ask(page, question)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    if "whistle" in question:
        ARTEFACTS.mkdir(exist_ok=True)
        page.screenshot(path=ARTEFACTS / "ask-phone.png", full_page=True)


@pytest.mark.parametrize(
    "question", ["", "May it whistle?", "What divided them?", "tea?", "no index"]
)
def test_every_text_stands_out_from_its_ground_even_in_a_dark_browser(opened, question):
    page = opened(color_scheme="dark")
    if question:
        ask(page, question)
    assert page.evaluate(CONTRAST) == []


def test_markup_in_texts_and_questions_stays_text(opened):
    page = opened()
    ask(page, 'markup <img src=x onerror="window.pwned=3"> [a](https://evil.example/)')
    expect(page.locator(".card mark")).to_have_text(HOSTILE.text)
    assert page.evaluate("window.pwned") is None
    assert page.locator("#columns img, #columns script").count() == 0
    assert page.locator('#columns a[href*="evil"], #columns a[href^="javascript"]').count() == 0


def test_injected_markup_could_not_run_either(opened):
    page = opened()
    page.evaluate("""() => { document.body.insertAdjacentHTML("beforeend",
        '<img src="data:," onerror="window.pwned = 4">') }""")
    page.wait_for_timeout(300)
    assert page.evaluate("window.pwned") is None


def test_a_refusal_shows_what_was_searched_and_the_nearest(opened):
    page = opened()
    answer = ask(page, "Who invented tea?")
    expect(answer).to_contain_text("Searched: Kettle Act")
    expect(page.locator("#sources")).to_contain_text("Nearest, not an answer")
    answer.get_by_role("link", name="Article 9").click()
    expect(page.locator("#near-1-1")).to_be_focused()


@pytest.mark.parametrize(
    ("question", "said"),
    [
        pytest.param("there is no index", "there is no index yet; run: pincite index", id="known"),
        pytest.param("break it", "Something went wrong on this machine", id="unforeseen"),
    ],
)
def test_an_error_is_told_in_words_and_the_question_stays(opened, question, said):
    page = opened()
    answer = ask(page, question)
    expect(answer).to_contain_text(said)
    expect(page.locator("body")).not_to_contain_text("secret detail")
    expect(page.get_by_label("Your question")).to_have_value(question)


def test_outcomes_are_announced_to_screen_readers(opened):
    page = opened()
    ask(page, "May my kettle whistle?")
    status = page.locator("[role=status][aria-live=polite]", has_text="Answer with 2 sources")
    expect(status).to_have_count(1)


def test_notices_and_texts_are_visible_before_the_first_question(opened):
    page = opened()
    expect(page.locator("#start .notice")).to_contain_text("Points (d) to (f) are missing.")
    expect(page.locator("#sources")).to_contain_text("Kettle Act")
    expect(page.get_by_text("Law as of 22 Nov 2026")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.get_by_text("Built with Gradio").count() == 0


def test_earlier_answers_keep_their_sources_and_a_new_conversation_clears_them(opened):
    page = opened()
    ask(page, "May my kettle whistle?")
    ask(page, "What divided the makers?")
    expect(page.locator("#current .question")).to_be_in_viewport()
    page.locator("#earlier").get_by_role("link", name="Source 1: Article 5(1)(a)").first.click()
    expect(page.locator("#source-1-1")).to_be_visible()
    expect(page.locator("#source-2-1")).to_be_hidden()
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator("#start")).to_be_visible()
    expect(page.locator(".turn")).to_have_count(0)


def test_two_readers_do_not_see_each_other(opened):
    first, second = opened(), opened()
    ask(first, "May my kettle whistle?")
    ask(second, "What divided the makers?")
    assert first.locator(".turn").count() == second.locator(".turn").count() == 1
    ask(second, "Who invented tea?")
    assert second.locator(".turn").count() == 2
    expect(first.locator("body")).not_to_contain_text("divided the makers")


def test_statements_appear_one_after_the_other():
    shown = [screen.current for screen, _ in answering(DESK, "whistle", ())]
    assert "Searching" in shown[0]
    assert [one.count("<blockquote>") for one in shown[1:3]] == [1, 3]


def test_a_follow_up_knows_what_was_asked_before():
    asked = []

    class Recording(Scripted):
        def stream(self, question):
            asked.append(question)
            yield from Scripted().stream(question)

    *_, (_, past) = answering(Desk(Recording(), ABOUT), "May it whistle?", ())
    list(answering(Desk(Recording(), ABOUT), "And teapots?", past))
    (turn,) = asked[1].history
    assert turn.question == "May it whistle?"
    assert turn.provision_ids[0] == WHISTLE.id


def test_a_question_that_is_too_long_is_not_asked():
    ((screen, past),) = answering(DESK, "whistle " * LONGEST_QUESTION, ())
    assert f"at most {LONGEST_QUESTION} characters" in screen.current
    assert past == ()
