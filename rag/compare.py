"""Compare acts on a topic: rows of ours where we wrote them, else what a search finds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from ingest.model import Corpus, Document
from ingest.topics import COLUMNS, Topic, Topics, read_topics
from rag.compare_found import Means, found_row
from rag.compare_table import Row, Table, edited_row
from rag.settings import corpus_folder

MOST_ACTS = 12
"""How many acts are compared at once, at most: each may take a search."""
FOLDER = "topics"
"""The folder of the topics, inside that of the catalogue."""


@cache
def topics_in(folder: Path | None = None) -> Topics:
    """Return the topics of a corpus folder, by default of the one that is shipped; read once."""
    return read_topics((folder or corpus_folder()) / FOLDER)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be compared."""

    asked: str
    """The topic as the reader put it."""
    topic: Topic | None
    """The edited one that is meant."""
    acts: tuple[str, ...]
    """Works, in the order of the rows."""
    day: str
    """ISO 8601."""


def compared(wanted: Wanted, corpus: Corpus, means: Callable[[], Means]) -> Table:
    """Return a topic across acts on a day.

    `means` is called once, where a row needs a search: it may be slow to load. An act that
    the corpus has no text of has no row.
    """
    topic, day = wanted.topic, wanted.day
    loaded = cache(means)
    rows: list[Row] = []
    for act in wanted.acts:
        row = edited_row(topic, act, corpus, day) if topic else None
        row = row or found_row(wanted.asked, act, loaded(), day)
        rows += [_under(topic, row)] if row else []
    columns = topic.columns if topic else COLUMNS
    return Table(wanted.asked, day, columns, tuple(rows), topic, corpus.sha256)


def _under(topic: Topic | None, row: Row) -> Row:
    """Return a row under the columns of a topic: what was found has only its provisions there."""
    if topic is None or row.edited or topic.columns == COLUMNS:
        return row
    first = topic.columns[0]
    return replace(row, cells={c: row.cells["what"] if c == first else () for c in topic.columns})


def default_acts(topics: Topics, corpus: Corpus) -> tuple[str, ...]:
    """Return the acts that are compared where the reader chooses none.

    They are those of the edited topics that are here; where none is, every law.
    """
    here = {document.work for document in corpus.documents.values()}
    edited = dict.fromkeys(act for topic in topics.values() for act in topic.acts)
    known = tuple(act for act in edited if act in here)
    laws = (d.work for d in corpus.documents.values() if d.is_law)
    return known or tuple(dict.fromkeys(laws))


def offered_acts(corpus: Corpus) -> tuple[Document, ...]:
    """Return one document for each work that can be compared, laws first; as first published."""
    first: dict[str, Document] = {}
    for document in corpus.documents.values():
        known = first.setdefault(document.work, document)
        if document.id == document.work and known is not document:
            first[document.work] = document
    return tuple(sorted(first.values(), key=lambda document: not document.is_law))


def act_named(name: str, corpus: Corpus) -> str:
    """Return the work that a reader names by its id, by a text's id or by its short title.

    "" where nothing here is called so.
    """
    plain = " ".join(name.split()).casefold()
    for document in corpus.documents.values():
        if plain in (document.id.casefold(), document.work.casefold()):
            return document.work
    for document in corpus.documents.values():
        if plain == document.short_title.casefold():
            return document.work
    return ""
