"""Fetching an address keeps to its limits and never looks where it may not."""

import gzip
import time

import pytest

from ingest import fetch_url
from ingest.errors import IngestError, SourceRejected, SourceUnavailable
from ingest.fetch_url import Limits, fetch
from tests.documents import news_page, page_of, pdf_file
from tests.publisher import Reply, publisher

HTML = {"Content-Type": "text/html"}
HERE = Limits(allow_private=True)
PAGE = news_page()


def test_a_page_is_fetched_with_an_honest_name():
    with publisher(**{"kettle.html": Reply(body=PAGE, headers=HTML)}) as server:
        source = fetch(f"{server.base}/kettle.html#spout", HERE)
    assert (source.raw, source.form, source.name) == (PAGE, "html", "kettle.html")
    assert source.url == f"{server.base}/kettle.html"
    assert server.headers[0]["User-Agent"].startswith("pincite/")
    assert server.headers[0]["Host"] == server.base.removeprefix("http://")


@pytest.mark.parametrize(
    ("path", "kind", "form"),
    [
        ("kettle", "text/plain; charset=utf-8", "txt"),
        ("kettle.md", "text/plain", "md"),
        ("kettle", "text/markdown", "md"),
        ("kettle", "application/xhtml+xml", "html"),
        ("kettle.html", "application/pdf", "pdf"),
        ("kettle.pdf", "application/octet-stream", "pdf"),
    ],
)
def test_the_type_decides_on_the_reader(path, kind, form):
    body = pdf_file(page_of("kettle")) if form == "pdf" else b"kettle"
    with publisher(**{path: Reply(body=body, headers={"Content-Type": kind})}) as server:
        assert fetch(f"{server.base}/{path}", HERE).form == form


@pytest.mark.parametrize("kind", ["image/png", "application/json", "application/octet-stream"])
def test_a_type_without_a_reader_is_refused(kind):
    with (
        publisher(kettle=Reply(body=b"x", headers={"Content-Type": kind})) as server,
        pytest.raises(SourceRejected, match="Pincite reads"),
    ):
        fetch(f"{server.base}/kettle", HERE)


def test_the_server_says_how_a_text_is_encoded():
    kind = {"Content-Type": "text/html; charset=windows-1252"}
    body = "<meta charset=utf-8><p>Zoë’s kettle".encode("cp1252")
    with publisher(kettle=Reply(body=body, headers=kind)) as server:
        assert "Zoë’s kettle" in fetch(f"{server.base}/kettle", HERE).raw.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("ftp://example.org/kettle.txt", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("data:text/plain,kettle", "only http and https"),
        ("http://", "names no host"),
        ("http://jane:tea@example.org/", "user name or password"),
        ("http://[::1/", "is no web address"),
    ],
)
def test_other_addresses_are_refused(address, says):
    assert fetch_url.is_address(address)
    with pytest.raises(SourceRejected, match=says):
        fetch(address, HERE)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]", "10.0.0.1",
     "192.168.1.1", "169.254.169.254", "[fe80::1]", "[fc00::1]", "0.0.0.0", "100.64.0.1",
     "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "224.0.0.1"],
)  # fmt: skip
def test_addresses_that_the_internet_cannot_see_are_refused(host):
    with pytest.raises(IngestError) as caught:
        fetch(f"http://{host}:9/kettle", Limits(seconds=5))
    assert "--allow-private" in str(caught.value) or "cannot be reached" in str(caught.value)


@pytest.mark.parametrize(
    ("address", "private"),
    [
        pytest.param("http://127.0.0.1/", True, id="this machine"),
        pytest.param("http://127.1:8080/", True, id="short"),
        pytest.param("http://2130706433/", True, id="one number"),
        pytest.param("http://[::ffff:10.0.0.1]/", True, id="one inside another"),
        pytest.param("https://192.168.0.1/", True, id="private"),
        pytest.param("http://kettle.LOCALHOST./", True, id="by name"),
        pytest.param("http://93.184.215.14/", False, id="public"),
        pytest.param("https://kettle.invalid/", False, id="to be looked up"),
        pytest.param("http://[bad", False, id="no address"),
    ],
)
def test_what_an_address_shows_by_itself_is_known_without_asking(monkeypatch, address, private):
    monkeypatch.setattr(fetch_url, "_look_up", None)
    assert fetch_url.is_private(address) is private


def test_a_private_server_is_not_even_asked():
    with (
        publisher(kettle=Reply(body=PAGE, headers=HTML)) as server,
        pytest.raises(SourceRejected, match="--allow-private"),
    ):
        fetch(f"{server.base}/kettle")
    assert server.asked == []


def test_one_private_address_among_public_ones_is_enough(monkeypatch):
    monkeypatch.setattr(fetch_url, "_look_up", lambda host, port: ["93.184.215.14", "10.0.0.7"])
    with pytest.raises(SourceRejected, match=r"10\.0\.0\.7"):
        fetch("http://kettle.example/")


