"""Formex archives are read block by block, and no word of them is lost."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ingest import checks, cut, formex
from ingest.blocks import Block
from ingest.errors import IngestError, ParseFailed, SourceRejected
from tests import kettle_formex as kettle
from tests.conftest import document
from tests.kettle_formex import (
    MAIN,
    MANIFEST,
    act,
    alineas,
    article,
    items,
    manifest,
    np,
    p,
    packed,
)

ONE = article("1", "All", alineas("Boil."))


def bare(text):
    """Return the text without blanks and without what only the print has."""
    return re.sub(r"[\s^—]", "", text)


def printed(units):
    return "".join(line for u in units for b in u.blocks for line in b.lines())


def test_an_act_is_read_into_its_units():
    parsed = formex.parse(kettle.ARCHIVE)
    assert parsed.title == "KETTLE ACT of 2099"
    assert parsed.units == kettle.UNITS


def test_all_running_text_is_counted_once():
    parsed = formex.parse(kettle.ARCHIVE)
    numbers = "".join(f"({u.number})" for u in parsed.units if u.kind == "recital")
    full_stop = "."  # after "Section A"
    assert parsed.source_characters == len(bare(printed(parsed.units) + numbers + full_stop))
    assert checks.retention(parsed) == 1.0


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        pytest.param(
            alineas("Tea: <DATE>1 May</DATE>, <HT TYPE='BOLD'>hot <HT>tea</HT></HT>."),
            (Block("Tea: 1 May, hot tea."),),
            id="inline elements",
        ),
        pytest.param(
            alineas("x<HT TYPE='SUB'>2</HT> 10<HT TYPE='SUP'>25</HT>"),
            (Block("x2 10^25"),),
            id="subscript stays plain",
        ),
        pytest.param(
            alineas(
                '<FT TYPE="NUMBER">1234</FT> <FT TYPE="NUMBER">12345</FT> '
                '<FT TYPE="NUMBER">7,5</FT> <FT TYPE="CODE">123456</FT>'
            ),
            (Block("1234 12 345 7,5 123456"),),
            id="only long whole numbers are grouped",
        ),
        pytest.param(
            alineas("<!-- a remark -->Boil<?PAGE NO='2'?>ing\u00a0\u2003wa\u00adter"),
            (Block("Boiling water"),),
            id="remarks, page anchors, odd blanks, soft hyphens",
        ),
        pytest.param(
            alineas(f"A{kettle.NOTE}, b{kettle.NOTE}."), (Block("A, b."),), id="notes keep tails"
        ),
        pytest.param(
            alineas("Say:<QUOT.S><ALINEA>‘Tea.’</ALINEA></QUOT.S>."),
            (Block("Say:", "", (Block("‘Tea.’.", quoted=True),)),),
            id="full stop after a quotation",
        ),
        pytest.param(
            kettle.paragraph("1.", items("alpha", np("(a)", "tea;"))),
            (Block("", "1.", (Block("tea;", "(a)"),)),),
            id="a list without words before it",
        ),
        pytest.param(
            alineas(
                p("Or:") + items("alpha", np("(a)", "tea;") + p("or milk;"), np("(b)", "ale."))
            ),
            (
                Block(
                    "Or:",
                    "",
                    (Block("tea;", "(a)", (Block("or milk;"),)), Block("ale.", "(b)")),
                ),
            ),
            id="words after a point in its item",
        ),
        pytest.param(
            alineas(p("Or:") + items("NDASH", p("tea,") + p("hot,"), p("ale."))),
            (Block("Or:", "", (Block("tea,", "", (Block("hot,"),)), Block("ale."))),),
            id="items that have no number",
        ),
        pytest.param(
            alineas(
                p("Or:")
                + p(items("alpha", np("(a)", "", items("roman", np("(i)", "x;"))), np("(b)", "y.")))
            ),
            (Block("Or:", "", (Block("", "(a)", (Block("x;", "(i)"),)), Block("y.", "(b)"))),),
            id="a first point without words of its own",
        ),
        pytest.param(
            f"{alineas('One.')}<TBL><CORPUS><ROW><CELL>Cup</CELL><CELL>{p('1')}</CELL></ROW>"
            "</CORPUS></TBL>",
            (Block("One."), Block("Cup"), Block("1")),
            id="table cells",
        ),
    ],
)
def test_a_body_is_read_as_printed(body, blocks):
    (unit,) = formex.parse(kettle.formex(act(article("1", "All", body)))).units
    assert unit.blocks == blocks


@pytest.mark.parametrize(
    ("title", "number", "rest"),
    [
        pytest.param("ANNEX", "", "Cups", id="the only annex has no number"),
        pytest.param("ANNEX IV", "IV", "Cups", id="number"),
        pytest.param("ANNEX IV Sizes of", "IV", "Sizes of Cups", id="title on the same line"),
    ],
)
def test_an_annex_has_its_number_and_title(title, number, rest):
    annex = kettle.annex(title, "Cups", p("Fill them."))
    *_, unit = formex.parse(kettle.formex(act(ONE), annex)).units
    assert (unit.number, unit.title, unit.blocks) == (number, rest, (Block("Fill them."),))


BOMB = (
    "<!DOCTYPE ACT [<!ENTITY a 'kettle kettle kettle'>"
    + "".join(
        f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


def test_entities_are_not_expanded():
    raw = kettle.formex(BOMB + act(article("1", "All", alineas("Boil &i; it."))))
    with pytest.raises(ParseFailed, match=MAIN):
        formex.parse(raw)


def test_no_other_file_is_read(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("tea leaves")
    outside = f'<!DOCTYPE ACT [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    raw = kettle.formex(outside + act(article("1", "All", alineas("Boil &x; it."))))
    with pytest.raises(ParseFailed, match="refers to an entity"):
        formex.parse(raw)


WRONG = [
    pytest.param(b"", ParseFailed, "not a zip archive", id="nothing"),
    pytest.param(b"<html>no</html>", ParseFailed, "not a zip archive", id="a page"),
    pytest.param(kettle.ARCHIVE[:500], ParseFailed, "not a zip archive", id="cut short"),
    pytest.param(packed({MAIN: act(ONE)}), ParseFailed, "0 manifests", id="no manifest"),
    pytest.param(
        packed({MANIFEST: manifest(), "L.doc.fmx.xml": manifest()}),
        ParseFailed,
        "2 manifests",
        id="two manifests",
    ),
    pytest.param(
        packed({MANIFEST: "<DOC/>", MAIN: act(ONE)}),
        ParseFailed,
        "K.doc.fmx.xml: names no main document",
        id="manifest without a main file",
    ),
    pytest.param(
        packed({MANIFEST: manifest()}),
        SourceRejected,
        f"{MAIN}: not in the archive",
        id="no main file",
    ),
    pytest.param(
        kettle.formex("<CORR><TITLE/></CORR>"),
        ParseFailed,
        f"{MAIN}: root is CORR",
        id="a corrigendum",
    ),
    pytest.param(kettle.formex("<ACT>"), ParseFailed, f"{MAIN}: not well-formed", id="broken XML"),
    pytest.param(kettle.formex("<ACT/>"), ParseFailed, "no enacting terms", id="no articles"),
    pytest.param(
        kettle.formex(act(ONE), "<ACT/>"), ParseFailed, "annex file has root ACT", id="wrong annex"
    ),
    pytest.param(
        kettle.formex(act(ONE), "<ANNEX><TITLE/></ANNEX>"),
        ParseFailed,
        "annex",
        id="annex without contents",
    ),
    pytest.param(
        kettle.formex(act(ONE), "<ANNEX><TITLE/><CONTENTS/></ANNEX>"),
        ParseFailed,
        "annex has no title",
        id="annex without a title",
    ),
    pytest.param(
        kettle.formex(act(ONE, "<CONSID>Tea.</CONSID>")),
        ParseFailed,
        "recital has no number",
        id="recital without a number",
    ),
    pytest.param(
        kettle.formex(act("<ARTICLE><ALINEA>Boil.</ALINEA></ARTICLE>")),
        ParseFailed,
        "article has no number",
        id="article without a number",
    ),
    pytest.param(
        kettle.formex(act(article("1", "All", alineas('<QUOT.START CODE="tea"/>')))),
        ParseFailed,
        "quotation mark",
        id="a quotation mark with an odd code",
    ),
    pytest.param(
        packed({MANIFEST: manifest(main=f"../{MAIN}"), f"../{MAIN}": act(ONE)}),
        SourceRejected,
        r"\.\./K\.000101\.fmx\.xml: the name leaves",
        id="a member outside",
    ),
    pytest.param(
        kettle.formex(act(article("1", "All", alineas("a" * 30_000_000)))),
        SourceRejected,
        f"{MAIN}: unpacks to",
        id="zip bomb",
    ),
]


@pytest.mark.parametrize(("raw", "error", "says"), WRONG)
def test_what_is_not_formex_is_refused_by_name(raw, error, says):
    with pytest.raises(error, match=says) as raised:
        formex.parse(raw)
    assert isinstance(raised.value, IngestError)


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=60), st.integers(0, len(kettle.ARCHIVE) - 1))
def test_a_damaged_archive_is_refused_by_name_or_read(junk, position):
    raw = kettle.ARCHIVE[:position] + junk + kettle.ARCHIVE[position + len(junk) :]
    try:
        assert formex.parse(raw).units
    except IngestError as error:
        assert str(error)


WORDS = st.text("abcé ,.;()‘’\n", min_size=1, max_size=12).filter(
    lambda s: any(c.isalpha() for c in s)
)
INLINE = st.one_of(
    WORDS,
    WORDS.map(lambda s: f"<DATE>{s}</DATE>"),
    WORDS.map(lambda s: f'<HT TYPE="SUP">{s}</HT>'),
    st.integers(0, 10**8).map(lambda n: f'<FT TYPE="NUMBER">{n}</FT>'),
    WORDS.map(lambda s: f"{s}<?PAGE NO='1'?>{s}"),
    WORDS.map(lambda s: f"{s}<NOTE><P>NOT PRINTED</P></NOTE>{s}"),
)
TEXT = st.lists(INLINE, min_size=1, max_size=3).map("".join)
MARKERS = st.sampled_from(["1.", "(a)", "(i)", "(12)", "3.1."])
KINDS = st.sampled_from(["alpha", "ARAB", "DASH", "NONE"])


@st.composite
def block(draw, depth=0):
    """Draw a block with what is nested in it."""
    inner = block(depth + 1) if depth < 3 else TEXT
    numbered = st.builds(np, MARKERS, TEXT, inner.map(p))
    listed = st.one_of(numbered, inner.map(p), st.tuples(numbered, inner.map(p)).map("".join))
    kinds = (
        inner.map(p),
        st.tuples(TEXT, inner.map(p), TEXT).map(lambda parts: p("".join(parts))),
        numbered,
        st.builds(lambda kind, given: items(kind, *given), KINDS, st.lists(listed, max_size=3)),
        st.builds(
            lambda marker, given: kettle.paragraph(marker, *given),
            MARKERS,
            st.lists(inner, max_size=2),
        ),
        st.builds(lambda title, body: kettle.group(p(title), body), TEXT, inner.map(p)),
        inner.map(lambda body: f"<QUOT.S>{p(body)}</QUOT.S>"),
        inner.map(lambda body: f"<QUOT.S>{article('9', 'New', p(body))}</QUOT.S>"),
        TEXT.map(p),
    )
    return draw(kinds[draw(st.integers(0, len(kinds) - 1))])


BODY = st.lists(block(), max_size=4).map("".join)


@settings(max_examples=150, deadline=None)
@given(BODY)
def test_no_text_is_lost_whatever_is_nested(body):
    raw = kettle.formex(act(article("1", "All", body)), kettle.annex("ANNEX I", "Cups", body))
    first, annex = formex.parse(raw).units
    source = bare("".join(etree.fromstring(f"<A>{body}</A>").itertext()).replace("NOT PRINTED", ""))
    assert bare(printed((first,))) == source
    assert bare(printed((annex,))) == source


@pytest.fixture(scope="module")
def ai_act(mirror):
    return formex.parse((mirror / "32024R1689/L_202401689EN.fmx4.zip").read_bytes())


@pytest.fixture(scope="module")
def texts(ai_act):
    return {p.anchor: p.text for p in cut.provisions(document(), ai_act.units)}


def test_the_ai_act_is_whole_and_in_order(ai_act):
    kinds = Counter(unit.kind for unit in ai_act.units)
    assert kinds == {"article": 113, "recital": 180, "annex": 13}
    for kind in ("article", "recital"):
        numbers = [int(unit.number) for unit in ai_act.units if unit.kind == kind]
        assert numbers == list(range(1, kinds[kind] + 1))
    assert all(unit.title for unit in ai_act.units if unit.kind != "recital")
    assert checks.retention(ai_act) == 1.0


def test_the_definitions_of_the_ai_act_are_in_sequence(ai_act):
    (terms,) = next(u for u in ai_act.units if (u.kind, u.number) == ("article", "3")).blocks
    assert [child.marker for child in terms.children] == [f"({n})" for n in range(1, 69)]


def test_known_traps_of_the_ai_act_are_read_right(texts):
    assert "10^25" in texts["art_51.par_2"]
    assert "35 000 000" in texts["art_99.par_3"]
    points = [f"art_113.par_3.pnt_{letter}" for letter in "abc"]
    assert all(texts[point].strip() for point in points)
    assert [a for a in texts if re.fullmatch(r"art_113\.par_3\.pnt_\w", a)] == points
    assert "Done at" not in " ".join(texts.values())
    assert not re.search(r"[\u00a0\u00ad\u200b]", " ".join(texts.values()))


def test_only_the_changes_to_other_acts_are_quoted(ai_act):
    def quoted(blocks):
        return any(block.quoted or quoted(block.children) for block in blocks)

    found = [u.number for u in ai_act.units if u.kind == "article" and quoted(u.blocks)]
    assert found == [str(number) for number in range(102, 111)]
