"""Let a document of the user's answer what no law in the corpus speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.model import Corpus
from rag.asking import read
from rag.model import Hit, Question, Search
from rag.rank import POOL
from rag.telling import Support

MIN_COVERED = 0.5
"""Least share of a question's telling words that a paragraph of the user's must have."""
MOST_ELSEWHERE = 0.65
"""Largest part of that share that all else may have: a law that has the words comes first."""
ANSWERED = 0.7
"""Cosine to a question of our headnotes from which it is the law that answers."""


def own_first(inner: Search, corpus: Corpus, support: Support) -> Search:
    """Return a search that puts a user's paragraph first where it alone has the telling words.

    All else that was found keeps its order. `support` knows the words of the headnotes too: an
    everyday word for what a law says is no word that the law lacks. A question that names a law
    is about the law.
    """
    own = {d.id for d in corpus.documents.values() if d.obtained_from == "user"}
    if not own:
        return inner

    def search(question: Question, k: int) -> Sequence[Hit]:
        found = list(inner(question, max(k, POOL)))
        asked = read(question.text)
        if asked.about_law or asked.about_story or asked.acts:
            return found[:k]
        others = [hit for hit in found if hit.provision.document_id not in own]
        mine = [hit for hit in found if hit.provision.document_id in own]
        best = max(mine, key=lambda hit: support.covered(asked.text, hit.provision), default=None)
        if best and _answers_alone(asked.text, best, others, support):
            rest = [hit for hit in found if hit != best]
            found = [replace(best, score=max(hit.score for hit in found)), *rest]
        return found[:k]

    return search


def _answers_alone(text: str, best: Hit, others: Sequence[Hit], support: Support) -> bool:
    """Tell whether a hit has the telling words of a question and all others hardly have them."""
    share = support.covered(text, best.provision)
    elsewhere = max((support.covered(text, hit.provision) for hit in others), default=0.0)
    has_them = share >= MIN_COVERED and elsewhere <= MOST_ELSEWHERE * share
    return has_them and support.meaning.asked(text) < ANSWERED
