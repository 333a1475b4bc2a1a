"""Each part of a question is answered, refused or asked back, and the reader is told which."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from ingest.model import Corpus
from rag.asking import read
from rag.chain import Assistant
from rag.decide import Decided, Means, decide
from rag.extras import Extras
from rag.facets import EVERYWHERE, admits
from rag.model import Answer, Filters, Hit, Question, Search
from rag.parts import LAW, STORY, Part
from rag.precise import NAMED, by_definition, by_label
from rag.rank import first_of
from rag.refusal import VERY_FAR
from rag.telling import Meaning, Support, support_of
from tests.conftest import corpus, document, provision

KETTLE, LID = "32099R0001", "32099R0002"
KNOWN = corpus(
    provision("art_2", "‘kettle’ means a vessel that boils water;", label="Article 2"),
    provision("art_4", "Makers shall whistle.", label="Article 4"),
    provision("art_5", "Makers shall test the spout.\nToys need none.", label="Article 5"),
    provision("art_5.par_1", "Makers shall test the spout.", label="Article 5(1)"),
    provision("art_5.par_2", "Toys need no test of the handle.", label="Article 5(2)"),
    provision("art_7", "Spouts shall pour.", label="Article 7"),
    provision(
        "art_5",
        "Makers shall close the lid.",
        label="Article 5",
        id=f"{LID}#art_5",
        document_id=LID,
    ),
    provision(
        "art_7", "Hinges shall be round.", label="Article 7", id=f"{LID}#art_7", document_id=LID
    ),
    documents=(document(), document(id=LID, work=LID, short_title="Lid Act", jurisdiction="UK")),
)
ASKED_BACK = "Article 5 of which act? Kettle Act and Lid Act both have one."


def support(known: Corpus = KNOWN) -> Support:
    return support_of(known, {}, Meaning(lambda _: VERY_FAR, lambda _: 0.0, lambda one, other: 0.0))


def by_words(known: Corpus) -> Search:
    """Return a search for the provisions that have most of the question's words."""
    covered: Callable[..., float] = support(known).covered

    def search(question: Question, k: int) -> Sequence[Hit]:
        admitted = [p for p in known.provisions.values() if admits(question.filters, p, known)]
        shares = {p.id: covered(read(question.text).text, p) for p in admitted}
        best = sorted(admitted, key=lambda p: (-shares[p.id], -p.anchor.count(".")))
        return [Hit(p, shares[p.id], "words") for p in best if shares[p.id]][:k]

    return search


def search_of(known: Corpus) -> Search:
    return first_of(by_label(known), by_definition(known), then=by_words(known))


def decided(text: str, known: Corpus = KNOWN, filters: Filters = EVERYWHERE) -> Decided:
    question = Question(text, filters)
    hits = tuple(search_of(known)(question, 8))
    part = Part(question, read(text), hits)
    return decide(part, Means(known, support(known), Extras(known)))


def ask(text: str, known: Corpus = KNOWN) -> Answer:
    return Assistant(known, search_of(known), support(known), date(2099, 6, 1)).ask(Question(text))


def quoted(found: Decided) -> list[str]:
    return [claim.quotes[0][0] for claim in found.draft.claims]


@pytest.mark.parametrize(
    "text",
    ["Article 5", "What does Article 5 say?", "Please explain Article 5.", "Is Article 5 law?"],
)
def test_a_citation_that_several_acts_have_is_asked_back(text: str) -> None:
    found = decided(text)
    assert found.refusal == ASKED_BACK
    assert found.draft.claims == ()
    assert found.choices == (
        "What does Article 5 of the Kettle Act say?",
        "What does Article 5 of the Lid Act say?",
    )


def test_the_question_back_is_an_answer_with_choices() -> None:
    answer = ask("What does Article 5 say?")
    assert not answer.answered
    assert answer.refusal == ASKED_BACK
    assert len(answer.choices) == 2
    assert answer.extras == ()


def test_the_citation_that_is_asked_back_is_the_one_that_several_acts_have() -> None:
    found = decided("Articles 4 and 5")
    assert found.refusal == ASKED_BACK
    assert all("Article 5" in choice for choice in found.choices)


@pytest.mark.parametrize(
    ("text", "document_id"),
    [
        ("What does Article 5 of Regulation (EU) 2099/2 say?", LID),
        ("What does Article 5 of Regulation (EU) 2099/1 say?", KETTLE),
        ("Under Regulation (EU) 2099/2, what does Article 5 say?", LID),
    ],
)
def test_a_citation_with_its_act_is_not_asked_back(text: str, document_id: str) -> None:
    found = decided(text)
    assert quoted(found) == [f"{document_id}#art_5"]
    assert found.missing == ()
    assert found.choices == ()


def test_what_one_act_has_is_not_asked_back() -> None:
    assert quoted(decided("What does Article 4 say?")) == [f"{KETTLE}#art_4"]


@pytest.mark.parametrize(
    ("filters", "document_id"),
    [
        (Filters(documents=frozenset({LID})), LID),
        (Filters(jurisdictions=frozenset({"EU"})), KETTLE),
    ],
)
def test_filters_that_leave_one_act_choose_it(filters: Filters, document_id: str) -> None:
    found = decided("What does Article 5 say?", filters=filters)
    assert quoted(found) == [f"{document_id}#art_5"]
    assert found.part.hits[0].why == NAMED


