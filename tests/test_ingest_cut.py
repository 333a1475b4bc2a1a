"""Every level that a lawyer would cite becomes a provision, and none is dropped."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import cut, formex, oj_html
from ingest.blocks import Block, Unit
from tests import kettle_formex as kettle
from tests.conftest import document


def b(marker, text, *children, quoted=False):
    return Block(text, marker, children, quoted)


def unit(*blocks, kind="article", number="1", **changes):
    return Unit(kind, number, blocks=blocks, **changes)


def cut_out(*units):
    return cut.provisions(document(), units)


TABLE = [
    pytest.param(
        unit(b("1.", "One."), b("2.", "Two."), b("2a.", "New.")),
        {
            "art_1": "Article 1",
            "art_1.par_1": "Article 1(1)",
            "art_1.par_2": "Article 1(2)",
            "art_1.par_2a": "Article 1(2a)",
        },
        id="numbered paragraphs",
    ),
    pytest.param(unit(b("", "All.")), {"art_1": "Article 1"}, id="one unnumbered paragraph"),
    pytest.param(
        unit(b("", "One."), b("", "Two."), b("", "But:", b("(a)", "x", b("(i)", "y")))),
        {
            "art_1": "Article 1",
            "art_1.par_1": "Article 1, first paragraph",
            "art_1.par_2": "Article 1, second paragraph",
            "art_1.par_3": "Article 1, third paragraph",
            "art_1.par_3.pnt_a": "Article 1, third paragraph, point (a)",
            "art_1.par_3.pnt_a.pnt_i": "Article 1, third paragraph, point (a)(i)",
        },
        id="unnumbered paragraphs",
    ),
    pytest.param(
        unit(b("", "Terms:", b("(1)", "kettle:", b("(a)", "tin")), b("(2)", "lid")), number="3"),
        {
            "art_3": "Article 3",
            "art_3.pnt_1": "Article 3(1)",
            "art_3.pnt_1.pnt_a": "Article 3(1)(a)",
            "art_3.pnt_2": "Article 3(2)",
        },
        id="definitions",
    ),
    pytest.param(
        unit(b("1.", "If:", b("(a)", "x:", b("(i)", "y"), b("(ii)", "z"))), number="4a"),
        {
            "art_4a": "Article 4a",
            "art_4a.par_1": "Article 4a(1)",
            "art_4a.par_1.pnt_a": "Article 4a(1)(a)",
            "art_4a.par_1.pnt_a.pnt_i": "Article 4a(1)(a)(i)",
            "art_4a.par_1.pnt_a.pnt_ii": "Article 4a(1)(a)(ii)",
        },
        id="points below points",
    ),
    pytest.param(
        unit(b("1.", "If:", b("(a)", "x"), b("", "And:", b("(b)", "y")))),
        {
            "art_1": "Article 1",
            "art_1.par_1": "Article 1(1)",
            "art_1.par_1.pnt_a": "Article 1(1)(a)",
            "art_1.par_1.pnt_b": "Article 1(1)(b)",
        },
        id="a list goes on in the next subparagraph",
    ),
    pytest.param(
        unit(
            b("1.", "If:", b("(a)", "x"), b("", "Or:", b("(a)", "y")), b("", "Or:", b("(a)", "z")))
        ),
        {
            "art_1": "Article 1",
            "art_1.par_1": "Article 1(1)",
            "art_1.par_1.pnt_a": "Article 1(1)(a)",
            "art_1.par_1.sub_2": "Article 1(1), second subparagraph",
            "art_1.par_1.sub_2.pnt_a": "Article 1(1), second subparagraph, point (a)",
            "art_1.par_1.sub_3": "Article 1(1), third subparagraph",
            "art_1.par_1.sub_3.pnt_a": "Article 1(1), third subparagraph, point (a)",
        },
        id="lists of one paragraph that share letters",
    ),
    pytest.param(
        unit(b("1.", "Of:", b("—", "x"), b("–", "y"), b("•", "z"))),
        {
            "art_1": "Article 1",
            "art_1.par_1": "Article 1(1)",
            "art_1.par_1.idt_1": "Article 1(1), first indent",
            "art_1.par_1.idt_2": "Article 1(1), second indent",
            "art_1.par_1.idt_3": "Article 1(1), third indent",
        },
        id="indents",
    ),
    pytest.param(
        unit(
            b(
                "1.",
                "Insert:",
                b("(1)", "x:", b("", "‘1. New’", quoted=True)),
                b("(9)", "‘y’", quoted=True),
            )
        ),
        {
            "art_1": "Article 1",
            "art_1.par_1": "Article 1(1)",
            "art_1.par_1.pnt_1": "Article 1(1)(1)",
        },
        id="what is put into another act is no provision of this one",
    ),
    pytest.param(
        unit(b("1.", "One.", b("(a)", "x")), b("1.", "Two.", b("(a)", "y"))),
        {
            "art_1": "Article 1",
            "art_1.par_1": "Article 1(1)",
            "art_1.par_1.pnt_a": "Article 1(1)(a)",
            "art_1.par_1-2": "Article 1(1)",
            "art_1.par_1-2.pnt_a": "Article 1(1)(a)",
        },
        id="a number printed twice",
    ),
    pytest.param(
        unit(b("", "Tea."), b("", "Milk."), kind="recital", number="7"),
        {"rct_7": "Recital 7"},
        id="a recital is one provision",
    ),
    pytest.param(
        unit(
            b("1.", "x:", b("(a)", "y:", b("(i)", "z"))), b("2.", "w"), kind="annex", number="III"
        ),
        {
            "anx_III": "Annex III",
            "anx_III.pnt_1": "Annex III point 1",
            "anx_III.pnt_1.pnt_a": "Annex III point 1(a)",
            "anx_III.pnt_1.pnt_a.pnt_i": "Annex III point 1(a)(i)",
            "anx_III.pnt_2": "Annex III point 2",
        },
        id="points of an annex",
    ),
    pytest.param(
        unit(
            b("3.", "Group", b("3.1.", "x", b("(a)", "y")), b("3.2", "z")),
            kind="annex",
            number="VII",
        ),
        {
            "anx_VII": "Annex VII",
            "anx_VII.pnt_3": "Annex VII point 3",
            "anx_VII.pnt_3.pnt_1": "Annex VII point 3.1",
            "anx_VII.pnt_3.pnt_1.pnt_a": "Annex VII point 3.1(a)",
            "anx_VII.pnt_3.pnt_2": "Annex VII point 3.2",
        },
        id="3.1 inside 3",
    ),
    pytest.param(
        unit(
            b("Section A", "Tin", b("1.", "x")),
            b("Section B", "Iron", b("", "They:", b("1.", "y", b("(a)", "z")))),
            kind="annex",
            number="VIII",
        ),
        {
            "anx_VIII": "Annex VIII",
            "anx_VIII.sct_A": "Annex VIII Section A",
            "anx_VIII.sct_A.pnt_1": "Annex VIII Section A point 1",
            "anx_VIII.sct_B": "Annex VIII Section B",
            "anx_VIII.sct_B.pnt_1": "Annex VIII Section B point 1",
            "anx_VIII.sct_B.pnt_1.pnt_a": "Annex VIII Section B point 1(a)",
        },
        id="sections",
    ),
    pytest.param(
        unit(b("", "These:", b("—", "x"), b("—", "y")), kind="annex", number="II"),
        {
            "anx_II": "Annex II",
            "anx_II.idt_1": "Annex II, first indent",
            "anx_II.idt_2": "Annex II, second indent",
        },
        id="indents of an annex",
    ),
    pytest.param(
        unit(b("", "If:", b("(a)", "x")), kind="annex", number="II"),
        {"anx_II": "Annex II", "anx_II.pnt_a": "Annex II point (a)"},
        id="letters of an annex",
    ),
]


@pytest.mark.parametrize(("printed", "labels"), TABLE)
def test_every_level_has_its_anchor_and_label(printed, labels):
    assert {p.anchor: p.label for p in cut_out(printed)} == labels


def test_a_provision_holds_everything_below_it_and_says_what_it_completes():
    point = b("(a)", "boil:", b("(i)", "water;"))
    found = {
        p.anchor: p for p in cut_out(unit(b("1.", "A kettle shall:", point, b("", "Always."))))
    }
    assert found["art_1"].text == "1. A kettle shall:\n(a) boil:\n(i) water;\nAlways."
    assert found["art_1.par_1"].text == "A kettle shall:\n(a) boil:\n(i) water;\nAlways."
    assert found["art_1.par_1.pnt_a"].text == "boil:\n(i) water;"
    chapeaux = [
        found[f"art_1{a}"].chapeau for a in ("", ".par_1", ".par_1.pnt_a", ".par_1.pnt_a.pnt_i")
    ]
    assert chapeaux == ["", "", "A kettle shall:", "A kettle shall: boil:"]


def test_a_further_subparagraph_lends_its_words_to_its_own_points():
    further = b("", "By sea:", b("(b)", "row."))
    found = {p.anchor: p for p in cut_out(unit(b("1.", "By land:", b("(a)", "walk."), further)))}
    assert found["art_1.par_1.pnt_a"].chapeau == "By land:"
    assert found["art_1.par_1.pnt_b"].chapeau == "By sea:"


def test_a_provision_knows_its_place():
    printed = unit(b("1.", "One."), title="Use", headings=("CHAPTER I: TEA",), completeness="cut")
    law = document(url="https://example.org/tea", tier="consolidated")
    article, paragraph = cut.provisions(law, [printed])
    assert article.headings == paragraph.headings == ("CHAPTER I: TEA", "Use")
    assert (article.order, paragraph.order) == (0, 1)
    assert (article.kind, paragraph.kind, paragraph.tier) == ("article", "article", "consolidated")
    assert paragraph.url == "https://example.org/tea#art_1"
    assert (article.completeness, paragraph.completeness) == ("cut", "full")
    assert (article.parent_id, paragraph.parent_id) == ("", article.id)


LABELS = {
    "art_55": "Article 55",
    "art_55.par_1.pnt_c": "Article 55(1)(c)",
    "art_3.pnt_63": "Article 3(63)",
    "art_113.par_3": "Article 113(3)",
    "art_5.par_1.sub_2": "Article 5(1), second subparagraph",
    "art_5.par_1.sub_2.pnt_a": "Article 5(1), second subparagraph, point (a)",
    "art_5.par_1.idt_20": "Article 5(1), twentieth indent",
    "art_5.par_1.idt_21": "Article 5(1), 21st indent",
    "art_5.par_1.idt_22": "Article 5(1), 22nd indent",
    "art_5.par_1.idt_33": "Article 5(1), 33rd indent",
    "art_5.par_1.idt_111": "Article 5(1), 111th indent",
    "rct_110": "Recital 110",
    "anx_III": "Annex III",
    "anx_III.pnt_4.pnt_a": "Annex III point 4(a)",
    "anx_VII.pnt_3.pnt_1": "Annex VII point 3.1",
    "anx_VIII.sct_A.pnt_1": "Annex VIII Section A point 1",
    "anx_II.idt_3": "Annex II, third indent",
    "par_7": "Paragraph 7",
}


@pytest.mark.parametrize(("anchor", "label"), LABELS.items())
def test_an_anchor_tells_how_a_provision_is_cited(anchor, label):
    assert cut.label_of(anchor) == label


def assert_well_formed(found):
    by_id = {p.id: p for p in found}
    assert len(by_id) == len(found)
    assert [p.order for p in found] == list(range(len(found)))
    for provision in found:
        if not provision.parent_id:
            continue
        parent = by_id[provision.parent_id]
        lines, above = provision.text.split("\n"), parent.text.split("\n")
        assert parent.order < provision.order
        assert any(lines[0] in line for line in above), provision.id
        assert set(lines[1:]) <= set(above), provision.id


MARKERS = st.sampled_from(
    ["", "", "1.", "2.", "(a)", "(b)", "(i)", "—", "3.1.", "Section A", "Part 1"]
)
TEXTS = st.integers(0, 10**9).map(lambda number: f"text {number}")


def blocks(children):
    return st.builds(
        Block,
        TEXTS,
        MARKERS,
        st.lists(children, max_size=3).map(tuple),
        st.sampled_from([False] * 9 + [True]),
    )


TREES = st.recursive(st.builds(Block, TEXTS, MARKERS), blocks, max_leaves=15)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(["article", "annex", "recital"]), st.lists(TREES, max_size=5))
def test_whatever_is_printed_is_kept_under_its_own_container(kind, given_blocks):
    found = cut_out(unit(*given_blocks, kind=kind, number="5"))
    assert_well_formed(found)
    assert found[0].text == "\n".join(line for block in given_blocks for line in block.lines())


@settings(max_examples=200, deadline=None)
@given(st.lists(TREES, max_size=5))
def test_every_numbered_block_is_a_provision(given_blocks):
    def numbered(level):
        for block in level:
            if not block.quoted:
                yield from [block.text] if block.marker else []
                yield from numbered(block.children)

    printed = unit(*given_blocks)
    texts = [p.text.split("\n")[0] for p in cut_out(printed)[1:]]
    assert sorted(set(numbered(printed.blocks)) - set(texts)) == []


REAL = [
    ("32024R1689/L_202401689EN.fmx4.zip", formex.parse, []),
    ("32026R1744/32026R1744.en.html", oj_html.parse, []),
    ("da/32022L2555.da.html", oj_html.parse, []),
    # Its Annex III has two classes, whose titles have no number; both count from 1.
    ("da/32024R2847.da.html", oj_html.parse, [f"anx_III.pnt_{n}-2" for n in range(1, 5)]),
]


@pytest.mark.parametrize(("name", "parse", "twice"), REAL, ids=[row[0] for row in REAL])
def test_provisions_of_real_acts_stand_in_their_containers(mirror, name, parse, twice):
    found = cut_out(*parse((mirror / name).read_bytes()).units)
    assert_well_formed(found)
    assert [p.anchor for p in found if re.search(r"-\d+$", p.id)] == twice
    assert all(p.text.strip() for p in found)


def test_the_kettle_act_is_cut_as_expected():
    found = cut_out(*kettle.UNITS)
    assert_well_formed(found)
    assert [p.anchor for p in found if p.anchor.startswith(("art_1", "anx_I."))] == [
        "art_1",
        "art_1.par_1",
        "art_1.par_1.pnt_a",
        "art_1.par_1.pnt_a.pnt_i",
        "art_1.par_1.pnt_b",
        "art_1.par_1.idt_1",
        "art_1.par_1.idt_2",
        "art_1.par_2",
        "anx_I.sct_A",
        "anx_I.sct_A.pnt_1",
        "anx_I.sct_A.pnt_2",
        "anx_I.sct_B",
        "anx_I.sct_B.pnt_3",
        "anx_I.sct_B.pnt_4",
    ]
