"""Show an exchange as HTML: the question, then its answer, statements first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.facets import restricts
from rag.model import Answer, Statement
from ui import ask_where
from ui.ask_where import Where
from ui.markup import paragraphs, safe
from ui.panes import OPEN_PANE, Pane, others, panes
from ui.places import View, short_title, tongue
from ui.statements import authority, extras_html, statement_html
from ui.wording import Wording

MANY_WITHHELD = 2
"""More withheld statements than this are folded away."""


def turn(
    answer: Answer, view: View, done: bool = True, reportable: bool = False, below: str = ""
) -> str:
    """Return one exchange: the question as asked and what is known of its answer so far.

    Our notes in the last answer can be reported where there is someone to tell. `below` is
    the HTML that stands under the answer.
    """
    busy = "false" if done else "true"
    shown = "".join(_answer(answer, view, done, reportable and done and view.current))
    return (
        _asked(answer, view)
        + f'<div class="answer" id="answer-{view.turn}" tabindex="-1" aria-busy="{busy}">'
        f"{shown}</div>{below}</section>"
    )


def failure(question: str, message: str, view: View, below: str = "") -> str:
    """Return an exchange that ended in an error, said in words of the page's language."""
    lead = safe(view.words.say("ask.failed"))
    return (
        _opened(view.turn, "", view.words)
        + _bubble(question, view.words)
        + f'<div class="answer failed" tabindex="-1"><p class="lead">{lead}</p>'
        f"{notice(message)}</div>{below}</section>"
    )


def notice(text: str, lang: str = "") -> str:
    """Return a boxed remark whose first sentence stands out; `lang` names another language."""
    first, stop, rest = text.partition(". ")
    head, tail = (first + ".", rest) if stop else (text, "")
    words = f"<b>{safe(head)}</b> {safe(tail)}" if tail else safe(head)
    return (
        '<div class="notice" role="note"><span class="sign" aria-hidden="true">◔</span>'
        f"<span{lang}>{words}</span></div>"
    )


def spoken(answer: Answer, words: Wording) -> str:
    """Return what a screen reader announces when the answer is complete."""
    if answer.refusal or not answer.answered:
        return words.say("ask.spoken_refusal", said=answer.refusal)
    return words.count("ask.spoken", len(answer.citations), said=answer.statements[0].said)


def _asked(answer: Answer, view: View) -> str:
    """Return the question as asked, with where it was asked of, and the address that asks it."""
    question, corpus = answer.question, view.corpus
    if corpus is None:
        return _opened(view.turn, "", view.words) + _bubble(question.text, view.words)
    where = ask_where.where_of(question, corpus)
    told = " · ".join(safe(name) for name in ask_where.told(where, corpus, view.words))
    looked = f'<p class="looked">{safe(view.words.say("ask.where.title"))}: {told}</p>'
    address = _address(answer, where, view)
    opened = _opened(view.turn, address, view.words)
    return opened + _bubble(question.text, view.words) + (looked if told else "")


def _address(answer: Answer, where: Where, view: View) -> str:
    """Return the address that asks the question; a follow-up as it was read stands alone."""
    if not answer.is_condensed:
        return ask_where.address(answer.question.text, where)
    day = where.as_of or (answer.as_of if answer.as_of != view.as_of else "")
    return ask_where.address(answer.asked, replace(where, as_of=day))


def _opened(number: int, address: str, words: Wording) -> str:
    label = safe(words.say("ask.question_number", n=number))
    return (
        f'<section class="turn" data-turn="{number}" data-address="{safe(address)}" '
        f'aria-label="{label}">'
    )


def _bubble(question: str, words: Wording) -> str:
    asked = safe(words.say("ask.you_asked"))
    return (
        f'<p class="question" dir="auto"><span class="sr-only">{asked} </span>'
        f"<span data-asked>{paragraphs(question)}</span></p>"
    )


def _answer(answer: Answer, view: View, done: bool, reportable: bool) -> Iterator[str]:
    if not answer.answered and not answer.refusal:
        searching = f'<p class="searching">{safe(view.words.say("ask.searching"))}</p>'
        yield searching if not done else _nothing(view.words)
        return
    yield _read_as(answer, view)
    shown = panes(answer)
    if shown:
        yield from (_pane(pane, answer, view, reportable) for pane in shown)
    else:
        yield authority(answer.statements[:1], view)
        yield from _said(tuple(enumerate(answer.statements)), answer, view, reportable)
    if answer.refusal:
        yield _refusal(answer, view)
    yield from (notice(text, tongue(view.words)) for text in others(answer.notices, shown))
    yield _withheld(answer, view)
    yield extras_html(answer.extras, view)


