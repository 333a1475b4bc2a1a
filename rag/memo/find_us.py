"""Find the citations of United States law in a memo."""

from __future__ import annotations

import importlib
import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Protocol, cast

from rag.memo.model import UNITED_STATES, Mention
from rag.memo.us_dockets import dockets
from rag.memo.us_laws import Law, laws
from rag.memo.us_members import CFR, FAR, PLAIN, STEPS, USC, Member, each, members, steps_in

_Found = tuple[tuple[int, int], str]

_MARK = re.compile(
    r"\s?,?\s{0,2}(?:(?P<many>§§|[Ss]ections|[Ss]ecs\.)|§|[Ss]ection|[Ss]ec\.)\s{0,2}"
)
_BARE = re.compile(r"\s{0,2}")
_PART = re.compile(
    r"\s?,?\s(?P<sub>[Ss]ub)?(?:p(?:ar)?ts?\.?|P(?:ar)?ts?\.?)\s(?P<n>\d{1,4}(?:\.\d{1,3})?)\b"
)
_BEFORE = re.compile(
    rf"(?P<within>(?:\b(?i:subsection|paragraph|subparagraph|clause)s?\s{STEPS}\sof\s){{0,3}})"
    r"(?P<mark>\b[Ss]ections?\s{1,2}|\b[Ss]ecs?\.\s?|§{1,2}\s?)(?=\d)"
)
_OF = re.compile(r"\s{1,2}of\s{1,2}(?:the\s{1,2})?|,\s{1,2}(?=[Tt]itle)")
_SEQ = re.compile(r"\s{1,2}(?:et\sseq\b\.?|(?P<note>note)\b)")
_STEPS_BEHIND = re.compile(STEPS)


class _Reporters(Protocol):
    """What the module behind eyecite offers."""

    def reporter_citations(self, text: str) -> Iterator[_Found]:
        """Yield spans and normal forms."""


@cache
def _reporters() -> _Reporters:
    """Import eyecite on first use: its tables take a fifth of a second to load."""
    return cast(_Reporters, importlib.import_module("rag.adapters.us_citations"))


def us_mentions(text: str) -> list[Mention]:
    """Return the citations of United States law in the order in which they stand.

    Forms: the United States Code with or without section sign, "section 3252 of title 10",
    the Code of Federal Regulations, FAR and DFARS, executive orders, public laws, bills and
    codes of the states, dockets, and what eyecite knows: decisions by reporter, Statutes at
    Large, Federal Register. A list gives a mention for each member, a range for each end.
    "Id." and "supra" are left alone.
    """
    found = _beside(list(_cited(text)), dockets(text))
    found = _beside(found, _from_reporters(text))
    return [
        Mention(text=text[start:end], span=(start, end), kind=UNITED_STATES, cite=cite)
        for (start, end), cite in found
    ]


def _beside(found: Sequence[_Found], others: Iterable[_Found]) -> list[_Found]:
    """Return the citations with those others that overlap none of them, in order."""
    kept = sorted(found)
    starts = [span[0] for span, _ in kept]
    added: list[_Found] = []
    for span, cite in sorted(others, key=lambda other: (other[0][0], -other[0][1])):
        before = bisect_left(starts, span[1])
        is_free = not before or kept[before - 1][0][1] <= span[0]
        if is_free and not (added and span[0] < added[-1][0][1]):
            added.append((span, cite))
    return sorted([*kept, *added])


def _from_reporters(text: str) -> Iterator[_Found]:
    """Yield what eyecite finds, with the subsections behind it."""
    for (start, end), cite in _reporters().reporter_citations(text):
        steps = _STEPS_BEHIND.match(text, end) if "§" in cite else None
        yield (
            (start, steps.end() if steps else end),
            cite + ("".join(steps[0].split()) if steps else ""),
        )


def _cited(text: str) -> Iterator[_Found]:
    """Yield the citations of laws with their sections, which stand before or behind the law."""
    known = laws(text)
    by_start = {law.span[0]: law for law in known}
    used: set[int] = set()
    end = 0
    for match in _BEFORE.finditer(text):
        if match.start() < end:
            continue  # it was read as part of the list before it
        law, listed = _law_behind(text, match, by_start)
        end = listed[-1].span[1] if listed else match.end()
        if law and law.span[0] not in used:
            used.add(law.span[0])
            span, within = (match.start(), law.span[1]), steps_in(match["within"])
            yield from ((span, _cite(law, replace(m, steps=(*m.steps, *within)))) for m in listed)
    for law in known:
        if law.span[0] not in used:
            yield from _behind(text, law)


def _law_behind(
    text: str, match: re.Match[str], by_start: Mapping[int, Law]
) -> tuple[Law | None, list[Member]]:
    """Return the law that "sections 1 and 2 of" leads to, and the sections as it numbers them."""
    listed: list[Member] = []
    for number in (USC, CFR, PLAIN):
        listed = members(text, match.end(), number, _announces(match["mark"]))
        joined = _OF.match(text, listed[-1].span[1]) if listed else None
        law = by_start.get(joined.end()) if joined else None
        if law and law.number in (number, FAR):
            return law, listed
    return None, listed


def _announces(mark: str) -> bool:
    """Tell whether a mark announces several sections."""
    return mark.strip().rstrip(".").endswith(("s", "§§"))


def _behind(text: str, law: Law) -> Iterator[_Found]:
    """Yield the law with the sections that follow it, or the law alone where that is cited."""
    end = law.span[1]
    mark = _MARK.match(text, end)
    start = mark.end() if mark else end
    if not mark and law.bare:
        start = _blanks(text, end)
    listed = (
        members(text, start, law.number, bool(mark and mark["many"])) if mark or law.bare else []
    )
    part = _PART.match(text, end) if law.cite.endswith("C.F.R.") else None
    if listed:
        yield from _with_ending(text, law, listed)
    elif part:
        yield (
            (law.span[0], part.end()),
            f"{law.cite} {'subpt.' if part['sub'] else 'pt.'} {part['n']}",
        )
    elif law.alone:
        yield law.span, law.cite


def _with_ending(text: str, law: Law, listed: Sequence[Member]) -> Iterator[_Found]:
    """Yield the sections listed; "note" belongs to the last one, and "et seq." to its words."""
    ending = _SEQ.match(text, listed[-1].span[1])
    *others, last = each(listed, law.span[0])
    yield from ((member.span, _cite(law, member)) for member in others)
    end = ending.end() if ending else last.span[1]
    note = " note" if ending and ending["note"] and law.number is USC else ""
    yield (last.span[0], end), _cite(law, last) + note


def _blanks(text: str, position: int) -> int:
    found = _BARE.match(text, position)
    return found.end() if found else position


def _cite(law: Law, member: Member) -> str:
    return f"{law.cite} § {member.cite}"
