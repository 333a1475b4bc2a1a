"""Answer a question: condense, retrieve, draft, verify."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from langchain_core.runnables import Runnable, RunnableGenerator, RunnableLambda

from ingest.model import Corpus
from rag.as_of import as_law, original_day
from rag.asking import Asked, read
from rag.conversation import stand_alone
from rag.days import ORIGINAL, read_day
from rag.decide import Decided, Means, decide
from rag.extras import Extras
from rag.facets import admits
from rag.model import Answer, Hit, Question, Search, Statement, Withheld
from rag.notices import attributed, changed_date, notices
from rag.parts import Part, parts
from rag.refusal import Support
from rag.retriever import PinciteRetriever
from rag.stance import applies_yet, stance
from rag.verify import verify

_NEAREST = 3
_FITS = 0.5
"""Share of the question's telling words that a provision must have to carry a yes or a no."""


@dataclass(frozen=True, slots=True)
class Condensed:
    """A question that stands alone, and what it asks for."""

    question: Question
    """Its text is the stand-alone one."""
    original: Question
    asked: Asked
    began: float
    """Reading of the performance counter, in seconds."""


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
        return list(self.find(self._condense(question).question, k))

    def _condense(self, question: Question) -> Condensed:
        return self._on_day(condense(question, self.corpus))

    def _retrieve(self, condensed: Condensed) -> Found:
        found = parts(condensed.question, condensed.asked, self.corpus, self.find, self.top_k)
        return Found(condensed, tuple(found))

    def _on_day(self, condensed: Condensed) -> Condensed:
        """Return the question with the day whose law is meant: today's unless it says another."""
        day = condensed.question.as_of or self.today.isoformat()
        if day == ORIGINAL:
            day = original_day(condensed.asked.acts, self.corpus, self.today.isoformat())
        return replace(condensed, question=replace(condensed.question, as_of=day))

    @cached_property
    def _means(self) -> Means:
        return Means(self.corpus, self.support, Extras(self.corpus))

    def _draft(self, found: Found) -> Drafted:
        decided = tuple(decide(part, self._means) for part in found.parts)
        return Drafted(found.condensed, decided)

    def _verify(self, drafts: Iterator[Drafted]) -> Iterator[Answer]:
        """Yield the answer as its statements pass; what fails is shown as withheld."""
        for drafted in drafts:
            answer = self._bare(drafted)
            for decided in drafted.parts:
                for claim in decided.draft.claims:
                    result = verify(claim, self.corpus.provisions)
                    answer = self._with(answer, result, decided.part)
                    if answer.statements:
                        yield answer
            yield self._complete(answer, drafted)

    async def _averify(self, drafts: AsyncIterator[Drafted]) -> AsyncIterator[Answer]:
        """Do the same for LangChain's asynchronous calls."""
        async for drafted in drafts:
            for answer in self._verify(iter((drafted,))):
                yield answer

    def _with(self, answer: Answer, result: Statement | Withheld, part: Part) -> Answer:
        """Return the answer with one more statement, or with what was withheld."""
        if isinstance(result, Withheld):
            return replace(answer, withheld=(*answer.withheld, result))
        now = changed_date(result, part.hits)
        statement = self._plainly(attributed(self._dated(result, answer.as_of), self.corpus, now))
        statement = replace(statement, stance=self._stance(statement, part))
        said = (*answer.notices, now) if now else answer.notices
        return replace(answer, statements=(*answer.statements, statement), notices=said)

    def _stance(self, statement: Statement, part: Part) -> str:
        """Return the verdict that the words carry, on a question that asks for one."""
        yet = applies_yet(part.asked, part.hits, self.corpus, part.question.as_of)
        main = statement.citations[0].provision
        fits = yet or self.support.covered(part.asked.text, main) >= _FITS
        return yet or stance(part.asked, statement, bool(fits))

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
        condensed = drafted.condensed
        return Answer(
            question=condensed.original,
            asked=condensed.question.text,
            searched=self._searched(condensed.question),
            as_of=condensed.question.as_of,
            corpus=self.corpus.sha256,
        )

    def _complete(self, answer: Answer, drafted: Drafted) -> Answer:
        """Return the answer with its extras and notices, or as a refusal."""
        elapsed = (time.perf_counter() - drafted.condensed.began) * 1000
        if not answer.statements:
            return replace(
                answer,
                refusal=drafted.refusal or "Nothing that was found could be verified.",
                nearest=_nearest(drafted),
                choices=tuple(c for decided in drafted.parts for c in decided.choices),
                notices=self.notices,
                elapsed_ms=elapsed,
            )
        told = notices(answer.statements, self.corpus, answer.as_of)
        claims = (claim for decided in drafted.parts for claim in decided.draft.extras)
        checked = (verify(claim, self.corpus.provisions) for claim in claims)
        extras = (self._dated(e, answer.as_of) for e in checked if isinstance(e, Statement))
        return replace(
            answer,
            extras=tuple(attributed(extra, self.corpus) for extra in extras),
            notices=(*drafted.said_first, *answer.notices, *told, *self.notices),
            elapsed_ms=elapsed,
        )

    def _searched(self, question: Question) -> tuple[str, ...]:
        """Return the titles of the documents that the filters admit."""
        admitted = {
            p.document_id
            for p in self.corpus.provisions.values()
            if admits(question.filters, p, self.corpus)
        }
        documents = self.corpus.documents.values()
        return tuple(dict.fromkeys(d.short_title for d in documents if d.id in admitted))


def condense(question: Question, corpus: Corpus) -> Condensed:
    """Return the question as one that stands alone: a follow-up takes the last turn along."""
    began = time.perf_counter()
    text = stand_alone(" ".join(question.text.split()), question.history, corpus)
    asked_on = read_day(text)
    day = question.as_of or asked_on.day
    alone = replace(question, text=asked_on.text, as_of=day, history=())
    return Condensed(alone, question, read(asked_on.text), began)


def _nearest(drafted: Drafted) -> tuple[Hit, ...]:
    """Return what came closest by searching: near a provision that does not exist is nothing."""
    searched = (d for d in drafted.parts if d.part.asked.kind != "look-up")
    return tuple(hit for decided in searched for hit in decided.part.hits)[:_NEAREST]
