"""Find the articles, recitals and annexes that a memo cites, with their lists and ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from rag.memo.find_eu_members import Member, Named, headed
from rag.memo.find_eu_steps import Path, items, ordinal
from rag.memo.find_eu_words import GAP, LEVEL, OF, PIECE, SECTION, THAT_UNIT, THEREOF


@dataclass(frozen=True, slots=True)
class Unit:
    """A citation with all that its list or range names."""

    span: tuple[int, int]
    kind: str
    """"art", "rct" or "anx"; "par", "pnt" or "unit" for words that hang on an earlier citation:
    "paragraph 3", "point (b)", "that Article". Their members have no number."""
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """Words for parts below a unit: "paragraph 1, point (a)", "the first subparagraph"."""

    kind: str
    paths: tuple[Path, ...]
    section: str
    end: int
    unnumbered: bool
    """Whether a paragraph is counted and has no number: "the third paragraph"."""


_START = re.compile(
    r"(?<!\w)(?:l['’])?(?:articles?|arts?|artikel[ns]?|artiklerne|artikler|recitals?|recs?"
    r"|erwägungsgr\w+|erwgr?|considérants?|betragtning\w*|annexe?s?|anhang\w*|anhänge\w*|anh|bilag"
    r"|that|same|said|points?|letters?|lit|litra|buchst|buchstaben?|lettres?|nummern?"
    r"|sub-?para(?:graph)?s?|paragraphe?s?|paras?|pars?|absatz|absätzen?|abs|stk|stykke|punkt"
    r"|section|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|final"
    r"|introductory|opening|1st|2nd|3rd|premi[eè]re?|deuxième|dernière?|første|andet|tredje)(?!\w)",
    re.I,
)
_DEPTH = 5
_BEYOND = re.compile(
    rf"{GAP}(?:above|below|supra|infra|(?:of|des|der|du|de)\b(?!{GAP}(?:that|the{GAP}same)\b))"
)
_BODY = r"(?:NGO|organi[sz]ation|group|charity|watchdog|campaigners|advocates)"
_BODY_BEFORE = re.compile(rf"\b{_BODY}\W{{1,3}}(?:called\s|named\s)?$|\b(?:Law|Code|Const\.),?\s$")
_BODY_BEHIND = re.compile(
    rf",?\s\(?(?:an?|the)\s(?:[\w-]+\s){{0,3}}{_BODY}\b"
    r"|\s(?:Data\sProtection\s)?(?:Working\s(?:Party|Group)|WP|Committee)\b",
    re.I,
)
_SPEAKS = re.compile(r"\s(?:ha(?:s|ve)\s)?(?:warned|argued|urged|critici[sz]ed|said|wrote)\b")


def units(text: str, named: Named) -> Iterator[Unit]:
    """Yield the citations of a text in order, without overlaps.

    `named` tells whether an act is named right behind a position.
    """
    position = 0
    while start := _START.search(text, position):
        unit = _at(text, start.start(), named)
        if unit and not _is_body(text, unit):
            yield unit
        position = unit.span[1] if unit else start.end()


def _at(text: str, start: int, named: Named) -> Unit | None:
    if found := headed(text, start, named):
        return Unit((start, found.end), found.kind, found.members)
    match = THAT_UNIT.match(text, start)
    if match and match["what"] in ("Article", "Annex"):
        return Unit(match.span(), "unit", (Member(""),))
    return _below(text, start, named)


def _below(text: str, start: int, named: Named) -> Unit | None:
    """Read parts named before their unit, the smallest first: "point (a) of Article 5(1)"."""
    groups: list[_Group] = []
    position = start
    while len(groups) < _DEPTH and (group := _group(text, position)):
        groups.insert(0, group)
        of = OF.match(text, group.end)
        if of is None:
            break
        position = of.end()
        if found := headed(text, position, named):
            first, *further = found.members
            return Unit((start, found.end), found.kind, (*_parts(first, groups), *further))
    return _relative(text, start, groups) if groups else None


def _group(text: str, position: int) -> _Group | None:
    kind, section, end, unnumbered = "", "", position, False
    paths: list[Path] = [()]
    while True:
        if match := SECTION.match(text, end):
            section, end = section_of(match), match.end()
        elif match := PIECE.match(text, end):
            paths, end = [(*path, *ordinal(match)) for path in paths], match.end()
            unnumbered = ordinal(match) != ()
            kind = kind or ("par" if unnumbered else "")
        elif len(paths) > 1 or len(paths[0]) > _DEPTH:
            break  # behind a list nothing goes deeper
        elif (match := LEVEL.match(text, end)) and (found := items(text, match)):
            paths = [(*paths[0], *item) for item in found[0]]
            kind, end = kind or ("par" if match["par"] else "pnt"), found[1]
        else:
            break
    return _Group(kind, tuple(paths), section, end, unnumbered) if end > position else None


def section_of(match: re.Match[str]) -> str:
    """Return the letter or number of a section or part of an annex."""
    return match["section"] or match["dotted"]


def _parts(unit: Member, groups: Sequence[_Group]) -> list[Member]:
    """Return the unit with each combination of the parts below it, the largest part first."""
    section = next((group.section for group in groups if group.section), unit.section)
    numbered = bool(unit.steps) or unit.number.isupper()
    below = product(*(g.paths for g in groups if not (numbered and g.unnumbered)))
    steps = [(*unit.steps, *(step for path in paths for step in path)) for paths in below]
    return [replace(unit, steps=one, section=section) for one in steps]


def _relative(text: str, start: int, groups: Sequence[_Group]) -> Unit | None:
    end = groups[0].end
    kind = next((group.kind for group in groups if group.kind), "")
    if match := THAT_UNIT.match(text, end) or THEREOF.match(text, end):
        end = match.end()
        kind = kind or "unit"
    if not kind or _BEYOND.match(text, end):
        return None
    return Unit((start, end), kind, tuple(_parts(Member(""), groups)))


def _is_body(text: str, unit: Unit) -> bool:
    """Tell whether the words name a body: the NGO Article 19, the Article 29 Working Party."""
    start, end = unit.span
    if unit.kind != "art" or any(member.steps for member in unit.members):
        return False
    if _BODY_BEFORE.search(text[max(0, start - 30) : start]) or _BODY_BEHIND.match(text, end):
        return True
    return unit.members[0].number == "19" and _SPEAKS.match(text, end) is not None
