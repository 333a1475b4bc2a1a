import gzip
import socket
from contextlib import suppress

import pytest

from ingest.catalog import Route
from ingest.errors import SourceRejected, SourceUnavailable
from ingest.routes import official
from ingest.routes.context import Deadline, RouteContext
from tests.publisher import Publisher, Reply, archive, publisher

ZIP = archive(act="<ACT/>")
PAGE = b"<html><body><p>Kettles shall whistle.</p></body></html>"
HTML = {"Content-Type": "application/xhtml+xml"}


def route(path: str = "/act", format: str = "formex") -> Route:
    return Route(via="official", format=format, url=path, accept="*/*", language="eng")


def context(server: Publisher, tmp_path, **changes) -> RouteContext:
    fields = {"raw": tmp_path, "official_base": server.base, "pause_s": 0.0}
    return RouteContext(**{**fields, **changes})


def test_an_archive_is_downloaded_under_an_honest_name(tmp_path):
    with publisher(act=Reply(body=ZIP)) as server:
        assert official.fetch(route(), context(server, tmp_path)) == ZIP
    assert server.headers[0]["User-Agent"].startswith("pincite/")
    assert server.headers[0]["Accept-Language"] == "eng"
    assert list(tmp_path.iterdir()) == []


def test_a_redirect_of_the_publisher_is_followed(tmp_path):
    with publisher(act=Reply(303, headers={"Location": "/item"}), item=Reply(body=ZIP)) as server:
        assert official.fetch(route(), context(server, tmp_path)) == ZIP
    assert server.asked == ["/act", "/item"]


def test_the_main_document_of_a_list_is_taken(tmp_path):
    items = b'<html><body><a href="/DOC_2">2</a><a href="/DOC_1">1</a></body></html>'
    with publisher(act=Reply(300, items), DOC_1=Reply(body=PAGE, headers=HTML)) as server:
        page = official.fetch(route(format="oj-html"), context(server, tmp_path))
    assert page == PAGE


@pytest.mark.parametrize(
    ("reply", "format", "error", "says"),
    [
        pytest.param(Reply(404), "formex", SourceUnavailable, "has no such file", id="404"),
        pytest.param(Reply(406), "formex", SourceUnavailable, "in this language", id="406"),
        pytest.param(Reply(202, PAGE), "oj-html", SourceUnavailable, "challenge", id="202"),
        pytest.param(Reply(403), "formex", SourceUnavailable, "refused", id="403"),
        pytest.param(Reply(429), "formex", SourceUnavailable, "come later", id="429"),
        pytest.param(Reply(503), "formex", SourceUnavailable, "try again later", id="503"),
        pytest.param(Reply(204), "formex", SourceRejected, "not expected", id="odd status"),
        pytest.param(Reply(300, b"<p>none</p>"), "formex", SourceRejected, "no main", id="no item"),
        pytest.param(Reply(300), "formex", SourceRejected, "unreadable", id="empty list"),
        pytest.param(
            Reply(body=PAGE, headers={"Content-Type": "text/html"}),
            "formex",
            SourceRejected,
            "text/html, not a zip",
            id="a page instead of an archive",
        ),
        pytest.param(
            Reply(body=ZIP, headers={"Content-Type": "application/zip"}),
            "oj-html",
            SourceRejected,
            "not a page",
            id="an archive instead of a page",
        ),
        pytest.param(
            Reply(body=b"<script src='challenge.js'></script>", headers=HTML),
            "oj-html",
            SourceRejected,
            "challenge page",
            id="a challenge sent as a page",
        ),
        pytest.param(Reply(headers=HTML), "oj-html", SourceRejected, "empty page", id="empty page"),
        pytest.param(
            Reply(body=ZIP, missing=10), "formex", SourceUnavailable, "broke off", id="cut transfer"
        ),
        pytest.param(
            Reply(303, headers={"Location": "http://localhost/act"}),
            "formex",
            SourceRejected,
            "not the publisher's",
            id="a redirect to another host",
        ),
        pytest.param(
            Reply(303, headers={"Location": "/act"}),
            "formex",
            SourceRejected,
            "redirects",
            id="loop",
        ),
    ],
)
def test_what_is_not_the_text_is_refused(tmp_path, reply, format, error, says):
    with publisher(act=reply) as server, pytest.raises(error, match=says):
        official.fetch(route(format=format), context(server, tmp_path))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("refresh", "works", "requests"),
    [
        pytest.param(False, False, 1, id="one try at start-up"),
        pytest.param(True, True, 3, id="three tries on a refresh"),
    ],
)
def test_a_server_error_is_tried_again_only_on_a_refresh(tmp_path, refresh, works, requests):
    replies = [Reply(503), Reply(502), Reply(body=ZIP)]
    with publisher(act=replies) as server:
        try:
            got = official.fetch(route(), context(server, tmp_path, refresh=refresh))
        except SourceUnavailable:
            got = b""
    assert (got == ZIP, len(server.asked)) == (works, requests)


@pytest.mark.parametrize("status", [202, 403, 404, 406, 429])
def test_a_refusal_or_an_absence_is_not_asked_again_even_on_a_refresh(tmp_path, status):
    with publisher(act=Reply(status)) as server:
        with pytest.raises(SourceUnavailable):
            official.fetch(route(), context(server, tmp_path, refresh=True))
        assert server.asked == ["/act"]


