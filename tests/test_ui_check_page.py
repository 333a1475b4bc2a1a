"""Checking a memo in a real browser: pasted, uploaded, read beside its findings, taken away."""

import io
import json
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

import docx
import httpx
import pytest
from playwright.sync_api import expect

from tests.browser import Scripted
from tests.memo_files import paragraph, run, word_memo
from tests.memo_kettles import AFTER, CORPUS, K
from tests.test_ui_check_view import MEMO
from ui.desk import About, Desk
from ui.page import build
from ui.serve import start
from ui.wording import read_wording

pytestmark = pytest.mark.browser

DESK = Desk(Scripted(CORPUS), About(AFTER))
RESULT = "7 citations: 1 holds, 3 fail, 3 exist, but what the memo says of them was not judged."
HOSTILE = f"""<script>window.pwned = 1</script> <img src=x onerror="window.pwned = 2">
![a](https://evil.example/a.png) [b](javascript:window.pwned=3) ${{window.pwned = 4}} {{{{value}}}}
Article 3(1) of {K} <b onmouseover=alert(1)>\u202eback</b>, and “<img src=https://evil.example/b>
notification shall be made not later than 48 hours after the boil-over” (Article 3(2) of {K}).
"""


@pytest.fixture(scope="module")
def address():
    served = start({"/": build(DESK), "/de/": build(DESK, read_wording("de"))}, "127.0.0.1", 0)
    yield served.address
    served.stop()


@pytest.fixture
def opened(browser, address):
    """Open the view in a fresh session; every request and every error is kept."""
    contexts = []

    def open_page(width=1440, height=900, path="/"):
        size = {"width": width, "height": height}
        context = browser.new_context(viewport=size, reduced_motion="reduce")
        contexts.append(context)
        page = context.new_page()
        page.requested, page.failed = [], []
        context.on("request", lambda request: page.requested.append(request.url))
        page.on("pageerror", lambda error: page.failed.append(str(error)))
        page.goto(f"{address}{path}?view=check")
        expect(field(page)).to_be_visible(timeout=30_000)
        return page

    yield open_page
    for context in contexts:
        context.close()


def field(page):
    return page.locator("#check-memo textarea")


def found(page, sentence=RESULT):
    """Wait for the findings and return them."""
    expect(page.locator("#check-summary h3")).to_have_text(sentence, timeout=15_000)
    return page.locator("#check-beside .finding")


def checked(page, text=MEMO, sentence=RESULT):
    field(page).fill(text)
    page.get_by_role("button", name="Check", exact=True).click()
    return found(page, sentence)


def taken(page, name):
    """Return the file that a button hands over, and its name."""
    with page.expect_download() as started:
        page.get_by_role("button", name=name).click()
    return Path(started.value.path()).read_bytes(), started.value.suggested_filename


def test_each_finding_stands_beside_the_line_that_cites(opened):
    page = opened()
    notes = checked(page)
    expect(notes).to_have_count(7)
    for number in (2, 3, 7):
        chip, note = page.locator(f"#cited-{number}"), page.locator(f"#finding-{number}")
        assert note.bounding_box()["x"] > chip.bounding_box()["x"]
    first = page.locator("#finding-2")
    apart = first.bounding_box()["y"] - page.locator("#cited-2").bounding_box()["y"]
    assert abs(apart) < 30
    difference = page.locator("#finding-3 .difference")
    expect(difference.locator("div").nth(0).locator("del")).to_contain_text("48")
    expect(difference.locator("div").nth(1).locator("ins")).to_contain_text("96")
    page.locator("#cited-3").hover()
    for lit in ("#finding-3", "mark[data-cites='3']"):
        assert "paired" in page.locator(lit).get_attribute("class").split()
    page.locator("#cited-3").click()
    expect(page.locator("#finding-3")).to_be_focused()
    page.get_by_role("link", name="Finding 3, back to the memo").click()
    expect(page.locator("#cited-3")).to_be_focused()
    assert not page.failed


def test_on_a_phone_a_finding_stands_under_its_paragraph(opened):
    page = opened(390, 844)
    checked(page)
    said = page.locator("#para-2").bounding_box()
    note = page.locator("#finding-2").bounding_box()
    below = page.locator("#para-3").bounding_box()
    assert said["y"] + said["height"] <= note["y"] < below["y"]
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_the_choice_narrows_the_findings_and_is_announced(opened):
    page = opened()
    notes = checked(page)
    page.get_by_label("fails (3)").check()
    expect(page.locator("[data-told]")).to_have_text("3 findings shown.")
    assert [note.is_visible() for note in notes.all()] == [False, False, True, True, False,
                                                           False, True]  # fmt: skip
    page.locator("#cited-1").click()  # leads to one that the choice hides
    expect(page.locator("#finding-1")).to_be_focused()
    expect(notes.first).to_be_visible()


def test_an_uploaded_word_file_comes_back_with_comments_and_leaves_no_copy(opened, tmp_path):
    page = opened()
    name = f"board-{tmp_path.name}.docx"
    raw = word_memo(*(paragraph(run(part)) for part in MEMO.strip().split("\n\n")))
    field(page).fill("What was pasted stays.")
    page.locator("#check-buttons input[type=file]").set_input_files(
        [{"name": name, "mimeType": "application/octet-stream", "buffer": raw}]
    )
    found(page)
    expect(page.locator("#check-held")).to_contain_text(f"The file {name} is checked")
    expect(field(page)).to_have_value("What was pasted stays.")
    copies = Path(tempfile.gettempdir()).glob(f"gradio/**/{name}")
    assert list(copies) == []
    content, called = taken(page, "Your Word file with comments")
    assert called == name.replace(".docx", "-checked.docx")
    assert len(list(docx.Document(io.BytesIO(content)).comments)) == 6  # two share their words
    page.get_by_role("button", name="Take the file away").click()
    expect(page.locator("#check-held")).to_have_text("")


