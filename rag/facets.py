"""Say what a provision can be filtered by."""

from __future__ import annotations

from collections.abc import Mapping

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
    }


def passes(values: Mapping[str, str], filters: Filters) -> bool:
    """Tell whether a provision with these facets is to be found."""
    return all(values[name] in allowed for name, allowed in wanted(filters).items())


def admits(filters: Filters, provision: Provision, corpus: Corpus) -> bool:
    """Tell whether filters let a provision of the corpus be found."""
    return filters == EVERYWHERE or passes(facets(provision, corpus), filters)
