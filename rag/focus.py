"""Search the main law first, unless the question leans towards another document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Corpus, Document
from rag.acts import names_other
from rag.asking import read
from rag.facets import restricts
from rag.model import Filters, Hit, Question, Search
from rag.search import POOL

SURE = -0.3
"""A question that leans further away is searched everywhere alike."""
_SECOND = 0.6
"""What the best hit of the group that a question leans away from weighs."""
LEAN = -0.1
"""How far a question may lean away from the main law and still be about it. Chosen on the
development questions: of 156 with a known act, 4 fall on the wrong side."""
_WORDS = 0.3
"""What the search by words counts beside the search by meaning."""
_TOP = 3


def focused(broad: Search, meaning: Search, words: Search, corpus: Corpus) -> Search:
    """Return a search that gives the main law's hits first where the question is about it.

    The main law is the first of the corpus; the articles' briefs stay beside it. A corpus
    with one law, a question with filters and one that names another act are searched as they
    are. Without this, every act added to the corpus would move the main law's ranking.
    """
    laws = [d for d in corpus.documents.values() if d.is_law]
    if len({law.work for law in laws}) < 2:
        return broad
    main = laws[0]
    ours, others = _groups(main, corpus)

    def search(question: Question, k: int) -> Sequence[Hit]:
        named = names_other(read(question.text), question.text, corpus, main)
        leaning = lean(question) if not (named or restricts(question.filters)) else -1.0
        if leaning < SURE:
            return broad(question, k)
        first = broad(_within(question, ours), k)
        second = broad(_within(question, others), k)
        share = _SECOND if leaning >= LEAN else 1 / _SECOND
        return _merged(first, second, share)[:k]

    def lean(question: Question) -> float:
        """Return how much better the main law fits than all else; cosine, then words."""
        near = _mean(meaning, question, ours) - _mean(meaning, question, others)
        mine, theirs = (_mean(words, question, group) for group in (ours, others))
        return near + _WORDS * (mine - theirs) / max(mine, theirs, 1e-9)

    return search


def _merged(first: Sequence[Hit], second: Sequence[Hit], share: float) -> list[Hit]:
    """Merge two rankings; the best of the second weighs `share` of the best of the first."""
    tops = [hits[0].score if hits else 1.0 for hits in (first, second)]
    scaled = [replace(hit, score=hit.score * share * tops[0] / tops[1]) for hit in second]
    return sorted([*first, *scaled], key=lambda hit: -hit.score)


def _groups(main: Document, corpus: Corpus) -> tuple[Filters, Filters]:
    """Return filters for the main law with the briefs, and for every other document."""
    stories = {d.id for d in corpus.documents.values() if d.tier in ("news", "fiction")}
    ours = {d.id for d in corpus.documents.values() if d.work == main.work}
    others = frozenset(corpus.documents) - ours - stories
    return Filters(documents=frozenset(ours | stories)), Filters(documents=others)


def _within(question: Question, group: Filters) -> Question:
    """Return the question asked of one group, on the same day."""
    return replace(question, filters=replace(group, valid=question.filters.valid))


def _mean(search: Search, question: Question, filters: Filters) -> float:
    # As deep as the broad search will read: it asks the same, and is given the same.
    hits = search(_within(question, filters), POOL)[:_TOP]
    return sum(hit.score for hit in hits) / _TOP
