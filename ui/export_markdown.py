"""Set a paper as Markdown with footnotes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ui.check_markdown import inert
from ui.export_blocks import Block, Run, Worded
from ui.export_lines import paragraphs

_HEADINGS = {"title": "#", "question": "##", "section": "##", "heading": "###", "part": "####"}
_LONG = re.compile(r"\S{400}")
_PIECE = re.compile(r"\S{1,400}|\s+")
_LEFT_OUT = ("kicker", "notes")
"""Renderers put the footnotes at the end themselves."""


def markdown(worded: Worded) -> bytes:
    """Return the paper as Markdown in UTF-8; nothing of what it quotes is markup."""
    blocks = [_block(block) for block in worded.blocks if block.style not in _LEFT_OUT]
    notes = [f"[^{number}]: {_line(runs)}" for number, runs in worded.footnotes.items()]
    return ("\n\n".join((*blocks, *notes)) + "\n").encode("utf-8", "replace")


def _block(block: Block) -> str:
    if mark := _HEADINGS.get(block.style):
        return f"{mark} {_line(block.runs)}"
    if block.style == "law":
        return "\n>\n".join(f"> {_line(runs)}" for runs in paragraphs(block))
    return f"{'- ' if block.style == 'item' else ''}{_line(block.runs)}"


def _line(runs: Sequence[Run]) -> str:
    """Return the runs in one line, a blank before each that is no number."""
    return "".join(_run(run) if run.look == "number" else f" {_run(run)}" for run in runs).strip()


def _run(run: Run) -> str:
    if run.look == "number":
        return f"[^{run.number}]"
    if run.look == "link":
        return f"<{run.url}>"
    words = _inert(run.text)
    return f"**{words}**" if run.look == "strong" and words else words


def _inert(text: str) -> str:
    """Return foreign words that are no markup.

    What goes on for long without a blank is taken in pieces: addresses are looked for in it.
    """
    if not _LONG.search(text):
        return inert(text)
    return "".join(inert(piece) or " " for piece in _PIECE.findall(text))
