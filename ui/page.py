"""Build the page on which questions are asked."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

import gradio as gr

from ingest.errors import IngestError
from ingest.model import Corpus, Document
from rag.errors import RagError
from rag.model import Answer, Question, Turn
from ui import api, library, render
from ui.cards import View, sources
from ui.errors import UiError
from ui.feedback import Report, report_on

LONGEST_QUESTION = 2000
"""In characters; a longer question is not asked."""
KEPT_TURNS = 20
"""How many exchanges a conversation shows; older ones leave the page."""

THANKS = "Noted. Thank you: it is kept on this machine."

EXAMPLES: Mapping[str, tuple[str, ...]] = {
    "For staff": (
        "Can we use software that reads employees’ emotions at work?",
        "Do our staff need training in AI?",
    ),
    "For journalists": (
        "Which four points divided the negotiators?",
        "Above how much training compute is a model presumed to have high-impact capabilities?",
    ),
    "For lawyers": (
        "What does Article 55(1)(c) require?",
        "What is a serious incident?",
    ),
}
_SENDING = """element.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  if (form.dataset.sent) return;
  form.dataset.sent = "true";
  const reason = form.elements.reason.value;
  trigger("submit", { form: form.id, provision: form.dataset.provision, reason });
});"""
"""Sends the form below a note to `reported`; page.js shows what comes back."""
_log = logging.getLogger(__name__)


class Assistant(Protocol):
    """What the page asks: it holds the texts and answers questions about them."""

    @property
    def corpus(self) -> Corpus:
        """The texts that answers come from."""

    def stream(self, question: Question) -> Iterator[Answer]:
        """Yield growing answers; the last one is complete."""


@dataclass(frozen=True, slots=True)
class About:
    """What the page says about itself."""

    as_of: str
    """The date whose law is shown, ISO 8601."""
    mode: str = "No model: answers are quotations"
    documents: tuple[Document, ...] = ()
    notices: tuple[str, ...] = ()
    """What is missing, and which route was used where a better one failed."""
    address: str = ""
    keep: Callable[[Report], None] | None = None
    """Is told which note a reader calls wrong; without it, none can be reported."""


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


Past = tuple[Answer, ...]


def build(assistant: Assistant, about: About) -> gr.Blocks:
    """Return the page, ready to be served."""
    blocks: gr.Blocks = gr.Blocks(title="Pincite: Ask", analytics_enabled=False, fill_width=True)
    with blocks:
        past = gr.State(())
        _html(library.header(about.as_of, about.mode, about.documents), elem_id="top")
        with gr.Row(elem_id="columns"):
            with gr.Column(elem_id="chat"):
                earlier = _html("", elem_id="earlier")
                current = _html("", elem_id="current", js_on_load=_SENDING)
                outcome = _html("", elem_id="reported")
                spoken = _html(library.live(""), elem_id="spoken")
                start, examples = _start(about)
                box, button, again = _form()
            with gr.Column(elem_id="beside"):
                beside = _html(library.shelf(about.documents), elem_id="sources")
                before = _html("", elem_id="earlier-sources")
                _html(library.footer(about.notices, about.address), elem_id="about")
        shown = [earlier, current, before, beside, spoken, start, box, past]
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        report = partial(current.submit, _reporting(about), trigger_mode="multiple", **quiet)
        report(inputs=[past], outputs=[outcome])
        quiet["outputs"] = shown
        once: dict[str, Any] = {"trigger_mode": "once", "concurrency_id": "ask"}
        ask = partial(gr.on, fn=_asking(assistant, about), concurrency_limit=4, **quiet, **once)
        asked = [ask([box.submit, button.click], inputs=[box, past])]
        asked += [ask([example.click], inputs=[example, past]) for example in examples]
        again.click(partial(_begin, about), cancels=asked, **quiet)
        api.offer(assistant.corpus)
    return blocks


def _html(value: str, elem_id: str | None = None, js_on_load: str | None = None) -> gr.HTML:
    """Return a part of the page that carries our own markup and none of Gradio's style."""
    return gr.HTML(value, elem_id=elem_id, apply_default_css=False, js_on_load=js_on_load)


def _start(about: About) -> tuple[gr.Column, list[gr.Button]]:
    """Lay out what is shown before the first question."""
    examples = []
    with gr.Column(elem_id="start") as start:
        _html(library.welcome(about.notices))
        for group, questions in EXAMPLES.items():
            _html(f'<h3 class="group">{group}</h3>')
            with gr.Row(elem_classes="examples"):
                examples += [gr.Button(q, elem_classes="example", size="sm") for q in questions]
    return start, examples


