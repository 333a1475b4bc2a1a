"""Show beside a provision the recitals that explain it, and what refers where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.model import Provision
from rag.crossing import referred_by
from rag.explaining import Explanation, explaining
from rag.inside import printed
from rag.reading_lines import lines_of
from ui.markup import safe
from ui.places import english, tongue
from ui.reading_lines import Ink
from ui.reading_place import Place, cited_id

_SHOWN = 12
"""How many references are listed before the rest is folded."""
_WORDS = 4


def beside(place: Place, ink: Ink) -> str:
    """Return what stands beside the unit that is opened."""
    unit, words = place.unit, place.words
    label = safe(words.say("explore.beside.name", label=unit.lead.label))
    explanations = explaining(unit, place.corpus, place.day)
    known = printed(f"{unit.title}\n{unit.lead.text}") if explanations else {}
    recitals = "".join(_recital(one, known, place) for one in explanations)
    parts = [("recitals", recitals)] if recitals else []
    parts.append(("refers", _list(_targets(place, ink), place)))
    parts.append(("referred", _list(referred_by(unit, place.corpus, place.day), place)))
    shown = "".join(_part(key, inner, place) for key, inner in parts)
    named = f'<p class="beside-what">{label}</p>' if len(place.shown) > 1 else ""
    return f'<aside class="beside" aria-label="{label}">{named}{shown}</aside>'


def _part(key: str, inner: str, place: Place) -> str:
    heading = safe(place.words.say(f"explore.beside.{key}"))
    nothing = f'<p class="none">{safe(place.words.say("explore.beside.nothing"))}</p>'
    return f"<section><h3>{heading}</h3>{inner or nothing}</section>"


def _recital(one: Explanation, known: Mapping[str, str], place: Place) -> str:
    """Return a recital, folded, with how it was found; `known` has the article's words by stem."""
    words = place.words
    how = safe(words.say(f"explore.beside.{'names' if one.names else 'similar'}"))
    shared = ", ".join(known[stem] for stem in one.shared[:_WORDS] if stem in known)
    said = safe(words.say("explore.beside.shared", words=shared))
    both = f'<p class="shared">{said}</p>' if shared else ""
    label = safe(words.say("explore.beside.open_recital", label=one.recital.label))
    read = f'<a href="{safe(place.to(one.recital))}">{label}</a>'
    return (
        f"<details><summary><b>{_named(one.recital, place)}</b> "
        f'<span class="how">{how}</span></summary>{both}'
        f'<p class="lawtext"{tongue(words)}>{safe(one.recital.text)}</p>{read}</details>'
    )


def _targets(place: Place, ink: Ink) -> list[Provision]:
    """Return what the unit refers to in other places, each once, in the order of the text."""
    unit = place.unit
    found = (
        pointer.provision
        for line in lines_of(unit)
        for pointer in ink.pointers(unit, line.words, line.within)
    )
    by_id = {cited_id(p): p for p in found if p}
    own = {cited_id(p) for p in unit.provisions}
    return [p for identifier, p in by_id.items() if identifier not in own]


def _list(provisions: Sequence[Provision], place: Place) -> str:
    items = [f"<li>{_link(p, place)}</li>" for p in provisions]
    if not items:
        return ""
    first, rest = items[:_SHOWN], items[_SHOWN:]
    more = safe(place.words.count("explore.beside.more", len(rest)))
    folded = f"<details><summary>{more}</summary><ul>{''.join(rest)}</ul></details>" if rest else ""
    return f"<ul>{''.join(first)}</ul>{folded}"


def _link(provision: Provision, place: Place) -> str:
    title = provision.headings[-1] if provision.headings else ""
    about = f" <span{tongue(place.words)}>{safe(title)}</span>" if title else ""
    return f'<a href="{safe(place.to(provision))}">{_named(provision, place)}</a>{about}'


def _named(provision: Provision, place: Place) -> str:
    """Return a provision's label, with its act where that is another one."""
    document = place.corpus.documents[provision.document_id]
    other = document.work != place.book.document.work
    return english(
        f"{provision.label}, {document.short_title}" if other else provision.label, place.words
    )
