"""What a question names outright is found, and nothing that it does not name."""

from collections.abc import Sequence

import pytest

from ingest.references import find
from rag.law_names import names_only_acts
from rag.model import Filters, Hit, Question, Search
from rag.precise import APPLYING, by_application_date, by_definition, by_label, cited
from tests.conftest import corpus, document, kettle_corpus, provision

KETTLES = kettle_corpus()
NOWHERE = [
    Filters(documents=frozenset({"32016R0679"})),
    Filters(jurisdictions=frozenset({"UK"})),
    Filters(kinds=frozenset({"judgment"})),
    Filters(tiers=frozenset({"court"})),
    Filters(languages=frozenset({"da"})),
]


def finding(*anchors: str) -> Search:
    """Return a search that always finds these provisions of the Kettle Act."""
    found = [Hit(KETTLES.provisions[f"32099R0001#{a}"], 1.0, "words") for a in anchors]

    def search(question: Question, k: int) -> Sequence[Hit]:
        return found[:k]

    return search


def anchors(search: Search, question: str, k: int = 5) -> list[str]:
    return [hit.provision.anchor for hit in search(Question(question), k)]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("What does Article 3 say?", ["art_3"]),
        ("What does Article 3(1)(b) say?", ["art_3.par_1.pnt_b"]),
        ("What does Article 3(1), point (b), say?", ["art_3.par_1.pnt_b"]),
        ("What does Article 2(1) say?", ["art_2.pnt_1"]),
        ("Compare Articles 4 and 5", ["art_4", "art_5"]),
        ("Compare Article 5 with Article 4, and Article 5 again", ["art_5", "art_4"]),
        ("What does recital 2 say?", ["rct_2"]),
        ("What does Annex I point 2 say?", ["anx_I.pnt_2"]),
        ("What does Article 3 of Regulation (EU) 2099/1 say?", ["art_3"]),
        ("What does the third paragraph of Article 8 hold?", ["art_8"]),
        ("What does Article 9 say?", []),
        ("What does Article 3(9) say?", []),
        ("What does Article 3 GDPR say?", []),
        ("What does Article 3 of the Treaty say?", []),
        ("What does the first article say?", []),
        ("Must makers fit a whistle?", []),
        ("How long must a report under Article 4(1) be kept?", ["art_4.par_1"]),
        ("How long must a whistle under Article 4(2) last?", []),
        ("Are toys exempt under Article 1?", ["art_1"]),
        ("Are toys exempt under Article 6?", []),
        ("Must an importer check it under Article 6?", ["art_6"]),
    ],
)
def test_a_provision_is_found_by_its_label(question: str, found: list[str]) -> None:
    assert anchors(by_label(KETTLES), question) == found


def test_no_more_provisions_are_found_than_asked_for() -> None:
    assert anchors(by_label(KETTLES), "Compare Articles 3, 4 and 5", 2) == ["art_3", "art_4"]


def test_the_laws_are_tried_in_the_order_of_the_catalogue() -> None:
    second = document(id="32098R0002", work="32098R0002")
    theirs = [
        provision(id=f"32098R0002#art_{n}", document_id="32098R0002", label=f"Article {n}")
        for n in (1, 2)
    ]
    both = corpus(provision("art_1"), *theirs, documents=(document(), second))
    named = [cited(reference, both) for reference in find("Article 1 is like Article 2")]
    assert [p.document_id for p in named if p] == ["32099R0001", "32098R0002"]
    [reference] = find("Article 1")
    only = cited(reference, both, ["32098R0002"])
    assert only is not None
    assert only.document_id == "32098R0002"


def test_no_label_leads_into_an_article_of_a_newspaper() -> None:
    [reference] = find("Article 1")
    story = document(id="doc:tale", tier="fiction")
    page = provision(id="doc:tale#art_1", document_id="doc:tale", tier="fiction")
    assert cited(reference, corpus(page, documents=(story,))) is None


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("What is a kettle?", ["art_2.pnt_1"]),
        ("What are kettles?", ["art_2.pnt_1"]),
        ("What does ‘Kettle’ mean?", ["art_2.pnt_1"]),
        ("Who is a maker under the Regulation?", ["art_2.pnt_2"]),
        ("What is meant by a boil-over?", ["art_2.pnt_3"]),
        ("What is descaling?", ["art_2.pnt_4"]),
        ("What is a data kettle?", ["art_2.pnt_1"]),
        ("What is an AI kettle?", ["art_2.pnt_1"]),
        ("What is a tin kettle?", []),
        ("What is data?", []),
        ("What is a kettle museum?", []),
        ("What is a toaster?", []),
        ("What is a kettle under the GDPR?", []),
        ("Must a kettle whistle?", []),
    ],
)
def test_a_term_is_found_where_it_is_defined(question: str, found: list[str]) -> None:
    assert anchors(by_definition(KETTLES), question) == found


