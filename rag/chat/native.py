"""Read the citations that a provider makes by itself, passage by passage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rag.chat.items import Item
from rag.chat.pieces import Piece
from rag.closest import split
from rag.verify import Claim

Quotes = tuple[tuple[str, str], ...]
_ENDED = re.compile(r"[.!?:;][\"'’”»)\]]*\s*$")
_INDEX = ("document_index", "search_result_index")


@dataclass
class Passages:
    """What a model has written so far, in passages that each carry their own citations.

    A sentence may run over several passages. It is complete when a passage that ends it is.
    """

    items: Sequence[Item]
    _parts: list[tuple[str, Quotes]] = field(default_factory=list)
    """The passages of the sentences that are not complete yet."""
    _text: str = ""
    _quotes: Quotes = ()
    _block: int | None = None

    def feed(self, piece: Piece) -> Iterator[Claim]:
        """Yield each sentence that is complete now."""
        if piece.block != self._block:
            yield from self._close(last=False)
            self._block = piece.block
        self._text += piece.text
        self._quotes += tuple(quote_of(citation, self.items) for citation in piece.cited)

    def end(self) -> Iterator[Claim]:
        """Yield what is left."""
        yield from self._close(last=True)

    def _close(self, last: bool) -> Iterator[Claim]:
        """Put the passage to those before it; yield their sentences if it ends the last one."""
        self._parts.append((self._text, self._quotes))
        self._text, self._quotes = "", ()
        whole = "".join(text for text, _ in self._parts)
        if not whole.strip():
            self._parts.clear()
        elif last or _ENDED.search(whole):
            yield from _claims(self._parts, whole)
            self._parts.clear()


def _claims(parts: Sequence[tuple[str, Quotes]], whole: str) -> Iterator[Claim]:
    """Yield each sentence with the quotes of the passages that it runs over."""
    at = 0
    for sentence in split(whole):
        start = whole.index(sentence, at)
        at = start + len(sentence)
        quotes: list[tuple[str, str]] = []
        begins = 0
        for text, cited in parts:
            ends = begins + len(text)
            if begins < at and start < ends:
                quotes += cited
            begins = ends
        yield Claim(sentence, tuple(dict.fromkeys(quotes)))


def quote_of(citation: Mapping[str, Any], items: Sequence[Item]) -> tuple[str, str]:
    """Return the id and the quote that a provider's citation stands for.

    What it calls the cited text goes before the place it gives: the check finds out whether
    that text stands in the provision. An id that was never given is returned as it is.
    """
    index = next((citation[key] for key in _INDEX if isinstance(citation.get(key), int)), -1)
    if not 0 <= index < len(items):
        return str(citation.get("title") or citation.get("source") or "document"), ""
    item = items[index]
    start, end = citation.get("start_char_index"), citation.get("end_char_index")
    placed = item.shown[start:end] if isinstance(start, int) and isinstance(end, int) else ""
    return item.provision.id, str(citation.get("cited_text") or placed).strip()
