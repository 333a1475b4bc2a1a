"""Find the acts that a memo names: by number, name, CELEX number or address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.references import find_acts
from rag.memo.find_eu_names import NAME, act_of
from rag.memo.find_eu_words import GAP, GAP_OR_NONE, JOIN

NAMED, ALIAS, IBID, THEREOF, CONTEXT = "named", "alias", "ibid", "thereof", "context"
"""How the act of a mention is known."""
THAT, THE = "that", "the"
"""Words for an act that was named before: "that Regulation", "the Directive"."""


@dataclass(frozen=True, slots=True)
class Named:
    """Words for an act in a memo."""

    span: tuple[int, int]
    act: str = ""
    """CELEX number, `ELSEWHERE` for what is no act by number, "" for words such as "thereof"."""
    how: str = NAMED
    letter: str = ""
    """For "that Regulation": "R", "L" or "D", "" for any act."""
    anchor: str = ""
    """Of an address that leads to a provision: "art_5.par_1"."""
    aside: bool = False
    """Whether it is named only as what another act amends or repeals."""

    @property
    def is_explicit(self) -> bool:
        """Whether the words themselves say which act is meant."""
        return self.how in (NAMED, ALIAS)


_BODY = r"(?:EU|EC|EEC|ECSC|EG|EWG|UE|CE|CEE|EF|EØF|Euratom)"
_BODIES = rf"(?:\(\s?{_BODY}(?:,\s?{_BODY})?\s?\)|{_BODY}\b)"
_NO = r"(?:No\b\.?|Nr\b\.?|nr\b\.?|n[°ºo]\.?|no\.)"
_DIGITS = (
    rf"(?:(?P<body>{_BODIES}){GAP_OR_NONE})?(?P<no>{_NO}{GAP_OR_NONE})?"
    r"(?P<first>\d{1,4})/(?P<second>\d{1,4})"
    r"(?P<suffix>/(?:EU|EC|EEC|ECSC|EG|EWG|UE|CE|CEE|EF|EØF|JHA|JI|JAI|RIA|Euratom)\b)?(?![\d/])"
)
_TYPES = (
    r"(?P<r>Regulations?|Reg\.?|Verordnung(?:en)?|VO|Règlements?|Forordning(?:en|er)?)"
    r"|(?P<l>Directives?|Dir\.|Richtlinien?|RL|Direktiv(?:et|er)?)"
    r"|(?P<d>Decisions?|Dec\.|Beschl(?:uss|usses|üsse[ns]?)|Entscheidung|Décisions?|Afgørelse"
    r"|Rammeafgørelse|Beslutning)"
)
_NUMBERED = re.compile(rf"(?<!\w)(?i:{_TYPES}){GAP}{_DIGITS}")
_FURTHER = re.compile(_DIGITS)
_CELEX = re.compile(
    r"(?<!\w)(?:CELEX(?:{0}(?:No\.?|number))?:?{0})?(?:3(?P<plain>\d{{4}}[RLD]\d{{4}})"
    r"|0(?P<text>\d{{4}}[RLD]\d{{4}})(?:-\d{{8}})?)(?!\w)".format(r"[^\S\n]?")
)
_ADDRESS = re.compile(
    r"(?:https?://)?(?:data\.europa\.eu|(?:www\.)?eur-lex\.europa\.eu|publications\.europa\.eu)/"
    r"[^\s<>\"'“”’»)\]]{1,300}(?<![.,;:!?])"
)
_ELI = re.compile(r"eli/(?P<type>reg|dir|dec)\w{0,8}/(?P<year>\d{4})/(?P<number>\d{1,4})(?!\d)")
_IN_ADDRESS = re.compile(r"(?:(?::|%3A)|/celex/)(?:3|0)(\d{4}[RLD]\d{4})", re.I)
_ANCHOR = re.compile(r"[/#]((?:art|rct|anx)_\w+(?:[./](?:par|pnt|sct)_\w+)*)", re.I)
_LETTERS = {"reg": "R", "dir": "L", "dec": "D"}
_WORDS = {"R": "Regulation", "L": "Directive", "D": "Decision"}

_ANAPHOR_TYPE = (
    r"(?:(?P<r>[Rr]egulation|Verordnung|règlement|forordning(?:en)?)"
    r"|(?P<l>[Dd]irective|Richtlinie|direktiv(?:et)?)"
    r"|(?P<d>[Dd]ecision|Beschluss(?:es)?|décision)|[Aa]ct|Gesetz(?:es)?)"
)
_ANAPHOR = re.compile(
    rf"(?<!\w)(?:(?P<that>that|the{GAP}(?:same|said|aforementioned|latter)|the{GAP}aforesaid|this"
    rf"|diese[rs]?|jene[rs]?|derselben|desselben|(?:du|la|le){GAP}même|ce|cette|denne|dette"
    rf"|samme){GAP}|(?P<the>the|The|der|des|du|de{GAP}la|la){GAP})"
    rf"{_ANAPHOR_TYPE}(?!\w|['’-]\w{{2}}|{GAP}(?:\(|No\b|Nr\b|\d|on\b|sur\b|über\b))"
)
_THEREOF = re.compile(r"(?<!\w)there(?:of|to|in)(?!\w)")
_IBID = re.compile(r"(?<!\w)(?:[Ii]bid(?:em)?\b\.?|Id\.(?!{GAP}at{GAP}\d)|[Ee]bd\.|[Ee]benda\b)")
_ASIDE = re.compile(r"\b(?:amending|repealing|zur Änderung|zur Aufhebung|modifiant|abrogeant)\b")
_STOP = re.compile(r"\n[^\S\n]*\n|[.!?][^\S\n]+(?=[A-Z])|[()]")


def acts_named(text: str) -> list[Named]:
    """Return the acts that a text names itself, in order, without overlaps."""
    found = [*_addresses(text), *_celex(text), *_numbered(text), *_by_name(text)]
    return _marked(text, apart(found))


def pointing(text: str) -> list[Named]:
    """Return the words that point at an act named elsewhere, in order."""
    found = [
        Named(m.span(), "", THAT if m["that"] else THE, _letter(m)) for m in _ANAPHOR.finditer(text)
    ]
    found += [Named(m.span(), "", THEREOF) for m in _THEREOF.finditer(text)]
    found += [Named(m.span(), "", IBID) for m in _IBID.finditer(text)]
    return apart(found)


def apart(found: list[Named]) -> list[Named]:
    """Return the words in order; of two that overlap the one that begins first, then the longer."""
    kept: list[Named] = []
    for one in sorted(found, key=lambda one: (one.span[0], -one.span[1])):
        if not kept or kept[-1].span[1] <= one.span[0]:
            kept.append(one)
    return kept


def _addresses(text: str) -> Iterator[Named]:
    for match in _ADDRESS.finditer(text):
        address = match.group()
        anchor = _ANCHOR.search(address)
        named = anchor[1].replace("/", ".") if anchor else ""
        if eli := _ELI.search(address):
            act = f"3{eli['year']}{_LETTERS[eli['type']]}{int(eli['number']):04d}"
            yield Named(match.span(), act, anchor=named)
        elif celex := _IN_ADDRESS.search(address):
            yield Named(match.span(), f"3{celex[1].upper()}", anchor=named)


def _celex(text: str) -> Iterator[Named]:
    for match in _CELEX.finditer(text):
        yield Named(match.span(), f"3{match['plain'] or match['text']}")


def _numbered(text: str) -> Iterator[Named]:
    for first in _NUMBERED.finditer(text):
        letter, match, end = _letter(first), first, first.start()
        while act := _act(letter, match):
            start = match.start()
            yield Named((start, match.end()), act)
            end = match.end()
            join = JOIN.match(text, end)
            following = _FURTHER.match(text, join.end()) if join else None
            if following is None:
                break
            match = following


def _act(letter: str, match: re.Match[str]) -> str:
    """Return the CELEX number; "" when neither a body nor a year shows that it is an act's."""
    first, second = match["first"], match["second"]
    years = [part for part in (first, second) if len(part) == 4 and 1950 <= int(part) < 2100]
    if not (years or match["body"] or match["suffix"]):
        return ""
    no = "No " if match["no"] else ""
    return next(iter(find_acts(f"{_WORDS[letter]} (EU) {no}{first}/{second}")), "")


def _letter(match: re.Match[str]) -> str:
    return next((letter for letter in "RLD" if match[letter.lower()]), "")


def _by_name(text: str) -> Iterator[Named]:
    for match in NAME.finditer(text):
        yield Named(match.span(), act_of(match))


def _marked(text: str, found: list[Named]) -> list[Named]:
    """Return the acts; those that a title names as amended or repealed are marked so."""
    marked: list[Named] = []
    aside, end = False, 0
    for one in found:
        between = text[end : one.span[0]] if one.span[0] - end < 1000 else "\n\n"
        *before, after = _STOP.split(between)
        aside = (aside and not before) or (bool(marked) and _ASIDE.search(after) is not None)
        marked.append(
            Named(one.span, one.act, one.how, one.letter, one.anchor, aside) if aside else one
        )
        end = one.span[1]
    return marked
