"""Fetch one page or file from an address that a user names."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import PurePosixPath
from urllib.parse import unquote

import httpx

from ingest.errors import SourceNotPublic, SourceRejected, SourceUnavailable
from ingest.readers.decode import decoded
from ingest.readers.formats import MAX_BYTES, format_of_type
from ingest.routes.context import Deadline
from ingest.user_model import Source

MAX_HOPS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_TEXTS = ("txt", "md", "html")
_ENCODINGS = ("", "identity", "gzip")
_ABSENT = (404, 410)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_OWN_NAME = "localhost"
_SILENCE_S = 10.0
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Limits:
    """What a fetch may cost and where it may go."""

    bytes: int = MAX_BYTES
    seconds: float = 60.0
    allow_private: bool = False
    """True to fetch from this machine and from networks that the internet cannot see."""


@dataclass(frozen=True, slots=True)
class _Visit:
    """One fetch: its limits, and when it has to be over."""

    limits: Limits
    until: float

    @property
    def left(self) -> float:
        """Seconds left."""
        return self.until - time.monotonic()


def is_address(named: str) -> bool:
    """Tell whether a user names an address rather than a file."""
    return "://" in named or named.lower().startswith(("http:", "https:", "file:", "data:", "ftp:"))


def is_private(address: str) -> bool:
    """Tell whether an address names this machine or a private network, asking nobody.

    Numbers in every form that a system takes are understood, and "localhost". Any other name has
    to be looked up, so `fetch` checks it.
    """
    try:
        host = httpx.URL(address).raw_host.decode("ascii").lower().rstrip(".")
        if host == _OWN_NAME or host.endswith(f".{_OWN_NAME}"):
            return True
        found = socket.getaddrinfo(host, None, flags=socket.AI_NUMERICHOST)
    except (httpx.InvalidURL, OSError, ValueError):
        return False
    numbers = (str(place[4][0]).partition("%")[0] for place in found)
    return not all(_is_public(ipaddress.ip_address(number)) for number in numbers)


def fetch(address: str, limits: Limits | None = None) -> Source:
    """Return what is at an address, after at most five redirects.

    Every address on the way is looked up and checked, and the connection goes to the very
    address that was checked. Raises `SourceRejected` or `SourceUnavailable`.
    """
    limits = limits or Limits()
    visit = _Visit(limits, time.monotonic() + limits.seconds)
    url = _permitted(address)
    for _ in range(MAX_HOPS + 1):
        with _answer(url, visit) as response:
            if response.status_code not in _REDIRECTS:
                return _source(url, response, visit)
            target = _permitted(str(url.join(response.headers.get("location", ""))))
        if url.scheme == "https" and target.scheme == "http":
            raise SourceRejected(f"{url}: leads to {target}, which is not protected; name that one")
        url = target
    raise SourceRejected(f"{address}: more than {MAX_HOPS} redirects; name the page itself")


def _permitted(address: str) -> httpx.URL:
    """Return an address that may be asked. Raises `SourceRejected`."""
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, TypeError, ValueError) as error:
        raise SourceRejected(f"{address}: is no web address ({error}); correct it") from error
    if url.scheme not in ("http", "https"):
        raise SourceRejected(f"{address}: only http and https are fetched; save it as a file")
    if not url.host:
        raise SourceRejected(f"{address}: names no host; correct it")
    if url.userinfo:
        raise SourceRejected(f"{url.host}: the address holds a user name or password; leave it out")
    return url.copy_with(fragment=None)


@contextmanager
def _answer(url: httpx.URL, visit: _Visit) -> Iterator[httpx.Response]:
    """Ask the host at an address that was checked; the body is not read yet."""
    host = url.raw_host.decode("ascii")
    port = url.port or (443 if url.scheme == "https" else 80)
    deadline = Deadline(visit.left)
    timeout = httpx.Timeout(min(_SILENCE_S, max(visit.left, 0.1)))
    found = deadline.within(host, visit.left, lambda: _look_up(host, port))
    target = str(_checked(url, found, visit.limits.allow_private))
    client = httpx.Client(timeout=timeout, headers=_headers())
    request = client.build_request("GET", url.copy_with(host=target), headers={"Host": _name(url)})
    request.extensions["sni_hostname"] = (
        host  # the certificate must be the name's, not the number's
    )

    def send() -> httpx.Response:
        try:
            return client.send(request, stream=True)
        except httpx.TransportError as error:
            raise ConnectionError(f"{type(error).__name__} {error}".strip()) from error

    try:
        response = deadline.within(host, visit.left, send)
        try:
            yield response
        finally:
            response.close()
    finally:
        client.close()


def _name(url: httpx.URL) -> str:
    """Return what the Host header says: the name, with a port that is not the usual one."""
    host = url.raw_host.decode("ascii")
    host = f"[{host}]" if ":" in host else host
    return host if url.port is None else f"{host}:{url.port}"


def _headers() -> dict[str, str]:
    try:
        own_version = version("pincite")
    except PackageNotFoundError:
        own_version = "unknown"
    return {
        "User-Agent": f"pincite/{own_version} (a reader asked for this page)",
        "Accept": "text/html, application/pdf, text/plain, text/markdown, */*;q=0.5",
        "Accept-Encoding": "gzip",
    }


def _look_up(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise OSError(f"no host can have this name: {error}") from error
    return [str(place[4][0]) for place in found]


def _checked(url: httpx.URL, found: list[str], allow_private: bool) -> Address:
    """Return the address to connect to. Raises `SourceRejected` when any of them is private."""
    addresses = [ipaddress.ip_address(text.partition("%")[0]) for text in found]
    private = [address for address in addresses if not _is_public(address)]
    if private and not allow_private:
        raise SourceNotPublic(
            f"{url}: {url.host} is {private[0]}, an address on this machine or in a private "
            "network; use --allow-private if you mean it"
        )
    return addresses[0]


def _is_public(address: Address) -> bool:
    """Tell whether the whole internet sees an address; one inside another counts too."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return _is_public(inner)
    return address.is_global and not address.is_multicast and not address.is_reserved


