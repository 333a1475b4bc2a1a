"""The old and the new wording of a provision, and what amendments changed."""

from pathlib import Path

import pytest

from ingest.differences import Piece
from ingest.store import read_corpus
from rag.compare_versions import changed_in, span_of, tidied, versions
from tests.test_ingest_consolidations import built

BASE = "32099R0001"


@pytest.fixture(scope="module")
def amended(tmp_path_factory):
    """A corpus with an act, two amending acts and what is computed from them."""
    folder = tmp_path_factory.mktemp("versions")
    built(folder)
    return read_corpus(Path(folder) / "home")


def test_without_days_the_latest_change_is_shown(amended):
    provision = amended.provisions[f"{BASE}#art_1.par_1"]
    shown = versions(provision, amended, ("", ""), "2105-01-01")
    assert shown.ever_changed
    assert shown.differs
    assert shown.found.new.day == "2105-01-01"
    assert shown.found.old.provision.text != shown.found.new.provision.text
    first, last = span_of(shown.found.old.provision, amended, shown.found.old.day)
    assert first <= shown.found.old.day <= last < shown.found.new.day


def test_a_provision_that_never_changed_says_so(amended):
    shown = versions(amended.provisions[f"{BASE}#art_2"], amended, ("", ""), "2105-01-01")
    assert not shown.ever_changed
    assert not shown.differs


def test_between_days_of_one_wording_there_is_no_difference(amended):
    provision = amended.provisions[f"{BASE}#art_1.par_1"]
    shown = versions(provision, amended, ("2099-02-01", "2099-03-01"), "2105-01-01")
    assert shown.ever_changed
    assert not shown.differs


def test_what_was_changed_is_listed_by_act(amended):
    [changed] = changed_in(amended)
    assert changed.document.work == BASE
    assert "art_1.par_1" in {p.anchor for p in changed.provisions}
    assert "art_2" not in {p.anchor for p in changed.provisions}


def pieces(*pairs):
    return tuple(Piece(kind, text) for kind, text in pairs)


@pytest.mark.parametrize("kind", ["inserted", "deleted"])
def test_a_whole_line_is_marked_as_one(kind):
    torn = pieces(("same", "that:\n(a) tin;\n("), (kind, "b) lead;\n("), ("same", "c) iron."))
    assert tidied(torn) == pieces(
        ("same", "that:\n(a) tin;\n"), (kind, "(b) lead;\n"), ("same", "(c) iron.")
    )


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(pieces(("same", "a "), ("inserted", "big "), ("same", "pot")), id="words"),
        pytest.param(
            pieces(("same", "(a) tin;\n"), ("inserted", "(b) lead;\n"), ("same", "(c) iron.")),
            id="a line already",
        ),
        pytest.param(pieces(("same", "all")), id="one piece"),
    ],
)
def test_other_differences_stay_as_they_are(found):
    assert tidied(found) == found
