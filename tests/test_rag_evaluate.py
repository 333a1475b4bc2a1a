"""Answers are scored by the rules that were laid down, against the provisions expected."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from ingest.model import Corpus
from rag.bootstrap import balanced_interval, interval, percentile
from rag.errors import QuestionsInvalid
from rag.evaluate import evaluate
from rag.expected import read_questions
from rag.model import Answer, Citation, Hit, Question, Statement
from rag.scores import answer_words, hits, pinpoints
from tests.conftest import kettle_corpus

ACT = "32099R0001"


@dataclass
class Scripted:
    """Answers as told: anchors found and anchors cited, whatever is asked."""

    found: Sequence[str] = ()
    cited: Sequence[str] = ()
    corpus: Corpus = field(default_factory=kettle_corpus)

    def search(self, question: Question, k: int) -> Sequence[Hit]:
        return [Hit(self.corpus.provisions[i], 1.0, "words") for i in self.found][:k]

    def ask(self, question: Question) -> Answer:
        statements = []
        for identifier in self.cited:
            provision = self.corpus.provisions[identifier]
            citation = Citation(provision, provision.text, (0, len(provision.text)))
            statements.append(Statement(provision.text, (citation,), "verbatim"))
        return Answer(question, question.text, tuple(statements), elapsed_ms=5.0)


def ids(*anchors: str) -> list[str]:
    return [anchor if "#" in anchor else f"{ACT}#{anchor}" for anchor in anchors]


def written(path: Path, *rows: dict[str, object]) -> Path:
    questions = path / "questions.jsonl"
    questions.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return questions


def scored(path: Path, assistant: Scripted, **row: object) -> dict[str, float]:
    """Return the scores of one question."""
    file = written(path, {"id": "q1", "kind": "list", "question": "What?", **row})
    [outcome] = evaluate(assistant, file, lambda line: None).outcomes
    return dict(outcome.scores)


@pytest.mark.parametrize(
    ("found", "gold", "pinpoint", "hit"),
    [
        pytest.param("art_3.par_1", "art_3.par_1", True, True, id="equal"),
        pytest.param("art_3.par_1.pnt_a", "art_3.par_1", True, True, id="below"),
        pytest.param("art_3.par_1.pnt_a", "art_3", True, True, id="far below"),
        pytest.param("art_3.par_1", "art_3.par_1.pnt_a", False, True, id="direct parent"),
        pytest.param("art_3", "art_3.par_1.pnt_a", False, False, id="grandparent"),
        pytest.param("art_3.par_2", "art_3.par_1", False, False, id="sibling"),
        pytest.param("art_30", "art_3", False, False, id="longer number"),
        pytest.param("art_3.par_10", "art_3.par_1", False, False, id="longer paragraph"),
        pytest.param("rct_3", "art_3", False, False, id="recital"),
        pytest.param("32098R0002#art_3", "art_3", False, False, id="other act"),
        pytest.param("art_3", ACT, True, True, id="whole act"),
        pytest.param("32099R00012#art_3", ACT, False, False, id="longer act"),
        pytest.param("doc:kettle-tale#par_1", "doc:", True, True, id="any document"),
        pytest.param("doc:kettle-tale#par_1", "doc:kettle-tale", True, True, id="a document"),
        pytest.param("doc:kettle-tale-2#par_1", "doc:kettle-tale", False, False, id="another"),
        pytest.param("art_3", "doc:", False, False, id="no document"),
    ],
)
def test_an_id_pinpoints_what_is_at_or_above_it(
    found: str, gold: str, pinpoint: bool, hit: bool
) -> None:
    [identifier] = ids(found)
    wanted = [gold] if gold == ACT or gold.startswith("doc:") else ids(gold)
    assert pinpoints(identifier, wanted) is pinpoint
    assert hits(identifier, wanted) is hit


def test_one_of_several_is_enough_and_none_is_never_hit() -> None:
    assert hits(f"{ACT}#art_4", ids("art_3", "art_4"))
    assert not hits(f"{ACT}#art_4", [])


@pytest.mark.parametrize(
    ("found", "measures"),
    [
        pytest.param(["art_3.par_1", "art_4"], (1, 1, 1, 1), id="first"),
        pytest.param(["art_3", "art_4"], (1, 1, 1, 0), id="parent first"),
        pytest.param(["art_4", "art_3.par_1"], (0, 1, 1 / 2, 0), id="second"),
        pytest.param(
            ["art_4", "art_5", "art_6", "art_7", "art_1", "art_3"], (0, 0, 1 / 6, 0), id="sixth"
        ),
        pytest.param(["art_4"], (0, 0, 0, 0), id="not"),
        pytest.param([], (0, 0, 0, 0), id="nothing"),
    ],
)
def test_retrieval_is_scored_by_rank(
    tmp_path: Path, found: list[str], measures: tuple[float, ...]
) -> None:
    scores = scored(tmp_path, Scripted(found=ids(*found)), gold=ids("art_3.par_1"))
    names = ("hit@1", "hit@5", "MRR@10", "pinpoint@1")
    assert tuple(scores[name] for name in names) == pytest.approx(measures)


def test_citations_are_scored_by_the_first_and_by_their_share(tmp_path: Path) -> None:
    right_then_wrong = Scripted(cited=ids("art_3.par_1.pnt_a", "art_4"))
    scores = scored(tmp_path, right_then_wrong, gold=ids("art_3.par_1"))
    assert (scores["first citation"], scores["first pinpoint"]) == (1.0, 1.0)
    assert scores["citation precision"] == 0.5
    wrong = scored(tmp_path, Scripted(cited=ids("art_4")), gold=ids("art_3.par_1"))
    assert (wrong["first citation"], wrong["citation precision"]) == (0.0, 0.0)


def test_a_refusal_of_an_answerable_question_is_a_wrong_first_citation(tmp_path: Path) -> None:
    scores = scored(tmp_path, Scripted(), gold=ids("art_3"))
    assert scores["refused wrongly"] == 1.0
    assert "refused rightly" not in scores
    assert scores["first citation"] == 0.0
    assert "citation precision" not in scores


@pytest.mark.parametrize(
    ("must", "share"),
    [
        (["10 years"], 1.0),
        (["10  YEARS"], 1.0),
        (["10 years", "20 years"], 0.5),
        (["20 years"], 0.0),
    ],
)
def test_words_that_an_answer_must_contain_are_counted(
    tmp_path: Path, must: list[str], share: float
) -> None:
    assistant = Scripted(cited=ids("art_4.par_1.pnt_c"))
    assert scored(tmp_path, assistant, gold=ids("art_4"), must=must)["must"] == share
    assert scored(tmp_path, assistant, gold=ids("art_4"), must_not=must)["must not"] == share


def test_a_quote_that_is_not_verbatim_is_counted(tmp_path: Path) -> None:
    class Forging(Scripted):
        def ask(self, question: Question) -> Answer:
            answer = super().ask(question)
            [statement] = answer.statements
            forged = Citation(statement.citations[0].provision, "48 hours", (0, 8))
            statements = (Statement("48 hours", (forged,), "verbatim"),)
            return Answer(question, question.text, statements)

    gold = ids("art_5.par_2")
    assert scored(tmp_path, Scripted(cited=gold), gold=gold)["non-verbatim"] == 0
    assert scored(tmp_path, Forging(cited=gold), gold=gold)["non-verbatim"] == 1


@pytest.mark.parametrize(
    ("changes", "broken"),
    [
        pytest.param({}, (0, 0), id="as stored"),
        pytest.param({"id": f"{ACT}#art_99"}, (1, 0), id="no such provision"),
        pytest.param({"text": "Kettles may whistle."}, (0, 1), id="a text that is not stored"),
    ],
)
def test_broken_promises_are_counted_in_statements_and_in_extras(
    tmp_path: Path, changes: dict[str, str], broken: tuple[int, int]
) -> None:
    class Inventing(Scripted):
        def ask(self, question: Question) -> Answer:
            provision = replace(self.corpus.provisions[self.cited[0]], **changes)
            citation = Citation(provision, provision.text, (0, len(provision.text)))
            said = Statement(provision.text, (citation,), "verbatim")
            return Answer(question, question.text, (said,), extras=(said,))

    gold = ids("art_5.par_2")
    scores = scored(tmp_path, Inventing(cited=gold), gold=gold)
    assert (scores["non-existing"], scores["non-verbatim"]) == (2 * broken[0], 2 * broken[1])


def test_an_extra_counts_neither_as_a_citation_nor_as_words(tmp_path: Path) -> None:
    class Adding(Scripted):
        def ask(self, question: Question) -> Answer:
            answer = super().ask(question)
            further = Scripted(cited=ids("art_5.par_2")).ask(question)
            return replace(answer, extras=further.statements)

    gold = ids("art_1.par_2")
    plain, more = (scored(tmp_path, kind(cited=gold), gold=gold) for kind in (Scripted, Adding))
    assert more["citation precision"] == 1.0
    assert more["words"] == plain["words"] == 8  # This Regulation does not apply to toy kettles.


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        pytest.param({}, 8, id="the quote alone"),
        pytest.param({"attribution": "Reported:"}, 9, id="with its attribution"),
        pytest.param({"in_plain_words": "Toys are free."}, 11, id="with plain words"),
        pytest.param({"text": "Toys are free.", "support": "checked"}, 11, id="said, then quoted"),
    ],
)
def test_the_length_of_an_answer_is_what_is_shown(changes: dict[str, str], words: int) -> None:
    answer = Scripted(cited=ids("art_1.par_2")).ask(Question("Which?"))
    [statement] = answer.statements
    assert answer_words(replace(answer, statements=(replace(statement, **changes),))) == words


def test_forbidden_words_count_wherever_they_are_shown_and_wanted_ones_only_in_law(
    tmp_path: Path,
) -> None:
    class Plain(Scripted):
        def ask(self, question: Question) -> Answer:
            answer = super().ask(question)
            said = tuple(replace(s, in_plain_words="Toys are free.") for s in answer.statements)
            return replace(answer, statements=said)

    gold, words = ids("art_1.par_2"), ["toys are free"]
    scores = scored(tmp_path, Plain(cited=gold), gold=gold, must=words, must_not=words)
    assert (scores["must"], scores["must not"]) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("row", "group"),
    [
        pytest.param({"gold": [f"{ACT}#art_3"]}, "answerable", id="in the corpus"),
        pytest.param({"gold": ["doc:"]}, "answerable", id="any document"),
        pytest.param({"gold": [f"{ACT}#doc:"]}, "answerable", id="document of an act"),
        pytest.param({"gold": ["32016R0679#art_33"]}, "other-acts", id="another act"),
        pytest.param({"gold": ["32016R0679#art_33", f"{ACT}#art_5"]}, "answerable", id="one here"),
        pytest.param({"gold": []}, "refuse", id="no gold"),
        pytest.param({"gold": [], "kind": "no-such"}, "refuse", id="no such provision"),
        pytest.param({"gold": [f"{ACT}#art_3"], "kind": "refuse"}, "refuse", id="to be refused"),
    ],
)
def test_questions_are_grouped_by_what_can_be_expected(
    tmp_path: Path, row: dict[str, object], group: str
) -> None:
    file = written(tmp_path, {"question": "What?", **row})
    [outcome] = evaluate(Scripted(), file, lambda line: None).outcomes
    assert outcome.group == group
    assert ("hit@1" in outcome.scores) is (group == "answerable")


def test_a_report_has_every_group_and_question(tmp_path: Path) -> None:
    told: list[str] = []
    rows = [
        {"id": "a", "kind": "list", "question": "One?", "gold": ids("art_3")},
        {"id": "b", "kind": "article", "question": "Two?", "gold": ids("art_4")},
        {"id": "c", "kind": "refuse", "question": "Three?", "gold": []},
        {"id": "d", "kind": "article", "question": "Four?", "gold": ["32016R0679#art_1"]},
    ]
    assistant = Scripted(found=ids("art_3"), cited=ids("art_3"))
    report = evaluate(assistant, written(tmp_path, *rows), told.append)
    as_json = report.to_json()
    json.dumps(as_json)
    assert [question["id"] for question in as_json["questions"]] == ["a", "b", "c", "d"]
    assert as_json["corpus"] == assistant.corpus.sha256
    groups = as_json["groups"]
    assert groups["all answerable"]["n"] == 2
    assert groups["all answerable"]["hit@1"] == 0.5
    assert groups["answerable: list"]["first citation"] == 1.0
    assert groups["all refuse"]["refused rightly"] == 0.0
    assert groups["all other-acts"]["n"] == 1
    assert groups["all answerable"]["words_median"] > 0
    assert (groups["all answerable"]["p50_ms"], groups["all answerable"]["p95_ms"]) == (5.0, 5.0)
    low, high = as_json["intervals"]["all answerable"]["hit@1"]
    assert low <= 0.5 <= high
    assert as_json["questions"][0]["cited"] == ids("art_3")
    assert len(told) == 4


def test_the_table_has_a_row_a_group_and_equal_columns(tmp_path: Path) -> None:
    rows = [{"question": f"{n}?", "gold": ids("art_3")} for n in range(12)]
    table = evaluate(
        Scripted(found=ids("art_3")), written(tmp_path, *rows), lambda line: None
    ).table()
    tables = [part for part in table.split("\n\n") if part.startswith("|")]
    assert [len({line.count("|") for line in part.splitlines()}) for part in tables] == [1, 1, 1]
    assert "| all answerable | 12 | 1.00 (1.00-1.00)" in table


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("not json", id="no JSON"),
        pytest.param('{"question": "What?"}', id="no gold"),
        pytest.param('{"gold": []}', id="no question"),
        pytest.param('["question", "gold"]', id="no object"),
        pytest.param('{"question": "What?", "gold": 3}', id="gold is no list"),
        pytest.param('{"question": "What?", "gold": [3]}', id="gold is no text"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('{"question": "What?", "gold": []}\n\n' + line + "\n")
    with pytest.raises(QuestionsInvalid, match=r"bad\.jsonl:3"):
        read_questions(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(QuestionsInvalid, match=r"none\.jsonl"):
        read_questions(tmp_path / "none.jsonl")


def test_what_a_question_leaves_out_is_filled_in(tmp_path: Path) -> None:
    file = written(
        tmp_path, {"question": "One?", "gold": ids("art_3")}, {"question": "Two?", "gold": []}
    )
    first, second = read_questions(file)
    assert (first.id, first.kind, first.must) == ("1", "article", ())
    assert (second.id, second.kind) == ("2", "refuse")


def test_an_interval_is_the_same_every_time_and_holds_the_mean() -> None:
    values = [0.0, 1.0, 1.0, 0.0, 1.0, 1.0, 1.0, 0.0, 1.0, 1.0]
    low, high = interval(values)
    assert (low, high) == interval(values)
    assert 0.0 <= low < 0.7 < high <= 1.0
    assert interval([1.0] * 5) == (1.0, 1.0)


def test_more_questions_narrow_the_interval() -> None:
    few, many = interval([0.0, 1.0] * 5), interval([0.0, 1.0] * 100)
    assert many[1] - many[0] < few[1] - few[0]


def test_groups_are_drawn_from_apart() -> None:
    low, high = balanced_interval([1.0] * 50, [0.0, 1.0] * 25)
    assert 0.5 < low < 0.75 < high < 1.0


@pytest.mark.parametrize(
    ("share", "value"), [(0.5, 2.0), (0.51, 3.0), (0.95, 4.0), (1.0, 4.0), (0.0, 1.0)]
)
def test_a_percentile_is_one_of_the_values(share: float, value: float) -> None:
    assert percentile([4.0, 1.0, 3.0, 2.0], share) == value


def test_the_real_assistant_is_scored(kettle, tmp_path: Path) -> None:
    file = written(
        tmp_path,
        {"kind": "definition", "question": "What is a kettle?", "gold": ids("art_2.pnt_1")},
        {"kind": "no-such", "question": "What does Article 99 say?", "gold": []},
        {"kind": "story", "question": "What divided the negotiators?", "gold": [f"{ACT}#doc:"]},
    )
    groups = evaluate(kettle, file, lambda line: None).to_json()["groups"]
    assert groups["answerable: definition"]["first pinpoint"] == 1.0
    assert groups["answerable: story"]["first citation"] == 1.0
    assert groups["refuse: no-such"]["refused rightly"] == 1.0
    assert groups["all answerable"]["non-verbatim"] == 0
