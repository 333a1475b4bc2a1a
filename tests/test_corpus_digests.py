"""The digests that come with the project are whole, marked as notes and in our own words."""

import re
from functools import cache
from pathlib import Path

import pytest
from lxml import html

from ingest.model import Document, Provision
from ingest.notes import read_digest

NOTES = Path(__file__).parents[1] / "corpus" / "notes"
OMNIBUS = "32026R1744/digest.md"
PATHS = {
    **{f"usc:{n}": f"us/usc-{n}.md" for n in ("10-3252", "41-4713", "41-1321", "5-706")},
    **{f"usc:{n}": f"us/usc-{n}.md" for n in ("50-4511", "50-4555", "50-4564")},
    **{f"us:{n}": f"us/us-{n}.md" for n in ("eo-14409", "eo-14365", "eo-14179", "eo-14110")},
    **{f"us:{n}": f"us/us-{n}.md" for n in ("nist-ai-rmf", "nist-ai-600-1")},
    "us:docket-cand-3-26-cv-01996": "us/us-docket-cand-3-26-cv-01996.md",
    "us:docket-dccir-26-1049": "us/us-docket-dccir-26-1049.md",
    "us-ca:sb-53": "us/us-ca-sb-53.md",
    "us-ny:raise": "us/us-ny-raise.md",
    "us-il:sb-315": "us/us-il-sb-315.md",
    "doc:public-record": "record/public-record.md",
    "note:32026R1744": OMNIBUS,
    "eu:gpai-code": "eu/gpai-code.md",
}
FOLDERS = ("us", "record", "eu")
LONGEST_RUN = 8
CHANGED = (
    *("1", "2-2", "2-7", "2-13", "3-14", "3-14a", "4", "4a", "5-ba", "5-bb", "5-1a", "6", "10"),
    *("11", "17", "25", "27", "28", "30", "40", "43", "50", "56", "57", "58", "60", "60a", "63"),
    *("64", "72", "75", "75-reports", "75a", "75b", "75c", "75d", "76", "95", "97", "99", "111"),
    *("113", "anx-i", "anx-viii"),
)
"""What the digital omnibus changes in the AI Act; 28 takes 29 with it, 64 takes 69 and 70, etc."""
DATES = {
    "date_annex-iii": ("2 December 2027", "before the amendment: 2 August 2026"),
    "date_annex-i": ("2 August 2028", "before the amendment: 2 August 2027"),
    "date_sandbox": ("2 August 2027", "before the amendment: 2 August 2026"),
    "date_bans": ("2 December 2026", "undress"),
    "date_50-2": ("2 August 2026", "2 December 2026"),
    "date_102-110": ("27 July 2026",),
    "date_entry": ("27 July 2026", "24 July 2026", "8 July 2026"),
    "date_general": ("2 August 2026",),
    "date_first": ("2 February 2025", "2 December 2026"),
    "date_second": ("2 August 2025",),
    "date_gpai": ("2 August 2027",),
    "date_2030": ("2 August 2030",),
    "date_annex-x": ("31 December 2030",),
    "date_notified-bodies": ("28 January 2028",),
    "date_commission": ("1 August 2027", "2 September 2027"),
}


@cache
def digest(name: str) -> tuple[Document, tuple[Provision, ...]]:
    """The document and the provisions of a digest, by its id."""
    document, provisions = read_digest((NOTES / PATHS[name]).read_bytes(), PATHS[name])
    return document, tuple(provisions)


def text_of(name: str, anchor: str = "") -> str:
    return " ".join(p.text for p in digest(name)[1] if not anchor or p.anchor == anchor)


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    every = words(text)
    return {tuple(every[n : n + length]) for n in range(len(every) - length + 1)}


def figures(text: str) -> set[str]:
    return set(re.findall(r"\d+", text))


def page(path: Path) -> str:
    return " ".join(html.parse(path).getroot().text_content().split())


@pytest.fixture(scope="module")
def omnibus(mirror) -> str:
    return page(mirror / "32026R1744" / "32026R1744.en.html")


@pytest.fixture(scope="module")
def ai_act(mirror) -> str:
    return page(mirror / "32024R1689" / "32024R1689.en.html")


@pytest.fixture(scope="module")
def published_runs(omnibus, ai_act) -> set[tuple[str, ...]]:
    """Every run of nine words of both acts: one word more than a note may copy."""
    return runs(omnibus, LONGEST_RUN + 1) | runs(ai_act, LONGEST_RUN + 1)


def test_every_file_in_the_folders_of_digests_is_a_digest_we_know():
    found = {f"{folder}/{p.name}" for folder in FOLDERS for p in (NOTES / folder).glob("*.md")}
    assert found | {OMNIBUS} == set(PATHS.values())


@pytest.mark.parametrize("name", PATHS)
def test_a_digest_is_the_document_its_file_is_named_after(name):
    document, provisions = digest(name)
    assert document.id == name
    assert provisions


