"""The vocabulary of a receipt: what an answer rested on, so that it can be made again."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

FORMAT: Literal["pincite-receipt"] = "pincite-receipt"
VERSION: Literal[1] = 1
"""Raised whenever a receipt of this release could be misread by an older one."""


def _day(text: str) -> str:
    return date.fromisoformat(text).isoformat() if text else text


Day = Annotated[str, AfterValidator(_day)]
"""ISO 8601, or ""."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """What else an answer depends on. No path of a machine and no key."""

    embedder: str = ""
    """Names the model that turns text into vectors, "" where not known."""
    top_k: Annotated[int, Field(ge=1, le=50)] = 8
    headnotes: tuple[Literal["note", "asks", "terms"], ...] = ()
    """Which parts of our headnotes led to provisions."""
    headnotes_sha256: str = ""
    """Hex digest of the headnotes that the index knows, "" for none."""
    model: str = ""
    """The language model that was configured, "" for none."""
    style: str = ""
    rewords: bool = False
    """Whether the model was allowed to restate questions or to search with other words."""


@dataclass(frozen=True, slots=True)
class UsedDocument:
    """A document that was cited, as it was then."""

    id: str
    title: str
    short_title: str
    tier: str
    status: str = ""
    version_date: str = ""
    obtained_from: str = ""
    sha256: str = ""
    """Hex digest of the bytes as obtained, "" where not known."""
    text_sha256: str = ""
    """Hex digest over its provisions, "" where its text had been replaced already."""


@dataclass(frozen=True, slots=True)
class UsedProvision:
    """A provision that was cited, with its words."""

    id: str
    document_id: str
    label: str
    sha256: str
    text: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """A citation."""

    provision_id: str
    quote: str
    span: tuple[int, int]
    """Start and end of the quote in the provision's text, in characters."""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement, and the numbers of its citations, from 1."""

    text: str
    support: str
    citations: tuple[int, ...]
    part: str = ""
    stance: str = ""
    attribution: str = ""
    in_plain_words: str = ""


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A statement that was withheld, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier exchange that the question followed, with the ids of what was cited."""

    question: str
    provision_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Where:
    """The filters of a question, sorted; () for everywhere."""

    documents: tuple[str, ...] = ()
    jurisdictions: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it was asked."""

    text: str
    id: str = ""
    as_of: Day = ""
    """The day that was asked for, "" for the law of the day on which it was asked."""
    filters: Where = Where()
    history: tuple[Before, ...] = ()


@dataclass(frozen=True, slots=True)
class Recorded:
    """One question and its answer."""

    question: Asked
    read_as: str
    """The question that was searched for: it stands alone."""
    as_of: Day
    """The day whose law answered, whether asked for or not."""
    mode: str
    """"extractive", or "chat:" and the name of a language model."""
    corpus: str
    """Hex digest of the texts that answered."""
    statements: tuple[Said, ...] = ()
    citations: tuple[Quoted, ...] = ()
    withheld: tuple[Unsaid, ...] = ()
    notices: tuple[str, ...] = ()
    refusal: str = ""
    searched: tuple[str, ...] = ()
    """Short titles of the documents searched."""
    model_asked: str = ""
    """The language model that was asked, whether or not it wrote the answer; "" for none."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """Answers with all that is needed to make them again and to tell what changed."""

    made_at: str
    """ISO 8601, to the second."""
    pincite: str
    """The release that made it."""
    answers: Annotated[tuple[Recorded, ...], Field(min_length=1)]
    documents: tuple[UsedDocument, ...] = ()
    provisions: tuple[UsedProvision, ...] = ()
    conditions: Conditions | None = None
    """None where they were not known."""
    format: Literal["pincite-receipt"] = FORMAT
    version: Literal[1] = VERSION


def digest(text: str) -> str:
    """Return the hex SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
