"""Tell why a source is shown: how it was found, and which words it shares with the question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rag.extras import ALSO, DEFINITION, EXCEPTION, INSERTED
from rag.model import Hit, Why
from rag.penalties import FIXES_FINE
from rag.precise import DEFINES, NAMED, SETS_DATE
from rag.same_question import ASKED
from rag.search import HEADNOTE
from rag.why import INTRODUCES
from ui.markup import safe
from ui.places import english
from ui.wording import Wording

_HOW: Mapping[str, str] = {
    "meaning": "sources.how.meaning",
    "words": "sources.how.words",
    HEADNOTE: "sources.how.headnote",
    NAMED: "sources.how.named",
    DEFINES: "sources.how.defines",
    SETS_DATE: "sources.how.date",
    FIXES_FINE: "sources.how.fine",
    ASKED: "sources.how.asked",
}
_ADDED: Mapping[str, str] = {
    INTRODUCES: "sources.added.introduces",
    INSERTED: "sources.added.inserted",
    EXCEPTION: "sources.added.exception",
    DEFINITION: "sources.added.definition",
    ALSO: "sources.added.also",
}
_POINTS = re.compile(r"contains (\d+) of the points")


def why_shown(why: Why | None, words: Wording) -> str:
    """Return why a source is shown, folded; "" where nothing is known of it."""
    if why is None:
        return ""
    summary = safe(words.say("sources.why"))
    lines = _list(_of_source(why, words))
    return f'<details class="why"><summary>{summary}</summary>{lines}</details>'


def why_no_answer(hit: Hit, why: Why | None, rank: int, words: Wording) -> str:
    """Return why what came nearest is no answer."""
    known = why or Why(rank, hit.why)
    lines = [_found(known, words), *_shared(known, words)]
    if known.lacks:
        lines.append(_quoted("sources.lacks", known.lacks, words))
    return f'<div class="why"><p>{safe(words.say("sources.near.why"))}</p>{_list(lines)}</div>'


def _list(lines: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"


def _of_source(why: Why, words: Wording) -> Iterator[str]:
    if why.added:
        key = _ADDED.get(why.added)
        yield safe(words.say(key)) if key else english(why.added, words)
    if why.rank or not why.added:
        yield _found(why, words)
    yield from _shared(why, words)


def _found(why: Why, words: Wording) -> str:
    """Return the place in the search and how it came there."""
    if not why.rank:
        return safe(words.say("sources.unranked"))
    how = ", ".join(_how(part, words) for part in why.how.split(", ") if part)
    place = safe(words.say("sources.rank", n=why.rank))
    return f"{place} {how}." if how else place


def _how(part: str, words: Wording) -> str:
    if part in _HOW:
        return safe(words.say(_HOW[part]))
    if points := _POINTS.fullmatch(part):
        return safe(words.say("sources.how.points", n=points[1]))
    return english(part, words)


def _shared(why: Why, words: Wording) -> Iterator[str]:
    if why.terms:
        yield _quoted("sources.terms", why.terms, words)
    if why.meant:
        yield _quoted("sources.meant", why.meant, words)
    if not why.terms and not why.meant:
        yield safe(words.say("sources.no_terms"))


def _quoted(key: str, terms: Sequence[str], words: Wording) -> str:
    """Return the words of a key with words of the question in them, each in quotation marks."""
    before, _, after = words.say(key, terms="\0").partition("\0")
    shown = ", ".join(f"<q>{safe(term)}</q>" for term in terms)
    return f"{safe(before)}{shown}{safe(after)}"
