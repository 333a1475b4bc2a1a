"""Build a home on disk that holds the Kettle Act and a brief of an article, index and all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ingest.catalog import read_catalog
from ingest.pipeline import read_note
from ingest.store import write_corpus
from rag.settings import Settings
from rag.wiring import index_corpus
from tests.conftest import KETTLE_ACT, kettle_provisions
from tests.test_ingest_user_documents import CATALOGUE, NOTE

_LACKING = """
[[document]]
id = "02099R0001-20990701"
work = "32099R0001"
title = "Consolidated text of Regulation (EU) 2099/1 on kettles"
short_title = "Kettle Act"
kind = "regulation"
jurisdiction = "EU"
tier = "consolidated"
version_date = "2099-07-01"
[[document.route]]
via = "mirror"
format = "formex-consolidated"
path = "kettles/consolidated.zip"
[[document.route]]
via = "official"
format = "formex-consolidated"
url = "https://kettles.example/consolidated"
accept = "application/zip"
"""


def small_home(folder: Path) -> Settings:
    """Return settings for a home that was ingested and indexed; one text of it is missing."""
    (folder / "notes").mkdir(parents=True)
    (folder / "notes" / "kettle-ban.md").write_text(NOTE.replace("{tier}", "news"))
    listed = CATALOGUE.partition('\n[[document]]\nid = "doc:tea')[0]
    (folder / "catalog.toml").write_text(listed + _LACKING)
    (folder / "words.toml").write_text('[words]\n"pot" = "kettle"\n')
    settings = Settings(home=folder / "home", corpus=folder, offline=True)
    note, paragraphs = read_note(read_catalog(settings.catalog).documents[0], settings.notes)
    act = replace(KETTLE_ACT, obtained_from="mirror", sha256="a" * 64, retention=0.9984)
    law = [p for p in kettle_provisions() if p.document_id == KETTLE_ACT.id]
    write_corpus(settings.home, [act, note], [*law, *paragraphs])
    index_corpus(settings, lambda step: None)
    return settings
