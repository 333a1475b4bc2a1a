"""Read a memo, check it and write the report."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from ingest.errors import SourceRejected
from ingest.model import Corpus
from ingest.readers.formats import MAX_BYTES, too_long
from ingest.store import read_corpus
from ingest.user_model import Source
from ingest.user_sources import from_file
from rag.memo.check import check
from rag.memo.model import Report
from rag.memo.read import read_memo
from ui.authorities import Authorities, authorities
from ui.check_docx import commented_copy, commented_original
from ui.check_json import authorities_object, report_object
from ui.check_markdown import markdown_report
from ui.check_terminal import show_report
from ui.check_words import namer
from ui.errors import WrongUse
from ui.parts import Context

FAILS = 1
_STDIN = "-"


@dataclass(frozen=True, slots=True)
class _Checked:
    """A memo with its report."""

    source: Source
    report: Report
    name: Callable[[str], str]
    authorities: Authorities | None


def check_memo(arguments: Namespace, context: Context) -> int:
    """Check the memo, print the report, and return 1 when a citation fails, else 0.

    Only the stored corpus is read: no index, no model.
    """
    _refuse_overwriting(arguments)
    source = _source(arguments.memo, sys.stdin.buffer)
    corpus = read_corpus(context.settings.home)
    checked = _checked(source, corpus, arguments)
    if arguments.docx:
        arguments.docx.write_bytes(_word(checked))
        context.terminal.note(f"written: {arguments.docx}")
    _print(checked, arguments, context)
    return FAILS if checked.report.fails else 0


def _refuse_overwriting(arguments: Namespace) -> None:
    """Raise `WrongUse` where the report would be written over the memo, or has no .docx name."""
    out: Path | None = arguments.docx
    if out is None:
        return
    if out.suffix.lower() != ".docx":
        raise WrongUse(f"--docx {out}: the report is a Word document; name a file that ends .docx")
    if arguments.memo != _STDIN and out.resolve() == Path(arguments.memo).resolve():
        raise WrongUse(f"--docx {out}: would overwrite the memo; name another file")


def _source(named: str, stdin: BinaryIO) -> Source:
    """Return the memo's bytes: of a file, or of standard input, which is read as text."""
    if named != _STDIN:
        return from_file(Path(named))
    raw = stdin.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise SourceRejected(too_long("standard input"))
    return Source(raw, "standard input", "txt")


def _checked(source: Source, corpus: Corpus, arguments: Namespace) -> _Checked:
    memo = read_memo(source.raw, source.form, source.name)
    day = arguments.as_of or date.today().isoformat()
    report = check(memo.text, memo.name, corpus, day, claims=not arguments.no_claims)
    report = replace(report, notices=(*memo.notices, *report.notices))
    style = arguments.authorities
    table = authorities(report, corpus, style) if style else None
    return _Checked(source, report, namer(corpus), table)


def _word(checked: _Checked) -> bytes:
    if checked.source.form == "docx":
        own = checked.source.raw
        return commented_original(checked.report, own, checked.name, checked.authorities)
    return commented_copy(checked.report, checked.name, checked.authorities)


def _print(checked: _Checked, arguments: Namespace, context: Context) -> None:
    terminal, report, table = context.terminal, checked.report, checked.authorities
    if arguments.json:
        listed = {"authorities": authorities_object(table)} if table else {}
        terminal.write_json({**report_object(report), **listed})
    elif arguments.markdown:
        terminal.write(markdown_report(report, checked.name, table))
    else:
        show_report(report, checked.name, terminal)
        for line in ("", "Table of authorities", "", *table.lines()) if table else ():
            terminal.write(line)
