"""Rebuild numbered blocks from an article that was flattened to one line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import count, pairwise

from ingest.blocks import Block, clean

_MAX_DEPTH = 4
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv")
"""Small numbers as the Official Journal prints them."""
_STYLES: tuple[tuple[str, Callable[[int], str]], ...] = (
    ("(1)", lambda n: f"({n})"),
    ("(a)", lambda n: f"({_letter(n)})"),
    ("(i)", lambda n: f"({ROMAN[n - 1]})" if n <= len(ROMAN) else ""),
    ("—", lambda _: "—"),
)
# A list opens after a colon; its next point follows the end of the one before. Some lists have
# commas between their points: those count only where no list can be found without them, and
# never between mere references such as "(a), (b) and (c)".
_OPENING = r"(?<=[:—])\s"
_OPENING_ROMAN = r"(?<=[:;—])\s"
_BEFORE_NEXT = r"(?:(?<=[;.])|(?<=[;,] and)|(?<=[;,] or))\s"
_BEFORE_NEXT_LOOSE = rf"(?:{_BEFORE_NEXT}|(?<=[\w’],)\s)"
_SENTENCE_END = re.compile(r"(?<=[\w)’”%]\.)\s(?=[A-Z‘])|(?<=;)\s(?=When |Where )")
_QUOTED = re.compile(r"(?<=:)\s(?=‘)")
_QUOTE_END = re.compile(r"[.;]’|’[.;]")
# Sentences that the Official Journal always prints as a paragraph of their own.
_OWN_PARAGRAPH = re.compile(
    r"(?<=\.)\s(?=Those implementing acts shall be adopted |Power is (?:delegated|conferred) |"
    r"References to the repealed |The ESAs shall submit )"
)

# Words after which a capital continues a title ("Tasks of the Board"), or is a name in it.
_TITLE_LINK = re.compile(r"of|in|to|the|and|or|for|with|on|by|an?|from|No")
_TITLE_NAME = re.compile(
    r"AI|Union|States|Commission|European|Parliament|Board|Office|Annex|Court|Treaty|Council|"
    r"Agreements"
)


def split_title(text: str) -> tuple[str, str]:
    """Return the article's title and its body; the title is "" when it cannot be told."""
    starts = _paragraph_starts(text)
    if starts:
        return text[: starts[0]].strip(), text[starts[0] :].strip()
    words = text.split(" ")
    for position in range(1, len(words)):
        if _opens_body(words[position - 1], words[position]):
            return " ".join(words[:position]), " ".join(words[position:])
    return "", text


def _opens_body(before: str, word: str) -> bool:
    """Tell whether a sentence starts at a word, seen from the word before it."""
    if not word[:1].isupper() or word.isupper() or word == "No":
        return False
    if _TITLE_LINK.fullmatch(before):
        return False
    if before[-1:].isdigit() or before.isupper() or "/" in before:
        return True
    return before[-1:].islower() and not _TITLE_NAME.fullmatch(word)


def blocks(body: str) -> tuple[Block, ...]:
    """Return the paragraphs and points of a flattened article.

    Only an unbroken sequence of numbers is taken for one; else the text stays one block.
    """
    starts = _paragraph_starts(body)
    if not starts:
        printed = _OWN_PARAGRAPH.split(body)
        return tuple(block for paragraph in printed for block in _flow(paragraph, 0))
    bounds = [*starts, len(body)]
    return tuple(
        _headed(f"{n}.", body[begin + len(f"{n}.") : end], 0)
        for n, (begin, end) in enumerate(pairwise(bounds), 1)
    )


def sentences(body: str) -> tuple[Block, ...]:
    """Return each sentence as a paragraph, unless the paragraphs are numbered."""
    if _paragraph_starts(body):
        return blocks(body)
    head, tail = _split_tail(body)
    if not tail or _list(head) is not None:
        return tuple(_flow(body, 0))
    return (_plain(head), *sentences(tail))


def _paragraph_starts(text: str) -> list[int]:
    """Return where the paragraphs "1." "2." ... begin, [] when there are not two at least."""
    first = re.search(r"(?:^|\s)1\. (?=[A-Z‘])", text)
    if first is None or text.rfind("‘", 0, first.end()) > text.rfind("’", 0, first.end()):
        return []  # the number belongs to a text that is quoted
    starts = [_skip_blank(text, first.start())]
    for number in count(2):
        pattern = re.compile(rf"(?<=[.;:)’]) {number}\. (?=[A-Z‘])")
        following = pattern.search(text, starts[-1] + 3)
        if following is None:
            break
        starts.append(following.start() + 1)
    return starts if len(starts) > 1 else []


