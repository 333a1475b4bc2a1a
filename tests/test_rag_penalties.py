"""The fine for a breach is found where it is fixed, and the highest where it is asked for."""

from collections.abc import Callable

import pytest

from ingest.model import Corpus, Provision
from rag.chain import Assistant
from rag.facets import EVERYWHERE
from rag.model import Filters, Question
from rag.penalties import FIXES_FINE, by_amount, by_breach
from tests.conftest import corpus, document, provision

ACT, OTHER = "32099R0001", "32099R0002"
RULES = (
    provision("art_3", "Lead shall be prohibited.", headings=("Lead",)),
    provision("art_3.par_1", "Lead shall be prohibited.", headings=("Lead",)),
    provision("art_4", "Makers shall test lids.", headings=("Tests of lids",)),
    provision("art_5", "Makers shall fit whistles.", headings=("Whistles",)),
)
HIGH = provision(
    "art_7.par_1",
    "Breaches of Article 3 are subject to fines of up to EUR 5 000 000.",
    refs=(f"{ACT}#art_3",),
)
LOW = provision(
    "art_7.par_2",
    "Breaches of these duties are subject to fines of up to 900 000 EUR:\n(a) Article 4(1).",
)
POINT = provision("art_7.par_2.pnt_a", "Article 4(1).", refs=(f"{ACT}#art_4.par_1",))
WHISTLES = provision("art_7.par_3", "For tests of silent whistles fines reach 2 % of turnover.")
NO_AMOUNT = provision("art_8.par_1", "Member States shall lay down fines.", refs=(f"{ACT}#art_3",))
RECITAL = provision(
    "rct_1", "Fines of EUR 9 000 000 deter.", kind="recital", refs=(f"{ACT}#art_3",)
)
THEIRS = provision(
    "art_9.par_1",
    "Breaches of Article 3 are subject to fines of up to EUR 70 000 000.",
    id=f"{OTHER}#art_9.par_1",
    document_id=OTHER,
    refs=(f"{OTHER}#art_3",),
)
DOCUMENTS = (document(), document(id=OTHER, work=OTHER, short_title="Lid Act"))
ALL = (*RULES, NO_AMOUNT, RECITAL, LOW, POINT, WHISTLES, HIGH, THEIRS)
KNOWN = corpus(*ALL, documents=DOCUMENTS)


def words(question: str, one: Provision) -> float:
    """Return the share of a title's words that a provision has."""
    wanted = {word.lower() for word in question.split()}
    return len(wanted & set(one.text.lower().split())) / (len(wanted) or 1)


def breach(
    text: str,
    known: Corpus = KNOWN,
    filters: Filters = EVERYWHERE,
    covered: Callable[[str, Provision], float] = words,
) -> list[str]:
    hits = by_breach(known, covered)(Question(text, filters), 5)
    assert all(hit.why == FIXES_FINE for hit in hits)
    return [hit.provision.anchor for hit in hits]


def highest(text: str, filters: Filters = EVERYWHERE) -> list[str]:
    hits = by_amount(KNOWN)(Question(text, filters), 5)
    assert all(hit.why == FIXES_FINE for hit in hits)
    return [hit.provision.anchor for hit in hits]


IN_ACT = "of Regulation (EU) 2099/1"


@pytest.mark.parametrize(
    ("question", "found"),
    [
        pytest.param("What is the fine for breaching Article 3 {}?", "art_7.par_1", id="article"),
        pytest.param("Which fines punish a breach of Article 3(1) {}?", "art_7.par_1", id="part"),
        pytest.param("What is the penalty under Article 4 {}?", "art_7.par_2", id="in a point"),
        pytest.param("What is the fine for breaching Article 5 {}?", "art_7.par_3", id="by words"),
    ],
)
def test_the_fine_for_breaching_an_article_is_found(question: str, found: str) -> None:
    assert breach(question.format(IN_ACT)) == [found]


@pytest.mark.parametrize(
    "question",
    [
        "What does Article 3 say?",
        "Who breaches Article 3?",
        "What is the highest fine?",
        "What is the fine for breaching Articles 3 and 4?",
        "What is the fine for breaching Article 99?",
        "What does Article 7(1) say of fines?",
        "What fine does the first article mention for Article 3?",
    ],
)
def test_where_no_one_breach_is_asked_about_nothing_is_found(question: str) -> None:
    assert breach(question) == []


