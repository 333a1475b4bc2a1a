"""Make the files that a reader takes away from a checked memo."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import PurePath

from ingest.model import Corpus
from ui.authorities import authorities
from ui.check_docx import authorities_document, commented_original
from ui.check_json import authorities_object, report_object
from ui.check_markdown import markdown_report
from ui.check_run import Checked
from ui.check_words import namer
from ui.download import WORD, File
from ui.errors import NotFound

Make = Callable[[Checked, Corpus, str], File]
"""Makes a file of a checked memo, the texts and a style of `ui.authorities.STYLES`."""


def markdown(checked: Checked, corpus: Corpus, style: str) -> File:
    """Return the report as Markdown, the table of authorities at its end."""
    table = authorities(checked.report, corpus, style)
    text = markdown_report(checked.report, namer(corpus), table)
    return File(_named(checked, "checked.md"), "text/markdown", text.encode("utf-8"))


def as_json(checked: Checked, corpus: Corpus, style: str) -> File:
    """Return what `pincite check --json --authorities` prints."""
    table = authorities_object(authorities(checked.report, corpus, style))
    whole = {**report_object(checked.report), "authorities": table}
    text = json.dumps(whole, ensure_ascii=False, indent=2)
    return File(_named(checked, "checked.json"), "application/json", text.encode("utf-8"))


def word(checked: Checked, corpus: Corpus, style: str) -> File:
    """Return the Word document that was uploaded, with a comment at each citation.

    Raises `NotFound` where no Word document was uploaded.
    """
    if checked.source.form != "docx":
        raise NotFound(f"{checked.source.name}: is no Word document; upload one to have it back")
    table = authorities(checked.report, corpus, style)
    raw = commented_original(checked.report, checked.source.raw, namer(corpus), table)
    return File(_named(checked, "checked.docx"), WORD, raw)


def listed(checked: Checked, corpus: Corpus, style: str) -> File:
    """Return the table of authorities as a Word document."""
    raw = authorities_document(authorities(checked.report, corpus, style))
    return File(_named(checked, "authorities.docx"), WORD, raw)


FILES: Mapping[str, Make] = {
    "markdown": markdown,
    "json": as_json,
    "word": word,
    "authorities": listed,
}
"""What can be taken away, by the name of its words under check.download."""


def _named(checked: Checked, ending: str) -> str:
    """Return "memo-checked.md" for a memo that came as "memo.docx"."""
    return f"{PurePath(checked.source.name).stem or 'memo'}-{ending}"
