"""Show a checked memo on the terminal: what fails first, by paragraph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby

from rag.memo.model import Finding, Report
from ui.check_words import (
    PROBLEMS,
    SECTIONS,
    WORDS,
    changes,
    details,
    headline,
    plain,
    titles,
    verdicts,
    weight,
)
from ui.terminal import Terminal

_STYLES = {"fails": "bold red", "look": "yellow", "exists": "", "ok": "green"}
_CHANGES = {"old": "red strike", "new": "bold green", "": ""}
_NOT_ATTACHED = "Quotations without a citation"
_CUT = 120


def show_report(report: Report, name: Callable[[str], str], terminal: Terminal) -> None:
    """Print the report; `name` says what an id is called."""
    terminal.write(headline(report), style="bold")
    for notice in report.notices:
        terminal.write(plain(notice))
    for kind, heading in SECTIONS.items():
        found = [finding for finding in report.findings if weight(finding) == kind]
        if found:
            terminal.write()
            terminal.write(f"{heading}: {len(found)}", style="bold")
            _by_paragraph(found, titles(report), name, terminal)
    if report.unattached:
        terminal.write()
        terminal.write(f"{_NOT_ATTACHED}: {len(report.unattached)}", style="bold")
        for quotation in report.unattached:
            terminal.write(f"  “{_short(quotation.text)}”")


def _by_paragraph(
    found: Iterable[Finding],
    called: Mapping[Finding, str],
    name: Callable[[str], str],
    terminal: Terminal,
) -> None:
    for paragraph, own in groupby(found, key=lambda finding: finding.paragraph):
        terminal.write(f"  Paragraph {paragraph}", style="dim")
        for finding in own:
            _head(finding, called[finding], terminal)
            _details(finding, name, terminal)


def _head(finding: Finding, called: str, terminal: Terminal) -> None:
    kind = weight(finding)
    terminal.write_parts(
        ("    ", ""),
        (f"{WORDS[kind]:<6}", _STYLES[kind]),
        (called, "bold"),
        (f"  {'; '.join(verdicts(finding))}", ""),
    )


def _details(finding: Finding, name: Callable[[str], str], terminal: Terminal) -> None:
    if weight(finding) not in PROBLEMS:
        return
    for what, words in details(finding, name):
        parts = ((text, _CHANGES[change]) for text, change in changes(words))
        lead = f"{what}: " if what and what != "difference" else ""
        terminal.write_parts((f"          {lead}", ""), *parts)


def _short(text: str) -> str:
    words = plain(text)
    return words if len(words) <= _CUT else f"{words[:_CUT].rstrip()}…"
