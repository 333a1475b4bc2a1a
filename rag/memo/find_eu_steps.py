"""Read the paragraphs and points that stand behind the number of a provision."""

from __future__ import annotations

import re

from ingest.references import ORDINALS
from rag.memo.find_eu_names import NAME
from rag.memo.find_eu_words import (
    AFTER_BARE_LETTER,
    BARE_LETTER,
    COUNTED,
    HALF_STEP,
    ITEM,
    JOIN,
    LEVEL,
    MANY,
    PIECE,
    ROMAN_PARAGRAPH,
    STEPS,
    TO_UNIT,
)

Path = tuple[str, ...]
"""Steps below a unit, from the outside in: ("1", "a")."""
Read = tuple[list[Path], int]
"""What the last path becomes, with those that a list adds, and where the reading ends."""
_MOST, _DEEPEST = 40, 8
_CAPITAL = re.compile(r"[^\S\n][A-Z]")
_TENS = ("", "x", "xx", "xxx")
_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
ROMAN = tuple(ten + one for ten in _TENS for one in _ONES)
"""Roman numerals by their value, in lower case, up to 39."""


def tail(text: str, position: int, first: Path) -> Read:
    """Return the paths that a citation goes on to name, at least the first, and its end."""
    paths, end = [first], position
    while len(paths[-1]) < _DEEPEST and len(paths) < _MOST:
        further = _further(text, end, paths[-1])
        if further is None:
            break
        paths[-1:], end = further
    return paths, end


def _further(text: str, position: int, last: Path) -> Read | None:
    return (
        _direct(text, position, last)
        or _piece(text, position, last)
        or _level(text, position, last)
        or _sibling(text, position, last)
    )


def bare(steps: str) -> Path:
    """Return numbers and letters without brackets: "(1)(a)" gives ("1", "a")."""
    return tuple(re.findall(r"[0-9]+[a-z]?|[a-z]+", steps.lower()))


def _direct(text: str, position: int, last: Path) -> Read | None:
    """Read steps that stand right behind: "(1)(a)", "(1) a", "1 a)"."""
    if match := STEPS.match(text, position):
        return [(*last, *bare(match.group()))], match.end()
    if not last and (match := ROMAN_PARAGRAPH.match(text, position)):
        return [(str(ROMAN.index(match["roman"].lower())),)], match.end()
    if not last or not last[-1][0].isdigit():
        return None
    if match := HALF_STEP.match(text, position):
        return [(*last, match[1])], match.end()
    match = BARE_LETTER.match(text, position)
    if match and _ends_citation(text, match):
        return [(*last, match[1])], match.end()
    return None


def _ends_citation(text: str, match: re.Match[str]) -> bool:
    """Tell "Article 5(1) a GDPR" from "Article 5(1) a provider" and "Article 5(1) a Member"."""
    end = match.end()
    if match[1] == "a" and _CAPITAL.match(text, end):
        return NAME.match(text, end + 1) is not None
    return AFTER_BARE_LETTER.match(text, end) is not None


def _piece(text: str, position: int, last: Path) -> Read | None:
    match = PIECE.match(text, position)
    if match is None or TO_UNIT.match(text, match.end()):
        return None
    return [last or ordinal(match)], match.end()


def ordinal(match: re.Match[str]) -> Path:
    """Return the number of "third paragraph", nothing for subparagraphs and sentences."""
    word = (match["ordinal"] or "").lower()
    return (str(ORDINALS.index(word) + 1),) if match["par"] and word in ORDINALS else ()


def _level(text: str, position: int, last: Path) -> Read | None:
    """Read a paragraph or points named in words: ", paragraph 1, points (a) and (b)"."""
    match = LEVEL.match(text, position)
    found = items(text, match) if match else None
    if match is None or found is None or TO_UNIT.match(text, found[1]):
        return None
    paths, end = found
    if match["par"] and last:
        return [last, *paths], end
    return [(*last, *path) for path in paths], end


