"""Cut a memo into sentences, each with what it cites and quotes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rag.memo.aliases import aliases
from rag.memo.find import mentions
from rag.memo.find_eu_acts import acts_named
from rag.memo.find_eu_layout import notes
from rag.memo.model import Mention, Passage, Quotation
from rag.memo.owners import Sentence, owner
from rag.memo.quotations import merged, quoted
from rag.memo.sentences import Span, sentences


@dataclass(frozen=True, slots=True)
class Cut:
    """A memo in sentences."""

    passages: tuple[Passage, ...]
    unattached: tuple[Quotation, ...]
    """Quotations that belong to no citation."""


def passages(text: str) -> list[Passage]:
    """Return the sentences of a memo in order, each with its citations and quotations.

    A quotation belongs to the citation right behind it or else before it in the same sentence;
    a block quotation also to one in the sentence before or after. The pair stands in the passage
    of the citation; the quoted words may stand in another.
    """
    return list(cut(text).passages)


def unattached(text: str) -> list[Quotation]:
    """Return the quotations of a memo that belong to no citation, in order."""
    return list(cut(text).unattached)


def cut(text: str) -> Cut:
    """Return the sentences of a memo and the quotations that belong to no citation."""
    found = mentions(text)
    terms = [alias.span for alias in aliases(text, acts_named(text))]
    quotes = quoted(text, terms, sorted({mention.span for mention in found}))
    whole = merged([*(m.span for m in found), *(one.span for one in quotes)])
    spans = sentences(text, whole)
    starts = [start for start, _ in spans]
    cited: dict[int, list[Mention]] = defaultdict(list)
    for mention in found:
        cited[_number(starts, mention.span[0])].append(mention)
    inside = merged([one.quotation.span for one in quotes])
    own = set(_own(found, inside))
    marks = _note_marks(text, starts)
    row = [
        Sentence(span, tuple(mention for mention in cited[n] if mention in own), marks.get(n, ""))
        for n, span in enumerate(spans)
    ]
    by_mark = {one.note: one for one in reversed(row) if one.note and one.cited}
    pairs: dict[int, list[tuple[Quotation, Mention]]] = defaultdict(list)
    loose = []
    for one in quotes:
        number = _number(starts, one.quotation.span[0])
        if belongs := owner(text, one, row, number, by_mark):
            pairs[_number(starts, belongs.span[0])].append((one.quotation, belongs))
        else:
            loose.append(one.quotation)
    cut_up = (
        Passage(text[slice(*span)], span, tuple(cited[n]), tuple(pairs[n]))
        for n, span in enumerate(spans)
    )
    return Cut(tuple(cut_up), tuple(loose))


def _note_marks(text: str, starts: list[int]) -> dict[int, str]:
    """Return the marks of the footnotes by the numbers of their sentences."""
    return {
        number: text[start:end].partition(":")[0].strip()
        for start, end, _ in notes(text)
        for number in range(bisect_left(starts, start), bisect_left(starts, end))
    }


def _number(starts: list[int], position: int) -> int:
    return max(0, bisect_right(starts, position) - 1)


def _own(found: Iterable[Mention], inside: list[Span]) -> Iterator[Mention]:
    """Yield the citations that are the memo's own, not part of what it quotes."""
    ends = [end for _, end in inside]
    for mention in found:
        after = bisect_right(ends, mention.span[0])
        if after == len(inside) or mention.span[0] < inside[after][0]:
            yield mention
