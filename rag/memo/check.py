"""Check every citation of a memo against the law of the memo's date."""

from __future__ import annotations

import re
import time
from bisect import bisect_right
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypedDict, Unpack

from ingest.model import FULL, Corpus
from ingest.references import ELSEWHERE
from rag.as_of import text_on
from rag.closest import PLAIN, Knowledge
from rag.memo.beside import moved
from rag.memo.claims import Law
from rag.memo.find_eu_acts import CONTEXT
from rag.memo.findings import Checking, findings
from rag.memo.library import library
from rag.memo.model import Finding, Mention, Passage, Report
from rag.memo.passages import Cut, cut
from rag.memo.resolve import celex
from rag.memo.titles import with_titles

_BLANK_LINE = re.compile(r"\n[ \t\r]*\n\s*")
_LINE = re.compile(r"\n\s*")


class Options(TypedDict, total=False):
    """What `check` can be told beyond the memo."""

    claims: bool
    """Whether what is said of provisions is judged too; True without."""
    known: Knowledge
    """What is known of words, for claims; `PLAIN` without."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far a check is."""

    done: int
    """How many citations have their findings."""
    of: int
    """How many the memo has."""


def check(text: str, name: str, corpus: Corpus, day: str, **options: Unpack[Options]) -> Report:
    """Return what is found of each citation in a memo, in the order of the memo.

    `day` is the ISO date whose law counts. No model is needed. What the corpus cannot tell is
    left open, never called wrong.
    """
    running = steps(text, name, corpus, day, **options)
    while True:
        try:
            next(running)
        except StopIteration as ended:
            report: Report = ended.value
            return report


def steps(
    text: str, name: str, corpus: Corpus, day: str, **options: Unpack[Options]
) -> Generator[Step, None, Report]:
    """Check as `check` does; yield how far it is before each sentence that cites."""
    start = time.perf_counter()
    whole = cut(text)
    read = [_in_one_act(p) for p in with_titles(_without_quoted(whole), text, corpus)]
    found = moved(read, _named(read), corpus, day)
    law = None
    if options.get("claims", True):
        vocabulary = library(corpus).vocabulary
        law = Law(corpus, day, options.get("known", PLAIN), vocabulary)
    checking = Checking(corpus, day, _named(found), law)
    starts = paragraph_starts(text)
    every: list[Finding] = []
    done, of = 0, sum(len(passage.mentions) for passage in found)
    for passage in found:
        if passage.mentions:
            yield Step(done, of)
        every += findings(passage, bisect_right(starts, passage.span[0]), checking)
        done += len(passage.mentions)
    return Report(
        name,
        text,
        day,
        tuple(every),
        whole.unattached,
        tuple(_notices(every, checking)),
        corpus.sha256,
        (time.perf_counter() - start) * 1000,
    )


def _in_one_act(passage: Passage) -> Passage:
    """Return a sentence in which an annex without an act is of the only act that it cites."""
    acts = {mention.act for mention in passage.mentions if mention.act}
    if len(acts) != 1 or ELSEWHERE in acts:
        return passage
    act = acts.pop()

    def told(mention: Mention) -> Mention:
        reference = mention.reference
        if mention.act or reference is None or reference.kind != "anx":
            return mention
        return replace(mention, act=act, act_from=CONTEXT, reference=replace(reference, act=act))

    quotations = tuple((quotation, told(owner)) for quotation, owner in passage.quotations)
    return replace(passage, mentions=tuple(map(told, passage.mentions)), quotations=quotations)


def _named(found: Sequence[Passage]) -> tuple[str, ...]:
    """Return the acts that a memo names, each once, in its order."""
    acts = (celex(mention.act) for passage in found for mention in passage.mentions)
    return tuple(dict.fromkeys(act for act in acts if act))


def paragraph_starts(text: str) -> list[int]:
    """Return where the paragraphs of a memo begin: after blank lines, or after every line."""
    pattern = _BLANK_LINE if _BLANK_LINE.search(text.strip()) else _LINE
    lead = len(text) - len(text.lstrip())
    return [0, *(m.end() for m in pattern.finditer(text) if lead < m.end() < len(text))]


def _without_quoted(whole: Cut) -> list[Passage]:
    """Return the sentences without the citations that stand in what they quote of a law.

    "The criteria referred to in paragraphs 2 to 5" cites nothing itself: the law does.
    """
    quotes = sorted(q.span for passage in whole.passages for q, _ in passage.quotations)
    starts = [start for start, _ in quotes]

    def is_own(mention: Mention) -> bool:
        before = bisect_right(starts, mention.span[0]) - 1
        return before < 0 or mention.span[1] > quotes[before][1]

    return [
        replace(passage, mentions=tuple(filter(is_own, passage.mentions)))
        for passage in whole.passages
    ]


def _notices(every: Sequence[Finding], checking: Checking) -> Iterator[str]:
    """Yield what a reader of the report must be told: of the texts used, and what was left out."""
    corpus = checking.corpus
    works = dict.fromkeys(celex(finding.mention.act) for finding in every if finding.mention.act)
    for work in works:
        document = corpus.documents.get(work)
        if document is None:
            continue
        text = text_on(work, corpus, checking.day) or document
        yield from text.notices
        if document.completeness != FULL:
            yield f"{document.short_title}: this copy has {document.completeness}."
    if checking.law is None:
        yield "What the memo says of provisions was not judged."
