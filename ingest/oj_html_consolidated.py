"""Read an act as amended from the HTML of consolidated texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import takewhile

from ingest.blocks import Block, Change, Parsed, Unit, headed
from ingest.errors import ParseFailed
from ingest.html_blocks import flow
from ingest.html_consolidated import paragraph_number, rewrite
from ingest.html_text import (
    Element,
    Item,
    changes,
    classes,
    document,
    footnotes,
    is_note,
    items,
    weight,
    words,
)
from ingest.oj_html import annex, divisions, is_own_title, require

_REFERENCE = re.compile(r"0\d{4}[A-Z]\d{4}\S*\s*[—–-]\s*\w\w\s*[—–-]\s*(\d{2}\.\d{2}\.\d{4})")
_ARTICLE_ID = re.compile(r"art_(\d+[a-z]*)")
_NOTE_NUMBER = re.compile(r"^\(\s*\^?[^()]{0,6}\s*\)\s*")

Read = tuple[Unit, int]
"""A unit with the weight of its text."""


def parse(raw: bytes) -> Parsed:
    """Return the units of a consolidated page: articles and annexes; it has no recitals.

    Raises `ParseFailed` when the page is of another generation.
    """
    root = document(raw)
    require(root, "D")
    _number_annexes(root)
    rewrite(root)
    known = _notes(root)
    read = [
        *(_article(div, known) for div in divisions(root, "art_")),
        *(_annex(div, known) for div in divisions(root, "anx_")),
    ]
    kept = [(unit, size) for unit, size in read if unit.blocks or not _is_deleted(unit)]
    titles = (p for div in root.iter("div") if "eli-main-title" in classes(div) for p in div)
    return Parsed(
        " ".join(words(p) for p in titles if "doc-ti" in classes(p)),
        tuple(unit for unit, _ in kept),
        sum(size for _, size in kept),
    )


def consolidated_on(raw: bytes) -> str:
    """Return the ISO date from which the wording holds, as the page's first line gives it."""
    lines = (words(p) for p in document(raw).iter("p") if "reference" in classes(p))
    printed = next((m[1] for line in lines if (m := _REFERENCE.search(line))), "")
    try:
        return datetime.strptime(printed, "%d.%m.%Y").date().isoformat()
    except ValueError as error:
        raise ParseFailed(
            f'"{printed}" is no date from which the wording holds; obtain the page again'
        ) from error


def _is_deleted(unit: Unit) -> bool:
    return any(change.how == "deleted" for change in unit.changed)


def _number_annexes(root: Element) -> None:
    """Give annexes the class that the Official Journal gives them."""
    for div in root.iter("div"):
        if div.get("id", "").startswith("anx_"):
            div.set("class", "eli-container")


def _notes(root: Element) -> dict[str, str]:
    """Return the footnotes of the page by the identifier that their marks point to."""
    found: dict[str, str] = {}
    last = ""
    for paragraph in root.iter("p"):
        if not is_note(paragraph):
            continue
        own = next((a.get("id", "") for a in paragraph.iter("a") if a.get("id")), "")
        text = words(paragraph)
        if own:
            last = own.removeprefix("ntc")
            found[last] = _NOTE_NUMBER.sub("", text)
        else:
            found[last] = f"{found.get(last, '')} {text}".strip()
    return found


def _article(div: Element, known: Mapping[str, str]) -> Read:
    parts = items(div)
    titles = [p for p in takewhile(_is_title, parts) if not isinstance(p, str)]
    body = [part for part in parts[len(titles) :] if isinstance(part, str) or not is_note(part)]
    number = _ARTICLE_ID.fullmatch(div.get("id", ""))
    unit = Unit(
        "article",
        number[1] if number else div.get("id", "").removeprefix("art_"),
        " ".join(words(title) for title in titles if "ti-art" not in classes(title)),
        tuple(_headings(div)),
        tuple(_article_blocks(body)),
        footnotes(parts, known),
        changed=_changes(div, titles),
    )
    return unit, weight(body)


def _is_title(part: Item) -> bool:
    return not isinstance(part, str) and is_own_title(part)


def _changes(div: Element, titles: list[Element]) -> tuple[Change, ...]:
    """Return what was done to the titles of a unit, and what was deleted in it."""
    own = [div, *(line for title in titles for line in title.iter())]
    return tuple(dict.fromkeys(change for element in own for change in changes(element)))


def _headings(div: Element) -> Iterator[str]:
    """Yield the headings around an article, from the outside in."""
    for ancestor in reversed(list(div.iterancestors("div"))):
        lines = [*ancestor.iterfind("p"), *ancestor.iterfind("div[@class='eli-title']/p")]
        levels = ({"ti-section-1"}, {"ti-section-2"})
        parts = [words(p) for level in levels for p in lines if classes(p) & level]
        if parts:
            yield ": ".join(parts)


def _article_blocks(body: list[Item]) -> list[Block]:
    """Return an article's blocks; what follows a paragraph's first words belongs to it."""
    blocks: list[Block] = []
    number = ""
    pending: list[Item] = []
    for part in body:
        found = "" if isinstance(part, str) else paragraph_number(part)
        if found and not isinstance(part, str):
            blocks += _paragraph(number, pending)
            number, pending = found, [*part][1:]
        else:
            pending.append(part)
    return [*blocks, *_paragraph(number, pending)]


def _paragraph(number: str, parts: list[Item]) -> list[Block]:
    blocks = flow(parts)
    return [headed(number, blocks)] if number and blocks else blocks


def _annex(div: Element, known: Mapping[str, str]) -> Read:
    parts = items(div)
    titles = [p for p in parts if not isinstance(p, str) and "doc-ti" in classes(p)]
    unit, size = annex(titles, [part for part in parts if part not in titles], known)
    return replace(unit, changed=_changes(div, titles)), size
