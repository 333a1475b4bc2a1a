"""The AI Act as amended by Regulation (EU) 2026/1744 reads as that regulation says."""

import re
from pathlib import Path

import pytest
from lxml import etree

from ingest import checks, cut, formex, oj_html
from ingest.amend import anchor_of, consolidate
from ingest.amend_instructions import instructions
from ingest.catalog import read_catalog
from ingest.consolidations import consolidations
from ingest.texts import Text
from tests.conftest import document

CATALOGUE = Path(__file__).resolve().parents[1] / "corpus" / "catalog.toml"
BASE_ACT, AMENDING_ACT = "32024R1689", "32026R1744"
OTHER_ACTS = (
    "32008R0300", "32013R0167", "32013R0168", "32014L0090", "32016L0797", "32018R0858",
    "32018R1139", "32019R2144", "32020L1828",
)  # fmt: skip


@pytest.fixture(scope="module")
def base(mirror):
    return formex.parse((mirror / BASE_ACT / "L_202401689EN.fmx4.zip").read_bytes()).units


@pytest.fixture(scope="module")
def raw(mirror):
    return (mirror / AMENDING_ACT / f"{AMENDING_ACT}.en.html").read_bytes()


@pytest.fixture(scope="module")
def amending(raw):
    return oj_html.parse(raw).units


@pytest.fixture(scope="module")
def page(raw):
    return etree.fromstring(raw, etree.HTMLParser(encoding="utf-8"))


@pytest.fixture(scope="module")
def found(base, amending):
    return consolidate(base, BASE_ACT, amending, AMENDING_ACT)


@pytest.fixture(scope="module")
def provisions(found):
    made = cut.provisions(document(id=BASE_ACT), found.units)
    return {provision.anchor: provision for provision in made}


def squeezed(text):
    """Return text without white space and superscript marks."""
    return re.sub(r"[\s^]", "", text)


def words_of(element):
    """Return what an element prints, footnotes and their marks left out."""
    dropped = {"oj-note", "oj-note-tag"}
    if dropped & set(element.get("class", "").split()):
        return ""
    if element.tag == "a" and element.get("id", "").startswith("ntc"):
        return ""
    inner = element.text or ""
    return inner + "".join(words_of(child) + (child.tail or "") for child in element)


def table_points(element):
    """Return the numbered points printed directly in an element: marker, right cell."""
    rows = [row for table in element.findall("table") for row in table.iterfind("tbody/tr")]
    cells = [row.findall("td") for row in rows]
    return [("".join(words_of(a).split()), b) for a, b in (c for c in cells if len(c) == 2)]


def leaf_cells(element):
    """Yield the right cells of the leaf instructions: those that announce no further ones."""
    for marker, cell in table_points(element):
        if not re.fullmatch(r"\(\w+\)", marker):
            continue
        first = words_of(cell.find("p"))
        quoting = any(marker[:1] == "‘" for marker, _ in table_points(cell))
        if "amended as follows" in first and not quoting:
            yield from leaf_cells(cell)
        else:
            yield cell


def cell_at(page, *markers):
    """Return the right cell of an instruction: cell_at(page, "(7)", "(a)")."""
    element = page.xpath("//div[@id='art_1']")[0]
    for marker in markers:
        element = dict(table_points(element))[marker]
    return element


def quoted(page, *markers, number=""):
    """Return what an instruction quotes, without its number and the marks around it."""
    first, *rest = [e for e in cell_at(page, *markers) if isinstance(e.tag, str)]
    text = squeezed((first.tail or "") + "".join(words_of(e) + (e.tail or "") for e in rest))
    text = re.sub(r"’[;.]*$", "", re.sub("^‘", "", text))
    assert text.startswith(number)
    return text.removeprefix(number)


def test_the_amending_act_has_72_instructions_and_all_are_carried_out(page, found):
    article = page.xpath("//div[@id='art_1']")[0]
    assert len(table_points(article)) == 43
    cells = list(leaf_cells(article))
    all_read = [*found.applied, *(left_out.instruction for left_out in found.unapplied)]
    assert len(cells) == len(all_read) == 72
    said = [squeezed(i.said) for i in found.applied]
    assert [squeezed(words_of(c.find("p"))) for c in cells] == said
    assert [(u.instruction.id, u.reason) for u in found.unapplied] == []
    assert [i.id for i in all_read if not i.verb or i.doubt] == []