def _source(url: httpx.URL, response: httpx.Response, visit: _Visit) -> Source:
    """Return the body of an answer as a document."""
    _require_page(url, response)
    name = unquote(PurePosixPath(url.path).name) or url.host
    content_type = response.headers.get("content-type", "")
    form = format_of_type(content_type, name)
    raw = _body(url, response, visit)
    charset = response.charset_encoding
    if charset and form in _TEXTS:  # the server's word overrules the page's own
        raw = decoded(raw, str(url), charset)[0].encode("utf-8-sig")
    return Source(raw, name, form, str(url))


def _require_page(url: httpx.URL, response: httpx.Response) -> None:
    """Raise when the answer is not what is at the address."""
    status = response.status_code
    if status in _ABSENT:
        raise SourceUnavailable(f"{url}: there is nothing there (HTTP {status}); check the address")
    if status != httpx.codes.OK:
        raise SourceUnavailable(
            f"{url}: the server did not give it (HTTP {status}); "
            "save it from a browser and add the file"
        )
    encoding = response.headers.get("content-encoding", "").lower()
    if encoding not in _ENCODINGS:
        raise SourceRejected(f"{url}: sent packed as {encoding[:40]}; save it from a browser")


def _body(url: httpx.URL, response: httpx.Response, visit: _Visit) -> bytes:
    """Return the body, unless it is too long or too slow."""
    most = visit.limits.bytes
    announced = response.headers.get("content-length", "")
    too_long = f"{url}: longer than {most} bytes, the most that is fetched; save the part you need"
    if announced.isdigit() and int(announced) > most:
        raise SourceRejected(too_long)
    pieces = bytearray()
    try:
        for piece in response.iter_bytes():
            pieces += piece
            if len(pieces) > most:
                raise SourceRejected(too_long)
            if visit.left <= 0:
                raise SourceUnavailable(_too_slow(url, visit))
    except httpx.TimeoutException as error:
        raise SourceUnavailable(_too_slow(url, visit)) from error
    except (httpx.TransportError, httpx.DecodingError) as error:
        raise SourceUnavailable(f"{url}: the transfer broke off ({error}); try again") from error
    return bytes(pieces)


def _too_slow(url: httpx.URL, visit: _Visit) -> str:
    return f"{url}: not there within {visit.limits.seconds:.0f} s; try again, or save it as a file"
