"""Offer what can be done with the last answer: ask on, copy, export, report, ask again."""

from __future__ import annotations

from rag.model import Answer
from rag.suggest import suggested
from ui import ask_where
from ui.copied import copied
from ui.export import PAPERS, RECEIPT
from ui.markup import safe
from ui.places import View, tongue
from ui.report_forms import problem_form
from ui.wording import Wording

_TOLD = ("copied", "copied_link", "not_copied", "making")
"""What scripts say below the tools."""


def below(answer: Answer, view: View, reportable: bool) -> str:
    """Return what stands under the last answer once it is complete."""
    return _next(answer, view) + _tools(answer, view, reportable)


def below_failure(view: View) -> str:
    """Return what stands under a question that has no answer: ask again, or edit it.

    The question itself is still where it was written.
    """
    return _row(_repeat("", view.words), view.words)


def _next(answer: Answer, view: View) -> str:
    """Return the questions that follow from the answer, each a link that asks it."""
    found = suggested(answer, view.corpus) if view.corpus is not None else ()
    if not found or view.corpus is None:
        return ""
    where = ask_where.where_of(answer.question, view.corpus)
    links = "".join(
        f'<li><a class="next" href="{safe(ask_where.address(one.question, where))}">'
        f"{safe(one.question)}</a></li>"
        for one in found
    )
    title = safe(view.words.say("ask.also"))
    return (
        f'<nav class="follow" aria-label="{title}"><p>{title}</p>'
        f'<ul class="next"{tongue(view.words)}>{links}</ul></nav>'
    )


def _tools(answer: Answer, view: View, reportable: bool) -> str:
    words, where = view.words, ask_where.where_of(answer.question, view.corpus)
    address = ask_where.address(answer.question.text, where)
    receipt = safe(words.say("ask.receipt_explained"))
    buttons = (
        _button(f'data-copy="{safe(copied(answer, view))}"', words.say("ask.copy")),
        _exports(view),
        _button(f'data-export="{RECEIPT}" title="{receipt}"', words.say("ask.receipt")),
        _button(f'data-copy-link="{safe(address)}"', words.say("ask.copy_link")),
        _repeat(answer.question.text, words),
    )
    report = problem_form(f"problem-{view.turn}", words) if reportable else ""
    return _row("".join(buttons), words, report)


def _row(buttons: str, words: Wording, more: str = "") -> str:
    told = " ".join(
        f'data-{name.replace("_", "-")}="{safe(words.say(f"ask.{name}"))}"' for name in _TOLD
    )
    label = safe(words.say("ask.tools"))
    return (
        f'<div class="tools" role="group" aria-label="{label}" {told}>{buttons}{more}'
        '<p class="told" role="status"></p></div>'
    )


def _repeat(text: str, words: Wording) -> str:
    again = _button("data-again", words.say("ask.again"))
    return again + _button(f'data-edit="{safe(text)}"', words.say("ask.edit"))


def _exports(view: View) -> str:
    """Return the forms in which the answer, and a conversation of several, can be saved."""
    scopes = ("answer", "conversation") if view.turn > 1 else ("answer",)
    groups = "".join(_scope(scope, view.words) for scope in scopes)
    title = safe(view.words.say("ask.export"))
    return f'<details class="export"><summary>{title}</summary><div>{groups}</div></details>'


def _scope(scope: str, words: Wording) -> str:
    title = safe(words.say(f"ask.export_{scope}"))
    buttons = "".join(
        _button(f'data-export="{form}" data-scope="{scope}"', words.say(f"ask.{form}"))
        for form in PAPERS
    )
    return f'<div role="group" aria-label="{title}"><span>{title}</span>{buttons}</div>'


def _button(attributes: str, said: str) -> str:
    return f'<button type="button" {attributes}>{safe(said)}</button>'
