"""Read an act from the HTML that the Official Journal publishes today."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ingest.blocks import Block, Parsed, Unit
from ingest.errors import ParseFailed
from ingest.html_blocks import flow, grouped, paragraph, paragraphs
from ingest.html_text import (
    Element,
    Item,
    classes,
    document,
    footnotes,
    is_note,
    items,
    note_texts,
    weight,
    words,
)

FORMATS = {"A": "oj-html", "B": "oj-html", "C": "oj-html-2016", "D": "consolidated-html"}
"""The catalogue's name for each generation that has a parser."""

_OWN_PARAGRAPH = re.compile(r"(\d{3})([A-Z]*)\.\d{3}[A-Z]*")
_NUMBER = re.compile(r"\d+[a-z]*\b")
_ROMAN = re.compile(r"[IVXLC]+|\d+[a-z]?|[A-Z]")


def generation(raw: bytes) -> str:
    """Return the generation of Official Journal HTML: "A", "B", "C", "D" or "E".

    Raises `ParseFailed` when the page is none of them.
    """
    return generation_of(document(raw))


def generation_of(root: Element) -> str:
    """Return the generation of a page that is already read."""
    names = {name for element in root.iter() for name in element.get("class", "").split()}
    if "oj-ti-art" in names:
        return "B" if any(name.startswith("ecl-") for name in names) else "A"
    if "title-article-norm" in names:
        return "D" if divisions(root, "art_") else "E"
    if "ti-art" in names:
        return "C"
    raise ParseFailed(
        "the page has no article titles of any Official Journal HTML (oj-ti-art, ti-art, "
        "title-article-norm); obtain the act in another format"
    )


def require(root: Element, *readable: str) -> None:
    """Raise `ParseFailed` unless the page is of a generation that the caller reads."""
    found = generation_of(root)
    if found not in readable:
        instead = FORMATS.get(found)
        step = f'name the format "{instead}"' if instead else "obtain the act as published"
        raise ParseFailed(
            f"this page is HTML generation {found}, this parser reads {' and '.join(readable)}; "
            f"{step}"
        )


def parse(raw: bytes) -> Parsed:
    """Return the units of an act in HTML generation A or B: recitals, articles, annexes."""
    root = document(raw)
    require(root, "A", "B")
    known = note_texts(root)
    read = [
        *(_recital(div, known) for div in divisions(root, "rct_")),
        *(_article(div, known) for div in divisions(root, "art_")),
        *(_annex(div, known) for div in divisions(root, "anx_")),
    ]
    if not any(unit.kind == "article" for unit, _ in read):
        raise ParseFailed("no article has an identifier (art_1); obtain the act in another format")
    title = " ".join(words(p) for p in _main_title(root))
    return Parsed(title, tuple(unit for unit, _ in read), sum(size for _, size in read))


def divisions(root: Element, prefix: str) -> list[Element]:
    """Return the divisions with such an identifier, those quoted inside another left out."""
    return [
        div
        for div in root.iter("div")
        if div.get("id", "").startswith(prefix)
        and "." not in div.get("id", "")
        and classes(div) & {"eli-subdivision", "eli-container"}
    ]


def _main_title(root: Element) -> Iterator[Element]:
    for div in root.iter("div"):
        if "eli-main-title" in classes(div):
            yield from (p for p in div.iter("p") if "doc-ti" in classes(p))


def _recital(div: Element, known: Mapping[str, str]) -> tuple[Unit, int]:
    number = div.get("id", "").removeprefix("rct_")
    return recital(number, items(div), known)


def recital(number: str, parts: list[Item], known: Mapping[str, str]) -> tuple[Unit, int]:
    """Return a recital with its weight; its number stands in a cell or before its words."""
    blocks: list[Block] = flow(parts)
    if blocks and blocks[0].marker.strip("()") == number:
        inside = _cell_after_number(parts[0])
        blocks = [*flow(inside), *flow(parts[1:])]
    elif blocks:
        bare = re.sub(rf"^\({re.escape(number)}\)\s*", "", blocks[0].text)
        blocks[0] = Block(bare, "", blocks[0].children)
    unit = Unit("recital", number, blocks=tuple(blocks), footnotes=footnotes(parts, known))
    return unit, weight(parts)


def _cell_after_number(part: Item) -> list[Item]:
    if isinstance(part, str):
        return [part]
    cells = [cell for cell in part.iter("td") if words(cell)]
    return items(cells[1]) if len(cells) > 1 else [part]


def _article(div: Element, known: Mapping[str, str]) -> tuple[Unit, int]:
    parts = items(div)
    titles = [p for p in parts if not isinstance(p, str) and is_own_title(p)]
    body = [part for part in parts if part not in titles]
    head, subtitles = words(titles[0]) if titles else "", titles[1:]
    printed = _NUMBER.search(head)
    number = printed[0] if printed else div.get("id", "").removeprefix("art_")
    unit = Unit(
        "article",
        number,
        " ".join(words(title) for title in subtitles),
        tuple(_headings(div)),
        tuple(_article_blocks(body, number)),
        footnotes(parts, known),
    )
    return unit, weight(body)


def is_own_title(element: Element) -> bool:
    """Tell whether an element is a title of the article that it stands in."""
    return bool(classes(element) & {"ti-art", "sti-art", "eli-title"})


def _headings(div: Element) -> Iterator[str]:
    """Yield the headings around an article, from the outside in."""
    for ancestor in reversed(list(div.iterancestors("div"))):
        first = [words(p) for p in ancestor.iterfind("p") if "ti-section-1" in classes(p)]
        if first:
            titles = [*ancestor.iterfind("p"), *ancestor.iterfind("div/p")]
            second = [words(p) for p in titles if "ti-section-2" in classes(p)]
            yield ": ".join([*first, *second])


def _article_blocks(body: list[Item], number: str) -> list[Block]:
    """Return an article's blocks; divisions numbered after it are its own paragraphs."""
    blocks: list[Block] = []
    loose: list[Item] = []
    for part in body:
        if _is_own_paragraph(part, number):
            blocks += paragraphs(loose)
            loose.clear()
            blocks += paragraph(items(part)) if not isinstance(part, str) else []
        else:
            loose.append(part)
    return [*blocks, *paragraphs(loose)]


def _is_own_paragraph(part: Item, number: str) -> bool:
    found = None if isinstance(part, str) else _OWN_PARAGRAPH.fullmatch(part.get("id", ""))
    return found is not None and f"{int(found[1])}{found[2].lower()}" == number


def _annex(div: Element, known: Mapping[str, str]) -> tuple[Unit, int]:
    parts = items(div)
    titles = [p for p in parts if not isinstance(p, str) and "doc-ti" in classes(p)]
    return annex(titles, [part for part in parts if part not in titles], known)


def annex(titles: list[Element], body: list[Item], known: Mapping[str, str]) -> tuple[Unit, int]:
    """Return an annex with its weight; the first title line carries its number."""
    lines = [words(title) for title in titles]
    last = lines[0].split()[-1] if lines and lines[0] else ""
    number = last if _ROMAN.fullmatch(last) else ""
    printed = [part for part in body if isinstance(part, str) or not is_note(part)]
    called = footnotes([*titles, *printed], known)
    title = " ".join(lines[1:])
    return Unit("annex", number, title, (), tuple(grouped(printed)), called), weight(printed)
