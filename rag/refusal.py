"""Decide whether what was found supports an answer."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from ingest.model import Corpus, Provision
from rag.adapters.stems import stem, stems, words
from rag.asking import Asked
from rag.model import Hit
from rag.precise import DEFINES, NAMED, SETS_DATE
from rag.rank import fits_form
from rag.thesaurus import is_meant, meanings

Nearness = Callable[[str], float]
"""Takes a text and returns the cosine of the passage nearest in meaning, -1 to 1."""

MIN_COVERED = 0.2
"""Least share of the question's telling words that the best provision must have, when it is
not near in meaning either. Chosen on the development questions; see docs/decisions.md."""
MIN_COVERED_UNSEEN = 0.5
"""The same, when a word of the question occurs nowhere in the corpus."""
MIN_NEARNESS = 0.6
MIN_COVERED_FAR = 0.5
"""Least share when nothing is near in meaning at all."""
FAR = 0.45
_MEASURED = {
    "penalty": "a fine or another penalty",
    "number": "a figure",
}
"""What an answer to a question of the type must state."""
_NAME = re.compile(r"(?<=[a-z,;:)] )[A-Z][\w.&-]+(?:\s+[A-Z][\w.&-]+)*|\b[A-Z]{3,}\b")
_GENERIC = frozenset(
    stem(word)
    for word in words(
        "get gets got count counts threaten threatens someone anybody something thing things way "
        "ways want wants happen happens kind sort lot please say says tell know look looks like "
        "call called put come comes going go people company companies firm firms article articles "
        "recital recitals paragraph annex act law laws rule rules regulation legal europe european "
        "eu ai question answer mean means face faces ask asks first much many long must should "
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
    nearness: Nearness
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
        present = self.vocabularies.get(provision.id) or _vocabulary(provision)
        telling = self._telling(question)
        total = sum(weight for _, weight, _ in telling)
        kept = (w for word, w, meant in telling if word in present or is_meant(meant, present))
        return sum(kept) / total if total else 1.0

    @cached_property
    def _telling(self) -> Callable[[str], _Telling]:
        """A question's stems with their weights and meanings: each is asked of fifty hits."""

        @lru_cache(maxsize=32)
        def telling(question: str) -> _Telling:
            asked = (word for word in dict.fromkeys(stems(question)) if word not in _GENERIC)
            meant = meanings(question, self.words)
            return tuple((word, self.weight(word), meant.get(word, ())) for word in asked)

        return telling


def support_of(corpus: Corpus, table: Mapping[str, str], nearness: Nearness) -> Support:
    """Count the words of a corpus."""
    searched = (p for p in corpus.provisions.values() if not p.same_as)
    vocabularies = {provision.id: _vocabulary(provision) for provision in searched}
    frequency = Counter(word for present in vocabularies.values() for word in present)
    return Support(corpus, frequency, table, nearness, vocabularies)


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


def refusal(asked: Asked, hits: Sequence[Hit], support: Support) -> str:
    """Return why there is no answer, in a sentence, or "" when the hits support one."""
    if not hits:
        return "Nothing in the corpus that was searched speaks of this."
    if hits[0].why in (NAMED, DEFINES, SETS_DATE):
        return ""
    if asked.kind in _MEASURED and not _fits(hits[0], asked.kind):
        return f"Nothing that was found states {_MEASURED[asked.kind]}."
    if strangers := _strangers(asked.text, hits, support):
        return f"The corpus does not speak of {' or '.join(strangers)}."
    best = max(support.covered(asked.text, hit.provision) for hit in hits[:3])
    glossed = frozenset().union(*(support.glosses.get(h.provision.id, ()) for h in hits[:3]))
    unseen = _unseen(asked.text, support, glossed)
    if unseen and best < MIN_COVERED_UNSEEN:
        return f"No provision that was found speaks of {' or '.join(unseen)}."
    near = support.nearness(asked.text)
    if (best < MIN_COVERED and near < MIN_NEARNESS) or (best < MIN_COVERED_FAR and near < FAR):
        return "What was found shares too little with the question to answer it."
    return ""


def _strangers(question: str, hits: Sequence[Hit], support: Support) -> list[str]:
    """Return the names in a question that none of the best hits and no document bears."""
    titles = " ".join(f"{d.title} {d.short_title}" for d in support.corpus.documents.values())
    found = set(stems(titles)).union(*(_vocabulary(hit.provision) for hit in hits[:5]))
    found |= meanings(question, support.words).keys()
    found = found.union(*(support.glosses.get(hit.provision.id, ()) for hit in hits[:5]))
    names = (match[0] for match in _NAME.finditer(question))
    return [name for name in dict.fromkeys(names) if not _known(name, found | _GENERIC)]


def _known(name: str, found: set[str] | frozenset[str]) -> bool:
    return all({word, f"{word}s", word.removesuffix("s")} & found for word in stems(name))


def _unseen(question: str, support: Support, glossed: frozenset[str]) -> list[str]:
    """Return the words of a question that occur nowhere and mean nothing known.

    What our headnotes on the best hits call a thing is known: the law says it otherwise.
    """
    known = {*meanings(question, support.words), *glossed} | support.frequency.keys()
    return [
        word
        for word in dict.fromkeys(words(question))
        if stems(word)
        and not any(
            {s, f"{s}s", s.removesuffix("s")} & known or s in _GENERIC or s.isdigit()
            for s in stems(word)
        )
    ]


def _fits(hit: Hit, kind: str) -> bool:
    return fits_form(f"{hit.provision.chapeau}\n{hit.provision.text}", kind)


def _vocabulary(provision: Provision) -> frozenset[str]:
    parts = (*provision.headings, provision.label, provision.chapeau, provision.text)
    return frozenset(stems(" ".join(parts)))
