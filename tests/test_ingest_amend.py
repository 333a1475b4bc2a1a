"""An act is amended as the instructions say; what is not understood is listed, never guessed."""

import copy
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest import checks, cut, formex, oj_html
from ingest.amend import anchor_of, consolidate
from ingest.amend_address import Address, Step, addresses, unread
from ingest.amend_instructions import instructions
from ingest.blocks import Block, Unit
from tests import kettle_amending as kettle
from tests.conftest import document
from tests.kettle_amending import AMENDING_ACT, BASE, BASE_ACT

MANY = settings(
    deadline=None,
    derandomize=True,
    max_examples=200,
    suppress_health_check=[HealthCheck.too_slow],
)
PARSED = {
    "html": oj_html.parse(kettle.PAGE).units,
    "formex": formex.parse(kettle.ARCHIVE).units,
}
FIRST = "Regulation (EU) 2099/1 is amended as follows:"


def order(said, *content, marker="(1)"):
    """Return one numbered instruction with what it quotes."""
    quoted = (Block("…", quoted=True, content=content),) if content else ()
    return Block(said, marker, quoted)


def amending(*orders, text=FIRST, title="Amendments"):
    return (Unit("article", "1", title, (), (Block(text, "", orders),)),)


def orders(*said):
    """Return instructions, each a text or a text with what it quotes."""
    listed = [one if isinstance(one, tuple) else (one,) for one in said]
    return amending(*(order(*one, marker=f"({n})") for n, one in enumerate(listed, 1)))


def amended(*said, base=BASE):
    return consolidate(base, BASE_ACT, orders(*said), AMENDING_ACT)


def read(said, *content):
    (found,) = instructions(AMENDING_ACT, orders((said, *content)), BASE_ACT)
    return found


def steps(address):
    """Return an address as text: "art_5 num:1 pnt:a"."""
    until = f"-{address.until}" if address.until else ""
    below = (
        f"{s.kind}{':' if s.value else ''}{s.value}{'-' if s.until else ''}{s.until}"
        for s in address.steps
    )
    return " ".join((address.unit + until, *below)).strip()


def printed(units, anchor):
    """Return the lines of one unit, its title first."""
    (unit,) = (unit for unit in units if anchor_of(unit) == anchor)
    return [unit.title, *(line for block in unit.blocks for line in block.lines())]


def lines(units):
    for unit in units:
        yield unit.title
        for block in unit.blocks:
            yield from block.lines()


@pytest.mark.parametrize("name", PARSED)
def test_the_amended_act_reads_as_the_amending_act_says(name):
    found = consolidate(BASE, BASE_ACT, PARSED[name], AMENDING_ACT)
    assert found.units == kettle.AMENDED
    assert [i.id for i in found.applied] == kettle.leaves(kettle.APPLIED)


@pytest.mark.parametrize("name", PARSED)
def test_every_instruction_left_out_is_listed_with_its_reason(name):
    found = consolidate(BASE, BASE_ACT, PARSED[name], AMENDING_ACT)
    listed = {u.instruction.id.rpartition("_")[2]: u.reason for u in found.unapplied}
    assert listed == kettle.REASONS


def test_both_formats_give_the_same_instructions():
    html, xml = (instructions(AMENDING_ACT, units, BASE_ACT) for units in PARSED.values())
    inserted_chapter = "(35)"  # its words stand in no article, each format keeps them its own way
    assert [i.id for i in html] == [i.id for i in xml]
    for one, other in zip(html, xml, strict=True):
        if f"pnt_{inserted_chapter.strip('()')}" not in one.id:
            assert one == other


@pytest.mark.parametrize("name", PARSED)
def test_every_instruction_is_a_provision_of_the_amending_act(name):
    provisions = cut.provisions(document(id=AMENDING_ACT), PARSED[name])
    ids = {provision.id for provision in provisions}
    assert {i.id for i in instructions(AMENDING_ACT, PARSED[name], BASE_ACT)} <= ids


def test_the_amended_act_is_an_honest_copy():
    found = consolidate(BASE, BASE_ACT, PARSED["html"], AMENDING_ACT)
    provisions = cut.provisions(document(id=BASE_ACT), found.units)
    assert list(checks.faults(provisions)) == []


