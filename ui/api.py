"""Offer to other programs what the command line offers, as endpoints of the page."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any

import gradio as gr
from gradio.components.api_component import Api
from gradio.context import Context

from ui.api_errors import told
from ui.api_functions import NAMES, Functions
from ui.desk import Desk
from ui.docstrings import described

_AT_ONCE = 4
"""How many calls of one endpoint run at the same time; the others wait."""


def offer(desk: Desk) -> None:
    """Add the endpoints to the page that is being built: POST /gradio_api/call/<name>."""
    functions = Functions(desk)
    for name in NAMES:
        function = getattr(functions, name)
        does, _ = described(function)
        made = gr.api(  # type: ignore[attr-defined]
            _told(function),
            api_name=name,
            api_description=does,
            concurrency_limit=_AT_ONCE,
        )
        _describe(function, made)


def settle(blocks: gr.Blocks) -> None:
    """Give the endpoints their names, and keep everything else of a page to the page.

    Gradio gives a name to whoever asks first, and makes what fills a page at its opening public.
    """
    for function in blocks.fns.values():
        inner: Any = getattr(function.fn, "__wrapped__", None)
        if isinstance(getattr(inner, "__self__", None), Functions):
            function.api_name = inner.__name__
            continue
        function.api_visibility = "private"
        if function.api_name in NAMES:
            function.api_name = f"page_{function.api_name}"


def _told(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function with its errors as those that Gradio hands to the caller."""

    @wraps(function)
    def called(*given: object) -> object:
        try:
            return function(*given)
        except Exception as error:
            raise gr.Error(told(error), print_exception=False) from error

    return called


def _describe(function: Callable[..., Any], made: Any) -> None:
    """Put the description of each argument beside its type, where clients list it."""
    _, meanings = described(function)
    root = Context.root_block
    if root is None:
        return
    inputs = root.fns[made["id"]].inputs
    for name, component in zip(inspect.signature(function).parameters, inputs, strict=True):
        if isinstance(component, Api):
            component._api_info["additional_description"] = meanings[name]
