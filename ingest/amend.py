"""Compute the text of an act as amended, from the act and the instructions that amend it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.amend_address import Address, Step
from ingest.amend_edit import Order, edited
from ingest.amend_instructions import Instruction, instructions
from ingest.amend_tree import NotThere, block_at, locate, order_of
from ingest.amend_words import Refused, walk
from ingest.blocks import Unit

_ADDS = frozenset({"insert", "add"})
_ORDINARY = {"article": "art", "annex": "anx", "recital": "rct"}


@dataclass(frozen=True, slots=True)
class Unapplied:
    """An instruction that changed nothing, and why: it is listed, never guessed."""

    instruction: Instruction
    reason: str


@dataclass(frozen=True, slots=True)
class Consolidation:
    """An act as amended; its blocks know which instruction made or touched them."""

    units: tuple[Unit, ...]
    applied: tuple[Instruction, ...]
    unapplied: tuple[Unapplied, ...]


def consolidate(
    base: Sequence[Unit], base_act: str, amending: Sequence[Unit], amending_act: str
) -> Consolidation:
    """Return the units of `base_act` with the instructions of `amending_act` applied in order.

    `base_act` and `amending_act` are CELEX numbers. Recitals belong to the act that was
    adopted and are no part of a consolidated text. An instruction that meets what an earlier
    one rewrote is not applied: the act was written for the text before either of them.
    """
    units = tuple(unit for unit in base if unit.kind != "recital")
    applied: list[Instruction] = []
    unapplied: list[Unapplied] = []
    for instruction in instructions(amending_act, amending, base_act):
        try:
            units = _applied(units, instruction, {i.id: i for i in applied})
            applied.append(instruction)
        except (NotThere, Refused) as error:
            unapplied.append(Unapplied(instruction, str(error)))
    return Consolidation(units, tuple(applied), tuple(unapplied))


def anchor_of(unit: Unit) -> str:
    """Return the anchor of a unit: "art_4a", "anx_XIV"."""
    return f"{_ORDINARY[unit.kind]}_{unit.number}"


def _applied(
    units: tuple[Unit, ...], instruction: Instruction, earlier: Mapping[str, Instruction]
) -> tuple[Unit, ...]:
    if not instruction.verb:
        raise Refused("the instruction is not understood")
    target, *others = instruction.targets
    if instruction.verb in _ADDS and any(isinstance(p, Unit) for p in instruction.content):
        return _with_new_units(units, instruction)
    if not target.unit:
        raise Refused("it is not said which article or annex is meant")
    if any(other.unit != target.unit for other in others):
        raise Refused("several articles at once are not known")
    at = next((n for n, unit in enumerate(units) if anchor_of(unit) == target.unit), -1)
    if at < 0:
        raise NotThere(f"no {target.unit}")
    _refuse_overlap(units[at], instruction, earlier)
    new = _new_unit(units[at], instruction)
    return (*units[:at], *new, *units[at + 1 :])


def _new_unit(unit: Unit, instruction: Instruction) -> tuple[Unit, ...]:
    """Return the unit changed; () when it is deleted."""
    target, *others = instruction.targets
    if target.steps or instruction.verb in _ADDS or instruction.verb == "words":
        return (edited(unit, Order(instruction, target, tuple(others))),)
    if instruction.verb == "delete":
        return ()
    content = instruction.content
    new = content[0] if len(content) == 1 else None
    if instruction.verb != "replace" or not isinstance(new, Unit):
        raise Refused("it quotes no article or annex that could stand there")
    if anchor_of(new).lower() != anchor_of(unit).lower():
        raise Refused(f"the new text is numbered {new.number}, the old one {unit.number}")
    return (replace(new, number=unit.number, headings=unit.headings, made_by=instruction.id),)


def _with_new_units(units: tuple[Unit, ...], instruction: Instruction) -> tuple[Unit, ...]:
    """Return the units with new articles or annexes, each behind the next lower number."""
    for part in instruction.content:
        if not isinstance(part, Unit):
            raise Refused("it quotes words beside whole articles")
        if any(anchor_of(unit) == anchor_of(part) for unit in units):
            raise Refused(f"there is a {part.kind} {part.number} already")
        lower = [
            n
            for n, unit in enumerate(units)
            if unit.kind == part.kind and _rank(unit) <= _rank(part)
        ]
        at = lower[-1] + 1 if lower else len(units)
        headings = units[lower[-1]].headings if lower else ()
        new = replace(part, headings=part.headings or headings, made_by=instruction.id)
        units = (*units[:at], new, *units[at:])
    return units


def _rank(unit: Unit) -> tuple[int, str]:
    return order_of(unit.number, roman=unit.kind == "annex")


def _refuse_overlap(
    unit: Unit, instruction: Instruction, earlier: Mapping[str, Instruction]
) -> None:
    """Raise `Refused` when an earlier instruction of the same act rewrote what this one changes."""
    rewrites = instruction.verb not in _ADDS
    if unit.made_by in earlier and earlier[unit.made_by].verb not in _ADDS:
        raise Refused(f"instruction {_short(unit.made_by)} rewrote it")
    for target in instruction.targets:
        for made_by in _rewriters(unit, target, rewrites=rewrites):
            if made_by in earlier and not (_adds_all(earlier[made_by], unit, target)):
                raise Refused(f"instruction {_short(made_by)} rewrote it")


def _rewriters(unit: Unit, target: Address, *, rewrites: bool) -> Iterator[str]:
    """Yield who made what the target stands in, and what stands in the target if it goes."""
    steps = target.provision.steps
    for depth in range(1, len(steps) + 1):
        if steps[depth - 1] != Step("sub", "1"):
            yield block_at(unit, locate(unit, Address(target.unit, steps[:depth]))).made_by
    whole = rewrites and target.part is None and steps
    if whole and steps[-1] != Step("sub", "1"):
        for block in walk(block_at(unit, locate(unit, target))):
            yield from (block.made_by, *block.touched_by)


def _adds_all(instruction: Instruction, unit: Unit, target: Address) -> bool:
    """Tell whether an earlier instruction put the whole target there, without older words."""
    if instruction.verb not in _ADDS:
        return False
    steps = target.provision.steps
    inside = (
        block_at(unit, locate(unit, Address(target.unit, steps[:depth])))
        for depth in range(1, len(steps) + 1)
        if steps[depth - 1] != Step("sub", "1")
    )
    return any(block.made_by == instruction.id for block in inside)


def _short(identifier: str) -> str:
    """Return "(7)(a)" for "32026R1744#art_1.pnt_7.pnt_a"."""
    return "".join(f"({step.partition('_')[2]})" for step in identifier.split(".")[1:])
