"""Lay a quotation beside the words it comes nearest to, and show what differs word by word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rag.memo.hard import hard
from rag.memo.words import Word, Words

_SLACK = 8
"""How many words more than the quotation has may lie in the stretch that it is compared with."""
_CONTEXT = 3
_APART = 2 * _CONTEXT + 1
LONGEST = 400
"""How many characters of a difference are shown."""

Laid = tuple[str, str, bool]
"""A run of a quotation, the same run of the text beside it, and whether their words agree."""

Code = tuple[str, int, int, int, int]
"""What `difflib` says of a run: the tag, then start and end in the quotation and in the law."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A quotation beside the stretch of a text that is nearest to it."""

    share: float
    """Share of the quotation's words that the stretch has in the same order, 0 to 1."""
    shown: str
    """What differs, "[-48-]{+72+}": the quotation's words, then the text's; with some context."""
    pairs: tuple[tuple[str, str], ...]
    """The same as pairs: what the quotation has, what the text has instead."""
    laid: tuple[Laid, ...] = ()
    """The whole of both, run by run."""


def beside(parts: Sequence[Words], source: Words) -> Beside:
    """Return the parts of a quotation beside the stretches of a source nearest to them."""
    kept, total, shown = 0, 0, list[str]()
    pairs: list[tuple[str, str]] = []
    laid: list[Laid] = []
    for part in parts:
        stretch = _stretch(part, source)
        codes = list(_codes(part, stretch))
        laid += [("…", "…", True)] if laid else []
        laid += [
            (written(part, a, b), written(stretch, c, d), tag == "equal")
            for tag, a, b, c, d in codes
        ]
        kept += sum(
            word.plain[0].isalnum()
            for tag, start, end, _, _ in codes
            if tag == "equal"
            for word in part.words[start:end]
        )
        total += sum(word.plain[0].isalnum() for word in part.words)
        pairs += [
            (written(part, a, b), written(stretch, c, d))
            for tag, a, b, c, d in codes
            if tag != "equal"
        ]
        shown.append(_shown(part, stretch, codes))
    whole = " … ".join(filter(None, shown))
    cut = whole if len(whole) <= LONGEST else f"{whole[:LONGEST].rsplit(' ', 1)[0]} …"
    return Beside(kept / total if total else 0.0, cut, tuple(pairs), tuple(laid))


def _stretch(part: Words, source: Words) -> Words:
    """Return the stretch of a source that has most of the words of a part."""
    length = len(part.words) + _SLACK
    if len(source.words) <= length:
        return source
    wanted = Counter(word.plain for word in part.words)
    inside: Counter[str] = Counter()
    best, at, score = 0, 0, 0
    for position, word in enumerate(source.words):
        inside[word.plain] += 1
        score += inside[word.plain] <= wanted[word.plain]
        if position >= length:
            gone = source.words[position - length].plain
            score -= inside[gone] <= wanted[gone]
            inside[gone] -= 1
        if score > best:
            best, at = score, position
    first = max(0, at - length - _SLACK)
    return Words(source.text, source.words[first : at + _SLACK])


def _codes(part: Words, stretch: Words) -> Iterator[Code]:
    """Yield how the part becomes the stretch; what the stretch has beyond both ends is left out."""
    matcher = SequenceMatcher(
        a=[word.plain for word in part.words],
        b=[word.plain for word in stretch.words],
        autojunk=False,
    )
    codes = matcher.get_opcodes()
    for number, (tag, a, b, c, d) in enumerate(codes):
        first, last = number == 0, number == len(codes) - 1
        if tag == "insert" and (first or last):
            continue
        if tag == "replace" and first:
            yield tag, a, b, max(c, d - (b - a)), d
        elif tag == "replace" and last:
            yield tag, a, b, c, min(d, c + (b - a))
        else:
            yield tag, a, b, c, d


def written(words: Words, start: int, end: int) -> str:
    """Return a run of words as the text writes it, on one line."""
    if start >= end:
        return ""
    found = words.text[words.words[start].start : words.words[end - 1].end]
    return " ".join(found.split())


def _shown(part: Words, stretch: Words, codes: Sequence[Code]) -> str:
    """Return the differences, each with a few words before and after."""
    pieces: list[str] = []
    for number, (tag, a, b, c, d) in enumerate(codes):
        if tag != "equal":
            pieces.append(marked(written(part, a, b), written(stretch, c, d)))
            continue
        before, after = number > 0, number < len(codes) - 1
        if not (before or after):
            continue
        if b - a <= _APART and before and after:
            pieces.append(written(part, a, b))
            continue
        head = written(part, a, min(b, a + _CONTEXT)) if before else ""
        tail = written(part, max(a, b - _CONTEXT), b) if after else ""
        pieces += [head, "…" if b - a > _CONTEXT else "", tail] if before else ["…", tail]
    return " ".join(filter(None, pieces)).strip()


def is_hard(pairs: Sequence[tuple[str, str]]) -> bool:
    """Tell whether a difference is one of figures, dates, strength or negation."""
    return any(hard(old) != hard(new) for old, new in pairs)


def marked(old: str, new: str) -> str:
    """Return a difference as "[-old-]{+new+}"; either may be empty."""
    return (f"[-{old}-]" if old else "") + (f"{{+{new}+}}" if new else "")


def capitals(part: Words, found: Sequence[Word]) -> list[tuple[str, str]]:
    """Return the words that differ from those found in their capitals only.

    The first word may begin otherwise, as it does when a sentence is quoted within another.
    """
    pairs = zip(part.words, found, strict=True)
    return [
        (ours.cased, theirs.cased)
        for number, (ours, theirs) in enumerate(pairs)
        if ours.cased
        and ours.cased != theirs.cased
        and not (number == 0 and ours.cased[1:] == theirs.cased[1:])
    ]
