"""Read figures out of a text as values: numbers, periods, dates, shares and amounts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from ingest.days import MONTHS
from ingest.references import ORDINALS

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
_OTHER = re.compile(rf"\b(?:{'|'.join((*ORDINALS, *_MULTIPLES))})\b", re.IGNORECASE)
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
_MONTH = "|".join(MONTHS)
_DATE = re.compile(rf"\b(?:(?P<day>\d{{1,2}})\s+)?(?P<month>{_MONTH})\s+(?P<year>\d{{4}})\b")
_SHARE = re.compile(rf"(?P<number>{_NUMBER})\s*(?:%|per ?cent\b)", re.IGNORECASE)
_MONEY = re.compile(r"€|\b(?:EUR|euros?)\b", re.IGNORECASE)
_CURRENCIES: Mapping[str, str] = {
    "EUR": r"€|\bEUR\b|\beuros?\b",
    "USD": r"(?:US)?\$|\bUSD\b|\b(?:US )?dollars?\b",
    "GBP": r"£|\bGBP\b|\bpounds?\b",
}
_CURRENCY = "|".join(_CURRENCIES.values())
_AMOUNT = re.compile(
    rf"(?:{_CURRENCY})\s?(?P<after>{_NUMBER})|(?P<before>{_NUMBER})\s?(?:{_CURRENCY})",
    re.IGNORECASE,
)
_ANY_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_BLANK}+(?:of{_BLANK}+)?(?P<month>{_MONTH})"
    rf"|(?P<us_month>{_MONTH}){_BLANK}+(?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?(?=,|\s*$|\W+\D)"
    rf"|(?P<alone>{_MONTH})(?={_BLANK}+\d{{4}}))\b(?:,?{_BLANK}+(?P<year>\d{{4}})\b)?"
    r"|\b(?P<iso>\d{4}-\d{2}-\d{2})\b"
)
_POWERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_BLANKS = str.maketrans("\u00a0\u2009\u202f\u2011", "   -")
_SUPERSCRIPT = re.compile(r"(?<=\d)[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_TO_THE_POWER = re.compile(r"(?<=\d) (?:to the power(?: of)?|raised to(?: the power of)?) (?=\d)")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a text: what kind it is, its value, and where it stands."""

    kind: str
    """"date", "period", "percentage", "amount" or "number"."""
    value: str
    """The same for every way to write it: "72 hour", "EUR 15000000", "2026-08-02"."""
    shown: str
    span: tuple[int, int]


def figures(text: str) -> list[Figure]:
    """Return the figures of a text in order, each read once, as the kind that says most."""
    rest = plain_powers(text)
    found: list[Figure] = []
    for kind, pattern, values in _READERS:
        for match in pattern.finditer(rest):
            if _inside_word(rest, match.start()):
                continue
            found += [
                Figure(kind, value, match[0].strip(), match.span()) for value in values(match)
            ]
        rest = pattern.sub(_blank, rest)
    return sorted(found, key=lambda figure: figure.span)


def _blank(match: re.Match[str]) -> str:
    """Return as many commas as were read, so that later spans still hold."""
    return match[0] if _inside_word(match.string, match.start()) else "," * len(match[0])


def plain_powers(text: str) -> str:
    """Return the text with plain blanks and hyphens, and with powers as stored: "10^25"."""
    raised = _SUPERSCRIPT.sub(
        lambda match: f"^{match[0].translate(_POWERS)}", text.translate(_BLANKS)
    )
    return _TO_THE_POWER.sub("^", raised)


def currency(written: str) -> str:
    """Return the code of the first currency that a text names, "" for none."""
    named = (code for code, form in _CURRENCIES.items() if re.search(form, written, re.IGNORECASE))
    return next(named, "")


def _date_values(match: re.Match[str]) -> Iterator[str]:
    if match["iso"]:
        yield match["iso"]
        return
    month = MONTHS.index(match["month"] or match["us_month"] or match["alone"]) + 1
    day = int(match["day"] or match["us_day"] or 0)
    year = match["year"] or "????"
    yield f"{year}-{month:02}" + (f"-{day:02}" if day else "")


def _period_values(match: re.Match[str]) -> Iterator[str]:
    unit = match["unit"].lower()
    for number in _VALUE.finditer(match["numbers"]):
        value = float(_value(number[0])) if "^" not in number[0] else 0.0
        months = unit == "year" and value == int(value)
        yield f"{value * 12:.12g} month" if months else f"{value:.12g} {unit}"


def _amount_values(match: re.Match[str]) -> Iterator[str]:
    yield f"{currency(match[0])} {_value(match['after'] or match['before'])}"


def _share_values(match: re.Match[str]) -> Iterator[str]:
    yield _value(match["number"])


def _number_values(match: re.Match[str]) -> Iterator[str]:
    if match[0].lower() != "one":  # "one of them" counts nothing
        yield _value(match[0])


def _multiple_values(match: re.Match[str]) -> Iterator[str]:
    yield _MULTIPLES[match[0].lower()]


def missing(note: str, *texts: str) -> Iterator[str]:
    """Yield in words each figure of a note that the texts lack."""
    whole = "\n".join(texts)
    for kind, read in _KINDS.items():
        there = read(whole)
        said = read(note)
        yield from (f"{kind} {shown!r}" for value, shown in said.items() if value not in there)
    yield from (f"period {shown!r}" for shown in stray_units(note, whole))
    if (money := _MONEY.search(note)) and not _MONEY.search(whole):
        yield f"currency {money[0]!r}"


def stray_units(note: str, text: str) -> list[str]:
    """Return what a note says of periods without a number, "annually", that the text lacks."""
    units = {match["unit"].lower() for match in _UNIT.finditer(text)} | _often(text).keys()
    return [shown for unit, shown in _loose_units(note).items() if unit not in units]


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
_READERS: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], Iterator[str]]], ...] = (
    ("date", _ANY_DATE, _date_values),
    ("amount", _AMOUNT, _amount_values),
    ("percentage", _SHARE, _share_values),
    ("period", _PERIOD, _period_values),
    ("number", _VALUE, _number_values),
    ("number", re.compile(rf"\b(?:{'|'.join(_MULTIPLES)})\b", re.IGNORECASE), _multiple_values),
)
