"""The parsers read other languages, and the document keeps which one it is."""

from pathlib import Path

import pytest

from ingest import oj_html
from ingest.catalog import Catalog, Entry, Route, read_catalog
from ingest.pipeline import ingest
from ingest.routes.context import RouteContext

CORPUS = Path(__file__).parent.parent / "corpus"
DANISH = ("32016R0679", "32022L2555", "32022R2554", "32024R1689", "32024R2847")


@pytest.fixture(scope="module")
def entries() -> dict[str, Entry]:
    return {entry.id: entry for entry in read_catalog(CORPUS / "catalog.toml").documents}


def danish(entry: Entry) -> Entry:
    """Return the entry of the Danish expression of an act."""
    route = Route(via="mirror", format="oj-html", path=f"da/{entry.id}.da.html")
    return entry.model_copy(update={"language": "da", "routes": (route,), "stand_ins": ()})


@pytest.mark.parametrize("celex", DANISH)
def test_the_danish_text_has_the_official_counts_and_its_language(mirror, tmp_path, entries, celex):
    entry = danish(entries[celex])
    catalog = Catalog(document=(entry,))
    context = RouteContext(raw=tmp_path / "raw", mirror=mirror, offline=True)
    found = ingest(catalog, CORPUS / "notes", tmp_path, context)
    document = found.corpus.documents[celex]
    assert found.missing == ()
    assert (document.language, document.completeness) == ("da", "full")
    assert document.retention == 1.0
    whole = [
        p.anchor.partition("_")[0] for p in found.corpus.provisions.values() if not p.parent_id
    ]
    official = entry.counts
    assert [whole.count(kind) for kind in ("art", "rct", "anx")] == [
        official.articles,
        official.recitals,
        official.annexes or 0,
    ]


def test_danish_headings_are_nested_like_english_ones(mirror):
    units = oj_html.parse((mirror / "da" / "32022R2554.da.html").read_bytes()).units
    headings = {unit.number: unit.headings for unit in units if unit.kind == "article"}
    assert [len(headings[number]) for number in ("1", "5", "6", "28", "45")] == [1, 2, 2, 2, 1]
    assert headings["6"][0] == headings["5"][0] != headings["17"][0]


def test_the_catalogue_is_in_english_unless_a_reader_adds_more(entries):
    assert {entry.language for entry in entries.values()} == {"en"}
