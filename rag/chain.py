"""Answer a question: condense, retrieve, draft, verify."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from langchain_core.runnables import Runnable, RunnableGenerator, RunnableLambda

from ingest.model import Corpus
from rag.as_of import as_law, original_day
from rag.chat.drafting import Outcome, Writer
from rag.chat.restating import Restating, merged
from rag.days import ORIGINAL
from rag.decide import Means, decide
from rag.extras import Extras
from rag.facets import searched
from rag.following import by_own_words
from rag.model import Answer, Hit, Question, Search, Statement, Withheld
from rag.notices import attributed, changed_date, notices, other_dates
from rag.parts import Part, parts
from rag.retriever import PinciteRetriever
from rag.stages import Condensed, Drafted, Found, condense
from rag.stance import applies_yet, stance
from rag.telling import Support
from rag.verify import verify
from rag.why import reasons

_FITS = 0.5
"""Share of the question's telling words that a provision must have to carry a yes or a no."""
Result = Statement | Withheld | Outcome


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
        return list(self.find(self._condense(question).question, k))

    def _condense(self, question: Question) -> Condensed:
        """Return the question as one that stands alone, as a model says it where one may."""
        condensed = condense(question, self.corpus)
        if self.restating is None:
            return self._on_day(condensed)
        restated = self.restating.restated(question, condensed.question.text)
        if restated.text != condensed.question.text:
            again = condense(replace(question, text=restated.text, history=()), self.corpus)
            condensed = replace(again, original=question, began=condensed.began)
        told = replace(condensed, other_words=restated.also, notices=restated.notices)
        return self._on_day(told)

    def _retrieve(self, condensed: Condensed) -> Found:
        asked = condensed.asked
        found = parts(condensed.question, asked, self.corpus, self._finding(condensed), self.top_k)
        return Found(condensed, tuple(found))

    def _finding(self, condensed: Condensed) -> Search:
        """Return the search, with a follow-up's own words and a model's words searched for too."""
        own = condensed.own_words
        find = by_own_words(self.find, own) if own else self.find
        if not condensed.other_words:
            return find

        def search(question: Question, k: int) -> Sequence[Hit]:
            wider = replace(question, text=f"{question.text} {condensed.other_words}")
            return merged(find(question, k), self.find(wider, k), k)

        return search

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
        decided = (replace(decide(p, self._means), found=p.hits) for p in found.parts)
        return Drafted(found.condensed, tuple(decided))

    def _verify(self, drafts: Iterator[Drafted]) -> Iterator[Answer]:
        """Yield the answer as its statements pass; what fails is shown as withheld."""
        for drafted in drafts:
            answer = self._bare(drafted)
            for result, part in self._results(drafted):
                answer = self._with(answer, result, part)
                if answer.statements:
                    yield answer
            whole = self._complete(answer, drafted)
            yield replace(whole, why=reasons(whole, drafted.parts, self.support))

    def _results(self, drafted: Drafted) -> Iterator[tuple[Result, Part]]:
        """Yield what a model writes, then quotations where that is no whole answer."""
        writer = None if drafted.refusal else self.writer
        first = drafted.parts[0].part
        written = writer.write(drafted.condensed.question, drafted.to_read) if writer else ()
        for result in written:
            yield result, first
            if isinstance(result, Outcome) and result.is_whole:
                return
        for decided in drafted.parts:
            for claim in decided.draft.claims:
                result = verify(claim, self.corpus.provisions)
                yield self._judged(result, decided.part), decided.part

    async def _averify(self, drafts: AsyncIterator[Drafted]) -> AsyncIterator[Answer]:
        """Do the same for LangChain's asynchronous calls."""
        async for drafted in drafts:
            answers = self._verify(iter((drafted,)))
            # In a thread, for a model may take long, and others wait in this loop.
            while (answer := await asyncio.to_thread(next, answers, None)) is not None:
                yield answer

    def _with(self, answer: Answer, result: Result, part: Part) -> Answer:
        """Return the answer with one more statement, or what was withheld, or how it was made."""
        if isinstance(result, Outcome):
            mode = result.mode if answer.statements else answer.mode
            told = (*answer.notices, *result.notices)
            return replace(answer, mode=mode, notices=told, usage=result.usage)
        if isinstance(result, Withheld):
            return replace(answer, withheld=(*answer.withheld, result))
        now = changed_date(result, part.hits)
        statement = self._plainly(attributed(self._dated(result, answer.as_of), self.corpus, now))
        also = now or other_dates(result, part.hits)
        said = (*answer.notices, also) if also else answer.notices
        return replace(answer, statements=(*answer.statements, statement), notices=said)

    def _judged(self, result: Statement | Withheld, part: Part) -> Statement | Withheld:
        """Return a statement with the verdict that its words carry, if one was asked for."""
        if isinstance(result, Withheld):
            return result
        yet = applies_yet(part.asked, part.hits, self.corpus, part.question.as_of)
        main = result.citations[0].provision
        fits = self.support.covered(part.asked.text, main) >= _FITS
        return replace(result, stance=yet or stance(part.asked, result, fits))

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
            searched=searched(condensed.question.filters, self.corpus),
            as_of=condensed.question.as_of,
            corpus=self.corpus.sha256,
            notices=condensed.notices,
        )

    def _complete(self, answer: Answer, drafted: Drafted) -> Answer:
        """Return the answer with its extras and notices, or as a refusal."""
        elapsed = (time.perf_counter() - drafted.condensed.began) * 1000
        if not answer.statements:
            return replace(
                answer,
                refusal=drafted.refusal or "Nothing that was found could be verified.",
                nearest=drafted.nearest,
                choices=tuple(c for decided in drafted.parts for c in decided.choices),
                notices=(*answer.notices, *self.notices),
                elapsed_ms=elapsed,
            )
        told = notices(answer.statements, self.corpus, answer.as_of)
        claims = (claim for decided in drafted.parts for claim in decided.draft.extras)
        checked = (verify(claim, self.corpus.provisions) for claim in claims)
        cited = {citation.provision.id for citation in answer.citations}
        extras = (
            self._dated(e, answer.as_of)
            for e in checked
            if isinstance(e, Statement) and e.citations[0].provision.id not in cited
        )
        return replace(
            answer,
            extras=tuple(attributed(extra, self.corpus) for extra in extras),
            notices=(*drafted.said_first, *answer.notices, *told, *self.notices),
            elapsed_ms=elapsed,
        )
