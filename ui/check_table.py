"""Show the table of authorities of a checked memo, each with where the memo cites it."""

from __future__ import annotations

from collections.abc import Sequence

from ui.authorities import Authorities, Entry
from ui.markup import safe
from ui.wording import Wording


def table(authorities: Authorities, words: Wording) -> str:
    """Return the table; the paragraphs are links to those of the memo's text."""
    groups = [(group.heading, "en", group.entries) for group in authorities.groups]
    if authorities.not_verified:
        heading = words.say("check.table.not_verified")
        groups.append((heading, words.language, authorities.not_verified))
    if not groups:
        return f'<p class="none">{safe(words.say("check.table.none"))}</p>'
    return "".join(_group(heading, language, own, words) for heading, language, own in groups)


def _group(heading: str, language: str, entries: Sequence[Entry], words: Wording) -> str:
    items = "".join(_entry(entry, words) for entry in entries)
    return (
        f'<section class="authorities"><h4 lang="{language}">{safe(heading)}</h4>'
        f"<ul>{items}</ul></section>"
    )


def _entry(entry: Entry, words: Wording) -> str:
    why = f' <span class="why" lang="en">({safe(entry.why)})</span>' if entry.why else ""
    links = ", ".join(
        f'<a href="#para-{n}" aria-label="{safe(words.say("check.table.where", n=n))}">{n}</a>'
        for n in entry.paragraphs
    )
    return (
        f'<li><span lang="en">{safe(entry.label)}</span>{why}'
        f'<span class="leader" aria-hidden="true"></span>'
        f'<span class="where"><span aria-hidden="true">¶ </span>{links}</span></li>'
    )
