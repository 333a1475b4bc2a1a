"""The library in a real browser: a document is added and removed, and answers follow."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from rag import wiring
from rag.model import Question
from tests.small_home import small_home
from tests.test_ingest_user_documents import story
from tests.test_ui_page import CONTRAST
from ui.desk import About, Desk
from ui.library_keeping import keeper_of
from ui.page import build
from ui.serve import start
from ui.shell import PATHS
from ui.wording import GERMAN, LANGUAGES, read_wording

pytestmark = pytest.mark.browser
PATIENCE = 60_000
LIBRARY = "?view=library"
MARKUP = '<img src=x onerror="window.pwned=1">'


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    settings = small_home(tmp_path_factory.mktemp("page"))
    assistant = wiring.open_assistant(settings, lambda step: None)
    keeper = keeper_of(settings.model_copy(update={"offline": False}), wiring, "127.0.0.1")
    return Desk(assistant, About(as_of="2099-07-01"), keeper)


@pytest.fixture(scope="module")
def address(desk: Desk) -> Iterator[str]:
    pages = {PATHS[language]: build(desk, read_wording(language)) for language in LANGUAGES}
    served = start(pages, "127.0.0.1", 0)
    yield served.address
    served.stop()


Open = Callable[..., Page]


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Open]:
    contexts = []

    def open_page(path: str = "/", width: int = 1440, scheme: str = "light") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
        )
        contexts.append(context)
        page = context.new_page()
        page.asked = []  # type: ignore[attr-defined]
        context.on("request", lambda request: page.asked.append(request.url))  # type: ignore[attr-defined]
        page.goto(f"{address}{path}{LIBRARY}")
        expect(page.locator("#stage-library h2")).to_be_visible(timeout=PATIENCE)
        return page

    yield open_page
    for context in contexts:
        context.close()


def test_a_document_is_added_asked_about_and_removed(
    opened: Open, desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "museum.txt"
    path.write_text(story(f"Kettles of Oslo {MARKUP}", "The museum lost its porcelain lid."))
    page = opened()
    page.locator("#library-file input[type=file]").set_input_files(path)
    expect(page.get_by_role("cell", name="museum.txt")).to_be_visible()
    guidance = page.get_by_role("radio", name="Official guidance")
    expect(guidance).to_be_in_viewport(ratio=1)
    guidance.check()
    page.get_by_role("button", name="Add", exact=True).click()
    panel = page.get_by_role("status").and_(page.locator("#library-panel [role=status]"))
    expect(panel.get_by_role("progressbar")).to_be_visible(timeout=PATIENCE)
    expect(panel).to_contain_text("Added: Kettles of Oslo", timeout=PATIENCE)
    card = page.locator(".card", has_text="added by you")
    expect(card).to_contain_text(MARKUP)
    expect(card.locator(".badge")).to_have_text("official guidance")
    hits = desk.assistant.search(Question("porcelain lid museum Oslo"), 3)
    assert any(hit.provision.document_id.startswith("doc:kettles-of-oslo") for hit in hits)
    card.get_by_role("link", name="Remove").press("Enter")
    question = page.locator("#stage-library .asked")
    expect(question).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(panel).to_contain_text("Removed: Kettles of Oslo", timeout=PATIENCE)
    expect(card).to_have_count(0)
    assert page.evaluate("window.pwned") is None
    assert urlsplit(page.url).query == "view=library"
    assert {urlsplit(url).hostname for url in page.asked} == {"127.0.0.1"}  # type: ignore[attr-defined]


def test_the_page_asks_before_it_fetches_and_can_be_left(opened: Open) -> None:
    page = opened()
    page.get_by_label("Or the address of a page").fill("https://news.example/kettles")
    page.get_by_role("button", name="Add", exact=True).press("Enter")
    question = page.locator("#library-panel .asked")
    expect(question).to_contain_text("This fetches one page from news.example over the internet.")
    expect(question).to_be_focused()
    question.get_by_role("button", name="Leave everything as it is").click()
    expect(question).to_have_count(0)


def test_what_is_wrong_is_said_in_the_reader_s_language(opened: Open) -> None:
    page = opened(PATHS[GERMAN])
    page.get_by_role("button", name="Hinzufügen", exact=True).click()
    expect(page.locator("#library-panel")).to_contain_text("eins von beiden")


def test_a_document_is_found_by_keyboard(opened: Open) -> None:
    page = opened()
    page.get_by_label("Find a document").fill("first article")
    page.keyboard.press("Enter")
    expect(page.locator("#stage-library .card")).to_have_count(1)
    assert urlsplit(page.url).query == "view=library&find=first+article"
    page.go_back()
    expect(page.locator("#stage-library .card")).to_have_count(2)


@pytest.mark.parametrize("path", PATHS.values())
def test_on_a_phone_a_link_leads_down_to_the_form(opened: Open, path: str) -> None:
    page = opened(path, 390)
    page.locator(".jump a").click()
    expect(page.locator("#library-desk h3").first).to_be_in_viewport()
    expect(page.locator("#stage-library h2")).to_be_attached()
    assert urlsplit(page.url).path == path


@pytest.mark.parametrize("path", PATHS.values())
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_in_a_reader_s_way(opened: Open, path: str, scheme: str) -> None:
    page = opened(path, 390, scheme)
    page.locator("#library-stated button").first.click()
    page.locator(".card summary").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    found = Axe().run(page).response["violations"]
    grave = (one for one in found if one["impact"] in ("serious", "critical"))
    serious = [f"{one['id']}: {one['nodes'][0]['html']}" for one in grave]
    assert serious == []
    assert page.evaluate(CONTRAST) == []