def test_a_provision_knows_the_instructions_that_changed_it():
    found = consolidate(BASE, BASE_ACT, PARSED["html"], AMENDING_ACT)
    changed = {
        p.anchor: tuple(i.partition("#art_1.")[2] for i in p.changed_by)
        for p in cut.provisions(document(id=BASE_ACT), found.units)
    }
    assert changed["art_1.par_1.pnt_b"] == ("pnt_1",)
    assert changed["art_1.par_1.pnt_a"] == ()
    assert changed["art_3.par_2"] == ("pnt_7.pnt_b",)
    assert changed["art_4.par_2"] == ("pnt_9",)
    assert changed["art_5a.par_1.pnt_b"] == ("pnt_16",)
    assert changed["art_8"] == ()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("point (a) of Article 5(1)", ["art_5 num:1 pnt:a"]),
        ("in Article 5(1), point (a),", ["art_5 num:1 pnt:a"]),
        ("Article 5(1)(a)", ["art_5 num:1 pnt:a"]),
        ("point (a)(ii)", ["pnt:a pnt:ii"]),
        ("paragraphs 2 and 3", ["par:2", "par:3"]),
        ("points (a), (b) and (d) to (f)", ["pnt:a", "pnt:b", "pnt:d-f"]),
        ("paragraphs 2a to 2c", ["par:2a-2c"]),
        ("points 7 and 9 of Section B of Annex VIII",
         ["anx_VIII sct:B pnt:7", "anx_VIII sct:B pnt:9"]),
        ("Annex VIII, section B, point 7", ["anx_VIII sct:B pnt:7"]),
        ("in Annex I, Part B,", ["anx_I sct:B"]),
        ("Articles 5 and 6", ["art_5", "art_6"]),
        ("Articles 5 to 7", ["art_5-art_7"]),
        ("Annexes I and II", ["anx_I", "anx_II"]),
        ("the first sentence of Article 5(1), second subparagraph",
         ["art_5 num:1 sub:2 sentence:1"]),
        ("the second, third and fourth subparagraphs", ["sub:2", "sub:3", "sub:4"]),
        ("the second to fourth indents", ["idt:2-4"]),
        ("in paragraphs 1 and 2, the last sentence",
         ["par:1 sentence:last", "par:2 sentence:last"]),
        ("the introductory part of Article 5(1), point (a)", ["art_5 num:1 pnt:a intro"]),
        ("the third paragraph of Article 113", ["art_113 ord:3"]),
        ("in Chapter III, Section 2, Article 9(1)", ["art_9 num:1"]),
        ("the title of Article 8", ["art_8 heading"]),
        ("Article 99a", ["art_99a"]),
        ("nothing", [""]),
    ],
)  # fmt: skip
def test_an_address_is_read_from_the_outside_in(words, expected):
    assert [steps(address) for address in addresses(words)] == expected


@pytest.mark.parametrize(
    "words",
    [
        "in the table in Annex I, the third row",
        "the following points",
        "Article 5 and Article 6",
        "Article 5(1) and point (b)",
        "Article 5(1)(a) and (b)",
        "points (1)(a) and (b)",
        "the footnote to Article 5",
        "paragraph 1, with the exception of point (a),",
        "each paragraph of Article 5 but the last",
    ],
)
def test_words_that_may_narrow_an_address_are_not_passed_over(words):
    assert unread(words)


@pytest.mark.parametrize(
    ("said", "verb", "targets"),
    [
        ("Article 5 is replaced by the following:", "replace", ["art_5"]),
        ("Article 5 shall be replaced by the following text:", "replace", ["art_5"]),
        ("Article 3(2), second indent, is deleted;", "delete", ["art_3 num:2 idt:2"]),
        ("Article 6 is repealed", "delete", ["art_6"]),
        ("in Article 4, the following paragraphs are added:", "add", ["art_4"]),
        ("the following point (c) is added to Article 11(1):", "add", ["art_11 num:1"]),
        ("in Annex I, the following Section is inserted:", "insert", ["anx_I"]),
        ("in Article 4, paragraph 2 is renumbered as paragraph 3", "renumber", ["art_4 par:2"]),
        ("in Article 4(1), the word ‘day’ is replaced by ‘hour’", "words", ["art_4 num:1"]),
        ("in Article 4(1), first sentence, the word ‘day’ is deleted", "words",
         ["art_4 num:1 sentence:1"]),
        ("Article 4 is brewed", "", ["art_4"]),
    ],
)  # fmt: skip
def test_an_instruction_is_read_into_verb_and_targets(said, verb, targets):
    found = read(said)
    assert (found.verb, [steps(t) for t in found.targets]) == (verb, targets)
    assert found.doubt == ""


