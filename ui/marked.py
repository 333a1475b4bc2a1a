"""Show the lines of a provision with the quoted words marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ui.markup import safe
from ui.wording import ENGLISH, Wording, read_wording

Span = tuple[int, int]

SHORT = 700
"""A text up to this many characters is always shown whole."""
AROUND = 220
"""How many characters stay visible on each side of a quote."""
LONGEST = 420
"""A text beside the quoted one is shown with at most about so many characters."""

_MARKER = re.compile(r"(?:\d{1,3}[a-z]?\.|\([0-9a-z]{1,5}\)|[—–•-])(?=\s)")
_GAP = '<span class="gap"> … </span>'
_ROMAN = re.compile(r"\([ivx]+\)")


@dataclass(frozen=True, slots=True)
class Marks:
    """What of a text is quoted, and how that is marked."""

    spans: Sequence[Span] = ()
    numbers: Sequence[int] = ()
    """The number of each span's citation; () where one number needs no telling from another."""
    again: bool = False
    """Whether the same words are marked above: then they only look so."""


def text_html(
    text: str, spans: Sequence[Span] | Marks = (), fold: bool = True, words: Wording | None = None
) -> str:
    """Return the text, or the parts around its quotes with the rest folded away."""
    marks = spans if isinstance(spans, Marks) else Marks(spans)
    whole = _lines(text, marks, (0, len(text)))
    if len(text) <= SHORT or not fold:
        return whole
    shown = excerpt(text, marks)
    if shown == whole:
        return whole
    words = words or read_wording()
    spoken = "" if words.language == ENGLISH else f' lang="{words.language}"'
    summary = f"<summary{spoken}>{safe(words.say('sources.whole'))}</summary>"
    return f'{shown}<details class="whole">{summary}{whole}</details>'


def excerpt(text: str, marks: Marks) -> str:
    """Return a short text whole, else the parts around its quotes, or its beginning."""
    if len(text) <= SHORT:
        return _lines(text, marks, (0, len(text)))
    windows = _windows(text, marks.spans or [(0, AROUND)])
    return "".join(_lines(text, marks, window) for window in windows)


def shortened(text: str, longest: int = LONGEST) -> str:
    """Return a text without its middle where it is long, cut at the ends of lines.

    The two ends have at most `longest` characters; lines longer than half of that are cut
    between words.
    """
    if len(text) <= longest:
        return _lines(text, Marks(), (0, len(text)))
    half = longest // 2
    last_half = len(text) - half
    end = max(text.rfind("\n", 0, half), 0) or max(text.rfind(" ", 0, half), 0) or half
    start = text.find("\n", last_half, -1) + 1 or text.find(" ", last_half, -1) + 1 or last_half
    last = _lines(text, Marks(), (start, len(text)))
    if text[start - 1] == "\n":
        last = last.replace(_GAP, "", 1)  # the line before it says that something is left out
    return _lines(text, Marks(), (0, end)) + last


def merge(spans: Sequence[Span]) -> list[Span]:
    """Return the spans in order, with those that overlap or touch joined."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _windows(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return what stays visible: the spans with some words on both sides, cut between words."""
    return merge([_widen(text, span) for span in spans])


def _widen(text: str, span: Span) -> Span:
    start, end = max(0, span[0] - AROUND), min(len(text), span[1] + AROUND)
    line = text.rfind("\n", start, span[0]) + 1
    blank = text.find(" ", start, span[0]) + 1
    start = 0 if start == 0 else (line or blank or span[0])
    stop = text.find("\n", span[1], end)
    last = text.rfind(" ", span[1], end)
    end = end if end == len(text) else max(stop, last, span[1])
    return start, end


def _lines(text: str, marks: Marks, window: Span) -> str:
    """Return one paragraph a line of `text` inside the window, "…" where the window cuts it."""
    html, offset, letter = [], 0, ""
    segments = list(_segments(marks))
    for line in text.split("\n"):
        start, end = max(offset, window[0]), min(offset + len(line), window[1])
        marker = _marker(line)
        depth, letter = _depth(marker, letter)
        if start < end:
            number = offset + len(marker) if start == offset and marker else 0
            pieces = _pieces(text, segments, (start, end), number)
            before = _GAP if start == window[0] > 0 else ""
            if start > offset + len(marker) and marker:
                before = _numbered(marker, len(marker)) + before
            after = _GAP if end == window[1] < len(text) else ""
            html.append(f'<p class="depth-{depth}">{before}{pieces}{after}</p>')
        offset += len(line) + 1
    return "".join(html)


def _marker(line: str) -> str:
    found = _MARKER.match(line)
    return found[0] if found else ""


def _depth(marker: str, letter: str) -> tuple[int, str]:
    """Return how far a line is set in, and the last letter seen: "(i)" may follow "(h)"."""
    if not marker.startswith("("):
        return (1 if marker in ("—", "–", "•", "-") else 0), ""
    numeral = _ROMAN.fullmatch(marker) is not None
    below = numeral and letter not in ("h", "u", "w") and not set(letter) <= set("ivx")
    return (2, letter) if below else (1, marker[1:-1])


@dataclass(frozen=True, slots=True)
class _Segment:
    """A stretch of a text that is marked in one way."""

    start: int
    end: int
    opening: str
    closing: str


def _segments(marks: Marks) -> Iterator[_Segment]:
    """Yield what is marked, in order: stretches that several citations share stand alone."""
    tag, looks = ("span", ' class="echo"') if marks.again else ("mark", "")
    if not marks.numbers:
        for start, end in merge(marks.spans):
            yield _Segment(start, end, f"<{tag}{looks}>", f"</{tag}>")
        return
    numbered = list(zip(marks.spans, marks.numbers, strict=True))
    edges = sorted({edge for span in marks.spans for edge in span})
    for start, end in pairwise(edges):
        own = dict.fromkeys(n for (a, b), n in numbered if a <= start and end <= b)
        if own:
            said = " ".join(map(str, own))
            yield _Segment(start, end, f'<{tag}{looks} data-n="{said}">', f"</{tag}>")


def _pieces(text: str, segments: Sequence[_Segment], line: Span, number: int) -> str:
    """Return one line: marked where a segment covers it, its printed number set apart."""
    html, at = [], line[0]
    for segment in segments:
        a, b = max(segment.start, line[0]), min(segment.end, line[1])
        if a >= b:
            continue
        html.append(_numbered(text[at:a], number - at))
        html.append(f"{segment.opening}{_numbered(text[a:b], number - a)}{segment.closing}")
        at = b
    html.append(_numbered(text[at : line[1]], number - at))
    return "".join(html)


def _numbered(piece: str, number: int) -> str:
    """Return a piece whose first `number` characters are the line's printed number."""
    if not 0 < number <= len(piece):
        return safe(piece)
    return f'<span class="num">{safe(piece[:number])}</span>{safe(piece[number:])}'
