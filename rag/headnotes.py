"""Attach our headnotes to the provisions that they lead to in a corpus."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass

from ingest.headnotes import Headnote, Headnotes, has_text
from ingest.model import Corpus, Document, Provision

NOTE, ASKS, TERMS = "note", "asks", "terms"
PARTS = (NOTE, ASKS, TERMS)
"""What of a headnote may lead to its provision."""
OURS = frozenset({NOTE, TERMS})
"""What counts as a provision's own words when hits are ranked. A question has words of the case
that it is asked about, and those led astray."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A headnote and the provision that it leads to."""

    provision_id: str
    headnote: Headnote
    is_shown: bool
    """False where it only leads: our note stands in for the text, the text is cut off, or an
    amendment changed it and the headnote is on the other wording."""

    def said(self, part: str) -> tuple[str, ...]:
        """Return the texts of one part."""
        if part == NOTE:
            return (self.headnote.note,) if self.headnote.note else ()
        return self.headnote.asks if part == ASKS else self.headnote.terms


def attach(works: Mapping[str, Headnotes], corpus: Corpus) -> tuple[Attached, ...]:
    """Return every headnote that has something to say in this corpus.

    One that was written for another text than is here is left out, unless the other text is
    that of a known amendment. Where the copy lacks the
    text, it leads to the note that stands in for it, or to what is left of the provision
    around it, so that a question about it ends with "not in this copy" and not elsewhere.
    """
    return tuple(
        attached
        for document in corpus.documents.values()
        for headnote in works.get(document.work, {}).values()
        if (attached := _attached(headnote, document, corpus))
    )


def _attached(headnote: Headnote, document: Document, corpus: Corpus) -> Attached | None:
    provision = corpus.provisions.get(f"{document.id}#{headnote.anchor}")
    if provision is not None and provision.same_as:  # it leads to the text as published
        return None
    if provision is not None and has_text(provision):
        if headnote.fits(provision):
            return Attached(provision.id, headnote, True)
        # What is asked of a provision hardly changes with its wording; what we say of it may.
        changed = bool(provision.amended or provision.valid_to)
        return Attached(provision.id, headnote, False) if changed else None
    nearest = provision or _around(headnote.anchor, document, corpus)
    if nearest is None or has_text(nearest):  # a whole provision without this point: it is gone
        return None
    return Attached(nearest.id, headnote, False)


def _around(anchor: str, document: Document, corpus: Corpus) -> Provision | None:
    """Return the smallest provision here that would contain this one."""
    levels = anchor.split(".")
    above = (".".join(levels[:depth]) for depth in range(len(levels) - 1, 0, -1))
    found = (corpus.provisions.get(f"{document.id}#{name}") for name in above)
    return next((provision for provision in found if provision), None)


def shown(attached: Sequence[Attached]) -> Mapping[str, str]:
    """Return the note to show beside each provision, by id."""
    return {one.provision_id: one.headnote.note for one in attached if one.is_shown}


def words_of(attached: Sequence[Attached], parts: Collection[str]) -> Mapping[str, str]:
    """Return by provision what the headnotes that lead to it say, in one text."""
    found: dict[str, list[str]] = {}
    for one in attached:
        found.setdefault(one.provision_id, []).extend(_texts(one, parts))
    return {identifier: " ".join(texts) for identifier, texts in found.items()}


def _texts(one: Attached, parts: Collection[str]) -> Iterator[str]:
    for part in PARTS:
        if part in parts:
            yield from one.said(part)


def digest(attached: Sequence[Attached]) -> str:
    """Return a hex digest that changes with anything attached; "" for nothing."""
    if not attached:
        return ""
    return hashlib.sha256(repr([astuple(one) for one in attached]).encode()).hexdigest()
