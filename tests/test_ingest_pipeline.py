"""The corpus is built from the catalogue: texts first, notes in the gaps, nothing half done."""

from pathlib import Path

import pytest

from ingest.catalog import read_catalog
from ingest.days import day
from ingest.errors import CatalogueInvalid, IngestError, StoreBroken
from ingest.pipeline import ingest
from ingest.routes.context import RouteContext
from ingest.store import read_corpus
from tests import kettle_formex as kettle
from tests.kettle_formex import act, alineas, article, items, np, p, paragraph

ROOT = Path(__file__).resolve().parents[1]
KETTLE = "32099R0001"
USE = paragraph(
    "1.",
    "Article 2 says what a kettle is; see Article 9 and Article 1(1).",
    "Paragraph 2 and recital 1 matter.",
) + paragraph(
    "2.",
    p("A kettle shall:") + items("alpha", np("(a)", "boil;"), np("(b)", "see Article 7 GDPR.")),
)
TERMS = alineas(p("In this Act:") + items("ARAB", np("(1)", "‘kettle’ means a pot.")))
LAW = kettle.formex(
    act(
        article("1", "Use", USE) + article("2", "Terms", TERMS),
        f"<CONSID>{np('(1)', 'Water boils.')}</CONSID>",
    ),
    kettle.annex("ANNEX I", "Kettles", p("Of tin.")),
)
CATALOG = f"""
[[document]]
id = "{KETTLE}"
work = "{KETTLE}"
title = "Regulation (EU) 2099/1 on kettles"
short_title = "Kettle Act"
kind = "regulation"
jurisdiction = "EU"
tier = "law"
version_date = "2099-01-01"
amended_by = ["32100R0002"]
url = "https://example.org/kettle"
notices = ["As published."]
counts = {{ articles = 2, recitals = 1, annexes = 1, definitions = 1 }}
stand_ins = ["kettle/gaps.md"]

[[document.route]]
via = "mirror"
format = "formex"
path = "kettle.zip"

[[document.amended]]
by = "32100R0002"
from = "2100-01-01"
articles = ["1a", "2"]
annexes = ["II"]
provisions = ["art_1.par_2.pnt_b", "art_1.par_3"]

[[document.applies]]
from = "2099-08-02"
articles = ["1-2"]
source = "{KETTLE}#art_2"
note = "The general date."

[[document.applies]]
from = "2099-02-02"
provisions = ["art_1.par_2"]
only_for = "kettles at sea"
source = "{KETTLE}#art_2"

[[document]]
id = "doc:tea"

[[document.route]]
via = "note"
format = "note"
path = "tea.md"
"""
BRIEF = """+++
id = "doc:tea"
title = "Tea at sea"
short_title = "Tea"
kind = "article"
jurisdiction = "UK"
tier = "news"
author = "A. Potter"
publisher = ""
published = ""
url = ""
source = "an invented article"
checked = "2026-11-22"
notices = ["Not corroborated."]
+++

The article says tea is hot.
"""
STAND_IN = """+++
stands_for = "{id}"
title = "What it is about"
source = "the Official Journal"
checked = "2026-11-22"
not_established = ""
+++

{text}
"""


def stand_in(anchor, text="It asks for care.", document=KETTLE):
    return STAND_IN.format(id=f"{document}#{anchor}", text=text)


@pytest.fixture
def folder(tmp_path):
    """A project folder with a catalogue, notes and a mirror."""
    (tmp_path / "notes" / "kettle").mkdir(parents=True)
    (tmp_path / "mirror").mkdir()
    (tmp_path / "catalog.toml").write_text(CATALOG, encoding="utf-8")
    (tmp_path / "mirror" / "kettle.zip").write_bytes(LAW)
    (tmp_path / "notes" / "tea.md").write_text(BRIEF, encoding="utf-8")
    gaps = stand_in("art_1.par_1") + stand_in("anx_II") + stand_in("art_9", "See Article 1(2)(b).")
    (tmp_path / "notes" / "kettle" / "gaps.md").write_text(gaps, encoding="utf-8")
    return tmp_path


