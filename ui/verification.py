"""Say how the texts put together here compare with the official ones."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ingest.differences import Comparison, comparisons
from ingest.model import Corpus


def verified(corpus: Corpus) -> list[dict[str, Any]]:
    """Return an object for each computed text: with what it was compared, and what differs."""
    found = {c.computed.id: c for c in comparisons(corpus)}
    computed = (d.id for d in corpus.documents.values() if d.obtained_from == "computed")
    return [_object(identifier, found.get(identifier)) for identifier in computed]


def _object(computed: str, comparison: Comparison | None) -> dict[str, Any]:
    if comparison is None:
        return {"computed": computed, "official": None, "compared": 0, "differences": []}
    return {
        "computed": computed,
        "official": comparison.official.id,
        "compared": comparison.compared,
        "differences": [{"id": c.id, "how": c.how} for c in comparison.changes],
    }


def verification_lines(found: Sequence[dict[str, Any]] | None) -> Iterator[str]:
    """Yield what the comparison found, in words; nothing when none was asked for."""
    if found is not None and not found:
        yield "Verified: no text was put together here."
    for one in found or ():
        if one["official"] is None:
            yield (
                f"Not verified: {one['computed']} has no official text here to compare with; "
                "connect to the internet and run pincite ingest --refresh"
            )
            continue
        differing = len(one["differences"])
        yield (
            f"Verified: {one['computed']} against {one['official']}: {differing} of "
            f"{one['compared']} provisions differ"
        )
        yield from (f"  {d['how']:<8} {d['id']}" for d in one["differences"])
