"""Lay out where a reader adds a document or has the texts obtained again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui.blocks import asset, html
from ui.library_changes import Counter, Shown
from ui.library_keeper import PAGE_TIERS
from ui.library_wish import LONGEST, LONGEST_ADDRESS
from ui.markup import safe
from ui.wording import Wording

_FORMS = [".txt", ".md", ".html", ".htm", ".pdf", ".docx"]
_FILLED = ("named", "title", "author", "published", "publisher", "tier")


@dataclass(frozen=True, slots=True)
class Fields:
    """What a reader fills in to add a document."""

    file: gr.File
    others: tuple[gr.components.Component, ...]
    """In the order of `_FILLED`."""
    add: gr.Button


def panel() -> gr.HTML:
    """Return where it is asked, said and shown what becomes of the texts."""
    return gr.HTML(
        "",
        elem_id="library-panel",
        apply_default_css=False,
        js_on_load=asset("library_panel.js"),
        min_height=0,
    )


def lay_out_form(
    counter: Counter, shown: gr.HTML, shelf: gr.HTML, again: Callable[[], str]
) -> None:
    """Lay out the form, and bind it and the panel to the counter; `again` shows the list anew."""
    words = counter.words
    fields = _fields(words)
    _heading(words.say("library.again"), words.say("library.again_says"))
    refresh = gr.Button(words.say("library.refresh_button"), elem_id="library-refresh")
    quiet: dict[str, Any] = {
        "show_progress": "hidden",
        "api_visibility": "private",
        "trigger_mode": "multiple",
        "concurrency_limit": None,  # who comes second is told to wait, at once
    }

    def offer(file: str | None, *filled: str | None) -> Iterator[tuple[object, ...]]:
        given = {name: value or "" for name, value in zip(_FILLED, filled, strict=True)}
        for one in counter.offered(file, given):
            yield _updates(one, again)

    def send(sent: gr.EventData) -> Iterator[tuple[object, ...]]:
        for one in counter.sent(sent._data):
            yield _updates(one, again)

    outputs = [shown, shelf, fields.file, *fields.others]
    fields.add.click(offer, inputs=[fields.file, *fields.others], outputs=outputs, **quiet)
    refresh.click(counter.asked_to_refresh, outputs=[shown], **quiet)
    shown.submit(send, outputs=outputs, **quiet)


def _fields(words: Wording) -> Fields:
    say = words.say
    _heading(say("library.add"), say("library.add_says"))
    file = gr.File(
        label=say("library.file"),
        file_types=_FORMS,
        type="filepath",
        height=150,
        elem_id="library-file",
    )
    address = _line(words, "address", LONGEST_ADDRESS, "https://")
    tiers = [(say(f"library.is.{tier or 'told'}"), tier) for tier in ("", *PAGE_TIERS)]
    tier = gr.Radio(tiers, value="", label=say("library.is_a"))
    with gr.Accordion(say("library.stated"), open=False, elem_id="library-stated"):
        stated = [_line(words, name, LONGEST) for name in ("title", "author")]
        stated.append(_line(words, "published", 10, say("library.day_like")))
        stated.append(_line(words, "publisher", LONGEST))
    add = gr.Button(say("library.add_button"), variant="primary", elem_id="library-send")
    return Fields(file, (address, *stated, tier), add)


def _line(words: Wording, name: str, longest: int, like: str = "") -> gr.Textbox:
    label = words.say(f"library.field.{name}")
    return gr.Textbox(label=label, placeholder=like, max_lines=1, max_length=longest)


def _heading(title: str, says: str) -> None:
    html(f"<h3>{safe(title)}</h3><p>{safe(says)}</p>")


def _updates(one: Shown, again: Callable[[], str]) -> tuple[object, ...]:
    """Return the panel, the list, and the fields, emptied where what they name is here now."""
    shelf = again() if one.ended else gr.skip()
    fields = [None, *("" for _ in _FILLED)] if one.taken_in else [gr.skip()] * (1 + len(_FILLED))
    return (one.panel, shelf, *fields)
