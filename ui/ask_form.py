"""Lay out the form in which a reader says where to look."""

from __future__ import annotations

from collections.abc import Mapping

from ingest.model import Corpus
from ui.ask_where import name_of, offers
from ui.markup import check_box, safe
from ui.places import tongue
from ui.wording import Wording


def form(corpus: Corpus, words: Wording) -> str:
    """Return the day and the check boxes, folded; ask.js says above them what is chosen."""
    said = {"everywhere": "everywhere", "law": "as_of_day"}
    values = " ".join(
        f'data-{name}="{safe(words.texts[f"ask.where.{key}"])}"' for name, key in said.items()
    )
    day, today = words.say("ask.where.as_of"), words.say("ask.where.today")
    groups = "".join(_group(name, offered, words) for name, offered in offers(corpus).items())
    return (
        f'<details id="where" {values}><summary>{safe(words.say("ask.where.title"))}: '
        f"<span data-chosen>{safe(words.say('ask.where.everywhere'))}</span></summary>"
        f'<form id="where-form" aria-label="{safe(words.say("ask.where.title"))}">'
        f'<div class="day"><label for="as-of">{safe(day)}</label>'
        f'<input type="date" id="as-of" name="as_of" min="1900-01-01" max="2200-12-31" '
        f'aria-describedby="as-of-today"><span id="as-of-today">{safe(today)}</span></div>'
        f'<p class="none">{safe(words.say("ask.where.none"))}</p>{groups}'
        f'<button type="reset">{safe(words.say("ask.where.clear"))}</button></form></details>'
    )


def _group(name: str, offered: Mapping[str, str], words: Wording) -> str:
    """Return the check boxes of one of the choices; a choice of one is none."""
    if len(offered) < 2:
        return ""
    boxes = "".join(_box(name, value, title, words) for value, title in offered.items())
    legend = safe(words.say(f"ask.where.{name}"))
    return f'<fieldset class="{name}"><legend>{legend}</legend><div>{boxes}</div></fieldset>'


def _box(name: str, value: str, title: str, words: Wording) -> str:
    shown = title or name_of(name, value, words)
    lang = tongue(words) if title else ""
    return check_box(f'name="{name}" value="{safe(value)}"', f"<span{lang}>{safe(shown)}</span>")
