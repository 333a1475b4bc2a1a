"""Give a block quotation to the citation beside it that has its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.model import Corpus
from rag.memo.library import library
from rag.memo.model import PROVISION, Mention, Passage, Quotation
from rag.memo.resolve import place
from rag.memo.words import segments

_AROUND = 2
"""How many sentences before and behind may cite where a quotation is from."""


def moved(
    found: Sequence[Passage], named: Sequence[str], corpus: Corpus, day: str
) -> list[Passage]:
    """Return the sentences of a memo, with quotations that stand apart where their words are.

    Which citation a quotation belongs to that stands in no sentence with one is told by where it
    stands; of those around, one that has the words is meant sooner. `named` are the acts that
    the memo names, `day` is the ISO date whose law counts.
    """
    kept = [list(passage.quotations) for passage in found]
    for number, passage in enumerate(found):
        for pair in passage.quotations:
            quotation, owner = pair
            if _is_inside(quotation, passage) or _has(owner, quotation, named, (corpus, day)):
                continue
            for other, mention in _around(found, number):
                if mention != owner and _has(mention, quotation, named, (corpus, day)):
                    kept[number].remove(pair)
                    kept[other].append((quotation, mention))
                    break
    return [replace(p, quotations=tuple(own)) for p, own in zip(found, kept, strict=True)]


def _is_inside(quotation: Quotation, passage: Passage) -> bool:
    return passage.span[0] <= quotation.span[0] < passage.span[1]


def _around(found: Sequence[Passage], number: int) -> Iterator[tuple[int, Mention]]:
    """Yield the provisions cited around a sentence, each with the number of its sentence."""
    for other in range(max(0, number - _AROUND), min(len(found), number + _AROUND + 1)):
        yield from ((other, m) for m in found[other].mentions if m.kind == PROVISION)


def _has(
    mention: Mention, quotation: Quotation, named: Sequence[str], law: tuple[Corpus, str]
) -> bool:
    """Tell whether the words quoted stand in what is cited."""
    corpus, day = law
    provision = place(mention, named, corpus, day).provision
    parts = segments(quotation.text)
    return provision is not None and bool(parts) and library(corpus).stands(parts, provision)
