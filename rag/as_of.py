"""Answer from the law of one day: choose the words that were law, and say their dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from ingest.model import Corpus, Document, Provision
from ingest.versions import order
from rag.facets import spans_on
from rag.model import Hit, Question, Search


def on_day(inner: Search, corpus: Corpus) -> Search:
    """Return a search for the law of the question's day; without a day nothing is chosen."""

    @lru_cache(maxsize=64)  # readers may name any day
    def allowed(day: str) -> frozenset[str]:
        return spans_on(day, corpus.provisions.values())

    def search(question: Question, k: int) -> Sequence[Hit]:
        if not question.as_of:
            return inner(question, k)
        filters = replace(question.filters, valid=allowed(question.as_of))
        hits = inner(replace(question, filters=filters), k)
        return [replace(h, provision=as_law(h.provision, corpus, question.as_of)) for h in hits]

    return search


def as_law(provision: Provision, corpus: Corpus, day: str) -> Provision:
    """Return a provision with the dates, headings and state that it had on a day.

    Its words stay as they are in the text that is quoted.
    """
    known = [dates for dates in provision.dates if dates.law_from <= day]
    applies = known[-1] if known else None
    later = counterpart(provision, corpus, day)
    return replace(
        provision,
        applies_from=applies.applies_from if applies else provision.applies_from,
        applies_note=applies.applies_note if applies else provision.applies_note,
        headings=later.headings if later else provision.headings,
        amended="" if later or _was_current(provision, corpus, day) else provision.amended,
    )


def _was_current(provision: Provision, corpus: Corpus, day: str) -> bool:
    """Tell whether the text that a provision stands in was the law of a day."""
    last = corpus.documents[provision.document_id].in_force_to
    return bool(last) and day <= last


def counterpart(provision: Provision, corpus: Corpus, day: str) -> Provision | None:
    """Return the same place in the act's text of a day, where that is another text."""
    document = corpus.documents[provision.document_id]
    text = text_on(document.work, corpus, day)
    if text is None or text.id == document.id:
        return None
    return corpus.provisions.get(f"{text.id}#{provision.anchor}")


def text_on(work: str, corpus: Corpus, day: str) -> Document | None:
    """Return the text of an act that was law on a day; the oldest there is before any was."""
    texts = texts_of(work, corpus)
    begun = [text for text in texts if text.in_force_from <= day]
    return begun[-1] if begun else next(iter(texts), None)


def texts_of(work: str, corpus: Corpus) -> list[Document]:
    """Return the texts of an act, the oldest first; of two of one date the official one."""
    own = [d for d in corpus.documents.values() if d.work == work and d.is_law]
    by_date: Mapping[str, Document] = {d.version_date: d for d in sorted(own, key=order)}
    return list(by_date.values())


def original_day(acts: Sequence[str], corpus: Corpus, today: str) -> str:
    """Return the last day before an act was first amended; `today` where none of them was.

    Without an act, the first law of the corpus that was amended is meant.
    """
    works = dict.fromkeys(acts or (d.work for d in corpus.documents.values() if d.is_law))
    first = (texts[0] for work in works if (texts := texts_of(work, corpus)))
    return next((text.in_force_to for text in first if text.in_force_to), today)


def words_on(identifier: str, corpus: Corpus, day: str) -> Provision | None:
    """Return the provision that is cited for an id on a day, None when it was no law then.

    The id may name any text of the act. Words that an amendment left alone are cited from
    the text as published.
    """
    document_id, _, anchor = identifier.partition("#")
    document = corpus.documents.get(document_id)
    if document is None or not document.is_law or not day:
        return corpus.provisions.get(identifier)
    text = text_on(document.work, corpus, day)
    own = corpus.provisions.get(f"{text.id}#{anchor}") if text else None
    if own is None and anchor.startswith("rct_"):
        own = corpus.provisions.get(f"{document.work}#{anchor}")
    return corpus.provisions.get(own.same_as, own) if own else None


def work_of(provision: Provision, corpus: Corpus) -> str:
    """Return the act that a provision belongs to, whichever text it stands in."""
    return corpus.documents[provision.document_id].work


def place_of(provision: Provision, corpus: Corpus) -> str:
    """Return the id of a place in an act, the same for every text of the act."""
    return f"{work_of(provision, corpus)}#{provision.anchor}"
