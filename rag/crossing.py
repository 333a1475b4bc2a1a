"""Say which provisions refer to a provision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from ingest.model import Corpus, Provision
from ingest.references import find, resolve
from rag.as_of import place_of, texts_of
from rag.facets import span, spans_on
from rag.kept import kept
from rag.pointing import meant_act
from rag.reading import Unit

Referring = Mapping[str, Sequence[Provision]]
"""By place in an act, such as "32024R1689#art_26", the smallest provisions that refer to it."""


def referred_by(unit: Unit, corpus: Corpus, day: str) -> list[Provision]:
    """Return what refers to an article, annex or recital, or to a part of it, on a day.

    The smallest provisions are meant, each once: those of the same act first. References
    within the unit are left out.
    """
    places = referring(corpus, "")
    work = corpus.documents[unit.lead.document_id].work
    own = {place_of(provision, corpus) for provision in unit.provisions}
    found = {p.id: p for place in sorted(own) for p in places.get(place, ())}
    law = spans_on(day, found.values())
    kept_ones = [p for p in found.values() if span(p) in law and place_of(p, corpus) not in own]
    ranks = {document: rank for rank, document in enumerate(corpus.documents)}
    return sorted(
        kept_ones,
        key=lambda p: (
            corpus.documents[p.document_id].work != work,
            ranks[corpus.documents[p.document_id].work],
            p.order,
        ),
    )


def _made(corpus: Corpus, _: str) -> Referring:
    sources: dict[str, dict[str, Provision]] = {}
    for provision in corpus.provisions.values():
        for target in targets(corpus, "").get(provision.id, ()):
            place = place_of(corpus.provisions[target], corpus)
            sources.setdefault(place, {})[provision.id] = provision
    return MappingProxyType({place: _smallest(found) for place, found in sources.items()})


referring = kept(_made)
"""Return what refers to each place; the key is ""."""


def _all_targets(corpus: Corpus, _: str) -> Mapping[str, tuple[str, ...]]:
    found = ((p.id, tuple(dict.fromkeys(_targets(p, corpus)))) for p in corpus.provisions.values())
    return MappingProxyType({identifier: ids for identifier, ids in found if ids})


targets = kept(_all_targets)
"""Return by the id of a provision the ids that it refers to; the key is ""."""


def _targets(provision: Provision, corpus: Corpus) -> Iterator[str]:
    """Yield the ids that a provision refers to; in an amending article those of the other act.

    What the amendment puts in is found in the latest text of that act.
    """
    document = corpus.documents[provision.document_id]
    act = meant_act(provision, document) if document.is_law else document.work
    if act == document.work:
        yield from provision.refs
        return
    texts = [act, *(text.id for text in reversed(texts_of(act, corpus)))]
    for reference in find(provision.text):
        found = (resolve(reference, text, corpus.provisions) for text in texts)
        if target := next(filter(None, found), ""):
            yield target


def _smallest(found: Mapping[str, Provision]) -> tuple[Provision, ...]:
    containers = {provision.parent_id for provision in found.values()}
    return tuple(p for p in found.values() if p.id not in containers)
