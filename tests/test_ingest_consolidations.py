"""An act as amended is put together from the corpus, dated, and gives way to the official text."""

from pathlib import Path

import pytest

from ingest.catalog import read_catalog
from ingest.differences import comparisons
from ingest.model import Corpus
from ingest.pipeline import ingest
from ingest.routes.context import RouteContext
from rag.as_of import on_day, text_on, words_on
from rag.facets import admits
from rag.model import Hit, Question
from rag.precise import by_label
from tests import consolidated_html as reader
from tests import kettle_formex as kettle
from tests.kettle_formex import np
from tests.kettle_html import article, p, point

BASE, OMNIBUS, COSY = "32099R0001", "32100R0002", "32101R0003"
FIRST, SECOND = f"{BASE}+{OMNIBUS}", f"{BASE}+{OMNIBUS}+{COSY}"
OFFICIAL = "02099R0001-21000302"
RULE = "Makers of kettles shall test every kettle for leaks before it leaves the works and write"
USE = kettle.paragraph("1.", "A kettle shall whistle.") + kettle.paragraph(
    "2.", f"{RULE} the result down."
)
ACT = kettle.formex(
    kettle.act(
        kettle.article("1", "Use", USE)
        + kettle.article("2", "Start", kettle.alineas(kettle.p("It applies from noon."))),
        f"<CONSID>{np('(1)', 'Water boils.')}</CONSID>",
    )
)


def amending(number: str, *orders: str) -> bytes:
    """Return a page of an amending act with these points in Article 1."""
    chapeau = p("Regulation (EU) 2099/1 is amended as follows:")
    body = chapeau + "".join(point(f"({n})", order) for n, order in enumerate(orders, 1))
    change = article(1, "Amendments to Regulation (EU) 2099/1", body)
    own = article(2, "Start", p(f"Act {number} enters into force at dawn."))
    return f"<html><body>{change}{own}</body></html>".encode()


OMNIBUS_PAGE = amending(
    "2",
    p("in Article 1, paragraph 1 is replaced by the following:")
    + '<div id="001.001">'
    + p("‘1.   A kettle shall whistle twice.’;")
    + "</div>",
    p("in Article 1, paragraph 2 is deleted;"),
    p("the following Article is inserted:")
    + '<div id="001A">'
    + p("‘Article 1a", "ti-art")
    + p("Leaks", "sti-art")
    + p(f"{RULE} the outcome down.’;")
    + "</div>",
    p("in Article 9, paragraph 1 is deleted;"),
)
COSY_PAGE = amending(
    "3",
    p("in Article 1(1), the word ‘twice’ is replaced by ‘thrice’;"),
)
OFFICIAL_PAGE = reader.page(
    reader.article("1", "Use", reader.paragraph("1.", "A kettle shall whistle loudly."))
    + reader.article("1a", "Leaks", reader.p(f"{RULE} the outcome down."))
    + reader.article("2", "Start", reader.p("It applies from noon."))
)


def entry(identifier: str, path: str, form: str, more: str = "", tier: str = "law") -> str:
    """Return a catalogue entry of one mirror file."""
    return f"""
[[document]]
id = "{identifier}"
title = "Kettle text {identifier}"
short_title = "Kettle Act"
kind = "regulation"
jurisdiction = "EU"
tier = "{tier}"
{more}
[[document.route]]
via = "mirror"
format = "{form}"
path = "{path}"
"""


