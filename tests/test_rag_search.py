"""Searches rank by agreement and authority, keep their filters, and never reorder ties."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.model import Provision
from ingest.store import read_corpus, write_corpus
from rag.adapters.embedder import load_embedder
from rag.index import Index, Texts, build_index
from rag.model import Filters, Hit, Question, Search
from rag.retriever import PinciteRetriever
from rag.search import dense, fuse, hybrid, keyword, operative_first, spread
from tests.conftest import document, provision

QUESTION = Question("Which kettles shall whistle?")


def ranking(*anchors: str) -> Search:
    """Return a search that always finds the same."""
    kinds = {"rct": "recital", "art": "article"}
    found = [
        Hit(provision(anchor, kind=kinds[anchor[:3]]), 1.0 / n, "meaning")
        for n, anchor in enumerate(anchors, 1)
    ]

    def search(question: Question, k: int) -> Sequence[Hit]:
        return found[:k]

    return search


def anchors(hits: Sequence[Hit]) -> list[str]:
    return [hit.provision.anchor for hit in hits]


@pytest.mark.parametrize(
    ("searches", "weights", "found"),
    [
        pytest.param((ranking("art_1", "art_2"),), (), ["art_1", "art_2"], id="one"),
        pytest.param(
            (ranking("art_1", "art_2"), ranking("art_3", "art_2")),
            (),
            ["art_2", "art_1", "art_3"],
            id="agreement wins",
        ),
        pytest.param(
            (ranking("art_1"), ranking("art_2")), (), ["art_1", "art_2"], id="tie keeps order"
        ),
        pytest.param(
            (ranking("art_1"), ranking("art_2")), (1, 2), ["art_2", "art_1"], id="weights"
        ),
        pytest.param((ranking(), ranking()), (), [], id="nothing"),
    ],
)
def test_fusion(searches: tuple[Search, ...], weights: tuple[int, ...], found: list[str]) -> None:
    assert anchors(fuse(*searches, weights=weights)(QUESTION, 5)) == found


def test_fusion_says_how_each_hit_was_found() -> None:
    [hit] = fuse(ranking("art_1"), ranking("art_1"))(QUESTION, 5)
    assert hit.why == "meaning"


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("Must kettles whistle?", "art_1"),
        ("Why must kettles whistle?", "rct_1"),
        ("What do the recitals say of kettles?", "rct_1"),
    ],
)
def test_operative_text_goes_before_recitals_unless_asked(asked: str, first: str) -> None:
    search = operative_first(fuse(ranking("rct_1", "art_1")))
    assert anchors(search(Question(asked), 2))[0] == first


def test_recitals_go_first_where_the_question_names_them() -> None:
    search = operative_first(fuse(ranking("art_1", "rct_1")))
    assert anchors(search(Question("Which recital is on kettles?"), 2)) == ["rct_1", "art_1"]


def test_the_points_of_one_list_do_not_fill_the_result() -> None:
    points = [f"art_1.par_1.pnt_{letter}" for letter in "abc"]
    found = anchors(spread(fuse(ranking(*points, "art_2")))(QUESTION, 4))
    assert found == [points[0], points[1], "art_2", points[2]]


def _texts() -> list[Provision]:
    rows = [
        ("art_1", "This Act applies to makers of kettles.", "Scope", "article"),
        ("art_2.pnt_1", "‘kettle’ means a vessel that whistles;", "Definitions", "article"),
        ("art_3", "Makers shall test each vessel for leaks.", "Tests", "article"),
        ("art_9", "It shall apply from 1 May 2099.", "Entry into force and application", "article"),
        ("rct_1", "Makers that test vessels for leaks save lives.", "", "recital"),
    ]
    return [
        provision(anchor, text, headings=(title,) if title else (), kind=kind)
        for anchor, text, title, kind in rows
    ]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    home: Path = tmp_path_factory.mktemp("home")
    write_corpus(home, [document()], _texts())
    return build_index(Texts(read_corpus(home), home), home, load_embedder(), lambda done, of: None)


@pytest.mark.parametrize(
    ("asked", "first", "why"),
    [
        ("What is a kettle?", "art_2.pnt_1", "words"),
        ("From which date does the Act apply?", "art_9", "meaning"),
        ("Who has to test for leaks?", "art_3", "meaning"),
        ("Why is testing for leaks required?", "rct_1", "meaning"),
    ],
)
def test_the_hybrid_search_finds(index: Index, asked: str, first: str, why: str) -> None:
    hit = both(index)(Question(asked), 3)[0]
    assert hit.provision.anchor == first
    assert why in hit.why


def both(index: Index) -> Search:
    """Return the two searches fused."""
    return hybrid(dense(index), keyword(index))


@pytest.mark.parametrize("build", [dense, keyword, both])
def test_every_search_keeps_its_filters(index: Index, build: object) -> None:
    search: Search = build(index)  # type: ignore[operator]
    asked = "What is a kettle, and when does a test for leaks apply?"
    nothing = Filters(documents=frozenset({"32099R0002"}))
    assert list(search(Question(asked, nothing), 5)) == []
    recitals = Filters(kinds=frozenset({"recital"}))
    assert {h.provision.kind for h in search(Question(asked, recitals), 5)} == {"recital"}
    assert len(search(Question(asked), 2)) == 2


@pytest.mark.parametrize("asked", ["", " ", "?", "the of and", "x" * 20_000])
def test_odd_questions_are_answered_without_an_error(index: Index, asked: str) -> None:
    assert len(both(index)(Question(asked), 3)) <= 3


def test_the_same_question_gives_the_same_hits(index: Index) -> None:
    search = both(index)
    assert search(QUESTION, 5) == search(QUESTION, 5)


def test_langchain_gets_documents_that_say_what_to_cite(index: Index) -> None:
    retriever = PinciteRetriever(search=both(index), k=1)
    [found] = retriever.invoke("What is a kettle?")
    assert found.page_content == "‘kettle’ means a vessel that whistles;"
    assert found.metadata["provision_id"] == "32099R0001#art_2.pnt_1"
    assert {"label", "document_id", "tier", "score", "why"} <= found.metadata.keys()


def test_the_retriever_keeps_its_filters(index: Index) -> None:
    nothing = Filters(tiers=frozenset({"court"}))
    assert PinciteRetriever(search=both(index), filters=nothing).invoke("kettle") == []
