"""Find the quotations in a memo: words in quotation marks, and block quotations."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rag.memo.model import Quotation

Span = tuple[int, int]

_CLOSING = {
    "“": re.compile("”"),
    "„": re.compile("[“”]"),
    "«": re.compile("»"),
    "»": re.compile(r"(?<=\S)«"),
    '"': re.compile(r'(?<=\S)"(?![^\W\d])'),
    "‘": re.compile(r"(?<=\S)’(?!\w)"),
    "'": re.compile(r"(?<=\S)'(?!\w)"),
    "‚": re.compile(r"(?<=\S)[‘’](?!\w)"),
}
"""What closes a quotation, by what opens it."""
_OPEN = re.compile("[“„«»\"‘'‚]")
_INNER = {
    "“": re.compile("“"),
    "„": re.compile("„"),
    "«": re.compile("«"),
    '"': re.compile(r'(?<=[\s(\[])"(?=\w)'),
}
"""What opens a quotation inside another one with the same marks."""
_DEEPEST = 5
_SINGLE = ("‘", "'", "‚")
_POSSESSIVE = re.compile(r"(?<=s)['’]\s[a-z]")
_LONGEST = 4000
"""Characters of the longest quotation: a mark that is open for longer is taken for a stray one."""
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_ARROWS = re.compile(r"(?:^[^\S\n]{0,3}>[^\n]*\n?(?:(?:[^\S\n]*\n)+(?=[^\S\n]{0,3}>))?)+", re.M)
_INDENTED = re.compile(
    r"(?<=\n)[^\S\n]*\n((?:(?:\t|[ ]{4})[^\n]*\S[^\n]*(?:\n|$)(?:(?:[^\S\n]*\n)+(?=\t|[ ]{4}))?)+)"
)
_LAST_LINE = re.compile(r"(?:^|\n)([^\S\n]*)\S[^\n]*\n$")
_LISTED = re.compile(r"\s*(?:[-*•–▪◦]|\(?\d{1,3}[.)]|\([a-z]{1,4}\)|[a-z]\)|\|)\s")
_PREFIX = re.compile(r"^[^\S\n]*(?:>[^\S\n]?)*[^\S\n]*", re.M)
_BEFORE_SOURCE = re.compile(
    r"[\s>]*(?:[—–]|--|[(\[])\s*(?:(?:[Ss]ee|[Cc]f\.)(?:,? e\.g\.,?)?\s)?(?:[Tt]he\s)?$"
)
_AFTER_SOURCE = re.compile(r"[\s>)\].,;]*$")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation with all that belongs to it in the memo."""

    quotation: Quotation
    span: Span
    """With the marks, or of the whole block."""
    block: bool = False


def quoted(text: str, terms: Sequence[Span] = (), cited: Sequence[Span] = ()) -> list[Quoted]:
    """Return the quotations of a text in order; a quotation inside another is part of it.

    What stands in `terms` (in order) is a name that the memo defines, and no quotation. A
    block ends before the citation (`cited`, in order) that names its source. A mark without its
    counterpart in the same paragraph quotes nothing. The text of a block has no ">".
    """
    blocks = [
        quotation
        for span in merged([*_arrows(text), *_indented(text)])
        if (quotation := _block(text, span, cited))
    ]
    taken = merged([*(block.span for block in blocks), *terms])
    ends = [match.start() for match in _BLANK_LINE.finditer(text)]
    ends = sorted([*ends, *(block.span[0] for block in blocks)])
    return sorted([*blocks, *_marked(text, taken, ends)], key=_place)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, those that overlap as one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _place(one: Quoted) -> Span:
    return one.span


