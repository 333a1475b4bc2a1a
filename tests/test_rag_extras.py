"""Beside an answer stands what changes it or explains it, and little else."""

import pytest

from ingest.model import Corpus, Provision
from rag.chain import Assistant
from rag.extras import ALSO, DEFINITION, EXCEPTION, INSERTED, MOST, Extra, Extras
from rag.model import Hit, Question
from tests.conftest import corpus, document, kettle_corpus, provision

KETTLES = kettle_corpus()
TEXT = "32099R0001+32100R0007"
DAY = "2100-01-01"
RULE = provision("art_4.par_1", "Makers shall test the lid valve of each vessel.")


def beside(
    answer: Provision, *others: Provision, question: str = "", hits: tuple[Provision, ...] = ()
) -> list[Extra]:
    known = corpus(answer, *others)
    return chosen(known, answer, question, hits)


def chosen(
    known: Corpus, answer: Provision, question: str, hits: tuple[Provision, ...] = (), day: str = ""
) -> list[Extra]:
    found = [Hit(one, 1.0, "words") for one in (answer, *hits)]
    return Extras(known).of(answer, question, found, day)


@pytest.mark.parametrize(
    "words",
    [
        "Paragraph 1 shall not apply to toys.",
        "By way of derogation from paragraph 1, toys need no test.",
        "Notwithstanding paragraphs 1 and 2, toys need no test.",
        "The exception from paragraphs 1 to 3 covers toys.",
        "Toys are exempted from paragraph 1.",
    ],
)
def test_an_exception_in_the_same_article_is_shown(words: str) -> None:
    exception = provision("art_4.par_5", words)
    assert beside(RULE, exception) == [Extra(exception, EXCEPTION)]


@pytest.mark.parametrize(
    ("anchor", "words"),
    [
        pytest.param("art_4.par_5", "Paragraph 2 shall not apply to toys.", id="to another"),
        pytest.param("art_4.par_5", "Paragraph 12 shall not apply to toys.", id="to the twelfth"),
        pytest.param("art_4.par_5", "Paragraph 1 shall apply to toys too.", id="no exception"),
        pytest.param("art_4.par_5", "This shall not apply to toys.", id="names no paragraph"),
        pytest.param("art_5.par_1", "Paragraph 1 shall not apply to toys.", id="elsewhere"),
        pytest.param("art_4.par_1", "Paragraph 1 shall not apply to toys.", id="itself"),
    ],
)
def test_what_makes_no_exception_to_the_answer_is_not_shown_as_one(anchor: str, words: str) -> None:
    assert beside(RULE, provision("art_4.par_2"), provision(anchor, words)) == []


def test_a_point_has_the_exceptions_of_its_paragraph() -> None:
    point = provision("art_4.par_1.pnt_a", "the lid valve;")
    exception = provision("art_4.par_2", "Paragraph 1 shall not apply to toys.")
    assert beside(point, RULE, exception) == [Extra(exception, EXCEPTION)]


TERM = provision("art_2.pnt_1", "‘lid valve’ means what lets steam out of a vessel;")


@pytest.mark.parametrize(
    ("term", "question", "shown"),
    [
        pytest.param(TERM, "Who tests lid valves?", True, id="in both"),
        pytest.param(TERM, "Who tests vessels?", False, id="not in the question"),
        pytest.param(
            provision("art_2.pnt_1", "‘steam whistle’ means what sounds;"),
            "Who tests a steam whistle?",
            False,
            id="not in the answer",
        ),
        pytest.param(
            provision("art_2.pnt_1", "‘vessel’ means what holds water;"),
            "Who tests vessels?",
            False,
            id="one word",
        ),
    ],
)
def test_a_term_that_question_and_answer_share_is_explained(
    term: Provision, question: str, shown: bool
) -> None:
    assert beside(RULE, term, question=question) == ([Extra(term, DEFINITION)] if shown else [])


def test_a_term_of_another_act_explains_nothing() -> None:
    theirs = provision("art_2", TERM.text, id="32099R0002#art_2", document_id="32099R0002")
    known = corpus(
        RULE, theirs, documents=(document(), document(id="32099R0002", work="32099R0002"))
    )
    assert chosen(known, RULE, "Who tests lid valves?") == []


