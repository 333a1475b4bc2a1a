"""Read figures out of a text as values: numbers, periods, dates, shares and amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_CARDINALS: Mapping[str, int] = {
    **{word: value for value, word in enumerate(_UNITS)},
    **{word: 10 * value for value, word in enumerate(_TENS, 2)},
    "dozen": 12,
    "dozens": 12,
}
_SCALES: Mapping[str, int] = {
    "hundred": 100,
    "thousand": 1000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
}  # no plurals: "ones" counts nothing, "hundreds" no certain number
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    "tenth",
)
_MULTIPLES: Mapping[str, str] = {
    "half": "half",
    "halve": "half",
    "halved": "half",
    "quarter": "quarter",
    "twice": "twice",
    "double": "twice",
    "doubled": "twice",
    "thrice": "three times",
    "triple": "three times",
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
_PERIODS = "hour|day|week|month|quarter|year|decade"
_FREQUENT: Mapping[str, str] = {
    "weekly": "week",
    "monthly": "month",
    "quarterly": "quarter",
    "annual": "year",
    "annually": "year",
    "yearly": "year",
}
_BLANK = r"[ \t\u00a0\u2009\u202f]"
_DIGITS = rf"\d{{1,3}}(?:(?:{_BLANK}|[,.])\d{{3}})+(?![\d/])|\d+\^\d+|\d+(?:[.,]\d+)?"
_WORD = "|".join(sorted((*_CARDINALS, *_SCALES), key=len, reverse=True))
_PART_WORD = rf"\b(?:{_WORD})\b"
_NUMBER = rf"(?:{_DIGITS}|{_PART_WORD})(?:[ \u00a0-]?(?:{_PART_WORD}))*"
_VALUE = re.compile(_NUMBER, re.IGNORECASE)
_OTHER = re.compile(rf"\b(?:{'|'.join((*_ORDINALS, *_MULTIPLES))})\b", re.IGNORECASE)
_NOT_ORDINAL = re.compile(r"\bthird[ -](?:part(?:y|ies)|countr(?:y|ies))\b", re.IGNORECASE)
"""What has "third" in it and counts nothing."""
_BETWEEN = r"(?:working|calendar|business|consecutive|full|further|additional|more|whole)"
_JOIN = r"(?:,| or| and| to| -|-|–)"
_PERIOD = re.compile(
    rf"(?P<numbers>(?:{_NUMBER})(?:{_JOIN}\s*(?:{_NUMBER}))*)[\s-]*(?:{_BETWEEN}\s+)?"
    rf"(?P<unit>{_PERIODS})s?\b",
    re.IGNORECASE,
)
_ARTICLE_PERIOD = re.compile(rf"\b(?:a|an|per|each|every)\s+(?P<unit>{_PERIODS})\b", re.IGNORECASE)
_OFTEN = re.compile(rf"\b(?:{'|'.join(_FREQUENT)})\b", re.IGNORECASE)
_UNIT = re.compile(rf"\b(?P<unit>{_PERIODS})s?\b", re.IGNORECASE)
_MONTH = "|".join(_MONTHS)
_DATE = re.compile(rf"\b(?:(?P<day>\d{{1,2}})\s+)?(?P<month>{_MONTH})\s+(?P<year>\d{{4}})\b")
_SHARE = re.compile(rf"(?P<number>{_NUMBER})\s*(?:%|per ?cent\b)", re.IGNORECASE)
_MONEY = re.compile(r"€|\b(?:EUR|euros?)\b", re.IGNORECASE)


def missing(note: str, *texts: str) -> Iterator[str]:
    """Yield in words each figure of a note that the texts lack."""
    whole = "\n".join(texts)
    for kind, read in _KINDS.items():
        there = read(whole)
        said = read(note)
        yield from (f"{kind} {shown!r}" for value, shown in said.items() if value not in there)
    units = {match["unit"].lower() for match in _UNIT.finditer(whole)} | _often(whole).keys()
    yield from (
        f"period {shown!r}" for unit, shown in _loose_units(note).items() if unit not in units
    )
    if (money := _MONEY.search(note)) and not _MONEY.search(whole):
        yield f"currency {money[0]!r}"


def numbers(text: str) -> dict[str, str]:
    """Return the number values of a text, each with how it is first written."""
    found: dict[str, str] = {}
    for match in _VALUE.finditer(text):
        if not _inside_word(text, match.start()):
            found.setdefault(_value(match[0]), match[0])
    for match in _OTHER.finditer(_NOT_ORDINAL.sub(" ", text)):
        word = match[0].lower()
        found.setdefault(_MULTIPLES.get(word, word), match[0])
    return found


def _inside_word(text: str, start: int) -> bool:
    return start > 0 and text[start - 1].isalpha() and text[start].isdigit()


def _value(written: str) -> str:
    """Return the value of a number as one canonical string; "15 million" is "15 000 000"."""
    if "^" in written:
        return written
    total, current = 0.0, 0.0
    for part in re.findall(rf"{_DIGITS}|[A-Za-z]+", written):
        word = part.lower()
        if word in _SCALES:
            current = (current or 1) * _SCALES[word]
            if _SCALES[word] >= 1000:
                total, current = total + current, 0.0
        elif word in _CARDINALS:
            current += _CARDINALS[word]
        else:
            current += _figure(part)
    return f"{total + current:.12g}" if total + current < 1e12 else f"{total + current:.0f}"


def _figure(part: str) -> float:
    grouped = re.fullmatch(rf"\d{{1,3}}(?:(?:{_BLANK}|[,.])\d{{3}})+", part)
    plain = re.sub(r"\D", "", part) if grouped else part.replace(",", ".")
    return float(plain)


def _periods(text: str) -> dict[str, str]:
    return {
        f"{_value(number[0])} {match['unit'].lower()}": match[0]
        for match in _PERIOD.finditer(text)
        for number in _VALUE.finditer(match["numbers"])
    }


def _dates(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _DATE.finditer(text):
        month = f"{match['month']} {match['year']}"
        found.setdefault(month, month)
        if match["day"]:
            found.setdefault(f"{int(match['day'])} {month}", match[0])
    return found


def _shares(text: str) -> dict[str, str]:
    return {_value(match["number"]): match[0] for match in _SHARE.finditer(text)}


def _often(text: str) -> dict[str, str]:
    return {_FREQUENT[match[0].lower()]: match[0] for match in _OFTEN.finditer(text)}


def _loose_units(text: str) -> dict[str, str]:
    """Return the units of periods that have no number: "a year", "annually"."""
    bare = {match["unit"].lower(): match[0] for match in _ARTICLE_PERIOD.finditer(text)}
    return {**bare, **_often(text)}


_KINDS = {"number": numbers, "period": _periods, "date": _dates, "percentage": _shares}
