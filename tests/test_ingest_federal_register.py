"""An executive order replaces its digest, which stays the fallback."""

import json

import pytest

from ingest import federal_register, us_cut
from ingest.catalog import read_catalog
from ingest.errors import ParseFailed
from ingest.pipeline import ingest
from ingest.routes.context import RouteContext
from tests.conftest import document
from tests.publisher import Reply, publisher
from tests.test_ingest_us_code import CATALOG, DIGEST

NAME = "us:eo-99001"
ORDER = """<html><body><h1>Executive Order 99001 of January 2, 2099</h1><h2>On kettles</h2>
<p>By the authority vested in me, it is ordered:</p>
<p><b>Section 1</b>. <i>Purpose</i>. Kettles deserve care.</p>
<p><b>Sec. 2</b>. <i>Duties</i>. (a) The Kettle Board shall:</p>
<p>(i) count kettles; and</p><p>(ii) polish them.</p><p>(b) Section 1 guides the Board.</p>
<p>THE WHITE HOUSE, January 2, 2099.</p><p>[FR Doc. 2099-00001 Filed 1-3-99]</p></body></html>"""
HTML = {"Content-Type": "text/html"}
JSON = {"Content-Type": "application/json"}
LEADS = json.dumps({"title": "On kettles", "body_html_url": "/page"}).encode()


def run(tmp_path, **replies):
    old = {"us-code-html": "fr-json", "usc:99-77": NAME, "statute": "executive order"}
    catalog, digest = CATALOG.replace('"law"', '"guidance"'), DIGEST
    for word, new in old.items():
        catalog, digest = catalog.replace(word, new), digest.replace(word, new)
    (tmp_path / "kettle.md").write_text(digest, encoding="utf-8")
    (tmp_path / "catalog.toml").write_text(catalog, encoding="utf-8")
    home = tmp_path / "home"
    with publisher(**replies) as server:
        context = RouteContext(raw=home / "raw", official_base=server.base, pause_s=0.0)
        return ingest(read_catalog(tmp_path / "catalog.toml"), tmp_path, home, context)


def test_sections_are_cited_by_the_order_and_end_before_the_signature():
    units = federal_register.parse(ORDER.encode(), NAME).units
    found = us_cut.provisions(document(id=NAME), units)
    assert {p.anchor: p.label for p in found} == {
        "sec_1": "EO 99001, section 1",
        "sec_2": "EO 99001, section 2",
        "sec_2.par_a": "EO 99001, section 2(a)",
        "sec_2.par_a.sub_i": "EO 99001, section 2(a)(i)",
        "sec_2.par_a.sub_ii": "EO 99001, section 2(a)(ii)",
        "sec_2.par_b": "EO 99001, section 2(b)",
    }
    assert [u.title for u in units] == ["Purpose", "Duties"]
    assert found[-1].text == "Section 1 guides the Board."


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(ORDER.replace("99001", "99002"), id="another order"),
        pytest.param("<h1>Executive Order 99001</h1><p>Withdrawn.</p>", id="no sections"),
        pytest.param("<p>Not found</p>", id="no order"),
    ],
)
def test_a_page_that_is_not_the_order_is_refused(page):
    with pytest.raises(ParseFailed, match="use the note"):
        federal_register.parse(page.encode(), NAME)


def test_the_official_text_replaces_the_digest(tmp_path):
    page = Reply(body=ORDER.encode(), headers=HTML)
    got = run(tmp_path, section=Reply(body=LEADS, headers=JSON), page=page)
    assert got.missing == ()
    kept = got.corpus.documents[NAME]
    assert (kept.obtained_from, kept.tier, kept.kind) == ("official", "guidance", "executive order")
    assert f"{NAME}#sec_2.par_a.sub_ii" in got.corpus.provisions


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(b'{"title": "On kettles"}', id="no link"),
        pytest.param(b'{"body_html_url": null}', id="null link"),
        pytest.param(b'{"body_html_url": "http://example.org/page"}', id="another host"),
        pytest.param(b"{", id="garbage"),
        pytest.param(LEADS, id="the page is absent"),
    ],
)
def test_the_digest_stands_in_when_the_route_fails(tmp_path, answer):
    got = run(tmp_path, section=Reply(body=answer, headers=JSON))
    assert got.corpus.documents[NAME].obtained_from == "note"
    assert len(got.missing) == 1
    assert got.missing[0].startswith(f"{NAME}: no route works: official-fr-json")
