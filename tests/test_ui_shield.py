"""Pages leave without tags that point elsewhere, and with a strict policy."""

import asyncio

import pytest

from ui.shield import clean, is_local, policy, refusal, shield


@pytest.mark.parametrize(
    "tag",
    [
        '<script src="https://cdn.example/x.js"></script>',
        '<script async src="//cdn.example/x.js"></script>',
        '<link rel="stylesheet" href="https://fonts.example/css">',
        '<link rel="preconnect" href="//fonts.example" />',
        '<meta property="og:image" content="https://img.example/x.jpg" />',
        '<meta\n\tname="twitter:image"\n\tcontent="https://img.example/x.jpg"\n/>',
    ],
)
def test_tags_that_point_elsewhere_are_cut(tag):
    assert b"example" not in clean(f"<head>{tag}</head>".encode(), "n")


@pytest.mark.parametrize(
    "tag", ['<link rel="stylesheet" href="./assets/x.css">', '<meta name="viewport" content="w" />']
)
def test_our_own_tags_stay(tag):
    assert clean(tag.encode(), "n") == tag.encode()


def test_scripts_of_the_page_carry_the_nonce_of_the_policy():
    assert clean(b"<script>1</script><script type=module>", "n1").count(b'nonce="n1"') == 2
    assert "'nonce-n1'" in policy("n1")
    assert "script-src 'self' 'nonce-n1' 'unsafe-eval';" in policy("n1")


def respond(kind, *parts):
    async def app(scope, receive, send):
        headers = [(b"content-type", kind), (b"content-length", b"999")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for n, part in enumerate(parts, 1):
            more = n < len(parts)
            await send({"type": "http.response.body", "body": part, "more_body": more})

    sent = []

    async def keep(message):
        sent.append(message)

    asyncio.run(shield(app)({"type": "http"}, None, keep))
    return sent


def test_a_page_in_pieces_is_sent_whole_with_its_new_length():
    start, body = respond(b"text/html; charset=utf-8", b"<scr", b"ipt>1</script>")
    headers = dict(start["headers"])
    assert b'<script nonce="' in body["body"]
    assert headers[b"content-length"] == str(len(body["body"])).encode()
    assert b"content-security-policy" in headers


def test_a_stream_passes_piece_by_piece():
    start, *bodies = respond(b"text/event-stream", b"data: 1\n\n", b"data: <script>\n\n")
    assert [one["body"] for one in bodies] == [b"data: 1\n\n", b"data: <script>\n\n"]
    assert (b"x-content-type-options", b"nosniff") in start["headers"]


HERE = "127.0.0.1:7860"


@pytest.mark.parametrize(
    ("host", "origin", "forwarded", "local", "answered"),
    [
        pytest.param(HERE, "", "", True, True, id="no browser"),
        pytest.param(HERE, f"http://{HERE}", "", True, True, id="its own page"),
        pytest.param("localhost:1", "http://localhost:1", "", True, True, id="localhost"),
        pytest.param("[::1]:7860", "http://[::1]:7860", "", True, True, id="version 6"),
        pytest.param("LOCALHOST", "http://localhost", "", True, True, id="capitals"),
        pytest.param(HERE, "http://127.0.0.1:9999", "", True, False, id="another port"),
        pytest.param(HERE, "http://evil.example", "", True, False, id="another site"),
        pytest.param(HERE, "null", "", True, False, id="a file or a sandbox"),
        pytest.param("evil.example", "", "", True, False, id="a name pointed at us"),
        pytest.param("evil.example", "http://evil.example", "", True, False, id="rebound"),
        pytest.param("127.0.0.1.evil.example", "", "", True, False, id="looks like us"),
        pytest.param("localhost@evil.example", "", "", True, False, id="a user name"),
        pytest.param("", "", "", True, False, id="no host"),
        pytest.param("[bad", "", "", True, False, id="no name"),
        pytest.param("pin.example", "https://pin.example", "", False, True, id="on a network"),
        pytest.param("pin.example:443", "https://pin.example", "", False, True, id="usual port"),
        pytest.param("10.0.0.5:1", "https://evil.example", "", False, False, id="network, other"),
        pytest.param("up:1", "https://pin.example", "pin.example", False, True, id="proxy"),
        pytest.param("", "http://", "", False, False, id="empty is not empty"),
    ],
)
def test_only_its_own_page_may_use_it(host, origin, forwarded, local, answered):
    headers = {b"host": host, b"origin": origin, b"x-forwarded-host": forwarded}
    assert (refusal(headers, local) == "") is answered


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "::1", "localhost"])
def test_a_local_host_is_known(host):
    assert is_local(host)


@pytest.mark.parametrize("host", ["", "0.0.0.0", "::", "192.168.1.4", "pincite", "localhost.evil"])
def test_any_other_host_is_not_local(host):
    assert not is_local(host)


def test_what_is_refused_never_reaches_the_application():
    async def app(scope, receive, send):
        raise AssertionError("it was reached")

    sent = []

    async def keep(message):
        sent.append(message)

    scope = {"headers": [(b"Host", HERE.encode()), (b"Origin", b"https://evil.example")]}
    asyncio.run(shield(app, local=True)({"type": "http", **scope}, None, keep))
    assert sent[0]["status"] == 403
    assert b"content-security-policy" in dict(sent[0]["headers"])
    asyncio.run(shield(app, local=True)({"type": "websocket", **scope}, None, keep))
    assert sent[-1]["type"] == "websocket.close"
