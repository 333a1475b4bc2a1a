"""From a folder of official files to an answer in a browser, with nothing replaced."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser import ARTEFACTS
from tests.chromium import chromium

THRESHOLD = "Above how much training compute is a model presumed to have high-impact capabilities?"


@contextmanager
def served(home: Path) -> Iterator[str]:
    """Run `python -m ui` on a free port and yield the address that it prints when ready."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ours = {"PINCITE_HOME": str(home), "PINCITE_OFFLINE": "true", "PORT": str(port)}
    kept = {k: v for k, v in os.environ.items() if not k.startswith("PINCITE_")}
    command = [sys.executable, "-m", "ui"]
    root = Path(__file__).parents[1]
    with subprocess.Popen(
        command, env=kept | ours, cwd=root, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            line = next(line for line in process.stdout if "http://" in line)
            yield next(word for word in line.split() if word.startswith("http://"))
        finally:
            process.terminate()


@pytest.mark.browser
@pytest.mark.slow
def test_a_reader_asks_on_the_page_and_finds_the_quote_in_its_provision(real_home: Path) -> None:
    asked: set[str | None] = set()
    with served(real_home) as address, chromium() as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.on("request", lambda request: asked.add(urlsplit(request.url).hostname))
        page.goto(address)
        box = page.get_by_role("textbox").first
        box.fill(THRESHOLD)
        box.press("Enter")
        chip = page.locator("#current a.cite").first
        expect(chip).to_be_visible(timeout=30_000)
        expect(page.locator("#current")).to_contain_text("greater than 10^25")
        card = page.locator("#sources .card", has=page.locator(chip.get_attribute("href") or ""))
        expect(card).to_contain_text("Article 51(2)")
        expect(card.locator("mark").first).to_contain_text("10^25")
        ARTEFACTS.mkdir(exist_ok=True)
        page.screenshot(path=ARTEFACTS / "end-to-end.png")
    assert asked == {"127.0.0.1"}
