"""Check our headnotes against the corpus: `headnotes`."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.headnote_coverage import Coverage, coverage
from ingest.headnote_rules import Fault, lint
from ingest.headnotes import (
    SUFFIX,
    Headnotes,
    opening_of,
    provisions_of,
    read_headnotes,
    stamped,
    work_of,
    written,
)
from ingest.model import FULL, Corpus
from ingest.store import read_corpus
from ui.parts import Context

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in the headnotes of one work."""

    work: str
    title: str
    headnotes: int
    faults: tuple[Fault, ...]
    coverage: Coverage


def headnotes(arguments: Namespace, context: Context) -> int:
    """Print what is wrong with the headnotes and what they cover; 1 when there are errors."""
    settings = context.settings
    corpus = read_corpus(settings.home)
    paths = sorted(settings.headnote_files.glob(f"*{SUFFIX}"))
    if arguments.stamp:
        for path in paths:
            stamp(path, corpus, stale_too=arguments.stamp == "all")
    found = [checked(work_of(path), read_headnotes(path), corpus) for path in paths]
    if arguments.json:
        context.terminal.write_json({"works": [_object(one) for one in found]})
    else:
        for line in _lines(found, settings.headnote_files):
            context.terminal.write(line)
    return int(any(fault.is_error for one in found for fault in one.faults))


def stamp(path: Path, corpus: Corpus, *, stale_too: bool) -> None:
    """Rewrite a file in its one form, each headnote with the digest of its provision."""
    text = path.read_text(encoding="utf-8")
    found = read_headnotes(path)
    kept = stamped(found, provisions_of(work_of(path), corpus, found), stale_too)
    temporary = path.with_name(f".{path.name}")
    temporary.write_text(written(kept, opening_of(text)), encoding="utf-8")
    temporary.replace(path)


def checked(work: str, found: Headnotes, corpus: Corpus) -> Checked:
    """Return the faults and the coverage of the headnotes of a work."""
    provisions = provisions_of(work, corpus, found)
    expressions = [d for d in corpus.documents.values() if d.work == work]
    partial = not expressions or any(d.completeness != FULL for d in expressions)
    amended = {anchor for anchor, provision in provisions.items() if provision.amended}
    later = amended.union(*(d.inserted for d in expressions))

    def elsewhere(anchor: str) -> bool:
        return partial or any(f"{anchor}.".startswith(f"{one}.") for one in later)

    return Checked(
        work=work,
        title=expressions[0].short_title if expressions else "not in this corpus",
        headnotes=len(found),
        faults=tuple(lint(found, provisions, elsewhere)),
        coverage=coverage(work, found, provisions),
    )


def _object(one: Checked) -> Mapping[str, Any]:
    return {
        "work": one.work,
        "title": one.title,
        "headnotes": one.headnotes,
        "required": one.coverage.required,
        "covered": one.coverage.covered,
        "missing": list(one.coverage.missing),
        "faults": [
            {"anchor": f.anchor, "rule": f.rule, "found": f.found, "error": f.is_error}
            for f in one.faults
        ],
    }


def _lines(found: list[Checked], folder: Path) -> Iterator[str]:
    if not found:
        yield f"{folder}: no headnotes"
    for one in found:
        yield from (f"{one.work} {fault}" for fault in one.faults)
    for one in found:
        errors = sum(fault.is_error for fault in one.faults)
        covered = f"{one.coverage.covered} of {one.coverage.required} provisions"
        silent = len(one.faults) - errors
        yield f"{one.title} ({one.work}): {covered} covered, {errors} errors, {silent} stale"
        if missing := one.coverage.missing:
            rest = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
            yield f"  missing: {', '.join(missing[:_SHOWN])}{rest}"
