"""Download a text from its publisher."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urljoin, urlsplit

import httpx
from lxml import etree
from lxml import html as lxml_html

from ingest.catalog import Route
from ingest.errors import SourceRejected, SourceUnavailable
from ingest.routes.context import RouteContext

_MAX_BYTES = 100_000_000
_MAX_HOPS = 5
_TOTAL_SECONDS = 180.0
_TRIES_ON_REFRESH = 3
_SAME_PUBLISHER = ("europa.eu",)
_CHALLENGE = (b"awsWafCookieDomainList", b"challenge.js", b"challenge-container", b"captcha")
_REFUSED = {202: "sent a challenge page", 403: "refused", 429: "asked to come later"}
_COME_LATER = (202, 429)  # then nothing else is asked of this host in the same run
_ABSENT = {404: "has no such file", 406: "does not have it in this language or format"}


class _MayPass(Exception):
    """A failure of the publisher's server or of the transfer, which may pass."""


def fetch(route: Route, context: RouteContext) -> bytes:
    """Return the text from the publisher's server.

    Raises `SourceUnavailable` when the server cannot be reached or does not give the text now,
    `SourceRejected` when it gives something else.
    """
    address = urljoin(context.official_base, route.url)
    if context.offline:
        raise SourceUnavailable(f"{address}: not asked, since Pincite was told to stay offline")
    tries = _TRIES_ON_REFRESH if context.refresh else 1
    for attempt in range(1, tries + 1):
        try:
            return _download(address, route, context)
        except _MayPass as error:
            if attempt == tries:
                raise SourceUnavailable(f"{error}; try again later") from error
            time.sleep(attempt * context.pause_s)
    raise AssertionError("unreachable: the last try returns or raises")


def _download(address: str, route: Route, context: RouteContext) -> bytes:
    """Follow the redirects, then read the body beside its place."""
    context.deadline.take_turn(urlsplit(address).hostname or "", context.pause_s)
    for _ in range(_MAX_HOPS):
        with _answer(address, route, context) as response:
            status = response.status_code
            if status in (301, 302, 303, 307, 308):
                address = _next_address(address, response, context)
            elif status == httpx.codes.MULTIPLE_CHOICES:
                address = _main_item(address, _body(response, context), context)
            elif status == httpx.codes.OK:
                body = _body(response, context)
                if route.format != "fr-json" or not body.startswith(b"{"):
                    return _checked(body, route, response)
                address = _full_text(address, body, context)
            else:
                if status in _COME_LATER:
                    context.deadline.unreachable[response.url.host] = _REFUSED[status]
                raise _refusal(address, status)
    raise SourceRejected(f"{address}: more than {_MAX_HOPS} redirects; report this")


@contextmanager
def _answer(address: str, route: Route, context: RouteContext) -> Iterator[httpx.Response]:
    """Send one request within the time left; the body is not read yet."""
    host = urlsplit(address).hostname or ""
    client = httpx.Client(timeout=_timeout(context), headers=_headers(route))

    def send() -> httpx.Response:
        try:
            return client.send(client.build_request("GET", address), stream=True)
        except httpx.TransportError as error:
            raise ConnectionError(f"{type(error).__name__} {error}".strip()) from error

    response = context.deadline.within(host, context.patience_s, send)
    try:
        yield response
    finally:
        response.close()
        client.close()


def _timeout(context: RouteContext) -> httpx.Timeout:
    return httpx.Timeout(max(context.patience_s, 0.1), connect=context.connect_timeout_s)


def _headers(route: Route) -> dict[str, str]:
    try:
        own_version = version("pincite")
    except PackageNotFoundError:
        own_version = "unknown"
    headers = {"User-Agent": f"pincite/{own_version}", "Accept": route.accept}
    if route.language:
        headers["Accept-Language"] = route.language
    return headers


def _next_address(address: str, response: httpx.Response, context: RouteContext) -> str:
    """Return where a redirect leads, if that is the same publisher over https."""
    target = urljoin(address, response.headers.get("location", ""))
    return permitted(address, target, context.official_base)