def test_every_instruction_is_a_provision_of_the_amending_act(found, amending):
    ids = {p.id for p in cut.provisions(document(id=AMENDING_ACT), amending)}
    assert {i.id for i in found.applied} <= ids


@pytest.mark.parametrize(
    ("anchor", "markers", "number"),
    [
        ("art_1.par_2.pnt_g", ("(1)",), "(g)"),
        ("art_3.pnt_14", ("(4)", "(a)"), "(14)"),
        ("art_10.par_1", ("(9)", "(a)"), "1."),
        ("art_57.par_9.pnt_e", ("(22)", "(e)"), "(e)"),
        ("art_58.par_1.pnt_d", ("(23)", "(b)"), "(d)"),
        ("art_75.par_1", ("(31)", "(b)"), "1."),
        ("art_75.par_2a", ("(31)", "(d)"), "2a."),
        ("art_96.par_1.pnt_g", ("(36)", "(b)"), "(g)"),
        ("art_99.par_1", ("(38)", "(a)"), "1."),
        ("art_99.par_6a", ("(38)", "(c)"), "6a."),
        ("art_111.par_4", ("(39)", "(b)"), "4."),
        ("art_113.par_3.pnt_a", ("(40)", "(a)"), "(a)"),
        ("art_113.par_3.pnt_c", ("(40)", "(b)"), "(c)"),
        ("art_113.par_3.pnt_d", ("(40)", "(c)"), "(d)"),
        ("anx_I.sct_B.pnt_21", ("(41)", "(b)"), "21."),
    ],
)
def test_a_provision_reads_as_quoted(page, provisions, anchor, markers, number):
    assert squeezed(provisions[anchor].text) == quoted(page, *markers, number=number)
    point = ".".join(f"pnt_{marker.strip('()')}" for marker in markers)
    assert provisions[anchor].changed_by == (f"{AMENDING_ACT}#art_1.{point}",)


@pytest.mark.parametrize(
    ("anchors", "markers"),
    [
        (("art_5.par_1.pnt_ba", "art_5.par_1.pnt_bb"), ("(7)", "(a)")),
        (("art_3.pnt_14a", "art_3.pnt_14b"), ("(4)", "(b)")),
        (("art_97.par_2", "art_97.par_3"), ("(37)", "(a)")),
        (("art_75.par_1a", "art_75.par_1b", "art_75.par_1c", "art_75.par_1d", "art_75.par_1e"),
         ("(31)", "(c)")),
    ],
)  # fmt: skip
def test_provisions_read_as_quoted_together(page, provisions, anchors, markers):
    read = "".join(
        squeezed(_number(anchor) + provisions[anchor].text)
        for anchor in anchors
        if anchor in provisions
    )
    assert read == quoted(page, *markers)


def _number(anchor):
    kind, _, value = anchor.rpartition(".")[2].partition("_")
    return f"({value})" if kind == "pnt" else f"{value}."


@pytest.mark.parametrize(
    ("anchors", "markers"),
    [
        (("art_4",), ("(5)",)),
        (("art_4a",), ("(6)",)),
        (("art_60a",), ("(25)",)),
        (("art_75a", "art_75b", "art_75c", "art_75d"), ("(32)",)),
        (("anx_XIV",), ("(43)",)),
    ],
)
def test_whole_articles_and_annexes_read_as_quoted(page, found, anchors, markers):
    read = ""
    for unit in found.units:
        if anchor_of(unit) in anchors:
            word = "Article" if unit.kind == "article" else "Annex"
            body = "".join(line for block in unit.blocks for line in block.lines())
            read += squeezed(f"{word}{unit.number}{unit.title}{body}")
    assert read == quoted(page, *markers)


