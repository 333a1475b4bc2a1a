"""Carry out one amending instruction on one printed unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from ingest.amend_address import Address
from ingest.amend_insert import inserted
from ingest.amend_order import Order, marked, touched
from ingest.amend_tree import (
    Blocks,
    Path,
    block_at,
    blocks_at,
    head,
    locate,
    number,
    order_of,
    substituted,
)
from ingest.amend_verbs import Words
from ingest.amend_words import (
    Refused,
    reworded,
    sentence_at,
    sentences,
    swapped,
    with_sentences,
)
from ingest.blocks import Block, Unit


def edited(unit: Unit, order: Order) -> Unit:
    """Return the unit with the instruction carried out.

    Raises `NotThere` when the address does not exist and `Refused` when the instruction
    cannot be carried out without guessing.
    """
    part = order.target.part
    if part is not None and part.kind == "heading":
        return _headed(unit, order)
    if order.instruction.verb == "words":
        words = _words_of(order)
        for address in order.targets:
            unit = _reworded(unit, address, words, order.id)
        return unit
    if part is not None:
        return _part(unit, order)
    return _WAYS[order.instruction.verb](unit, order)


def _headed(unit: Unit, order: Order) -> Unit:
    if order.target.provision.steps or order.others:
        raise Refused("only the heading of an article or annex is known")
    if order.instruction.verb == "words":
        title = swapped([unit.title], _words_of(order))[0]
    elif order.instruction.verb == "replace":
        title = " ".join(line for block in order.blocks for line in block.lines())
    else:
        raise Refused("this is not known for a heading")
    return replace(unit, title=title, touched_by=(*unit.touched_by, order.id))


def _replaced(unit: Unit, order: Order) -> Unit:
    firsts = [address for address in order.targets if address.is_first_subparagraph]
    if firsts and not order.others:
        return touched(unit, locate(unit, order.target), order.id, _with_head(order.blocks))
    if firsts:
        raise Refused("a first subparagraph together with others is not known")
    paths = [locate(unit, address) for address in order.targets]
    if len({path[:-1] for path in paths}) > 1 or len(set(paths)) < len(paths):
        raise Refused("what is replaced does not stand together")
    new = _renumbered_like([block_at(unit, path) for path in paths], order.blocks)
    _refuse_taken(unit, paths, new)
    paths.sort()
    if paths[-1][-1] - paths[0][-1] != len(paths) - 1:
        return _replaced_apart(unit, paths, new)
    for path in reversed(paths[1:]):
        unit = substituted(unit, path, ())
    return substituted(unit, paths[0], new)


def _replaced_apart(unit: Unit, paths: Sequence[Path], new: Blocks) -> Unit:
    """Return the unit with blocks replaced that have others between them, each by its own."""
    old = [number(block_at(unit, path).marker) for path in paths]
    if old != [number(block.marker) for block in new] or "" in old:
        raise Refused("it is not clear which new text stands for which old one")
    for path, block in zip(paths, new, strict=True):
        unit = substituted(unit, path, [block])
    return unit


def _refuse_taken(unit: Unit, paths: Sequence[Path], new: Blocks) -> None:
    """Raise `Refused` when a sibling that stays has a number of the new text."""
    siblings = blocks_at(unit, paths[0][:-1])
    gone = {path[-1] for path in paths}
    kept = {number(b.marker) for n, b in enumerate(siblings) if b.marker and n not in gone}
    clash = [b.marker for b in new if number(b.marker)[:1].isalnum() and number(b.marker) in kept]
    if clash:
        raise Refused(f"{clash[0]} is there already")


def _renumbered_like(old: Sequence[Block], new: Blocks) -> Blocks:
    """Return the new blocks, the first of them under the old number if it has none itself."""
    numbers = {number(block.marker) for block in old if block.marker}
    if not new[0].marker and len(new) == len(old) == 1:
        return (replace(new[0], marker=old[0].marker),)
    if not numbers and any(block.marker for block in new):
        raise Refused(f"the new text is numbered {new[0].marker}, the old one is not")
    if not numbers or number(new[0].marker) in numbers:
        return new
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


def _part(unit: Unit, order: Order) -> Unit:
    """Carry out an instruction on the introductory words or on sentences."""
    if len({address.provision for address in order.targets}) > 1:
        raise Refused("parts of several provisions at once are not known")
    path = locate(unit, order.target.provision)
    kinds = {step.kind for address in order.targets if (step := address.part)}
    verb = order.instruction.verb
    new = _plain_words(order) if verb == "replace" else ""
    if kinds == {"intro"} and verb == "replace":
        return touched(unit, path, order.id, lambda block: replace(block, text=new))
    if kinds == {"sentence"} and verb in ("replace", "delete"):
        return touched(unit, path, order.id, lambda b: _with_sentences(b, order, new))
    raise Refused("this is not known for a part of a provision")


def _plain_words(order: Order) -> str:
    """Return the quoted words; a number or points of their own would be lost."""
    if any(block.children for block in order.blocks):
        raise Refused("it quotes points besides the words")
    if any(block.marker for block in order.blocks[1:]):
        raise Refused("it quotes more than one provision")
    return " ".join(block.text for block in order.blocks)


def _with_sentences(block: Block, order: Order, new: str) -> Block:
    steps = [address.steps[-1] for address in order.targets]
    further = block.children and not order.target.provision.is_first_subparagraph
    if further and any(step.value == "last" for step in steps):
        raise Refused("it is not said of which subparagraph it is the last sentence")
    positions = sorted(sentence_at(block.text, step) for step in steps)
    text = with_sentences(block.text, positions, new)
    if not text:
        raise Refused("nothing would be left")
    return replace(block, text=text)


def _deleted(unit: Unit, order: Order) -> Unit:
    if any(address.is_first_subparagraph for address in order.targets):
        raise Refused("a first subparagraph cannot be taken out of its paragraph")
    paths = {locate(unit, address) for address in order.targets}
    for path in sorted(paths, reverse=True):
        if len(blocks_at(unit, path[:-1])) == 1:
            raise Refused("nothing would be left of what it stands in")
        unit = marked(substituted(unit, path, ()), path[:-1], order.id)
    return unit


def _numbered_anew(unit: Unit, order: Order) -> Unit:
    new = _new_numbers(order)
    paths = [locate(unit, address) for address in order.targets]
    if any(block_at(unit, path).marker[-1:] not in ")." for path in paths):
        raise Refused("only paragraphs and points are numbered anew")
    was_ordered = _is_ordered(blocks_at(unit, paths[0][:-1]))
    for path, value in zip(paths, new, strict=True):
        block = block_at(unit, path)
        marker = re.sub(r"\w+", value, block.marker, count=1)
        touched_by = (*block.touched_by, order.id)
        unit = substituted(unit, path, [replace(block, marker=marker, touched_by=touched_by)])
    siblings = blocks_at(unit, paths[0][:-1])
    numbers = [number(block.marker) for block in siblings if block.marker]
    if len(set(numbers)) < len(numbers):
        raise Refused("the new number is taken")
    if was_ordered and not _is_ordered(siblings):
        raise Refused("the new number would stand out of its order")
    return unit


def _new_numbers(order: Order) -> list[str]:
    """Return the new numbers, one for each address; a range counts up from its first."""
    steps = [address.steps[-1] for address in order.instruction.places if address.steps]
    if len(steps) == 1 and steps[0].until:
        found = [steps[0].value]
        while len(found) < len(order.targets) and len(found[-1]) == 1:
            found.append(chr(ord(found[-1]) + 1) if not found[-1].isdigit() else _next(found[-1]))
        steps_end = found[-1] == steps[0].until
    else:
        found = [step.value for step in steps]
        steps_end = not any(step.until for step in steps)
    kinds = {step.kind for step in steps} | {address.steps[-1].kind for address in order.targets}
    known = kinds <= {"par", "pnt", "num"} and steps_end
    if not known or len(found) != len(order.targets):
        raise Refused("the new numbers are not understood")
    return found


def _next(figure: str) -> str:
    return str(int(figure) + 1)


def _is_ordered(siblings: Blocks) -> bool:
    numbers = [number(block.marker) for block in siblings if block.marker]
    ranks = [order_of(value, roman=numbers[:2] == ["i", "ii"]) for value in numbers]
    return ranks == sorted(ranks)


def _words_of(order: Order) -> Words:
    if order.instruction.words is None:
        raise Refused("it is not said which words are meant")
    return order.instruction.words


def _reworded(unit: Unit, address: Address, words: Words, made_by: str) -> Unit:
    """Return the unit with words changed in what is named, and nowhere else."""
    path = locate(unit, address.provision)
    part = address.part
    if part is not None:
        return touched(unit, path, made_by, lambda block: _part_reworded(block, address, words))
    if not path:
        return replace(unit, blocks=reworded(unit.blocks, words, made_by))
    block = block_at(unit, path)
    kept: Blocks = ()
    if address.is_first_subparagraph:
        count = len(head(block.children))
        block, kept = replace(block, children=block.children[:count]), block.children[count:]
    (done,) = reworded((block,), words, made_by)
    return substituted(unit, path, [replace(done, children=(*done.children, *kept))])


def _part_reworded(block: Block, address: Address, words: Words) -> Block:
    if address.steps[-1].kind == "intro":
        return replace(block, text=swapped([block.text], words)[0])
    parts = sentences(block.text)
    at = sentence_at(block.text, address.steps[-1])
    parts[at] = swapped([parts[at]], words)[0]
    return replace(block, text=" ".join(filter(None, parts)))


_WAYS: dict[str, Callable[[Unit, Order], Unit]] = {
    "replace": _replaced,
    "delete": _deleted,
    "insert": inserted,
    "add": inserted,
    "renumber": _numbered_anew,
}
