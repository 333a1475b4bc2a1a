"""Whatever bytes arrive, a parser returns what can be stored or raises an error with a name."""

import json
import random
import re
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest import oj_html, oj_html_2016, oj_html_consolidated
from ingest.blocks import Parsed
from ingest.errors import IngestError
from tests import consolidated_formex, consolidated_html, kettle_formex, kettle_html
from tests.spoiled import (
    MEMBERS,
    POINT,
    READERS,
    act_with,
    consolidated_member,
    cut_up,
    formex_member,
    name_in_another_encoding,
    spoiled,
    survives,
)
from tests.test_ingest_registry_copy import CELEX

MANY = settings(
    deadline=None,
    derandomize=True,  # the same inputs on every machine; raise max_examples to look for more
    max_examples=150,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", READERS)
@given(data=st.data())
@MANY
def test_spoiled_texts_are_read_or_refused_by_name(name: str, data: st.DataObject) -> None:
    read, samples = READERS[name]
    survives(read, data.draw(spoiled(samples)))


@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", READERS)
@given(raw=st.binary(max_size=400), head=st.sampled_from((b"", b"<html>", b"+++\n", b'{"1":')))
@MANY
def test_any_bytes_are_read_or_refused_by_name(name: str, raw: bytes, head: bytes) -> None:
    survives(READERS[name][0], head + raw)


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        pytest.param("formex", kettle_formex.ARCHIVE[1:], id="archive without its first byte"),
        pytest.param("formex", name_in_another_encoding(), id="name in another encoding"),
        pytest.param("recitals_json", b"[" * 5000, id="endless lists"),
        pytest.param("recitals_json", b'{"1":{"source_quote":"\\ud800"}}', id="half a character"),
        pytest.param("formex member", act_with('<QUOT.START CODE="D800"/>'), id="half a mark"),
    ],
)
def test_what_once_crashed_a_parser_is_refused_by_name(name: str, raw: bytes) -> None:
    with pytest.raises(IngestError):
        READERS[name][0](raw)


@pytest.mark.parametrize(
    "inside",
    [
        pytest.param('<FT TYPE="NUMBER">²²²²²</FT>', id="figures that are no digits"),
        pytest.param(f'<FT TYPE="NUMBER">{"9" * 5000}</FT>', id="a figure too long"),
        pytest.param(kettle_formex.items("alpha", *[POINT] * 1500), id="one point 1500 times"),
    ],
)
def test_what_once_crashed_a_parser_is_read(inside: str) -> None:
    assert READERS["formex member"][0](act_with(inside))


@pytest.mark.parametrize("name", READERS)
def test_the_samples_are_read_before_they_are_spoiled(name: str) -> None:
    read, (sample, *_) = READERS[name]
    assert read(sample)


CELLS = st.one_of(
    st.none(), st.integers(-(2**63), 2**63 - 1), st.floats(), st.binary(max_size=9), st.text()
)


@given(rows=st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=4), title=CELLS)
@MANY
def test_a_database_with_other_types_is_read_or_refused_by_name(rows, title):
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE regulations (celex, title)")
    connection.execute("CREATE TABLE articles (celex, article_number, content, content_length)")
    connection.execute("INSERT INTO regulations VALUES (?, ?)", (CELEX, title))
    connection.executemany(f"INSERT INTO articles VALUES ('{CELEX}', ?, ?, ?)", rows)
    survives(READERS["registry_copy"][0], connection.serialize())


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=30)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(("1", "2", "source_quote", "²", "")), inner, max_size=3),
    ),
)


@given(value=VALUES)
@MANY
def test_any_json_is_read_or_refused_by_name(value):
    survives(READERS["recitals_json"][0], json.dumps(value).encode())
    wrapped = {"1": {"source_quote": value}}
    survives(READERS["recitals_json"][0], json.dumps(wrapped).encode())


