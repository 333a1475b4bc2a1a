"""Read the questions of `--batch`, all of them before the first is answered."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from ui.errors import BatchInvalid


def read_batch(path: Path) -> list[tuple[str, str, str]]:
    """Return (id, question, day) of every line; blank lines are left out.

    The day is the ISO date in "as_of", "" without one. Raises `BatchInvalid`.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise BatchInvalid(f"{path}: no such file; name a file of questions") from error
    except (OSError, UnicodeDecodeError) as error:
        raise BatchInvalid(f"{path}: cannot be read ({error}); name a UTF-8 file") from error
    lines = enumerate(text.split("\n"), 1)
    questions = [_question(line, f"{path}:{number}") for number, line in lines if line.strip()]
    if not questions:
        raise BatchInvalid(f"{path}: holds no question; {_SHAPE}")
    return questions


_SHAPE = 'write one {"id": "...", "question": "..."} a line'


def _question(line: str, where: str) -> tuple[str, str, str]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise BatchInvalid(f"{where}: not JSON ({error}); {_SHAPE}") from error
    if not isinstance(row, dict):
        raise BatchInvalid(f"{where}: not an object; {_SHAPE}")
    for name in ("id", "question"):
        if not isinstance(row.get(name), str) or not row[name].strip():
            raise BatchInvalid(f"{where}: {name!r} is missing or not text; {_SHAPE}")
    day = row.get("as_of") or ""
    try:
        return row["id"], row["question"], date.fromisoformat(day).isoformat() if day else ""
    except (TypeError, ValueError) as error:
        raise BatchInvalid(f"{where}: 'as_of' is no date such as 2026-07-01; {_SHAPE}") from error
