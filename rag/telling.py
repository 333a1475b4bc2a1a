"""Know how telling each word of a corpus is, and what the embedder says of a question."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from ingest.model import Corpus, Provision
from rag.adapters.stems import stem, stems, words
from rag.thesaurus import is_meant, meanings

Nearness = Callable[[str], float]
"""Takes a text and returns the cosine of what is nearest in meaning, -1 to 1."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the embedder says of a question."""

    passage: Nearness
    """How near the nearest passage of the corpus is."""
    asked: Nearness
    """How near the nearest question is that our headnotes say is answered."""
    alike: Callable[[str, str], float]
    """How near two texts are to each other."""


GENERIC = frozenset(
    stem(word)
    for word in words(
        "get gets got count counts threaten threatens someone anybody something thing things way "
        "ways want wants happen happens kind sort lot please say says tell know look looks like "
        "call called put come comes going go people company companies firm firms article articles "
        "recital recitals paragraph annex act law laws rule rules regulation legal europe european "
        "eu ai question answer mean means face faces ask asks first much many long must should "
        "whats whos hows ok okay somebody anyone everybody simply somehow max min us bad big yes "
        "shall may might quickly soon fast often ever exactly really actually currently today"
    )
)
"""Stems that say nothing of what a question is about."""


_Telling = tuple[tuple[str, float, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Support:
    """How telling each word of the corpus is, and what else its words are called."""

    corpus: Corpus
    frequency: Mapping[str, int]
    """In how many provisions a stem occurs."""
    words: Mapping[str, str]
    meaning: Meaning
    vocabularies: Mapping[str, frozenset[str]]
    """The stems of each provision with its headings, by id."""
    glosses: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The stems that our headnotes add to provisions, by id."""

    def weight(self, word: str) -> float:
        """Return the inverse document frequency of a stem."""
        count = len(self.corpus.provisions)
        return math.log((count + 1) / (self.frequency.get(word, 0) + 0.5))

    def covered(self, question: str, provision: Provision) -> float:
        """Return the weighted share of the question's stems that the provision has, 0 to 1.

        An everyday word counts when the provision has most of what the law says for it.
        """
        telling = self.telling(question)
        total = sum(weight for _, weight, _ in telling)
        kept = (w for word, w, meant in telling if self.has(word, meant, provision))
        return sum(kept) / total if total else 1.0

    def has(self, word: str, meant: Sequence[str], provision: Provision) -> bool:
        """Tell whether a provision has a stem, or most of what the law says for it."""
        present = self.vocabularies.get(provision.id) or vocabulary(provision)
        return word in present or is_meant(meant, present)

    @cached_property
    def telling(self) -> Callable[[str], _Telling]:
        """A question's stems with their weights and meanings: each is asked of fifty hits."""

        @lru_cache(maxsize=32)
        def telling(question: str) -> _Telling:
            asked = (word for word in dict.fromkeys(stems(question)) if word not in GENERIC)
            meant = meanings(question, self.words)
            return tuple((word, self.weight(word), meant.get(word, ())) for word in asked)

        return telling


def support_of(corpus: Corpus, table: Mapping[str, str], meaning: Meaning) -> Support:
    """Count the words of a corpus."""
    searched = (p for p in corpus.provisions.values() if not p.same_as)
    vocabularies = {provision.id: vocabulary(provision) for provision in searched}
    frequency = Counter(word for present in vocabularies.values() for word in present)
    return Support(corpus, frequency, table, meaning, vocabularies)


def with_glosses(support: Support, said: Mapping[str, str]) -> Support:
    """Return the support with the words of headnotes kept apart from those of the texts."""
    return replace(support, glosses={i: frozenset(stems(text)) for i, text in said.items()})


def with_headnotes(support: Support, said: Mapping[str, str]) -> Support:
    """Return the words of a corpus with those that our headnotes add to its provisions.

    They help to rank. Whether the texts support an answer is for the texts to say.
    """
    own = support.vocabularies
    added = {i: own[i] | frozenset(stems(text)) for i, text in said.items()}
    vocabularies = {**own, **added}
    frequency = Counter(word for present in vocabularies.values() for word in present)
    return replace(support, vocabularies=vocabularies, frequency=frequency)


def vocabulary(provision: Provision) -> frozenset[str]:
    """Return the stems of a provision with its headings and label."""
    parts = (*provision.headings, provision.label, provision.chapeau, provision.text)
    return frozenset(stems(" ".join(parts)))
