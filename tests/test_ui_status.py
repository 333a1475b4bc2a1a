"""`pincite status` is an integrity certificate: what is here, whence, and what it lacks."""

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.catalog import Entry, Route
from tests.conftest import corpus, document, provision
from ui.commands_status import _lines, count, status_object, text_sha256

ENTRY = Entry(
    id="32099R0001",
    work="32099R0001",
    title="Regulation (EU) 2099/1 on kettles",
    short_title="Kettle Act",
    kind="regulation",
    jurisdiction="EU",
    tier="law",
    counts={"articles": 2, "recitals": 3, "annexes": 1, "definitions": 3},
    route=(Route(via="mirror", format="formex", path="kettles.zip"),),
)
TERMS = [
    provision("art_1", headings=("Definitions",)),
    provision("art_1.pnt_1", "‘kettle’ means a pot;", headings=("Definitions",)),
    provision("art_1.pnt_2", "‘lid’ means a cover;", headings=("Definitions",)),
]
NOTES = [
    provision("art_1.pnt_3", "Our words.", kind="note", tier="note", headings=("Meaning",)),
    provision("anx_I", "Our words.", kind="note", tier="note", headings=("Contents",)),
]
ACT = document(
    obtained_from="registry",
    retrieved_at="2099-02-01T00:00:00+00:00",
    sha256="a" * 64,
    licence="free",
    language="en",
    retention=0.9984,
    completeness="no recitals (the act has 3)",
)


def certificate(act=ACT, provisions=(*TERMS, *NOTES), entry=ENTRY) -> dict:
    held = corpus(*provisions, documents=(act,))
    return status_object(held, {entry.id: entry} if entry else {}, Path("nowhere"))


def row(**changes) -> dict:
    return certificate(**changes)["documents"][0]


def test_a_certificate_names_route_version_counts_retention_hashes_and_licence():
    found = row()
    assert {
        *("id", "obtained_from", "version_date", "retrieved_at", "counts", "retention", "language"),
        *("completeness", "sha256", "text_sha256", "licence", "status", "tier", "notices", "url"),
    } <= set(found)
    assert (found["obtained_from"], found["retention"]) == ("registry", 0.9984)
    assert (found["provisions"], found["notes"]) == (3, 2)


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        pytest.param("articles", (1, 0, 2), id="an article is missing"),
        pytest.param("recitals", (0, 0, 3), id="no recitals"),
        pytest.param("annexes", (0, 1, 1), id="an annex is a note only"),
        pytest.param("definitions", (2, 1, 3), id="a definition is a note only"),
    ],
)
def test_units_are_counted_against_the_official_number(unit, expected):
    counted = row()["counts"][unit]
    assert (counted["found"], counted["as_notes"], counted["official"]) == expected


def test_definitions_are_counted_in_any_language():
    danish = [replace(p, headings=("Definitioner",)) for p in TERMS]
    assert count(danish, ENTRY)["definitions"].found == 2
    assert "definitions" not in count(danish, None)


def test_the_hash_of_the_text_follows_the_words_and_nothing_else():
    plain = row()["text_sha256"]
    assert plain == row(act=replace(ACT, sha256="b" * 64, retrieved_at=""))["text_sha256"]
    assert plain == row(provisions=TERMS)["text_sha256"], "notes are not the law's text"
    other = [*TERMS[:2], replace(TERMS[2], text="‘lid’ means a top;")]
    assert plain != row(provisions=other)["text_sha256"]
    moved = [*TERMS[:2], replace(TERMS[2], id="32099R0001#art_1.pnt_4")]
    assert text_sha256(moved) != text_sha256(TERMS)


def test_a_document_that_is_notes_only_has_no_text_to_hash():
    found = row(act=replace(ACT, obtained_from="note", retention=None), provisions=NOTES)
    assert (found["text_sha256"], found["provisions"], found["notes"]) == ("", 0, 2)


def test_the_printed_status_says_the_same():
    printed = "\n".join(_lines(certificate()))
    for line in (
        "Kettle Act (32099R0001)",
        "  obtained by  registry",
        "  articles     1 of 2",
        "  annexes      0 of 1 (1 as notes)",
        "  definitions  2 of 3 (1 as notes)",
        "  our notes    2 beside 3 provisions",
        "  kept         99.84% of the text as obtained",
        "  completeness no recitals (the act has 3)",
        "  licence      free",
    ):
        assert line in printed


def test_what_was_not_measured_is_not_printed():
    assert "kept" not in "\n".join(_lines(certificate(act=replace(ACT, retention=None))))
