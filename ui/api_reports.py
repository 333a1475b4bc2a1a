"""Describe what the programming interface returns of a memo and of the texts, key by key."""

# The names are those of the JSON that `pincite ... --json` prints. TypedDict comes from
# typing_extensions because pydantic asks for that one below Python 3.12.

from __future__ import annotations

from typing_extensions import TypedDict


class QuotationObject(TypedDict):
    """Words that a memo quotes, and where in the memo they stand."""

    text: str
    span: list[int]


class FindingObject(TypedDict):
    """What was found of one citation of a memo."""

    citation: str
    span: list[int]
    paragraph: int
    sentence: str
    kind: str
    cite: str
    act: str | None
    act_from: str
    resolved: str | None
    exists: str
    nearest: str | None
    candidates: list[str]
    quotation: QuotationObject | None
    quote: str
    quote_diff: str
    quoted_from: str | None
    claim: str
    decides: str
    status: str
    reason: str
    fails: bool


class SummaryObject(TypedDict):
    """How many citations of a memo there are, and how many of each finding."""

    citations: int
    fails: int
    exists: dict[str, int]
    quote: dict[str, int]
    claim: dict[str, int]
    status: dict[str, int]


class ReportObject(TypedDict):
    """A checked memo. Spans count in `text`, the memo as it was read."""

    file: str
    as_of: str
    findings: list[FindingObject]
    unattached: list[QuotationObject]
    notices: list[str]
    summary: SummaryObject
    text: str
    corpus: str
    elapsed_ms: float


class CountObject(TypedDict):
    """How many units of one kind a document has here, and how many as published."""

    found: int
    as_notes: int
    official: int | None


class DocumentObject(TypedDict):
    """A document with its route, its figures and its hashes."""

    id: str
    title: str
    short_title: str
    tier: str
    jurisdiction: str
    language: str
    status: str
    obtained_from: str
    version_date: str
    provisions: int
    notes: int
    counts: dict[str, CountObject]
    completeness: str
    retention: float | None
    retrieved_at: str
    sha256: str
    text_sha256: str
    url: str
    licence: str
    notices: list[str]
    unapplied: list[str]


class MissingObject(TypedDict):
    """A document of the catalogue that is not here."""

    id: str
    short_title: str
    routes: list[str]


class DifferenceObject(TypedDict):
    """A provision that differs from the official text, and how."""

    id: str
    how: str


class VerifiedObject(TypedDict):
    """How a text that was computed here compares with the official one."""

    computed: str
    official: str | None
    compared: int
    differences: list[DifferenceObject]


class StatusObject(TypedDict):
    """What the corpus holds and what it lacks."""

    corpus: str
    index: str
    documents: list[DocumentObject]
    missing: list[MissingObject]
    verified: list[VerifiedObject]
