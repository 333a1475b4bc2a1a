"""Official Journal HTML is read block by block, and no word of it is lost."""

import re
from collections import Counter
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from ingest import cut, formex, oj_html, oj_html_2016
from ingest.blocks import Block, Unit
from ingest.errors import ParseFailed
from tests.conftest import document
from tests.kettle_html import (
    PAGE_A,
    PAGE_B,
    PAGE_C,
    PAGE_D,
    PAGE_E,
    TABLE,
    UNITS,
    article,
    p,
    point,
)


@pytest.mark.parametrize(
    ("page", "name"),
    [(PAGE_A, "A"), (PAGE_B, "B"), (PAGE_C, "C"), (PAGE_D, "D"), (PAGE_E, "E")],
    ids="ABCDE",
)
def test_each_generation_is_recognised(page, name):
    assert oj_html.generation(page) == name


@pytest.mark.parametrize("page", [PAGE_A, PAGE_B], ids=["bare", "in the portal page"])
def test_an_act_is_read_into_its_units(page):
    parsed = oj_html.parse(page)
    assert parsed.title == "KETTLE ACT of 2099"
    assert parsed.units == UNITS


def test_an_act_of_2016_is_read_into_the_same_units():
    parsed = oj_html_2016.parse(PAGE_C)
    recital, whistling, terms, annex = parsed.units
    assert parsed.title == "KETTLE ACT"
    assert (recital, annex) == (UNITS[0], UNITS[-1])
    assert whistling.headings == ("CHAPTER I: Use", "Section 1: Kettles")
    assert (whistling.blocks, whistling.footnotes) == (UNITS[1].blocks, UNITS[1].footnotes)
    assert terms.headings == ("CHAPTER II: End",)
    (intro,) = terms.blocks
    assert intro.children == (*UNITS[2].blocks[0].children, Block("‘Article 9", quoted=True))


@pytest.mark.parametrize(
    ("parse", "page", "says"),
    [
        pytest.param(oj_html.parse, PAGE_C, 'generation C.*"oj-html-2016"', id="A+B given C"),
        pytest.param(oj_html.parse, PAGE_D, 'generation D.*"consolidated-html"', id="A+B given D"),
        pytest.param(oj_html_2016.parse, PAGE_A, 'generation A.*"oj-html"', id="C given A"),
        pytest.param(oj_html_2016.parse, PAGE_E, "generation E", id="C given E"),
        pytest.param(oj_html.parse, b"", "obtain the page again", id="nothing"),
        pytest.param(oj_html.parse, b"<p>Please wait</p>", "another format", id="challenge page"),
        pytest.param(oj_html.parse, b"PK\x03\x04\x00\x00", "obtain", id="an archive"),
        pytest.param(oj_html.parse, b"<div>" * 5000, "deeper|page again", id="hostile nesting"),
        pytest.param(
            oj_html.parse,
            b'<p class="oj-ti-art">Article 1</p>',
            "no article has an id",
            id="no ids",
        ),
        pytest.param(
            oj_html_2016.parse,
            b'<table><tr><td><p class="ti-art">Article 1</p></td></tr></table>',
            "in a table",
            id="only quoted articles",
        ),
    ],
)
def test_what_is_not_the_format_is_refused_with_the_next_step(parse, page, says):
    with pytest.raises(ParseFailed, match=says):
        parse(page)


def test_two_instructions_in_a_row_keep_their_own_quotations():
    body = p("In the first:") + p("‘one’.") + p("In the second:") + p("‘two’.")
    (unit,) = oj_html.parse(article(1, "Changes", body).encode()).units
    assert unit.blocks == (
        Block("In the first:", "", (Block("‘one’.", quoted=True),)),
        Block("In the second:", "", (Block("‘two’.", quoted=True),)),
    )