def permitted(address: str, target: str, official_base: str) -> str:
    """Return where to go on from an address, or raise `SourceRejected`.

    A publisher may lead to another host of its own, never to a less protected one.
    """
    start, end = urlsplit(address), urlsplit(target)
    if start.scheme == "https" and end.scheme == "http" and end.hostname == start.hostname:
        # The Publications Office names its items with http and serves them over https.
        end = end._replace(scheme="https")
    known = {start.hostname, urlsplit(official_base).hostname}
    family = any(str(end.hostname).endswith(f".{name}") for name in _SAME_PUBLISHER)
    if end.scheme != start.scheme or not (end.hostname in known or family):
        raise SourceRejected(f"{address}: leads to {target}, which is not the publisher's")
    return end.geturl()


def _main_item(address: str, body: bytes, context: RouteContext) -> str:
    """Return the main document (DOC_1) from a list of items."""
    try:
        links = [str(a.get("href", "")) for a in lxml_html.fromstring(body).iter("a")]
    except (etree.ParserError, ValueError) as error:
        raise SourceRejected(f"{address}: its list of items is unreadable ({error})") from error
    main = [link for link in links if link.rstrip("/").endswith("DOC_1")]
    if not main:
        raise SourceRejected(f"{address}: its list of items has no main document; report this")
    return permitted(address, urljoin(address, main[0]), context.official_base)


def _full_text(address: str, body: bytes, context: RouteContext) -> str:
    """Return where the Federal Register has the page of the document that its API describes."""
    try:
        link = json.loads(body)["body_html_url"]
    except (ValueError, KeyError, RecursionError) as error:
        raise SourceRejected(f"{address}: its answer names no full text; report this") from error
    return permitted(address, urljoin(address, str(link)), context.official_base)


def _refusal(address: str, status: int) -> Exception:
    """Return the error for an answer that is not the text."""
    if status in _ABSENT:
        return SourceUnavailable(
            f"{address}: the publisher {_ABSENT[status]} (HTTP {status}); use another route"
        )
    if status in _REFUSED:
        return SourceUnavailable(
            f"{address}: the publisher {_REFUSED[status]} (HTTP {status}); try again later"
        )
    if status >= httpx.codes.INTERNAL_SERVER_ERROR:
        return _MayPass(f"{address}: the publisher's server failed (HTTP {status})")
    return SourceRejected(f"{address}: HTTP {status} was not expected; report this")


def _body(response: httpx.Response, context: RouteContext) -> bytes:
    """Read the body into a file beside its place, whole or not at all."""
    started = context.deadline.clock()
    received = 0
    context.raw.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=context.raw) as folder:
        beside = Path(folder) / "body"
        try:
            with beside.open("wb") as file:
                for piece in response.iter_bytes():
                    received += len(piece)
                    if received > _MAX_BYTES:
                        raise SourceRejected(
                            f"{response.url}: longer than {_MAX_BYTES} bytes; report this"
                        )
                    file.write(piece)
                    _stay_within(started, response, context)
        except httpx.TransportError as error:
            if not context.refresh:
                context.deadline.give_up(response.url.host, "the transfer broke off", started)
            raise _MayPass(f"{response.url}: the transfer broke off ({error})") from error
        return beside.read_bytes()


def _stay_within(started: float, response: httpx.Response, context: RouteContext) -> None:
    """Give the host up when a body trickles in too slowly."""
    if context.deadline.clock() - started > _TOTAL_SECONDS:
        context.deadline.give_up(response.url.host, "too slow", started)
        raise SourceUnavailable(
            f"{response.url}: took more than {_TOTAL_SECONDS:.0f} s; try again later"
        )


def _checked(body: bytes, route: Route, response: httpx.Response) -> bytes:
    """Return the body if it is of the format that was asked for."""
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if route.format == "formex":
        if not body.startswith(b"PK\x03\x04"):
            raise SourceRejected(f"{response.url}: sent {kind or 'no type'}, not a zip archive")
        return body
    if "html" not in kind and "xml" not in kind:
        raise SourceRejected(f"{response.url}: sent {kind or 'no type'}, not a page")
    if not body.strip():
        raise SourceRejected(f"{response.url}: sent an empty page; try again later")
    if any(mark in body[:20_000] for mark in _CHALLENGE):
        raise SourceRejected(f"{response.url}: sent a challenge page; try again later")
    return body
