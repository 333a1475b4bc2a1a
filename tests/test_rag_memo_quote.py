"""A quotation is word for word or it is not; a near match is never taken for one."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.memo.differ import beside
from rag.memo.hard import hard
from rag.memo.library import library
from rag.memo.model import (
    ALTERED,
    ELSEWHERE,
    NOT_COMPARED,
    OTHER_VERSION,
    TOO_SHORT,
    VERBATIM,
)
from rag.memo.words import is_english, read, segments, telling_words
from tests.memo_kettles import AFTER, AMENDED, BEFORE, CORPUS, KETTLES, K, T, found, one

BOIL = "Makers shall notify every boil-over of a kettle to the water authority"
UNLESS = f"{BOIL}, unless it is unlikely to scald a person"


@pytest.mark.parametrize(
    "quote",
    [
        pytest.param(UNLESS, id="as printed"),
        pytest.param(f"{UNLESS}.", id="with its full stop"),
        pytest.param(f"{BOIL},", id="with a comma at the end"),
        pytest.param(BOIL.replace(" every ", "\n   every\u00a0"), id="white space"),
        pytest.param(BOIL.replace("boil-over", "boil‑over"), id="another hyphen"),
        pytest.param(f"[m]{BOIL[1:]}", id="initial in brackets"),
        pytest.param(f"m{BOIL[1:]}", id="initial of the first word"),
        pytest.param(f"… {BOIL} [...]", id="ellipses at both ends"),
        pytest.param("Makers shall notify … to the water authority", id="ellipsis"),
        pytest.param(
            "Makers shall [...] notify every boil-over of a kettle", id="ellipsis, nothing"
        ),
        pytest.param(BOIL.replace("shall", "**shall**") + " (emphasis added)", id="emphasis"),
        pytest.param(BOIL.replace("water authority", "‘water authority’"), id="marks inside"),
        pytest.param(f"{BOIL}[^3]", id="the mark of a footnote"),
        pytest.param(BOIL.replace("authority", "author-\nity"), id="a word broken by the line"),
    ],
)
def test_what_lawyers_do_to_a_quotation_leaves_it_verbatim(quote):
    finding = one(f"Article 3(1) of {K}: “{quote}”.")
    assert (finding.quote, finding.quote_diff, finding.fails) == (VERBATIM, "", False)


@pytest.mark.parametrize(
    ("old", "new", "diff"),
    [
        pytest.param("shall", "may", "[-may-]{+shall+}", id="strength"),
        pytest.param("shall notify", "shall not notify", "[-not-]", id="not put in"),
        pytest.param(
            "unless it is unlikely", "if it is unlikely", "[-if-]{+unless+}", id="condition"
        ),
        pytest.param("every boil-over", "each boil-over", "[-each-]{+every+}", id="a synonym"),
        pytest.param("every ", "", "{+every+}", id="a word left out"),
        pytest.param("water authority", "Water Authority", "[-Water-]{+water+}", id="capitals"),
        pytest.param(" of a kettle", " of a copper kettle", "[-copper-]", id="an addition"),
        pytest.param(
            "shall notify", "shall [not] notify", "[-not-]", id="a not in brackets is no addition"
        ),
        pytest.param("every ", "[ten] ", "[-ten-]", id="nor is a figure"),
        pytest.param("a kettle to", "a kettle, to", "[-,-]", id="a comma"),
    ],
)
def test_any_other_word_is_an_alteration_shown_word_by_word(old, new, diff):
    assert old in UNLESS
    finding = one(f"Article 3(1) of {K}: “{UNLESS.replace(old, new)}”.")
    assert finding.quote == ALTERED
    assert diff in finding.quote_diff
    assert finding.fails


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(" of a kettle", " of a [copper] kettle", id="put in"),
        pytest.param("Makers", "[They]", id="put in the place of words"),
        pytest.param("notify", "notif[y]", id="another ending"),
    ],
)
def test_what_a_memo_puts_in_brackets_is_its_own_and_told(old, new):
    finding = one(f"Article 3(1) of {K}: “{BOIL.replace(old, new, 1)}”.")
    assert (finding.quote, finding.quote_diff) == (VERBATIM, "")
    assert re.search(r"\w*\[\w+\]", new)[0] in finding.reasons[0]


def test_a_short_english_quotation_with_few_small_words_is_compared():
    words = "Potters gild teapot handles, copper spouts, large lids"
    assert not is_english(words)
    assert is_english(words, lambda: frozenset(words.lower().replace(",", "").split()))
    assert not is_english(words, lambda: frozenset(["teapot"]))


def test_an_ellipsis_that_swallows_a_not_is_an_alteration():
    finding = one(f"Article 3(1) of {T}: “Potters shall … paint a teapot with lead”.")
    assert (finding.quote, finding.quote_diff) == (ALTERED, "[-…-]{+not+}")


def test_parts_in_another_order_are_no_quotation():
    finding = one(f"Article 3(1) of {K}: “to the water authority … Makers shall notify every”.")
    assert finding.quote == ALTERED


@pytest.mark.parametrize(
    "quote",
    [
        pytest.param(
            "Makers of kettles shall: (a) fit a whistle that can be heard", id="over points"
        ),
        pytest.param("Makers of kettles shall fit a whistle that can be heard", id="led up to"),
        pytest.param(
            "fit a whistle that can be heard at ten metres; (b) draw up a leak report",
            id="next point",
        ),
    ],
)
def test_a_quotation_may_run_over_from_the_point_cited(quote):
    assert one(f"Article 2(1)(a) of {K}: “{quote}”.").quote == VERBATIM


def test_the_words_of_another_point_are_elsewhere():
    quote = "draw up a leak report for each vessel before it is sold"
    finding = one(f"Article 2(1)(a) of {K}: “{quote}”.")
    assert (finding.quote, finding.quoted_from) == (ELSEWHERE, f"{KETTLES}#art_2.par_1.pnt_b")
    assert one(f"Article 2(1) of {K}: “{quote}”.").quote == VERBATIM
    assert one(f"Article 2 of {K}: “{quote}”.").quote == VERBATIM


def test_the_words_of_another_act_are_elsewhere_and_named():
    finding = one(f"Article 3(1) of {K}: “Potters shall not paint a teapot with lead”.")
    assert finding.quote == ELSEWHERE
    assert "Article 3(1) of the Teapot Act" in finding.reasons[0]


def test_words_of_a_provision_that_does_not_exist_are_found_where_they_stand():
    finding = one(f"Article 8(4) of {K}: “{BOIL}”.")
    assert (finding.exists, finding.quote) == ("no", ELSEWHERE)
    assert finding.quoted_from == f"{KETTLES}#art_3.par_1"


@pytest.mark.parametrize(
    ("hours", "day", "verdict", "source", "diff"),
    [
        pytest.param(72, BEFORE, VERBATIM, "", "", id="the older words, then"),
        pytest.param(
            72,
            AFTER,
            OTHER_VERSION,
            f"{KETTLES}#art_3.par_2",
            "[-72-]{+96+}",
            id="the older words, later",
        ),
        pytest.param(96, AFTER, VERBATIM, "", "", id="the newer words, then"),
        pytest.param(
            96,
            BEFORE,
            OTHER_VERSION,
            f"{AMENDED}#art_3.par_2",
            "[-96-]{+72+}",
            id="the newer words, before",
        ),
        pytest.param(48, AFTER, ALTERED, "", "[-48-]{+96+}", id="never the words"),
    ],
)
def test_words_of_another_version_are_told_with_the_days_on_which_they_were_law(
    hours, day, verdict, source, diff
):
    quote = f"The notification shall be made not later than {hours} hours after the boil-over"
    finding = one(f"Article 3(2) of {K}: “{quote}”.", day)
    assert (finding.quote, finding.quoted_from) == (verdict, source)
    assert diff in finding.quote_diff
    if source == f"{KETTLES}#art_3.par_2":
        assert "from 1 January 2091 to 30 June 2095" in finding.reasons[0]


def test_the_words_of_what_was_moved_are_those_of_an_older_version():
    quote = "Makers may keep the leak reports of their kettles on paper"
    finding = one(f"Article 2(2) of {K}: “{quote}”.")
    assert (finding.exists, finding.quote) == ("no", OTHER_VERSION)
    assert one(f"Article 2a(1) of {K}: “{quote}”.").quote == VERBATIM


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [
        pytest.param("whistle", TOO_SHORT, id="one word"),
        pytest.param("water authority", VERBATIM, id="two words that stand there"),
        pytest.param("a copper spout", TOO_SHORT, id="two words that do not"),
        pytest.param("not later than 48 hours", ALTERED, id="another figure"),
        pytest.param("not later than 96 hours", VERBATIM, id="the figure"),
    ],
)
def test_a_short_quotation_is_only_judged_by_what_can_be_told(quote, verdict):
    assert one(f"Article 3 of {K} has “{quote}”.").quote == verdict


def test_words_that_stand_nowhere_are_told_as_that():
    finding = one(f"Article 3(1) of {K}: “brass trumpets shall be polished weekly by apprentices”.")
    assert (finding.quote, finding.quote_diff) == (ALTERED, "")
    assert finding.reasons[0].startswith("Nothing like the quotation stands in Article 3(1)")


@pytest.mark.parametrize(
    "cited",
    [
        pytest.param("Article 5 of Regulation (EU) 2050/77", id="an act that is not here"),
        pytest.param("Article 2 of Directive (EU) 2092/3", id="a text that is partly here"),
    ],
)
def test_a_text_that_is_not_here_is_not_compared(cited):
    finding = one(f"{cited}: “brass trumpets shall be polished weekly by apprentices”.")
    assert (finding.quote, finding.fails) == (NOT_COMPARED, False)


def test_a_quotation_in_another_language_is_not_compared():
    quote = "Hersteller melden der Behörde jedes Überkochen des Kessels ohne jede Verzögerung"
    assert one(f"Article 3(1) of {K}: “{quote}”.").quote == NOT_COMPARED
    assert not is_english(quote)
    assert is_english(UNLESS)


def test_the_words_of_an_act_cited_as_a_whole_are_verbatim_wherever_they_stand():
    finding = one(f"{K} says “{BOIL}”.")
    assert (finding.quote, finding.quoted_from) == (VERBATIM, f"{KETTLES}#art_3.par_1")


def test_a_quotation_belongs_to_the_citation_of_its_sentence_that_has_it():
    text = f"Articles 3(1) and 4(1) of {K} matter: “Importers shall label the spout of a kettle”."
    verdicts = {f.mention.reference.number: f.quote for f in found(text)}
    assert verdicts == {"3": "none", "4": VERBATIM}


@pytest.mark.parametrize(
    ("old", "new", "is_hard"),
    [
        pytest.param("72 hours", "48 hours", True, id="figure"),
        pytest.param("shall", "may", True, id="strength"),
        pytest.param("two months", "two weeks", True, id="unit"),
        pytest.param("every", "each", False, id="synonym"),
    ],
)
def test_a_hard_difference_is_one_of_figures_strength_or_negation(old, new, is_hard):
    assert (hard(old) != hard(new)) is is_hard


@given(st.text(max_size=60))
def test_words_are_read_from_any_text_with_places_inside_it(text):
    for part in (read(text), *segments(text)):
        assert all(0 <= word.start < word.end <= len(text) for word in part.words)
    assert telling_words(segments(text)) >= 0
    source = library(CORPUS).sources(CORPUS.provisions[f"{KETTLES}#art_3"])[0]
    assert 0.0 <= beside(segments(text), source).share <= 1.0
