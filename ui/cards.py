"""Show what an answer rests on as cards, one a provision, grouped by authority."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ingest.model import FULL, Document, Provision
from rag.model import Answer, Citation, Hit
from ui.marked import Span, text_html
from ui.markup import act, day, link, safe

GROUPS: Mapping[str, tuple[str, ...]] = {
    "What the law says": ("law", "consolidated", "court"),
    "What official guidance says": ("guidance",),
    "What is reported": ("news",),
    "Self-declared fiction": ("fiction",),
    "Our notes": ("note",),
}
TIER_WORDS: Mapping[str, str] = {
    "law": "law",
    "consolidated": "law, consolidated",
    "court": "court",
    "guidance": "official guidance",
    "note": "our own words, not the law's",
    "news": "reported",
    "fiction": "self-declared fiction",
}
_KEPT = re.compile(r"^(AI|EU|CE|ICT|[IVXLC]+)$")


@dataclass(frozen=True, slots=True)
class View:
    """What every part of the page needs to show one answer."""

    documents: Mapping[str, Document] = field(default_factory=dict)
    as_of: str = ""
    """The date of the question, ISO 8601."""
    turn: int = 1
    """Position of the answer in the conversation, from 1."""
    current: bool = True
    """Whether this is the last answer: its sources show and its first one is lit."""


def sources(answer: Answer, view: View) -> str:
    """Return the sources of one answer; those of an earlier answer start hidden."""
    view = replace(view, as_of=answer.as_of or view.as_of)
    cited = _cited(answer)
    body = "".join(_groups(cited, view))
    if answer.nearest and not cited:
        shown = "".join(_near(hit, n, view) for n, hit in enumerate(answer.nearest, 1))
        body = f"<h2>Nearest, not an answer</h2>{shown}"
    question = safe(answer.question.text)
    about = "" if view.current else f'<p class="earlier">Sources of: {question}</p>'
    hidden = "" if view.current else " hidden"
    return (
        f'<div class="sources" role="region" aria-label="Sources of question {view.turn}" '
        f'data-turn="{view.turn}"{hidden}>{about}{body}</div>'
    )


def path(provision: Provision, view: View) -> str:
    """Return where a provision stands: document, then headings from the outside in."""
    steps = [short_title(provision, view)]
    for heading in map(_calm, provision.headings):
        if heading not in ("", steps[-1], steps[-1].partition(": ")[2]):
            steps.append(heading)
    return '<span aria-hidden="true"> › </span>'.join(safe(step) for step in steps)


def short_title(provision: Provision, view: View) -> str:
    """Return the short title of the provision's document, or its id when it is not known."""
    document = view.documents.get(provision.document_id)
    return document.short_title if document else provision.document_id


def badge(words: str, kind: str = "") -> str:
    """Return a small label."""
    return f'<span class="badge {kind}">{safe(words)}</span>' if words else ""


def badges(provision: Provision, view: View) -> str:
    """Return the labels of a provision: authority, status, dates, what is missing."""
    document = view.documents.get(provision.document_id)
    status = document.status if document else ""
    amended = f"amended by {act(provision.amended)}" if provision.amended else ""
    labels = (
        _tier(provision.tier, status),
        badge(_applies(provision.applies_from, view.as_of), "date"),
        badge(amended, "amended"),
        partial(provision.tier, provision.completeness),
    )
    return f'<div class="badges">{"".join(labels)}</div>'


def partial(tier: str, completeness: str) -> str:
    """Return a label for a copy of a law that is not whole; a brief is never whole."""
    whole = completeness == FULL or tier in ("news", "fiction", "note")
    return "" if whole else badge(f"partial copy: {completeness}", "partial")


def _tier(tier: str, status: str) -> str:
    words = TIER_WORDS.get(tier, tier)
    if tier == "law" and status.lower() == "in force":
        return badge("law in force", "law")
    return badge(words, tier) + badge(status if status.lower() != words else "", "status")


def _applies(applies_from: str, as_of: str) -> str:
    if not applies_from:
        return ""
    return f"applies {'since' if applies_from <= as_of else 'from'} {day(applies_from)}"


