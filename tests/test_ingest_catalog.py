from pathlib import Path

import pytest

from ingest.catalog import Catalog, Entry, read_catalog
from ingest.errors import CatalogueInvalid
from ingest.notes import read_digest

CATALOGUE = Path(__file__).parent.parent / "corpus" / "catalog.toml"
KETTLES = """
[[document]]
id = "32099R0001"
work = "32099R0001"
title = "Regulation (EU) 2099/1 on kettles"
short_title = "Kettle Act"
kind = "regulation"
jurisdiction = "EU"
tier = "law"
"""
ROUTE = '[[document.route]]\nvia = "mirror"\nformat = "formex"\npath = "kettles.zip"\n'


def read(tmp_path: Path, text: str) -> Catalog:
    path = tmp_path / "catalog.toml"
    path.write_text(text, encoding="utf-8")
    return read_catalog(path)


@pytest.fixture(scope="module")
def ai_act() -> Entry:
    return read_catalog(CATALOGUE).documents[0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("[[document", "is not TOML", id="broken file"),
        pytest.param("", "document: Field required", id="empty file"),
        pytest.param(KETTLES, "32099R0001: route", id="no route"),
        pytest.param(KETTLES + "colour = 1\n" + ROUTE, "32099R0001: colour", id="unknown key"),
        pytest.param(KETTLES + 'published = "1.1.2099"\n' + ROUTE, "published", id="bad date"),
        pytest.param(
            KETTLES + ROUTE.replace("mirror", "ftp"), "32099R0001: route.1.via", id="unknown route"
        ),
        pytest.param(
            KETTLES + ROUTE.replace("path", "url"), "via mirror needs path", id="route lacks path"
        ),
        pytest.param(KETTLES + ROUTE + ROUTE, "two routes are mirror-formex", id="same route"),
        pytest.param(
            KETTLES.replace('title = "Reg', 'status = "Reg') + ROUTE, "title missing", id="no title"
        ),
        pytest.param((KETTLES + ROUTE) * 2, "two documents have the id 32099R0001", id="same id"),
        pytest.param(
            KETTLES + ROUTE + '[[document.applies]]\nfrom = "2099-01-01"\nsource = "x"\n'
            'articles = ["5-1"]\n',
            "applies.1.articles.1",
            id="backward range",
        ),
    ],
)
def test_a_wrong_catalogue_is_refused_with_the_place_named(tmp_path, text, says):
    with pytest.raises(CatalogueInvalid, match=r"catalog\.toml") as caught:
        read(tmp_path, text)
    assert says in str(caught.value)


def test_a_missing_catalogue_is_refused(tmp_path):
    with pytest.raises(CatalogueInvalid, match="restore the file"):
        read_catalog(tmp_path / "none.toml")


def test_a_note_describes_itself(tmp_path):
    note = '[[document]]\nid = "doc:tea"\n' + ROUTE.replace("mirror", "note")
    assert read(tmp_path, note.replace("formex", "note")).documents[0].title == ""


def test_the_routes_of_the_ai_act_go_from_best_to_last_resort(ai_act):
    assert [route.name for route in ai_act.routes] == [
        "mirror-formex",
        "mirror-oj-html",
        "official-formex",
        "official-oj-html",
        "registry-sqlite",
        "registry-recitals-json",
    ]
    assert [route.licence for route in ai_act.routes if route.supplement] == ["BUSL-1.1"]


def test_every_file_named_by_the_catalogue_is_there():
    notes = CATALOGUE.parent / "notes"
    for entry in read_catalog(CATALOGUE).documents:
        named = [route.path for route in entry.routes if route.via == "note"]
        assert [path for path in (*named, *entry.stand_ins) if not (notes / path).is_file()] == []


def test_every_article_of_the_ai_act_has_a_date(ai_act):
    undated = [n for n in range(1, 114) if not ai_act.applies_at(f"art_{n}")]
    assert undated == []


@pytest.mark.parametrize(
    ("anchor", "dates"),
    [
        pytest.param("art_3.pnt_63", ["2025-02-02"], id="chapter I"),
        pytest.param("art_5.par_1.pnt_f", ["2025-02-02"], id="prohibited practice"),
        pytest.param("art_51.par_2", ["2025-08-02"], id="general-purpose models"),
        pytest.param(
            "art_55.par_1.pnt_c", ["2025-08-02", "2027-08-02"], id="and those already there"
        ),
        pytest.param("art_78", ["2025-08-02"], id="confidentiality"),
        pytest.param("art_101", ["2026-08-02"], id="the exception from chapter XII"),
        pytest.param("art_73.par_2", ["2026-08-02"], id="the general date"),
        pytest.param("art_6.par_5", ["2026-08-02"], id="the exception from the delay"),
        pytest.param(
            "art_26.par_7", ["2027-12-02", "2028-08-02", "2030-08-02"], id="high-risk systems"
        ),
        pytest.param("art_105", ["2026-07-27"], id="changes to other acts"),
        pytest.param("art_4a", ["2025-02-02"], id="an article of the amended text"),
        pytest.param("art_5.par_1.pnt_ba", ["2026-12-02"], id="a new ban"),
        pytest.param("rct_110", [], id="a recital has no date"),
    ],
)
def test_dates_of_application_are_the_amended_ones(ai_act, anchor, dates):
    assert [rule.since for rule in ai_act.applies_at(anchor)] == dates


