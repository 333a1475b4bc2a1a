"""Consolidated texts are read as amended: without marks, and without what is gone."""

import re
from dataclasses import replace

import pytest

from ingest import (
    checks,
    cut,
    formex,
    formex_consolidated,
    oj_html,
    oj_html_2016,
    oj_html_consolidated,
)
from ingest.blocks import Block, Change
from ingest.catalog import Entry
from ingest.errors import CheckFailed, IngestError, ParseFailed
from ingest.obtain import Obtained
from ingest.pipeline import CONSOLIDATED, PARSERS, _described
from tests import consolidated_formex as archive
from tests import consolidated_html as page
from tests import kettle_formex, kettle_html
from tests.conftest import document
from tests.kettle_formex import alineas, packed

PARSED = pytest.mark.parametrize(
    ("parse", "raw"),
    [
        pytest.param(formex_consolidated.parse, archive.ARCHIVE, id="formex"),
        pytest.param(oj_html_consolidated.parse, page.PAGE, id="html"),
    ],
)


def printed(units):
    return "\n".join(line for u in units for b in u.blocks for line in b.lines())


@PARSED
def test_a_consolidated_act_is_read_into_its_units(parse, raw):
    parsed = parse(raw)
    assert parsed.title == "KETTLE ACT of 2099"
    assert parsed.units == archive.UNITS


@PARSED
def test_provisions_have_the_anchors_of_the_act_as_published(parse, raw):
    found = cut.provisions(document(), parse(raw).units)
    assert [p.anchor for p in found] == archive.ANCHORS
    labels = {p.anchor: p.label for p in found}
    assert labels["art_1.par_3.pnt_ba"] == "Article 1(3)(ba)"
    assert labels["art_2.pnt_1a"] == "Article 2(1a)"
    assert labels["art_6.par_3.pnt_b"] == "Article 6, third paragraph, point (b)"
    assert labels["anx_I.sct_A.pnt_2.pnt_a"] == "Annex I Section A point 2(a)"


@PARSED
def test_no_mark_and_nothing_deleted_is_in_the_text(parse, raw):
    parsed = parse(raw)
    everything = repr(parsed).replace(repr(archive.DELETED), "")
    assert not re.search(r"[▼►▲◄]|—{3}|M1\b|old ones|green", everything)
    assert "10^25" in printed(parsed.units)


@PARSED
def test_no_running_text_is_lost(parse, raw):
    parsed = parse(raw)
    assert checks.retention(parsed) == 1.0
    kept = len(re.sub(r"[\s^]", "", printed(parsed.units)))
    assert kept == parsed.source_characters - 1  # the full stop after "Section A"


@pytest.mark.parametrize(
    ("day", "raw"),
    [
        pytest.param(formex_consolidated.consolidated_on, archive.ARCHIVE, id="formex"),
        pytest.param(oj_html_consolidated.consolidated_on, page.PAGE, id="html"),
    ],
)
def test_the_date_of_the_wording_is_read(day, raw):
    assert day(raw) == "2100-03-02"


