"""Find the terms that an act defines where its text uses them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.model import Corpus, Provision
from rag.adapters.stems import stems
from rag.kept import kept
from rag.precise import defined_terms
from rag.reading import book_of

Span = tuple[int, int]
_QUOTED = re.compile(r"[‘“]([^’”]{2,80})[’”]")
_OPENING = 200
"""Within how many characters a definition names what it defines."""
_SEVERAL = 3
_TOKEN = re.compile(r"[^\W_]+|[^\w\s]")
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """A defined term where a text uses it."""

    span: Span
    definition: Provision


@dataclass(frozen=True, slots=True)
class Glossary:
    """The defined terms of one text, by the first word of each, the longest first."""

    terms: Mapping[str, Sequence[tuple[_Words, Provision]]]
    anchors: frozenset[str] = frozenset()
    """Where the definitions stand."""

    def uses(self, text: str) -> Iterator[Use]:
        """Yield where a text uses a term, in the singular or the plural; the longest term wins.

        "risk" is not used in "high-risk": only whole words count.
        """
        found = [(match.span(), _singular(match[0].lower())) for match in _TOKEN.finditer(text)]
        words = tuple(word for _, word in found)
        at = 0
        while at < len(words):
            length, definition = self._at(words, at)
            if definition:
                yield Use((found[at][0][0], found[at + length - 1][0][1]), definition)
            at += max(1, length)

    def _at(self, words: _Words, at: int) -> tuple[int, Provision | None]:
        for term, definition in self.terms.get(words[at], ()):
            end = at + len(term)
            around = words[max(0, at - 1) : at] + words[end : end + 1]
            if words[at:end] == term and "-" not in around:
                return len(term), definition
        return 0, None


def _made(corpus: Corpus, document_id: str) -> Glossary:
    defining = _defining(corpus, "")
    terms: dict[str, list[tuple[_Words, Provision]]] = {}
    for provision in book_of(corpus, document_id).provisions.values():
        for term in _named(provision, defining.get(provision.id, ())):
            words = tuple(_singular(word.lower()) for word in _TOKEN.findall(term))
            terms.setdefault(words[0], []).append((words, provision))
    longest_first = {first: sorted(of, key=lambda one: -len(one[0])) for first, of in terms.items()}
    return Glossary(longest_first, _places({p.anchor for of in terms.values() for _, p in of}))


def _places(anchors: set[str]) -> frozenset[str]:
    """Return where definitions stand: with several of them in one article, all of it."""
    units = Counter(anchor.partition(".")[0] for anchor in anchors)
    return frozenset(anchors | {unit for unit, number in units.items() if number >= _SEVERAL})


def _defined(corpus: Corpus, _: str) -> Mapping[str, tuple[_Words, ...]]:
    """Return the stems of what each provision defines, by its id."""
    found: dict[str, tuple[_Words, ...]] = {}
    for term, provisions in defined_terms(corpus).items():
        for provision in provisions:
            found[provision.id] = (*found.get(provision.id, ()), term)
    return found


_defining = kept(_defined)
glossary_of = kept(_made)
"""Return what a text defines, by the text's id; our note stands in for a missing definition."""


def _named(provision: Provision, defined: Sequence[_Words]) -> Iterator[str]:
    """Yield the terms as printed: what is quoted at the beginning, or the title of our note."""
    said = provision.text[:_OPENING]
    if provision.kind == "note" and provision.headings:
        said = provision.headings[-1]
    for term in _QUOTED.findall(said):
        if tuple(stems(term)) in defined:
            yield term


def _singular(word: str) -> str:
    """Return an English word in the singular, by its ending: the same for term and text."""
    if not _LETTERS.fullmatch(word):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
