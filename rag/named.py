"""Find the provision that a reader names by its id, its label or a citation."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.model import Corpus, Provision
from rag.as_of import words_on
from rag.asking import read
from rag.labels import having
from rag.model import Question
from rag.precise import cited

MOST = 24
"""How many provisions are returned at most."""


def named_by(named: str, corpus: Corpus, day: str) -> tuple[Provision, ...]:
    """Return what is named on a day (ISO): "32024R1689#art_26", "Article 26 AI Act", "Article 26".

    Several provisions are returned where no act is named and several have such a one, () where
    none has.
    """
    if named in corpus.provisions:
        return (words_on(named, corpus, day) or corpus.provisions[named],)
    asked = read(named)
    for reference in asked.references[:1]:
        several = having(reference, asked.acts, corpus, Question(named, as_of=day))
        one = cited(reference, corpus, asked.acts, day)
        return _of_act(named, several, corpus) or ((one,) if one else ())
    return _labelled(named, corpus, day)


def _of_act(named: str, found: Iterable[Provision], corpus: Corpus) -> tuple[Provision, ...]:
    """Return those whose act is named by its short title, all of them where none is."""
    found = tuple(found)
    folded = named.casefold()
    own = [p for p in found if corpus.documents[p.document_id].short_title.casefold() in folded]
    return tuple(own) or found


def _labelled(named: str, corpus: Corpus, day: str) -> tuple[Provision, ...]:
    """Return the provisions with this label, with or without the short title behind it."""
    folded = named.casefold()
    found: dict[str, Provision] = {}
    for provision in corpus.provisions.values():
        label = provision.label.casefold()
        title = corpus.documents[provision.document_id].short_title.casefold()
        if folded in (label, f"{label}, {title}"):
            cited_from = words_on(provision.id, corpus, day) or provision
            found[cited_from.id] = cited_from
    return tuple(found.values())[:MOST]
