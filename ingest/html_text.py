"""Read the words of Official Journal HTML elements."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from lxml import etree

from ingest.blocks import CHANGED, Change, clean, noted
from ingest.errors import ParseFailed

Element = etree._Element
Item = Element | str
"""A printed block, or a run of words that stands beside blocks without its own element."""

_BLOCK_TAGS = {"p", "div", "table", "tbody", "thead", "tr", "td", "hr", "ul", "ol", "li", "dl"}
PARAGRAPH = re.compile(r"(\(?(\d{1,3})([a-z]{0,3})(?:\.|\)\.?))\s+(?=\S)")
"""A paragraph's number before its words."""
_NAMES = {
    "title-article-norm": "ti-art",
    "stitle-article-norm": "sti-art",
    "title-division-1": "ti-section-1",
    "title-division-2": "ti-section-2",
    "title-annex-1": "doc-ti",
    "title-annex-2": "doc-ti",
    "title-doc-first": "doc-ti",
    "title-doc-last": "doc-ti",
    "title-gr-seq-level-1": "ti-grseq-1",
    "title-gr-seq-level-2": "ti-grseq-2",
    "title-gr-seq-level-3": "ti-grseq-3",
    "superscript": "super",
    "footnote": "note",
}
"""What the pages of consolidated texts call the same things."""

_MAX_DEPTH = 120
_MARK = "\x00"
_DROPPED_MARK = re.compile(rf"\s*{_MARK}")


def document(raw: bytes) -> Element:
    """Return the root of the page; nothing outside the bytes is read.

    Raises `ParseFailed` when the bytes are no HTML or are nested deeper than any real act.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ParseFailed(f"not an HTML page ({error}); obtain the page again") from error
    if root is None:
        raise ParseFailed("the page is empty; obtain the page again")
    if _deeper_than(root, _MAX_DEPTH):
        raise ParseFailed(
            f"elements nest deeper than {_MAX_DEPTH}; this is no act, obtain it again"
        )
    return root


def _deeper_than(root: Element, limit: int) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > limit:
            return True
    return False


def classes(element: Element) -> set[str]:
    """Return the classes of an element as the 2016 pages name them, without "oj-"."""
    names = element.get("class", "").split()
    return {_NAMES.get(name) or name.removeprefix("oj-") for name in names}


def words(element: Element) -> str:
    """Return the running text of an element: `10^25`, no footnote marks, single blanks."""
    return tidy(_inline(element))


def tidy(run: str) -> str:
    """Return a run of text cleaned, with the blanks before dropped footnote marks gone."""
    return clean(_DROPPED_MARK.sub("", run))


def _inline(element: Element) -> str:
    """Return an element's text; a footnote mark leaves `_MARK` in its place."""
    if is_note_mark(element):
        return _MARK
    if element.tag in ("br", "hr"):
        return " "
    inner = (element.text or "") + "".join(_inline(child) + (child.tail or "") for child in element)
    if ("super" in classes(element) or element.tag == "sup") and inner.strip():
        return f"^{inner.strip()}"
    return inner


def is_note_mark(element: Element) -> bool:
    """Tell whether an element is the mark that calls a footnote."""
    identifier = element.get("id", "")
    return (element.tag == "a" and identifier.startswith("ntc")) or "note-tag" in classes(element)


def is_note(element: Element) -> bool:
    """Tell whether an element is a footnote at the foot of the page."""
    return element.tag in ("p", "hr") and "note" in classes(element)


def is_words(part: Item) -> bool:
    """Tell whether an item is a run or a paragraph of words, footnotes left out."""
    return isinstance(part, str) or (part.tag == "p" and not is_note(part))


def items(element: Element) -> list[Item]:
    """Return the blocks directly in an element, with the runs of words between them."""
    found: list[Item] = []
    run = [element.text or ""]
    for child in element:
        if not is_block(child):
            run.append(_inline(child) + (child.tail or ""))
            continue
        found.append(tidy("".join(run)))
        found.append(child)
        run = [child.tail or ""]
    found.append(tidy("".join(run)))
    return [item for item in found if not isinstance(item, str) or item]


def is_block(element: Element) -> bool:
    """Tell whether an element starts on a line of its own, or contains one that does."""
    return element.tag in _BLOCK_TAGS or any(
        e.tag in _BLOCK_TAGS for e in element.iterdescendants()
    )


def changes(item: Item) -> tuple[Change, ...]:
    """Return the changes noted on an element of a consolidated page."""
    return () if isinstance(item, str) else noted(item.get(CHANGED))


def text_of(item: Item) -> str:
    """Return the words of an element or of a run."""
    return item if isinstance(item, str) else words(item)


def weight(parts: Iterable[Item]) -> int:
    """Count the characters of running text, blanks and footnotes left out."""
    return sum(
        len("".join(part.split())) if isinstance(part, str) else _weight(part) for part in parts
    )


def _weight(element: Element) -> int:
    if is_note(element) or is_note_mark(element):
        return 0
    text = chain([element.text or ""], (child.tail or "" for child in element))
    own = sum(len(tidy(run).replace(" ", "")) for run in text)
    return own + sum(_weight(child) for child in element)


def note_texts(root: Element) -> dict[str, str]:
    """Return the footnotes of the page by the identifier that their marks point to."""
    found: dict[str, str] = {}
    last = ""
    for paragraph in root.iter("p"):
        if not is_note(paragraph):
            continue
        anchor = next((a for a in paragraph.iter("a") if a.get("id", "").startswith("ntr")), None)
        if anchor is None:
            found[last] = f"{found.get(last, '')} {words(paragraph)}".strip()
            continue
        last = anchor.get("id", "").removeprefix("ntr")
        text = words(paragraph).removeprefix(words(anchor)).strip()
        found[last] = text.removesuffix('"').rstrip()  # a stray quote closes quoted footnotes
    return found


def footnotes(parts: Iterable[Item], known: Mapping[str, str]) -> tuple[str, ...]:
    """Return the footnotes that marks in these parts call, in their order."""
    return tuple(known[key] for key in _calls(parts) if known.get(key))


def _calls(parts: Iterable[Item]) -> Iterator[str]:
    for part in parts:
        if not isinstance(part, str):
            for anchor in part.iter("a"):
                if anchor.get("id", "").startswith("ntc"):
                    yield anchor.get("id", "").removeprefix("ntc")
