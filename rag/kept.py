"""Keep what was worked out from a corpus for as long as the corpus is in use."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from typing import TypeVar

from ingest.model import Corpus

Made = TypeVar("Made")


def kept(make: Callable[[Corpus, str], Made]) -> Callable[[Corpus, str], Made]:
    """Return a function that works out its value once for each corpus and key.

    A key is an id that the corpus has, never words of a reader: what is kept must not grow
    without end. The value must not hold the corpus, or the corpus would never be let go.
    """
    found: dict[int, dict[str, Made]] = {}

    def get(corpus: Corpus, key: str = "") -> Made:
        own = found.get(id(corpus))
        if own is None:
            own = found.setdefault(id(corpus), {})
            weakref.finalize(corpus, found.pop, id(corpus), None)
        if key not in own:
            own[key] = make(corpus, key)
        return own[key]

    return get
