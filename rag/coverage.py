"""Measure how much of a claim's words the cited provisions have."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ingest.model import Provision
from rag.adapters.stems import stem, stems, words
from rag.cited import without_acts, without_references
from rag.closest import Knowledge, leading, scorer, split, stems_of, telling

MIN_COVERED = 0.35
"""Least weighted share of the stems of each sentence that what is cited must have. Chosen on our
headnotes to NIS2, DORA and the Cyber Resilience Act: beside their own provision under 1 % have
less, beside a sibling of it, nine in ten have less or differ in a hard token."""
MIN_OWN = 0.2
"""The same of the words that no heading and no leading words have, in the provision itself."""
MIN_CLAUSE = 0.2
"""The same of each part of a sentence: what is right for the most part may have a tail that is
made up. Chosen on our headnotes: of those to EU acts, one in a hundred has a part with less."""
_CLAUSE = re.compile(r"[,;:]|\b(?:and|but|which|so that|if|unless|where)\b")
_ABOUT_LAW = re.compile(
    r"\b(?:conditions?|criteri(?:a|on)|cases?|counts?|either|both|listed|following|rules?|says?"
    r"|one|two|three|four|five|six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)
"""Words by which people tell how a rule is built; numbers are compared as figures."""
_FEW = 3
"""Of a sentence with fewer stems, one must be there: "The period is 72 hours."."""
_ORDERS = frozenset({"shall", "must"})
_ANSWERS = frozenset({"yes", "no"})


@dataclass(frozen=True, slots=True)
class Coverage:
    """The share of a claim that is covered, and the words that are not."""

    share: float
    """Stretched so that `MIN_COVERED` is the least in every respect; over 1 for much more."""
    strange: tuple[str, ...]
    whole: float = 1.0
    """Plain share of the stems of the sentence that is covered worst, 0 to 1."""
    clause: float = 1.0
    """The same of its worst part with at least three stems."""


def coverage(
    text: str,
    cited: Sequence[Provision],
    provisions: Mapping[str, Provision],
    known: Knowledge,
) -> Coverage:
    """Return the coverage of the sentence of a claim that is covered worst."""
    law = _source(cited, provisions, known)
    parts = [_ABOUT_LAW.sub(" ~ ", without_acts(without_references(part))) for part in split(text)]
    measured = [(_measured(said, law, known), said) for said in parts]
    if not measured:
        return Coverage(1.0, ())
    (share, whole, clause), worst = min(measured)
    present = stems_of(law.source)
    strange = (w for w in words(worst) if stems(w) and stem(w) not in present and not w.isdigit())
    return Coverage(share, tuple(dict.fromkeys(strange)), whole, clause)


@dataclass(frozen=True, slots=True)
class _Law:
    """What is cited: all its words, those of the provisions themselves, those they share."""

    source: str
    own: str
    shared: Collection[str]


def _source(
    cited: Sequence[Provision], provisions: Mapping[str, Provision], known: Knowledge
) -> _Law:
    around = [f"{p.label} {' '.join(p.headings)}\n{leading(p, provisions)}" for p in cited]
    own = "\n".join(f"{p.text}\n{known.terms.get(p.id, '')}" for p in cited)
    return _Law("\n".join((*around, own)), own, stems_of("\n".join(around)))


def _measured(said: str, law: _Law, known: Knowledge) -> tuple[float, float, float]:
    """Return the share of a sentence as it counts, the plain one, and its worst part's."""
    if len(telling(said)) < _FEW:
        return (1.0, 1.0, 1.0) if _any(said, law.source) else (0.0, 0.0, 0.0)
    whole = scorer(said, known)(law.source)
    clause = min((scorer(c, known)(law.source) for c in _clauses(said)), default=whole)
    if _says_all(said, law.own):
        return 1.0, whole, clause
    own = _own_share(said, law.own, law.shared, known)
    return min(whole, own, clause * MIN_COVERED / MIN_CLAUSE), whole, clause


def _clauses(said: str) -> list[str]:
    """Return the parts of a sentence that say enough to be held against the law.

    Those with a figure are left out: the figure is held against the law itself.
    """
    parts = _CLAUSE.split(said)
    return [p for p in parts if len(telling(p)) >= _FEW and not any(map(str.isdigit, p))]


def _any(said: str, source: str) -> bool:
    """Tell whether a short sentence has a stem of the source, or none but "yes" and "no"."""
    short = set(telling(said)) - _ANSWERS
    return not short or not short.isdisjoint(stems_of(source))


def _says_all(said: str, own: str) -> bool:
    """Tell whether a claim has all of a provision of a few words: "It shall apply from ..."."""
    law = set(telling(own)) - _ORDERS
    return 0 < len(law) < _FEW and law <= set(stems(said))


def _own_share(said: str, own: str, shared: Collection[str], known: Knowledge) -> float:
    """Return the share of a sentence's further words that stand in the provisions themselves.

    What leads up to a list or heads a chapter carries each of its points alike. The share is
    stretched so that `MIN_OWN` of it counts as much as `MIN_COVERED` of the whole.
    """
    further = " ".join(w for w in words(said) if stems(w) and stem(w) not in shared)
    if len(telling(further)) < _FEW:
        return 1.0
    return scorer(further, known)(own) * MIN_COVERED / MIN_OWN