def items(text: str, level: re.Match[str]) -> Read | None:
    """Return what stands behind a word such as "points", and where it ends."""
    match = ITEM.match(text, level.end())
    if match is None or (match["letter"] and not _is_letter(text, level, match)):
        return None
    paths, end = [_item(match)], match.end()
    many = MANY.search(level.group().strip(" ,\n")) is not None
    while many and len(paths) < _MOST and (join := JOIN.match(text, end)):
        match = ITEM.match(text, join.end())
        if match is None or not _goes_on(text, paths[-1], match):
            break
        item = _item(match)
        new = item if item[0][0].isdigit() else beside(paths[-1], item)
        paths += [*(between(paths[-1], new) if join["to"] else ()), new]
        end = match.end()
    return paths, end


def _is_letter(text: str, level: re.Match[str], match: re.Match[str]) -> bool:
    """Tell "point a" from "point a finger": a paragraph has no letter."""
    closed = match.group().endswith(")") or AFTER_BARE_LETTER.match(text, match.end()) is not None
    return level["par"] is None and closed


def _item(match: re.Match[str]) -> Path:
    return bare(match.group())


def _goes_on(text: str, last: Path, match: re.Match[str]) -> bool:
    """Tell a further item of a list from a number or a word that only follows."""
    if last[0][0].isdigit() != _item(match)[0][0].isdigit():
        return match["steps"] is not None
    if match["letter"] and not match.group().endswith(")"):
        # In Danish "i" means "in".
        return match.group() != "i" and AFTER_BARE_LETTER.match(text, match.end()) is not None
    return bool(match["steps"] or match["letter"]) or not COUNTED.match(text, match.end())


def _sibling(text: str, position: int, last: Path) -> Read | None:
    """Read what a list adds at the same depth: "(1)(a), (b) and (f)", "(1) to (3)"."""
    join = JOIN.match(text, position)
    if join is None or not last:
        return None
    if match := STEPS.match(text, join.end()) or HALF_STEP.match(text, join.end()):
        end, added = match.end(), [bare(match.group())]
    else:
        level = LEVEL.match(text, join.end())
        found = items(text, level) if level else None
        if found is None or TO_UNIT.match(text, found[1]):
            return None
        added, end = found
    new = [beside(last, path) for path in added]
    return [last, *(between(last, new[0]) if join["to"] else ()), *new], end


def beside(last: Path, new: Path) -> Path:
    """Return a new path that takes the place of what is of its form in the last one.

    ("1", "a") and ("b",) give ("1", "b"); ("1", "a") and ("5",) give ("5",).
    """
    letters = [i for i, step in enumerate(last) if not step[0].isdigit()]
    digits = [i for i, step in enumerate(last) if step[0].isdigit()]
    if new[0][0].isdigit():
        return (*last[: digits[-1] if digits else 0], *new)
    if not letters:
        return (*last, *new)
    deepest = letters[-1]
    if new[0] in ROMAN and last[deepest] in ROMAN:
        return (*last[:deepest], *new)
    return (*last[: letters[0]], *new)


def between(first: Path, last: Path) -> list[Path]:
    """Return what a range leaves out: from ("1", "a") to ("1", "d"), the points b and c."""
    if not first or len(first) != len(last) or first[:-1] != last[:-1]:
        return []
    low, high = first[-1], last[-1]
    if low.isdigit() and high.isdigit():
        names = [str(n) for n in range(int(low) + 1, min(int(high), int(low) + _MOST))]
    elif low in ROMAN and high in ROMAN:
        names = list(ROMAN[ROMAN.index(low) + 1 : ROMAN.index(high)])
    elif len(low) == 1 and len(high) == 1 and low.isalpha() and high.isalpha():
        names = [chr(n) for n in range(ord(low) + 1, ord(high))]
    else:
        names = []
    return [(*first[:-1], name) for name in names]