@pytest.mark.parametrize(
    ("said", "targets", "place", "before"),
    [
        ("in Article 1(1), after point (b), the following point is inserted:", ["art_1 num:1"],
         "pnt:b", False),
        ("in Article 1(1), the following point is inserted after point (b):", ["art_1 num:1"],
         "pnt:b", False),
        ("in Article 1, the following paragraph is inserted before paragraph 2:", ["art_1"],
         "par:2", True),
        ("in Article 1, the following point is inserted after point (b) of paragraph 1:",
         ["art_1"], "par:1 pnt:b", False),
    ],
)  # fmt: skip
def test_a_neighbour_is_told_from_what_it_stands_in(said, targets, place, before):
    found = read(said)
    assert [steps(t) for t in found.targets] == targets
    assert found.place is not None
    assert (steps(found.place), found.before) == (place, before)


@pytest.mark.parametrize(
    ("said", "old", "new", "side", "everywhere"),
    [
        ("in Article 4, ‘a’ is replaced by ‘b’", "a", "b", "", False),
        ("throughout Article 4, the words ‘a’ are replaced by ‘b’", "a", "b", "", True),
        ("in Article 4, the words “a” are deleted wherever they occur", "a", "", "", True),
        ("in Article 4, the word ‘b’ is inserted after the words ‘a’", "a", "b", "after", False),
        ("in Article 4, after the words ‘a’, the words ‘b’ are inserted", "a", "b", "after", False),
        ("in Article 4, the words ‘b’ are added before ‘a’", "a", "b", "before", False),
        ("in Article 4, the words ‘the cook’s cup’ are deleted", "the cook’s cup", "", "", False),
        ("in Article 4, the words ‘of Regulation (EU) 2098/5’ are deleted",
         "of Regulation (EU) 2098/5", "", "", False),
    ],
)  # fmt: skip
def test_words_are_read_with_what_becomes_of_them(said, old, new, side, everywhere):
    words = read(said).words
    assert words is not None
    assert (words.old, words.new, words.side, words.everywhere) == (old, new, side, everywhere)


