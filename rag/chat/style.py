"""Say how long an answer is and in which tone, for whom; the facts are the same."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

STAFF, JOURNALIST, LAWYER = "staff", "journalist", "lawyer"
STYLES: Mapping[str, str] = MappingProxyType(
    {
        STAFF: "You write for staff without legal training. At most 4 statements, each one short "
        "sentence. The direct answer first, then who must do what, and by when.",
        JOURNALIST: "You write for a journalist. At most 6 statements, neutral in tone and without "
        "judgement. Say which act says it, and keep law, report and fiction apart.",
        LAWYER: "You write for a lawyer, as in a memo. At most 8 statements: the rule, its "
        "conditions, its exceptions, its dates. Keep the law's own terms.",
    }
)
"""What a model is told about length and tone, by the name of the style."""
MOST = 12
"""No more statements than these are read, whatever the style."""
