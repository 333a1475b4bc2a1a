"""Name acts in a sentence."""

from __future__ import annotations

_BARE = frozenset({"NIS2", "DORA"})
"""Short names that take no article."""


def the(short_title: str) -> str:
    """Return a short title as it stands in a sentence: "the AI Act", "DORA"."""
    return short_title if short_title in _BARE else f"the {short_title}"


def continued(text: str) -> str:
    """Return words that go on in a sentence: "Small ones" without its capital, "SMEs" with it."""
    is_name = sum(letter.isupper() for letter in text.partition(" ")[0]) > 1
    return text if is_name else f"{text[:1].lower()}{text[1:]}"


def numbered(noun: str, plural: bool) -> str:
    """Return a noun in the plural or in the singular; one that ends in s has both."""
    bare = noun.removesuffix("s")
    return f"{bare}s" if plural else bare
