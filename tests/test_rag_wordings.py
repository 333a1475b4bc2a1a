"""The days between which a provision's words changed are found."""

from dataclasses import replace

import pytest

from rag.wordings import change
from tests.conftest import corpus, document, provision

FIRST = document(in_force_from="2099-01-01", version_date="2099-01-01")
SECOND, THIRD = (
    replace(
        FIRST,
        id=f"02099R0001-{day.replace('-', '')}",
        tier="consolidated",
        in_force_from=day,
        version_date=day,
    )
    for day in ("2100-03-01", "2101-01-01")
)


def texts(*worded, anchor="art_1", documents=(FIRST, SECOND, THIRD)):
    """Return a corpus with one provision in as many texts as there are words, None for none."""
    found = [
        provision(id=f"{act.id}#{anchor}", document_id=act.id, text=text)
        for act, text in zip(documents, worded, strict=True)
        if text is not None
    ]
    return found[0], corpus(*found, documents=documents)


@pytest.mark.parametrize(
    ("worded", "day", "days"),
    [
        pytest.param("aab", "2101-06-01", ("2100-12-31", "2101-01-01"), id="the last change"),
        pytest.param("abb", "2101-06-01", ("2100-02-28", "2100-03-01"), id="the only change"),
        pytest.param("abc", "2101-06-01", ("2100-12-31", "2101-01-01"), id="the later of two"),
        pytest.param("abc", "2100-06-01", ("2100-02-28", "2100-03-01"), id="the one before"),
        pytest.param("aab", "2099-06-01", ("2100-12-31", "2101-01-01"), id="the next change"),
        pytest.param("aaa", "2101-06-01", None, id="one wording"),
        pytest.param((None, "b", "b"), "2101-06-01", ("2100-02-28", "2100-03-01"), id="put in"),
        pytest.param(("a", "a", None), "2101-06-01", ("2100-12-31", "2101-01-01"), id="deleted"),
    ],
)
def test_the_change_nearest_to_the_day_is_found(worded, day, days):
    assert change(*texts(*worded), day) == days


def test_introductory_words_are_words_too():
    given, known = texts("a", "a", "a")
    newer = replace(known.provisions[f"{THIRD.id}#art_1"], chapeau="However:")
    provisions = {**known.provisions, newer.id: newer}
    assert change(given, replace(known, provisions=provisions), "2102-01-01") == (
        "2100-12-31",
        "2101-01-01",
    )


@pytest.mark.parametrize(
    ("given", "known"),
    [
        pytest.param(*texts("a", None, None, anchor="rct_1"), id="a recital"),
        pytest.param(
            *texts("a", "b", documents=(FIRST, replace(SECOND, in_force_from=""))), id="no day"
        ),
        pytest.param(*texts("a", documents=(FIRST,)), id="one text"),
        pytest.param(
            provision(id="doc:x#par_1", document_id="doc:x"), corpus(), id="an unknown document"
        ),
    ],
)
def test_where_nothing_can_be_compared_nothing_is_offered(given, known):
    assert change(given, known, "2102-01-01") is None
