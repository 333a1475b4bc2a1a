"""Notes in our own words become documents and provisions."""

import hashlib

import pytest

from ingest.errors import CatalogueInvalid
from ingest.notes import MISSING_TEXT, read_brief, read_stand_ins

BRIEF = """+++
id = "doc:kettle-ban"
title = "Minister weighs kettle ban"
short_title = "Kettle ban"
kind = "article"
jurisdiction = "US"
tier = "news"
author = "A. Writer"
publisher = "The Daily Kettle"
published = "2026-02-17"
url = "https://kettle.example/ban"
source = "a news article"
checked = "2026-03-01"
notices = ["Reported, not corroborated here."]
+++

The article is about kettles.

## What is reported

The minister weighs a ban,
the article says.

- Makers oppose it.
- Analysts expect
  a fine.

## What may follow
A decision comes soon, the article says.
"""

STAND_IN = """+++
stands_for = "32099R0001#art_3.pnt_63"
title = "Meaning of kettle"
source = "Regulation (EU) 2099/1"
checked = "2026-03-01"
not_established = ""
+++

A kettle is a vessel.

It boils water.
"""


def test_a_brief_becomes_a_document_that_says_it_is_a_brief():
    document, _ = read_brief(BRIEF.encode())
    assert (document.id, document.work) == ("doc:kettle-ban", "doc:kettle-ban")
    assert (document.tier, document.kind, document.author) == ("news", "article", "A. Writer")
    assert (document.published, document.retrieved_at) == ("2026-02-17", "2026-03-01")
    assert document.completeness == (
        "a brief in our own words of a news article; the text itself is not here"
    )
    assert document.obtained_from == "note"
    assert document.sha256 == hashlib.sha256(BRIEF.encode()).hexdigest()
    assert document.notices == ("Reported, not corroborated here.",)


def test_each_paragraph_and_list_item_of_a_brief_is_a_provision_under_its_heading():
    _, paragraphs = read_brief(BRIEF.encode())
    assert [(p.headings, p.text) for p in paragraphs] == [
        ((), "The article is about kettles."),
        (("What is reported",), "The minister weighs a ban, the article says."),
        (("What is reported",), "Makers oppose it."),
        (("What is reported",), "Analysts expect a fine."),
        (("What may follow",), "A decision comes soon, the article says."),
    ]


def test_paragraphs_of_a_brief_are_numbered_and_keep_tier_and_link():
    _, paragraphs = read_brief(BRIEF.encode())
    second = paragraphs[1]
    assert (second.id, second.label) == ("doc:kettle-ban#par_2", "Paragraph 2 (brief)")
    assert (second.kind, second.tier, second.order) == ("paragraph", "news", 1)
    assert (second.document_id, second.url) == ("doc:kettle-ban", "https://kettle.example/ban")


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        pytest.param('published = ""', "", id="unknown"),
        pytest.param("published = 2026-02-17", "2026-02-17", id="a TOML date"),
        pytest.param('published = "2026-02-17"', "2026-02-17", id="an ISO string"),
    ],
)
def test_the_date_of_publication_may_be_unknown(written, stored):
    document, _ = read_brief(BRIEF.replace('published = "2026-02-17"', written).encode())
    assert document.published == stored


def test_line_ends_and_a_byte_order_mark_change_nothing_but_the_hash():
    _, plain = read_brief(BRIEF.encode())
    _, windows = read_brief(b"\xef\xbb\xbf" + BRIEF.replace("\n", "\r\n").encode())
    assert windows == plain


def test_a_stand_in_is_a_note_in_place_of_the_provision():
    [note] = read_stand_ins(STAND_IN.encode())
    assert (note.id, note.document_id) == ("32099R0001#art_3.pnt_63", "32099R0001")
    assert (note.label, note.kind, note.tier) == ("Note on Article 3(63)", "note", "note")
    assert note.text == "A kettle is a vessel.\nIt boils water."
    assert note.headings == ("Meaning of kettle",)
    assert note.completeness == MISSING_TEXT


