"""Draft an answer out of the provisions found, in their own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.model import Corpus, Provision
from rag.adapters.stems import stems
from rag.amendments import amendments, changed
from rag.as_of import words_on
from rag.asking import Asked
from rag.extras import Extra
from rag.model import Hit
from rag.outside import is_trusted, sentence_of
from rag.rank import fits_form
from rag.verify import Claim

WHOLE = 90
"""A provision of at most so many words is quoted whole."""
LIST = 320
"""A list of at most so many words is quoted whole when the question asks for a list."""
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-Z‘“(])")


@dataclass(frozen=True, slots=True)
class Draft:
    """What an answer would say, before verification."""

    claims: tuple[Claim, ...]
    extras: tuple[Claim, ...]
    """Related provisions, not part of the answer."""


def draft(
    asked: Asked, hits: Sequence[Hit], corpus: Corpus, day: str = "", beside: Sequence[Extra] = ()
) -> Draft:
    """Return an answer from the best hit, or from every provision that is looked up.

    A question on changes is answered by the amending instructions first. `beside` is what is
    folded away below the answer.
    """
    changes = amendments(asked, hits, corpus)
    named = changed(asked, hits) if asked.kind in ("look-up", "status") else []
    main = named or ([] if changes else [hit.provision for hit in hits[:1]])
    claims = [_claim(provision, asked, corpus, day) for provision in main]
    extras = (_claim(e.provision, asked, corpus, day) for e in beside)
    whats = (extra.what for extra in beside)
    named_extras = (replace(c, part=what) for c, what in zip(extras, whats, strict=True))
    return Draft((*changes, *claims), tuple(named_extras))


def _claim(provision: Provision, asked: Asked, corpus: Corpus, day: str) -> Claim:
    """Return the words of a provision that answer, after the words they complete."""
    quote = _quote(provision, asked, trusted=is_trusted(corpus.documents[provision.document_id]))
    introduction = _introduction(provision, corpus, day)
    if introduction is None or asked.kind == "definition":
        return Claim(quote, ((provision.id, quote),))
    parent_id, words = introduction
    return Claim(f"{words} {quote}", ((provision.id, quote), (parent_id, words)))


def _introduction(provision: Provision, corpus: Corpus, day: str) -> tuple[str, str] | None:
    """Return the line that a point completes, with the id of the provision it stands in."""
    parent = words_on(provision.parent_id, corpus, day)
    if parent is None or not provision.chapeau or parent.kind == "note":
        return None
    lines = [line for line in parent.text.split("\n") if provision.chapeau.endswith(line)]
    return (parent.id, max(lines, key=len)) if lines else None


def _quote(provision: Provision, asked: Asked, *, trusted: bool) -> str:
    """Return one contiguous piece of the provision: all of it if short, else what answers.

    Of a text that anyone may have written it is one sentence.
    """
    text = provision.text
    if not trusted and asked.kind != "look-up":
        return sentence_of(text, lambda piece, place: _worth(piece, place, asked))
    limit = LIST if asked.kind in ("list", "look-up") or _is_list(provision) else WHOLE
    if len(text.split()) <= limit:
        return text
    if asked.kind == "look-up":
        return _head(text, limit)
    pieces = list(_pieces(text))
    best = max(range(len(pieces)), key=lambda i: _worth(pieces[i], i, asked))
    return _grown(text, pieces, best)


def _is_list(provision: Provision) -> bool:
    return ":\n" in provision.text


def _head(text: str, limit: int) -> str:
    """Return the first lines of a text, as many as fit; at least the first."""
    kept: list[str] = []
    for line in text.split("\n"):
        if kept and len(" ".join([*kept, line]).split()) > limit:
            break
        kept.append(line)
    return "\n".join(kept)


def _pieces(text: str) -> Iterator[str]:
    """Yield the sentences of a text; joined lines and sentences never lose a word."""
    for line in text.split("\n"):
        yield from _SENTENCE.split(line)


def _worth(piece: str, position: int, asked: Asked) -> float:
    """Score a sentence: words shared with the question, the form asked for, then order."""
    wanted, present = set(stems(asked.text)), set(stems(piece))
    shared = len(wanted & present) / (len(wanted) or 1)
    return shared + 0.3 * fits_form(piece, asked.kind) - 0.001 * position


def _grown(text: str, pieces: Sequence[str], best: int) -> str:
    """Return the best sentence with those after it, while the quote stays short."""
    last = best
    while last + 1 < len(pieces) and _words(pieces[best : last + 2]) <= WHOLE // 2:
        last += 1
    starts = _offsets(text, pieces)
    return text[starts[best] : starts[last] + len(pieces[last])]


def _words(pieces: Sequence[str]) -> int:
    return sum(len(piece.split()) for piece in pieces)


def _offsets(text: str, pieces: Sequence[str]) -> list[int]:
    found: list[int] = []
    for piece in pieces:
        found.append(text.index(piece, found[-1] if found else 0))
    return found
