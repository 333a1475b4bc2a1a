"""Tell whether a figure is the least, the most, the beginning or the end."""

from __future__ import annotations

import re

from ingest.figures import Figure, figures

_UPPER = re.compile(
    r"\b(?:at most|up to|(?:not|no)(?: \w+)? (?:more|longer|greater|later) than"
    r"|(?:not|never) exceed(?:ing)?|maximum(?: \w+)?(?: of)?|(?<!no )(?<!not )(?:less|fewer) than"
    r"|under|below|within|at the latest|as high as|or less|or fewer|at latest)\b",
    re.IGNORECASE,
)
_LOWER = re.compile(
    r"\b(?:at least|(?:not|no) (?:less|fewer|earlier) than|minimum(?: \w+)?(?: of)?|more than|over"
    r"|above|exceed(?:s|ed|ing)?|greater than|older than|longer than|or more|or older|or longer"
    r"|at the earliest)\b",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"\b(?:by|before|until|till|up to|no later than|not later than|ending)\b", re.I)
_FROM = re.compile(r"\b(?:from|after|since|as of|starting|beginning|on or after)\b", re.I)
_BEFORE, _AFTER = 30, 16
_BREAK = re.compile(r"[,;:.(]|\b(?:and|or|if)\b(?! (?:less|more|fewer|older|longer))")


def bounds(text: str, figure: Figure) -> frozenset[str]:
    """Return "most" or "least", "until" or "from", as the words around a figure say."""
    start, end = figure.span
    before = _BREAK.split(text[max(0, start - _BEFORE) : start])[-1]
    after = _BREAK.split(text[end : end + _AFTER])[0]
    around = f"{before} ~ {after}"
    found: set[str] = set()
    if figure.kind == "date":
        found = _nearest(before)
        around = _FROM.sub(" ", _UNTIL.sub(" ", around))
    for name, form in {"most": _UPPER, "least": _LOWER}.items():
        if form.search(around):
            found.add(name)
            around = form.sub(" ", around)
    return frozenset(found)


def _nearest(before: str) -> set[str]:
    """Return which of "until" and "from" stands next to a date: "due from us by 2 May"."""
    last = {
        name: max((match.end() for match in form.finditer(before)), default=-1)
        for name, form in {"until": _UNTIL, "from": _FROM}.items()
    }
    name = max(last, key=lambda one: last[one])
    return {name} if last[name] >= 0 else set()


def carried(text: str, figure: Figure) -> frozenset[str]:
    """Return a figure's bounds; without its own, those of the last before it of the same kind.

    "shall not exceed five years for the one, and four years for the other" limits both.
    """
    earlier = [f for f in figures(text) if f.kind == figure.kind and f.span <= figure.span]
    return next((found for f in reversed(earlier) if (found := bounds(text, f))), frozenset())


_OPPOSITE = {"most": "least", "least": "most", "until": "from", "from": "until"}


def opposed(said: frozenset[str], law: frozenset[str]) -> bool:
    """Tell whether one is a limit in the other direction."""
    return any(_OPPOSITE[one] in law and one not in law for one in said)
