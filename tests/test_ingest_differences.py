"""Two wordings are compared word by word, and nothing of either is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.differences import Change, changes, compare
from tests.conftest import provision


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        pytest.param("by 2 August 2026", "by 2 August 2027", "by 2 August [2026]{2027}", id="year"),
        pytest.param("It shall ring.", "It shall not ring.", "It shall {not }ring.", id="not"),
        pytest.param("A lid.", "A lid.", "A lid.", id="the same"),
        pytest.param("", "A lid.", "{A lid.}", id="new"),
        pytest.param("A lid.", "", "[A lid.]", id="gone"),
        pytest.param("up to 3.5 %", "up to 1.5 %", "up to [3.5]{1.5} %", id="a decimal"),
    ],
)
def test_a_difference_shows_whole_words(old: str, new: str, shown: str) -> None:
    marks = {"same": "", "deleted": "[]", "inserted": "{}"}
    parts = [(marks[piece.kind], piece.text) for piece in compare(old, new)]
    assert "".join(f"{m[:1]}{text}{m[1:]}" for m, text in parts) == shown


WORDS = st.text(alphabet="ab 1.,’\n", max_size=40)


@given(WORDS, WORDS)
def test_both_wordings_can_be_put_together_again(old: str, new: str) -> None:
    pieces = compare(old, new)
    assert "".join(p.text for p in pieces if p.kind != "inserted") == old
    assert "".join(p.text for p in pieces if p.kind != "deleted") == new


def test_what_differs_between_two_corpora_is_listed() -> None:
    same, before, gone = provision("art_1"), provision("art_2", "Old."), provision("art_3")
    after, added = provision("art_2", "New."), provision("art_4")
    spaced = provision("art_1", "Kettles  shall whistle.")
    old = {p.id: p for p in (same, before, gone)}
    new = {p.id: p for p in (spaced, after, added)}
    assert list(changes(old, new)) == [
        Change(after.id, "changed"),
        Change(added.id, "added"),
        Change(gone.id, "removed"),
    ]
