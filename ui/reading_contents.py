"""Show the contents of a text: what is read now is marked, and its chapter is unfolded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from rag.reading import Unit
from ui.headings import split
from ui.markup import safe
from ui.places import english, tongue
from ui.reading_place import Place


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line of the contents."""

    chapter: tuple[str, ...]
    label: str
    title: str
    units: tuple[Unit, ...]
    """What it leads to; the first of them is opened."""


def contents(place: Place, marked: bool = True) -> str:
    """Return the contents as nested lists; on a phone a button unfolds them.

    Without `marked` nothing is read yet: no line is marked and every chapter is folded.
    """
    words = place.words
    name = safe(words.say("explore.read.contents_of", name=place.book.document.short_title))
    lists = "".join(_top(list(_entries(place)), place, marked))
    return (
        f'<nav class="contents" aria-label="{name}">'
        '<button type="button" class="unfold" aria-expanded="false" '
        f'aria-controls="contents-list">{safe(words.say("explore.read.contents"))}</button>'
        f'<div id="contents-list"><ol>{lists}</ol></div></nav>'
    )


def _entries(place: Place) -> Iterator[_Entry]:
    """Yield the lines: an article each, recitals by page, paragraphs by heading."""
    words = place.words
    for page in place.book.pages:
        if page[0].kind == "rct":
            first, last = (unit.anchor.removeprefix("rct_") for unit in (page[0], page[-1]))
            label = words.say("explore.read.range", first=first, last=last)
            yield _Entry((words.say("explore.read.recitals"),), label, "", page)
        elif page[0].lead.kind == "paragraph":
            yield from _runs(page, place)
        else:
            yield from (_entry(unit, place) for unit in page)


def _runs(page: Sequence[Unit], place: Place) -> Iterator[_Entry]:
    """Yield the headings of a page of paragraphs; without a heading, which paragraphs it has."""
    for chapter, run in groupby(page, key=lambda unit: unit.chapter):
        units = tuple(run)
        first, last = (unit.anchor.removeprefix("par_") for unit in (units[0], units[-1]))
        label = place.words.say("explore.read.paragraphs", first=first, last=last)
        if chapter:
            yield _Entry(chapter[:-1], "", chapter[-1], units)
        else:
            yield _Entry((), label, "", units)


def _entry(unit: Unit, place: Place) -> _Entry:
    chapter = unit.chapter
    if unit.kind == "anx" and not chapter:
        chapter = (place.words.say("explore.read.annexes"),)
    label = unit.lead.label if unit.whole else unit.lead.label.partition("(")[0]
    return _Entry(chapter, label, unit.title, (unit,))


def _top(entries: Sequence[_Entry], place: Place, marked: bool) -> Iterator[str]:
    """Yield each chapter folded, but for the one that is read; a text with one unfolds it."""
    groups = [(c, list(g)) for c, g in groupby(entries, key=lambda entry: entry.chapter[:1])]
    for chapter, inside in groups:
        if not chapter:
            yield "".join(_item(entry, place, marked) for entry in inside)
            continue
        read = marked and any(place.unit in entry.units for entry in inside)
        opened = read or len(groups) == 1
        nested = "".join(_nested(inside, 1, place, marked))
        yield (
            f"<li><details{' open' if opened else ''}><summary>{_heading(chapter[0], place)}"
            f"</summary><ol>{nested}</ol></details></li>"
        )


def _nested(entries: Sequence[_Entry], depth: int, place: Place, marked: bool) -> Iterator[str]:
    """Yield the lines below a chapter, those of a section in a list of their own."""
    for section, group in groupby(entries, key=lambda entry: entry.chapter[depth : depth + 1]):
        inside = list(group)
        if section:
            inner = "".join(_nested(inside, depth + 1, place, marked))
            heading = _heading(section[0], place)
            yield f'<li><span class="section">{heading}</span><ol>{inner}</ol></li>'
        else:
            yield "".join(_item(entry, place, marked) for entry in inside)


def _heading(heading: str, place: Place) -> str:
    number, title = split(heading)
    ours = (place.words.say("explore.read.recitals"), place.words.say("explore.read.annexes"))
    if heading in ours:
        return f"<span>{safe(heading)}</span>"
    named = f"<b>{english(number, place.words)}</b> " if number else ""
    return f"{named}<span{tongue(place.words)}>{safe(title)}</span>"


def _item(entry: _Entry, place: Place, marked: bool) -> str:
    current = ' aria-current="true"' if marked and place.unit in entry.units else ""
    label = f"<b>{safe(entry.label)}</b> " if entry.label else ""
    title = f"<span{tongue(place.words)}>{safe(entry.title)}</span>" if entry.title else ""
    address = safe(place.to(entry.units[0].lead))
    return f'<li><a href="{address}"{current}>{label}{title}</a></li>'
