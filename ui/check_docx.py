"""Write a checked memo as a Word document with a comment at each citation."""

from __future__ import annotations

import io
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import cast

import docx
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.oxml.text.run import CT_R
from docx.text.run import Run

from ingest.readers.docx_memo import blocks, opened
from rag.memo.model import Finding, Report
from ui.authorities import Authorities
from ui.check_words import PROBLEMS, WORDS, details, plain, verdicts, weight
from ui.docx_places import Span, runs_of

_AUTHOR, _INITIALS = "Pincite", "P"
_APART = "\n\n"
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MOST = 4_000
"""Longest comment, in characters."""

Name = Callable[[str], str]


def commented_original(
    report: Report, raw: bytes, name: Name, authorities: Authorities | None = None
) -> bytes:
    """Return the memo's own Word document with comments at the words that cite.

    Word knows no comments in notes and text boxes: those stand at the mark of the note and where
    the text box hangs. Everything else stays as it is. Raises as `opened` does.
    """
    document = opened(raw, report.name)
    body = document.element.body
    by_span = _by_span(report.findings)
    for span, (first, last) in runs_of(by_span, report.text, blocks(document)).items():
        ends = [Run(cast(CT_R, run), body) for run in (first, last)]
        document.add_comment(ends, _comment(by_span[span], name), _AUTHOR, _INITIALS)
    return _saved(document, authorities)


def commented_copy(report: Report, name: Name, authorities: Authorities | None = None) -> bytes:
    """Return a new Word document with the words of the memo and comments at its citations."""
    document = docx.Document()
    by_span = _by_span(report.findings)
    spans = list(by_span)
    start = 0
    for text in report.text.split(_APART):
        end = start + len(text)
        first, last = bisect_left(spans, (start, 0)), bisect_left(spans, (end, 0))
        own = {span: by_span[span] for span in spans[first:last]}
        _add_paragraph(document, (start, text), own, name)
        start = end + len(_APART)
    return _saved(document, authorities)


def authorities_document(authorities: Authorities) -> bytes:
    """Return a Word document that holds a table of authorities and nothing else."""
    document = docx.Document()
    _add_lines(document, authorities)
    return _packed(document)


def _by_span(findings: Sequence[Finding]) -> dict[Span, list[Finding]]:
    """Return the findings by the words that cite: the members of a list share theirs."""
    found: dict[Span, list[Finding]] = {}
    for finding in sorted(findings, key=lambda finding: finding.mention.span):
        found.setdefault(finding.mention.span, []).append(finding)
    return found


def _add_paragraph(
    document: Document, own: tuple[int, str], cited: Mapping[Span, Sequence[Finding]], name: Name
) -> None:
    """Add a paragraph, its runs cut where citations begin and end."""
    start, text = own
    places = {0, len(text)}
    for first, last in cited:
        places |= {first - start, min(last - start, len(text))}
    ordered = sorted(places)
    paragraph = document.add_paragraph()
    runs = {begin: paragraph.add_run(_xml(text[begin:end])) for begin, end in pairwise(ordered)}
    for (first, last), findings in cited.items():
        inside = [run for begin, run in runs.items() if first - start <= begin < last - start]
        if inside:
            document.add_comment(inside, _comment(findings, name), _AUTHOR, _INITIALS)


def _comment(findings: Sequence[Finding], name: Name) -> str:
    """Return what a comment says: a paragraph for each finding and for each detail of it."""
    text = "\n".join(line for finding in findings for line in _lines(finding, name))
    return text if len(text) <= _MOST else f"{text[:_MOST]}…"


def _lines(finding: Finding, name: Name) -> Iterator[str]:
    reference = finding.mention.reference
    cite = finding.mention.cite or (reference.label if reference else "") or finding.mention.text
    yield f"{WORDS[weight(finding)]}: {plain(cite)}: {'; '.join(verdicts(finding))}"
    if weight(finding) in PROBLEMS:
        for what, words in details(finding, name):
            yield f"{what}: {words}" if what else words


def _xml(text: str) -> str:
    """Return text without the characters that no XML can hold."""
    return _NOT_XML.sub("", text)


def _saved(document: Document, authorities: Authorities | None) -> bytes:
    """Return the document, the table of authorities on a page of its own at the end."""
    if authorities:
        document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        _add_lines(document, authorities)
    return _packed(document)


def _packed(document: Document) -> bytes:
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def _add_lines(document: Document, authorities: Authorities) -> None:
    document.add_paragraph().add_run("Table of authorities").bold = True
    for line in authorities.lines():
        paragraph = document.add_paragraph()
        paragraph.add_run(_xml(line.strip())).bold = bool(line) and not line.startswith(" ")
