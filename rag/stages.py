"""What the steps of an answer hand to each other: condensed, found, drafted."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from itertools import zip_longest

from ingest.model import Corpus
from rag.asking import Asked, read
from rag.conversation import follow
from rag.days import read_day
from rag.decide import Decided
from rag.model import Hit, Question
from rag.parts import Part

_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Condensed:
    """A question that stands alone, and what it asks for."""

    question: Question
    """Its text is the stand-alone one."""
    original: Question
    asked: Asked
    began: float
    """Reading of the performance counter, in seconds."""
    other_words: str = ""
    """What a model says for the question, to be searched for too."""
    notices: tuple[str, ...] = ()
    own_words: str = ""
    """What a follow-up asks by its own words, where these are searched for too."""


@dataclass(frozen=True, slots=True)
class Found:
    """A condensed question with its parts and what was found for each."""

    condensed: Condensed
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Drafted:
    """What would be said of each part, or why nothing is."""

    condensed: Condensed
    parts: tuple[Decided, ...]

    @property
    def refusal(self) -> str:
        """Why nothing at all is said, "" when something is."""
        if any(part.draft.claims for part in self.parts):
            return ""
        return " ".join(dict.fromkeys(part.refusal for part in self.parts if part.refusal))

    @property
    def said_first(self) -> tuple[str, ...]:
        """What the reader must know before all else: what is missing, and what has no answer."""
        empty = (
            f"{part.part.heading}: {part.part.otherwise}"
            for part in self.parts
            if part.part.otherwise and not part.draft.claims
        )
        missing = (text for part in self.parts if part.draft.claims for text in part.missing)
        return tuple(dict.fromkeys((*empty, *missing)))

    @property
    def nearest(self) -> tuple[Hit, ...]:
        """What came closest by searching: near a provision that does not exist is nothing."""
        searched = (d for d in self.parts if d.part.asked.kind != "look-up")
        return tuple(hit for decided in searched for hit in decided.part.hits)[:_NEAREST]

    @property
    def to_read(self) -> tuple[Hit, ...]:
        """What a model is given to read: the hits of each part that is answered, in turn."""
        answered = [d.part.hits for d in self.parts if d.draft.claims]
        taken = (hit for row in zip_longest(*answered) for hit in row if hit)
        return tuple({hit.provision.id: hit for hit in taken}.values())


def condense(question: Question, corpus: Corpus) -> Condensed:
    """Return the question as one that stands alone: a follow-up takes the last turn along."""
    began = time.perf_counter()
    text, own = follow(" ".join(question.text.split()), question.history, corpus)
    asked_on = read_day(text)
    day = question.as_of or asked_on.day
    alone = replace(question, text=asked_on.text, as_of=day, history=())
    return Condensed(alone, question, read(asked_on.text), began, own_words=own)