@pytest.mark.parametrize(
    ("status", "asked"),
    [
        pytest.param(202, ["/act"], id="challenge"),
        pytest.param(429, ["/act"], id="too many requests"),
        pytest.param(404, ["/act", "/other"], id="absent"),
        pytest.param(403, ["/act", "/other"], id="this one refused"),
    ],
)
def test_a_publisher_that_wants_no_requests_now_gets_no_more_in_this_run(tmp_path, status, asked):
    with publisher(act=Reply(status), other=Reply(body=ZIP)) as server:
        allowed = context(server, tmp_path)
        for path in ("/act", "/other"):
            with suppress(SourceUnavailable):
                official.fetch(route(path), allowed)
        assert server.asked == asked


def test_requests_to_one_host_keep_a_distance():
    now, waited = [0.0], []

    def sleep(seconds: float) -> None:
        waited.append(seconds)
        now[0] += seconds

    deadline = Deadline(clock=lambda: now[0], sleep=sleep)
    for host in ("a.example", "a.example", "b.example", "a.example"):
        deadline.take_turn(host, 1.0)
        now[0] += 0.25
    assert waited == [0.75, 0.5]


@pytest.mark.parametrize(
    ("refresh", "requests"),
    [
        pytest.param(False, ["/act"], id="left for the next start"),
        pytest.param(True, ["/act", "/act"], id="begun again on a refresh"),
    ],
)
def test_a_cut_transfer_leaves_nothing_and_begins_again_from_the_start(tmp_path, refresh, requests):
    with publisher(act=[Reply(body=ZIP, missing=10), Reply(body=ZIP)]) as server:
        with suppress(SourceUnavailable):
            official.fetch(route(), context(server, tmp_path, refresh=refresh))
        assert server.asked == requests
        assert list(tmp_path.iterdir()) == []
        assert official.fetch(route(), context(server, tmp_path)) == ZIP
    assert list(tmp_path.iterdir()) == []


def test_a_transfer_that_trickles_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(official, "_TOTAL_SECONDS", 0.1)
    with publisher(act=Reply(body=ZIP * 50, drip_s=0.05), other=Reply(body=ZIP)) as server:
        allowed = context(server, tmp_path)
        with pytest.raises(SourceUnavailable, match="took more than"):
            official.fetch(route(), allowed)
        with pytest.raises(SourceUnavailable, match="too slow"):
            official.fetch(route("/other"), allowed)
    assert list(tmp_path.iterdir()) == []


def test_a_body_beyond_the_limit_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(official, "_MAX_BYTES", 100)
    with publisher(act=Reply(body=ZIP)) as server, pytest.raises(SourceRejected, match="longer"):
        official.fetch(route(), context(server, tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_a_compressed_body_is_measured_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(official, "_MAX_BYTES", 1_000_000)
    bomb = Reply(body=gzip.compress(b" " * 5_000_000), headers={**HTML, "Content-Encoding": "gzip"})
    with publisher(act=bomb) as server, pytest.raises(SourceRejected, match="longer than"):
        official.fetch(route(format="oj-html"), context(server, tmp_path))


def test_a_silent_server_is_given_up_and_not_asked_again(tmp_path):
    with publisher(act=Reply(delay_s=2, body=ZIP), other=Reply(body=ZIP)) as server:
        allowed = context(server, tmp_path, deadline=Deadline(seconds=0.2))
        with pytest.raises(SourceUnavailable, match="cannot be reached"):
            official.fetch(route(), allowed)
        with pytest.raises(SourceUnavailable, match="failed before in this run"):
            official.fetch(route("/other"), allowed)
        assert server.asked == ["/act"]


def test_a_closed_port_is_tried_once(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        base = f"http://127.0.0.1:{taken.getsockname()[1]}"
    allowed = RouteContext(raw=tmp_path, official_base=base)
    for says in ("cannot be reached", "failed before in this run"):
        with pytest.raises(SourceUnavailable, match=says):
            official.fetch(route(), allowed)


def test_nothing_is_asked_offline(tmp_path):
    with publisher(act=Reply(body=ZIP)) as server:
        allowed = context(server, tmp_path, offline=True)
        with pytest.raises(SourceUnavailable, match="offline"):
            official.fetch(route(), allowed)
    assert server.asked == []


def test_hosts_that_fail_share_one_waiting_time():
    now = [0.0]
    deadline = Deadline(seconds=10, clock=lambda: now[0])
    tried = []

    def fail(host: str, after: float) -> None:
        tried.append(host)
        now[0] += after
        raise TimeoutError("silent")

    for host in ("a.example", "b.example", "c.example"):
        with pytest.raises(SourceUnavailable):
            deadline.within(host, deadline.seconds, lambda host=host: fail(host, 5))
    assert tried == ["a.example", "b.example"]
    assert deadline.seconds == 0


def test_a_host_that_answers_costs_nothing():
    now = [0.0]
    deadline = Deadline(seconds=10, clock=lambda: now[0])
    deadline.within("a.example", 10, lambda: now.append(now.pop() + 8))
    assert deadline.seconds == 10


@pytest.mark.parametrize(
    ("target", "leads_to"),
    [
        pytest.param("https://op.example/b", "https://op.example/b", id="same host"),
        pytest.param("http://op.example/b", "https://op.example/b", id="asked for over https"),
        pytest.param("https://x.europa.eu/b", "https://x.europa.eu/b", id="same publisher"),
        pytest.param("http://x.europa.eu/b", None, id="another host without https"),
        pytest.param("https://example.org/b", None, id="another publisher"),
        pytest.param("https://evileuropa.eu/b", None, id="a name that only ends alike"),
        pytest.param("file:///etc/hostname", None, id="a file"),
    ],
)
def test_redirects_stay_with_the_publisher_over_https(target, leads_to):
    def follow() -> str:
        return official.permitted("https://op.example/a", target, "https://op.example")

    if leads_to is None:
        with pytest.raises(SourceRejected, match="not the publisher's"):
            follow()
    else:
        assert follow() == leads_to