def _skip_blank(text: str, position: int) -> int:
    return position + 1 if text[position : position + 1].isspace() else position


def _headed(marker: str, text: str, depth: int) -> Block:
    """Return one numbered block: its first words are its own, the rest is nested."""
    head, *rest = _flow(text, depth)
    return Block(head.text, marker, (*head.children, *rest), head.quoted)


def _flow(text: str, depth: int) -> list[Block]:
    """Return the text as blocks: words with their list, then what follows the list."""
    found = _list(text) if depth < _MAX_DEPTH else None
    if found is None:
        return [_plain(text)]
    opening, points = found
    *firm, (last_marker, last_text) = points
    children = [_headed(marker, inner, depth + 1) for marker, inner in firm]
    last, tail = _split_tail(last_text)
    children.append(_headed(last_marker, last, depth + 1))
    own = Block(clean(opening), "", tuple(children))
    return [own, *_flow(tail, depth)] if tail else [own]


def _plain(text: str) -> Block:
    """Return text without a list; what it puts into another act is a quoted block."""
    quoted = _QUOTED.search(text)
    if quoted is None:
        return Block(clean(text))
    inner = Block(clean(text[quoted.end() :]), quoted=True)
    return Block(clean(text[: quoted.start()]), "", (inner,))


def _list(text: str) -> tuple[str, list[tuple[str, str]]] | None:
    """Return the words before the first list of a text, and the points of the list."""
    openings = [
        (match.start(), style)
        for mark, style in _STYLES
        if (match := re.search(f"{_opening(mark)}{re.escape(mark)}\\s", text)) is not None
    ]
    quoted = _QUOTED.search(text)
    for begin, style in sorted(openings, key=lambda opening: opening[0]):
        if quoted is not None and quoted.start() < begin:
            continue  # the numbers inside belong to another act
        for before_next in (_BEFORE_NEXT, _BEFORE_NEXT_LOOSE):
            starts = list(_point_starts(text, begin, style, before_next))
            if len(starts) > 1:
                return text[:begin], list(_points(text, starts))
    return None


def _opening(mark: str) -> str:
    """Return what stands before a first point; a list (i), (ii) may open after a semicolon."""
    return _OPENING_ROMAN if mark == "(i)" else _OPENING


def _point_starts(
    text: str, begin: int, style: Callable[[int], str], before_next: str
) -> Iterator[tuple[int, int, str]]:
    """Yield begin, end and printed number of each point in an unbroken sequence."""
    mark = style(1)
    first = re.compile(rf"{_opening(mark)}({re.escape(mark)})\s")
    position = begin
    for number in count(1):
        mark = style(number)
        pattern = first if number == 1 else re.compile(rf"{before_next}({re.escape(mark)})\s")
        match = pattern.search(text, position) if mark else None
        again = first.search(text, position) if number > 1 else None
        if match is None or (again is not None and again.start() < match.start()):
            return  # the sequence ends, or a second list of the same kind begins
        yield match.start(1), match.end(1), mark
        position = match.end(1)


def _points(text: str, starts: list[tuple[int, int, str]]) -> Iterator[tuple[str, str]]:
    """Yield the printed number and the words of each point."""
    ends = [*(begin for begin, _, _ in starts[1:]), len(text)]
    for (_, begin, mark), end in zip(starts, ends, strict=True):
        yield mark, text[begin:end].strip()


def _split_tail(last: str) -> tuple[str, str]:
    """Return the last point of a list, and the sentences that follow the list."""
    for end in _SENTENCE_END.finditer(last):
        if not _is_quoted(last, end.start()):
            return last[: end.start()], last[end.end() :]
    return last, ""


def _is_quoted(text: str, position: int) -> bool:
    """Tell whether a position is inside words that are put into another act."""
    opened = _QUOTED.search(text, 0, position)
    return opened is not None and _QUOTE_END.search(text, opened.end(), position) is None


def _letter(number: int) -> str:
    """Return a, b, ... z, aa, ab, ... for 1, 2, ..."""
    high, low = divmod(number - 1, 26)
    return (chr(96 + high) if high else "") + chr(97 + low)
