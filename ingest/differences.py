"""Compare wordings: word by word, provision by provision."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from ingest.model import Corpus, Document, Provision
from ingest.versions import same_words

_TOKEN = re.compile(r"\s+|\w+(?:[’'.,]\w+)*|[^\w\s]")

Kind = Literal["same", "deleted", "inserted"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that both wordings have, or only one of them."""

    kind: Kind
    text: str


def compare(old: str, new: str) -> tuple[Piece, ...]:
    """Return how one wording becomes the other, word by word, in order.

    The pieces that are not "inserted" make up `old`, those that are not "deleted" make up `new`.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    pieces: list[Piece] = []
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            pieces.append(Piece("same", "".join(before[a:b])))
            continue
        if a < b:
            pieces.append(Piece("deleted", "".join(before[a:b])))
        if c < d:
            pieces.append(Piece("inserted", "".join(after[c:d])))
    return tuple(pieces)


@dataclass(frozen=True, slots=True)
class Change:
    """A provision that two collections of texts do not have alike."""

    id: str
    how: Literal["changed", "added", "removed"]


def changes(old: Mapping[str, Provision], new: Mapping[str, Provision]) -> Iterator[Change]:
    """Yield the provisions that differ, in the order of the new texts, removed ones last."""
    for identifier, provision in new.items():
        before = old.get(identifier)
        if before is None:
            yield Change(identifier, "added")
        elif not same_words(before, provision):
            yield Change(identifier, "changed")
    for identifier in old:
        if identifier not in new:
            yield Change(identifier, "removed")


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a computed text differs from the official one of the same date."""

    official: Document
    computed: Document
    compared: int
    """How many provisions both have, or one of them."""
    changes: tuple[Change, ...]
    """What the official text has otherwise, by ids of the official text."""


def comparisons(corpus: Corpus) -> Iterator[Comparison]:
    """Yield a comparison for each computed text whose official counterpart is in the corpus."""
    for computed in corpus.documents.values():
        if computed.obtained_from != "computed":
            continue
        for official in corpus.documents.values():
            if official.obtained_from != "computed" and _is_same_text(official, computed):
                yield _compared(official, computed, corpus)


def _is_same_text(official: Document, computed: Document) -> bool:
    return (official.work, official.tier, official.version_date) == (
        computed.work,
        computed.tier,
        computed.version_date,
    )


def _compared(official: Document, computed: Document, corpus: Corpus) -> Comparison:
    new = {p.anchor: p for p in corpus.of_document(official.id)}
    old = {p.anchor: p for p in corpus.of_document(computed.id)}
    found = tuple(
        Change(f"{official.id if c.how != 'removed' else computed.id}#{c.id}", c.how)
        for c in changes(old, new)
    )
    return Comparison(official, computed, len(old.keys() | new.keys()), found)