def test_the_definition_that_answers_is_not_shown_twice() -> None:
    assert beside(TERM, question="What is a lid valve?") == []


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        pytest.param("Importers shall test each vessel.", True, id="most of the words"),
        pytest.param("Vessels shall be round.", False, id="too few of them"),
        pytest.param("Museums keep guest books.", False, id="none of them"),
    ],
)
def test_what_was_found_next_is_shown_with_enough_of_the_words(words: str, shown: bool) -> None:
    other = provision("art_9.par_1", words)
    found = beside(RULE, other, question="Who tests the vessel?", hits=(other,))
    assert found == ([Extra(other, ALSO)] if shown else [])


def test_what_was_found_in_another_act_is_not_shown() -> None:
    theirs = provision(text=RULE.text, id="32099R0002#art_9", document_id="32099R0002")
    known = corpus(
        RULE, theirs, documents=(document(), document(id="32099R0002", work="32099R0002"))
    )
    assert chosen(known, RULE, "Who tests the vessel?", (theirs,)) == []


@pytest.mark.parametrize(
    ("answer", "other"),
    [
        ("art_4.par_1", "art_4.par_1.pnt_a"),
        ("art_4.par_1.pnt_a", "art_4.par_1"),
        ("art_4.par_1", "art_4"),
        ("art_4", "art_4.par_1"),
        ("art_4.par_1", "art_4.par_1"),
    ],
)
def test_what_contains_the_answer_or_stands_in_it_is_not_shown(answer: str, other: str) -> None:
    own, overlapping = provision(answer, RULE.text), provision(other, RULE.text)
    assert beside(own, overlapping, question="Who tests vessels?", hits=(overlapping,)) == []


def test_a_number_that_only_begins_alike_is_no_part() -> None:
    one, ten = provision("art_1", RULE.text), provision("art_10", RULE.text)
    assert beside(one, ten, question="Who tests vessels?", hits=(ten,)) == [Extra(ten, ALSO)]


def test_extras_do_not_overlap_each_other() -> None:
    point, whole = (provision(a, RULE.text) for a in ("art_9.par_1.pnt_a", "art_9.par_1"))
    found = beside(RULE, point, whole, question="Who tests vessels?", hits=(point, whole))
    assert found == [Extra(point, ALSO)]


def amended() -> Corpus:
    """Return an act of which an amendment put in paragraph 1a."""
    old = [RULE, provision("art_4.par_2", "Paragraph 1 shall not apply to toys."), TERM]
    new = [
        provision(p.anchor, p.text, id=f"{TEXT}#{p.anchor}", document_id=TEXT, same_as=p.id)
        for p in old
    ]
    put_in = provision(
        "art_4.par_1a",
        "Importers shall test too.",
        id=f"{TEXT}#art_4.par_1a",
        document_id=TEXT,
        changed_by=("32100R0007#art_1",),
    )
    texts = (
        document(amended_by=("32100R0007",), version_date="2098-01-01", in_force_to="2099-12-31"),
        document(
            id=TEXT, tier="consolidated", version_date="2100-01-01", in_force_from="2100-01-01"
        ),
    )
    return corpus(*old, *new, put_in, documents=texts)


def test_what_an_amendment_put_in_comes_first_and_only_so_many_are_shown() -> None:
    found = chosen(amended(), RULE, "Who tests lid valves?", day=DAY)
    assert [extra.what for extra in found] == [INSERTED, EXCEPTION]
    assert found[0].provision.anchor == "art_4.par_1a"
    assert found[1].provision.id == "32099R0001#art_4.par_2", "in the words as published"
    assert len(found) == MOST


def test_before_the_amendment_nothing_was_put_in() -> None:
    found = chosen(amended(), RULE, "Who tests lid valves?", day="2099-06-01")
    assert [extra.what for extra in found] == [EXCEPTION, DEFINITION]


@pytest.mark.parametrize("question", ["Articles 4 and 5", "What does Article 4 say?"])
def test_nothing_stands_beside_what_is_looked_up(kettle: Assistant, question: str) -> None:
    assert kettle.ask(Question(question)).extras == ()


def test_an_extra_says_what_it_is_and_is_quoted_word_for_word(kettle: Assistant) -> None:
    answer = kettle.ask(Question("Is it allowed to paint a kettle with lead?"))
    assert answer.extras
    for extra in answer.extras:
        assert extra.part in (INSERTED, EXCEPTION, DEFINITION, ALSO)
        assert all(c.quote in c.provision.text for c in extra.citations)