def run(folder, mirror="mirror", **changes):
    home = folder / "home"
    context = RouteContext(raw=home / "raw", mirror=folder / mirror, offline=True, **changes)
    return ingest(read_catalog(folder / "catalog.toml"), folder / "notes", home, context)


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def law_of(corpus):
    return {p.anchor: p for p in corpus.of_document(KETTLE)}


def test_the_catalogue_becomes_the_stored_corpus(folder):
    said = []
    done = run(folder, report=said.append)
    assert done.missing == ()
    assert done.corpus == read_corpus(folder / "home")
    assert list(done.corpus.documents) == [KETTLE, "doc:tea"]
    assert [p.anchor for p in done.corpus.of_document(KETTLE)] == [
        *("rct_1", "art_1", "art_1.par_1", "art_1.par_2", "art_1.par_2.pnt_a"),
        *("art_1.par_2.pnt_b", "art_2", "art_2.pnt_1", "anx_I", "anx_II", "art_9"),
    ]
    assert [p.order for p in done.corpus.of_document(KETTLE)] == list(range(11))
    assert [line for line in said if "provisions" in line] == [
        "Kettle Act: 11 provisions",
        "Tea: 1 provisions",
    ]


def test_a_document_says_how_it_was_obtained(folder):
    documents = run(folder).corpus.documents
    law, tea = documents[KETTLE], documents["doc:tea"]
    assert (law.obtained_from, law.completeness, law.notices) == (
        "mirror",
        "full",
        ("As published.",),
    )
    assert len(law.sha256) == len(tea.sha256) == 64
    assert law.retrieved_at.startswith("20") and law.retrieved_at.endswith("+00:00")
    assert (tea.obtained_from, tea.tier, tea.author) == ("note", "news", "A. Potter")
    assert tea.notices == ("Not corroborated.",)


def test_notes_only_fill_gaps(folder):
    found = law_of(run(folder).corpus)
    assert (found["art_1.par_1"].tier, found["anx_I"].tier) == ("law", "law")
    assert found["art_1.par_1"].text.startswith("Article 2 says")
    assert (found["anx_II"].tier, found["anx_II"].kind) == ("note", "note")
    assert found["anx_II"].label == "Note on Annex II"


def test_a_note_disappears_when_the_provision_is_present(folder):
    assert law_of(run(folder).corpus)["anx_II"].tier == "note"
    second = kettle.annex("ANNEX II", "Pots", p("Of iron."))
    first = kettle.annex("ANNEX I", "Kettles", p("Of tin."))
    body = article("1", "Use", USE) + article("2", "Terms", TERMS)
    recital = f"<CONSID>{np('(1)', 'Water boils.')}</CONSID>"
    (folder / "mirror" / "kettle.zip").write_bytes(kettle.formex(act(body, recital), first, second))
    change(folder / "catalog.toml", "annexes = 1", "annexes = 2")
    found = law_of(run(folder).corpus)["anx_II"]
    assert (found.tier, found.text) == ("law", "Of iron.")


def test_references_are_resolved_to_what_exists(folder):
    found = law_of(run(folder).corpus)
    ids = {anchor: [ref.partition("#")[2] for ref in p.refs] for anchor, p in found.items()}
    assert ids["art_1.par_1"] == ["art_2", "art_9", "rct_1", "art_1.par_2"]
    assert ids["art_1.par_2.pnt_b"] == []
    assert ids["art_9"] == ["art_1.par_2.pnt_b"]
    assert ids["anx_I"] == []


def test_amendments_are_shown_where_they_are(folder):
    found = law_of(run(folder).corpus)
    assert {anchor for anchor, p in found.items() if p.amended} == {
        *("art_1", "art_1.par_2", "art_1.par_2.pnt_b", "art_2", "art_2.pnt_1"),
        "anx_II",  # a note on a text that was amended says so too
    }
    assert found["art_2"].amended == "32100R0002"