@pytest.mark.parametrize(
    ("day", "raw"),
    [
        pytest.param(
            formex_consolidated.consolidated_on,
            archive.archive(archive.TEXT.replace("21000302", "99999999")),
            id="formex",
        ),
        pytest.param(oj_html_consolidated.consolidated_on, kettle_html.PAGE_D, id="html"),
    ],
)
def test_a_wording_without_a_date_is_refused(day, raw):
    with pytest.raises(ParseFailed, match="no date from which the wording holds"):
        day(raw)


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        pytest.param(
            page.p(f'Tea ►M1 and milk ◄ <a title="{page.BASE}">▲</a>is hot.'),
            (Block("Tea and milk is hot.", changed=(Change(archive.BY, ""),)),),
            id="a mark without a link is looked up at the head of the page",
        ),
        pytest.param(
            page.mark("M9", "", "REPLACED") + page.p("Tea.") + page.p("Milk."),
            (
                Block("Tea.", changed=(Change("M9", "replaced"),)),
                Block("Milk.", changed=(Change("M9", "replaced"),)),
            ),
            id="a change holds until the next mark",
        ),
        pytest.param(
            '<div class="norm"><span class="no-parag">1.</span> Boil:'
            + page.mark("M1", archive.BY, "INSERTED")
            + page.point("(a)", "tea")
            + "</div>",
            (
                Block(
                    "Boil:",
                    "1.",
                    (Block("tea", "(a)", changed=(Change(archive.BY, "inserted"),)),),
                ),
            ),
            id="words beside lines",
        ),
        pytest.param(
            page.p("The Pot Act is amended as follows:")
            + page.paragraph("‘5.", "Pots shall rest.’"),
            (
                Block(
                    "The Pot Act is amended as follows:",
                    "",
                    (Block("‘5. Pots shall rest.’", quoted=True),),
                ),
            ),
            id="a paragraph put into another act",
        ),
        pytest.param(
            page.paragraph("1.", page.mark("M1", archive.BY, "DELETED", " —————"))
            + page.paragraph("2.", "Boil."),
            (Block("Boil.", "2."),),
            id="a deleted paragraph that keeps its number",
        ),
        pytest.param(
            page.p("Say:") + page.point("(a)", page.paragraph("1.", "x")),
            (Block("Say:", "", (Block("", "(a)", (Block("x", "1."),)),)),),
            id="a numbered paragraph inside a point",
        ),
        pytest.param(
            page.p("Te\x01a &#2;►M1 with\x02 ◄ milk")
            + page.mark("M1", "3\x03", "REPLACED")
            + page.p("x"),
            (
                Block("Tea with milk", changed=(Change(archive.BY, ""),)),
                Block("x", changed=(Change("3", "replaced"),)),
            ),
            id="characters that cannot be stored",
        ),
        pytest.param(
            page.point("(a)", "tea").replace("list grid-list-column-1", "x"),
            (Block("(a)"), Block("tea")),
            id="a grid without columns",
        ),
    ],
)
def test_the_layout_of_consolidated_pages_is_read(body, blocks):
    (unit,) = oj_html_consolidated.parse(page.page(page.article("1", "Tea", body))).units
    assert unit.blocks == blocks


@pytest.mark.parametrize(
    ("terms", "blocks"),
    [
        pytest.param(
            alineas(f"Boil {archive.changed('DELETED', 'green ', 'TEXT')}tea."),
            (Block("Boil tea.", changed=archive.DELETED),),
            id="deleted words",
        ),
        pytest.param(
            alineas("Boil.") + archive.changed("DELETED", f"{alineas('Rest.')}<!-- x -->lost"),
            (Block("Boil."),),
            id="a deleted subparagraph",
        ),
        pytest.param(
            kettle_formex.paragraph("1.", "Boil.")
            + kettle_formex.paragraph("2.", "Rest.")
            .replace("<ALINEA>", "<?CLG.MDFO ID='O1'?><ALINEA>".replace("'", '"'))
            .replace("?><ALINEA>", ' ACTION="DELETED"?><ALINEA>')
            .replace("</PARAG>", '<?CLG.MDFC IDREF="O1"?></PARAG>'),
            (Block("Boil.", "1."),),
            id="a paragraph of which only the number is left",
        ),
    ],
)
def test_deleted_words_are_left_out_of_an_archive(terms, blocks):
    raw = archive.archive(archive.act(kettle_formex.article("1", "Tea", terms)))
    (unit,) = formex_consolidated.parse(raw).units
    assert unit.blocks == blocks


def test_an_article_whose_words_are_all_gone_is_no_unit():
    empty = page.article("2", "Lids", page.mark("M1", archive.BY, "DELETED", " —————"))
    whole = page.article("1", "Tea", page.p("Boil."))
    assert [u.number for u in oj_html_consolidated.parse(page.page(whole + empty)).units] == ["1"]
    gone = kettle_formex.article("2", "Lids", archive.changed("DELETED", alineas("Shut.")))
    terms = kettle_formex.article("1", "Tea", alineas("Boil.")) + gone
    parsed = formex_consolidated.parse(archive.archive(archive.act(terms)))
    assert [u.number for u in parsed.units] == ["1"]


def test_an_inserted_article_of_another_language_is_cited_as_in_english():
    terms = kettle_formex.article("1", "Tea", alineas("Kog.")).replace(
        'IDENTIFIER="1"><TI.ART>Article 1', 'IDENTIFIER="004A"><TI.ART>Artikel 4 bis'
    )
    (unit,) = formex_consolidated.parse(archive.archive(archive.act(terms))).units
    assert unit.number == "4a"


