"""Let a model restate a follow-up, or say it in other words, and check that it adds nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest

from ingest.references import Reference, find, find_acts
from rag.chat.drafting import ChatModel
from rag.chat.failures import ChatFailed, Failure
from rag.chat.patience import within
from rag.chat.pieces import Piece
from rag.model import Hit, Question, Turn
from rag.precise import NAMED

BUDGET_S = 10.0
"""Seconds for either; the deterministic way takes none."""
NOT_RESTATED = "The model could not restate the question. It was read with the one before it."
NOT_EXPANDED = "The model could not say the question in other words. Only its own were searched."
_LONGEST = 300
_TURNS = 3
_RESTATE = """You are given the last questions of a conversation and a follow-up. Write the \
follow-up as one question that can be understood alone. Name nothing that the conversation does \
not name: no act, no article, no figure. Write the question and nothing else, on one line."""
_EXPAND = """You are given a question about law. Write up to eight words or short terms that a \
law may use for what is asked, with commas between. No numbers, no names of acts or articles. \
Write the terms and nothing else, on one line."""
_DIGIT = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Restated:
    """What became of a question."""

    text: str
    """It stands alone."""
    also: str = ""
    """Other words to search for."""
    notices: tuple[str, ...] = ()
    """What the reader is told, where the model was of no use."""


@dataclass(frozen=True, slots=True)
class Restating:
    """A model that may restate follow-ups, and may say questions in other words."""

    model: ChatModel
    condenses: bool = False
    expands: bool = False
    budget_s: float = BUDGET_S

    def restated(self, question: Question, otherwise: str) -> Restated:
        """Return a question that stands alone, and other words for it where they are wanted.

        `otherwise` is taken where the model fails, or adds what the conversation does not have.
        """
        text, also, notices = otherwise, "", []
        if self.condenses and question.history:
            text = self._alone(question)
            notices += [] if text else [NOT_RESTATED]
        text = text or otherwise
        if self.expands:
            also = self._other_words(text)
            notices += [] if also else [NOT_EXPANDED]
        return Restated(text, also, tuple(notices))

    def _alone(self, question: Question) -> str:
        earlier = [turn.question for turn in question.history[-_TURNS:]]
        text = "\n".join((*(f"Asked: {one}" for one in earlier), f"Follow-up: {question.text}"))
        said = self._said(_RESTATE, text)
        return said if said and adds_nothing(said, question.text, question.history) else ""

    def _other_words(self, text: str) -> str:
        said = self._said(_EXPAND, f"Question: {text}")
        return "" if find(said) or find_acts(said) or _DIGIT.search(said) else said

    def _said(self, instructions: str, text: str) -> str:
        """Return the one short line that the model says, "" where it says anything else."""
        written = ""
        try:
            say = partial(self.model.say, instructions, text)
            for piece in _short(within(say, self.budget_s, self.budget_s)):
                written += piece.text
        except ChatFailed:
            return ""
        line = written.strip().strip('"“”').strip()
        return line if "\n" not in line else ""


def adds_nothing(said: str, asked: str, history: Sequence[Turn]) -> bool:
    """Tell whether a question names no act, provision or figure that the conversation does not."""
    before = "\n".join((asked, *(turn.question for turn in history)))
    cited = [identifier for turn in history for identifier in turn.provision_ids]
    known = {(r.kind, r.number, r.steps) for r in find(before)}
    acts = {*find_acts(before), *(i.partition("#")[0].partition("+")[0] for i in cited)}
    anchors = [identifier.partition("#")[2] for identifier in cited]
    references = find(said)
    own = all((r.kind, r.number, r.steps) in known or _answered(r, anchors) for r in references)
    figures = set(_DIGIT.findall(_without(said, references))) <= set(_DIGIT.findall(before))
    kept = {(r.kind, r.number) for r in find(asked)} <= {(r.kind, r.number) for r in references}
    return own and figures and kept and set(find_acts(said)) <= acts


def merged(hits: Sequence[Hit], further: Sequence[Hit], k: int) -> list[Hit]:
    """Return the k best of two rankings in turn; what a question names stays in front."""
    named = [hit for hit in hits if hit.why == NAMED]
    rest = [hit for hit in hits if hit.why != NAMED]
    both = (hit for pair in zip_longest(rest, further) for hit in pair if hit is not None)
    found: dict[str, Hit] = {}
    for hit in (*named, *both):
        found.setdefault(hit.provision.id, hit)
    return list(found.values())[:k]


def _answered(reference: Reference, anchors: Sequence[str]) -> bool:
    """Tell whether an earlier answer rested on the provision that is named, or on a part of it."""
    return any(
        anchor == one or anchor.startswith(f"{one}.")
        for one in reference.anchors()
        for anchor in anchors
    )


def _without(text: str, references: Sequence[Reference]) -> str:
    for reference in sorted(references, key=lambda r: -r.span[0]):
        text = text[: reference.span[0]] + " " + text[reference.span[1] :]
    return text


def _short(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Yield the pieces of a short text. Raises `ChatFailed` where it is none."""
    length = 0
    for piece in pieces:
        length += len(piece.text)
        if piece.tool or length > _LONGEST:
            raise ChatFailed(Failure.TOO_LONG)
        yield piece
