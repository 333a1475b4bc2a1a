"""Say the words of the interface in the language of the reader."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ui.errors import UiError

ENGLISH, GERMAN = "en", "de"
LANGUAGES = (ENGLISH, GERMAN)
_FILE = Path(__file__).parent / "assets" / "interface.toml"


class WordingMissing(UiError):
    """The file of the interface's words lacks one, or lacks it in a language."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of the interface in one language, by key such as "ask.send"."""

    language: str
    """"en" or "de"."""
    texts: Mapping[str, str]

    def say(self, key: str, /, **values: object) -> str:
        """Return the words of a key with the values put in; plain text, not yet HTML.

        Raises `WordingMissing` for a key that the file lacks.
        """
        try:
            return self.texts[key].format(**values)
        except KeyError as error:
            raise WordingMissing(
                f"{key}: no such words, or no value for {error}; see ui/assets/interface.toml"
            ) from error

    def count(self, key: str, number: int, /, **values: object) -> str:
        """Return the words of `key.one` or `key.many`, with {n} the number."""
        form = "one" if number == 1 else "many"
        return self.say(f"{key}.{form}", n=number, **values)

    def day(self, iso: str) -> str:
        """Return "2 Feb 2025" or "2. Feb. 2025"; what is no ISO date is returned as it is."""
        try:
            parsed = date.fromisoformat(iso)
        except ValueError:
            return iso
        month = self.say("months").split()[parsed.month - 1]
        return self.say("day", day=parsed.day, month=month, year=parsed.year)


@cache
def read_wording(language: str = ENGLISH) -> Wording:
    """Return the words of the interface in a language.

    Raises `WordingMissing` for another language than those of `LANGUAGES`.
    """
    if language not in LANGUAGES:
        raise WordingMissing(f"{language!r}: the interface speaks {' and '.join(LANGUAGES)}")
    with _FILE.open("rb") as opened:
        return Wording(language, dict(_said(tomllib.load(opened), language)))


def _said(table: Mapping[str, Any], language: str, above: str = "") -> Iterator[tuple[str, str]]:
    """Yield each key with its words: a table that has the language is a key's words."""
    if ENGLISH in table:
        if language not in table:
            raise WordingMissing(f"{above}: no words in {language!r}; see ui/assets/interface.toml")
        yield above, table[language]
        return
    for name, below in table.items():
        yield from _said(below, language, f"{above}.{name}" if above else name)
