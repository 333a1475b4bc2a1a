"""Suggest what a reader of an answer could ask next: only what the texts answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise, zip_longest

from ingest.model import Corpus, Document, Provision
from ingest.references import act_spans, name_of
from rag.adapters.stems import stems
from rag.as_of import place_of, words_on, work_of
from rag.asking import read
from rag.facets import admits
from rag.leaning import leans
from rag.model import Answer, Citation, Question
from rag.naming import the
from rag.penalties import by_breach
from rag.precise import cited, defined_terms

MOST = 3
_FEW = 2
"""So many at least: the headings next to what is cited fill up."""
DEFINITION, FINE, REFERENCE, HEADING = "definition", "fine", "reference", "heading"
_TERM = re.compile(r"^[‘“](?P<term>[^’”]{2,80})[’”]")
_WORDS = re.compile(r"\w+")
_SHORT = 9
"""Words that a title has at most to be part of a question."""
_EVERYWHERE, _OFTEN = 0.1, 20
"""A term that a greater share, and a greater number, of an act's provisions use is no news to a
reader of the act."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question that stands alone, and what answers it."""

    question: str
    kind: str
    """`DEFINITION`, `FINE`, `REFERENCE` or `HEADING`: what it was made from."""
    provision_id: str
    """The provision that it is answered from, or one above it."""


@dataclass(frozen=True, slots=True)
class _Ground:
    """What suggestions are made from: an answer, its texts, and the places it shows already."""

    answer: Answer
    corpus: Corpus
    shown: frozenset[str]

    @property
    def day(self) -> str:
        """The day whose law answered, ISO 8601."""
        return self.answer.as_of

    @property
    def citations(self) -> Iterator[Citation]:
        """The citations of law; briefs and reports know no articles and no terms."""
        for citation in self.answer.citations:
            provision = citation.provision
            if self.corpus.documents[provision.document_id].is_law and provision.kind != "note":
                yield citation

    def is_shown(self, provision: Provision) -> bool:
        """Tell whether the answer shows a provision, a part of it, or what it stands in."""
        place = place_of(provision, self.corpus)
        return any(_holds(place, one) or _holds(one, place) for one in self.shown)


def suggested(answer: Answer, corpus: Corpus) -> tuple[Suggestion, ...]:
    """Return at most `MOST` questions that follow from what an answer quotes, the best first.

    They come from the defined terms that a quote uses, the fine for what it rules, and the
    provisions that it refers to; one of each before a second of one. What the answer shows
    already is not suggested, nor what the filters of its question leave out.
    """
    told = (*answer.citations, *(c for extra in answer.extras for c in extra.citations))
    shown = frozenset(place_of(c.provision, corpus) for c in told)
    ground = _Ground(answer, corpus, shown)
    made = (_definitions(ground), _fines(ground), _references(ground))
    rows = zip_longest(*map(list, made))
    kept: dict[str, Suggestion] = {}
    for suggestion in filter(None, chain.from_iterable(rows)):
        if _is_new(suggestion, kept.values(), ground):
            kept.setdefault(suggestion.question, suggestion)
    if len(kept) < _FEW:
        kept |= {s.question: s for s in _headings(ground) if _is_new(s, kept.values(), ground)}
        return tuple(kept.values())[:_FEW]
    return tuple(kept.values())[:MOST]


def _is_new(suggestion: Suggestion, others: Iterable[Suggestion], ground: _Ground) -> bool:
    provision = ground.corpus.provisions[suggestion.provision_id]
    asked = {_normal(ground.answer.asked), _normal(ground.answer.question.text)}
    return (
        not ground.is_shown(provision)
        and all(other.provision_id != provision.id for other in others)
        and _normal(suggestion.question) not in asked
        and not leans(suggestion.question)
        and admits(ground.answer.question.filters, provision, ground.corpus)
    )


def _definitions(ground: _Ground) -> Iterator[Suggestion]:
    """Yield a question for each term of two words and more that a quote uses, the rarest first."""
    terms = defined_terms(ground.corpus)
    longest = sorted((term for term in terms if len(term) > 1), key=len, reverse=True)
    for citation in ground.citations:
        said, used = f" {' '.join(stems(citation.quote))} ", list[_Used]()
        for term in longest:
            joined = f" {' '.join(term)} "
            if joined in said:
                said = said.replace(joined, "  ")  # a term inside a longer one is not meant
                used += _used(term, terms[term], citation, ground)
        for one in sorted(used, key=lambda one: one.uses):
            yield from _definition(one, citation, ground)


@dataclass(frozen=True, slots=True)
class _Used:
    """A defined term that a quote uses."""

    term: tuple[str, ...]
    printed: str
    provision: Provision
    uses: int
    """How many provisions of its text use it."""


