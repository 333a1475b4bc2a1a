"""Find where else in a corpus the words of a quotation stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.model import Provision
from rag.as_of import work_of
from rag.memo.library import Library, places
from rag.memo.versions import was_law
from rag.memo.words import Words

_RUN = 6
"""How many words in a row must be the same for two texts to have words in common."""
_TRIES = 40


def overlaps(parts: Sequence[Words], provision: Provision, shelf: Library) -> list[Words]:
    """Return the words of what contains a provision, where a quotation runs over into it.

    A quotation that runs over several points touches the one cited; one that stands in what
    leads up to the points, or follows them, is of the whole. One that lies in other points
    only is not of this one.
    """
    inner, above = provision, shelf.corpus.provisions.get(provision.parent_id)
    while above is not None:
        source = shelf.sources(above)[0]
        if found := places(parts, source.key):
            span = (found[0], found[-1] + len(parts[-1].key))
            touched = [i for i, (a, b) in _inside(above, shelf) if a < span[1] - 1 and span[0] < b]
            return [source] if not touched or inner.id in touched else []
        inner, above = above, shelf.corpus.provisions.get(above.parent_id)
    return []


def _inside(whole: Provision, shelf: Library) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the ids of the parts of a provision with where they stand in its key."""
    key, position = shelf.sources(whole)[0].key, 0
    for identifier in shelf.corpus.children.get(whole.id, ()):
        part = shelf.sources(shelf.corpus.provisions[identifier])[0].key
        at = key.find(part, position)
        if at >= 0:
            yield identifier, (at + 1, at + len(part) - 1)
            position = at + len(part) - 1


def works_with(
    parts: Sequence[Words], act: str, shelf: Library, day: str
) -> tuple[list[Provision], list[Provision]]:
    """Return where the words are law on a day, the act's own first, and where they were in it.

    The second list is of the act's other texts only.
    """
    corpus = shelf.corpus
    found = [p for p in shelf.containing(parts) if not p.same_as]
    now = [p for p in found if was_law(p, day)]
    now.sort(key=lambda p: work_of(p, corpus) != act)  # sorted is stable: corpus order is kept
    before = [p for p in found if not was_law(p, day) and work_of(p, corpus) == act]
    return now, before


def somewhere(parts: Sequence[Words], shelf: Library, day: str) -> Provision | None:
    """Return a provision, law on the day, that has some words of a quotation in a row."""
    tried = 0
    for part in parts:
        for first in range(0, len(part.words) - _RUN + 1, _RUN // 2):
            run = [Words(part.text, part.words[first : first + _RUN])]
            tried += 1
            found = [p for p in shelf.containing(run) if was_law(p, day) and not p.same_as]
            if len(found) == 1:
                return found[0]
            if tried >= _TRIES:
                return None
    return None
