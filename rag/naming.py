"""Name acts in a sentence."""

from __future__ import annotations

_BARE = frozenset({"NIS2", "DORA"})
"""Short names that take no article."""


def the(short_title: str) -> str:
    """Return a short title as it stands in a sentence: "the AI Act", "DORA"."""
    return short_title if short_title in _BARE else f"the {short_title}"
