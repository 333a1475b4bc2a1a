"""Find the fine for a breach: the provision that fixes it rarely shares the rule's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from ingest.model import Corpus, Provision
from rag.adapters.stems import stems
from rag.as_of import words_on, work_of
from rag.asking import Asked, read
from rag.facets import admits
from rag.law_names import without_acts
from rag.model import Hit, Question, Search
from rag.precise import cited

FIXES_FINE = "fixes the fine for it"
_HIGHEST = re.compile(
    r"\b(?:highest|maximum|max|biggest|worst|top|largest|heaviest|upper)\b", re.IGNORECASE
)
_OF_FINES = re.compile(
    r"\b(?:highest|maximum|max|biggest|worst|top|largest|heaviest|upper|fines?|penalt\w+|possible|"
    r"limit|amount|sanctions?)\b",
    re.IGNORECASE,
)
_SAME_TITLE = 0.5
"""Share of the words of an article's title that the fine for it has, where none refers to it."""
_FEW = 1
"""How much more a question on the highest fine may say: it asks for another one then."""
_EUROS = re.compile(r"\bEUR (\d[\d ]*)|\b(\d[\d ]*) EUR\b")
_AMOUNT = re.compile(r"\bfines?\b.*(?:\bEUR\b|€|%)", re.IGNORECASE | re.DOTALL)


def by_amount(corpus: Corpus) -> Search:
    """Return a search for the highest fine of an act, where the highest is asked for.

    The act is the one that the question names or the only one that it is asked of.
    """

    @cache
    def highest(act: str) -> list[Provision]:
        return sorted(_fines(act, corpus), key=lambda p: -_amount(p))

    def search(question: Question, k: int) -> Sequence[Hit]:
        asked = read(question.text)
        works = {
            corpus.documents[i].work for i in question.filters.documents if i in corpus.documents
        }
        acts = asked.acts or tuple(works)
        plain = asked.kind == "penalty" and _HIGHEST.search(asked.text) and not asked.references
        if not plain or len(acts) != 1 or len(_beyond(asked.text)) > _FEW:
            return []
        found = [p for p in highest(acts[0]) if admits(question.filters, p, corpus)]
        return [Hit(provision, 1.0, FIXES_FINE) for provision in found[: min(k, 1)]]

    return search


def _beyond(question: str) -> set[str]:
    """Return what a question says beside the act, the fine and how high it is."""
    return set(stems(_OF_FINES.sub(" ", without_acts(question))))


def _amount(provision: Provision) -> int:
    """Return the greatest amount in euros that a text states."""
    found = (re.sub(r"\D", "", "".join(pair)) for pair in _EUROS.findall(provision.text))
    return max((int(digits) for digits in found if digits), default=0)


def by_breach(corpus: Corpus, covered: Callable[[str, Provision], float]) -> Search:
    """Return a search for the fine for breaching a provision that a question cites.

    A paragraph that states an amount and refers to the article wins; where none refers to it,
    the one that has most of the words of the article's title.
    """

    @cache
    def fines(act: str) -> list[Provision]:
        return _fines(act, corpus)

    def search(question: Question, k: int) -> Sequence[Hit]:
        asked = read(question.text)
        breached = _breached(asked, corpus, question.as_of)
        if breached is None or asked.about_story:
            return []
        article = breached.id.partition(".")[0]
        title = " ".join(breached.headings[-1:])
        own = fines(work_of(breached, corpus))
        admitted = [p for p in own if admits(question.filters, p, corpus)]
        expressly = [p for p in admitted if _refers(p, article, corpus)]
        found = expressly or [p for p in admitted if covered(title, p) >= _SAME_TITLE]
        found.sort(key=lambda p: -covered(title, p))
        words = (words_on(p.id, corpus, question.as_of) or p for p in found[: min(k, 1)])
        return [Hit(provision, 1.0, FIXES_FINE) for provision in words]

    return search


def _breached(asked: Asked, corpus: Corpus, day: str) -> Provision | None:
    if asked.kind != "penalty" or len(asked.references) != 1:
        return None
    found = cited(asked.references[0], corpus, asked.acts, day)
    return found if found and not _is_fine(found, corpus) else None


def _fines(act: str, corpus: Corpus) -> list[Provision]:
    """Return the paragraphs of an act that state the amount of a fine."""
    own = (p for p in corpus.provisions.values() if work_of(p, corpus) == act)
    return [p for p in own if _is_fine(p, corpus)]


def _is_fine(provision: Provision, corpus: Corpus) -> bool:
    """Tell whether a paragraph of a law's article states the amount of a fine."""
    levels = provision.anchor.count(".")
    document = corpus.documents[provision.document_id]
    is_paragraph = provision.kind == "article" and levels == 1
    return is_paragraph and document.is_law and _AMOUNT.search(provision.text) is not None


def _refers(provision: Provision, article: str, corpus: Corpus) -> bool:
    """Tell whether a paragraph, or a point in it, refers to an article or to a part of it."""
    act, _, place = article.partition("#")
    work = corpus.documents[act].work
    ids = (provision.id, *corpus.children.get(provision.id, ()))
    refs = (ref for identifier in ids for ref in corpus.provisions[identifier].refs)
    return any(_names(ref, work, place, corpus) for ref in refs)


def _names(ref: str, work: str, place: str, corpus: Corpus) -> bool:
    """Tell whether a reference is to an article of an act, or to a part of it."""
    document, _, anchor = ref.partition("#")
    same = document in corpus.documents and corpus.documents[document].work == work
    return same and anchor.partition(".")[0] == place