def test_what_a_later_act_inserted_is_known_though_it_is_not_here(folder):
    change(folder / "notes" / "kettle" / "gaps.md", f"{KETTLE}#anx_II", f"{KETTLE}#anx_III")
    law = run(folder).corpus.documents[KETTLE]
    assert law.inserted == ("art_1a", "anx_II", "art_1.par_3")


def test_dates_of_application_are_shown(folder):
    found = law_of(run(folder).corpus)
    assert found["art_2"].applies_from == "2099-08-02"
    assert found["art_2"].applies_note == "Applies from 2 August 2099. The general date."
    assert found["art_1.par_2.pnt_a"].applies_from == "2099-08-02"
    assert "Applies from 2 February 2099 for kettles at sea." in found["art_1.par_2"].applies_note
    assert (found["rct_1"].applies_from, found["rct_1"].applies_note) == ("", "")


@pytest.mark.parametrize(
    ("iso", "printed"), [("2026-08-02", "2 August 2026"), ("2030-12-31", "31 December 2030")]
)
def test_a_day_is_written_as_the_journal_prints_it(iso, printed):
    assert day(iso) == printed


def test_a_document_without_a_route_is_reported_and_its_notes_stay(folder):
    done = run(folder, mirror="elsewhere")
    (said,) = done.missing
    assert KETTLE in said and "kettle.zip" in said and "PINCITE_MIRROR" in said
    assert [p.anchor for p in done.corpus.of_document(KETTLE)] == ["art_1.par_1", "anx_II", "art_9"]
    assert {p.tier for p in done.corpus.of_document(KETTLE)} == {"note"}
    law = done.corpus.documents[KETTLE]
    assert (law.obtained_from, law.completeness) == ("note", "only our own notes")
    assert "doc:tea" in done.corpus.documents


def test_a_document_without_a_route_or_notes_is_left_out(folder):
    change(folder / "catalog.toml", 'stand_ins = ["kettle/gaps.md"]', "")
    done = run(folder, mirror="elsewhere")
    assert len(done.missing) == 1
    assert list(done.corpus.documents) == ["doc:tea"]


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        pytest.param(b"<html></html>", "not a zip archive", id="not Formex"),
        pytest.param(
            kettle.formex(act(article("1", "Use", USE))),
            "1 articles, the act has 2",
            id="another act",
        ),
    ],
)
def test_bytes_that_are_not_the_act_count_as_no_route(folder, raw, says):
    (folder / "mirror" / "kettle.zip").write_bytes(raw)
    done = run(folder)
    assert says in done.missing[0]
    assert {p.tier for p in done.corpus.of_document(KETTLE)} == {"note"}


def test_a_copy_without_annexes_says_so_and_notes_fill_in(folder):
    body = act(article("1", "Use", USE) + article("2", "Terms", TERMS))
    (folder / "mirror" / "kettle.zip").write_bytes(kettle.formex(body))
    gaps = folder / "notes" / "kettle" / "gaps.md"
    gaps.write_text(gaps.read_text() + stand_in("anx_I"), encoding="utf-8")
    corpus = run(folder).corpus
    law = corpus.documents[KETTLE]
    assert law.completeness == "no recitals (the act has 1); no annexes (the act has 1)"
    assert law_of(corpus)["anx_I"].tier == "note"
    assert "anx_II" not in law.inserted


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        pytest.param("tea.md", "no front matter", CatalogueInvalid, id="broken brief"),
        pytest.param("tea.md", None, CatalogueInvalid, id="brief gone"),
        pytest.param("kettle/gaps.md", "+++\ntea\n+++\nx", CatalogueInvalid, id="broken stand-in"),
        pytest.param("kettle/gaps.md", None, CatalogueInvalid, id="stand-ins gone"),
        pytest.param("kettle/more.md", stand_in("art_9"), StoreBroken, id="two notes of one gap"),
    ],
)
def test_a_broken_note_stops_the_run_and_the_stored_corpus_stays(folder, name, text, error):
    before = run(folder).corpus
    change(folder / "catalog.toml", '"kettle/gaps.md"', '"kettle/gaps.md", "kettle/more.md"')
    path = folder / "notes" / name
    (folder / "notes" / "kettle" / "more.md").write_text(stand_in("art_8"), encoding="utf-8")
    if text is None:
        path.unlink()
    else:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(error) as raised:
        run(folder)
    assert isinstance(raised.value, IngestError)
    assert read_corpus(folder / "home").sha256 == before.sha256
    assert read_corpus(folder / "home").provisions == before.provisions


