"""Sentences cited from a given passage are scored, and so is silence."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from langchain_core.embeddings import Embeddings

from rag.adapters.embedder import load_embedder
from rag.clapnq import (
    LEAD,
    PINCITE,
    TOP,
    Passage,
    best_threshold,
    cited_as_law,
    corpus_of,
    evaluate_clapnq,
    held_out,
    read_passages,
    reading,
    scores_of,
)
from rag.errors import QuestionsInvalid
from rag.sentences import MOST, Reading

KETTLES = (
    "The kettle was invented in 1890 by a maker in Leeds .",
    "Tea is grown on hills .",
    "Its whistle was added by another maker ten years later .",
    "Cups are sold in pairs .",
)


@pytest.fixture(scope="module")
def embeddings() -> Embeddings:
    return load_embedder().embeddings


def passage(**changes: object) -> Passage:
    fields: dict[str, object] = {
        "id": "k",
        "question": "who invented the kettle",
        "title": "Kettle",
        "sentences": KETTLES,
        "answerable": True,
        "gold": frozenset(KETTLES[:1]),
    }
    return Passage(**{**fields, **changes})  # type: ignore[arg-type]


def held(cosines: Sequence[float], **changes: object) -> Reading:
    fields: dict[str, object] = {
        "question": "who invented the kettle",
        "title": "Kettle",
        "sentences": KETTLES[: len(cosines)],
        "cosines": tuple(cosines),
    }
    return Reading(**{**fields, **changes})  # type: ignore[arg-type]


def written(path: Path, *rows: object) -> Path:
    file = path / "clapnq.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def row(**changes: object) -> dict[str, object]:
    fields: dict[str, object] = {
        "id": "k",
        "question": "who invented the kettle",
        "title": "Kettle",
        "sentences": list(KETTLES),
        "answerable": True,
        "gold_sentences": [KETTLES[0]],
    }
    return {**fields, **changes}


@pytest.mark.parametrize(
    ("cited", "precision", "recall", "f1"),
    [
        pytest.param((0, 2), 1.0, 1.0, 1.0, id="all"),
        pytest.param((0,), 1.0, 0.5, 2 / 3, id="one of two"),
        pytest.param((0, 1), 0.5, 0.5, 0.5, id="one wrong"),
        pytest.param((1,), 0.0, 0.0, 0.0, id="wrong"),
        pytest.param((), 0.0, 0.0, 0.0, id="silence"),
    ],
)
def test_cited_sentences_are_scored(
    cited: tuple[int, ...], precision: float, recall: float, f1: float
) -> None:
    both = passage(gold=frozenset({KETTLES[0], KETTLES[2]}))
    scores = scores_of(both, [KETTLES[n] for n in cited])
    found = (scores["precision"], scores["recall"], scores["F1"])
    assert found == pytest.approx((precision, recall, f1))
    assert scores["answered rightly"] == float(bool(cited))


def test_silence_is_right_only_where_there_is_no_answer() -> None:
    without = passage(answerable=False, gold=frozenset())
    assert scores_of(without, ()) == {"abstained rightly": 1.0}
    assert scores_of(without, KETTLES[:1]) == {"abstained rightly": 0.0}


@pytest.mark.parametrize(
    ("cosines", "chosen"),
    [
        pytest.param((0.8, 0.1, 0.7, 0.1), (0, 2), id="the near ones, in order of the text"),
        pytest.param((0.6, 0.7, 0.7, 0.7), (0, 1, 2), id="not more than three"),
        pytest.param((0.9, 0.1, 0.1, 0.1), (0,), id="alone when the others are far"),
        pytest.param((0.5,), (0,), id="the only one"),
        pytest.param((), (), id="no text"),
    ],
)
def test_sentences_near_the_best_are_chosen(
    cosines: tuple[float, ...], chosen: tuple[int, ...]
) -> None:
    assert held(cosines).chosen == chosen
    assert len(chosen) <= MOST


def test_shared_words_and_an_early_place_break_ties() -> None:
    words = held((0.5, 0.5), sentences=("Tea is old.", "She invented it."))
    assert words._worth(1) > words._worth(0)
    place = held((0.5, 0.5), sentences=("Tea is old.", "Tea is green."))
    assert place._worth(0) > place._worth(1)


@pytest.mark.parametrize(
    ("cosines", "question", "supported"),
    [
        pytest.param((0.8, 0.3, 0.5), "who invented the kettle", True, id="near, and told"),
        pytest.param((0.3, 0.1, 0.1), "who invented the kettle", False, id="told, but far"),
        pytest.param((0.6, 0.2, 0.2), "who repaired the clock", False, id="near, but not told"),
        pytest.param((), "who invented the kettle", False, id="no text"),
    ],
)
def test_an_answer_needs_a_near_text_that_tells_what_is_asked(
    cosines: tuple[float, ...], question: str, supported: bool
) -> None:
    assert held(cosines, question=question).is_supported is supported


def test_a_sentence_must_tell_more_than_the_title() -> None:
    near = (0.6, 0.1, 0.1)
    assert held(near, title="Kettle").support > held(near, title="Invented kettle").support - 0.31
    only_title = held(near, question="kettle size", sentences=KETTLES[1:])
    says_so = held(near, question="kettle whistle", sentences=KETTLES[1:])
    assert says_so.support > only_title.support


def test_the_sentences_of_a_passage_become_paragraphs() -> None:
    made = corpus_of(passage())
    assert [p.text for p in made.provisions.values()] == list(KETTLES)
    assert {p.headings for p in made.provisions.values()} == {("Kettle",)}


def test_a_passage_can_be_answered_as_laws_are(embeddings: Embeddings) -> None:
    one = passage(question="When was the kettle invented by a maker in Leeds?")
    assert cited_as_law(one, reading(one, embeddings), {}) == KETTLES[:1]
    other = passage(question="Who painted the Zephyrkopf triptych?")
    assert cited_as_law(other, reading(other, embeddings), {}) == ()


@pytest.mark.parametrize(
    ("near", "answerable", "threshold"),
    [
        pytest.param((0.1, 0.2, 0.8, 0.9), (0, 0, 1, 1), 0.8, id="apart"),
        pytest.param((0.1, 0.7, 0.6, 0.9), (0, 0, 1, 1), 0.6, id="mixed"),
        pytest.param((0.4, 0.5), (1, 1), 0.4, id="only answerable ones"),
    ],
)
def test_the_best_threshold_balances_both_groups(
    near: tuple[float, ...], answerable: tuple[int, ...], threshold: float
) -> None:
    assert best_threshold(near, [bool(one) for one in answerable]) == threshold


def test_a_threshold_is_tested_on_the_half_it_was_not_chosen_on() -> None:
    apart = [n / 100 for n in range(100)]
    assert held_out(apart, [value >= 0.5 for value in apart]) > 0.95
    assert 0.4 < held_out(apart, [n % 2 == 0 for n in range(100)]) < 0.6


def test_every_method_has_a_row(embeddings: Embeddings, tmp_path: Path) -> None:
    other = row(id="u", question="who won the cup in 2011", answerable=False, gold_sentences=[])
    told: list[str] = []
    report = evaluate_clapnq(written(tmp_path, row(), other), embeddings, {}, told.append)
    assert len(told) == 2
    assert report.cited[LEAD] == (KETTLES[:1], KETTLES[:1])
    assert report.cited[TOP][0] == KETTLES[:1]
    assert report.cited[PINCITE] == (KETTLES[:1], ()) or KETTLES[0] in report.cited[PINCITE][0]
    as_json = json.loads(json.dumps(report.to_json()))
    assert as_json["methods"][LEAD]["F1"] == 1.0
    assert as_json["methods"][LEAD]["balanced abstention"] == 0.5
    assert [question["kind"] for question in as_json["questions"]] == ["answerable", "unanswerable"]
    rows = [line for line in report.table().splitlines() if line.startswith("|")]
    assert len({line.count("|") for line in rows}) == 1
    assert len(rows) == 2 + len(report.cited)


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(3, id="no object"),
        pytest.param({"question": "who"}, id="no passage"),
        pytest.param(row(sentences=[]), id="an empty passage"),
        pytest.param(row(sentences=[3]), id="a sentence that is no text"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, wrong: object) -> None:
    with pytest.raises(QuestionsInvalid, match=r"clapnq\.jsonl:2: needs"):
        read_passages(written(tmp_path, row(), wrong))


def test_an_empty_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(QuestionsInvalid, match="empty"):
        read_passages(written(tmp_path))


def test_blanks_in_sentences_do_not_count(tmp_path: Path) -> None:
    spaced = row(sentences=["A  kettle\nboils ."], gold_sentences=["A kettle boils ."])
    [one] = read_passages(written(tmp_path, spaced))
    assert one.gold == {"A kettle boils ."} == set(one.sentences)


@pytest.mark.slow
def test_ours_beat_both_baselines_on_the_development_file(
    mirror: Path, embeddings: Embeddings
) -> None:
    file = mirror.parent / "eval" / "clapnq_dev.jsonl"
    if not file.is_file():
        pytest.skip("the CLAPnq file is not beside the folder of official files")
    methods = evaluate_clapnq(file, embeddings, {}, lambda step: None).to_json()["methods"]
    ours = methods.pop(PINCITE)
    assert ours["F1"] > max(method["F1"] for method in methods.values())
    balanced = "balanced abstention"
    assert ours[balanced] > max(method[balanced] for method in methods.values())
