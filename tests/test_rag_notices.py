"""A reader is told what an answer rests on before it is read."""

from dataclasses import replace

import pytest

from rag.model import Citation, Hit, Question, Statement
from rag.notices import attributed, changed_date, notices, other_dates
from rag.precise import NAMED, SETS_DATE
from tests.conftest import corpus, document, kettle_corpus, provision

KETTLES = kettle_corpus()
TODAY = "2098-12-31"


def saying(provision_) -> Statement:
    """Return a statement that quotes the whole of a provision."""
    text = provision_.text
    return Statement(text, (Citation(provision_, text, (0, len(text))),), "verbatim")


def of(anchor: str, act: str = "32099R0001") -> Statement:
    return saying(KETTLES.provisions[f"{act}#{anchor}"])


@pytest.mark.parametrize(
    ("statement", "begins"),
    [
        pytest.param(of("par_1", "doc:kettle-news"), "Reported", id="news"),
        pytest.param(of("par_1", "doc:kettle-tale"), "Self-declared fictional", id="fiction"),
        pytest.param(of("art_4.par_2"), "Importers shall check", id="law"),
    ],
)
def test_a_statement_says_first_what_sort_of_source_it_rests_on(
    statement: Statement, begins: str
) -> None:
    assert attributed(statement, KETTLES).said.startswith(begins)


def test_our_own_words_are_not_shown_as_the_law() -> None:
    note = provision("art_9", "Lids are closed.", kind="note", tier="note")
    said = attributed(saying(note), corpus(note)).said
    assert said.startswith("In our own words")
    assert said.endswith("Lids are closed.")


def test_an_attribution_leaves_text_and_quotes_as_they_are() -> None:
    plain = of("par_1", "doc:kettle-tale")
    told = attributed(plain, KETTLES)
    assert (told.text, told.citations, told.support) == (
        plain.text,
        plain.citations,
        plain.support,
    )


def test_fiction_is_told_even_when_the_law_is_cited_too() -> None:
    law, tale = of("art_4.par_2"), of("par_1", "doc:kettle-tale")
    both = Statement(f"{law.text} {tale.text}", (*law.citations, *tale.citations), "verbatim")
    assert attributed(both, KETTLES).said.startswith("Self-declared fictional")


@pytest.mark.parametrize(
    ("question", "begins", "notice"),
    [
        ("What divided the negotiators?", "Self-declared fictional", "made up"),
        ("What did the minister threaten the negotiators with?", "Reported", "newspaper"),
    ],
)
def test_the_first_words_of_an_answer_name_its_source(kettle, question, begins, notice) -> None:
    answer = kettle.ask(Question(question))
    assert answer.statements[0].said.startswith(begins)
    assert notice in answer.notices[0]


def test_extras_name_their_source_too(kettle) -> None:
    question = (
        "Did the minister threaten the negotiators of Steamworks with a ban or with more time?"
    )
    answer = kettle.ask(Question(question))
    told = [extra.said for extra in answer.extras if extra.citations[0].provision.tier == "news"]
    assert told
    assert all(said.startswith("Reported") for said in told)


def test_every_streamed_answer_names_its_source(kettle) -> None:
    for answer in kettle.stream(Question("What divided the negotiators?")):
        assert answer.statements[0].said.startswith("Self-declared fictional")


def test_an_amended_provision_is_named_with_the_act_that_amended_it() -> None:
    told = " ".join(notices([of("art_1.par_1")], KETTLES, TODAY))
    assert "Article 1(1) was amended by Regulation (EU) 2100/7" in told
    assert "2100/7" not in " ".join(notices([of("art_1.par_2")], KETTLES, TODAY))
    assert "2098" in attributed(of("art_1.par_1"), KETTLES).attribution


