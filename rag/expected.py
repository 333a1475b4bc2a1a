"""Read questions whose right answers are known."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rag.errors import QuestionsInvalid


@dataclass(frozen=True, slots=True)
class Expected:
    """One question of a questions file."""

    id: str
    kind: str
    question: str
    gold: tuple[str, ...]
    """Ids or prefixes of the provisions that answer; () when the right answer is a refusal."""
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    as_of: str = ""
    """ISO date whose law is asked for, "" for today's."""


def read_questions(path: Path) -> list[Expected]:
    """Return the questions of a JSON-lines file. Raises `QuestionsInvalid` with the line."""
    found = []
    for number, row in rows(path, '"question" and "gold"'):
        try:
            found.append(_expected(row, number))
        except (KeyError, TypeError, AttributeError) as error:
            raise invalid(path, number, '"question" and "gold"', error) from error
    return found


def rows(path: Path, needs: str) -> Iterator[tuple[int, Any]]:
    """Yield the number and the value of each line of a JSON-lines file that is not empty."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise QuestionsInvalid(f"{path}: cannot be read ({error}); name a file") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except json.JSONDecodeError as error:
                raise invalid(path, number, needs, error) from error


def invalid(path: Path, number: int, needs: str, error: Exception) -> QuestionsInvalid:
    """Return the error that names a line and what it needs."""
    return QuestionsInvalid(f"{path}:{number}: needs a JSON object with {needs} ({error!r})")


def _expected(row: Mapping[str, Any], number: int) -> Expected:
    gold = tuple(_gold(identifier) for identifier in row["gold"])
    kind = str(row.get("kind") or ("article" if gold else "refuse"))
    must, must_not = (tuple(row.get(name) or ()) for name in ("must", "must_not"))
    as_of = str(row.get("as_of") or "")
    return Expected(str(row.get("id", number)), kind, row["question"], gold, must, must_not, as_of)


def _gold(identifier: str) -> str:
    """Return a gold id; "<act>#doc:" stands for any document of the user's own."""
    _, _, anchor = identifier.partition("#")
    return anchor if anchor.startswith("doc:") else identifier
