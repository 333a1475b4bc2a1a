"""Say what a provision can be filtered by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ingest.model import Corpus, Provision
from rag.model import Filters

EVERYWHERE = Filters()
"""Filters that restrict nothing."""


def wanted(filters: Filters) -> dict[str, frozenset[str]]:
    """Return the values allowed for each facet that the filters restrict."""
    allowed = {
        "document_id": filters.documents,
        "jurisdiction": filters.jurisdictions,
        "kind": filters.kinds,
        "tier": filters.tiers,
        "language": filters.languages,
        "valid": filters.valid,
    }
    return {name: values for name, values in allowed.items() if values}


def facets(provision: Provision, corpus: Corpus) -> dict[str, str]:
    """Return the value that a provision has for each facet."""
    document = corpus.documents[provision.document_id]
    return {
        "document_id": provision.document_id,
        "jurisdiction": document.jurisdiction,
        "kind": provision.kind,
        "tier": provision.tier,
        "language": document.language,
        "valid": span(provision),
    }


def span(provision: Provision) -> str:
    """Return the days on which these words were law, "" where an earlier text stands for them."""
    return "" if provision.same_as else f"{provision.valid_from}/{provision.valid_to}"


def spans_on(day: str, provisions: Iterable[Provision]) -> frozenset[str]:
    """Return the spans that hold a day (ISO), of all that the provisions have."""
    found = {span(provision) for provision in provisions} - {""}
    return frozenset(one for one in found if _holds(one, day))


def _holds(one: str, day: str) -> bool:
    first, _, last = one.partition("/")
    return first <= day and (not last or day <= last)


def restricts(filters: Filters) -> bool:
    """Tell whether filters leave anything out, the day of the law aside."""
    return replace(filters, valid=frozenset()) != EVERYWHERE


def passes(values: Mapping[str, str], filters: Filters) -> bool:
    """Tell whether a provision with these facets is to be found."""
    return all(values[name] in allowed for name, allowed in wanted(filters).items())


def admits(filters: Filters, provision: Provision, corpus: Corpus) -> bool:
    """Tell whether filters let a provision of the corpus be found."""
    return filters == EVERYWHERE or passes(facets(provision, corpus), filters)


def searched(filters: Filters, corpus: Corpus) -> tuple[str, ...]:
    """Return the short titles of the documents that filters admit."""
    admitted = {p.document_id for p in corpus.provisions.values() if admits(filters, p, corpus)}
    documents = corpus.documents.values()
    return tuple(dict.fromkeys(d.short_title for d in documents if d.id in admitted))
