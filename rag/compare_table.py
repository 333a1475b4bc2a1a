"""Put what acts say on a topic side by side, each line with the words of the law it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.headnotes import has_text
from ingest.model import FULL, Corpus, Document, Provision
from ingest.topics import Entry, Topic, spans
from rag.as_of import as_law, text_on, texts_of, words_on
from rag.model import Citation

EDITED, STALE, ABSENT, FOUND = "edited", "stale", "absent", "found"
"""A line of ours; a line that was for another text; no rule; what a search found."""
MISSING = "missing"
"""The text that a line was written for is not in this corpus."""


@dataclass(frozen=True, slots=True)
class Pin:
    """One thing in a cell: our line and the quotes that carry it."""

    state: str
    """`EDITED`, `STALE`, `MISSING`, `ABSENT` or `FOUND`."""
    line: str = ""
    """Ours; "" where the text changed since it was written or is not here. Of what a search
    found, words of the provision."""
    provision: Provision | None = None
    """Where it stands, as it was law on the day: the part, where no more than its introductory
    words are quoted beside it. None where the act has no such rule, or where it is not here."""
    citations: tuple[Citation, ...] = ()
    """The quotes, of the provision or of what it stands in, in the order of the text."""
    anchor: str = ""
    searched: tuple[str, ...] = ()
    """Where there is no rule: the words that the act would use."""
    within: tuple[str, ...] = ()
    """Labels of the articles that were searched; () for all articles."""
    apart: tuple[str, ...] = ()
    """Labels of the articles that use those words of something else."""
    gaps: tuple[str, ...] = ()
    """Labels of the articles searched of which this copy lacks a part."""


@dataclass(frozen=True, slots=True)
class Row:
    """What one act says."""

    act: str
    """The work."""
    document: Document
    """Its text of the day."""
    edited: bool
    """Whether the lines are ours; else a search found the provisions."""
    cells: Mapping[str, tuple[Pin, ...]]
    """By column; an empty cell has no pins."""
    in_force: bool = True
    """Whether the act was in force on the day."""


@dataclass(frozen=True, slots=True)
class Table:
    """A topic across acts on one day."""

    asked: str
    """The topic as the reader put it."""
    day: str
    """ISO 8601."""
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    topic: Topic | None = None
    """The edited topic that the words mean, None where they mean none of ours."""
    corpus: str = field(default="", repr=False)
    """Digest of the texts."""

    @property
    def pins(self) -> Iterator[Pin]:
        """Everything in the cells, row by row."""
        return (pin for row in self.rows for pins in row.cells.values() for pin in pins)


def edited_row(topic: Topic, act: str, corpus: Corpus, day: str) -> Row | None:
    """Return what our file says of an act for its text of a day; None where it says nothing.

    None also where no text of the act is in the corpus, or only our own notes on it.
    """
    document = text_on(act, corpus, day)
    if document is None or act not in topic.acts:
        return None
    if not any(p.kind == "article" and has_text(p) for p in corpus.of_document(document.id)):
        return None
    cells = {c: _pins(topic.cell(act, c), document, corpus, day) for c in topic.columns}
    return Row(act, document, True, cells, in_force(act, corpus, day))


def in_force(act: str, corpus: Corpus, day: str) -> bool:
    """Tell whether an act was in force on a day; what is no law has no such day."""
    return min((text.in_force_from for text in texts_of(act, corpus)), default="") <= day


def _pins(
    entries: Sequence[Entry], document: Document, corpus: Corpus, day: str
) -> tuple[Pin, ...]:
    made = [(entry, _pin(entry, document, corpus, day)) for entry in entries]
    fresh = {entry.anchor for entry, pin in made if pin and pin.state == EDITED}
    stale: set[str] = set()
    kept: list[Pin] = []
    for entry, pin in made:
        unsaid = pin is not None and pin.state in (STALE, MISSING)
        if pin is None or (unsaid and entry.anchor in fresh | stale):
            continue  # another line was written for this text, or the change was said once
        if unsaid:
            stale.add(entry.anchor)
        kept.append(pin)
    return tuple(kept)


def _pin(entry: Entry, document: Document, corpus: Corpus, day: str) -> Pin | None:
    """Return what an entry says on a day, None where the act had no such provision then."""
    if entry.is_absence:
        return _absence(entry, document, corpus)
    identifier = f"{document.id}#{entry.anchor}"
    provision = words_on(identifier, corpus, day)
    if provision is None:
        known = any(
            f"{t.id}#{entry.anchor}" in corpus.provisions for t in texts_of(entry.act, corpus)
        )
        return None if known else Pin(MISSING, anchor=entry.anchor)
    if not has_text(provision):
        return Pin(MISSING, provision=provision, anchor=entry.anchor)
    found = spans(entry, provision.text) if entry.fits(provision) else None
    law = as_law(provision, corpus, day)
    if found is None:
        return Pin(STALE, provision=law, anchor=entry.anchor)
    cited = tuple(Citation(law, law.text[start:end], (start, end)) for start, end in found)
    place = as_law(_place(law, cited, corpus), corpus, day)
    return Pin(EDITED, entry.line, place, cited, entry.anchor)


def _place(provision: Provision, cited: Sequence[Citation], corpus: Corpus) -> Provision:
    """Return the part that the last quote is taken from, where it is from one part only."""
    quote = cited[-1].quote
    points = (corpus.provisions[i] for i in corpus.children.get(provision.id, ()))
    inside = [p for p in points if quote in p.text] if quote != provision.text else []
    return inside[0] if len(inside) == 1 else provision


def _absence(entry: Entry, document: Document, corpus: Corpus) -> Pin:
    """Return that there is no rule, where the words that it would use are still not there."""
    looked = articles(document, corpus, entry)
    labels = {p.anchor: p.label for p in corpus.of_document(document.id) if not p.parent_id}
    within = tuple(labels.get(anchor, anchor) for anchor in entry.within)
    apart = tuple(labels.get(anchor, anchor) for anchor in entry.apart)
    found = [p for p in looked if using(entry.absent, p)]
    if found or not looked:
        there = found[0] if found else None
        return Pin(STALE, provision=there, searched=entry.absent, within=within, apart=apart)
    gaps = tuple(p.label for p in looked if p.completeness != FULL)
    return Pin(ABSENT, entry.line, None, (), "", entry.absent, within, apart, gaps)


def articles(document: Document, corpus: Corpus, entry: Entry) -> list[Provision]:
    """Return the articles in which an entry says that a rule is absent; recitals rule nothing."""
    return [
        provision
        for provision in corpus.of_document(document.id)
        if provision.kind == "article"
        and not provision.parent_id
        and provision.anchor not in entry.apart
        and (not entry.within or provision.anchor in entry.within)
    ]


def using(words: Sequence[str], provision: Provision) -> re.Match[str] | None:
    """Return where a provision uses one of the words, whole, without regard to case."""
    pattern = "|".join(re.escape(word) for word in words)
    return re.search(rf"(?<!\w)(?:{pattern})(?!\w)", provision.text, re.IGNORECASE)