def _calm(heading: str) -> str:
    """Return a heading printed in capitals in ordinary letters."""
    kind, colon, title = heading.partition(": ")
    kind = kind.capitalize() if kind.isupper() and " " not in kind else kind
    first, blank, rest = kind.partition(" ")
    if first.isupper() and blank and not _KEPT.match(first):
        kind = f"{first.capitalize()} {rest}"
    if title.isupper():
        words = [w if _KEPT.match(w) else w.lower() for w in title.split(" ")]
        title = " ".join(words)
        title = title[:1].upper() + title[1:]
    return f"{kind}{colon}{title}"


def _cited(answer: Answer) -> list[tuple[Provision, list[tuple[int, Citation]]]]:
    """Return each cited provision once, with its numbered citations."""
    found: dict[str, tuple[Provision, list[tuple[int, Citation]]]] = {}
    for number, citation in enumerate(answer.citations, 1):
        entry = found.setdefault(citation.provision.id, (citation.provision, []))
        entry[1].append((number, citation))
    return list(found.values())


def _groups(
    cited: Sequence[tuple[Provision, list[tuple[int, Citation]]]], view: View
) -> Iterator[str]:
    known = {tier for tiers in GROUPS.values() for tier in tiers}
    other = tuple({p.tier for p, _ in cited} - known)
    for heading, tiers in (*GROUPS.items(), ("Other sources", other)):
        inside = [entry for entry in cited if entry[0].tier in tiers]
        if inside:
            yield f"<h2>{heading}</h2>"
            yield from (_card(p, numbered, view) for p, numbered in inside)


def _card(provision: Provision, numbered: Sequence[tuple[int, Citation]], view: View) -> str:
    numbers = "".join(_number(number, view.turn) for number, _ in numbered)
    spans: list[Span] = [citation.span for _, citation in numbered]
    lit = " on" if numbered[0][0] == 1 and view.current else ""
    foot = f"<span>{_checked(provision, len(numbered), view)}</span>{link(provision.url)}"
    return (
        f'<article class="card{lit}" tabindex="-1" data-provision="{safe(provision.id)}">'
        f"{_head(provision, numbers, view)}{_text(provision, spans)}"
        f'<div class="foot">{foot}</div></article>'
    )


def _checked(provision: Provision, quotes: int, view: View) -> str:
    """Return what the check of the quotes means: against the text itself, or our brief of it."""
    document = view.documents.get(provision.document_id)
    brief = provision.tier == "note" or (document and document.obtained_from == "note")
    checked = f"{'quote' if quotes == 1 else 'quotes'} checked word for word"
    return f"{checked} in our brief; the original is not here" if brief else checked


def _near(hit: Hit, number: int, view: View) -> str:
    return (
        f'<article class="card near" id="near-{view.turn}-{number}" tabindex="-1">'
        f"{_head(hit.provision, '', view)}{_text(hit.provision, [])}"
        f'<div class="foot"><span>not an answer</span>{link(hit.provision.url)}</div></article>'
    )


def _head(provision: Provision, numbers: str, view: View) -> str:
    return (
        f'<div class="path">{path(provision, view)}</div>'
        f"<h3>{numbers}{safe(provision.label)}</h3>{badges(provision, view)}"
    )


def _number(number: int, turn: int) -> str:
    return (
        f'<a class="back" id="source-{turn}-{number}" href="#answer-{turn}" '
        f'aria-label="Source {number}: back to the answer">[{number}]</a> '
    )


def _text(provision: Provision, spans: Sequence[Span]) -> str:
    """Return the provision's words, led by the introductory words that it completes."""
    chapeau = f'<p class="chapeau">{safe(provision.chapeau)} …</p>' if provision.chapeau else ""
    marker = _own_marker(provision)
    own = f'<span class="num own">{safe(marker)}</span>' if marker else ""
    return f'<div class="lawtext">{chapeau}{own}{text_html(provision.text, spans)}</div>'


def _own_marker(provision: Provision) -> str:
    """Return the number printed before the provision: its text begins after it."""
    name, _, value = provision.anchor.rpartition(".")[2].partition("_")
    if name in ("par", "pnt") and provision.label.endswith(f"({value})"):
        return f"{value}." if name == "par" else f"({value})"
    return ""
