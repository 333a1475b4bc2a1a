"""Label a provision with its authority, its state and its dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ingest.consolidations import COMPUTED
from ingest.model import FULL, Document, Provision
from rag.reading_dates import apart, applies_with, sets_dates
from ui.markup import act, safe
from ui.places import View, around, english
from ui.wording import Wording, read_wording

GROUPS: Mapping[str, tuple[str, ...]] = {
    "law": ("law", "consolidated", "court"),
    "guidance": ("guidance",),
    "news": ("news",),
    "fiction": ("fiction",),
    "note": ("note",),
}
"""Which tiers stand under one heading; what the headings say is in the words of the interface."""
TIERS = frozenset(tier for tiers in GROUPS.values() for tier in tiers)
"""The tiers that the words of the interface have a name for."""
_STATUSES = (
    "in_force", "computed", "publisher", "transposed", "not_compared", "as_known", "secondary",
    "voluntary", "guidance",
)  # fmt: skip
_REPEALED = re.compile(r"\b(?:repealed|revoked|annulled|rescinded)\b", re.IGNORECASE)
_OFFICIAL = re.compile(r"\bconsolidated text\b", re.IGNORECASE)


def tier_words(tier: str, words: Wording) -> str:
    """Return what a tier is called, or its own name where it is not known."""
    return words.say(f"sources.tier.{tier}") if tier in TIERS else tier


def status_said(status: str, words: Wording) -> str:
    """Return a document's status in the reader's language, as it is where we have no words for it.

    The words of the interface have the English of each status that we know.
    """
    return _known_status(status, words) or status


def status_html(status: str, words: Wording) -> str:
    """Return a document's status made safe, named as English where it is and the page is not."""
    known = _known_status(status, words)
    return safe(known) if known else english(status, words)


def _known_status(status: str, words: Wording) -> str:
    written, stated = read_wording(), status.casefold()
    for name in _STATUSES:
        if written.say(f"sources.status.{name}").casefold() == stated:
            return words.say(f"sources.status.{name}")
    return ""


def route_words(route: str, words: Wording) -> str:
    """Return by which route a text came; one without a name is not recorded."""
    key = f"route.{route}"
    return words.texts.get(key) or words.say("route.unknown")


def badge(words: str, kind: str = "", explained: str = "") -> str:
    """Return a small label; what it means is its tooltip, and is read out after it."""
    return _badge(safe(words), kind, explained)


def badges(provision: Provision, view: View) -> str:
    """Return the labels of a provision: authority, status, dates, what is missing."""
    labels = (
        *_authority(provision, view),
        *dates(provision, view),
        *_amended(provision, view),
        partial(provision.tier, provision.completeness, view.words),
    )
    return f'<div class="badges">{"".join(labels)}</div>'


def partial(tier: str, completeness: str, words: Wording | None = None) -> str:
    """Return a label for a copy of a law that is not whole; a brief is never whole."""
    if completeness == FULL or tier in ("news", "fiction", "note"):
        return ""
    words = words or read_wording()
    explained = words.say("sources.means.partial")
    return _badge(around(words, "sources.badge.partial", completeness), "partial", explained)


def _badge(shown: str, kind: str, explained: str) -> str:
    if not shown or not explained:
        return f'<span class="badge {kind}">{shown}</span>' if shown else ""
    said = safe(explained)
    return (
        f'<span class="badge {kind}" title="{said}"><span>{shown}</span>'
        f'<span class="sr-only"> ({said})</span></span>'
    )


def _said(key: str, kind: str, view: View, **values: object) -> str:
    """Return the label of a key with what it means; both take the same values."""
    shown = view.words.say(f"sources.badge.{key}", **values)
    return badge(shown, kind, view.words.say(f"sources.means.{key}", **values))


