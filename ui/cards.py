"""Show what an answer rests on as cards, one a provision, grouped by authority."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.model import Document, Provision
from rag.model import Answer, Citation, Hit
from rag.parts import LAW, STORY
from rag.wordings import change
from ui import addresses
from ui.badges import GROUPS, badges
from ui.context import context, own_marker
from ui.marked import Marks, text_html
from ui.markup import link, safe
from ui.places import View, english, path, tongue
from ui.why import why_no_answer, why_shown

_ASKED_FOR: Mapping[str, str] = {LAW: "law", STORY: "news"}
"""What a part of a question names: where nothing answers it, its group says so."""
_Cited = tuple[Provision, list[tuple[int, Citation]]]


def sources(answer: Answer, view: View) -> str:
    """Return the sources of one answer; those of an earlier answer start hidden."""
    view = replace(view, as_of=answer.as_of or view.as_of)
    cited = _cited(answer)
    body = "".join(_groups(cited, answer, view))
    if answer.nearest and not cited:
        body = _nearest(answer, view)
    words = view.words
    of = safe(words.say("sources.earlier", question=answer.question.text))
    about = "" if view.current else f'<p class="earlier">{of}</p>'
    hidden = "" if view.current else " hidden"
    label = safe(words.say("sources.region", n=view.turn))
    return (
        f'<div class="sources" role="region" aria-label="{label}" '
        f'data-turn="{view.turn}"{hidden}>{about}{body}</div>'
    )


def _cited(answer: Answer) -> list[_Cited]:
    """Return each cited provision once, with its numbered citations."""
    found: dict[str, _Cited] = {}
    for number, citation in enumerate(answer.citations, 1):
        entry = found.setdefault(citation.provision.id, (citation.provision, []))
        entry[1].append((number, citation))
    return list(found.values())


def _groups(cited: Sequence[_Cited], answer: Answer, view: View) -> Iterator[str]:
    known = {tier for tiers in GROUPS.values() for tier in tiers}
    other = tuple({p.tier for p, _ in cited} - known)
    silent = dict(_silent(answer)) if cited else {}
    for name, tiers in (*GROUPS.items(), ("other", other)):
        inside = [entry for entry in cited if entry[0].tier in tiers]
        if inside or name in silent:
            heading = view.words.say(f"sources.group.{name}")
            yield f"<h2>{safe(heading)}</h2>"
        yield from (_card(p, numbered, answer, view) for p, numbered in inside)
        if name in silent and not inside:
            yield _nothing(silent[name], view)


def _silent(answer: Answer) -> Iterator[tuple[str, str]]:
    """Yield the groups that the question asked for and that nothing answers, with what is said."""
    for part, name in _ASKED_FOR.items():
        for notice in answer.notices:
            if notice.startswith(f"{part}: "):
                yield name, notice.removeprefix(f"{part}: ")


def _nothing(said: str, view: View) -> str:
    return (
        f'<article class="card silent"><h3>{safe(view.words.say("sources.nothing"))}</h3>'
        f"<p{tongue(view.words)}>{safe(said)}</p></article>"
    )


def _nearest(answer: Answer, view: View) -> str:
    """Return what came nearest to the question, and why it does not answer it."""
    words = view.words
    shown = "".join(_near(hit, n, answer, view) for n, hit in enumerate(answer.nearest, 1))
    reason = f"<p{tongue(words)}>{safe(answer.refusal)}</p>" if answer.refusal else ""
    return (
        f"<h2>{safe(words.say('sources.near.heading'))}</h2>"
        f'<div class="no-answer"><p>{safe(words.say("sources.near.intro"))}</p>{reason}</div>'
        f"{shown}"
    )


def _card(
    provision: Provision, numbered: Sequence[tuple[int, Citation]], answer: Answer, view: View
) -> str:
    """Return one provision with its quotes; with several, each mark says whose it is."""
    numbers = "".join(_number(number, view) for number, _ in numbered)
    several = tuple(number for number, _ in numbered) if len(numbered) > 1 else ()
    marks = Marks(tuple(citation.span for _, citation in numbered), several)
    lit = " on" if numbered[0][0] == 1 and view.current else ""
    why = why_shown(answer.why.get(provision.id), view.words)
    checked = _checked(provision, len(numbered), view)
    return (
        f'<article class="card{lit}" tabindex="-1" data-provision="{safe(provision.id)}">'
        f"{_head(provision, numbers, view)}{_text(provision, marks, view)}"
        f"{context(provision, marks, view)}{why}{_foot(provision, checked, view)}</article>"
    )


def _near(hit: Hit, number: int, answer: Answer, view: View) -> str:
    provision = hit.provision
    why = why_no_answer(hit, answer.why.get(provision.id), number, view.words)
    said = view.words.say("sources.near.foot")
    return (
        f'<article class="card near" id="near-{view.turn}-{number}" tabindex="-1">'
        f"{_head(provision, '', view)}{_text(provision, Marks(), view)}"
        f"{context(provision, Marks(), view)}{why}{_foot(provision, said, view)}</article>"
    )


def _checked(provision: Provision, quotes: int, view: View) -> str:
    """Return what the check of the quotes means: against the text itself, or our brief of it."""
    document = view.documents.get(provision.document_id)
    brief = provision.tier == "note" or (document and document.obtained_from == "note")
    return view.words.count("sources.checked_brief" if brief else "sources.checked", quotes)


def _head(provision: Provision, numbers: str, view: View) -> str:
    return (
        f'<div class="path"{tongue(view.words)}>{path(provision, view)}</div>'
        f"<h3>{numbers}{english(provision.label, view.words)}</h3>{badges(provision, view)}"
    )


def _number(number: int, view: View) -> str:
    return (
        f'<a class="back" id="source-{view.turn}-{number}" href="#answer-{view.turn}" '
        f'aria-label="{safe(view.words.say("sources.back", n=number))}">[{number}]</a> '
    )


def _text(provision: Provision, marks: Marks, view: View) -> str:
    """Return the provision's words, led by the introductory words that it completes."""
    chapeau = f'<p class="chapeau">{safe(provision.chapeau)} …</p>' if provision.chapeau else ""
    marker = own_marker(provision)
    own = f'<span class="num own">{safe(marker)}</span>' if marker else ""
    text = text_html(provision.text, marks, words=view.words)
    return f'<div class="lawtext"{tongue(view.words)}>{chapeau}{own}{text}</div>'


def _foot(provision: Provision, said: str, view: View) -> str:
    """Return what was checked, and where the reader can go from here."""
    document = view.documents.get(provision.document_id)
    read = "sources.read_act" if document and document.is_law else "sources.read_document"
    links = (
        link(provision.url),
        _to(addresses.explore(provision.id), read, provision, view),
        _compare(provision, document, view),
    )
    return f'<div class="foot"><span>{safe(said)}</span>{"".join(links)}</div>'


def _compare(provision: Provision, document: Document | None, view: View) -> str:
    """Return the link to two wordings of the provision, "" where the corpus has one only."""
    days = change(provision, view.corpus, view.as_of) if view.corpus and document else None
    if days is None:
        return ""
    return _to(addresses.versions(provision.id, *days), "sources.compare", provision, view)


def _to(address: str, key: str, provision: Provision, view: View) -> str:
    """Return a link within the page; its label is read out with what it leads to."""
    told = f'<span class="sr-only">{english(provision.label, view.words)}</span>'
    return f'<a href="{safe(address)}">{safe(view.words.say(key))} {told}</a>'
