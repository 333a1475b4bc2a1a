"""Show what the page says before any question: its name, its texts, its notices."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.model import FULL, Document
from ui.cards import TIER_WORDS, badge, partial
from ui.markup import day, link, safe
from ui.render import notice

ROUTE_WORDS = {
    "mirror": "from the folder of official files",
    "official": "from the publisher",
    "registry": "from a pinned package",
    "user": "added by you",
    "note": "a brief in our own words",
}


def header(as_of: str, mode: str, documents: Sequence[Document] = ()) -> str:
    """Return the top of the page: the name, the view, the date and how answers are made."""
    what = "Dates" if _lacks_amended(documents, as_of) else "Law"
    return (
        '<header role="banner"><h1 class="brand">Pincite<sup aria-hidden="true">[1]</sup></h1>'
        '<nav aria-label="Views"><span aria-current="page">Ask</span></nav>'
        f'<div class="state"><span class="pill">{what} as of {safe(day(as_of))}</span>'
        f'<span class="pill">{safe(mode)}</span></div></header>'
    )


def _lacks_amended(documents: Sequence[Document], day: str) -> bool:
    """Tell whether an act was amended before the day and its amended text is not there."""
    newest: dict[str, Document] = {}
    for document in sorted(documents, key=lambda document: document.version_date):
        newest[document.work] = document
    return any(bool(d.amended_by) and d.in_force_to < day for d in newest.values())


def welcome(notices: Sequence[str]) -> str:
    """Return what a reader sees before the first question."""
    return (
        '<h2 class="welcome">Ask a question. Get the rule, word for word.</h2>'
        '<p class="intro">Every answer names the exact provision and quotes it. If the texts are '
        "silent, the page says so. Follow-up questions work.</p>"
        f"{''.join(notice(text) for text in notices)}"
    )


def shelf(documents: Sequence[Document]) -> str:
    """Return the documents that answers can come from."""
    if not documents:
        return '<div class="sources"><h2>Texts</h2><p class="none">No texts are loaded.</p></div>'
    cards = "".join(_book(document) for document in documents)
    return f'<div class="sources"><h2>Texts that are searched</h2>{cards}</div>'


def footer(notices: Sequence[str], address: str) -> str:
    """Return the foot of the page: its notices again, and where it is served."""
    said = "".join(notice(text) for text in notices)
    folded = f"<details><summary>About the texts used</summary>{said}</details>" if said else ""
    where = f" Served at {safe(address)}." if address else ""
    return (
        f'<div class="colophon">{folded}<p>Not legal advice.{where} Questions stay on the machine '
        "that serves this page, unless a hosted model was set up.</p></div>"
    )


def live(words: str) -> str:
    """Return the region that screen readers announce when it changes."""
    return f'<div class="sr-only" role="status" aria-live="polite">{safe(words)}</div>'


def _book(document: Document) -> str:
    labels = badge(TIER_WORDS.get(document.tier, document.tier), document.tier)
    labels += badge(document.status, "status")
    labels += partial(document.tier, document.completeness)
    route = ROUTE_WORDS.get(document.obtained_from, document.obtained_from)
    version = f"version of {day(document.version_date)}" if document.version_date else ""
    if document.obtained_from == "note" and document.completeness != FULL:
        route = document.completeness
    facts = ", ".join(part for part in (version, route) if part)
    said = f"<span>{safe(facts)}</span>" if facts else ""
    return (
        f'<article class="card book"><h3>{safe(document.short_title)}</h3>'
        f'<p class="path">{safe(document.title)}</p><div class="badges">{labels}</div>'
        f'<div class="foot">{said}{link(document.url)}</div></article>'
    )
