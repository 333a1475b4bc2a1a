"""A citation that cannot be shown is answered with the true reason."""

import pytest

from ingest.model import Corpus, Provision
from ingest.references import find, find_acts
from rag.facets import EVERYWHERE
from rag.labels import absent, choices, having, read_as, which_act
from rag.model import Filters, Question
from tests.conftest import corpus, document, kettle_corpus, provision

KETTLES = kettle_corpus()


def reasons(text: str, known=KETTLES) -> tuple[str, ...]:
    return absent(find(text), find_acts(text), known)


@pytest.mark.parametrize(
    ("cited", "says"),
    [
        pytest.param(
            "Article 9", ("There is no Article 9 in the Kettle Act", "1 to 8"), id="article"
        ),
        pytest.param("Article 200 of Regulation (EU) 2099/1", ("There is no", "200"), id="act"),
        pytest.param("recital 3", ("There is no Recital 3", "1 to 2"), id="recital"),
        pytest.param("Annex III", ("There is no Annex III",), id="annex"),
        pytest.param("Article 3(1)(z)", ("There is no Article 3(1)(z)",), id="point"),
        pytest.param("Article 3(7)", ("There is no Article 3(7)", "1 to 2"), id="paragraph"),
        pytest.param("recital 1 and recital 3", ("There is no Recital 3",), id="one of two"),
        pytest.param("Article 33 GDPR", ("Article 33", "not in this corpus"), id="other act"),
        pytest.param("Article 6 TEU", ("outside this corpus",), id="treaty"),
        pytest.param("Article 7(2)", ("not in this copy", "cut after paragraph 1"), id="partial"),
    ],
)
def test_the_reason_is_given(cited: str, says: tuple[str, ...]) -> None:
    [sentence] = reasons(cited)
    assert all(words in sentence for words in says)
    assert sentence.endswith(".")


@pytest.mark.parametrize(
    "cited", ["Article 4a", "Article 4a(1)", "Article 3(1)(d)", "Annex II", "Annex II point 3"]
)
def test_what_was_put_in_later_is_not_called_non_existent(cited: str) -> None:
    [sentence] = reasons(cited)
    assert "There is no" not in sentence
    assert "Regulation (EU) 2100/7" in sentence
    assert "not in the Kettle Act as published" in sentence


def test_what_only_resembles_an_inserted_provision_does_not_exist() -> None:
    [sentence] = reasons("Article 4b")
    assert "There is no Article 4b" in sentence


@pytest.mark.parametrize("cited", ["Article 3", "Article 3(1)(a)", "recital 1", "Annex I point 2"])
def test_nothing_is_said_of_what_can_be_shown(cited: str) -> None:
    assert reasons(cited) == ()


def test_each_reason_is_given_once() -> None:
    assert len(reasons("Article 9, Article 9 and Article 10")) == 2


def test_a_copy_without_recitals_does_not_deny_them() -> None:
    [sentence] = reasons("recital 1", corpus(provision("art_1")))
    assert "no recitals" in sentence
    assert "There is no" not in sentence


def test_a_corpus_of_newspapers_has_no_articles_of_law() -> None:
    paper = document(id="doc:tale", tier="fiction")
    page = provision(id="doc:tale#par_1", document_id="doc:tale", tier="fiction")
    [sentence] = reasons("Article 1", corpus(page, documents=(paper,)))
    assert "no law" in sentence


@pytest.mark.parametrize(
    "question", ["What does Article 9 say?", "Does recital 3 speak of lids?", "Explain Annex III."]
)
def test_a_question_on_what_does_not_exist_is_refused_with_the_reason(kettle, question) -> None:
    answer = kettle.ask(Question(question))
    assert not answer.answered
    assert answer.refusal.startswith("There is no")
    assert answer.citations == ()


LIDS = document(id="32099R0002", work="32099R0002", short_title="Lid Act", jurisdiction="UK")
SPOUTS = document(id="32099R0003", work="32099R0003", short_title="Spout Act")
BOTH = corpus(
    provision("art_5", label="Article 5"),
    provision("art_6", label="Article 6"),
    provision("art_5", id="32099R0002#art_5", document_id="32099R0002", label="Article 5"),
    documents=(document(), LIDS),
)
THREE = corpus(
    *BOTH.provisions.values(),
    provision("art_5", id="32099R0003#art_5", document_id="32099R0003", label="Article 5"),
    documents=(document(), LIDS, SPOUTS),
)


def could_mean(text: str, known: Corpus = BOTH, filters: Filters = EVERYWHERE) -> list[Provision]:
    [reference] = find(text)
    return having(reference, find_acts(text), known, Question(text, filters, as_of="2099-06-01"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("Article 5", ["32099R0001#art_5", "32099R0002#art_5"], id="two acts"),
        pytest.param("Article 6", ["32099R0001#art_6"], id="one act"),
        pytest.param("Article 7", [], id="no act"),
        pytest.param("Article 5 of Regulation (EU) 2099/2", [], id="with its act"),
        pytest.param("Under Regulation (EU) 2099/2, what is Article 5?", [], id="act named apart"),
    ],
)
def test_a_citation_could_mean_what_each_act_has(text: str, found: list[str]) -> None:
    assert [provision.id for provision in could_mean(text)] == found


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(documents=frozenset({"32099R0002"})), ["32099R0002#art_5"]),
        (Filters(jurisdictions=frozenset({"EU"})), ["32099R0001#art_5"]),
        (Filters(tiers=frozenset({"news"})), []),
    ],
)
def test_what_the_filters_leave_out_is_not_meant(filters: Filters, found: list[str]) -> None:
    assert [provision.id for provision in could_mean("Article 5", filters=filters)] == found


def test_an_article_that_several_acts_have_is_named_with_them() -> None:
    [reference] = find("What does Article 5 say?")
    kettles, lids = could_mean("Article 5")
    assert read_as(reference, kettles, [kettles, lids], BOTH) == (
        "Article 5 is read as the Kettle Act's. Lid Act has one too: name the act to see it."
    )
    assert read_as(reference, lids, [kettles, lids], BOTH) == (
        "Article 5 is read as the Lid Act's. Kettle Act has one too: name the act to see it."
    )


def test_all_the_acts_that_have_an_article_are_named() -> None:
    [reference] = find("Article 5")
    kettles, lids, spouts = found = could_mean("Article 5", THREE)
    assert read_as(reference, spouts, found, THREE) == (
        "Article 5 is read as the Spout Act's. "
        "Kettle Act and Lid Act have one too: name the act to see it."
    )
    assert which_act(reference, found, THREE) == (
        "Article 5 of which act? Kettle Act, Lid Act and Spout Act each have one."
    )
    assert which_act(reference, [kettles, lids], THREE) == (
        "Article 5 of which act? Kettle Act and Lid Act both have one."
    )


def test_each_act_that_could_be_meant_is_a_question_to_choose() -> None:
    assert choices(could_mean("Article 5"), BOTH) == (
        "What does Article 5 of the Kettle Act say?",
        "What does Article 5 of the Lid Act say?",
    )
    assert choices([], BOTH) == ()
