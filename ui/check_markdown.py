"""Write a checked memo as Markdown in which nothing of the memo is markup."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from rag.memo.model import Finding, Report
from ui.authorities import Authorities, Entry
from ui.check_words import (
    PROBLEMS,
    SECTIONS,
    WORDS,
    details,
    headline,
    plain,
    titles,
    verdicts,
    weight,
)

_PUNCTUATION = re.compile(r"[\\`*_\[\]|~^$]|^[-+#=]|(?<=\bwww)\.|:(?=//)", re.IGNORECASE)
_NUMBERED = re.compile(r"^(\d{1,9})([.)])")
"""What begins an item of a numbered list."""
_ADDRESS = re.compile(r"((?<!\S)\S*@\S*)")


def markdown_report(
    report: Report, name: Callable[[str], str], authorities: Authorities | None = None
) -> str:
    """Return the report as Markdown; `name` says what an id is called."""
    return "\n".join([*_lines(report, name), *(_table(authorities) if authorities else ())]) + "\n"


def inert(text: str) -> str:
    """Return foreign words that Markdown shows as they are: no link, no HTML, no emphasis.

    Mail addresses become code, because renderers link them whatever is escaped.
    """
    parts = _ADDRESS.split(plain(text))
    return "".join(code(part) if n % 2 else _escaped(part) for n, part in enumerate(parts))


def _escaped(text: str) -> str:
    marked = _PUNCTUATION.sub(r"\\\g<0>", html.escape(text, quote=False))
    return _NUMBERED.sub(r"\1\\\2", marked)


def code(text: str) -> str:
    """Return foreign words as code, in marks that do not occur in them."""
    words = plain(text)
    longest = max((len(run) for run in re.findall("`+", words)), default=0)
    fence = "`" * (longest + 1)
    blank = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{fence}{blank}{words}{blank}{fence}" if words else ""


def _lines(report: Report, name: Callable[[str], str]) -> Iterator[str]:
    yield f"# Citations of {inert(report.name)}"
    yield ""
    yield inert(headline(report))
    for notice in report.notices:
        yield ""
        yield inert(notice)
    for kind, heading in SECTIONS.items():
        found = [finding for finding in report.findings if weight(finding) == kind]
        if found:
            yield from ("", f"## {heading}")
            yield from _by_paragraph(found, titles(report), name)
    if report.unattached:
        yield from ("", "## Quotations without a citation", "")
        yield from (f"- {code(quotation.text)}" for quotation in report.unattached)


def _by_paragraph(
    found: Sequence[Finding], called: Mapping[Finding, str], name: Callable[[str], str]
) -> Iterator[str]:
    for paragraph, own in groupby(found, key=lambda finding: finding.paragraph):
        yield from ("", f"### Paragraph {paragraph}", "")
        for finding in own:
            kind = weight(finding)
            said = inert("; ".join(verdicts(finding)))
            yield f"- **{WORDS[kind]}** {code(called[finding])}: {said}"
            for what, words in details(finding, name) if kind in PROBLEMS else ():
                shown = code(words) if what == "difference" else inert(words)
                yield f"  - {what}: {shown}" if what else f"  - {shown}"


def _table(authorities: Authorities) -> Iterator[str]:
    yield from ("", "## Table of authorities")
    for group in authorities.groups:
        yield from ("", f"### {inert(group.heading)}", "")
        yield from (_entry(entry) for entry in group.entries)
    if authorities.not_verified:
        yield from ("", "### Not verified", "")
        yield from (_entry(entry) for entry in authorities.not_verified)


def _entry(entry: Entry) -> str:
    why = f" ({inert(entry.why)})" if entry.why else ""
    return f"- {inert(entry.label)}, {entry.where}{why}"
