"""Show what a defined term means, once on the page for all the places that use it."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.model import Provision
from ui.markup import paragraphs, safe
from ui.places import tongue
from ui.reading_lines import Ink
from ui.reading_place import Place

_LONGEST = 700
"""In characters: the end of a longer definition is read in its place."""


def boxes(place: Place, ink: Ink) -> str:
    """Return a box for each definition that the page needs; explore.js shows it at a term."""
    return "".join(_boxes(place, ink))


def _boxes(place: Place, ink: Ink) -> Iterator[str]:
    words = place.words
    for box, definition in ink.defined.items():
        label = safe(words.say("explore.read.definition", label=definition.label))
        yield (
            f'<div id="{box}" class="definition" role="note" popover="manual" aria-label="{label}">'
            f'<p class="lawtext"{tongue(words)}>{_said(definition)}</p>'
            f'<p class="foot"><a href="{safe(place.to(definition))}">{label}</a>'
            f'<button type="button" data-close>{safe(words.say("explore.read.close"))}</button>'
            "</p></div>"
        )


def _said(definition: Provision) -> str:
    text = definition.text
    if len(text) > _LONGEST:
        text = f"{text[: text.rfind(' ', 0, _LONGEST)]} …"
    return paragraphs(text)
