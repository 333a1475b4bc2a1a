"""Tell which laws a question names by title, and which of them the corpus does not know."""

from __future__ import annotations

import re

from ingest.model import Corpus
from ingest.references import act_spans, find_acts
from rag.adapters.stems import stems

_OPENING = frozenset({"what", "which", "does", "can", "must", "may", "under", "is", "are", "has"})
_LAW_NAME = re.compile(
    r"\b(?:[A-Z][\w&-]*\s+){1,5}(?:Act|Directive|Regulation|Code|Statute|Bill)\b(?!\s*\()"
)
"""A law's title: words with capitals before one that says what it is."""


def strange_laws(question: str, corpus: Corpus) -> list[str]:
    """Return the laws that a question names by title and that no text of the corpus mentions."""
    found = (_title(match[0]) for match in _LAW_NAME.finditer(question))
    named = (name for name in dict.fromkeys(found) if " " in name)
    return [name for name in named if not _mentioned(name, corpus)]


def _title(name: str) -> str:
    """Return a name without the words that only begin the question: "Does the", "Which"."""
    first, _, rest = name.partition(" ")
    return _title(rest) if (rest and not stems(first)) or first.lower() in _OPENING else name


def _mentioned(name: str, corpus: Corpus) -> bool:
    if find_acts(name):
        return True
    own = re.compile(rf"\b{re.escape(name)}\b", re.IGNORECASE)
    titles = (f"{d.title} {d.short_title}" for d in corpus.documents.values())
    return any(map(own.search, titles)) or any(
        own.search(p.text) for p in corpus.provisions.values() if "." not in p.anchor
    )


def without_acts(text: str) -> str:
    """Return what a text says beside the names and numbers of acts."""
    for (start, end), _ in reversed(act_spans(text)):
        text = f"{text[:start]} {text[end:]}"
    return text


def names_only_acts(question: str, asking: re.Pattern[str]) -> bool:
    """Tell whether a question names acts and nothing in them, beside the words that ask."""
    return bool(find_acts(question)) and not stems(asking.sub(" ", without_acts(question)))


def without_titles(question: str, corpus: Corpus) -> str:
    """Return what a question says beside the names of the corpus's acts."""
    rest = without_acts(question)
    titles = (re.escape(d.short_title) for d in corpus.documents.values() if d.is_law)
    return " ".join(re.sub(rf"\b(?:{'|'.join(titles)})\b", " ", rest).split())
