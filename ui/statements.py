"""Show what an answer says, each statement with the quotes that carry it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.model import Provision
from rag.model import Citation, Statement
from ui.badges import badge, tier_words
from ui.marked import text_html
from ui.markup import link, paragraphs, safe
from ui.places import View, short_title, tongue
from ui.report_forms import note_form

LONG_LEAD = 300
"""A first statement longer than this is not set in large letters."""
_WEAK = ("news", "fiction", "note", "guidance")


def statement_html(
    statement: Statement, numbers: Mapping[Citation, int], view: View, lead: bool, form: str
) -> str:
    """Return a statement, then the quotes that carry it unless it is the quote itself."""
    chips = "".join(_chip(numbers[c], view, c.provision) for c in statement.citations)
    large = lead and len(statement.text) <= LONG_LEAD
    verbatim = statement.support == "verbatim"
    said = _stance(statement, view) + _plainly(statement, form, view)
    said += _attribution(statement, view)
    if verbatim and not large:
        labels = dict.fromkeys(safe(c.provision.label) for c in statement.citations)
        named = _named(statement.citations, view) if lead else ""
        places = chips if lead else f"{', '.join(labels)} {chips}"
        return named + said + _quote(statement.text, places, view)
    words, lang = paragraphs(statement.text), tongue(view.words)
    if verbatim:
        return f'{said}<p class="lead quoted"{lang}>“{words}”&nbsp;{chips}</p>'
    quotes = [c for c in statement.citations if _normal(c.quote) != _normal(statement.text)]
    shown = "".join(_quote(c.quote, _chip(numbers[c], view, c.provision), view) for c in quotes)
    name = "lead" if large else "said"
    return f'{said}<p class="{name}"{lang}>{words}&nbsp;{chips}</p>{shown}'


def authority(statements: Sequence[Statement], view: View) -> str:
    """Return a label above statements that do not rest on law."""
    tiers = dict.fromkeys(c.provision.tier for s in statements for c in s.citations)
    weak = [tier for tier in tiers if tier in _WEAK]
    labels = "".join(badge(tier_words(tier, view.words), tier) for tier in weak)
    return f'<div class="badges authority">{labels}</div>' if labels else ""


def extras_html(extras: Sequence[Statement], view: View) -> str:
    """Return related provisions, folded: they are no part of the answer."""
    if not extras:
        return ""
    provisions = dict.fromkeys(s.citations[0].provision.label for s in extras)
    title = view.words.count("ask.extras", len(extras), labels=", ".join(provisions))
    body = "".join(_extra(statement, view) for statement in extras)
    return f'<details class="extras"><summary>{safe(title)}</summary>{body}</details>'


def _extra(statement: Statement, view: View) -> str:
    lang = tongue(view.words)
    places = "; ".join(
        f"{safe(short_title(c.provision, view))}, {safe(c.provision.label)} {link(c.provision.url)}"
        for c in statement.citations
    )
    text = text_html(statement.text, words=view.words)
    quote = f"<blockquote{lang}>{text}<footer>{places}</footer></blockquote>"
    what = f'<p class="what"{lang}>{safe(statement.part)}</p>' if statement.part else ""
    return what + _attribution(statement, view) + quote


def _stance(statement: Statement, view: View) -> str:
    """Return the verdict that the quoted words carry."""
    if not statement.stance:
        return ""
    return f'<p class="stance"{tongue(view.words)}>{safe(statement.stance)}</p>'


def _plainly(statement: Statement, form: str, view: View) -> str:
    """Return our headnote, named as ours so that nobody takes it for the law."""
    if not statement.in_plain_words:
        return ""
    title, lang = safe(view.words.say("ask.in_plain_words")), tongue(view.words)
    said = safe(statement.in_plain_words)
    said = f"<span{lang}>{said}</span>" if lang else said
    note = f'<p class="plainly"><b>{title}</b> {said}</p>'
    return note + (note_form(statement.citations[0].provision, form, view.words) if form else "")


def _attribution(statement: Statement, view: View) -> str:
    """Return what is said before the words of a source: they are not its own."""
    if not statement.attribution:
        return ""
    return f'<p class="attribution"{tongue(view.words)}>{safe(statement.attribution)}</p>'


def _named(citations: Sequence[Citation], view: View) -> str:
    """Return a line that says whose words follow."""
    main = citations[0].provision
    title = short_title(main, view)
    said = view.words.say("ask.said_in", title=title, label=main.label)
    return f'<p class="lead"{tongue(view.words)}>{safe(said)}</p>'


def _quote(text: str, chips: str, view: View) -> str:
    """Return words of a source set apart."""
    shown = text_html(text, fold=False)
    return f"<blockquote{tongue(view.words)}>{shown}<footer>&nbsp;{chips}</footer></blockquote>"


def _chip(n: int, view: View, provision: Provision) -> str:
    """Return the number of a source as a link to its card."""
    lit = " on" if n == 1 and view.current else ""
    label = safe(view.words.say("ask.source", n=n, label=provision.label))
    own = f' lang="{view.words.language}"' if tongue(view.words) else ""  # in an English text
    return f'<a class="cite{lit}" href="#source-{view.turn}-{n}" aria-label="{label}"{own}>{n}</a>'


def _normal(text: str) -> str:
    return " ".join(text.split())
