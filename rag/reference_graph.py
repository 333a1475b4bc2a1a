"""Find what a provision refers to and what refers to it, one step away or two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.model import Corpus, Provision
from rag.as_of import text_on, work_of
from rag.crossing import targets

MOST = 24
"""How many articles are shown at most, the one in the middle among them."""
FROM, TO = "from", "to"
"""Sides of the graph: what refers to the middle, and what the middle refers to."""


@dataclass(frozen=True, slots=True)
class Link:
    """One provision refers to another, each the smallest that does."""

    source: Provision
    target: Provision


@dataclass(frozen=True, slots=True)
class Node:
    """An article, recital, annex or note beside the one in the middle."""

    provision: Provision
    side: str
    """`FROM` or `TO`."""
    step: int
    """1 for what is linked with the middle itself, 2 for what is linked with those."""
    links: tuple[Link, ...]
    """What links it with the middle, or with a node of the step before."""


@dataclass(frozen=True, slots=True)
class Graph:
    """The references around an article and everything in it."""

    centre: Provision
    nodes: tuple[Node, ...]
    left_out: int = 0
    """How many more there are."""
    totals: tuple[int, int] = (0, 0)
    """How many refer to the middle itself, and how many it refers to, shown or not."""

    def total(self, side: str) -> int:
        """Return how many are linked with the middle itself on one side, shown or not."""
        return self.totals[side == TO]

    def side(self, side: str, step: int = 1) -> tuple[Node, ...]:
        """Return the nodes of one side at one step, the most linked first."""
        return tuple(node for node in self.nodes if (node.side, node.step) == (side, step))


def around(provision: Provision, corpus: Corpus, day: str, steps: int = 1) -> Graph:
    """Return the graph around the article, recital or annex that a provision belongs to.

    Only the law of the day (ISO) counts; each place is named by the text of that day.
    """
    law = _Law(corpus, day)
    centre = law.unit(law.now(provision) or provision)
    links = list(law.links())
    found: list[tuple[Node, ...]] = []
    seen = {centre.id}
    edges: dict[str, list[str]] = {FROM: [centre.id], TO: [centre.id]}
    for step in range(1, steps + 1):
        for side in (FROM, TO):
            nodes = _next(links, law, (side, step), edges[side])
            new = tuple(node for node in nodes if node.provision.id not in seen)
            edges[side] = [node.provision.id for node in new]
            found.append(new)
        seen |= {identifier for side in (FROM, TO) for identifier in edges[side]}
    shown = _some(found, MOST - 1)
    left_out = sum(map(len, found)) - len(shown)
    return Graph(centre, tuple(shown), left_out, (len(found[0]), len(found[1])))


@dataclass(frozen=True, slots=True)
class _Law:
    """The texts that are law on one day."""

    corpus: Corpus
    day: str

    def now(self, provision: Provision) -> Provision | None:
        """Return the same place in the act's text of the day, None where that has no such place.

        A consolidated text has no recitals: those of the act stay as they are.
        """
        document = self.corpus.documents[provision.document_id]
        text = text_on(document.work, self.corpus, self.day) if document.is_law else None
        if text is None or text.id == document.id:
            return provision
        own = provision if provision.kind == "recital" else None
        return self.corpus.provisions.get(f"{text.id}#{provision.anchor}", own)

    def unit(self, provision: Provision) -> Provision:
        """Return the article, recital, annex or note that a provision belongs to."""
        head = provision.id.partition("#")[0]
        unit = f"{head}#{provision.anchor.partition('.')[0]}"
        return self.corpus.provisions.get(unit, provision)

    def links(self) -> Iterator[Link]:
        """Yield every reference of the day's law once, from the smallest provision that has it."""
        below, named = self.corpus.children, targets(self.corpus, "")
        for source, ids in named.items():
            provision = self.corpus.provisions[source]
            if self.now(provision) is not provision:
                continue
            children = [named.get(child, ()) for child in below.get(source, ())]
            for identifier in ids:
                target = self.corpus.provisions.get(identifier)
                now = self.now(target) if target else None
                if now and not any(identifier in refs for refs in children):
                    yield Link(provision, now)


def _next(
    links: Sequence[Link], law: _Law, place: tuple[str, int], before: Sequence[str]
) -> list[Node]:
    """Return the nodes one step further on a side, the most linked first."""
    side, step = place
    known = frozenset(before)
    found: dict[str, list[Link]] = defaultdict(list)
    units: dict[str, Provision] = {}
    for link in links:
        source, target = law.unit(link.source), law.unit(link.target)
        near, far = (target, source) if side == FROM else (source, target)
        if near.id in known and far.id not in known:
            found[far.id].append(link)
            units[far.id] = far
    act = {work_of(law.corpus.provisions[identifier], law.corpus) for identifier in before}

    def weight(identifier: str) -> tuple[bool, int]:
        own = work_of(units[identifier], law.corpus) in act
        return not own, -len(found[identifier])

    # sorted is stable: what is linked alike keeps the order of the corpus
    ordered = sorted(found, key=weight)
    return [Node(units[i], side, step, tuple(found[i])) for i in ordered]


def _some(found: Sequence[tuple[Node, ...]], most: int) -> list[Node]:
    """Return at most so many nodes: the nearer step first, each side with its fair share.

    Where there is a further step, the nearer one leaves some room for it.
    """
    kept: list[Node] = []
    pairs = list(zip(found[::2], found[1::2], strict=True))
    for number, (left, right) in enumerate(pairs):
        further = sum(len(side) for pair in pairs[number + 1 :] for side in pair)
        room = most - len(kept) - min(further, (most - len(kept)) // 3)
        half = room // 2
        on_left = min(len(left), max(half, room - len(right)))
        kept += [*left[:on_left], *right[: room - on_left]]
    return kept