CATALOG = (
    entry(
        BASE,
        "act.zip",
        "formex",
        f'work = "{BASE}"\nversion_date = "2099-01-01"\npublished = "2099-01-01"\n'
        f'in_force_from = "2099-02-01"\namended_by = ["{OMNIBUS}", "{COSY}"]\n'
        'url = "https://example.org/?uri=CELEX:32099R0001"',
    )
    + f'\n[[document.amended]]\nby = "{OMNIBUS}"\nfrom = "2100-03-02"\n'
    'articles = ["1a"]\nprovisions = ["art_1.par_1", "art_1.par_2"]\n'
    '\n[[document.applies]]\nfrom = "2099-06-01"\narticles = ["1-2", "1a"]\n'
    f'source = "{BASE}#art_2"\nlaw_until = "2100-03-01"\n'
    '\n[[document.applies]]\nfrom = "2100-09-01"\narticles = ["1-2", "1a"]\n'
    f'source = "{OMNIBUS}#art_2"\nlaw_from = "2100-03-02"\n'
    + entry(
        OMNIBUS,
        "omnibus.html",
        "oj-html",
        f'work = "{OMNIBUS}"\nversion_date = "2100-03-01"\nin_force_from = "2100-03-02"',
    )
    + entry(
        COSY,
        "cosy.html",
        "oj-html",
        f'work = "{COSY}"\nversion_date = "2101-01-01"\nin_force_from = "2101-01-05"',
    )
)
CONSOLIDATED = entry(
    OFFICIAL,
    "consolidated.html",
    "consolidated-html",
    f'work = "{BASE}"\nversion_date = "2100-03-02"\nin_force_from = "2100-03-02"\n',
    tier="consolidated",
)


def built(folder: Path, catalog: str = CATALOG, **files: bytes) -> tuple[Corpus, tuple[str, ...]]:
    """Return the corpus of the catalogue with these mirror files, and what is missing."""
    mirror = folder / "mirror"
    mirror.mkdir(parents=True)
    known = {"act.zip": ACT, "omnibus.html": OMNIBUS_PAGE, "cosy.html": COSY_PAGE, **files}
    for name, raw in known.items():
        (mirror / name).write_bytes(raw)
    (folder / "catalog.toml").write_text(catalog, encoding="utf-8")
    context = RouteContext(raw=folder / "raw", mirror=mirror, offline=True)
    done = ingest(read_catalog(folder / "catalog.toml"), folder, folder / "home", context)
    return done.corpus, done.missing


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """The act, two amending acts, and what is computed from them."""
    return built(tmp_path_factory.mktemp("amended"))[0]


def test_each_amendment_gives_a_text_of_its_own(corpus: Corpus) -> None:
    texts = {d.id: d for d in corpus.documents.values() if d.work == BASE}
    assert list(texts) == [BASE, FIRST, SECOND]
    assert {texts[name].tier for name in (FIRST, SECOND)} == {"consolidated"}
    assert texts[FIRST].status == "computed by Pincite, not official"
    assert "not an official text" in texts[FIRST].notices[0]
    assert corpus.provisions[f"{FIRST}#art_1.par_1"].text == "A kettle shall whistle twice."
    assert corpus.provisions[f"{SECOND}#art_1.par_1"].text == "A kettle shall whistle thrice."


def test_a_changed_provision_names_the_instruction_that_changed_it(corpus: Corpus) -> None:
    made_by = corpus.provisions[f"{SECOND}#art_1.par_1"].changed_by
    assert made_by == (f"{OMNIBUS}#art_1.pnt_1", f"{COSY}#art_1.pnt_1")
    assert all(maker in corpus.provisions for maker in made_by)
    assert corpus.provisions[f"{FIRST}#art_2"].changed_by == ()


def test_what_cannot_be_applied_is_listed(corpus: Corpus) -> None:
    (sentence,) = corpus.documents[FIRST].unapplied
    assert sentence.startswith(f"{OMNIBUS}#art_1.pnt_4 (in Article 9, paragraph 1 is deleted")
    assert sentence.endswith("no Article 9")


def test_what_was_deleted_is_known_with_its_new_place(corpus: Corpus) -> None:
    document = corpus.documents[FIRST]
    assert document.removed == ("art_1.par_2",)
    assert document.moved == ("art_1.par_2 art_1a",)


