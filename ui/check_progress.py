"""Tell how far the check of a memo is, and what stopped it."""

from __future__ import annotations

from rag.memo.check import Step
from ui.markup import safe
from ui.wording import Wording


def progress(step: Step, words: Wording) -> str:
    """Return the stage with a bar; while citations are looked for the bar knows no end."""
    stage = words.say("check.checking", done=step.done, of=step.of)
    value = f' max="{step.of}" value="{step.done}"'
    if not step.of:
        stage, value = words.say("check.reading"), ""
    name = safe(words.say("check.progress"))
    return (
        f'<div class="progress"><p>{safe(stage)}…</p>'
        f'<progress aria-label="{name}"{value}></progress></div>'
    )


def stage(step: Step, words: Wording) -> str:
    """Return what a screen reader hears of a stage: the same words until the next stage."""
    return words.count("check.found", step.of) if step.of else words.say("check.reading")


def remark(said: str) -> str:
    """Return a remark that is no error, such as that the check was stopped."""
    return f'<p class="remark">{safe(said)}</p>'


def held(name: str, words: Wording) -> str:
    """Return which uploaded file is checked, "" for none."""
    return (
        f'<p class="held-file">{safe(words.say("check.file_held", name=name))}</p>' if name else ""
    )