def _authority(provision: Provision, view: View) -> Iterator[str]:
    """Yield whose words these are, and whether they are law on the day."""
    document = view.documents.get(provision.document_id)
    status, words = document.status if document else "", view.words
    if gone := _gone(provision, document, view):
        yield gone
        return
    if provision.tier == "law" and status.lower() == "in force":
        yield _said("law_in_force", "law", view)
        return
    known = provision.tier in TIERS
    explained = words.say(f"sources.means.tier.{provision.tier}") if known else ""
    named = tier_words(provision.tier, words)
    yield badge(named, provision.tier, explained)
    if status and status.lower() != named:
        yield _status(status, view)


def _status(status: str, view: View) -> str:
    if status == COMPUTED:
        return _said("computed", "status computed", view)
    if _OFFICIAL.search(status):
        return _said("official", "status", view)
    if _REPEALED.search(status):
        explained = view.words.say("sources.means.repealed")
        return _badge(english(status, view.words), "gone", explained)
    return _badge(status_html(status, view.words), "status", "")


def _gone(provision: Provision, document: Document | None, view: View) -> str:
    """Return the label of words that are law no longer, or not yet, on the day."""
    if not document or not document.is_law or not view.as_of:
        return ""
    if provision.valid_to and provision.valid_to < view.as_of:
        return _said("no_longer", "gone", view, day=view.words.day(provision.valid_to))
    if document.in_force_from > view.as_of:
        return _said("not_in_force", "gone", view, day=view.words.day(document.in_force_from))
    if _REPEALED.search(document.status):
        return _status(document.status, view)
    return ""


def dates(provision: Provision, view: View) -> Iterator[str]:
    """Yield from when a provision applies, and its parts, and what does not yet on the day."""
    days = _days_apart(provision, view)
    begun = [day for day in days if day <= view.as_of]
    for day in begun:
        yield _said("parts_since", "date", view, day=view.words.day(day))
    yield from _own_dates(provision, bool(begun), view)
    yield from to_come(provision, view)


def to_come(provision: Provision, view: View) -> Iterator[str]:
    """Yield from when parts of a provision apply that do not yet on the day."""
    for day in _days_apart(provision, view):
        if day > view.as_of:
            yield _said("parts_from", "date", view, day=view.words.day(day))


def _days_apart(provision: Provision, view: View) -> list[str]:
    parts = apart(provision, view.corpus, view.as_of) if view.corpus else []
    return sorted({part.applies_from for part in parts})


def _own_dates(provision: Provision, begun: bool, view: View) -> Iterator[str]:
    """Yield from when a provision itself applies; `begun` where parts of it do already.

    Of what sets dates itself nothing is said before that day: it binds from the beginning.
    """
    if not provision.applies_from:
        yield from _with(provision, view)
        return
    since, day = provision.applies_from <= view.as_of, view.words.day(provision.applies_from)
    if not since and view.corpus and sets_dates(provision, view.corpus):
        return
    yield _said("since" if since else "rest" if begun else "from", "date", view, day=day)
    if not since and not begun and view.as_of:
        yield _said("not_yet", "date", view, day=day)


def _with(annex: Provision, view: View) -> Iterator[str]:
    """Yield from when an annex applies that has no date but its article's."""
    article = applies_with(annex, view.corpus, view.as_of) if view.corpus and view.as_of else None
    if article is None or not article.applies_from:
        return
    key = "with_since" if article.applies_from <= view.as_of else "with_from"
    day = view.words.day(article.applies_from)
    shown = around(view.words, f"sources.badge.{key}", article.label, day=day)
    yield _badge(shown, "date", view.words.say("sources.means.with_article", day=day))


def _amended(provision: Provision, view: View) -> Iterator[str]:
    """Yield which act changed the provision after this text, or made these words."""
    if provision.amended:
        yield _said("amended", "amended", view, act=act(provision.amended))
    makers = dict.fromkeys(act(maker.partition("#")[0]) for maker in provision.changed_by)
    for maker in makers:
        yield _said("as_amended", "amended", view, act=maker)
