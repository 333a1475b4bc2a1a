"""Say from when parts of a provision, and annexes, apply where that is not said of themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType

from ingest.model import Corpus, Provision
from ingest.references import find, resolve
from rag.as_of import as_law, texts_of, work_of
from rag.date_setters import is_final, setters_of
from rag.kept import kept

_AND = re.compile(r"\s*(?:and\s+)?", re.IGNORECASE)


def apart(provision: Provision, corpus: Corpus, day: str) -> list[Provision]:
    """Return the parts of a provision that begin to apply on a day of their own.

    Each has the dates of `day` (ISO 8601). A part is named where its date, or that of what it
    stands in, is still to come; what is nested in it is named only if its date is another one.
    """
    return list(_apart(provision, corpus, day)) if day else []


def _apart(provision: Provision, corpus: Corpus, day: str) -> Iterator[Provision]:
    around = provision.applies_from
    for identifier in corpus.children.get(provision.id, ()):
        own = corpus.provisions[identifier]
        part = as_law(corpus.provisions.get(own.same_as, own), corpus, day)
        begins = part.applies_from
        if begins and begins != around and max(begins, around) > day:
            yield part
        yield from _apart(part, corpus, day)


def sets_dates(provision: Provision, corpus: Corpus) -> bool:
    """Tell whether a provision is, or stands in, an article that says when other ones apply."""
    unit = provision.anchor.partition(".")[0]
    return provision.document_id in corpus.documents and unit in _setting(
        corpus, provision.document_id
    )


def _units_setting(corpus: Corpus, document_id: str) -> frozenset[str]:
    """Return the anchors of the articles on entry into force, and of those on transition.

    An article is on transition if each of its paragraphs sets a date.
    """
    own = list(corpus.of_document(document_id))
    found = setters_of(own, corpus)
    smallest = {s.provision.id for rows in found.by_day.values() for s in rows if s.says_so}
    smallest |= {found.in_force.provision.id} if found.in_force else set()

    def sets(provision: Provision) -> bool:
        below = corpus.children.get(provision.id, ())
        return provision.id in smallest or any(sets(corpus.provisions[one]) for one in below)

    def is_setting(article: Provision) -> bool:
        paragraphs = [corpus.provisions[one] for one in corpus.children.get(article.id, ())]
        if is_final(article):
            return sets(article)
        return all(map(sets, paragraphs)) if paragraphs else sets(article)

    articles = (p for p in own if p.kind == "article" and "." not in p.anchor)
    return frozenset(article.anchor for article in articles if is_setting(article))


_setting = kept(_units_setting)


def applies_with(annex: Provision, corpus: Corpus, day: str) -> Provision | None:
    """Return the provision, with its dates of a day (ISO 8601), with which an annex applies.

    The act's dates name both together: "Article 6(2) and Annex III". None for what is in no
    annex, has a date of its own, or is named with nothing.
    """
    unit = annex.anchor.partition(".")[0]
    here = annex.document_id in corpus.documents
    if annex.applies_from or not unit.startswith("anx_") or not here:
        return None
    work = work_of(annex, corpus)
    found = corpus.provisions.get(_companions(corpus, work).get(unit, ""))
    return as_law(found, corpus, day) if found else None


def _named_together(corpus: Corpus, work: str) -> Mapping[str, str]:
    """Return by the anchor of an annex the id of the provision it is named with."""
    own = (p for text in texts_of(work, corpus) for p in corpus.of_document(text.id))
    notes = dict.fromkeys(
        note for p in own for note in (p.applies_note, *(said.applies_note for said in p.dates))
    )
    found: dict[str, str] = {}
    for note in notes:
        for article, annex in pairwise(find(note)):
            between = note[article.span[1] : annex.span[0]]
            is_pair = (article.kind, annex.kind) == ("art", "anx") and _AND.fullmatch(between)
            if is_pair and (identifier := resolve(article, work, corpus.provisions)):
                found.setdefault(f"anx_{annex.number}", identifier)
    return MappingProxyType(found)


_companions = kept(_named_together)
