"""Other programs check a memo over HTTP as the command does."""

import json
from collections.abc import Iterator

import httpx
import pytest

from rag.chain import Assistant
from ui.api import LONGEST_MEMO
from ui.page import About, build
from ui.serve import Served, start

TIMEOUT = 60.0


@pytest.fixture(scope="module")
def served(kettle: Assistant) -> Iterator[Served]:
    page = start(build(kettle, About(as_of="2099-01-01")), "127.0.0.1", 0)
    yield page
    page.stop()


def posted(served: Served, *data: object) -> tuple[str, object]:
    """Return how a call of the endpoint ended, with its data."""
    address = f"{served.address}/gradio_api/call/check"
    with httpx.Client(trust_env=False, timeout=TIMEOUT) as client:
        event = client.post(address, json={"data": data}).raise_for_status().json()["event_id"]
        lines = client.get(f"{address}/{event}").raise_for_status().text.splitlines()
    ended = [line.removeprefix("event: ") for line in lines if line.startswith("event: ")]
    body = [line.removeprefix("data: ") for line in lines if line.startswith("data: ")]
    return ended[-1], json.loads(body[-1])


def test_a_memo_can_be_posted(served: Served) -> None:
    memo = "Regulation (EU) 2099/1, Article 99, binds makers. See Article 3 of that Regulation."
    ended, data = posted(served, memo, "2099-01-01", False)
    assert ended == "complete"
    [report] = data  # type: ignore[misc]
    exists = {finding["citation"]: finding["exists"] for finding in report["findings"]}
    assert "no" in exists.values()
    assert "yes" in exists.values()
    assert report["as_of"] == "2099-01-01"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(("A memo.", "yesterday", True), id="no date"),
        pytest.param(("", "", True), id="empty"),
        pytest.param(("a" * (LONGEST_MEMO + 1), "", True), id="too long"),
    ],
)
def test_what_cannot_be_checked_is_an_error_and_the_page_goes_on(
    served: Served, data: tuple[object, ...]
) -> None:
    assert posted(served, *data)[0] == "error"
    assert posted(served, "Nothing is cited.", "", False)[0] == "complete"