@pytest.mark.parametrize(
    "members",
    [
        pytest.param({archive.MAIN: archive.TEXT}, id="no manifest"),
        pytest.param({"K.doc.fmx.xml": "<DOC/>", "K.fmx.xml": archive.TEXT}, id="other names"),
        pytest.param(
            {
                "a.xml": archive.TEXT.replace(archive.ANNEX_I, ""),
                "b.xml": archive.ANNEX_I,
                "K.toc.xml": "<TOC/>",
            },
            id="the annex in a file of its own",
        ),
    ],
)
def test_the_act_is_found_by_its_root_whatever_the_files_are_called(members):
    assert formex_consolidated.parse(packed(members)).units == archive.UNITS


OPENED = '<?CLG.MDFO ID="O1" ACTION="DELETED"?>'


@pytest.mark.parametrize(
    ("parse", "raw", "says"),
    [
        (oj_html.parse, page.PAGE, 'generation D.*"consolidated-html"'),
        (oj_html_2016.parse, page.PAGE, 'generation D.*"consolidated-html"'),
        (oj_html_consolidated.parse, kettle_html.PAGE_A, 'generation A.*"oj-html"'),
        (oj_html_consolidated.parse, kettle_html.PAGE_C, 'generation C.*"oj-html-2016"'),
        (oj_html_consolidated.parse, kettle_html.PAGE_E, "generation E.*as published"),
        (oj_html_consolidated.parse, b"", "obtain the page again"),
        (formex_consolidated.parse, kettle_formex.ARCHIVE, 'name the format "formex"'),
        (
            formex.parse,
            packed(
                {kettle_formex.MANIFEST: kettle_formex.manifest(), kettle_formex.MAIN: archive.TEXT}
            ),
            'CONS.ACT.*"formex-consolidated"',
        ),
        (formex_consolidated.parse, b"PK", "not a zip archive"),
        (formex_consolidated.parse, packed({"a.xml": "<CONS.ACT/>"}), "no CONS.DOC"),
        (
            formex_consolidated.parse,
            packed({"a.xml": archive.TEXT, "b.xml": archive.TEXT}),
            "2 consolidated acts",
        ),
        (
            formex_consolidated.parse,
            packed({f"{n}.xml": "<X/>" for n in range(61)}),
            "61 texts",
        ),
        (
            formex_consolidated.parse,
            archive.archive(archive.act(OPENED + kettle_formex.article("1", "x", alineas("y")))),
            "opened and never closed",
        ),
        (
            formex_consolidated.parse,
            archive.archive(archive.act('<?CLG.MDFC IDREF="O1"?>')),
            "closed and never opened",
        ),
        (
            formex_consolidated.parse,
            packed({"a.xml": '<!DOCTYPE a [<!ENTITY e "x">]><CONS.ACT>&e;</CONS.ACT>'}),
            "entity",
        ),
    ],
)
def test_what_is_not_the_format_is_refused_with_the_next_step(parse, raw, says):
    with pytest.raises(ParseFailed, match=says):
        parse(raw)


def test_a_name_that_leaves_the_archive_is_refused():
    with pytest.raises(IngestError, match="leaves the archive"):
        formex_consolidated.parse(packed({"../a.xml": archive.TEXT}))


def test_a_consolidated_document_says_that_it_is_not_authentic():
    units = archive.UNITS
    parsed = formex_consolidated.parse(archive.ARCHIVE)
    silent = document(tier="consolidated")
    with pytest.raises(CheckFailed, match=r"no notice says .* not authentic; add one"):
        checks.check(silent, {}, parsed, cut.provisions(silent, units))
    open_about_it = replace(silent, notices=("This text is not authentic.",))
    assert checks.check(open_about_it, {}, parsed, cut.provisions(silent, units)) == ()


@pytest.mark.parametrize("name", sorted(CONSOLIDATED))
def test_the_notice_comes_with_the_format(name):
    entry = Entry.model_validate(
        {
            **{key: "x" for key in ("work", "title", "kind", "jurisdiction")},
            "id": "02099R0001-21000302",
            "short_title": "Kettle Act",
            "tier": "consolidated",
            "route": [{"via": "mirror", "format": name, "path": "kettle"}],
        }
    )
    raw = {"formex-consolidated": archive.ARCHIVE, "consolidated-html": page.PAGE}[name]
    described = _described(entry, Obtained(raw, entry.routes[0], "", "2100-03-03"))
    parsed = PARSERS[name](raw, entry.id)
    assert checks.check(described, {}, parsed, cut.provisions(described, parsed.units)) == ()
    assert "Kettle Act is a consolidated one" in described.notices[0]
