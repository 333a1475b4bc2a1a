"""Ask before the texts are changed, say how far it is, and say what became of it."""

from __future__ import annotations

import time
from collections.abc import Mapping

from ui import addresses
from ui.library_keeper import TAKEN_IN, Changed
from ui.library_wish import ADD, NOTHING, REFRESH, REMOVE, Wish
from ui.library_work import Step
from ui.markup import hidden, safe
from ui.places import tongue
from ui.wording import Wording


def asking_to_fetch(wish: Wish, words: Wording) -> str:
    """Return the question before a page is fetched: which address, and from whom."""
    said = words.say("library.fetches", host=wish.host)
    where = f"<p><code>{safe(wish.named)}</code></p>"
    return _question(said, where, _form(ADD, wish.fields(), words.say("library.fetch"), words))


def asking_to_refresh(hosts: tuple[str, ...], offline: bool, words: Wording) -> str:
    """Return the question before texts are obtained again: whom that asks."""
    key = "library.refreshes_offline" if offline else "library.refreshes"
    said = words.say(key, hosts=", ".join(hosts))
    return _question(said, "", _form(REFRESH, {}, words.say("library.refresh"), words))


def asking_to_remove(identifier: str, title: str, words: Wording) -> str:
    """Return the question before a document is removed, for its card."""
    form = _form(REMOVE, {"named": identifier}, words.say("library.remove"), words, "?view=library")
    return _question(words.say("library.removes", title=title), "", form)


def _question(said: str, more: str, form: str) -> str:
    return (
        f'<div class="asked notice" data-asked="{time.monotonic_ns()}" tabindex="-1" data-at>'
        f"<div><p><b>{safe(said)}</b></p>{more}{form}</div></div>"
    )


def _form(do: str, fields: Mapping[str, str], yes: str, words: Wording, instead: str = "") -> str:
    """Return a form of two buttons: to do it, and to leave it."""
    no = safe(words.say("library.keep_all"))
    leave = (
        f'<a class="leave" href="{instead}">{no}</a>'
        if instead
        else f'<button type="submit" name="do" value="{NOTHING}">{no}</button>'
    )
    agree = f'<button type="submit" class="yes">{safe(yes)}</button>'
    return f"<form data-library>{hidden({'do': do, **fields})}{agree}{leave}</form>"


def working(title: str, step: Step, words: Wording) -> str:
    """Return what is being done, and how much of it; only a new stage is read aloud."""
    if step.total:
        share = f'value="{step.done}" max="{step.total}"'
        count = f'<span aria-hidden="true"> {step.done}/{step.total}</span>'
    else:
        share, count = "", ""
    named = safe(words.say("library.progress"))
    return (
        f'<div class="working"><p><b>{safe(title)}</b></p>'
        f'<progress aria-label="{named}" {share}></progress>'
        f"<p{tongue(words)}>{safe(step.what)}{count}</p></div>"
    )


def done(changed: Changed, words: Wording) -> str:
    """Return what became of a change."""
    titles = ", ".join(document.short_title for document in changed.documents)
    if changed.how == "refreshed":
        key = "library.done.refreshed" if changed.documents else "library.done.same"
    else:
        key = f"library.done.{changed.how}"
    said = safe(words.say(key, title=titles, n=len(changed.documents)))
    notice = f"<p{tongue(words)}>{safe(changed.notice)}</p>" if changed.notice else ""
    return f'<div class="ended good"><p><b>{said}</b></p>{notice}{_read(changed, words)}</div>'


def _read(changed: Changed, words: Wording) -> str:
    """Return a link to a document that was added."""
    if changed.how not in TAKEN_IN:
        return ""
    (document,) = changed.documents
    where = safe(addresses.act(document.id))
    return f'<p><a href="{where}">{safe(words.say("library.read"))}</a></p>'


def refused(said: str, words: Wording, lang: str = "") -> str:
    """Return why a change was not made; `lang` is the attribute of words that are English."""
    title = safe(words.say("library.not_done"))
    return (
        f'<div class="ended notice failed"><div><p><b>{title}</b></p><p{lang}>{safe(said)}</p>'
        "</div></div>"
    )