def test_the_same_texts_give_the_same_corpus(folder):
    first = run(folder).corpus
    second = run(folder).corpus
    assert first.sha256 == second.sha256
    assert first.provisions == second.provisions


def test_what_was_obtained_before_serves_when_the_mirror_is_gone(folder):
    first = run(folder).corpus
    again = run(folder, mirror="elsewhere")
    assert again.missing == ()
    assert again.corpus.sha256 == first.sha256
    assert law_of(again.corpus) == law_of(first)


@pytest.fixture(scope="module")
def real(mirror, tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    context = RouteContext(raw=home / "raw", mirror=mirror, offline=True)
    return ingest(
        read_catalog(ROOT / "corpus" / "catalog.toml"), ROOT / "corpus" / "notes", home, context
    )


def test_the_real_catalogue_gives_the_whole_ai_act_and_the_briefs(real):
    corpus = real.corpus
    without_mirror = {sentence.partition(": ")[0] for sentence in real.missing}
    assert without_mirror == {
        *("32026R1755", "32022L2555", "32022R2554", "32024R2847", "32022R2065"),
        *("usc:10-3252", "usc:41-4713", "usc:50-4511", "usc:50-4555", "usc:50-4564"),
        *("us:eo-14365", "us:eo-14179", "us:eo-14110"),
    }
    law, *_ = corpus.documents.values()
    assert (law.id, law.obtained_from, law.completeness) == ("32024R1689", "mirror", "full")
    briefs = [d for d in corpus.documents.values() if d.tier in ("news", "fiction")]
    assert [brief.id for brief in briefs] == [
        "doc:hegseth-weighs-sanctions",
        "doc:hegseth-severe-penalty",
    ]
    assert len(list(corpus.of_document(law.id))) == 1503
    assert {p.tier for p in corpus.of_document(law.id)} == {"law"}
    assert all(list(corpus.of_document(brief.id)) for brief in briefs)
    assert all(ref in corpus.provisions for p in corpus.provisions.values() for ref in p.refs)


def test_the_real_catalogue_names_only_provisions_that_exist_or_were_inserted(real, mirror):
    corpus = real.corpus
    (entry, *_) = read_catalog(ROOT / "corpus" / "catalog.toml").documents
    for rule in entry.applies:
        for anchor in rule.provisions:
            texts = (entry.id, f"{entry.id}+32026R1744")
            assert any(f"{text}#{anchor}" in corpus.provisions for text in texts), anchor
    assert corpus.documents[entry.id].inserted
    assert all(
        f"{entry.id}#{a}" not in corpus.provisions for a in corpus.documents[entry.id].inserted
    )


def test_the_first_and_last_dates_of_the_ai_act_are_right(real):
    found = {p.anchor: p for p in real.corpus.of_document("32024R1689")}
    assert found["art_5.par_1.pnt_f"].applies_from == "2025-02-02"
    assert found["art_53"].applies_from == "2025-08-02"
    assert found["art_50.par_1"].applies_from == "2026-08-02"
    assert found["art_6.par_2"].applies_from == "2027-12-02"
    assert "high-risk under Article 6(1)" in found["art_6.par_2"].applies_note
