"""What an amending act quotes is read in its structure, without the marks around the whole."""

import pytest

from ingest import formex, oj_html
from ingest.blocks import Block, Unit
from ingest.quotation import unquoted, without_mark
from tests.kettle_amending import (
    Annex,
    Article,
    Chapter,
    Heading,
    Item,
    Line,
    Order,
    Paragraph,
    Section,
    formex_archive,
    html_page,
)

POUR = Paragraph("004A.001", "1.", (Line("A spout shall:"), Item("(a)", "pour;"), Line("Once.")))
POURING = Block("A spout shall:", "1.", (Block("pour;", "(a)"), Block("Once.")))


def read_html(orders):
    return oj_html.parse(html_page(("Change", "Regulation (EU) 2099/1:", orders))).units[0]


def read_formex(orders):
    archive = formex_archive(("Change", "Regulation (EU) 2099/1:", orders))
    return formex.parse(archive).units[0]


@pytest.fixture(params=[read_html, read_formex], ids=["html", "formex"])
def content(request):
    """Return how one instruction's quotation is read."""

    def read(*quoted):
        unit = request.param((Order("(1)", "the following is added:", quoted),))
        (instruction,) = unit.blocks[0].children
        return tuple(part for block in instruction.children for part in block.content)

    return read


@pytest.mark.parametrize(
    ("quoted", "expected"),
    [
        pytest.param([Line("‹Tea is hot.›")], (Block("Tea is hot."),), id="subparagraph"),
        pytest.param([Line("‹Tea."), Line("Milk.›")], (Block("Tea."), Block("Milk.")),
                     id="subparagraphs"),
        pytest.param([Line("‹“Tea” means a drink.›")], (Block("“Tea” means a drink."),),
                     id="a quotation opens the quotation"),
        pytest.param([Line("‹Tea is “wet”›")], (Block("Tea is “wet”"),),
                     id="a quotation closes the quotation"),
        pytest.param([Line("‹The cook’s tea.›")], (Block("The cook’s tea."),), id="apostrophe"),
        pytest.param([Line("‹Tea:"), Item("(a)", "hot;"), Item("(b)", "cold.›")],
                     (Block("Tea:", "", (Block("hot;", "(a)"), Block("cold.", "(b)"))),),
                     id="subparagraph with points"),
        pytest.param([Item("‹(d)", "hot;"), Item("(e)", "cold.›")],
                     (Block("hot;", "(d)"), Block("cold.", "(e)")), id="points"),
        pytest.param([Item("‹(d)", "hot:", (Item("(i)", "very;"), Item("(ii)", "so.›")))],
                     (Block("hot:", "(d)", (Block("very;", "(i)"), Block("so.", "(ii)"))),),
                     id="nested points"),
        pytest.param([Item("‹—", "hot.›")], (Block("hot.", "—"),), id="indent"),
        pytest.param([Paragraph("004.002", "‹2.", (Line("Tea:"), Item("(a)", "hot."),
                                                   Line("Cold.›")))],
                     (Block("Tea:", "2.", (Block("hot.", "(a)"), Block("Cold."))),),
                     id="paragraph"),
        pytest.param([Paragraph("004.001A", "‹1a.", (Line("Tea."),)),
                      Paragraph("004.001B", "1b.", (Line("Milk.›"),))],
                     (Block("Tea.", "1a."), Block("Milk.", "1b.")), id="paragraphs"),
        pytest.param([Heading("‹Tea and milk›")], (Block("Tea and milk"),), id="heading"),
        pytest.param([Article("004A", "‹Article 4a", "Spouts",
                              (POUR, Paragraph("004A.002", "2.", (Line("Twice.›"),))))],
                     (Unit("article", "4a", "Spouts", (), (POURING, Block("Twice.", "2."))),),
                     id="article"),
        pytest.param([Article("004A", "‹Article 4a", "Spouts", (POUR,)),
                      Article("004B", "Article 4b", "Lids",
                              (Paragraph("004B.001", "1.", (Line("Shut.›"),)),))],
                     (Unit("article", "4a", "Spouts", (), (POURING,)),
                      Unit("article", "4b", "Lids", (), (Block("Shut.", "1."),))),
                     id="articles"),
        pytest.param([Annex("‹ANNEX XV", "Songs", (Line("Sing:"), Item("1.", "low.›")))],
                     (Unit("annex", "XV", "Songs", (), (
                         Block("Sing:", "", (Block("low.", "1."),)),)),), id="annex"),
        pytest.param([Section("‹Section C. Glass", (Item("1.", "clear."), Item("2.", "dim.›")))],
                     (Block("Glass", "Section C", (Block("clear.", "1."), Block("dim.", "2."))),),
                     id="section of an annex"),
    ],
)  # fmt: skip
def test_a_quotation_is_read_as_what_it_is(content, quoted, expected):
    assert content(*quoted) == expected


def test_a_quoted_chapter_is_no_annex_and_no_bare_article(content):
    shut = Article("004A", "Article 4a", "Lids", (Paragraph("004A.001", "1.", (Line("Shut.›"),)),))
    read = content(Chapter("‹CHAPTER Ia", "Lids", shut))
    assert not any(isinstance(part, Unit) and part.kind == "annex" for part in read)
    assert any(isinstance(part, Block) for part in read)


def test_a_title_of_two_lines_names_one_section():
    first, second = Block("‘Section C"), Block("Glass", "", (Block("clear.’", "1."),))
    assert unquoted([first, second]) == (Block("Glass", "Section C", (Block("clear.", "1."),)),)


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("‘Tea.’;", "Tea."),
        ("‘Tea.’.", "Tea."),
        ("“Tea.”", "Tea."),
        ("»Tea.«", "Tea."),
        ("‘Tea;’", "Tea;"),
        ("‘“Tea” and “milk”’;", "“Tea” and “milk”"),
        ("‘Section 2 applies.’", "Section 2 applies."),
        ("Tea.", "Tea."),
    ],
)
def test_one_mark_goes_at_each_end(printed, words):
    assert unquoted([Block(printed)]) == (Block(words),)


def test_nothing_quoted_is_nothing():
    assert unquoted([]) == ()
    assert without_mark("") == ""
