"""A text is arranged to be read: nothing is lost, and each line knows its provision."""

import gc
import weakref
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import cut
from ingest.blocks import Block, Unit
from rag.kept import kept
from rag.reading import Unit as Read
from rag.reading import book_of, book_on
from rag.reading_lines import lines_of
from tests.conftest import corpus, document, provision
from tests.teapots import ACT, AFTER, AMENDED, BEFORE, DUTIES, teapots

CORPUS = teapots()


def book(day=AFTER):
    return book_on(CORPUS.documents[ACT], CORPUS, day)


@pytest.mark.parametrize(
    ("day", "text", "second"),
    [
        pytest.param(BEFORE, ACT, "Importers shall", id="as published"),
        pytest.param(AFTER, AMENDED, "Importers and sellers", id="as amended"),
    ],
)
def test_the_law_of_the_day_is_read(day, text, second):
    read = book(day)
    assert read.document.id == text
    assert read.provisions["art_3.par_2"].text.startswith(second)


def test_an_amended_text_without_recitals_is_read_with_those_of_the_act():
    assert [u.anchor for u in book().units if u.kind == "rct"] == [f"rct_{n}" for n in range(1, 13)]


def test_recitals_share_pages_and_articles_do_not():
    pages = [[unit.anchor for unit in page] for page in book().pages]
    assert pages[1] == ["rct_11", "rct_12"]
    assert pages[2:] == [["art_1"], ["art_2"], ["art_3"], ["art_3a"], ["art_4"], ["anx_I"]]


def test_a_chapter_is_told_from_the_title_of_an_article():
    unit = book().by_anchor["art_3.par_1.pnt_a"]
    assert (unit.anchor, unit.chapter, unit.title) == ("art_3", DUTIES, "Duties")
    assert [u.anchor for u in book().chapter_of(unit)] == ["art_3", "art_3a", "art_4"]


def test_a_note_stands_at_the_article_that_lacks_its_words():
    unit = book(BEFORE).by_anchor["art_4.par_9"]
    assert unit.anchor == "art_4"
    assert [note.label for note in unit.notes] == ["Note on Article 4(9)"]
    assert "art_4.par_9" not in {part.anchor for part in unit.parts}


def test_an_article_of_which_only_notes_are_here_comes_to_its_place():
    chapter = ("CHAPTER I: Teas",)
    act = corpus(
        provision("art_1", headings=(*chapter, "One")),
        provision("art_10", headings=(*chapter, "Ten")),
        provision("anx_I", kind="annex"),
        provision("anx_IX", kind="note"),
        provision("art_2.par_3", "Ours.", kind="note", headings=("Two",)),
    )
    units = book_of(act, "32099R0001").units
    assert [unit.anchor for unit in units] == ["art_1", "art_2", "art_10", "anx_I", "anx_IX"]
    assert (units[1].whole, units[1].chapter, units[1].title) == (None, chapter, "Two")


def test_long_documents_are_cut_into_pages():
    own = [provision(f"par_{n}", kind="paragraph", headings=("A",)) for n in range(90)]
    pages = book_of(corpus(*own), "32099R0001").pages
    assert [len(page) for page in pages] == [40, 40, 10]


def test_each_line_knows_its_number_and_its_provision():
    lines = lines_of(book().by_anchor["art_3"])
    assert [(line.text[: line.marker].strip(), line.within.anchor) for line in lines] == [
        ("1.", "art_3.par_1"),
        ("(a)", "art_3.par_1.pnt_a"),
        ("(b)", "art_3.par_1.pnt_b"),
        ("2.", "art_3.par_2"),
        ("3.", "art_3.par_3"),
    ]
    assert [line.depth for line in lines] == [1, 2, 2, 1, 1]
    assert lines[3].words == "Importers and sellers shall check every spout cover."


def test_words_after_points_belong_to_the_paragraph_again():
    blocks = (Block("If:", "1.", (Block("hot;", "(a)"), Block("then pour."))),)
    cut_up = cut.provisions(document(), [Unit("article", "1", blocks=blocks)])
    lines = lines_of(book_of(corpus(*cut_up), "32099R0001").units[0])
    assert [line.within.anchor for line in lines] == [
        "art_1.par_1",
        "art_1.par_1.pnt_a",
        "art_1.par_1",
    ]


words = st.text("ab c", min_size=1, max_size=8).map(str.strip).filter(bool)
points = st.lists(words, max_size=3).map(
    lambda texts: tuple(
        Block(text, f"({letter})") for text, letter in zip(texts, "abc", strict=False)
    )
)
numbered = st.lists(st.tuples(words, points), min_size=1, max_size=4).map(
    lambda rows: tuple(Block(text, f"{n}.", below) for n, (text, below) in enumerate(rows, 1))
)


@given(numbered)
def test_every_provision_begins_at_a_line_and_no_line_is_lost(blocks):
    cut_up = cut.provisions(document(), [Unit("article", "1", blocks=blocks)])
    whole, *parts = cut_up
    lines = lines_of(Read("art_1", whole, tuple(parts)))
    assert "\n".join(line.text for line in lines) == whole.text
    assert [p for line in lines for p in line.starts] == parts


def test_what_is_kept_goes_with_its_corpus():
    made = []
    remember = kept(lambda corpus, key: made.append(key) or key)
    own = replace(CORPUS)
    assert [remember(own, "a"), remember(own, "a"), remember(own, "b")] == ["a", "a", "b"]
    assert made == ["a", "b"]
    gone = weakref.ref(own)
    del own
    gc.collect()
    assert gone() is None
