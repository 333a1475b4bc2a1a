"""The reading view in a real browser: by link, by mouse, by keyboard, on a phone."""

from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.browser import ARTEFACTS
from tests.teapots import ACT, AFTER, Shelf, teapots
from ui.desk import About, Desk
from ui.page import build
from ui.serve import start

pytestmark = pytest.mark.browser
NOTES = {f"{ACT}#art_3.par_1": "Makers fit a cover.", f"{ACT}#art_3.par_2": "All check it."}


@pytest.fixture(scope="module")
def address():
    desk = Desk(Shelf(teapots(), NOTES), About(AFTER))
    served = start(build(desk), "127.0.0.1", 0)
    yield served.address
    served.stop()


@pytest.fixture
def opened(browser, address):
    """Open an address of the view in a fresh session; errors of the page fail the test."""
    contexts, failed = [], []

    def open_page(query, width=1440, height=900, **options):
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: failed.append(str(error)))
        page.goto(f"{address}/?view=explore{query}")
        expect(page.locator("#stage-explore .explore")).to_be_visible(timeout=30_000)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert failed == []


def at(anchor):
    return f"&provision={quote(f'{ACT}#{anchor}')}"


def test_a_link_opens_a_provision_and_the_page_is_there(opened):
    page = opened(at("art_3.par_3"), height=500)
    marked = page.locator("[data-at]")
    expect(marked).to_have_text("Article 3(3)")
    expect(marked).to_be_in_viewport()
    expect(page.locator(".lit .line")).to_have_text("3.High-risk teapots shall be blue.")
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / "explore-desktop.png")


def test_a_reference_is_followed_and_the_browser_comes_back(opened):
    page = opened(at("art_3"))
    page.locator(".ref", has_text="Annex I").click()
    expect(page.locator("[data-at]")).to_contain_text("Annex I")
    expect(page.locator("[data-at]")).to_be_focused()
    page.go_back()
    expect(page.locator("[data-at]")).to_contain_text("Article 3")
    expect(page.locator(".contents [aria-current]")).to_contain_text("Article 3")


def test_a_term_shows_its_definition_while_the_mouse_is_there(opened):
    page = opened(at("art_3"))
    term = page.locator(".term", has_text="spout cover")
    box = page.locator("#def-art_2-pnt_2")
    expect(box).to_be_hidden()
    term.hover()
    expect(box).to_be_visible()
    expect(box).to_contain_text("what closes the spout of a teapot")
    expect(term).to_have_attribute("aria-expanded", "true")
    page.mouse.move(5, 5)
    expect(box).to_be_hidden()
    term.click()
    page.mouse.move(5, 5)
    page.wait_for_timeout(400)
    expect(box).to_be_visible()
    page.get_by_role("heading", name="Teapot Act").click()
    expect(box).to_be_hidden()


def test_a_term_shows_its_definition_to_the_keyboard(opened):
    page = opened(at("art_3"))
    term = page.locator(".term", has_text="spout cover")
    box = page.locator("#def-art_2-pnt_2")
    page.get_by_role("link", name="Link to Article 3(2)").focus()
    page.keyboard.press("Tab")
    expect(term).to_be_focused()
    expect(box).to_be_visible()
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(term).to_be_focused()
    page.keyboard.press("Enter")
    expect(box.get_by_role("link")).to_be_focused()
    page.keyboard.press("Escape")
    expect(term).to_be_focused()
    expect(box).to_be_hidden()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(page.locator("[data-at]")).to_have_text("Article 2(2)")


def test_a_text_is_searched_and_another_day_is_read(opened):
    page = opened(at("art_3.par_2"))
    page.get_by_role("searchbox").fill("importers checked")
    page.keyboard.press("Enter")
    expect(page.locator(".found [role=status]")).to_contain_text("1 provision found.")
    page.locator(".found li a").click()
    expect(page.locator(".lit mark")).to_have_text(["Importers", "check"])
    page.get_by_label("Law on").fill("2099-06-01")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator(".found, .lit")).to_contain_text("Importers shall check")
    assert "as_of=2099-06-01" in page.url


def test_our_notes_can_be_put_away_for_good(opened):
    page = opened(at("art_3"))
    note = page.locator(".inplain").first
    expect(note).to_be_visible()
    switch = page.get_by_role("button", name="Our notes in plain words")
    switch.click()
    expect(note).to_be_hidden()
    page.locator(".book-turn .after").first.click()
    expect(page.locator("[data-at]")).to_contain_text("Article 3a")
    expect(page.locator("[data-plain]")).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize(
    "query", ["", f"&act={ACT}", at("art_3.par_1.pnt_b"), f"&act={ACT}&in=tea"]
)
def test_a_phone_needs_no_sideways_scrolling(opened, query):
    page = opened(query, 390, 844, color_scheme="dark")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    if query:
        unfold = page.get_by_role("button", name="Contents")
        expect(page.locator("#contents-list")).to_be_hidden()
        unfold.click()
        expect(page.locator("#contents-list")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
