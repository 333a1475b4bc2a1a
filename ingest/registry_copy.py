"""Read the articles of an act from a third party's SQLite copy."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import zip_longest

from ingest.blocks import Block, Parsed, Unit, clean
from ingest.errors import ParseFailed
from ingest.flat_text import ROMAN, blocks, sentences, split_title

_MAGIC = b"SQLite format 3\x00"
_TAG = re.compile(r"</?a\b[^<>]*>?")
_FOOTNOTE_BODY = re.compile(r"\( \*\d* \) [A-Z][^’]*?\( OJ [^()]*\)\.?")
_FOOTNOTE_MARK = re.compile(r"\s*\( (?:\*\s?\d*|\d+) \)")
_LOOSE_STOP = re.compile(r" (?=[.,;:](?:\s|$|’)|’[;.]|\))|(?<=\() |(?<=’;)\"")
_GLUED = re.compile(r"\s((?:CHAPTER|SECTION|Section|TITLE) [IVXLC0-9]+\b[^.]{0,160})$")
_CHAPTER = re.compile(r"CHAPTER ([IVXLC]+)\b")
_HEADING = re.compile(r"(CHAPTER|SECTION|Section|TITLE) ([IVXLC0-9]+)\b")
_FORMULA = re.compile(
    r"(?<=[.;’]) (?:This Regulation shall be binding in its entirety|"
    r"This Directive is addressed to|Done at [A-Z]).*$",
    re.DOTALL,
)
# The Official Journal prints each sentence of these articles as a paragraph.
_ENTRY_INTO_FORCE = re.compile(r"Entry into force")
_THRESHOLD = re.compile(r"(?<=greater than )10 25\b")  # a superscript was lost
_STOPS = (".", ";", ":", "’", "”", "!", "?")
_RANKS = {"TITLE": 0, "CHAPTER": 1, "SECTION": 2}


@dataclass(frozen=True, slots=True)
class _Row:
    """One article as the copy holds it."""

    number: str
    content: str
    cut: bool


def parse(raw: bytes, celex: str) -> Parsed:
    """Return the articles of one act; the copy has no recitals and no annexes.

    Raises `ParseFailed` when the bytes are not the database or lack the act.
    """
    title, rows = _read(raw, celex)
    texts = [_cleaned(row, last=row is rows[-1]) for row in rows]
    units: list[Unit] = []
    headings = _first_headings(glued for _, glued in texts)
    characters = 0
    for position, (row, (text, glued)) in enumerate(zip(rows, texts, strict=True)):
        unit, weight = _unit(row, text, headings)
        units.append(unit)
        characters += weight
        ahead = [later for _, later in texts[position + 1 :]]
        headings = _after_cut(headings, ahead) if row.cut else _following(headings, glued)
    return Parsed(clean(title), tuple(units), characters)


def _read(raw: bytes, celex: str) -> tuple[str, list[_Row]]:
    """Return the act's title and its articles in order."""
    if not raw.startswith(_MAGIC):
        raise ParseFailed("not an SQLite database; obtain the file again")
    try:
        with closing(sqlite3.connect(":memory:")) as database:
            database.deserialize(raw)
            found = database.execute("SELECT title FROM regulations WHERE celex = ?", (celex,))
            title = found.fetchone()
            rows = database.execute(
                "SELECT article_number, content, length(content) < content_length "
                "FROM articles WHERE celex = ? ORDER BY article_number",
                (celex,),
            ).fetchall()
    except sqlite3.Error as error:
        raise ParseFailed(f"not the expected database ({error}); obtain the file again") from error
    if title is None or not rows:
        raise ParseFailed(f"the database has no articles of {celex}; use another route")
    if not all(isinstance(content, str) for _, content, _ in rows):
        raise ParseFailed(f"an article of {celex} holds no text; obtain the file again")
    return str(title[0]), [_Row(str(number), content, bool(cut)) for number, content, cut in rows]


