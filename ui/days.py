"""Read a day that a reader writes, in a form or in an address."""

from __future__ import annotations

from datetime import date

from ui.errors import UiError
from ui.wording import Wording

_SHOWN = 40
"""How many characters of what is no day are repeated to its writer."""


def day_written(written: str, words: Wording, wrong: str = "shell.no_day") -> str:
    """Return an ISO date, "" for none.

    Raises `UiError` with the words of the key `wrong`, which has a {day}.
    """
    try:
        return date.fromisoformat(written.strip()).isoformat() if written.strip() else ""
    except ValueError as error:
        raise UiError(words.say(wrong, day=written.strip()[:_SHOWN])) from error
