"""Choose the sentences of a text that answer a question, or none where it does not answer."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from rag.adapters.stems import stems

MOST = 3
"""How many sentences answer at most."""
_OF_BEST = 0.5
"""Share of the best sentence's worth that a further one must have."""
_WORDS, _EARLY = 0.2, 0.1
"""What the shared words and an early place count beside the cosine."""
_SHARED = 0.3
SUPPORTED = 1.13
"""Least support of an answer. Chosen, as all of these, on the CLAPnq development file."""


@dataclass(frozen=True)
class Reading:
    """A question held against the sentences of one text."""

    question: str
    title: str
    sentences: tuple[str, ...]
    cosines: tuple[float, ...]
    """How near each sentence is to the question in meaning."""

    @property
    def chosen(self) -> tuple[int, ...]:
        """Positions of the sentences that answer best, in the order of the text."""
        ranked = sorted(range(len(self.sentences)), key=lambda n: -self._worth(n))[:MOST]
        least = _OF_BEST * self._worth(ranked[0]) if ranked else 0.0
        return tuple(sorted(n for n in ranked if self._worth(n) >= least))

    @property
    def support(self) -> float:
        """How much speaks for an answer in the text.

        A single near sentence says little, for every sentence of a text on the right topic is
        near. An answer stands in a text that is near as a whole, with one sentence that says
        what the title does not.
        """
        if not self.sentences:
            return 0.0
        near = max(self.cosines) + sum(self.cosines) / len(self.cosines)
        told = frozenset(stems(self.title))
        beyond = [word for word in self._asked if word not in told]
        in_one = max(_share(beyond, present) for present in self._present)
        in_all = _share(self._asked, told.union(*self._present))
        return near + _SHARED * (in_one + in_all)

    @property
    def is_supported(self) -> bool:
        """Whether the text answers the question."""
        return self.support >= SUPPORTED

    def _worth(self, position: int) -> float:
        shared = _share(self._asked, self._present[position])
        return self.cosines[position] + _WORDS * shared + _EARLY / (position + 1)

    @cached_property
    def _asked(self) -> Sequence[str]:
        return list(dict.fromkeys(stems(self.question)))

    @cached_property
    def _present(self) -> Sequence[frozenset[str]]:
        return [frozenset(stems(sentence)) for sentence in self.sentences]


def _share(wanted: Sequence[str], present: Collection[str]) -> float:
    """Return how many of the wanted stems are present; all of them when none is wanted."""
    return sum(word in present for word in wanted) / len(wanted) if wanted else 1.0
