"""What a memo says of a provision is judged where that can be told, and left open elsewhere."""

import pytest

from rag.memo.applies import date_claimed
from rag.memo.clauses import groups, said
from rag.memo.passages import passages
from tests.memo_kettles import AFTER, BEFORE, CORPUS, KETTLES, K, T, found, one

NOTIFY = "The notification must be made within"


@pytest.mark.parametrize(
    ("text", "day", "verdict"),
    [
        pytest.param(
            f"Makers must notify every boil-over of a kettle (Article 3(1) of {K}).",
            AFTER,
            "supported",
            id="supported",
        ),
        pytest.param(
            f"{NOTIFY} 96 hours after the boil-over (Article 3(2) of {K}).",
            AFTER,
            "supported",
            id="the figure of the day",
        ),
        pytest.param(
            f"{NOTIFY} 72 hours after the boil-over (Article 3(2) of {K}).",
            AFTER,
            "contradicted",
            id="an outdated figure",
        ),
        pytest.param(
            f"{NOTIFY} 72 hours after the boil-over (Article 3(2) of {K}).",
            BEFORE,
            "supported",
            id="the same, in time",
        ),
        pytest.param(
            f"Under Article 4(1) of {K}, importers may label the spout of a kettle in red ink.",
            AFTER,
            "contradicted",
            id="may for shall",
        ),
        pytest.param(
            f"Article 3(1) of {K} requires goats and donkeys to graze upon rooftops nightly.",
            AFTER,
            "not_supported",
            id="something else",
        ),
        pytest.param(
            f"Our client must keep goats on the roof of its factory (Article 3(1) of {K}).",
            AFTER,
            "not_checked",
            id="of a client",
        ),
        pytest.param(
            f"Must importers keep goats on the roof of the factory under Article 3(1) of {K}?",
            AFTER,
            "not_checked",
            id="a question",
        ),
        pytest.param(f"See Article 4(1) of {K}.", AFTER, "not_checked", id="nothing said"),
        pytest.param(
            f"Les importateurs mettent une étiquette sur chaque bouilloire (Article 4(1) of {K}).",
            AFTER,
            "not_checked",
            id="another language",
        ),
        pytest.param(
            "Saucers must be square and of green glass (Article 2 of Directive (EU) 2092/3).",
            AFTER,
            "not_checked",
            id="a partial text",
        ),
    ],
)
def test_a_claim_is_judged_by_the_law_of_the_day(text, day, verdict):
    assert one(text, day).claim == verdict


def test_the_sentence_that_decides_is_shown_with_the_reason():
    text = f"{NOTIFY} 48 hours after the boil-over (Article 3(2) of {K})."
    finding = one(text)
    assert finding.decides.startswith("The notification shall be made not later than 96 hours")
    assert finding.reasons[0].startswith("The memo says 48 hours")
    assert finding.fails


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        pytest.param(
            f"Makers notify every boil-over to the authority (Article 3(1) of {K}) and importers "
            f"label the spout in red (Article 4(1) of {K}).",
            [
                "Makers notify every boil-over to the authority",
                "and importers label the spout in red",
            ],
            id="each clause ends with its citation",
        ),
        pytest.param(
            f"Article 3(1) of {K} obliges makers to notify every boil-over, and "
            f"Article 4(1) of {K} obliges importers to label the spout.",
            ["obliges makers to notify every boil-over", "obliges importers to label the spout"],
            id="each clause begins with its citation",
        ),
        pytest.param(
            f"Makers who follow Article 3(1) of {K} need no label as Article 4(1) of {K} has it.",
            [],
            id="not clear",
        ),
        pytest.param(
            f"Importers need a red label for spouts, Article 3(1) of {K} obliges makers to notify "
            f"every boil-over, and Article 4(1) of {K} obliges importers to label the spout.",
            [],
            id="words before the first citation that are nobody's",
        ),
    ],
)
def test_a_sentence_is_split_at_its_citations_where_that_is_clear(text, clauses):
    (passage,) = passages(text)
    cited = groups(passage)
    split = said(passage, cited)
    assert [split[n].strip(" ,.") for n in sorted(split)] == clauses


def test_each_clause_is_judged_beside_its_own_citation():
    text = (
        f"{NOTIFY} 48 hours after the boil-over (Article 3(2) of {K}) "
        f"and importers must label the spout of a kettle in red ink (Article 4(1) of {K})."
    )
    assert [f.claim for f in found(text)] == ["contradicted", "supported"]


def test_a_sentence_that_cannot_be_split_is_contradicted_by_none_of_its_citations():
    text = (
        f"Makers who keep to the limit of 48 hours for the notification after the boil-over of "
        f"Article 3(2) of {K} must label the spout as Article 4(1) of {K} does."
    )
    assert {f.claim for f in found(text)} == {"not_checked"}