@pytest.mark.parametrize(
    ("anchor", "dates"),
    [
        pytest.param("art_26.par_7", ["2026-08-02", "2027-08-02", "2030-08-02"], id="high risk"),
        pytest.param("art_6.par_1", ["2027-08-02"], id="systems of Annex I"),
        pytest.param("art_105", ["2026-08-02"], id="changes to other acts"),
        pytest.param("art_5.par_1.pnt_ba", ["2025-02-02"], id="what was not there yet"),
        pytest.param("art_50.par_2", ["2026-08-02"], id="no grace for generators"),
    ],
)
def test_dates_before_the_amendment_are_those_of_2024(ai_act, anchor, dates):
    assert [rule.since for rule in ai_act.applies_at(anchor, "2026-07-26")] == dates
    assert [rule.since for rule in ai_act.applies_at(anchor, "")] == dates


@pytest.mark.parametrize(
    ("anchor", "amended"),
    [
        pytest.param("art_4", True, id="replaced as a whole"),
        pytest.param("art_4a", True, id="inserted"),
        pytest.param("art_50.par_7", True, id="a replaced paragraph"),
        pytest.param("art_50", True, id="its article"),
        pytest.param("art_50.par_1", False, id="the paragraph beside it"),
        pytest.param("art_5.par_1.pnt_f", False, id="a point beside inserted ones"),
        pytest.param("art_55.par_1.pnt_c", False, id="an untouched article"),
        pytest.param("art_110", False, id="a number that only starts alike"),
        pytest.param("anx_VIII.sct_B.pnt_7", True, id="a deleted entry of an annex"),
        pytest.param("anx_XIII", False, id="an untouched annex"),
    ],
)
def test_only_what_was_amended_is_shown_as_amended(ai_act, anchor, amended):
    assert ai_act.amended_at(anchor) == ("32026R1744" if amended else "")


def test_the_catalogue_holds_the_acts_and_the_digests():
    documents = read_catalog(CATALOGUE).documents
    assert [entry.id for entry in documents][:9] == [
        *("32024R1689", "02024R1689-20260727", "32026R1744", "32026R1755", "32016R0679"),
        *("32022L2555", "32022R2554", "32024R2847", "32022R2065"),
    ]
    digests = {e.id: e.routes[-1].path for e in documents if e.routes[-1].format == "digest"}
    notes = CATALOGUE.parent / "notes"
    for name, path in digests.items():
        assert read_digest((notes / path).read_bytes(), path)[0].id == name
    folders = [folder for name in ("us", "eu", "record") for folder in (notes / name).glob("*.md")]
    written = {path.relative_to(notes).as_posix() for path in folders}
    assert written <= set(digests.values())


@pytest.mark.parametrize(
    ("celex", "routes"),
    [
        pytest.param(
            "32026R1744",
            ["mirror-oj-html", "official-formex", "official-oj-html"],
            id="omnibus",
        ),
        pytest.param(
            "32016R0679",
            [
                *("mirror-oj-html-2016", "official-formex", "official-oj-html-2016"),
                *("official-oj-html", "registry-sqlite"),
            ],
            id="GDPR",
        ),
        pytest.param(
            "32022L2555",
            ["official-formex", "official-oj-html", "official-oj-html-2016", "registry-sqlite"],
            id="NIS2",
        ),
        pytest.param(
            "32024R2847", ["official-formex", "official-oj-html", "registry-sqlite"], id="CRA"
        ),
        pytest.param(
            "32022R2065",
            ["official-formex", "official-oj-html", "official-oj-html-2016"],
            id="DSA",
        ),
    ],
)
def test_each_act_has_its_routes_from_best_to_last_resort(celex, routes):
    (entry,) = (e for e in read_catalog(CATALOGUE).documents if e.id == celex)
    assert [route.name for route in entry.routes] == routes


def test_formex_is_asked_for_by_the_number_that_the_publisher_uses():
    """From October 2023 the number of the Official Journal, before it the CELEX number."""
    for entry in read_catalog(CATALOGUE).documents:
        for route in (r for r in entry.routes if (r.via, r.format) == ("official", "formex")):
            year, number = int(entry.id[1:5]), int(entry.id[6:])
            recent = entry.published >= "2023-10-01"
            name = f"oj/L_{year}{number:05d}" if recent else f"celex/{entry.id}"
            assert route.url == f"/resource/{name}.ENG.fmx4"
            assert route.accept == "application/zip"


def test_every_act_says_what_it_is_and_who_may_reuse_it():
    for entry in read_catalog(CATALOGUE).documents:
        if entry.tier == "law" and entry.routes[-1].format != "digest":
            told = (entry.published, entry.in_force_from, entry.status, entry.url, entry.licence)
            assert all(told), entry.id
            assert entry.published < entry.in_force_from
            assert entry.notices or entry.amended  # a changed act names the text quoted
            assert all(rule.source.partition("#")[1] for rule in entry.applies)