words = st.text("abcxyz", min_size=1, max_size=6)
sentence = st.lists(words, min_size=1, max_size=4).map(" ".join)
level = st.deferred(
    lambda: st.one_of(
        sentence.map(p),
        st.builds(point, st.sampled_from(["(a)", "1.", "—", "(iv)"]), sentence),
        st.builds(
            lambda intro, marker, inner: point(marker, p(intro) + "".join(inner)),
            sentence,
            st.sampled_from(["(b)", "2.", "–"]),
            st.lists(level, min_size=1, max_size=3),
        ),
        st.builds(lambda a, b: TABLE.replace("Litres", a).replace("Cups", b), sentence, sentence),
        sentence.map(lambda s: f'<div id="009.001">{p(f"‘9. {s}")}</div>'),
        sentence.map(lambda s: p(f"{s}:") + point("‘(b)", f"{s}’;")),
        sentence.map(lambda s: p(s, "ti-grseq-1")),
    )
)


def bare(text: str) -> str:
    return "".join(text.split())


def printed(units: tuple[Unit, ...]) -> str:
    return bare("".join(line for u in units for b in u.blocks for line in b.lines()))


@settings(max_examples=60, deadline=None)
@given(st.lists(level, max_size=5))
def test_no_text_is_lost_whatever_is_nested(parts):
    body = "".join(parts)
    source = bare("".join(etree.HTML(f"<div>{body}</div>").itertext()))
    container = f'<div class="eli-container" id="anx_I">{p("ANNEX I", "doc-ti")}{body}</div>'
    first, annex = oj_html.parse(f"{article(1, 'All', body)}{container}".encode()).units
    flat = f"<html><body>{p('Article 1', 'ti-art')}{body}</body></html>".replace("oj-", "")
    assert printed((first,)) == source
    assert printed((annex,)) == source
    assert printed(oj_html_2016.parse(flat.encode()).units) == source


COUNTS = [
    ("32024R1689/32024R1689.en.html", (113, 180, 13)),
    ("32026R1744/32026R1744.en.html", (4, 47, 0)),
    ("32016R0679/32016R0679.en.html", (99, 173, 0)),
    ("da/32016R0679.da.html", (99, 173, 0)),
    ("da/32022L2555.da.html", (46, 144, 3)),
    ("da/32022R2554.da.html", (64, 106, 0)),
    ("da/32024R1689.da.html", (113, 180, 13)),
    ("da/32024R2847.da.html", (71, 130, 8)),
]


@cache
def read(mirror, name):
    raw = (mirror / name).read_bytes()
    parser = oj_html_2016 if oj_html.generation(raw) == "C" else oj_html
    return raw, parser.parse(raw)


@pytest.mark.parametrize(("name", "counts"), COUNTS, ids=[name for name, _ in COUNTS])
def test_real_acts_have_all_units_in_order(mirror, name, counts):
    _, parsed = read(mirror, name)
    kinds = Counter(unit.kind for unit in parsed.units)
    articles = [int(unit.number) for unit in parsed.units if unit.kind == "article"]
    recitals = [int(unit.number) for unit in parsed.units if unit.kind == "recital"]
    assert (kinds["article"], kinds["recital"], kinds["annex"]) == counts
    assert articles == list(range(1, counts[0] + 1))
    assert recitals == list(range(1, counts[1] + 1))
    assert all(unit.title for unit in parsed.units if unit.kind != "recital")
    assert all(line.strip() for unit in parsed.units for b in unit.blocks for line in b.lines())
    assert not re.search(r"Done at|Udfærdiget i", " ".join(printed((u,)) for u in parsed.units))


