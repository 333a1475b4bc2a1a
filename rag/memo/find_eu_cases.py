"""Find the decisions of courts that a memo cites by number or by ECLI."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.memo.find_eu_words import GAP
from rag.memo.model import CASE, Mention

_HYPHEN = "[-‐‑–]"
_SUFFIX = r"(?P<suffix>[^\S\n](?:PPU|P(?:\(R\))?|RX|R|REV|DEP|SA|AJ)(?!\w))?"
_NUMBERED = re.compile(
    rf"(?<![\w/])(?P<court>[CTF]){_HYPHEN}(?P<number>\d{{1,4}}/\d{{2}}){_SUFFIX}(?![\w/])"
)
_OLD = re.compile(
    rf"(?<!\w)(?:Cases?|Rechtssachen?|Rs\.|affaires?|aff\.|sag(?:en)?){GAP}"
    rf"(?P<number>\d{{1,3}}/\d{{2}})(?![\w/])",
    re.I,
)
_ECLI = re.compile(
    r"(?<![\w:])(?:ECLI:(?P<any>[A-Z]{2}:[A-Z0-9]{1,7}:\d{4}:[A-Z0-9.]{1,25}(?<!\.))"
    r"|(?P<eu>EU:[CTF]:\d{4}:\d{1,4}))(?!\w)",
    re.I,
)
_CELEX = re.compile(r"(?<!\w)6(?P<year>\d{4})(?P<court>[CTF])[JO](?P<number>\d{4})(?!\w)")


def cases(text: str) -> Iterator[Mention]:
    """Yield the decisions that a text cites, not in order.

    `cite` is the case number as the Court writes it, or the ECLI.
    """
    for match in _NUMBERED.finditer(text):
        yield _case(match, f"{match['court']}-{match['number']}{_plain(match['suffix'])}")
    for match in _OLD.finditer(text):
        yield _case(match, match["number"])
    for match in _ECLI.finditer(text):
        yield _case(match, f"ECLI:{match['any'] or match['eu']}".upper())
    for match in _CELEX.finditer(text):
        yield _case(match, f"{match['court']}-{int(match['number'])}/{match['year'][2:]}")


def _plain(suffix: str | None) -> str:
    return f" {suffix.strip()}" if suffix else ""


def _case(match: re.Match[str], cite: str) -> Mention:
    return Mention(match.group(), match.span(), CASE, cite=cite)
