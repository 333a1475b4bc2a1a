"""Lay out the claims of articles beside the provisions that they touch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ingest.ledger import FITS, STALE, Claim, Ledger, Touch
from ingest.model import Corpus, Document, Provision
from rag.as_of import words_on


@dataclass(frozen=True, slots=True)
class Touched:
    """A provision that a claim touches, as it is cited on the day."""

    id: str
    why: str
    provision: Provision | None
    """None where the corpus lacks it."""
    act: str = ""
    """Short title of the document that it stands in."""


@dataclass(frozen=True, slots=True)
class Row:
    """One claim with what it stands in and what it touches."""

    number: int
    """Position in all ledgers together, from 1; the same whatever is left out."""
    claim: Claim
    state: str
    """One of `ingest.ledger.FITS`, `STALE`, `REPLACED`, `MISSING`."""
    document: Document | None
    paragraph: Provision | None
    """The paragraph of our brief, None where it is not here any more."""
    touches: tuple[Touched, ...]
    beside: tuple[Touched, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which claims to show; an empty set leaves nothing out."""

    documents: frozenset[str] = frozenset()
    who: frozenset[str] = frozenset()
    certainty: frozenset[str] = frozenset()

    def admits(self, claim: Claim) -> bool:
        """Tell whether a claim is to be shown."""
        return (
            (not self.documents or claim.document in self.documents)
            and (not self.who or claim.who in self.who)
            and (not self.certainty or claim.certainty in self.certainty)
        )


def rows(ledgers: Iterable[Ledger], corpus: Corpus, day: str) -> tuple[Row, ...]:
    """Return every claim, the articles in the order of the corpus; provisions as on a day (ISO)."""
    listed = {identifier: place for place, identifier in enumerate(corpus.documents)}
    ordered = sorted(ledgers, key=lambda ledger: listed.get(ledger.document, len(listed)))
    return tuple(
        _row(number, ledger, claim, corpus, day)
        for number, (ledger, claim) in enumerate(_claims(ordered), 1)
    )


def _claims(ledgers: Iterable[Ledger]) -> Iterator[tuple[Ledger, Claim]]:
    for ledger in ledgers:
        for claim in ledger.claims:
            yield ledger, claim


def _row(number: int, ledger: Ledger, claim: Claim, corpus: Corpus, day: str) -> Row:
    state = ledger.state(claim.paragraph, corpus)
    return Row(
        number,
        claim,
        state,
        corpus.documents.get(claim.document),
        corpus.provisions.get(claim.provision) if state in (FITS, STALE) else None,
        tuple(_touched(touch, corpus, day) for touch in claim.touches),
        tuple(_touched(touch, corpus, day) for touch in claim.beside),
    )


def _touched(touch: Touch, corpus: Corpus, day: str) -> Touched:
    found = words_on(touch.provision, corpus, day) or corpus.provisions.get(touch.provision)
    act = corpus.documents[found.document_id].short_title if found else ""
    return Touched(touch.provision, touch.why, found, act)
