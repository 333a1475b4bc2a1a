"""Answer a question: condense, retrieve, draft, verify."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from langchain_core.runnables import Runnable, RunnableGenerator, RunnableLambda

from ingest.model import Corpus
from ingest.references import called
from rag.adapters.stems import stems
from rag.as_of import as_law, original_day
from rag.asking import Asked, read
from rag.chat.drafting import Outcome, Writer
from rag.chat.restating import Restating, merged
from rag.days import ORIGINAL, read_day
from rag.draft import Draft, draft
from rag.facets import searched
from rag.labels import absent, also_in
from rag.model import Answer, Hit, Question, Search, Statement, Withheld
from rag.notices import attributed, changed_date, notices
from rag.precise import NAMED
from rag.refusal import Support, refusal
from rag.retriever import PinciteRetriever
from rag.verify import verify

_FOLLOW_UP = re.compile(
    r"^(?:and|but|so|also|then|what about|how about|what if|why|quote (?:it|that)|since when|"
    r"who (?:says|said) (?:so|that))\b|\b(?:it|that|this|those|these|they|them)\b",
    re.IGNORECASE,
)
_SHORT = 3
"""A follow-up has at most so many words of its own."""
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


@dataclass(frozen=True, slots=True)
class Found:
    """A condensed question with what was found for it."""

    condensed: Condensed
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Drafted:
    """What would be said, or why nothing is."""

    found: Found
    draft: Draft
    refusal: str
    missing: tuple[str, ...] = ()
    """What the question cites beside what is shown, and why it is not shown."""


@dataclass(frozen=True)
class Assistant:
    """What an answer needs. Tests pass small parts; wiring passes the configured ones."""

    corpus: Corpus
    find: Search
    support: Support
    today: date
    notices: tuple[str, ...] = ()
    """What is said with every answer, such as a degraded mode."""
    top_k: int = 8
    headnotes: Mapping[str, str] = field(default_factory=dict)
    """What each provision says in plain words of ours, by id, where the words are these."""
    writer: Writer | None = None
    """A language model that writes the answers; without one they are quotations."""
    restating: Restating | None = None

    @property
    def speaker(self) -> str:
        """Which model writes the answers and where it runs, "" for none."""
        return self.writer.speaker if self.writer else ""

    @cached_property
    def chain(self) -> Runnable[Question, Answer]:
        """The whole way from a question to its answer; `stream` yields growing answers."""
        return (
            RunnableLambda(self._condense)
            | RunnableLambda(self._retrieve)
            | RunnableLambda(self._draft)
            | RunnableGenerator(self._verify, self._averify)
        )

    @property
    def retriever(self) -> PinciteRetriever:
        """The search as a LangChain retriever, to be used in other chains."""
        return PinciteRetriever(search=self.find, k=self.top_k)

    def ask(self, question: Question) -> Answer:
        """Return the complete answer."""
        return self.chain.invoke(question)

    def stream(self, question: Question) -> Iterator[Answer]:
        """Yield growing answers, a statement at a time; the last one is complete."""
        yield from self.chain.stream(question)

    def search(self, question: Question, k: int) -> list[Hit]:
        """Return the k provisions that fit the question best, best first."""
        return list(self.find(self._on_day(condense(question)).question, k))

    def _condense(self, question: Question) -> Condensed:
        """Return the question as one that stands alone, as a model says it where one may."""
        condensed = condense(question)
        if self.restating is None:
            return condensed
        restated = self.restating.restated(question, condensed.question.text)
        if restated.text != condensed.question.text:
            again = condense(replace(question, text=restated.text, history=()))
            condensed = replace(again, original=question, began=condensed.began)
        return replace(condensed, other_words=restated.also, notices=restated.notices)

    def _retrieve(self, condensed: Condensed) -> Found:
        dated = self._on_day(condensed)
        hits = tuple(self.find(dated.question, self.top_k))
        if dated.other_words:
            text = f"{dated.question.text} {dated.other_words}"
            further = self.find(replace(dated.question, text=text), self.top_k)
            hits = tuple(merged(hits, further, self.top_k))
        return Found(dated, hits)

    def _on_day(self, condensed: Condensed) -> Condensed:
        """Return the question with the day whose law is meant: today's unless it says another."""
        day = condensed.question.as_of or self.today.isoformat()
        if day == ORIGINAL:
            day = original_day(condensed.asked.acts, self.corpus, self.today.isoformat())
        return replace(condensed, question=replace(condensed.question, as_of=day))

    def _draft(self, found: Found) -> Drafted:
        asked = found.condensed.asked
        day = found.condensed.question.as_of
        missing = absent(asked.references, asked.acts, self.corpus, day)
        missing = missing or self._unknown_acts(asked)
        cites = any(hit.why == NAMED for hit in found.hits)
        why = " ".join(missing) if missing and not cites else ""
        why = why or refusal(asked, found.hits, self.support)
        if why:
            return Drafted(found, Draft((), ()), why)
        also = also_in(asked.references, asked.acts, self.corpus, day) if cites else ()
        drafted = draft(asked, found.hits, self.corpus, day)
        return Drafted(found, drafted, "", (*missing, *also))

    def _unknown_acts(self, asked: Asked) -> tuple[str, ...]:
        """Say so when every act that the question names is outside the corpus."""
        if not asked.acts or any(act in self.corpus.documents for act in asked.acts):
            return ()
        return (f"{' and '.join(map(called, asked.acts))}: not in this corpus.",)

    def _verify(self, drafts: Iterator[Drafted]) -> Iterator[Answer]:
        """Yield the answer as its statements pass; what fails is shown as withheld."""
        for drafted in drafts:
            answer = self._bare(drafted)
            for result in self._results(drafted):
                answer = self._with(answer, result, drafted.found.hits)
                if answer.statements:
                    yield answer
            yield self._complete(answer, drafted)

    def _results(self, drafted: Drafted) -> Iterator[Statement | Withheld | Outcome]:
        """Yield what a model writes, then quotations where that is no whole answer."""
        found = drafted.found
        writer = None if drafted.refusal else self.writer
        for result in writer.write(found.condensed.question, found.hits) if writer else ():
            yield result
            if isinstance(result, Outcome) and result.is_whole:
                return
        for claim in drafted.draft.claims:
            yield verify(claim, self.corpus.provisions)

    async def _averify(self, drafts: AsyncIterator[Drafted]) -> AsyncIterator[Answer]:
        """Do the same for LangChain's asynchronous calls."""
        async for drafted in drafts:
            answers = self._verify(iter((drafted,)))
            # In a thread, for a model may take long, and others wait in this loop.
            while (answer := await asyncio.to_thread(next, answers, None)) is not None:
                yield answer

    def _with(
        self, answer: Answer, result: Statement | Withheld | Outcome, hits: tuple[Hit, ...]
    ) -> Answer:
        """Return the answer with one more statement, or what was withheld, or how it was made."""
        if isinstance(result, Outcome):
            mode = result.mode if answer.statements else answer.mode
            told = (*answer.notices, *result.notices)
            return replace(answer, mode=mode, notices=told, usage=result.usage)
        if isinstance(result, Withheld):
            return replace(answer, withheld=(*answer.withheld, result))
        now = changed_date(result, hits)
        statement = self._plainly(attributed(self._dated(result, answer.as_of), self.corpus, now))
        said = (*answer.notices, now) if now else answer.notices
        return replace(answer, statements=(*answer.statements, statement), notices=said)

    def _dated(self, statement: Statement, day: str) -> Statement:
        """Return the statement with its provisions as they were law on the day."""
        cited = (
            replace(c, provision=as_law(c.provision, self.corpus, day)) for c in statement.citations
        )
        return replace(statement, citations=tuple(cited))

    def _plainly(self, statement: Statement) -> Statement:
        """Return the statement with our headnote on the provision that it quotes first."""
        note = self.headnotes.get(statement.citations[0].provision.id, "")
        return replace(statement, in_plain_words=note)

    def _bare(self, drafted: Drafted) -> Answer:
        condensed = drafted.found.condensed
        return Answer(
            question=condensed.original,
            asked=condensed.question.text,
            searched=searched(condensed.question.filters, self.corpus),
            as_of=condensed.question.as_of,
            corpus=self.corpus.sha256,
            notices=condensed.notices,
        )

    def _complete(self, answer: Answer, drafted: Drafted) -> Answer:
        """Return the answer with its extras and notices, or as a refusal."""
        elapsed = (time.perf_counter() - drafted.found.condensed.began) * 1000
        if not answer.statements:
            why = drafted.refusal or "Nothing that was found could be verified."
            nearest = drafted.found.hits[:_NEAREST] if _is_search(drafted) else ()
            told = (*answer.notices, *self.notices)
            return replace(answer, refusal=why, nearest=nearest, notices=told, elapsed_ms=elapsed)
        told = notices(answer.statements, self.corpus, answer.as_of)
        checked = (verify(claim, self.corpus.provisions) for claim in drafted.draft.extras)
        cited = {citation.provision.id for citation in answer.citations}
        extras = (
            self._dated(e, answer.as_of)
            for e in checked
            if isinstance(e, Statement) and e.citations[0].provision.id not in cited
        )
        return replace(
            answer,
            extras=tuple(attributed(extra, self.corpus) for extra in extras),
            notices=(*drafted.missing, *answer.notices, *told, *self.notices),
            elapsed_ms=elapsed,
        )


def condense(question: Question) -> Condensed:
    """Return the question as one that stands alone: a short follow-up takes the last one along."""
    began = time.perf_counter()
    text = " ".join(question.text.split())
    if question.history and _leans(text):
        text = f"{question.history[-1].question} {text}"
    asked_on = read_day(text)
    day = question.as_of or asked_on.day
    alone = replace(question, text=asked_on.text, as_of=day, history=())
    return Condensed(alone, question, read(asked_on.text), began)


def _leans(text: str) -> bool:
    """Tell whether a question cannot be understood without the one before."""
    return (
        _FOLLOW_UP.search(text) is not None
        and len(stems(text)) <= _SHORT
        and not read(text).references
    )


def _is_search(drafted: Drafted) -> bool:
    """Tell whether hits came by searching: near a provision that does not exist is nothing."""
    return drafted.found.condensed.asked.kind != "look-up"
