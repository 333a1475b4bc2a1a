"""Answer a question on the page: what is seen while it is answered, and what is kept of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.model import Corpus
from rag.model import Answer, Question, Turn
from ui import ask_tools, ask_where, render, start
from ui.ask_where import Where
from ui.cards import sources
from ui.desk import Desk
from ui.errors import UiError
from ui.places import View
from ui.views import said
from ui.wording import Wording, read_wording

LONGEST_QUESTION = 2000
"""In characters; a longer question is not asked."""
KEPT_TURNS = 20
"""How many exchanges a conversation shows; older ones leave the page."""
_SHOWN_OF_LONG = 80


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked last, and what is known of its answer."""

    text: str
    where: Where = ask_where.EVERYWHERE_TODAY
    answer: Answer | None = None
    kept: bool = False
    """Whether the answer is the last one of the conversation."""


@dataclass(frozen=True, slots=True)
class Screen:
    """Everything on the page that changes when a question is asked."""

    earlier: str = ""
    current: str = ""
    earlier_sources: str = ""
    sources: str = ""
    spoken: str = ""
    """What a screen reader announces."""
    box: str = ""
    """What is left in the question's field: a question that failed stays there."""
    asked: Asked | None = None


Past = tuple[Answer, ...]


def answering(
    desk: Desk, text: str, past: Past, where: Where | None = None, words: Wording | None = None
) -> Iterator[tuple[Screen, Past]]:
    """Yield the page and the conversation as the answer grows."""
    past, asked, assistant = (
        past[-KEPT_TURNS:],
        Asked(text, where or ask_where.EVERYWHERE_TODAY),
        desk.assistant,
    )
    view = _view(desk, assistant.corpus, len(past) + 1, words or read_wording())
    earlier = _earlier(past, view)
    try:
        question = _question(asked, past, assistant.corpus, view.words)
        yield _screen(earlier, replace(asked, answer=Answer(question, text)), view, False), past
        answer = None
        for answer in assistant.stream(question):
            yield _screen(earlier, replace(asked, answer=answer), view, False), past
    except Exception as error:  # noqa: BLE001  a reader must get words, never a stack trace
        yield _failed(earlier, asked, said(error, view.words), (desk, view)), past
        return
    done = replace(asked, answer=answer or Answer(question, text), kept=answer is not None)
    shown = _screen(earlier, done, view, True, desk.about.keep is not None)
    yield shown, (*past, answer) if answer else past


def stopped(
    desk: Desk, asked: Asked | None, past: Past, words: Wording
) -> tuple[Screen, Past] | None:
    """Return the page with what was found until the reader stopped; None where nothing ran."""
    if asked is None or asked.kept:
        return None
    past = past[-KEPT_TURNS:]
    view = _view(desk, desk.assistant.corpus, len(past) + 1, words)
    earlier = _earlier(past, view)
    answer = asked.answer
    if answer is None or not answer.answered:
        return _failed(earlier, asked, words.say("ask.stopped"), (desk, view)), past
    told = (words.say("ask.stopped_part"), *answer.notices)
    cut = replace(answer, notices=told, as_of=answer.as_of or view.as_of)
    kept = replace(asked, answer=cut, kept=True)
    return _screen(earlier, kept, view, True, desk.about.keep is not None), (*past, cut)


def blank(desk: Desk, words: Wording) -> Screen:
    """Return the page as it was before the first question."""
    return Screen(sources=start.shelf(desk.documents, words))


def _view(desk: Desk, corpus: Corpus, turn: int, words: Wording) -> View:
    return View(corpus.documents, desk.today, turn, words=words, corpus=corpus)


def _question(asked: Asked, past: Past, corpus: Corpus, words: Wording) -> Question:
    """Return the question to ask. Raises `UiError` with words for the reader."""
    if len(asked.text) > LONGEST_QUESTION:
        n = len(asked.text)
        raise UiError(words.say("ask.too_long", most=LONGEST_QUESTION, n=n))
    filters = ask_where.filters_of(asked.where, corpus, words)
    history = tuple(_turn(answer) for answer in past)
    day = ask_where.day_of(asked.where, words)
    return Question(asked.text, filters, history, as_of=day)


def _earlier(past: Past, view: View) -> Screen:
    views = [replace(view, turn=n, current=False) for n in range(1, len(past) + 1)]
    pairs = list(zip(past, views, strict=True))
    return Screen(
        earlier="".join(render.turn(answer, at) for answer, at in pairs),
        earlier_sources="".join(sources(answer, at) for answer, at in pairs),
    )


def _screen(
    earlier: Screen, asked: Asked, view: View, done: bool, reportable: bool = False
) -> Screen:
    """Return the page with an answer that grows, or that is complete."""
    answer = asked.answer or Answer(Question(asked.text), asked.text)
    below = ask_tools.below(answer, view, reportable) if done else ""
    spoken = view.words.say("ask.searching_spoken")
    return replace(
        earlier,
        current=render.turn(answer, view, done, reportable, below),
        sources=_beside(answer, view, done),
        spoken=render.spoken(answer, view.words) if done else spoken,
        asked=asked,
    )


def _beside(answer: Answer, view: View, done: bool) -> str:
    """Return the sources of an answer, or the texts there are where it shows none."""
    if done and not answer.citations and not answer.nearest:
        return start.shelf(tuple(view.documents.values()), view.words)
    return sources(answer, view)


def _failed(earlier: Screen, asked: Asked, told: str, at: tuple[Desk, View]) -> Screen:
    """Return the page with a question that has no answer; it stays where it was written."""
    desk, view = at
    long = len(asked.text) > LONGEST_QUESTION
    shown = f"{asked.text[:_SHOWN_OF_LONG]}…" if long else asked.text
    return replace(
        earlier,
        current=render.failure(shown, told, view, ask_tools.below_failure(view)),
        sources=start.shelf(desk.documents, view.words),
        spoken=view.words.say("ask.failed"),
        box=asked.text,
        asked=asked,
    )


def _turn(answer: Answer) -> Turn:
    ids = dict.fromkeys(citation.provision.id for citation in answer.citations)
    return Turn(question=answer.asked or answer.question.text, provision_ids=tuple(ids))
