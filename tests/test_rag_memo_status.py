"""What is cited is law on the memo's date, not yet, no longer, or no law at all."""

import pytest

from rag.memo.model import (
    ACT,
    AMENDED,
    FICTION,
    IN_FORCE,
    NOT_BINDING,
    NOT_YET_APPLICABLE,
    NOT_YET_LAW,
    REPEALED,
    REPORTED,
    Mention,
)
from rag.memo.quote import Quoted
from rag.memo.resolve import place
from rag.memo.status import Cited, follows, standing
from tests.conftest import corpus, document, provision
from tests.memo_kettles import AFTER, BEFORE, CORPUS, K, T, found, one

K2 = "32090R0009"
OLD = "The notification shall be made not later than 72 hours after the boil-over"


@pytest.mark.parametrize(
    ("text", "day", "status", "reason"),
    [
        pytest.param(f"See Article 4(1) of {K}.", AFTER, IN_FORCE, "", id="in force"),
        pytest.param(
            f"See Article 3(2) of {K}.",
            AFTER,
            IN_FORCE,
            "was amended from 1 July 2095",
            id="in force, as amended",
        ),
        pytest.param(
            f"See Article 2(1) of {K}.",
            AFTER,
            NOT_YET_APPLICABLE,
            "1 January 2097",
            id="not yet applicable",
        ),
        pytest.param(
            f"See Article 2(1) of {K}.", BEFORE, IN_FORCE, "", id="applicable before it was put off"
        ),
        pytest.param(
            f"See Article 4(1) of {K}.",
            "2090-06-01",
            NOT_YET_LAW,
            "law from 1 January 2091",
            id="not yet law",
        ),
        pytest.param(
            f"See Article 2a(1) of {K}.", BEFORE, NOT_YET_LAW, "put into", id="not yet put in"
        ),
        pytest.param(f"See Article 2(2) of {K}.", AFTER, REPEALED, "was deleted", id="deleted"),
        pytest.param(
            f"Article 3(2) of {K}: “{OLD}”.",
            AFTER,
            AMENDED,
            "[-72-]{+96+}",
            id="older words quoted",
        ),
        pytest.param(
            f"Article 3(2) of {K}: “{OLD}”.", BEFORE, IN_FORCE, "", id="the same, in time"
        ),
        pytest.param(
            f"Recital 1 of {K} requires makers to fit a whistle.",
            AFTER,
            NOT_BINDING,
            "does not bind",
            id="a recital as if it bound",
        ),
        pytest.param(
            f"Recital 1 of {K} explains the whistle.",
            AFTER,
            IN_FORCE,
            "",
            id="a recital as what it is",
        ),
        pytest.param(f"{T} is on pots.", AFTER, IN_FORCE, "", id="an act"),
        pytest.param(
            f"{T} is on pots.", "2091-01-01", NOT_YET_LAW, "", id="an act that is no law yet"
        ),
        pytest.param("See Article 5 of Regulation (EU) 2050/77.", AFTER, "", "", id="not known"),
    ],
)
def test_the_status_is_that_of_the_day(text, day, status, reason):
    finding = one(text, day)
    assert finding.status == status
    assert reason in " ".join(finding.reasons)


def test_a_recital_beside_an_article_is_no_authority_of_its_own():
    text = f"Makers must fit a whistle: Article 2(1)(a) and recital 1 of {K}."
    assert NOT_BINDING not in {f.status for f in found(text)}


@pytest.mark.parametrize(
    ("story", "status"), [("doc:kettle-news", REPORTED), ("doc:kettle-tale", FICTION)]
)
def test_a_story_is_no_law(story, status):
    cited = Cited(
        place(Mention("", (0, 0), ACT, act=story), (), CORPUS, AFTER), Quoted(), "", False
    )
    assert standing(cited, CORPUS, AFTER).status == status


def test_a_sentence_that_follows_the_words_of_the_older_text_is_told():
    older = provision(text="Makers shall ensure a sufficient level of care, to their best extent.")
    newer = provision(text="Makers shall take measures to support the development of care.")
    assert follows("Makers must ensure a sufficient level of care.", older, newer)
    assert not follows("Makers must support the development of care.", older, newer)
    assert not follows("Makers must take care.", older, newer)


@pytest.mark.parametrize(
    ("amended_by", "status"), [(("32095R0007",), IN_FORCE), ((), REPEALED)], ids=["amended", "not"]
)
def test_a_law_whose_amended_text_is_not_here_is_law_all_the_same(amended_by, status):
    """A machine that reaches only the text as published must not call the act repealed."""
    act = document(
        id=K2, work=K2, in_force_from="2090-01-01", in_force_to="2095-06-30", amended_by=amended_by
    )
    known = corpus(provision(id=f"{K2}#art_1", document_id=K2), documents=(act,))
    cited = Cited(place(Mention("", (0, 0), ACT, act=K2), (), known, AFTER), Quoted(), "", False)
    assert standing(cited, known, AFTER).status == status
