"""Add the law's words to a question that has the everyday ones."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from rag.adapters.stems import stem, stems, words
from rag.errors import WordsInvalid
from rag.model import Hit, Question, Search

Expand = Callable[[str], str]
"""Takes a question and returns what to search for."""


def read_words(path: Path) -> Mapping[str, str]:
    """Return the words of a file: everyday words and what the law says for them.

    Raises `WordsInvalid`.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))["words"]
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise WordsInvalid(
            f"{path}: needs a [words] table ({error!r}); restore the file"
        ) from error
    wrong = [key for key, value in table.items() if not isinstance(value, str)]
    if wrong:
        raise WordsInvalid(f"{path}: the words for {wrong[0]!r} are no text; put them in quotes")
    return dict(table)


def is_meant(meaning: Sequence[str], present: Container[str]) -> bool:
    """Tell whether most of what the law says for an everyday word is present; both are stems."""
    return bool(meaning) and 2 * sum(word in present for word in meaning) >= len(meaning)


def expander(table: Mapping[str, str]) -> Expand:
    """Return a function that appends the law's words; the longest everyday words win."""
    phrases = _phrases(table)

    @lru_cache(maxsize=32)
    def expand(question: str) -> str:
        known = set(_stems(question))
        added = (word for _, value in _matches(question, phrases) for word in value.split())
        new = dict.fromkeys(word for word in added if stem(word.lower()) not in known)
        return f"{question} {' '.join(new)}".strip()

    return expand


def unknown_in(table: Mapping[str, str], vocabulary: Container[str]) -> Mapping[str, str]:
    """Return the everyday words of a table that have a stem the vocabulary lacks."""
    return {
        key: value
        for key, value in table.items()
        if any(part not in vocabulary for part in _stems(key))
    }


def expanded(inner: Search, expand: Expand) -> Search:
    """Return a search for the question with the law's words added."""

    def search(question: Question, k: int) -> Sequence[Hit]:
        return inner(replace(question, text=expand(question.text)), k)

    return search


def meanings(question: str, table: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """Return the stems of the law's words for each stem of a question that has some."""
    return {
        part: tuple(stems(value))
        for phrase, value in _matches(question, _phrases(table))
        for part in phrase
    }


def _phrases(table: Mapping[str, str]) -> list[tuple[tuple[str, ...], str]]:
    return _by_length(tuple(table.items()))


@lru_cache(maxsize=4)
def _by_length(pairs: tuple[tuple[str, str], ...]) -> list[tuple[tuple[str, ...], str]]:
    """Return the stems of phrases with what they mean, the longest first: asked at every turn."""
    return sorted(((_stems(key), value) for key, value in pairs), key=lambda p: -len(p[0]))


def _matches(
    question: str, phrases: list[tuple[tuple[str, ...], str]]
) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the phrases in a question; a word counts for its longest phrase only."""
    left = list(_stems(question))
    for phrase, value in phrases:
        if (at := _find(left, phrase)) is not None:
            left[at : at + len(phrase)] = [""]
            yield phrase, value


def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in words(text.replace("-", " ")))


def _find(stems: list[str], phrase: tuple[str, ...]) -> int | None:
    starts = range(len(stems) - len(phrase) + 1)
    return next((i for i in starts if tuple(stems[i : i + len(phrase)]) == phrase), None)