def test_no_fine_of_another_act_is_found() -> None:
    assert breach(f"What is the fine for breaching Article 3 {IN_ACT}?") == ["art_7.par_1"]
    alone = corpus(*RULES, THEIRS, documents=DOCUMENTS)
    assert breach(f"What is the fine for breaching Article 3 {IN_ACT}?", alone) == []


def test_an_article_of_another_act_with_the_same_number_is_not_meant() -> None:
    foreign = provision(
        "art_7.par_1",
        "Whistles: fines of up to EUR 10 for breaches of Article 5 of the Lid Act.",
        refs=(f"{OTHER}#art_5",),
    )
    own = provision("art_7.par_2", "For Article 5 fines reach EUR 20.", refs=(f"{ACT}#art_5",))
    known = corpus(*RULES, foreign, own, documents=DOCUMENTS)
    assert breach(f"What is the fine for breaching Article 5 {IN_ACT}?", known) == ["art_7.par_2"]


def test_a_fine_for_other_articles_is_not_given_for_one_that_no_fine_is_for() -> None:
    known = corpus(*RULES, HIGH, documents=DOCUMENTS)
    assert breach(f"What is the fine for breaching Article 5 {IN_ACT}?", known) == []


@pytest.mark.parametrize(
    "filters",
    [
        Filters(documents=frozenset({OTHER})),
        Filters(jurisdictions=frozenset({"US"})),
        Filters(kinds=frozenset({"recital"})),
    ],
)
def test_a_fine_outside_the_filters_is_not_found(filters: Filters) -> None:
    assert breach(f"What is the fine for breaching Article 3 {IN_ACT}?", KNOWN, filters) == []


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("What is the highest fine under Regulation (EU) 2099/1?", ["art_7.par_1"]),
        ("What is the maximum penalty under Regulation (EU) 2099/1?", ["art_7.par_1"]),
        ("How big is the top fine in Regulation (EU) 2099/2?", ["art_9.par_1"]),
        ("What is the highest fine?", []),
        ("What is the highest fine under the GDPR?", []),
        ("What is the fine under Regulation (EU) 2099/1?", []),
        ("What is the highest kettle under Regulation (EU) 2099/1?", []),
        ("What is the highest fine for silent whistles in Regulation (EU) 2099/1?", []),
        ("What is the highest fine for Article 4 of Regulation (EU) 2099/1?", []),
        ("Is the highest fine of Regulation (EU) 2099/1 that of Regulation (EU) 2099/2?", []),
    ],
)
def test_the_highest_fine_of_an_act_is_found(question: str, found: list[str]) -> None:
    assert highest(question) == found


def test_the_act_may_be_the_only_one_that_is_searched() -> None:
    own = Filters(documents=frozenset({OTHER}))
    assert highest("What is the highest fine?", own) == ["art_9.par_1"]
    both = Filters(documents=frozenset({ACT, OTHER}))
    assert highest("What is the highest fine?", both) == []


def test_the_highest_fine_outside_the_filters_is_not_found() -> None:
    own = Filters(documents=frozenset({OTHER}))
    assert highest("What is the highest fine under Regulation (EU) 2099/1?", own) == []


@pytest.mark.parametrize("written", ["EUR 800 000 000", "800 000 000 EUR"])
def test_amounts_are_compared_as_numbers(written: str) -> None:
    most = provision("art_7.par_9", f"Fines of up to {written}, or of EUR 3, are possible.")
    known = corpus(HIGH, most)
    [hit] = by_amount(known)(Question("What is the highest fine in Regulation (EU) 2099/1?"), 5)
    assert hit.provision == most


def test_the_fine_for_a_breach_is_answered_with_its_amount(kettle: Assistant) -> None:
    answer = kettle.ask(Question("What is the fine for breaching Article 3?"))
    [statement] = answer.statements
    assert "EUR 5 000 000" in statement.text
    assert statement.citations[0].provision.anchor == "art_7.par_1"
