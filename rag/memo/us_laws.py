"""Find where a memo names a law of the United States, before its sections are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from rag.memo.us_members import CFR, FAR, PLAIN, USC
from rag.memo.us_states import STATE, code, state

_DASH = re.compile(r"\s?[-–]\s?")
_NO = r"(?:\s?(?:Nos?\.?|Number|#))?"


@dataclass(frozen=True, slots=True)
class Law:
    """A law as named in a memo."""

    span: tuple[int, int]
    cite: str
    """Normalised, without a section: "10 U.S.C.", "Exec. Order No. 14110", "Cal. S.B. 53"."""
    number: re.Pattern[str] = PLAIN
    """How its sections are numbered."""
    alone: bool = False
    """Whether it is a citation without a section: an order is, a title of the code is not."""
    bare: bool = False
    """Whether a section may follow without a mark: "10 U.S.C. 3252"."""


@dataclass(frozen=True, slots=True)
class _Form:
    pattern: re.Pattern[str]
    cite: Callable[[re.Match[str]], str]
    number: re.Pattern[str] = PLAIN
    alone: bool = False
    bare: bool = False


def _state_code(match: re.Match[str]) -> str:
    if match["known"]:
        return "N.Y. Gen. Bus. Law" if match["known"][0] == "G" else "Cal. Bus. & Prof. Code"
    return f"{state(match['state'])} {code(match['code'])}"


def _bill(match: re.Match[str]) -> str:
    letters = {"s": "S.B.", "a": "A.B.", "h": "H.B."}[match["kind"][0].lower()]
    number = f"{letters} {match['n'].replace('–', '-')}"
    return f"{state(match['state'])} {number}" if match["state"] else number


_CODE_OF = r"(?:United\s+States|U\.?\s?S\.?)\s+Code\b"
_UNIONS = r"(?:U\.?\s?S\.?\s?C(?:\.\s?[AS]\.|\.|A\b|\b)|" + _CODE_OF + ")"
_REGULATIONS = r"(?:C\.?\s?F\.?\s?R\b\.?|Code\s+of\s+Federal\s+Regulations\b)"
_OF = r"(?:\s?,\s{0,2}|\s{1,2})(?:of\s+(?:the\s+)?)?"
_WORD = r"(?:[A-Z][a-z]+(?:\.|['’]t)?|and|&)"
_KNOWN = (
    r"(?:Business\s(?:and|&)\sProfessions|Bus\.\s?(?:and|&)\sProf\.)\sCode|General\sBusiness\sLaw"
)
_FORMS = (
    _Form(
        re.compile(rf"\b(?P<t>\d{{1,2}})\s{{0,2}}{_UNIONS}"),
        lambda m: f"{m['t']} U.S.C.",
        USC,
        bare=True,
    ),
    _Form(
        re.compile(rf"\b[Tt]itle\s(?P<t>\d{{1,2}}){_OF}{_UNIONS}"),
        lambda m: f"{m['t']} U.S.C.",
        USC,
    ),
    _Form(
        re.compile(rf"\b(?:[Tt]itle\s)?(?P<t>\d{{1,2}})(?:\s{{0,2}}|{_OF}){_REGULATIONS}"),
        lambda m: f"{m['t']} C.F.R.",
        CFR,
        bare=True,
    ),
    _Form(
        re.compile(r"\b[Tt]itle\s(?P<t>\d{1,2})\b(?!\s(?:of|to)\b)"),
        lambda m: f"{m['t']} U.S.C.",
        USC,
    ),
    _Form(
        re.compile(
            r"\b(?:DFARS|FAR|(?:Defense\s)?Federal\sAcquisition\sRegulation(?:\sSupplement)?)\b"
            r"(?:\s\(D?FARS?\))?"
        ),
        lambda _: "48 C.F.R.",
        FAR,
        bare=True,
    ),
    _Form(
        re.compile(
            rf"\b(?:E\.?\s?O\.?|(?i:Exec(?:utive|\.)\s+Order))(?P<s>s)?(?:\s\(E\.?O\.?\))?{_NO}"
            r"\s?(?P<n>\d{2},\d{3}|\d{4,5})\b"
        ),
        lambda m: f"Exec. Order No. {m['n'].replace(',', '')}",
        alone=True,
    ),
    _Form(
        re.compile(
            rf"\b(?:(?i:Pub(?:lic|\.)\s?L(?:aw|\.))(?P<s>s)?|P\.\s?L\.|PL){_NO}\s?"
            r"(?P<n>\d{2,3}\s?[-–]\s?\d{1,3})\b"
        ),
        lambda m: f"Pub. L. No. {_DASH.sub('-', m['n'])}",
        alone=True,
    ),
    _Form(
        re.compile(
            rf"\b(?:(?P<state>{STATE})(?:['’]s)?\s)?"
            r"(?P<kind>S\.\s?B\.|SB|(?:Senate|Assembly|House)\sBill|(?(state)[AH](?:\.\s?B\.|B)|(?!)))"
            rf"{_NO}[\s-]?(?P<n>\d{{1,4}}(?:[-–]\d{{1,4}})?)\b(?!\.\d)"
        ),
        _bill,
        alone=True,
    ),
    _Form(
        re.compile(
            rf"\b(?:(?P<state>{STATE})(?:['’]s)?\s(?P<code>(?:{_WORD}\s){{1,5}}?"
            rf"(?:Code|Law|Stat(?:utes|\.)))|(?P<known>{_KNOWN}))"
        ),
        _state_code,
    ),
    _Form(re.compile(r"\bH\.\s?R\.\s?(?P<n>\d{1,5})\b"), lambda m: f"H.R. {m['n']}", alone=True),
    _Form(
        re.compile(
            r"\b(?:(?:New\sYork(?:['’]s)?|N\.Y\.)\s)?"
            r"(?:RAISE\sAct|Responsible\sAI\sSafety\sand\sEducation\sAct)\b"
        ),
        lambda _: "N.Y. RAISE Act",
        alone=True,
    ),
    _Form(
        re.compile(
            r"\b(?:(?:California(?:['’]s)?|Cal\.)\s)?"
            r"(?:Transparency\sin\sFrontier\sArtificial\sIntelligence\sAct|TFAIA)\b"
        ),
        lambda _: "Cal. S.B. 53",
        alone=True,
    ),
    _Form(
        re.compile(
            r"\bFASCSA\b"
            r"|\bFederal\sAcquisition\sSupply\sChain\sSecurity\sAct\b(?:\sof\s2018)?"
        ),
        lambda _: "41 U.S.C.",
        USC,
    ),
    _Form(
        re.compile(r"\bNIST\s(?P<n>AI\s(?:\d{3}-\d{1,2}|RMF))\b"),
        lambda m: f"NIST {m['n']}",
        alone=True,
    ),
)
_MORE = re.compile(
    r"(?:\s?,\s(?:and\s|or\s)?|\s(?:and|or)\s)(?P<n>\d{2},\d{3}\b|\d{4,5}\b(?!\s(?!and\b|or\b)[a-z])|\d{2,3}[-–]\d{1,3}\b)"
)
_MOST_MORE = 20


def laws(text: str) -> list[Law]:
    """Return the laws that a text names, in order; none overlaps another."""
    found: list[Law] = []
    for form in _FORMS:
        for match in form.pattern.finditer(text):
            first = Law(match.span(), form.cite(match), form.number, form.alone, form.bare)
            found.extend(_listed(text, first, match))
    found.sort(key=lambda law: (law.span[0], -law.span[1]))
    kept: list[Law] = []
    for law in found:
        if not kept or law.span[0] >= kept[-1].span[1]:
            kept.append(law)
    return kept


def _listed(text: str, first: Law, match: re.Match[str]) -> Iterator[Law]:
    """Yield a law and those that its plural adds: "Executive Orders 14110 and 14179"."""
    yield first
    plural = match.groupdict().get("s") or re.search(r"Nos\b", match[0])
    end, head = match.end(), first.cite.rpartition(" ")[0]
    for _ in range(_MOST_MORE if plural else 0):
        more = _MORE.match(text, end)
        if more is None:
            return
        number = more["n"].replace(",", "").replace("–", "-")
        yield replace(first, span=more.span("n"), cite=f"{head} {number}")
        end = more.end()
