"""What is suggested follows from what was quoted, and the texts answer it."""

from dataclasses import replace

import pytest

from rag.model import Answer, Citation, Filters, Question, Statement
from rag.suggest import DEFINITION, FINE, HEADING, MOST, REFERENCE, suggested
from tests.conftest import corpus, document, provision

ACT = document(id="32024R1689", work="32024R1689", short_title="AI Act")
BRIEF = document(id="doc:brief", work="doc:brief", short_title="Brief", tier="news")
CHAPTER = "CHAPTER II: DUTIES"


def law(anchor, text, **changes):
    headings = (CHAPTER, changes.pop("title", "Duties of makers"))
    return replace(
        provision(anchor, text, headings=headings, **changes),
        id=f"32024R1689#{anchor}",
        document_id="32024R1689",
    )


TERM = law(
    "art_3.pnt_7", "‘shared kitchen’ means a kitchen of several households;", label="Article 3(7)"
)
OTHER = law("art_3.pnt_8", "‘steam whistle’ means a whistle driven by steam;", label="Article 3(8)")
DUTY = law("art_4", "Whole.", label="Article 4")
RULE = law(
    "art_4.par_1",
    "A kettle in a shared kitchen shall have a steam whistle as required by Article 9 and "
    "paragraph 2.",
    label="Article 4(1)",
    refs=("32024R1689#art_9", "32024R1689#art_4.par_2"),
)
NEXT = law("art_4.par_2", "A kettle shall have a lid.", label="Article 4(2)")
AFTER = law("art_5", "Makers shall keep records.", label="Article 5", title="Records of makers")
NINE = law("art_9", "Whistles shall be loud.", label="Article 9")
PENALTY = law(
    "art_20.par_1",
    "Breaching Article 4 shall be subject to fines of up to EUR 1 000.",
    label="Article 20(1)",
    refs=("32024R1689#art_4",),
)
TOLD = provision(
    "par_1", "A kettle whistled.", id="doc:brief#par_1", document_id="doc:brief", tier="news"
)
ALL = (TERM, OTHER, DUTY, RULE, NEXT, AFTER, NINE, PENALTY, TOLD)
TEXTS = corpus(*ALL, documents=(ACT, BRIEF))


def answer(*cited, asked="Must kettles whistle?", **changes):
    quotes = (Citation(p, p.text, (0, len(p.text))) for p in cited)
    statements = tuple(Statement(c.quote, (c,), "verbatim") for c in quotes)
    filters = changes.pop("filters", Filters())
    return Answer(Question(asked, filters), asked, statements, as_of="2026-01-01", **changes)


def kinds(found):
    return [(one.kind, one.provision_id.partition("#")[2]) for one in found]


def test_one_of_each_kind_comes_before_a_second_of_one():
    found = suggested(answer(RULE), TEXTS)
    assert kinds(found) == [
        (DEFINITION, "art_3.pnt_7"),
        (FINE, "art_20.par_1"),
        (REFERENCE, "art_9"),
    ]
    assert [one.question for one in found] == [
        "What is a shared kitchen under the AI Act?",
        "What is the fine for breaching Article 4 of the AI Act?",
        "What does Article 9 of the AI Act say?",
    ]
    assert len(found) == MOST


def test_a_paragraph_of_its_own_article_is_a_reference_too():
    found = suggested(answer(replace(RULE, text="A kettle shall follow paragraph 2.")), TEXTS)
    assert (REFERENCE, "art_4.par_2") in kinds(found)


def test_what_the_answer_shows_is_not_suggested():
    extras = tuple(answer(TERM, NINE, OTHER).statements)
    found = kinds(suggested(answer(RULE, extras=extras), TEXTS))
    assert found == [(FINE, "art_20.par_1"), (REFERENCE, "art_4.par_2")]


@pytest.mark.parametrize(
    ("asked", "absent"),
    [
        pytest.param("What is a shared kitchen under the AI Act?", DEFINITION, id="the question"),
        pytest.param("What is the fine for a kettle that is silent?", FINE, id="another fine"),
    ],
)
def test_what_was_asked_is_not_suggested_again(asked, absent):
    found = [one.question for one in suggested(answer(RULE, asked=asked), TEXTS)]
    assert asked not in found
    assert not [one for one in found if absent == FINE and "fine" in one]


def test_a_term_inside_a_longer_term_is_not_meant():
    longer = law(
        "art_3.pnt_9",
        "‘shared kitchen kettle’ means a kettle that is shared;",
        label="Article 3(9)",
    )
    texts = corpus(longer, *ALL, documents=(ACT, BRIEF))
    rule = replace(RULE, text="A shared kitchen kettle shall whistle.")
    assert [k for k in kinds(suggested(answer(rule), texts)) if k[0] == DEFINITION] == [
        (DEFINITION, "art_3.pnt_9")
    ]


@pytest.mark.parametrize(("uses", "suggested_too"), [(15, True), (30, False)])
def test_a_term_that_every_rule_uses_is_no_news(uses, suggested_too):
    labels = [f"Article {n}" for n in range(50, 50 + uses)]
    many = [law(f"art_{n}", "A shared kitchen is clean.", label=n) for n in labels]
    texts = corpus(*ALL, *many, documents=(ACT, BRIEF))
    plain = replace(RULE, text="A shared kitchen shall be quiet.", refs=())
    found = kinds(suggested(answer(plain), texts))
    assert ((DEFINITION, "art_3.pnt_7") in found) is suggested_too


def test_the_next_title_fills_up_where_hardly_anything_else_follows():
    found = suggested(answer(NEXT), corpus(DUTY, NEXT, AFTER, documents=(ACT,)))
    assert [one.question for one in found] == [
        "What does Article 5 of the AI Act say about records of makers?"
    ]
    assert found[0].kind == HEADING


def test_filters_of_the_question_hold_for_what_is_suggested():
    only = Filters(documents=frozenset({"doc:brief"}))
    assert suggested(answer(RULE, filters=only), TEXTS) == ()


@pytest.mark.parametrize("cited", [(), (TOLD,)], ids=["a refusal", "a report"])
def test_where_no_law_is_quoted_nothing_is_suggested(cited):
    assert suggested(answer(*cited), TEXTS) == ()
