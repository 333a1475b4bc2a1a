"""Two runs over the same questions are compared question by question."""

import json
from pathlib import Path

import pytest

from rag.paired import Comparison, RunInvalid, compare

Rows = dict[str, dict[str, object]]


def run(path: Path, name: str, rows: Rows, corpus: str = "0") -> Path:
    questions = [{"id": identifier, "kind": "list", **row} for identifier, row in rows.items()]
    file = path / name
    file.write_text(json.dumps({"corpus": corpus, "questions": questions}), encoding="utf-8")
    return file


def compared(path: Path, before: Rows, after: Rows) -> Comparison:
    return compare(run(path, "a.json", before), run(path, "b.json", after))


def many(measure: str, *values: float) -> Rows:
    """Return so many questions that an interval is narrow: the values over and over."""
    return {f"q{n}": {measure: values[n % len(values)]} for n in range(40)}


@pytest.mark.parametrize(
    ("measure", "runs", "verdict", "regression"),
    [
        pytest.param("hit@1", ((1.0,), (0.0,)), "worse", True, id="every answer lost"),
        pytest.param("hit@1", ((0.0,), (1.0,)), "better", False, id="every answer found"),
        pytest.param("hit@1", ((1.0, 0.0), (1.0, 0.0)), "", False, id="the same"),
        pytest.param("hit@1", ((1.0, 0.0), (0.0, 1.0)), "", False, id="some lost, as many found"),
        pytest.param(
            "hit@1", ((1.0,) * 4, (1.0, 1.0, 1.0, 0.0)), "worse", True, id="a quarter lost"
        ),
        pytest.param("refused wrongly", ((0.0,), (1.0,)), "worse", True, id="refusals"),
        pytest.param("refused wrongly", ((1.0,), (0.0,)), "better", False, id="fewer refusals"),
        pytest.param("must not", ((0.0,), (1.0,)), "worse", True, id="forbidden words"),
        pytest.param(
            "elapsed_ms", ((10.0,), (90.0,)), "worse", False, id="slower is no regression"
        ),
        pytest.param("words", ((80.0,), (90.0,)), "worse", False, id="nor is longer"),
        pytest.param("F1", ((0.6,), (0.5,)), "worse", True, id="a measure of another protocol"),
    ],
)
def test_a_measure_is_worse_when_the_interval_says_so(
    tmp_path: Path,
    measure: str,
    runs: tuple[tuple[float, ...], tuple[float, ...]],
    verdict: str,
    regression: bool,
) -> None:
    before, after = (many(measure, *values) for values in runs)
    comparison = compared(tmp_path, before, after)
    [difference] = comparison.differences
    assert difference.low <= difference.after - difference.before <= difference.high
    assert difference.verdict == verdict
    assert comparison.regressions == ((measure,) if regression else ())


@pytest.mark.parametrize("promise", ["non-existing", "non-verbatim"])
def test_one_broken_promise_is_a_regression_within_any_interval(
    tmp_path: Path, promise: str
) -> None:
    before = many(promise, 0.0)
    after = {**before, "q7": {promise: 1.0}}
    assert compared(tmp_path, before, after).regressions == (promise,)
    assert compared(tmp_path, after, before).regressions == ()


def test_one_question_lost_of_many_is_within_the_interval(tmp_path: Path) -> None:
    before = many("hit@1", 1.0)
    comparison = compared(tmp_path, before, {**before, "q7": {"hit@1": 0.0}})
    [difference] = comparison.differences
    assert difference.changed == (("q7", 1.0, 0.0),)
    assert comparison.regressions == ()


def test_pairing_tells_what_means_alone_cannot(tmp_path: Path) -> None:
    before = {f"q{n}": {"MRR@10": n / 40} for n in range(40)}
    after = {i: {"MRR@10": float(str(row["MRR@10"])) - 0.01} for i, row in before.items()}
    assert compared(tmp_path, before, after).regressions == ("MRR@10",)


def test_only_questions_with_the_measure_in_both_runs_are_paired(tmp_path: Path) -> None:
    before: Rows = {"a": {"hit@1": 1.0, "citation precision": 1.0}, "b": {"hit@1": 1.0}}
    after: Rows = {"a": {"hit@1": 1.0}, "b": {"hit@1": 1.0, "citation precision": 0.0}}
    [difference] = compared(tmp_path, before, after).differences
    assert (difference.measure, difference.n) == ("hit@1", 2)


def test_what_cannot_be_compared_is_said(tmp_path: Path) -> None:
    first = run(tmp_path, "a.json", {"a": {"hit@1": 1.0}, "b": {"hit@1": 1.0}})
    second = run(tmp_path, "b.json", {"a": {"hit@1": 0.0}, "c": {"hit@1": 1.0}}, corpus="1")
    comparison = compare(first, second)
    assert (comparison.unpaired, comparison.same_corpus) == (("b", "c"), False)
    table = comparison.table()
    assert "In one run only: b, c." in table
    assert "The runs rest on different corpora." in table
    assert "hit@1: a 1.00 > 0.00" in table


def test_words_and_lists_in_a_run_are_no_measures(tmp_path: Path) -> None:
    row: Rows = {"a": {"hit@1": 1.0, "group": "answerable", "cited": ["x"]}}
    assert [d.measure for d in compared(tmp_path, row, row).differences] == ["hit@1"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("not json", "cannot be read", id="no JSON"),
        pytest.param("[]", "questions", id="no object"),
        pytest.param('{"questions": 3}', "questions", id="no list"),
        pytest.param('{"questions": [{"hit@1": 1}]}', "id of its own", id="no id"),
        pytest.param('{"questions": [{"id": 1}, {"id": 1}]}', "id of its own", id="same id"),
        pytest.param('{"questions": [{"id": "z"}]}', "no question in common", id="others"),
    ],
)
def test_a_file_that_is_no_run_is_named(tmp_path: Path, text: str, said: str) -> None:
    good = run(tmp_path, "good.json", {"a": {"hit@1": 1.0}})
    bad = tmp_path / "bad.json"
    bad.write_text(text, encoding="utf-8")
    with pytest.raises(RunInvalid, match=said):
        compare(bad, good)
    with pytest.raises(RunInvalid, match=r"none\.json"):
        compare(good, tmp_path / "none.json")


def test_the_table_has_equal_columns_and_a_verdict(tmp_path: Path) -> None:
    worse = compared(tmp_path, many("hit@1", 1.0), many("hit@1", 0.0))
    rows = [line for line in worse.table().splitlines() if line.startswith("|")]
    assert len({line.count("|") for line in rows}) == 1
    assert worse.table().endswith("Regression: hit@1.")
    assert json.loads(json.dumps(worse.to_json()))["regressions"] == ["hit@1"]
    same = compared(tmp_path, many("hit@1", 1.0), many("hit@1", 1.0))
    assert same.table().endswith("No regression.")
