"""Serve the page on one address until it is stopped."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import gradio as gr
import httpx
import uvicorn
from fastapi import FastAPI
from mcp.server.lowlevel import Server
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from ingest.readers.formats import MAX_BYTES
from ui.api import settle
from ui.api_calls import worded
from ui.errors import PageSilent, PortTaken
from ui.mcp_http import with_tools
from ui.shield import is_local, shield
from ui.theme import STYLES, script, theme

PATIENCE = 60.0
"""Seconds until a page that was started must answer."""
Pages = gr.Blocks | Mapping[str, gr.Blocks]
"""One page at the root, or pages by the path at which each is served."""
_UNDOCUMENTED = ("openapi.json", "gradio_api/openapi.json")
"""Where Gradio describes its endpoints, below each page; `docs/api.md` and `/info` do."""
_ANYWHERE = ("", "0.0.0.0", "::")


@dataclass(frozen=True, slots=True)
class Served:
    """A page that is being served."""

    address: str
    server: uvicorn.Server
    thread: threading.Thread

    def stop(self) -> None:
        """Stop serving; open streams are cut after a moment."""
        self.server.should_exit = True
        self.thread.join(timeout=10)


def serve(
    pages: Pages,
    host: str,
    port: int,
    ready: Callable[[str], None],
    tools: Server[Any, Any] | None = None,
) -> None:
    """Serve the page, call `ready` with its address once it answers, return when interrupted."""
    served = start(pages, host, port, tools)
    try:
        ready(served.address)
        while served.thread.is_alive():
            served.thread.join(timeout=1)
    except KeyboardInterrupt:
        pass
    finally:
        served.stop()


def start(pages: Pages, host: str, port: int, tools: Server[Any, Any] | None = None) -> Served:
    """Serve the page in the background and return when it answers; port 0 takes a free one.

    With `tools`, they are offered to MCP clients at `mcp_http.PATHS`.
    """
    listening = _listen(host, port)
    shown = "127.0.0.1" if host in _ANYWHERE else host
    address = f"http://{f'[{shown}]' if ':' in shown else shown}:{listening.getsockname()[1]}"
    config = uvicorn.Config(
        shield(worded(application(pages, tools)), is_local(host)),
        log_level="warning",
        timeout_graceful_shutdown=1,
        server_header=False,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(
        target=server.run, kwargs={"sockets": [listening]}, name="page", daemon=True
    )
    thread.start()
    served = Served(address, server, thread)
    try:
        _wait(served)
    except BaseException:
        served.stop()
        raise
    return served


def application(pages: Pages, tools: Server[Any, Any] | None = None) -> FastAPI:
    """Return the web application around the page: no documentation, no history, no footer."""
    plain = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app = plain if tools is None else with_tools(tools)
    by_path = pages if isinstance(pages, Mapping) else {"/": pages}
    for path in sorted(by_path, key=len, reverse=True):  # the root would answer for all the others
        if path != "/":
            app.router.routes.append(_leading_to(path))
        app.router.routes += [Route(f"{path}{name}", _nothing) for name in _UNDOCUMENTED]
        _mount(app, by_path[path], path)
    return app


def _nothing(_: Request) -> Response:
    return PlainTextResponse("Not Found", status_code=404)


def _leading_to(path: str) -> Route:
    """Return the route that leads from an address without its last slash to that with it."""

    def lead(request: Request) -> RedirectResponse:
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(path + query)

    return Route(path.rstrip("/"), lead)


def _mount(app: FastAPI, blocks: gr.Blocks, path: str) -> None:
    settle(blocks)
    gr.mount_gradio_app(
        app,
        blocks,
        path=path,
        theme=theme(),
        css_paths=list(STYLES),
        js=script(),
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        enable_monitoring=False,
        show_error=False,
        max_file_size=MAX_BYTES,
    )
    # Only pages that were "launched" have their uploads checked: without this, whoever reaches
    # the page could name any file of this machine and have it read.
    blocks.has_launched = True


def _listen(host: str, port: int) -> socket.socket:
    """Return a bound socket, or say that the port is taken and how to choose another."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()
    except (OSError, OverflowError) as error:
        listening.close()
        raise PortTaken(
            f"port {port} on {host} cannot be used ({error}); "
            f"choose another with --port, such as --port 7861, or with PORT=7861"
        ) from error
    return listening


def _wait(served: Served) -> None:
    """Return once the page answers; ask on this machine, past any proxy."""
    deadline = time.monotonic() + PATIENCE
    with httpx.Client(trust_env=False, timeout=10) as client:
        while served.thread.is_alive() and time.monotonic() < deadline:
            try:
                if client.get(f"{served.address}/").is_success:
                    return
            except httpx.TransportError:
                time.sleep(0.05)
    raise PageSilent(f"the page at {served.address} does not answer; see the log above")
