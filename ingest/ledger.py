"""Read the ledger of claims: who says what in an article, and which provisions it touches."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ingest.errors import IngestError
from ingest.headnotes import text_hash
from ingest.model import Corpus, Provision

WHO = ("official", "company", "unnamed", "article")
"""Sorts of speakers: a named official, the company, an unnamed source, the article itself."""
STATED, ATTRIBUTED, UNNAMED, PREDICTION, FICTION = CERTAINTIES = (
    "stated",
    "attributed",
    "unnamed",
    "prediction",
    "fiction",
)
"""How certain an article is of a claim: it states it as fact, attributes it to somebody named or
to nobody named, or predicts it; what calls itself fiction claims nothing as fact."""
FITS, STALE, REPLACED, MISSING = "fits", "stale", "replaced", "missing"
"""How a claim stands to the text that is here: written on these words, on other words of the
brief, on a brief that the original has replaced, or on what is not here at all."""


class LedgerInvalid(IngestError):
    """A file of claims is not written as it should be."""


@dataclass(frozen=True, slots=True)
class Touch:
    """A provision that a claim touches, and why, in one line of ours."""

    provision: str
    """Id, such as "32024R1689#art_101.par_1"."""
    why: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that an article says, in our own words."""

    document: str
    paragraph: str
    """Anchor of the paragraph of our brief, such as "par_7"."""
    text: str
    speaker: str
    """Who says it, in words."""
    who: str
    """One of `WHO`."""
    certainty: str
    """One of `CERTAINTIES`."""
    day: str = ""
    """ISO date that the claim is about, "" where none is given."""
    touches: tuple[Touch, ...] = ()
    """Rules that the claim touches; () where nothing in the corpus governs it."""
    beside: tuple[Touch, ...] = ()
    """What our notes say of the same events."""
    searched: tuple[str, ...] = ()
    """For a claim that nothing governs: words that no rule of the corpus has."""

    @property
    def provision(self) -> str:
        """Id of the paragraph of our brief."""
        return f"{self.document}#{self.paragraph}"


@dataclass(frozen=True, slots=True)
class Ledger:
    """The claims of one article, in the order of our brief."""

    document: str
    paragraphs: Mapping[str, str]
    """By anchor, the digest of each paragraph of the brief that was read for claims."""
    claims: tuple[Claim, ...]

    def state(self, paragraph: str, corpus: Corpus) -> str:
        """Return how the claims of a paragraph stand to the text in the corpus."""
        document = corpus.documents.get(self.document)
        if document is None:
            return MISSING
        if document.obtained_from != "note":
            return REPLACED
        found = corpus.provisions.get(f"{self.document}#{paragraph}")
        if found is None:
            return MISSING
        return FITS if self.paragraphs.get(paragraph) == hash_of(found) else STALE


class _Entry(BaseModel):
    """Tables of a file hold nothing else."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class _Touch(_Entry):
    provision: str = Field(min_length=1)
    why: str = Field(min_length=1)


class _Claim(_Entry):
    paragraph: str = Field(min_length=1)
    claim: str = Field(min_length=1)
    speaker: str = Field(min_length=1)
    who: str
    certainty: str
    day: str = ""
    touches: list[_Touch] = []
    beside: list[_Touch] = []
    searched: list[str] = []


class _File(_Entry):
    document: str = Field(min_length=1)
    paragraphs: dict[str, str]
    claim: list[_Claim]


def hash_of(paragraph: Provision) -> str:
    """Return the digest of a paragraph's letters and digits."""
    return text_hash(paragraph.text)


def read_ledgers(folder: Path) -> tuple[Ledger, ...]:
    """Return the ledgers of a folder by file name; none without a folder."""
    return tuple(read_ledger(path) for path in sorted(folder.glob("*.toml")))


def read_ledger(path: Path) -> Ledger:
    """Return the ledger in a file. Raises `LedgerInvalid`."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise LedgerInvalid(f"{path}: cannot be read ({error}); correct the file") from error
    try:
        file = _File.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the file"
        raise LedgerInvalid(f"{path}: {where}: {first['msg']}; correct it there") from error
    claims = tuple(_claim(file.document, entry) for entry in file.claim)
    return Ledger(file.document, MappingProxyType(file.paragraphs), claims)


def _claim(document: str, entry: _Claim) -> Claim:
    return Claim(
        document=document,
        paragraph=entry.paragraph,
        text=entry.claim,
        speaker=entry.speaker,
        who=entry.who,
        certainty=entry.certainty,
        day=entry.day,
        touches=_touches(entry.touches),
        beside=_touches(entry.beside),
        searched=tuple(entry.searched),
    )


def _touches(entries: list[_Touch]) -> tuple[Touch, ...]:
    return tuple(Touch(entry.provision, entry.why) for entry in entries)
