"""Read PDF files: what is printed on each page, as paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pypdfium2

from ingest.errors import ParseFailed, SourceRejected
from ingest.readers.compose import composed
from ingest.readers.model import Piece, Read, Stated, with_gaps
from ingest.readers.pdf_lines import Line, lines_of
from ingest.readers.pdf_paragraphs import pieces, without_furniture

_MOST_PAGES = 3_000
_LEAST_TEXT = 16
"""A page with fewer characters has no text of its own."""


def read(raw: bytes, name: str) -> Read:
    """Return the document in a PDF file.

    Raises `ParseFailed` for a file that is encrypted, damaged or a scan without text.
    """
    with _opened(raw, name) as document:
        found, left_out, missing = _printed(document, name)
        return with_gaps(composed(found, name, _stated(document), left_out), missing)


def printed(raw: bytes, name: str) -> tuple[list[Piece], str]:
    """Return the paragraphs without heads and page numbers, and what could not be read.

    Raises as `read` does.
    """
    with _opened(raw, name) as document:
        found, _, missing = _printed(document, name)
        return found, f"{missing[:1].upper()}{missing[1:]}." if missing else ""


@contextmanager
def _opened(raw: bytes, name: str) -> Iterator[pypdfium2.PdfDocument]:
    """Open a PDF file and give what goes wrong in it our name."""
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        raise ParseFailed(f"{name}: {_reason(error)}") from error
    try:
        yield document
    except pypdfium2.PdfiumError as error:
        raise ParseFailed(f"{name}: is damaged ({error}); print it to PDF again") from error
    finally:
        document.close()


def _reason(error: Exception) -> str:
    if "password" in str(error).lower():
        return "is encrypted; save it without its password"
    return f"is no PDF that can be read ({error}); print it to PDF again"


def _printed(document: pypdfium2.PdfDocument, name: str) -> tuple[list[Piece], Sequence[str], str]:
    """Return the paragraphs, the lines left out, and which pages hold no text."""
    if len(document) > _MOST_PAGES:
        raise SourceRejected(
            f"{name}: has {len(document)} pages, {_MOST_PAGES} are the most; split it"
        )
    lines = [line for number, page in enumerate(document, 1) for line in lines_of(page, number)]
    empty = _pages_without_text(lines, len(document))
    if len(empty) == len(document):
        raise ParseFailed(
            f"{name}: its pages hold no text, so it is a scan; run text recognition (OCR) on it"
        )
    kept, left_out = without_furniture(lines)
    return pieces(kept or lines), left_out if kept else (), _missing(empty)


def _pages_without_text(lines: Sequence[Line], count: int) -> list[int]:
    length = dict.fromkeys(range(1, count + 1), 0)
    for line in lines:
        length[line.page] += len(line.text)
    longest = max(length.values(), default=0)
    return [page for page, found in length.items() if found < min(_LEAST_TEXT, longest or 1)]


def _missing(pages: Sequence[int]) -> str:
    if not pages:
        return ""
    shown = ", ".join(str(page) for page in pages[:20]) + (" and more" if len(pages) > 20 else "")
    return f"page{'s' if len(pages) > 1 else ''} {shown} without text, perhaps scanned"


def _stated(document: pypdfium2.PdfDocument) -> Stated:
    """Return what the file's properties state; its dates are those of the file, not the text."""
    stated = document.get_metadata_dict(skip_empty=True)
    return Stated(title=stated.get("Title", ""), author=stated.get("Author", ""))
