"""Turn text that others wrote into HTML that cannot act."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from datetime import date
from urllib.parse import urlsplit

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
"""Control characters, and those that turn the reading direction around."""
_CELEX = re.compile(r"^[03](\d{4})[A-Z](\d{4})")


def safe(text: str) -> str:
    """Return the text with every character that could start markup made harmless."""
    return html.escape(_UNSEEN.sub("", text), quote=True)


def paragraphs(text: str) -> str:
    """Return the text made safe, its lines kept."""
    return "<br>".join(safe(line) for line in text.split("\n"))


def live(said: str) -> str:
    """Return the region that screen readers announce when it changes."""
    return f'<div class="sr-only" role="status" aria-live="polite">{safe(said)}</div>'


def hidden(values: Mapping[str, str]) -> str:
    """Return what a form keeps beside what its reader fills in; nothing for ""."""
    return "".join(
        f'<input type="hidden" name="{safe(name)}" value="{safe(value)}">'
        for name, value in values.items()
        if value
    )


def check_box(attributes: str, said: str, is_checked: bool = False) -> str:
    """Return a check box with its label; both arguments are HTML."""
    checked = " checked" if is_checked else ""
    return f'<label><input type="checkbox" {attributes}{checked}>{said}</label>'


def link(url: str, words: str = "") -> str:
    """Return a link that opens apart from the page, "" unless the address is http or https."""
    try:
        address = urlsplit(url.strip())
    except ValueError:
        return ""
    if address.scheme not in ("http", "https") or not address.hostname:
        return ""
    eur_lex = address.hostname.endswith("europa.eu")
    shown = words or ("EUR-Lex" if eur_lex else address.hostname)
    return (
        f'<a href="{safe(url.strip())}" target="_blank" rel="noopener noreferrer">'
        f'{safe(shown)}<span class="sr-only"> (opens in a new tab)</span></a>'
    )


def day(iso: str) -> str:
    """Return "2 Feb 2025" for "2025-02-02"; what is no date is returned as it is."""
    try:
        parsed = date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{parsed.day} {parsed:%b} {parsed.year}"


def act(identifier: str) -> str:
    """Return "2026/1744" for the CELEX number "32026R1744"; other ids as they are."""
    found = _CELEX.match(identifier)
    return f"{found[1]}/{int(found[2])}" if found else identifier


def count(number: int, noun: str) -> str:
    """Return "1 source" or "2 sources"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