@pytest.mark.parametrize(
    ("said", "content", "anchor", "expected"),
    [
        pytest.param("in Article 1(2), the last sentence is replaced by the following:",
                     [Block("It is one.")], "art_1",
                     "2. Toys are left out. A toy holds a cup. It is one.", id="last sentence"),
        pytest.param("in Article 1(2), the second and third sentences are replaced by the "
                     "following:", [Block("No more.")], "art_1", "2. Toys are left out. No more.",
                     id="two sentences"),
        pytest.param("in Article 1(2), the first and third sentences are deleted", [], "art_1",
                     "2. A toy holds a cup.", id="sentences apart"),
        pytest.param("in Article 1(2), the following sentence is inserted after the first "
                     "sentence:", [Block("Lids are not.")], "art_1",
                     "2. Toys are left out. Lids are not. A toy holds a cup. It is no vessel.",
                     id="sentence inserted"),
        pytest.param("in Article 1(2), second sentence, the word ‘holds’ is replaced by ‘has’", [],
                     "art_1", "2. Toys are left out. A toy has a cup. It is no vessel.",
                     id="words of a sentence"),
        pytest.param("in Article 4(2), the words ‘, at noon’ are deleted", [], "art_4",
                     "2. It is read slowly and loudly.", id="words before a full stop"),
        pytest.param("in Article 4(3), the words ‘by post’ are replaced by ‘by the cook’s hand’",
                     [], "art_4", "3. It is sent by the cook’s hand.", id="apostrophe"),
        pytest.param("the introductory part of Article 4(4) is replaced by the following:",
                     [Block("It warns of:")], "art_4", "4. It warns of:", id="introductory part"),
        pytest.param("in Article 4, paragraph 6, the first subparagraph is replaced by the "
                     "following:", [Block("It is shut:", "", (Block("twice.", "(a)"),))], "art_4",
                     "(a) twice.", id="first subparagraph"),
        pytest.param("in Article 1(1), before point (b), the following point is inserted:",
                     [Block("bent;", "(aa)")], "art_1", "(aa) bent;", id="point before another"),
        pytest.param("in Article 3(2), the last indent is replaced by the following:",
                     [Block("wet.", "—")], "art_3", "— wet.", id="indent"),
        pytest.param("in Article 3(2), the following indent is added:", [Block("lost.", "—")],
                     "art_3", "— lost.", id="indent added"),
        pytest.param("in Article 3(1), the following point is inserted after point (i) of point "
                     "(b):", [Block("smell;", "(ia)")], "art_3", "(ia) smell;", id="nested point"),
        pytest.param("Article 5 is replaced by the following:",
                     [Unit("article", "5", "New", (), (Block("None."),))], "art_5", "None.",
                     id="article"),
        pytest.param("in Article 5, the heading is replaced by the following:", [Block("Fee")],
                     "art_5", "Fee", id="heading"),
        pytest.param("in Article 5, the following paragraph is added:", [Block("Big ones hurt.")],
                     "art_5", "Big ones hurt.", id="unnumbered paragraph"),
        pytest.param("in Article 7, the first paragraph is replaced by the following:",
                     [Block("It starts.")], "art_7", "It starts.", id="first paragraph"),
        pytest.param("in the title of Article 6, the word ‘Old’ is replaced by ‘New’", [], "art_6",
                     "New kettles", id="words of a title"),
        pytest.param("in Annex I, Section A, the following point is inserted:",
                     [Block("tiny;", "1a.")], "anx_I", "1a. tiny;", id="point of a section"),
        pytest.param("in Article 2, the following point is added:", [Block("a foot.", "(4)")],
                     "art_2", "(4) a foot.", id="definition"),
    ],
)  # fmt: skip
def test_an_instruction_is_carried_out(said, content, anchor, expected):
    found = amended((said, *content))
    assert [u.reason for u in found.unapplied] == []
    assert expected in printed(found.units, anchor)


@pytest.mark.parametrize(
    ("said", "gone", "kept"),
    [
        pytest.param("in Article 3(1), the second and third subparagraphs are deleted",
                     ["The book is kept for ten years.", "It may be kept in a cellar."],
                     ["(c) keep a book."], id="subparagraphs"),
        pytest.param("in Article 3(2), the first and second indents are deleted",
                     ["— asked for,", "— short,"], ["— dry."], id="indents"),
        pytest.param("in Article 4(5), points (a) to (b) are deleted",
                     ["(a) the maker;", "(aa) the aunt of the maker;", "(b) the seller;"],
                     ["(c) the kettle;"], id="range with an inserted point"),
        pytest.param("point (b)(ii) of Article 3(1) is deleted", ["(ii) noise;"], ["(i) leaks;"],
                     id="nested point"),
        pytest.param("Articles 5 to 7 are deleted", ["Fines are small.", "tea waits."],
                     ["1. Guests sign."], id="range of articles"),
        pytest.param("Annexes I and II are deleted", ["A form is blue.", "1. small;"],
                     ["1. Guests sign."], id="annexes"),
        pytest.param("in Articles 9 and 10, the word ‘No’ is replaced by ‘Some’",
                     ["No mice.", "No rats."], ["Some mice.", "Some rats."],
                     id="words of two articles"),
        pytest.param("in Article 4, paragraphs 2 and 3, the word ‘is’ is replaced by ‘was’",
                     ["3. It is sent by post."], ["3. It was sent by post.", "6. It is signed."],
                     id="words of two paragraphs"),
    ],
)  # fmt: skip
def test_all_that_is_named_is_changed_and_nothing_else(said, gone, kept):
    found = amended(said)
    assert [u.reason for u in found.unapplied] == []
    after = set(lines(found.units))
    assert not after & set(gone)
    assert set(kept) <= after


