"""Cut printed units into the provisions a lawyer would cite."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count

from ingest.blocks import Block, Unit
from ingest.model import FULL, Document, Provision

_PREFIX = {"article": "art", "recital": "rct", "annex": "anx"}
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth", "twentieth"),
)
_DASHES = {"—", "–", "-", "•"}
_SECTION = re.compile(r"^(?:Section|Part|Afsnit|Del) ([A-Z0-9]+)$")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a block stands: its anchor, and what its points complete."""

    anchor: str
    label: str
    chapeau: tuple[str, ...] = ()
    made_by: str = ""
    """The amending instruction that put here what the block stands in."""


def provisions(document: Document, units: Sequence[Unit]) -> list[Provision]:
    """Return every level of every unit, containers before what they contain.

    Anchors follow EUR-Lex where it has them (art_55, rct_110, anx_III) and extend them
    downwards: par_1, pnt_a, sct_A, idt_3, and sub_2 where two lists of one paragraph
    would share a number.
    """
    found: list[Provision] = []
    for unit in units:
        for provision in _unit(document, unit):
            found.append(replace(provision, order=len(found)))
    return found


def _makers(parts: Sequence[Unit | Block]) -> Iterator[str]:
    """Yield the amending instructions, or acts, that made or touched these parts or their own."""
    for part in parts:
        yield part.made_by
        yield from part.touched_by
        yield from (change.by for change in part.changed)
        yield from _makers(part.blocks if isinstance(part, Unit) else part.children)


