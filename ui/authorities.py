"""Make the table of authorities of a memo: what it cites, grouped by act, and where.

OSCOLA follows the fourth edition (2012): section 2.6.1 for EU legislation, with the Official
Journal as it is numbered since 1 October 2023, and full stops left out of abbreviations (1.3.1).
The Bluebook style follows the twenty-first edition: rule 21.9 for EU acts, rules 12 to 14 for
United States law. The page of an older Official Journal is not in the corpus: it is given for the
acts of `_OLD_JOURNAL` and left out for others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from types import MappingProxyType

from ingest import roman
from ingest.model import Corpus, Document
from rag.memo.model import AMBIGUOUS, CASE, NO, UNITED_STATES, YES, Finding, Report
from rag.memo.us_place import us_document
from ui.check_words import plain

OSCOLA, BLUEBOOK = "oscola", "bluebook"
STYLES = (OSCOLA, BLUEBOOK)

_NEW_JOURNAL = "2023-10-01"
_OLD_JOURNAL: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "32016R0679": (119, 1),
        "32022L2555": (333, 80),
        "32022R2554": (333, 1),
        "32022R2065": (277, 1),
    }
)
"""Number of the L series and page of acts published before the journal was numbered by act."""
_EU, _US = "EU", "US"
_WHOLE = "as a whole"
_WORDS: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType(
    {
        OSCOLA: (("Article ", "art "), ("Recital ", "recital "), ("Annex ", "annex ")),
        BLUEBOOK: (("Article ", "art. "), ("Recital ", "recital "), ("Annex ", "annex ")),
    }
)
_ANNEX_POINT = re.compile(r"(?<=[^,]) point ")
_STOP = re.compile(r"(?<!\d)\.|\.(?!\d)")
_ORDER_NUMBER = re.compile(r"(?<=Exec\. Order No\. )(\d{2})(\d{3})\b")
_STEP = re.compile(r"\d+|\D+")
_KINDS = ("rct", "art", "anx")


@dataclass(frozen=True, slots=True)
class Entry:
    """One authority and the paragraphs of the memo that cite it."""

    label: str
    paragraphs: tuple[int, ...]
    why: str = ""
    """For what is not verified: the reason."""

    @property
    def where(self) -> str:
        """The paragraphs in words: "para 3", "paras 3, 7"."""
        numbers = ", ".join(str(number) for number in self.paragraphs)
        return f"{'para' if len(self.paragraphs) == 1 else 'paras'} {numbers}"


@dataclass(frozen=True, slots=True)
class Group:
    """The authorities of one act, in the order of the act."""

    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Authorities:
    """A table of authorities."""

    groups: tuple[Group, ...]
    not_verified: tuple[Entry, ...] = field(default=())

    def lines(self) -> Iterator[str]:
        """Yield the table as text."""
        for group in self.groups:
            yield group.heading
            yield from (f"  {entry.label}, {entry.where}" for entry in group.entries)
            yield ""
        if self.not_verified:
            yield "Not verified"
            yield from (f"  {e.label}, {e.where} ({e.why})" for e in self.not_verified)


def authorities(report: Report, corpus: Corpus, style: str) -> Authorities:
    """Return the table of authorities of a memo in a style, `OSCOLA` or `BLUEBOOK`.

    Only what exists is an authority; what does not, or could not be found, is "not verified".
    """
    known = [found for f in report.findings if (found := _known(f, corpus, style))]
    known.sort(key=lambda found: (found.rank, found.heading.lower(), found.place, found.label))
    groups = [
        Group(heading, tuple(_entries([(one.label, "", one.paragraph) for one in own])))
        for (_, heading), own in groupby(known, key=lambda found: (found.rank, found.heading))
    ]
    others = [f for f in report.findings if not _known(f, corpus, style)]
    rest = [(_cited(f, style), _why(f, corpus), f.paragraph) for f in others]
    return Authorities(tuple(groups), tuple(_entries(rest)))


@dataclass(frozen=True, slots=True)
class _Known:
    rank: int
    heading: str
    place: tuple[tuple[int, str], ...]
    label: str
    paragraph: int


def _known(finding: Finding, corpus: Corpus, style: str) -> _Known | None:
    """Return the authority that a finding is, None for what was not found or is no law."""
    if finding.exists != YES:
        return None
    document = _document(finding, corpus)
    if document is None:
        return None
    if finding.mention.kind == UNITED_STATES:
        label = _united_states(finding.mention.cite, style)
        return _Known(1, "United States", _natural(label), label, finding.paragraph)
    if not document.is_law:
        return None
    work = corpus.documents.get(document.work, document)
    provision = corpus.provisions.get(finding.resolved)
    label = _pinpoint(provision.label, style) if provision else _WHOLE
    place = _place(provision.anchor) if provision else ()
    return _Known(0, _act(work, style), place, label, finding.paragraph)


def _document(finding: Finding, corpus: Corpus) -> Document | None:
    """Return the document that holds what is cited."""
    identifier = finding.resolved.partition("#")[0] or finding.mention.act
    if not identifier and finding.mention.kind == UNITED_STATES:
        identifier = us_document(finding.mention, corpus)
    return corpus.documents.get(identifier)


def _act(document: Document, style: str) -> str:
    """Return how a style cites an act."""
    title = plain(document.title)
    year, number = document.published[:4], re.search(r"\d{4}/\d+", title)
    if old := _OLD_JOURNAL.get(document.work):
        issue, page = old
        oscola = f"{title} [{year}] OJ L{issue}/{page}"
        return oscola if style == OSCOLA else f"{title}, {year} O.J. (L {issue}) {page}"
    journal = number[0] if number and document.published >= _NEW_JOURNAL else ""
    if style == OSCOLA:
        return f"{title} [{year}] OJ L{journal}" if journal else title
    return f"{title}, {year} O.J. (L {journal})" if journal else title


def _pinpoint(label: str, style: str) -> str:
    for long, short in _WORDS[style]:
        label = label.replace(long, short)
    return _ANNEX_POINT.sub(", point ", label)


def _united_states(cite: str, style: str) -> str:
    """Return a citation of United States law in a style; what is stored is the Bluebook's."""
    cite = cite.removesuffix(" (docket)")
    if style == OSCOLA:
        return _STOP.sub("", cite)
    return _ORDER_NUMBER.sub(r"\1,\2", cite)


