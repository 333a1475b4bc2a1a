"""The notes that come with the project are whole, exact and in our own words."""

import re
import zipfile
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from ingest.model import Provision
from ingest.notes import read_brief, read_stand_ins

NOTES = Path(__file__).parents[1] / "corpus" / "notes"
BRIEFS = sorted(NOTES.glob("*.md"))
STAND_INS = sorted((NOTES / "32024R1689").glob("*.md"))
DEFINITIONS = [f"art_3.pnt_{number}" for number in range(45, 69)]
PARAGRAPHS = [f"art_5.par_{number}" for number in (6, 7, 8)]
ANNEXES = [
    *("anx_I", "anx_II", "anx_III", "anx_IV", "anx_V", "anx_VI", "anx_VII", "anx_VIII"),
    *("anx_IX", "anx_X", "anx_XI", "anx_XII", "anx_XIII"),
]
LACKING = DEFINITIONS + PARAGRAPHS + ANNEXES
"""What the registry copy of the AI Act does not have."""
LONGEST_RUN = 8
FORMEX_ZIP = "32024R1689/L_202401689EN.fmx4.zip"
TERM = re.compile(r"^Meaning of ‘(.+)’$")


@cache
def stand_ins() -> dict[str, Provision]:
    """Every stand-in note by its anchor."""
    found = [note for path in STAND_INS for note in read_stand_ins(path.read_bytes(), path.name)]
    notes = {note.anchor: note for note in found}
    assert len(notes) == len(found), "two notes stand for one provision"
    return notes


@pytest.fixture(scope="module")
def formex(mirror) -> dict[str, str]:
    """Text of each article (by anchor "art_3"), definition, paragraph and annex of the AI Act."""
    texts: dict[str, str] = {}
    with zipfile.ZipFile(mirror / FORMEX_ZIP) as archive:
        roots = [
            etree.fromstring(archive.read(name))
            for name in archive.namelist()
            if re.search(r"\.\d{6}\.fmx\.xml$", name)
        ]
    [act] = [root for root in roots if root.tag == "ACT"]
    texts["act"] = running_text(act)
    for number, item in enumerate(act.xpath("//ARTICLE[@IDENTIFIER='003']/ALINEA/LIST/ITEM"), 1):
        texts[f"art_3.pnt_{number}"] = running_text(item)
    for number in (6, 7, 8):
        [paragraph] = act.xpath(f"//PARAG[@IDENTIFIER='005.00{number}']")
        texts[f"art_5.par_{number}"] = running_text(paragraph)
    for root in roots:
        if root.tag == "ANNEX":
            text = running_text(root)
            texts[f"anx_{re.search(r'ANNEX ([IVX]+)', text)[1]}"] = text
    return texts


@pytest.fixture(scope="module")
def published_runs(formex) -> set[tuple[str, ...]]:
    """Every run of nine words of the AI Act: one word more than a note may copy."""
    return set().union(*(runs(text, LONGEST_RUN + 1) for text in formex.values()))


def running_text(element) -> str:
    return " ".join(" ".join(element.xpath(".//text()")).split())


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    every = words(text)
    return {tuple(every[n : n + length]) for n in range(len(every) - length + 1)}


def figures(text: str) -> set[str]:
    """Every run of digits, with the blanks that group thousands taken out."""
    ungrouped = re.sub(r"(?<=\d) (?=\d{3}\b)", "", text)
    return set(re.findall(r"\d+", ungrouped))


def test_the_stand_ins_cover_what_the_registry_copy_lacks():
    assert sorted(stand_ins()) == sorted(LACKING)


@pytest.mark.parametrize("anchor", DEFINITIONS)
def test_a_definition_names_the_term_it_defines(anchor):
    note = stand_ins()[anchor]
    term = TERM.match(note.headings[0])[1]
    assert f"‘{term}’" in note.text


@pytest.mark.parametrize("anchor", DEFINITIONS)
def test_the_defined_term_is_the_one_the_act_defines_there(anchor, formex):
    term = TERM.match(stand_ins()[anchor].headings[0])[1]
    number = anchor.rpartition("_")[2]
    assert words(formex[anchor])[: len(words(term)) + 1] == [number, *words(term)]


@pytest.mark.parametrize("anchor", LACKING)
def test_a_stand_in_copies_no_more_than_eight_words_in_a_row(anchor, published_runs):
    copied = runs(stand_ins()[anchor].text, LONGEST_RUN + 1) & published_runs
    assert not {" ".join(run) for run in copied}


@pytest.mark.parametrize("anchor", LACKING)
def test_every_figure_of_a_stand_in_is_in_the_text_it_stands_for(anchor, formex):
    assert figures(stand_ins()[anchor].text) <= figures(formex[anchor])


@pytest.mark.parametrize(
    ("slug", "tier", "author", "notice"),
    [
        pytest.param("hegseth-weighs-sanctions", "news", "Josh Weiner", "Reported by a news site"),
        pytest.param("hegseth-severe-penalty", "fiction", "", "Self-declared fictional"),
    ],
)
def test_each_article_has_a_brief_that_says_what_it_is(slug, tier, author, notice):
    path = NOTES / f"{slug}.md"
    document, paragraphs = read_brief(path.read_bytes(), path.name)
    assert (document.id, document.tier, document.author) == (f"doc:{slug}", tier, author)
    assert document.notices[0].startswith(notice)
    assert all(paragraph.tier == tier for paragraph in paragraphs)


@pytest.mark.parametrize("path", BRIEFS, ids=lambda path: path.stem)
def test_each_paragraph_of_a_brief_stands_alone(path):
    _, paragraphs = read_brief(path.read_bytes(), path.name)
    for paragraph in paragraphs:
        assert 25 <= len(paragraph.text.split()) <= 70, paragraph.text
        assert "article" in paragraph.text, paragraph.text


@pytest.mark.parametrize(
    ("slug", "facts"),
    [
        pytest.param(
            "hegseth-weighs-sanctions",
            ["unified front", "China", "export controls", "fines", "proprietary code", "OpenAI"],
            id="first article",
        ),
        pytest.param(
            "hegseth-severe-penalty",
            [
                *("four points divided", "audits", "incident reporting", "capability thresholds"),
                *("external monitoring", "civil penalty", "compute thresholds", "ring-fencing"),
                *("corporate monitor", "independent directors", "several model providers"),
            ],
            id="second article",
        ),
    ],
)
def test_a_brief_keeps_the_facts_people_ask_for(slug, facts):
    _, paragraphs = read_brief((NOTES / f"{slug}.md").read_bytes())
    text = " ".join(paragraph.text for paragraph in paragraphs)
    assert [fact for fact in facts if fact not in text] == []
