"""What the corpus does not support is refused, and the refusal says why."""

from collections.abc import Sequence

import pytest

from rag.asking import read
from rag.model import Filters, Hit, Question
from rag.refusal import Support, refusal, support_of
from tests.conftest import corpus, document, provision

ANSWER = provision("art_4", "Makers shall fit a whistle that can be heard at ten metres.")
OTHERS = (
    provision("art_1", "Lids shall close tightly."),
    provision("art_2", "The water authority keeps a list of museums."),
    provision("art_3", "Descaling of a vessel takes a bucket."),
)
KNOWN = corpus(ANSWER, *OTHERS)


def support(nearness: float = 0.0, **table: str) -> Support:
    return support_of(KNOWN, table, lambda text: nearness)


def found(*provisions: object, why: str = "words") -> Sequence[Hit]:
    return [Hit(p, 1.0, why) for p in provisions]  # type: ignore[arg-type]


def test_nothing_found_is_refused() -> None:
    assert refusal(read("Who fits a whistle?"), [], support())


def test_an_answer_that_has_the_words_of_the_question_is_given() -> None:
    assert refusal(read("Who fits a whistle?"), found(ANSWER), support()) == ""


@pytest.mark.parametrize(
    ("question", "named"),
    [
        pytest.param("Which whistles are sold in Ulaanbaatar?", "Ulaanbaatar", id="place"),
        pytest.param("Does a whistle please Queen Victoria?", "Queen Victoria", id="person"),
        pytest.param("Does NASA fit a whistle?", "NASA", id="capitals"),
        pytest.param("What does a giraffe eat?", "giraffe", id="word that occurs nowhere"),
    ],
)
def test_what_the_corpus_does_not_speak_of_is_named(question: str, named: str) -> None:
    assert named in refusal(read(question), found(ANSWER, *OTHERS), support())


def test_the_name_of_the_act_is_no_stranger() -> None:
    asked = read("Who fits a whistle under the Kettle Act?")
    assert refusal(asked, found(ANSWER), support()) == ""


def test_a_hit_without_the_words_is_refused() -> None:
    asked = read("Who keeps a list of museums?")
    assert refusal(asked, found(OTHERS[0]), support())
    assert refusal(asked, found(OTHERS[1]), support()) == ""


def test_nearness_in_meaning_can_stand_in_for_words() -> None:
    asked = read("Who keeps a list of museums?")
    assert refusal(asked, found(OTHERS[0]), support(nearness=0.95)) == ""


def test_an_everyday_word_counts_as_the_words_of_the_law() -> None:
    asked = read("Is limestone a nuisance to vessels?")
    assert refusal(asked, found(OTHERS[2]), support())
    known = support(limestone="descaling vessel", nuisance="bucket")
    assert refusal(asked, found(OTHERS[2]), known) == ""


def test_a_provision_covers_between_none_and_all_of_a_question() -> None:
    known = support()
    assert known.covered("whistle heard at ten metres", ANSWER) == 1.0
    assert known.covered("museums", ANSWER) == 0.0
    assert 0.0 < known.covered("whistle in museums", ANSWER) < 1.0
    assert known.covered("What is it?", ANSWER) == 1.0


def test_rare_words_weigh_more_than_common_ones() -> None:
    frequent = support_of(corpus(ANSWER, *OTHERS, provision("art_9", "Lids.")), {}, lambda _: 0.0)
    assert frequent.weight("bucket") > frequent.weight("lid") > 0


def test_the_titles_of_documents_belong_to_no_provision() -> None:
    titled = corpus(ANSWER, documents=(document(title="Regulation on Ulaanbaatar"),))
    asked = read("Which whistles are sold in Ulaanbaatar?")
    assert "speak of" not in refusal(asked, found(ANSWER), support_of(titled, {}, lambda _: 0.0))


@pytest.mark.parametrize(
    "question",
    [
        "Who won the football match in Ulaanbaatar?",
        "How do I bake a chocolate cake?",
        "What is the capital of Mongolia?",
        "Which fuel do rockets burn on the moon?",
    ],
)
def test_questions_on_other_things_are_refused(kettle, question: str) -> None:
    answer = kettle.ask(Question(question))
    assert not answer.answered
    assert answer.refusal


@pytest.mark.parametrize(
    "question",
    [
        "Who checks that the whistle works?",
        "Is it allowed to sell a kettle without a whistle?",
        "Within how many hours is a boil-over notified?",
        "What is the fine for breaches?",
        "Does the Act apply to toy kettles?",
    ],
)
def test_questions_that_the_act_answers_are_answered(kettle, question: str) -> None:
    assert kettle.ask(Question(question)).answered


@pytest.mark.parametrize(
    "question",
    ["What must makers do?", "How quickly must a boil-over be notified?"],
)
def test_words_that_only_ask_are_not_missed_in_the_corpus(kettle, question: str) -> None:
    assert kettle.ask(Question(question)).answered


@pytest.mark.parametrize(
    "filters",
    [
        Filters(documents=frozenset({"32016R0679"})),
        Filters(jurisdictions=frozenset({"UK"})),
        Filters(kinds=frozenset({"judgment"})),
        Filters(tiers=frozenset({"court"})),
        Filters(languages=frozenset({"da"})),
        Filters(documents=frozenset({"32099R0001"}), tiers=frozenset({"news"})),
    ],
)
@pytest.mark.parametrize(
    "question",
    [
        "Who checks that the whistle works?",
        "What is a kettle?",
        "What does Article 3 say?",
        "When does the Act apply?",
        "What divided the negotiators?",
    ],
)
def test_a_filter_that_matches_nothing_refuses(kettle, question: str, filters: Filters) -> None:
    answer = kettle.ask(Question(question, filters))
    assert not answer.answered
    assert answer.nearest == ()
    assert answer.searched == ()
    assert answer.refusal


@pytest.mark.parametrize(
    ("filters", "tiers"),
    [
        (Filters(tiers=frozenset({"law"})), {"law"}),
        (Filters(documents=frozenset({"32099R0001"})), {"law"}),
        (Filters(jurisdictions=frozenset({"US"})), {"news", "fiction"}),
        (Filters(documents=frozenset({"doc:kettle-news"})), {"news"}),
    ],
)
def test_nothing_outside_the_filters_is_shown(kettle, filters: Filters, tiers: set[str]) -> None:
    for question in ("What divided the negotiators?", "What is a kettle?", "Do whistles work?"):
        answer = kettle.ask(Question(question, filters))
        cited = {c.provision.tier for c in answer.citations}
        shown = {c.provision.tier for extra in answer.extras for c in extra.citations}
        assert cited | shown | {hit.provision.tier for hit in answer.nearest} <= tiers
