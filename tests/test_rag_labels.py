"""A citation that cannot be shown is answered with the true reason."""

import pytest

from ingest.references import find, find_acts
from rag.labels import absent, having, which_act
from rag.model import Question
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


def test_an_article_that_several_acts_have_is_named_with_them():
    both = corpus(
        provision("art_5", label="Article 5"),
        provision("art_5", id="32099R0002#art_5", document_id="32099R0002", label="Article 5"),
        documents=(
            document(),
            document(id="32099R0002", work="32099R0002", short_title="Lid Act"),
        ),
    )
    asked = find("What does Article 5 say?")
    assert also_in(asked, (), both, "2099-06-01") == (
        "Article 5 is read as the Kettle Act's. Lid Act has one too: name the act to see it.",
    )
    assert also_in(asked, ("32099R0002",), both, "2099-06-01") == ()
    assert also_in(find("What does Article 6 say?"), (), both, "2099-06-01") == ()
