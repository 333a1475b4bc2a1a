"""Tell what became of the words that a memo puts in quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.headnotes import has_text
from ingest.model import FULL, Corpus, Provision
from rag.as_of import text_on, texts_of, work_of
from rag.cited import named
from rag.memo.differ import Beside, Laid, beside, capitals, is_hard, marked
from rag.memo.library import Library, library, places
from rag.memo.model import (
    ALTERED,
    ELSEWHERE,
    NO,
    NO_QUOTE,
    NOT_COMPARED,
    OTHER_VERSION,
    TOO_SHORT,
    VERBATIM,
    YES,
)
from rag.memo.resolve import Place
from rag.memo.versions import law_days, other_versions, was_law
from rag.memo.whereabouts import overlaps, somewhere, works_with
from rag.memo.words import Words, is_english, put_in, segments, telling_words, unbroken

TELLING = 4
"""A quotation with fewer telling words can stand by chance in many places."""
TRIVIAL = 2
"""With fewer than these it says nothing even where it stands."""
NEAR = 0.6
"""Least share of a quotation's words that must stand in one place in the same order for a
difference to be shown; below, nothing like it stands there. Chosen, not tuned."""
LIKE = 0.75
"""The same where the very words stand in another act: acts share their phrases."""
MANY = 5
"""Words found in more places than these are nobody's in particular."""
_NEGATION = re.compile(
    r" (?:not|no|never|nor|neither|cannot|unless|except)(?= )"
    r"(?! (?:later|more|less|longer|only|fewer|exceed\w*|prejudice) )"
)
_FIGURE = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Quoted:
    """What became of a quotation."""

    verdict: str = NO_QUOTE
    diff: str = ""
    source: Provision | None = None
    """The provision that has the words, where it is another one or another version."""
    reasons: tuple[str, ...] = ()
    is_hard: bool = False
    """For ALTERED: whether a figure, a date, the strength or a "not" differs."""
    laid: tuple[Laid, ...] = ()
    """With `diff`: the whole quotation beside the text."""


def examine(text: str, where: Place, corpus: Corpus, day: str) -> Quoted:
    """Return what became of a quotation that belongs to a citation.

    Verbatim means: the same words in the same order. White space, the shape of quotation marks
    and dashes, emphasis, the first word's capital, punctuation at the ends, ellipses that skip
    words of one provision and what the memo adds in brackets may differ, and nothing else may.
    """
    parts, shelf = segments(text), library(corpus)
    if not parts:
        return Quoted()
    verdict = _here(parts, where, shelf)
    if verdict is None and "-\n" in text:
        verdict = _here(segments(unbroken(text)), where, shelf)
    if verdict is not None:
        return _with_insertions(verdict, text)
    if reason := _incomparable(text, where, shelf):
        return Quoted(NOT_COMPARED, reasons=(reason,))
    short = telling_words(parts) < TELLING
    if short:
        return _short(parts, where, shelf)
    return _other_version(parts, where, shelf, day) or _not_here(parts, where, shelf, day)


def _with_insertions(verdict: Quoted, text: str) -> Quoted:
    """Return a verdict that tells what the memo put into the words, and marked as its own."""
    shown = ", ".join(put_in(text))
    if not shown or verdict.verdict != VERBATIM:
        return verdict
    reason = f"The memo put words of its own into the quotation: {shown}."
    return replace(verdict, reasons=(*verdict.reasons, reason))


def _here(parts: Sequence[Words], where: Place, shelf: Library) -> Quoted | None:
    """Return the verdict on words that stand in what is cited, None when they do not."""
    provision = where.provision
    if provision is None or not parts:
        return None
    sources = [s for s in shelf.sources(provision) if places(parts, s.key)]
    around = [] if sources else overlaps(parts, provision, shelf)
    found = [*sources, *around]
    if not found:
        return None
    if telling_words(parts) < TRIVIAL and not any(_FIGURE.search(p.key) for p in parts):
        return Quoted(TOO_SHORT, reasons=("The quotation is too short to tell.",))
    return _exactly(parts, found[0])


