"""Rewrite the layout of a consolidated page into that of the Official Journal."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from ingest.html_changes import note_changes
from ingest.html_text import Element, classes, is_block, words

_ITEM = re.compile(r"(\(?\d{1,3}[a-z]{0,3}\)|\d+(?:\.\d+)*[a-z]{0,3}\.|\(?[a-z]{1,4}\)|[—–•-])\s*")
"""A number that is printed in the words of a line that hangs from it."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Read from a page, but refused when they are put into one; no text has them."""

_OPENS_QUOTATION = tuple("‘“„«»\"'")


def rewrite(root: Element) -> None:
    """Turn grids and hanging lines into table rows, note the changes, drop their marks."""
    _drop_control_characters(root)
    for link in root.iter("a"):
        _rewrite_call(link)
    for container in [*root.iter("div", "td")]:
        _give_runs_a_line(container)
    note_changes(root)
    for div in [*root.iter("div")]:
        _rewrite_division(div)


def _drop_control_characters(root: Element) -> None:
    for element in root.iter():
        if element.text and _CONTROL.search(element.text):
            element.text = _CONTROL.sub("", element.text)
        if element.tail and _CONTROL.search(element.tail):
            element.tail = _CONTROL.sub("", element.tail)
        for name in ("id", "title", "href"):
            if _CONTROL.search(element.get(name, "")):
                element.set(name, _CONTROL.sub("", element.get(name, "")))


def _rewrite_division(div: Element) -> None:
    parent = div.getparent()
    if "grid-container" in classes(div):
        _rewrite_grid(div)
    elif _hangs(div):
        _rewrite_hanging(div)
    elif paragraph_number(div):
        if parent is None or not parent.get("id", "").startswith("art_"):
            _rewrite_numbered(div)
    elif not div.get("id") and not _holds_lines(div):
        div.tag = "p"


def paragraph_number(div: Element) -> str:
    """Return the number of a division that is a paragraph, "" for one of another act."""
    first = next(iter(div), None)
    if first is None or "no-parag" not in classes(first):
        return ""
    number = words(first)
    return "" if number.startswith(_OPENS_QUOTATION) else number


def _rewrite_call(link: Element) -> None:
    """Name the mark that calls a footnote as the Official Journal does, its brackets inside."""
    key = link.get("id", "").removeprefix("src.")
    if not (link.get("id", "").startswith("src.") or link.get("href", "").startswith("#E")):
        return
    before, parent = link.getprevious(), link.getparent()
    link.set("id", f"ntc{key or link.get('href', '').removeprefix('#')}")
    if (link.tail or "").lstrip().startswith(")"):
        link.tail = (link.tail or "").lstrip()[1:]
        if before is not None and (before.tail or "").rstrip().endswith("("):
            before.tail = (before.tail or "").rstrip()[:-1]
        elif before is None and parent is not None and (parent.text or "").rstrip().endswith("("):
            parent.text = (parent.text or "").rstrip()[:-1]


def _holds_lines(element: Element) -> bool:
    return any(is_block(child) for child in element)


def _give_runs_a_line(container: Element) -> None:
    """Put words that stand beside lines into a line of their own, so that a change can be noted."""
    if not _holds_lines(container) and not paragraph_number(container):
        return
    text, container.text = container.text, None
    line = _line(text)
    for child in [*container]:
        if is_block(child) or "no-parag" in classes(child):
            if _is_printed(line):
                child.addprevious(line)
            text, child.tail = child.tail, None
            line = _line(text)
        else:
            line.append(child)
    if _is_printed(line):
        container.append(line)


def _line(text: str | None) -> Element:
    line = etree.Element("p")
    line.text = text
    return line


def _is_printed(line: Element) -> bool:
    return bool(words(line))


def _row(table: Element, *cells: Iterable[Element]) -> None:
    row = etree.SubElement(table, "tr")
    for contents in cells:
        cell = etree.SubElement(row, "td")
        for element in contents:
            if element.tag not in ("div", "span") or "grid-container" in classes(element):
                cell.append(element)
            elif _holds_lines(element):
                cell.extend([*element])  # a division would count as a quotation by its first mark
            else:
                element.tag = "p"
                cell.append(element)


def _rewrite_grid(grid: Element) -> None:
    """Make each number with what stands beside it a row."""
    columns = [*grid]
    grid.tag, grid.text = "table", None
    grid.set("class", "")
    number: list[Element] = []
    for column in columns:
        if "grid-list-column-1" in classes(column):
            number = [column]
        else:
            _row(grid, *([number] if number else []), [column])
            number = []
    if number:
        _row(grid, number)


def _hangs(div: Element) -> bool:
    """Tell whether a division is one line that hangs from the number it starts with."""
    return (
        len(div) == 1
        and div[0].tag == "p"
        and "text-indent" in div.get("style", "")
        and _ITEM.match(div[0].text or "") is not None
    )


def _rewrite_hanging(div: Element) -> None:
    """Make a hanging line a row, with the points and lines that continue it."""
    line = div[0]
    number = _ITEM.match(line.text or "")
    if number is None:
        return
    line.text = (line.text or "")[number.end() :]
    contents = [line]
    follower = div.getnext()
    while follower is not None and _continues(follower, line, contents):
        contents.append(follower)
        follower = follower.getnext()
    div.tag = "table"
    _row(div, [_line(number[1])], contents)


def _continues(follower: Element, line: Element, contents: list[Element]) -> bool:
    if follower.tag == "p":
        return "list" in classes(follower)
    listed = "grid-container" in classes(follower) or follower.tag == "table"
    return listed and (len(contents) > 1 or words(line).endswith(":")) and not _hangs(follower)


def _rewrite_numbered(div: Element) -> None:
    """Make a numbered paragraph that stands inside something else a row."""
    number, *contents = div
    div.tag, number.tag = "table", "p"
    div.set("class", "")
    _row(div, [number], contents)
