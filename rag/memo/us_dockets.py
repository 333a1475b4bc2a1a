"""Find the docket numbers of United States courts."""

from __future__ import annotations

import re
from collections.abc import Iterator

_DISTRICT = re.compile(
    r"\b(?:(?:Case|Docket|Civ(?:il|\.)\s(?:Action|A\.|Case)|Action)\s)?(?:Nos?\.?:?\s)?"
    r"(?P<n>(?:\d{1,2}:)?\d{2}-(?:cv|cr|mc|md|bk|ap)-\d{1,6})(?:-[A-Z]{2,4}){0,3}\b",
    re.IGNORECASE,
)
_APPEAL = re.compile(
    r"\b(?P<mark>(?:Case|Docket)\s(?:Nos?\.?\s)?|(?:Cir\.|Circuit),?\s(?:Nos?\.\s)?|Nos?\.\s)"
    r"(?P<n>\d{2}-\d{2,5})\b(?!-\w)(?P<court>\s?\([^()\n]{0,60}\))?"
)
_COURT = re.compile(
    r"\bCir\.|\bv\.\s|\bIn\sre\s|\bU\.S\.|\bpetition|\bappeal|\bdocket", re.IGNORECASE
)
_NEAR = 120


def dockets(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the span and the normal form of each docket number: "No. 24-cv-1234 (docket)".

    The number of a court of appeals, "No. 26-1049", is taken for one only where a court, the
    parties or an appeal stand beside it. A court in brackets behind it is part of the span.
    """
    for match in _DISTRICT.finditer(text):
        yield match.span(), f"No. {match['n'].lower()} (docket)"
    for match in _APPEAL.finditer(text):
        around = text[max(0, match.start() - _NEAR) : match.end() + _NEAR]
        if match["mark"][0] == "N" and not _COURT.search(around):
            continue
        court = match["court"] or ""
        end = match.end() if "Cir." in court or "U.S." in court else match.end("n")
        yield (match.start(), end), f"No. {match['n']} (docket)"
