"""Passages fit the window, name where they come from, and lose no word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.passages import MARKS, Window, heading_of, is_searched, passages
from tests.conftest import corpus, document, provision


def words(text: str) -> int:
    return len(text.split())


WINDOW = Window(words, 40)


def test_a_passage_opens_with_the_path_of_titles() -> None:
    kettle = provision(
        "art_5.par_1",
        headings=("CHAPTER II: Whistles", "SECTION 1: Loudness", "Loudness"),
        label="Article 5(1)",
    )
    assert heading_of(kettle, corpus(kettle)) == "Kettle Act > Whistles > Loudness > Article 5(1)"


def test_a_point_carries_the_words_it_completes() -> None:
    point = provision("art_5.par_1.pnt_a", "whistle;", chapeau="Kettles shall:", label="L")
    [passage] = passages(corpus(point), WINDOW)
    assert passage.text == "Kettle Act > L\nKettles shall:\nwhistle;"


def test_a_document_without_short_title_is_named_by_its_title() -> None:
    kettle = provision(label="Article 1")
    act = document(short_title="", title="Regulation on kettles")
    assert heading_of(kettle, corpus(kettle, documents=(act,))).startswith("Regulation on kettles")


@pytest.mark.parametrize(
    ("anchor", "below", "searched"),
    [
        ("art_4", (), True),
        ("art_5", ("art_5.par_1",), False),
        ("art_5.par_1", ("art_5.par_1.pnt_a",), True),
        ("art_5.par_1.pnt_a", (), True),
        ("art_5.par_1.pnt_a.pnt_i", (), False),
        ("art_3.pnt_49", ("art_3.pnt_49.pnt_a",), True),
        ("art_3.pnt_49.pnt_a", (), False),
        ("rct_12", (), True),
        ("anx_III", ("anx_III.pnt_4",), False),
        ("anx_V", (), True),
        ("anx_VIII.sct_A", ("anx_VIII.sct_A.pnt_1",), False),
        ("anx_III.pnt_4.pnt_a", (), True),
        ("anx_III.pnt_4.pnt_a.pnt_i", (), False),
        ("par_7", (), True),
        ("", (), True),
    ],
)
def test_what_is_found_on_its_own(anchor: str, below: tuple[str, ...], searched: bool) -> None:
    asked = provision(anchor)
    assert is_searched(asked, corpus(asked, *map(provision, below))) is searched


def test_an_id_without_anchor_is_searched_too() -> None:
    rule = provision(id="rule-7", document_id="rulebook")
    book = document(id="rulebook")
    assert [p.provision_id for p in passages(corpus(rule, documents=(book,)), WINDOW)] == ["rule-7"]


def test_a_long_provision_is_cut_between_lines_and_each_piece_has_its_heading() -> None:
    lines = [f"({letter}) " + "loud " * 14 + "whistle;" for letter in "abcd"]
    cut = passages(corpus(provision(text="\n".join(lines), label="L")), WINDOW)
    assert [passage.body for passage in cut] == ["\n".join(lines[:2]), "\n".join(lines[2:])]
    assert {passage.heading for passage in cut} == {"Kettle Act > L"}
    assert len({passage.id for passage in cut}) == 2


@given(st.lists(st.text(alphabet="ab .;\n", max_size=120), min_size=1, max_size=6))
def test_no_word_is_lost_and_no_passage_is_too_long(lines: list[str]) -> None:
    text = "\n".join(lines)
    cut = passages(corpus(provision(text=text)), WINDOW)
    assert " ".join(passage.body for passage in cut).split() == text.split()
    assert all(words(passage.text) <= WINDOW.size - MARKS for passage in cut)


def test_very_long_headings_and_chapeaus_leave_room_for_the_text() -> None:
    crowded = provision(headings=("title " * 100,), chapeau="shall " * 100, text="whistle " * 30)
    cut = passages(corpus(crowded), WINDOW)
    assert all(words(passage.text) <= WINDOW.size for passage in cut)
    assert sum(passage.body.count("whistle") for passage in cut) == 30
