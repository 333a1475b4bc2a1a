"""Read an act from the Official Journal HTML of 2016, which has no identifiers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.blocks import Parsed, Unit
from ingest.errors import ParseFailed
from ingest.html_blocks import paragraphs
from ingest.html_text import (
    Element,
    Item,
    classes,
    document,
    footnotes,
    is_note,
    items,
    note_texts,
    text_of,
    weight,
)
from ingest.oj_html import annex, recital, require

_LEVELS = (
    ("PART", "DEL"),
    ("TITLE", "AFSNIT"),
    ("CHAPTER", "KAPITEL"),
    ("SECTION", "AFDELING"),
    ("SUBSECTION", "UNDERAFDELING"),
)
"""Words that open a heading, outermost first, in English and Danish."""

_ANNEX = re.compile(r"(ANNEX|BILAG)\b", re.IGNORECASE)
_RECITAL = re.compile(r"\((\d+)\)")
_NUMBER = re.compile(r"(\d+)([a-z]*)\b")
_CLOSING = ("final", "signatory", "doc-end", "doc-sep")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What follows a title down to the next one."""

    kind: str
    """"preface", "article", "annex" or "rest"."""
    parts: list[Item]
    headings: tuple[str, ...] = ()


def parse(raw: bytes) -> Parsed:
    """Return the units of an act in HTML generation C: recitals, articles, annexes."""
    root = document(raw)
    require(root, "C")
    known = note_texts(root)
    stretches = _stretches(items(_page(root)))
    read = [
        *_recitals(stretches[0].parts, known),
        *(_article(stretch, known) for stretch in stretches if stretch.kind == "article"),
        *(_annex(stretch, known) for stretch in stretches if stretch.kind == "annex"),
    ]
    title = " ".join(text_of(p) for p in stretches[0].parts if _has(p, "doc-ti"))
    return Parsed(title, tuple(unit for unit, _ in read), sum(size for _, size in read))


def _page(root: Element) -> Element:
    """Return the element whose children are the lines of the act."""
    for paragraph in root.iter("p"):
        parent = paragraph.getparent()
        if "ti-art" in classes(paragraph) and parent is not None and parent.tag != "td":
            return parent
    raise ParseFailed("every article title stands in a table; obtain the act in another format")


def _has(part: Item, *names: str) -> bool:
    return not isinstance(part, str) and bool(classes(part) & set(names))


def _stretches(parts: list[Item]) -> list[_Stretch]:
    """Split the page at article titles, headings and annex titles."""
    found = [_Stretch("preface", [])]
    headings: list[str] = []
    last = 0
    for part in parts:
        if _has(part, "ti-section-1"):
            headings = [*_outside(headings, text_of(part)), text_of(part)]
            found.append(_Stretch("rest", []))
        elif _has(part, "ti-section-2") and headings and found[-1].kind == "rest":
            headings[-1] = f"{headings[-1]}: {text_of(part)}"
        elif _has(part, "ti-art") and (number := _next_number(text_of(part), last)):
            last = number
            found.append(_Stretch("article", [part], tuple(headings)))
        elif last and _has(part, "doc-ti") and _ANNEX.match(text_of(part)):
            found.append(_Stretch("annex", [part]))
        elif _has(part, *_CLOSING) and found[-1].kind != "preface":
            found.append(_Stretch("rest", [part]))
        else:
            found[-1].parts.append(part)
    return found


def _next_number(title: str, last: int) -> int:
    """Return the article's number if it follows the last one, 0 for a quoted article.

    A sole article has no number and counts as the first.
    """
    printed = _NUMBER.search(title)
    if printed is None:
        return 1 if last == 0 else 0
    number = int(printed[1])
    follows = number == last + 1 or (number == last and printed[2])
    return number if follows and title[:1].isalnum() else 0


def _level(heading: str) -> int:
    """Return the depth of a heading; an unknown word counts as a chapter."""
    word = heading.split(maxsplit=1)[0].upper() if heading.split() else ""
    return next((n for n, names in enumerate(_LEVELS) if word in names), 2)


def _outside(headings: list[str], heading: str) -> list[str]:
    """Return the headings that still hold around a new one."""
    return [held for held in headings if _level(held) < _level(heading)]


def _recitals(parts: list[Item], known: Mapping[str, str]) -> Iterator[tuple[Unit, int]]:
    """Yield the recitals: the ascending numbers before the first article."""
    pending: list[Item] = []
    last = 0
    for part in parts:
        number = _RECITAL.match(text_of(part))
        if number and int(number[1]) == last + 1:
            if last:
                yield recital(str(last), pending, known)
            pending, last = [], last + 1
        if last and not _is_formula(part):
            pending.append(part)
    if last:
        yield recital(str(last), pending, known)


def _is_formula(part: Item) -> bool:
    """Tell whether a line is no recital's: the enacting formula is printed in capitals."""
    return text_of(part).isupper() or _has(part, "note", "separator")


def _article(stretch: _Stretch, known: Mapping[str, str]) -> tuple[Unit, int]:
    head, *rest = stretch.parts
    end = next((n for n, part in enumerate(rest) if not _has(part, "sti-art")), len(rest))
    titles, body = rest[:end], [part for part in rest[end:] if not _is_note(part)]
    printed = _NUMBER.search(text_of(head))
    unit = Unit(
        "article",
        printed[0] if printed else "1",
        " ".join(text_of(title) for title in titles),
        stretch.headings,
        tuple(paragraphs(body)),
        footnotes([*titles, *body], known),
    )
    return unit, weight(body)


def _is_note(part: Item) -> bool:
    return not isinstance(part, str) and is_note(part)


def _annex(stretch: _Stretch, known: Mapping[str, str]) -> tuple[Unit, int]:
    titles = [p for p in stretch.parts if not isinstance(p, str) and "doc-ti" in classes(p)]
    return annex(titles, [part for part in stretch.parts if part not in titles], known)
