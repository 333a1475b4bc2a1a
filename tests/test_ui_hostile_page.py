"""Texts that attack the page stay texts, in every view: no script runs, no request leaves."""

from collections.abc import Iterator
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from ingest.user_model import Facts, Source
from rag.settings import Settings
from rag.wiring import add_document, open_assistant
from tests.small_home import small_home
from ui.desk import About, Desk
from ui.page import build
from ui.serve import start

pytestmark = pytest.mark.browser

ATTACK = (
    '<script>window.pwned = 1</script><img src="https://evil.example/a.png" onerror="pwned = 2">'
    "<svg onload=\"window.pwned = 3\"></svg><iframe src='https://evil.example/'></iframe>"
    "![picture](https://evil.example/b.png) [press](javascript:window.pwned=4) "
    "<a href='data:text/html,<script>window.pwned=5</script>'>data</a> "
    '${window.pwned = 6} {{window.pwned}} " onmouseover="window.pwned = 7 <style>body{display:none}'
)
MEMO = f"# Zeppelins {ATTACK}\n\nZeppelins carry parcels at noon. {ATTACK}\n\nThey land. {ATTACK}\n"
PAGE = (
    "<html><head><title>Airships &lt;img src=x onerror=pwned=8&gt;</title></head><body>"
    "<p>Airships whisper &lt;script&gt;window.pwned = 9&lt;/script&gt; at night.</p>"
    '<p onclick="window.pwned=10">Airships <a href="javascript:window.pwned=11">glide</a> '
    '<img src="https://evil.example/c.png" onerror="window.pwned=12"> home.</p></body></html>'
)
INERT = """() => [...document.querySelectorAll(".view *")].flatMap((e) => [
  ...(/^(SCRIPT|IFRAME|OBJECT|EMBED)$/.test(e.tagName) ? [e.tagName] : []),
  ...(e.tagName === "IMG" && !e.src.startsWith(location.origin) ? [e.src] : []),
  ...[...e.attributes].filter((a) => a.name.startsWith("on")).map((a) => a.name),
  ...(/^(javascript|data|vbscript):/i.test(e.getAttribute("href") || "") ? [e.outerHTML] : []),
  ...(/evil/.test(e.getAttribute("href") || e.getAttribute("src") || "") && !e.href?.startsWith(
    location.origin) ? [e.outerHTML] : []),
])"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    settings: Settings = small_home(tmp_path_factory.mktemp("hostile"))
    for name, form, text in (("memo.md", "md", MEMO), ("page.html", "html", PAGE)):
        source = Source(name=name, raw=text.encode(), form=form)
        add_document(settings, source, Facts(title=f"On {name} {ATTACK}"[:200]), lambda step: None)
    return Desk(open_assistant(settings, lambda step: None), About("2099-12-31"))


@pytest.fixture(scope="module")
def address(desk: Desk) -> Iterator[str]:
    served = start(build(desk), "127.0.0.1", 0)
    yield served.address
    served.stop()


def identifiers(desk: Desk) -> list[str]:
    return [d for d in desk.assistant.corpus.documents if d.startswith("doc:on")]


def views(desk: Desk) -> Iterator[str]:
    """Yield an address of each view that shows what was added, or repeats what the address says."""
    yield "?q=" + quote("When do zeppelins carry parcels?")
    yield "?q=" + quote("What do airships whisper?")
    yield "?q=" + quote(ATTACK)
    yield "?view=library"
    yield "?view=library&find=" + quote(ATTACK)
    yield "?view=explore"
    for identifier in identifiers(desk):
        yield "?view=explore&act=" + quote(identifier)
        yield f"?view=explore&act={quote(identifier)}&in=" + quote("zeppelins airships")
        yield "?view=explore&show=graph&provision=" + quote(f"{identifier}#par_1")
    yield "?view=compare&topic=" + quote("zeppelins parcels")
    for name in ("provision", "act", "as_of", "show", "topic", "acts", "in", "from", "lang"):
        yield f"?view=explore&{name}=" + quote(ATTACK)
        yield f"?view=compare&{name}=" + quote(ATTACK)


def test_texts_that_were_added_and_addresses_cannot_act(
    browser: Browser, address: str, desk: Desk
) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page, left = context.new_page(), []
    context.on("request", lambda request: left.extend(elsewhere(request.url)))
    page.on("dialog", lambda dialog: (left.append(dialog.message), dialog.dismiss()))
    assert len(identifiers(desk)) == 2
    shown = ""
    for view in views(desk):
        page.goto(f"{address}/{view}")
        settled(page)
        for folded in page.locator(".view details:visible > summary").all()[:8]:
            folded.click()
        assert page.evaluate(INERT) == [], view
        assert page.evaluate("window.pwned") is None, view
        shown += page.locator("body").inner_text()
    assert left == []
    assert "<script>window.pwned = 1</script>" in shown
    assert "[press](javascript:window.pwned=4)" in shown
    context.close()


def settled(page: Page) -> None:
    expect(page.locator("body[data-view]")).to_be_attached(timeout=30_000)
    view = page.locator("body").get_attribute("data-view")
    expect(page.locator(f"#view-{view} .opening")).to_have_count(0, timeout=30_000)
    if "?q=" in page.url:
        expect(page.locator("#current .answer:not([aria-busy=true])")).to_be_visible(timeout=30_000)


def elsewhere(url: str) -> list[str]:
    return [] if urlsplit(url).hostname in ("127.0.0.1", None, "") else [url]
