"""Keep the page from loading anything that this machine does not serve itself."""

from __future__ import annotations

import re
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

_FOREIGN = re.compile(
    rb"<meta\b[^>]*?\b(?:property|name)=\"(?:og|twitter):[^>]*>"
    rb"|<link\b[^>]*?\bhref=\"(?:https?:)?//[^>]*>"
    rb"|<script\b[^>]*?\bsrc=\"(?:https?:)?//[^>]*>\s*</script>"
)
_SCRIPT = re.compile(rb"<script(?=[\s>])")
_HEADERS = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"SAMEORIGIN"),
)


def shield(app: App) -> App:
    """Wrap a web application: strict headers on every response, foreign tags cut from pages."""

    async def shielded(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        await app(scope, receive, _Answering(send))

    return shielded


def policy(nonce: str) -> str:
    """Return the content security policy: scripts only of ours, by file or by nonce.

    Gradio compiles its templates in the browser, so evaluation has to stay allowed.
    """
    return (
        "default-src 'self'; "
        f"script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; "
        "form-action 'self'; frame-ancestors 'self'"
    )


class _Answering:
    """Sends one response on, rewriting it when it is a page."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._nonce = secrets.token_urlsafe(16)
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._begin(message)
        elif self._start is not None and message["type"] == "http.response.body":
            await self._page(message)
        else:
            await self._send(message)

    async def _begin(self, message: Message) -> None:
        headers = [*message.get("headers", ()), *_HEADERS]
        headers.append((b"content-security-policy", policy(self._nonce).encode()))
        message["headers"] = headers
        kind = next((value for name, value in headers if name.lower() == b"content-type"), b"")
        if kind.startswith(b"text/html"):
            self._start = message
        else:
            await self._send(message)

    async def _page(self, message: Message) -> None:
        self._body += message.get("body", b"")
        if message.get("more_body") or self._start is None:
            return
        body = clean(self._body, self._nonce)
        kept = [h for h in self._start["headers"] if h[0].lower() != b"content-length"]
        self._start["headers"] = [*kept, (b"content-length", str(len(body)).encode())]
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": body})


def clean(page: bytes, nonce: str) -> bytes:
    """Return a page without tags that point elsewhere, its own scripts marked as ours."""
    kept = _FOREIGN.sub(b"", page)
    return _SCRIPT.sub(b'<script nonce="' + nonce.encode() + b'"', kept)
