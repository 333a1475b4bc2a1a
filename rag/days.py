"""Read which day's law a question asks for: "as of July 2026", "before the omnibus"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from ingest.days import MONTHS

ORIGINAL = "original"
"""Stands for the day before an act was first amended."""

_MONTHS = tuple(month.lower() for month in MONTHS)
_MONTH = rf"(?:{'|'.join(_MONTHS)})"
_DAY = (
    rf"(?:(?P<y1>\d{{4}})-(?P<m1>\d{{2}})-(?P<d1>\d{{2}})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)? (?P<m2>{_MONTH}),? (?P<y2>\d{{4}})"
    rf"|(?P<m3>{_MONTH}) (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y3>\d{{4}})"
    rf"|(?P<d6>\d{{1,2}})\.(?P<m6>\d{{1,2}})\.(?P<y6>\d{{4}})"
    rf"|(?P<m4>{_MONTH}),? (?P<y4>\d{{4}})|(?P<y5>\d{{4}}))"
)
_THE_LAW = r"(?:law|rules?|text|act|regulation|version|wording)"
_ON_DAY = re.compile(
    rf",?\s*\(?\b(?:as (?:of|at)"
    rf"|as (?:it|the {_THE_LAW}|they) (?:stood|stands?|read|was|were) (?:on|in|at)"
    rf"|in force (?:on|in|at)|(?:under|by|according to|in) the {_THE_LAW} (?:of|on|in|at|as of))"
    rf" (?:the )?{_DAY}\b\)?,?",
    re.IGNORECASE,
)
_IN_THE_PAST = re.compile(r"\b(?:was|were|did|had|said|used to|applied|stood)\b", re.IGNORECASE)
_BARE = re.compile(rf",?\s*\b(?:on|in|until|by the end of) {_DAY}(?!\d)\b,?", re.IGNORECASE)
"""A day alone is the day of the law only in a question about the past."""
_UNAMENDED = re.compile(
    rf",?\s*\(?\b(?:(?:under|in|by|according to) the (?:original|unamended|initial|2024|old|first"
    rf"|published|earlier)(?: 2024)? {_THE_LAW}(?: of 2024)?"
    r"|as (?:originally|first|initially) (?:published|adopted|enacted|written|planned)"
    r"|as published(?: in 2024)?|originally"
    r"|before (?:the )?(?:digital )?(?:omnibus|amendments?|2026 (?:amendments?|changes?)"
    r"|regulation \(eu\) 2026/1744)(?: (?:on ai|took effect|entered into force|applied|came))?"
    r"|before it was (?:amended|changed))\b\)?,?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class OnDay:
    """A question without its words about the day, and the day."""

    text: str
    day: str = ""
    """ISO date, `ORIGINAL`, or "" when no day is asked for."""


def read_day(question: str) -> OnDay:
    """Return the question and the day whose law it asks for.

    A month or a year alone means its first day. A date that does not exist is no day.
    """
    bare = _BARE.search(question) if _IN_THE_PAST.search(question) else None
    if match := _ON_DAY.search(question) or bare:
        if day := _iso(match):
            return OnDay(_without(question, match), day)
    elif match := _UNAMENDED.search(question):
        return OnDay(_without(question, match), ORIGINAL)
    return OnDay(question)


def _iso(match: re.Match[str]) -> str:
    found = {name[0]: value for name, value in match.groupdict().items() if value}
    month = found.get("m", "1")
    number = int(month) if month.isdigit() else _MONTHS.index(month.lower()) + 1
    try:
        return date(int(found["y"]), number, int(found.get("d", "1"))).isoformat()
    except ValueError:
        return ""


def _without(question: str, match: re.Match[str]) -> str:
    """Return the question without the words, unless hardly anything else is left."""
    rest = " ".join(f"{question[: match.start()]} {question[match.end() :]}".split())
    rest = re.sub(r"\s+([?.!])", r"\1", rest)
    rest = rest[:1].upper() + rest[1:]
    return rest if len(re.findall(r"\w+", rest)) > 1 else question
