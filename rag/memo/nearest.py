"""Find what is nearest to a provision that does not exist, and whether a copy could show it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest import roman
from ingest.model import FULL, Corpus, Document, Provision
from ingest.references import Reference

_STEP = re.compile(r"_(?P<number>\d*)(?P<letters>[a-zA-Z]*)$")
_FAR = 1000.0


def nearest(reference: Reference, document: Document, corpus: Corpus) -> Provision | None:
    """Return the neighbour of what is cited, in a text of an act that has no such provision.

    The deepest part of the citation that exists is kept; of what stands below it, the nearest
    number or letter is meant. Without any part, it is the article (recital, annex) next to it.
    """
    for anchor in reference.anchors():
        head, _, last = anchor.rpartition(".")
        while head:
            if provision := corpus.provisions.get(f"{document.id}#{head}"):
                below = [corpus.provisions[i] for i in corpus.children.get(provision.id, ())]
                return _closest(last, below) or provision
            head, _, last = head.rpartition(".")
    return _closest(
        f"{reference.kind}_{reference.number}", list(units(reference, document, corpus))
    )


def _closest(step: str, among: list[Provision]) -> Provision | None:
    asked = _place(step)
    return min(among, key=lambda p: abs(_place(p.anchor) - asked), default=None)


def _place(anchor: str) -> float:
    """Return a number by which steps of one kind sort: "5" < "5a" < "6", "a" < "b" < "ba"."""
    match = _STEP.search(anchor)
    if match is None:
        return _FAR
    letters = match["letters"]
    if not match["number"] and letters.isupper() and set(letters.lower()) <= roman.WORTH.keys():
        return float(roman.value(letters))
    below = 0.0
    for position, letter in enumerate(letters.lower()):
        below += (ord(letter) - 96) / 27**position
    return int(match["number"]) + below / 27 if match["number"] else below


def units(reference: Reference, document: Document, corpus: Corpus) -> Iterator[Provision]:
    """Yield the articles, recitals or annexes of a text, whichever the citation is of."""
    prefix = f"{document.id}#{reference.kind}_"
    for provision in corpus.of_document(document.id):
        if provision.id.startswith(prefix) and not provision.parent_id:
            yield provision


def is_held(reference: Reference, document: Document, corpus: Corpus) -> bool:
    """Tell whether this copy would show what is cited if the act had it.

    A copy that lacks recitals, or breaks off in an article, says nothing about them.
    """
    if document.completeness == FULL:
        return True
    own = list(units(reference, document, corpus))
    unit = next((p for p in own if p.anchor == f"{reference.kind}_{reference.number}"), None)
    if unit is not None:
        return unit.completeness == FULL and unit.kind != "note"
    numbers = sorted(int(match[0]) for p in own if (match := re.search(r"\d+$", p.anchor)))
    return bool(numbers) and numbers == list(range(1, len(own) + 1))


def holder(reference: Reference, document: Document, corpus: Corpus) -> Provision | None:
    """Return the provision in whose text a paragraph or point stands that was not cut out of it.

    Copies without structure keep an article in one block; its numbers and letters are there.
    """
    for anchor in reference.anchors():
        head, _, last = anchor.rpartition(".")
        provision = corpus.provisions.get(f"{document.id}#{head}") if head else None
        if provision is None or provision.id in corpus.children:
            continue
        mark = re.escape(last.partition("_")[2])
        if re.search(rf"(?:^|\s)(?:\({mark}\)|{mark}\.)\s", provision.text):
            return provision
    return None


def under_unnumbered(reference: Reference, document: Document, corpus: Corpus) -> Provision | None:
    """Return the point that a citation means which leaves out the unnumbered paragraph it is in.

    "Article 113(c)" is point (c) of the third paragraph, when no other paragraph has a (c).
    """
    if reference.kind != "art" or not reference.steps or reference.steps[0][0].isdigit():
        return None
    unit = f"{document.id}#art_{reference.number}"
    below = "".join(f".pnt_{step}" for step in reference.steps)
    paragraphs = (corpus.provisions[i] for i in corpus.children.get(unit, ()))
    unnumbered = (p for p in paragraphs if p.label.endswith("paragraph"))
    found = [i for p in unnumbered if (i := f"{p.id}{below}") in corpus.provisions]
    return corpus.provisions[found[0]] if len(found) == 1 else None
