"""Serve the page on one address until it is stopped."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import gradio as gr
import httpx
import uvicorn
from fastapi import FastAPI

from ui.errors import PageSilent, PortTaken
from ui.shield import shield
from ui.theme import SCRIPT, STYLE, theme

PATIENCE = 60.0
"""Seconds until a page that was started must answer."""
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


def serve(blocks: gr.Blocks, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve the page, call `ready` with its address once it answers, return when interrupted."""
    served = start(blocks, host, port)
    try:
        ready(served.address)
        while served.thread.is_alive():
            served.thread.join(timeout=1)
    except KeyboardInterrupt:
        pass
    finally:
        served.stop()


def start(blocks: gr.Blocks, host: str, port: int) -> Served:
    """Serve the page in the background and return when it answers; port 0 takes a free one."""
    listening = _listen(host, port)
    shown = "127.0.0.1" if host in _ANYWHERE else host
    address = f"http://{f'[{shown}]' if ':' in shown else shown}:{listening.getsockname()[1]}"
    config = uvicorn.Config(
        shield(application(blocks)),
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


def application(blocks: gr.Blocks) -> FastAPI:
    """Return the web application around the page: no documentation, no history, no footer."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    gr.mount_gradio_app(
        app,
        blocks,
        path="/",
        theme=theme(),
        css_paths=STYLE,
        js=SCRIPT.read_text(encoding="utf-8"),
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        enable_monitoring=False,
        show_error=False,
    )
    return app


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
