"""Say each verdict on a citation in the reader's language, with how much it weighs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from rag.judge import CONTRADICTED, NOT_CHECKED, SUPPORTED
from rag.memo.model import (
    ALTERED,
    AMBIGUOUS,
    ELSEWHERE,
    FICTION,
    IN_FORCE,
    NO,
    NO_QUOTE,
    NOT_YET_LAW,
    OTHER_VERSION,
    REPEALED,
    VERBATIM,
    YES,
    Finding,
)
from ui.check_words import tells_of_claim, weight
from ui.markup import safe
from ui.wording import Wording

Kind = Literal["fails", "look", "exists", "ok", "open"]
"""As `ui.check_words.Weight`; "open" is what nobody judged."""
SIGNS: Mapping[str, str] = MappingProxyType(
    {"fails": "✗", "look": "!", "exists": "–", "ok": "✓", "open": "–"}
)

_FAILING = {
    "exists": (NO, AMBIGUOUS),
    "quote": (ALTERED, ELSEWHERE, OTHER_VERSION),
    "claim": (CONTRADICTED,),
    "status": (REPEALED, NOT_YET_LAW, FICTION),
}
"""As `Finding.fails` has it."""
_SOUND = (YES, VERBATIM, SUPPORTED, IN_FORCE)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One verdict on a citation."""

    kind: Kind
    words: str
    """In the reader's language."""


def spoken(finding: Finding, as_of: str, words: Wording) -> Iterator[Verdict]:
    """Yield the verdicts on a citation: existence, quotation, claim, status on a day (ISO)."""
    told = {
        "exists": finding.exists,
        "quote": "" if finding.quote == NO_QUOTE else finding.quote,
        "claim": finding.claim if tells_of_claim(finding) else "",
        "status": finding.status,
    }
    for what, verdict in told.items():
        if verdict:
            said = words.say(f"check.{what}.{verdict}", day=words.day(as_of))
            yield Verdict(_kind(what, verdict), said)


def in_a_word(finding: Finding, words: Wording) -> str:
    """Return the verdict on a citation as a whole, such as "Holds" or "Quote exact"."""
    kind = weight(finding)
    is_exact = kind == "exists" and finding.quote == VERBATIM
    return words.say("check.finding.exact" if is_exact else f"check.finding.{kind}")


def signed(kind: str, said: str) -> str:
    """Return words behind the sign of a verdict; screen readers hear the words alone."""
    return f'<span class="sign" aria-hidden="true">{SIGNS[kind]}</span> {safe(said)}'


def _kind(what: str, verdict: str) -> Kind:
    if verdict in _FAILING[what]:
        return "fails"
    if verdict == NOT_CHECKED:
        return "open"
    return "ok" if verdict in _SOUND else "look"
