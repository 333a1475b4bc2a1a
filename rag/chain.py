"""Answer a question: condense, retrieve, draft, verify."""

from __future__ import annotations

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
from rag.days import ORIGINAL, read_day
from rag.draft import Draft, draft
from rag.facets import admits
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

    @cached_property
    def chain(self) -> Runnable[Question, Answer]:
        """The whole way from a question to its answer; `stream` yields growing answers."""
        return (
            RunnableLambda(condense)
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

    def _retrieve(self, condensed: Condensed) -> Found:
        dated = self._on_day(condensed)
        return Found(dated, tuple(self.find(dated.question, self.top_k)))

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
            checked = [verify(claim, self.corpus.provisions) for claim in drafted.draft.claims]
            for result in checked:
                answer = self._with(answer, result, drafted.found.hits)
                if answer.statements:
                    yield answer
            yield self._complete(answer, drafted)

    async def _averify(self, drafts: AsyncIterator[Drafted]) -> AsyncIterator[Answer]:
        """Do the same for LangChain's asynchronous calls."""
        async for drafted in drafts:
            for answer in self._verify(iter((drafted,))):
                yield answer

    def _with(self, answer: Answer, result: Statement | Withheld, hits: tuple[Hit, ...]) -> Answer:
        """Return the answer with one more statement, or with what was withheld."""
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
            searched=self._searched(condensed.question),
            as_of=condensed.question.as_of,
            corpus=self.corpus.sha256,
        )

    def _complete(self, answer: Answer, drafted: Drafted) -> Answer:
        """Return the answer with its extras and notices, or as a refusal."""
        elapsed = (time.perf_counter() - drafted.found.condensed.began) * 1000
        if not answer.statements:
            why = drafted.refusal or "Nothing that was found could be verified."
            nearest = drafted.found.hits[:_NEAREST] if _is_search(drafted) else ()
            return replace(
                answer, refusal=why, nearest=nearest, notices=self.notices, elapsed_ms=elapsed
            )
        told = notices(answer.statements, self.corpus, answer.as_of)
        checked = (verify(claim, self.corpus.provisions) for claim in drafted.draft.extras)
        extras = (self._dated(e, answer.as_of) for e in checked if isinstance(e, Statement))
        return replace(
            answer,
            extras=tuple(attributed(extra, self.corpus) for extra in extras),
            notices=(*drafted.missing, *answer.notices, *told, *self.notices),
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
