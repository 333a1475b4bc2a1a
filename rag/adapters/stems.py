"""Reduce words to stems, as the keyword index does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import Stemmer
from bm25s.stopwords import STOPWORDS_EN_PLUS

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_STOP = frozenset(STOPWORDS_EN_PLUS)
_STEMMER = Stemmer.Stemmer("english")


def words(text: str) -> Iterator[str]:
    """Yield the words of a text in lower case, possessive endings removed."""
    for match in _WORD.finditer(text.lower()):
        yield match[0].removesuffix("'s").removesuffix("’s")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return the Snowball stem of one English word."""
    stemmed: str = _STEMMER.stemWord(word)
    return stemmed


def stems(text: str) -> list[str]:
    """Return the stems of a text's words in order, stop words left out."""
    return [stem(word) for word in words(text) if word not in _STOP and len(word) > 1]
