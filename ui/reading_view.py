"""Show one act, or one other document, to be read: contents, text, and what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.model import FULL
from rag.inside import look_in
from rag.reading import Unit
from ui import addresses
from ui.badges import badge, partial, tier_words
from ui.markup import link, safe
from ui.places import tongue
from ui.reading_beside import beside
from ui.reading_contents import contents
from ui.reading_definitions import boxes
from ui.reading_forms import day_form, plain_switch, search_form
from ui.reading_found import found_html
from ui.reading_lines import Ink
from ui.reading_opening import opened
from ui.reading_place import Place
from ui.reading_shelf import status_badge
from ui.reading_text import notices, units_html
from ui.views import Parameters, Reading, viewname


def show(reading: Reading, parameters: Parameters) -> str:
    """Return the text that an address names, at the place that it names.

    Raises `NotFound` for a document that is not here, `UiError` for what is no date.
    """
    place = opened(reading, parameters)
    searched = bool(place.looked_for) and "provision" not in parameters
    middle = found_html(place) if searched else _text(place)
    return (
        f'<div class="explore reading">{_top(place)}<div class="book-columns">'
        f"{contents(place, marked=not searched)}{middle}</div></div>"
    )


def _text(place: Place) -> str:
    """Return the text, what stands beside it, and the boxes of its definitions."""
    wanted = frozenset[str]()
    if place.looked_for:
        wanted = look_in(place.book, place.corpus, place.looked_for, place.day).stems
    ink = Ink(place, wanted)
    units = units_html(place.shown, place, ink)
    label = safe(place.words.say("explore.read.text"))
    aside = beside(place, ink) if place.at or len(place.shown) == 1 else ""
    return (
        f'<section class="text" aria-label="{label}">{_results(place)}'
        f"{_turns(place)}{units}{_turns(place, again=True)}</section>{aside}{boxes(place, ink)}"
    )


def _results(place: Place) -> str:
    """Return the way back to everything that a search in the text found."""
    if not place.looked_for:
        return ""
    act = place.book.document.id
    address = addresses.explore(act=act, as_of=place.asked_day, **{"in": place.looked_for})
    said = place.words.say("explore.found.results", words=place.looked_for)
    return f'<p class="results"><a href="{safe(address)}">{safe(said)}</a></p>'


def _top(place: Place) -> str:
    """Return the name of the text, its state, and the forms that search it and choose the day."""
    document, words = place.book.document, place.words
    switch = plain_switch(place) if document.is_law else ""
    copied = safe(words.say("explore.read.copied"))
    all_documents = safe(words.say("explore.all"))
    return (
        f'<header class="book-head"><p class="up"><a href="?view=explore">{all_documents}</a></p>'
        f"{viewname(document.short_title, tongue(words))}"
        f'<p class="fulltitle"{tongue(words)}>{safe(document.title)}</p>'
        f"{_state(place)}{'' if _opens_a_part(place) else notices(place)}"
        f'<div class="forms">{search_form(place)}{day_form(place)}{switch}</div>{_about(place)}'
        f'<p class="copied" role="status" data-copied="{copied}"></p></header>'
    )


def _opens_a_part(place: Place) -> bool:
    """Tell whether the page goes straight to a part of a unit: what is to be known stands there."""
    whole = place.unit.whole
    return bool(place.at) and place.at != place.unit.anchor and whole is not None


def _state(place: Place) -> str:
    document, words = place.book.document, place.words
    labels = (
        badge(tier_words(document.tier, words), document.tier),
        status_badge(document, words),
        partial(document.tier, _short(document.completeness), words),
        badge(words.say("explore.list.yours"), "yours") if document.obtained_from == "user" else "",
    )
    return f'<div class="badges">{"".join(labels)}</div>'


def _short(completeness: str) -> str:
    """Return the first thing that is missing; "About this text" has all of them."""
    first, more, _ = completeness.partition("; ")
    return f"{first} …" if more else first


def _about(place: Place) -> str:
    """Return what a reader should know of the text, unfolded where the act itself is opened."""
    document, words = place.book.document, place.words
    facts = [safe(notice) for notice in document.notices]
    if document.completeness != FULL:
        facts.append(safe(document.completeness))
    if document.unapplied:
        said = safe(words.count("explore.read.unapplied", len(document.unapplied)))
        facts.append(said + "<br>" + "<br>".join(map(safe, document.unapplied)))
    if official := link(document.url):
        facts.append(official)
    if not facts:
        return ""
    items = "".join(f"<li>{fact}</li>" for fact in facts)
    summary = safe(words.say("explore.read.about"))
    opening = "" if place.at or place.looked_for else " open"
    return (
        f'<details class="about"{opening}><summary>{summary}</summary>'
        f"<ul{tongue(words)}>{items}</ul></details>"
    )


def _turns(place: Place, again: bool = False) -> str:
    """Return the links to what stands before and after; below the text they are no landmark."""
    links = "".join(_turn_links(place))
    if not links or again:
        return f'<div class="book-turn">{links}</div>' if links else ""
    label = safe(place.words.say("explore.read.turn"))
    return f'<nav class="book-turn" aria-label="{label}">{links}</nav>'


def _turn_links(place: Place) -> Iterator[str]:
    units, shown = place.book.units, place.shown
    first, last = units.index(shown[0]), units.index(shown[-1])
    if first:
        before = _page_start(units[first - 1], place)
        yield _turn("before", before, place)
    if place.whole:
        yield _turn("only", place.unit, place)
    elif len(shown) == 1 and len(place.book.chapter_of(place.unit)) > 1:
        address = safe(place.to(place.unit.lead, whole="1"))
        yield f'<a href="{address}">{safe(place.words.say("explore.read.whole"))}</a>'
    if last + 1 < len(units):
        yield _turn("after", units[last + 1], place)


def _page_start(unit: Unit, place: Place) -> Unit:
    """Return the first unit of the page that a unit stands on."""
    return place.book.pages[place.book.page_of(unit)][0]


def _turn(key: str, unit: Unit, place: Place) -> str:
    label = unit.lead.label
    if unit.kind == "rct" and key != "only":
        page = place.book.pages[place.book.page_of(unit)]
        first, last = (one.anchor.removeprefix("rct_") for one in (page[0], page[-1]))
        label = place.words.say("explore.read.range", first=first, last=last)
    said = place.words.say(f"explore.read.{key}", label=label)
    return f'<a class="{key}" href="{safe(place.to(unit.lead))}">{safe(said)}</a>'
