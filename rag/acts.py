"""Weigh documents by what a question names outright: an act, a place, an amendment."""

from __future__ import annotations

import re

from ingest.model import Corpus, Document
from rag.asking import Asked

_DIGEST = 0.6
"""What a note on another text weighs, unless the question names that text."""
_NAMED, _NOT_NAMED = 3.0, 0.3
_PLACE = 1.8
_AMENDING = 0.4
_SUPERSEDED = 0.3
_EU = re.compile(r"\b(?:EU|European|Europe|Brussels|Commission)\b")
_US = re.compile(
    r"\b(?:US|U\.S\.|USA|American?|California|New York|Illinois|federal|Congress|Pentagon|"
    r"executive order|White House|Washington|NIST)\b"
)
_TELLING = re.compile(r"\b(?:[A-Z]{2,}\w*|\d{2,})\b")
"""Abbreviations and numbers."""
_COMMON = frozenset({"AI", "EU", "US", "EO", "USC", "GPAI"})
_AMENDS = re.compile(
    r"\b(?:amend\w*|omnibus|2026/1744|chang\w+|new rules?|replac\w+)\b", re.IGNORECASE
)


def names_other(asked: Asked, question: str, corpus: Corpus, main: Document) -> bool:
    """Tell whether a question names an act, a place or an amendment beyond the main law."""
    acts = [act for act in asked.acts if act != main.work]
    digests = (d for d in corpus.documents.values() if d.kind == "note")
    return (
        bool(acts)
        or _US.search(question) is not None
        or _AMENDS.search(question) is not None
        or any(_bears_name(document, question) for document in digests)
    )


def is_superseded(document: Document, corpus: Corpus) -> bool:
    """Tell whether a note is on an amending act whose changes stand in a text of the corpus."""
    act = document.id.removeprefix("note:")
    return document.kind == "note" and any(
        f"+{act}" in other.id or (act in other.amended_by and _has_later(other, corpus))
        for other in corpus.documents.values()
    )


def _has_later(document: Document, corpus: Corpus) -> bool:
    texts = (d for d in corpus.documents.values() if d.work == document.work)
    return any(text.version_date > document.version_date for text in texts)


def weight(document: Document, asked: Asked, question: str, superseded: bool = False) -> float:
    """Return what a document weighs for a question, 1 where the question says nothing of it.

    A superseded note counts little unless the question is about the amendment.
    """
    found = 1.0
    if document.kind == "note":
        found *= _NAMED if _bears_name(document, question) else _DIGEST
        if superseded and not _AMENDS.search(question):
            found *= _SUPERSEDED
    if asked.acts:
        found *= _NAMED if document.work in asked.acts else _NOT_NAMED
    place = "EU" if _EU.search(question) else "US" if _US.search(question) else "none"
    if document.jurisdiction.startswith(place):
        found *= _PLACE
    if document.kind.startswith("amending") and not _AMENDS.search(question):
        found *= _AMENDING
    return found


def _bears_name(document: Document, question: str) -> bool:
    """Tell whether a question has a telling word of a document's short title: "SB", "3252"."""
    telling = {word for word in _TELLING.findall(document.short_title) if word not in _COMMON}
    return any(re.search(rf"\b{re.escape(word)}\b", question) for word in telling)
