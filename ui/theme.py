"""The look of the page, made of fonts that are already there."""

from __future__ import annotations

from pathlib import Path

from gradio.themes import Base

_ASSETS = Path(__file__).parent / "assets"
_VIEWS = ("ask", "sources", "check", "compare", "explore", "pictures", "library")
STYLES = tuple(_ASSETS / f"{name}.css" for name in ("base", *_VIEWS, "print"))
_SCRIPTS = ("page", "ask", "sources", "explore", "check", "compare")

_SANS = ("Inter", "-apple-system", "Segoe UI", "Roboto", "Liberation Sans", "sans-serif")
_MONO = ("ui-monospace", "Liberation Mono", "monospace")


def script() -> str:
    """Return what the page runs once: each file is a function of its own."""
    files = (_ASSETS / f"{name}.js" for name in _SCRIPTS)
    bodies = (file.read_text(encoding="utf-8") for file in files)
    return "() => {\n" + "\n".join(f"({body.strip().rstrip(';')})();" for body in bodies) + "\n}"


def theme() -> Base:
    """Return the theme: its colours are the variables of base.css, which know light and dark."""
    made = Base(font=_SANS, font_mono=_MONO)
    made.set(
        body_background_fill="var(--paper)",
        body_text_color="var(--ink)",
        body_text_color_subdued="var(--muted)",
        background_fill_primary="var(--card)",
        background_fill_secondary="var(--paper)",
        block_background_fill="transparent",
        block_border_width="0px",
        border_color_primary="var(--line)",
        color_accent="var(--accent)",
        input_background_fill="var(--card)",
        input_border_color="var(--edge)",
        input_border_color_focus="var(--accent)",
        input_placeholder_color="var(--muted)",
        button_primary_background_fill="var(--accent)",
        button_primary_background_fill_hover="var(--accent-strong)",
        button_primary_text_color="var(--on-accent)",
        button_secondary_background_fill="var(--card)",
        button_secondary_background_fill_hover="var(--paper)",
        button_secondary_text_color="var(--ink)",
    )
    for name in [name for name in vars(made) if name.endswith("_dark")]:
        setattr(made, name, getattr(made, name.removesuffix("_dark"), None))
    return made
