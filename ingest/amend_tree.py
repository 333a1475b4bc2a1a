"""Find and change the parts of a printed unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from ingest.amend_address import LAST, Address, Step
from ingest.blocks import Block, Unit
from ingest.roman import value as worth

Path = tuple[int, ...]
"""Positions from the unit's blocks downwards; () is the unit itself."""
Blocks = tuple[Block, ...]


class NotThere(LookupError):
    """An address names something that the text does not have."""


def number(marker: str) -> str:
    """Return a printed number as in a label: "(1a)" gives "1a", "Section A" gives "A"."""
    return marker.strip("().‘’'\" ").split(" ")[-1].split(".")[-1].lower()


def blocks_at(unit: Unit, path: Path) -> Blocks:
    """Return what stands directly below a place."""
    return block_at(unit, path).children if path else unit.blocks


def block_at(unit: Unit, path: Path) -> Block:
    """Return the block at a place that is not the unit itself."""
    below = unit.blocks
    for position in path[:-1]:
        below = below[position].children
    return below[path[-1]]


def changed(unit: Unit, path: Path, change: Callable[[Blocks], Blocks]) -> Unit:
    """Return the unit with what stands directly below a place changed."""
    return replace(unit, blocks=_below(unit.blocks, path, change))


def _below(blocks: Blocks, path: Path, change: Callable[[Blocks], Blocks]) -> Blocks:
    if not path:
        return change(blocks)
    first, *rest = path
    inner = replace(blocks[first], children=_below(blocks[first].children, tuple(rest), change))
    return (*blocks[:first], inner, *blocks[first + 1 :])


def substituted(unit: Unit, path: Path, new: Sequence[Block]) -> Unit:
    """Return the unit with the block at a place replaced by others, or taken out."""
    at = path[-1]
    return changed(unit, path[:-1], lambda below: (*below[:at], *new, *below[at + 1 :]))


def locate(unit: Unit, address: Address) -> Path:
    """Return where a provision stands. Raises `NotThere` with the step that is missing."""
    path: Path = ()
    in_first = False
    for step in address.steps:
        unnumbered = not path and any(not block.marker for block in unit.blocks)
        if step == Step("sub", "1") and not unnumbered:
            in_first = True
            continue
        path = _step(unit, path, step, in_first)
        in_first = False
    return path


def _step(unit: Unit, path: Path, step: Step, in_first: bool) -> Path:
    below = blocks_at(unit, path)
    if step.kind == "idt":
        return _indent(below, path, step)
    if step.kind in ("ord", "sub"):
        return (*path, _nth(below, step, at_top=not path))
    wanted = _matches(step)
    direct = [n for n, block in enumerate(below) if wanted(block)]
    if in_first:
        direct = [n for n in direct if n < len(head(below))]
    if not direct:
        deeper = [
            (*path, n, m)
            for n, block in enumerate(below)
            if not block.marker and not in_first
            for m, child in enumerate(block.children)
            if wanted(child)
        ]
        if len(deeper) == 1:
            return deeper[0]
    if len(direct) != 1:
        raise NotThere(f"{'no' if not direct else 'more than one'} {_name(step)}")
    return (*path, direct[0])


def head(below: Blocks) -> Blocks:
    """Return the points of the first subparagraph: those before the first unnumbered block."""
    first = next((n for n, block in enumerate(below) if not block.marker), len(below))
    return below[:first]


def _matches(step: Step) -> Callable[[Block], bool]:
    def matches(block: Block) -> bool:
        section = block.marker.split(" ")[0] in ("Section", "Part")
        return (
            bool(block.marker)
            and section is (step.kind == "sct")
            and number(block.marker) == step.value.lower()
        )

    return matches


def _nth(below: Blocks, step: Step, *, at_top: bool) -> int:
    """Return the position of an unnumbered paragraph or subparagraph."""
    positions = [n for n, block in enumerate(below) if not block.marker]
    # The first subparagraph of a paragraph is the paragraph's own words.
    return _chosen(positions, step, first=1 if at_top else 2)


def _indent(below: Blocks, path: Path, step: Step) -> Path:
    """Return where an indent stands: here, or in the only list one level further down."""
    lists: dict[Path, Blocks] = {
        (): below,
        **{(n,): b.children for n, b in enumerate(below) if not b.marker},
    }
    found = [
        (inner, positions)
        for inner, blocks in lists.items()
        if (positions := [n for n, b in enumerate(blocks) if b.marker and b.marker in "—–-•"])
    ]
    if len(found) > 1:
        raise NotThere(f"more than one {_name(step)}")
    inner, positions = found[0] if found else ((), [])
    return (*path, *inner, _chosen(positions, step, first=1))


def _chosen(positions: Sequence[int], step: Step, *, first: int) -> int:
    if step.value == LAST and positions:
        return positions[-1]
    wanted = int(step.value) - first if step.value.isdigit() else -1
    if not 0 <= wanted < len(positions):
        raise NotThere(f"no {_name(step)}")
    return positions[wanted]


def _name(step: Step) -> str:
    words = {
        "par": "paragraph",
        "num": "paragraph or point",
        "pnt": "point",
        "sct": "Section",
        "ord": "unnumbered paragraph",
        "sub": "subparagraph",
        "idt": "indent",
    }
    return f"{words.get(step.kind, step.kind)} {step.value}"


def expanded(unit: Unit, address: Address) -> list[Address]:
    """Return the addresses that a range stands for: whatever is printed from first to last."""
    at = next((n for n, step in enumerate(address.steps) if step.until), -1)
    if at < 0:
        return [address]
    outer, step, inner = address.steps[:at], address.steps[at], address.steps[at + 1 :]
    values = _between(unit, replace(address, steps=outer), step)
    steps = ((*outer, Step(step.kind, value), *inner) for value in values)
    return [one for way in steps for one in expanded(unit, replace(address, steps=way))]


def _between(unit: Unit, outer: Address, step: Step) -> list[str]:
    if step.kind in ("sub", "ord", "idt", "sentence"):
        if not (step.value.isdigit() and step.until.isdigit()):
            raise NotThere(f"{_name(step)} to {step.until}")
        return [str(n) for n in range(int(step.value), int(step.until) + 1)]
    first, last = (
        locate(unit, replace(outer, steps=(*outer.steps, Step(step.kind, value))))
        for value in (step.value, step.until)
    )
    if first[:-1] != last[:-1]:
        raise NotThere(f"{_name(step)} to {step.until}")
    siblings = blocks_at(unit, first[:-1])[first[-1] : last[-1] + 1]
    return [number(block.marker) for block in siblings if block.marker]


def place_for(siblings: Blocks, marker: str) -> int:
    """Return where a new number belongs: behind the last sibling whose number is lower."""
    roman = [number(b.marker) for b in siblings if b.marker][:2] == ["i", "ii"]
    wanted = order_of(marker, roman=roman)
    lower = [
        n
        for n, block in enumerate(siblings)
        if block.marker and order_of(block.marker, roman=roman) <= wanted
    ]
    return lower[-1] + 1 if lower else 0


def order_of(marker: str, *, roman: bool = False) -> tuple[int, str]:
    """Return the rank of a printed number: 1 < 1a < 2; a < b < ba < c; with `roman` i < v < x."""
    value = number(marker)
    numeral = re.fullmatch(r"([ivxl]+)[a-z]?", value)
    if roman and numeral:
        return worth(numeral[1]), ""
    figure = re.match(r"\d*", value)
    digits = figure[0] if figure else ""
    return (int(digits) if digits else 0), value[len(digits) :]
