"""Time the page in a browser against a bare Gradio page of one field, in the same run.

    python -m bench.page --home .pincite

First paint is the browser's own figure (first contentful paint) of a fresh session. The first words
of an answer are timed from the press of Enter; the bare page echoes the question instead. Needs
Chromium, as the tests do.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

import gradio as gr
from playwright.sync_api import Browser, Page, sync_playwright

from rag.settings import Settings
from rag.wiring import open_assistant
from ui.desk import Desk
from ui.page import build
from ui.serve import Served, start

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
ROUNDS = 7
QUESTIONS = (
    "Do our staff need training in AI?",
    "What is a serious incident?",
    "Which four points divided the negotiators?",
)
VIEWS = (
    "?view=explore&act=32024R1689",
    "?view=explore&show=timeline",
    "?view=compare&topic=penalties",
    "?view=library",
)
_PAINT = """() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0"""


def main() -> None:
    """Measure both pages and print Markdown tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    desk = Desk(open_assistant(Settings(home=parser.parse_args().home), _silent))
    pages = {"Pincite": start(build(desk), "127.0.0.1", 0), "bare": start(_bare(), "127.0.0.1", 0)}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        rows = {name: _measured(browser, page, name) for name, page in pages.items()}
        views = {view: _shown(browser, pages["Pincite"], view) for view in VIEWS}
        browser.close()
    for page in pages.values():
        page.stop()
    print(_table(rows))
    print(_views(views))


def _silent(_: str) -> None:
    """Report nothing."""


def _bare() -> gr.Blocks:
    blocks: gr.Blocks = gr.Blocks(analytics_enabled=False)
    with blocks:
        field = gr.Textbox(label="Your question", elem_id="question")
        echo = gr.HTML("", elem_id="current")
        field.submit(lambda text: f'<p class="answer">{len(text)}</p>', field, echo)
    return blocks


def _measured(browser: Browser, served: Served, name: str) -> tuple[float, float]:
    """Return the median first paint and the median first words of an answer, both in ms."""
    paints, words = [], []
    for turn in range(ROUNDS):
        page = browser.new_page()
        page.goto(served.address)
        field = page.locator("#question textarea, #question input").first
        field.wait_for()
        paints.append(float(page.evaluate(_PAINT)))
        words.append(_first_words(page, QUESTIONS[turn % len(QUESTIONS)], name))
        page.close()
    return statistics.median(paints), statistics.median(words)


def _first_words(page: Page, question: str, name: str) -> float:
    field = page.locator("#question textarea, #question input").first
    field.fill(question)
    page.wait_for_timeout(300)  # what the page still loads is no part of the answer
    began = time.perf_counter()
    field.press("Enter")
    said = "#current .lead, #current blockquote" if name == "Pincite" else "#current .answer"
    page.locator(said).first.wait_for(state="attached")
    return (time.perf_counter() - began) * 1000


def _shown(browser: Browser, served: Served, view: str) -> float:
    """Return the median time from the address to the filled view, in ms."""
    times = []
    for _ in range(ROUNDS):
        page = browser.new_page()
        began = time.perf_counter()
        page.goto(f"{served.address}/{view}")
        page.wait_for_function(
            """() => { const seen = document.querySelector(`#view-${document.body.dataset.view}`);
            return seen && !seen.querySelector(".opening") && seen.querySelector("h2"); }"""
        )
        times.append((time.perf_counter() - began) * 1000)
        page.close()
    return statistics.median(times)


def _table(rows: dict[str, tuple[float, float]]) -> str:
    bare = rows["bare"]
    lines = ["| page | first paint, ms | first words, ms |", "|---|---|---|"]
    lines += [
        f"| {name} | {paint:.0f} ({paint / bare[0]:.1f}x) | {words:.0f} ({words / bare[1]:.1f}x) |"
        for name, (paint, words) in rows.items()
    ]
    return "\n".join(lines) + "\n"


def _views(views: dict[str, float]) -> str:
    lines = ["| address | filled after, ms |", "|---|---|"]
    return "\n".join(lines + [f"| `{view}` | {ms:.0f} |" for view, ms in views.items()])


if __name__ == "__main__":
    main()
