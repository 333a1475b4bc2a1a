"""What is taken away can be found no more, and whether a refusal follows is counted."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ingest.model import Corpus
from ingest.store import write_corpus
from rag.chain import Assistant
from rag.errors import RagError
from rag.gone import RemovedShown, best_threshold, evaluate_gone
from rag.headnotes import ASKS, NOTE
from rag.index import Index
from rag.model import Filters, Question
from rag.reduced import standing_for, without
from rag.settings import Settings
from rag.wiring import assistant_of, index_corpus
from tests.conftest import (
    KETTLE_ACT,
    KETTLE_NEWS,
    KETTLE_TALE,
    corpus,
    document,
    kettle_corpus,
    kettle_provisions,
    provision,
)

ACT = "32099R0001"
AMENDER = "32100R0007"
AMENDED = f"{ACT}+{AMENDER}"


def ids(*anchors: str) -> set[str]:
    return {f"{ACT}#{anchor}" for anchor in anchors}


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    home = tmp_path_factory.mktemp("gone")
    write_corpus(home, [KETTLE_ACT, KETTLE_NEWS, KETTLE_TALE], kettle_provisions())
    return Settings(home=home, offline=True)


@pytest.fixture(scope="module")
def index(settings: Settings) -> Index:
    return index_corpus(settings, lambda step: None)


@pytest.fixture
def build(settings: Settings):
    """Return what makes an assistant of an index, on a day when the Kettle Act was law."""

    def built(one: Index) -> Assistant:
        return replace(assistant_of(one, settings), today=date(2098, 12, 31))

    return built


def questions(path: Path, *rows: dict[str, object]) -> Path:
    file = path / "questions.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("gold", "removed"),
    [
        pytest.param(
            "art_3.par_1.pnt_a", {"art_3", "art_3.par_1", "art_3.par_1.pnt_a"}, id="containers"
        ),
        pytest.param("art_5.par_2", {"art_5", "art_5.par_2"}, id="not what stands beside it"),
        pytest.param("art_1", {"art_1", "art_1.par_1", "art_1.par_2"}, id="all below it"),
        pytest.param("rct_1", {"rct_1"}, id="a recital"),
        pytest.param("art_99", set(), id="what is not there"),
    ],
)
def test_gold_goes_with_what_is_below_it_and_around_it(gold: str, removed: set[str]) -> None:
    assert standing_for([f"{ACT}#{gold}"], kettle_corpus()) == ids(*removed)


def test_any_document_is_every_document_of_the_users() -> None:
    found = standing_for(["doc:"], kettle_corpus())
    assert {one.partition("#")[0] for one in found} == {"doc:kettle-news", "doc:kettle-tale"}


def two_texts() -> Corpus:
    """Return an act in two texts with the instruction that changed it and notes on it."""
    texts = (
        document(amended_by=(AMENDER,), moved=("art_2 art_2a",)),
        document(id=AMENDED, tier="consolidated"),
        document(id=AMENDER, work=AMENDER, short_title="Amending act"),
        document(id=f"note:{AMENDER}", work=f"note:{AMENDER}", tier="note"),
    )

    def of(act: str, anchor: str, **changes: object):
        identifier = f"{act}#{anchor}"
        return provision(anchor, id=identifier, document_id=act, **changes)

    return corpus(
        of(ACT, "art_1"),
        of(ACT, "art_1.par_1"),
        of(ACT, "art_1.par_2"),
        of(ACT, "art_2"),
        of(AMENDED, "art_1", changed_by=(f"{AMENDER}#art_1.pnt_1",)),
        of(AMENDED, "art_1.par_1", changed_by=(f"{AMENDER}#art_1.pnt_1",)),
        of(AMENDED, "art_1.par_2", same_as=f"{ACT}#art_1.par_2"),
        of(AMENDED, "art_2a", same_as=f"{ACT}#art_2"),
        of(AMENDER, "art_1"),
        of(AMENDER, "art_1.pnt_1"),
        of(AMENDER, "art_1.pnt_2"),
        of(f"note:{AMENDER}", "chg_1"),
        of(f"note:{AMENDER}", "chg_1-1"),
        of(f"note:{AMENDER}", "chg_11"),
        documents=texts,
    )


def test_gold_goes_from_every_text_with_its_instruction_and_our_notes_on_it() -> None:
    found = standing_for([f"{ACT}#art_1.par_1"], two_texts())
    assert found == {
        f"{ACT}#art_1",
        f"{ACT}#art_1.par_1",
        f"{AMENDED}#art_1",
        f"{AMENDED}#art_1.par_1",
        f"{AMENDER}#art_1",
        f"{AMENDER}#art_1.pnt_1",
        f"note:{AMENDER}#chg_1",
        f"note:{AMENDER}#chg_1-1",
    }


def test_gold_is_followed_to_where_an_amendment_moved_it() -> None:
    moved = {f"{ACT}#art_2", f"{AMENDED}#art_2a"}
    assert standing_for([f"{ACT}#art_2"], two_texts()) == moved
    assert standing_for([f"{AMENDED}#art_2a"], two_texts()) == moved


def test_what_was_taken_away_is_found_in_no_way(index: Index) -> None:
    removed = standing_for([f"{ACT}#art_5"], index.corpus)
    reduced = without(index, removed)
    every = len(index.corpus.provisions)
    words = " ".join(index.corpus.provisions[f"{ACT}#art_5.par_2"].text.split())
    vector = index.vector_of(words)
    for filters in (Filters(), Filters(documents=frozenset({ACT}))):
        found = [
            *reduced.dense(vector, every, filters),
            *reduced.keyword(words, every, filters),
            *reduced.headnote(NOTE, vector, every, filters),
            *reduced.headnote(ASKS, vector, every, filters),
            *reduced.term(words, every, filters),
        ]
        assert found
        assert {p.id for p, _ in found} & removed == set()
    whole = [p.id for p, _ in index.dense(vector, every) if p.id not in removed]
    assert [p.id for p, _ in reduced.dense(vector, 3)] == whole[:3]


def test_a_document_left_empty_is_gone_and_the_whole_index_stays(index: Index) -> None:
    before = dict(index.corpus.provisions)
    reduced = without(index, standing_for(["doc:"], index.corpus))
    assert set(reduced.corpus.documents) == {ACT}
    assert index.corpus.provisions == before
    assert without(index, ()).corpus.documents == index.corpus.documents


def test_a_question_is_refused_or_answered_elsewhere_without_its_gold(
    index: Index, build, tmp_path: Path
) -> None:
    file = questions(
        tmp_path,
        {"id": "a", "question": "What does Article 5(2) say?", "gold": [*ids("art_5.par_2")]},
        {"id": "b", "question": "What is a kettle?", "gold": [*ids("art_2.pnt_1")]},
        {"id": "c", "question": "What does Article 99 say?", "gold": [], "kind": "no-such"},
    )
    told: list[str] = []
    report = evaluate_gone(index, build, file, told.append)
    first, second = report.rows
    assert len(told) == 2
    assert (first.refused_present, first.refused_gone) == (False, True)
    assert not second.refused_present
    assert not set(second.cited) & ids("art_2", "art_2.pnt_1")
    assert second.near_gone < second.near_present
    as_json = json.loads(json.dumps(report.to_json()))
    assert as_json["n"] == 2
    assert as_json["shares"]["Pincite"]["present"] == 0.0
    assert as_json["questions"][0]["gone refused"] == 1.0
    lines = [line for line in report.table().splitlines() if line.startswith("|")]
    assert len({line.count("|") for line in lines}) == 1


def test_an_assistant_that_shows_what_was_taken_away_is_caught(
    index: Index, build, tmp_path: Path
) -> None:
    gold = [*ids("art_2.pnt_1")]
    file = questions(tmp_path, {"question": "What is a kettle?", "gold": gold})
    with pytest.raises(RemovedShown, match=r"art_2"):
        evaluate_gone(index, lambda one: build(index), file, lambda step: None)


def test_a_file_without_answerable_questions_is_refused(
    index: Index, build, tmp_path: Path
) -> None:
    file = questions(tmp_path, {"question": "What is love?", "gold": []})
    with pytest.raises(RagError, match="another file"):
        evaluate_gone(index, build, file, lambda step: None)


@pytest.mark.parametrize(
    ("count", "refused"), [(46, 1), (25, 1), (24, 0), (50, 2), (100, 4), (1, 0)]
)
def test_the_best_threshold_refuses_at_most_four_in_a_hundred(count: int, refused: int) -> None:
    near = [n / count for n in range(count)]
    assert sum(one < best_threshold(near) for one in near) == refused


def test_a_threshold_among_equals_refuses_none_of_them() -> None:
    assert best_threshold([0.5] * 50) == 0.5


def test_the_whole_answers_as_before(index: Index, build) -> None:
    asked = Question("What is a kettle?")
    again = build(without(index, ())).ask(asked)
    assert again.citations == build(index).ask(asked).citations
