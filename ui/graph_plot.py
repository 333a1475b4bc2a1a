"""Draw the references around an article: what refers to it on the left, the rest on the right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.model import Corpus, Provision
from rag.as_of import work_of
from rag.reference_graph import FROM, TO, Graph, Node
from ui import addresses
from ui.markup import safe
from ui.wording import Wording

_BOX, _HIGH, _GAP_X, _GAP_Y, _EDGE, _TOP = 164, 52, 52, 12, 6, 34
Place = tuple[int, int]
"""Left and upper edge of a box."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What every part of the drawing needs."""

    graph: Graph
    corpus: Corpus
    words: Wording
    more: Mapping[str, str]
    """Parameters that the links within the graph keep, such as the number of steps."""


def plot(drawing: Drawing) -> str:
    """Return the drawing as SVG; each box is a link that puts it in the middle."""
    graph, words = drawing.graph, drawing.words
    columns = _columns(graph)
    high = max(len(column) for column in columns)
    height = _TOP + high * (_HIGH + _GAP_Y) + _EDGE
    width = len(columns) * (_BOX + _GAP_X) - _GAP_X + 2 * _EDGE
    places = _places(columns, height)
    middle = len(columns) // 2
    label = graph.centre.label
    name = words.say("graph.around", label=label, act=_act(graph.centre, drawing))
    told = words.say("graph.told", label=label, n=graph.total(FROM), m=graph.total(TO))
    boxes = "".join(
        _box(provision, places[number, provision.id], number == middle, drawing)
        for number, column in enumerate(columns)
        for provision in column
    )
    heads = _heads(len(columns), words)
    return (
        f'<div class="plot" tabindex="0" role="region" aria-label="{safe(name)}">'
        f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="group" '
        f'aria-labelledby="graph-title graph-told"><title id="graph-title">{safe(name)}</title>'
        f'<desc id="graph-told">{safe(told)}</desc><defs><marker id="graph-arrow" '
        'viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        f'<path class="head" d="M0 0L8 4L0 8Z"/></marker></defs>{heads}'
        f"{''.join(_edges(graph, columns, places))}{boxes}</svg></div>"
    )


def _columns(graph: Graph) -> list[list[Provision]]:
    """Return what stands in each column, from left to right."""
    sides = [
        *(graph.side(FROM, step) for step in (2, 1)),
        *(graph.side(TO, step) for step in (1, 2)),
    ]
    found = [[node.provision for node in side] for side in sides]
    if not found[0] and not found[3]:
        found = found[1:3]
    half = len(found) // 2
    return [*found[:half], [graph.centre], *found[half:]]


def _places(columns: Sequence[Sequence[Provision]], height: int) -> dict[tuple[int, str], Place]:
    """Return where each box stands, by column and id; every column is centred."""
    places: dict[tuple[int, str], Place] = {}
    for number, column in enumerate(columns):
        used = len(column) * (_HIGH + _GAP_Y) - _GAP_Y
        top = _TOP + (height - _TOP - _EDGE - used) // 2
        for row, provision in enumerate(column):
            at = (_EDGE + number * (_BOX + _GAP_X), top + row * (_HIGH + _GAP_Y))
            places[number, provision.id] = at
    return places


def _heads(columns: int, words: Wording) -> str:
    """Return the words above the columns beside the middle one."""
    middle = columns // 2
    shown = ((middle - 1, "graph.from"), (middle + 1, "graph.to"))
    return "".join(
        f'<text class="side" x="{_EDGE + column * (_BOX + _GAP_X) + _BOX // 2}" y="18" '
        f'text-anchor="middle">{safe(words.say(key))}</text>'
        for column, key in shown
    )


def _edges(
    graph: Graph,
    columns: Sequence[Sequence[Provision]],
    places: Mapping[tuple[int, str], Place],
) -> Iterator[str]:
    """Yield an arrow for each pair of boxes that a reference joins."""
    middle = len(columns) // 2
    for node in graph.nodes:
        column = middle - node.step if node.side == FROM else middle + node.step
        nearer = column + (1 if node.side == FROM else -1)
        for other in _nearer(node, nearer, places):
            start, end = (column, node.provision.id), (nearer, other)
            if node.side == TO:
                start, end = end, start
            yield _arrow(places[start], places[end])


def _nearer(node: Node, column: int, places: Mapping[tuple[int, str], Place]) -> list[str]:
    """Return the boxes one column nearer to the middle that a node is linked with."""
    ends = (link.target if node.side == FROM else link.source for link in node.links)
    units = (f"{end.document_id}#{end.anchor.partition('.')[0]}" for end in ends)
    return [unit for unit in dict.fromkeys(units) if (column, unit) in places]


def _arrow(start: Place, end: Place) -> str:
    x1, y1 = start[0] + _BOX, start[1] + _HIGH // 2
    x2, y2 = end[0] - 2, end[1] + _HIGH // 2
    bend = (x2 - x1) // 2
    return (
        f'<path class="edge" marker-end="url(#graph-arrow)" '
        f'd="M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"/>'
    )


def _box(provision: Provision, at: Place, is_centre: bool, drawing: Drawing) -> str:
    """Return one box: a link with the label, and the act or the heading below it."""
    own = work_of(provision, drawing.corpus) == work_of(drawing.graph.centre, drawing.corpus)
    kind = "note" if provision.kind == "note" else ("own" if own else "other")
    below = provision.headings[-1] if own and provision.headings else _act(provision, drawing)
    address = addresses.explore(provision.id, **drawing.more)
    current = ' aria-current="true"' if is_centre else ""
    title = f"{provision.label}, {_act(provision, drawing)}"
    return (
        f'<foreignObject x="{at[0]}" y="{at[1]}" width="{_BOX}" height="{_HIGH}">'
        f'<a class="box {kind}" href="{safe(address)}"{current} title="{safe(title)}" lang="en">'
        f"<b>{safe(provision.label)}</b><span>{safe(below)}</span></a></foreignObject>"
    )


def _act(provision: Provision, drawing: Drawing) -> str:
    return drawing.corpus.documents[provision.document_id].short_title
