"""Show a topic across acts as a table; on a phone each act is a card."""

from __future__ import annotations

from urllib.parse import urlencode

from rag.compare_table import ABSENT, FOUND, MISSING, STALE, Pin, Row, Table
from rag.model import Citation
from ui import addresses
from ui.badges import badge
from ui.compare_words import applies, empty, heading, remark, state, title
from ui.markup import paragraphs, safe
from ui.places import tongue
from ui.wording import Wording

SHORT = 130
"""In characters: a quote up to this long is not folded."""
_TEASER = 8
"""How many words of a folded quote are seen."""


def table_html(table: Table, words: Wording) -> str:
    """Return the table with its name, for readers on screen and of screens."""
    name = safe(title(table, words))
    columns = (words.say("compare.act_column"), *_headings(table, words))
    head = "".join(f'<th scope="col" role="columnheader">{safe(text)}</th>' for text in columns)
    rows = "".join(_row(row, table, words) for row in table.rows)
    caption = safe(words.say("compare.caption", title=title(table, words)))
    box = safe(words.say("compare.table_box", title=title(table, words)))
    return (
        f'<h3 class="cmp-title">{name}</h3>{_note(table, words)}'
        f'<div class="cmp-box" role="region" tabindex="0" aria-label="{box}">'
        f'<table class="cmp" role="table"><caption class="sr-only">{caption}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table></div>'
    )


def _headings(table: Table, words: Wording) -> tuple[str, ...]:
    return tuple(heading(column, table, words) for column in table.columns)


def _note(table: Table, words: Wording) -> str:
    said = [words.say("compare.as_of", day=words.day(table.day))]
    said.append(words.say("compare.edited_by_us" if table.topic else "compare.not_edited"))
    return f'<p class="cmp-note">{" · ".join(safe(text) for text in said)}</p>'


def _row(row: Row, table: Table, words: Wording) -> str:
    link = f'<a href="{safe(addresses.act(row.document.id))}">{safe(row.document.short_title)}</a>'
    marks = "".join(
        badge(text, "" if n or row.edited else "cmp-found")
        for n, text in enumerate(state(row, words))
    )
    cells = "".join(_cell(row, column, table, words) for column in table.columns)
    if not any(row.cells.values()):
        cells = f'<td role="cell" colspan="{len(table.columns)}">{_empty(row, words)}</td>'
    head = f'<span lang="en">{link}</span><div class="badges">{marks}</div>'
    return f'<tr role="row"><th scope="row" role="rowheader">{head}</th>{cells}</tr>'


def _cell(row: Row, column: str, table: Table, words: Wording) -> str:
    pins = row.cells.get(column, ())
    shown = "".join(_pin(pin, row, table.day, words) for pin in pins)
    body = f'<ul class="cmp-pins">{shown}</ul>' if shown else _empty(row, words)
    label = safe(heading(column, table, words))
    return f'<td role="cell" data-label="{label}">{body}</td>'


def _empty(row: Row, words: Wording) -> str:
    return f'<p class="cmp-none">{safe(empty(row, words))}</p>'


def _pin(pin: Pin, row: Row, day: str, words: Wording) -> str:
    if pin.state == ABSENT:
        lead = f"<b>{safe(words.say('compare.absent'))}</b>"
        line = f"<span{tongue(words)}>{safe(pin.line)}</span>"
        told = f'<span class="cmp-searched">{safe(remark(pin, words))}</span>'
        return f'<li class="cmp-absent"><p>{lead} {line}</p>{told}</li>'
    if pin.state in (STALE, MISSING):
        told = f'<p class="cmp-stale">{safe(remark(pin, words))}</p>'
        return f"<li>{told}{_chip(pin, row, words)}</li>"
    line = f'<p class="cmp-line"{tongue(words)}>{safe(pin.line)}</p>' if pin.line else ""
    kind = ' class="cmp-by-search"' if pin.state == FOUND else ""
    foot = f'<p class="cmp-foot">{_chip(pin, row, words)}{_date(pin, day, words)}</p>'
    return f"<li{kind}>{line}{_quotes(pin.citations)}{foot}</li>"


def _chip(pin: Pin, row: Row, words: Wording) -> str:
    """Return the pinpoint as a link to the reading view."""
    if pin.provision is None:
        return ""
    label = pin.provision.label
    spoken = words.say("compare.chip", label=label, act=row.document.short_title)
    return (
        f'<a class="cite wide" href="{safe(addresses.explore(pin.provision.id))}" '
        f'aria-label="{safe(spoken)}"><span lang="en">{safe(label)}</span></a>'
    )


def _date(pin: Pin, day: str, words: Wording) -> str:
    said = applies(pin.provision, day, words) if pin.provision else ""
    return f" {badge(said, 'date')}" if said else ""


def _quotes(citations: tuple[Citation, ...]) -> str:
    """Return the law's own words; long ones are folded behind their first words."""
    if not citations:
        return ""
    text = " … ".join(citation.quote for citation in citations)
    chapeau = citations[0].provision.chapeau
    lead = f'<span class="cmp-lead-in">{paragraphs(chapeau)} … </span>' if chapeau else ""
    quoted = paragraphs(f"“{text}”")
    whole = f'<blockquote class="cmp-quote" lang="en">{lead}{quoted}</blockquote>'
    if len(text) + len(chapeau) <= SHORT:
        return whole
    first = " ".join(text.split()[:_TEASER])
    teaser = safe(f"“{first} …")
    return f'<details class="cmp-fold"><summary lang="en">{teaser}</summary>{whole}</details>'


def export_links(table: Table, acts: str, forms: tuple[str, ...], words: Wording) -> str:
    """Return the links that hand the table over as a file."""
    items = "".join(
        f'<li><a href="{safe(_export(table, acts, form))}">'
        f"{safe(words.say(f'compare.form.{form}'))}</a></li>"
        for form in forms
    )
    label = safe(words.say("compare.export"))
    return (
        f'<nav class="cmp-export" aria-label="{label}"><span>{label}</span><ul>{items}</ul></nav>'
    )


def _export(table: Table, acts: str, form: str) -> str:
    asked = {"view": "compare", "topic": table.asked, "acts": acts, "as_of": table.day}
    return "?" + urlencode({k: v for k, v in {**asked, "export": form}.items() if v})
