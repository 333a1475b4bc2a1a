"""Find in which provisions of a corpus words stand, in any text of any act."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import islice

from ingest.model import Corpus, Provision
from rag.closest import leading
from rag.memo.words import Words, read

_NEVER = "9999-12-31"
"""Words valid from this day stand in a text that is kept to be compared only."""
_MOST = 60


class Library:
    """The words of a corpus, read once. Our own notes are left out: they are nobody's words."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._read: dict[str, tuple[Words, ...]] = {}

    def sources(self, provision: Provision) -> tuple[Words, ...]:
        """Return the runs of words that may be quoted as the provision's.

        Its text; the words that lead up to it, with its text, as they complete each other; and
        its headings.
        """
        found = self._read.get(provision.id)
        if found is None:
            found = tuple(self._sources(provision))
            self._read[provision.id] = found
        return found

    def _sources(self, provision: Provision) -> Iterator[Words]:
        yield read(provision.text)
        if lead := leading(provision, self.corpus.provisions):
            yield read(f"{lead}\n{provision.text}")
            yield read(f"{lead.rstrip(' :—–-')} {provision.text}")
        if provision.headings:
            yield read(" ; ".join(provision.headings))

    def stands(self, parts: Sequence[Words], provision: Provision) -> bool:
        """Tell whether the parts of a quotation stand in a provision word for word, in order."""
        return any(in_order(parts, source.key) for source in self.sources(provision))

    def containing(self, parts: Sequence[Words]) -> list[Provision]:
        """Return the smallest provisions in which the parts stand, at most 60, as in the corpus."""
        units = (self.corpus.provisions[unit] for unit in self._units_with(parts))
        found = dict.fromkeys(p.id for unit in units for p in self._smallest(parts, unit))
        return [self.corpus.provisions[identifier] for identifier in islice(found, _MOST)]

    def _units_with(self, parts: Sequence[Words]) -> Iterator[str]:
        """Yield the articles, recitals and annexes in which the parts stand, each once."""
        text, starts, names = self._shelf
        longest = max((part.key for part in parts), key=len)
        position = text.find(longest)
        while position >= 0:
            at = bisect_right(starts, position) - 1
            end = starts[at + 1] if at + 1 < len(starts) else len(text)
            if in_order(parts, text[starts[at] : end]):
                yield names[at]
            position = text.find(longest, end)

    def _smallest(self, parts: Sequence[Words], whole: Provision) -> Iterator[Provision]:
        """Yield the smallest provisions within one that have the parts: it, or some below."""
        below = (self.corpus.provisions[i] for i in self.corpus.children.get(whole.id, ()))
        inside = [p for p in below if in_order(parts, self.sources(p)[0].key)]
        for part in inside:
            yield from self._smallest(parts, part)
        if not inside:
            yield whole

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the corpus in lower case, headings and titles included."""
        documents = self.corpus.documents.values()
        titles = "\n".join(f"{d.title} {d.short_title}" for d in documents)
        headings = "\n".join({h for p in self.corpus.provisions.values() for h in p.headings})
        every = f"{self._shelf[0]} {read(titles).key} {read(headings).key}"
        return frozenset(every.split())

    @cached_property
    def _shelf(self) -> tuple[str, list[int], list[str]]:
        """All words as one text, where each unit starts in it, and the ids of the units."""
        documents = self.corpus.documents
        keys, starts, names, position = [], [], [], 0
        for provision in self.corpus.provisions.values():
            if provision.parent_id or provision.kind == "note" or provision.valid_from == _NEVER:
                continue
            if provision.document_id in documents:
                key = f"{read(provision.text).key}\n"
                keys.append(key)
                starts.append(position)
                names.append(provision.id)
                position += len(key)
        return "".join(keys), starts, names


def in_order(parts: Sequence[Words], key: str) -> bool:
    """Tell whether the parts of a quotation stand one after the other in a key of words."""
    return bool(places(parts, key))


def places(parts: Sequence[Words], key: str) -> list[int]:
    """Return where in a key each part stands, the first places in order; [] if one is missing."""
    found, position = [], 0
    for part in parts:
        at = key.find(part.key, position)
        if at < 0:
            return []
        found.append(at)
        position = at + len(part.key) - 1
    return found


class _Same:
    """A corpus as a key: the same object, for what it holds cannot be hashed."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus

    def __hash__(self) -> int:
        return id(self.corpus)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.corpus is other.corpus


@lru_cache(maxsize=4)
def _built(key: _Same) -> Library:
    return Library(key.corpus)


def library(corpus: Corpus) -> Library:
    """Return the words of a corpus, read at the first call for it and kept for the next."""
    return _built(_Same(corpus))
