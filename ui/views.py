"""Show a view whose whole content follows from its address."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import gradio as gr

from ingest.errors import IngestError
from ingest.model import Corpus
from rag.errors import RagError
from ui.blocks import asset
from ui.days import day_written
from ui.desk import Desk
from ui.errors import UiError
from ui.markup import safe
from ui.parts import Assistant
from ui.wording import Wording

Parameters = Mapping[str, str]
"""What the address of a view says after "?", such as {"view": "explore", "act": "32024R1689"}."""
_LONGEST = 2000
"""In characters: no longer value of an address is read."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a view needs to be shown."""

    assistant: Assistant
    as_of: str
    """The day whose law is shown: the address's `as_of` as it is written there, else today."""
    words: Wording

    @property
    def corpus(self) -> Corpus:
        """The texts."""
        return self.assistant.corpus

    @property
    def day(self) -> str:
        """The day whose law is shown, checked. Raises `UiError` for what is no date."""
        return day_written(self.as_of, self.words)


Show = Callable[[Reading, Parameters], str]
"""Return a view's HTML; raise `UiError` with words for the reader where it cannot be shown."""


def stage(view: str, show: Show, desk: Desk, words: Wording) -> gr.HTML:
    """Return the part of the page that fills itself whenever its view's address is opened."""

    def opened(parameters: object) -> str:
        return shown(show, desk, words, parameters)

    return gr.HTML(
        f'<p class="opening" role="status">{safe(words.say("shell.loading"))}</p>',
        elem_id=f"stage-{view}",
        elem_classes="stage",
        apply_default_css=False,
        js_on_load=asset("stage.js"),
        server_functions=[opened],
    )


def shown(show: Show, desk: Desk, words: Wording, parameters: object) -> str:
    """Return a view as its address asks for it; what fails is said in words."""
    asked = _read(parameters)
    try:
        return show(Reading(desk.assistant, asked.get("as_of") or desk.today, words), asked)
    except Exception as error:  # noqa: BLE001  a reader must get words, never a stack trace
        return _stuck(error, asked, words)


def _stuck(error: Exception, asked: Parameters, words: Wording) -> str:
    """Return a view that cannot be shown: its name, what is wrong, and the way to its start."""
    view = asked.get("view", "")
    name = words.texts.get(f"nav.{view}", "")
    if not name:
        return failed(error, words)
    start = safe(words.say("shell.start", view=name))
    is_start = asked.keys() == {"view"}
    link = "" if is_start else f'<p><a href="?view={view}">{start}</a></p>'
    return f'<div class="stuck">{viewname(name)}{_alert(error, words)}{link}</div>'


def viewname(name: str, lang: str = "") -> str:
    """Return the heading that a view starts with; `lang` is the attribute of English words."""
    return f'<h2 class="viewname" tabindex="-1" data-focus{lang}>{safe(name)}</h2>'


def failed(error: Exception, words: Wording) -> str:
    """Return a remark on what went wrong; an error that nobody foresaw goes to the log."""
    return _alert(error, words, ' tabindex="-1" data-focus')


def _alert(error: Exception, words: Wording, focus: str = "") -> str:
    told = safe(said(error, words))
    return f'<div class="notice failed" role="alert"{focus}><span>{told}</span></div>'


def said(error: Exception, words: Wording) -> str:
    """Return what a reader is told of an error; one that nobody foresaw goes to the log."""
    if isinstance(error, RagError | IngestError | UiError):
        return str(error)
    _log.error("something on the page failed", exc_info=error)
    return words.say("shell.failed")


def _read(parameters: object) -> Parameters:
    """Return the parameters of an address as texts, each cut at a length nobody needs."""
    if not isinstance(parameters, Mapping):
        return {}
    return {str(name): str(value)[:_LONGEST] for name, value in parameters.items()}
