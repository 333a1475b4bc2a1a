"""Say from when provisions apply, as the law stood on each day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.catalog import Applies, Catalog, Entry
from ingest.days import day
from ingest.model import Dates, Provision


def dated(entry: Entry, provision: Provision) -> Provision:
    """Return the provision with what the catalogue knows of its dates and amendments."""
    if provision.kind == "recital":
        return provision
    dates: list[Dates] = []
    for law_day in entry.law_days:
        said = _said(entry.applies_at(provision.anchor, law_day), law_day)
        if not dates or said != replace(dates[-1], law_from=law_day):
            dates.append(said)
    return replace(
        provision,
        amended=entry.amended_at(provision.anchor),
        applies_from=dates[-1].applies_from,
        applies_note=dates[-1].applies_note,
        dates=tuple(dates) if len(dates) > 1 else (),
    )


def _said(rules: Sequence[Applies], law_day: str) -> Dates:
    """Return what rules say together: the earliest date for all, and every date in words."""
    always = [rule for rule in rules if not rule.only_for]
    earliest = min((rule.since for rule in always or rules), default="")
    return Dates(law_day, earliest, " ".join(_sentence(rule) for rule in rules))


def _sentence(rule: Applies) -> str:
    scope = f" for {rule.only_for}" if rule.only_for else ""
    return f"Applies from {day(rule.since)}{scope}. {rule.note}".strip()


def act_of(entry: Entry, catalog: Catalog) -> Entry:
    """Return the entry that knows the dates: for a consolidated text that of the act."""
    if entry.tier != "consolidated":
        return entry
    return next((act for act in catalog.documents if act.id == entry.work), entry)
