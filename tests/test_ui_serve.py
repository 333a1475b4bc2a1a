"""The page is announced once it answers, and a taken port is explained."""

import socket

import httpx
import pytest

from tests.browser import Scripted
from ui.errors import PortTaken
from ui.page import About, build
from ui.serve import serve, start

ABOUT = About("2026-11-22")


def get(address):
    return httpx.get(address, trust_env=False, timeout=10)


def test_the_address_is_announced_when_the_page_answers_and_stopping_frees_it():
    answered = []

    def ready(address):
        answered.append((address, get(address)))
        raise KeyboardInterrupt

    serve(build(Scripted(), ABOUT), "127.0.0.1", 0, ready)
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
            start(build(Scripted(), ABOUT), "127.0.0.1", port)


def test_the_page_source_names_no_other_host_and_offers_no_documentation():
    served = start(build(Scripted(), ABOUT), "127.0.0.1", 0)
    try:
        page = get(served.address)
        assert "githubusercontent" not in page.text
        assert "default-src 'self'" in page.headers["content-security-policy"]
        assert get(f"{served.address}/docs").status_code == 404
    finally:
        served.stop()
