"""Find the provision by a question that our headnotes say it answers, almost word for word."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.model import Corpus
from rag.as_of import work_of
from rag.asking import read
from rag.model import Hit, Question, Search

ASKED = "answers this question"
ALMOST_THE_SAME = 0.95
"""Least cosine to a question of ours. Chosen on the development questions."""
_APART = 0.02
"""How much nearer it must be than a question that another act answers."""
_AMONG = 5


def by_same_question(asks: Search, corpus: Corpus) -> Search:
    """Return a search for the provision whose question is almost the one that is asked.

    `asks` searches our questions by meaning. Where questions of two acts are as near, none is.
    """

    def search(question: Question, k: int) -> Sequence[Hit]:
        asked = read(question.text)
        if asked.about_story or asked.references:
            return []
        found = [
            hit
            for hit in asks(question, _AMONG)
            if not asked.acts or work_of(hit.provision, corpus) in asked.acts
        ]
        if not found or found[0].score < ALMOST_THE_SAME:
            return []
        act = work_of(found[0].provision, corpus)
        rivals = (h for h in found[1:] if work_of(h.provision, corpus) != act)
        if any(found[0].score - hit.score < _APART for hit in rivals):
            return []
        return [Hit(found[0].provision, 1.0, ASKED)][:k]

    return search
