"""Find what an act says on a topic that we have not edited: by search, and only what is stated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from ingest.figures import figures
from ingest.model import Corpus, Provision
from rag.actors import bound
from rag.adapters.stems import stems
from rag.as_of import as_law, text_on, words_on
from rag.asking import read
from rag.compare_table import FOUND, Pin, Row, in_force
from rag.model import Citation, Filters, Hit, Question, Search
from rag.precise import DEFINES, NAMED
from rag.rank import fits_form
from rag.refusal import MIN_COVERED_FAR, refusal
from rag.telling import Support

BEST, POOL = 2, 8
"""How many provisions are shown for an act, and among how many they are looked for."""
AS_GOOD = 0.8
"""Share of what the best provision has of the topic's telling words that a further one needs."""
SHORTEST = 4
"""In letters: stems that begin alike from here on are forms of one word."""
_SENTENCE_END = re.compile(r"(?<=[.;:])\s+|\n")
_FINE = re.compile(r"\bfines?\b|\bpenalty\b", re.IGNORECASE)
_AMOUNTS = frozenset({"amount", "percentage"})
_PRECISE = (NAMED, DEFINES)


@dataclass(frozen=True, slots=True)
class Means:
    """What a search in one act needs."""

    corpus: Corpus
    search: Search
    support: Support | None = None
    """Tells what is too far from the topic to be shown; without it the best hits are."""


class Searching(Protocol):
    """Holds texts and finds provisions in them."""

    @property
    def corpus(self) -> Corpus:
        """The texts."""

    def search(self, question: Question, k: int) -> Sequence[Hit]:
        """Return the k provisions that fit best, best first."""


def means_of(assistant: Searching) -> Means:
    """Return what an assistant has for a search in one act."""
    return Means(assistant.corpus, assistant.search, getattr(assistant, "support", None))


def found_row(topic: str, act: str, means: Means, day: str) -> Row | None:
    """Return what a search finds in an act on a day; None where no text of it is here.

    A row without pins says that nothing was found. Nothing in it is a line of ours.
    """
    corpus = means.corpus
    own = [d for d in corpus.documents.values() if d.work == act]
    document = text_on(act, corpus, day) or next(iter(own), None)
    if document is None:
        return None
    filters = Filters(documents=frozenset(d.id for d in own))
    hits = means.search(Question(topic, filters, as_of=day), POOL)
    laws = [as_law(p, corpus, day) for p in _fitting(topic, hits, means.support)]
    fines = _fines(laws, act, corpus, day)
    cells = {
        "who": tuple(pin for p in laws for pin in _who(p)),
        "what": tuple(Pin(FOUND, "", p, (_whole(p),), p.anchor) for p in laws),
        "when": tuple(pin for p in laws for pin in _when(p)),
        "penalty": tuple(Pin(FOUND, "", p, (_whole(p),), p.anchor) for p in fines),
    }
    return Row(act, document, False, cells, in_force(act, corpus, day))


def _fitting(topic: str, hits: Sequence[Hit], support: Support | None) -> list[Provision]:
    """Return the best hits that speak of the topic, none where even the best is too far."""
    rules = [hit for hit in hits if hit.provision.kind != "recital"] or list(hits)
    if support is None or not rules:
        return [hit.provision for hit in rules[:BEST]]
    precise = [hit.provision for hit in rules if hit.why in _PRECISE]
    if precise:
        return precise[:BEST]
    near = [hit for hit in rules if _speaks(topic, hit.provision, support)]
    shares = [(support.covered(topic, hit.provision), hit.provision) for hit in near]
    best = max((share for share, _ in shares), default=0.0)
    if best < MIN_COVERED_FAR or refusal(read(topic), rules, support):
        return []
    good = [provision for share, provision in shares if share >= AS_GOOD * best]
    return sorted(good, key=lambda provision: provision.kind != "article")[:BEST]


def _speaks(topic: str, provision: Provision, support: Support) -> bool:
    """Tell whether a provision, or our headnote on it, has a word of the topic itself.

    What is only meant by it is too little beside other acts: nobody asked for this one alone.
    """
    known = support.vocabularies.get(provision.id, frozenset())
    there = known | support.glosses.get(provision.id, frozenset())
    return any(
        one.startswith(other) or other.startswith(one)
        for one in stems(topic)
        for other in there
        if min(len(one), len(other)) >= SHORTEST
    )


def _whole(provision: Provision) -> Citation:
    return Citation(provision, provision.text, (0, len(provision.text)))


def _who(provision: Provision) -> Iterator[Pin]:
    """Yield whom the first rule of a provision binds, in its own words."""
    for sentence in _sentences(provision):
        if names := bound(sentence.quote):
            line = ", ".join(name[0].upper() + name[1:] for name in names.values())
            yield Pin(FOUND, line, provision, (sentence,), provision.anchor)
            return


def _when(provision: Provision) -> Iterator[Pin]:
    """Yield the sentences of a provision that state a period or a day."""
    stated = tuple(s for s in _sentences(provision) if fits_form(s.quote, "deadline"))
    if stated:
        yield Pin(FOUND, "", provision, stated[:BEST], provision.anchor)


def _sentences(provision: Provision) -> Iterator[Citation]:
    start = 0
    for end in (*(m.start() for m in _SENTENCE_END.finditer(provision.text)), None):
        piece = provision.text[start:end]
        lead = len(piece) - len(piece.lstrip())
        quote = piece.strip()
        if quote:
            yield Citation(provision, quote, (start + lead, start + lead + len(quote)))
        start = end if end is not None else start


def _fines(provisions: Sequence[Provision], act: str, corpus: Corpus, day: str) -> list[Provision]:
    """Return the paragraphs that fix a fine and refer to an article of what was found."""
    articles = {p.anchor.partition(".")[0] for p in provisions if p.kind == "article"}
    document = text_on(act, corpus, day)
    if document is None or not articles:
        return []
    fixing = (
        p
        for p in corpus.of_document(document.id)
        if p.kind == "article" and p.anchor.count(".") == 1 and _fixes(p)
    )
    chosen = [p for p in fixing if articles & _named(p, act, corpus)]
    words = (words_on(p.id, corpus, day) for p in chosen[:BEST])
    return [as_law(p, corpus, day) for p in words if p]


def _fixes(provision: Provision) -> bool:
    """Tell whether a paragraph states the amount of a fine."""
    kinds = {figure.kind for figure in figures(provision.text)}
    return bool(_FINE.search(provision.text) and kinds & _AMOUNTS)


def _named(provision: Provision, act: str, corpus: Corpus) -> set[str]:
    """Return the anchors of the articles of the act that a paragraph or its points refer to."""
    ids = (provision.id, *corpus.children.get(provision.id, ()))
    refs = (ref.partition("#") for i in ids for ref in corpus.provisions[i].refs)
    return {
        anchor.partition(".")[0]
        for document, _, anchor in refs
        if document in corpus.documents and corpus.documents[document].work == act
    }
