"""An index is built whole or not at all, and says when it is missing or stale."""

import gc
import json
import multiprocessing
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from ingest.store import read_corpus, write_corpus
from rag import generations
from rag.adapters.embedder import Embedder, load_embedder
from rag.errors import IndexMissing, IndexStale, RagError
from rag.index import Index, Texts, build_index, open_index
from rag.model import Filters
from tests.conftest import document, provision

LAW = document(id="L", short_title="Kettle Act", jurisdiction="EU", tier="law")
NEWS = document(id="N", short_title="Kettle news", jurisdiction="US", tier="news", language="da")
TEXTS = (
    provision("art_1", "Kettles shall whistle.", id="L#art_1", document_id="L"),
    provision("art_2", "Fines reach ten euro.", id="L#art_2", document_id="L"),
    provision(
        "rct_1", "Whistling kettles save lives.", id="L#rct_1", document_id="L", kind="recital"
    ),
    provision(
        "par_1",
        "A kettle whistled, it was reported.",
        id="N#par_1",
        document_id="N",
        kind="paragraph",
        tier="news",
    ),
)


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return load_embedder()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    write_corpus(tmp_path / "home", [LAW, NEWS], TEXTS)
    return tmp_path / "home"


def built(home: Path, embedder: Embedder, steps: list[tuple[int, int]] | None = None) -> Index:
    report = (lambda done, of: steps.append((done, of))) if steps is not None else _ignore
    return build_index(Texts(read_corpus(home), home), home, embedder, report)


def _ignore(done: int, of: int) -> None:
    """Nobody watches."""


def asked(index: Index, text: str, **filters: str) -> list[str]:
    chosen = Filters(**{name: frozenset({value}) for name, value in filters.items()})
    vector = index.embedder.embeddings.embed_query(text)
    return [p.id for p, _ in index.dense(vector, 9, chosen)]


def test_no_index_is_an_error_with_the_next_step(tmp_path: Path, embedder: Embedder) -> None:
    with pytest.raises(IndexMissing, match="pincite index"):
        open_index(tmp_path, embedder)


def test_progress_is_reported_to_the_end(home: Path, embedder: Embedder) -> None:
    steps: list[tuple[int, int]] = []
    built(home, embedder, steps)
    assert steps[-1] == (len(TEXTS), len(TEXTS))


def test_an_index_finds_by_meaning_with_the_cosine(home: Path, embedder: Embedder) -> None:
    index = built(home, embedder)
    vector = embedder.embeddings.embed_query("How much is the penalty?")
    found = index.dense(vector, 2)
    assert found[0][0].id == "L#art_2"
    assert 0 < found[1][1] < found[0][1] <= 1
    same = embedder.embeddings.embed_documents(["Kettle Act > art_2\nFines reach ten euro."])
    assert index.dense(same[0], 1)[0][1] == pytest.approx(1, abs=0.01)


FILTERS = [
    pytest.param({"documents": "N"}, {"N#par_1"}, id="document"),
    pytest.param({"jurisdictions": "US"}, {"N#par_1"}, id="jurisdiction"),
    pytest.param({"kinds": "recital"}, {"L#rct_1"}, id="kind"),
    pytest.param({"tiers": "news"}, {"N#par_1"}, id="tier"),
    pytest.param({"languages": "da"}, {"N#par_1"}, id="language"),
    pytest.param({"kinds": "article", "documents": "L"}, {"L#art_1", "L#art_2"}, id="two"),
    pytest.param({"kinds": "recital", "documents": "N"}, set(), id="contradiction"),
    pytest.param({"documents": "nothing"}, set(), id="unknown"),
]


@pytest.mark.parametrize(("filters", "found"), FILTERS)
def test_filters_are_kept_exactly(
    home: Path, embedder: Embedder, filters: dict[str, str], found: set[str]
) -> None:
    index = built(home, embedder)
    chosen = Filters(**{name: frozenset({value}) for name, value in filters.items()})
    assert set(asked(index, "whistling kettle", **filters)) == found
    assert {p.id for p, _ in index.keyword("kettle whistle fines", 9, chosen)} == found
    assert index.admitted(chosen) == found


def test_a_small_group_among_many_is_found_in_full(tmp_path: Path, embedder: Embedder) -> None:
    many = [
        provision("x", f"Kettle number {n} whistles.", id=f"L#art_{n}", document_id="L")
        for n in range(600)
    ]
    few = [
        provision("x", f"Tax form {n}.", id=f"N#par_{n}", document_id="N", tier="news")
        for n in range(3)
    ]
    write_corpus(tmp_path, [LAW, NEWS], [*many, *few])
    index = built(tmp_path, embedder)
    assert set(asked(index, "Which kettle whistles?", tiers="news")) == {p.id for p in few}


def test_an_unchanged_corpus_is_not_indexed_again(home: Path, embedder: Embedder) -> None:
    first = built(home, embedder)
    steps: list[tuple[int, int]] = []
    assert built(home, embedder, steps).stamp == first.stamp
    assert steps == []