def _said(
    placed: Sequence[tuple[int, Statement]], answer: Answer, view: View, reportable: bool
) -> Iterator[str]:
    """Yield statements, each under its heading; the first of them is set large."""
    numbers = {citation: n for n, citation in enumerate(answer.citations, 1)}
    part = ""
    for position, statement in placed:
        if statement.part != part:
            part = statement.part
            yield f'<h3 class="part"{tongue(view.words)}>{safe(part)}</h3>'
        form = f"report-{view.turn}-{position}" if reportable else ""
        yield statement_html(statement, numbers, view, position == placed[0][0], form)


def _pane(pane: Pane, answer: Answer, view: View, reportable: bool) -> str:
    """Return what rests on one kind of source, under its name."""
    name, words = f"pane-{view.turn}-{pane.kind}", view.words
    if pane.kind == OPEN_PANE:
        body = "".join(f"<li>{one}</li>" for one in _open(pane, answer, view))
        body = f"<ul>{body}</ul>"
    else:
        said = _said(pane.statements, answer, view, reportable)
        body = authority([s for _, s in pane.statements], view) + "".join(said)
    title = safe(words.say(f"ask.pane.{pane.kind}"))
    return (
        f'<section class="pane {pane.kind}" aria-labelledby="{name}">'
        f'<h3 id="{name}">{title}</h3>{body}</section>'
    )


def _open(pane: Pane, answer: Answer, view: View) -> Iterator[str]:
    """Yield what is missing, and that what is told is no more than told."""
    for text in pane.open:
        yield f"<span{tongue(view.words)}>{safe(text)}</span>"
    for kind in ("news", "fiction"):
        if any(one.kind == kind for one in panes(answer)):
            yield safe(view.words.say(f"ask.pane.open_{kind}"))


def _read_as(answer: Answer, view: View) -> str:
    """Return the stand-alone question, where words of the turn before were added."""
    if not answer.is_condensed:
        return ""
    title = safe(view.words.say("ask.read_as"))
    return f'<p class="read-as"><span>{title}</span> {safe(answer.asked)}</p>'


def _nothing(words: Wording) -> str:
    lead = f'<p class="lead">{safe(words.say("ask.nothing"))}</p>'
    return lead + notice(words.say("ask.nothing_next"))


def _refusal(answer: Answer, view: View) -> str:
    words, lang = view.words, tongue(view.words)
    if answer.choices:
        return (
            f'<div class="refusal"><p class="lead"{lang}>{safe(answer.refusal)}</p>'
            f'<p class="near">{safe(words.say("ask.choose"))}</p>{_choices(answer, view)}</div>'
        )
    where = ""
    if answer.searched:
        where = words.say("ask.searched", titles=", ".join(answer.searched))
    elif restricts(answer.question.filters):
        where = words.say("ask.searched_nothing")
    looked = f'<p class="searched">{safe(where)}</p>' if where else ""
    items = "".join(
        f'<li><a class="cite wide" href="#near-{view.turn}-{n}">{safe(hit.provision.label)}</a> '
        f"{safe(short_title(hit.provision, view))}</li>"
        for n, hit in enumerate(answer.nearest, 1)
    )
    nearest = safe(words.say("ask.nearest"))
    near = f'<p class="near">{nearest}</p><ul class="near"{lang}>{items}</ul>' if items else ""
    return (
        f'<div class="refusal"><p class="lead">{safe(words.say("ask.refused"))}</p>'
        f"<p{lang}>{safe(answer.refusal)}</p>{looked}{near}</div>"
    )


def _choices(answer: Answer, view: View) -> str:
    """Return the questions that say which act is meant, each a link that asks it."""
    where = ask_where.where_of(answer.question, view.corpus)
    links = (
        f'<li><a class="next" href="{safe(ask_where.address(question, where))}">'
        f"{safe(question)}</a></li>"
        for question in answer.choices
    )
    return f'<ul class="next"{tongue(view.words)}>{"".join(links)}</ul>'


def _withheld(answer: Answer, view: View) -> str:
    """Return what failed the check, struck out with the reason; many are folded."""
    if not answer.withheld:
        return ""
    items = "".join(
        f"<li><del>{safe(w.text)}</del> <span>{safe(w.reason)}</span></li>" for w in answer.withheld
    )
    title = safe(view.words.count("ask.withheld", len(answer.withheld)))
    listed = f"<ul{tongue(view.words)}>{items}</ul>"
    if len(answer.withheld) > MANY_WITHHELD:
        folded = f"<details><summary>{title}</summary>{listed}</details>"
        return f'<div class="withheld">{folded}</div>'
    return f'<div class="withheld"><p>{title}</p>{listed}</div>'
