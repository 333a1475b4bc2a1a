"""Find everything that a memo cites."""

from __future__ import annotations

from collections.abc import Sequence

from rag.memo.find_eu import eu_mentions
from rag.memo.find_us import us_mentions
from rag.memo.model import UNITED_STATES, Mention


def mentions(text: str) -> list[Mention]:
    """Return what a text cites, in order and without overlaps.

    EU provisions, whole EU acts, decisions of courts, and law of the United States. A list or a
    range gives a mention for each member, all with the span of the whole.
    """
    american = us_mentions(text)
    european = eu_mentions(text, american)
    return sorted(_apart([*european, *american]), key=_place)


def _place(mention: Mention) -> tuple[int, int]:
    return mention.span


def _apart(found: Sequence[Mention]) -> list[Mention]:
    """Return the mentions; of two that overlap the longer, with the members of its list."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.span[0], -m.span[1], m.kind == UNITED_STATES)):
        if not kept or kept[-1].span[1] <= mention.span[0] or _in_one_list(kept[-1], mention):
            kept.append(mention)
    return kept


def _in_one_list(one: Mention, other: Mention) -> bool:
    american = UNITED_STATES in (one.kind, other.kind)
    return one.span == other.span and (one.kind == other.kind or not american)
