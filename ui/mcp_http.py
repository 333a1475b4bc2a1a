"""Serve tools at an address of the page (streamable HTTP), or over standard input and output."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import AsyncIterator
from typing import Any

import anyio
from fastapi import FastAPI
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

PATHS = ("/mcp", "/gradio_api/mcp")
"""Where the tools are; the second is where clients look for those of a Gradio application."""


class _Endpoint:
    """Hands each request to the manager; a class, since Starlette takes functions otherwise."""

    def __init__(self, manager: StreamableHTTPSessionManager) -> None:
        self._manager = manager

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._manager.handle_request(scope, receive, send)


def with_tools(tools: Server[Any, Any]) -> FastAPI:
    """Return a web application that offers the tools and nothing else yet.

    No session is kept: each request stands alone. Who may ask is the shield's matter.
    """
    manager = StreamableHTTPSessionManager(tools, stateless=True, json_response=True)

    @contextlib.asynccontextmanager
    async def running(_: FastAPI) -> AsyncIterator[None]:
        async with manager.run():
            yield

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=running)
    endpoint = _Endpoint(manager)
    for path in PATHS:
        app.router.routes += [Route(path, endpoint), Route(f"{path}/", endpoint)]
    return app


def speak(tools: Server[Any, Any]) -> None:
    """Offer the tools over standard input and output until the client leaves.

    Whatever else is printed meanwhile goes to standard error: it would break the protocol.
    """

    async def spoken() -> None:
        async with stdio_server() as (heard, said):
            with contextlib.redirect_stdout(sys.stderr):
                await tools.run(heard, said, tools.create_initialization_options())

    anyio.run(spoken)