NEW_POINT = Block("new;", "(d)")


@pytest.mark.parametrize(
    ("said", "content", "reason"),
    [
        ("Article 4 is brewed", [], "the instruction is not understood"),
        ("paragraph 2 is deleted", [], "it is not said which article or annex is meant"),
        ("in Article 1, the following points are deleted", [],
         "“following points” is not understood"),
        ("Article 1(1), point (z), is deleted", [], "no point z"),
        ("Article 1(9) is deleted", [], "no paragraph or point 9"),
        ("in Article 1(2), the ninth sentence is deleted", [], "no sentence 9"),
        ("in Article 3(2), the ninth indent is deleted", [], "no indent 9"),
        ("in Article 1(1), the first subparagraph is deleted", [],
         "a first subparagraph cannot be taken out of its paragraph"),
        ("in Article 1(1), the last sentence is deleted", [],
         "it is not said of which subparagraph it is the last sentence"),
        ("Article 1(1) is replaced by the following:", [Block("New.", "7.")],
         "the new text is numbered 7., the old one 1."),
        ("Article 1(1), point (b), is replaced by the following:",
         [Block("one;", "(b)"), Block("two;", "(c)")], "(c) is there already"),
        ("Article 1(1), point (b), is replaced by the following:", [],
         "it quotes no text that fits there"),
        ("in Article 3(1), points (a) and (c) are replaced by the following:",
         [Block("one;", "(a)"), Block("two;", "(aa)")],
         "it is not clear which new text stands for which old one"),
        ("Article 6 is replaced by that set out in the Annex", [],
         "“set out in the Annex” is not understood"),
        ("Article 6 is deleted with effect from 1 May", [],
         "“with effect from 1 May” is not understood"),
        ("Article 6 becomes Article 7", [], "whole articles and annexes are not numbered anew"),
        ("in Article 1, paragraph 1 becomes paragraph 2", [], "the new number is taken"),
        ("in Article 3, paragraph 2 becomes paragraph 9", [],
         "the new number would stand out of its order"),
        ("in Article 3, paragraph 2 becomes the last", [], "“last” is not understood"),
        ("in Article 1, the following point is added:", [NEW_POINT],
         "(d) fits no list that is there"),
        ("in Article 5, the following paragraph is added:", [Block("New.", "2.")],
         "2. fits no list that is there"),
        ("in Articles 1 and 3, the following point is added:", [NEW_POINT],
         "provisions of several articles at once are not known"),
        ("in paragraphs 1 and 2 of Article 3, the following point is added:", [NEW_POINT],
         "it goes to more than one place"),
        ("in Article 1(1), the following subparagraph is inserted:", [Block("New.")],
         "it is not said behind what it goes"),
        ("in Article 1(1), the following subparagraph is inserted after point (b):",
         [Block("New.")], "its neighbour is of another kind"),
        ("in Article 1(1), the following point is inserted after the kettle:", [NEW_POINT],
         "“kettle” is not understood"),
        ("in Article 1(1), the following sentence is added:", [Block("New.")],
         "it is not said behind which words the sentence goes"),
        ("the introductory part of Article 1(1) is replaced by the following:",
         [Block("New:", "", (NEW_POINT,))], "it quotes points besides the words"),
        ("in the introductory part of Article 1(1), the word ‘sold’ is deleted", [],
         "the words “sold” do not occur"),
        ("in Article 1(1), first subparagraph, the word ‘teapots’ is deleted", [],
         "the words “teapots” do not occur"),
        ("in Article 4(1), the words ‘one’ are replaced by ‘two’ and the words ‘day’ are deleted",
         [], "“and words ‘day’ are deleted” is not understood"),
        ("point (a) is deleted, and the following point is inserted:", [NEW_POINT],
         "“is deleted and” is not understood"),
        ("the following Article is inserted:", [Unit("article", "4", "Again")],
         "Article 4 is there already"),
        ("in Chapter II, the following Article is inserted:", [Unit("article", "4a", "Early")],
         "its neighbour does not stand in Chapter II"),
        ("the following Article is inserted:", [Unit("article", "", "Nameless")],
         "the new article has no number"),
        ("Article 5 is replaced by the following:", [Unit("article", "6", "Other")],
         "the new text is numbered 6, the old one 5"),
        ("in Article 3(5) of Regulation (EU) 2098/7, point (a) is deleted", [],
         "it names another act"),
    ],
)  # fmt: skip
def test_what_would_be_a_guess_is_listed_and_changes_nothing(said, content, reason):
    found = amended((said, *content))
    assert [u.reason for u in found.unapplied] == [reason]
    assert found.units == BASE[1:]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param(("Article 1(2) is replaced by the following:", Block("New.", "2.")),
                     ("Article 1 is deleted",), id="part, then whole"),
        pytest.param(("Article 1(2) is replaced by the following:", Block("New.", "2.")),
                     ("in Article 1(2), the last sentence is deleted",), id="whole, then part"),
        pytest.param(("in Article 1, the heading is replaced by the following:", Block("A")),
                     ("in Article 1, the heading is replaced by the following:", Block("B")),
                     id="heading twice"),
        pytest.param(("the introductory part of Article 1(1) is replaced by the following:",
                      Block("A:")),
                     ("the introductory part of Article 1(1) is replaced by the following:",
                      Block("B:")), id="introductory part twice"),
        pytest.param(("in Article 1(1), the first subparagraph is replaced by the following:",
                      Block("A.")),
                     ("the introductory part of Article 1(1) is replaced by the following:",
                      Block("B:")), id="subparagraph, then its introductory part"),
        pytest.param(("in Article 1(2), the second sentence is deleted",),
                     ("in Article 1(2), the second sentence is deleted",), id="sentence twice"),
        pytest.param(("in Article 4(1), the words ‘one day’ are replaced by ‘an hour’",),
                     ("in Article 4(1), the word ‘an’ is deleted",), id="words just put there"),
        pytest.param(("in Article 3, paragraph 5 becomes paragraph 6",),
                     ("in Article 3, paragraph 6 is deleted",), id="new number"),
        pytest.param(("in Article 1(1), the following point is added:", NEW_POINT),
                     ("Article 1(1) is replaced by the following:", Block("New.", "1.")),
                     id="point added, then whole"),
    ],
)  # fmt: skip
def test_the_later_of_two_that_meet_is_listed(first, second):
    found = amended(first, second)
    assert [u.reason for u in found.unapplied] == ["instruction (1) rewrote it"]
    assert found.units == amended(first).units


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param(("in Article 4(2), the word ‘slowly’ is replaced by ‘fast’",),
                     ("in Article 4(2), the word ‘noon’ is replaced by ‘night’",),
                     "2. It is read fast and loudly, at night.", id="other words"),
        pytest.param(("in Article 1(1), the following point is added:", NEW_POINT),
                     ("the introductory part of Article 1(1) is replaced by the following:",
                      Block("It reaches:")), "1. It reaches:", id="point, introductory part"),
        pytest.param(("the following Article is inserted:",
                      Unit("article", "4a", "Cups", (), (Block("Cups.", "1."),))),
                     ("in Article 4a, the following paragraph is added:", Block("Lids.", "2.")),
                     "2. Lids.", id="into an inserted article"),
        pytest.param(("in Article 1(1), the following point is added:", NEW_POINT),
                     ("in Article 1(1), point (d), the word ‘new’ is replaced by ‘worn’",),
                     "(d) worn;", id="words of an inserted point"),
    ],
)  # fmt: skip
def test_two_that_do_not_meet_are_both_carried_out(first, second, expected):
    found = amended(first, second)
    assert [u.reason for u in found.unapplied] == []
    assert expected in set(lines(found.units))


