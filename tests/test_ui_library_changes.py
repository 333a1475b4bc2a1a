"""From the page, documents are added, removed and refreshed in a real home, one at a time."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from ingest import fetch_url
from ingest.store import read_corpus
from rag import wiring
from rag.model import Question
from rag.settings import Settings
from tests.documents import news_page
from tests.publisher import Reply, publisher
from tests.small_home import small_home
from tests.test_ingest_user_documents import TITLE, story
from ui.desk import Desk
from ui.library_changes import Counter, Shown
from ui.library_keeper import Changed, Keeper, Report
from ui.library_keeping import keeper_of
from ui.library_work import Step, changing, step
from ui.wording import read_wording

WORDS = read_wording()
EMPTY = dict.fromkeys(("named", "title", "author", "published", "publisher", "tier"), "")


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return small_home(tmp_path_factory.mktemp("library"))


@pytest.fixture(scope="module")
def desk(settings: Settings) -> Desk:
    assistant = wiring.open_assistant(settings, lambda step: None)
    return Desk(assistant, keeper=keeper_of(settings, wiring, "127.0.0.1"))


def counter_of(desk: Desk) -> Counter:
    assert desk.keeper
    assert desk.keeper.changes
    return Counter(desk, desk.keeper, desk.keeper.changes, WORDS)


@pytest.fixture
def counter(desk: Desk) -> Counter:
    return counter_of(desk)


def test_a_file_is_added_asked_about_and_removed(
    counter: Counter, desk: Desk, settings: Settings, tmp_path: Path
) -> None:
    before = read_corpus(settings.home).sha256
    path = tmp_path / "trial.txt"
    path.write_text(story("Kettles on trial", "The teapot museum of Oslo lost its porcelain lid."))
    first, *steps, last = counter.offered(str(path), {**EMPTY, "tier": "guidance"})
    assert "Adding trial.txt" in first.panel
    assert any("<progress" in one.panel for one in steps)
    assert "Added: Kettles on trial" in last.panel
    assert (last.ended, last.taken_in, path.exists()) == (True, True, False)
    hits = desk.assistant.search(Question("porcelain lid museum Oslo"), 3)
    assert hits[0].provision.document_id == "doc:kettles-on-trial"
    assert desk.assistant.corpus.documents["doc:kettles-on-trial"].tier == "guidance"
    *_, last = counter.sent({"do": "remove", "named": "doc:kettles-on-trial"})
    assert "Removed: Kettles on trial." in last.panel
    assert (last.ended, last.taken_in) == (True, False)
    assert desk.assistant.corpus.sha256 == before


def test_the_original_of_a_brief_takes_its_place_until_it_is_removed(
    counter: Counter, desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "original.html"
    path.write_bytes(news_page(title=TITLE))
    *_, last = counter.offered(str(path), EMPTY)
    assert "takes the place of our brief" in last.panel
    *_, last = counter.sent({"do": "remove", "named": "doc:kettle-ban"})
    assert "Our brief of it is back" in last.panel
    assert desk.assistant.corpus.documents["doc:kettle-ban"].obtained_from == "note"


def test_a_refresh_obtains_everything_again(desk: Desk, settings: Settings, tmp_path: Path) -> None:
    own = small_home(tmp_path / "apart")
    assistant = wiring.open_assistant(own, lambda step: None)
    apart = Desk(assistant, keeper=keeper_of(own, wiring, "::1"))
    again = counter_of(apart)
    assert "told to stay offline" in again.asked_to_refresh()
    note = own.notes / "kettle-ban.md"
    note.write_text(note.read_text().replace("a ban is weighed", "two bans are weighed"))
    *_, last = again.sent({"do": "refresh"})
    assert "These texts have changed: First article: a ban." in last.panel
    assert "two bans" in next(p.text for p in apart.assistant.corpus.provisions.values())
    *_, last = again.sent({"do": "refresh"})
    assert "No text has changed." in last.panel


@pytest.mark.parametrize(
    ("named", "stated", "says"),
    [
        pytest.param(("kettle.txt", b""), {}, "is empty", id="empty"),
        pytest.param(("kettle.xyz", b"kettle"), {}, "Pincite reads", id="ending"),
        pytest.param(("<b>.txt", b""), {}, "&lt;b&gt;.txt", id="markup"),
        pytest.param(("kettle.txt", b"x"), {"published": "soon"}, "is no date", id="day"),
        pytest.param(
            ("kettle.txt", b"x"), {"named": "https://a.example"}, "one of the two", id="both"
        ),
    ],
)
def test_what_cannot_be_added_is_said_and_changes_nothing(
    counter: Counter, tmp_path: Path, named: tuple[str, bytes], stated: dict[str, str], says: str
) -> None:
    held = counter.desk.assistant
    path = tmp_path / named[0]
    path.write_bytes(named[1])
    *_, last = counter.offered(str(path), {**EMPTY, **stated})
    assert "Nothing was changed." in last.panel
    assert says in last.panel
    assert not last.ended
    assert counter.desk.assistant is held
    assert path.exists(), "it can be sent again"


def test_a_form_without_file_and_address_is_answered(counter: Counter) -> None:
    (last,) = counter.offered(None, EMPTY)
    assert "one of the two" in last.panel


def test_offline_no_page_is_fetched(counter: Counter) -> None:
    address = "https://kettles.invalid/kettle"
    shown = list(counter.offered(None, {**EMPTY, "named": address}))
    shown += counter.sent({"do": "add", "named": address})
    assert len(shown) == 2
    assert all("PINCITE_OFFLINE" in one.panel for one in shown)


@pytest.fixture
def online(settings: Settings, desk: Desk) -> Counter:
    keeper = keeper_of(settings.model_copy(update={"offline": False}), wiring, "localhost")
    return counter_of(Desk(desk.assistant, keeper=keeper))


def test_the_page_says_whom_it_asks_before_anything_is_fetched(online: Counter) -> None:
    named = {**EMPTY, "named": "https://news.example/a?<b>", "title": 'A "title"'}
    (asked,) = online.offered(None, named)
    assert "This fetches one page from news.example over the internet." in asked.panel
    assert 'name="title" value="A &quot;title&quot;"' in asked.panel
    assert "<b>" not in asked.panel.replace("<p><b>", "")


def test_addresses_in_private_networks_are_refused_before_a_reader_is_asked(
    online: Counter,
) -> None:
    with publisher(kettle=Reply(body=news_page(), headers={"Content-Type": "text/html"})) as server:
        address = f"{server.base}/kettle"
        shown = list(online.offered(None, {**EMPTY, "named": address}))
        shown += online.sent({"do": "add", "named": address})
        assert server.asked == []
    assert len(shown) == 2, "refused at once, not after a question or an attempt"
    assert all("is on this machine or in a private network" in one.panel for one in shown)
    assert online.changes.hosts == ("kettles.example",)


def test_a_name_that_leads_into_a_private_network_is_refused_in_the_readers_words(
    online: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch_url, "_look_up", lambda host, port: ["10.0.0.7"])
    *_, last = online.sent({"do": "add", "named": "http://kettles.invalid/"})
    assert "leads to this machine or into a private network" in last.panel
    assert "--allow-private" not in last.panel


def test_a_refresh_names_the_publishers(online: Counter) -> None:
    assert "This asks kettles.example and" in online.asked_to_refresh()


@pytest.mark.parametrize("named", ["32099R0001", "doc:none", "../../etc"])
def test_what_the_reader_did_not_add_cannot_be_removed(counter: Counter, named: str) -> None:
    *_, last = counter.sent({"do": "remove", "named": named})
    assert "Nothing was changed." in last.panel
    assert not last.ended


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "kettle.example"])
def test_where_other_machines_reach_the_page_nothing_can_be_changed(
    settings: Settings, host: str
) -> None:
    assert keeper_of(settings, wiring, host).changes is None


def test_the_keeper_says_what_is_missing(desk: Desk) -> None:
    assert desk.keeper
    found = desk.keeper.status(desk.assistant.corpus)
    assert [(one["id"], one["routes"]) for one in found["missing"]] == [
        ("02099R0001-20990701", ["mirror", "official"])
    ]
    assert "home" not in found


Slow = Callable[[Report], Changed]


def slowly(desk: Desk) -> tuple[Slow, threading.Event]:
    """Return a change that waits until it is let go."""
    let = threading.Event()

    def work(report: Report) -> Changed:
        report("waiting: 1/2")
        assert let.wait(20)
        return Changed("unchanged", replace(desk.assistant, top_k=3))  # type: ignore[type-var]

    return work, let


def test_a_second_change_is_told_to_wait_and_an_unwatched_one_goes_on(counter: Counter) -> None:
    desk = Desk(counter.desk.assistant)
    keeper = Keeper(counter.keeper.status, counter.changes)
    busy = Counter(desk, keeper, counter.changes, WORDS)
    work, let = slowly(desk)
    steps = changing(desk, keeper, work)
    assert steps
    assert next(steps) == Step("waiting", 1, 2)
    (told,) = busy.sent({"do": "refresh"})
    assert "Another change is being made" in told.panel
    steps.close()  # type: ignore[attr-defined]
    let.set()
    assert keeper.turn.acquire(timeout=20)
    assert desk.assistant.top_k == 3  # type: ignore[attr-defined]
    keeper.turn.release()


def test_a_change_that_fails_keeps_what_answers_and_frees_the_way(counter: Counter) -> None:
    def fails(*_: object) -> Changed:
        raise ZeroDivisionError("secret detail")

    desk = Desk(counter.desk.assistant)
    keeper = Keeper(counter.keeper.status, replace(counter.changes, refresh=fails))
    assert keeper.changes
    broken = Counter(desk, keeper, keeper.changes, WORDS)
    for _ in range(2):
        *_, last = broken.sent({"do": "refresh"})
        assert "Something went wrong" in last.panel
        assert "secret" not in last.panel
    assert desk.assistant is counter.desk.assistant


def test_leaving_everything_as_it_is_clears_the_question(counter: Counter) -> None:
    assert list(counter.sent({"do": "nothing"})) == [Shown("")]


@pytest.mark.parametrize(
    ("reported", "found"),
    [
        pytest.param("indexing 7 provisions: 3/10", Step("indexing 7 provisions", 3, 10), id="of"),
        pytest.param("loading the embedder", Step("loading the embedder"), id="words"),
        pytest.param("trying a/b", Step("trying a/b"), id="no numbers"),
        pytest.param("", Step(""), id="nothing"),
    ],
)
def test_a_report_is_read_as_a_step(reported: str, found: Step) -> None:
    assert step(reported) == found
