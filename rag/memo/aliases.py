"""Find the short names that a memo defines for acts, and where it uses them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.references import ELSEWHERE
from rag.memo.find_eu_acts import ALIAS, Named
from rag.memo.find_eu_names import is_name
from rag.memo.find_eu_words import GAP, GAP_OR_NONE

_OPEN, _CLOSE = "[\"'“‘„«»]", "[\"'”’“‘«»]"
_MARKED = (
    rf"{_OPEN}\s?(?:(?:the|der|die|das|le|la){GAP})?"
    rf"(?P<TERM>[^\W\d_][^\"'“”‘’„«»()\n]{{1,60}}?)\s?{_CLOSE}"
)
_FIRST, _SECOND = _MARKED.replace("TERM", "first"), _MARKED.replace("TERM", "second")
_LEAD = (
    rf"(?:(?:(?:here(?:in)?after|henceforth|herein|in{GAP}short|together|collectively|each|also"
    rf"|so-called|short|abbreviated|im{GAP}Folgenden|nachfolgend|nachstehend|kurz|ci-après|herefter"
    rf"|i{GAP}det{GAP}følgende)(?:,?{GAP}(?:referred{GAP}to{GAP}as|called|known{GAP}as|as|simply"
    rf"|dénommée?|genannt|benævnt))?|referred{GAP}to{GAP}(?:herein{GAP})?as|known{GAP}as)"
    rf"[,:]?{GAP_OR_NONE})?(?:(?:the|der|die|das|le|la|l['’]){GAP_OR_NONE})?"
)
_IN_BRACKETS = re.compile(
    rf"\((?P<lead>{_LEAD}){_FIRST}"
    rf"(?:{GAP_OR_NONE}(?:,|or|and|/|oder|ou|eller){GAP_OR_NONE}(?:or{GAP})?{_LEAD}"
    rf"{_SECOND})?[^()\n]{{0,30}}\)"
)
_INTRODUCED = re.compile(
    rf",?{GAP}(?:here(?:in)?after|henceforth|ci-après|nachfolgend|herefter)"
    rf"(?:,?{GAP}(?:referred{GAP}to{GAP}as|called|dénommée?|genannt))?,?{GAP}"
    rf"(?:(?:the|der|die|das|le|la){GAP})?{_FIRST}"
)
_PLAIN = re.compile(
    rf"{GAP_OR_NONE}\({_LEAD}(?P<first>[A-ZÄÖÜ][\w-]*(?:[ -][A-Z][\w-]*){{0,5}})"
    rf"(?:,?{GAP}(?:or{GAP}|and{GAP})?(?:the{GAP})?"
    r"(?P<second>[A-Z][\w-]*(?:[ -][A-Z][\w-]*){0,5}))?\)"
)
_BEHIND = re.compile(rf"{GAP_OR_NONE}[,;:]{GAP_OR_NONE}{_LEAD}{_FIRST}(?={GAP_OR_NONE}[)\]])")
_BEFORE = re.compile(
    rf"[(\[]{GAP_OR_NONE}{_LEAD}{_FIRST}{GAP_OR_NONE}[,;:]{GAP_OR_NONE}(?:the{GAP})?$"
)
"""In the same brackets as the act: (Regulation (EU) 2024/2847, “CRA”)."""
_NO_NAME = re.compile(
    r"(?:Art|Recital|Annex|Section|Chapter|Title|Part|OJ|EU|EC|CELEX|ELI|Case|No|See|Official"
    r"|Para|Point|The|In|As|Which|And|Or|[IVX]+|EEA|Text)\b"
)
_MEANS = re.compile(
    rf"(?:{_FIRST})(?:{GAP}(?:\(the{GAP}Act\){GAP})?(?:means?|refers?{GAP}to|is"
    rf"|are{GAP}to|stands{GAP}for|bezeichnet|désigne|betyder){GAP}|:{GAP})(?:the{GAP})?$"
)
_TITLE = re.compile(
    rf"{GAP_OR_NONE},?{GAP_OR_NONE}(?:of(?:{GAP}the)?{GAP}(?:European|Council|Commission|\d+)|laying|on"
    rf"|concerning|establishing|as{GAP}amended|du{GAP}Parlement|des{GAP}Europäischen|zur|Europa)\b"
)
_LAW = re.compile(
    r"\b(?:Act|Regulation|Directive|Law|Code|Statute|Order|Bill|Ordinance|Agreement|Convention"
    r"|Treaty|Decree|Constitution)(?:\s+(?:of\s+)?\(?\d{4}\)?)?[\s,]*$"
)
_GENERIC = re.compile(r"(?:Act|Regulation|Directive|Decision|Law|Code|Verordnung|Richtlinie)$")
_ARTICLE = re.compile(rf"\({_OPEN}\s?(?:the|der|die|das|le|la)\s", re.I)
_LONGEST_TITLE = 1500
_MOST = 200
"""How many names of acts a memo may define."""
_LAST = "~"


@dataclass(frozen=True, slots=True)
class Alias:
    """A short name, the act it stands for, and where it is defined."""

    term: str
    act: str
    """CELEX number, `ELSEWHERE` for another law, "" when no law is meant: "the Company"."""
    span: tuple[int, int]
    """Of the whole definition, with its brackets."""


def aliases(text: str, acts: Sequence[Named]) -> list[Alias]:
    """Return the terms that a memo defines, in order; `acts` are those it names, in order."""
    found = [*_bracketed(text, acts), *_plain(text, acts), *_meant(text, acts)]
    return sorted(found, key=lambda alias: alias.span)


def _bracketed(text: str, acts: Sequence[Named]) -> Iterator[Alias]:
    ends = [act.span[1] for act in acts]
    for pattern in (_IN_BRACKETS, _INTRODUCED):
        for match in pattern.finditer(text):
            if pattern is _IN_BRACKETS and not _is_term(match):
                continue
            terms = [match["first"]] + ([match["second"]] if "second" in pattern.groupindex else [])
            act = _defined(text, match.start(), acts, ends)
            for term in filter(None, terms):
                yield Alias(term, act or _other(text, match.start(), term), match.span())


def _is_term(match: re.Match[str]) -> bool:
    """Tell a defined term from words quoted in brackets: ("AIA") from ("shall be prohibited")."""
    words = match["first"].split()
    if len(match["lead"].split()) > 1:
        return True
    has_article = bool(match["lead"]) or _ARTICLE.match(match.group()) is not None
    return len(words) <= 6 and (has_article or _is_written_as_name(words))


def _is_written_as_name(words: Sequence[str]) -> bool:
    long = [word for word in words if len(word) > 3]
    return len(words) <= 6 and all(word[0].isupper() for word in long or words)


def _plain(text: str, acts: Sequence[Named]) -> Iterator[Alias]:
    """Yield what stands without marks in brackets right behind an act: "(AIA)"."""
    for act in acts:
        match = _PLAIN.match(text, act.span[1]) if not act.anchor else None
        if match and not _NO_NAME.match(match["first"]):
            for term in filter(None, (match["first"], match["second"])):
                yield Alias(term, act.act, (act.span[1], match.end()))


def _meant(text: str, acts: Sequence[Named]) -> Iterator[Alias]:
    """Yield what is defined the other way round: '"Act" means Regulation (EU) 2024/1689'."""
    for act in acts:
        begin = max(0, act.span[0] - 120)
        if match := _MEANS.search(text, begin, act.span[0]):
            yield Alias(match["first"], act.act, match.span())
        beside = (_BEFORE.search(text, begin, act.span[0]), _BEHIND.match(text, act.span[1]))
        for match in filter(None, beside):
            if not act.anchor and _is_written_as_name(match["first"].split()):
                yield Alias(match["first"], act.act, match.span())


def _defined(text: str, start: int, acts: Sequence[Named], ends: Sequence[int]) -> str:
    """Return the act that stands right before a definition, or whose long title does."""
    position = bisect_right(ends, start) - 1
    beside = position >= 0 and not text[ends[position] : start].strip(" \n\u00a0,)")
    if beside and not acts[position].aside:
        return acts[position].act
    while position >= 0 and acts[position].aside:
        position -= 1
    if position < 0 or start - ends[position] > _LONGEST_TITLE:
        return ""
    between = text[ends[position] : start]
    return acts[position].act if _TITLE.match(between) and "\n\n" not in between else ""


def _other(text: str, start: int, term: str) -> str:
    """Return `ELSEWHERE` for the name of a law that is no act of the Union."""
    is_law = _LAW.search(text[max(0, start - 60) : start]) is not None
    return ELSEWHERE if is_law or (_GENERIC.search(term) and not is_name(term)) else ""


def used(text: str, defined: Sequence[Alias]) -> list[Named]:
    """Return where the defined names of acts are used, behind their definitions.

    A name that is a word for a law as such counts with "the" before it only: "the Act". Of two
    definitions of a name the last one before the use counts.
    """
    meanings: dict[str, list[tuple[int, str]]] = {}
    for alias in defined:
        term = " ".join(alias.term.split())
        if alias.act and (term in meanings or len(meanings) < _MOST):
            meanings.setdefault(term, []).append((alias.span[1], alias.act))
    if not meanings:
        return []
    terms = sorted(meanings, key=lambda term: (-len(term), term))
    pattern = re.compile("|".join(map(_use, terms)))
    found = (_named(match, meanings) for match in pattern.finditer(text))
    return [named for named in found if named]


def _use(term: str) -> str:
    spelt = r"\s+".join(re.escape(word) for word in term.split())
    behind = rf"(?!\w|{GAP}(?:\(|No\b|\d))"
    if _GENERIC.fullmatch(term):
        return rf"(?<!\w)(?:[Tt]he|der|die|des|du|la|le){GAP}{spelt}{behind}"
    return rf"(?<!\w){spelt}(?!\w)"


def _named(match: re.Match[str], meanings: Mapping[str, Sequence[tuple[int, str]]]) -> Named | None:
    words = match.group().split()
    meant = meanings.get(" ".join(words)) or meanings.get(" ".join(words[1:]), ())
    before = bisect_right(meant, (match.start(), _LAST)) - 1
    return Named(match.span(), meant[before][1], ALIAS) if before >= 0 else None
