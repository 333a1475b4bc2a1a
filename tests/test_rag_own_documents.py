"""A user's paragraph answers what no law speaks of, and gives way to a law that does."""

from collections.abc import Sequence

import pytest

from ingest.model import Provision
from rag.model import Hit, Question
from rag.own_documents import ANSWERED, own_first
from rag.telling import Meaning, support_of
from tests.conftest import corpus, document, provision

LAW = provision("art_1", "Makers shall keep within the limit for steam from kettles.")
OTHER = provision("art_2", "Lids shall close.")


def paragraph(owner: str, text: str) -> Provision:
    return provision(
        id=f"{owner}#par_1", document_id=owner, tier="news", kind="paragraph", text=text
    )


GIFTS = paragraph("doc:own", "Gifts from suppliers have a limit of 35 euros.")
STEAM = paragraph("doc:own", "A report: the limit for steam from kettles is in the law.")
BUNDLED = paragraph("doc:tale", "Gifts from suppliers have a limit of 35 euros.")


def first(question: str, mine: Provision, asked: float = 0.0) -> str:
    found: tuple[Provision, ...] = (LAW, OTHER, mine)
    documents = (
        document(),
        document(id="doc:own", tier="news", obtained_from="user"),
        document(id="doc:tale", tier="news", obtained_from="note"),
    )
    known = corpus(*found, documents=documents)
    meaning = Meaning(lambda _: 0.0, lambda _: asked, lambda one, other: 0.0)

    def search(question: Question, k: int) -> Sequence[Hit]:
        return [Hit(p, 1.0 - n / 10, "words") for n, p in enumerate(found)][:k]

    ranked = own_first(search, known, support_of(known, {}, meaning))
    hits = ranked(Question(question), 3)
    assert sorted(hit.provision.id for hit in hits) == sorted(p.id for p in found)
    return hits[0].provision.id


@pytest.mark.parametrize(
    ("question", "mine", "asked", "answers"),
    [
        pytest.param("What is the limit for gifts from suppliers?", GIFTS, 0.0, GIFTS, id="own"),
        pytest.param("What is the limit for steam?", STEAM, 0.0, LAW, id="the law has it too"),
        pytest.param("Gifts from suppliers under the AI Act?", GIFTS, 0.0, LAW, id="act named"),
        pytest.param("Which limit for gifts?", GIFTS, ANSWERED, LAW, id="the law is known to"),
        pytest.param("What is the limit for gifts?", BUNDLED, 0.0, LAW, id="not the user's"),
        pytest.param("Who may bring visitors?", GIFTS, 0.0, LAW, id="nobody has it"),
    ],
)
def test_what_no_law_speaks_of_is_answered_by_the_users_own_words(
    question: str, mine: Provision, asked: float, answers: Provision
) -> None:
    assert first(question, mine, asked) == answers.id
