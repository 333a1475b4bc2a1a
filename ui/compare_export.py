"""Hand a comparison to the reader as a file."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping

from rag.compare_table import Table
from ui.compare_docx import table_docx
from ui.compare_json import table_object
from ui.compare_text import markdown, table_csv
from ui.download import WORD, File
from ui.wording import Wording

Write = Callable[[Table, Wording], bytes]
_BOM = "\ufeff"
"""Spreadsheets take a file without it for another encoding."""


def _json(table: Table, words: Wording) -> bytes:
    return json.dumps(table_object(table, words), ensure_ascii=False, indent=2).encode()


_WRITERS: Mapping[str, tuple[str, Write]] = {
    "md": ("text/markdown", lambda table, words: markdown(table, words).encode()),
    "csv": ("text/csv", lambda table, words: (_BOM + table_csv(table, words)).encode()),
    "docx": (WORD, table_docx),
    "json": ("application/json", _json),
}
FORMS = tuple(_WRITERS)
"""What `exported` can write: the endings of the files."""


def exported(table: Table, form: str, words: Wording) -> File:
    """Return a comparison as a file; form: one of `FORMS`."""
    media_type, write = _WRITERS[form]
    named = table.topic.slug if table.topic else table.asked
    slug = re.sub(r"[^a-z0-9]+", "-", named.casefold()).strip("-")[:60] or "topic"
    return File(f"pincite-compare-{slug}.{form}", media_type, write(table, words))
