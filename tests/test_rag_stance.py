"""Yes or no is said only where the quoted words themselves say it."""

from dataclasses import replace
from typing import Any

import pytest

from rag.asking import read
from rag.model import Citation, Filters, Hit, Question, Statement
from rag.precise import NAMED, SETS_DATE
from rag.stance import applies_yet, stance
from tests.conftest import corpus, document, provision

BAN = "The sale of a silent kettle shall be prohibited."
SO_FAR = "as far as these words go"
OUT = "This Regulation does not apply to toy kettles."


def statement(*quotes: str) -> Statement:
    cited = tuple(Citation(provision(text=quote), quote, (0, len(quote))) for quote in quotes)
    return Statement(" ".join(quotes), cited, "verbatim")


def said(question: str, *quotes: str, fits: bool = True) -> str:
    return stance(read(question), statement(*quotes), fits)


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Is it prohibited to sell a silent kettle?", "Yes"),
        ("Is the sale of silent kettles banned?", "Yes"),
        ("Is selling a silent kettle illegal?", "Yes"),
        ("For museums, is the sale of silent kettles forbidden?", "Yes"),
        ("Is it allowed to sell a silent kettle?", "No"),
        ("Are silent kettles legal?", "No"),
        ("May we sell a silent kettle?", "No"),
        ("Can companies sell silent kettles?", "No"),
    ],
)
def test_a_prohibition_is_a_yes_or_a_no(question: str, verdict: str) -> None:
    assert said(question, BAN) == f"{verdict}, {SO_FAR}: “shall be prohibited”."


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Does the Act apply to toy kettles?", "No"),
        ("Are toy kettles covered?", "No"),
        ("Do toy kettles fall under the Act?", "No"),
        ("Are toy kettles exempt?", "Yes"),
        ("Are toy kettles out of scope?", "Yes"),
    ],
)
@pytest.mark.parametrize(
    ("quote", "basis"),
    [
        (OUT, "does not apply"),
        ("This Directive shall not apply to toy kettles.", "shall not apply"),
        ("With regard to toys, this Regulation shall not apply to kettles.", "shall not apply"),
    ],
)
def test_a_limit_of_scope_is_a_no_or_a_yes(
    question: str, verdict: str, quote: str, basis: str
) -> None:
    assert said(question, quote) == f"{verdict}, {SO_FAR}: “{basis}”."


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        pytest.param("Which kettles are prohibited?", BAN, id="which"),
        pytest.param("Why are silent kettles prohibited?", BAN, id="why"),
        pytest.param("When does the Act apply to toy kettles?", OUT, id="when"),
        pytest.param("Is it not allowed to sell a silent kettle?", BAN, id="not"),
        pytest.param("Is it allowed to sell a kettle without a whistle?", BAN, id="without"),
        pytest.param("Aren't silent kettles prohibited?", BAN, id="aren't"),
        pytest.param("Does a silent kettle need a label?", BAN, id="asks for something else"),
        pytest.param("Are toy kettles tested?", OUT, id="asks for no scope"),
        pytest.param("Is it allowed to sell toys?", "Makers shall not sell toys.", id="shall not"),
        pytest.param("Must a maker test lids?", "Makers shall test lids.", id="shall"),
        pytest.param("Can we sell toys?", "Makers may sell toys.", id="may"),
        pytest.param(
            "Is it allowed to sell toys?", "Toys are not prohibited.", id="not prohibited"
        ),
        pytest.param(
            "Does the Act apply to toys?", "Paragraph 1 shall not apply to toys.", id="a paragraph"
        ),
        pytest.param(
            "Does the Act apply to toys?",
            "This Regulation applies to lids; the rule shall not apply to toys.",
            id="another sentence",
        ),
        pytest.param("Does the Act apply to toys?", "This Regulation applies to toys.", id="yes"),
    ],
)
def test_other_words_and_other_questions_carry_no_verdict(question: str, quote: str) -> None:
    assert said(question, quote) == ""


def test_a_provision_on_something_else_carries_no_verdict() -> None:
    assert said("Is it allowed to sell a silent kettle?", BAN, fits=False) == ""


def test_the_words_that_introduce_a_point_count_too() -> None:
    words = "The following practices shall be prohibited:"
    assert said("May we sell silent kettles?", "the sale of silent kettles;", words).startswith(
        "No"
    )


@pytest.mark.parametrize(
    ("quote", "limit"),
    [
        (f"{BAN[:-1]}, unless it is a toy.", "unless"),
        (f"{BAN[:-1]}, except where a museum sells it.", "except where"),
        (f"{BAN[:-1]}, without prejudice to Article 4.", "without prejudice"),
        ("The sale of kettles solely for show shall be prohibited.", "solely"),
        ("Where steam escapes, the sale shall be prohibited.", "Where"),
        (f"{BAN[:-1]} if it is hot.", "if"),
    ],
)
def test_what_limits_the_rule_is_named_with_the_verdict(quote: str, limit: str) -> None:
    found = said("Is the sale prohibited?", quote)
    assert found == f"Yes, {SO_FAR}: “shall be prohibited”, with a limit: “{limit} …”."


