"""Find the days between which the words at a place of an act changed."""

from __future__ import annotations

from itertools import pairwise

from ingest.days import is_day
from ingest.model import Corpus, Document, Provision
from ingest.versions import day_before
from rag.as_of import texts_of


def change(provision: Provision, corpus: Corpus, day: str) -> tuple[str, str] | None:
    """Return the last day of the older wording and the first of the newer one, ISO 8601.

    Of several changes it is the last one before the day, else the next. None where the corpus
    has one wording only. Recitals are left out: amendments have none for the act itself.
    """
    document = corpus.documents.get(provision.document_id)
    if document is None or provision.anchor.startswith("rct_"):
        return None
    texts = [text for text in texts_of(document.work, corpus) if is_day(text.in_force_from)]
    changed = [
        newer
        for older, newer in pairwise(texts)
        if _words(older, provision, corpus) != _words(newer, provision, corpus)
    ]
    if not changed:
        return None
    begun = [text for text in changed if text.in_force_from <= day]
    since = (begun[-1] if begun else changed[0]).in_force_from
    return day_before(since), since


def _words(text: Document, provision: Provision, corpus: Corpus) -> tuple[str, str]:
    there = corpus.provisions.get(f"{text.id}#{provision.anchor}")
    return (there.chapeau, there.text) if there else ("", "")
