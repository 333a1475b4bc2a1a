"""Find what a document states of itself in its first and last lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from ingest.readers.model import Piece, Stated

_FIRST, _LAST = 8, 6
_LONGEST = 120
_FURNITURE = re.compile(
    r"(?:\d+|an?) (?:second|minute|min|hour|day|week|month|year)s? ago|\d+ min(?:ute)?s?\.? read"
    r"|author avatar|don[’']t miss|advertisement|share(?: this)?(?: article| story)?|read more"
    r"|related(?: articles| stories| posts)?",
    re.IGNORECASE,
)
_PERSON = r"[A-ZÀ-Þ][\w.'’-]+(?: (?:[A-ZÀ-Þ][\w.'’-]*|de|da|van|von|der|la|le))+"
_PEOPLE = rf"{_PERSON}(?:(?:, | and | & |, and ){_PERSON})*"
_BYLINE = re.compile(rf"(?:[Bb]y|BY|[Ww]ritten by|[Aa]uthors?:|Von|Af) (?P<who>{_PEOPLE})")
_NAME = re.compile(_PERSON)
_PUBLISHER = re.compile(r"(?:Publisher|Published by|Source): ?(?P<who>\S.{1,80})")
_MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january januar janvier",
            "february februar février",
            "march marts märz mars",
            "april avril",
            "may maj mai",
            "june juni juin",
            "july juli juillet",
            "august août",
            "september septembre",
            "october oktober octobre",
            "november novembre",
            "december dezember décembre",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = r"(?P<month>[A-Za-zéûä]{3,10})\.?"
_DAYS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"),
    re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)? {_MONTH},? (?P<year>\d{{4}})"),
    re.compile(rf"{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})"),
)
_BEFORE_DAY = re.compile(
    r"(?:(?:published|posted|updated|date|dated)(?: on)?:? )?(?:[A-Za-z]{3,9}day,? )?",
    re.IGNORECASE,
)
_AFTER_DAY = re.compile(
    r"(?:,?(?: at)? \d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?)?", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s+[|•·—–]\s+")
_MADE_UP = re.compile(
    r"\b(?:an?|the|this|these|following|entirely|purely|wholly|is|are)\b[^.!?]{0,50}?"
    r"\b(?:fictional|fictitious|satirical)\b"
    r"|\bworks? of (?:pure )?(?:fiction|satire)\b|\b(?:this|it|following)\b[^.!?]{0,30}\bis "
    r"(?:pure |a )?(?:fiction|satire)\b",
    re.IGNORECASE,
)
_NOT_MADE_UP = re.compile(r"\bnot (?:an? )?(?:fiction|satir)|\bnon-?fiction", re.IGNORECASE)
_OF_ITSELF = re.compile(
    r"\b(?:article|story|piece|text|report|document|account|work|note|names|characters|events|"
    r"following|this|contents?)\b",
    re.IGNORECASE,
)


@dataclass
class _Found:
    """What the lines read so far have stated."""

    author: str = ""
    published: str = ""
    publisher: str = ""
    used: set[int] = field(default_factory=set)


def stated_in(pieces: Sequence[Piece]) -> tuple[Stated, frozenset[int]]:
    """Return what the edges of a document state, and which pieces hold nothing else."""
    found = _Found()
    for position in edges(len(pieces)):
        text = pieces[position].text
        before = pieces[position - 1].text.lower() if position else ""
        parts = _BETWEEN.split(text)
        if len(text) > _LONGEST:
            continue
        if before == "author avatar" and _NAME.fullmatch(text):
            found.author = found.author or text
            found.used.add(position)
        elif all([_states(part, found) for part in parts]):  # a list: every part is to be read
            found.used.add(position)
    stated = Stated("", found.author, found.published, found.publisher)
    return stated, frozenset(found.used)


def edges(count: int) -> Iterator[int]:
    """Yield the positions where documents state things of themselves."""
    yield from range(min(_FIRST, count))
    yield from range(max(_FIRST, count - _LAST), count)


def _states(text: str, found: _Found) -> bool:
    """Tell whether a line states something of the document; keep what it states."""
    if _FURNITURE.fullmatch(text):
        return True
    if byline := _BYLINE.fullmatch(text):
        found.author = found.author or byline["who"]
        return True
    if source := _PUBLISHER.fullmatch(text):
        found.publisher = found.publisher or source["who"]
        return True
    if day := day_of(text):
        found.published = found.published or day
        return True
    return False


def day_of(text: str) -> str:
    """Return the ISO date that a line consists of, "" when it says anything else."""
    rest = text[_BEFORE_DAY.match(text).end() :]  # type: ignore[union-attr]  # matches ""
    for shape in _DAYS:
        found = shape.match(rest)
        if found and _AFTER_DAY.fullmatch(rest, found.end()):
            return _iso(found["year"], found["month"], found["day"])
    return ""


def _iso(year: str, month: str, day: str) -> str:
    number = int(month) if month.isdigit() else _month(month.lower())
    try:
        return date(int(year), number, int(day)).isoformat()
    except ValueError:
        return ""


def _month(name: str) -> int:
    """Return the number of a month, 0 when there is none; "Feb" and "Sept" are months too."""
    return next((n for full, n in _MONTHS.items() if full.startswith(name)), 0)


def is_fiction(lines: Sequence[str]) -> bool:
    """Tell whether a document says of itself, at its start or end, that it is made up."""
    edge = (line for line in (*lines[:5], *lines[5:][-2:]) if len(line) <= 4 * _LONGEST)
    return any(
        _MADE_UP.search(line) and _OF_ITSELF.search(line) and not _NOT_MADE_UP.search(line)
        for line in edge
    )
