"""Find the provisions of one act that have all the words of a reader."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.model import Corpus, Provision
from ingest.references import Reference, find
from rag.adapters.stems import stem, words
from rag.kept import kept
from rag.pointing import Here, pointed
from rag.reading import Book, book_of

Span = tuple[int, int]
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
LONGEST = 200
"""In characters: no more of what a reader looks for is read."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search in one act found, in the order of the act."""

    cited: tuple[Provision, ...] = ()
    """What the words cite by number, such as "Article 26(7)"."""
    together: tuple[Provision, ...] = ()
    """The smallest provisions that have every word on one printed line."""
    spread: tuple[Provision, ...] = ()
    """Those that have every word, but on different lines."""
    stems: frozenset[str] = frozenset()
    """What was looked for, a citation left out."""

    @property
    def all(self) -> tuple[Provision, ...]:
        """Everything found, each once."""
        return tuple({p.id: p for p in (*self.cited, *self.together, *self.spread)}.values())


def look_in(book: Book, corpus: Corpus, looked_for: str, day: str) -> Found:
    """Return the smallest provisions that have every word, by stem.

    Words beside a citation are looked for within what is cited. The title of an article
    counts as words of the article.
    """
    looked_for = looked_for[:LONGEST]
    references = find(looked_for)
    here = Here("", book.document.work, day)
    cites = (pointed(reference, here, corpus) for reference in references)
    cited = tuple(book.provisions[p.anchor] for p in cites if p and p.anchor in book.provisions)
    wanted = frozenset(map(stem, words(_without(looked_for, references))))
    if not wanted:
        return Found(cited)
    within = tuple(f"{p.anchor}." for p in cited)
    have = _stems_of(corpus, book.document.id)
    matching = {a for a, own in have.items() if wanted <= own and f"{a}.".startswith(within or "")}
    containers = {anchor.rpartition(".")[0] for anchor in matching}
    inner = [book.provisions[a] for a in have if a in matching - containers]
    together = tuple(p for p in inner if _on_one_line(p, book, wanted))
    spread = tuple(p for p in inner if p not in together)
    return Found(cited, together, spread, wanted)


def _on_one_line(provision: Provision, book: Book, wanted: frozenset[str]) -> bool:
    """Tell whether one line, with the title of the article where it is one, has every word."""
    unit = book.by_anchor[provision.anchor]
    title = unit.title if unit.lead.anchor == provision.anchor else ""
    lines = (f"{title}\n{line}" for line in provision.text.split("\n"))
    return any(wanted <= frozenset(map(stem, words(line))) for line in lines)


def _without(text: str, references: Sequence[Reference]) -> str:
    """Return a text without its citations."""
    for start, end in sorted({reference.span for reference in references}, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text


def spans_of(text: str, wanted: frozenset[str]) -> list[Span]:
    """Return where a text has words with these stems."""
    return [
        match.span()
        for match in _WORD.finditer(text)
        if stem(match[0].lower().removesuffix("'s").removesuffix("’s")) in wanted
    ]


def printed(text: str) -> Mapping[str, str]:
    """Return the words of a text as it first has them, in lower case, by their stem."""
    found: dict[str, str] = {}
    for word in words(text):
        found.setdefault(stem(word), word)
    return found


def _made(corpus: Corpus, document_id: str) -> Mapping[str, frozenset[str]]:
    """Return the stems of each provision, by anchor: its words, and of a unit its title too."""
    book = book_of(corpus, document_id)
    texts = {p.anchor: p.text for unit in book.units for p in unit.provisions}
    for unit in book.units:
        texts[unit.lead.anchor] += f"\n{unit.title}"
    return {anchor: frozenset(map(stem, words(text))) for anchor, text in texts.items()}


_stems_of = kept(_made)
