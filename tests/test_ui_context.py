"""A source can be read between its neighbours, in the text of the day."""

import html
import re
from dataclasses import replace

import pytest

from tests.conftest import corpus, document, kettle_corpus, provision
from ui.context import context
from ui.marked import LONGEST, Marks
from ui.places import View
from ui.wording import GERMAN, read_wording

KETTLES = kettle_corpus()
VIEW = View(KETTLES.documents, "2099-06-01", corpus=KETTLES)


def read(place, quote="", view=VIEW):
    """Return what a reader of the unfolded context sees, one line an element."""
    given = KETTLES.provisions[place]
    start = given.text.index(quote)
    marks = Marks([(start, start + len(quote))] if quote else [])
    shown = re.sub(r'<span class="sr-only".*?</span>', "", context(given, marks, view))
    lines = re.sub(r"</p>|</summary>", "\n", shown)
    said = html.unescape(re.sub("<[^>]+>", "", lines)).strip()
    return [line.strip() for line in said.split("\n")]


def test_a_point_stands_between_its_neighbours_under_the_words_they_complete():
    assert read("32099R0001#art_3.par_1.pnt_b", "lead") == [
        "In context",
        "The following kettle practices shall be prohibited:",
        "(a)the sale of a kettle without a whistle;",
        "(b)the painting of a kettle with lead;",
        "(c)the hiding of the switch against boiling dry.",
    ]


def test_further_points_are_left_out_with_a_mark():
    assert read("32099R0001#art_2.pnt_1")[-1] == "…"
    assert read("32099R0001#art_2.pnt_4")[2] == "…"
    assert read("32099R0001#art_2.pnt_4")[3].startswith("(2)")


def test_of_paragraphs_the_one_before_and_the_one_after_are_shown():
    shown = read("32099R0001#art_5.par_2", "72 hours")
    assert [line[:2] for line in shown[1:]] == ["1.", "2.", "3."]
    assert read("32099R0001#art_5.par_1")[-1] == "…"


@pytest.mark.parametrize(
    ("place", "labels"),
    [
        pytest.param("32099R0001#art_4", ["Article 3", "Article 4", "Article 5"], id="article"),
        pytest.param("32099R0001#rct_2", ["Recital 1", "Recital 2"], id="recital"),
        pytest.param(
            "doc:kettle-news#par_1", ["Paragraph 1 (brief)", "Paragraph 2 (brief)"], id="news"
        ),
    ],
)
def test_what_stands_for_itself_is_named(place, labels):
    named = [line.partition(":")[0] for line in read(place)]
    assert [line for line in named if line in labels] == labels


def test_the_quote_is_marked_in_it_once_more():
    given = KETTLES.provisions["32099R0001#art_3.par_1.pnt_b"]
    shown = context(given, Marks([(16, 22)]), VIEW)
    assert shown.count('<span class="echo">') == 1
    assert "<mark" not in shown
    assert (
        '<div class="here"><span class="sr-only" lang="en">The provision of this source:' in shown
    )


def test_a_long_neighbour_loses_its_middle():
    texts = corpus(
        provision("art_1.par_1", "One."),
        provision("art_1.par_2", "\n".join(f"line {n} " + "boil " * 9 for n in range(40))),
    )
    given = texts.provisions["32099R0001#art_1.par_1"]
    shown = re.sub("<[^>]+>", "", context(given, Marks(), replace(VIEW, corpus=texts)))
    assert "line 0" in shown
    assert "line 39" in shown
    assert "line 20" not in shown
    assert len(shown) < LONGEST + 200


@pytest.mark.parametrize(
    ("day", "neighbour"),
    [("2099-12-31", "Teapots may steam."), ("2100-03-01", "Teapots shall steam.")],
)
def test_the_neighbours_are_those_of_the_text_of_the_day(day, neighbour):
    old = document(in_force_from="2099-01-01", version_date="2099-01-01")
    new = replace(
        old,
        id="32099R0001+32100R0002",
        tier="consolidated",
        in_force_from="2100-03-01",
        version_date="2100-03-01",
    )
    given = provision("art_1.par_1", "Kettles shall whistle.")
    then, now = (provision("art_1.par_2", f"Teapots {v} steam.") for v in ("may", "shall"))
    later = [replace(p, id=f"{new.id}#{p.anchor}", document_id=new.id) for p in (given, now)]
    texts = corpus(given, then, *later, documents=(old, new))
    shown = context(given, Marks(), View(texts.documents, day, corpus=texts))
    found = [text for text in ("Teapots may steam.", "Teapots shall steam.") if text in shown]
    assert found == [neighbour]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"corpus": None}, id="no texts"),
        pytest.param({"corpus": corpus(provision())}, id="no neighbours"),
        pytest.param({"corpus": corpus()}, id="not among the texts"),
    ],
)
def test_without_neighbours_nothing_is_folded(changes):
    assert context(provision(), Marks(), replace(VIEW, **changes)) == ""


def test_a_provision_of_an_unknown_document_is_shown_without_neighbours():
    strange = provision(id="32000R0001#art_1", document_id="32000R0001")
    assert context(strange, Marks(), VIEW) == ""


def test_a_german_page_names_the_law_as_english():
    given = KETTLES.provisions["32099R0001#art_5.par_2"]
    shown = context(given, Marks(), replace(VIEW, words=read_wording(GERMAN)))
    assert "<summary>Im Zusammenhang" in shown
    assert '<div class="lawtext" lang="en">' in shown
    assert '<span class="sr-only" lang="de">Die Vorschrift dieser Quelle: </span>' in shown


def test_markup_in_neighbours_stays_text():
    shown = context(KETTLES.provisions["32099R0001#art_5"], Marks(), VIEW)
    assert "&lt;script&gt;" in shown
    assert "<script>" not in shown
