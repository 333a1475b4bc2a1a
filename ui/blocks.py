"""Make parts of the page that carry our own markup."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import gradio as gr

_ASSETS = Path(__file__).parent / "assets"


def html(value: Any, elem_id: str | None = None, js_on_load: str | None = None) -> gr.HTML:
    """Return a part of the page that has none of Gradio's style; a function fills it anew."""
    return gr.HTML(value, elem_id=elem_id, apply_default_css=False, js_on_load=js_on_load)


def asset(name: str) -> str:
    """Return a script of the folder assets."""
    return (_ASSETS / name).read_text(encoding="utf-8")
