"""Measure how much of a claim's words the cited provisions have."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ingest.model import Provision
from rag.adapters.stems import stem, stems, words
from rag.cited import without_references
from rag.closest import Knowledge, leading, scorer, split, telling

MIN_COVERED = 0.35
"""Least weighted share of the stems of each sentence that what is cited must have. Chosen on our
headnotes to NIS2, DORA and the Cyber Resilience Act: beside their own provision under 1 % have
less, beside a sibling of it, nine in ten have less or differ in a hard token."""
MIN_OWN = 0.2
"""The same of the words that no heading and no leading words have, in the provision itself."""
_FEW = 3
"""Of a sentence with fewer stems, one must be there: "The period is 72 hours."."""
_ANSWERS = frozenset({"yes", "no"})


@dataclass(frozen=True, slots=True)
class Coverage:
    """The share of a claim that is covered, and the words that are not."""

    share: float
    strange: tuple[str, ...]


def coverage(
    text: str,
    cited: Sequence[Provision],
    provisions: Mapping[str, Provision],
    known: Knowledge,
) -> Coverage:
    """Return the coverage of the sentence of a claim that is covered worst."""
    source = "\n".join(
        f"{p.label} {' '.join(p.headings)}\n{leading(p, provisions)}\n{p.text}\n"
        f"{known.terms.get(p.id, '')}"
        for p in cited
    )
    own = "\n".join(f"{p.text}\n{known.terms.get(p.id, '')}" for p in cited)
    shared = telling(
        "\n".join(f"{p.label} {' '.join(p.headings)} {leading(p, provisions)}" for p in cited)
    )
    measured = [
        (1.0 if _any(said, source) else 0.0, said)
        if len(telling(said)) < _FEW
        else (min(scorer(said, known)(source), _own_share(said, own, shared, known)), said)
        for said in map(without_references, split(text))
    ]
    if not measured:
        return Coverage(1.0, ())
    share, worst = min(measured)
    present = frozenset(stems(source))
    strange = (w for w in words(worst) if stems(w) and stem(w) not in present and not w.isdigit())
    return Coverage(share, tuple(dict.fromkeys(strange)))


def _any(said: str, source: str) -> bool:
    """Tell whether a short sentence has a stem of the source, or none but "yes" and "no"."""
    short = set(telling(said)) - _ANSWERS
    return not short or not short.isdisjoint(stems(source))


def _own_share(said: str, own: str, shared: Collection[str], known: Knowledge) -> float:
    """Return the share of a sentence's further words that stand in the provisions themselves.

    What leads up to a list or heads a chapter carries each of its points alike. The share is
    stretched so that `MIN_OWN` of it counts as much as `MIN_COVERED` of the whole.
    """
    further = " ".join(w for w in words(said) if stems(w) and stem(w) not in shared)
    if len(telling(further)) < _FEW:
        return 1.0
    return scorer(further, known)(own) * MIN_COVERED / MIN_OWN
