"""Every view in a real browser: no serious barrier, nothing sideways, a picture of each."""

import os
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from rag import wiring
from rag.chain import Assistant
from rag.settings import Settings
from rag.wiring import open_assistant
from tests.browser import ARTEFACTS
from tests.test_ui_page import CONTRAST
from ui.desk import About, Desk
from ui.library_keeping import keeper_of
from ui.page import build
from ui.serve import start
from ui.shell import PATHS
from ui.wording import read_wording

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TODAY = "2026-11-22"
MEMO = """Providers report serious incidents under Article 73(2) of Regulation (EU) 2024/1689.
Article 5(9) of that Regulation bans kettles. See also Article 33(1) GDPR."""
VIEWS = {
    "start": "",
    "answer": "?q=" + quote("Do our staff need training in AI?"),
    "refusal": "?q=" + quote("Who invented tea?"),
    "check": "?view=check",
    "compare-start": "?view=compare",
    "compare": "?view=compare&topic=incident+reporting",
    "versions": "?view=compare&provision=" + quote("32024R1689#art_57.par_1"),
    "explore-start": "?view=explore",
    "explore": "?view=explore&provision=" + quote("32024R1689#art_26.par_1"),
    "timeline": "?view=explore&show=timeline",
    "graph": "?view=explore&show=graph&provision=" + quote("32024R1689#art_26"),
    "claims": "?view=explore&show=claims",
    "library": "?view=library",
    "wrong": "?view=explore&provision=" + quote("32024R1689#art_999<b>"),
}
"""The address of each picture."""
SIZES = {"desktop": (1440, 900), "phone": (390, 844)}
SERIOUS = ("serious", "critical")


@pytest.fixture(scope="module")
def assistant(request: pytest.FixtureRequest) -> Assistant:
    """The real texts, where there are any; else the small ones."""
    if not os.environ.get("PINCITE_MIRROR"):
        small: Assistant = request.getfixturevalue("kettle")
        return small
    home = request.getfixturevalue("real_home")
    return open_assistant(Settings(home=home, offline=True), lambda step: None)


@pytest.fixture(scope="module")
def address(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = Settings(home=tmp_path_factory.mktemp("none"), offline=True)
    desk = Desk(assistant, About(as_of=TODAY), keeper_of(settings, wiring, "127.0.0.1"))
    served = start(
        {path: build(desk, read_wording(language)) for language, path in PATHS.items()},
        "127.0.0.1",
        0,
    )
    yield served.address
    served.stop()


def opened(browser: Browser, url: str) -> tuple[Page, list[str]]:
    """Open an address in a fresh session and wait until it shows what it asks for."""
    context = browser.new_context(
        viewport={"width": 1440, "height": 900}, color_scheme="light", reduced_motion="reduce"
    )
    page, foreign = context.new_page(), []
    page.on("pageerror", lambda error: foreign.append(str(error)))
    context.on("request", lambda request: foreign.extend(elsewhere(request.url)))
    page.goto(url)
    settled(page)
    return page, foreign


def elsewhere(url: str) -> list[str]:
    """Return the address if another machine serves it."""
    return [] if urlsplit(url).hostname in ("127.0.0.1", None, "") else [url]


def settled(page: Page) -> None:
    expect(page.locator("body[data-view]")).to_be_attached(timeout=30_000)
    view = page.locator("body").get_attribute("data-view")
    expect(page.locator(f"#view-{view} .opening")).to_have_count(0, timeout=30_000)
    if "q=" in page.url:
        answer = page.locator("#current .answer:not([aria-busy=true])")
        expect(answer).to_be_visible(timeout=30_000)


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_has_no_serious_barrier_and_fits(browser: Browser, address: str, name: str) -> None:
    page, foreign = opened(browser, f"{address}/{VIEWS[name]}")
    if name == "check":
        page.get_by_label("Your memo").fill(MEMO)
        page.get_by_role("button", name="Check", exact=True).click()
        expect(page.locator("#view-check .finding").first).to_be_visible(timeout=30_000)
    ARTEFACTS.mkdir(exist_ok=True)
    barriers: list[str] = []
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=ARTEFACTS / f"{name}-{size}-{scheme}.png", full_page=width < 760)
            barriers += [f"{size} {scheme} {said}" for said in barriers_on(page)]
        if page.evaluate("document.documentElement.scrollWidth") != width:
            barriers.append(f"{size}: needs sideways scrolling")
    assert barriers == []
    assert foreign == []
    page.context.close()


def barriers_on(page: Page) -> Iterator[str]:
    """Yield what keeps readers out: axe-core's serious findings, and text that is hard to see."""
    for found in Axe().run(page).response["violations"]:
        if found["impact"] in SERIOUS:
            yield f"{found['id']}: {found['nodes'][0]['target']} {found['help']}"
    yield from page.evaluate(CONTRAST)


def test_the_german_page_says_everything_in_german(browser: Browser, address: str) -> None:
    page, foreign = opened(browser, f"{address}/de/?view=library")
    expect(page).to_have_title("Pincite: Bibliothek")
    page.get_by_role("link", name="Vergleichen").click()
    expect(page).to_have_title("Pincite: Vergleichen")
    page.get_by_role("link", name="English").click()
    expect(page).to_have_title("Pincite: Compare")
    assert page.locator("html").get_attribute("lang") == "en"
    assert foreign == []
    page.context.close()


def test_the_theme_is_the_readers_choice_and_stays(browser: Browser, address: str) -> None:
    page, _ = opened(browser, f"{address}/")
    page.get_by_role("button", name="Dark").click()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.reload()
    settled(page)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    expect(page.get_by_role("button", name="Light")).to_be_visible()
    page.context.close()


def test_going_back_finds_a_view_where_it_was_left(browser: Browser, address: str) -> None:
    page, _ = opened(browser, f"{address}/?view=explore&show=claims")
    page.evaluate("""() => { window.scrollTo(0, 900);
        document.querySelector("#top nav a[data-view=compare]").click(); }""")
    expect(page.locator("#stage-compare h2")).to_be_visible()
    page.evaluate("window.scrollTo(0, 0)")
    page.go_back()
    expect(page.locator("#view-explore")).to_be_visible()
    page.wait_for_function("window.scrollY === 900")
    page.context.close()


def test_the_back_button_leads_back_through_views(browser: Browser, address: str) -> None:
    page, _ = opened(browser, f"{address}/?view=explore")
    page.get_by_role("navigation", name="Views").get_by_role("link", name="Library").click()
    expect(page.locator("#view-library")).to_be_visible()
    page.go_back()
    expect(page.locator("#view-explore")).to_be_visible()
    expect(page.locator("#view-library")).to_be_hidden()
    page.context.close()
