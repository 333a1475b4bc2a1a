"""The look of the page: one light theme, made of fonts that are already there."""

from __future__ import annotations

from pathlib import Path

from gradio.themes import Base

_ASSETS = Path(__file__).parent / "assets"
STYLE = _ASSETS / "style.css"
SCRIPT = _ASSETS / "page.js"

_SANS = ("Inter", "-apple-system", "Segoe UI", "Roboto", "Liberation Sans", "sans-serif")
_MONO = ("ui-monospace", "Liberation Mono", "monospace")
_INK, _MUTED, _LINE, _PAPER, _ACCENT = "#1b2a41", "#5b677a", "#e3e0d8", "#fbfaf7", "#7a2e3b"


def theme() -> Base:
    """Return the theme; its dark half equals its light half, so that the page never changes."""
    made = Base(font=_SANS, font_mono=_MONO)
    made.set(
        body_background_fill=_PAPER,
        body_text_color=_INK,
        body_text_color_subdued=_MUTED,
        background_fill_primary="#ffffff",
        background_fill_secondary=_PAPER,
        block_background_fill="transparent",
        block_border_width="0px",
        border_color_primary=_LINE,
        color_accent=_ACCENT,
        input_background_fill="#ffffff",
        input_border_color="#8d8a80",
        input_border_color_focus=_ACCENT,
        input_placeholder_color="#667085",
        button_primary_background_fill=_ACCENT,
        button_primary_background_fill_hover="#642330",
        button_primary_text_color="#ffffff",
        button_secondary_background_fill="#ffffff",
        button_secondary_background_fill_hover="#f4f1ea",
        button_secondary_text_color=_INK,
    )
    for name in [name for name in vars(made) if name.endswith("_dark")]:
        setattr(made, name, getattr(made, name.removesuffix("_dark"), None))
    return made
