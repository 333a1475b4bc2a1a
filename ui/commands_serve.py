"""Serve the page: `serve`."""

from __future__ import annotations

import contextlib
import importlib
import sys
from argparse import Namespace
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from ingest.store import PROVISIONS
from rag.errors import IndexMissing, IndexStale
from rag.receipt import conditions_of
from rag.settings import Settings
from ui.errors import WrongUse
from ui.feedback import keep
from ui.parts import Assistant, Context
from ui.terminal import Terminal

if TYPE_CHECKING:
    from gradio import Blocks

    from ui.desk import Desk
    from ui.library_keeper import Keeper

INTERRUPTED = 130


def serve(arguments: Namespace, context: Context) -> int:
    """Open the page, after obtaining and indexing the texts where that was not done yet."""
    settings, terminal = context.settings, context.terminal
    if arguments.stdio:
        return _speak(arguments, context)
    host = arguments.host or settings.host
    port = settings.port if arguments.port is None else arguments.port
    assistant = ready(context)
    with terminal.progress() as report:
        report("opening the page")
        address = f"http://{host}:{port}" if port else ""
        desk = desk_of(assistant, address, settings, _keeper(context, host))
        pages = _pages(desk)
        tools = _tools(desk) if arguments.mcp else None
    server = importlib.import_module("ui.serve")
    server.serve(pages, host, port, partial(_announce, terminal, arguments.mcp), tools)
    return INTERRUPTED


def _speak(arguments: Namespace, context: Context) -> int:
    """Offer the tools over standard input and output, without a page."""
    if not arguments.mcp:
        raise WrongUse("--stdio says how tools are offered; write pincite serve --mcp --stdio")
    with contextlib.redirect_stdout(sys.stderr):  # a library that prints would break the protocol
        desk = desk_of(ready(context), "", context.settings, _keeper(context, "localhost"))
        tools = _tools(desk)
    importlib.import_module("ui.mcp_http").speak(tools)
    return 0


def _keeper(context: Context, host: str) -> Keeper:
    """Return who knows the state of the texts and may change them."""
    keeping = importlib.import_module("ui.library_keeping")
    made: Keeper = keeping.keeper_of(context.settings, context.wiring(), host)
    return made


def _tools(desk: Desk) -> object:
    """Return the tools for MCP clients."""
    functions = importlib.import_module("ui.api_functions").Functions(desk)
    return importlib.import_module("ui.mcp_server").tools_of(functions)


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


def desk_of(
    assistant: Assistant, address: str, settings: Settings, keeper: Keeper | None = None
) -> Desk:
    """Return what the page works with: the texts, and which model writes, if one does."""
    desk = importlib.import_module("ui.desk")
    about = desk.About(
        speaker=assistant.speaker,
        address=address,
        keep=partial(keep, settings.home),
        conditions=partial(conditions_of, settings),
    )
    made: Desk = desk.Desk(assistant, about, keeper)
    return made


def _pages(desk: Desk) -> Mapping[str, Blocks]:
    """Return the page by path, once in each language."""
    page = importlib.import_module("ui.page")  # imports gradio: seconds no other command needs
    wording = importlib.import_module("ui.wording")
    shell = importlib.import_module("ui.shell")
    return {
        shell.PATHS[language]: page.build(desk, wording.read_wording(language))
        for language in wording.LANGUAGES
    }


def _announce(terminal: Terminal, with_tools: bool, address: str) -> None:
    terminal.write(f"Pincite is ready at {address} (stop it with Ctrl-C)")
    if with_tools:
        terminal.write(f"Tools for MCP clients are at {address}/mcp")
