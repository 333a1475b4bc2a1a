"""Read what a reader wants done with the texts: every word of it comes from a stranger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import urlsplit

from ingest.fetch_url import is_private
from ingest.user_model import Facts
from ui.days import day_written
from ui.errors import UiError
from ui.library_keeper import PAGE_TIERS
from ui.wording import Wording

LONGEST = 300
"""In characters: no longer title or name is kept."""
LONGEST_ADDRESS = 2000
ADD, REMOVE, REFRESH, NOTHING = "add", "remove", "refresh", "nothing"


@dataclass(frozen=True, slots=True)
class Wish:
    """A change that a reader asks for."""

    do: str
    """`ADD`, `REMOVE`, `REFRESH` or `NOTHING`."""
    named: str = ""
    """The address of a page to add, or the id of a document to remove."""
    facts: Facts = field(default_factory=Facts)

    @property
    def host(self) -> str:
        """Where the page to add comes from."""
        return urlsplit(self.named).hostname or ""

    def fields(self) -> dict[str, str]:
        """Return the wish as the fields of a form, which `read_wish` reads."""
        return {"named": self.named, **{k: v for k, v in asdict(self.facts).items() if v}}


def read_wish(sent: object, words: Wording) -> Wish:
    """Return what a form asks for. Raises `UiError` with words for what it cannot mean."""
    given = sent if isinstance(sent, Mapping) else {}
    do, named = str(given.get("do", "")), str(given.get("named", ""))[:LONGEST_ADDRESS]
    if do == ADD:
        return Wish(ADD, address(named, words), facts(given, words))
    if do == REMOVE:
        return Wish(REMOVE, named)
    return Wish(do if do == REFRESH else NOTHING)


def address(named: str, words: Wording) -> str:
    """Return an http(s) address: never a file of this machine, nor a page of its own network."""
    asked = named.strip()
    try:
        parts = urlsplit(asked)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_web = False
    if not is_web:
        raise UiError(words.say("library.no_address", named=asked[:80]))
    if is_private(asked):
        raise UiError(words.say("library.private", named=asked[:80]))
    return asked


def facts(given: Mapping[Any, object], words: Wording) -> Facts:
    """Return what a reader states of a document; "" leaves it to the document."""
    said = {name: " ".join(str(given.get(name) or "").split())[:LONGEST] for name in _STATED}
    if said["tier"] not in ("", *PAGE_TIERS):
        raise UiError(words.say("library.no_tier", named=said["tier"]))
    return Facts(**{**said, "published": day_written(said["published"], words, "library.no_day")})


_STATED = ("title", "author", "published", "publisher", "tier")
