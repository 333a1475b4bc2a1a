"""Read what is known of the dates of a provision, date by date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ingest.days import MONTHS, is_day
from ingest.model import Dates, Provision

_DAY = rf"\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}"
_SAID = re.compile(rf"Applies from (?P<day>{_DAY})(?: for (?P<only>[^.]*))?\.")
_PUT_OFF = re.compile(rf"Put off from (?P<day>{_DAY})\b")
_PRINTED = re.compile(rf"(?<!\d)(?P<day>{_DAY})")


@dataclass(frozen=True, slots=True)
class Said:
    """One date from which a provision applies."""

    day: str
    """ISO date."""
    only_for: str = ""
    """Who or what the date is limited to; "" when it holds for all."""
    remark: str = ""
    """What is known beside the date, in our own words."""
    put_off_from: str = ""
    """The ISO date that it replaced, where the remark says so."""


@lru_cache(maxsize=1024)  # many provisions have the same dates
def said(dates: Dates) -> tuple[Said, ...]:
    """Return each date that is known, in the order in which they are noted."""
    found = [match for match in _SAID.finditer(dates.applies_note) if iso(match["day"])]
    if not found:
        return (Said(dates.applies_from),) if is_day(dates.applies_from) else ()
    ends = [*(match.start() for match in found[1:]), len(dates.applies_note)]
    return tuple(
        _one(match, dates.applies_note[match.end() : end].strip())
        for match, end in zip(found, ends, strict=True)
    )


def _one(match: re.Match[str], remark: str) -> Said:
    earlier = _PUT_OFF.search(remark)
    before = iso(earlier["day"]) if earlier else ""
    return Said(iso(match["day"]), match["only"] or "", remark, before)


def law_of(provision: Provision, day: str) -> tuple[Dates, tuple[Dates, ...]]:
    """Return what the law of a day (ISO) says of the dates, and what it said before."""
    known = [dates for dates in provision.dates if dates.law_from <= day]
    if not known:
        return Dates("", provision.applies_from, provision.applies_note), ()
    return known[-1], tuple(known[:-1])


def printed_days(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield each date that a text prints, ISO, with its span."""
    for match in _PRINTED.finditer(text):
        if found := iso(match["day"]):
            yield found, match.span()


def iso(text: str) -> str:
    """Return a printed date such as "2 August 2026" as ISO, "" for one that does not exist."""
    number, month, year = text.split()
    try:
        return date(int(year), MONTHS.index(month) + 1, int(number)).isoformat()
    except ValueError:
        return ""