def _cited(finding: Finding, style: str) -> str:
    """Return what a memo cites without knowing what that is."""
    mention = finding.mention
    if mention.kind == UNITED_STATES:
        return _united_states(mention.cite, style)
    if mention.kind == CASE:
        return f"Case {mention.cite}" if mention.cite[:2] in ("C-", "T-") else mention.cite
    return plain(mention.text)


def _why(finding: Finding, corpus: Corpus) -> str:
    if finding.exists == NO:
        return "does not exist"
    if finding.exists == AMBIGUOUS:
        return "the memo does not say of which act"
    document = _document(finding, corpus)
    if document and not document.is_law and finding.exists == YES:
        return f"{document.tier}, not law"
    return "not in this corpus"


def _entries(cited: Sequence[tuple[str, str, int]]) -> Iterator[Entry]:
    """Yield an entry for each label, in order, with every paragraph that cites it."""
    found: dict[tuple[str, str], list[int]] = {}
    for label, why, paragraph in cited:
        found.setdefault((label, why), []).append(paragraph)
    for (label, why), paragraphs in found.items():
        yield Entry(label, tuple(sorted(set(paragraphs))), why)


def _place(anchor: str) -> tuple[tuple[int, str], ...]:
    """Return what sorts anchors as the act prints them: recitals, articles, annexes."""
    kind, _, _ = anchor.partition("_")
    unit, *steps = anchor.split(".")
    number = unit.partition("_")[2]
    first = ((roman.value(number), number),) if kind == "anx" else _natural(number)
    rank = _KINDS.index(kind) if kind in _KINDS else len(_KINDS)
    below = (part for step in steps for part in _natural(step.partition("_")[2]))
    return ((rank, ""), *first, (-1, ""), *below)


def _natural(text: str) -> tuple[tuple[int, str], ...]:
    """Return what sorts "9" before "10" and "4" before "4a"."""
    parts = _STEP.findall(text)
    return tuple((int(part), "") if part.isdecimal() else (0, part) for part in parts)
