"""Carry out one amending instruction on one printed unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ingest.amend_address import Address, Step
from ingest.amend_instructions import Instruction, Words
from ingest.amend_tree import (
    Blocks,
    NotThere,
    Path,
    block_at,
    blocks_at,
    changed,
    head,
    locate,
    number,
    place_for,
    substituted,
)
from ingest.amend_words import Refused, reworded, swapped, with_sentence_changed
from ingest.blocks import Block, Unit

_POINTS = frozenset({"point", "indent", "definition"})


@dataclass(frozen=True, slots=True)
class Order:
    """An instruction as it concerns one unit."""

    instruction: Instruction
    target: Address
    """The first address; further ones of the same instruction are `others`."""
    others: tuple[Address, ...] = ()

    @property
    def id(self) -> str:
        """Id of the instruction."""
        return self.instruction.id

    @property
    def blocks(self) -> Blocks:
        """The quoted blocks, marked as made by this instruction."""
        content = self.instruction.content
        if not content or any(isinstance(part, Unit) for part in content):
            raise Refused("it quotes no text that fits there")
        return tuple(replace(part, made_by=self.id) for part in content if isinstance(part, Block))


def edited(unit: Unit, order: Order) -> Unit:
    """Return the unit with the instruction carried out.

    Raises `NotThere` when the address does not exist and `Refused` when the instruction
    cannot be carried out without guessing.
    """
    part = order.target.part
    if part is not None and part.kind == "heading":
        return _headed(unit, order)
    if order.instruction.verb == "words":
        return _reworded(unit, order)
    if part is not None:
        return _part(unit, order, part)
    return _WAYS[order.instruction.verb](unit, order)


def _headed(unit: Unit, order: Order) -> Unit:
    if order.target.provision.steps:
        raise Refused("only the heading of an article or annex is known")
    if order.instruction.verb == "words":
        title = swapped([unit.title], _words_of(order))[0]
    else:
        title = " ".join(line for block in order.blocks for line in block.lines())
    return replace(unit, title=title, touched_by=(*unit.touched_by, order.id))


def _replaced(unit: Unit, order: Order) -> Unit:
    if order.target.steps[-1] == Step("sub", "1"):
        return _touched(unit, locate(unit, order.target), order, _with_head(order.blocks))
    paths = [locate(unit, address) for address in (order.target, *order.others)]
    if len({path[:-1] for path in paths}) > 1:
        raise Refused("what is replaced does not stand together")
    old = [block_at(unit, path) for path in paths]
    new = _renumbered_like(old, order.blocks)
    for path in sorted(paths[1:], reverse=True):
        unit = substituted(unit, path, ())
    return substituted(unit, paths[0], new)


def _renumbered_like(old: Sequence[Block], new: Blocks) -> Blocks:
    """Return the new blocks, the first of them under the old number if it has none itself."""
    numbers = {number(block.marker) for block in old if block.marker}
    if not numbers or number(new[0].marker) in numbers:
        return new
    if not new[0].marker and len(new) == len(old) == 1:
        return (replace(new[0], marker=old[0].marker),)
    raise Refused(f"the new text is numbered {new[0].marker}, the old one {old[0].marker}")


def _with_head(new: Blocks) -> Callable[[Block], Block]:
    """Return a change of a paragraph's first subparagraph; what follows it stays."""

    def change(block: Block) -> Block:
        first, *more = new
        if first.marker and number(first.marker) != number(block.marker):
            raise Refused(f"the new text is numbered {first.marker}, the old one {block.marker}")
        rest = block.children[len(head(block.children)) :]
        made = (*(replace(c, made_by=first.made_by) for c in first.children), *more)
        return replace(block, text=first.text, children=(*made, *rest))

    return change


def _touched(unit: Unit, path: Path, order: Order, change: Callable[[Block], Block]) -> Unit:
    """Return the unit with words of one block changed, and the block marked as touched."""
    if not path and len(unit.blocks) == 1:
        path = (0,)
    if not path:
        raise Refused("it is not said which paragraph is meant")
    new = change(block_at(unit, path))
    return substituted(unit, path, [replace(new, touched_by=(*new.touched_by, order.id))])


def _part(unit: Unit, order: Order, part: Step) -> Unit:
    """Carry out an instruction on the introductory words or on a sentence."""
    path = locate(unit, order.target.provision)
    verb = order.instruction.verb
    if part.kind == "intro" and verb == "replace" and len(order.blocks) == 1:
        text = order.blocks[0].text
        return _touched(unit, path, order, lambda block: replace(block, text=text))
    if part.kind == "sentence" and verb in ("replace", "delete"):
        new = " ".join(block.text for block in order.blocks) if verb == "replace" else ""
        return _touched(
            unit, path, order, lambda b: replace(b, text=with_sentence_changed(b.text, part, new))
        )
    raise Refused("this is not known for a part of a provision")


def _deleted(unit: Unit, order: Order) -> Unit:
    for address in (order.target, *order.others):
        if address.steps[-1] == Step("sub", "1"):
            raise Refused("a first subparagraph cannot be taken out of its paragraph")
        path = locate(unit, address)
        unit = _marked(substituted(unit, path, ()), path[:-1], order)
    return unit


