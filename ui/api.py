"""Offer to other programs what the command line offers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import gradio as gr

from ingest.errors import IngestError
from ingest.model import Corpus
from rag.memo.check import check
from rag.memo.read import read_memo
from ui.check_json import report_object

LONGEST_MEMO = 2_000_000
"""In characters."""
Check = Callable[[str, str, bool], dict[str, Any]]


def checker(corpus: Corpus) -> Check:
    """Return the endpoint that checks a memo's citations against a corpus."""

    def check_memo(text: str, as_of: str = "", claims: bool = True) -> dict[str, Any]:
        """Check every citation in a memo.

        text: the memo, plain text or Markdown. as_of: ISO date of the law, "" for today's.
        claims: whether what is said of provisions is judged too. Returns the object that
        `pincite check --json` prints.
        """
        if len(text) > LONGEST_MEMO:
            raise gr.Error(f"A memo has at most {LONGEST_MEMO} characters; send it in parts.")
        try:
            day = date.fromisoformat(as_of).isoformat() if as_of else date.today().isoformat()
            memo = read_memo(text.encode(), "md", "memo")
        except ValueError as error:
            raise gr.Error(f"{as_of!r} is no date such as 2026-07-01.") from error
        except IngestError as error:
            raise gr.Error(str(error)) from error
        report = check(memo.text, memo.name, corpus, day, claims=claims)
        return report_object(replace(report, notices=(*memo.notices, *report.notices)))

    return check_memo


def offer(corpus: Corpus) -> None:
    """Add the endpoints to the page that is being built."""
    gr.api(checker(corpus), api_name="check", concurrency_limit=2)  # type: ignore[attr-defined]
