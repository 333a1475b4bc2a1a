"""Show what the page says before any question: its name, its texts, its notices."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.model import FULL, Document
from ui.badges import badge, partial, route_words, status_html, tier_words
from ui.markup import link, safe
from ui.places import tongue
from ui.render import notice
from ui.wording import Wording


def welcome(notices: Sequence[str], words: Wording) -> str:
    """Return what a reader sees before the first question."""
    return (
        f'<h2 class="welcome">{safe(words.say("ask.welcome"))}</h2>'
        f'<p class="intro">{safe(words.say("ask.intro"))}</p>'
        f"{''.join(notice(text, tongue(words)) for text in notices)}"
    )


def shelf(documents: Sequence[Document], words: Wording) -> str:
    """Return the documents that answers can come from."""
    if not documents:
        title, none = safe(words.say("ask.shelf.texts")), safe(words.say("ask.shelf.none"))
        return f'<div class="sources"><h2>{title}</h2><p class="none">{none}</p></div>'
    cards = "".join(_book(document, words) for document in documents)
    return f'<div class="sources"><h2>{safe(words.say("ask.shelf.title"))}</h2>{cards}</div>'


def footer(notices: Sequence[str], address: str, words: Wording) -> str:
    """Return the foot of the page: its notices again, and where it is served."""
    said = "".join(notice(text, tongue(words)) for text in notices)
    about = safe(words.say("ask.shelf.about"))
    folded = f"<details><summary>{about}</summary>{said}</details>" if said else ""
    where = words.say("ask.shelf.served", address=address) if address else ""
    told = (words.say("ask.shelf.no_advice"), where, words.say("ask.shelf.stays"))
    return f'<div class="colophon">{folded}<p>{safe(" ".join(filter(None, told)))}</p></div>'


def _book(document: Document, words: Wording) -> str:
    lang = tongue(words)
    labels = badge(tier_words(document.tier, words), document.tier)
    if document.status:
        stated = status_html(document.status, words)
        labels += f'<span class="badge status">{stated}</span>'
    labels += partial(document.tier, document.completeness, words)
    return (
        f'<article class="card book"><h3{lang}>{safe(document.short_title)}</h3>'
        f'<p class="path"{lang}>{safe(document.title)}</p><div class="badges">{labels}</div>'
        f'<div class="foot">{_facts(document, words)}{link(document.url)}</div></article>'
    )


def _facts(document: Document, words: Wording) -> str:
    """Return of which day a text is and by which route it came; a brief says what it is."""
    facts = []
    if document.version_date:
        day = words.day(document.version_date)
        facts.append(f"<span>{safe(words.say('ask.shelf.version', day=day))}</span>")
    if document.obtained_from == "note" and document.completeness != FULL:
        facts.append(f"<span{tongue(words)}>{safe(document.completeness)}</span>")
    elif document.obtained_from:
        facts.append(f"<span>{safe(route_words(document.obtained_from, words))}</span>")
    return "".join(facts)
