"""Tell to which citation of a memo a quotation belongs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rag.memo.model import ACT, Mention
from rag.memo.quotations import Quoted
from rag.memo.sentences import Span

_RIGHT_BEHIND = re.compile(
    r"[,;.]?\s{0,2}(?:[(\[–—]\s?(?:(?:see|cf\.?|as per|per|from|in|under)\s)?"
    r"|(?:(?:is|are|was|were|comes?|stands?|appears?)\s)?(?:\w+ly\s)?(?:\w+(?:ed|en|wn)\s)?from\s"
    r"|(?:as\s(?:used|defined|laid down|set out|stated|required|referred to)\s)?"
    r"(?:in|under|by|of|pursuant to|within the meaning of|according to|as per|per)\s)"
    r"(?:the\s|its\s)?",
    re.I,
)
_PRONOUN = re.compile(
    r"(?:It|This|That|There|Here|Its|(?:The|This|That)\s(?:provision|article|paragraph|point|recital"
    r"|annex|text|wording|rule|Article|Annex|Act|Regulation|Directive))(?!\w)"
)
_BACK = re.compile(
    r"(?:This|That|These|Those|Such|So|Thus|The (?:above|foregoing|preceding|quoted|quotation|quote"
    r"|words?|wording|passage|sentence|extract))(?!\w)"
)
"""Opens a sentence that speaks of the block quotation above it."""
_ONLY = re.compile(r"[\W\d_]*")
_COLON = re.compile(r":\W*(?:\[\^[^\[\]\s]{1,40}\]\W*)?$")
_NOTE_BEHIND = re.compile(r"[.,;:]?\s?(\[\^[^\[\]\s]{1,40}\])")
_SIGNAL = re.compile(
    r"\W*(?:(?:See|Cf|Accord|Source|Siehe|Vgl|Voir|Jf|Thus|So)\.?"
    r"(?:,? e\.g\.| in particular)?[,:]?\s)?(?:the\s)?"
)
_OPENS = re.compile(r"\W*[\"“„«»‘'‚]")
_FURTHEST = 30
"""How many sentences back the words may stand that introduce a list of quotations."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the citations in it that are the memo's own."""

    span: Span
    cited: tuple[Mention, ...]
    in_turns: bool = False
    """Whether quotations and provisions take turns in it, see `in_turns`."""
    note: str = ""
    """The mark of the footnote that it is part of, such as "[^1]"."""


def owner(
    text: str, one: Quoted, row: Sequence[Sentence], number: int, notes: Mapping[str, Sentence]
) -> Mention | None:
    """Return the citation that a quotation belongs to, None when it belongs to none.

    `row` are the sentences of the memo, `number` says in which of them the quotation stands.
    `notes` has by its mark the first sentence of each footnote that cites something.
    """
    own = _within(text, one, row[number]) if row else None
    if not row or (own and own.kind != ACT):
        return own
    mark = _NOTE_BEHIND.match(text, one.span[1])
    noted = notes.get(mark[1]) if mark else None
    found = _first(noted.cited) if noted else None
    return found or _sooner(own, _around(text, one, row, number))


def _sooner(own: Mention | None, other: Mention | None) -> Mention | None:
    """Return a provision of the act named beside a quotation; without one, the act itself."""
    return other if other and (own is None or other.act == own.act) else own


def _around(text: str, one: Quoted, row: Sequence[Sentence], number: int) -> Mention | None:
    """Return the citation in the sentence before or after."""
    before, behind = _neighbour(row, number, -1), _neighbour(row, number, 1)
    if one.block:
        leads = before and before.cited and _COLON.search(text, *before.span)
        said = behind and not leads and (_source(text, behind) or _told(text, behind))
        found = said or _introduced(text, row, number, before)
        return found or _first(behind.cited if behind else ())
    if behind and _adjoin(text, row[number], behind) and (found := _source(text, behind)):
        return found
    if _is_alone(text, one, row[number]):
        return _named_above(text, row, number)
    if before and _PRONOUN.match(text, *row[number].span) and _adjoin(text, before, row[number]):
        return _only(before.cited)
    return None


def _neighbour(row: Sequence[Sentence], number: int, step: int) -> Sentence | None:
    """Return the sentence before or after, past footnotes that stand between."""
    for distance in range(1, _FURTHEST):
        position = number + step * distance
        if not 0 <= position < len(row):
            return None
        if row[position].note == row[number].note:
            return row[position]
    return None


