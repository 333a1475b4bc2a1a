"""List every document that can be read, by what it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from ingest.consolidations import COMPUTED
from ingest.model import FULL, Corpus, Document
from rag.as_of import text_on, texts_of
from rag.reading import book_of, book_on
from ui import addresses
from ui.badges import badge, status_html, tier_words
from ui.markup import safe
from ui.pictures import PICTURES, tab
from ui.places import english, tongue
from ui.views import Reading, viewname
from ui.wording import Wording

_TIERS: Mapping[str, str] = {
    "law": "law",
    "consolidated": "law",
    "court": "official",
    "guidance": "official",
    "news": "news",
    "fiction": "fiction",
}
"""The group of each tier; what has none is a note of ours."""
_GROUPS = ("law", "official", "yours", "news", "fiction", "note")
_KINDS = ("article", "annex", "recital", "paragraph", "note")


def show(reading: Reading, notice: str = "") -> str:
    """Return the list, below a notice where the address named something that is not here."""
    words = reading.words
    warned = f'<div class="notice" role="alert"><span>{safe(notice)}</span></div>' if notice else ""
    ways = "".join(tab(way, False, words) for way in PICTURES)
    groups = "".join(_groups(reading))
    empty = f'<p class="none">{safe(words.say("explore.empty"))}</p>'
    return (
        f'<div class="explore shelf-view">{warned}'
        f"{viewname(words.say('nav.explore'))}"
        f'<p class="intro">{safe(words.say("explore.lead"))}</p>'
        f'<nav class="ways" aria-label="{safe(words.say("explore.ways"))}"><ul>{ways}</ul></nav>'
        f"{groups or empty}</div>"
    )


def _groups(reading: Reading) -> Iterator[str]:
    day = reading.day
    gathered: dict[str, list[Document]] = {name: [] for name in _GROUPS}
    for document in _works(reading.corpus, day):
        gathered[_group(document)].append(document)
    for name, documents in gathered.items():
        if documents:
            heading = safe(reading.words.say(f"explore.group.{name}"))
            items = "".join(_item(document, reading, day) for document in documents)
            yield f'<section><h3>{heading}</h3><ul class="works">{items}</ul></section>'


def _works(corpus: Corpus, day: str) -> list[Document]:
    """Return one document a work: of an act the text that is law on the day."""
    found: dict[str, Document] = {}
    for document in corpus.documents.values():
        text = text_on(document.work, corpus, day) if document.is_law else None
        found.setdefault(document.work if document.is_law else document.id, text or document)
    return list(found.values())


def _group(document: Document) -> str:
    if document.obtained_from == "user":
        return "yours"
    return _TIERS.get(document.tier, "note")


def _item(document: Document, reading: Reading, day: str) -> str:
    words = reading.words
    title = document.title if document.title != document.short_title else ""
    full = f'<p class="fulltitle"{tongue(words)}>{safe(title)}</p>' if title else ""
    address = safe(addresses.act(document.work if document.is_law else document.id))
    facts = "".join(f"<li>{fact}</li>" for fact in _facts(document, reading, day))
    return (
        f'<li class="card"><h4><a href="{address}"{tongue(words)}>'
        f"{safe(document.short_title)}</a></h4>{full}{_badges(document, reading)}"
        f'<ul class="facts">{facts}</ul>{_missing(document, reading)}</li>'
    )


def _badges(document: Document, reading: Reading) -> str:
    tier = badge(tier_words(document.tier, reading.words), document.tier)
    return f'<div class="badges">{tier}{status_badge(document, reading.words)}</div>'


def status_badge(document: Document, words: Wording) -> str:
    """Return a document's state as a label, "" where none is known."""
    if document.status == COMPUTED:
        return badge(words.say("sources.badge.computed"), "status computed")
    stated = status_html(document.status, words)
    return f'<span class="badge status">{stated}</span>' if document.status else ""


def _facts(document: Document, reading: Reading, day: str) -> Iterator[str]:
    """Yield the version and how much there is."""
    words, corpus = reading.words, reading.corpus
    texts = texts_of(document.work, corpus) if document.is_law else []
    days = [words.day(text.version_date) for text in texts if text.version_date]
    if len(days) > 1:
        yield safe(words.say("explore.list.versions", n=len(days), days=", ".join(days)))
    elif document.version_date:
        yield safe(words.say("explore.list.version", day=words.day(document.version_date)))
    yield from _counts(document, reading, day)


def _counts(document: Document, reading: Reading, day: str) -> Iterator[str]:
    corpus, words = reading.corpus, reading.words
    if not any(corpus.of_document(document.id)):
        return
    book = book_on(document, corpus, day) if document.is_law else book_of(corpus, document.id)
    units = Counter(unit.lead.kind for unit in book.units)
    units["note"] = sum(p.kind == "note" for p in book.provisions.values())
    for kind in _KINDS:
        if units[kind]:
            yield safe(words.count(f"explore.holds.{kind}", units[kind]))
    every = len(book.provisions)
    if every > sum(units.values()):
        yield safe(words.count("explore.holds.provision", every))


def _missing(document: Document, reading: Reading) -> str:
    if document.completeness == FULL:
        return ""
    said = reading.words.say(f"explore.list.{'missing' if document.is_law else 'about'}")
    return (
        f'<p class="missing"><b>{safe(said)}:</b> '
        f"{english(document.completeness, reading.words)}</p>"
    )
