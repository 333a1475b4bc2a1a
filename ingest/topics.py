"""Read the topics that we compare acts on: where each act speaks of one, and our line on it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ingest.errors import IngestError
from ingest.headnotes import has_text, hash_of
from ingest.model import Provision

Topics = Mapping[str, "Topic"]
"""The topics by slug, the name of the file, in alphabetical order."""
COLUMNS = ("who", "what", "when", "penalty")
"""What every topic is compared on that names no columns of its own."""
ELLIPSIS = "…"
LONGEST_END = 7
"""How many words of the law either end of a quote may give."""
_WORD = re.compile(r"\w+")

Span = tuple[int, int]


class TopicsInvalid(IngestError):
    """A file of a topic is not written as it should be."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that an act says of a topic, in one column; or that it says nothing."""

    act: str
    """The work, a CELEX number."""
    column: str
    line: str
    """What the provision says, short, in words of ours."""
    anchor: str = ""
    """Where it says so; "" where the act says nothing."""
    quotes: tuple[str, ...] = ()
    """Which of its words are quoted, "first words … last words" each; () for all."""
    text_sha256: str = ""
    """`ingest.headnotes.hash_of` the provision that the line was written for."""
    absent: tuple[str, ...] = ()
    """Words that the act would use, and does not: where they turn up, the line is stale."""
    within: tuple[str, ...] = ()
    """Anchors of the articles in which it does not use them; () for all articles."""
    apart: tuple[str, ...] = ()
    """Anchors of articles that use them of something else."""

    @property
    def is_absence(self) -> bool:
        """Whether the entry says that the act has no such rule."""
        return bool(self.absent)

    def fits(self, provision: Provision) -> bool:
        """Tell whether the line was written for these very words."""
        return has_text(provision) and self.text_sha256 == hash_of(provision)


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that several acts have rules on."""

    slug: str
    titles: Mapping[str, str]
    """By language: "en", "de"."""
    words: tuple[str, ...]
    """What readers call it, in English."""
    columns: tuple[str, ...]
    headings: Mapping[str, Mapping[str, str]]
    """By column the headings by language; a column of `COLUMNS` may lack one."""
    entries: tuple[Entry, ...]

    @property
    def acts(self) -> tuple[str, ...]:
        """The works that are compared, in the order of the file."""
        return tuple(dict.fromkeys(entry.act for entry in self.entries))

    def cell(self, act: str, column: str) -> tuple[Entry, ...]:
        """Return what an act says in a column."""
        return tuple(e for e in self.entries if (e.act, e.column) == (act, column))


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class _Said(_Model):
    """The same in both languages of the interface."""

    en: str = Field(min_length=1)
    de: str = Field(min_length=1)


class _Entry(_Model):
    act: str
    column: str
    line: str = Field(min_length=1)
    anchor: str = ""
    quotes: list[str] = []
    text_sha256: str = ""
    absent: list[str] = []
    within: list[str] = []
    apart: list[str] = []


class _File(_Model):
    title: _Said
    words: list[str]
    columns: list[str] = list(COLUMNS)
    headings: dict[str, _Said] = {}
    entry: list[_Entry]


def read_topics(folder: Path) -> Topics:
    """Return the topics of a folder; none without one. Raises `TopicsInvalid`."""
    found = {path.stem: read_topic(path) for path in sorted(folder.glob("*.toml"))}
    return MappingProxyType(found)


def read_topic(path: Path) -> Topic:
    """Return the topic of a file. Raises `TopicsInvalid`, which names the file and the fault."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise TopicsInvalid(f"{path}: cannot be read ({error}); correct the file") from error
    try:
        file = _File.model_validate(tables)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise TopicsInvalid(f"{path}: {where}: {first['msg']}; correct the file") from error
    entries = tuple(_entry(path, file.columns, one) for one in file.entry)
    titles: dict[str, Any] = file.title.model_dump()
    headings = {name: said.model_dump() for name, said in file.headings.items()}
    nameless = set(file.columns) - set(COLUMNS) - headings.keys()
    if nameless:
        raise TopicsInvalid(f"{path}: {', '.join(sorted(nameless))}: has no heading; add one")
    return Topic(path.stem, titles, tuple(file.words), tuple(file.columns), headings, entries)


def _entry(path: Path, columns: list[str], one: _Entry) -> Entry:
    where = f"{path}: {one.act} {one.column} {one.anchor}".rstrip()
    if one.column not in columns:
        raise TopicsInvalid(f"{where}: no such column; the topic has {', '.join(columns)}")
    if bool(one.anchor) == bool(one.absent):
        raise TopicsInvalid(f"{where}: give an anchor, or the words that are absent")
    for quote in one.quotes:
        ends = quote.split(ELLIPSIS)
        if len(ends) > 2 or any(len(_WORD.findall(end)) > LONGEST_END for end in ends):
            raise TopicsInvalid(
                f"{where}: {quote!r} is no quote; write up to {LONGEST_END} first words, "
                f"{ELLIPSIS}, up to {LONGEST_END} last words"
            )
    return Entry(
        one.act,
        one.column,
        one.line,
        one.anchor,
        tuple(one.quotes),
        one.text_sha256,
        tuple(one.absent),
        tuple(one.within),
        tuple(one.apart),
    )


def spans(entry: Entry, text: str) -> tuple[Span, ...] | None:
    """Return where the quotes of an entry stand in its provision's text, in order.

    None where one of them does not stand there. Only letters and digits are compared, as for
    the digest: publishers set the same words with other spaces and quotation marks.
    """
    if not entry.quotes:
        return ((0, len(text)),)
    words = [(match[0].casefold(), match.span()) for match in _WORD.finditer(text)]
    found: list[Span] = []
    at = 0
    for quote in entry.quotes:
        first, _, last = quote.partition(ELLIPSIS)
        start = _find(_folded(first), words, at)
        end = _find(_folded(last or first), words, max(start, at))
        if start < 0 or end < 0:
            return None
        at = end + len(_folded(last or first))
        found.append(_closed(text, (words[start][1][0], words[at - 1][1][1])))
    return tuple(found)


def _closed(text: str, span: Span) -> Span:
    """Return a span with the bracket that closes one in it."""
    quote = text[slice(*span)]
    is_open = quote.count("(") > quote.count(")") and text[span[1] : span[1] + 1] == ")"
    return (span[0], span[1] + 1) if is_open else span


def _folded(words: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(words)]


def _find(wanted: list[str], words: list[tuple[str, Span]], start: int) -> int:
    """Return the position of the first run of words from a position on, -1 for none."""
    length = len(wanted)
    for position in range(start, len(words) - length + 1):
        if [word for word, _ in words[position : position + length]] == wanted:
            return position
    return -1