def test_points_with_another_between_are_replaced_where_they_stand():
    new = Block("one;", "(a)"), Block("three;", "(c)")
    found = amended(("in Article 1(1), points (a) and (c) are replaced by the following:", *new))
    assert printed(found.units, "art_1")[2:5] == ["(a) one;", "(b) used at sea;", "(c) three;"]


def test_points_below_several_provisions_are_not_given_to_the_first():
    below = Block("Paragraphs 1 and 2 of Article 1 are amended as follows:", "(1)",
                  (Block("point (a) is deleted", "(a)"),))  # fmt: skip
    found = consolidate(BASE, BASE_ACT, amending(below), AMENDING_ACT)
    assert (found.applied, len(found.unapplied)) == ((), 1)


def test_a_second_instruction_in_the_same_point_is_not_passed_over():
    both = Block("Article 5 is deleted;", "(1)", (Block("Article 6 is deleted."),))
    found = consolidate(BASE, BASE_ACT, amending(both), AMENDING_ACT)
    assert [u.reason for u in found.unapplied] == ["more is said below it"]


@pytest.mark.parametrize(
    ("text", "title", "ids"),
    [
        (FIRST, "", ["art_1.pnt_1"]),
        ("The act is amended as follows:", "Amendment of Regulation (EU) 2099/1", ["art_1.pnt_1"]),
        ("Directive (EU) 2098/5, which follows Regulation (EU) 2099/1, is amended as follows:",
         "", []),
        ("Directive (EU) 2098/5 is amended as follows:", "Regulation (EU) 2099/1", []),
        ("This Regulation enters into force at dusk.", "Regulation (EU) 2099/1", []),
    ],
)  # fmt: skip
def test_only_what_amends_the_act_is_read(text, title, ids):
    units = amending(order("Article 5 is deleted"), text=text, title=title)
    found = instructions(AMENDING_ACT, units, BASE_ACT)
    assert [i.id.partition("#")[2] for i in found] == ids