def _form() -> tuple[gr.Textbox, gr.Button, gr.Button]:
    """Lay out where a question is written."""
    with gr.Row(elem_id="ask"):
        box = gr.Textbox(
            label="Your question",
            placeholder="Ask about a rule, a date, a duty…",
            lines=1,
            max_lines=5,
            max_length=LONGEST_QUESTION,
            container=False,
            elem_id="question",
            autofocus=True,
        )
        button = gr.Button("Ask", variant="primary", elem_id="send")
        again = gr.Button("New conversation", elem_id="again")
    return box, button, again


def _asking(assistant: Assistant, about: About) -> Callable[[str, Past], Iterator[object]]:
    """Return the function that answers one question on the page."""

    def ask(text: str, past: Past) -> Iterator[tuple[object, ...]]:
        if not text.strip():
            yield tuple(gr.skip() for _ in range(8))
            return
        for screen, kept in answering(assistant, about, text.strip(), past):
            yield (*_updates(screen), gr.update(visible=False), screen.box, kept)

    return ask


def answering(
    assistant: Assistant, about: About, text: str, past: Past
) -> Iterator[tuple[Screen, Past]]:
    """Yield the page and the conversation as the answer grows."""
    past = past[-KEPT_TURNS:]
    view = View(assistant.corpus.documents, about.as_of, len(past) + 1)
    question = Question(text=text, history=tuple(_turn(answer) for answer in past))
    earlier = Screen(
        earlier="".join(render.turn(a, _at(view, n)) for n, a in enumerate(past, 1)),
        earlier_sources="".join(sources(a, _at(view, n)) for n, a in enumerate(past, 1)),
    )
    shelf = library.shelf(about.documents)
    if len(text) > LONGEST_QUESTION:
        words = f"A question has at most {LONGEST_QUESTION} characters; this one has {len(text)}."
        yield _failed(earlier, render.failure(text[:80] + "…", words, view.turn), shelf, text), past
        return
    answer = Answer(question=question, asked=text)
    yield _screen(earlier, answer, view, done=False), past
    try:
        for answer in assistant.stream(question):
            yield _screen(earlier, answer, view, done=False), past
    except Exception as error:  # noqa: BLE001  a reader must get words, never a stack trace
        yield _failed(earlier, render.failure(text, _said(error), view.turn), shelf, text), past
        return
    shown = _screen(earlier, answer, view, done=True, reportable=about.keep is not None)
    yield shown, (*past, answer)


def _reporting(about: About) -> Callable[[Past, gr.EventData], str]:
    """Return the function that keeps a report and says what became of it."""

    def report(past: Past, sent: gr.EventData) -> str:
        return reported(about, past, sent._data)

    return report


def reported(about: About, past: Past, sent: Mapping[str, object]) -> str:
    """Keep a report on a note of the last answer; return what the page is told of it."""
    form, provision, reason = (str(sent.get(key, "")) for key in ("form", "provision", "reason"))
    try:
        if not about.keep or not past:
            raise UiError("There is no answer to report on. Nothing was kept.")
        about.keep(report_on(past[-1], provision, reason))
    except Exception as error:  # noqa: BLE001  as above: words, never a stack trace
        return render.outcome(form, _said(error), kept=False)
    return render.outcome(form, THANKS, kept=True)


def _begin(about: About) -> tuple[object, ...]:
    """Return the page as it was before the first question."""
    blank = Screen(sources=library.shelf(about.documents))
    return (*_updates(blank), gr.update(visible=True), "", ())


def _screen(
    earlier: Screen, answer: Answer, view: View, done: bool, reportable: bool = False
) -> Screen:
    return Screen(
        earlier.earlier,
        render.turn(answer, view, done, reportable),
        earlier.earlier_sources,
        sources(answer, view),
        render.spoken(answer) if done else "Searching the texts.",
    )


def _failed(earlier: Screen, shown: str, shelf: str, text: str) -> Screen:
    said = "This question could not be answered."
    return Screen(earlier.earlier, shown, earlier.earlier_sources, shelf, said, box=text)


def _updates(screen: Screen) -> tuple[str, str, str, str, str]:
    return (
        screen.earlier,
        screen.current,
        screen.earlier_sources,
        screen.sources,
        library.live(screen.spoken),
    )


def _turn(answer: Answer) -> Turn:
    ids = dict.fromkeys(citation.provision.id for citation in answer.citations)
    return Turn(question=answer.asked or answer.question.text, provision_ids=tuple(ids))


def _at(view: View, turn: int) -> View:
    return View(view.documents, view.as_of, turn, current=False)


def _said(error: Exception) -> str:
    """Return what a reader is told; an error that nobody foresaw goes to the log."""
    if isinstance(error, RagError | IngestError | UiError):
        return str(error)
    _log.error("a question or a report failed", exc_info=error)
    return "Something went wrong on this machine. Try again; if it stays, read the server's log."
