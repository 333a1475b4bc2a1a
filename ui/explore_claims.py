"""Show what two articles claim, who says it, and which law it touches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

from ingest.ledger import CERTAINTIES, MISSING, REPLACED, STALE, WHO, Ledger, read_ledgers
from ingest.model import Corpus
from rag.claims_ledger import Row, Touched, Wanted, rows
from rag.settings import corpus_folder
from ui import addresses
from ui.badges import badge
from ui.markup import safe
from ui.pictures import Choice, choice, form, head, link
from ui.views import Parameters, Reading
from ui.wording import Wording

_TIERS = ("news", "fiction")


def show(reading: Reading, parameters: Parameters) -> str:
    """Return the picture as HTML; raise `UiError` where the address cannot be read."""
    return ledger(_ledgers(corpus_folder() / "claims"), reading, parameters)


@cache
def _ledgers(folder: Path) -> tuple[Ledger, ...]:
    return read_ledgers(folder)


def ledger(ledgers: Sequence[Ledger], reading: Reading, parameters: Parameters) -> str:
    """Return the claims of these ledgers that the address asks for."""
    words = reading.words
    every = rows(ledgers, reading.corpus, reading.day)
    choices = _choices(ledgers, reading.corpus, parameters, words)
    documents, who, certainty = (one.chosen for one in choices)
    wanted = Wanted(documents, who, certainty)
    shown = [row for row in every if wanted.admits(row.claim)]
    count = words.count("claims.shown", len(shown), of=len(every))
    free = sum(not row.touches for row in shown)
    told = f"{count} {words.count('claims.free', free)}" if shown else words.say("claims.empty")
    sections = "".join(
        _section(list(own), reading.corpus, words)
        for _, own in groupby(shown, key=lambda row: row.claim.document)
    )
    return (
        f'<div class="picture claims">{head("claims", words)}'
        f"{form('claims', choices, parameters, words)}"
        f'<p class="shown" role="status">{safe(told)}</p>{sections}</div>'
    )


def _choices(
    ledgers: Sequence[Ledger], corpus: Corpus, parameters: Parameters, words: Wording
) -> tuple[Choice, Choice, Choice]:
    """Return the filters: by document, by speaker, by certainty."""
    options = {d: _title(d, corpus) for d in corpus.documents if d in {o.document for o in ledgers}}
    options |= {one.document: _title(one.document, corpus) for one in ledgers}
    speakers = {name: words.say(f"claims.who_{name}") for name in WHO}
    certain = {name: words.say(f"claims.certainty_{name}") for name in CERTAINTIES}

    def box(name: str, known: dict[str, str], lang: str = "") -> Choice:
        chosen = choice(parameters, name, known, words)
        return Choice(name, words.say(f"claims.by_{name}"), known, chosen, lang)

    return box("documents", options, "en"), box("who", speakers), box("certainty", certain)


def _title(document: str, corpus: Corpus) -> str:
    found = corpus.documents.get(document)
    return found.short_title if found else document


def _section(own: Sequence[Row], corpus: Corpus, words: Wording) -> str:
    """Return the claims of one article as a table, led by what the article is."""
    first = own[0]
    document = first.document
    title = _title(first.claim.document, corpus)
    address = addresses.act(first.claim.document)
    name = f'<a href="{safe(address)}" lang="en">{safe(title)}</a>' if document else safe(title)
    tier = document.tier if document and document.tier in _TIERS else ""
    badges = badge(words.say(f"claims.tier_{tier}"), tier) if tier else ""
    columns = ("claim", "speaker", "place", "certain", "touches")
    heads = "".join(
        f'<th scope="col" role="columnheader">{safe(words.say(f"claims.{column}"))}</th>'
        for column in columns
    )
    body = "".join(_row(row, columns, words) for row in own)
    return (
        f'<section class="article"><h3>{name}</h3><div class="badges">{badges}</div>'
        f"{''.join(_notices(own, words))}"
        f'<table role="table"><caption class="sr-only" lang="en">{safe(title)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table></section>'
    )


def _notices(own: Sequence[Row], words: Wording) -> Iterator[str]:
    """Yield what a reader of these claims must know of the text that they were written on."""
    states = {row.state for row in own}
    for state in (REPLACED, MISSING):
        if state in states:
            yield _notice(safe(words.say(f"claims.{state}")))
    document = own[0].document
    if document and document.notices:
        yield _notice(f'<span lang="en">{safe(" ".join(document.notices))}</span>')


def _notice(told: str) -> str:
    return f'<div class="notice" role="note"><span>{told}</span></div>'


def _row(row: Row, columns: Sequence[str], words: Wording) -> str:
    claim = row.claim
    day = f' <span class="badge date">{safe(words.day(claim.day))}</span>' if claim.day else ""
    sort = badge(words.say(f"claims.who_{claim.who}"))
    by = "" if claim.who == "article" else f'<span lang="en">{safe(claim.speaker)}</span> '
    cells = (
        f'<span lang="en">{safe(claim.text)}</span>{day}',
        f"{by}{sort}",
        _place(row, words),
        badge(words.say(f"claims.certainty_{claim.certainty}"), claim.certainty),
        _touches(row, words),
    )
    shown = "".join(
        f'<td role="cell" data-label="{safe(words.say(f"claims.{column}"))}">{cell}</td>'
        for column, cell in zip(columns, cells, strict=True)
    )
    return f'<tr role="row" id="claim-{row.number}">{shown}</tr>'


def _place(row: Row, words: Wording) -> str:
    """Return where the claim stands: a link to the paragraph of our brief, where it is here."""
    if row.paragraph is None:
        number = row.claim.paragraph.removeprefix("par_")
        return safe(words.say("claims.paragraph", number=number))
    stale = badge(words.say("claims.stale"), "partial") if row.state == STALE else ""
    return f"{link(row.paragraph)} {stale}"


def _touches(row: Row, words: Wording) -> str:
    """Return the provisions that a claim touches, or that nothing here governs it."""
    if row.touches:
        shown = f"<ul>{''.join(_touched(touched, words) for touched in row.touches)}</ul>"
    else:
        searched = ", ".join(f"“{phrase}”" for phrase in row.claim.searched)
        shown = badge(words.say("claims.nothing"), "none")
        if searched:
            told = safe(words.say("claims.searched"))
            shown += (
                f' <span class="searched">{told} <span lang="en">{safe(searched)}</span></span>'
            )
    if not row.beside:
        return shown
    beside = "".join(_touched(touched, words) for touched in row.beside)
    return f'{shown}<p class="on-record">{safe(words.say("claims.beside"))}</p><ul>{beside}</ul>'


def _touched(touched: Touched, words: Wording) -> str:
    if touched.provision is None:
        name = f"<span>{safe(touched.id)}</span> {badge(words.say('claims.not_here'), 'partial')}"
    else:
        name = link(touched.provision, _cited(touched))
    return f'<li>{name}: <span lang="en">{safe(touched.why)}</span></li>'


def _cited(touched: Touched) -> str:
    """Return how a provision is cited with its act; a note of ours names its act itself."""
    provision = touched.provision
    if provision is None or provision.kind == "note" or not touched.act:
        return provision.label if provision else touched.id
    return f"{provision.label} {touched.act}"
