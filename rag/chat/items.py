"""Lay out the provisions that a model is shown, each with what is known of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.model import FULL, Corpus, Provision
from ingest.references import name_of
from rag.as_of import words_on
from rag.model import Hit

LONGEST = 4000
"""Characters that are shown of one provision."""
ALL = 24_000
"""Characters that are shown of all of them."""


@dataclass(frozen=True, slots=True)
class Item:
    """A provision as a model is shown it."""

    provision: Provision
    shown: str
    """The words shown: all of the text, its beginning, or the line that points complete."""
    about: tuple[tuple[str, str], ...]
    """What is known of it: pairs of a name and one line."""


def items_of(hits: Sequence[Hit], corpus: Corpus, day: str) -> tuple[Item, ...]:
    """Return what was found, best first, then the lines that the points among it complete.

    Each provision comes once. What is long is cut at the end of a line or a word.
    """
    items: dict[str, Item] = {}
    left = ALL
    for provision, words in (*_found(hits), *_leading(hits, corpus, day)):
        shown = clip(words, min(LONGEST, left))
        if shown and provision.id not in items:
            items[provision.id] = Item(provision, shown, tuple(_about(provision, shown, corpus)))
            left -= len(shown)
    return tuple(items.values())


def clip(text: str, length: int) -> str:
    """Return the beginning of a text, cut where a word ends."""
    if len(text) <= length:
        return text
    head = text[:length]
    end = max(head.rfind("\n"), head.rfind(" "))
    return head[:end].rstrip() if end > 0 else ""


def _found(hits: Sequence[Hit]) -> Iterator[tuple[Provision, str]]:
    for hit in hits:
        yield hit.provision, hit.provision.text


def _leading(hits: Sequence[Hit], corpus: Corpus, day: str) -> Iterator[tuple[Provision, str]]:
    """Yield the provisions whose first words the points found complete, with these words."""
    for hit in hits:
        parent = words_on(hit.provision.parent_id, corpus, day)
        if parent is None or not hit.provision.chapeau:
            continue
        lines = [line for line in parent.text.split("\n") if hit.provision.chapeau.endswith(line)]
        yield parent, max(lines, key=len, default="")


def _about(provision: Provision, shown: str, corpus: Corpus) -> Iterator[tuple[str, str]]:
    document = corpus.documents[provision.document_id]
    known = (
        ("id", provision.id),
        ("label", provision.label),
        ("act", document.short_title),
        ("tier", provision.tier),
        ("status", document.status),
        ("version", document.version_date),
        ("applies", provision.applies_note or provision.applies_from),
        ("amended since by", name_of(provision.amended) if provision.amended else ""),
        ("under", " > ".join(provision.headings)),
        ("completes", provision.chapeau),
        ("this copy", "" if provision.completeness == FULL else provision.completeness),
        ("shown", "" if shown == provision.text else "in part"),
    )
    for name, value in known:
        if line := clip(" ".join(value.split()), 300):
            yield name, line