def test_earlier_wording_is_told_of_even_when_the_amending_act_is_here() -> None:
    later = document(id="32100R0007", work="32100R0007", short_title="Kettle Act II")
    known = replace(KETTLES, documents={**KETTLES.documents, later.id: later})
    assert "amended by" in " ".join(notices([of("art_1.par_1")], known, TODAY))


@pytest.mark.parametrize(
    ("today", "pending"),
    [
        pytest.param("2099-04-30", True, id="the day before"),
        pytest.param("2099-05-01", False, id="the day"),
        pytest.param("2100-01-01", False, id="later"),
    ],
)
def test_a_rule_that_does_not_apply_yet_is_marked(today: str, pending: bool) -> None:
    told = " ".join(notices([of("art_5.par_2")], KETTLES, today))
    assert "Applies from 1 May 2099." in told
    assert ("Not yet applicable" in told) is pending


def test_a_quoted_date_that_was_put_off_is_not_left_standing(kettle) -> None:
    answer = kettle.ask(Question("From which date do the fines and penalties apply?"))
    assert "1 June 2099" in answer.notices[0]
    assert answer.statements[0].said.startswith("Date of 2098, since amended")


def test_a_quoted_date_that_still_holds_is_not_doubted(kettle) -> None:
    answer = kettle.ask(Question("From which date does the Regulation apply?"))
    assert "1 May 2099" in answer.statements[0].said
    assert "amended" not in answer.statements[0].said
    assert changed_date(of("art_8.par_2"), []) == ""


def test_a_partial_copy_and_a_note_are_named() -> None:
    assert "cut after paragraph 1" in " ".join(notices([of("art_7")], KETTLES, TODAY))
    note = provision("art_9", kind="note", completeness="our summary, not the text")
    assert "our summary" in " ".join(notices([saying(note)], corpus(note), TODAY))


def test_the_notices_of_a_document_come_once_and_stories_first() -> None:
    law, tale = of("art_4.par_2"), of("par_1", "doc:kettle-tale")
    told = notices([law, law, tale], KETTLES, TODAY)
    assert "made up" in told[0]
    assert len(told) == len(set(told))
    assert "This is the Kettle Act as first printed." in told


def test_nothing_is_told_of_nothing() -> None:
    assert notices([], KETTLES, TODAY) == ()


@pytest.mark.parametrize(
    ("kind", "told"), [("note", "As amended: Applies from 1 May 2099."), ("article", "")]
)
def test_a_note_that_is_named_hides_no_date_that_was_put_off(kind: str, told: str) -> None:
    """A note stands in for a missing annex and knows no dates; what it is about does."""
    quoted = saying(provision("art_9", "It shall apply from 1 May 2098."))
    named = Hit(provision("anx_III", kind=kind), 1.0, NAMED)
    about = Hit(provision("art_5", applies_note="Applies from 1 May 2099."), 0.5, "words")
    final = Hit(quoted.citations[0].provision, 1.0, SETS_DATE)
    assert changed_date(quoted, [final, named, about]) == told


@pytest.mark.parametrize(
    ("note", "told"),
    [
        pytest.param("Applies from 1 May 2098.", False, id="one date"),
        pytest.param(
            "Applies from 1 May 2098. Applies from 1 May 2099 for old lids.", True, id="two dates"
        ),
        pytest.param("Applies from 1 May 2097. Applies from 2 May 2097.", False, id="put off"),
    ],
)
def test_every_date_of_what_is_asked_about_is_told(note: str, told: bool) -> None:
    quoted = saying(provision("art_9", "It shall apply from 1 May 2098."))
    final = Hit(quoted.citations[0].provision, 1.0, SETS_DATE)
    last = Hit(
        provision("art_9", headings=("Entry into force",), applies_note="Applies from 3."),
        1.0,
        "words",
    )
    about = Hit(provision("art_5", label="Article 5", applies_note=note), 0.5, "words")
    expected = f"Article 5: {note}" if told else ""
    assert other_dates(quoted, [final, last, about]) == expected
    assert other_dates(quoted, [about]) == ""