def test_a_list_of_provisions_carries_a_sentence_together():
    text = f"Articles 3(1) and 4(1) of {K} require goats and donkeys to graze on rooftops nightly."
    assert {f.claim for f in found(text)} == {"not_supported"}


@pytest.mark.parametrize(
    ("quote", "claim"),
    [
        pytest.param("not later than 96 hours after the boil-over", "supported", id="verbatim"),
        pytest.param(
            "not later than 48 hours after the boil-over", "contradicted", id="another figure"
        ),
        pytest.param(
            "Importers shall label the spout of a kettle", "not_supported", id="elsewhere"
        ),
    ],
)
def test_a_quotation_decides_what_is_claimed_by_it(quote, claim):
    assert one(f"Article 3(2) of {K} says “{quote}”.").claim == claim


@pytest.mark.parametrize(
    ("text", "day", "verdict"),
    [
        pytest.param(
            f"Article 2(1) of {K} applies from 1 May 2091.", BEFORE, "supported", id="as it was"
        ),
        pytest.param(
            f"Article 2(1) of {K} applies from 1 May 2091.", AFTER, "contradicted", id="put off"
        ),
        pytest.param(
            f"Article 2(1) of {K} applies from 1 January 2097.", AFTER, "supported", id="as it is"
        ),
        pytest.param(
            f"From January 2097, Article 2(1) of {K} will apply.", AFTER, "supported", id="a month"
        ),
        pytest.param(
            f"Article 2(1) of {K} applies from 1 January 2097.",
            BEFORE,
            "contradicted",
            id="before its time",
        ),
    ],
)
def test_a_date_of_application_is_that_of_the_law_of_the_day(text, day, verdict):
    assert one(text, day).claim == verdict


def test_a_date_that_was_put_off_is_told_from_one_that_is_not_known_yet():
    later, sooner = (
        one(f"Article 2(1) of {K} applies from {d}.", BEFORE if n else AFTER)
        for n, d in enumerate(("1 May 2091", "1 January 2097"))
    )
    assert "was put off" in later.reasons[0]
    assert "was put off" not in sooner.reasons[0]


def test_a_date_beside_a_final_provision_is_one_of_application():
    final, other = (CORPUS.provisions[f"{KETTLES}#art_{number}"] for number in (5, 4))
    claim = "Duties of makers: from 1 May 2091."
    assert date_claimed(claim, [final]).value == "2091-05-01"
    assert date_claimed(claim, [other]) is None
    assert date_claimed(claim) is None


def test_a_figure_that_the_law_had_before_it_was_amended_is_contradicted():
    was, never = (
        one(f"Every boil-over must be told to the water authority in {n} hours: Article 3 of {K}.")
        for n in (72, 71)
    )
    assert (was.claim, never.claim) == ("contradicted", "not_supported")
    assert "said so before it was amended" in was.reasons[0]


def test_a_wrong_quotation_from_another_provision_decides_nothing():
    wrong = "Importers shall label the spout of a kettle in blue ink"
    right = "The notification shall be made not later than 96 hours after the boil-over"
    text = f"It has “{right}” (Article 3(2) of {K}); and “{wrong}” (Article 4(1) of {K})."
    assert [f.claim for f in found(text)] == ["supported", "not_checked"]


def test_a_part_of_what_is_cited_as_a_whole_bears_the_words_quoted_from_it():
    right = "Makers shall notify every boil-over of a kettle to the water authority"
    wrong = "The notification shall be made not later than 48 hours after the boil-over"
    text = f"It has “{right}” (Article 3 of {K}); and “{wrong}” (Article 3(2) of {K})."
    assert [f.claim for f in found(text)] == ["supported", "contradicted"]


@pytest.mark.parametrize(
    ("hours", "claim"),
    [pytest.param(96, "supported", id="right"), pytest.param(48, "contradicted", id="wrong")],
)
def test_a_footnote_that_only_cites_is_judged_by_the_sentence_of_its_mark(hours, claim):
    text = f"{NOTIFY} {hours} hours after the boil-over.[^1]\n\n[^1]: Article 3(2) of {K}."
    assert one(text).claim == claim
    twice = text.replace(".[^1]", "[^1] at sea.[^2]", 1) + "\n\n[^2]: See the annual report."
    assert [f.claim for f in found(twice)] == ["not_checked"]


def test_a_recital_that_says_should_is_not_called_a_contradiction():
    assert one(f"Makers must fit whistles to kettles (recital 1 of {K}).").claim != "contradicted"


def test_a_claim_on_an_act_that_is_only_guessed_is_not_denied():
    text = f"{K} is law. {T} is on pots. Article 3(1) obliges cats to sleep upon roofs at night."
    assert found(text)[-1].claim == "not_checked"
    sure = f"{T} is on pots. Article 3(1) of {K} obliges cats to sleep upon roofs at night."
    assert found(sure)[-1].claim == "not_supported"
