"""Choose the reader of a document by its name, its type and its first bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from ingest.errors import ParseFailed, SourceRejected
from ingest.readers import docx, docx_memo, html_page, markdown, pdf, text
from ingest.readers.model import Piece, Read

MAX_BYTES = 50_000_000
"""No document may be longer."""

Reader = Callable[[bytes, str], Read]
READERS: Mapping[str, Reader] = {
    "txt": text.read,
    "md": markdown.read,
    "html": html_page.read,
    "pdf": pdf.read,
    "docx": docx.read,
}
"""A reader takes the bytes and a name for messages."""

Printed = Callable[[bytes, str], tuple[list[Piece], str]]
PRINTED: Mapping[str, Printed] = {
    "txt": text.printed,
    "md": markdown.printed,
    "html": html_page.printed,
    "pdf": pdf.printed,
    "docx": docx_memo.printed,
}
"""The same for a document of which every paragraph counts, such as a memo."""

_SUFFIXES: Mapping[str, str] = {
    ".txt": "txt",
    ".text": "txt",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
}
_TYPES: Mapping[str, str] = {
    "text/plain": "txt",
    "text/markdown": "md",
    "text/x-markdown": "md",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "application/x-pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}
_ANY_TYPE = frozenset(["", "application/octet-stream", "binary/octet-stream"])
_ADVICE: Mapping[str, str] = {
    ".docm": "holds macros; save it as .docx",
    ".dotm": "holds macros; save it as .docx",
    ".doc": "is an old Word file; save it as .docx",
    ".rtf": "is a rich text file; save it as .docx",
    ".odt": "is an OpenDocument file; save it as .docx",
    ".epub": "is an e-book; save it as .pdf or .html",
}
_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or Word file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or encrypted Office file"),
    (b"\x89PNG\r\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"\x1f\x8b\x08", "a compressed file"),
    (b"{\\rtf", "a rich text file"),
)
_EXPECTED: Mapping[str, str] = {"pdf": "a PDF file", "docx": "a zip archive or Word file"}


def format_of_name(name: str) -> str:
    """Return the format of a file by its name. Raises `SourceRejected` for one without a reader."""
    suffix = PurePosixPath(name).suffix.lower()
    if suffix in _SUFFIXES:
        return _SUFFIXES[suffix]
    known = ", ".join(_SUFFIXES)
    advice = _ADVICE.get(suffix, f"has no ending that is known; Pincite reads {known}")
    raise SourceRejected(f"{name}: {advice}")


def format_of_type(content_type: str, name: str) -> str:
    """Return the format of what a server sent. Raises `SourceRejected` for one without a reader."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind in _ANY_TYPE:
        return format_of_name(name)
    found = _TYPES.get(kind, "")
    if not found:
        raise SourceRejected(
            f"{name}: the server sent {kind[:80]}; Pincite reads {', '.join(READERS)}"
        )
    named = _SUFFIXES.get(PurePosixPath(name).suffix.lower())
    return "md" if (found, named) == ("txt", "md") else found


def read(raw: bytes, form: str, name: str) -> Read:
    """Return the document in bytes of one of the formats.

    Raises `ParseFailed` or `SourceRejected`, naming what is wrong and the next step.
    """
    _inspect(raw, form, name)
    return READERS[form](raw, name)


def printed(raw: bytes, form: str, name: str) -> tuple[list[Piece], str]:
    """Return every paragraph of a document in the order of the page, and what to know of them.

    Nothing is made of them: no title is found, no byline is left out. Raises as `read` does.
    """
    _inspect(raw, form, name)
    return PRINTED[form](raw, name)


def _inspect(raw: bytes, form: str, name: str) -> None:
    """Refuse bytes that are too long, none, or of another format than was said."""
    if len(raw) > MAX_BYTES:
        raise SourceRejected(too_long(name))
    if not raw.strip():
        raise ParseFailed(f"{name}: is empty; add a document that holds text")
    found = _what(raw)
    if found != _EXPECTED.get(form, ""):
        is_now = f"is {found}" if found else "is something else"
        raise ParseFailed(f"{name}: {is_now}, not {_NAMES[form]}; {_advice(found)}")


_NAMES: Mapping[str, str] = {
    "txt": "plain text",
    "md": "Markdown",
    "html": "a web page",
    "pdf": "a PDF file",
    "docx": "a Word document",
}


def _what(raw: bytes) -> str:
    """Return what the first bytes say of a file, "" when they say nothing."""
    for mark, what in _MARKS:
        if raw.startswith(mark) or (mark == b"%PDF-" and mark in raw[:1024]):
            return what
    return ""


def _advice(found: str) -> str:
    if found in ("a PDF file", "a zip archive or Word file"):
        return "give the file its right name"
    if "Office" in found:
        return "save it as .docx without a password"
    return "save its text in a format that Pincite reads"


def too_long(name: str) -> str:
    """Return what to say of a document that is too long."""
    return f"{name}: longer than {MAX_BYTES // 1_000_000} MB; add the part that you need"
