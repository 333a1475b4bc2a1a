"""Read what the docstring of a function says of it and of its arguments."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any


def described(function: Callable[..., Any]) -> tuple[str, dict[str, str]]:
    """Return what a function does, and by name what each argument means.

    The docstring has its arguments after "Args:", a line each, and results after "Returns:".
    """
    purpose, _, rest = (inspect.getdoc(function) or "").partition("\nArgs:\n")
    listed = rest.partition("\nReturns:")[0].splitlines()
    named = (line.strip().partition(": ") for line in listed if line.strip())
    paragraphs = purpose.partition("\nReturns:")[0].split("\n\n")
    does = "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
    return does.strip(), {name: meaning for name, _, meaning in named}
