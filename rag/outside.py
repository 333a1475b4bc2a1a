"""Quote from a document that anyone may have written: the sentence that answers, no more."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from ingest.model import Document

_VOUCHED = ("law", "consolidated", "court")
_END = re.compile(r"(?<=[.!?;])[’'\"”)\]]*\s+(?=\S)")
"""Where a sentence may end and another begin."""
_SHORTENED = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|Nos?|Art|Inc|Ltd|Co|Corp|vs?)\.$")
"""A full stop after one of these ends no sentence."""
_SHORTENED_BEFORE_MORE = re.compile(r";$|\b(?:\w{1,3}|approx|incl|para|dept)\.$")
"""Nor does one after these where a small letter follows."""


def is_trusted(document: Document) -> bool:
    """Tell whether a document came by the catalogue, or the user vouches that it is law."""
    return document.obtained_from != "user" or document.tier in _VOUCHED


def sentence_of(text: str, worth: Callable[[str, int], float]) -> str:
    """Return the sentence that is worth most; a line that announces a list brings the list.

    What stands before and after it in a document that a user added may be meant for a machine
    that reads it. Of a law the neighbours are shown; here only the sentence that answers is.
    `worth` takes a sentence and its place.
    """
    spans = list(sentences(text))
    best = max(range(len(spans)), key=lambda n: worth(text[slice(*spans[n])], n))
    start, end = spans[best]
    announces = text[start:end].endswith(":") and text[end : end + 1] == "\n"
    return text[start:] if announces else text[start:end]


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of a text begins and ends; a line ends one."""
    for line in re.finditer(r"[^\n]*\S[^\n]*", text):
        start = line.start()
        for gap in _END.finditer(line[0]):
            if _ends(line[0], gap):
                yield start, line.start() + gap.start() + len(gap[0].rstrip())
                start = line.start() + gap.end()
        yield start, line.end()


def _ends(line: str, gap: re.Match[str]) -> bool:
    """Tell whether a gap in a line stands between two sentences.

    Who plants a sentence need not begin it with a capital.
    """
    before, goes_on = line[: gap.start()], line[gap.end()].islower()
    return not (_SHORTENED.search(before) or (goes_on and _SHORTENED_BEFORE_MORE.search(before)))
