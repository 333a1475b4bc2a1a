"""A question that is almost one of ours is answered by the provision that ours belongs to."""

from collections.abc import Sequence

import pytest

from rag.model import Hit, Question
from rag.same_question import ALMOST_THE_SAME, ASKED, by_same_question
from tests.conftest import corpus, document, provision

OURS = provision("art_4", "Makers shall fit a whistle.")
THEIRS = provision("art_9", "Lids close.", id="32022L2555#art_9", document_id="32022L2555")
KNOWN = corpus(OURS, THEIRS, documents=(document(), document(id="32022L2555", work="32022L2555")))
SURE = ALMOST_THE_SAME


def found(question: str, *scored: tuple[object, float]) -> list[str]:
    def asks(asked: Question, k: int) -> Sequence[Hit]:
        return [Hit(p, score, "headnote") for p, score in scored][:k]  # type: ignore[arg-type]

    hits = by_same_question(asks, KNOWN)(Question(question), 8)
    assert all(hit.why == ASKED for hit in hits)
    return [hit.provision.id for hit in hits]


@pytest.mark.parametrize(
    ("question", "scored", "ids"),
    [
        pytest.param("Who fits it?", [(OURS, SURE)], [OURS.id], id="almost the same"),
        pytest.param("Who fits it?", [(OURS, SURE - 0.01)], [], id="not near enough"),
        pytest.param("Who fits it?", [(OURS, SURE), (THEIRS, SURE - 0.01)], [], id="two acts"),
        pytest.param(
            "Who fits it?", [(OURS, SURE + 0.04), (THEIRS, SURE)], [OURS.id], id="clearly one act"
        ),
        pytest.param(
            "Who fits it under NIS2?", [(OURS, 0.99), (THEIRS, SURE)], [THEIRS.id], id="act named"
        ),
        pytest.param("Who fits it under Article 3?", [(OURS, 0.99)], [], id="provision named"),
        pytest.param("Who fits it in the article?", [(OURS, 0.99)], [], id="on a story"),
        pytest.param("Who fits it?", [], [], id="nothing"),
    ],
)
def test_only_a_question_of_ours_that_is_almost_the_same_decides(
    question: str, scored: list[tuple[object, float]], ids: list[str]
) -> None:
    assert found(question, *scored) == ids
