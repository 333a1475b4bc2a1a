"""Write a comparison in the JSON shape that other programs rely on; see docs/compare.md."""

from __future__ import annotations

from typing import Any

from rag.compare_table import Pin, Row, Table
from ui.compare_words import heading, remark, title
from ui.wording import Wording


def table_object(table: Table, words: Wording) -> dict[str, Any]:
    """Return the object that `pincite compare --json` prints."""
    return {
        "asked": table.asked,
        "topic": table.topic.slug if table.topic else None,
        "title": title(table, words),
        "as_of": table.day,
        "columns": [{"key": c, "heading": heading(c, table, words)} for c in table.columns],
        "rows": [_row(row, words) for row in table.rows],
        "corpus": table.corpus,
    }


def _row(row: Row, words: Wording) -> dict[str, Any]:
    return {
        "act": row.act,
        "document_id": row.document.id,
        "title": row.document.title,
        "short_title": row.document.short_title,
        "status": row.document.status,
        "completeness": row.document.completeness,
        "edited": row.edited,
        "in_force": row.in_force,
        "cells": {c: [_pin(pin, words) for pin in pins] for c, pins in row.cells.items()},
    }


def _pin(pin: Pin, words: Wording) -> dict[str, Any]:
    provision = pin.provision
    return {
        "state": pin.state,
        "line": pin.line,
        "remark": remark(pin, words),
        "provision_id": provision.id if provision else None,
        "label": provision.label if provision else None,
        "quotes": [citation.quote for citation in pin.citations],
        "applies_from": provision.applies_from if provision else "",
        "url": provision.url if provision else "",
        "searched": list(pin.searched),
    }
