"""Show a provision among those it refers to and those that refer to it."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.model import Provision
from rag.as_of import work_of
from rag.asking import read
from rag.labels import absent
from rag.named import named_by
from rag.reference_graph import FROM, MOST, TO, Node, around
from ui import addresses
from ui.errors import UiError
from ui.graph_plot import Drawing, plot
from ui.markup import hidden, safe
from ui.pictures import head, link
from ui.views import Parameters, Reading
from ui.wording import Wording

EXAMPLES = ("Article 26 AI Act", "Article 35 GDPR", "Article 23 NIS2", "Article 19 DORA")
_LONGEST = 120
"""In characters: no name of a provision is longer."""


def show(reading: Reading, parameters: Parameters) -> str:
    """Return the picture as HTML; raise `UiError` where the address cannot be read."""
    words, day = reading.words, reading.day
    named = " ".join(parameters.get("provision", "").split())[:_LONGEST]
    steps = _steps(parameters.get("steps", ""), words)
    found = named_by(named, reading.corpus, day) if named else ()
    known = {p.id: p for p in found}
    body = ""
    if len(known) == 1:
        body = _picture(found[0], steps, reading, parameters)
    elif known:
        body = _which(list(known.values()), reading, parameters)
    elif named:
        body = _unknown(named, reading, day)
    shown = found[0].label if len(known) == 1 else named
    if len(known) == 1:
        shown = f"{shown}, {reading.corpus.documents[found[0].document_id].short_title}"
    form = _form(shown, steps, parameters, words)
    return (
        f'<div class="picture graph">{head("graph", words)}{form}{body or _examples(words)}</div>'
    )


def _steps(given: str, words: Wording) -> int:
    if given not in ("", "1", "2"):
        raise UiError(words.say("graph.no_steps", steps=given[:20]))
    return int(given or 1)


def _form(shown: str, steps: int, parameters: Parameters, words: Wording) -> str:
    day = parameters.get("as_of", "")
    kept = hidden({"view": "explore", "show": "graph", "as_of": day})
    radios = "".join(
        f'<label><input type="radio" name="steps" value="{n}"{" checked" if n == steps else ""}> '
        f"{safe(words.say(f'graph.step_{n}'))}</label>"
        for n in (1, 2)
    )
    return (
        f'<form data-go class="filters" aria-label="{safe(words.say("graph.form"))}">{kept}'
        f'<label class="named">{safe(words.say("graph.name"))} <input type="text" name="provision" '
        f'maxlength="{_LONGEST}" value="{safe(shown)}" autocomplete="off" '
        f'aria-describedby="graph-hint"></label>'
        f'<p id="graph-hint" class="hint">{safe(words.say("graph.hint"))}</p>'
        f"<fieldset><legend>{safe(words.say('graph.steps'))}</legend>{radios}</fieldset>"
        f'<div class="send"><button type="submit">{safe(words.say("graph.show"))}</button></div>'
        "</form>"
    )


def _examples(words: Wording) -> str:
    links = "".join(
        f'<li><a href="{safe(addresses.explore(example, show="graph"))}" lang="en">'
        f"{safe(example)}</a></li>"
        for example in EXAMPLES
    )
    return (
        f'<section class="examples"><h3>{safe(words.say("graph.examples"))}</h3>'
        f"<ul>{links}</ul></section>"
    )


def _unknown(named: str, reading: Reading, day: str) -> str:
    """Return why nothing is shown, and what to try."""
    asked = read(named)
    told = absent(asked.references, asked.acts, reading.corpus, day)
    ours = safe(reading.words.say("graph.unknown", name=named))
    law = f' <span lang="en">{safe(" ".join(told))}</span>' if told else ""
    notice = f'<div class="notice" role="alert"><span>{ours}{law}</span></div>'
    return notice + _examples(reading.words)


def _kept(parameters: Parameters) -> dict[str, str]:
    """Return the parameters that links within the graph keep."""
    kept = {"show": "graph", **{name: parameters.get(name, "") for name in ("steps", "as_of")}}
    return {name: value for name, value in kept.items() if value}


def _which(found: Sequence[Provision], reading: Reading, parameters: Parameters) -> str:
    """Return the question back: which of several provisions is meant."""
    links = "".join(
        f'<li><a href="{safe(addresses.explore(p.id, **_kept(parameters)))}" lang="en">'
        f"{safe(p.label)}, {safe(reading.corpus.documents[p.document_id].short_title)}</a></li>"
        for p in found
    )
    return (
        f'<section class="examples"><h3>{safe(reading.words.say("graph.which"))}</h3>'
        f"<ul>{links}</ul></section>"
    )


def _picture(provision: Provision, steps: int, reading: Reading, parameters: Parameters) -> str:
    """Return the drawing and, beneath it, the same as two lists."""
    words, corpus = reading.words, reading.corpus
    graph = around(provision, corpus, reading.day, steps)
    drawing = Drawing(graph, corpus, words, _kept(parameters))
    title = corpus.documents[graph.centre.document_id].short_title
    asked = ""
    if provision.anchor != graph.centre.anchor:
        asked = f"<p>{safe(words.say('graph.asked', label=provision.label))}</p>"
    left = ""
    if graph.left_out:
        told = words.count("graph.left_out", graph.left_out, most=MOST)
        left = f'<p class="notice" role="status">{safe(told)}</p>'
    lists = "".join(_list(side, drawing) for side in (FROM, TO))
    return (
        '<div class="around"><h3 lang="en">'
        f"{link(graph.centre, f'{graph.centre.label}, {title}')}</h3>{asked}"
        f"{plot(drawing)}"
        f'<p class="hint">{safe(words.say("graph.key"))}</p>{left}'
        f'<div class="lists">{lists}</div></div>'
    )


def _list(side: str, drawing: Drawing) -> str:
    """Return one side of the graph as a list, with the references themselves."""
    graph, words = drawing.graph, drawing.words
    nodes = graph.side(side)
    total = graph.total(side)
    heading = words.count(f"graph.{side}_list", total, label=graph.centre.label)
    if total > len(nodes):
        heading = f"{heading}{words.say('graph.some', n=len(nodes))}"
    rows = "".join(_row(node, drawing) for node in nodes)
    shown = f"<ul>{rows}</ul>" if rows else f"<p>{safe(words.say('graph.none'))}</p>"
    further = "".join(_row(node, drawing) for node in graph.side(side, 2))
    if further:
        second = words.say(f"graph.{side}_step_2")
        shown += f"<h5>{safe(second)}</h5><ul>{further}</ul>"
    return f'<section class="card"><h4>{safe(heading)}</h4>{shown}</section>'


def _row(node: Node, drawing: Drawing) -> str:
    """Return one neighbour: its label, its act where that is another one, each reference."""
    corpus, words = drawing.corpus, drawing.words
    own = work_of(node.provision, corpus) == work_of(drawing.graph.centre, corpus)
    title = corpus.documents[node.provision.document_id].short_title
    act = "" if own else f' <span class="badge" lang="en">{safe(title)}</span>'
    heading = node.provision.headings[-1] if node.provision.headings else ""
    pair = words.say("graph.pair", source="{0}", target="{1}")
    pairs = "; ".join(pair.format(link(one.source), link(one.target)) for one in node.links)
    address = addresses.explore(node.provision.id, **drawing.more)
    return (
        f'<li><a href="{safe(address)}" lang="en"><b>{safe(node.provision.label)}</b></a>{act} '
        f'<span class="what" lang="en">{safe(heading)}</span><p class="pairs">{pairs}</p></li>'
    )
