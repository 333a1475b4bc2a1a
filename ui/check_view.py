"""Lay out the view in which a memo is pasted or uploaded, and every citation of it checked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

import gradio as gr

from ui.authorities import OSCOLA
from ui.blocks import html
from ui.check_actions import Actions
from ui.check_files import FILES
from ui.check_parts import Parts
from ui.desk import Desk
from ui.markup import live, safe
from ui.views import viewname
from ui.wording import Wording

_LINES, _MOST_LINES = 10, 14
_STYLES = (("OSCOLA", "oscola"), ("Bluebook", "bluebook"))


@dataclass(frozen=True, slots=True)
class _Buttons:
    """What starts and ends a check."""

    run: gr.Button
    stop: gr.Button
    example: gr.Button
    clear: gr.Button
    drop: gr.Button
    upload: gr.UploadButton


def lay_out(desk: Desk, words: Wording) -> None:
    """Fill the view."""
    with gr.Column(elem_id="check-page"):
        html(_intro(words), "check-intro")
        form, buttons = _form(words)
        shown, files = _results(words)
    parts = Parts(**form, **shown)
    _connect(Actions(desk, words, parts), buttons, files)


def _intro(words: Wording) -> str:
    return (
        f'{viewname(words.say("check.title"))}<p class="lede">{safe(words.say("check.intro"))}</p>'
        f'<p class="privacy">{safe(words.say("check.privacy"))}</p>'
    )


def _form(words: Wording) -> tuple[dict[str, Any], _Buttons]:
    """Lay out where a memo is given, and return its parts by the names that `Parts` has."""
    memo = gr.Textbox(
        label=words.say("check.memo"),
        placeholder=words.say("check.placeholder"),
        lines=_LINES,
        max_lines=_MOST_LINES,
        elem_id="check-memo",
    )
    with gr.Row(elem_id="check-options"):
        day = gr.Textbox(
            label=words.say("check.day"),
            info=words.say("check.day_hint"),
            lines=1,
            max_lines=1,
            elem_id="check-day",
        )
        claims = gr.Checkbox(value=True, label=words.say("check.claims"), elem_id="check-claims")
    with gr.Row(elem_id="check-buttons"):
        run = _button("run", words, variant="primary")
        upload = gr.UploadButton(words.say("check.upload"), elem_id="check-upload")
        example, clear = _button("example", words), _button("clear", words)
    html(f"<p>{safe(words.say('check.formats'))}</p>", "check-formats")
    with gr.Row(elem_id="check-file"):
        chip = html("", "check-held")
        drop = _button("drop_file", words, visible=False)
    with gr.Row(elem_id="check-running"):
        progress = html("", "check-progress")
        stop = _button("stop", words, visible=False)
    form = {"memo": memo, "day": day, "claims": claims, "chip": chip, "drop": drop}
    form |= {"progress": progress, "stop": stop, "live": html(live(""), "check-live")}
    return form, _Buttons(run, stop, example, clear, drop, upload)


def _results(words: Wording) -> tuple[dict[str, Any], dict[str, gr.Button]]:
    """Lay out where findings are shown, and the buttons that make files of them."""
    summary = html("", "check-summary")
    with gr.Row(elem_id="check-files", visible=False) as actions:
        files = {name: _button(f"download.{name}", words) for name in FILES}
    beside = html("", "check-beside")
    with gr.Column(elem_id="check-table", visible=False) as listed:
        html(f"<h3>{safe(words.say('check.table.title'))}</h3>", None)
        style = gr.Radio(
            _STYLES, value=OSCOLA, label=words.say("check.table.style"), elem_id="check-style"
        )
        table = html("", "check-authorities")
    shown = {"summary": summary, "actions": actions, "beside": beside, "listed": listed}
    shown |= {"style": style, "table": table, "word": files["word"]}
    shown |= {"file": html("", "check-handed"), "held": gr.State(None), "checked": gr.State(None)}
    return shown, files


def _button(name: str, words: Wording, **options: Any) -> gr.Button:
    elem_id = f"check-{name.replace('.', '-').replace('_', '-')}"
    return gr.Button(words.say(f"check.{name}"), elem_id=elem_id, size="md", **options)


def _connect(actions: Actions, buttons: _Buttons, files: dict[str, gr.Button]) -> None:
    """Let the buttons do what they say."""
    parts = actions.parts
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    every = {**quiet, "outputs": parts.outputs}
    checks: dict[str, Any] = {
        **every,
        "trigger_mode": "once",
        "concurrency_id": "check",
        "concurrency_limit": 2,
    }
    order = [parts.day, parts.claims, parts.style]
    running: list[Any] = [
        buttons.run.click(actions.run, inputs=[parts.memo, parts.held, *order], **checks),
        buttons.upload.upload(actions.upload, inputs=[buttons.upload, *order], **checks),
        buttons.example.click(actions.example, inputs=order, **checks),
    ]
    for button, ended in ((buttons.stop, actions.stop), (buttons.clear, actions.clear)):
        button.click(None, cancels=running, **quiet).then(ended, **every)
    buttons.drop.click(actions.drop, **every)
    parts.style.change(actions.style, inputs=[parts.checked, parts.style], **every)
    for name, button in files.items():
        button.click(partial(actions.download, name), inputs=[parts.checked, parts.style], **every)
