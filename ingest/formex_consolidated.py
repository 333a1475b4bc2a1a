"""Read an act as amended from a consolidated Formex 4 archive."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import datetime

from lxml import etree

from ingest.blocks import CHANGED, Change, Parsed, with_note
from ingest.errors import ParseFailed
from ingest.formex import annex, articles, opened, own_articles, read_xml
from ingest.formex_blocks import INLINE, Element, lines_of, weight

_DESCRIBES = re.compile(r"\.(?:doc|toc)(?:\.fmx)?\.xml$")
"""A member that lists others; the text is found by its root, since not every archive has one."""

_MAX_MEMBERS = 60
_ATTRIBUTE = re.compile(r'([A-Z.]+)\s*=\s*"([^"]*)"')
_DELETED = "DELETED"
_NUMBERS = ("NO.PARAG", "NO.P", etree.PI, etree.Comment)
_EMPTIED = ("PARAG", "ALINEA", "LIST", "ITEM", "NP", "TXT", "P")
_UNITS = ("ARTICLE", "CONS.ANNEX", "ANNEX")


def parse(raw: bytes) -> Parsed:
    """Return the units of a consolidated act: articles and annexes; it has no recitals.

    The archive keeps the words that were deleted, between two processing instructions;
    they are no longer law and are left out. Raises `ParseFailed` when it is no such archive.
    """
    main, others = _roots(raw)
    for root in (main, *others):
        _apply_marks(root)
    document = main.find("CONS.DOC")
    if document is None:
        raise ParseFailed("the consolidated act has no CONS.DOC; obtain the Formex file again")
    annexes = [*document.iterfind("CONS.ANNEX"), *others]
    units = [*articles(document), *(annex(root) for root in annexes)]
    bodies = [*own_articles(document), *(a.find("CONTENTS") for a in annexes)]
    return Parsed(
        lines_of(document, "TITLE/TI"),
        tuple(unit for unit in units if unit.blocks or not _emptied(unit.changed)),
        sum(weight(body) for body in bodies if body is not None),
    )


def consolidated_on(raw: bytes) -> str:
    """Return the ISO date from which the wording holds."""
    main, _ = _roots(raw)
    head = main.find("INFO.CONSLEG")
    printed = "" if head is None else head.get("START.DATE", "")
    try:
        return datetime.strptime(printed, "%Y%m%d").date().isoformat()
    except ValueError as error:
        raise ParseFailed(
            f'"{printed}" is no date from which the wording holds; obtain the file again'
        ) from error


def _emptied(changed: tuple[Change, ...]) -> bool:
    return any(change.how == _DELETED.lower() for change in changed)


def _roots(raw: bytes) -> tuple[Element, list[Element]]:
    """Return the consolidated act, and the annexes that have files of their own."""
    with opened(raw) as archive:
        found = [read_xml(archive, name) for name in _texts(archive)]
    mains = [root for root in found if root.tag == "CONS.ACT"]
    if len(mains) != 1:
        published = any(root.tag == "ACT" for root in found)
        step = 'name the format "formex"' if published else "obtain the Formex file again"
        raise ParseFailed(f"the archive has {len(mains)} consolidated acts (CONS.ACT); {step}")
    return mains[0], [root for root in found if root.tag in ("CONS.ANNEX", "ANNEX")]


def _texts(archive: zipfile.ZipFile) -> list[str]:
    names = [n for n in archive.namelist() if n.endswith(".xml") and not _DESCRIBES.search(n)]
    if len(names) > _MAX_MEMBERS:
        raise ParseFailed(
            f"the archive has {len(names)} texts, no act has more than {_MAX_MEMBERS}; "
            "obtain it again"
        )
    return sorted(set(names))


def _apply_marks(root: Element) -> None:
    """Note on each element the change it stands in, and take out what was deleted."""
    spans: list[dict[str, str]] = []
    begun: dict[Element, bool] = {}
    dropped: list[Element] = []
    steps: dict[str, Callable[[Element], None]] = {
        "start": lambda element: _begin(element, spans, begun),
        "pi": lambda element: _mark(element, spans),
        "comment": lambda _: None,
        "end": lambda element: dropped.extend([element] if begun.pop(element) else []),
    }
    for event, element in etree.iterwalk(root, events=tuple(steps)):
        steps[event](element)
        if event != "start" and _is_deleted(spans):
            element.tail = None
    if spans:
        raise ParseFailed("a change in the text is opened and never closed; obtain it again")
    for element in dropped:
        _drop(element)


def _drop(element: Element) -> None:
    """Take an element out, with those around it that are left with nothing but a number."""
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    words = (c for c in parent.iter() if c.tag not in _NUMBERS and c.text and c.text.strip())
    if parent.tag in _EMPTIED and next(words, None) is None:
        _drop(parent)


def _begin(element: Element, spans: list[dict[str, str]], begun: dict[Element, bool]) -> None:
    begun[element] = _is_deleted(spans)
    element.set(CHANGED, "")
    if begun[element]:
        element.text = None
    elif spans:
        _note(element, spans[-1])


def _mark(instruction: Element, spans: list[dict[str, str]]) -> None:
    """Open or close a change; what changed inside a sentence is noted on the sentence."""
    target = getattr(instruction, "target", "")
    values = dict(_ATTRIBUTE.findall(instruction.text or ""))
    if target == "CLG.MDFO":
        spans.append(values)
        around = list(instruction.iterancestors())
        in_words = values.get("LEVEL") == "TEXT"
        if in_words or values.get("ACTION") == _DELETED:
            holders = (e for e in around if (e.tag not in INLINE if in_words else e.tag in _UNITS))
            for holder in [*holders][:1]:
                _note(holder, values)
    elif target == "CLG.MDFC":
        closed = [n for n, span in enumerate(spans) if span.get("ID") == values.get("IDREF")]
        if not closed:
            raise ParseFailed("a change in the text is closed and never opened; obtain it again")
        del spans[closed[-1]]


def _note(element: Element, span: dict[str, str]) -> None:
    change = Change(span.get("ACTIVE.DOC", ""), span.get("ACTION", "").lower())
    element.set(CHANGED, with_note(element.get(CHANGED), change))


def _is_deleted(spans: list[dict[str, str]]) -> bool:
    return any(span.get("ACTION") == _DELETED for span in spans)
