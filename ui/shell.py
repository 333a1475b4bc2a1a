"""Show the head of the page: its name, its views, the date and how answers are made."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.model import Document
from ui.desk import Desk
from ui.markup import safe
from ui.wording import ENGLISH, GERMAN, Wording

PATHS = {ENGLISH: "/", GERMAN: "/de/"}
"""Where the page is served, by language."""


def header(desk: Desk, words: Wording, views: Sequence[str]) -> str:
    """Return the top of the page; page.js marks the view that is seen."""
    what = "shell.dates_as_of" if _lacks_amended(desk.documents, desk.today) else "shell.law_as_of"
    speaker = desk.about.speaker
    mode = words.say("shell.checked_model", model=speaker) if speaker else ""
    links = "".join(
        f'<a href="?view={view}" data-view="{view}">{safe(words.say(f"nav.{view}"))}</a>'
        for view in views
    )
    return (
        f'<a class="skip" href="#view">{safe(words.say("shell.skip"))}</a>'
        '<header role="banner"><h1 class="brand">Pincite<sup aria-hidden="true">[1]</sup></h1>'
        f'<nav aria-label="{safe(words.say("shell.views"))}">{links}</nav><div class="state">'
        f'<span class="pill">{safe(words.say(what, day=words.day(desk.today)))}</span>'
        f'<span class="pill">{safe(mode or words.say("shell.no_model"))}</span>'
        f'{_other_language(words)}<button type="button" class="theme" data-theme-toggle></button>'
        "</div></header>"
    )


def vocabulary(words: Wording) -> str:
    """Return the words that scripts show, out of sight."""
    said = {name: words.say(f"shell.{name}") for name in ("unreachable", "dark", "light")}
    said["title"] = words.say("shell.title", view="{view}")
    values = " ".join(f'data-{name}="{safe(text)}"' for name, text in said.items())
    return f'<div id="words" hidden lang="{words.language}" {values}></div>'


def _other_language(words: Wording) -> str:
    other = GERMAN if words.language == ENGLISH else ENGLISH
    name = safe(words.say("shell.other_language"))
    return f'<a class="language" lang="{other}" hreflang="{other}" href="{PATHS[other]}">{name}</a>'


def _lacks_amended(documents: Sequence[Document], day: str) -> bool:
    """Tell whether an act was amended before the day and its amended text is not there."""
    newest: dict[str, Document] = {}
    for document in sorted(documents, key=lambda document: document.version_date):
        newest[document.work] = document
    return any(bool(d.amended_by) and d.in_force_to < day for d in newest.values())
