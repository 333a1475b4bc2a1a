"""Join provisions with the acts that are named right before or behind them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.references import ELSEWHERE
from rag.memo.find_eu_acts import IBID, THEREOF, Named
from rag.memo.find_eu_names import TREATIES
from rag.memo.find_eu_units import Unit
from rag.memo.find_eu_words import GAP, GAP_OR_NONE


@dataclass(frozen=True, slots=True)
class Attached:
    """A citation with the words for its act, None when none stand beside it."""

    unit: Unit
    named: Named | None
    span: tuple[int, int]
    """Of the citation with the words for its act."""


_OF_WORD = r"(?:of|in|to|under|from|der|des|dem|den|von|zur|du|de|d['’]|del|af|i|fra)"
_THE_WORD = (
    rf"(?:the|both{GAP}the|der|die|das|dem|den|la|le|EU)"
    rf"(?:{GAP}(?:so-called|new|original|amended|consolidated|current|European|Union['’]s))?"
)
_BEHIND = re.compile(
    rf"\)?(?:{GAP_OR_NONE},)?(?:{GAP}{_OF_WORD}(?:{GAP}{_THE_WORD})?(?:{GAP}|(?<=['’]))"
    rf"(?:(?:Council|Commission|Delegated|Implementing|EU|Framework|Durchführungs|Delegierten?){GAP})*"
    rf"|{GAP}|{GAP_OR_NONE}[(\[]|{GAP}(?:l['’]))?"
)
_BEFORE = re.compile(
    rf"(?:['’]s?)?(?:{GAP_OR_NONE}[,:–—-]{GAP_OR_NONE}|{GAP_OR_NONE}(?P<open>[(\[]){GAP_OR_NONE}|{GAP})"
    rf"(?:(?:in|at){GAP}(?:its{GAP})?)?(?:the{GAP})?"
)
_IBID_BEFORE = re.compile(rf"[\s,;:.(]{{0,3}}(?:at{GAP})?")
_OPENS = re.compile(r"[(\[]")
_FURTHEST = 60
_TREATY = re.compile(
    rf"(?:{GAP_OR_NONE},)?{GAP}(?:{_OF_WORD}{GAP_OR_NONE}(?:(?:the|der|la|den){GAP})?)?"
    rf"(?:EU{GAP})?(?:{TREATIES})(?!\w)"
)
_TREATY_BEFORE = re.compile(rf"(?<!\w)(?:{TREATIES})(?:['’]s)?(?:,|:)?{GAP}$")
_LAWS = (
    r"(?:Act|Regulations?|Directive|Decision|Law|Code|Convention|Agreement|Constitution|Statutes?"
    r"|Rules|Contract|Guidelines|Declaration|Covenant|Ordinance|Decree|Bill|Order|Recommendation"
    r"|Proposal|Terms|Policy|Principles|Clauses|Annexe?|Schedule|Memorandum|Bylaws|Framework)"
)
_OTHER_LAW = re.compile(
    rf"{GAP}(?:of|in|to|under){GAP}(?:(?:the|an?|our|its|their|your|this|that){GAP})?"
    rf"(?:(?:[\w.'’-]+{GAP}){{1,3}}law\b|(?:[\w.'’-]+{GAP}){{0,2}}(?:contract|agreement|proposal|draft|constitution|treaty|convention"
    r"|statutes|bylaws|judgment|memorandum|code|policy|guidelines|template)\b"
    rf"|(?:(?:[A-Z][\w.'’-]*|and|of|on|for|the|\d{{4}}){GAP}){{1,8}}?{_LAWS}(?!\w)"
    rf"|{_LAWS}(?={GAP}on\b)|(?!Act|Regulation|Directive|Decision){_LAWS}(?!\w))"
)


_NO_LAW = (
    r"(?:AI|EU|UE|US|USA|UK|IT|ICT|CE|OJ|SMEs?|SMCs?|GPAI|CSIRTs?|ENISA|EDP[BS]|EBA|ESMA|EIOPA|ECB"
    r"|DPOs?|DPIA|FRIA|TLPT|CE)"
)
_SHORT_NAME = re.compile(
    rf"{GAP}(?:(?:of|in|under){GAP}(?:the{GAP})?)?(?!{_NO_LAW}\b)(?=[\w-]*[A-Z][\w-]?[A-Z])"
    rf"[A-Za-z][\w-]{{1,11}}(?:{GAP}(?:Act|Regulation|Directive|Law|Code))?"
    rf"(?=$|[,.;:)\]]|{GAP_OR_NONE}[(\[]|{GAP}(?:is|are|was|and|or|provides?|requires?|says?|states?"
    rf"|applies|obliges?|gives?|grants?|lays?|sets?|which|that|for|to|on)\b)"
)
"""A law by a short name that is not known: Article 25(2) eIDAS."""
_IN_BRACKETS = re.compile(rf"{GAP_OR_NONE}[(\[](?:the{GAP})?")


def attach(text: str, units: Sequence[Unit], acts: Sequence[Named]) -> list[Attached]:
    """Return each citation with its act; citations in a row share the act named last.

    Both must be in order and without overlaps.
    """
    beside = Beside(text, acts)
    found: list[Attached] = []
    for unit in units:
        taken = found[-1].span[1] if found else 0
        found.append(_behind(beside, unit) or _before(beside, unit, taken) or _bare(unit))
    for position in range(len(found) - 1, 0, -1):
        earlier, later = found[position - 1], found[position]
        if earlier.named is None and _shares(text, earlier, later):
            found[position - 1] = replace(earlier, named=later.named)
    return found


class Beside:
    """Finds the words for an act that stand next to a place in a text."""

    def __init__(self, text: str, acts: Sequence[Named]) -> None:
        self.text = text
        self._acts = acts
        self._starts = [act.span[0] for act in acts]
        self._ends = [act.span[1] for act in acts]

    def behind(self, end: int) -> Named | None:
        """Return the act named right behind a place, None when there is none."""
        for position in range(bisect_left(self._starts, end), len(self._acts)):
            act = self._acts[position]
            if act.span[0] - end > _FURTHEST or act.how == IBID:
                return None
            name = _SHORT_NAME.match(self.text, end)
            glossed = name and _IN_BRACKETS.fullmatch(self.text, name.end(), act.span[0])
            return act if glossed or _BEHIND.fullmatch(self.text, end, act.span[0]) else None
        return None

    def before(self, start: int) -> tuple[Named, bool] | None:
        """Return the act named right before a place, and whether a bracket opens between."""
        position = bisect_right(self._ends, start) - 1
        if position < 0 or start - self._ends[position] > _FURTHEST:
            return None
        act = self._acts[position]
        pattern = _IBID_BEFORE if act.how == IBID else _BEFORE
        match = pattern.fullmatch(self.text, act.span[1], start)
        if match is None or act.how == THEREOF:
            return None
        return act, act.how != IBID and match["open"] is not None

    def named(self, end: int) -> bool:
        """Tell whether an act is named right behind a place."""
        return self.behind(end) is not None or _TREATY.match(self.text, end) is not None


def _behind(beside: Beside, unit: Unit) -> Attached | None:
    start, end = unit.span
    if act := beside.behind(end):
        bracket = _OPENS.search(beside.text, end, act.span[0])
        return Attached(unit, act, (start, end if bracket else act.span[1]))
    patterns = (_TREATY, _OTHER_LAW, _SHORT_NAME)
    if match := next((m for p in patterns if (m := p.match(beside.text, end))), None):
        return Attached(unit, Named(match.span(), ELSEWHERE), (start, match.end()))
    return None


def _before(beside: Beside, unit: Unit, taken: int) -> Attached | None:
    start, end = unit.span
    found = beside.before(start)
    if found and found[0].span[0] >= taken:
        act, opens = found
        return Attached(unit, act, (start if opens else act.span[0], end))
    treaty = _TREATY_BEFORE.search(beside.text, max(taken, start - 50), start)
    return Attached(unit, Named(treaty.span(), ELSEWHERE), unit.span) if treaty else None


def _bare(unit: Unit) -> Attached:
    return Attached(unit, None, unit.span)


_ROW = re.compile(
    rf"(?:{GAP_OR_NONE},)?{GAP_OR_NONE}(?:(?:and|or|as{GAP}well{GAP}as|together{GAP}with|read{GAP}"
    rf"(?:together{GAP}|in{GAP}conjunction{GAP})?with|in{GAP}(?:conjunction|combination|connection)"
    rf"{GAP}with|und|oder|sowie|i\.?{GAP_OR_NONE}V\.?{GAP_OR_NONE}m\.|in{GAP}Verbindung{GAP}mit|et|ou"
    rf"|og|eller|&){GAP}(?:the{GAP}|with{GAP})?)?"
)


def _shares(text: str, earlier: Attached, later: Attached) -> bool:
    """Tell whether two citations stand in a row, and the act is named behind the later one."""
    named = later.named
    behind = named is not None and named.span[0] >= later.unit.span[1]
    return behind and _in_row(text, earlier, later)


def _in_row(text: str, earlier: Attached, later: Attached) -> bool:
    start, end = earlier.unit.span[1], later.unit.span[0]
    return end - start < _FURTHEST and _ROW.fullmatch(text, start, end) is not None
