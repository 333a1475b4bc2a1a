"""Pages leave without tags that point elsewhere, and with a strict policy."""

import asyncio

import pytest

from ui.shield import clean, policy, shield


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