def _within(text: str, one: Quoted, sentence: Sentence) -> Mention | None:
    """Return the citation in the same sentence: right behind, else before, else behind."""
    (start, end), cited = one.span, sentence.cited
    behind = [m for m in cited if m.span[0] >= one.quotation.span[1]]
    if behind and behind[0].kind != ACT and sentence.in_turns:
        return behind[0]
    if behind and (one.block or _RIGHT_BEHIND.fullmatch(text, end, behind[0].span[0])):
        return _first(behind)
    before = [m for m in cited if m.span[1] <= start]
    provisions = [m for m in before if m.kind != ACT]
    if provisions:
        return _last(provisions)
    further = next((m for m in behind if m.kind != ACT), None)
    if further and (not before or before[-1].act == further.act):
        return further
    return _last(before) or _first(behind)


def in_turns(cited: Sequence[Mention], quotes: Sequence[Span]) -> bool:
    """Tell whether quotations and provisions of a sentence take turns, and a quotation begins.

    As in: “...”, which is taken from Article 5, and “...”, said to be in Article 6.
    """
    behind = sorted({mention.span for mention in cited if mention.kind != ACT})
    if len(quotes) < 2 or len(behind) != len(quotes):
        return False
    turns = [start for pair in zip(sorted(quotes), behind, strict=True) for start, _ in pair]
    return turns == sorted(turns)


def _first(cited: Sequence[Mention]) -> Mention | None:
    return cited[0] if cited else None


def _last(cited: Sequence[Mention]) -> Mention | None:
    """Return the last citation, a provision sooner than an act; of a list the first member."""
    provisions = [m for m in cited if m.kind != ACT] or list(cited)
    if not provisions:
        return None
    return next(m for m in provisions if m.span == provisions[-1].span)


def _only(cited: Sequence[Mention]) -> Mention | None:
    """Return the provision that alone is cited, for "it" can mean no other."""
    provisions = [m for m in cited if m.kind != ACT]
    return provisions[0] if len(provisions) == 1 else None


def _introduced(
    text: str, row: Sequence[Sentence], number: int, before: Sentence | None
) -> Mention | None:
    """Return the citation in the sentence before, or before one that introduces: "It reads:"."""
    if before is None or before.cited or not _COLON.search(text, *before.span):
        return _last(before.cited) if before else None
    earlier = _neighbour(row, row.index(before, max(0, number - _FURTHEST), number), -1)
    return _last(earlier.cited) if earlier and _adjoin(text, earlier, before) else None


def _named_above(text: str, row: Sequence[Sentence], number: int) -> Mention | None:
    """Return what introduces a quotation that is a sentence or an item of a list by itself."""
    above = number
    before = _neighbour(row, number, -1)
    while before and not before.cited and _OPENS.match(text, *before.span):
        above -= 1
        before = _neighbour(row, above, -1) if number - above < _FURTHEST else None
    if before is None:
        return None
    if _COLON.search(text, *before.span):
        return _introduced(text, row, above, before)
    return _only(before.cited) if _adjoin(text, before, row[number]) else None


def _is_alone(text: str, one: Quoted, sentence: Sentence) -> bool:
    """Tell whether a sentence is nothing but the quotation."""
    (start, end), (first, last) = sentence.span, one.span
    return all(_ONLY.fullmatch(text, *part) for part in ((start, first), (last, end)))


def _source(text: str, sentence: Sentence) -> Mention | None:
    """Return the citation of a sentence that only names the source: "See Article 5."."""
    if not sentence.cited:
        return None
    start, end = sentence.span
    first, last = sentence.cited[0], sentence.cited[-1]
    names = _SIGNAL.fullmatch(text, start, first.span[0]) and _ONLY.fullmatch(
        text, last.span[1], end
    )
    return first if names else None


def _told(text: str, sentence: Sentence) -> Mention | None:
    """Return the provision of a sentence that speaks of what stands above it: "This rule"."""
    return _only(sentence.cited) if _BACK.match(text, *sentence.span) else None


def _adjoin(text: str, one: Sentence, other: Sentence) -> bool:
    """Tell whether two sentences stand in the same paragraph, the one right before the other."""
    return text.count("\n", one.span[1], other.span[0]) < 2
