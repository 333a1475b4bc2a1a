"""Cut a memo into sentences, each with what it cites and quotes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rag.memo.aliases import aliases
from rag.memo.find import mentions
from rag.memo.find_eu_acts import Named, acts_named
from rag.memo.find_eu_layout import notes
from rag.memo.model import Mention, Passage, Quotation
from rag.memo.owners import Sentence, in_turns, owner
from rag.memo.quotations import merged, quoted
from rag.memo.sentences import Span, sentences

_OPENS, _CLOSES = frozenset("\"'“‘„«»"), frozenset("\"'”’“‘«»")
_MARK = re.compile(r"\[\^[^\[\]\s]{1,40}\]")


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
    named = acts_named(text)
    terms = [*(alias.span for alias in aliases(text, named)), *_names(text, named)]
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
    said: dict[int, list[Span]] = defaultdict(list)
    for one in quotes:
        said[_number(starts, one.quotation.span[0])].append(one.quotation.span)
    row = [
        Sentence(span, mine, in_turns(mine, said[n]), marks.get(n, ""))
        for n, span in enumerate(spans)
        for mine in (tuple(m for m in cited[n] if m in own),)
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
    noted = _noted(text, row)
    cut_up = (
        Passage(text[slice(*span)], span, tuple(cited[n]), tuple(pairs[n]), noted.get(n, ""))
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


def _names(text: str, named: Iterable[Named]) -> Iterator[Span]:
    """Yield the names of acts that stand in marks, with the marks: they quote nothing."""
    for act in named:
        start, end = act.span
        if start and text[start - 1] in _OPENS and text[end : end + 1] in _CLOSES:
            yield start - 1, end + 1


def _noted(text: str, row: Sequence[Sentence]) -> dict[int, str]:
    """Return by the number of a footnote's sentence what the memo says where its mark stands.

    Only of sentences with one mark and no citation of their own, and of notes of one sentence.
    """
    alone = Counter(one.note for one in row if one.note)
    said: dict[str, str] = {}
    for one in row:
        words = text[slice(*one.span)]
        marks = _MARK.findall(words) if "[^" in words and not one.note else []
        if len(marks) == 1 and not one.cited:
            said.setdefault(marks[0], _MARK.sub("", words))
    return {
        n: said[one.note] for n, one in enumerate(row) if one.note in said and alone[one.note] == 1
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
