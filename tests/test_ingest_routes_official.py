import socket

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
