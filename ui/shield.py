"""Keep the page to this machine: nothing is loaded from elsewhere, no other site may use it."""

from __future__ import annotations

import ipaddress
import re
import secrets
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any
from urllib.parse import urlsplit

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


def shield(app: App, local: bool = False) -> App:
    """Wrap a web application: strict headers on every response, foreign tags cut from pages.

    What another site's page asks for is refused. `local` says that only this machine can reach
    the application: then it answers only to the names of this machine, so that no name of a
    stranger can be pointed at it.
    """

    async def shielded(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await app(scope, receive, send)
            return
        headers = {
            name.lower(): value.decode("latin-1") for name, value in scope.get("headers", ())
        }
        if why := refusal(headers, local):
            await _refuse(scope, send, why)
        elif scope["type"] == "http":
            await app(scope, receive, _Answering(send))

    return shielded


def refusal(headers: Mapping[bytes, str], local: bool) -> str:
    """Return why a request is not answered, "" where it is."""
    host = headers.get(b"host", "")
    if local and not is_local(_name(host)):
        return (
            f"Pincite listens on this machine only and was asked for as {host[:80]!r}. "
            "Open it as 127.0.0.1 or localhost, or start it with --host to serve other machines."
        )
    origin = headers.get(b"origin", "")
    own = {_place(name) for name in (host, headers.get(b"x-forwarded-host", "")) if name}
    if origin and _place(origin.partition("://")[2]) not in own:
        return (
            f"Pincite was asked by a page of {origin[:80]!r}, which is not its own. Open Pincite "
            "itself; a proxy before it has to pass on the Host that it was asked for."
        )
    return ""


def is_local(host: str) -> bool:
    """Tell whether a host's name means this machine to everyone who uses it."""
    if host.lower() in ("localhost", "localhost."):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _name(host: str) -> str:
    """Return the name in a Host header, without its port; "" for what is none."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""


def _place(host: str) -> str:
    """Return a host with its port, the usual ports left out; they are the same place."""
    return host.strip().lower().removesuffix(":80").removesuffix(":443")


async def _refuse(scope: Message, send: Send, why: str) -> None:
    """Answer that a request is not answered."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008})
        return
    strict = (b"content-security-policy", policy(secrets.token_urlsafe(16)).encode())
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *_HEADERS, strict]
    await send({"type": "http.response.start", "status": 403, "headers": headers})
    await send({"type": "http.response.body", "body": why.encode()})


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
