"""Show the view explore: the list of documents, one of them to read, or another picture."""

from __future__ import annotations

from collections.abc import Mapping

from ui import explore_claims, explore_graph, explore_timeline, reading_shelf, reading_view
from ui.errors import NotFound, UiError
from ui.views import Parameters, Reading, Show

_WAYS: Mapping[str, Show] = {
    "timeline": explore_timeline.show,
    "graph": explore_graph.show,
    "claims": explore_claims.show,
}


def show(reading: Reading, parameters: Parameters) -> str:
    """Return the view that an address asks for; `UiError` where it cannot be understood."""
    way = parameters.get("show", "")
    if way:
        if way not in _WAYS:
            raise UiError(reading.words.say("explore.no_way", name=way))
        return _WAYS[way](reading, parameters)
    if not (parameters.get("provision") or parameters.get("act")):
        return reading_shelf.show(reading)
    try:
        return reading_view.show(reading, parameters)
    except NotFound as missing:
        return reading_shelf.show(reading, str(missing))
