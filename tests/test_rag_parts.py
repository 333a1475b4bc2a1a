"""A question is divided into what it asks, and each part is searched by itself."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.model import Corpus
from rag.asking import read
from rag.chain import Assistant
from rag.facets import EVERYWHERE, admits
from rag.model import Filters, Hit, Question, Search
from rag.parts import LAW, STORY, Part, parts
from rag.precise import by_definition
from rag.rank import first_of
from tests.conftest import KETTLE_NEWS, KETTLE_TALE, corpus, document, kettle_corpus, provision

KETTLES = kettle_corpus()
GDPR, NIS2 = "32016R0679", "32022L2555"
TWO = corpus(
    provision("art_4", "‘lid’ means what closes a vessel;", id=f"{GDPR}#art_4", document_id=GDPR),
    provision("art_5", "Lids shall close tightly.", id=f"{GDPR}#art_5", document_id=GDPR),
    provision("art_7", "Lids shall be round.", id=f"{NIS2}#art_7", document_id=NIS2),
    provision("art_8", "Lids of tin shall be round.", id=f"{NIS2}+#art_8", document_id=f"{NIS2}+"),
    documents=(
        document(id=GDPR, work=GDPR, short_title="GDPR"),
        document(id=NIS2, work=NIS2, short_title="NIS2", kind="directive"),
        document(id=f"{NIS2}+", work=NIS2, short_title="NIS2", tier="consolidated"),
        KETTLE_NEWS,
        KETTLE_TALE,
    ),
)
STORIES = frozenset({KETTLE_NEWS.id, KETTLE_TALE.id})


def everything(known: Corpus) -> Search:
    """Return a search that finds whatever the filters admit."""

    def search(question: Question, k: int) -> Sequence[Hit]:
        admitted = (p for p in known.provisions.values() if admits(question.filters, p, known))
        return [Hit(provision, 1.0, "words") for provision in admitted][:k]

    return search


def divided(
    text: str, known: Corpus = TWO, filters: Filters = EVERYWHERE, k: int = 8
) -> list[Part]:
    question = Question(text, filters)
    search = first_of(by_definition(known), then=everything(known))
    return parts(question, read(text), known, search, k)


def documents(part: Part) -> set[str]:
    return {hit.provision.document_id for hit in part.hits}


@pytest.mark.parametrize(
    "text",
    [
        "Must lids close?",
        "What does the GDPR say of lids?",
        "Compare Article 5 of the GDPR and Article 7 of NIS2",
        "What does the first article say?",
        "Do lids and spouts have to be round?",
        "",
    ],
)
def test_most_questions_have_one_part_without_a_heading(text: str) -> None:
    [part] = divided(text)
    assert (part.heading, part.otherwise, part.without) == ("", "", frozenset())
    assert part.question == Question(text)
    assert part.asked == read(text)


def test_acts_compared_are_searched_one_by_one_for_the_topic() -> None:
    first, second = divided("How do the GDPR and NIS2 differ on round lids?")
    assert (first.heading, second.heading) == ("GDPR", "NIS2")
    assert documents(first) == {GDPR}
    assert documents(second) == {NIS2, f"{NIS2}+"}, "every text of the act is searched"
    for part in (first, second):
        assert "round lids" in part.question.text
        assert "GDPR" not in part.question.text
        assert "NIS2" not in part.question.text


def test_what_is_said_of_an_act_without_an_answer_names_it() -> None:
    parts_found = divided("How do the GDPR and NIS2 differ on round lids?")
    assert [part.otherwise for part in parts_found] == [
        "Nothing on this was found in the GDPR.",
        "Nothing on this was found in NIS2.",
    ]


def test_an_act_that_is_not_here_has_a_part_that_says_so() -> None:
    first, second = divided("How do the GDPR and DORA differ on lids?")
    assert documents(first) == {GDPR}
    assert second.hits == ()
    assert "DORA" in second.heading
    assert "not in this corpus" in second.otherwise


def test_terms_that_are_defined_are_shown_side_by_side() -> None:
    first, second = divided("What is the difference between a kettle and a maker?", KETTLES)
    assert (first.heading, second.heading) == ("Kettle", "Maker")
    assert [p.hits[0].provision.anchor for p in (first, second)] == ["art_2.pnt_1", "art_2.pnt_2"]


@pytest.mark.parametrize(
    "text",
    [
        "What is the difference between a kettle and a walrus?",
        "What is the difference between a walrus and a maker?",
        "Must I test kettles or makers?",
        "Compare Articles 4 and 5",
    ],
)
def test_terms_without_a_definition_are_one_question(text: str) -> None:
    [part] = divided(text, KETTLES)
    assert part.heading == ""
    assert part.question.text == text


def test_the_act_of_two_terms_is_kept() -> None:
    [part] = divided("What is the difference between a kettle and a maker in NIS2?", KETTLES)
    assert part.heading == "", "neither is defined in that act"


BRIDGES = (
    "What does EU law say about the ban in the first article?",
    "The first article mentions a ban. Does the Act know such a ban?",
    "Is the ban in the second article legal under EU law?",
)


@pytest.mark.parametrize("text", BRIDGES)
def test_the_law_comes_before_the_article_that_it_is_asked_about(text: str) -> None:
    law, story = divided(text, KETTLES, k=80)
    assert (law.heading, story.heading) == (LAW, STORY)
    assert documents(law) == {"32099R0001"}
    assert documents(story) == STORIES
    assert law.otherwise == "No provision of this corpus was found to govern this."
    assert story.otherwise
    assert (law.asked.about_law, law.asked.about_story) == (True, False)
    assert (story.asked.about_law, story.asked.about_story) == (False, True)


def test_law_that_stories_would_crowd_out_is_still_found() -> None:
    crowd = [
        provision(id=f"{KETTLE_NEWS.id}#par_{n}", document_id=KETTLE_NEWS.id, tier="news")
        for n in range(6)
    ]
    known = corpus(*crowd, provision("art_1"), documents=(document(), KETTLE_NEWS))
    law, _ = divided(BRIDGES[0], known, k=5)
    assert documents(law) == {"32099R0001"}


def test_what_leans_on_what_is_told_is_asked_with_it() -> None:
    law, story = divided("The first article mentions a ban. Does the Act know such a thing?")
    assert "ban" in law.asked.text
    assert "such a thing" not in story.asked.text
    law, _ = divided("The first article mentions a ban. Does the Act say when lids are round?")
    assert "ban" not in law.asked.text
    assert "lids are round" in law.asked.text


def test_no_more_is_found_for_a_part_than_asked_for() -> None:
    for text in ("How do the GDPR and NIS2 differ on lids?", BRIDGES[0], "Must lids close?"):
        assert all(len(part.hits) <= 1 for part in divided(text, KETTLES, k=1))


ACTS = ("GDPR", "NIS2", "DORA", "Regulation (EU) 2099/1", "the AI Act")
WORDS = (
    *("How do", "and", "differ", "the first article", "what does EU law say about", "kettle", "."),
    *("maker", "difference between", "What is the", "Article 4", "lids", "?", "compare", *ACTS),
)
TEXTS = st.one_of(
    st.sampled_from(BRIDGES),
    st.text(max_size=60),
    st.lists(st.sampled_from(WORDS), max_size=10).map(" ".join),
    st.tuples(st.sampled_from(ACTS), st.sampled_from(ACTS)).map(
        lambda acts: f"How do {acts[0]} and {acts[1]} differ on lids?"
    ),
)


def some(*values: str) -> st.SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(values), max_size=2)


@pytest.mark.parametrize("known", [KETTLES, TWO], ids=["one act", "two acts"])
@settings(max_examples=200, deadline=None)
@given(
    text=TEXTS,
    own=some(GDPR, NIS2, "32099R0001", KETTLE_NEWS.id, "32099R9999"),
    places=some("EU", "US", "UK"),
    tiers=some("law", "news", "fiction"),
)
def test_no_part_looks_where_the_question_does_not(
    known: Corpus, text: str, own: frozenset[str], places: frozenset[str], tiers: frozenset[str]
) -> None:
    filters = Filters(documents=own, jurisdictions=places, tiers=tiers)
    found = divided(text, known, filters)
    assert found
    for part in found:
        theirs = part.question.filters
        assert (theirs.jurisdictions, theirs.tiers) == (places, tiers)
        assert replace(theirs, documents=own) == filters, "nothing but the documents is narrowed"
        assert not own or theirs.documents == frozenset({""}) or theirs.documents <= own
        assert theirs.documents or not own
        assert all(admits(filters, hit.provision, known) for hit in part.hits)


def test_an_answer_shows_each_side_under_its_name(kettle: Assistant) -> None:
    answer = kettle.ask(Question("What is the difference between a kettle and a maker?"))
    assert [statement.part for statement in answer.statements] == ["Kettle", "Maker"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param(
            "What does EU law say of the point on tea in the second article?",
            f"{LAW}: No provision of this corpus was found to govern this.",
            id="the law is silent",
        ),
        pytest.param(
            "Compare Regulation (EU) 2099/1 and DORA on whistles",
            "Regulation (EU) 2022/2554 (DORA): ",
            id="the act is not here",
        ),
    ],
)
def test_what_has_no_answer_is_said_before_all_else(
    kettle: Assistant, text: str, first: str
) -> None:
    answer = kettle.ask(Question(text))
    assert answer.answered
    assert answer.notices[0].startswith(first)
    assert not any(statement.part == first.partition(":")[0] for statement in answer.statements)


def test_a_bridge_answers_for_the_law_and_for_the_article(kettle: Assistant) -> None:
    text = "The first article mentions a ban by the minister. Does the Act ban lead in kettles?"
    answer = kettle.ask(Question(text))
    assert [statement.part for statement in answer.statements] == [LAW, STORY]
    law, story = answer.statements
    assert law.citations[0].provision.tier == "law"
    assert story.citations[0].provision.tier == "news"
    assert story.attribution
    assert not law.attribution


def test_where_no_part_has_an_answer_all_is_refused(kettle: Assistant) -> None:
    answer = kettle.ask(Question("Compare DORA and the GDPR on football in Ulaanbaatar"))
    assert not answer.answered
    assert answer.refusal
