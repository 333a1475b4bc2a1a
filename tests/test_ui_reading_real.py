"""The real acts are read without loss, and their references lead where they should."""

import re

import pytest

from ingest.store import read_corpus
from rag.explaining import explaining
from rag.glossary import glossary_of
from rag.inside import look_in
from rag.reading import book_of, book_on
from rag.reading_lines import lines_of
from rag.settings import Settings
from rag.wiring import ingest_corpus
from tests.teapots import reading
from ui.explore_view import show

AI_ACT, TODAY, EARLIER = "32024R1689", "2026-11-22", "2025-03-01"


@pytest.fixture(scope="module")
def real(mirror, tmp_path_factory):
    """The real texts without an index: the reading view needs none."""
    home = tmp_path_factory.mktemp("read")
    ingest_corpus(Settings(home=home, mirror=mirror, offline=True), lambda step: None)
    return read_corpus(home)


def opened(real, anchor, day=TODAY):
    return show(reading(real, day), {"provision": f"{AI_ACT}#{anchor}"})


def linked(html):
    return set(re.findall(r'class="ref"[^>]*provision=([^"&]+)"', html))


def listed(html, heading):
    section = html.split(f"<h3>{heading}</h3>")[1].split("</section>")[0]
    return re.findall(r"<li><a [^>]+>([^<]+)</a>", section)


def test_no_line_of_any_text_is_lost_and_every_provision_has_its_place(real):
    for document in real.documents:
        book = book_of(real, document)
        assert [unit for page in book.pages for unit in page] == list(book.units)
        for unit in book.units:
            lines = lines_of(unit)
            assert "\n".join(line.text for line in lines) == (unit.whole.text if unit.whole else "")
            assert [p.id for line in lines for p in line.starts] == [p.id for p in unit.parts]


def test_references_of_an_article_lead_to_the_provisions_that_it_names(real):
    html = opened(real, "art_26")
    assert {
        f"{AI_ACT}%23art_13",
        f"{AI_ACT}%23art_79.par_1",
        f"{AI_ACT}%23anx_III",
        f"{AI_ACT}%2B32026R1744%23art_72",
        "32016R0679%23art_35",
    } <= linked(html)
    assert {"Article 13", "Article 35, GDPR"} <= set(listed(html, "Refers to"))
    assert {"Article 12(2)(c)", "Article 99(4)(e)"} <= set(listed(html, "Referred to by"))


def test_an_amended_article_is_read_in_the_words_of_the_day(real):
    now, before = opened(real, "art_4"), opened(real, "art_4", EARLIER)
    assert "these words are law since 27 Jul 2026 by 2026/1744" in now
    assert "these words were law until 26 Jul 2026" in before
    assert f"{AI_ACT}%23art_4.par_1" not in before
    assert "Recital 8, Digital Omnibus on AI" in listed(now, "Referred to by")


def test_the_quoted_articles_of_an_amending_act_lead_to_the_amended_one(real):
    html = show(reading(real, TODAY), {"provision": "32026R1744#art_1.pnt_5"})
    assert f"{AI_ACT}%2B32026R1744%23art_4" in linked(html)
    assert "32026R1744%23art_4" not in linked(html)


def test_terms_are_those_of_the_article_on_definitions(real):
    anchors = glossary_of(real, AI_ACT).anchors
    assert {"art_3", "art_3.pnt_1", "art_3.pnt_49", "art_3.pnt_68"} <= anchors
    assert {anchor.partition(".")[0] for anchor in anchors} == {"art_3"}
    html = opened(real, "art_26")
    assert 'aria-controls="def-art_3-pnt_4">Deployers</span>' in html
    assert 'class="term"' not in opened(real, "art_3.pnt_1")


@pytest.mark.parametrize(
    ("article", "recital"),
    [
        pytest.param("art_4", "rct_20", id="literacy"),
        pytest.param("art_14", "rct_73", id="oversight"),
        pytest.param("art_27", "rct_96", id="impact assessment"),
        pytest.param("art_50", "rct_134", id="deep fakes"),
        pytest.param("art_86", "rct_171", id="explanation"),
        pytest.param("art_95", "rct_165", id="codes of conduct"),
        pytest.param("art_112", "rct_174", id="review"),
    ],
)
def test_recitals_that_explain_an_article_stand_beside_it(real, article, recital):
    unit = book_on(real.documents[AI_ACT], real, TODAY).by_anchor[article]
    assert recital in [one.recital.anchor for one in explaining(unit, real, TODAY)]


@pytest.mark.parametrize(
    ("words", "anchor"),
    [
        pytest.param("workers representatives", "art_26.par_7", id="words"),
        pytest.param("annex III point 4", "anx_III.pnt_4", id="a citation"),
        pytest.param("serious incident means", "art_3.pnt_49", id="a definition"),
    ],
)
def test_the_act_is_searched(real, words, anchor):
    book = book_on(real.documents[AI_ACT], real, TODAY)
    assert anchor in [p.anchor for p in look_in(book, real, words, TODAY).all]


@pytest.mark.parametrize("anchor", ["art_1", "art_113", "anx_I", "anx_XIV", "rct_1", "rct_180"])
def test_every_end_of_an_act_is_shown(real, anchor):
    html = opened(real, anchor)
    assert html.count("data-at") == 1
    assert len(re.findall(r'<article class="unit', html)) == (10 if "rct" in anchor else 1)
