"""Say why each provision is shown with an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.model import Provision
from rag.adapters.stems import stems, words
from rag.decide import Decided
from rag.model import Answer, Statement, Why
from rag.telling import Support
from rag.thesaurus import is_meant

INTRODUCES = "Introduces what is quoted"
"""What the words before a list are to the point of it that answers."""


def reasons(answer: Answer, parts: Sequence[Decided], support: Support) -> Mapping[str, Why]:
    """Return by id why each provision that a complete answer shows is there.

    Where a question has parts, the place is that in the search for the part.
    """
    places: dict[str, tuple[int, str]] = {}
    for decided in parts:
        for rank, hit in enumerate(decided.found, 1):
            places.setdefault(hit.provision.id, (rank, hit.why))
    added = dict(_added(answer))
    found = {}
    for provision in _shown(answer):
        rank, how = places.get(provision.id, (0, ""))
        why = _shared(answer.asked, provision, support)
        what = added.get(provision.id, "")
        found[provision.id] = replace(why, rank=rank, how=how, added=what)
    return found


def _shown(answer: Answer) -> Iterator[Provision]:
    yield from (c.provision for s in (*answer.statements, *answer.extras) for c in s.citations)
    yield from (hit.provision for hit in answer.nearest)


def _added(answer: Answer) -> Iterator[tuple[str, str]]:
    """Yield what was put beside the answer, and what introduces a point that is quoted."""
    for extra in answer.extras:
        yield extra.citations[0].provision.id, extra.part
    leading = {s.citations[0].provision.id for s in answer.statements}
    for statement in (*answer.statements, *answer.extras):
        yield from ((i, INTRODUCES) for i in _introducing(statement) if i not in leading)


def _introducing(statement: Statement) -> Iterator[str]:
    point, *others = (citation.provision for citation in statement.citations)
    yield from (p.id for p in others if point.anchor.startswith(f"{p.anchor}."))


def _shared(asked: str, provision: Provision, support: Support) -> Why:
    """Return the telling words of a question: those a provision has, means, and lacks."""
    telling = {stem: meant for stem, _, meant in support.telling(asked)}
    present = _stems_of(provision, support)
    has: list[str] = []
    means: list[str] = []
    lacks: list[str] = []
    for word in dict.fromkeys(words(asked)):
        for stem in (stem for stem in stems(word) if stem in telling):
            is_meant_there = is_meant(telling[stem], present)
            (has if stem in present else means if is_meant_there else lacks).append(word)
    return Why(terms=tuple(has), meant=tuple(means), lacks=tuple(lacks))


def _stems_of(provision: Provision, support: Support) -> frozenset[str]:
    known = support.vocabularies.get(provision.id)
    own = (*provision.headings, provision.label, provision.chapeau, provision.text)
    return known if known is not None else frozenset(stems(" ".join(own)))