def _marked(unit: Unit, path: Path, order: Order) -> Unit:
    """Return the unit with the container at a place marked as touched."""
    if not path:
        return replace(unit, touched_by=tuple(dict.fromkeys((*unit.touched_by, order.id))))
    block = block_at(unit, path)
    touched = tuple(dict.fromkeys((*block.touched_by, order.id)))
    return substituted(unit, path, [replace(block, touched_by=touched)])


def _inserted(unit: Unit, order: Order) -> Unit:
    noun = order.instruction.noun
    path = locate(unit, order.target)
    if noun == "sentence":
        text = " ".join(block.text for block in order.blocks)
        return _touched(unit, path, order, lambda block: _withwith_sentence_changed(block, text))
    if noun == "subparagraph" or (noun == "paragraph" and not order.blocks[0].marker):
        return _with_subparagraphs(unit, path, order)
    if noun in _POINTS and not order.blocks[0].marker:
        raise Refused("the new point has no number")
    first = order.target.steps[-1:] == (Step("sub", "1"),)
    if noun in _POINTS:
        path = _list_at(unit, path, first=first)
    elif noun != "paragraph" or path:
        raise Refused(f"it is not known where a new {noun or 'text'} stands")
    added = _marked(unit, path, order)
    return changed(added, path, lambda below: _among(below, order, first=first))


def _withwith_sentence_changed(block: Block, text: str) -> Block:
    if block.children:
        raise Refused("it is not said behind which words the sentence goes")
    return replace(block, text=f"{block.text} {text}")


def _with_subparagraphs(unit: Unit, path: Path, order: Order) -> Unit:
    if order.instruction.place is None and order.instruction.verb == "insert":
        raise Refused("it is not said behind what it goes")
    at = len(blocks_at(unit, path))
    if order.instruction.place is not None:
        named = Step("sub", order.instruction.place.steps[-1].value)
        at = (
            0 if named.value == "1" else locate(unit, Address("", (*order.target.steps, named)))[-1]
        )
        at += 0 if order.instruction.before else 1
        at = max(at, len(head(blocks_at(unit, path)))) if named.value == "1" else at
    return _marked(
        changed(unit, path, lambda below: (*below[:at], *order.blocks, *below[at:])), path, order
    )


def _list_at(unit: Unit, path: Path, *, first: bool) -> Path:
    """Return where the list stands that a provision has."""
    below = blocks_at(unit, path)
    if first or any(block.marker for block in below):
        return path
    lists = [n for n, block in enumerate(below) if any(child.marker for child in block.children)]
    if len(lists) != 1:
        raise Refused("it is not clear to which list the point goes")
    return (*path, lists[0])


def _among(below: Blocks, order: Order, *, first: bool) -> Blocks:
    """Return siblings with the new ones among them, each behind the next lower number."""
    place = order.instruction.place
    for block in order.blocks:
        taken = {number(sibling.marker) for sibling in below if sibling.marker}
        if number(block.marker) in taken:
            raise Refused(f"there is a {block.marker} already")
        among = head(below) if first else below
        at = place_for(among, block.marker)
        if place is not None and block is order.blocks[0]:
            at = _beside(below, place, before=order.instruction.before)
        below = (*below[:at], block, *below[at:])
    return below


def _beside(below: Blocks, place: Address, *, before: bool) -> int:
    value = place.steps[-1].value if place.steps else ""
    found = [n for n, b in enumerate(below) if b.marker and number(b.marker) == value]
    if len(found) != 1:
        raise NotThere(f"no neighbour {value}")
    return found[0] if before else found[0] + 1


def _numbered_anew(unit: Unit, order: Order) -> Unit:
    new = order.instruction.places
    targets = (order.target, *order.others)
    if len(new) != len(targets) or not all(address.steps for address in (*new, *targets)):
        raise Refused("the new numbers are not understood")
    paths = [locate(unit, address) for address in targets]
    for path, address in zip(paths, new, strict=True):
        block = block_at(unit, path)
        value = address.steps[-1].value
        marker = re.sub(r"\w+", value, block.marker, count=1)
        unit = substituted(
            unit, path, [replace(block, marker=marker, touched_by=(*block.touched_by, order.id))]
        )
    numbers = [number(b.marker) for b in blocks_at(unit, paths[0][:-1]) if b.marker]
    if len(set(numbers)) < len(numbers):
        raise Refused("the new number is taken")
    return unit


def _words_of(order: Order) -> Words:
    if order.instruction.words is None:
        raise Refused("it is not said which words are meant")
    return order.instruction.words


def _reworded(unit: Unit, order: Order) -> Unit:
    path = locate(unit, order.target.provision)
    roots = (block_at(unit, path),) if path else unit.blocks
    done = reworded(roots, _words_of(order), order.id)
    return substituted(unit, path, done) if path else replace(unit, blocks=done)


_WAYS: dict[str, Callable[[Unit, Order], Unit]] = {
    "replace": _replaced,
    "delete": _deleted,
    "insert": _inserted,
    "add": _inserted,
    "renumber": _numbered_anew,
}
