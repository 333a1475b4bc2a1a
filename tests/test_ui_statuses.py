"""The state of a text is said in the reader's language wherever it is shown."""

from dataclasses import replace
from pathlib import Path

import pytest

from ingest.catalog import read_catalog
from ingest.consolidations import COMPUTED
from rag.compare_table import Row
from tests.exported import MAKING, TEXTS, WHOLE
from tests.teapots import ACT, PUBLISHED, reading, teapots
from tests.test_ui_library_view import shown as library
from ui.badges import status_html, status_said
from ui.compare_words import state
from ui.explore_view import show
from ui.export import export
from ui.start import shelf
from ui.wording import ENGLISH, GERMAN, read_wording

CATALOG = Path(__file__).parent.parent / "corpus" / "catalog.toml"
WORDS = read_wording(GERMAN)


@pytest.mark.parametrize(
    ("status", "german"),
    [
        pytest.param("in force", "in Kraft", id="in force"),
        pytest.param("In force", "in Kraft", id="capital"),
        pytest.param(COMPUTED, "von Pincite berechnet, nicht amtlich", id="computed"),
        pytest.param("boils since 2099", "boils since 2099", id="one that we do not know"),
    ],
)
def test_a_known_status_is_said_in_german(status: str, german: str) -> None:
    assert status_said(status, WORDS) == german
    assert ("lang=" in status_html(status, WORDS)) is (german == status)
    assert status_said(status, read_wording(ENGLISH)).casefold() == status.casefold()


def test_every_status_of_a_law_in_the_catalogue_is_said_in_german() -> None:
    stated = {entry.status for entry in read_catalog(CATALOG).documents if entry.status}
    assert stated
    assert [status for status in stated if status_said(status, WORDS) == status] == []


def test_the_list_of_explore_says_it_in_german() -> None:
    corpus = teapots()
    html = show(reading(corpus, "2099-06-01", GERMAN), {})
    assert '<span class="badge status">in Kraft</span>' in html
    assert "in force<" not in html


def test_comparisons_say_it_in_german() -> None:
    document = replace(PUBLISHED, status=COMPUTED, completeness="full")
    row = Row(ACT, document, edited=True, cells={})
    assert "von Pincite berechnet, nicht amtlich" in state(row, WORDS)


def test_the_shelf_of_ask_and_the_cards_of_the_library_say_it_in_german() -> None:
    assert ">in Kraft<" in shelf([PUBLISHED], WORDS)
    german = library(language=GERMAN)
    assert ">in Kraft<" in german
    assert ">in force<" not in german


def test_exports_say_it_in_german() -> None:
    written = export([WHOLE], "md", TEXTS, WORDS, MAKING).content.decode()
    assert "tand: in Kraft" in written
    assert "in force" not in written
