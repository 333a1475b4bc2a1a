"""Find the titles of reports and stories of the corpus that a memo names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.model import Corpus
from rag.memo.model import ACT, Mention, Passage

_LEAST = 4
"""Words of the shortest title that is looked for."""
_TIERS = ("news", "fiction")


def with_titles(found: Sequence[Passage], text: str, corpus: Corpus) -> list[Passage]:
    """Return the sentences with the titles that they name as citations of a whole document."""
    starts = [passage.span[0] for passage in found]
    named: dict[int, list[Mention]] = defaultdict(list)
    for mention in _titles(text, corpus):
        number = bisect_right(starts, mention.span[0]) - 1
        if number >= 0:
            named[number].append(mention)
    return [
        replace(passage, mentions=tuple(sorted((*passage.mentions, *named[n]), key=_start)))
        if n in named
        else passage
        for n, passage in enumerate(found)
    ]


def _start(mention: Mention) -> tuple[int, int]:
    return mention.span


def _titles(text: str, corpus: Corpus) -> Iterator[Mention]:
    for document in corpus.documents.values():
        words = document.title.split()
        if document.tier not in _TIERS or len(words) < _LEAST:
            continue
        for match in re.finditer(r"\s+".join(map(re.escape, words)), text, re.IGNORECASE):
            title = document.short_title
            yield Mention(match[0], match.span(), ACT, None, document.id, "named", title)