@pytest.mark.parametrize("depth", [20, 60, 110, 200, 250, 5000])
@pytest.mark.parametrize(
    ("name", "outside", "opening", "closing"),
    [
        ("formex member", "", "<P>", "</P>"),
        ("formex member", "", "<HT>", "</HT>"),
        ("formex member", "", "<LIST><ITEM><NP><TXT>x", "</TXT></NP></ITEM></LIST>"),
        ("formex member", "", "<QUOT.S><PARAG><ALINEA>", "</ALINEA></PARAG></QUOT.S>"),
        ("formex member", "", "<GR.SEQ>", "</GR.SEQ>"),
        ("oj_html", "<p>Deep</p>", "<span>", "</span>"),
        ("oj_html", "<p>Deep</p>", "<div>x", "</div>"),
        ("oj_html", "<p>Deep</p>", "<table><tr><td>(a)</td><td>x", "</td></tr></table>"),
        ("oj_html_2016", "<p>Deep</p>", "<table><tr><td>(a)</td><td>x", "</td></tr></table>"),
        ("oj_html_2016", "<p>Deep</p>", "<b>", "</b>"),
        ("consolidated page", "", "<div class='grid-container'><div>x", "</div></div>"),
        ("consolidated page", "", "<div><span class='no-parag'>1.</span><div>", "</div></div>"),
    ],
)
def test_deep_nesting_is_read_or_refused_by_name(
    name: str, outside: str, opening: str, closing: str, depth: int
) -> None:
    deep = outside + opening * depth + "deep" + closing * depth
    page = "<html><body><p class='doc-ti'>ACT</p><p class='ti-art'>Article 1</p>"
    whole = {
        "formex member": act_with(deep).decode(),
        "oj_html": "<html><body><div class='eli-subdivision' id='art_1'><p>Article 1</p>" + deep,
        "oj_html_2016": page + deep,
        "consolidated page": "<div class='eli-subdivision' id='art_1'>"
        "<p class='title-article-norm'>Article 1</p>" + deep,
    }
    survives(READERS[name][0], whole[name].encode())


WORD = "Zyx"
RUNS = re.compile(rb"(?<=>)[^<>]*[A-Za-z]{4}[^<>]*(?=<)")
"""Printed words between two tags."""
NOT_KEPT = re.compile(
    rb"Having regard|Done at|Menu|Contact|Whereas|HAVE ADOPTED|It binds everyone|old ones|Colours"
)
NUMBER = re.compile(rb"(Article|ANNEX|CHAPTER) \w+")
"""Names a unit, whose number may come from its identifier."""


def marked(raw: bytes, begin: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield each run of words with a copy of the page that has one more word in it."""
    for run in RUNS.finditer(raw, raw.index(begin)):
        if not NOT_KEPT.match(run[0]) and not NUMBER.fullmatch(run[0]):
            words = run[0].rstrip()
            rest = run[0][len(words) :]
            yield (
                run[0],
                raw[: run.start()] + words[:-1] + b" Zyx" + words[-1:] + rest + raw[run.end() :],
            )


@pytest.mark.parametrize(
    ("parse", "raw", "begin"),
    [
        pytest.param(formex_member, MEMBERS[kettle_formex.MAIN], b"<TITLE>", id="formex"),
        pytest.param(oj_html.parse, kettle_html.PAGE_A, b"<body>", id="generation A"),
        pytest.param(oj_html.parse, kettle_html.PAGE_B, b"<body>", id="generation B"),
        pytest.param(oj_html_2016.parse, kettle_html.PAGE_C, b"<body>", id="generation C"),
        pytest.param(
            oj_html_consolidated.parse,
            consolidated_html.PAGE,
            b'"eli-main-title"',
            id="generation D",
        ),
        pytest.param(
            consolidated_member,
            consolidated_formex.TEXT.replace(consolidated_formex.GONE, "").encode(),
            b"<ENACTING.TERMS>",
            id="consolidated formex",
        ),
    ],
)
def test_a_word_put_in_anywhere_is_kept(
    parse: Callable[[bytes], Parsed], raw: bytes, begin: bytes
) -> None:
    tried = list(marked(raw, begin))
    assert len(tried) > 20
    assert [run for run, page in tried if WORD not in repr(parse(page))] == []


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", range(5))
def test_spoiled_files_of_the_official_journal_are_read_or_refused_by_name(
    mirror: Path, seed: int
) -> None:
    for path in sorted(mirror.rglob("*.html")):
        raw = cut_up(path.read_bytes(), random.Random(f"{seed} {path.name}"))
        for name in ("oj_html", "oj_html_2016"):
            survives(READERS[name][0], raw)
    for path in sorted(mirror.rglob("*.json")):
        survives(
            READERS["recitals_json"][0], cut_up(path.read_bytes(), random.Random(f"{seed} {path}"))
        )


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", range(25))
def test_spoiled_formex_archives_are_read_or_refused_by_name(mirror: Path, seed: int) -> None:
    chance = random.Random(seed)
    for path in sorted(mirror.rglob("*.fmx4.zip")):
        survives(READERS["formex"][0], cut_up(path.read_bytes(), chance))
        with zipfile.ZipFile(path) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        name = chance.choice(sorted(members))
        members[name] = cut_up(members[name], chance)
        survives(READERS["formex"][0], kettle_formex.packed(members))
