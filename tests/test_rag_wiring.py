"""The parts that were chosen fit together, from a catalogue to an answer."""

from pathlib import Path

import pytest

from ingest.store import read_corpus, write_corpus
from rag.errors import IndexMissing
from rag.model import Question
from rag.settings import Settings
from rag.wiring import index_corpus, ingest_corpus, open_assistant
from tests.conftest import document, provision

CATALOGUE = """
[[document]]
id = "doc:kettle-news"

[[document.route]]
via = "note"
format = "note"
path = "kettle-news.md"
"""
NEWS = """+++
id = "doc:kettle-news"
title = "Minister weighs steps against Steamworks"
short_title = "Kettle news"
kind = "article"
jurisdiction = "US"
tier = "news"
author = ""
publisher = "The Kettle Times"
published = "2098-12-01"
url = ""
source = "a newspaper that we made up"
checked = "2026-11-22"
notices = ["One newspaper's report."]
+++

## What the minister said

The minister said that Steamworks must recall every silent kettle within nine days.
"""


def _ignore(step: str) -> None:
    """Nobody watches."""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Return settings for a catalogue of one newspaper article."""
    corpus = tmp_path / "corpus"
    (corpus / "notes").mkdir(parents=True)
    (corpus / "catalog.toml").write_text(CATALOGUE)
    (corpus / "notes" / "kettle-news.md").write_text(NEWS)
    (corpus / "words.toml").write_text('[words]\n"pots" = "kettles"\n')
    return Settings(home=tmp_path / "home", corpus=corpus, offline=True)


def test_from_a_catalogue_to_an_answer(settings: Settings) -> None:
    told: list[str] = []
    stored = ingest_corpus(settings, told.append)
    index = index_corpus(settings, told.append)
    assert index.corpus.sha256 == stored.sha256
    assistant = open_assistant(settings, told.append)
    answer = assistant.ask(Question("Which pots is Steamworks to recall, says the minister?"))
    assert answer.statements[0].said.startswith("Reported")
    assert "within nine days" in answer.statements[0].text
    assert answer.corpus == stored.sha256
    assert "Kettle news: 1 provisions" in told


def test_every_step_is_reported(settings: Settings) -> None:
    told: list[str] = []
    ingest_corpus(settings, told.append)
    index_corpus(settings, told.append)
    open_assistant(settings, told.append)
    assert any("1/1" in line for line in told)
    assert told.count("loading the embedder") == 2
    assert told[-1] == "opening the index"


def test_a_document_that_cannot_be_had_is_reported(settings: Settings) -> None:
    entry = """
[[document]]
id = "32099R0001"
work = "32099R0001"
title = "Regulation (EU) 2099/1 on kettles"
short_title = "Kettle Act"
kind = "regulation"
jurisdiction = "EU"
tier = "law"
language = "en"

[[document.route]]
via = "mirror"
format = "formex"
path = "32099R0001.zip"
"""
    settings.catalog.write_text(CATALOGUE + entry)
    told: list[str] = []
    stored = ingest_corpus(settings, told.append)
    assert set(stored.documents) == {"doc:kettle-news"}
    assert any(line.startswith("missing:") and "32099R0001" in line for line in told)


def test_without_an_index_the_next_step_is_named(settings: Settings) -> None:
    with pytest.raises(IndexMissing, match="pincite index"):
        open_assistant(settings, _ignore)


def test_provisions_from_elsewhere_are_adopted(settings: Settings, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    lids = provision("art_1", "Lids shall close tightly.", label="Article 1")
    write_corpus(elsewhere, [document()], [lids])
    index_corpus(settings, _ignore, elsewhere / "provisions.jsonl")
    assert list(read_corpus(settings.home).provisions) == [lids.id]
    answer = open_assistant(settings, _ignore).ask(Question("Do lids close tightly?"))
    assert [c.provision.id for c in answer.citations] == [lids.id]


def test_settings_reach_the_assistant(settings: Settings) -> None:
    ingest_corpus(settings, _ignore)
    index_corpus(settings, _ignore)
    few = settings.model_copy(update={"top_k": 3})
    assert open_assistant(few, _ignore).top_k == 3


@pytest.mark.parametrize(
    ("question", "first"),
    [
        pytest.param("What does Article 5(2) say?", "art_5.par_2", id="named"),
        pytest.param("What is a boil-over?", "art_2.pnt_3", id="defined"),
        pytest.param("When does the ban on silent kettles apply?", "art_8.par_3.pnt_a", id="date"),
        pytest.param("Who checks that the whistle works?", "art_4.par_2", id="meaning and words"),
    ],
)
def test_what_is_precise_goes_before_what_is_near(kettle, question: str, first: str) -> None:
    hits = kettle.search(Question(question), 5)
    assert hits[0].provision.anchor == first
    assert len({hit.provision.id for hit in hits}) == len(hits) == 5