def test_an_article_that_amends_several_acts_gives_those_of_one():
    several = Block(
        "The following acts are amended:",
        "",
        (
            Block("Directive (EU) 2098/5 is amended as follows:", "(1)",
                  (Block("Article 1 is deleted;", "(a)"),)),
            Block("Regulation (EU) 2099/1 is amended as follows:", "(2)",
                  (Block("Article 5 is deleted.", "(a)"),)),
        ),
    )  # fmt: skip
    found = instructions(AMENDING_ACT, (Unit("article", "1", "", (), (several,)),), BASE_ACT)
    assert [i.id.partition("#")[2] for i in found] == ["art_1.pnt_2.pnt_a"]


def test_ids_follow_paragraphs_and_dashes_of_the_amending_act():
    dashes = (Block("Article 5 is deleted;", "—"), Block("Article 6 is deleted.", "—"))
    units = (Unit("article", "1", "", (), (Block(FIRST, "1.", dashes), Block("Tea.", "2."))),)
    found = [i.id for i in instructions(AMENDING_ACT, units, BASE_ACT)]
    ids = {p.id for p in cut.provisions(document(id=AMENDING_ACT), units)}
    assert len(found) == 2
    assert set(found) <= ids


VERBS = (
    "is replaced by the following:", "are deleted", "is amended as follows:", "becomes point (z)",
    "the following point is inserted:", "the following subparagraph is added:",
    "the following paragraph is inserted after the first subparagraph:", "is boiled",
    "the following sentence is inserted after point (b):", "the following Section is added:",
    "the word ‘the’ is replaced by ‘a’ throughout", "the words ‘a’ are inserted after ‘kettle’",
    "the following Article is inserted after the last", "are renumbered as paragraphs 3 to 5",
)  # fmt: skip
PLACES = (
    "Article 1(1)", "Article 3", "Annex I", "paragraph 1", "paragraphs 1 to 2", "point (a)",
    "points (a) to (z)", "points (i) to (iii)", "the first subparagraph", "the last indent",
    "the second and third subparagraphs", "the introductory part", "the heading", "Section A",
    "the last sentence", "Articles 1 to 5", "after point (a)", "Article 2", "Chapter I",
    "the second paragraph", "the first and second indents", "Article 7", "Annexes I and II",
)  # fmt: skip
SAID = st.one_of(
    st.text(max_size=60),
    st.builds(
        lambda places, verb: f"in {', '.join(places)}, {verb}",
        st.lists(st.sampled_from(PLACES), max_size=3),
        st.sampled_from(VERBS),
    ),
)
MARKERS = st.sampled_from(
    ("", "1.", "2.", "(a)", "(b)", "(i)", "(z)", "—", "Section A", "Part B", "(1)", "9a.", "x")
)
WORDS = st.sampled_from(("", "a kettle", "The lid. A cup. The tea.", "the", "‘kettle’ is hot;"))
BLOCKS = st.recursive(
    st.builds(Block, WORDS, MARKERS),
    lambda inner: st.builds(
        Block, WORDS, MARKERS, st.lists(inner, max_size=4).map(tuple), st.booleans()
    ),
    max_leaves=12,
)
UNITS = st.builds(
    Unit,
    st.sampled_from(("article", "annex")),
    st.sampled_from(("1", "2", "3", "3a", "I", "II", "", "x")),
    st.sampled_from(("", "Kettles")),
    st.just(()),
    st.lists(BLOCKS, max_size=4).map(tuple),
)
ORDERS = st.lists(st.tuples(SAID, st.lists(st.one_of(BLOCKS, UNITS), max_size=2)), max_size=4)


