"""Offer to search a text and to choose the day whose law is read."""

from __future__ import annotations

from rag.as_of import texts_of
from ui.markup import hidden, safe
from ui.reading_place import Place, cited_id


def search_form(place: Place) -> str:
    """Return the form that looks for words in the text."""
    fields = hidden({"view": "explore", "act": place.book.document.id, "as_of": place.asked_day})
    label = safe(place.words.say("explore.read.search"))
    find = safe(place.words.say("explore.read.find"))
    return (
        f'<form data-go role="search" aria-label="{label}">{fields}'
        f'<label for="look-in">{label}</label>'
        f'<input id="look-in" type="search" name="in" value="{safe(place.looked_for)}" '
        f'maxlength="200"><button type="submit">{find}</button></form>'
    )


def day_form(place: Place) -> str:
    """Return the form that chooses the day; a document that is no law has none."""
    document, words = place.book.document, place.words
    if not document.is_law:
        return ""
    named = place.book.provisions.get(place.at)
    fields = hidden(
        {
            "view": "explore",
            "act": "" if named else document.id,
            "provision": cited_id(named) if named else "",
            "in": place.looked_for,
        }
    )
    days = "".join(
        f'<option value="{safe(text.in_force_from)}"></option>'
        for text in texts_of(document.work, place.corpus)
        if text.in_force_from
    )
    return (
        f'<form data-go>{fields}<label for="law-on">{safe(words.say("explore.read.day"))}</label>'
        f'<input id="law-on" type="date" name="as_of" value="{safe(place.day)}" list="law-days">'
        f'<datalist id="law-days">{days}</datalist>'
        f'<button type="submit">{safe(words.say("explore.read.show_day"))}</button></form>'
    )


def plain_switch(place: Place) -> str:
    """Return the button that puts our headnotes away; explore.js remembers the choice."""
    if not getattr(place.reading.assistant, "headnotes", {}):
        return ""
    said = safe(place.words.say("explore.read.plain"))
    return f'<button type="button" class="switch" data-plain aria-pressed="true">{said}</button>'
