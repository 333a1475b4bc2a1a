"""The view Compare in a real browser: on a desk, on a phone, and what it hands over."""

import json

import pytest
from playwright.sync_api import expect

from rag import compare as rag_compare
from tests.browser import Scripted
from tests.conftest import kettle_corpus
from tests.test_ui_page import CONTRAST
from tests.topic_files import boil_overs, written
from ui import compare_view
from ui.desk import About, Desk
from ui.page import build
from ui.serve import start

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = written(tmp_path_factory.mktemp("corpus"), boil_overs(kettle_corpus()))
    desk = Desk(Scripted(kettle_corpus()), About("2099-01-05"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compare_view, "topics_in", lambda: rag_compare.topics_in(folder))
        served = start(build(desk), "127.0.0.1", 0)
        yield served.address
        served.stop()


def opened(browser, address, width, **options):
    page = browser.new_page(viewport={"width": width, "height": 900}, **options)
    page.goto(f"{address}/?view=compare")
    expect(page.get_by_label("Topic", exact=True)).to_be_visible(timeout=30_000)
    return page


@pytest.mark.parametrize(
    ("width", "scheme"),
    [pytest.param(1440, "light", id="desk"), pytest.param(390, "dark", id="phone")],
)
def test_a_topic_is_compared_by_keyboard_and_handed_over(browser, address, width, scheme):
    page = opened(browser, address, width, color_scheme=scheme)
    page.get_by_label("Topic", exact=True).fill("boil-overs")
    page.keyboard.press("Enter")
    table = page.get_by_role("table", name="Boil-overs, act by act")
    expect(table).to_be_visible()
    expect(page.locator("#stage-compare h2")).to_be_focused()
    expect(table.get_by_role("rowheader")).to_have_text("Kettle Act")
    expect(table.get_by_role("columnheader", name="By when")).to_have_count(1)
    chip = table.get_by_role("link", name="Article 5(2), Kettle Act: read it in its act")
    expect(chip).to_have_attribute("href", "?view=explore&provision=32099R0001%23art_5.par_2")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate(CONTRAST) == []
    with page.expect_download() as handed:
        page.get_by_role("link", name="JSON").click()
    assert handed.value.suggested_filename == "pincite-compare-boil-overs.json"
    assert json.loads(handed.value.path().read_bytes())["topic"] == "boil-overs"
    expect(page.get_by_text("was handed to your browser")).to_be_visible()
    with page.expect_download() as second:
        page.get_by_role("link", name="CSV").click()
    assert second.value.suggested_filename == "pincite-compare-boil-overs.csv"
    page.close()


def test_an_export_is_handed_over_once_and_not_again_when_the_page_is_reloaded(browser, address):
    page = opened(browser, address, 1440)
    page.goto(f"{address}/?view=compare&topic=boil-overs")
    table, export = page.get_by_role("table"), page.get_by_role("link", name="JSON")
    for _ in range(2):
        with page.expect_download():
            export.click()
        page.wait_for_url(lambda url: "export" not in url and "topic=boil-overs" in url)
    assert "export" not in page.locator("#top a.language").get_attribute("href")
    handed = []
    page.on("download", lambda file: handed.append(file.url))
    page.reload()
    expect(table).to_be_visible(timeout=30_000)
    assert page.get_by_text("was handed to your browser").count() == 0
    assert handed == []
    page.close()


def test_the_acts_that_are_checked_are_in_the_address(browser, address):
    page = opened(browser, address, 1440)
    page.get_by_text("More documents").click()
    page.locator("#stage-compare").get_by_label("Second article").check()
    page.get_by_label("Topic", exact=True).fill("tea")
    page.locator("#stage-compare").get_by_role("button", name="Compare").click()
    expect(page.get_by_role("rowheader")).to_have_count(2)
    assert "acts=32099R0001%2Cdoc%3Akettle-tale" in page.url
    page.go_back()
    expect(page.get_by_role("table")).to_have_count(0)
    page.close()
