"""Show what a search inside one text found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.model import Provision
from rag.inside import LONGEST, Found, look_in, spans_of
from ui.markup import safe
from ui.places import english, tongue
from ui.reading_place import Place

_SHOWN = 60
_AROUND = 130
"""How many characters are shown on each side of the first word found."""


def found_html(place: Place) -> str:
    """Return the provisions that have the words looked for, each with its words marked."""
    words, looked_for = place.words, place.looked_for[:LONGEST]
    found = look_in(place.book, place.corpus, looked_for, place.day)
    name = place.book.document.short_title
    title = safe(words.say("explore.found.title", words=looked_for, name=name))
    back = f'<a href="{safe(place.to(place.unit.lead))}">{_say("back", place)}</a>'
    return (
        f'<section class="found" aria-label="{title}"><h3 data-at tabindex="-1">{title}</h3>'
        f'<p role="status">{_count(found, place)} {back}</p>{_lists(found, place)}</section>'
    )


def _count(found: Found, place: Place) -> str:
    number = len(found.all)
    if not number:
        return _say("none", place)
    said = place.words.count("explore.found.n", number)
    if number > _SHOWN:
        said = f"{said} {place.words.say('explore.found.first', n=_SHOWN)}"
    return safe(said)


def _lists(found: Found, place: Place) -> str:
    first = list({p.id: p for p in (*found.cited, *found.together)}.values())
    spread = [p for p in found.spread if p not in first][: max(0, _SHOWN - len(first))]
    heading = f"<h4>{_say('spread', place)}</h4>" if spread else ""
    return _list(first[:_SHOWN], found, place) + heading + _list(spread, found, place)


def _list(provisions: Sequence[Provision], found: Found, place: Place) -> str:
    items = "".join(_item(provision, found, place) for provision in provisions)
    return f"<ol>{items}</ol>" if items else ""


def _item(provision: Provision, found: Found, place: Place) -> str:
    address = safe(place.to(provision, **{"in": place.looked_for}))
    title = provision.headings[-1] if provision.headings else ""
    return (
        f'<li><a href="{address}">{english(provision.label, place.words)}</a> '
        f'<span class="title"{tongue(place.words)}>{safe(title)}</span>'
        f'<p class="lawtext"{tongue(place.words)}>{"".join(_lines(provision, found))}</p></li>'
    )


def _lines(provision: Provision, found: Found) -> Iterator[str]:
    """Yield for each word the first line that has it, cut around the word, each line once."""
    missing = set(found.stems)
    lines = provision.text.split("\n")
    best = sorted(lines, key=lambda line: -len(_had(line, found.stems)))
    for line in best if missing else lines[:1]:
        had = _had(line, frozenset(missing))
        if missing and not had:
            continue
        missing -= had
        yield f"<span>{_cut(line, found.stems)}</span>"
        if not missing:
            return


def _had(line: str, stems: frozenset[str]) -> frozenset[str]:
    return frozenset(stem for stem in stems if spans_of(line, frozenset((stem,))))


def _cut(line: str, stems: frozenset[str]) -> str:
    spans = spans_of(line, stems)
    first = spans[0][0] if spans else 0
    start = line.rfind(" ", 0, max(0, first - _AROUND)) + 1
    end = line.find(" ", (spans[0][1] if spans else 0) + 2 * _AROUND)
    end = len(line) if end < 0 else end
    html, at = ["… " if start else ""], start
    for a, b in spans:
        if start <= a and b <= end:
            html.append(f"{safe(line[at:a])}<mark>{safe(line[a:b])}</mark>")
            at = b
    return "".join([*html, safe(line[at:end]), " …" if end < len(line) else ""])


def _say(key: str, place: Place) -> str:
    return safe(place.words.say(f"explore.found.{key}"))
