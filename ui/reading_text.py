"""Show the text of an article, annex, recital or note with what a reader needs at each place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.cut import label_of
from ingest.model import Provision
from rag.changes import Change, changes_in
from rag.editions import edition
from rag.naming import the
from rag.reading import Unit
from rag.reading_dates import apart
from rag.reading_lines import Line, lines_of
from ui import addresses
from ui.badges import badges, dates, to_come
from ui.markup import link, safe
from ui.places import english, path, tongue
from ui.reading_changes import change_badge, compare_address, removals
from ui.reading_lines import Ink
from ui.reading_place import Place, cited_id

_CITED = ("art_", "rct_", "anx_")
_NARROW = 6
"""In characters: a longer number, such as "Section A", stands above its text."""
_LABELLED = 1
"""How deep a provision may stand to have its headnote shown without being opened."""


@dataclass(frozen=True, slots=True)
class _Page:
    """One unit while it is shown."""

    unit: Unit
    place: Place
    ink: Ink
    lines: list[Line]
    changes: dict[str, Change]
    apart: dict[str, Provision]
    """By anchor the parts that begin to apply on a day of their own, with its dates."""


def units_html(units: Sequence[Unit], place: Place, ink: Ink) -> str:
    """Return units one after the other; the heading of a run of paragraphs stands once."""
    shown, chapter = [], None
    for unit in units:
        if unit.lead.kind == "paragraph" and unit.chapter and unit.chapter != chapter:
            heading = safe(unit.chapter[-1])
            shown.append(f'<h3 class="run"{tongue(place.words)}>{heading}</h3>')
        chapter = unit.chapter
        shown.append(unit_html(unit, place, ink))
    return "".join(shown)


def unit_html(unit: Unit, place: Place, ink: Ink) -> str:
    """Return a unit: its heading, its state, its text, and our notes on what is missing."""
    changes = {change.provision.anchor: change for change in changes_in(unit, place.corpus)}
    whole = [place.law(unit.whole)] if unit.whole else []
    own = {part.anchor: part for one in whole for part in apart(one, place.corpus, place.day)}
    page = _Page(unit, place, ink, lines_of(unit), changes, own)
    notes = "".join(_stand_in(note, page) for note in unit.notes)
    foot = edition(place.law(unit.lead), place.corpus, place.day)
    foot = f'<p class="edition"{tongue(place.words)}>{safe(foot)}</p>' if foot else ""
    numbered = any(line.marker for line in page.lines)
    shape = {"paragraph": "run", "note": "own"}.get(unit.lead.kind, "")
    kinds = ["unit", "" if numbered else "bare", shape]
    label = safe(unit.lead.label)
    return (
        f'<article class="{" ".join(filter(None, kinds))}" aria-label="{label}">{_head(page)}'
        f"{''.join(_text(page))}{removals(unit, place)}{notes}{foot}</article>"
    )


def _head(page: _Page) -> str:
    """Return the heading of a unit; one whose parts only are here stands for them."""
    unit, place = page.unit, page.place
    is_run = unit.lead.kind == "paragraph"
    mark = ' data-at tabindex="-1"' if place.at == unit.anchor else ""
    name = english(unit.lead.label if unit.whole else label_of(unit.anchor), place.words)
    title = f' <span class="title"{tongue(place.words)}>{safe(unit.title)}</span>'
    own = _own(unit.whole, page, in_part=len(page.changes) > 1) if unit.whole else ""
    level = "h4" if is_run else "h3"
    return (
        f'<header>{"" if is_run else _above(page)}<{level}{mark}><a class="self" '
        f'href="{safe(place.to(unit.lead))}">{name}</a>{title if unit.title else ""}</{level}>'
        f"{own}</header>"
    )


def _above(page: _Page) -> str:
    """Return the headings around a unit."""
    if not page.unit.chapter:
        return ""
    steps = path(replace(page.unit.lead, headings=page.unit.chapter), page.place.view)
    return f'<p class="path"{tongue(page.place.words)}>{steps}</p>'


def _own(provision: Provision, page: _Page, in_part: bool = False) -> str:
    """Return a provision's state, where the reader can go from it, and our headnote on it."""
    place = page.place
    state = badges(replace(place.law(provision), changed_by=(), amended=""), place.view)
    change = page.changes.get(provision.anchor)
    if change:
        state = state.removesuffix("</div>") + change_badge(change, in_part, place) + "</div>"
    return state + _tools(provision, place) + _plain(provision, place)


def _tools(provision: Provision, place: Place) -> str:
    """Return the links from a provision: to itself, to the official text, to other views."""
    words = place.words
    own = safe(place.to(provision))
    label = safe(words.say("explore.read.link_to", label=provision.label))
    found = [f'<a href="{own}" data-copy aria-label="{label}">{_say("link", place)}</a>']
    found.append(link(place.law(provision).url or place.book.document.url))
    if question := _question(provision, place):
        asked = addresses.ask(question, as_of=place.asked_day)
        found.append(f'<a href="{safe(asked)}">{_say("ask", place)}</a>')
    if compare := compare_address(provision, place):
        found.append(f'<a href="{safe(compare)}">{_say("compare", place)}</a>')
    if not place.book.document.is_law:
        return f'<p class="tools">{"".join(found)}</p>'
    graph = addresses.explore(cited_id(provision), show="graph", as_of=place.asked_day)
    found.append(f'<a href="{safe(graph)}">{safe(words.say("graph.title"))}</a>')
    return f'<p class="tools">{"".join(found)}</p>'


