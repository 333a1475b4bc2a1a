"""Read Roman numerals."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

WORTH: Mapping[str, int] = MappingProxyType({"i": 1, "v": 5, "x": 10, "l": 50, "c": 100})
"""What each sign is worth; no text of the corpus counts further."""


def value(numeral: str) -> int:
    """Return the value of a numeral in either case; a sign that is none counts for nothing.

    A smaller sign before a greater one is taken off.
    """
    values = [WORTH.get(sign, 0) for sign in numeral.lower()]
    following = [*values[1:], 0]
    return sum(v if v >= after else -v for v, after in zip(values, following, strict=True))
