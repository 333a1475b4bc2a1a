"""Every provision that an answer shows comes with the reason why."""

import pickle
from dataclasses import replace

import pytest

from rag.chain import Assistant
from rag.model import Answer, Question, Why
from rag.why import INTRODUCES
from ui.json_contract import answer_object

QUESTIONS = (
    "Who checks that the whistle works?",
    "Is painting a kettle with lead prohibited?",
    "Articles 4 and 5",
    "How do I bake a chocolate cake?",
    "What divided the negotiators?",
    "What is a boil-over?",
)


def why(assistant: Assistant, question: str, anchor: str) -> Why:
    return assistant.ask(Question(question)).why[f"32099R0001#{anchor}"]


@pytest.mark.parametrize("question", QUESTIONS)
def test_whatever_is_shown_has_a_reason(kettle: Assistant, question: str) -> None:
    answer = kettle.ask(Question(question))
    shown = {c.provision.id for s in answer.statements + answer.extras for c in s.citations}
    assert answer.why.keys() == shown | {hit.provision.id for hit in answer.nearest}


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_rank_is_that_of_the_search(kettle: Assistant, question: str) -> None:
    answer = kettle.ask(Question(question))
    found = [hit.provision.id for hit in kettle.search(Question(question), kettle.top_k)]
    ranked = {i: reason.rank for i, reason in answer.why.items() if reason.rank}
    assert ranked == {i: found.index(i) + 1 for i in ranked}


def test_the_words_that_are_shared_and_those_that_are_not_are_the_readers_own(
    kettle: Assistant,
) -> None:
    found = why(kettle, "Who checks that the Whistle works?", "art_4.par_2")
    assert found == Why(1, found.how, terms=("checks", "whistle", "works"))
    refused = kettle.ask(Question("How do I bake a chocolate cake?"))
    assert refused.refusal
    assert refused.why
    assert all({"bake", "cake"} <= set(reason.lacks) for reason in refused.why.values())


def test_a_word_that_the_law_says_otherwise_counts_as_such(kettle: Assistant) -> None:
    support = replace(kettle.support, words={"steamer": "kettle lead"})
    assistant = replace(kettle, support=support)
    answer = assistant.ask(Question("Is painting a steamer with lead prohibited?"))
    reason = answer.why["32099R0001#art_3.par_1.pnt_b"]
    assert reason.meant == ("steamer",)
    assert "lead" in reason.terms
    assert "steamer" not in reason.lacks


def test_what_introduces_a_quoted_point_is_there_for_its_sake(kettle: Assistant) -> None:
    question = "Is painting a kettle with lead prohibited?"
    assert why(kettle, question, "art_3.par_1").added == INTRODUCES
    assert why(kettle, question, "art_3.par_1.pnt_b").added == ""


def test_an_extra_says_what_it_is_to_the_answer(kettle: Assistant) -> None:
    answers = [kettle.ask(Question(question)) for question in QUESTIONS]
    extras = [(a, extra) for a in answers for extra in a.extras]
    assert extras
    for answer, extra in extras:
        assert answer.why[extra.citations[0].provision.id].added == extra.part != ""


def test_reasons_change_no_answer(kettle: Assistant) -> None:
    answer = kettle.ask(Question(QUESTIONS[0]))
    assert replace(answer, why={}) == answer
    assert hash(replace(answer, why={})) == hash(answer)
    assert pickle.loads(pickle.dumps(answer)).why == answer.why


def test_only_the_complete_answer_has_reasons(kettle: Assistant) -> None:
    *growing, whole = kettle.stream(Question("Articles 4 and 5"))
    assert whole.why
    assert not any(answer.why for answer in growing)
    assert Answer(Question(""), "").why == {}


def test_the_reason_of_a_citation_is_printed_as_json(kettle: Assistant) -> None:
    answer = kettle.ask(Question(QUESTIONS[0]))
    (citation,) = answer_object(answer, kettle.corpus.documents)["citations"]
    reason = answer.why[citation["provision_id"]]
    assert citation["why"] == {
        "rank": 1,
        "how": reason.how,
        "terms": ["checks", "whistle", "works"],
        "added": "",
    }
