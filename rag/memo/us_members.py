"""Read the sections that a citation of United States law lists, with their subsections."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

STEPS = r"(?:\s?\((?:\d{1,3}|[a-z]{1,2}|[ivx]{1,6}|[A-Z])\)|\([A-Z]{2}\)){1,8}"
"""Pattern of subsections: "(a)(1)(B)(ii)"."""

USC = re.compile(r"\d{1,5}(?:[a-z]{1,3}(?:[-–]\d{1,3}[a-z]{0,2})?|[A-Z])?(?![\d/])")
CFR = re.compile(r"\d{1,4}\.\d{1,5}(?:-\d{1,5}(?![.\d]))?(?![\d/])")
FAR = re.compile(r"\d{1,3}\.\d{3,4}(?:-\d{1,5}(?![.\d]))?(?![\d/])")
PLAIN = re.compile(r"\d{1,6}(?:\.\d{1,5})?(?:-\d{1,5}(?![.\d])){0,2}[a-z]?(?![\w/])")
"""Patterns of a section's number: of the code, of regulations, of the acquisition rules, other."""

_STEPS = re.compile(STEPS)
_STEP = re.compile(r"\(([^()]*)\)")
_JOIN = re.compile(
    r"\s{0,2}[,;]\s{0,3}(?:(?:and|or|&)\s{1,3})?(?:§{1,2}\s?)?"
    r"|\s{1,3}(?:and|or|&|to|through)\s{1,3}(?:§{1,2}\s?)?|\s?[-–—]\s?"
)
_OTHER = re.compile(
    r"\s{0,2}(?:U\.?\s?S\b|C\.?\s?F\.?\s?R|Stat\b|F(?:ed)?\.|S\.\s?Ct|%"
    r"|(?:days?|hours?|weeks?|months?|years?|per\s?cent|percent|million|employees|people)\b)"
)
"""What tells that a number behind a comma is no further section: "10 U.S.C. 3252, 41 U.S.C."."""
_ENDS = re.compile(r"\s{0,2}(?:[,.;:)\]]|(?:and|or|to|of)\b|$)")
_LEVELS = (r"[ivx]{2,}", r"[a-z]{1,2}", r"\d+", r"[A-Z]{1,2}")
_MOST = 60


@dataclass(frozen=True, slots=True)
class Member:
    """One section of a list, with the subsections cited of it."""

    span: tuple[int, int]
    section: str
    steps: tuple[str, ...] = ()

    @property
    def cite(self) -> str:
        """The section with its subsections: "3252(a)(1)"."""
        return self.section + "".join(f"({step})" for step in self.steps)


def members(text: str, position: int, number: re.Pattern[str], plural: bool) -> list[Member]:
    """Return the sections listed from a position on, [] when none is.

    A range gives its two ends: which sections stand between them only the code knows.
    `plural` says that the text announces several ("§§", "sections"); else only a number as
    long as the first one continues the list.
    """
    found = number.match(text, position)
    if found is None:
        return []
    first = _with_steps(text, Member(found.span(), found[0].replace("–", "-")))
    listed = [first]
    while len(listed) < _MOST:
        following = _next(text, listed[-1], number, plural)
        if following is None:
            break
        listed.append(following)
    return listed


def _next(text: str, last: Member, number: re.Pattern[str], plural: bool) -> Member | None:
    join = _JOIN.match(text, last.span[1])
    if join is None:
        return None
    steps = _STEPS.match(text, join.end())
    if steps and last.steps:
        return Member(steps.span(), last.section, _moved(last.steps, _bare(steps[0])))
    found = number.match(text, join.end())
    if found is None or _OTHER.match(text, found.end()):
        return None
    member = _with_steps(text, Member(found.span(), found[0].replace("–", "-")))
    if not plural and not _continues(text, last, member):
        return None
    return _unabridged(last, member) if join[0].strip() in ("-", "–", "—") else member


def _continues(text: str, last: Member, member: Member) -> bool:
    """Tell whether a number behind a single section continues the list."""
    same = len(member.section) == len(last.section)
    return same and _ENDS.match(text, member.span[1]) is not None


def _unabridged(last: Member, member: Member) -> Member:
    """Return the end of a range with the digits that a range leaves out: 4511-68 is 4568."""
    first, end = last.section, member.section
    if first.isdigit() and end.isdigit() and len(end) < len(first):
        return replace(member, section=first[: len(first) - len(end)] + end)
    return member


def _with_steps(text: str, member: Member) -> Member:
    found = _STEPS.match(text, member.span[1])
    if found is None:
        return member
    return replace(member, span=(member.span[0], found.end()), steps=_bare(found[0]))


def steps_in(text: str) -> tuple[str, ...]:
    """Return the steps of "paragraph (1) of subsection (a) of", from the outside in."""
    parts = [_bare(found[0]) for found in _STEPS.finditer(text)]
    return tuple(step for part in reversed(parts) for step in part)


def _bare(steps: str) -> tuple[str, ...]:
    return tuple(_STEP.findall(steps))


def _moved(steps: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    """Return the steps with new ones in the place of those of their sort: (a)(1), then (2)."""
    level = _level(new[0])
    kept = tuple(takewhile(lambda step: _level(step) != level, steps))
    return (*kept, *new) if len(kept) < len(steps) else (*steps[: len(steps) - 1], *new)


def _level(step: str) -> int:
    return next((n for n, form in enumerate(_LEVELS) if re.fullmatch(form, step)), len(_LEVELS))


def each(listed: Sequence[Member], start: int) -> Iterator[Member]:
    """Yield the members; the first one's span begins at `start`, where its law is named."""
    for n, member in enumerate(listed):
        yield member if n else replace(member, span=(start, member.span[1]))
