"""Show what was found of one citation in the margin of a memo."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.model import Corpus
from rag.judge import CONTRADICTED, SUPPORTED
from rag.memo.model import UNITED_STATES, Finding, Report
from rag.memo.us_place import us_document
from ui import addresses
from ui.check_difference import changed, difference
from ui.check_verdicts import in_a_word, signed, spoken
from ui.check_words import PROBLEMS, namer, plain, titles, weight
from ui.markup import link, safe
from ui.wording import Wording

MOST_CANDIDATES = 6
LONG_CHANGE = 160
"""In characters: a longer account of what an amendment changed is folded."""


@dataclass(frozen=True, slots=True)
class Margin:
    """What every note in the margin needs."""

    report: Report
    corpus: Corpus
    words: Wording
    called: Mapping[Finding, str]
    """What to call each citation."""
    problems: Sequence[int]
    """The numbers of the findings that fail or are to be looked at, rising."""


def margin_of(report: Report, corpus: Corpus, words: Wording) -> Margin:
    """Return what the notes of a report need; findings are numbered from 1."""
    kinds = enumerate(map(weight, report.findings), 1)
    problems = tuple(number for number, kind in kinds if kind in PROBLEMS)
    return Margin(report, corpus, words, titles(report), problems)


def note(number: int, finding: Finding, margin: Margin) -> str:
    """Return the note on a finding: verdict first, then what it rests on."""
    kind = weight(finding)
    called = safe(margin.called[finding])
    words = margin.words
    back = safe(words.say("check.finding.back", n=number))
    body = "".join(_body(finding, margin))
    return (
        f'<article class="finding {kind}" id="finding-{number}" data-finding="{number}" '
        f'tabindex="-1" aria-labelledby="finding-{number}-title">'
        f'<h4 id="finding-{number}-title"><a class="number" href="#cited-{number}" '
        f'aria-label="{back}">{number}</a> <span class="verdict">'
        f"{signed(kind, in_a_word(finding, words))}</span> "
        f'<bdi class="called">{called}</bdi></h4>{body}{_steps(number, kind, margin)}</article>'
    )


def place(identifier: str, corpus: Corpus, words: Wording) -> str:
    """Return a link to a provision or a document in the texts, with one to the official text.

    Of a text that is law no more it says until when it was.
    """
    named = safe(namer(corpus)(identifier))
    provision = corpus.provisions.get(identifier)
    document = corpus.documents.get(identifier.partition("#")[0])
    if document is None:
        return named
    address = addresses.explore(identifier) if provision else addresses.act(document.id)
    official = link(provision.url if provision else document.url)
    until = provision.valid_to if provision else ""
    last = f" ({safe(words.say('check.finding.until', day=words.day(until)))})" if until else ""
    found = f'<a href="{safe(address)}" lang="en">{named}</a>{last}'
    return f"{found} {official}" if official else found


def _body(finding: Finding, margin: Margin) -> Iterator[str]:
    words = margin.words
    if identifier := _meant(finding, margin.corpus):
        yield _line("resolves", place(identifier, margin.corpus, words), words, "means")
    verdicts = "".join(
        f'<li class="{verdict.kind}">{signed(verdict.kind, verdict.words)}</li>'
        for verdict in spoken(finding, margin.report.as_of, words)
    )
    yield f'<ul class="verdicts">{verdicts}</ul>'
    yield from _reasons(finding, words)
    yield from _decides(finding, words)
    yield from _suggestions(finding, margin)


def _meant(finding: Finding, corpus: Corpus) -> str:
    """Return the id of the provision or of the document that a citation means, "" for none."""
    mention = finding.mention
    if finding.resolved:
        return finding.resolved
    act = us_document(mention, corpus) if mention.kind == UNITED_STATES else mention.act
    return act if act in corpus.documents else ""


def _reasons(finding: Finding, words: Wording) -> Iterator[str]:
    """Yield what the check says; the words that differ stand below the sentence that has them."""
    beside = difference(finding, words)
    told = f": {finding.quote_diff}" if beside else ""
    if not told or not any(told in reason for reason in finding.reasons):
        yield beside
        told = ""
    for reason in finding.reasons:
        if told and told in reason:
            before = safe(plain(reason.partition(told)[0]))
            yield f'<p class="reason" lang="en">{before}:</p>{beside}'
        else:
            yield _reason(reason, words)


def _reason(reason: str, words: Wording) -> str:
    """Return a sentence of the check; a long list of changes is folded below its beginning."""
    lead = reason[: min(reason.find(mark) % (len(reason) + 1) for mark in ("[-", "{+"))]
    if len(reason) - len(lead) <= LONG_CHANGE:
        return f'<p class="reason" lang="en">{changed(reason, words)}</p>'
    return (
        f'<details class="reason" lang="en"><summary>{safe(plain(lead))}</summary>'
        f"<p>{changed(reason[len(lead) :], words)}</p></details>"
    )


def _decides(finding: Finding, words: Wording) -> Iterator[str]:
    """Yield the sentence of the law that decides a claim, folded unless it contradicts."""
    if finding.decides and finding.claim != SUPPORTED:
        heading = safe(words.say("check.finding.decides"))
        opened = " open" if finding.claim == CONTRADICTED else ""
        yield (
            f"<details{opened}><summary>{heading}</summary>"
            f'<blockquote lang="en"><p>{safe(plain(finding.decides))}</p></blockquote></details>'
        )


def _suggestions(finding: Finding, margin: Margin) -> Iterator[str]:
    words, corpus = margin.words, margin.corpus
    if finding.quoted_from:
        yield _line("quoted_from", place(finding.quoted_from, corpus, words), words, "suggested")
    if finding.nearest:
        yield _line("nearest", place(finding.nearest, corpus, words), words, "suggested")
    if finding.candidates:
        shown = [place(one, corpus, words) for one in finding.candidates[:MOST_CANDIDATES]]
        rest = len(finding.candidates) - len(shown)
        shown += [safe(words.say("check.finding.more", n=rest))] if rest > 0 else []
        items = "".join(f"<li>{one}</li>" for one in shown)
        heading = safe(words.say("check.finding.candidates"))
        yield f'<p class="suggested">{heading}:</p><ul class="candidates">{items}</ul>'


def _line(key: str, html: str, words: Wording, kind: str) -> str:
    lead = safe(words.say(f"check.finding.{key}"))
    return f'<p class="{kind}"><span>{lead}:</span> {html}</p>'


def _steps(number: int, kind: str, margin: Margin) -> str:
    """Return the links from one problem to those before and behind it."""
    if kind not in PROBLEMS:
        return ""
    at = bisect_left(margin.problems, number)
    before = margin.problems[at - 1] if at else 0
    behind = margin.problems[at + 1] if at + 1 < len(margin.problems) else 0
    links = (
        (before, "check.result.previous_problem"),
        (behind, "check.result.next_problem"),
    )
    shown = "".join(
        f'<a href="#finding-{to}">{safe(margin.words.say(said))}</a>' for to, said in links if to
    )
    return f'<p class="steps">{shown}</p>' if shown else ""
