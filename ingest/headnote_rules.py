"""Check that headnotes say what their provisions say, as strongly, in words of our own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile

from ingest.figures import missing
from ingest.headnotes import Headnote, Headnotes, has_text
from ingest.modals import disagreements
from ingest.model import FULL, Provision

MAX_WORDS = 30
MAX_SHARED = 8
MAX_TERMS = 8
MAX_TOPICS = 3
ASKS = (2, 4)
STALE = "stale"
UNSTAMPED = "hash"
TOPICS = frozenset({
    "scope", "definitions", "prohibitions", "high-risk", "transparency",
    "general-purpose-models", "systemic-risk", "risk-management", "data-governance",
    "documentation", "logging",
    "human-oversight", "security", "quality-management", "conformity", "standards",
    "registration", "monitoring", "incident-reporting", "audit", "supervision", "powers",
    "penalties", "remedies", "rights", "fundamental-rights", "literacy", "innovation",
    "small-companies", "supply-chain", "governance", "international", "dates", "procedure",
    "confidentiality", "personal-data", "consent", "processing-grounds", "vulnerabilities",
    "resilience-testing", "management-duty", "cooperation", "guidance", "national-law",
    "review",
})  # fmt: skip
"""The closed list of topics."""
_BROAD = frozenset({"ai", "law", "laws", "rule", "rules", "regulation", "company", "eu"})
_STOP = frozenset({
    "a", "an", "the", "do", "does", "did", "is", "are", "be", "been", "of", "to", "in", "on",
    "for", "by", "with", "and", "or", "we", "our", "us", "i", "my", "me", "you", "your", "they",
    "their", "it", "its", "this", "that", "these", "those", "there", "any", "under", "from",
    "at", "as",
})  # fmt: skip
_ACT = re.compile(
    r"\b(?:Regulation|Directive|Decision)\s+(?:\((?:EU|EC|EEC)\)\s+)?(?:No\s+)?"
    r"\d+/\d+(?:/(?:EU|EC|EEC|JHA))?"
)
_CITED = re.compile(
    r"\b(?:Articles?|paragraphs?|points?|Annex(?:es)?|Chapters?|Sections?)\s+"
    r"(?:\d+|[IVXLC]+\b|\()(?:[\w()./]|,? (?=[\d(])|,? (?:and|or|to) (?=[\d(])|,? points? (?=\())*"
)
_DATE = re.compile(r"\b\d{1,2} [A-Z][a-z]+ \d{4}\b")
_FIGURE = re.compile(r"\d+(?:[ \u00a0\u2009\u202f.,]\d{3})*")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|No|Art|etc|U\.S)\.", re.IGNORECASE)
_NEXT_SENTENCE = re.compile(r"[.!?]\s+\S")
_NUMERAL = re.compile(r"\b(?:Annex|Chapter|Title|Section|Part)\s+([IVXLC]+)\b")
_LISTED = re.compile(r"\(?(?:\d{1,2}|[a-z]{1,4})[.)] |[-–—]\s")
Finding = tuple[str, str]
"""A rule and what was found against it."""
Elsewhere = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong with a headnote."""

    anchor: str
    rule: str
    found: str
    """What is wrong, in words for its writer."""

    @property
    def is_error(self) -> bool:
        """Whether it must be corrected; a stale headnote is only silent until it is read again."""
        return self.rule != STALE

    def __str__(self) -> str:
        """Return one line for a terminal."""
        return f"{self.anchor}: {self.rule}: {self.found}"


def nowhere(anchor: str) -> bool:  # noqa: ARG001  what a whole copy knows of others
    """Tell that a provision which is not here is nowhere."""
    return False


def lint(
    headnotes: Headnotes, provisions: Mapping[str, Provision], elsewhere: Elsewhere = nowhere
) -> list[Fault]:
    """Return the faults of the headnotes of one work, in their order.

    `provisions` are by anchor. `elsewhere` tells of an anchor that is missing here whether the
    law has it all the same; then its headnote is no fault.
    """
    faults: list[Fault] = []
    for anchor, headnote in headnotes.items():
        found = [*_placed(headnote, lambda named: named in provisions or elsewhere(named))]
        provision = provisions.get(anchor)
        if provision:
            found += _against(headnote, provision, _source(provision, provisions))
        if headnote.note or provision is None or provision.kind != "note":
            found += _sentence(headnote.note.strip())  # a note in our words needs no other
        found += [*_asks(headnote), *_labels(headnote)]
        faults += [Fault(anchor, rule, said) for rule, said in found]
    return faults + list(_repeated(headnotes))


def _placed(headnote: Headnote, exists: Elsewhere) -> Iterator[Finding]:
    if not exists(headnote.anchor):
        yield "anchor", "the act has no such provision"
    if headnote.explains and not exists(headnote.explains):
        yield "explains", f"{headnote.explains!r} is no provision of the act"