def test_what_a_stand_in_does_not_establish_is_part_of_its_completeness():
    written = STAND_IN.replace('established = ""', 'established = "how much water"')
    [note] = read_stand_ins(written.encode())
    assert note.completeness == f"{MISSING_TEXT}; not established: how much water"


def test_several_stand_ins_share_a_file_in_its_order():
    second = STAND_IN.replace("art_3.pnt_63", "anx_III").replace("A kettle is", "This annex is")
    notes = read_stand_ins((STAND_IN + "\n" + second).encode())
    assert [(n.anchor, n.label, n.order) for n in notes] == [
        ("art_3.pnt_63", "Note on Article 3(63)", 0),
        ("anx_III", "Note on Annex III", 1),
    ]
    assert notes[1].text.startswith("This annex is")


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        pytest.param('tier = "news"', 'tier = "law"', "tier", id="a brief is no law"),
        pytest.param('author = "A. Writer"\n', "", "author", id="missing key"),
        pytest.param('kind = "article"', 'sort = "article"', "sort", id="unknown key"),
        pytest.param('"doc:kettle-ban"', '"kettle ban"', "id", id="id without doc:"),
        pytest.param('"2026-03-01"', '"1 March"', "checked", id="date not ISO"),
        pytest.param('notices = ["Reported, not corroborated here."]', "notices = []", "notices"),
        pytest.param("title =", "title", "not TOML", id="broken TOML"),
        pytest.param("+++\n\nThe", "\nThe", "+++", id="front matter not closed"),
        pytest.param('+++\nid = "doc', 'Hello\n+++\nid = "doc', "first +++", id="text before"),
        pytest.param("## What is", "### What is", "### What is reported", id="deeper heading"),
        pytest.param(BRIEF.partition("\n\n")[2], "## Only a heading\n", "empty", id="no paragraph"),
        pytest.param("a ban,", "a ban,\n" + STAND_IN, "one note", id="two notes"),
    ],
)
def test_a_brief_written_wrongly_is_refused_by_file_and_fault(old, new, named):
    assert old in BRIEF
    with pytest.raises(CatalogueInvalid) as refused:
        read_brief(BRIEF.replace(old, new, 1).encode(), "kettle.md")
    assert str(refused.value).startswith("kettle.md")
    assert named in str(refused.value)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        pytest.param("#art_3.pnt_63", "", "stands_for", id="no anchor"),
        pytest.param("#art_3", "#paragraph_3", "stands_for", id="unknown anchor"),
        pytest.param('title = "', 'tier = "law"\ntitle = "', "tier", id="unknown key"),
        pytest.param('not_established = ""\n', "", "not_established", id="missing key"),
        pytest.param("water.\n", "water.\n" + STAND_IN, "already has a note", id="same provision"),
        pytest.param("A kettle is a vessel.\n\nIt boils water.\n", "", "empty", id="no text"),
    ],
)
def test_a_stand_in_written_wrongly_is_refused_by_file_and_fault(old, new, named):
    assert old in STAND_IN
    with pytest.raises(CatalogueInvalid) as refused:
        read_stand_ins(STAND_IN.replace(old, new, 1).encode(), "kettle.md")
    assert str(refused.value).startswith("kettle.md, line")
    assert named in str(refused.value)


def test_the_fault_is_placed_at_the_note_that_has_it():
    second = STAND_IN.replace("art_3.pnt_63", "art_4").replace("checked", "seen")
    with pytest.raises(CatalogueInvalid, match=r"^kettle\.md, line 13: "):
        read_stand_ins((STAND_IN + "\n" + second).encode(), "kettle.md")


def test_bytes_that_are_not_utf_8_are_refused():
    with pytest.raises(CatalogueInvalid, match="save the file as UTF-8"):
        read_stand_ins(STAND_IN.encode("utf-16"), "kettle.md")