def test_a_term_with_another_name_is_found_by_both() -> None:
    known = corpus(provision("art_2.pnt_1", "‘spout’ or ‘beak’ means where the water leaves;"))
    for question in ("What is a spout?", "What is a beak?"):
        assert anchors(by_definition(known), question) == ["art_2.pnt_1"]


def test_a_term_written_as_one_word_is_the_same_term() -> None:
    known = corpus(provision("art_2.pnt_1", "‘lid valve’ means what lets steam out;"))
    for question in ("What is a lid valve?", "What is a lidvalve?"):
        assert anchors(by_definition(known), question) == ["art_2.pnt_1"]


def test_a_word_in_quotation_marks_is_no_definition() -> None:
    known = corpus(provision("art_2.pnt_1", "The word ‘kettle’ shall be printed on the lid."))
    assert anchors(by_definition(known), "What is a kettle?") == []


def test_our_note_on_a_definition_is_found_by_its_title() -> None:
    note = provision(
        "art_2.pnt_9", "A lid is what closes a vessel.", kind="note", headings=("‘lid’",)
    )
    assert anchors(by_definition(corpus(note)), "What is a lid?") == ["art_2.pnt_9"]


@pytest.mark.parametrize(
    ("question", "about", "first"),
    [
        ("From when does the Regulation apply?", (), "art_8.par_2"),
        ("When do the prohibitions apply?", ("art_3.par_1", "art_3.par_2"), "art_8.par_3.pnt_a"),
        ("From which date do the rules on fines apply?", ("art_7.par_1",), "art_8.par_3.pnt_b"),
        ("When do the duties apply?", ("art_4.par_1", "art_5.par_1"), "art_8.par_2"),
        ("When does the Act enter into force?", ("art_3.par_1",), "art_8.par_1"),
        ("Is the Act already in force?", ("art_3.par_1",), "art_8.par_1"),
        ("Do the duties already apply?", ("art_4.par_1", "art_5.par_1"), "art_8.par_2"),
        ("When does Article 7 apply?", (), "art_8.par_3.pnt_b"),
    ],
)
def test_a_date_is_found_in_the_final_provision(
    question: str, about: tuple[str, ...], first: str
) -> None:
    assert anchors(by_application_date(KETTLES, finding(*about)), question)[0] == first


@pytest.mark.parametrize(
    "question",
    [
        "Does the Act apply to toy kettles?",
        "When must a boil-over be notified?",
        "When does the first article say that it applies?",
        "When does it apply to kettles sold before that date?",
        "When does it apply to kettles already placed on the market?",
        "When does Article 99 apply?",
    ],
)
def test_the_final_provision_is_not_forced_on_other_questions(question: str) -> None:
    assert anchors(by_application_date(KETTLES, finding("art_3")), question) == []


@pytest.mark.parametrize("filters", NOWHERE)
@pytest.mark.parametrize(
    ("search", "question"),
    [
        pytest.param(by_label(KETTLES), "What does Article 3 say?", id="label"),
        pytest.param(by_definition(KETTLES), "What is a kettle?", id="definition"),
        pytest.param(
            by_application_date(KETTLES, finding("art_3")),
            "When does the Act apply?",
            id="date",
        ),
    ],
)
def test_a_filter_that_matches_nothing_finds_nothing(
    search: Search, question: str, filters: Filters
) -> None:
    assert search(Question(question), 5)
    assert list(search(Question(question, filters), 5)) == []


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("When does the AI Act apply?", True),
        ("From when is DORA binding?", True),
        ("When do the AI Act's rules on emotions apply?", False),
        ("When does it apply?", False),
    ],
)
def test_a_question_on_an_act_alone_is_told_from_one_on_a_rule_in_it(question, whole) -> None:
    assert names_only_acts(question, APPLYING) is whole