def test_the_connection_goes_to_the_address_that_was_checked(monkeypatch):
    """A name that is looked up twice may lead somewhere else the second time."""
    asked = []

    def look_up(host, port):
        asked.append(host)
        return ["127.0.0.1"]

    monkeypatch.setattr(fetch_url, "_look_up", look_up)
    with publisher(kettle=Reply(body=PAGE, headers=HTML)) as server:
        port = server.base.rpartition(":")[2]
        source = fetch(f"http://kettle.invalid:{port}/kettle", HERE)
    assert asked == ["kettle.invalid"]
    assert server.headers[0]["Host"] == f"kettle.invalid:{port}"
    assert source.url == f"http://kettle.invalid:{port}/kettle"


def test_redirects_are_followed():
    with publisher(
        old=Reply(302, headers={"Location": "/new"}), new=Reply(body=PAGE, headers=HTML)
    ) as server:
        assert fetch(f"{server.base}/old", HERE).url == f"{server.base}/new"


def test_a_redirect_into_a_private_network_is_refused(monkeypatch):
    """The first address counts as public here, the one that it leads to does not."""
    check = fetch_url._is_public
    monkeypatch.setattr(
        fetch_url, "_is_public", lambda address: str(address) == "127.0.0.1" or check(address)
    )
    with publisher(
        metadata=Reply(302, headers={"Location": "http://169.254.169.254/latest"}),
        files=Reply(302, headers={"Location": "file:///etc/passwd"}),
        broken=Reply(302, headers={"Location": "http://[::1"}),
    ) as server:
        with pytest.raises(SourceRejected, match="--allow-private"):
            fetch(f"{server.base}/metadata")
        with pytest.raises(SourceRejected, match="only http and https"):
            fetch(f"{server.base}/files")
        with pytest.raises(IngestError, match="Invalid URL"):
            fetch(f"{server.base}/broken")


def test_endless_redirects_end():
    with (
        publisher(round=Reply(302, headers={"Location": "/round"})) as server,
        pytest.raises(SourceRejected, match="more than 5 redirects"),
    ):
        fetch(f"{server.base}/round", HERE)
    assert len(server.asked) == 6


def test_what_is_too_long_is_refused():
    with (
        publisher(kettle=Reply(body=b"x" * 3000, headers=HTML)) as server,
        pytest.raises(SourceRejected, match="longer than 2000 bytes"),
    ):
        fetch(f"{server.base}/kettle", Limits(bytes=2000, allow_private=True))


def test_what_unpacks_to_too_much_is_refused():
    packed = gzip.compress(b"x" * 5_000_000)
    headers = {**HTML, "Content-Encoding": "gzip"}
    with (
        publisher(kettle=Reply(body=packed, headers=headers)) as server,
        pytest.raises(SourceRejected, match="longer than 1000000 bytes"),
    ):
        fetch(f"{server.base}/kettle", Limits(bytes=1_000_000, allow_private=True))


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        pytest.param(Reply(404), "nothing there", id="absent"),
        pytest.param(Reply(403), "did not give it", id="refused"),
        pytest.param(Reply(202, headers=HTML), "did not give it", id="challenge"),
        pytest.param(Reply(503), "did not give it", id="failed"),
        pytest.param(Reply(body=PAGE, headers=HTML, missing=10), "broke off", id="cut"),
        pytest.param(
            Reply(body=b"x", headers={**HTML, "Content-Encoding": "br"}),
            "packed as br",
            id="packed",
        ),
        pytest.param(
            Reply(body=b"no gzip", headers={**HTML, "Content-Encoding": "gzip"}),
            "broke off",
            id="no gzip",
        ),
    ],
)
def test_an_answer_that_is_not_the_page_is_an_error(reply, says):
    with (
        publisher(kettle=reply) as server,
        pytest.raises(IngestError, match=says),
    ):
        fetch(f"{server.base}/kettle", HERE)


def test_a_slow_server_is_given_up():
    began = time.monotonic()
    with (
        publisher(kettle=Reply(body=PAGE, headers=HTML, delay_s=3)) as server,
        pytest.raises(SourceUnavailable, match="cannot be reached"),
    ):
        fetch(f"{server.base}/kettle", Limits(seconds=0.3, allow_private=True))
        assert time.monotonic() - began < 2.5


def test_a_host_that_is_not_there_is_named():
    with pytest.raises(SourceUnavailable, match=r"127\.0\.0\.1 cannot be reached"):
        fetch("http://127.0.0.1:9/kettle", HERE)
    with pytest.raises(SourceUnavailable, match="cannot be reached"):
        fetch(f"http://{'k' * 70}.example/", HERE)
