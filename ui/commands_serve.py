"""Serve the page: `serve`."""

from __future__ import annotations

import importlib
from argparse import Namespace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.store import PROVISIONS
from rag.errors import IndexMissing, IndexStale
from ui.feedback import keep
from ui.parts import Assistant, Context
from ui.terminal import Terminal

if TYPE_CHECKING:
    from gradio import Blocks

    from ui.page import About

INTERRUPTED = 130


def serve(arguments: Namespace, context: Context) -> int:
    """Open the page, after obtaining and indexing the texts where that was not done yet."""
    settings, terminal = context.settings, context.terminal
    host = arguments.host or settings.host
    port = settings.port if arguments.port is None else arguments.port
    assistant = ready(context)
    with terminal.progress() as report:
        report("opening the page")
        page = _page(assistant, f"http://{host}:{port}" if port else "", settings.home)
    server = importlib.import_module("ui.serve")
    server.serve(page, host, port, partial(_announce, terminal))
    return INTERRUPTED


def ready(context: Context) -> Assistant:
    """Return what answers questions, built first where there is nothing yet to open."""
    wiring, settings = context.wiring(), context.settings
    with context.terminal.progress() as report:
        try:
            return wiring.open_assistant(settings, report)
        except (IndexMissing, IndexStale) as error:
            report(f"building the index, because {error}")
        if not (settings.home / PROVISIONS).is_file():
            wiring.ingest_corpus(settings, report)
        wiring.index_corpus(settings, report)
        return wiring.open_assistant(settings, report)


def about_page(assistant: Assistant, address: str, home: Path) -> About:
    """Return what the page says about itself: its texts, and which model writes, if one does."""
    page = importlib.import_module("ui.page")  # imports gradio: seconds no other command needs
    spoken = {"mode": f"{assistant.speaker}: each sentence checked"} if assistant.speaker else {}
    about: About = page.About(
        **spoken,
        as_of=date.today().isoformat(),
        documents=tuple(assistant.corpus.documents.values()),
        notices=tuple(assistant.notices),
        address=address,
        keep=partial(keep, home),
    )
    return about


def _page(assistant: Assistant, address: str, home: Path) -> Blocks:
    build = importlib.import_module("ui.page").build
    blocks: Blocks = build(assistant, about_page(assistant, address, home))
    return blocks


def _announce(terminal: Terminal, address: str) -> None:
    terminal.write(f"Pincite is ready at {address} (stop it with Ctrl-C)")
