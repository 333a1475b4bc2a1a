"""Read what another program sends: each argument as it should be, or an error that names it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from ingest.model import Corpus
from rag.compare import MOST_ACTS, act_named
from ui.errors import NotFound, WrongUse

LONGEST_QUESTION = 2000
"""In characters."""
MOST_HITS = 50
"""How many provisions a search returns at most."""


def text_of(given: object, name: str, longest: int = LONGEST_QUESTION) -> str:
    """Return a text that is not too long and that UTF-8 can hold."""
    if not isinstance(given, str):
        raise WrongUse(f"{name} is no text; send a string")
    if len(given) > longest:
        raise WrongUse(f"{name} has {len(given)} characters; send at most {longest}, in parts")
    if not given.isascii() and given.encode(errors="ignore").decode() != given:
        raise WrongUse(f"{name} holds half a character; send text in UTF-8")
    return given


def day_of(given: object) -> str:
    """Return an ISO date, "" for none."""
    written = text_of(given or "", "as_of")
    try:
        return date.fromisoformat(written).isoformat() if written else ""
    except ValueError as error:
        raise WrongUse(f"as_of {written[:80]!r} is no date such as 2026-07-01") from error


def acts_of(given: object, corpus: Corpus) -> tuple[str, ...]:
    """Return the works that are named by id or by short title."""
    found = {name: act_named(name, corpus) for name in texts_of(given, "documents", "GDPR")}
    unknown = next((name for name, work in found.items() if not work), None)
    if unknown is not None:
        raise NotFound(f"documents: nothing here is {unknown[:80]!r}; `status` lists what is here")
    if len(found) > MOST_ACTS:
        raise WrongUse(f"documents has {len(found)} names; compare at most {MOST_ACTS} at once")
    return tuple(dict.fromkeys(found.values()))


def how_many(given: object) -> int:
    """Return how many hits are wanted."""
    if isinstance(given, bool) or not isinstance(given, int) or not 1 <= given <= MOST_HITS:
        raise WrongUse(f"k {str(given)[:80]!r} is no whole number from 1 to {MOST_HITS}")
    return given


def yes_or_no(given: object, name: str) -> bool:
    """Return what is true or false; no word and no number stands for it."""
    if not isinstance(given, bool):
        raise WrongUse(f"{name} {str(given)[:80]!r} is neither true nor false; send one of them")
    return given


def known_of(given: object, name: str, known: Collection[str]) -> frozenset[str]:
    """Return the names to look in, () for everywhere; one that nothing here has is an error."""
    wanted = texts_of(given, name, next(iter(known), ""))
    unknown = next((one for one in wanted if one not in known), None)
    if unknown is not None:
        raise NotFound(f"{name}: nothing here is {unknown[:80]!r}; `status` lists what is here")
    return frozenset(wanted)


def texts_of(given: object, name: str, example: str) -> list[str]:
    """Return a list of texts, () for none given."""
    if given is None:
        return []
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise WrongUse(f'{name} is no list of texts; send one such as ["{example}"]')
    return given
