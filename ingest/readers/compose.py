"""Make a document of its printed pieces: title, facts, paragraphs under headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.blocks import clean
from ingest.errors import ParseFailed
from ingest.readers.language import language_of
from ingest.readers.model import Paragraph, Piece, Read, Stated
from ingest.readers.stated import stated_in

_FIRST = 8
_LONG = 200
LIST_MARK = re.compile(r"(?:[-–—•*·]|\(?\d{1,3}[.)]|\([a-z]{1,4}\))\s")
_FILE_NAME = re.compile(r"(?:Microsoft Word|Microsoft PowerPoint) - .*|untitled|\S*[._]\S*", re.I)
"""What programs put where a title should be."""
_FACT = 300
"""No title or name is longer than this."""


def composed(
    pieces: Sequence[Piece], name: str, known: Stated | None = None, left_out: Sequence[str] = ()
) -> Read:
    """Return the document that the pieces make up; what the format states comes first.

    Raises `ParseFailed` when there is no text.
    """
    known = known or Stated()
    cleaned = (replace(piece, text=clean(piece.text)) for piece in pieces)
    kept = [piece for piece in cleaned if piece.text]
    if not kept:
        raise ParseFailed(f"{name}: holds no text; add a document that does")
    stated, used = stated_in(kept)
    title, at = _title(kept, used, known.title)
    rest = [piece for n, piece in enumerate(kept) if n not in used and n != at]
    paragraphs = _paragraphs(rest) or [Paragraph(kept[at].text, (), kept[at].page)]
    words = " ".join(paragraph.text for paragraph in paragraphs)
    return Read(
        title=title[:_FACT],
        author=_fact(known.author or stated.author),
        published=known.published or stated.published,
        publisher=_fact(known.publisher or stated.publisher),
        language=known.language or language_of(words),
        paragraphs=tuple(paragraphs),
        source_characters=_characters([*(p.text for p in kept), *left_out]),
        left_out=(*left_out, *(kept[n].text for n in sorted(used))),
    )


def _fact(text: str) -> str:
    return clean(text)[:_FACT]


def _characters(texts: Sequence[str]) -> int:
    return sum(len("".join(text.split())) for text in texts)


def _title(pieces: Sequence[Piece], used: frozenset[int], known: str) -> tuple[str, int]:
    """Return the title and the piece that holds it; -1 when none does."""
    first = [n for n in range(min(_FIRST, len(pieces))) if n not in used]
    title = clean(known)
    if title and not _FILE_NAME.fullmatch(title):
        own = [n for n in first if same_words(pieces[n].text) == same_words(title)]
        return title, own[0] if own else -1
    highest = [n for n in first if pieces[n].level == 1]
    above = [n for n in _before_text(pieces, first) if pieces[n].level or _is_headline(pieces[n])]
    found = (highest or above or [n for n in first if pieces[n].level])[:1]
    return (pieces[found[0]].text, found[0]) if found else ("", -1)


def _before_text(pieces: Sequence[Piece], positions: Sequence[int]) -> list[int]:
    """Return the positions that come before the first long paragraph."""
    long = (n for n in positions if len(pieces[n].text) > _LONG)
    end = next(long, len(pieces))
    return [n for n in positions if n < end]


def _is_headline(piece: Piece) -> bool:
    words = piece.text.split()
    ends = piece.text.endswith((".", ":", ";", ","))
    return 2 <= len(words) <= 25 and not ends and not LIST_MARK.match(piece.text)


def same_words(text: str) -> str:
    """Return what two prints of one headline have in common."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _paragraphs(pieces: Sequence[Piece]) -> list[Paragraph]:
    """Return the paragraphs with their headings; a heading above nothing is a paragraph."""
    paragraphs: list[Paragraph] = []
    path: list[Piece] = []
    lone: Piece | None = None
    for piece in pieces:
        if piece.level:
            path = [heading for heading in path if heading.level < piece.level]
            _keep_lone(paragraphs, lone, path)
            path, lone = [*path, piece], piece
        else:
            headings = tuple(heading.text for heading in path)
            item = piece.item or LIST_MARK.match(piece.text) is not None
            paragraphs.append(Paragraph(piece.text, headings, piece.page, item))
            lone = None
    _keep_lone(paragraphs, lone, [])
    return paragraphs


def _keep_lone(paragraphs: list[Paragraph], lone: Piece | None, path: Sequence[Piece]) -> None:
    """Keep a heading that nothing stands below, so that its words are not lost."""
    if lone is not None and not any(heading is lone for heading in path):
        paragraphs.append(Paragraph(lone.text, (), lone.page))
