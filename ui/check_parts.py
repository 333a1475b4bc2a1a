"""Name the parts of the view that checks memos: what is written into it, and what it shows."""

from __future__ import annotations

from dataclasses import dataclass, fields

import gradio as gr
from gradio.blocks import Block


@dataclass(frozen=True)
class Parts:
    """Every part that changes."""

    memo: gr.Textbox
    day: gr.Textbox
    claims: gr.Checkbox
    chip: gr.HTML
    """Says which uploaded file is checked."""
    drop: gr.Button
    progress: gr.HTML
    stop: gr.Button
    live: gr.HTML
    """What a screen reader announces."""
    summary: gr.HTML
    actions: gr.Row
    beside: gr.HTML
    listed: gr.Column
    style: gr.Radio
    table: gr.HTML
    word: gr.Button
    file: gr.HTML
    """What is handed to the reader."""
    held: gr.State
    """The uploaded memo, a `Source`, or None."""
    checked: gr.State
    """The last checked memo, a `Checked`, or None."""

    @property
    def outputs(self) -> set[Block]:
        """All of them, for events that change some of them."""
        return {getattr(self, part.name) for part in fields(self)}
