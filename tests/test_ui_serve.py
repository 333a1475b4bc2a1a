"""The page is announced once it answers, and a taken port is explained."""

import socket

import httpx
import pytest

from tests.browser import Scripted
from ui.desk import About, Desk
from ui.errors import PortTaken
from ui.page import build
from ui.serve import serve, start
from ui.shell import PATHS
from ui.wording import GERMAN, LANGUAGES, read_wording

DESK = Desk(Scripted(), About("2026-11-22"))


def get(address):
    return httpx.get(address, trust_env=False, timeout=10)


def test_the_address_is_announced_when_the_page_answers_and_stopping_frees_it():
    answered = []

    def ready(address):
        answered.append((address, get(address)))
        raise KeyboardInterrupt

    serve(build(DESK), "127.0.0.1", 0, ready)
    (address, response), *rest = answered
    assert not rest
    assert response.status_code == 200
    assert "Pincite: Ask" in response.text
    with pytest.raises(httpx.ConnectError):
        get(address)


def test_a_taken_port_is_named_with_the_way_out():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortTaken, match=rf"port {port} .*--port.*PORT="):
            start(build(DESK), "127.0.0.1", port)


def test_the_page_source_names_no_other_host_and_offers_no_documentation():
    served = start(build(DESK), "127.0.0.1", 0)
    try:
        page = get(served.address)
        assert "githubusercontent" not in page.text
        assert "default-src 'self'" in page.headers["content-security-policy"]
        assert get(f"{served.address}/docs").status_code == 404
    finally:
        served.stop()


@pytest.fixture(scope="module")
def both():
    """The page as it is served, once in each language."""
    pages = {PATHS[language]: build(DESK, read_wording(language)) for language in LANGUAGES}
    served = start(pages, "127.0.0.1", 0)
    yield served.address
    served.stop()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_answers_behind_the_shield(both, language):
    page = get(f"{both}{PATHS[language]}")
    assert page.status_code == 200
    assert f"Pincite: {read_wording(language).say('nav.ask')}" in page.text
    policy = page.headers["content-security-policy"]
    nonce = policy.partition("'nonce-")[2].partition("'")[0]
    assert f'<script nonce="{nonce}"' in page.text
    assert "githubusercontent" not in page.text


@pytest.mark.parametrize("path", PATHS.values())
@pytest.mark.parametrize(
    ("headers", "says"),
    [
        pytest.param({"Origin": "https://evil.example"}, "evil.example", id="another site"),
        pytest.param({"Origin": "null"}, "not its own", id="no site"),
        pytest.param({"Host": "evil.example"}, "127.0.0.1 or localhost", id="another name"),
    ],
)
def test_another_site_can_neither_read_nor_change_anything(both, path, headers, says):
    for route in ("", "gradio_api/queue/join", "gradio_api/upload", "gradio_api/call/status"):
        answer = httpx.post(
            f"{both}{path}{route}", json={"data": []}, headers=headers, trust_env=False
        )
        assert (answer.status_code, says in answer.text) == (403, True)


@pytest.mark.parametrize("path", ["openapi.json", "gradio_api/openapi.json", "docs", "redoc"])
def test_no_documentation_is_made_up_for_the_page(both, path):
    for page in ("/", "/de/"):
        assert httpx.get(f"{both}{page}{path}", trust_env=False).status_code == 404


def test_the_page_itself_may_call(both):
    own = {"Origin": both}
    called = httpx.post(
        f"{both}/gradio_api/call/status", json={"data": []}, headers=own, trust_env=False
    )
    assert called.status_code == 200


def test_the_german_page_is_reached_without_its_slash(both):
    address = f"{both}{PATHS[GERMAN].rstrip('/')}?view=library"
    answer = httpx.get(address, trust_env=False, follow_redirects=True)
    assert answer.status_code == 200
    assert str(answer.url) == f"{both}{PATHS[GERMAN]}?view=library"
    assert "Pincite: Fragen" in answer.text
