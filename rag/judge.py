"""Judge for the memo checker whether a provision carries what a memo says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ingest.headnotes import has_text
from ingest.model import Provision
from rag.cited import named, without_references
from rag.closest import PLAIN, Knowledge, telling
from rag.coverage import MIN_COVERED
from rag.support import Support, support

SUPPORTED, CONTRADICTED = "supported", "contradicted"
NOT_SUPPORTED, NOT_CHECKED = "not_supported", "not_checked"
MIN_NEAR = 0.4
"""Least share of the claim's words that the nearest sentence has, for a contradiction."""
MIN_NEAR_WORDS = 0.55
"""The same where words differ and no figure: people put rules in other words. Chosen on our
headnotes, of which it spares a third of those that would be called contradicted."""
_FIGURES = frozenset({"figure", "bound"})
_FEW = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """What can be said of a claim beside one provision, and why."""

    kind: str
    """"supported", "contradicted", "not_supported" or "not_checked"."""
    reason: str = ""
    score: float = 0.0
    """How far the provision supports the claim, 0 to 1; see `rag.support`."""
    sentence: str = ""
    """The sentence of the provision that decides; "" when nothing was compared."""


def judge(
    claim_text: str,
    provision: Provision,
    provisions: Mapping[str, Provision] = MappingProxyType({}),
    known: Knowledge = PLAIN,
) -> Verdict:
    """Return whether a provision supports a claim; where that cannot be told, say so.

    A claim is contradicted only where the sentence nearest to it has another figure, strength
    or actor. `provisions` give the words that lead up to a point, and the references.
    """
    label = named(provision)
    if not has_text(provision):
        return Verdict(NOT_CHECKED, f"the text of {label} is not here, or not all of it")
    if len(telling(without_references(claim_text))) < _FEW:
        return Verdict(NOT_CHECKED, "too few words to compare")
    around = provisions if provision.id in provisions else {**provisions, provision.id: provision}
    found = support(claim_text, [provision], around, known)
    kind, reason, sentence = _verdict(found, label)
    return Verdict(kind, reason, found.score, sentence or found.sentence)


def _verdict(found: Support, label: str) -> tuple[str, str, str]:
    """Return kind, reason and the sentence that decides, "" for the nearest."""
    is_near = found.covered.share >= MIN_COVERED and found.near >= MIN_NEAR
    unsure = [d for d in found.differing if d.differs and d.kind not in _FIGURES]
    if is_near and found.near >= MIN_NEAR_WORDS:
        unsure = []
    sure = [d for d in found.differing if d not in unsure]
    if is_near and (against := next((d for d in sure if d.differs), None)):
        return CONTRADICTED, against.reason, against.sentence
    if sure:
        return NOT_SUPPORTED, sure[0].reason, sure[0].sentence
    if found.covered.share < MIN_COVERED:
        strange = ", ".join(f"“{word}”" for word in found.covered.strange[:4])
        return NOT_SUPPORTED, f"{label} does not speak of {strange}", ""
    if unsure:
        return NOT_CHECKED, f"{unsure[0].reason}, in other words perhaps", unsure[0].sentence
    if not is_near:
        return NOT_CHECKED, f"no sentence of {label} is near enough to compare", ""
    return SUPPORTED, "", ""