def made(pairs):
    return orders(*((said, *content) for said, content in pairs))


@given(units=st.lists(UNITS, max_size=5))
@MANY
def test_no_instruction_changes_nothing(units):
    assert consolidate(units, BASE_ACT, (), AMENDING_ACT).units == tuple(units)
    assert consolidate(units, BASE_ACT, amending(), AMENDING_ACT).units == tuple(units)


@pytest.mark.timeout(300)
@given(units=st.one_of(st.just(list(BASE)), st.lists(UNITS, max_size=5)), pairs=ORDERS)
@MANY
def test_any_instruction_ends_up_applied_or_listed(units, pairs):
    source, change = tuple(units), made(pairs)
    before = copy.deepcopy((source, change))
    found = consolidate(source, BASE_ACT, change, AMENDING_ACT)
    assert (source, change) == before
    assert len(found.applied) + len(found.unapplied) == len(
        instructions(AMENDING_ACT, change, BASE_ACT)
    )
    assert all(left_out.reason for left_out in found.unapplied)


def _bare(text):
    return re.sub(r"\s+", " ", text)


@pytest.mark.timeout(300)
@given(pairs=ORDERS)
@MANY
def test_every_line_of_the_result_comes_from_one_of_the_sources(pairs):
    change = made(pairs)
    content = [part for _, parts in pairs for part in parts]
    quoted = [line for part in content for line in (
        lines((part,)) if isinstance(part, Unit) else part.lines())]  # fmt: skip
    said = [text for text, _ in pairs]
    sources = [_bare(text) for text in (*lines(BASE), *quoted, *said)]
    words = {word for text in sources for word in re.findall(r"\w+", text)}
    found = consolidate(BASE, BASE_ACT, change, AMENDING_ACT)
    whole = not any(i.verb == "words" or i.noun == "sentence" for i in found.applied)
    for line in lines(found.units):
        assert set(re.findall(r"\w+", line)) <= words
        own = _bare(re.sub(r"^\S+ ", "", line))
        if whole and "sentence" not in " ".join(said):
            assert any(own in source for source in sources), line


@pytest.mark.timeout(300)
@given(pairs=ORDERS)
@MANY
def test_units_that_no_instruction_names_stay_as_they_are(pairs):
    found = consolidate(BASE, BASE_ACT, made(pairs), AMENDING_ACT)
    named = {anchor for i in found.applied for t in i.targets for anchor in _range(t)}
    after = {anchor_of(unit): unit for unit in found.units}
    for unit in BASE[1:]:
        if anchor_of(unit) not in named:
            assert after[anchor_of(unit)] is unit


def _range(address):
    if not address.until:
        return [address.unit]
    anchors = [anchor_of(unit) for unit in BASE[1:]]
    return anchors[anchors.index(address.unit) : anchors.index(address.until) + 1]


def test_a_range_of_one_kind_stands_for_all_that_is_printed_between():
    assert addresses("points (a) to (c)") == [Address("", (Step("pnt", "a", "c"),))]