FROM_MAY = provision(
    "art_5",
    label="Article 5",
    applies_from="2099-05-01",
    applies_note="Applies from 1 May 2099.",
)
LIMITED = replace(
    FROM_MAY, applies_note="Applies from 1 May 2099 for toys. Applies from 1 June 2099 for others."
)
HITS = (Hit(provision("art_8"), 1.0, SETS_DATE),)


@pytest.mark.parametrize(
    ("day", "verdict"), [("2099-04-30", "Not yet"), ("2099-05-01", "Yes"), ("2100-01-01", "Yes")]
)
@pytest.mark.parametrize(
    "question",
    ["Is Article 5 already in force?", "Is Article 5 applicable?", "Does Article 5 apply yet?"],
)
def test_a_date_of_application_tells_whether_it_applies_yet(
    question: str, day: str, verdict: str
) -> None:
    found = applies_yet(read(question), HITS, corpus(FROM_MAY), day)
    assert found == f"{verdict}: Article 5 applies from 1 May 2099."


@pytest.mark.parametrize(
    ("question", "known", "hits"),
    [
        pytest.param("When does Article 5 apply?", FROM_MAY, HITS, id="when"),
        pytest.param("Is the ban already in force?", FROM_MAY, HITS, id="no citation"),
        pytest.param("Are Articles 5 and 6 in force?", FROM_MAY, HITS, id="two citations"),
        pytest.param("Is Article 6 already in force?", FROM_MAY, HITS, id="not here"),
        pytest.param("Is Article 5 already in force?", LIMITED, HITS, id="two dates"),
        pytest.param("Is Article 5 already in force?", provision("art_5"), HITS, id="no date"),
        pytest.param("Is Article 5 already in force?", FROM_MAY, (), id="nothing found"),
        pytest.param(
            "Is Article 5 already in force?",
            FROM_MAY,
            (Hit(FROM_MAY, 1.0, NAMED),),
            id="not found by its date",
        ),
        pytest.param("Does Article 5 say so?", FROM_MAY, HITS, id="asks for no date"),
    ],
)
def test_without_one_date_for_one_provision_nothing_is_said(
    question: str, known: Any, hits: tuple[Hit, ...]
) -> None:
    assert applies_yet(read(question), hits, corpus(known), "2099-06-01") == ""


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        (
            "Is the painting of a kettle with lead prohibited?",
            f"Yes, {SO_FAR}: “shall be prohibited”",
        ),
        ("Is it allowed to paint a kettle with lead?", f"No, {SO_FAR}: “shall be prohibited”"),
        ("Does the Act apply to toy kettles?", f"No, {SO_FAR}: “does not apply”."),
        ("Who checks that the whistle works?", ""),
        ("Must importers check that the whistle works?", ""),
    ],
)
def test_an_answer_opens_with_its_verdict(kettle, question: str, opening: str) -> None:
    statement = kettle.ask(Question(question)).statements[0]
    assert statement.stance.startswith(opening)
    assert bool(statement.stance) == bool(opening)
    assert statement.said.startswith(opening)


def test_a_verdict_is_no_part_of_the_text_that_is_verified(kettle) -> None:
    [statement] = kettle.ask(Question("Does the Act apply to toy kettles?")).statements
    assert statement.stance not in statement.text
    assert statement.text == statement.citations[0].quote


@pytest.mark.parametrize(
    "question",
    [
        "Are whistles prohibited?",
        "Is the sale of a kettle banned?",
        "Is selling a kettle with a whistle allowed?",
    ],
)
def test_a_ban_on_less_is_no_plain_verdict_on_more(kettle, question: str) -> None:
    for statement in kettle.ask(Question(question)).statements:
        assert not statement.stance or SO_FAR in statement.stance


def test_a_verdict_rests_on_what_the_filters_admit(kettle) -> None:
    story = Filters(tiers=frozenset({"news", "fiction"}))
    answer = kettle.ask(Question("Is it allowed to paint a kettle with lead?", story))
    assert not any(statement.stance for statement in answer.statements)


def test_the_verdict_on_a_date_is_given_for_the_day_of_the_question() -> None:
    dated = document(in_force_from="2098-01-01")
    known = corpus(FROM_MAY, documents=(dated,))
    asked = read("Is Article 5 already in force?")
    assert applies_yet(asked, HITS, known, "2098-12-31").startswith("Not yet")
