"""Lay out the forms in which a reader reports what is wrong."""

from __future__ import annotations

import time

from ingest.model import Provision
from ui.feedback import LONGEST_REASON, PROBLEMS
from ui.markup import safe
from ui.wording import Wording


def note_form(provision: Provision, form: str, words: Wording) -> str:
    """Return what reports the note above it; the script of the page sends the form."""
    purpose = safe(words.say("ask.report.note_on", label=provision.label))
    fields = _reason(form, words.say("ask.report.wrong"), words)
    return _folded(
        f'<summary aria-label="{purpose}">{safe(words.say("ask.report.note"))}</summary>'
        f'<form id="{form}" aria-label="{purpose}" data-provision="{safe(provision.id)}">'
        f"{fields}{_send(words.say('ask.report.kept'), words)}</form>"
    )


def problem_form(form: str, words: Wording) -> str:
    """Return what reports a problem with a whole answer."""
    title = safe(words.say("ask.report.problem"))
    boxes = "".join(
        f'<label><input type="radio" name="problem" value="{problem}" required>'
        f"<span>{safe(words.say(f'ask.problem.{problem}'))}</span></label>"
        for problem in PROBLEMS
    )
    legend = safe(words.say("ask.report.which"))
    return _folded(
        f'<summary>{title}</summary><form id="{form}" aria-label="{title}">'
        f"<fieldset><legend>{legend}</legend>{boxes}</fieldset>"
        f"{_reason(form, words.say('ask.report.words'), words)}"
        f"{_send(words.say('ask.report.kept_answer'), words)}</form>"
    )


def outcome(form: str, said: str, kept: bool) -> str:
    """Return what became of a report, for the script that shows it at its form."""
    return (  # the time makes two equal outcomes differ, so that both are shown
        f'<span data-form="{safe(form)}" data-kept="{str(kept).lower()}" '
        f'data-told="{time.monotonic_ns()}">{safe(said)}</span>'
    )


def _folded(inside: str) -> str:
    return (
        f'<div class="report"><details>{inside}</details>'
        '<p class="outcome" role="status" tabindex="-1"></p></div>'
    )


def _reason(form: str, asking: str, words: Wording) -> str:
    optional = safe(words.say("ask.report.optional", n=LONGEST_REASON))
    return (
        f'<label for="{form}-reason">{safe(asking)} <span>{optional}</span></label>'
        f'<textarea id="{form}-reason" name="reason" rows="3" maxlength="{LONGEST_REASON}">'
        "</textarea>"
    )


def _send(kept: str, words: Wording) -> str:
    send = safe(words.say("ask.report.send"))
    return f'<div><button type="submit">{send}</button><span>{safe(kept)}</span></div>'
