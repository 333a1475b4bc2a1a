"""Show what stands before and after a provision in its act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.model import Corpus, Provision
from rag.as_of import counterpart
from ui.marked import Marks, excerpt, shortened
from ui.markup import safe
from ui.places import View, english, tongue

_BESIDE = 1
"""How many neighbours are shown on each side."""
_POINTS = 2
"""How many of the points of one list: they are short and are read together."""


def context(provision: Provision, marks: Marks, view: View) -> str:
    """Return the provision between its neighbours, folded; "" where it has none.

    They are those of the act's text of the day.
    """
    if view.corpus is None:
        return ""
    here = _on_day(provision, view.corpus, view.as_of)
    before, after = _around(here, view.corpus)
    if not before and not after:
        return ""
    own = excerpt(provision.text, Marks(marks.spans, marks.numbers, again=True))
    shown = (
        *_shown(before, view, first=True),
        _placed(provision, own, "here", view),
        *_shown(after, view, first=False),
    )
    chapeau = f'<p class="chapeau">{safe(here.chapeau)}</p>' if here.chapeau else ""
    summary = f"{safe(view.words.say('sources.context'))} {_of(provision, view)}"
    return (
        f'<details class="context"><summary>{summary}</summary>'
        f'<div class="lawtext"{tongue(view.words)}>{chapeau}{"".join(shown)}</div></details>'
    )


def own_marker(provision: Provision) -> str:
    """Return the number printed before the provision: its text begins after it."""
    name, _, value = provision.anchor.rpartition(".")[2].partition("_")
    if name in ("par", "pnt") and provision.label.endswith(f"({value})"):
        return f"{value}." if name == "par" else f"({value})"
    return ""


def _of(provision: Provision, view: View) -> str:
    """Return for screen readers which provision a control belongs to."""
    return f'<span class="sr-only">{english(provision.label, view.words)}</span>'


def _on_day(provision: Provision, corpus: Corpus, day: str) -> Provision:
    """Return the same place in the act's text of the day: words left alone are cited elsewhere."""
    if provision.document_id not in corpus.documents:
        return provision
    return counterpart(provision, corpus, day) or provision


def _around(here: Provision, corpus: Corpus) -> tuple[list[Provision], list[Provision]]:
    """Return the neighbours on each side, with one more than is shown where there are more."""
    siblings = list(_siblings(here, corpus))
    if here.id not in siblings:
        return [], []
    at = siblings.index(here.id)
    most = _most(here) + 1
    before, after = siblings[max(0, at - most) : at], siblings[at + 1 : at + 1 + most]
    return [corpus.provisions[i] for i in before], [corpus.provisions[i] for i in after]


def _most(provision: Provision) -> int:
    return _POINTS if provision.chapeau else _BESIDE


def _siblings(here: Provision, corpus: Corpus) -> Sequence[str]:
    """Return the ids of what stands beside a provision, itself among them, in order."""
    if here.parent_id:
        return corpus.children.get(here.parent_id, ())
    own = corpus.of_document(here.document_id)
    return [p.id for p in own if p.kind == here.kind and not p.parent_id]


def _shown(neighbours: Sequence[Provision], view: View, *, first: bool) -> Iterator[str]:
    """Yield the neighbours of one side, "…" on their far end where there are more."""
    most = _most(neighbours[0]) if neighbours else 0
    kept = neighbours[-most:] if first else neighbours[:most]
    gap = '<p class="gap">…</p>' if len(neighbours) > most else ""
    if first:
        yield gap
    yield from (_placed(p, shortened(p.text), "neighbour", view) for p in kept)
    if not first:
        yield gap


def _placed(provision: Provision, text: str, kind: str, view: View) -> str:
    """Return a provision's text led by its printed number, or by its label."""
    marker = own_marker(provision)
    led = f'<span class="num own">{safe(marker)}</span>'
    named = led if marker else f'<p class="label">{_label(provision)}</p>'
    here = view.words.say("sources.here")
    told = f'<span class="sr-only" lang="{view.words.language}">{safe(here)} </span>'
    return f'<div class="{kind}">{told if kind == "here" else ""}{named}{text}</div>'


def _label(provision: Provision) -> str:
    title = provision.headings[-1] if provision.headings and not provision.parent_id else ""
    is_article = provision.kind == "article" and title
    return safe(f"{provision.label}: {title}" if is_article else provision.label)
