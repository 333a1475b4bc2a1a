"""Say at a provision what an amendment did to it, and lead to the old and the new text."""

from __future__ import annotations

from ingest.model import Provision
from rag.changes import NEW, UNTIL, Change, removed_from
from rag.reading import Unit
from rag.wordings import change as changed_between
from ui import addresses
from ui.markup import act, safe
from ui.reading_place import Place


def change_badge(change: Change, in_part: bool, place: Place) -> str:
    """Return what became of a provision's words, as a link to compare them."""
    words = place.words
    said = words.say(f"explore.change.{_key(change, in_part)}", day=words.day(change.day))
    acts = ", ".join(act(by) for by in change.acts)
    by = f" {words.say('explore.change.by', acts=acts)}" if acts else ""
    address = compare_address(change.provision, place)
    told = f'<span class="sr-only">: {safe(words.say("explore.read.compare"))}</span>'
    return f'<a class="badge amended" href="{safe(address)}">{safe(said + by)}{told}</a>'


def compare_address(provision: Provision, place: Place) -> str:
    """Return the address of the old and the new words at a place, "" where there is one text."""
    days = changed_between(provision, place.corpus, place.day)
    return addresses.versions(provision.id, *days) if days else ""


def removals(unit: Unit, place: Place) -> str:
    """Return what an amendment took out of a unit, each with the way to what it was."""
    words = place.words
    items = []
    for gone in removed_from(place.book.document, place.corpus, unit.anchor):
        said = safe(words.say("explore.change.removed", label=gone.label, day=words.day(gone.day)))
        old = f"{place.book.document.work}#{gone.anchor}"
        compare = addresses.versions(old)
        links = f'<a href="{safe(compare)}">{safe(words.say("explore.read.compare"))}</a>'
        moved = place.book.provisions.get(gone.moved_to)
        if moved:
            now = safe(words.say("explore.read.moved", label=moved.label))
            links = f'<a href="{safe(place.to(moved))}">{now}</a> {links}'
        items.append(f"<li>{said} {links}</li>")
    return f'<ul class="removed">{"".join(items)}</ul>' if items else ""


def _key(change: Change, in_part: bool) -> str:
    if change.what == UNTIL:
        return "until_part" if in_part else "until"
    if change.what == NEW:
        return "new"
    return "part" if in_part else "changed"
