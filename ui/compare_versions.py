"""Show the old and the new wording of a provision side by side, differences marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from ingest.differences import Piece
from ingest.model import Corpus, Provision
from rag.compare_versions import Changed, Versions, changed_in, span_of, tidied
from ui import addresses
from ui.badges import badge
from ui.markup import hidden, paragraphs, safe
from ui.places import tongue
from ui.wording import Wording

_LONGEST = 220
"""In characters: so much of an instruction or a recital is shown beside its link."""
_SIDES = {"deleted": "del", "inserted": "ins"}


def versions_html(shown: Versions, corpus: Corpus, words: Wording) -> str:
    """Return both wordings, from which day each is law, and what changed the one to the other."""
    provision, found = shown.provision, shown.found
    name = f"{provision.label}, {shown.document.short_title}"
    said, pieces = _remarks(shown, words), tidied(found.pieces)
    sides = "".join(_side(one, pieces, corpus, words) for one in _wordings(shown))
    legend = safe(words.say("compare.versions.legend")) if shown.differs else ""
    read = f'<a href="{safe(addresses.explore(provision.id))}">{_said("read", words)}</a>'
    return (
        f'<h3 class="cmp-title" lang="en">{safe(name)}</h3>{said}{_days(shown, words)}'
        f'<div class="cmp-sides">{sides}</div>'
        f'<p class="cmp-legend">{legend} {read}</p>{_makers(shown, words)}'
    )


@dataclass(frozen=True, slots=True)
class _Shown:
    """One wording on its side of the page."""

    day: str
    provision: Provision | None
    """What is compared: what stands in its place now where it was moved; None for nothing."""
    marked: str
    """The kind of the pieces that only this wording has."""


def _wordings(shown: Versions) -> tuple[_Shown, ...]:
    """Return the wordings with what is marked in them; one where there never was another."""
    found = shown.found
    old = _Shown(found.old.day, found.old.provision, "deleted")
    new = _Shown(found.new.day, found.new.provision or found.moved, "inserted")
    return (old, new) if shown.ever_changed else (new,)


def _said(key: str, words: Wording, **values: object) -> str:
    return safe(words.say(f"compare.versions.{key}", **values))


def _remarks(shown: Versions, words: Wording) -> str:
    found = shown.found
    if not shown.ever_changed:
        key = "never"
    elif not shown.differs:
        key = "same"
    else:
        key = ""
    moved = _said("moved", words, label=found.moved.label) if found.moved else ""
    texts = (_said(key, words) if key else "", moved)
    return "".join(
        f'<div class="notice" role="note"><span>{text}</span></div>' for text in texts if text
    )


def _days(shown: Versions, words: Wording) -> str:
    """Return the form that chooses other days."""
    fields = "".join(
        f"<label>{_said(name, words)}"
        f'<input type="date" name="{name}" value="{safe(one.day)}"></label>'
        for name, one in (("from", shown.found.old), ("to", shown.found.new))
    )
    kept = hidden({"view": "compare", "provision": shown.provision.id})
    return (
        f'<form class="cmp-days" data-go aria-label="{_said("other", words)}">'
        f'{kept}{fields}<button type="submit">{_said("show", words)}</button></form>'
    )


def _side(one: _Shown, pieces: tuple[Piece, ...], corpus: Corpus, words: Wording) -> str:
    """Return one wording: what both have, and what only this one has."""
    head = f"<h4>{_said('older', words, day=words.day(one.day))}</h4>"
    if one.provision is None:
        text = f'<p class="cmp-none">{_said("none_on", words)}</p>'
        return f'<section class="cmp-side">{head}{text}</section>'
    own = [piece for piece in pieces if piece.kind in ("same", one.marked)]
    body = "".join(_piece(piece, words) for piece in own)
    days = badge(_span(one.provision, one.day, corpus, words), "date")
    name = f'<span class="cmp-label" lang="en">{safe(one.provision.label)}</span>'
    marked = f'<div class="lawtext" lang="en">{body}</div>'
    return (
        f'<section class="cmp-side">{head}<div class="badges">{name}{days}</div>{marked}</section>'
    )


def _piece(piece: Piece, words: Wording) -> str:
    text = paragraphs(piece.text)
    tag = _SIDES.get(piece.kind)
    if tag is None or not piece.text.strip():
        return text
    named, end = _said(piece.kind, words), _said("mark_end", words)
    lang = words.language
    return (
        f'<{tag}><span class="sr-only" lang="{lang}"> {named} </span>{text}'
        f'<span class="sr-only" lang="{lang}"> {end} </span></{tag}>'
    )


def _span(provision: Provision, day: str, corpus: Corpus, words: Wording) -> str:
    """Return from when, and until when, the words of a provision on a day are law."""
    first, last = span_of(provision, corpus, day)
    if last:
        days = {"first": words.day(first), "last": words.day(last)}
        return words.say("compare.versions.law_between", **days)
    return words.say("compare.versions.law_from", day=words.day(first))


def _makers(shown: Versions, words: Wording) -> str:
    """Return the instructions that changed the wording, and the recitals that explain it."""
    parts = (("changed_by", shown.found.instructions), ("recitals", shown.found.recitals))
    return "".join(_linked(key, provisions, words) for key, provisions in parts if provisions)


def _linked(key: str, provisions: tuple[Provision, ...], words: Wording) -> str:
    items = "".join(
        f'<li><a class="cite wide" href="{safe(addresses.explore(p.id))}">'
        f'<span lang="en">{safe(p.label)}</span></a> <span class="cmp-instruction" lang="en">'
        f"{safe(_first(p.text))}</span></li>"
        for p in provisions
    )
    return f'<section class="cmp-makers"><h4>{_said(key, words)}</h4><ul>{items}</ul></section>'


def _first(text: str) -> str:
    """Return the first line of a text, cut where it is long."""
    line = text.partition("\n")[0]
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rsplit(' ', 1)[0]} …"


def picker_html(corpus: Corpus, words: Wording) -> str:
    """Return the list of provisions that amendments changed, each a link to both wordings."""
    found = list(changed_in(corpus))
    if not found:
        return f'<p class="cmp-none">{_said("picker_none", words)}</p>'
    head = f'<h3 class="cmp-title">{_said("picker", words)}</h3>'
    return head + "".join(_changed(one, words) for one in found)


def _changed(one: Changed, words: Wording) -> str:
    begun = words.day(one.document.in_force_from)
    name = _said("law_since", words, act=one.document.short_title, day=begun)
    groups = "".join(_group(key, list(own), words) for key, own in _grouped(one))
    count = words.count("compare.versions.count", len(one.provisions) + len(one.removed))
    removed = "".join(
        f'<li><a href="{safe(addresses.versions(identifier))}" lang="en">{safe(label)}</a> '
        f"{badge(words.say('compare.versions.removed'))}</li>"
        for identifier, label in one.removed
    )
    more = f'<ul class="cmp-places">{removed}</ul>' if removed else ""
    return f'<section class="cmp-changed"><h4>{name} ({safe(count)})</h4>{groups}{more}</section>'


def _grouped(one: Changed) -> Iterator[tuple[str, Iterator[Provision]]]:
    return groupby(one.provisions, key=lambda p: p.anchor.partition(".")[0])


def _group(unit: str, provisions: list[Provision], words: Wording) -> str:
    headed = provisions[0].headings[-1] if provisions[0].headings else unit
    links = "".join(
        f'<li><a href="{safe(addresses.versions(p.id))}">{safe(p.label)}</a></li>'
        for p in provisions
    )
    named = f"<span{tongue(words)}>{safe(headed)}</span>"
    return (
        f'<div class="cmp-unit"><p>{named}</p><ul class="cmp-places" lang="en">{links}</ul></div>'
    )