def _unique(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def _free(anchor: str, used: set[str]) -> str:
    """Return the anchor, with the first suffix that is free if it is taken: nothing is dropped."""
    suffixed = (f"{anchor}-{n}" for n in count(2))
    return next(a for a in chain([anchor], suffixed) if a not in used)


def label_of(anchor: str) -> str:
    """Return how a provision is cited: "art_55.par_1.pnt_c" gives "Article 55(1)(c)".

    Unnumbered paragraphs cannot be told from numbered ones by their anchor: "art_113.par_3"
    gives "Article 113(3)".
    """
    head, *steps = anchor.split(".")
    kind, _, number = head.partition("_")
    place = {"art": f"Article {number}", "rct": f"Recital {number}", "anx": f"Annex {number}"}
    label = place.get(kind, f"Paragraph {number}" if kind == "par" else anchor)
    for step in steps:
        name, _, value = step.partition("_")
        label = _step_label(label, name, value)
    return label


def _step_label(label: str, name: str, value: str) -> str:
    """Return the label one level further down."""
    if name == "sct":
        return f"{label} Section {value}"
    if name in ("idt", "sub"):
        return f"{label}, {_ordinal(value)} {'indent' if name == 'idt' else 'subparagraph'}"
    if name == "ord":
        return f"{label}, {_ordinal(value)} paragraph"
    if label.startswith("Annex") and "point" not in label:
        return f"{label} point {value if value[:1].isdigit() else f'({value})'}"
    if label.startswith("Annex") and value.isdigit() and label[-1:].isdigit():
        return f"{label}.{value}"
    if label.endswith(("paragraph", "indent")):
        return f"{label}, point ({value})"
    return f"{label}({value})"


def _ordinal(value: str) -> str:
    position = int(value) if value.isdigit() else 0
    if 0 < position <= len(_ORDINALS):
        return _ORDINALS[position - 1]
    teen = position % 100 in (11, 12, 13)
    return value + ("th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(position % 10, "th"))


def _unit(document: Document, unit: Unit) -> Iterator[Provision]:
    anchor = f"{_PREFIX[unit.kind]}_{unit.number}"
    base = Provision(
        id=f"{document.id}#{anchor}",
        document_id=document.id,
        label=label_of(anchor),
        kind=unit.kind,
        headings=tuple(h for h in (*unit.headings, unit.title) if h),
        text="\n".join(line for block in unit.blocks for line in block.lines()),
        tier=document.tier,
        completeness=unit.completeness,
        url=f"{document.url}#{anchor}" if document.url else "",
        changed_by=_unique(*_makers((unit,))),
    )
    yield base
    if unit.kind != "recital":
        yield from _top(base, unit)


def _top(base: Provision, unit: Unit) -> Iterator[Provision]:
    """Yield what stands directly below an article or annex."""
    place = _Place(base.anchor, base.label, made_by=unit.made_by)
    unnumbered = [block for block in unit.blocks if not block.marker]
    paragraphs = unit.kind == "article" and len(unnumbered) == len(unit.blocks) > 1
    used: set[str] = set()
    for position, block in enumerate(unit.blocks, 1):
        if paragraphs:
            label = _step_label(place.label, "ord", str(position))
            below = _Place(f"{place.anchor}.par_{position}", label, made_by=unit.made_by)
            yield from _emit(base, below, block, used)
        elif block.marker:
            yield from _numbered(base, place, block, used)
        else:
            yield from _children(base, replace(place, chapeau=(block.text,)), block, used)


def _emit(base: Provision, place: _Place, block: Block, used: set[str]) -> Iterator[Provision]:
    """Yield one block and what is nested in it."""
    made_by = block.made_by or place.made_by
    place = replace(place, anchor=_free(place.anchor, used), made_by=made_by)
    nested = [line for child in block.children for line in child.lines()]
    yield replace(
        base,
        id=f"{base.document_id}#{place.anchor}",
        label=place.label,
        text="\n".join([block.text, *nested] if block.text else nested),
        chapeau=" ".join(place.chapeau),
        completeness=FULL,
        changed_by=_unique(made_by, *_makers((block,))),
    )
    used.add(place.anchor)
    yield from _children(base, replace(place, chapeau=(*place.chapeau, block.text)), block, used)


def _children(base: Provision, place: _Place, block: Block, used: set[str]) -> Iterator[Provision]:
    """Yield the points in a block; a further subparagraph lends its words to its own points."""
    ordinal = 1
    for child in block.children:
        if child.marker and not child.quoted:
            yield from _numbered(base, place, child, used)
        elif not child.quoted:
            ordinal += 1
            yield from _subparagraph(base, place, child, used, ordinal)


def _subparagraph(
    base: Provision, place: _Place, block: Block, used: set[str], ordinal: int
) -> Iterator[Provision]:
    """Yield the points of a further subparagraph, which is a provision only if they clash."""
    points = [child for child in block.children if child.marker and not child.quoted]
    if any(_anchor(place, point, used) in used for point in points):
        label = _step_label(place.label, "sub", str(ordinal))
        anchor = f"{place.anchor}.sub_{ordinal}"
        within = replace(place, anchor=anchor, label=label, chapeau=place.chapeau[:-1])
        yield from _emit(base, within, block, used)
        return
    made_by = block.made_by or place.made_by
    own = replace(place, chapeau=(*place.chapeau[:-1], block.text), made_by=made_by)
    yield from _children(base, own, block, used)


def _anchor(place: _Place, block: Block, used: set[str]) -> str:
    name, value = _step(place, block.marker, used)
    return f"{place.anchor}.{name}_{value}"


def _numbered(base: Provision, place: _Place, block: Block, used: set[str]) -> Iterator[Provision]:
    """Yield a numbered block and what is nested in it."""
    name, value = _step(place, block.marker, used)
    anchor, label = f"{place.anchor}.{name}_{value}", _step_label(place.label, name, value)
    below = replace(place, anchor=anchor, label=label)
    yield from _emit(base, below, block, used)


def _step(place: _Place, marker: str, used: set[str]) -> tuple[str, str]:
    """Return the kind and value of the anchor step for a printed number."""
    section = _SECTION.match(marker)
    if section:
        return "sct", section[1]
    if marker in _DASHES:
        position = next(n for n in range(1, 10_000) if f"{place.anchor}.idt_{n}" not in used)
        return "idt", str(position)
    value = marker.strip("().‘’'\" ").split(".")[-1].replace(" ", "")
    in_article = place.anchor.startswith("art_") and "." not in place.anchor
    return ("par" if in_article and marker.endswith(".") else "pnt"), value or "x"
