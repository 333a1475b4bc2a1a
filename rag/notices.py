"""Tell the reader what an answer rests on: reports, fiction, amended or partial texts, dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from ingest.model import FULL, Corpus, Provision
from rag.editions import beside_notice, edition, not_in_force, what_changed
from rag.model import Hit, Statement
from rag.precise import NAMED, SETS_DATE, is_final

_DAY = re.compile(r"\b\d{1,2} [A-Z][a-z]+ \d{4}\b")
ATTRIBUTION: Mapping[str, str] = MappingProxyType(
    {
        "news": "Reported, not corroborated here:",
        "fiction": "Self-declared fictional:",
        "note": "In our own words, not the law's:",
    }
)
"""How a statement begins that does not rest on a law."""


def attributed(statement: Statement, corpus: Corpus, changed_date: str = "") -> Statement:
    """Return the statement with the words that say what sort of source it rests on.

    `changed_date` says what applies now instead of a date that the statement quotes.
    """
    tiers = [citation.provision.tier for citation in statement.citations]
    prefix = next((ATTRIBUTION[tier] for tier in tiers if tier in ATTRIBUTION), "")
    main = statement.citations[0].provision
    if not prefix and (changed_date or main.amended):
        year = corpus.documents[main.document_id].version_date[:4] or "the text as published"
        prefix = f"{'Date' if changed_date else 'Wording'} of {year}, since amended:"
    return replace(statement, attribution=prefix)


def changed_date(statement: Statement, hits: Sequence[Hit]) -> str:
    """Return what applies now, when a quoted date of application is no longer the right one.

    The provisions that the question is about know their dates as amended; where none of
    these is the date quoted, the quote would mislead.
    """
    if not hits or hits[0].why != SETS_DATE:
        return ""
    subject = _dated(hits)
    quoted = _days(statement)
    if subject is None or not quoted or _has_one_of(quoted, subject):
        return ""
    return f"As amended: {subject.applies_note}"


def other_dates(statement: Statement, hits: Sequence[Hit]) -> str:
    """Return every date of what a question is about, where the one quoted is not the only one.

    A duty that applies to all from one day may leave those who were there before until another.
    """
    subject = _dated(hits) if hits and hits[0].why == SETS_DATE else None
    if subject is None or not _has_one_of(_days(statement), subject):
        return ""
    several = subject.applies_note.count("Applies from") > 1
    return f"{subject.label}: {subject.applies_note}" if several else ""


def _dated(hits: Sequence[Hit]) -> Provision | None:
    """Return the provision with dates that a question on a date is about."""
    # A note stands in for a text that is not here, and knows no dates.
    named = [hit for hit in hits if hit.why == NAMED and hit.provision.kind != "note"]
    found = named or [hit for hit in hits if hit.why != SETS_DATE]
    about = (hit.provision for hit in found if not is_final(hit.provision))
    return next((provision for provision in about if provision.applies_note), None)


def _days(statement: Statement) -> list[str]:
    return _DAY.findall(" ".join(citation.quote for citation in statement.citations))


def _has_one_of(days: Sequence[str], provision: Provision) -> bool:
    return any(f"Applies from {day}" in provision.applies_note for day in days)


def notices(statements: Sequence[Statement], corpus: Corpus, day: str) -> tuple[str, ...]:
    """Return what a reader of these statements must be told on a day, the weightiest first."""
    cited = list(dict.fromkeys(c.provision for s in statements for c in s.citations))
    main = list(dict.fromkeys(s.citations[0].provision for s in statements))
    return tuple(dict.fromkeys(text for text in _all(cited, main, corpus, day) if text))


def _all(
    cited: Sequence[Provision], main: Sequence[Provision], corpus: Corpus, day: str
) -> Iterator[str]:
    """Yield every notice; amendments and dates are those of the provisions that answer."""
    for provision in cited:
        if provision.tier in ("news", "fiction"):
            yield from corpus.documents[provision.document_id].notices
    for provision in main:
        yield from _of_provision(provision)
    for provision in main[:1]:
        yield not_in_force(provision, corpus, day)
        yield from _dates(provision, day)
    for provision in main:
        yield edition(provision, corpus, day)
        yield what_changed(provision, corpus)
        yield beside_notice(provision, corpus, day)
    for provision in cited:
        yield from corpus.documents[provision.document_id].notices


def _of_provision(provision: Provision) -> Iterator[str]:
    if provision.kind == "note":
        yield f"{provision.label}: {provision.completeness}."
    elif provision.completeness != FULL:
        yield f"This copy of {provision.label} is partial: {provision.completeness}."


def _dates(provision: Provision, day: str) -> Iterator[str]:
    if not provision.applies_from or is_final(provision):
        return
    later = "Not yet applicable. " if provision.applies_from > day else ""
    yield f"{later}{provision.applies_note}".strip()
