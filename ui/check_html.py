"""Show a checked memo: what was found in words, then its text with the findings in the margin."""

from __future__ import annotations

import time
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from rag.memo.check import paragraph_starts
from rag.memo.model import Report
from ui.check_margin import Margin, note
from ui.check_marks import Chip, Mark, marks, shown
from ui.check_verdicts import in_a_word, signed
from ui.check_words import KINDS, Weight, weight
from ui.markup import safe
from ui.wording import Wording

LONG = 300_000
"""In characters of HTML: of a longer memo browsers lay out only what is near the screen."""
_ORDER: tuple[Weight, ...] = ("ok", "fails", "look", "exists")
"""In which order a reader is told how many."""


def headline(report: Report, words: Wording) -> str:
    """Return what was found in one sentence, as plain text."""
    if not report.findings:
        return words.say("check.result.none")
    counted = Counter(map(weight, report.findings))
    parts = [words.count(f"check.result.{kind}", n) for kind in _ORDER if (n := counted[kind])]
    return words.count("check.result.cited", len(report.findings), parts=", ".join(parts))


def summary(margin: Margin) -> str:
    """Return the head of the findings: how many hold, and what narrows them down."""
    report, words = margin.report, margin.words
    held = words.say("check.result.held", name=report.name, day=words.day(report.as_of))
    filters = _filters(report, words) + _first(margin) if report.findings else ""
    return (  # the time makes two equal reports differ, so that each is announced
        f'<div class="checked" data-checked="{time.monotonic_ns()}">'
        f'<h3 tabindex="-1">{safe(headline(report, words))}</h3>'
        f'<p class="held">{safe(held)}</p>{_notices(report, words)}{filters}</div>'
    )


def beside(margin: Margin) -> str:
    """Return the memo's text, each paragraph with the findings on it, and what stands alone."""
    words = margin.words
    rows = "".join(_rows(margin))
    long = ' class="long"' if len(rows) > LONG else ""
    return (
        f'<section{long} aria-labelledby="check-text"><h3 id="check-text" class="sr-only">'
        f"{safe(words.say('check.result.text'))}</h3>{rows}</section>"
        f"{_unattached(margin)}{_signs(words)}"
    )


def _filters(report: Report, words: Wording) -> str:
    """Return the choice of which findings are shown; check.css does what it says."""
    counted = Counter(map(weight, report.findings))
    choices: dict[str, int] = {"all": len(report.findings), **{k: counted[k] for k in KINDS}}
    radios = "".join(
        f'<label><input type="radio" name="check-filter" value="{kind}" '
        f"{'checked' if kind == 'all' else ''}> "
        f"{safe(words.say(f'check.result.filter_{kind}', n=number))}</label>"
        for kind, number in choices.items()
        if number or kind == "all"
    )
    legend = safe(words.say("check.result.filter"))
    told = safe(words.say("check.result.shown", n="{n}"))
    return (
        f'<fieldset class="filters"><legend>{legend}</legend>{radios}</fieldset>'
        f'<p class="sr-only" role="status" data-told="{told}"></p>'
    )


def _first(margin: Margin) -> str:
    """Return the link to the first problem, and which keys lead on."""
    if not margin.problems:
        return ""
    first = safe(margin.words.say("check.result.first_problem"))
    keys = safe(margin.words.say("check.result.keys"))
    return f'<p class="keys"><a href="#finding-{margin.problems[0]}">{first}</a> {keys}</p>'


def _notices(report: Report, words: Wording) -> str:
    if not report.notices:
        return ""
    items = "".join(f"<li>{safe(notice)}</li>" for notice in report.notices)
    heading = safe(words.say("check.result.notices"))
    return (
        f'<details class="about"><summary>{heading}</summary><ul lang="en">{items}</ul></details>'
    )


def _rows(margin: Margin) -> Iterator[str]:
    """Yield each paragraph of the memo with the notes on what it cites."""
    text, words = margin.report.text, margin.words
    starts = paragraph_starts(text)
    own = _by_row(starts, margin)
    every = marks(margin.report, _chips(margin))
    at = 0
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True), 1):
        inside: list[Mark] = []
        while at < len(every) and every[at].span[0] < end:
            inside.append(every[at])
            at += 1
        where = safe(words.say("check.result.paragraph", n=number))
        notes = "".join(own[number])
        margin_html = f'<div class="margin">{notes}</div>' if notes else ""
        yield (
            f'<div class="row"><p class="said" id="para-{number}" tabindex="-1">'
            f'<span class="no"><span class="sr-only">{where}</span>'
            f'<span aria-hidden="true">{number}</span></span>'
            f"{shown(text, (start, end), inside)}</p>{margin_html}</div>"
        )


def _by_row(starts: Sequence[int], margin: Margin) -> Mapping[int, list[str]]:
    """Return the notes by the number of the paragraph in which their citation stands."""
    own: dict[int, list[str]] = defaultdict(list)
    for number, finding in enumerate(margin.report.findings, 1):
        own[bisect_right(starts, finding.mention.span[0])].append(note(number, finding, margin))
    return own


def _chips(margin: Margin) -> list[Chip]:
    """Return the number of each finding as it stands behind the words that cite."""
    words = margin.words
    return [
        Chip(number, kind, words.say("check.finding.chip", n=number, verdict=verdict))
        for number, finding in enumerate(margin.report.findings, 1)
        for kind, verdict in ((weight(finding), in_a_word(finding, words)),)
    ]


def _unattached(margin: Margin) -> str:
    loose = margin.report.unattached
    if not loose:
        return ""
    items = "".join(f"<li>“{safe(quotation.text)}”</li>" for quotation in loose)
    heading = safe(margin.words.say("check.result.unattached"))
    return f'<section class="loose"><h3>{heading}</h3><ul>{items}</ul></section>'


def _meant(kind: Weight, words: Wording) -> str:
    """Return the verdict that is explained; "exists" says of a quotation that it is exact."""
    said = words.say(f"check.finding.{kind}")
    return f"{said} / {words.say('check.finding.exact')}" if kind == "exists" else said


def _signs(words: Wording) -> str:
    rows = "".join(
        f'<div class="{kind}"><dt>{signed(kind, _meant(kind, words))}</dt>'
        f"<dd>{safe(words.say(f'check.result.signs_{kind}'))}</dd></div>"
        for kind in KINDS
    )
    unjudged = safe(words.say("check.result.signs_unjudged"))
    heading = safe(words.say("check.result.signs"))
    return (
        f'<details class="signs"><summary>{heading}</summary><dl>{rows}</dl>'
        f"<p>{unjudged}</p></details>"
    )
