"""Check every citation of a memo against the law of the memo's date."""

from __future__ import annotations

import re
import time
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypedDict, Unpack

from ingest.model import FULL, Corpus
from rag.as_of import text_on
from rag.closest import PLAIN, Knowledge
from rag.memo.beside import moved
from rag.memo.claims import Law
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


def check(text: str, name: str, corpus: Corpus, day: str, **options: Unpack[Options]) -> Report:
    """Return what is found of each citation in a memo, in the order of the memo.

    `day` is the ISO date whose law counts. No model is needed. What the corpus cannot tell is
    left open, never called wrong.
    """
    start = time.perf_counter()
    whole = cut(text)
    read = with_titles(_without_quoted(whole), text, corpus)
    found = moved(read, _named(read), corpus, day)
    law = None
    if options.get("claims", True):
        vocabulary = library(corpus).vocabulary
        law = Law(corpus, day, options.get("known", PLAIN), vocabulary)
    checking = Checking(corpus, day, _named(found), law)
    starts = _paragraphs(text)
    every = tuple(
        finding
        for passage in found
        for finding in findings(passage, bisect_right(starts, passage.span[0]), checking)
    )
    return Report(
        name,
        text,
        day,
        every,
        whole.unattached,
        tuple(_notices(every, checking)),
        corpus.sha256,
        (time.perf_counter() - start) * 1000,
    )


def _named(found: Sequence[Passage]) -> tuple[str, ...]:
    """Return the acts that a memo names, each once, in its order."""
    acts = (celex(mention.act) for passage in found for mention in passage.mentions)
    return tuple(dict.fromkeys(act for act in acts if act))


def _paragraphs(text: str) -> list[int]:
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