def source_words(raw: bytes) -> str:
    """Return the words between the first recital and the last annex, titles and notes out."""
    root = etree.fromstring(raw, etree.HTMLParser(encoding="utf-8", remove_comments=True))
    dropped = {"oj-note", "oj-doc-ti", "oj-final", "eli-title", "oj-ti-section-1", "note", "final"}
    inside: list[str] = []

    def walk(element, kept):
        names = set(element.get("class", "").split())
        identifier = element.get("id", "")
        own_title = "oj-ti-art" in names and element.getparent().get("id", "").startswith("art_")
        mark_of_note = element.tag == "a" and identifier.startswith("ntc")
        quoted = "oj-quotation-ti" in names
        if mark_of_note or own_title or (names & dropped and not quoted):
            return
        kept = kept or identifier.startswith(("rct_", "art_", "anx_"))
        inside.append(element.text or "" if kept else "")
        for child in element:
            walk(child, kept)
            inside.append(child.tail or "" if kept else "")

    walk(root, False)
    return bare("".join(inside).replace("\u00ad", "").replace("\u200b", ""))


@pytest.mark.parametrize("name", [n for n, _ in COUNTS if n != "32016R0679/32016R0679.en.html"])
def test_no_word_of_a_real_act_is_lost(mirror, name):
    raw, parsed = read(mirror, name)
    numbered = [
        f"({u.number})" * (u.kind == "recital") + printed((u,)).replace("^", "")
        for u in parsed.units
    ]
    separators = re.compile(r"((?:Section|Afsnit)[A-Z])[.—]")
    assert "".join(numbered) == separators.sub(r"\1", source_words(raw))


def test_no_word_of_the_act_of_2016_is_lost(mirror):
    _, parsed = read(mirror, "32016R0679/32016R0679.en.html")
    numbers = "".join(f"({u.number})" for u in parsed.units if u.kind == "recital")
    assert len(printed(parsed.units)) + len(numbers) == parsed.source_characters


def test_the_page_of_2016_and_its_later_rendering_have_the_same_provisions(mirror):
    _, english = read(mirror, "32016R0679/32016R0679.en.html")
    _, danish = read(mirror, "da/32016R0679.da.html")
    anchors = [[p.anchor for p in cut.provisions(document(), a.units)] for a in (english, danish)]
    assert anchors[0] == anchors[1]


def test_the_ai_act_has_the_same_provisions_in_html_and_formex(mirror):
    _, page = read(mirror, "32024R1689/32024R1689.en.html")
    archive = formex.parse((mirror / "32024R1689/L_202401689EN.fmx4.zip").read_bytes())
    assert cut.provisions(document(), page.units) == cut.provisions(document(), archive.units)


def unit_of(parsed, kind, number):
    return next(u for u in parsed.units if (u.kind, u.number) == (kind, number))


def test_known_traps_of_the_ai_act_are_read_right(mirror):
    _, parsed = read(mirror, "32024R1689/32024R1689.en.html")
    (terms,) = unit_of(parsed, "article", "3").blocks
    threshold = unit_of(parsed, "article", "51").blocks[1]
    entry = unit_of(parsed, "article", "113").blocks
    assert [child.marker for child in terms.children] == [f"({n})" for n in range(1, 69)]
    assert "10^25" in threshold.text
    assert [bool(child.text) for child in entry[2].children] == [True] * 3
    assert unit_of(parsed, "article", "6").headings[0].startswith("CHAPTER III: ")
    assert [b.marker for b in unit_of(parsed, "annex", "VIII").blocks] == [
        "Section A",
        "Section B",
        "Section C",
    ]
    for number in range(102, 111):
        assert any(b.quoted for b in descendants(unit_of(parsed, "article", str(number)).blocks))


def descendants(blocks):
    for block in blocks:
        yield block
        yield from descendants(block.children)


def test_an_amending_act_does_not_own_the_articles_it_quotes(mirror):
    _, parsed = read(mirror, "32026R1744/32026R1744.en.html")
    (first,) = unit_of(parsed, "article", "1").blocks
    quoted = [block.text for block in descendants((first,)) if block.quoted]
    assert [child.marker for child in first.children] == [f"({n})" for n in range(1, 44)]
    assert sum(text.startswith("‘Article ") for text in quoted) == 4
    assert quoted[-1].startswith("‘Annex XIV") and "AIH 0401" in quoted[-1]
    assert not any(block.children for block in descendants((first,)) if block.quoted)
