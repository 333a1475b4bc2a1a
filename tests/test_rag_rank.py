"""Hits are ranked by the form that answers, by authority and by where lists belong."""

from collections.abc import Sequence

import pytest

from ingest.model import Corpus, Provision
from rag.model import Hit, Question, Search
from rag.rank import answering, first_of, fits_form
from tests.conftest import corpus, document, provision

STORY = document(id="doc:tale", tier="fiction")
PAGE = provision(
    id="doc:tale#par_1", document_id="doc:tale", tier="fiction", kind="paragraph", text="Steam."
)


def ranking(*found: Provision) -> Search:
    """Return a search that finds these, each a little worse than the one before."""
    hits = [Hit(p, 1.0 - 0.01 * rank, "words") for rank, p in enumerate(found)]

    def search(question: Question, k: int) -> Sequence[Hit]:
        return hits[:k]

    return search


def known(*provisions: Provision) -> Corpus:
    return corpus(*provisions, documents=(document(), STORY))


def best(question: str, *found: Provision) -> list[str]:
    search = answering(ranking(*found), known(*found))
    return [hit.provision.anchor for hit in search(Question(question), 10)]


@pytest.mark.parametrize(
    ("question", "answer", "other"),
    [
        pytest.param(
            "How quickly must makers tell?", "Tell within two days.", "Makers tell.", id="deadline"
        ),
        pytest.param("By when must makers tell?", "Tell by 1 May 2099.", "Makers tell.", id="date"),
        pytest.param("How many lids?", "It has 7 lids.", "It has lids.", id="number"),
        pytest.param("What is the fine?", "Fines reach EUR 5.", "Pay nothing.", id="penalty"),
        pytest.param(
            "What is the fine?", "Fines reach EUR 5.", "Fines are set by law.", id="amount"
        ),
        pytest.param("Is lead banned?", "Lead is prohibited.", "Lead is grey.", id="prohibition"),
        pytest.param("Must lids close?", "Lids shall close.", "Lids close.", id="obligation"),
        pytest.param(
            "Are toys exempt?", "It does not apply to toys.", "Toys are small.", id="scope"
        ),
    ],
)
def test_a_provision_of_the_form_asked_for_comes_first(
    question: str, answer: str, other: str
) -> None:
    wrong, right = provision("art_1", other), provision("art_2", answer)
    assert best(question, wrong, right) == ["art_2", "art_1"]


def test_a_number_in_a_citation_is_no_number() -> None:
    assert not fits_form("The lids of Article 7(2) and Annex III shall close.", "number")
    assert fits_form("The 7 lids of Article 2 shall close.", "number")


def test_other_questions_leave_the_order_alone() -> None:
    found = [provision(f"art_{n}", "Kettles.") for n in (3, 1, 2)]
    assert best("Kettles and whistles", *found) == ["art_3", "art_1", "art_2"]


def test_a_definition_answers_only_when_one_is_asked_for() -> None:
    meaning = provision("art_2.pnt_1", "‘lid’ means a cover.", headings=("Definitions",))
    rule = provision("art_3", "Lids have a knob.")
    assert best("Lids and knobs", meaning, rule)[0] == "art_3"
    assert best("What is a lid?", meaning, rule)[0] == "art_2.pnt_1"


def test_reasons_are_looked_for_in_the_recitals() -> None:
    rule, reason = provision("art_1", "Lids."), provision("rct_1", "Lids.", kind="recital")
    assert best("Why are there lids?", rule, reason)[0] == "rct_1"


def test_a_title_that_says_what_is_asked_counts() -> None:
    other = provision("art_1", "It shall be done.", headings=("CHAPTER I: Rules", "Spouts"))
    meant = provision("art_2", "It shall be done.", headings=("CHAPTER I: Rules", "Lids"))
    assert best("Must lids close?", other, meant)[0] == "art_2"


@pytest.mark.parametrize(
    ("question", "first"),
    [
        pytest.param("How is steam let out?", "art_1", id="the law, when nothing is said"),
        pytest.param("What does the second article say of steam?", "par_1", id="the story"),
        pytest.param("What did the negotiators say of steam?", "par_1", id="who is in it"),
        pytest.param("What does the Regulation say of steam?", "art_1", id="the law"),
        pytest.param(
            "What does the AI Act say of the steam in the second article?", "art_1", id="both"
        ),
    ],
)
def test_a_story_comes_first_only_when_it_is_asked_for(question: str, first: str) -> None:
    law = provision("art_1", "Steam.")
    assert {best(question, PAGE, law)[0], best(question, law, PAGE)[0]} == {first}


def _list() -> list[Provision]:
    lead = "The report shall contain:"
    points = [
        provision(f"art_4.pnt_{mark}", f"the {word};", chapeau=lead)
        for mark, word in (("a", "date"), ("b", "place"), ("c", "name"))
    ]
    whole = "\n".join([lead, *(f"({p.anchor[-1]}) {p.text}" for p in points)])
    return [provision("art_4", whole), *points]


def test_the_points_of_a_list_come_as_the_list_when_a_list_is_asked_for() -> None:
    whole, first, second, third = _list()
    other = provision("art_9", "Reports are blue.")
    search = answering(ranking(first, second, other), known(whole, first, second, third, other))
    found = [h.provision.anchor for h in search(Question("What must a report contain?"), 10)]
    assert found[0] == "art_4"
    assert found.count("art_4") == 1


def test_a_single_point_stays_a_point() -> None:
    whole, first, second, third = _list()
    other = provision("art_9", "Reports are blue.")
    search = answering(ranking(first, other), known(whole, first, second, third, other))
    found = [h.provision.anchor for h in search(Question("What must a report contain?"), 10)]
    assert "art_4" not in found


def test_no_more_is_found_than_asked_for() -> None:
    found = [provision(f"art_{n}") for n in range(1, 9)]
    assert len(answering(ranking(*found), known(*found))(Question("Lids?"), 3)) == 3


def test_nothing_found_stays_nothing() -> None:
    assert list(answering(ranking(), known())(Question("What must a report contain?"), 3)) == []


def test_precise_hits_go_before_the_broad_ones_and_each_comes_once() -> None:
    one, two, three = (provision(f"art_{n}") for n in (1, 2, 3))
    search = first_of(ranking(two), ranking(), then=ranking(one, two, three))
    found = [hit.provision.anchor for hit in search(Question("Lids?"), 5)]
    assert found == ["art_2", "art_1", "art_3"]
    assert len(search(Question("Lids?"), 2)) == 2
