"""Find what a text points to: each citation in it, with the provision or the act that it means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from ingest.model import Corpus, Document, Provision
from ingest.references import Reference, act_spans, find, find_acts, find_relative
from rag.precise import cited

Span = tuple[int, int]
_JOIN = re.compile(r"(?:,?\s*(?:and|or|to)\s+|,\s*|\s?[-–]\s?)", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!\w)\d{1,3}[a-z]?(?!\w)")
_AMENDS = re.compile(r"\b(?:is|are) amended as follows|^Amendments? (?:to|of)\b", re.IGNORECASE)
_OPENING = 300


@dataclass(frozen=True, slots=True)
class Pointer:
    """Words of a text that lead to a provision, or to an act as a whole."""

    span: Span
    provision: Provision | None
    """None for an act named as a whole."""
    act: str
    """Id of the act, as published, that the words lead to."""


@dataclass(frozen=True, slots=True)
class Here:
    """From where a text points: which act "Article 6" means there, and on which day."""

    anchor: str
    act: str
    """Work that a citation means which names no act."""
    day: str = ""
    """ISO 8601; "" for a document that is no law."""


def meant_act(provision: Provision, document: Document) -> str:
    """Return the work that a provision means by "Article 6".

    An article that amends another act quotes that act: there its articles are meant.
    """
    for words in (*provision.headings[-1:], provision.chapeau, provision.text[:_OPENING]):
        if _AMENDS.search(words) and (acts := find_acts(words)):
            return acts[0]
    return document.work


def pointers(text: str, here: Here, corpus: Corpus) -> list[Pointer]:
    """Return what a text points to in its order, without overlaps; what is not here is left out.

    A point that cannot be found leads to the smallest provision around it.
    """
    cites = [*find(text), *find_relative(text, here.anchor)]
    found = [
        Pointer(span, provision, corpus.documents[provision.document_id].work)
        for span, reference in _apart(text, cites)
        if (provision := pointed(reference, here, corpus))
    ]
    acts = (Pointer(span, None, act) for span, act in act_spans(text) if act in corpus.documents)
    return list(_without_overlaps([*found, *acts]))


def pointed(reference: Reference, here: Here, corpus: Corpus) -> Provision | None:
    """Return the provision that a citation means, or the smallest one around it that is here."""
    for depth in range(len(reference.steps), -1, -1):
        outer = replace(reference, steps=reference.steps[:depth])
        if provision := cited(outer, corpus, (here.act,), here.day):
            return provision
    return None


def _apart(text: str, cites: Sequence[Reference]) -> Iterator[tuple[Span, Reference]]:
    """Yield each citation with words of its own: "1 and 2" are two, a range has two ends."""
    for span, group in groupby(cites, key=lambda reference: reference.span):
        same = list(group)
        start = span[0] + _joined(text, span)
        if len(same) == 1:
            yield (start, span[1]), same[0]
            continue
        for number in _NUMBER.finditer(text, start, span[1]):
            named = [r for r in same if number[0].lower() == (r.steps or (r.number,))[0]]
            if named:
                yield (start, number.end()), named[-1]
                start = number.end() + _joined(text, (number.end(), span[1]))


def _joined(text: str, span: Span) -> int:
    """Return how many characters at the beginning only join a citation to the one before."""
    found = _JOIN.match(text, *span)
    return len(found[0]) if found else 0


def _without_overlaps(found: Sequence[Pointer]) -> Iterator[Pointer]:
    """Yield the pointers in order; of two that overlap, the one to a provision, then the first."""
    kept: list[Pointer] = []
    for pointer in sorted(found, key=lambda p: (p.provision is None, p.span)):
        if not any(pointer.span[0] < k.span[1] and k.span[0] < pointer.span[1] for k in kept):
            kept.append(pointer)
    yield from sorted(kept, key=lambda p: p.span)
