"""A citation means what was law on the memo's date, or nothing, and the report says why."""

import pytest

from rag.memo.library import library
from rag.memo.model import AMBIGUOUS, CASE, NO, UNKNOWN, YES, Mention
from rag.memo.resolve import place
from tests.memo_kettles import (
    AFTER,
    AMENDED,
    BEFORE,
    CORPUS,
    CUPS,
    KETTLES,
    TEAPOTS,
    K,
    T,
    found,
    one,
)


@pytest.mark.parametrize(
    ("cited", "day", "resolved"),
    [
        pytest.param(f"Article 3(2) of {K}", BEFORE, f"{KETTLES}#art_3.par_2", id="as published"),
        pytest.param(f"Article 3(2) of {K}", AFTER, f"{AMENDED}#art_3.par_2", id="as amended"),
        pytest.param(f"Article 3(1) of {K}", AFTER, f"{KETTLES}#art_3.par_1", id="left alone"),
        pytest.param(f"Article 2a(1) of {K}", AFTER, f"{AMENDED}#art_2a.par_1", id="put in"),
        pytest.param(f"Article 2(1)(b) of {K}", AFTER, f"{KETTLES}#art_2.par_1.pnt_b", id="point"),
        pytest.param(
            f"recital 1 of {K}", AFTER, f"{KETTLES}#rct_1", id="recitals are as published"
        ),
        pytest.param(
            f"Article 5(a) of {K}", AFTER, f"{KETTLES}#art_5.par_2.pnt_a", id="unnumbered"
        ),
        pytest.param(
            f"Article 3(2), first subparagraph, of {K}",
            AFTER,
            f"{AMENDED}#art_3.par_2",
            id="a subparagraph is the paragraph",
        ),
    ],
)
def test_a_citation_means_the_words_that_were_law_on_the_day(cited, day, resolved):
    finding = one(f"See {cited}.", day)
    assert (finding.exists, finding.resolved) == (YES, resolved)


@pytest.mark.parametrize(
    ("cited", "day", "nearest", "reason"),
    [
        pytest.param(
            f"Article 3(7) of {K}",
            AFTER,
            f"{AMENDED}#art_3.par_2",
            "run from 1 to 2",
            id="paragraph",
        ),
        pytest.param(
            f"Article 2(1)(f) of {K}",
            AFTER,
            f"{KETTLES}#art_2.par_1.pnt_c",
            "no Article 2(1)(f)",
            id="point",
        ),
        pytest.param(f"Article 44 of {K}", AFTER, f"{KETTLES}#art_5", "run from 1", id="article"),
        pytest.param(f"Annex II to {K}", AFTER, "", "has no annexes", id="annex"),
        pytest.param(
            f"Article 2(2) of {K}",
            AFTER,
            f"{AMENDED}#art_2a.par_1",
            "stands in Article 2a(1) now",
            id="moved",
        ),
        pytest.param(
            f"Article 2a(1) of {K}",
            BEFORE,
            f"{KETTLES}#art_2",
            "there was no such provision",
            id="not yet put in",
        ),
        pytest.param(f"Article 7 of {T}", AFTER, f"{TEAPOTS}#art_9", "no Article 7", id="a gap"),
    ],
)
def test_what_does_not_exist_is_no_with_the_nearest_that_does(cited, day, nearest, reason):
    finding = one(f"See {cited}.", day)
    assert finding.exists == NO
    assert finding.nearest == nearest
    assert reason in finding.reasons[0]
    assert finding.fails


@pytest.mark.parametrize(
    "cited",
    [
        pytest.param("Article 5 of Regulation (EU) 2050/77", id="an act that is not here"),
        pytest.param("Article 101 TFEU", id="a treaty"),
        pytest.param("recital 3 of Directive (EU) 2092/3", id="the copy has no recitals"),
        pytest.param("Article 2(9) of Directive (EU) 2092/3", id="the copy breaks off before it"),
    ],
)
def test_what_the_corpus_cannot_tell_is_never_called_wrong(cited):
    finding = one(f"See {cited}.")
    assert (finding.exists, finding.fails) == (UNKNOWN, False)
    assert finding.reasons


def test_an_article_that_a_partial_copy_would_have_does_not_exist():
    assert one("See Article 8 of Directive (EU) 2092/3.").exists == NO
    assert one("See Article 1(1) of Directive (EU) 2092/3.").resolved == f"{CUPS}#art_1.par_1"


def test_another_act_that_the_memo_names_and_that_has_the_number_is_said():
    finding = one(f"See Article 9(1) of {K}.", named=(TEAPOTS,))
    assert finding.exists == NO
    assert "The Teapot Act, which the memo names too, has Article 9(1)." in finding.reasons


def test_without_an_act_several_are_candidates():
    finding = one("See Article 3(1).")
    assert finding.exists == AMBIGUOUS
    assert finding.candidates == (f"{KETTLES}#art_3.par_1", f"{TEAPOTS}#art_3.par_1")
    assert finding.fails


def test_without_an_act_a_single_candidate_is_a_guess_and_no_error():
    finding = one("See Article 9(1).")
    assert (finding.exists, finding.candidates) == (UNKNOWN, (f"{TEAPOTS}#art_9.par_1",))


def test_a_quotation_tells_which_act_is_meant():
    finding = one("See Article 3(1): “Potters shall not paint a teapot with lead”.")
    assert (finding.exists, finding.resolved) == (YES, f"{TEAPOTS}#art_3.par_1")
    assert finding.quote == "verbatim"


def test_an_act_only_guessed_that_lacks_the_number_is_not_said_to_be_wrong():
    text = f"{T} is about teapots. {K} is about kettles. Article 9(1) is on handles."
    last = found(text)[-1]
    assert last.mention.act_from == "context"
    assert (last.exists, last.candidates) == (AMBIGUOUS, (f"{TEAPOTS}#art_9.par_1",))


def test_the_text_of_one_day_is_not_kept_for_another():
    assert one(f"See Article 2(2) of {K}.", BEFORE).exists == YES
    assert one(f"See Article 2(2) of {K}.", AFTER).exists == NO


def test_a_decision_of_a_court_is_unknown():
    mention = Mention("C-131/12", (0, 8), CASE, cite="C-131/12")
    assert place(mention, (), CORPUS, AFTER).exists == UNKNOWN


def test_a_corpus_is_read_once():
    assert library(CORPUS) is library(CORPUS)
