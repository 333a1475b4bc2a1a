"""Build the page: a head and five views, of which one is seen."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import gradio as gr

from ui import api, ask_view, check_view, compare_view, explore_view, library_view
from ui.desk import Desk
from ui.shell import header, vocabulary
from ui.views import stage
from ui.wording import Wording, read_wording

LayOut = Callable[[Desk, Wording], None]
LAID_OUT: Mapping[str, LayOut] = {
    "ask": ask_view.lay_out,
    "check": check_view.lay_out,
    "compare": lambda desk, words: _staged("compare", desk, words),
    "explore": lambda desk, words: _staged("explore", desk, words),
    "library": library_view.lay_out,
}
"""What fills each view, by its name in the address `?view=...`, in the order of the head."""
_STAGED = {"compare": compare_view.show, "explore": explore_view.show}


def build(desk: Desk, words: Wording | None = None) -> gr.Blocks:
    """Return the page in one language, ready to be served."""
    words = words or read_wording()
    title = words.say("shell.title", view=words.say("nav.ask"))
    blocks: gr.Blocks = gr.Blocks(title=title, analytics_enabled=False, fill_width=True)
    with blocks:
        gr.HTML(
            lambda: header(desk, words, tuple(LAID_OUT)), elem_id="top", apply_default_css=False
        )
        gr.HTML(vocabulary(words), elem_id="vocabulary", apply_default_css=False)
        for name, lay_out in LAID_OUT.items():
            with gr.Column(elem_id=f"view-{name}", elem_classes="view"):
                lay_out(desk, words)
        api.offer(desk)
    return blocks


def _staged(name: str, desk: Desk, words: Wording) -> None:
    stage(name, _STAGED[name], desk, words)
