"""Take the marks of later acts out of a consolidated page, noting on each block what they say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from ingest.blocks import CHANGED, Change, with_note
from ingest.html_text import Element, classes, is_block, words

_MARK = re.compile(r"(?P<arrow>[▼►▲])\s*(?P<label>B|[A-Z]\d{1,3})?(?![A-Za-z0-9])|◄")
"""▼M1 holds until the next ▼, ►M1 until ◄ or the end of the line. B is the act as published."""

_DELETED = re.compile(r"[\s—–-]{3,}")
"""What is printed in the place of words that are gone."""

_LINES = ("p", "div", "td", "th", "li")


@dataclass(slots=True)
class _Reader:
    """Where the walk through the page stands."""

    acts: Mapping[str, str]
    """CELEX numbers by mark, as the head of the page lists them."""
    held: Change | None = None
    inside: Change | None = None
    lines: list[Element] = field(default_factory=list)
    """The lines and units around the words that are read, outermost first."""

    def read(self, run: str | None, owner: Element | None) -> str | None:
        """Return a run of words without its marks; what they say holds from there."""
        if run is None or not _MARK.search(run):
            return run
        for mark in _MARK.finditer(run):
            self._turn(mark, owner)
        rest = _MARK.sub("", run)
        return rest if rest.strip() else ""  # blanks around a mark that stands alone are its own

    def _turn(self, mark: re.Match[str], owner: Element | None) -> None:
        if mark["arrow"] is None:
            self.inside = None
            return
        change = self._change(mark["label"] or "", owner)
        deleted = change is not None and change.how == "deleted"
        if deleted and change is not None:
            self._note_on_unit(change)
        if mark["arrow"] == "►":
            self.inside = None if deleted else change
            self.note()
        else:
            self.held, self.inside = None if deleted else change, None

    def _change(self, label: str, owner: Element | None) -> Change | None:
        """Return what a mark says; None for the act as published."""
        link = owner
        while link is not None and link.tag != "a":
            link = link.getparent()
        celex, _, how = ("" if link is None else link.get("title", "")).partition(":")
        if label in ("B", "") and not how.strip():
            return None
        return Change(celex.strip() or self.acts.get(label, label), how.strip().lower())

    def note(self) -> None:
        """Note on the innermost line which changes it stands in."""
        for change in (self.held, self.inside):
            if change is not None and self.lines:
                _note(self.lines[-1], change)

    def _note_on_unit(self, change: Change) -> None:
        units = [e for e in self.lines if e.get("id", "").startswith(("art_", "anx_"))]
        for unit in units[-1:]:
            _note(unit, change)


def note_changes(root: Element) -> None:
    """Note the changes on the blocks of the page; afterwards no mark is left in its words."""
    reader = _Reader(_acts(root))
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "start":
            element.set(CHANGED, "")
            if element.tag in _LINES:
                reader.lines.append(element)
                if not _holds_lines(element):
                    reader.note()
            element.text = reader.read(element.text, element)
        else:
            if element.tag in _LINES:
                reader.lines.pop()
                reader.inside = None
            element.tail = reader.read(element.tail, element.getparent())
    for element in [*root.iter("p")]:
        if _is_left_empty(element):
            _remove(element)


def _holds_lines(element: Element) -> bool:
    return any(is_block(child) for child in element)


def _acts(root: Element) -> dict[str, str]:
    """Return the CELEX numbers that the head of the page gives for the marks."""
    found: dict[str, str] = {}
    for link in root.iter("a"):
        mark = _MARK.search(words(link))
        celex = link.get("title", "").partition(":")[0].strip()
        if mark and mark["label"] and celex:
            found.setdefault(mark["label"], celex)
    return found


def _note(element: Element, change: Change) -> None:
    element.set(CHANGED, with_note(element.get(CHANGED), change))


def _is_left_empty(element: Element) -> bool:
    """Tell whether a line held nothing but a mark, or dashes in the place of what was deleted."""
    text = words(element)
    if classes(element) & {"modref", "arrow"}:
        return not text or bool(_DELETED.fullmatch(text))
    return bool(_DELETED.fullmatch(text)) and next(element.iterancestors("td"), None) is None


def _remove(element: Element) -> None:
    """Take an element out and leave the words after it where they are."""
    parent, before, tail = element.getparent(), element.getprevious(), element.tail
    if parent is None:
        return
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail
    parent.remove(element)
