"""Write the addresses of what the page shows: links that can be kept and sent."""

from __future__ import annotations

from urllib.parse import urlencode


def explore(provision_id: str = "", **more: str) -> str:
    """Return the address at which a provision is read in its act."""
    return _address(view="explore", provision=provision_id, **more)


def act(document_id: str) -> str:
    """Return the address at which an act is read from its beginning."""
    return _address(view="explore", act=document_id)


def compare(topic: str = "", **more: str) -> str:
    """Return the address of a topic across acts."""
    return _address(view="compare", topic=topic, **more)


def versions(provision_id: str, older: str = "", newer: str = "") -> str:
    """Return the address of a provision's old and new text; days are ISO 8601."""
    return _address(view="compare", provision=provision_id, **{"from": older, "to": newer})


def ask(question: str, **more: str) -> str:
    """Return the address that asks a question."""
    return _address(q=question, **more)


def _address(**parameters: str) -> str:
    return "?" + urlencode({name: value for name, value in parameters.items() if value})
