"""What a question compares is read from it, and nothing that it does not name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.references import act_spans
from rag.comparing import NOTHING, Compared, compared

GDPR, NIS2, DORA, AI_ACT = "32016R0679", "32022L2555", "32022R2554", "32024R1689"
WORDS = (
    *("GDPR", "NIS2", "DORA", "the AI Act", "Regulation (EU) 2099/1", "compare", "differ", "and"),
    *("or", "versus", "between", "under", "from", "the same", "as", "a", "lid", "kettle", ",", "?"),
    *("stricter", "than", "What is the difference", "How do", "of", "in"),
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))


@pytest.mark.parametrize(
    ("question", "acts"),
    [
        ("How do the GDPR and NIS2 differ on lids?", (GDPR, NIS2)),
        ("Compare the fines of the GDPR and NIS2.", (GDPR, NIS2)),
        ("Who reports leaks under the GDPR and NIS2?", (GDPR, NIS2)),
        ("Must leaks be reported under NIS2 or under the GDPR?", (NIS2, GDPR)),
        ("Is the GDPR stricter than NIS2 on lids?", (GDPR, NIS2)),
        ("When the GDPR asks for a lid, is DORA the same?", (GDPR, DORA)),
        ("Lids under the GDPR, NIS2 and DORA", (GDPR, NIS2, DORA)),
        ("Fines for lids: GDPR vs. AI Act", (GDPR, AI_ACT)),
        ("Lids under the GDPR and under Regulation (EU) 2099/1", (GDPR, "32099R0001")),
    ],
)
def test_acts_are_compared_in_the_order_of_the_question(
    question: str, acts: tuple[str, ...]
) -> None:
    assert compared(question).acts == acts
    assert compared(question).terms == ()


@pytest.mark.parametrize(
    "question",
    [
        "",
        "What does the GDPR say of lids?",
        "Is the GDPR stricter on lids than the GDPR was?",
        "Does the GDPR apply where NIS2 is silent on lids?",
        "What did the Digital Omnibus on AI change in the AI Act?",
        "Must makers fit a whistle?",
        "Do lids and spouts have to be tested?",
        "What is the difference between a kettle and a kettle?",
    ],
)
def test_a_question_on_one_thing_compares_nothing(question: str) -> None:
    assert compared(question) == NOTHING


@pytest.mark.parametrize(
    ("question", "has", "lacks"),
    [
        ("How do the GDPR and NIS2 differ on lids?", ("lids",), ("GDPR", "NIS2", "differ")),
        ("Compare the fines of the GDPR and NIS2.", ("fines",), ("GDPR", "NIS2", "Compare")),
        ("Who reports under the GDPR and NIS2?", ("Who reports?",), ("under", "and")),
        ("Must leaks be reported under NIS2 or the GDPR?", ("leaks be reported?",), ("or",)),
    ],
)
def test_the_topic_is_the_question_without_the_acts(
    question: str, has: tuple[str, ...], lacks: tuple[str, ...]
) -> None:
    topic = compared(question).topic
    assert all(words in topic for words in has)
    assert not any(words in topic.split() for words in lacks)


@pytest.mark.parametrize(
    "question",
    [
        "What is the difference between a kettle and a pot?",
        "What is the distinction between the kettle and the pot?",
        "How does a kettle differ from a pot under the GDPR?",
        "How is a kettle different from a pot?",
        "kettle and pot: where is the line?",
        "a kettle and a pot, are they the same?",
        "Is a kettle the same as a pot?",
        "Is a ‘kettle’ the same thing as a ‘pot’?",
        "Distinguish a kettle from a pot",
        "Compare a kettle with a pot",
        "kettle vs. pot",
        "kettle or pot?",
    ],
)
def test_two_terms_are_compared(question: str) -> None:
    assert compared(question) == Compared(terms=("kettle", "pot"))


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_no_act_is_compared_that_the_question_does_not_name(question: str) -> None:
    found = compared(question)
    named = [act for _, act in act_spans(question)]
    assert set(found.acts) <= set(named)
    assert len(found.acts) != 1
    assert len(set(found.acts)) == len(found.acts)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_a_topic_has_no_words_that_the_question_lacks(question: str) -> None:
    found = compared(question)
    assert not act_spans(found.topic) or not found.acts
    assert all(word.strip("?.,:") in question for word in found.topic.split())


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_two_terms_are_two_different_things_that_the_question_says(question: str) -> None:
    terms = compared(question).terms
    assert len(terms) in (0, 2)
    assert len(set(terms)) == len(terms)
    assert all(term in question for term in terms)