@pytest.mark.parametrize(
    ("text", "identifier", "act", "other"),
    [
        (
            "Must makers close the lid under Article 5?",
            f"{LID}#art_5",
            "Lid Act",
            "Kettle Act",
        ),
        (
            "Must makers test the spout under Article 5?",
            f"{KETTLE}#art_5.par_1",
            "Kettle Act",
            "Lid Act",
        ),
    ],
)
def test_other_words_choose_the_act_and_the_reader_is_told(
    text: str, identifier: str, act: str, other: str
) -> None:
    found = decided(text)
    assert quoted(found) == [identifier]
    places = [hit.provision.id for hit in found.part.hits]
    assert len(set(places)) == len(places)
    assert f"{KETTLE if identifier.startswith(LID) else LID}#art_5" not in places
    told = f"Article 5 is read as the {act}'s. {other} has one too: name the act to see it."
    assert found.missing == (told,)
    answer = ask(text)
    assert answer.answered
    assert answer.notices[0] == told
    assert answer.choices == ()


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        pytest.param("Is a handle of toys tested under Article 5?", "art_5.par_2", id="paragraph"),
        pytest.param("What does Article 5 say?", "art_5", id="looked up"),
        pytest.param("Has Article 5 on the handle been amended?", "art_5", id="changes"),
    ],
)
def test_the_paragraph_that_answers_stands_for_its_article(text: str, identifier: str) -> None:
    own = Filters(documents=frozenset({KETTLE}))
    assert quoted(decided(text, filters=own)) == [f"{KETTLE}#{identifier}"]


def test_a_citation_that_cannot_be_shown_is_refused_with_the_reason() -> None:
    found = decided("What does Article 99 say?")
    assert "There is no Article 99" in found.refusal
    assert found.draft.claims == ()


def test_what_is_missing_is_told_with_what_is_shown() -> None:
    text = "What do Articles 5 and 99 of Regulation (EU) 2099/2 say?"
    found = decided(text)
    assert quoted(found) == [f"{LID}#art_5"]
    assert found.refusal == ""
    assert "There is no Article 99 in the Lid Act" in found.missing[0]
    assert ask(text).notices[0] == found.missing[0]


def test_an_act_that_is_not_here_is_named() -> None:
    assert decided("Must makers close the lid under the GDPR?").refusal == (
        "Regulation (EU) 2016/679 (GDPR): not in this corpus."
    )


def test_beside_an_act_that_is_here_another_need_not_be() -> None:
    found = decided("Must makers whistle under Regulation (EU) 2099/1 as under the GDPR?")
    assert "not in this corpus" not in found.refusal


@pytest.mark.parametrize(
    ("told", "answered"),
    [
        ("Must makers close the lid?", True),
        ("Must negotiators in Rome hand the lid to him?", False),
    ],
)
def test_the_law_is_said_to_govern_only_what_shares_its_words(told: str, answered: bool) -> None:
    question = Question(told)
    hit = Hit(KNOWN.provisions[f"{LID}#art_5"], 1.0, "words")
    near = support_of(KNOWN, {}, Meaning(lambda _: 1.0, lambda _: 1.0, lambda one, other: 1.0))
    part = Part(question, read(told), (hit,), LAW, "Silent.")
    found = decide(part, Means(KNOWN, near, Extras(KNOWN)))
    assert found.refusal == ("" if answered else "Silent.")
    assert bool(found.draft.claims) == answered
    act = Part(question, read(told), (hit,), "Lid Act", "Silent.")
    assert bool(decide(act, Means(KNOWN, near, Extras(KNOWN))).draft.claims) == answered
    story = Part(question, read(told), (hit,), STORY, "Silent.")
    assert decide(story, Means(KNOWN, near, Extras(KNOWN))).draft.claims


EXCEPTED = corpus(
    provision("art_4", "1. Lids shall close.\n2. Paragraph 1 shall not apply to toys."),
    provision("art_4.par_1", "Lids shall close."),
    provision("art_4.par_2", "Paragraph 1 shall not apply to toys."),
)


@pytest.mark.parametrize(
    ("text", "heading", "extras"),
    [
        pytest.param("Must lids close?", "", ["art_4.par_2"], id="one question"),
        pytest.param("Must lids close?", "Kettle Act", [], id="one part of several"),
        pytest.param("What does Article 4(1) say?", "", [], id="looked up"),
        pytest.param("Has Article 4(1) been amended?", "", [], id="changes"),
    ],
)
def test_only_the_answer_to_a_question_of_one_part_has_something_beside_it(
    text: str, heading: str, extras: list[str]
) -> None:
    hits = (Hit(EXCEPTED.provisions["32099R0001#art_4.par_1"], 1.0, NAMED),)
    part = Part(Question(text), read(text), hits, heading)
    found = decide(part, Means(EXCEPTED, support(EXCEPTED), Extras(EXCEPTED)))
    assert quoted(found) == ["32099R0001#art_4.par_1"]
    beside = [claim.quotes[0][0].partition("#")[2] for claim in found.draft.extras]
    assert beside == extras


def test_every_claim_stands_under_the_heading_of_its_part() -> None:
    question = Question("Must makers close the lid?")
    hits = tuple(by_words(KNOWN)(question, 5))
    part = Part(question, read(question.text), hits, "Lid Act", "Nothing.")
    found = decide(part, Means(KNOWN, support(), Extras(KNOWN)))
    assert {claim.part for claim in found.draft.claims} == {"Lid Act"}
    assert found.draft.extras == ()


def test_nothing_found_is_refused_without_a_claim() -> None:
    found = decided("Who won the football match?")
    assert found.refusal
    assert (found.draft.claims, found.draft.extras, found.choices) == ((), (), ())