def _marked(text: str, taken: Sequence[Span], breaks: Sequence[int]) -> Iterator[Quoted]:
    """Yield what stands in marks outside what is taken, and does not go on behind a break."""
    starts = [start for start, _ in taken]
    position = 0
    while mark := _OPEN.search(text, position):
        position = mark.end()
        within = bisect_right(starts, mark.start()) - 1
        if within >= 0 and mark.start() < taken[within][1]:
            position = taken[within][1]
            continue
        after = bisect_right(breaks, mark.start())
        limit = min(breaks[after] if after < len(breaks) else len(text), position + _LONGEST)
        if _opens(text, mark) and (end := _close(text, mark, limit)):
            if words := _words(text, position, end - 1):
                yield Quoted(words, (mark.start(), end))
            position = end


def _opens(text: str, mark: re.Match[str]) -> bool:
    start, end = mark.span()
    before, behind = text[max(0, start - 1) : start], text[end : end + 1]
    if not behind or (behind.isspace() and mark.group() not in "«„“"):
        return False
    if mark.group() in "“„«":
        return True
    closes = ")”’" if mark.group() == '"' and behind.isalnum() else ".,;:!?)”’"
    return not (before.isalnum() or before in tuple(closes))


def _close(text: str, mark: re.Match[str], limit: int) -> int:
    """Return the position behind the closing mark, 0 when there is none.

    A quotation in the quotation has marks of its own, and a single mark may be an apostrophe:
    of "the providers' duties'" the last one closes.
    """
    closing = _CLOSING[mark.group()]
    match, behind = closing.search(text, mark.end(), limit), mark.end()
    for _ in range(_DEEPEST):
        if match is None or not _is_within(text, mark.group(), behind, match):
            break
        behind = match.end()
        later = closing.search(text, behind, limit)
        if later is None or (mark.group() in _SINGLE and _begins(text, behind, later.start())):
            break
        match = later
    return match.end() if match else 0


def _is_within(text: str, opening: str, behind: int, closing: re.Match[str]) -> bool:
    """Tell whether a closing mark closes an inner quotation only, or is an apostrophe."""
    if opening in _SINGLE:
        return _POSSESSIVE.match(text, closing.start()) is not None
    inner = _INNER.get(opening)
    return inner is not None and inner.search(text, behind, closing.start()) is not None


def _begins(text: str, start: int, end: int) -> bool:
    """Tell whether a single mark opens another quotation between two places."""
    return re.search(r"(?<!\w)[‘'‚]\w", text[start:end]) is not None


def _words(text: str, start: int, end: int) -> Quotation | None:
    words = text[start:end]
    if not any(character.isalnum() for character in words):
        return None
    start, end = start + len(words) - len(words.lstrip()), start + len(words.rstrip())
    own = text[start:end]
    return Quotation(_PREFIX.sub("", own) if "\n" in own else own, (start, end))


def _arrows(text: str) -> Iterator[Span]:
    for match in _ARROWS.finditer(text):
        yield match.span()


def _indented(text: str) -> Iterator[Span]:
    """Yield paragraphs that are indented below one that is not, lists left out."""
    for match in _INDENTED.finditer(text):
        above = _LAST_LINE.search(text, max(0, match.start() - 400), match.start())
        if above and len(above[1].expandtabs(4)) < 4 and not _LISTED.match(match[1]):
            yield match.span(1)


def _block(text: str, span: Span, cited: Sequence[Span]) -> Quoted | None:
    start, end = span
    end = _without_source(text, start, end, cited)
    if prefix := _PREFIX.match(text, start, end):
        start = prefix.end()
    mark = _OPEN.match(text, start, end)
    close = _close(text, mark, end) if mark else 0
    if mark and close and _AFTER_SOURCE.match(text, close, end):
        start, end = mark.end(), close - 1
    words = _words(text, start, end)
    return Quoted(words, span, block=True) if words else None


def _without_source(text: str, start: int, end: int, cited: Sequence[Span]) -> int:
    """Return where the words of a block end: before the citation of its source, if it has one."""
    for begin, behind in reversed(cited[: bisect_right(cited, (end, end))]):
        if begin < start or not _AFTER_SOURCE.match(text, behind, end):
            return end
        if source := _BEFORE_SOURCE.search(text, max(start, begin - 40), begin):
            return source.start()
    return end
