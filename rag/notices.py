"""Tell the reader what an answer rests on: reports, fiction, amended or partial texts, dates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from ingest.model import FULL, Corpus, Provision
from ingest.references import name_of
from rag.model import Statement

ATTRIBUTION: Mapping[str, str] = MappingProxyType(
    {
        "news": "Reported, not corroborated here:",
        "fiction": "Self-declared fictional:",
        "note": "In our own words, not the law's:",
    }
)
"""How a statement begins that does not rest on a law."""


def attributed(statement: Statement) -> Statement:
    """Return the statement with the words that say what sort of source it rests on."""
    tiers = [citation.provision.tier for citation in statement.citations]
    prefix = next((ATTRIBUTION[tier] for tier in tiers if tier in ATTRIBUTION), "")
    return replace(statement, text=f"{prefix} {statement.text}") if prefix else statement


def notices(statements: Sequence[Statement], corpus: Corpus, today: date) -> tuple[str, ...]:
    """Return what a reader of these statements must be told, the weightiest first."""
    cited = list(dict.fromkeys(c.provision for s in statements for c in s.citations))
    return tuple(dict.fromkeys(_all(cited, corpus, today)))


def _all(cited: Sequence[Provision], corpus: Corpus, today: date) -> Iterator[str]:
    stories = [p for p in cited if p.tier in ("news", "fiction")]
    for provision in [*stories, *(p for p in cited if p not in stories)]:
        if provision in stories:
            yield from corpus.documents[provision.document_id].notices
    for provision in cited:
        yield from _of_provision(provision, corpus)
    for provision in cited[:1]:
        yield from _dates(provision, today)
    for provision in cited:
        yield from corpus.documents[provision.document_id].notices


def _of_provision(provision: Provision, corpus: Corpus) -> Iterator[str]:
    if provision.kind == "note":
        yield f"{provision.label}: {provision.completeness}."
    elif provision.completeness != FULL:
        yield f"This copy of {provision.label} is partial: {provision.completeness}."
    if provision.amended and provision.amended not in corpus.documents:
        yield (
            f"{provision.label} was amended by {name_of(provision.amended)} after this text; "
            "the quote is the earlier wording."
        )


def _dates(provision: Provision, today: date) -> Iterator[str]:
    if not provision.applies_from:
        return
    later = provision.applies_from > today.isoformat()
    yield f"{'Not yet applicable. ' if later else ''}{provision.applies_note}".strip()
