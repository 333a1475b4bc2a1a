"""Find the words of a text that decide what it rules."""

from __future__ import annotations

import re

from ingest.days import MONTHS

_HARD = re.compile(
    rf"\d[\d^]*|\b(?:{'|'.join(MONTHS)}|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|eleven|twelve|fifteen|twenty|thirty|sixty|ninety|hundred|half|million|shall|must|may|should|can|cannot|not|no|never"
    r"|none|nor|without|unless|except|hours?|days?|weeks?|months?|years?|prohibit\w*)\b",
    re.IGNORECASE,
)


def hard(text: str) -> frozenset[str]:
    """Return the words of a text that decide what it rules: figures, verbs of duty, "not"."""
    return frozenset(match[0].lower() for match in _HARD.finditer(text))