def _cleaned(row: _Row, *, last: bool) -> tuple[str, str]:
    """Return the article's own text, and the headings glued to its end."""
    text = _FOOTNOTE_BODY.sub("", clean(_TAG.sub("", row.content)))
    text = _LOOSE_STOP.sub("", _FOOTNOTE_MARK.sub("", text))
    if last:
        # The copy glues the final formula, the signatures and all footnotes to the last article.
        text = _FORMULA.sub("", text)
    if row.number == "51":
        text = _THRESHOLD.sub("10^25", text)
    glued = None if row.cut else _GLUED.search(text)
    if glued is None:
        return text.strip(), ""
    return text[: glued.start()].strip(), glued[1]


def _unit(row: _Row, text: str, headings: tuple[str, ...]) -> tuple[Unit, int]:
    """Return the article, and how many characters of it were there to be kept."""
    title, body = split_title(text)
    printed = sentences(body) if _ENTRY_INTO_FORCE.match(title) else blocks(body)
    completeness = "full"
    if row.cut:
        printed, broken = _without_last(printed)
        where = broken.replace("point", "definition") if title == "Definitions" else broken
        completeness = (
            "cut at 10 000 characters by the copy's publisher; "
            f"breaks off in {where}, which is left out with all that follows"
        )
    weight = sum(len("".join(line.split())) for block in printed for line in block.lines())
    kept = weight if row.cut else len("".join(body.split()))
    return Unit("article", row.number, title, headings, printed, (), completeness), kept


def _without_last(printed: tuple[Block, ...]) -> tuple[tuple[Block, ...], str]:
    """Return the blocks without the one that the cut broke, and that one's name.

    A half paragraph may lack an exception, so nothing of it is kept.
    """
    *firm, last = printed
    if firm:
        return tuple(firm), f"paragraph {last.marker.rstrip('.')}"
    if not last.children:
        return printed, "this text"
    *children, broken = last.children
    rest = Block(last.text, last.marker, tuple(children), last.quoted)
    return (rest,), f"point {broken.marker.strip('()')}" if broken.marker else "its last part"


def _first_headings(glued: Iterable[str]) -> tuple[str, ...]:
    """Return the chapter of the first article, whose heading no article carries."""
    return ("CHAPTER I",) if any(_chapter(text) for text in glued) else ()


def _after_cut(headings: tuple[str, ...], ahead: Iterable[str]) -> tuple[str, ...]:
    """Return what is known of the headings after an article that lost its end.

    A heading stands at the end of the article before it, so the chapter that is never named
    began here. Its title, and any section, is unknown.
    """
    following = next((number for text in ahead if (number := _chapter(text))), 0)
    current = next((number for heading in headings if (number := _chapter(heading))), 0)
    if not current or not current < following <= current + 2:
        return ()
    if following == current + 1:
        return headings[:1]
    return (f"CHAPTER {ROMAN[current].upper()}",)


def _chapter(heading: str) -> int:
    """Return the number of the chapter that a heading opens, 0 for any other heading."""
    found = _CHAPTER.match(heading)
    return ROMAN.index(found[1].lower()) + 1 if found and found[1].lower() in ROMAN else 0


def _following(headings: tuple[str, ...], glued: str) -> tuple[str, ...]:
    """Return the headings of the next article: a new chapter ends the section before."""
    for heading in _headings(glued):
        rank = _rank(heading)
        headings = (*(kept for kept in headings if _rank(kept) < rank), heading)
    return headings


def _headings(glued: str) -> Iterator[str]:
    """Yield each heading as "CHAPTER V: GENERAL-PURPOSE AI MODELS"."""
    marks = list(_HEADING.finditer(glued))
    for mark, following in zip_longest(marks, marks[1:]):
        title = glued[mark.end() : following.start() if following else None].strip()
        yield f"{mark[0]}: {title}" if title else mark[0]


def _rank(heading: str) -> int:
    return _RANKS[heading.split(maxsplit=1)[0].upper()]
