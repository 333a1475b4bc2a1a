"""Say in a few words what was found of a citation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Literal

from ingest.model import Corpus
from rag.judge import CONTRADICTED, NOT_CHECKED, NOT_SUPPORTED, SUPPORTED
from rag.memo.model import (
    ALTERED,
    AMBIGUOUS,
    AMENDED,
    ELSEWHERE,
    FICTION,
    NO,
    NOT_BINDING,
    NOT_COMPARED,
    NOT_YET_APPLICABLE,
    NOT_YET_LAW,
    OTHER_VERSION,
    OURS,
    REPEALED,
    REPORTED,
    TOO_SHORT,
    UNKNOWN,
    VERBATIM,
    YES,
    Finding,
    Report,
)

Weight = Literal["fails", "look", "exists", "ok"]
"""Whether a citation fails, has something a reader should know, exists without what is said of it
having been judged, or is in order."""

KINDS: tuple[Weight, ...] = ("fails", "look", "exists", "ok")
"""The worst first."""
PROBLEMS: tuple[Weight, ...] = ("fails", "look")
"""Those of which more is to be said than the verdicts."""
WORDS: Mapping[str, str] = MappingProxyType(
    {"fails": "FAILS", "look": "LOOK", "exists": "read", "ok": "ok"}
)
SECTIONS: Mapping[Weight, str] = MappingProxyType(
    {
        "fails": "Fails",
        "look": "Look at",
        "exists": "Exists, what the memo says was not judged",
        "ok": "In order",
    }
)
"""What each kind is called above a list, in the order of a report."""

_EXISTS: Mapping[str, str] = MappingProxyType(
    {NO: "does not exist", AMBIGUOUS: "which act?", UNKNOWN: "not in this corpus, not checked"}
)
_QUOTE: Mapping[str, str] = MappingProxyType(
    {
        VERBATIM: "quoted word for word",
        ALTERED: "quotation altered",
        ELSEWHERE: "the words quoted stand elsewhere",
        OTHER_VERSION: "quoted from another version",
        TOO_SHORT: "quotation too short to tell",
        NOT_COMPARED: "quotation not compared",
    }
)
_CLAIM: Mapping[str, str] = MappingProxyType(
    {
        SUPPORTED: "supported by the text",
        CONTRADICTED: "contradicted by the text",
        NOT_SUPPORTED: "the text does not say so",
        NOT_CHECKED: "what the memo says was not judged: read it",
    }
)
_STATUS: Mapping[str, str] = MappingProxyType(
    {
        NOT_YET_LAW: "not law yet",
        NOT_YET_APPLICABLE: "not yet applicable",
        AMENDED: "amended",
        REPEALED: "no longer law",
        NOT_BINDING: "a recital does not bind",
        REPORTED: "news, not law",
        FICTION: "fiction, not law",
        OURS: "our own note, not the text of the law",
    }
)
_SOUND = (VERBATIM, SUPPORTED, YES)
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]+"
)
_CHANGE = re.compile(r"\[-(?P<old>.*?)-\]|\{\+(?P<new>.*?)\+\}", re.DOTALL)


def plain(text: str) -> str:
    """Return text in one line without control characters or turns of the reading direction."""
    return " ".join(_UNSEEN.sub(" ", text).split())


def verdicts(finding: Finding) -> tuple[str, ...]:
    """Return the verdicts in words, such as ("exists", "quoted word for word")."""
    exists = _EXISTS.get(finding.exists, "exists")
    unread = finding.fails and finding.claim == NOT_CHECKED
    others = (
        _QUOTE.get(finding.quote, ""),
        _CLAIM.get(finding.claim, "") if tells_of_claim(finding) and not unread else "",
        _STATUS.get(finding.status, ""),
    )
    return (exists, *(words for words in others if words))


def tells_of_claim(finding: Finding) -> bool:
    """Tell whether a reader expects a verdict on what is said of a citation: it exists."""
    return finding.claim != NOT_CHECKED or finding.exists == YES


def titles(report: Report) -> dict[Finding, str]:
    """Return what to call each citation: its words, and which of a list where they are shared."""
    shared = Counter(finding.mention.span for finding in report.findings)
    return {f: _title(f, shared[f.mention.span] > 1) for f in report.findings}


def _title(finding: Finding, is_shared: bool) -> str:
    mention = finding.mention
    label = mention.cite or (mention.reference.label if mention.reference else "")
    return plain(f"{mention.text} [{label}]" if is_shared and label else mention.text)


def weight(finding: Finding) -> Weight:
    """Return how much a reader has to look at a citation."""
    if finding.fails:
        return "fails"
    found = (finding.quote in _QUOTE and finding.quote) or YES
    told = (finding.exists, found, YES if finding.claim == NOT_CHECKED else finding.claim)
    is_sound = all(verdict in _SOUND for verdict in told)
    if not is_sound or finding.status in _STATUS:
        return "look"
    return "exists" if finding.claim == NOT_CHECKED else "ok"


def changes(difference: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of "[-48-]{+72+} hours" with "old", "new" or "" for what both have."""
    end = 0
    for found in _CHANGE.finditer(difference):
        if found.start() > end:
            yield difference[end : found.start()], ""
        yield found[0], "old" if found["old"] is not None else "new"
        end = found.end()
    if end < len(difference):
        yield difference[end:], ""


def namer(corpus: Corpus) -> Callable[[str], str]:
    """Return a function that names a provision or a document by its id: "Article 5, AI Act"."""

    def name(identifier: str) -> str:
        provision = corpus.provisions.get(identifier)
        document = corpus.documents.get(identifier.partition("#")[0])
        if document is None:
            return identifier
        return f"{provision.label}, {document.short_title}" if provision else document.short_title

    return name


def details(finding: Finding, name: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """Yield what else there is to say, each with what it is; foreign words are made plain."""
    for reason in finding.reasons:
        yield "", plain(reason)
    if finding.quote_diff and not any(finding.quote_diff in reason for reason in finding.reasons):
        yield "difference", plain(finding.quote_diff)
    if finding.quoted_from:
        yield "these words stand in", plain(name(finding.quoted_from))
    if finding.nearest:
        yield "nearest", plain(name(finding.nearest))
    if finding.candidates:
        yield "could be", "; ".join(plain(name(one)) for one in finding.candidates)
    if finding.decides and finding.claim != SUPPORTED:
        yield "the text", plain(finding.decides)


def headline(report: Report) -> str:
    """Return one line on the whole memo."""
    count, failing = len(report.findings), len(report.fails)
    cited = f"{count} citation{'' if count == 1 else 's'}"
    fails = f"{failing} fail{'s' if failing == 1 else ''}" if failing else "none fails"
    unjudged = sum(weight(finding) == "exists" for finding in report.findings)
    read = f", {unjudged} not judged: read what the memo says" if unjudged else ""
    return f"{plain(report.name)}: {cited}, {fails}{read} (law of {plain(report.as_of)})"