def _against(headnote: Headnote, provision: Provision, source: str) -> Iterator[Finding]:
    """Yield what disagrees with the provision; what was written for another text is let be."""
    if provision.kind == "note":
        return
    if has_text(provision) and not headnote.fits(provision):
        if headnote.text_sha256 or provision.amended:
            yield STALE, "is not for the text that is here; read it again, then `--stamp all`"
            return
        yield UNSTAMPED, "has no text_sha256; run `pincite headnotes --stamp`"
    note = headnote.note
    for figure in (*missing(note, source), *_numerals(note, source)):
        yield "figures", f"{figure} is not in the text"
    if provision.completeness == FULL:
        for difference in disagreements(note, source, recital=provision.kind == "recital"):
            yield "strength", difference
    if copied := shared_run(note, f"{provision.chapeau}\n{provision.text}"):
        yield "copied", f"{len(copied)} words stand in the text so: {' '.join(copied)!r}"


def _source(provision: Provision, provisions: Mapping[str, Provision]) -> str:
    """Return the words that may carry a note: its own, and those that lead up to it."""
    own = [*_leading(provision, provisions), provision.chapeau, provision.text]
    if provision.anchor.startswith("anx_"):  # an annex says much in its titles only
        number = " ".join(provision.label.split()[:2])
        own = [number, *provision.headings, *own]
    return "\n".join(own)


def _leading(provision: Provision, provisions: Mapping[str, Provision]) -> Iterator[str]:
    """Yield the lines that stand before the list that a point belongs to."""
    levels = provision.anchor.split(".")
    for depth in range(1, len(levels)):
        if above := provisions.get(".".join(levels[:depth])):
            lines = above.text.split("\n")
            yield from takewhile(lambda line: not _LISTED.match(line), lines)


def _numerals(note: str, source: str) -> Iterator[str]:
    """Yield each "Annex III" of a note whose numeral the source lacks."""
    there = set(re.findall(r"\b[IVXLC]+\b", source))
    for match in _NUMERAL.finditer(note):
        if match[1] not in there:
            yield repr(match[0])


def shared_run(note: str, text: str) -> list[str]:
    """Return the longest run of words that both have, () when it is short enough to be chance.

    A cited act, a date or an amount counts as one word: nobody can put it otherwise.
    """
    ours, theirs = _words(note), f" {' '.join(_words(text))} "
    longest: list[str] = []
    for start in range(len(ours)):
        end = start + max(len(longest), MAX_SHARED) + 1
        while end <= len(ours) and f" {' '.join(ours[start:end])} " in theirs:
            longest = ours[start:end]
            end += 1
    return longest


def _words(text: str) -> list[str]:
    joined = text
    for unit in (_ACT, _CITED, _DATE, _FIGURE):
        joined = unit.sub(lambda match: re.sub(r"\W+", "_", match[0]).strip("_"), joined)
    return re.findall(r"\w+", re.sub("[’']", "", joined.casefold()))


def _sentence(note: str) -> Iterator[Finding]:
    """Yield what is wrong with a note whatever the provision says."""
    words = len(_FIGURE.sub(lambda match: re.sub(r"\W", "", match[0]), note).split())
    if words > MAX_WORDS:
        yield "length", f"{words} words; at most {MAX_WORDS}"
    if not note.endswith(".") or _NEXT_SENTENCE.search(_ABBREVIATION.sub("", note)):
        yield "sentence", "must be one sentence that ends with a full stop"


def _labels(headnote: Headnote) -> Iterator[Finding]:
    if len(headnote.terms) > MAX_TERMS:
        yield "terms", f"{len(headnote.terms)} terms; at most {MAX_TERMS}"
    for term in headnote.terms:
        if not term.strip() or term.strip().casefold() in _BROAD:
            yield "terms", f"{term!r} is empty or fits everything"
    for topic in set(headnote.topics) - TOPICS:
        yield "topics", f"{topic!r} is not in the list of topics"
    if not 1 <= len(headnote.topics) <= MAX_TOPICS:
        yield "topics", f"{len(headnote.topics)} topics; 1 to {MAX_TOPICS}"


def _asks(headnote: Headnote) -> Iterator[Finding]:
    for ask in headnote.asks:
        if not ask.strip().endswith("?"):
            yield "asks", f"{ask!r} does not end in a question mark"
    number, (low, high) = len(headnote.asks), ASKS
    is_recital = headnote.anchor.startswith("rct_")
    if is_recital and number:
        yield "asks", f"{number} questions; a recital has none"
    if not is_recital and not low <= number <= high:
        yield "asks", f"{number} questions; {low} to {high}"
    if headnote.explains and not is_recital:
        yield "explains", "only a recital explains another provision"


def _repeated(headnotes: Headnotes) -> Iterator[Fault]:
    """Yield the questions that an act has twice."""
    seen: dict[tuple[str, ...], str] = {}
    for anchor, headnote in headnotes.items():
        for ask in headnote.asks:
            if (words := plain(ask)) in seen:
                yield Fault(anchor, "repeated", f"{ask!r} is asked at {seen[words]} too")
            seen.setdefault(words, anchor)


def plain(ask: str) -> tuple[str, ...]:
    """Return the telling words of a question in order."""
    words = re.findall(r"\w+", ask.casefold())
    return tuple(word for word in words if word not in _STOP)
