"""Show an answer as HTML, its statements first."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence

from ingest.model import Provision
from rag.model import IN_PLAIN_WORDS, Answer, Citation, Statement
from ui.cards import TIER_WORDS, View, badge, short_title
from ui.feedback import LONGEST_REASON
from ui.marked import text_html
from ui.markup import count, link, paragraphs, safe

LONG_LEAD = 300
"""A first statement longer than this is not set in large letters."""


def turn(answer: Answer, view: View, done: bool = True, reportable: bool = False) -> str:
    """Return one exchange: the question as asked and what is known of its answer so far.

    Our notes in the last answer can be reported where there is someone to tell.
    """
    busy = "false" if done else "true"
    shown = "".join(_answer(answer, view, done, reportable and done and view.current))
    return (
        _asked(answer.question.text, view.turn)
        + f'<div class="answer" id="answer-{view.turn}" tabindex="-1" aria-busy="{busy}">'
        f"{shown}</div></section>"
    )


def failure(question: str, message: str, number: int) -> str:
    """Return an exchange that ended in an error, said in words."""
    return (
        _asked(question, number)
        + '<div class="answer failed" tabindex="-1"><p class="lead">This question could not be '
        f"answered.</p>{notice(message)}</div></section>"
    )


def _asked(question: str, number: int) -> str:
    return (
        f'<section class="turn" data-turn="{number}" aria-label="Question {number}">'
        '<p class="question" dir="auto"><span class="sr-only">You asked: </span>'
        f"{paragraphs(question)}</p>"
    )


def notice(text: str) -> str:
    """Return a boxed remark whose first sentence stands out."""
    first, stop, rest = text.partition(". ")
    head, tail = (first + ".", rest) if stop else (text, "")
    words = f"<b>{safe(head)}</b> {safe(tail)}" if tail else safe(head)
    return (
        '<div class="notice" role="note"><span class="sign" aria-hidden="true">◔</span>'
        f"<span>{words}</span></div>"
    )


def spoken(answer: Answer) -> str:
    """Return what a screen reader announces when the answer is complete."""
    if answer.refusal or not answer.answered:
        return f"No answer. {answer.refusal}"
    first = answer.statements[0].said
    return f"Answer with {count(len(answer.citations), 'source')}: {first}"


def _answer(answer: Answer, view: View, done: bool, reportable: bool) -> Iterator[str]:
    if not answer.answered and not answer.refusal:
        yield '<p class="searching">Searching the texts…</p>' if not done else _nothing()
        return
    numbers = {citation: n for n, citation in enumerate(answer.citations, 1)}
    yield _read_as(answer)
    if answer.answered:
        yield _authority(answer.statements[0])
    part = ""
    for position, statement in enumerate(answer.statements):
        if statement.part != part:
            part = statement.part
            yield f'<h3 class="part">{safe(part)}</h3>'
        form = f"report-{view.turn}-{position}" if reportable else ""
        yield _statement(statement, numbers, view, position == 0, form)
    if answer.refusal:
        yield _refusal(answer, view)
    yield from (notice(text) for text in answer.notices)
    yield _withheld(answer)
    yield _extras(answer.extras, view)


def _read_as(answer: Answer) -> str:
    """Return the stand-alone question, where words of the turn before were added."""
    if not answer.is_condensed:
        return ""
    return f'<p class="read-as"><span>Read as:</span> {safe(answer.asked)}</p>'


def _nothing() -> str:
    return '<p class="lead">No answer came back.</p>' + notice("Please ask again.")


def _authority(statement: Statement) -> str:
    """Return a label above an answer that does not rest on law."""
    tiers = dict.fromkeys(citation.provision.tier for citation in statement.citations)
    weak = [tier for tier in tiers if tier in ("news", "fiction", "note", "guidance")]
    labels = "".join(badge(TIER_WORDS[tier], tier) for tier in weak)
    return f'<div class="badges authority">{labels}</div>' if labels else ""


def _statement(
    statement: Statement, numbers: Mapping[Citation, int], view: View, lead: bool, form: str
) -> str:
    """Return a statement, then the quotes that carry it unless it is the quote itself."""
    chips = "".join(_chip(numbers[c], view, c.provision) for c in statement.citations)
    large = lead and len(statement.text) <= LONG_LEAD
    verbatim = statement.support == "verbatim"
    said = _stance(statement) + _plainly(statement, form) + _attribution(statement)
    if verbatim and not large:
        labels = dict.fromkeys(safe(c.provision.label) for c in statement.citations)
        named = _named(statement.citations, view) if lead else ""
        places = chips if lead else f"{', '.join(labels)} {chips}"
        return named + said + _quote(statement.text, places)
    words = paragraphs(statement.text)
    if verbatim:
        return f'{said}<p class="lead quoted">“{words}”&nbsp;{chips}</p>'
    quotes = [c for c in statement.citations if _normal(c.quote) != _normal(statement.text)]
    shown = "".join(_quote(c.quote, _chip(numbers[c], view, c.provision)) for c in quotes)
    return f'{said}<p class="{"lead" if large else "said"}">{words}&nbsp;{chips}</p>{shown}'


def _stance(statement: Statement) -> str:
    """Return the verdict that the quoted words carry."""
    return f'<p class="stance">{safe(statement.stance)}</p>' if statement.stance else ""


def _plainly(statement: Statement, form: str) -> str:
    """Return our headnote, named as ours so that nobody takes it for the law."""
    if not statement.in_plain_words:
        return ""
    note = f'<p class="plainly"><b>{IN_PLAIN_WORDS}</b> {safe(statement.in_plain_words)}</p>'
    return note + (_report(statement.citations[0].provision, form) if form else "")


def _report(provision: Provision, form: str) -> str:
    """Return what reports the note above it; the script of the page sends the form."""
    purpose = f"Report this note on {safe(provision.label)}"
    return (
        f'<div class="report"><details><summary aria-label="{purpose}">Report this note</summary>'
        f'<form id="{form}" aria-label="{purpose}" data-provision="{safe(provision.id)}">'
        f'<label for="{form}-reason">What is wrong? <span>Optional, up to {LONGEST_REASON} '
        f'characters.</span></label><textarea id="{form}-reason" name="reason" rows="3" '
        f'maxlength="{LONGEST_REASON}"></textarea><div><button type="submit">Send report</button>'
        "<span>Kept on this machine with your question and the note.</span></div></form></details>"
        '<p class="outcome" role="status" tabindex="-1"></p></div>'
    )


def outcome(form: str, words: str, kept: bool) -> str:
    """Return what became of a report, for the script that shows it at its form."""
    return (  # the time makes two equal outcomes differ, so that both are shown
        f'<span data-form="{safe(form)}" data-kept="{str(kept).lower()}" '
        f'data-told="{time.monotonic_ns()}">{safe(words)}</span>'
    )


def _attribution(statement: Statement) -> str:
    """Return what is said before the words of a source: they are not its own."""
    if not statement.attribution:
        return ""
    return f'<p class="attribution">{safe(statement.attribution)}</p>'


def _named(citations: Sequence[Citation], view: View) -> str:
    """Return a line that says whose words follow."""
    main = citations[0].provision
    return f'<p class="lead">{safe(f"{short_title(main, view)}, {main.label}")}:</p>'


def _quote(text: str, chips: str) -> str:
    """Return words of a source set apart."""
    return f"<blockquote>{text_html(text, fold=False)}<footer>&nbsp;{chips}</footer></blockquote>"


def _chip(n: int, view: View, provision: Provision) -> str:
    """Return the number of a source as a link to its card."""
    lit = " on" if n == 1 and view.current else ""
    return (
        f'<a class="cite{lit}" href="#source-{view.turn}-{n}" '
        f'aria-label="Source {n}: {safe(provision.label)}">{n}</a>'
    )


def _refusal(answer: Answer, view: View) -> str:
    searched = ", ".join(safe(title) for title in answer.searched)
    where = f'<p class="searched">Searched: {searched}.</p>' if searched else ""
    items = "".join(
        f'<li><a class="cite wide" href="#near-{view.turn}-{n}">{safe(hit.provision.label)}</a> '
        f"{safe(short_title(hit.provision, view))}</li>"
        for n, hit in enumerate(answer.nearest, 1)
    )
    near = f'<p class="near">Nearest, not an answer:</p><ul class="near">{items}</ul>'
    if answer.choices:
        asked = "".join(f"<li>{safe(question)}</li>" for question in answer.choices)
        return (
            f'<div class="refusal"><p class="lead">{safe(answer.refusal)}</p>'
            f'<p class="near">Ask one of these:</p><ul class="near">{asked}</ul></div>'
        )
    return (
        f'<div class="refusal"><p class="lead">No answer in these texts.</p>'
        f"<p>{safe(answer.refusal)}</p>{where}{near if items else ''}</div>"
    )


def _withheld(answer: Answer) -> str:
    if not answer.withheld:
        return ""
    items = "".join(
        f"<li><del>{safe(w.text)}</del> <span>{safe(w.reason)}</span></li>" for w in answer.withheld
    )
    title = f"Withheld: {count(len(answer.withheld), 'statement')} failed the check"
    return f'<div class="withheld"><p>{title}</p><ul>{items}</ul></div>'


def _extras(extras: Sequence[Statement], view: View) -> str:
    """Return related provisions, folded: they are no part of the answer."""
    if not extras:
        return ""
    provisions = dict.fromkeys(s.citations[0].provision.label for s in extras)
    labels = ", ".join(safe(label) for label in provisions)
    title = f"Not part of the answer: {count(len(extras), 'related provision')} ({labels})"
    body = "".join(_extra(statement, view) for statement in extras)
    return f'<details class="extras"><summary>{title}</summary>{body}</details>'


def _extra(statement: Statement, view: View) -> str:
    places = "; ".join(
        f"{safe(short_title(c.provision, view))}, {safe(c.provision.label)} {link(c.provision.url)}"
        for c in statement.citations
    )
    quote = f"<blockquote>{text_html(statement.text)}<footer>{places}</footer></blockquote>"
    what = f'<p class="what">{safe(statement.part)}</p>' if statement.part else ""
    return what + _attribution(statement) + quote


def _normal(text: str) -> str:
    return " ".join(text.split())
