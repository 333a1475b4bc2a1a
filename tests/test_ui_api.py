"""Other programs ask, search, show, check, compare and read the status over HTTP."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError

from rag.chain import Assistant
from tests.browser import Scripted
from tests.conftest import corpus, document, provision
from ui.api_errors import UNFORESEEN, told
from ui.api_functions import LONGEST_MEMO, NAMES, Functions
from ui.desk import About, Desk
from ui.docstrings import described
from ui.errors import NotFound
from ui.json_contract import provision_object
from ui.page import build
from ui.serve import Served, start

TIMEOUT = 60.0
DAY = "2099-07-01"


@pytest.fixture(scope="module")
def served(kettle: Assistant) -> Iterator[Served]:
    page = start(build(Desk(kettle, About(as_of=DAY))), "127.0.0.1", 0)
    yield page
    page.stop()


@pytest.fixture(scope="module")
def client(served: Served) -> Client:
    return Client(served.address, verbose=False, analytics_enabled=False)


def posted(served: Served, name: str, *data: object) -> tuple[str, Any]:
    """Return how a call of an endpoint ended, with its data."""
    address = f"{served.address}/gradio_api/call/{name}"
    with httpx.Client(trust_env=False, timeout=TIMEOUT) as web:
        event = web.post(address, json={"data": data}).raise_for_status().json()["event_id"]
        lines = web.get(f"{address}/{event}").raise_for_status().text.splitlines()
    ended = [line.removeprefix("event: ") for line in lines if line.startswith("event: ")]
    body = [line.removeprefix("data: ") for line in lines if line.startswith("data: ")]
    return ended[-1], json.loads(body[-1])


def test_six_endpoints_are_listed_with_types_and_words_and_nothing_else(client: Client) -> None:
    listed = client.view_api(return_format="dict", print_info=False)
    assert not listed["unnamed_endpoints"]
    assert tuple(listed["named_endpoints"]) == tuple(f"/{name}" for name in NAMES)
    for endpoint in listed["named_endpoints"].values():
        assert endpoint["description"]
        for argument in endpoint["parameters"]:
            assert argument["python_type"]["type"] != "Any"
            assert argument["python_type"]["description"]
        (result,) = endpoint["returns"]
        assert result["type"]["required"]


@pytest.mark.parametrize("name", NAMES)
def test_the_docstring_describes_each_argument(name: str) -> None:
    function = getattr(Functions, name)
    does, meanings = described(function)
    assert does.endswith(".")
    assert "Args:" not in does
    assert list(meanings) == [a for a in function.__annotations__ if a != "return"]


def test_an_answer_has_its_citations(client: Client) -> None:
    found = client.predict("When must a boil-over be notified?", as_of=DAY, api_name="/ask")
    assert found["answered"]
    assert "72 hours" in found["citations"][0]["quote"]
    assert found["as_of"] == DAY


def test_a_search_can_be_restricted(client: Client) -> None:
    found = client.predict("negotiators", k=2, jurisdictions=["US"], api_name="/search")
    assert len(found["hits"]) == 2
    assert {hit["document_id"] for hit in found["hits"]} <= {"doc:kettle-news", "doc:kettle-tale"}


def test_a_provision_is_shown_by_id_and_by_label(client: Client, kettle: Assistant) -> None:
    found = client.predict("32099R0001#art_5.par_2", api_name="/show")
    assert found == client.predict("Article 5(2)", as_of=DAY, api_name="/show")
    own = kettle.corpus.provisions["32099R0001#art_5.par_2"]
    expected = provision_object(own, kettle.corpus) | {"in_plain_words": ""}
    assert found == json.loads(json.dumps(expected))


def test_a_provision_is_shown_as_it_was_law_on_a_day() -> None:
    old = document(in_force_from="2099-01-01", in_force_to="2099-12-31", version_date="2099-01-01")
    new = document(
        id="32099R0001+32100R0007",
        tier="consolidated",
        in_force_from="2100-01-01",
        version_date="2100-01-01",
    )
    texts = corpus(
        provision("art_1", "Kettles shall whistle.", valid_to="2099-12-31"),
        provision(
            id=f"{new.id}#art_1",
            document_id=new.id,
            label="art_1",
            text="Kettles shall sing.",
            valid_from="2100-01-01",
        ),
        provision(
            id=f"{new.id}#art_1a",
            document_id=new.id,
            label="art_1a",
            text="Pots shall sing.",
            valid_from="2100-01-01",
        ),
        documents=(old, new),
    )
    show = Functions(Desk(Scripted(texts))).show
    for named in ("32099R0001#art_1", f"{new.id}#art_1"):
        assert show(named, "2099-07-01")["text"] == "Kettles shall whistle."
        assert show(named, "2100-07-01")["text"] == "Kettles shall sing."
    with pytest.raises(NotFound, match="art_1a was not law on 2099-07-01"):
        show(f"{new.id}#art_1a", "2099-07-01")


def test_a_memo_can_be_posted(served: Served) -> None:
    memo = "Regulation (EU) 2099/1, Article 99, binds makers. See Article 3 of that Regulation."
    ended, data = posted(served, "check", memo, "2099-01-01", False)
    assert ended == "complete"
    [report] = data
    exists = {finding["citation"]: finding["exists"] for finding in report["findings"]}
    assert "no" in exists.values()
    assert "yes" in exists.values()
    assert report["as_of"] == "2099-01-01"


def test_acts_are_compared(client: Client) -> None:
    found = client.predict("fines", documents=["Kettle Act"], as_of=DAY, api_name="/compare")
    (row,) = found["rows"]
    assert row["act"] == "32099R0001"
    assert found["as_of"] == DAY


def test_the_status_lists_the_documents_and_names_no_folder(client: Client) -> None:
    found = client.predict(api_name="/status")
    rows = {row["id"]: row for row in found["documents"]}
    assert rows["32099R0001"]["provisions"] > 20
    assert "home" not in found
    assert "/" not in found["index"]


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [
        pytest.param("ask", {"question": " "}, "the question is empty", id="empty"),
        pytest.param("ask", {"question": 7}, "question is no text", id="number"),
        pytest.param("ask", {"question": "x" * 2001}, "question has 2001 characters", id="long"),
        pytest.param(
            "ask", {"question": "x", "as_of": "2099-02-30"}, "'2099-02-30' is no date", id="no day"
        ),
        pytest.param(
            "ask", {"question": "x", "documents": ["nope"]}, "nothing here is 'nope'", id="unknown"
        ),
        pytest.param(
            "ask", {"question": "x", "documents": "32099R0001"}, "no list of texts", id="no list"
        ),
        pytest.param(
            "search",
            {"question": "x", "jurisdictions": ["MOON"]},
            "nothing here is 'MOON'",
            id="moon",
        ),
        pytest.param("search", {"question": "x", "k": 0}, "'0' is no whole number", id="none"),
        pytest.param("search", {"question": "x", "k": True}, "is no whole number", id="yes"),
        pytest.param("show", {"provision": "Article 999"}, "no provision is called", id="absent"),
        pytest.param("check", {"text": ""}, "the memo is empty", id="no memo"),
        pytest.param(
            "check", {"text": "a" * (LONGEST_MEMO + 1)}, "send at most 2000000", id="too long"
        ),
        pytest.param(
            "check", {"text": "A memo.", "as_of": "yesterday"}, "'yesterday' is no date", id="day"
        ),
        pytest.param("search", {"question": "x", "k": "8"}, "is no whole number", id="k text"),
        pytest.param(
            "check", {"text": "x", "claims": "no"}, "'no' is neither true nor false", id="claims"
        ),
        pytest.param("compare", {"topic": ""}, "the topic is empty", id="no topic"),
        pytest.param("compare", {"topic": "x", "documents": ["?"]}, "nothing here is '?'", id="?"),
    ],
)
def test_bad_input_is_named_and_the_page_goes_on(
    client: Client, name: str, given: dict[str, Any], says: str
) -> None:
    with pytest.raises(AppError, match=says.replace("?", "[?]")):
        client.predict(**given, api_name=f"/{name}")
    assert client.predict(api_name="/status")["documents"]


def test_half_a_character_is_refused(served: Served) -> None:
    body = b'{"data": ["boil-over \\ud800", "", null, null]}'
    headers = {"Content-Type": "application/json"}
    address = f"{served.address}/gradio_api/call/ask"
    with httpx.Client(trust_env=False, timeout=TIMEOUT) as web:
        event = web.post(address, content=body, headers=headers).json()["event_id"]
        assert "half a character" in web.get(f"{address}/{event}").text


@pytest.mark.parametrize(
    ("called", "body", "status", "says"),
    [
        ("v2/ask", {}, 422, "question is missing; it takes question, as_of"),
        ("v2/ask", {"question": "x", "where": "EU"}, 422, "there is no argument 'where'"),
        ("v2/asks", {"question": "x"}, 404, "no endpoint 'asks'; there are ask, search"),
        ("v2/ask", ["x"], 422, "the body is no JSON object"),
        ("ask", {"data": []}, 422, '"data" has 0 values; it takes 4, in order question'),
        ("ask", {"data": ["x"] * 5}, 422, '"data" has 5 values'),
        ("ask", {"question": "x"}, 422, '"data" is no list'),
    ],
)
def test_a_call_that_cannot_be_made_is_refused_in_words(
    served: Served, called: str, body: object, status: int, says: str
) -> None:
    address = f"{served.address}/gradio_api/call/{called}"
    with httpx.Client(trust_env=False, timeout=TIMEOUT) as web:
        refused = web.post(address, json=body)
        nested = web.post(address, content=b"[" * 100_000)
    assert refused.status_code == status
    assert says in refused.json()["detail"]
    assert nested.status_code == status


def test_arguments_can_be_named_and_those_with_defaults_left_out(served: Served) -> None:
    address = f"{served.address}/gradio_api/call/v2/search"
    with httpx.Client(trust_env=False, timeout=TIMEOUT) as web:
        event = web.post(address, json={"question": "whistle", "k": 1}).json()["event_id"]
        said = web.get(f"{address}/{event}").text
    assert "event: complete" in said
    assert "32099R0001#" in said


def test_what_nobody_foresaw_is_told_without_its_inside() -> None:
    assert told(ZeroDivisionError("secret detail")) == UNFORESEEN