def _used(
    term: tuple[str, ...], provisions: Iterable[Provision], citation: Citation, ground: _Ground
) -> Iterator[_Used]:
    """Yield what the act of a citation says a term means, unless the term is in all its rules."""
    corpus, act = ground.corpus, work_of(citation.provision, ground.corpus)
    for provision in provisions:
        found = _TERM.match(provision.text)
        if found and work_of(provision, corpus) == act and provision.kind != "note":
            texts = [p.text.lower() for p in corpus.of_document(provision.document_id)]
            uses = sum(found["term"].lower() in text for text in texts)
            if uses <= max(_OFTEN, _EVERYWHERE * len(texts)):
                yield _Used(term, found["term"], provision, uses)


def _definition(used: _Used, citation: Citation, ground: _Ground) -> Iterator[Suggestion]:
    act = work_of(used.provision, ground.corpus)
    asking = f"{_asking(used.printed, citation.quote)} under {_named(act, ground.corpus)}?"
    asked = read(asking)
    current = words_on(used.provision.id, ground.corpus, ground.day)
    if current and asked.kind == "definition" and tuple(stems(asked.subject)) == used.term:
        yield Suggestion(asking, DEFINITION, current.id)


def _asking(term: str, quote: str) -> str:
    """Return how to ask for a term: with "a" or "an" where the quote uses it so."""
    with_article = re.search(rf"\b(an?) {re.escape(term)}\b(?!\w)", quote, re.IGNORECASE)
    if with_article:
        return f"What is {with_article[1].lower()} {term}"
    return f"What is meant by ‘{term}’"


def _fines(ground: _Ground) -> Iterator[Suggestion]:
    """Yield a question for the fine for what each cited article rules, where one names it."""
    find = by_breach(ground.corpus, _not_by_words)
    for citation in ground.citations:
        article = citation.provision.label.partition("(")[0]
        if not article.startswith("Article ") or read(ground.answer.asked).kind == "penalty":
            continue
        act = work_of(citation.provision, ground.corpus)
        asking = f"What is the fine for breaching {article} of {_named(act, ground.corpus)}?"
        for hit in find(Question(asking, ground.answer.question.filters, as_of=ground.day), 1):
            yield Suggestion(asking, FINE, hit.provision.id)


def _not_by_words(words: str, provision: Provision) -> float:
    """Cover no word of a title: only a fine that names the article is suggested."""
    del words, provision
    return 0.0


def _references(ground: _Ground) -> Iterator[Suggestion]:
    """Yield a question for each provision that a cited one refers to, those quoted first."""
    for citation in ground.citations:
        targets = [words_on(ref, ground.corpus, ground.day) for ref in citation.provision.refs]
        named = [target for target in targets if target and _is_quoted(target, citation)]
        for target in named:
            act = work_of(target, ground.corpus)
            asking = f"What does {target.label} of {_named(act, ground.corpus)} say?"
            asked = read(asking)
            means = [cited(r, ground.corpus, asked.acts, ground.day) for r in asked.references]
            if asked.kind == "look-up" and [p.id for p in means if p] == [target.id]:
                yield Suggestion(asking, REFERENCE, target.id)


def _headings(ground: _Ground) -> Iterator[Suggestion]:
    """Yield a question for the next article under the same heading, named by its title."""
    for citation in ground.citations:
        document, _, anchor = citation.provision.id.partition("#")
        articles = [p for p in ground.corpus.of_document(document) if _has_title(p)]
        for own, following in pairwise(articles):
            current = words_on(following.id, ground.corpus, ground.day)
            same = own.headings[:-1] == following.headings[:-1]
            if current and same and own.anchor == anchor.partition(".")[0]:
                act = _named(work_of(current, ground.corpus), ground.corpus)
                asking = f"What does {current.label} of {act} say about"
                title = _lower(current.headings[-1])
                yield Suggestion(f"{asking} {title}?", HEADING, current.id)


def _has_title(provision: Provision) -> bool:
    """Tell whether a provision is an article whose title is short enough to ask with."""
    headed = provision.kind == "article" and "." not in provision.anchor and provision.headings[1:]
    return bool(headed) and 1 < len(provision.headings[-1].split()) <= _SHORT


def _lower(title: str) -> str:
    """Return a title as it stands within a sentence."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def _is_quoted(target: Provision, citation: Citation) -> bool:
    """Tell whether the quote itself names the unit, or the paragraph of its own article."""
    unit, _, below = target.label.partition("(")
    if unit == citation.provision.label.partition("(")[0]:
        number = re.escape(below.partition(")")[0])
        return re.search(rf"\bparagraphs? [\d, and]*\b{number}\b", citation.quote) is not None
    number = re.escape(unit.rpartition(" ")[2])
    kind = re.escape(unit.partition(" ")[0])
    return re.search(rf"\b{kind}(?:s|es)?\b[^.;]{{0,60}}\b{number}\b", citation.quote) is not None


def _named(act: str, corpus: Corpus) -> str:
    """Return a name of an act that stands in a question and is recognised there."""
    document: Document = corpus.documents[act]
    known = [one for _, one in act_spans(document.short_title)] == [document.work]
    return the(document.short_title) if known else name_of(act)


def _holds(above: str, below: str) -> bool:
    return below == above or below.startswith(f"{above}.")


def _normal(text: str) -> str:
    return " ".join(_WORDS.findall(text.lower()))
