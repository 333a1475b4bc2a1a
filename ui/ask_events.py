"""Answer what a reader does with an answer: report it, or take it along as a file."""

from __future__ import annotations

import time
from collections.abc import Mapping

from ui.ask_turns import Past
from ui.desk import Desk
from ui.download import offered
from ui.errors import UiError
from ui.export import FORMS, Making, export
from ui.feedback import Report, report_answer, report_on
from ui.markup import safe
from ui.report_forms import outcome
from ui.views import said
from ui.wording import Wording, read_wording


def reported(
    desk: Desk, past: Past, sent: Mapping[str, object], words: Wording | None = None
) -> str:
    """Keep a report on the last answer or a note in it; return what the page is told of it."""
    words = words or read_wording()
    form = str(sent.get("form", ""))
    try:
        keep = desk.about.keep
        if not keep or not past:
            raise UiError(words.say("ask.report.none"))
        keep(_report(past, sent, words))
    except Exception as error:  # noqa: BLE001  a reader must get words, never a stack trace
        return outcome(form, said(error, words), kept=False)
    return outcome(form, words.say("ask.report.thanks"), kept=True)


def _report(past: Past, sent: Mapping[str, object], words: Wording) -> Report:
    reason, problem = str(sent.get("reason", "")), sent.get("problem")
    if problem is not None:
        return report_answer(past[-1], str(problem), reason, words)
    return report_on(past[-1], str(sent.get("provision", "")), reason, words)


def exported(desk: Desk, past: Past, sent: Mapping[str, object], words: Wording) -> str:
    """Return the element that hands over a file of the last answer or of all, or what failed."""
    form, whole = str(sent.get("form", "")), sent.get("scope") == "conversation"
    try:
        if not past:
            raise UiError(words.say("ask.nothing_to_export"))
        if form not in FORMS:
            raise UiError(words.say("ask.not_a_form"))
        conditions = desk.about.conditions
        making = Making(conditions=conditions() if conditions else None)
        answers = past if whole else past[-1:]
        file = export(answers, form, desk.assistant.corpus, words, making)
    except Exception as error:  # noqa: BLE001  as above
        return _told(said(error, words))
    return offered(file) + _told(words.say("ask.made", name=file.name))


def _told(words: str) -> str:
    """Return what became of a file, for the script that shows it at the tools."""
    return f'<span data-said="{time.monotonic_ns()}">{safe(words)}</span>'
