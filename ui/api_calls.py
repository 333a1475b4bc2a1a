"""Refuse in words a call over HTTP whose arguments are missing, unknown or too many."""

from __future__ import annotations

import inspect
import json
import re
from typing import Any

from starlette.responses import JSONResponse

from ui.api_functions import NAMES, Functions
from ui.shield import App, Message, Receive, Send

_CALL = re.compile(r".*/call/(?P<v2>v2/)?(?P<name>\w+)/?")
"""Where an endpoint is called, below whichever address the page has."""
_ITSELF = frozenset({"oauth_token"})
"""What Gradio takes out of a call before our function sees it."""


def worded(app: App) -> App:
    """Wrap a web application: what Gradio would answer with status 500 or no words gets words.

    The answer is status 422, or 404 for what is no endpoint, with `detail` as the text.
    """

    async def checked(scope: Message, receive: Receive, send: Send) -> None:
        posted = scope["type"] == "http" and scope["method"] == "POST"
        called = _CALL.fullmatch(scope["path"]) if posted else None
        if called is None or not (called["v2"] or called["name"] in NAMES):
            await app(scope, receive, send)
        elif called["name"] not in NAMES:
            told = f"there is no endpoint {called['name'][:80]!r}; there are {', '.join(NAMES)}"
            await JSONResponse({"detail": told}, 404)(scope, receive, send)
        else:
            body = await _body(receive)
            if told := refusal(called["name"], bool(called["v2"]), body):
                await JSONResponse({"detail": told}, 422)(scope, receive, send)
            else:
                await app(scope, _again(body, receive), send)

    return checked


def refusal(name: str, named: bool, body: bytes) -> str:
    """Return why a call cannot be made, "" where it can; `named` says that arguments have names."""
    arguments = inspect.signature(getattr(Functions, name)).parameters
    takes = [one for one in arguments.values() if one.name != "self"]
    needed = [one.name for one in takes if one.default is inspect.Parameter.empty]
    listed = ", ".join(one.name for one in takes) or "no arguments"
    try:
        sent: Any = json.loads(body or b"{}")
    except (ValueError, RecursionError):
        return f"{name}: the body is no JSON; send an object"
    if not isinstance(sent, dict):
        return f"{name}: the body is no JSON object; it takes {listed}"
    if not named:
        return _of_data(name, sent.get("data"), len(takes), listed)
    known = {one.name for one in takes} | _ITSELF
    if unknown := next((key for key in sent if key not in known), ""):
        return f"{name}: there is no argument {unknown[:80]!r}; it takes {listed}"
    if missing := next((key for key in needed if key not in sent), ""):
        return f"{name}: {missing} is missing; it takes {listed}"
    return ""


def _of_data(name: str, data: object, count: int, listed: str) -> str:
    if not isinstance(data, list):
        return f'{name}: "data" is no list; it takes in order {listed}'
    if len(data) != count:
        return f'{name}: "data" has {len(data)} values; it takes {count}, in order {listed}'
    return ""


async def _body(receive: Receive) -> bytes:
    """Return the whole body of a request; what came until the caller left, where it did."""
    parts, more = [], True
    while more:
        message = await receive()
        parts.append(message.get("body", b""))
        more = message["type"] == "http.request" and message.get("more_body", False)
    return b"".join(parts)


def _again(body: bytes, receive: Receive) -> Receive:
    """Return what hands out a body that was read, then what comes behind it."""
    first: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def received() -> Message:
        return first.pop() if first else await receive()

    return received
