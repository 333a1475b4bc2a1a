"""Lay out the view of the documents: what is here, what is missing, and how it is changed."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import gradio as gr

from ui import library_cards as cards
from ui.blocks import html
from ui.desk import Desk
from ui.library_changes import Counter
from ui.library_form import lay_out_form, panel
from ui.library_panel import asking_to_remove
from ui.library_state import state
from ui.markup import safe
from ui.views import Parameters, Reading, shown, stage, viewname
from ui.wording import Wording

_SEARCHED = ("id", "title", "short_title", "status", "completeness", "tier", "jurisdiction")


def lay_out(desk: Desk, words: Wording) -> None:
    """Fill the view that is being built."""
    show = partial(show_library, desk)
    keeper = desk.keeper
    may_change = keeper is not None and keeper.changes is not None
    said = panel() if may_change else None
    with gr.Row(elem_id="library", elem_classes="" if may_change else "alone"):
        with gr.Column(elem_id="library-list"):
            shelf = stage("library", show, desk, words)
        with gr.Column(elem_id="library-desk"):
            if keeper is None or keeper.changes is None or said is None:
                told = safe(words.say("library.elsewhere"))
                html(f'<p class="elsewhere">{told}</p>')
                return
            counter = Counter(desk, keeper, keeper.changes, words)
            lay_out_form(counter, said, shelf, partial(shown, show, desk, words, {}))


def show_library(desk: Desk, reading: Reading, parameters: Parameters) -> str:
    """Return the documents, those that hold the words of `find`, or the question of `remove`."""
    words = reading.words
    found = state(desk)
    sought = " ".join(parameters.get("find", "").split())
    rows = [row for row in found["documents"] if _holds(row, sought)]
    editable = desk.keeper is not None and desk.keeper.changes is not None
    held = cards.groups(rows, words, editable)
    none = f'<p class="none" role="status">{safe(words.say("library.none", find=sought))}</p>'
    return (
        f"{viewname(words.say('nav.library'))}"
        f"{_summary(found, words, editable)}{_removal(parameters, rows, words, editable)}"
        f"{_search(sought, words)}{cards.gaps(found['missing'], words)}{held or none}"
    )


def _summary(found: Mapping[str, Any], words: Wording, editable: bool) -> str:
    rows = found["documents"]
    held = words.count(
        "library.held", len(rows), of=sum(r["provisions"] + r["notes"] for r in rows)
    )
    digest = f'<code title="{safe(found["corpus"])}">{safe(found["corpus"][:12])}</code>'
    corpus = safe(words.say("library.corpus"))
    checked = cards.checks(found, words)
    there = 'href="?view=library#library-desk" target="_self"'  # page.js leaves it to the browser
    jump = f'<p class="jump"><a {there}>{safe(words.say("library.add"))}</a></p>'
    below = jump if editable else ""
    return f'<div class="summary"><p>{safe(held)} {corpus} {digest}.</p>{checked}{below}</div>'


def _search(sought: str, words: Wording) -> str:
    label, button = safe(words.say("library.find")), safe(words.say("library.find_button"))
    whole = safe(words.say("library.all"))
    back = f'<a href="?view=library">{whole}</a>' if sought else ""
    return (
        '<form data-go role="search" class="find"><input type="hidden" name="view" value="library">'
        f'<label for="library-find">{label}</label><input id="library-find" name="find" '
        f'type="search" maxlength="100" value="{safe(sought)}"><button type="submit">{button}'
        f"</button>{back}</form>"
    )


def _holds(row: Mapping[str, Any], sought: str) -> bool:
    text = " ".join(str(row[name]) for name in _SEARCHED).casefold()
    return all(word in text for word in sought.casefold().split())


def _removal(
    parameters: Parameters, rows: list[Mapping[str, Any]], words: Wording, editable: bool
) -> str:
    """Return the question whether to remove the document that an address names."""
    named = parameters.get("remove", "")
    if not named or not editable:
        return ""
    own = (r for r in rows if r["id"] == named and r["obtained_from"] == "user")
    row = next(own, None)
    if row is None:
        told = safe(words.say("library.not_yours", named=named[:80]))
        return f'<p class="notice" role="status" tabindex="-1" data-at>{told}</p>'
    return asking_to_remove(row["id"], row["short_title"], words)
