"""Find the sentences of provisions that are closest to what is claimed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import takewhile

from ingest.model import Provision
from rag.adapters.stems import stems
from rag.thesaurus import is_meant, meanings

_SENTENCE = re.compile(
    r"(?<=[\w)’”%][.!?])(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bArt\.)(?<!\bNo\.)\s+(?=[A-Z‘“(€])"
)
_LISTED = re.compile(r"\(?(?:\d{1,2}|[a-z]{1,4})[.)] |[-–—]\s")
_MARKER = re.compile(r"^\((?:\d{1,3}[a-z]?|[a-z]{1,2}|[ivx]{1,5})\)\s|^\d{1,2}\.\s")


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What is known of words: how telling they are, and what provisions are called in ours."""

    weight: Callable[[str], float] = lambda stem: 1.0  # noqa: ARG005  all alike
    """Takes a stem; the inverse document frequency where there is an index."""
    terms: Mapping[str, str] = field(default_factory=dict)
    """By provision id, our own words for what it is about (headnotes)."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Everyday words and what the law says for them."""


PLAIN = Knowledge()
LEAD = 0.3
"""What leading words weigh beside a sentence's own: all points of a list share them."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or point of a provision with the words that lead up to it."""

    provision: Provision
    own: str
    lead: str
    near: float = 0.0
    """Weighted share of the claim's stems that it has, 0 to 1."""

    @property
    def text(self) -> str:
        """Both, the leading words first."""
        return f"{self.lead}\n{self.own}".strip()


def split(text: str) -> list[str]:
    """Return the sentences of a running text."""
    lines = (line for line in text.split("\n") if line.strip())
    return [part.strip() for line in lines for part in _SENTENCE.split(line) if part.strip()]


def leading(provision: Provision, provisions: Mapping[str, Provision]) -> str:
    """Return the words that stand before the list that a point belongs to."""
    said: list[str] = []
    above = provision.parent_id
    while above:
        if parent := provisions.get(above):
            lines = parent.text.split("\n")
            opening = "\n".join(takewhile(lambda line: not _LISTED.match(line), lines))
            # Where no list follows, these are neighbours, and no words that lead up to it.
            if opening and provision.text not in opening and len(opening) < len(parent.text):
                said.insert(0, opening)
        above = above.rpartition(".")[0] if "." in above.partition("#")[2] else ""
    return "\n".join([*said, provision.chapeau]).strip()


def sentences(provision: Provision, provisions: Mapping[str, Provision]) -> Iterator[Sentence]:
    """Yield the sentences of a provision, each point with the words that lead up to it."""
    above, opening = leading(provision, provisions), ""
    for line in provision.text.split("\n"):
        is_point = _MARKER.match(line) is not None
        if not is_point and not line.endswith(":"):
            opening = ""
        for part in split(line):
            lead = "\n".join(filter(None, (above, opening)))
            yield Sentence(provision, part, lead)
        if line.endswith((":", "—")):
            opening = f"{opening}\n{line}".strip() if is_point else line


@lru_cache(maxsize=4096)  # a claim is held against the same texts several times
def stems_of(text: str) -> frozenset[str]:
    """Return the stems of a text."""
    return frozenset(stems(text))


def telling(text: str) -> tuple[str, ...]:
    """Return the stems of a text that are no figures, each once."""
    return tuple(dict.fromkeys(s for s in stems(text) if not s.isdigit()))


def near(said: str, law: Iterable[Sentence], known: Knowledge) -> list[Sentence]:
    """Return sentences with how near they are to what is said, the nearest first."""
    score = scorer(said, known)
    ranked = [replace(s, near=score(s.own) + LEAD * score(s.lead)) for s in law]
    return sorted(ranked, key=lambda sentence: -sentence.near)


def share(said: str, text: str, known: Knowledge) -> float:
    """Return the weighted share of the stems said that a text has, 0 to 1."""
    return scorer(said, known)(text)


def scorer(said: str, known: Knowledge) -> Callable[[str], float]:
    """Return a function that gives the weighted share of the stems said that a text has.

    An everyday word counts when the text has most of what the law says for it.
    """
    meant = meanings(said, known.words) if known.words else {}
    weights = {stem: known.weight(stem) for stem in telling(said)}
    total = sum(weights.values())

    def score(text: str) -> float:
        present = stems_of(text)
        kept = (
            w for s, w in weights.items() if s in present or is_meant(meant.get(s, ()), present)
        )
        return sum(kept) / total if total else 1.0

    return score
