"""Write the titles of chapters as they are read, not as they are printed."""

from __future__ import annotations

import re

_KEPT = re.compile(r"^(?:AI|EU|CE|ICT|US|[IVXLC]+)$")
_NUMBERED = re.compile(r"^[A-Z]+ [IVXLC\d]+$")


def split(heading: str) -> tuple[str, str]:
    """Return a heading's number and its title: "CHAPTER II: DUTIES" gives "Chapter II", "Duties".

    A heading without a number is all title.
    """
    number, colon, title = heading.partition(": ")
    if not colon and not _NUMBERED.match(heading):
        return "", _calm(heading)
    kind, _, rest = number.partition(" ")
    shown = kind.capitalize() if kind.isupper() and not _KEPT.match(kind) else kind
    return f"{shown} {rest}".strip(), _calm(title)


def calm(heading: str) -> str:
    """Return a heading printed in capitals in ordinary letters: "Chapter II: Duties"."""
    return ": ".join(filter(None, split(heading)))


def _calm(title: str) -> str:
    if not title.isupper():
        return title
    words = [word if _KEPT.match(word) else word.lower() for word in title.split(" ")]
    first, *rest = words
    return " ".join([first[:1].upper() + first[1:], *rest])
