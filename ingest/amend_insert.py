"""Put new provisions into a unit as an amending instruction says."""

from __future__ import annotations

from dataclasses import replace

from ingest.amend_address import Address, Step
from ingest.amend_order import Order, marked, touched
from ingest.amend_tree import (
    Blocks,
    NotThere,
    Path,
    blocks_at,
    changed,
    head,
    locate,
    number,
    place_for,
)
from ingest.amend_words import Refused, sentence_at, sentences
from ingest.blocks import Block, Unit

_POINTS = frozenset({"point", "indent", "definition"})
_SECTIONS = frozenset({"section", "part"})


def inserted(unit: Unit, order: Order) -> Unit:
    """Return the unit with the quoted provisions put where the instruction says.

    Raises `Refused` where the place would be a guess.
    """
    noun = order.instruction.noun
    if order.others:
        raise Refused("it goes to more than one place")
    order = _with_parents_of_place(order)
    path = locate(unit, order.target)
    if noun == "sentence":
        return _with_sentence(unit, path, order)
    if noun == "subparagraph" or (noun == "paragraph" and not order.blocks[0].marker):
        return _with_subparagraphs(unit, path, order)
    if any(not block.marker for block in order.blocks):
        raise Refused(f"the new {noun or 'text'} has no number")
    first = order.target.is_first_subparagraph
    if noun in _POINTS:
        path = _list_at(unit, path, first=first)
    elif path or noun not in ("paragraph", *_SECTIONS):
        raise Refused(f"it is not known where a new {noun or 'text'} stands")
    added = marked(unit, path, order.id)
    return changed(added, path, lambda below: _among(below, order, first=first))


def _with_parents_of_place(order: Order) -> Order:
    """Return the order with the target that "after point (b) of paragraph 2" names."""
    place = order.instruction.place
    if place is None:
        return order
    if not place.steps or len(order.instruction.places) > 1:
        raise NotThere("no neighbour that is named")
    if place.unit not in ("", order.target.unit):
        raise Refused("its neighbour stands in another article")
    parents = Address("", place.steps[:-1])
    return replace(order, target=parents.within(order.target))


def _neighbour(order: Order, *kinds: str) -> Step | None:
    """Return the last step of the neighbour that is named."""
    place = order.instruction.place
    if place is None:
        return None
    if place.steps[-1].kind not in kinds:
        raise Refused("its neighbour is of another kind")
    return place.steps[-1]


def _with_sentence(unit: Unit, path: Path, order: Order) -> Unit:
    """Return the unit with a sentence behind the last one, or beside the one that is named."""
    named = _neighbour(order, "sentence")
    if named is None and order.instruction.verb == "insert":
        raise Refused("it is not said behind which sentence it goes")
    if any(block.marker or block.children for block in order.blocks):
        raise Refused("it quotes more than sentences")
    new = " ".join(block.text for block in order.blocks)

    def change(block: Block) -> Block:
        below = head(block.children) if order.target.is_first_subparagraph else block.children
        if below and named is None:
            raise Refused("it is not said behind which words the sentence goes")
        old = sentences(block.text)
        at = len(old) if named is None else sentence_at(block.text, named)
        at += named is not None and not order.instruction.before
        return replace(block, text=" ".join((*old[:at], new, *old[at:])))

    return touched(unit, path, order.id, change)


def _with_subparagraphs(unit: Unit, path: Path, order: Order) -> Unit:
    named = _neighbour(order, "sub", "ord")
    if named is None and order.instruction.verb == "insert":
        raise Refused("it is not said behind what it goes")
    below = blocks_at(unit, path)
    if any(block.marker for block in order.blocks):
        raise Refused("the new subparagraph has a number")
    if not path and any(block.marker for block in below):
        raise Refused("it is not said to which paragraph it goes")
    at = len(below)
    if order.target.is_first_subparagraph and named is None:
        raise Refused("a subparagraph has no subparagraphs")
    if named is not None and path and named.value == "1":
        if order.instruction.before:
            raise Refused("nothing stands before a first subparagraph")
        at = len(head(below))
    elif named is not None:
        steps = (*order.target.steps, named)
        at = locate(unit, Address(order.target.unit, steps))[-1] + (not order.instruction.before)
    return marked(
        changed(unit, path, lambda old: (*old[:at], *order.blocks, *old[at:])), path, order.id
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


def _form(marker: str) -> tuple[bool, bool, bool]:
    """Return what tells the numbers of paragraphs, points and sections apart."""
    return "(" in marker, number(marker)[:1].isdigit(), " " in marker


def _among(below: Blocks, order: Order, *, first: bool) -> Blocks:
    """Return siblings with the new ones among them, each behind the next lower number."""
    named = _neighbour(order, "pnt", "par", "num", "idt", "sct")
    siblings = head(below) if first else below
    forms = {_form(block.marker) for block in siblings if block.marker}
    at = None if named is None else _beside(below, named, before=order.instruction.before)
    for block in order.blocks:
        if _form(block.marker) not in forms:
            raise Refused(f"{block.marker} fits no list that is there")
        is_dash = not number(block.marker)[:1].isalnum()
        taken = {number(sibling.marker) for sibling in below if sibling.marker}
        if number(block.marker) in taken and not is_dash:
            raise Refused(f"{block.marker} is there already")
        if at is None:
            at = place_for(head(below) if first else below, block.marker)
            at = _last_dash(below, first=first) if is_dash else at
        below = (*below[:at], block, *below[at:])
        at = at + 1 if named is not None or is_dash else None
    return below


def _last_dash(below: Blocks, *, first: bool) -> int:
    among = head(below) if first else below
    return max(n for n, block in enumerate(among) if block.marker) + 1


def _beside(below: Blocks, named: Step, *, before: bool) -> int:
    if named.kind == "idt":
        found = [n for n, block in enumerate(below) if block.marker in tuple("—–-•")]
        found = found[-1:] if named.value == "last" else found[int(named.value) - 1 :][:1]
    else:
        found = [n for n, b in enumerate(below) if b.marker and number(b.marker) == named.value]
    if len(found) != 1:
        raise NotThere(f"no neighbour {named.value}")
    return found[0] if before else found[0] + 1
