"""Gather what a memo says of acts and provisions before it is settled which act is meant."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from rag.memo.aliases import Alias, aliases, used
from rag.memo.find_eu_acts import Named, acts_named, apart, pointing
from rag.memo.find_eu_attach import Attached, Beside, attach
from rag.memo.find_eu_layout import Layout
from rag.memo.find_eu_members import Member
from rag.memo.find_eu_units import Unit, units
from rag.memo.quotations import quoted


class Memo:
    """The acts that a memo names and the provisions that it cites, each in order."""

    def __init__(self, text: str) -> None:
        self.text = text
        named = acts_named(text)
        self.aliases: Sequence[Alias] = aliases(text, [act for act in named if not act.anchor])
        acts = _undefined(apart([*used(text, self.aliases), *named]), self.aliases)
        words = apart([*acts, *pointing(text)])
        self.acts = [act for act in words if act.is_explicit]
        found = list(units(text, Beside(text, words).named))
        self.attached = [*attach(text, found, words), *_addressed(self.acts)]
        taken = {one.named.span for one in self.attached if one.named}
        self.alone = [act for act in words if act.span not in taken]
        spans = sorted(one.span for one in self.attached)
        quotes = quoted(text, [alias.span for alias in self.aliases], spans)
        self.layout = Layout(text, [one.quotation.span for one in quotes], spans)

    @cached_property
    def main_acts(self) -> frozenset[str]:
        """The acts that the memo speaks of, without those named in titles or quotations only."""
        own = [act for act in self.acts if not self.layout.is_quoted(act.span[0])]
        return frozenset(act.act for act in own or self.acts if not act.aside)


def _undefined(acts: Sequence[Named], defined: Sequence[Alias]) -> list[Named]:
    """Return the acts that are not named inside the definition of a short name."""
    starts = [alias.span[0] for alias in defined]
    ends = [alias.span[1] for alias in defined]
    kept = []
    for act in acts:
        position = bisect_right(starts, act.span[0]) - 1
        if position < 0 or ends[position] < act.span[1]:
            kept.append(act)
    return kept


def _addressed(acts: Sequence[Named]) -> Iterator[Attached]:
    """Yield the provisions to which an address leads."""
    for act in acts:
        if act.anchor:
            first, *below = (part.partition("_") for part in act.anchor.split("."))
            section = next((name for kind, _, name in below if kind == "sct"), "")
            steps = tuple(name.lower() for kind, _, name in below if kind != "sct")
            number = first[2].upper() if first[0] == "anx" else first[2].lower()
            unit = Unit(act.span, first[0].lower(), (Member(number, steps, section.upper()),))
            yield Attached(unit, act, act.span)
