"""Read the headnotes: our own plain words on provisions, and questions that they answer."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from ingest.errors import HeadnotesInvalid
from ingest.model import FULL, Corpus, Document, Provision

Headnotes = Mapping[str, "Headnote"]
"""The headnotes of one work by anchor, in the order of the file."""
SUFFIX = ".toml"
_ANCHOR = re.compile(r"[a-z]+_[0-9A-Za-z-]+(\.(par|pnt|idt|sct|sub)_[0-9A-Za-z-]+)*")


@dataclass(frozen=True, slots=True)
class Headnote:
    """What we say of one provision, for every version of it that has the same words."""

    anchor: str
    note: str
    """One sentence in plain English. Ours, so it is never a quotation."""
    asks: tuple[str, ...] = ()
    """Questions that the provision answers."""
    terms: tuple[str, ...] = ()
    """Everyday words for what the provision is about."""
    topics: tuple[str, ...] = ()
    explains: str = ""
    """For a recital, the anchor of what it gives the reasons for; "" when it is not one thing."""
    text_sha256: str = ""
    """`hash_of` the provision it was written for, "" while it is not stamped."""

    def fits(self, provision: Provision) -> bool:
        """Tell whether the note was written for these very words."""
        return has_text(provision) and self.text_sha256 == hash_of(provision)


class _Entry(BaseModel):
    """One table of a file."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    note: str
    asks: list[str] = []
    terms: list[str] = []
    topics: list[str] = []
    explains: str = ""
    text_sha256: str = ""


def has_text(provision: Provision) -> bool:
    """Tell whether the law's own words are here, all of them."""
    return provision.kind != "note" and provision.completeness == FULL


def text_hash(text: str) -> str:
    """Return the hex digest of a text's letters and digits, without regard to case.

    Publishers set the same words with other spaces, quotation marks and dashes in each
    format; words that are the same give the same digest.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return hashlib.sha256("".join(filter(str.isalnum, folded)).encode()).hexdigest()


def hash_of(provision: Provision) -> str:
    """Return the digest that a headnote of this provision carries.

    It is taken of the introductory words too: "The following shall be prohibited:" may change
    while the points below it stay.
    """
    return text_hash(f"{provision.chapeau}\n{provision.text}")


def read_all(folder: Path) -> Mapping[str, Headnotes]:
    """Return the headnotes of every work that has a file, by work; none without a folder."""
    found = {work_of(path): read_headnotes(path) for path in sorted(folder.glob(f"*{SUFFIX}"))}
    return MappingProxyType(found)


def work_of(path: Path) -> str:
    """Return the work that a file is about.

    The file of "usc:10-3252" is called usc_10-3252.toml: not every system allows a colon.
    """
    return path.stem.replace("_", ":")


def read_headnotes(path: Path) -> Headnotes:
    """Return the headnotes of a file. Raises `HeadnotesInvalid`."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise HeadnotesInvalid(f"{path}: cannot be read ({error}); correct the file") from error
    return MappingProxyType({a: _headnote(path, a, table) for a, table in tables.items()})


def _headnote(path: Path, anchor: str, table: Any) -> Headnote:
    if not _ANCHOR.fullmatch(anchor):
        raise HeadnotesInvalid(
            f'{path}: {anchor!r} is no anchor; write one such as ["art_4.par_1"], in quotes'
        )
    try:
        entry = _Entry.model_validate(table)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the table"
        raise HeadnotesInvalid(
            f"{path}: {anchor}: {where}: {first['msg']}; "
            f"an entry has {', '.join(_Entry.model_fields)}"
        ) from error
    asks, terms, topics = tuple(entry.asks), tuple(entry.terms), tuple(entry.topics)
    return Headnote(anchor, entry.note, asks, terms, topics, entry.explains, entry.text_sha256)


def provisions_of(
    work: str, corpus: Corpus, headnotes: Headnotes = MappingProxyType({})
) -> Mapping[str, Provision]:
    """Return by anchor the provisions that the headnotes of a work are checked against.

    Of several expressions it is the one that a headnote was written for, else the latest.
    """
    found: dict[str, Provision] = {}
    for document in _by_age(work, corpus):
        for provision in corpus.of_document(document.id):
            headnote = headnotes.get(provision.anchor)
            earlier = found.get(provision.anchor)
            if not (headnote and earlier and headnote.fits(earlier)):
                found[provision.anchor] = provision
        for anchor in document.removed:
            found.pop(anchor, None)
    return found


def _by_age(work: str, corpus: Corpus) -> list[Document]:
    expressions = [document for document in corpus.documents.values() if document.work == work]
    return sorted(expressions, key=lambda d: (d.id != work, d.version_date))


def stamped(
    headnotes: Headnotes, provisions: Mapping[str, Provision], stale_too: bool = False
) -> Headnotes:
    """Return the headnotes with the digest of their provision where they lack one.

    With `stale_too`, also where they have another: whoever says so has read them again. A
    provision that was amended after the text that is here may have its headnote for the text
    that is not, so it is not stamped by the way either.
    """

    def stamp(headnote: Headnote) -> Headnote:
        provision = provisions.get(headnote.anchor)
        if provision is None or not has_text(provision):
            return headnote
        if not stale_too and (headnote.text_sha256 or provision.amended):
            return headnote
        return replace(headnote, text_sha256=hash_of(provision))

    return {anchor: stamp(headnote) for anchor, headnote in headnotes.items()}


def written(headnotes: Headnotes, opening: str = "") -> str:
    """Return a file of these headnotes in the one form that we keep."""
    return opening + "\n".join("\n".join(_lines(h)) + "\n" for h in headnotes.values())


def opening_of(text: str) -> str:
    """Return the comments that a file begins with."""
    lines = text.splitlines(keepends=True)
    end = next((n for n, line in enumerate(lines) if line.strip()[:1] not in ("", "#")), 0)
    return "".join(lines[:end])


def _lines(headnote: Headnote) -> Iterable[str]:
    yield f"[{_quoted(headnote.anchor)}]"
    yield f"note = {_quoted(headnote.note)}"
    if headnote.asks:
        yield "asks = ["
        yield from (f"  {_quoted(ask)}," for ask in headnote.asks)
        yield "]"
    for name in ("terms", "topics"):
        values = ", ".join(map(_quoted, getattr(headnote, name)))
        if values:
            yield f"{name} = [{values}]"
    if headnote.anchor.startswith("rct_"):
        yield f"explains = {_quoted(headnote.explains)}"
    if headnote.text_sha256:
        yield f"text_sha256 = {_quoted(headnote.text_sha256)}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # a JSON string is a TOML string too
