"""Choose what is folded away below an answer: inserted neighbours, exceptions, definitions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ingest.model import Corpus, Provision
from rag.adapters.stems import stems
from rag.as_of import place_of, words_on, work_of
from rag.editions import neighbours
from rag.model import Hit
from rag.precise import defined_terms

MOST = 2
INSERTED, EXCEPTION, DEFINITION = "Inserted beside it", "Exception", "Definition of a term used"
ALSO = "Also found"
_EXCEPTS = re.compile(
    r"\b(?:shall|does|do) not apply\b|\bBy way of derogation\b|\bNotwithstanding\b"
    r"|\b(?:exception|derogation|exempt\w*)\b",
    re.IGNORECASE,
)
_PARAGRAPHS = re.compile(r"\bparagraphs? (?P<pars>\d[\d, and to]*)", re.IGNORECASE)
_SHARE = 0.6
"""Share of the best hit's telling words that a further hit must have to be named at all."""


@dataclass(frozen=True, slots=True)
class Extra:
    """A provision that is no answer, and what it is to the answer."""

    provision: Provision
    what: str


@dataclass(frozen=True)
class Extras:
    """What belongs beside an answer, chosen from one corpus."""

    corpus: Corpus

    def of(self, answer: Provision, question: str, hits: Sequence[Hit], day: str) -> list[Extra]:
        """Return at most `MOST` provisions that a reader of the answer should know of, on a day.

        First what an amendment put in beside it, then exceptions to it in its own article, then
        the definition of a term that question and answer share, then what was found next.
        """
        used = {place_of(answer, self.corpus)}
        found: list[Extra] = []
        for extra in self._all(answer, question, hits, day):
            place = place_of(extra.provision, self.corpus)
            if len(found) < MOST and not _overlaps(place, used):
                used.add(place)
                found.append(extra)
        return found

    def _all(
        self, answer: Provision, question: str, hits: Sequence[Hit], day: str
    ) -> Iterator[Extra]:
        if day:
            yield from (Extra(p, INSERTED) for p in neighbours(answer, self.corpus, day))
        yield from (Extra(p, EXCEPTION) for p in _exceptions(answer, self.corpus, day))
        yield from (Extra(p, DEFINITION) for p in self._definitions(answer, question))
        same, wanted = work_of(answer, self.corpus), set(stems(question))
        least = _SHARE * len(wanted & _present(answer))
        for hit in hits[1:]:
            is_near = len(wanted & _present(hit.provision)) >= least
            if is_near and work_of(hit.provision, self.corpus) == same:
                yield Extra(hit.provision, ALSO)

    def _definitions(self, answer: Provision, question: str) -> Iterator[Provision]:
        """Yield definitions of terms of two words and more that question and answer share."""
        asked, said = (f" {' '.join(stems(text))} " for text in (question, answer.text))
        same = work_of(answer, self.corpus)
        for term, provisions in self._terms.items():
            if f" {term} " in asked and f" {term} " in said:
                yield from (p for p in provisions if work_of(p, self.corpus) == same)

    @cached_property
    def _terms(self) -> Mapping[str, Sequence[Provision]]:
        """Definitions by the stems of their terms of two words and more, the longest first."""
        found = {" ".join(t): p for t, p in defined_terms(self.corpus).items() if len(t) > 1}
        return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))


def _present(provision: Provision) -> set[str]:
    words = (*provision.headings[-1:], provision.chapeau, provision.text)
    return set(stems(" ".join(words)))


def _exceptions(answer: Provision, corpus: Corpus, day: str) -> Iterator[Provision]:
    """Yield the paragraphs of the answer's own article that make an exception to it."""
    article, _, below = answer.id.partition(".")
    if not below.startswith("par_"):
        return
    own = below.partition(".")[0].removeprefix("par_")
    for identifier in corpus.children.get(article, ()):
        sibling = words_on(identifier, corpus, day)
        if sibling is None or sibling.anchor == f"{article.partition('#')[2]}.par_{own}":
            continue
        if _EXCEPTS.search(sibling.text) and own in _paragraphs(sibling.text):
            yield sibling


def _paragraphs(text: str) -> set[str]:
    """Return the numbers of the paragraphs of its own article that a text speaks of."""
    numbers: set[str] = set()
    for match in _PARAGRAPHS.finditer(text[:400]):
        for first, last in re.findall(r"(\d+)(?:\s+to\s+(\d+))?", match["pars"]):
            numbers |= {str(n) for n in range(int(first), int(last or first) + 1)}
    return numbers


def _overlaps(place: str, used: set[str]) -> bool:
    return any(
        place == one or place.startswith(f"{one}.") or one.startswith(f"{place}.") for one in used
    )