def _exactly(parts: Sequence[Words], source: Words) -> Quoted:
    """Return VERBATIM, or ALTERED for other capitals and for a "not" behind an ellipsis."""
    cased: list[tuple[str, str]] = []
    last, reasons = 0, list[str]()
    for at, part in zip(places(parts, source.key), parts, strict=True):
        first = source.key.count(" ", 0, at)
        gap = [word.plain for word in source.words[last:first]] if last else []
        if (lost := _NEGATION.search(f" {' '.join(gap)} ")) and not {".", ";"} & set(gap):
            why = f"What the ellipsis leaves out has “{lost[0].strip()}”."
            if len(gap) <= TELLING:
                return Quoted(ALTERED, marked("…", " ".join(gap)), None, (why,), is_hard=True)
            reasons.append(why)
        last = first + len(part.words)
        cased += capitals(part, source.words[first:last])
    if cased:
        diff = " … ".join(marked(ours, theirs) for ours, theirs in cased)
        return Quoted(ALTERED, diff, reasons=(f"Capital letters differ: {diff}.",))
    return Quoted(VERBATIM, reasons=tuple(reasons))


def _incomparable(text: str, where: Place, shelf: Library) -> str:
    """Return why a quotation cannot be compared with what is cited, "" when it can."""
    if where.exists not in (YES, NO):
        return "The quotation is not compared: what is cited is not in this corpus."
    if not is_english(text, lambda: shelf.vocabulary):
        return "The quotation is not compared: it is not in English, as this corpus is."
    if where.provision is not None and where.provision.kind == "note":
        return f"The quotation is not compared: the text of {where.provision.label} is not here."
    return ""


def _short(parts: Sequence[Words], where: Place, shelf: Library) -> Quoted:
    """Return ALTERED for a short quotation with another figure than the law's, else TOO_SHORT."""
    figures = any(_FIGURE.search(part.key) for part in parts)
    if figures and where.provision is not None and has_text(where.provision):
        found = beside(parts, shelf.sources(where.provision)[0])
        differ = [pair for pair in found.pairs if all(map(_FIGURE.search, pair))]
        if found.pairs and differ == list(found.pairs):
            why = f"{named(where.provision)} has another figure: {found.shown}."
            return Quoted(ALTERED, found.shown, None, (why,), True, found.laid)
    return Quoted(TOO_SHORT, reasons=("The quotation is too short to tell.",))


def _other_version(parts: Sequence[Words], where: Place, shelf: Library, day: str) -> Quoted | None:
    """Return the verdict on words that the same place has in another text of the act."""
    corpus = shelf.corpus
    own = [where.former] if where.former else []
    if where.provision is not None:
        own = other_versions(where.provision, corpus)
    for other in own:
        if not was_law(other, day) and shelf.stands(parts, other):
            now = where.provision or corpus.provisions.get(where.nearest)
            return _of_other_version(parts, other, now, shelf)
    return None


def _of_other_version(
    parts: Sequence[Words], other: Provision, now: Provision | None, shelf: Library
) -> Quoted:
    corpus = shelf.corpus
    work = corpus.documents[corpus.documents[other.document_id].work]
    why = (
        f"These words stand in {other.label} of the {work.short_title} as it was law "
        f"{law_days(other, corpus)}."
    )
    found = beside(parts, shelf.sources(now)[0]) if now else None
    if found is None or now is None or found.share < NEAR:
        return Quoted(OTHER_VERSION, "", other, (why,))
    on_day = f"{now.label} on the memo's date: {found.shown}."
    if not found.shown:
        on_day = f"On the memo's date they stand in {now.label}."
    return Quoted(OTHER_VERSION, found.shown, other, (why, on_day), laid=found.laid)


def _not_here(parts: Sequence[Words], where: Place, shelf: Library, day: str) -> Quoted:
    """Return the verdict on words that are not those of what is cited, in any text of it."""
    corpus = shelf.corpus
    now, before = works_with(parts, where.act, shelf, day)
    if len(now) > MANY and not _is_of_act(where):
        return Quoted(TOO_SHORT, reasons=(f"The words stand in {len(now)} other places.",))
    own = [p for p in now if _work(p, corpus) == where.act]
    if own and _is_of_act(where):
        return Quoted(VERBATIM, source=own[0], reasons=(f"It stands in {own[0].label}.",))
    if not own and before:
        return _of_other_version(parts, before[0], where.provision, shelf)
    if now and not own:
        changed = _altered(parts, where, shelf, day, LIKE)
        if changed.verdict == ALTERED and changed.diff:
            return replace(changed, reasons=(*changed.reasons, _stands_in(now, corpus)))
    if now:
        first = (own or now)[0]
        return Quoted(ELSEWHERE, source=first, reasons=(_stands_in(own or now, corpus),))
    return _altered(parts, where, shelf, day, NEAR)


