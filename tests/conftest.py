"""What tests share: the folder of official files, small corpora written here, builders."""

import os
from pathlib import Path

import pytest

from ingest.model import Corpus, Document, Provision


@pytest.fixture(scope="session")
def mirror() -> Path:
    """The folder of official files; without it the tests on real texts cannot run."""
    folder = os.environ.get("PINCITE_MIRROR", "")
    if not folder or not Path(folder).is_dir():
        pytest.skip("PINCITE_MIRROR names no folder of official files")
    return Path(folder)


def document(**changes: object) -> Document:
    """Build a valid document; name only what the test is about."""
    fields: dict[str, object] = {
        "id": "32099R0001",
        "work": "32099R0001",
        "title": "Regulation (EU) 2099/1 on kettles",
        "short_title": "Kettle Act",
        "kind": "regulation",
        "jurisdiction": "EU",
        "tier": "law",
    }
    return Document(**{**fields, **changes})  # type: ignore[arg-type]


def provision(anchor: str = "art_1", text: str = "Kettles shall whistle.", **changes: object) -> Provision:
    """Build a valid provision of the Kettle Act; name only what the test is about."""
    fields: dict[str, object] = {
        "id": f"32099R0001#{anchor}",
        "document_id": "32099R0001",
        "label": anchor,
        "kind": "article",
        "headings": (),
        "text": text,
    }
    return Provision(**{**fields, **changes})  # type: ignore[arg-type]


def corpus(*provisions: Provision, documents: tuple[Document, ...] = ()) -> Corpus:
    """Build a corpus in memory around the provisions given."""
    known = documents or (document(),)
    return Corpus(
        documents={d.id: d for d in known},
        provisions={p.id: p for p in provisions},
        sha256="0" * 64,
    )
