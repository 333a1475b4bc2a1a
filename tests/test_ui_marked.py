"""Lines of a provision keep every word; the quoted ones are marked."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.marked import SHORT, merge, text_html

TEXT = "Kettles shall:\n(a) whistle;\n(b) have a lid, where:\n(i) it is hot; or\n(ii) it is wet."


def words(shown: str) -> str:
    """Return what a reader sees, one line a paragraph."""
    lines = re.findall(r"<p class=\"depth-\d\">(.*?)</p>", shown, re.DOTALL)
    return "\n".join(html.unescape(re.sub(r"<[^>]+>", "", line)) for line in lines)


@given(
    st.text("ab .\n(1)<&", max_size=200),
    st.lists(st.tuples(st.integers(0, 200), st.integers(0, 90))),
)
def test_a_short_text_is_shown_whole_whatever_is_marked(text, places):
    spans = [(start, min(start + length, len(text))) for start, length in places]
    assert words(text_html(text, spans)) == "\n".join(line for line in text.split("\n") if line)


@pytest.mark.parametrize(
    ("quote", "marked"),
    [
        pytest.param("whistle", ["whistle"], id="inside a line"),
        pytest.param("whistle;\n(b) have a lid", ["whistle;", "(b) have a lid"], id="two lines"),
        pytest.param("(a) whistle;", ["(a) whistle;"], id="with its number"),
    ],
)
def test_the_quoted_words_are_marked(quote, marked):
    start = TEXT.index(quote)
    shown = text_html(TEXT, [(start, start + len(quote))])
    found = re.findall(r"<mark>(.*?)</mark>", shown)
    assert [re.sub(r"<[^>]+>", "", one) for one in found] == marked


def test_points_are_set_in_as_deep_as_they_are_nested():
    depths = re.findall(r'depth-(\d)">(?:<span class="num">)?(\(?\w+)', text_html(TEXT))
    assert [int(depth) for depth, _ in depths] == [0, 1, 1, 2, 2]


def test_the_letter_i_after_h_is_no_numeral():
    shown = text_html("(h) one\n(i) two\n(j) three")
    assert re.findall(r"depth-(\d)", shown) == ["1", "1", "1"]


def test_a_long_text_shows_what_is_around_the_quote_and_folds_the_rest():
    text = " ".join(["before"] * 200 + ["quoted words"] + ["after"] * 200)
    start = text.index("quoted words")
    shown = text_html(text, [(start, start + 12)])
    excerpt, _, folded = shown.partition("<details")
    assert "<mark>quoted words</mark>" in excerpt
    assert len(words(excerpt)) < SHORT
    assert words(excerpt).startswith(" … before")
    assert words(excerpt).endswith("after … ")
    assert text in words(folded)


def test_a_point_that_is_cut_keeps_its_number():
    text = "\n".join(f"({letter}) " + "kettle " * 100 + "end" for letter in "abc")
    start = text.rindex("end", 0, text.index("(c)"))
    excerpt = text_html(text, [(start, start + 3)]).partition("<details")[0]
    assert words(excerpt).startswith("(b) … kettle")


@pytest.mark.parametrize(
    ("spans", "merged"),
    [([(5, 9), (0, 2)], [(0, 2), (5, 9)]), ([(0, 5), (3, 9)], [(0, 9)]), ([], [])],
)
def test_overlapping_quotes_become_one(spans, merged):
    assert merge(spans) == merged
