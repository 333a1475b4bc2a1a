"""What the corpus does not support is refused, and the refusal says why."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import pytest

from ingest.model import Corpus
from rag.asking import read
from rag.law_names import strange_laws
from rag.model import Filters, Hit, Question
from rag.penalties import FIXES_FINE
from rag.precise import DEFINES, NAMED, SETS_DATE
from rag.refusal import (
    FAR,
    NO_QUESTION,
    OVER_PASSAGES,
    VERY_FAR,
    governs,
    is_vague,
    refusal,
)
from rag.strangers import ANSWERED, ANSWERED_WITHOUT, PERHAPS, SAME, SURELY_SAME, unmentioned
from rag.telling import Meaning, Support, support_of, with_glosses
from tests.conftest import corpus, document, provision

ANSWER = provision("art_4", "Makers shall fit a whistle that can be heard at ten metres.")
OTHERS = (
    provision("art_1", "Lids shall close tightly."),
    provision("art_2", "The water authority keeps a list of museums."),
    provision("art_3", "Descaling of a vessel takes a bucket."),
)
KNOWN = corpus(ANSWER, *OTHERS)


def meaning(passage: float = VERY_FAR, asked: float = 0.0, alike: float = 0.0) -> Meaning:
    """Return an embedder that says the same of every text; near enough for words to decide."""
    return Meaning(lambda text: passage, lambda text: asked, lambda one, other: alike)


def support(
    known: Corpus = KNOWN,
    table: Mapping[str, str] = MappingProxyType({}),
    passage: float = VERY_FAR,
    asked: float = 0.0,
    alike: float = 0.0,
) -> Support:
    return support_of(known, table, meaning(passage, asked, alike))


def found(*provisions: object, why: str = "words") -> Sequence[Hit]:
    return [Hit(p, 1.0, why) for p in provisions]  # type: ignore[arg-type]


def test_nothing_found_is_refused() -> None:
    assert refusal(read("Who fits a whistle?"), [], support())


def test_an_answer_that_has_the_words_of_the_question_is_given() -> None:
    assert refusal(read("Who fits a whistle?"), found(ANSWER), support()) == ""


@pytest.mark.parametrize(
    ("question", "named"),
    [
        pytest.param("Does the whistle of Ulaanbaatar sound?", "Ulaanbaatar", id="place"),
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


@pytest.mark.parametrize(
    ("passage", "asked", "given"),
    [
        pytest.param(0.95, 0.0, True, id="a passage is near"),
        pytest.param(FAR, 0.0, True, id="just near enough"),
        pytest.param(FAR - 0.01, 0.0, False, id="no passage is near"),
        pytest.param(VERY_FAR, FAR + OVER_PASSAGES + 0.01, True, id="a question is near"),
        pytest.param(VERY_FAR, FAR + OVER_PASSAGES - 0.01, False, id="questions must be nearer"),
    ],
)
def test_nearness_in_meaning_can_stand_in_for_words(
    passage: float, asked: float, given: bool
) -> None:
    question = read("Who keeps a list of museums?")
    why = refusal(question, found(OTHERS[0]), support(passage=passage, asked=asked))
    assert (why == "") == given


@pytest.mark.parametrize(
    ("passage", "asked", "given"),
    [(VERY_FAR, 0.0, True), (VERY_FAR - 0.01, 0.0, False), (0.0, VERY_FAR, True)],
)
def test_words_alone_do_not_answer_what_is_near_nothing(
    passage: float, asked: float, given: bool
) -> None:
    known = support(passage=passage, asked=asked)
    asked_for = read("Who fits a whistle that can be heard in museums?")
    assert (refusal(asked_for, found(ANSWER), known) == "") == given


def test_what_has_every_word_of_the_question_answers_it() -> None:
    known = support(passage=0.0, asked=0.0)
    assert refusal(read("Who fits a whistle?"), found(ANSWER), known) == ""


def test_an_everyday_word_counts_as_the_words_of_the_law() -> None:
    asked = read("Is limestone a nuisance to vessels?")
    assert refusal(asked, found(OTHERS[2]), support())
    known = support(table={"limestone": "descaling vessel", "nuisance": "bucket"})
    assert refusal(asked, found(OTHERS[2]), known) == ""


@pytest.mark.parametrize(
    ("alike", "asked", "given"),
    [
        pytest.param(SURELY_SAME, 0.0, True, id="surely the same without the word"),
        pytest.param(SURELY_SAME - 0.01, 0.0, False, id="hardly another without it"),
        pytest.param(SAME, PERHAPS, True, id="the same, and perhaps answered"),
        pytest.param(SAME, PERHAPS - 0.01, False, id="the same, and not known to be answered"),
        pytest.param(SAME - 0.01, PERHAPS, False, id="another question without it"),
        pytest.param(0.0, ANSWERED, True, id="known to be answered"),
        pytest.param(0.0, ANSWERED - 0.01, False, id="not known to be answered"),
    ],
)
@pytest.mark.parametrize(
    "question",
    ["Can my giraffe whistle so that it is heard at ten metres?", "Does Victoria fit a whistle?"],
)
def test_an_unknown_word_refuses_only_what_it_makes_another_question(
    question: str, alike: float, asked: float, given: bool
) -> None:
    known = support(passage=1.0, asked=asked, alike=alike)
    assert (refusal(read(question), found(ANSWER), known) == "") == given


def test_the_question_is_compared_with_itself_without_the_unknown_words() -> None:
    compared: list[tuple[str, str]] = []

    def alike(one: str, other: str) -> float:
        compared.append((one, other))
        return 1.0

    known = support_of(KNOWN, {}, Meaning(lambda _: 1.0, lambda _: 0.0, alike))
    assert refusal(read("Must a giraffe fit a whistle?"), found(ANSWER), known) == ""
    assert compared == [("Must a giraffe fit a whistle?", "Must a fit a whistle?")]


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("Which whistles fit in Ulaanbaatar?", id="in"),
        pytest.param("Which whistles from Mongolia fit?", id="from"),
        pytest.param("Must whistles fit by January?", id="month"),
        pytest.param("Must makers’ whistles fit?", id="possessive"),
    ],
)
def test_where_and_when_something_happens_is_no_name_that_an_answer_must_know(
    question: str,
) -> None:
    known = corpus(ANSWER, *OTHERS, provision("art_9", "This shall apply from 1 January 2099."))
    assert "speaks of" not in refusal(read(question), found(ANSWER), support(known, passage=1.0))


def test_what_our_headnotes_call_a_thing_is_known() -> None:
    asked = read("Must makers fit a tooter that can be heard at ten metres?")
    assert "tooter" in refusal(asked, found(ANSWER), support())
    assert refusal(asked, found(ANSWER), with_glosses(support(), {ANSWER.id: "tooter"})) == ""


@pytest.mark.parametrize("why", [NAMED, DEFINES, SETS_DATE, FIXES_FINE])
def test_what_a_precise_search_found_is_never_refused(why: str) -> None:
    asked = read("What fine does a giraffe of the Toaster Act get so far?")
    assert refusal(asked, found(OTHERS[0]), support())
    assert refusal(asked, found(OTHERS[0], why=why), support()) == ""


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Does the Toaster Act ban whistles?", ["Toaster Act"]),
        ("Which Toaster Safety Directive fits a whistle?", ["Toaster Safety Directive"]),
        ("Is the Toaster Act or the Pan Code stricter?", ["Toaster Act", "Pan Code"]),
        ("Does the Kettle Act ban whistles?", []),
        ("Does the GDPR or the Cyber Resilience Act ban whistles?", []),
        ("Does the Act ban whistles?", []),
        ("Does this Regulation ban whistles?", []),
        ("Does Regulation (EU) 2099/9 ban whistles?", []),
        ("Must makers act on whistles?", []),
        ("Does the Pot Act ban whistles?", []),
    ],
)
def test_laws_that_the_corpus_does_not_mention_are_named(question: str, names: list[str]) -> None:
    mentioned = corpus(ANSWER, provision("art_9", "The Pot Act stays as it is."))
    known = support(mentioned)
    assert strange_laws(question, mentioned) == names
    why = refusal(read(question), found(ANSWER), known)
    assert why.startswith(" and ".join(names)) == bool(names) or not names
    assert ("not in this corpus" in why) == bool(names)


@pytest.mark.parametrize(
    "question",
    [
        "How many makers have been fined so far?",
        "Has anyone fitted a whistle?",
        "Which makers fit a whistle at the moment?",
        "Which makers fit a whistle right now?",
        "What is the phone number of the water authority?",
        "What is the e-mail address of the water authority?",
        "What are the opening hours of museums?",
    ],
)
def test_what_has_happened_is_not_in_the_rules(question: str) -> None:
    near = support(passage=1.0, asked=1.0, alike=1.0)
    assert "what has happened" in refusal(read(question), found(ANSWER, *OTHERS), near)


def test_what_has_happened_may_be_asked_of_an_article() -> None:
    near = support(passage=1.0, asked=1.0, alike=1.0)
    assert (
        refusal(
            read("What has the minister done so far in the first article?"), found(ANSWER), near
        )
        == ""
    )


@pytest.mark.parametrize(
    ("question", "words", "given"),
    [
        ("How many lids must a vessel have?", "A vessel shall have 2 lids.", True),
        ("How many lids must a vessel have?", "A vessel shall have two small round lids.", True),
        ("How many lids must a vessel have?", "Lids of a vessel shall be 3 metres wide.", False),
        ("How many lids must a vessel have?", "A vessel shall have lids.", False),
        ("How many lids must a vessel have?", "Article 4 says which lids a vessel has.", False),
        ("How many days has a vessel to cool?", "A vessel shall cool for 3 days.", True),
        ("How many days has a vessel to cool?", "A vessel shall cool for 12 hours.", True),
        ("How many days has a vessel to cool?", "A vessel shall cool 12 metres away.", False),
        ("How much water does a vessel hold?", "A vessel shall hold 9 litres of water.", True),
        ("How much water does a vessel hold?", "A vessel shall hold water.", False),
        ("What is the fine for a vessel?", "Fines for a vessel reach EUR 5.", True),
        ("What is the fine for a vessel?", "A vessel shall cost EUR 5.", False),
    ],
)
def test_what_is_counted_must_be_stated(question: str, words: str, given: bool) -> None:
    stated = provision("art_4", words)
    near = support(corpus(stated), passage=1.0, asked=1.0, alike=1.0)
    assert (refusal(read(question), found(stated), near) == "") == given


@pytest.mark.parametrize(
    ("question", "vague"),
    [
        ("", True),
        ("What does the law say?", True),
        ("Who must do what under the Act?", True),
        ("Whistles?", True),
        ("Must whistles be heard?", False),
    ],
)
def test_a_question_with_hardly_a_telling_word_is_vague(question: str, vague: bool) -> None:
    assert is_vague(question) == vague


def test_what_governs_has_enough_of_the_words_among_the_best_hits() -> None:
    asked = read("Who keeps a list of museums?")
    assert governs(asked, found(ANSWER, OTHERS[0], OTHERS[1]), support())
    assert not governs(asked, found(ANSWER, OTHERS[0], OTHERS[2], OTHERS[1]), support())
    assert not governs(asked, [], support())


def test_a_provision_covers_between_none_and_all_of_a_question() -> None:
    known = support()
    assert known.covered("whistle heard at ten metres", ANSWER) == 1.0
    assert known.covered("museums", ANSWER) == 0.0
    assert 0.0 < known.covered("whistle in museums", ANSWER) < 1.0
    assert known.covered("What is it?", ANSWER) == 1.0


def test_rare_words_weigh_more_than_common_ones() -> None:
    frequent = support(corpus(ANSWER, *OTHERS, provision("art_9", "Lids.")))
    assert frequent.weight("bucket") > frequent.weight("lid") > 0


def test_the_titles_of_documents_belong_to_no_provision() -> None:
    titled = corpus(ANSWER, documents=(document(title="Regulation on Ulaanbaatar"),))
    asked = read("Does the whistle of Ulaanbaatar sound?")
    assert "speaks of Ulaanbaatar" in refusal(asked, found(ANSWER), support())
    assert "Ulaanbaatar" not in refusal(asked, found(ANSWER), support(titled))


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


@pytest.mark.parametrize("question", ["?", "...", "\N{GRINNING FACE}", "Is it?", " "])
def test_what_has_no_word_to_search_for_is_no_question(question: str) -> None:
    assert refusal(read(question), found(ANSWER), support(passage=1.0)) == NO_QUESTION
    assert refusal(read(question), [], support()) == NO_QUESTION


@pytest.mark.parametrize(
    ("question", "rest", "given"),
    [
        pytest.param("Does a Blubbomat fit a whistle?", ANSWERED_WITHOUT, True, id="known"),
        pytest.param("Does a Blubbomat fit a whistle?", ANSWERED_WITHOUT - 0.01, False, id="not"),
        pytest.param("Does a Blubbomat eat a giraffe?", 1.0, False, id="another strange word"),
    ],
)
def test_a_name_alone_does_not_refuse_what_is_answered_without_it(
    question: str, rest: float, given: bool
) -> None:
    said = Meaning(
        lambda _: 1.0, lambda text: 0.0 if "Blubbomat" in text else rest, lambda one, other: 0.0
    )
    known = support_of(KNOWN, {}, said)
    assert (refusal(read(question), found(ANSWER), known) == "") == given


def test_names_that_no_text_has_are_told() -> None:
    asked = "Must Blubbomat users read the Kettle Act in May?"
    assert unmentioned(asked, support()) == ["Blubbomat"]
    assert unmentioned("Must Museums fit a whistle?", support()) == []
