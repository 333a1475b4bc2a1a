"""A section of the United States Code replaces its digest, which stays the fallback."""

import pytest

from ingest import us_code, us_cut
from ingest.catalog import read_catalog
from ingest.errors import ParseFailed
from ingest.pipeline import ingest
from ingest.routes.context import RouteContext
from ingest.us_nesting import nested
from tests.conftest import document
from tests.publisher import Reply, publisher

SECTION = """<html><head><title>U.S.C.</title><script>var x = "(a)";</script></head><body>
<p>TITLE 99—KETTLES</p><p>Sec. 77. Kettle inspections</p>
<h3>§&#8239;77. Kettle inspections</h3>
<p>(a) <b>Authority</b>.—The Kettle Board may inspect a kettle—</p>
<p>(1) that leaks; or</p><p>(2) whose whistle—</p><p>(A) is mute; or</p><p>(B) is—</p>
<p>(i) cracked; or</p><p>(ii) lost.</p>
<p>(b) <b>Limits</b>.—(1) An inspection ends at noon.</p>
<p>(2)(A) Tea is not seized.</p><p>This subsection binds every inspector.</p>
<p>(Added Pub. L. 199–1, title I, §7, Jan. 1, 2099, 1 Stat. 1.)</p>
<h4>Editorial Notes</h4><p>(c) A note that is no law.</p></body></html>"""
SENTENCE = """<h3>§77. Review</h3><p>The Board shall set aside a seizure that is—</p>
<p>(1) rash; or</p><p>(2) rude.</p><h4>Amendments</h4><p>None.</p>"""
HTML = {"Content-Type": "text/html"}
DIGEST = """+++
id = "usc:99-77"
title = "Kettle inspections (99 U.S.C. 77)"
short_title = "99 U.S.C. 77 (digest)"
kind = "note"
jurisdiction = "US"
tier = "note"
publisher = "The Kettle Board"
published = ""
url = "https://example.org/77"
source = "an invented statute"
checked = "2026-11-22"
not_established = ""
status = "in force, not compared with the official text"
in_force_from = ""
notices = ["Kettles only."]
+++

## sec_a | 99 U.S.C. 77(a)

This note describes who may inspect.
"""
CATALOG = """
[[document]]
id = "usc:99-77"
kind = "statute"
tier = "law"

[[document.route]]
via = "official"
format = "us-code-html"
url = "/section"
accept = "text/html"

[[document.route]]
via = "note"
format = "digest"
path = "kettle.md"
"""


def cut(page, name="usc:99-77"):
    return us_cut.provisions(document(id=name), us_code.parse(page.encode()).units)


def run(tmp_path, reply):
    (tmp_path / "kettle.md").write_text(DIGEST, encoding="utf-8")
    (tmp_path / "catalog.toml").write_text(CATALOG, encoding="utf-8")
    home = tmp_path / "home"
    with publisher(section=reply) as server:
        context = RouteContext(raw=home / "raw", official_base=server.base, pause_s=0.0)
        return ingest(read_catalog(tmp_path / "catalog.toml"), tmp_path, home, context)


def test_every_level_is_cited_as_in_the_united_states():
    assert {p.anchor: p.label for p in cut(SECTION)} == {
        "sec_a": "99 U.S.C. 77(a)",
        "sec_a.par_1": "99 U.S.C. 77(a)(1)",
        "sec_a.par_2": "99 U.S.C. 77(a)(2)",
        "sec_a.par_2.sub_A": "99 U.S.C. 77(a)(2)(A)",
        "sec_a.par_2.sub_B": "99 U.S.C. 77(a)(2)(B)",
        "sec_a.par_2.sub_B.cls_i": "99 U.S.C. 77(a)(2)(B)(i)",
        "sec_a.par_2.sub_B.cls_ii": "99 U.S.C. 77(a)(2)(B)(ii)",
        "sec_b": "99 U.S.C. 77(b)",
        "sec_b.par_1": "99 U.S.C. 77(b)(1)",
        "sec_b.par_2": "99 U.S.C. 77(b)(2)",
        "sec_b.par_2.sub_A": "99 U.S.C. 77(b)(2)(A)",
    }


def test_text_ends_before_credits_and_notes_and_loses_nothing():
    found = {p.anchor: p for p in cut(SECTION)}
    assert found["sec_b"].text.splitlines() == [
        "Limits.—",
        "(1) An inspection ends at noon.",
        "(2)",
        "(A) Tea is not seized.",
        "This subsection binds every inspector.",
    ]
    assert found["sec_a.par_1"].text == "that leaks; or"
    assert found["sec_a.par_1"].chapeau == "Authority.—The Kettle Board may inspect a kettle—"
    assert found["sec_a"].headings == ("Kettle inspections",)


@pytest.mark.parametrize("before", ["", "<p>This section is short.</p>"])
def test_a_section_of_one_sentence_has_paragraphs_below_it(before):
    found = cut(SENTENCE.replace("Review</h3>", f"Review</h3>{before}"))
    assert [p.anchor for p in found] == ["sec_77", "sec_77.par_1", "sec_77.par_2"]
    assert found[0].text.splitlines()[-2:] == ["(1) rash; or", "(2) rude."]
    assert found[2].label == "99 U.S.C. 77(2)"


@pytest.mark.parametrize(
    ("marks", "outermost"),
    [
        pytest.param("(a) (b) (c) (d) (e) (f) (g) (h) (i) (j)", 10, id="(i) is a letter"),
        pytest.param("(a) (1) (A) (i) (ii) (I) (II) (iii) (B) (2) (b)", 2, id="all five levels"),
        pytest.param("(a) (7) (b)", 2, id="a number out of order is mere words"),
    ],
)
def test_numbers_nest_by_their_order(marks, outermost):
    blocks = nested(f"{mark} word" for mark in marks.split())
    assert len(blocks) == outermost
    assert len([line for b in blocks for line in b.lines()]) == len(marks.split())


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<p>Not found</p>", id="no heading"),
        pytest.param("<h3>§77. Kettles</h3><p>Repealed.</p>", id="no subsections"),
        pytest.param(SECTION.replace("77", "78"), id="another section"),
    ],
)
def test_a_page_that_is_not_the_section_is_refused(page):
    with pytest.raises(ParseFailed, match="use the note"):
        cut(page)


def test_the_official_text_replaces_the_digest(tmp_path):
    got = run(tmp_path, Reply(body=SECTION.encode(), headers=HTML))
    kept = got.corpus.documents["usc:99-77"]
    assert (kept.obtained_from, kept.tier, kept.kind) == ("official", "law", "statute")
    assert (kept.short_title, kept.status) == ("99 U.S.C. 77", "in force")
    assert kept.notices == ("Kettles only.",)
    assert got.missing == ()
    assert {p.tier for p in got.corpus.provisions.values()} == {"law"}
    assert "usc:99-77#sec_b.par_1" in got.corpus.provisions


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(Reply(404), id="404"),
        pytest.param(Reply(body=b"<p>An error occurred.</p>", headers=HTML), id="garbage"),
        pytest.param(Reply(body=SECTION.replace("77", "78").encode(), headers=HTML), id="other"),
    ],
)
def test_the_digest_stands_in_when_the_route_fails(tmp_path, reply):
    got = run(tmp_path, reply)
    assert got.corpus.documents["usc:99-77"].obtained_from == "note"
    assert [p.tier for p in got.corpus.provisions.values()] == ["note"]
    assert len(got.missing) == 1
    assert got.missing[0].startswith("usc:99-77: no route works: official-us-code-html")
