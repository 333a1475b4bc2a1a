"""List what readers reported on the page: `feedback`."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from ui.feedback import HEADNOTE, Kept, kept
from ui.parts import Context


def feedback(arguments: Namespace, context: Context) -> int:
    """Print every report of this home, oldest first."""
    found = kept(context.settings.home)
    if arguments.json:
        context.terminal.write_json({"reports": [_object(one) for one in found]})
        return 0
    for one in found:
        for line in _lines(one):
            context.terminal.write(line)
    if not found:
        context.terminal.write("No reports.")
    return 0


def _object(one: Kept) -> Mapping[str, Any]:
    return {"id": one.id, "at": one.at, **asdict(one.report)}


def _lines(one: Kept) -> Iterator[str]:
    report = one.report
    of = f" of {report.provision_id}" if report.kind == HEADNOTE else ""
    first = f", first cited {report.provision_id}" if report.provision_id and not of else ""
    yield f"{one.id}. {report.kind}{of}, reported {one.at}{first}"
    yield f"  {'note    ' if of else 'answer  '}  {_line(report.note)}"
    yield f"  question  {_line(report.question)}"
    yield f"  reason    {_line(report.reason) or '(none given)'}"


def _line(text: str) -> str:
    return " ".join(text.split())
