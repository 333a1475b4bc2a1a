"""Lay out the view in which questions are asked and answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import gradio as gr

from ui import start
from ui.ask_events import exported, reported
from ui.ask_form import form
from ui.ask_turns import LONGEST_QUESTION, Asked, Past, Screen, answering, blank, stopped
from ui.ask_where import read_where
from ui.blocks import asset, html
from ui.desk import Desk
from ui.markup import live
from ui.wording import Wording

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
"""Questions to begin with, by who may ask them."""
_GROUPS = ("ask.group.staff", "ask.group.journalists", "ask.group.lawyers")
_OUTPUTS = 9
Yielded = Iterator[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class _Page:
    """The parts of the view that events read and change."""

    box: gr.Textbox
    where: gr.HTML
    past: gr.State
    asked: gr.State
    shown: Sequence[Any]
    """What an answer changes, in the order of `_updates`."""


@dataclass(frozen=True, slots=True)
class _Buttons:
    """What a reader presses to ask, to stop and to begin again."""

    send: gr.Button
    stop: gr.Button
    new: gr.Button


def lay_out(desk: Desk, words: Wording) -> None:
    """Fill the view that is being built."""
    past, asked = gr.State(()), gr.State(None)
    with gr.Row(elem_id="columns"):
        with gr.Column(elem_id="chat"):
            earlier = html("", elem_id="earlier")
            current = html("", elem_id="current", js_on_load=asset("ask_turn.js"))
            outcome, made = html("", elem_id="reported"), html("", elem_id="offered")
            spoken = html(live(""), elem_id="spoken")
            address = html("", elem_id="asker", js_on_load=asset("ask_address.js"))
            began, examples = _start(desk, words)
            box, where, buttons = _form(desk, words)
        with gr.Column(elem_id="beside"):
            beside = html(start.shelf(desk.documents, words), elem_id="sources")
            before = html("", elem_id="earlier-sources")
            about = start.footer(desk.assistant.notices, desk.about.address, words)
            html(about, elem_id="about")
    shown = [earlier, current, before, beside, spoken, began, box, past, asked]
    page = _Page(box, where, past, asked, shown)
    once = _asking_by(desk, words, page, buttons, examples)
    repeated = [
        _asked_by(current.retry, _again(desk, words), [past, asked], page),
        _asked_by(address.submit, _linked(desk, words), [past], page),
    ]
    _ending(desk, words, page, buttons, [*once, *repeated])
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    sent = {"trigger_mode": "multiple", **quiet, "inputs": [past]}
    current.submit(_told(partial(reported, desk), words), outputs=[outcome], **sent)
    current.download(_told(partial(exported, desk), words), outputs=[made], **sent)


def _start(desk: Desk, words: Wording) -> tuple[gr.Column, list[gr.Button]]:
    """Lay out what is shown before the first question."""
    examples = []
    with gr.Column(elem_id="start") as began:
        html(start.welcome(desk.assistant.notices, words))
        for group, questions in zip(_GROUPS, EXAMPLES.values(), strict=True):
            html(f'<h3 class="group">{words.say(group)}</h3>')
            with gr.Row(elem_classes="examples"):
                examples += [gr.Button(q, elem_classes="example", size="sm") for q in questions]
    return began, examples


def _form(desk: Desk, words: Wording) -> tuple[gr.Textbox, gr.HTML, _Buttons]:
    """Lay out where a question is written."""
    with gr.Column(elem_id="ask"):
        with gr.Row(elem_id="ask-line"):
            box = gr.Textbox(
                label=words.say("ask.your_question"),
                placeholder=words.say("ask.placeholder"),
                lines=1,
                max_lines=5,
                max_length=LONGEST_QUESTION,
                container=False,
                elem_id="question",
                autofocus=True,
            )
            send = gr.Button(words.say("ask.send"), variant="primary", elem_id="send")
            stop = gr.Button(words.say("ask.stop"), elem_id="stop")
            new = gr.Button(words.say("ask.new"), elem_id="again")
        where = html(lambda: form(desk.assistant.corpus, words), elem_id="where-to-look")
    return box, where, _Buttons(send, stop, new)


def _asked_by(trigger: Any, answer: Callable[..., Yielded], inputs: list[Any], page: _Page) -> Any:
    """Let an event ask a question; pressed twice, it asks once."""
    return trigger(
        answer,
        inputs=inputs,
        outputs=page.shown,
        trigger_mode="once",
        concurrency_id="ask",
        concurrency_limit=4,
        show_progress="hidden",
        api_visibility="private",
    )


def _asking_by(
    desk: Desk, words: Wording, page: _Page, buttons: _Buttons, examples: Sequence[gr.Button]
) -> list[Any]:
    """Let the field, its button and the examples ask, where the form says to look."""
    ask = _asking(desk, words)
    from_form = partial(gr.on, js=asset("ask_where.js"))
    sources: list[tuple[list[Any], Any]] = [([page.box.submit, buttons.send.click], page.box)]
    sources += [([example.click], example) for example in examples]
    return [
        _asked_by(partial(from_form, triggers), ask, [text, page.past, page.where], page)
        for triggers, text in sources
    ]


def _ending(
    desk: Desk, words: Wording, page: _Page, buttons: _Buttons, asked: Sequence[Any]
) -> None:
    """Let a reader stop an answer, or begin a new conversation."""
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    quiet |= {"cancels": list(asked), "outputs": page.shown}

    def stop(past: Past, last: Asked | None) -> tuple[object, ...]:
        found = stopped(desk, last, past, words)
        return _updates(*found) if found else _unchanged()

    def begin() -> tuple[object, ...]:
        return _updates(blank(desk, words), (), began=False)

    buttons.stop.click(stop, inputs=[page.past, page.asked], **quiet)
    buttons.new.click(begin, **quiet)


def _asking(desk: Desk, words: Wording) -> Callable[[str, Past, str], Yielded]:
    """Return the function that answers a question written on the page."""

    def ask(text: str, past: Past, where: str) -> Yielded:
        if not text.strip():
            yield _unchanged()
            return
        for screen, kept in answering(desk, text.strip(), past, read_where(where), words):
            yield _updates(screen, kept)

    return ask


def _linked(desk: Desk, words: Wording) -> Callable[[Past, gr.EventData], Yielded]:
    """Return the function that answers the question of an address."""

    def ask(past: Past, sent: gr.EventData) -> Yielded:
        parameters = _sent(sent)
        text = str(parameters.get("q", "")).strip()
        if not text:
            yield _unchanged()
            return
        for screen, kept in answering(desk, text, past, read_where(parameters), words):
            yield _updates(screen, kept)

    return ask


def _again(desk: Desk, words: Wording) -> Callable[[Past, Asked | None], Yielded]:
    """Return the function that asks the last question again, in the place of its answer."""

    def ask(past: Past, last: Asked | None) -> Yielded:
        if last is None:
            yield _unchanged()
            return
        before = past[:-1] if last.kept else past
        for screen, kept in answering(desk, last.text, before, last.where, words):
            yield _updates(screen, kept)

    return ask


def _told(tell: Callable[..., str], words: Wording) -> Callable[[Past, gr.EventData], str]:
    """Return the function that says what became of something done with an answer."""

    def told(past: Past, sent: gr.EventData) -> str:
        return tell(past, _sent(sent), words)

    return told


def _sent(event: gr.EventData) -> Mapping[str, object]:
    """Return what a script of the page sent with an event."""
    return event._data if isinstance(event._data, Mapping) else {}


def _updates(screen: Screen, past: Past, began: bool = True) -> tuple[object, ...]:
    return (
        screen.earlier,
        screen.current,
        screen.earlier_sources,
        screen.sources,
        live(screen.spoken),
        gr.update(visible=not began),
        screen.box,
        past,
        screen.asked,
    )


def _unchanged() -> tuple[object, ...]:
    return tuple(gr.skip() for _ in range(_OUTPUTS))
