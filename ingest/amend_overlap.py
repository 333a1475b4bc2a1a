"""Refuse an instruction that meets what an earlier instruction of the same act rewrote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ingest.amend_address import Address, Step
from ingest.amend_instructions import Instruction
from ingest.amend_tree import block_at, locate
from ingest.amend_words import Refused, occurrences, walk
from ingest.blocks import Block, Unit

ADDS = frozenset({"insert", "add"})
Earlier = Mapping[str, Instruction]
"""The instructions of the same act that were carried out before, by id."""


def refuse_overlap(unit: Unit, instruction: Instruction, earlier: Earlier) -> None:
    """Raise `Refused` when an earlier instruction rewrote what this one changes.

    The act was written for the text before either of them; only what an earlier instruction
    put there as something new can be meant as it stands.
    """
    for target in instruction.targets:
        for made_by in _rewriters(unit, instruction, target, earlier):
            raise Refused(f"instruction {short(made_by)} rewrote it")


def short(identifier: str) -> str:
    """Return "(7)(a)" for "32026R1744#art_1.pnt_7.pnt_a"."""
    return "".join(f"({step.partition('_')[2]})" for step in identifier.split(".")[1:])


def _rewriters(
    unit: Unit, instruction: Instruction, target: Address, earlier: Earlier
) -> Iterator[str]:
    """Yield the earlier instructions that rewrote what the target is or stands in."""
    if unit.made_by in earlier and earlier[unit.made_by].verb not in ADDS:
        yield unit.made_by
    above = _way_down(unit, target.provision)
    for block in above:
        for maker in (block.made_by, *block.touched_by):
            if maker in earlier and _moves_it(earlier[maker], block, maker):
                yield maker
    if instruction.verb == "words":
        scope = above[-1:] or unit.blocks
        is_new = any(block.made_by in earlier for block in above)
        yield from _swappers(scope, instruction, earlier, inside_new=is_new)
    elif target.part is not None or instruction.noun == "sentence":
        yield from _of_same_words(unit, above, target.part, earlier)
    elif instruction.verb not in ADDS:
        yield from _inside(unit, above, target, earlier)


def _way_down(unit: Unit, target: Address) -> Sequence[Block]:
    """Return the blocks from below the unit down to the target."""
    found: list[Block] = []
    for depth in range(1, len(target.steps) + 1):
        path = locate(unit, Address(target.unit, target.steps[:depth]))
        if path:
            found.append(block_at(unit, path))
    return found


def _moves_it(instruction: Instruction, block: Block, maker: str) -> bool:
    """Tell whether an instruction put other words in the place of a block, or moved it."""
    if instruction.verb == "renumber":
        return True
    return maker == block.made_by and instruction.verb not in ADDS


def _inside(unit: Unit, above: Sequence[Block], target: Address, earlier: Earlier) -> Iterator[str]:
    """Yield who changed anything in what is replaced, taken out or renumbered."""
    new = {unit.made_by, *(block.made_by for block in above)} & set(earlier)
    makers = list(unit.touched_by) if not target.steps else []
    for root in above[-1:] if target.steps else unit.blocks:
        for block in walk(root):
            makers += (block.made_by, *block.touched_by)
    yield from (maker for maker in makers if maker in earlier and maker not in new)


def _of_same_words(
    unit: Unit, above: Sequence[Block], part: Step | None, earlier: Earlier
) -> Iterator[str]:
    """Yield who changed the heading, or the words of the block that has the part."""
    of_heading = part is not None and part.kind == "heading"
    blocks = above[-1:] or unit.blocks[:1]
    touched = unit.touched_by if of_heading else [m for b in blocks for m in b.touched_by]
    for maker in touched:
        if maker in earlier and _changes_words(earlier[maker], of_heading=of_heading):
            yield maker


def _changes_words(instruction: Instruction, *, of_heading: bool = False) -> bool:
    """Tell whether an instruction changed words of a block instead of the points below it."""
    parts = [target.part for target in instruction.targets]
    if of_heading:
        return any(part is not None and part.kind == "heading" for part in parts)
    first = any(target.is_first_subparagraph for target in instruction.targets)
    return (
        any(part is not None for part in parts)
        or instruction.noun == "sentence"
        or instruction.verb == "words"
        or (first and instruction.verb == "replace")
    )


def _swappers(
    blocks: Sequence[Block], instruction: Instruction, earlier: Earlier, *, inside_new: bool
) -> Iterator[str]:
    """Yield who put the words there that are to be swapped, or may have."""
    if instruction.words is None:
        return
    old = instruction.words.old
    for block in blocks:
        if block.made_by in earlier and not inside_new:
            yield from (block.made_by for part in walk(block) if occurrences(old, part.text))
            continue
        for maker in block.touched_by:
            if maker in earlier and _may_have_put(earlier[maker], old, block.text):
                yield maker
        yield from _swappers(block.children, instruction, earlier, inside_new=inside_new)


def _may_have_put(instruction: Instruction, old: str, text: str) -> bool:
    """Tell whether words of a text may come from an earlier instruction."""
    if not _changes_words(instruction) or not occurrences(old, text):
        return False
    if instruction.words is None or not instruction.words.new:
        return True
    without = text.replace(instruction.words.new, "\0")
    return occurrences(old, without) != occurrences(old, text)
