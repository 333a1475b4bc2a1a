"""Parts of an article may apply later than the article, and an annex with an article."""

from dataclasses import replace

import pytest

from ingest.model import Dates
from rag.reading_dates import apart, applies_with, sets_dates
from tests.conftest import corpus, document, provision

ACT, DAY = "32099R0001", "2100-06-01"
EARLY, LATE, LATER = "2100-01-01", "2100-12-02", "2102-01-01"


def at(anchor, begins="", text="Pots are blue.", **changes):
    """Build a provision of the act, nested as its anchor says."""
    above = anchor.rpartition(".")[0]
    return provision(
        id=f"{ACT}#{anchor}",
        document_id=ACT,
        label=anchor,
        text=text,
        applies_from=begins,
        **{"headings": (), "kind": "paragraph" if above else "article", **changes},
    )


def known(*provisions):
    return corpus(*provisions, documents=(document(id=ACT, work=ACT, in_force_from="2099-01-01"),))


@pytest.mark.parametrize(
    ("dates", "day", "named"),
    [
        pytest.param((EARLY, EARLY, LATE, LATE), DAY, ["art_5.par_1.pnt_a"], id="a point"),
        pytest.param((EARLY, LATE, LATE, LATER), DAY, ["art_5.par_1", "art_5.par_1.pnt_a.pnt_i"],
                     id="in steps"),
        pytest.param((LATE, EARLY, EARLY, EARLY), DAY, ["art_5.par_1"], id="begun before"),
        pytest.param((EARLY, EARLY, LATE, LATE), LATE, [], id="all begun"),
        pytest.param((LATE, LATE, LATE, LATE), DAY, [], id="one date"),
        pytest.param(("", LATE, LATE, LATE), DAY, ["art_5.par_1"], id="of a unit without a date"),
        pytest.param((EARLY, "", LATE, ""), DAY, ["art_5.par_1.pnt_a"], id="no date between"),
        pytest.param((EARLY, LATE, LATE, LATE), "", [], id="no day"),
    ],
)  # fmt: skip
def test_parts_are_named_that_begin_to_apply_on_a_day_of_their_own(dates, day, named):
    places = ("art_5", "art_5.par_1", "art_5.par_1.pnt_a", "art_5.par_1.pnt_a.pnt_i")
    texts = known(*map(at, places, dates))
    found = apart(texts.provisions[f"{ACT}#art_5"], texts, day)
    assert [part.anchor for part in found] == named


def test_parts_have_the_dates_that_the_law_gave_on_the_day():
    said = (Dates("", LATE), Dates("2100-07-01", LATER))
    texts = known(at("art_5", EARLY), at("art_5.par_1", LATER, dates=said))
    (part,) = apart(texts.provisions[f"{ACT}#art_5"], texts, DAY)
    assert part.applies_from == LATE


SAID = "It shall apply from 2 August 2101."
COMPLY = "Makers shall comply by 2 August 2101."


@pytest.mark.parametrize(
    ("heading", "texts", "sets"),
    [
        pytest.param("Entry into force and application", (SAID, "However."), True, id="final"),
        pytest.param("Pots already sold", (COMPLY, COMPLY), True, id="each paragraph a date"),
        pytest.param("Pots", (COMPLY, "Pots are blue."), False, id="a duty with a date"),
        pytest.param("Application", ("Pots are blue.",), False, id="no date"),
        pytest.param("Reports", ("A report is due by 2 August 2101.",), False, id="a deadline"),
    ],
)
def test_an_article_that_says_when_others_apply_is_told_from_the_others(heading, texts, sets):
    below = [at(f"art_9.par_{n}", text=text, headings=(heading,)) for n, text in enumerate(texts)]
    own = known(at("art_9", text="\n".join(texts), headings=(heading,)), *below)
    assert [sets_dates(one, own) for one in own.provisions.values()] == [sets] * (len(below) + 1)


NOTE = "Applies from 1 May 2101 for pots under Article 6(2) and Annex III."
ANNEX = at("anx_III", kind="annex")


@pytest.mark.parametrize(
    ("note", "annex", "found"),
    [
        pytest.param(NOTE, ANNEX, [(f"{ACT}#art_6.par_2", LATE)], id="named together"),
        pytest.param(NOTE, replace(ANNEX, applies_from=EARLY), [], id="with a date of its own"),
        pytest.param(NOTE, at("anx_IV", kind="annex"), [], id="another annex"),
        pytest.param(NOTE, at("art_7"), [], id="no annex"),
        pytest.param("Applies to Article 6(2), not to Annex III.", ANNEX, [], id="apart"),
    ],
)
def test_an_annex_applies_with_the_provision_that_the_dates_name_it_with(note, annex, found):
    dates = (Dates("", LATE), Dates("2100-07-01", LATER, note))
    texts = known(at("art_6", LATER), at("art_6.par_2", LATER, dates=dates), annex)
    with_it = applies_with(annex, texts, DAY)
    assert [(p.id, p.applies_from) for p in (with_it,) if p] == found
