"""A question is paid for once, and a broken file of answers is no trouble."""

import sqlite3
from dataclasses import replace

import pytest

from rag.chat import cache as kept
from rag.chat.cache import FILE, Cache, CacheUnusable, Stored, key_of
from rag.chat.items import items_of
from rag.chat.prompt import Prompt
from rag.model import Filters, Hit, Question, Usage
from rag.verify import Claim
from tests.chatting import ASKED, GOOD, RULE, SAID, SECRET, said, texts, with_server, written
from tests.conftest import kettle_corpus
from tests.scripted_model import CUT, Script, scripted

STORED = Stored((Claim(SAID, (("x", RULE),)),), Usage("m", "here", 3, 4))


@pytest.fixture
def asked(kettle, tmp_path, monkeypatch):
    """Ask the same server any number of times with a cache in one home."""
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    with scripted(Script(written(GOOD))) as server:

        def ask(question=ASKED, **settings):
            given = {"model_cache": True, **settings}
            assistant = with_server(kettle, tmp_path, f"{server.url}#kettle", **given)
            return assistant.ask(Question(question) if isinstance(question, str) else question)

        yield ask, server


def test_the_same_question_is_asked_once(asked, tmp_path):
    ask, server = asked
    first, second = ask(), ask()
    assert len(server.requests) == 1
    assert texts(first.statements) == texts(second.statements) == [SAID]
    assert (first.usage.cached, second.usage.cached) == (False, True)
    assert replace(second.usage, cached=False) == first.usage
    assert first.notices == second.notices
    raw = (tmp_path / FILE).read_bytes()
    assert SECRET.encode() not in raw
    assert ASKED.encode() not in raw
    assert (tmp_path / FILE).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("question", "settings"),
    [
        pytest.param("Who tests that the whistle works?", {}, id="question"),
        pytest.param(Question(ASKED, Filters(kinds=frozenset({"article"}))), {}, id="filters"),
        pytest.param(Question(ASKED, as_of="2099-06-01"), {}, id="day"),
        pytest.param(ASKED, {"style": "lawyer"}, id="style"),
    ],
)
def test_another_question_is_asked_again(asked, question, settings):
    ask, server = asked
    ask()
    ask(question, **settings)
    assert len(server.requests) == 2


def test_without_a_cache_nothing_is_kept(asked, tmp_path):
    ask, server = asked
    ask(model_cache=False)
    ask(model_cache=False)
    assert len(server.requests) == 2
    assert not (tmp_path / FILE).exists()


@pytest.mark.parametrize(
    "script",
    [
        pytest.param(Script(written(GOOD)[:-3], then=CUT), id="cut"),
        pytest.param(Script(written(said("Kettles fly.", ("x", "y")))), id="nothing passed"),
        pytest.param(Script(status=500), id="500"),
    ],
)
def test_a_failure_is_not_kept(asked, script):
    ask, server = asked
    server.script = script
    ask()
    server.script = Script(written(GOOD))
    assert texts(ask().statements) == [SAID]
    assert not ask().usage.cached or len(server.requests) == 2


@pytest.mark.parametrize("spoil", ["text", "row", "folder"])
def test_a_broken_file_is_ignored_with_a_notice(asked, tmp_path, spoil):
    ask, server = asked
    ask()
    file = tmp_path / FILE
    if spoil == "text":
        file.write_text("this is no database, and it is long enough to be told from one " * 9)
    elif spoil == "row":
        with sqlite3.connect(file) as database:
            database.execute("UPDATE answers SET said = '{\"claims\": 3}'")
    else:
        file.unlink()
        file.mkdir()
    answer = ask()
    assert texts(answer.statements) == [SAID]
    assert (
        any("kept answers cannot be used" in told for told in answer.notices) or spoil == "folder"
    )
    assert len(server.requests) == 2


def test_what_is_kept_is_checked_again(kettle, asked, tmp_path):
    ask, _ = asked
    ask()
    with sqlite3.connect(tmp_path / FILE) as database:
        [said_now] = database.execute("SELECT said FROM answers").fetchone()
        database.execute(
            "UPDATE answers SET said = ?", (said_now.replace("must check", "may check"),)
        )
    answer = ask()
    assert texts(answer.statements) == [RULE]
    assert "says “may”" in answer.withheld[0].reason


def test_only_so_many_are_kept(tmp_path, monkeypatch):
    monkeypatch.setattr(kept, "KEPT", 3)
    cache = Cache(tmp_path / "deep" / FILE)
    for number in range(6):
        cache.put(str(number), STORED)
    assert [n for n in range(6) if cache.get(str(n))] == [3, 4, 5]
    assert cache.get("5") == STORED


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(CacheUnusable):
        Cache(tmp_path / "file" / FILE).put("k", STORED)


@pytest.mark.parametrize("change", ["model", "corpus", "item", "question", "style", "day"])
def test_a_key_depends_on_everything_that_an_answer_depends_on(change):
    texts_ = kettle_corpus()
    first, second = list(texts_.provisions.values())[5:7]
    items = items_of([Hit(first, 1.0, "")], texts_, "")
    other = items_of([Hit(second, 1.0, "")], texts_, "")
    prompt = Prompt("q", "", items, "staff")
    changed = {
        "item": replace(prompt, items=other),
        "question": replace(prompt, question="r"),
        "style": replace(prompt, style="lawyer"),
        "day": replace(prompt, day="2099-01-01"),
    }.get(change, prompt)
    plain = key_of(Question("q"), prompt, "model", "corpus")
    given = {"model": "model", "corpus": "corpus", change: "another"}
    assert key_of(Question("q"), changed, given["model"], given["corpus"]) != plain
    assert key_of(Question("q"), prompt, "model", "corpus") == plain
