"""Show the lines of a provision with the quoted words marked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ui.markup import safe

Span = tuple[int, int]

SHORT = 700
"""A text up to this many characters is always shown whole."""
AROUND = 220
"""How many characters stay visible on each side of a quote."""

_MARKER = re.compile(r"(?:\d{1,3}[a-z]?\.|\([0-9a-z]{1,5}\)|[—–•-])(?=\s)")
_GAP = '<span class="gap"> … </span>'
_ROMAN = re.compile(r"\([ivx]+\)")


def text_html(text: str, spans: Sequence[Span] = (), fold: bool = True) -> str:
    """Return the text, or the parts around its quotes with the rest folded away."""
    whole = _lines(text, spans, (0, len(text)))
    if len(text) <= SHORT or not fold:
        return whole
    windows = _windows(text, spans or [(0, AROUND)])
    if windows == [(0, len(text))]:
        return whole
    shown = "".join(_lines(text, spans, window) for window in windows)
    return f'{shown}<details class="whole"><summary>Show the whole text</summary>{whole}</details>'


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


def _lines(text: str, spans: Sequence[Span], window: Span) -> str:
    """Return one paragraph a line of `text` inside the window, "…" where the window cuts it."""
    html, offset, letter = [], 0, ""
    for line in text.split("\n"):
        start, end = max(offset, window[0]), min(offset + len(line), window[1])
        marker = _marker(line)
        depth, letter = _depth(marker, letter)
        if start < end:
            number = offset + len(marker) if start == offset and marker else 0
            pieces = _pieces(text, merge(spans), (start, end), number)
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


def _pieces(text: str, spans: Sequence[Span], line: Span, number: int) -> str:
    """Return one line: marked where a span covers it, its printed number set apart."""
    start, end = line
    inside = [(max(a, start), min(b, end)) for a, b in spans if a < end and b > start]
    html, at = [], start
    for a, b in inside:
        html.append(_numbered(text[at:a], number - at))
        html.append(f"<mark>{_numbered(text[a:b], number - a)}</mark>")
        at = b
    html.append(_numbered(text[at:end], number - at))
    return "".join(html)


def _numbered(piece: str, number: int) -> str:
    """Return a piece whose first `number` characters are the line's printed number."""
    if not 0 < number <= len(piece):
        return safe(piece)
    return f'<span class="num">{safe(piece[:number])}</span>{safe(piece[number:])}'
