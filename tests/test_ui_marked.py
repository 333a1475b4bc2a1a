"""Lines of a provision keep every word; the quoted ones are marked."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.marked import LONGEST, SHORT, Marks, excerpt, merge, shortened, text_html

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


NUMBERED = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), min_size=1, max_size=4)


@given(NUMBERED)
def test_each_character_is_marked_with_the_numbers_that_quote_it(places):
    text = "ABCDEFGHIJ" * 9
    spans = [(start, start + length) for start, length in places]
    numbers = list(range(1, len(spans) + 1))
    shown = text_html(text, Marks(spans, numbers))
    found = []
    for named, piece in re.findall(r'(?:<mark data-n="([\d ]+)">)?([A-J]+)', shown):
        found += [set(map(int, named.split()))] * len(piece)
    assert found == [
        {n for n, (a, b) in zip(numbers, spans, strict=True) if a <= at < b} for at in range(90)
    ]


def test_what_is_shown_a_second_time_only_looks_marked():
    shown = excerpt(TEXT, Marks([(0, 7)], again=True))
    assert '<span class="echo">Kettles</span> shall:' in shown
    assert "<mark" not in shown


def test_a_short_neighbour_is_shown_whole():
    assert words(shortened(TEXT)) == TEXT


def test_a_long_neighbour_loses_its_middle_at_the_ends_of_lines():
    lines = [f"({letter}) {'kettle ' * 20}end {letter};" for letter in "abcdef"]
    shown = words(shortened("\n".join(lines)))
    assert shown.split("\n") == [f"{lines[0]} … ", lines[-1]]


def test_one_long_line_is_cut_between_words_and_says_so_on_both_sides():
    text = " ".join(f"word{n}" for n in range(200))
    first, last = words(shortened(text)).split("\n")
    assert text.startswith(first.removesuffix(" … "))
    assert text.endswith(last.removeprefix(" … "))
    assert first.endswith(" … ")
    assert last.startswith(" … ")
    assert len(first) + len(last) < LONGEST + 10


@given(st.text("ab \n(1)<&", max_size=900), st.integers(2, 300))
def test_what_is_left_of_a_neighbour_stands_in_it(text, longest):
    for line in words(shortened(text, longest)).split("\n"):
        for piece in line.split(" … "):
            assert piece.strip() in text