@pytest.mark.parametrize("name", PATHS)
def test_a_digest_names_its_source_its_day_and_its_status(name):
    document, _ = digest(name)
    assert document.completeness.startswith("a digest in our own words of ")
    assert re.fullmatch(r"2026-\d\d-\d\d", document.retrieved_at)
    assert document.status
    assert document.short_title.endswith(("(digest)", "(note)"))


@pytest.mark.parametrize("name", PATHS)
def test_every_section_is_cited_as_a_note(name):
    _, provisions = digest(name)
    assert {p.tier for p in provisions} == {"note"}
    assert all(p.label.endswith(" (note)") for p in provisions)
    assert len({p.id for p in provisions}) == len(provisions)
    assert len({p.label for p in provisions}) == len(provisions)


@pytest.mark.parametrize("name", PATHS)
def test_every_section_says_that_it_is_a_note_and_every_paragraph_stands_alone(name):
    for provision in digest(name)[1]:
        assert provision.text.startswith("This note describes "), provision.id
        for paragraph in provision.text.splitlines():
            assert 25 <= len(paragraph.split()) <= 90, paragraph


@pytest.mark.parametrize("name", PATHS)
def test_no_section_speaks_in_the_voice_of_the_law(name):
    assert "shall" not in words(text_of(name))


@pytest.mark.parametrize("name", PATHS)
def test_a_digest_copies_no_more_than_eight_words_in_a_row(name, published_runs):
    copied = {run for p in digest(name)[1] for run in runs(p.text, LONGEST_RUN + 1)}
    assert not {" ".join(run) for run in copied & published_runs}


def test_every_figure_on_the_omnibus_is_in_that_act_or_in_the_ai_act(omnibus, ai_act):
    assert figures(text_of("note:32026R1744")) <= figures(omnibus) | figures(ai_act)


def test_every_date_of_the_omnibus_act_has_a_section(omnibus):
    dates = re.findall(
        r"\b(?:by|from) (\d{1,2} \w+ 20\d\d)\b", omnibus.partition("HAVE ADOPTED")[2]
    )
    ours = text_of("note:32026R1744")
    older = {"19 July 2023"}  # the machinery regulation's own delegation, which stays as it was
    assert {date for date in dates if date not in ours} == older


@pytest.mark.parametrize("anchor", DATES)
def test_a_date_says_when_and_what_it_was_before(anchor):
    text = text_of("note:32026R1744", anchor)
    assert [fact for fact in DATES[anchor] if fact not in text] == []


def test_every_change_of_the_omnibus_has_a_section():
    anchors = [p.anchor for p in digest("note:32026R1744")[1]]
    changes = [anchor.removeprefix("chg_") for anchor in anchors if anchor.startswith("chg_")]
    assert changes == list(CHANGED)
    assert {"art_2", "art_3"} <= set(anchors)


@pytest.mark.parametrize(
    ("name", "anchor", "facts"),
    [
        ("us-ca:sb-53", "sec_22757-13", ["15 days", "24 hours", "imminent"]),
        ("us-ca:sb-53", "sec_22757-11-model", ["10^26"]),
        ("us-ca:sb-53", "sec_22757-11-developer", ["$500 million"]),
        ("us-ca:sb-53", "sec_22757-15", ["$1 million"]),
        ("us-ny:raise", "sec_1422", ["72 hours", "24 hours", "secondary sources"]),
        ("us-il:sb-315", "sec_status", ["27 May 2026", "not confirmed"]),
        ("us:eo-14110", "sec_status", ["revoked on 20 January 2025"]),
        ("us:eo-14110", "sec_4-2-threshold", ["10^26", "history"]),
        ("us:eo-14365", "sec_3", ["Attorney General", "30 days"]),
        ("us:eo-14409", "sec_access", ["voluntary", "secondary sources"]),
        ("usc:50-4564", "sec_a", ["30 September 2025", "not verified here"]),
        ("usc:41-1321", "sec_1327", ["60 days", "District of Columbia Circuit"]),
        ("doc:public-record", "par_second-article", ["self-declared fictional"]),
        ("doc:public-record", "par_first-article", ["reported, not corroborated here"]),
        ("doc:public-record", "par_not-in-play", ["threatened", "civil penalty", "monitor"]),
    ],
)
def test_a_digest_keeps_the_facts_people_ask_for(name, anchor, facts):
    text = text_of(name, anchor)
    assert [fact for fact in facts if fact not in text] == []


UNKNOWN = "No later merits ruling found: current status unknown."


@pytest.mark.parametrize(
    "name", ["doc:public-record", "us:docket-cand-3-26-cv-01996", "us:docket-dccir-26-1049"]
)
def test_the_outcome_of_the_dispute_is_said_to_be_unknown(name):
    document, _ = digest(name)
    assert UNKNOWN in text_of(name)
    assert any(UNKNOWN in notice for notice in document.notices)


@pytest.mark.parametrize("name", ["us-ny:raise", "us:eo-14409"])
def test_what_rests_on_secondary_sources_says_so_in_every_section(name):
    assert all("secondary" in p.text for p in digest(name)[1])
