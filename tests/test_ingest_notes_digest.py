"""A digest is a document in our own words with one provision a section."""

import hashlib

import pytest

from ingest.errors import CatalogueInvalid
from ingest.notes import DIGEST, read_digest

KETTLE = """+++
id = "usc:99-1"
title = "Safety of kettles (99 U.S.C. 1)"
short_title = "99 U.S.C. 1 (digest)"
kind = "note"
jurisdiction = "US"
tier = "note"
publisher = "Kettle Office"
published = "2026-02-17"
url = "https://kettle.example/99/1"
source = "99 U.S.C. 1"
checked = "2026-03-01"
not_established = ""
status = "in force"
in_force_from = 2026-01-01
notices = ["Not the law."]
+++

## sec_a | 99 U.S.C. 1(a)

This note describes who may
boil water.

It is the cook.

## sec_a-1 | 99 U.S.C. 1(a)(1) | Hot lids

- Lids are hot.
- Spouts are
  hotter.
"""


def test_a_digest_becomes_a_document_that_describes_itself():
    document, _ = read_digest(KETTLE.encode())
    assert (document.id, document.work, document.kind) == ("usc:99-1", "usc:99-1", "note")
    assert (document.jurisdiction, document.tier, document.status) == ("US", "note", "in force")
    assert (document.published, document.in_force_from) == ("2026-02-17", "2026-01-01")
    assert (document.retrieved_at, document.obtained_from) == ("2026-03-01", "note")
    assert document.publisher == "Kettle Office"
    assert document.notices == ("Not the law.",)
    assert document.completeness == (
        "a digest in our own words of 99 U.S.C. 1; the text itself is not here"
    )
    assert document.sha256 == hashlib.sha256(KETTLE.encode()).hexdigest()


def test_each_section_is_a_provision_with_all_its_paragraphs():
    _, provisions = read_digest(KETTLE.encode())
    assert [(p.id, p.text) for p in provisions] == [
        ("usc:99-1#sec_a", "This note describes who may boil water.\nIt is the cook."),
        ("usc:99-1#sec_a-1", "Lids are hot.\nSpouts are hotter."),
    ]


def test_a_section_is_cited_as_a_note_and_never_as_law():
    _, [first, second] = read_digest(KETTLE.encode())
    assert (first.label, second.label) == ("99 U.S.C. 1(a) (note)", "99 U.S.C. 1(a)(1) (note)")
    assert {(p.kind, p.tier, p.completeness) for p in (first, second)} == {("note", "note", DIGEST)}
    assert {(p.document_id, p.url) for p in (first, second)} == {
        ("usc:99-1", "https://kettle.example/99/1")
    }
    assert (first.order, second.order) == (0, 1)


def test_a_heading_of_its_own_follows_the_title_of_the_document():
    _, [first, second] = read_digest(KETTLE.encode())
    assert first.headings == ("Safety of kettles (99 U.S.C. 1)",)
    assert second.headings == ("Safety of kettles (99 U.S.C. 1)", "Hot lids")


def test_what_a_digest_does_not_establish_is_said_of_the_document_and_of_each_section():
    written = KETTLE.replace('established = ""', 'established = "how hot"')
    document, provisions = read_digest(written.encode())
    assert document.completeness.endswith("is not here; not established: how hot")
    assert {p.completeness for p in provisions} == {f"{DIGEST}; not established: how hot"}


@pytest.mark.parametrize("key", ["published", "in_force_from"])
def test_a_date_may_be_unknown(key):
    lines = [f'{key} = ""' if line.startswith(key) else line for line in KETTLE.splitlines()]
    document, _ = read_digest("\n".join(lines).encode())
    assert getattr(document, key) == ""


@pytest.mark.parametrize(
    "name",
    [
        *("us-ca:sb-53", "us:docket-cand-3-26-cv-01996", "doc:public-record"),
        *("note:32026R1744", "eu:gpai-code", "us:nist-ai-600-1"),
    ],
)
def test_the_ids_of_the_catalogue_are_accepted(name):
    document, provisions = read_digest(KETTLE.replace("usc:99-1", name).encode())
    assert document.id == name
    assert provisions[0].id == f"{name}#sec_a"


def test_line_ends_and_a_byte_order_mark_change_nothing_but_the_hash():
    _, plain = read_digest(KETTLE.encode())
    _, windows = read_digest(b"\xef\xbb\xbf" + KETTLE.replace("\n", "\r\n").encode())
    assert windows == plain


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        pytest.param('tier = "note"', 'tier = "law"', "tier", id="a digest is no law"),
        pytest.param('kind = "note"', 'kind = "statute"', "kind", id="other kind"),
        pytest.param('status = "in force"\n', "", "status", id="missing key"),
        pytest.param('status = "in force"', 'status = ""', "status", id="empty status"),
        pytest.param('source = "99 U.S.C. 1"', 'source = ""', "source", id="no source"),
        pytest.param('"2026-03-01"', '"1 March"', "checked", id="date not ISO"),
        pytest.param('"usc:99-1"', '"usc 99"', "id", id="id without a colon"),
        pytest.param('"usc:99-1"', '"usc:99#1"', "id", id="id with an anchor"),
        pytest.param('title = "S', 'author = "A"\ntitle = "S', "author", id="unknown key"),
        pytest.param('notices = ["Not the law."]', 'notices = "No"', "notices", id="no list"),
        pytest.param("title =", "title", "not TOML", id="broken TOML"),
        pytest.param("+++\n\n## sec_a", "\n## sec_a", "+++", id="front matter not closed"),
        pytest.param("+++\n\n## sec_a |", "+++\n\nHello.\n\n## sec_a |", "first heading"),
        pytest.param("## sec_a | 99 U.S.C. 1(a)", "## 99 U.S.C. 1(a)", "names no section"),
        pytest.param("## sec_a |", "## Section a |", "names no section", id="anchor with a blank"),
        pytest.param("## sec_a |", "## sec_a.par_1 |", "names no section", id="nested anchor"),
        pytest.param("| 99 U.S.C. 1(a)\n", "|\n", "names no section", id="no label"),
        pytest.param("| Hot lids", "| Hot | lids", "names no section", id="four parts"),
        pytest.param("## sec_a-1", "## sec_a", "two sections have the anchor sec_a"),
        pytest.param("- Lids are hot.\n- Spouts are\n  hotter.\n", "", "has no text", id="empty"),
        pytest.param("## sec_a-1", "### sec_a-1", "is not a heading", id="deeper heading"),
        pytest.param("hotter.\n", "hotter.\n" + KETTLE, "one note", id="two notes"),
        pytest.param("## " + KETTLE.partition("## ")[2], "", "empty", id="no sections"),
    ],
)
def test_a_digest_written_wrongly_is_refused_by_file_and_fault(old, new, named):
    assert old in KETTLE
    with pytest.raises(CatalogueInvalid) as refused:
        read_digest(KETTLE.replace(old, new, 1).encode(), "kettle.md")
    assert str(refused.value).startswith("kettle.md")
    assert named in str(refused.value)