def _is_of_act(where: Place) -> bool:
    """Tell whether a whole act is cited, and none of its provisions."""
    return where.exists == YES and where.provision is None


def _work(provision: Provision, corpus: Corpus) -> str:
    return work_of(provision, corpus)


def _stands_in(found: Sequence[Provision], corpus: Corpus) -> str:
    shown = [
        f"{p.label} of the {corpus.documents[_work(p, corpus)].short_title}" for p in found[:3]
    ]
    return f"The words stand in {' and in '.join(shown)}, not in what is cited."


def _altered(
    parts: Sequence[Words], where: Place, shelf: Library, day: str, least: float
) -> Quoted:
    """Return ALTERED with what differs where at least that share of the words stands there."""
    corpus = shelf.corpus
    provision, found = _nearest(parts, where, shelf)
    if found and provision and found.share >= least:
        if reason := _text_missing(provision, corpus, day):
            return Quoted(NOT_COMPARED, reasons=(reason,))
        when = "" if was_law(provision, day) else f", law {law_days(provision, corpus)}"
        why = f"The quotation differs from {named(provision)}{when}: {found.shown}."
        return Quoted(ALTERED, found.shown, None, (why,), is_hard(found.pairs), found.laid)
    if reason := _cannot_deny(where, corpus, day):
        return Quoted(NOT_COMPARED, reasons=(reason,))
    if _is_of_act(where):
        return Quoted(NOT_COMPARED, reasons=("No such words were found in the act.",))
    cited = named(where.provision) if where.provision else "what is cited"
    reasons = [f"Nothing like the quotation stands in {cited}."]
    if near := somewhere(parts, shelf, day):
        reasons.append(_like(near, parts, shelf))
    return Quoted(ALTERED, reasons=tuple(reasons))


def _nearest(
    parts: Sequence[Words], where: Place, shelf: Library
) -> tuple[Provision | None, Beside | None]:
    """Return the text of what is cited that a quotation is nearest to, the law's own first."""
    own = where.provision or shelf.corpus.provisions.get(where.nearest)
    others = [where.former] if where.former else other_versions(own, shelf.corpus) if own else []
    best: tuple[Provision | None, Beside | None] = None, None
    for provision in filter(None, (own, *others)):
        for source in shelf.sources(provision):
            found = beside(parts, source)
            if best[1] is None or found.share > best[1].share:
                best = provision, found
    return best


def _like(near: Provision, parts: Sequence[Words], shelf: Library) -> str:
    found = beside(parts, shelf.sources(near)[0])
    title = shelf.corpus.documents[_work(near, shelf.corpus)].short_title
    return f"Words of it stand in {near.label} of the {title}: {found.shown}."


def _text_missing(provision: Provision, corpus: Corpus, day: str) -> str:
    """Say so where an amendment changed a provision and the amended text is not here."""
    last = corpus.documents[provision.document_id].in_force_to
    if provision.amended and last and day > last and not _is_amended_here(provision, corpus, day):
        return f"{provision.label} was amended, and the amended text is not here to compare."
    return ""


def _is_amended_here(provision: Provision, corpus: Corpus, day: str) -> bool:
    text = text_on(work_of(provision, corpus), corpus, day)
    return text is not None and text.id != provision.document_id


def _cannot_deny(where: Place, corpus: Corpus, day: str) -> str:
    """Return why the words may stand in what is cited all the same, "" when they do not."""
    if where.provision is not None:
        if not has_text(where.provision):
            return f"Only part of {where.provision.label} is here to compare with."
        return _text_missing(where.provision, corpus, day)
    texts = texts_of(where.act, corpus)
    if not texts or any(text.completeness != FULL for text in texts):
        return "The act is not here, or not all of it, to compare with."
    return ""
