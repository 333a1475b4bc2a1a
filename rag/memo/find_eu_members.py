"""Read an article, recital or annex from its mark on: "Articles 9, 10(2)(f) and 15"."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from rag.memo.find_eu_steps import ROMAN, Path, bare, between, tail
from rag.memo.find_eu_words import (
    ANNEX_NUMBER,
    COUNTED,
    EITHER,
    GAP,
    GAP_OR_NONE,
    HEAD,
    JOIN,
    LATIN,
    NUMBER,
    PIECE,
    PLURAL,
    RECITAL_NUMBER,
    SECTION,
    STEP,
    STEPS,
)

Named = Callable[[int], bool]
"""Tells whether an act is named right behind a position of a text."""


@dataclass(frozen=True, slots=True)
class Member:
    """One provision of a list."""

    number: str
    steps: Path = ()
    section: str = ""


@dataclass(frozen=True, slots=True)
class Headed:
    """What stands behind a mark such as "Articles"."""

    kind: str
    members: tuple[Member, ...]
    end: int


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark, and which numbers it takes."""

    text: str
    named: Named
    many: bool
    either: bool
    numbers: re.Pattern[str]

    def goes_on(self, end: int) -> tuple[re.Match[str], re.Match[str]] | None:
        """Return how a list goes on behind a member, and with which number."""
        join = JOIN.match(self.text, end)
        number = self.numbers.match(self.text, join.end()) if join else None
        if join is None or number is None or COUNTED.match(self.text, number.end()):
            return None
        if is_long(number.group()) and not self.named(number.end()):
            return None
        return (join, number) if self._takes(join, number) else None

    def _takes(self, join: re.Match[str], number: re.Match[str]) -> bool:
        """Tell a list from a number that follows: "Article 5 and 6 months later"."""
        if self.many or self.named(number.end()) or STEPS.match(self.text, number.end()):
            return True
        if self.either:
            return join.group().strip() != "," or _ENDS.match(self.text, number.end()) is not None
        tight = join["to"] is not None and not join.group().strip("-‐‑–—")
        return tight or number.group().startswith("(")


_ENDS = re.compile(rf"{GAP_OR_NONE}(?:[,;.:)\]]|$|(?:and|or|und|oder|et|ou|og|eller){GAP})")
_FOLLOWING = re.compile(rf"{GAP_OR_NONE}(?:ff\.?(?!\w)|et{GAP}seqq?\b\.?|et{GAP}s\.)")
_PROSE_I = re.compile(r"[^\S\n]+(?!of|to|and|or|in|point|section|part|is|lists)[a-z]")
_ANNEX_POINT = re.compile(rf"(?:\.|,{GAP})(?P<number>\d{{1,2}})(?P<steps>(?:{STEP})+)?(?![\w/])")


def headed(text: str, position: int, named: Named) -> Headed | None:
    """Return what a mark at a position cites, None when it cites nothing."""
    head = HEAD.match(text, position)
    if head is None:
        return None
    word = head.group().strip()
    kind = next(name for name in ("art", "rct", "anx") if head[name])
    numbers = {"art": NUMBER, "rct": RECITAL_NUMBER, "anx": ANNEX_NUMBER}[kind]
    many, either = PLURAL.search(word) is not None, EITHER.search(word) is not None
    mark = _Mark(text, named, many, either, numbers)
    reader = {"art": _articles, "rct": _recitals, "anx": _annexes}[kind]
    found = reader(mark, head.end(), word)
    if found is None:
        return None
    members, end = found
    following = _FOLLOWING.match(text, end)
    return Headed(kind, tuple(members), following.end() if following else end)


def is_long(number: str) -> bool:
    """Tell whether a number has the four digits of no article but those of a code, or of none."""
    return _LONG.match(number) is not None


_LONG = re.compile(r"\d{4}")
_MOST = 400
"""How many members a list may have."""


def _articles(mark: _Mark, position: int, word: str) -> tuple[list[Member], int] | None:
    number = mark.numbers.match(mark.text, position)
    if number is None:
        return None
    if word == "art" and not (STEPS.match(mark.text, number.end()) or mark.named(number.end())):
        return None  # "state of the art 5 years ago"
    members: list[Member] = []
    while True:
        name = _article_number(number)
        paths, end = tail(mark.text, number.end(), _dotted(number))
        members += (Member(name, path) for path in paths)
        following = mark.goes_on(end) if len(members) < _MOST else None
        if following is None:
            return members, end
        join, number = following
        if join["to"]:
            members += (Member(n) for (n,) in between((name,), (_article_number(number),)))


def _article_number(number: re.Match[str]) -> str:
    letter = LATIN.get((number["latin"] or "").lower(), number["letter"] or "")
    return f"{number['number']}{letter.lower()}"


def _dotted(number: re.Match[str]) -> Path:
    return bare(f"{number['dotted'] or ''}.{number['last'] or ''}")


def _recitals(mark: _Mark, position: int, _: str) -> tuple[list[Member], int] | None:
    number = mark.numbers.match(mark.text, position)
    if number is None:
        return None
    members: list[Member] = []
    while True:
        members.append(Member(number["number"]))
        piece = PIECE.match(mark.text, number.end())
        end = piece.end() if piece else number.end()
        following = mark.goes_on(end) if len(members) < _MOST else None
        if following is None:
            return members, end
        join, number = following
        if join["to"]:
            last = (members[-1].number,)
            members += (Member(n) for (n,) in between(last, (number["number"],)))


def _annexes(mark: _Mark, position: int, word: str) -> tuple[list[Member], int] | None:
    number = mark.numbers.match(mark.text, position)
    if number is None or (word == "annex" and number.group() == "I" and _is_prose(mark, number)):
        return None
    members: list[Member] = []
    while True:
        name = _roman(number)
        parts, end = _in_annex(mark.text, number.end(), name)
        if number["arabic"] and not mark.named(end):
            return None
        members += parts
        following = mark.goes_on(end) if len(members) < _MOST else None
        if following is None or (not mark.many and following[1].group() == "I"):
            return members, end
        join, number = following
        if join["to"]:
            last = (name.lower(),)
            members += (Member(n.upper()) for (n,) in between(last, (_roman(number).lower(),)))


def _is_prose(mark: _Mark, number: re.Match[str]) -> bool:
    """Tell "the annex I sent you" from "annex I"."""
    return _PROSE_I.match(mark.text, number.end()) is not None


def _roman(number: re.Match[str]) -> str:
    if number["roman"]:
        return number["roman"].upper()
    value = int(number["arabic"])
    return ROMAN[value].upper() if 0 < value < len(ROMAN) else number["arabic"]


def _in_annex(text: str, position: int, number: str) -> tuple[list[Member], int]:
    section, end = "", position
    if match := SECTION.match(text, end):
        section, end = match["section"] or match["dotted"], match.end()
    first: Path = ()
    if (match := _ANNEX_POINT.match(text, end)) and (match["steps"] or text[end] == "."):
        first, end = bare(match.group()), match.end()
    paths, end = tail(text, end, first)
    return [Member(number, path, section) for path in paths], end