def test_reports_and_the_table_of_authorities_are_taken_away(opened):
    page = opened()
    checked(page)
    assert not page.get_by_role("button", name="Your Word file with comments").is_visible()
    content, called = taken(page, "Report (Markdown)")
    assert called == "Pasted memo-checked.md"
    assert content.decode().startswith("# Citations of Pasted memo")
    content, _ = taken(page, "Report (JSON)")
    assert json.loads(content)["summary"]["fails"] == 3
    content, _ = taken(page, "Table of authorities (Word)")
    lines = [p.text for p in docx.Document(io.BytesIO(content)).paragraphs]
    assert "art 3(1), para 2" in lines
    page.get_by_label("Bluebook").check()
    expect(page.locator("#check-authorities")).to_contain_text("art. 3(1)")
    page.locator("#check-authorities").get_by_role("link", name="Paragraph 2").first.click()
    expect(page.locator("#para-2")).to_be_focused()


def test_the_keyboard_alone_leads_from_the_paste_to_the_last_finding(opened):
    page = opened()
    field(page).focus()
    page.keyboard.insert_text(MEMO)
    page.keyboard.press("Control+Enter")
    found(page)
    expect(page.locator("#check-summary h3")).to_be_focused()
    expect(page.locator("#check-live")).to_have_text(RESULT)
    for number in (3, 4, 7, 7):
        page.keyboard.press("n")
        expect(page.locator(f"#finding-{number}")).to_be_focused()
    page.keyboard.press("p")
    expect(page.locator("#finding-4")).to_be_focused()
    page.keyboard.press("Tab")
    back = page.locator("#finding-4 .number")
    expect(back).to_be_focused()
    assert back.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("#cited-4")).to_be_focused()


def test_a_hostile_memo_stays_text(opened):
    page = opened()
    notes = checked(page, HOSTILE, "2 citations: 1 fails, 1 to look at.")
    expect(notes).to_have_count(2)
    page.locator("#cited-1").hover()
    for name in ("Report (Markdown)", "Report (JSON)"):
        taken(page, name)
    text = page.locator("#check-beside").inner_text()
    for written in (
        "<script>window.pwned = 1</script>",
        "![a](https://evil.example/a.png)",
        "[b](javascript:window.pwned=3)",
        "${window.pwned = 4}",
        "{{value}}",
    ):
        assert written in text
    assert "\u202e" not in text
    assert page.evaluate("window.pwned") is None
    assert page.locator("#view-check :is(img, script, iframe)").count() == 0
    assert {urlsplit(url).hostname for url in page.requested} <= {"127.0.0.1", None}
    assert not page.failed


def test_what_goes_wrong_is_said_in_words_and_nothing_is_lost(opened):
    page = opened()
    page.get_by_role("button", name="Check", exact=True).click()
    told = page.locator("#check-progress [role=alert]")
    expect(told).to_contain_text("There is nothing to check yet.")
    field(page).fill(MEMO)
    page.get_by_label("Law in force on").fill("soon")
    page.keyboard.press("Control+Enter")
    expect(told).to_contain_text("“soon” is no day.")
    page.locator("#check-buttons input[type=file]").set_input_files(
        [{"name": "old.doc", "mimeType": "application/msword", "buffer": b"x"}]
    )
    expect(told).to_contain_text("old.doc: is an old Word file; save it as .docx")
    expect(field(page)).to_have_value(MEMO)
    page.get_by_label("Law in force on").fill("")
    page.get_by_role("button", name="Check", exact=True).click()
    found(page)
    expect(told).to_have_count(0)
    page.get_by_role("button", name="Start over").click()
    expect(page.locator("#check-summary h3")).to_have_count(0)
    expect(field(page)).to_have_value("")


def test_the_example_is_checked_in_german_too(opened):
    page = opened(path="/de/")
    page.get_by_role("button", name="Beispiel ausprobieren").click()
    expect(page.locator("#check-summary h3")).to_contain_text("Fundstellen", timeout=15_000)
    assert "Brightwater" in field(page).input_value()


def test_no_file_of_the_server_is_read_because_a_client_names_its_path(address, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("Article 3(1) of the secret of the house.")
    named = {"path": str(secret), "meta": {"_type": "gradio.FileData"}}
    with httpx.Client(base_url=address, trust_env=False, timeout=20) as client:
        config = client.get("/config").json()
        ids = {c["props"].get("elem_id"): c["id"] for c in config["components"]}
        wanted = [[ids["check-upload"], "upload"]]
        event = next(d["id"] for d in config["dependencies"] if d["targets"] == wanted)
        sent = {"data": [named, "", True, "oscola"], "fn_index": event, "session_hash": "stranger"}
        client.post("/gradio_api/queue/join", json=sent).raise_for_status()
        answered = client.get("/gradio_api/queue/data", params={"session_hash": "stranger"}).text
    assert "process_completed" in answered
    assert "secret" not in answered
