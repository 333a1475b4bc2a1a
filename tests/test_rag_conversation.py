"""A follow-up becomes a question that can be understood without the turns before it."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.model import Corpus
from rag.conversation import follow
from rag.leaning import leans
from rag.model import Turn
from tests.conftest import corpus, document, kettle_corpus, provision

KETTLES = kettle_corpus()
ACT = "Regulation (EU) 2099/1"
GDPR = corpus(
    provision("art_4.par_1", id="32016R0679#art_4.par_1", document_id="32016R0679"),
    documents=(document(id="32016R0679", work="32016R0679", short_title="GDPR"),),
)
FOLLOW_UPS = (
    *("Since when?", "And importers?", "Why?", "Quote it.", "What about the GDPR?", "ok", "it"),
    *("and paragraph 2", "point c", "And in 2025?", "And in the US?", "Annex I?", "paragraph 9"),
    *("What is the fine for it?", "And for a small company?", "And for important ones?", "And"),
    *("Are there exceptions?", "Does it apply to toys?", "And who checks lids for cooks?", "?"),
)
QUESTIONS = (
    *("What must makers do?", "What does Article 4 say?", "What does Recital 1 say?", "Kettles"),
    *("Who checks essential kettles?", "What is the fine under the GDPR?", "", "?", "Annex I"),
)


def stand_alone(text: str, history: Sequence[Turn], known: Corpus) -> str:
    return follow(text, history, known)[0]


def turn(question: str, *anchors: str) -> Turn:
    return Turn(question, tuple(f"32099R0001#{anchor}" for anchor in anchors))


def asked(follow_up: str, before: Turn, known: Corpus = KETTLES) -> str:
    return stand_alone(follow_up, (before,), known)


@pytest.mark.parametrize(
    "text",
    [
        "Who checks that the whistle works?",
        "What does Article 5 of the GDPR say of it?",
        "Define kettle",
        "What does the GDPR say?",
        "the GDPR",
        "Why must lids close tightly?",
        "What exceptions are there for makers?",
        "Is there a fine for silent kettles?",
        "Is it allowed to sell a silent kettle?",
        "Is this kettle allowed?",
        "Must an importer check that the whistle of it works?",
    ],
)
def test_a_question_that_stands_alone_comes_back_as_it_is(text: str) -> None:
    assert not leans(text)
    assert asked(text, turn("What is a boil-over?", "art_2.pnt_3")) == text


@pytest.mark.parametrize(
    "text",
    [
        "And importers?",
        "What about importers?",
        "Quote it.",
        "Read it to me word for word",
        "Since when?",
        "Why?",
        "Are there exceptions?",
        "Any deadlines?",
        "What are the exceptions?",
        "Are there any time limits?",
        "fine?",
        "Does it whistle?",
        "What does the law say about that?",
        "Which lids whistle when water boils in it?",
        "importers",
    ],
)
def test_what_cannot_be_understood_alone_leans(text: str) -> None:
    assert leans(text)
    assert asked(text, turn("What must makers do?", "art_4.par_1")) != text


@pytest.mark.parametrize("follow_up", FOLLOW_UPS)
def test_without_a_history_nothing_is_added(follow_up: str) -> None:
    assert stand_alone(follow_up, (), KETTLES) == follow_up


@pytest.mark.parametrize(
    "follow_up",
    ["Quote it.", "Show me the full text", "Read it to me word for word", "Can you quote that?"],
)
def test_what_is_to_be_quoted_is_what_was_cited(follow_up: str) -> None:
    before = turn("What must makers do?", "art_4.par_1.pnt_a", "art_4.par_1")
    assert asked(follow_up, before) == f"What does Article 4(1)(a) of the {ACT} say?"


@pytest.mark.parametrize(
    ("follow_up", "cited", "label"),
    [
        ("And paragraph 2?", "art_4.par_1", "Article 4(2)"),
        ("paragraph 2", "art_4", "Article 4(2)"),
        ("para. 3?", "art_5.par_1", "Article 5(3)"),
        ("point c", "art_4.par_1", "Article 4(1)(c)"),
        ("And point (b)?", "art_4.par_1.pnt_a", "Article 4(1)(b)"),
        ("And point 2?", "art_2.pnt_1", "Article 2(2)"),
        ("What about point 3?", "anx_I.pnt_1", "Annex I, point 3"),
        ("And Article 5?", "art_4.par_1", "Article 5"),
        ("What about Article 5(2)?", "art_4.par_1", "Article 5(2)"),
        ("recital 1?", "art_4.par_1", "recital 1"),
        ("And Annex I?", "art_4.par_1", "Annex I"),
    ],
)
def test_a_place_without_an_act_is_in_the_act_before(
    follow_up: str, cited: str, label: str
) -> None:
    before = turn("What must makers do?", cited)
    assert asked(follow_up, before) == f"What does {label} of the {ACT} say?"


def test_words_beside_a_place_are_kept() -> None:
    before = turn("What must makers do?", "art_4.par_1")
    found = asked("What about Article 5 for importers?", before)
    assert found == f"Article 5 of the {ACT} for importers?"


@pytest.mark.parametrize(
    ("question", "follow_up", "found"),
    [
        (
            "What must makers do?",
            "What about the GDPR?",
            "What must makers do under GDPR?",
        ),
        (
            "What must makers do under the GDPR?",
            "And under NIS2?",
            "What must makers do under the NIS2?",
        ),
        ("What does Article 4 say?", "And in the GDPR?", "Duties of makers under GDPR?"),
        ("What must makers do?", "And in the US?", "What must makers do in the US?"),
        ("What must makers do?", "What about California?", "What must makers do in California?"),
    ],
)
def test_the_same_is_asked_of_another_act_or_country(
    question: str, follow_up: str, found: str
) -> None:
    assert asked(follow_up, turn(question, "art_4")) == found


@pytest.mark.parametrize("follow_up", ["What about the GDPR?", "And in the US?"])
@pytest.mark.parametrize("cited", ["rct_1", "anx_I", "art_8.par_1"])
def test_what_has_no_title_can_be_asked_of_another_act(follow_up: str, cited: str) -> None:
    assert asked(follow_up, turn("What does Recital 1 say?", cited))


@pytest.mark.parametrize(
    ("question", "follow_up", "found"),
    [
        pytest.param(
            "Which duties do importers have?",
            "And a distributor?",
            f"Which duties do distributors have under the {ACT}?",
            id="as many as before",
        ),
        pytest.param(
            "What must a provider check under the GDPR?",
            "What about deployers?",
            "What must a deployer check under the GDPR?",
            id="in the act that was named",
        ),
        pytest.param(
            "Which duties do importers have?",
            "And makers?",
            f"Which duties do importers have under the {ACT}, for makers?",
            id="no actor",
        ),
    ],
)
def test_the_same_is_asked_of_another_actor(question: str, follow_up: str, found: str) -> None:
    assert asked(follow_up, turn(question, "art_4.par_2")) == found


@pytest.mark.parametrize("follow_up", ["And for important ones?", "and the important ones"])
def test_the_same_is_asked_of_another_kind(follow_up: str) -> None:
    before = turn("Who checks essential kettles?", "art_4.par_2")
    assert asked(follow_up, before) == "Who checks important kettles?"


@pytest.mark.parametrize("follow_up", ["Since when?", "When does it apply?", "Is it in force?"])
def test_since_when_is_asked_of_what_was_cited(follow_up: str) -> None:
    before = turn("What must makers do?", "art_4.par_1")
    assert asked(follow_up, before) == f"From when does Article 4(1) of the {ACT} apply?"


@pytest.mark.parametrize(
    ("follow_up", "day"),
    [
        ("And in 2025?", "as of 2025"),
        ("as of 2097?", "as of 2097"),
        ("And on 1 May 2099?", "as of 1 May 2099"),
    ],
)
def test_the_same_is_asked_of_the_law_of_another_day(follow_up: str, day: str) -> None:
    before = turn("What must makers do?", "art_4.par_1")
    assert asked(follow_up, before) == f"What must makers do under the {ACT} {day}?"


@pytest.mark.parametrize("follow_up", ["And the fine?", "fine?", "What is the fine for it?"])
def test_the_fine_is_the_one_for_breaching_what_was_cited(follow_up: str) -> None:
    before = turn("What must makers do?", "art_4.par_1.pnt_a")
    assert asked(follow_up, before) == f"What is the fine for breaching Article 4 of the {ACT}?"


@pytest.mark.parametrize("follow_up", ["Why?", "Why is that?", "And why is that so?"])
def test_why_asks_for_the_reasons(follow_up: str) -> None:
    before = turn("Must makers fit whistles?", "art_4.par_1.pnt_a")
    found = asked(follow_up, before)
    assert found == f"What are the reasons for this: makers fit whistles under the {ACT}?"


@pytest.mark.parametrize(
    ("follow_up", "found"),
    [
        ("Does it apply to toys?", f"Does the {ACT} apply to toys?"),
        ("Are there exceptions?", f"Makers fit whistles under the {ACT}: are there exceptions?"),
        ("And must they test it?", f"Makers fit whistles under the {ACT}: must they test it?"),
        (
            "And for a small company?",
            f"Must makers fit whistles under the {ACT}, for a small company?",
        ),
        (
            "And which vessels are painted with lead?",
            f"Which vessels are painted with lead under the {ACT}?",
        ),
        (
            "And which lids must be tested under the GDPR",
            "Which lids must be tested under the GDPR?",
        ),
    ],
)
def test_the_topic_is_carried_over(follow_up: str, found: str) -> None:
    assert asked(follow_up, turn("Must makers fit whistles?", "art_4.par_1.pnt_a")) == found


@pytest.mark.parametrize(
    "follow_up", ["Why?", "And importers?", "And for a small company?", "And in 2025?"]
)
def test_a_place_that_was_asked_about_keeps_the_act_that_it_was_found_in(follow_up: str) -> None:
    found = asked(follow_up, turn("Must importers test lids under Article 4?", "art_4.par_1"))
    assert "Article 4" in found
    assert ACT in found, "or it would be asked back where several acts have an Article 4"


def test_only_the_turn_before_is_carried_over() -> None:
    history = (turn("Is lead allowed?", "art_3.par_1.pnt_b"), turn("Who checks?", "art_4.par_2"))
    assert stand_alone("Quote it.", history, KETTLES) == f"What does Article 4(2) of the {ACT} say?"


def test_an_act_with_a_name_that_citations_know_is_called_by_it() -> None:
    before = Turn("What must makers do?", ("32016R0679#art_4.par_1",))
    assert asked("And Article 5?", before, GDPR) == "What does Article 5 of the GDPR say?"


@pytest.mark.parametrize(
    "before",
    [
        pytest.param(Turn("What divided them?", ("doc:kettle-tale#par_1",)), id="a tale"),
        pytest.param(Turn("What divided them?", ("32016R0679#art_99",)), id="no longer here"),
        pytest.param(Turn("What divided them?"), id="refused"),
    ],
)
@pytest.mark.parametrize("follow_up", FOLLOW_UPS)
def test_without_a_provision_of_a_law_the_question_is_carried_over(
    follow_up: str, before: Turn
) -> None:
    found = asked(follow_up, before)
    assert not leans(follow_up) or ACT not in found
    assert "Article" not in found


FRAGMENTS = st.sampled_from((*FOLLOW_UPS, "and", "it", "ones", "under", "GDPR", "(b)", "2025", ","))
TEXTS = st.one_of(st.text(max_size=60), st.lists(FRAGMENTS, max_size=5).map(" ".join))
TURNS = st.builds(
    Turn,
    st.one_of(st.sampled_from(QUESTIONS), TEXTS),
    st.lists(st.sampled_from((*KETTLES.provisions, "32099R0001#art_99")), max_size=2).map(tuple),
)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.lists(TURNS, max_size=3))
def test_any_text_after_any_turns_becomes_some_question(text: str, history: list[Turn]) -> None:
    found = stand_alone(text, history, KETTLES)
    assert isinstance(found, str)
    assert found or not text
    if not history or not leans(text):
        assert found == text


@settings(deadline=None)
@given(TEXTS)
def test_any_text_without_a_history_is_the_question(text: str) -> None:
    assert stand_alone(text, (), KETTLES) == text


def test_an_abbreviation_keeps_its_capitals() -> None:
    before = turn("What is the fine for makers?", "art_4.par_1")
    assert asked("And for SMEs?", before).endswith(", for SMEs?")
    assert asked("And for Small kettles?", before).endswith(", for small kettles?")


def test_another_actor_takes_its_article_along() -> None:
    before = turn("Who is a provider?", "art_4.par_1")
    assert asked("What about importers?", before).startswith("Who is an importer")


@pytest.mark.parametrize(
    "text",
    [
        "From when does the duty to mark kettles apply?",
        "Since when must kettles have lids?",
        "From which date do the rules on spouts apply?",
    ],
)
def test_a_date_that_is_asked_in_full_is_no_follow_up(text: str) -> None:
    assert not leans(text)
