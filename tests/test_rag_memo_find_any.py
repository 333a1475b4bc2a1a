"""Whatever a memo says, what is found in it lies inside it."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rag.memo.find import mentions
from rag.memo.model import PROVISION

PIECES = st.sampled_from(
    [
        *(
            "Article",
            "Articles",
            "Art.",
            "art",
            "Artikel",
            "l'article",
            "Recitals",
            "Annex",
            "bilag",
        ),
        *("points", "point", "paragraph", "para.", "Abs.", "lit.", "stk.", "§", "first", "second"),
        *("subparagraph", "sentence", "Section", "of", "the", "that", "to", "and", "or", "-", ","),
        *(
            "(",
            ")",
            "(1)",
            "(a)",
            "(iii)",
            "(ba)",
            "5",
            "6a",
            "999",
            "2024",
            "IV",
            "I",
            "A",
            "a",
            "i",
        ),
        *(
            "TFEU",
            "Regulation",
            "(EU)",
            "2024/1689",
            "No",
            "765/2008",
            "/EC",
            "Directive",
            "AI Act",
        ),
        *(
            "GDPR",
            "UK GDPR",
            "the Act",
            '("CRA")',
            '(the "Act")',
            "means",
            "thereof",
            "Ibid.",
            "Id.",
        ),
        *(
            "C-131/12",
            "EU:C:2014:317",
            "10 U.S.C. § 3252",
            "32016R0679",
            "\n",
            "\n\n",
            "[^1]",
            "[^1]:",
        ),
        *("http://data.europa.eu/eli/reg/2024/1689/oj#art_5", "amending", "of Article 5", "Kettle"),
        *("Deciſion", "dſa", "aİ act", "٣", "²", "\u00a0", "\u2011", ">", "- "),
    ]
)
TEXTS = st.one_of(
    st.text(),
    st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=20).map(" ".join),
    st.lists(PIECES, max_size=20).map("".join),
)


@settings(max_examples=600, deadline=None)
@given(TEXTS)
@example("ARTICLE 0:Ibid")
@example("ARTICLE 0:POINT a")
def test_any_text_is_read_and_its_citations_lie_inside_it(text):
    found = mentions(text)
    for mention in found:
        start, end = mention.span
        assert 0 <= start < end <= len(text)
        assert text[start:end] == mention.text
        assert (mention.reference is not None) == (mention.kind == PROVISION)
        assert bool(mention.cite) == (mention.kind != PROVISION)
        assert bool(mention.act_from) == bool(mention.act)
        if mention.reference:
            assert mention.reference.span == mention.span
            assert mention.reference.act == mention.act
            assert list(mention.reference.anchors())
            assert mention.reference.label


@settings(max_examples=600, deadline=None)
@given(TEXTS)
def test_citations_stand_in_order_and_apart_but_for_the_members_of_a_list(text):
    spans = [mention.span for mention in mentions(text)]
    assert spans == sorted(spans)
    assert all(a == b or a[1] <= b[0] for a, b in pairwise(spans))


@settings(max_examples=200, deadline=None)
@given(
    st.integers(1, 999),
    st.lists(st.one_of(st.integers(1, 99).map(str), st.sampled_from("abcdefgh")), max_size=3),
)
def test_a_label_is_read_back(number, steps):
    label = f"Article {number}" + "".join(f"({step})" for step in steps)
    (mention,) = mentions(f"See {label} AI Act.")
    assert (mention.reference.label, mention.act) == (label, "32024R1689")


LONG = [
    *("Article 1(", "Article 1 and ", "Articles 1, ", "Articles 1-40, ", "Article 5(1)(a), (b), "),
    *(
        "point (a) of ",
        "points (a), (b), ",
        "first subparagraph of ",
        "paragraph 1 of ",
        "Annex I, ",
    ),
    *(
        "Section A of ",
        "recitals 1, ",
        "Article ",
        "Art",
        "§ 1, ",
        "(a)",
        "Regulation (EU) 2024/",
        " ",
    ),
    *(
        "Regulation (EU) 2024/1689 and ",
        "1/1, ",
        "GDPR ",
        "the Act ",
        '(the "Act") ',
        'GDPR ("Act") ',
    ),
    *(
        "Article 5 of the Big Blue ",
        "thereof ",
        "Ibid. ",
        "Ibid., para. 3 ",
        "[^1]: a\n",
        "[^1] ",
        "\n",
    ),
    *(
        "32016R0679",
        "http://data.europa.eu/",
        "ECLI:EU:C:",
        "C-1/12 ",
        "paragraph 3 ",
        "amending GDPR ",
    ),
    *("“Act” means GDPR ", "Article 5, first ", "Article 5 a) ", "premier ", "l'", "Article 5 ("),
]


@pytest.mark.parametrize("piece", LONG)
def test_a_long_run_of_one_piece_ends(piece):
    mentions(piece * (60_000 // len(piece)))