@pytest.mark.parametrize(
    ("anchor", "day", "found"),
    [
        pytest.param("art_1.par_1", "2099-03-01", BASE, id="before any amendment"),
        pytest.param("art_1.par_1", "2100-03-01", BASE, id="the last day"),
        pytest.param("art_1.par_1", "2100-03-02", FIRST, id="the first day of the amendment"),
        pytest.param("art_1.par_1", "2101-01-05", SECOND, id="the second amendment"),
        pytest.param("art_2", "2101-06-01", BASE, id="what nobody changed"),
        pytest.param("art_1.par_2", "2100-03-02", "", id="deleted"),
        pytest.param("art_1a", "2100-03-01", "", id="not inserted yet"),
        pytest.param("art_1a", "2101-06-01", FIRST, id="inserted, then left alone"),
        pytest.param("rct_1", "2101-06-01", BASE, id="a recital stays as it was"),
    ],
)
def test_the_text_of_a_day_is_cited(corpus: Corpus, anchor: str, day: str, found: str) -> None:
    cited = words_on(f"{BASE}#{anchor}", corpus, day)
    assert (cited.document_id if cited else "") == found


def test_only_one_wording_of_a_place_is_found_on_a_day(corpus: Corpus) -> None:
    everything = list(corpus.provisions.values())

    def all_of_them(question: Question, k: int) -> list[Hit]:
        found = (p for p in everything if admits(question.filters, p, corpus))
        return [Hit(provision, 1.0, "words") for provision in found]

    for day in ("2099-03-01", "2100-06-01", "2101-06-01"):
        hits = on_day(all_of_them, corpus)(Question("kettle", as_of=day), 99)
        anchors = [h.provision.anchor for h in hits if h.provision.id.startswith(BASE)]
        assert len(anchors) == len(set(anchors)), day


@pytest.mark.parametrize(
    ("day", "applies"),
    [("2099-03-01", "2099-06-01"), ("2100-03-02", "2100-09-01")],
    ids=["as the law stood first", "as amended"],
)
def test_dates_of_application_are_those_of_the_day(corpus: Corpus, day: str, applies: str) -> None:
    (hit,) = on_day(by_label(corpus), corpus)(
        Question("Article 2 of CELEX 32099R0001", as_of=day), 1
    )
    assert hit.provision.id == f"{BASE}#art_2"
    assert hit.provision.applies_from == applies


def test_what_moved_is_found_in_its_new_place(corpus: Corpus) -> None:
    asked = Question("What does Article 1(2) of 32099R0001 say?", as_of="2100-06-01")
    (hit,) = on_day(by_label(corpus), corpus)(asked, 1)
    assert hit.provision.id == f"{FIRST}#art_1a"


def test_the_official_text_wins_and_the_computed_one_is_compared_with_it(tmp_path: Path) -> None:
    files = {"consolidated.html": OFFICIAL_PAGE}
    corpus, _ = built(tmp_path, CATALOG + CONSOLIDATED, **files)
    text = text_on(BASE, corpus, "2100-06-01")
    assert text and text.id == OFFICIAL
    cited = words_on(f"{BASE}#art_1.par_1", corpus, "2100-06-01")
    assert cited and cited.text == "A kettle shall whistle loudly."
    assert corpus.provisions[f"{OFFICIAL}#art_2"].same_as == f"{BASE}#art_2"
    (comparison,) = comparisons(corpus)
    assert (comparison.official.id, comparison.computed.id) == (OFFICIAL, FIRST)
    differing = {change.id: change.how for change in comparison.changes}
    assert differing[f"{OFFICIAL}#art_1.par_1"] == "changed"
    assert f"{OFFICIAL}#art_1a" not in differing


def test_a_missing_official_text_is_no_gap_where_one_was_computed(tmp_path: Path) -> None:
    corpus, missing = built(tmp_path, CATALOG + CONSOLIDATED)
    assert FIRST in corpus.documents
    assert missing == ()


def test_without_the_amending_act_nothing_is_computed(tmp_path: Path) -> None:
    corpus, missing = built(tmp_path, CATALOG.replace('"omnibus.html"', '"gone.html"'))
    assert [d.id for d in corpus.documents.values() if d.work == BASE] == [BASE]
    assert any(sentence.startswith(OMNIBUS) for sentence in missing)
    assert corpus.provisions[f"{BASE}#art_1.par_1"].amended == OMNIBUS
