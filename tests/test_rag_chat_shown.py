"""What a model wrote is shown on the page, on the terminal and as JSON, and named everywhere."""

import json
import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ingest.store import write_corpus
from rag.model import Question
from rag.settings import Settings
from rag.wiring import index_corpus
from tests.chatting import (
    ASKED,
    CHECKS,
    GOOD,
    RULE,
    SAID,
    SECRET,
    said,
    texts,
    with_server,
    written,
)
from tests.conftest import KETTLE_ACT, KETTLE_NEWS, KETTLE_TALE, kettle_provisions
from tests.scripted_model import SILENCE, Script, scripted
from ui.__main__ import quiet
from ui.ask_turns import answering
from ui.commands_serve import desk_of
from ui.desk import About, Desk
from ui.shell import header
from ui.wording import read_wording

ROOT = Path(__file__).resolve().parents[1]
WRONG = said("Importers may check the whistle.", (CHECKS, RULE))
ABOUT = About("2098-12-31")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home with the Kettle Act, as `pincite index` leaves it."""
    folder = tmp_path_factory.mktemp("home")
    write_corpus(folder, [KETTLE_ACT, KETTLE_NEWS, KETTLE_TALE], kettle_provisions())
    index_corpus(Settings(home=folder, offline=True), lambda step: None)
    return folder


@pytest.fixture
def pincite(home):
    """Run the command in a process of its own."""

    def run(*argv, **environment):
        kept = {k: v for k, v in os.environ.items() if not k.endswith(("_API_KEY", "_BASE_URL"))}
        kept |= {"PINCITE_HOME": str(home), "PINCITE_OFFLINE": "1", **environment}
        return subprocess.run(
            [sys.executable, "-m", "ui", *argv],
            env=kept,
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
        )

    return run


def test_the_command_asks_the_model_that_it_is_told(pincite):
    with scripted(Script(written(WRONG, GOOD))) as server:
        model = f"{server.url}#kettle"
        ran = pincite(
            "ask", ASKED, "--json", "--model", model, "--style", "lawyer", OPENAI_API_KEY=SECRET
        )
    found = json.loads(ran.stdout)
    assert found["mode"] == f"chat:{model}"
    assert [s["text"] for s in found["statements"]] == [SAID]
    assert found["withheld"][0]["text"] == WRONG["text"]
    assert found["usage"] == {
        "model": model,
        "where": "on this machine",
        "input_tokens": 120,
        "output_tokens": 30,
        "cost": None,
        "cached": False,
    }
    assert "as in a memo" in str(server.requests[0])
    assert SECRET not in ran.stdout + ran.stderr


def test_without_a_model_nothing_is_said_of_one(pincite):
    found = json.loads(pincite("ask", ASKED, "--json").stdout)
    assert (found["mode"], "usage" in found) == ("extractive", False)


def test_the_terminal_says_what_failed(pincite):
    with scripted(Script(status=401, body=SECRET)) as server:
        ran = pincite("ask", ASKED, PINCITE_MODEL=server.url, OPENAI_API_KEY=SECRET)
    assert RULE in ran.stdout
    assert "refused the key" in ran.stdout
    assert SECRET not in ran.stdout + ran.stderr


def test_the_command_says_in_one_line_what_is_missing(pincite):
    ran = pincite("ask", ASKED, "--model", "openai:gpt-x")
    assert ran.returncode == 1
    assert ran.stderr.splitlines()[-1] == (
        "pincite: openai:gpt-x needs a key; set OPENAI_API_KEY in the environment"
    )


def test_a_wrong_name_is_wrong_use(pincite):
    ran = pincite("ask", ASKED, "--model", "gpt-x")
    assert ran.returncode == 2
    assert "write anthropic:NAME" in ran.stderr


def test_the_page_names_the_model_and_where_it_runs(kettle, tmp_path, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    assistant = with_server(kettle, tmp_path, "http://127.0.0.1:1/v1#<kettle>")
    desk = desk_of(assistant, "", Settings(home=tmp_path))
    shown = header(desk, read_wording(), ())
    assert "http://127.0.0.1:1/v1#&lt;kettle&gt; (on this machine)" in shown
    without = desk_of(kettle, "", Settings(home=tmp_path))
    assert "No model" in header(without, read_wording(), ())


def test_the_page_strikes_out_what_was_withheld(kettle, tmp_path, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    with scripted(Script(written(WRONG, GOOD))) as server:
        assistant = with_server(kettle, tmp_path, server.url)
        *_, (screen, past) = answering(Desk(assistant, ABOUT), ASKED, ())
    assert f"<del>{WRONG['text']}</del> <span>says “may”; Article 4(2) says “shall”</span>" in (
        screen.current
    )
    assert "Withheld: 1 statement failed the check" in screen.current
    assert SAID in screen.current
    assert texts(past[-1].statements) == [SAID]


def test_nothing_unverified_is_on_the_page_at_any_time(kettle, tmp_path, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    with scripted(Script(written(WRONG, GOOD), slice=3)) as server:
        assistant = with_server(kettle, tmp_path, server.url)
        screens = [screen.current for screen, _ in answering(Desk(assistant, ABOUT), ASKED, ())]
    for shown in screens:
        assert WRONG["text"] not in shown.replace(f"<del>{WRONG['text']}</del>", "")


def test_killing_the_server_leaves_the_page_usable(kettle, tmp_path, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    with scripted(Script(written(GOOD)[:60], then=SILENCE)) as server:
        assistant = with_server(kettle, tmp_path, server.url, model_budget_s=30)
        killer = threading.Thread(target=lambda: (server.begun.wait(10), server.kill()))
        killer.start()
        *_, (screen, past) = answering(Desk(assistant, ABOUT), ASKED, ())
        killer.join()
    assert RULE in screen.current
    assert "connection to the model was lost" in screen.current
    assert 'aria-busy="false"' in screen.current
    *_, (again, kept) = answering(Desk(assistant, ABOUT), "And makers?", past)
    assert 'aria-busy="false"' in again.current
    assert "could not be reached" in again.current
    assert len(kept) == 2


def test_no_request_goes_anywhere_but_to_the_model(kettle, tmp_path, monkeypatch):
    """Tracing switched on by someone else's environment is switched off by the entry point."""
    hostile = {
        "LANGSMITH_TRACING": "true",
        "LANGCHAIN_TRACING_V2": "true",
        "LANGSMITH_API_KEY": SECRET,
        "LANGSMITH_GATEWAY": "true",
        "OPENAI_API_KEY": SECRET,
        "HTTP_PROXY": "http://127.0.0.1:9",
        "HTTPS_PROXY": "http://127.0.0.1:9",
        "ALL_PROXY": "http://127.0.0.1:9",
    }
    for name, value in {**hostile, **quiet(hostile)}.items():
        monkeypatch.setenv(name, value)
    reached = []
    connect = socket.socket.connect

    def watched(self, address):
        reached.append(address)
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", watched)
    with scripted(Script(written(GOOD))) as server:
        assistant = with_server(kettle, tmp_path, server.url)
        answer = assistant.ask(Question(ASKED))
    assert texts(answer.statements) == [SAID]
    assert set(reached) == {("127.0.0.1", server.port)}
