"""Write a checked memo in the JSON shape that other programs rely on."""

from __future__ import annotations

from collections import Counter
from typing import Any

from rag.memo.model import Finding, Quotation, Report
from ui.authorities import Authorities, Entry


def report_object(report: Report) -> dict[str, Any]:
    """Return the object that `pincite check --json` prints.

    Spans count in `text`, the memo as it was read.
    """
    return {
        "file": report.name,
        "as_of": report.as_of,
        "findings": [_finding(finding) for finding in report.findings],
        "unattached": [_quotation(quotation) for quotation in report.unattached],
        "notices": list(report.notices),
        "summary": _summary(report),
        "text": report.text,
        "corpus": report.corpus,
        "elapsed_ms": round(report.elapsed_ms, 1),
    }


def authorities_object(table: Authorities) -> dict[str, Any]:
    """Return a table of authorities as JSON."""
    return {
        "groups": [
            {"heading": group.heading, "entries": [_entry(entry) for entry in group.entries]}
            for group in table.groups
        ],
        "not_verified": [{**_entry(e), "reason": e.why} for e in table.not_verified],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {"label": entry.label, "paragraphs": list(entry.paragraphs)}


def _finding(finding: Finding) -> dict[str, Any]:
    mention = finding.mention
    return {
        "citation": mention.text,
        "span": list(mention.span),
        "paragraph": finding.paragraph,
        "sentence": finding.sentence,
        "kind": mention.kind,
        "cite": mention.cite or (mention.reference.label if mention.reference else ""),
        "act": mention.act or None,
        "act_from": mention.act_from,
        "resolved": finding.resolved or None,
        "exists": finding.exists,
        "nearest": finding.nearest or None,
        "candidates": list(finding.candidates),
        "quotation": _quotation(finding.quotation) if finding.quotation else None,
        "quote": finding.quote,
        "quote_diff": finding.quote_diff,
        "quoted_from": finding.quoted_from or None,
        "claim": finding.claim,
        "decides": finding.decides,
        "status": finding.status,
        "reason": " ".join(finding.reasons),
        "fails": finding.fails,
    }


def _quotation(quotation: Quotation) -> dict[str, Any]:
    return {"text": quotation.text, "span": list(quotation.span)}


def _summary(report: Report) -> dict[str, Any]:
    counted = ("exists", "quote", "claim", "status")
    kinds = {
        field: dict(Counter(value for f in report.findings if (value := getattr(f, field))))
        for field in counted
    }
    return {"citations": len(report.findings), "fails": len(report.fails), **kinds}
