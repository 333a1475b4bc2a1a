"""Turn bytes into text, or say why they are none."""

from __future__ import annotations

import codecs
import re

from ingest.errors import ParseFailed

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_FOREIGN_SHARE = 0.3
"""A text in Windows-1252 has fewer accented letters; other code pages read as it have more."""
_SAVE = "open it in an editor and save it as UTF-8"


def decoded(raw: bytes, name: str, charset: str = "") -> tuple[str, str]:
    """Return the text and what the user should know of its encoding, "" when it is UTF-8.

    `charset` is what the document or its server says; a byte order mark overrules it.
    Raises `ParseFailed` for bytes that are no text.
    """
    mark = next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), "")
    if mark or charset:
        return _checked(_strict(raw, mark or charset, name), name), ""
    try:
        return _checked(raw.decode("utf-8"), name), ""
    except UnicodeDecodeError:
        return _windows(raw, name)


def _strict(raw: bytes, encoding: str, name: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        reason = f"says it is {encoding}, but byte {error.start} is not"
    except (LookupError, ValueError):
        reason = f"says it is {encoding[:40]!r}, which is no known encoding"
    raise ParseFailed(f"{name}: {reason}; {_SAVE}")


def _checked(text: str, name: str) -> str:
    """Return the text. Raises `ParseFailed` when it holds what no text does."""
    found = _NOT_TEXT.search(text)
    if found is None:
        return text
    if found[0] == "\x00":
        reason = f"holds zero bytes, so it is no text or is UTF-16 without its mark; {_SAVE}"
    else:
        reason = (
            f"holds the control character U+{ord(found[0]):04X}, so it is no text; "
            "give the file its right name, or save its text as UTF-8"
        )
    raise ParseFailed(f"{name}: {reason}")


def _windows(raw: bytes, name: str) -> tuple[str, str]:
    """Return text in the old Western European code page of Windows, if that is plausible."""
    unknown = f"{name}: is not UTF-8, and its encoding cannot be told; {_SAVE}"
    try:
        text = _checked(raw.decode("cp1252"), name)
    except UnicodeDecodeError as error:
        raise ParseFailed(unknown) from error
    letters = [letter for letter in text if letter.isalpha()]
    foreign = sum(1 for letter in letters if not letter.isascii())
    if not letters or foreign > _FOREIGN_SHARE * len(letters):
        raise ParseFailed(unknown)
    return text, "It is not UTF-8 and was read as Windows-1252: check its accented letters."
