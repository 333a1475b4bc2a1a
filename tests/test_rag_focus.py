"""The main law comes first, unless a question leans towards another document."""

import pytest

from rag.facets import EVERYWHERE
from rag.focus import focused
from rag.model import Filters, Hit, Question
from tests.conftest import corpus, document, provision

KETTLES = document()
TEAPOTS = document(id="32099R0002", work="32099R0002", short_title="Teapot Act")
TALE = document(id="doc:tale", work="doc:tale", kind="article", tier="fiction")
LID = provision("art_1", "Kettles have lids.")
SPOUT = provision("art_1", "Teapots pour.", id="32099R0002#art_1", document_id="32099R0002")
STORY = provision("par_1", "A tale.", id="doc:tale#par_1", document_id="doc:tale", tier="fiction")
TEXTS = corpus(LID, SPOUT, STORY, documents=(KETTLES, TEAPOTS, TALE))


def scoring(**scores: float):
    """Return a search that gives each provision a fixed score and honours filters."""
    parts = {"lid": LID, "spout": SPOUT, "story": STORY}

    def search(question: Question, k: int) -> list[Hit]:
        wanted = question.filters.documents
        found = [
            Hit(parts[name], score, "words")
            for name, score in scores.items()
            if not wanted or parts[name].document_id in wanted
        ]
        return sorted(found, key=lambda hit: -hit.score)[:k]

    return search


def order(question: str, filters: Filters = EVERYWHERE, **scores: float) -> list[str]:
    broad = scoring(**scores)
    search = focused(broad, scoring(**scores), scoring(**scores), TEXTS)
    return [hit.provision.document_id for hit in search(Question(question, filters), 3)]


@pytest.mark.parametrize(
    ("scores", "first"),
    [
        pytest.param({"lid": 0.6, "spout": 0.5}, "32099R0001", id="the main law fits better"),
        pytest.param({"lid": 0.5, "spout": 0.55}, "32099R0001", id="the other hardly better"),
        pytest.param({"lid": 0.1, "spout": 0.9}, "32099R0002", id="the other far better"),
    ],
)
def test_the_law_that_the_question_leans_towards_comes_first(scores, first):
    assert order("What pours?", **scores)[0] == first


def test_the_other_law_is_still_found():
    assert set(order("What pours?", lid=0.6, spout=0.5)) == {"32099R0001", "32099R0002"}


@pytest.mark.parametrize("question", ["What changed by amendment?", "What do US rules say?"])
def test_a_question_that_names_something_else_is_searched_everywhere_alike(question):
    assert order(question, lid=0.5, spout=0.55)[0] == "32099R0002"


def test_filters_are_kept():
    only = Filters(documents=frozenset({"32099R0002"}))
    assert order("What pours?", only, lid=0.9, spout=0.1) == ["32099R0002"]


def test_one_law_alone_needs_no_focus():
    broad = scoring(lid=0.5, story=0.4)
    alone = corpus(LID, STORY, documents=(KETTLES, TALE))
    assert focused(broad, broad, broad, alone) is broad