@pytest.mark.parametrize(
    ("anchor", "which", "markers"),
    [
        ("art_57.par_1", "first", ("(22)", "(a)")),
        ("art_58.par_1", "first", ("(23)", "(a)")),
        ("art_25.par_4", "first", ("(12)", "(b)")),
        ("art_76.par_1", "last", ("(33)",)),
        ("art_96.par_1", "second", ("(36)", "(c)")),
        ("art_40.par_2", "last", ("(17)",)),
    ],
)
def test_a_subparagraph_reads_as_quoted(found, page, anchor, which, markers):
    article, _, paragraph = anchor.partition(".par_")
    (unit,) = (unit for unit in found.units if anchor_of(unit) == article)
    (block,) = (block for block in unit.blocks if block.marker == f"{paragraph}.")
    further = [child.text for child in block.children if not child.marker]
    text = {"first": [block.text], "second": further[:1], "last": further[-1:]}[which][0]
    assert squeezed(text) == quoted(page, *markers).removeprefix(f"{paragraph}.")


def test_headings_are_replaced_and_what_was_below_them_stays(found, page):
    titles = {anchor_of(unit): squeezed(unit.title) for unit in found.units}
    assert titles["art_75"] == quoted(page, "(31)", "(a)")
    assert titles["art_77"] == quoted(page, "(34)", "(a)")


def test_what_is_deleted_is_gone(base, provisions):
    before = {p.anchor for p in cut.provisions(document(id=BASE_ACT), base)}
    for anchor in (
        "art_10.par_5", "anx_I.sct_A.pnt_1", "anx_VIII.sct_B.pnt_7", "anx_VIII.sct_B.pnt_9",
    ):  # fmt: skip
        assert anchor in before
        assert anchor not in provisions


def test_a_deleted_paragraph_is_found_where_it_went(base, amending):
    texts = {
        name: Text(act, cut.provisions(act, units), units)
        for name, units in ((BASE_ACT, base), (AMENDING_ACT, amending))
        for act in [document(id=name, in_force_from="2026-07-27")]
    }
    (computed,) = consolidations(read_catalog(CATALOGUE), texts)
    assert "art_10.par_5" in computed.document.removed
    assert "art_10.par_5 art_4a.par_1" in computed.document.moved
    assert computed.document.unapplied == ()


def test_what_no_instruction_names_is_as_published(base, found):
    named = {target.unit for i in found.applied for target in i.targets}
    after = {anchor_of(unit): unit for unit in found.units}
    untouched = [u for u in base if u.kind != "recital" and anchor_of(u) not in named]
    assert len(untouched) > 80
    assert "art_9" in {anchor_of(unit) for unit in untouched}
    for unit in untouched:
        assert after[anchor_of(unit)] is unit


def test_paragraphs_beside_an_amended_one_are_as_published(base, found):
    before = {anchor_of(unit): unit for unit in base if unit.kind != "recital"}
    for unit in found.units:
        old = before.get(anchor_of(unit))
        kept = {b.marker: b for b in unit.blocks if not (b.made_by or _touched(b))}
        for block in old.blocks if old is not None and not unit.made_by else ():
            if block.marker and block.marker in kept:
                assert kept[block.marker] == block


def _touched(block):
    return block.touched_by or any(c.made_by or _touched(c) for c in block.children)


def test_the_amended_act_is_an_honest_copy(provisions):
    assert list(checks.faults(provisions.values())) == []
    assert len([anchor for anchor in provisions if re.fullmatch(r"anx_\w+", anchor)]) == 14


def test_a_second_time_nothing_is_inserted_again(found, amending):
    twice = consolidate(found.units, BASE_ACT, amending, AMENDING_ACT)
    verbs = {i.verb for i in twice.applied if i.noun in ("article", "annex", "point")}
    assert verbs == set()


@pytest.mark.parametrize("act", OTHER_ACTS)
def test_both_formats_of_the_ai_act_amend_other_acts_alike(mirror, base, act):
    page = oj_html.parse((mirror / BASE_ACT / f"{BASE_ACT}.en.html").read_bytes()).units
    html, xml = (instructions(BASE_ACT, units, act) for units in (page, base))
    assert html == xml
    assert xml
    assert all(i.verb == "add" and not i.doubt and i.content for i in xml)
