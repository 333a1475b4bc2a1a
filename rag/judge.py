"""Judge for the memo checker whether a provision carries what a memo says of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ingest.headnotes import has_text
from ingest.model import Provision
from rag.cited import named, without_references
from rag.closest import PLAIN, Knowledge, near, sentences, telling
from rag.coverage import MIN_COVERED, coverage
from rag.hard_tokens import disagreements

SUPPORTED, CONTRADICTED = "supported", "contradicted"
NOT_SUPPORTED, NOT_CHECKED = "not_supported", "not_checked"
MIN_NEAR = 0.4
"""Least share of the claim's words that the nearest sentence has, for a contradiction."""
_FEW = 3


@dataclass(frozen=True, slots=True)
class Verdict:
    """What can be said of a claim beside one provision, and why."""

    kind: str
    """"supported", "contradicted", "not_supported" or "not_checked"."""
    reason: str = ""


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
    found = list(disagreements(claim_text, [provision], around, known))
    covered = coverage(claim_text, [provision], around, known)
    nearest = near(without_references(claim_text), sentences(provision, around), known)[:1]
    is_near = covered.share >= MIN_COVERED and any(s.near >= MIN_NEAR for s in nearest)
    if is_near and (against := next((d for d in found if d.differs), None)):
        return Verdict(CONTRADICTED, against.reason)
    if found:
        return Verdict(NOT_SUPPORTED, found[0].reason)
    if covered.share < MIN_COVERED:
        strange = ", ".join(f"“{word}”" for word in covered.strange[:4])
        return Verdict(NOT_SUPPORTED, f"{label} does not speak of {strange}")
    if not is_near:
        return Verdict(NOT_CHECKED, f"no sentence of {label} is near enough to compare")
    return Verdict(SUPPORTED)
