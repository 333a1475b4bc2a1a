"""Describe what the programming interface returns for questions, key by key."""

# The names are those of the JSON that `pincite ... --json` prints. TypedDict comes from
# typing_extensions because pydantic asks for that one below Python 3.12.

from __future__ import annotations

from typing import Any, NotRequired

from typing_extensions import TypedDict


class StatementObject(TypedDict):
    """One thing that an answer says."""

    text: str
    part: str
    stance: str
    attribution: str
    in_plain_words: str
    citations: list[int]
    support: str


class WhyObject(TypedDict):
    """Why a provision was found."""

    rank: int
    how: str
    terms: list[str]
    added: str


class CitationObject(TypedDict):
    """A quote that is word for word in the provision it names."""

    n: int
    provision_id: str
    label: str
    document_id: str
    document_title: str
    tier: str
    quote: str
    url: str
    applies_from: str
    status: str
    version_date: str
    why: NotRequired[WhyObject]


class WithheldObject(TypedDict):
    """A statement that failed the checks, and why."""

    text: str
    reason: str


class AnswerObject(TypedDict):
    """A checked answer."""

    id: str
    question: str
    asked: str
    answered: bool
    text: str
    mode: str
    statements: list[StatementObject]
    citations: list[CitationObject]
    withheld: list[WithheldObject]
    notices: list[str]
    choices: list[str]
    searched: list[str]
    as_of: str
    corpus: str
    elapsed_ms: float
    usage: NotRequired[dict[str, Any]]


class HitObject(TypedDict):
    """A provision that was found."""

    provision_id: str
    score: float
    label: str
    document_id: str


class HitsObject(TypedDict):
    """What a search found, best first."""

    id: str
    question: str
    hits: list[HitObject]
    elapsed_ms: float


class DatesObject(TypedDict):
    """From when a provision applies, as the law stood from one day on."""

    law_from: str
    applies_from: str
    applies_note: str


class ProvisionObject(TypedDict):
    """A provision with where it stands and what refers to it."""

    id: str
    document_id: str
    label: str
    kind: str
    headings: list[str]
    text: str
    order: int
    chapeau: str
    refs: list[str]
    applies_from: str
    applies_note: str
    amended: str
    changed_by: list[str]
    dates: list[DatesObject]
    valid_from: str
    valid_to: str
    same_as: str
    tier: str
    completeness: str
    url: str
    referred_by: list[str]
    children: list[str]
    document_title: str
    status: str
    version_date: str
    in_plain_words: str


class PinObject(TypedDict):
    """A line of a comparison, with the provision and the quotes that carry it."""

    state: str
    line: str
    remark: str
    provision_id: str | None
    label: str | None
    quotes: list[str]
    applies_from: str
    url: str
    searched: list[str]


class RowObject(TypedDict):
    """What one act says on a topic, by column."""

    act: str
    document_id: str
    title: str
    short_title: str
    status: str
    completeness: str
    edited: bool
    in_force: bool
    cells: dict[str, list[PinObject]]


class ColumnObject(TypedDict):
    """What a column of a comparison is about."""

    key: str
    heading: str


class ComparisonObject(TypedDict):
    """A topic across acts: a row an act."""

    asked: str
    topic: str | None
    title: str
    as_of: str
    columns: list[ColumnObject]
    rows: list[RowObject]
    corpus: str
