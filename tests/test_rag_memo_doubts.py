"""A claim that has the words of a law may still turn what it says; then it is left open."""

import pytest

from rag.memo.doubts import Told, doubtful, opposite, outdated

LID = "Potters shall fit each teapot with a lid of clay."
GILD = "Potters may gild the handle of a large teapot."
NO_LEAD = "Potters shall not paint a teapot with lead."
FIRST = "Providers shall inform first the importer, and then the deployer, of each leak."
BAN = "The following shall be prohibited: lead paint on teapots."
RIGHT = "The importer shall have the right to gild a teapot that the deployer has."
MARKED = "Providers shall, before the sale, mark the kiln with the name of the importer."
BAKE = "The provider shall not bake a teapot without consent of the importer."
DAYS = "The report is due within 2 days. A second report is due within 9 days."


@pytest.mark.parametrize(
    ("claim", "law"),
    [
        pytest.param("Potters fit no lid to a teapot.", LID, id="denied"),
        pytest.param("Potters paint a teapot with lead.", NO_LEAD, id="affirmed"),
        pytest.param("A lid of clay is optional for a teapot.", LID, id="left to choice"),
        pytest.param("Potters may fit a teapot with a lid.", LID, id="may for shall"),
        pytest.param("Providers inform first the deployer, then the importer.", FIRST, id="order"),
        pytest.param("Only large potters gild a teapot.", GILD, id="only"),
        pytest.param("National potters gild.", "Union potters shall gild.", id="another side"),
        pytest.param("It does not ban lead paint.", BAN, id="a ban denied"),
        pytest.param("Nothing in it bans lead paint.", BAN, id="a ban denied by its subject"),
        pytest.param("It permits lead paint on teapots.", BAN, id="a ban lifted"),
        pytest.param("It hardly prohibits lead paint on teapots.", BAN, id="a ban played down"),
        pytest.param("It does not give the importer the right to gild.", RIGHT, id="no right"),
        pytest.param("It does not require that kilns be marked.", MARKED, id="no duty"),
        pytest.param(
            "It gives the deployer the right to gild a teapot.", RIGHT, id="right of other"
        ),
        pytest.param("It obliges importers to mark the kiln.", MARKED, id="duty of another"),
        pytest.param("Providers shall mark it after the sale.", MARKED, id="after for before"),
        pytest.param("Providers mark the name of the deployer.", MARKED, id="thing of another"),
        pytest.param("It lets the provider bake without consent.", BAKE, id="without"),
    ],
)
def test_what_turns_the_law_is_doubted(claim, law):
    assert doubtful(Told(claim, law, law))


@pytest.mark.parametrize(
    ("claim", "law"),
    [
        pytest.param("Potters must fit each teapot with a lid.", LID, id="said alike"),
        pytest.param("Potters must not paint a teapot with lead.", NO_LEAD, id="denied by both"),
        pytest.param("Lead paint on a teapot is prohibited.", NO_LEAD, id="in other words"),
        pytest.param("Potters are free to gild a handle.", GILD, id="choice for both"),
        pytest.param("Providers inform first the importer, then the deployer.", FIRST, id="order"),
        pytest.param("The lid comes not later than the sale.", LID, id="no denial"),
        pytest.param("It bans lead paint on teapots.", BAN, id="the ban"),
        pytest.param("It gives the importer the right to gild.", RIGHT, id="the right"),
        pytest.param("It obliges providers to mark the kiln before the sale.", MARKED, id="duty"),
        pytest.param("The name of the importer is marked by the provider.", MARKED, id="passive"),
        pytest.param("The provider must not bake without consent.", BAKE, id="without for both"),
    ],
)
def test_what_says_the_same_is_not_doubted(claim, law):
    assert not doubtful(Told(claim, law, law))


def test_a_figure_must_stand_in_the_sentence_that_decides():
    first, second = (f"{part}." for part in DAYS.rstrip(".").split(". "))
    assert doubtful(Told("The report is due within 9 days.", first, DAYS))
    assert not doubtful(Told("The second report is due within 9 days.", second, DAYS))


def test_a_claim_in_the_words_that_an_amendment_took_out_is_outdated():
    before, now = "Makers shall ensure enough care.", "Makers shall support the growth of care."
    assert outdated("Makers ensure care.", now, before)
    assert not outdated("Makers support care.", now, before)
    assert not outdated("Makers take care.", now, before)


@pytest.mark.parametrize(
    ("claim", "law", "says"),
    [
        pytest.param("It does not ban lead paint.", BAN, "does not ban", id="a ban denied"),
        pytest.param("It permits lead paint.", BAN, "permits", id="a ban lifted"),
        pytest.param("It does not ban lead paint if thin.", BAN, "", id="with a condition"),
        pytest.param("It does not give the right to gild.", RIGHT, "does not give", id="no right"),
        pytest.param("It obliges deployers to mark it.", MARKED, "deployers", id="another actor"),
        pytest.param("Providers mark it after the sale.", MARKED, "", id="time is left open"),
    ],
)
def test_only_what_is_certain_is_called_the_opposite(claim, law, says):
    found = opposite(Told(claim, law, law))
    assert says in found
    assert bool(found) == bool(says)