def _say(key: str, place: Place) -> str:
    return safe(place.words.say(f"explore.read.{key}"))


def _question(provision: Provision, place: Place) -> str:
    """Return the question on a provision of an act; answers on other texts name no paragraph."""
    document = place.book.document
    if not document.is_law or not provision.anchor.startswith(_CITED):
        return ""
    label = label_of(provision.anchor) if provision.kind == "note" else provision.label
    return f"What does {label} of {the(document.short_title)} say?"


def _plain(provision: Provision, place: Place) -> str:
    """Return our headnote, named as ours so that nobody takes it for the law."""
    note = place.plain(provision)
    if not note:
        return ""
    title, lang = safe(place.words.say("ask.in_plain_words")), tongue(place.words)
    return f'<p class="inplain"><b>{title}</b> <span{lang}>{safe(note)}</span></p>'


def _text(page: _Page) -> Iterator[str]:
    """Yield the lines; those of the provision that the address names stand together."""
    if not page.lines:
        return
    at = page.place.at
    yield f'<div class="lawtext"{tongue(page.place.words)}>'
    inside = False
    for line in page.lines:
        lit = at != page.unit.anchor and _is_in(line.within.anchor, at)
        if lit and not inside:
            yield f'<section class="lit">{_opened(page, at)}'
        if inside and not lit:
            yield "</section>"
        inside = lit
        yield _line(line, page)
    yield "</section></div>" if inside else "</div>"


def _is_in(anchor: str, around: str) -> bool:
    return bool(around) and f"{anchor}.".startswith(f"{around}.")


def notices(place: Place) -> str:
    """Return what the reader must know of how the address was understood."""
    return "".join(f'<p class="notice"><span>{said}</span></p>' for said in place.notices)


def _opened(page: _Page, at: str) -> str:
    """Return what stands above the provision that the address names."""
    provision = page.place.book.provisions[at]
    name = english(provision.label, page.place.words)
    return (
        f'<div class="opened">{notices(page.place)}<h4 data-at tabindex="-1">{name}</h4>'
        f"{_own(provision, page)}</div>"
    )


def _line(line: Line, page: _Page) -> str:
    """Return one line behind its number, which links to the provision that begins there."""
    place, above = page.place, ""
    for provision in line.starts:
        if provision.anchor == place.at:
            continue
        state = _state(provision, page)
        above += f'<p class="amended-here">{state}</p>' if state else ""
        if provision.anchor.count(".") <= _LABELLED:
            above += _plain(provision, place)
    words = page.ink.line(page.unit, line)
    return f'{above}<p class="line d{min(line.depth, 4)}">{_number(line, place)}{words}</p>'


def _state(provision: Provision, page: _Page) -> str:
    """Return what an amendment did to a part, and its dates where it has its own.

    Our note on a part sums up all of it: there it is said as well what does not apply yet.
    """
    place, own = page.place, page.apart.get(provision.anchor)
    change = page.changes.get(provision.anchor)
    labels = [change_badge(change, False, place)] if change else []
    if own:
        labels += dates(own, place.view)
    elif provision.anchor.count(".") <= _LABELLED and place.plain(provision):
        labels += to_come(place.law(provision), place.view)
    return " ".join(labels)


def _number(line: Line, place: Place) -> str:
    printed = safe(line.text[: line.marker].strip())
    shape = "no wide" if len(printed) > _NARROW else "no" if printed else "no unnumbered"
    if not line.starts:
        return f'<span class="{shape}">{printed}</span>' if printed else ""
    own = line.starts[-1]
    label = safe(place.words.say("explore.read.link_to", label=own.label))
    return (
        f'<a class="{shape}" href="{safe(place.to(own))}" title="{label}" '
        f'aria-label="{label}">{printed or "¶"}</a>'
    )


def _stand_in(note: Provision, page: _Page) -> str:
    """Return our note on a part that this copy lacks."""
    place = page.place
    mark = ' data-at tabindex="-1"' if place.at == note.anchor else ""
    title = note.headings[-1] if note.headings else ""
    lines = "".join(
        f'<p class="line">{page.ink.text(page.unit, text, note)}</p>'
        for text in note.text.split("\n")
    )
    return (
        f'<section class="standin"><h4{mark}><a class="self" href="{safe(place.to(note))}">'
        f'{english(note.label, place.words)}</a> <span class="title"{tongue(place.words)}>'
        f'{safe(title)}</span></h4><p class="ours">{_say("stands_in", place)}</p>'
        f'{_tools(note, place)}<div class="lawtext"{tongue(place.words)}>{lines}</div></section>'
    )
