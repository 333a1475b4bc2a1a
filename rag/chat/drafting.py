"""Let a model write an answer, and let through what the provisions carry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from ingest.model import Corpus
from rag.chat.cache import Cache, CacheUnusable, Stored, key_of
from rag.chat.checks import OTHER_LANGUAGE, Check
from rag.chat.claims import Tally, claims_of
from rag.chat.failures import WITHOUT_IT, ChatFailed, Failure, told
from rag.chat.items import items_of
from rag.chat.patience import within
from rag.chat.pieces import Piece
from rag.chat.prompt import Prompt
from rag.chat.style import STAFF
from rag.closest import PLAIN, Knowledge
from rag.model import Hit, Question, Statement, Usage, Withheld
from rag.verify import Claim

CACHE_IGNORED = (
    "The file of kept answers cannot be used and is ignored. Delete answers.sqlite in the home."
)
_SILENCE = 1 / 3
"""Share of the budget that a model may pause for once it has begun."""


class ChatModel(Protocol):
    """A language model that can be asked."""

    @property
    def name(self) -> str:
        """As the user named it, such as "openai:NAME"."""

    @property
    def where(self) -> str:
        """Where it runs: "on this machine", or the name of a host."""

    def write(self, prompt: Prompt) -> Iterator[Piece]:
        """Yield an answer to a prompt while it is written. Raises `ChatFailed`."""

    def say(self, instructions: str, text: str) -> Iterator[Piece]:
        """Yield what it makes of a text. Raises `ChatFailed`."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a model's answer ended."""

    mode: str
    notices: tuple[str, ...]
    usage: Usage
    is_whole: bool
    """Whether it stands alone; otherwise the words of the texts follow."""


@dataclass(frozen=True, slots=True)
class Writer:
    """A model with all that keeps it on its leash."""

    model: ChatModel
    corpus: Corpus
    style: str = STAFF
    budget_s: float = 60.0
    cache: Cache | None = None
    known: Knowledge = PLAIN
    """What everyday words mean: a model says "small firms" where the law says "SMEs"."""

    @property
    def mode(self) -> str:
        """What answers say of how they were made."""
        return f"chat:{self.model.name}"

    @property
    def speaker(self) -> str:
        """Which model it is and where it runs, for readers."""
        return f"{self.model.name} ({self.model.where})"

    def write(
        self, question: Question, hits: Sequence[Hit]
    ) -> Iterator[Statement | Withheld | Outcome]:
        """Yield each statement once it was checked, and how it ended as the last thing.

        `question` stands alone, and its day is settled.
        """
        run = _Run(self, question, hits)
        try:
            yield from run.checked()
        except ChatFailed as failed:
            run.failed = failed
        yield run.outcome()


class _Run:
    """One question put to the model."""

    def __init__(self, writer: Writer, question: Question, hits: Sequence[Hit]) -> None:
        items = items_of(hits, writer.corpus, question.as_of)
        self.writer = writer
        self.prompt = Prompt(question.text, question.as_of, items, writer.style)
        self.key = key_of(question, self.prompt, writer.model.name, writer.corpus.sha256)
        self.check = Check(question.text, items, writer.corpus.provisions, writer.known)
        self.failed: ChatFailed | None = None
        self.usage = Usage(writer.model.name, writer.model.where)
        self.claims: list[Claim] = []
        self.passed = 0
        self.repeats = 0
        self.reasons: list[str] = []
        self.notices: list[str] = []

    def checked(self) -> Iterator[Statement | Withheld]:
        """Yield each claim as it passes or is withheld, none of them twice."""
        stored = self._stored()
        seen: set[str | Claim] = set()
        for claim in stored.claims if stored else self._written():
            if claim in seen or _same(claim.text) in seen:
                self.repeats += 1
                continue
            self.claims.append(claim)
            result = self.check(claim)
            if isinstance(result, Statement):
                self.passed += 1
                seen.add(_same(claim.text))
            else:
                self.reasons.append(result.reason)
                seen.add(claim)
            yield result
        if stored:
            self.usage = replace(stored.usage, cached=True)
        elif self.passed:
            self._keep()

    def outcome(self) -> Outcome:
        """Return what is told of the whole."""
        if self.failed is None and not self.passed:
            self.failed = ChatFailed(Failure.NOTHING_PASSED)
        if self.failed is not None:
            self.notices.append(self._said(self.failed))
        if self.repeats:
            them = "a statement" if self.repeats == 1 else f"{self.repeats} statements"
            self.notices.append(f"The model repeated {them}. Each is shown once.")
        return Outcome(self.writer.mode, tuple(self.notices), self.usage, self.failed is None)

    def _said(self, failed: ChatFailed) -> str:
        if failed.failure is not Failure.NOTHING_PASSED:
            return told(failed, self.usage.where, kept=self.passed > 0)
        if set(self.reasons) == {OTHER_LANGUAGE}:
            return f"The model answered in another language than the question. {WITHOUT_IT}"
        why = f"The first reason: {self.reasons[0]}." if self.reasons else ""
        return " ".join(
            filter(None, ("Nothing that the model wrote passed the check.", why, WITHOUT_IT))
        )

    def _written(self) -> Iterator[Claim]:
        writer, tally = self.writer, Tally()
        budget = writer.budget_s
        write = partial(writer.model.write, self.prompt)
        try:
            pieces = within(write, budget, budget * _SILENCE)
            yield from claims_of(pieces, self.prompt.items, tally)
        finally:
            self.usage = replace(
                self.usage,
                input_tokens=tally.input_tokens or None,
                output_tokens=tally.output_tokens or None,
                cost=tally.cost,
            )

    def _stored(self) -> Stored | None:
        try:
            return self.writer.cache.get(self.key) if self.writer.cache else None
        except CacheUnusable:
            self.notices.append(CACHE_IGNORED)
            return None

    def _keep(self) -> None:
        try:
            if self.writer.cache and not self.notices:
                self.writer.cache.put(self.key, Stored(tuple(self.claims), self.usage))
        except CacheUnusable:
            self.notices.append(CACHE_IGNORED)


def _same(text: str) -> str:
    """Return a text as it is compared with others: without case, blanks and final stops."""
    return " ".join(text.casefold().split()).rstrip(".;!? ")