def test_a_changed_corpus_gets_a_new_generation_and_the_old_one_goes(
    home: Path, embedder: Embedder
) -> None:
    built(home, embedder)
    old = (home / "current").resolve()
    write_corpus(home, [LAW, NEWS], TEXTS[:2])
    fresh = built(home, embedder)
    assert fresh.notice == ""
    assert len(fresh.corpus.provisions) == 2
    assert not old.exists()
    assert [p.name for p in (home / "generations").iterdir()] == [(home / "current").resolve().name]


def test_an_index_in_use_keeps_its_own_texts_and_files(home: Path, embedder: Embedder) -> None:
    built(home, embedder)
    write_corpus(home, [LAW, NEWS], TEXTS[:2])
    used = open_index(home, embedder)
    assert "pincite index" in used.notice
    built(home, embedder)
    assert len(asked(used, "whistle")) == len(TEXTS)
    del used
    gc.collect()
    built(home, embedder)
    assert len(list((home / "generations").iterdir())) == 1


def test_an_index_closed_leaves_another_on_the_same_files_open(
    home: Path, embedder: Embedder
) -> None:
    first = built(home, embedder)
    second = open_index(home, embedder)
    del first
    gc.collect()
    assert len(asked(second, "whistle")) == len(TEXTS)


def test_another_embedder_makes_the_index_stale(home: Path, embedder: Embedder) -> None:
    built(home, embedder)
    other = replace(embedder, id="other-model")
    with pytest.raises(IndexStale, match=r"other-model.*pincite index"):
        open_index(home, other)
    assert built(home, other).stamp.embedder == "other-model"


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param("provisions.jsonl", id="provisions"),
        pytest.param("documents.jsonl", id="documents"),
    ],
)
def test_texts_that_are_not_those_indexed_make_it_stale(
    home: Path, embedder: Embedder, broken: str
) -> None:
    built(home, embedder)
    file = home / "current" / broken
    file.write_text(file.read_text().replace("Kettle", "Cattle"))
    with pytest.raises(IndexStale, match="pincite index"):
        open_index(home, embedder)
    assert built(home, embedder).notice == ""


def test_an_older_format_is_stale(home: Path, embedder: Embedder) -> None:
    built(home, embedder)
    stamp = home / "current" / "stamp.json"
    stamp.write_text(json.dumps({**json.loads(stamp.read_text()), "format": 0}))
    with pytest.raises(IndexStale, match="another version"):
        open_index(home, embedder)


@pytest.mark.parametrize("missing", ["stamp.json", "chroma", "keywords"])
def test_a_half_built_generation_is_ignored_then_removed(
    home: Path, embedder: Embedder, missing: str
) -> None:
    built(home, embedder)
    half = home / "generations" / "99991231T000000000000Z"
    shutil.copytree((home / "current").resolve(), half)
    path = half / "stamp.json"
    path.unlink()
    if missing != "stamp.json":
        shutil.rmtree(half / missing)
    assert len(open_index(home, embedder).corpus.provisions) == len(TEXTS)
    built(home, embedder)
    assert not half.exists()


def test_a_run_that_stops_half_way_leaves_the_previous_index(
    home: Path, embedder: Embedder
) -> None:
    built(home, embedder)
    write_corpus(home, [LAW, NEWS], TEXTS[:2])

    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_index(Texts(read_corpus(home), home), home, embedder, stop)
    assert len(open_index(home, embedder).corpus.provisions) == len(TEXTS)
    assert len(built(home, embedder).corpus.provisions) == 2


@pytest.mark.parametrize("lost", ["keywords", "chroma"])
def test_a_current_generation_that_lost_its_files_is_built_again(
    home: Path, embedder: Embedder, lost: str
) -> None:
    built(home, embedder)
    generation = home / "generations" / "20000101T000000000000Z"
    (home / "current").resolve().rename(generation)  # the open store is known by its old path
    (home / "current").unlink()
    (home / "current").symlink_to(generation)
    shutil.rmtree(generation / lost)
    with pytest.raises(IndexStale, match="pincite index"):
        open_index(home, embedder)
    assert asked(built(home, embedder), "whistle")


def _hold(home: Path, ready: object, free: object) -> None:
    with generations.alone(home):
        ready.set()  # type: ignore[attr-defined]
        free.wait(60)  # type: ignore[attr-defined]


def test_two_processes_do_not_index_at_once(home: Path, embedder: Embedder) -> None:
    context = multiprocessing.get_context("spawn")
    ready, free = context.Event(), context.Event()
    other = context.Process(target=_hold, args=(home, ready, free))
    other.start()
    try:
        assert ready.wait(60)
        with pytest.raises(RagError, match="another process"):
            built(home, embedder)
    finally:
        free.set()
        other.join()
    assert built(home, embedder)


def test_a_bare_file_of_provisions_can_be_indexed(tmp_path: Path, embedder: Embedder) -> None:
    folder, home = tmp_path / "given", tmp_path / "home"
    folder.mkdir()
    rule = {
        "id": "rule-7",
        "document_id": "book",
        "label": "Rule 7",
        "headings": ["Kettles"],
        "text": "Kettles shall whistle.",
    }
    (folder / "provisions.jsonl").write_text(json.dumps(rule) + "\n")
    index = build_index(Texts(read_corpus(folder), folder), home, embedder, _ignore)
    assert asked(index, "whistle") == ["rule-7"]
    assert [p.id for p, _ in index.keyword("kettle", 3)] == ["rule-7"]
