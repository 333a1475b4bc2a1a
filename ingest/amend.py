"""Compute the text of an act as amended, from the act and the instructions that amend it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.amend_address import Address
from ingest.amend_edit import edited
from ingest.amend_instructions import Instruction, instructions
from ingest.amend_order import Order
from ingest.amend_overlap import ADDS, Earlier, refuse_overlap
from ingest.amend_tree import NotThere, expanded, order_of
from ingest.amend_words import Refused
from ingest.blocks import Unit
from ingest.cut import label_of

_ORDINARY = {"article": "art", "annex": "anx", "recital": "rct"}
_NUMBER = {"article": r"\d+[a-z]*", "annex": r"[IVXLC]+[a-z]*|\d+[a-z]*|[A-Z]"}
_CHAPTER = re.compile(r"\b(?:Chapter|Title) [IVXLC]+[a-z]?\b", re.IGNORECASE)


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
    return f"{_ORDINARY.get(unit.kind, unit.kind)}_{unit.number}"


def _applied(
    units: tuple[Unit, ...], instruction: Instruction, earlier: Earlier
) -> tuple[Unit, ...]:
    if instruction.doubt or not instruction.verb:
        raise Refused(instruction.doubt or "the instruction is not understood")
    if instruction.verb in ADDS and _divides(instruction):
        raise Refused(f"where a new {instruction.noun} begins and ends is not known")
    if instruction.verb in ADDS and any(isinstance(p, Unit) for p in instruction.content):
        return _with_new_units(units, instruction)
    named = _named(units, instruction.targets)
    for anchor in named:
        at = _only(units, anchor)
        own = [a for t in instruction.targets for a in _in_unit(units[at], t, named)]
        if own == [] or (len(named) > 1 and any(address.steps for address in own)):
            raise Refused("provisions of several articles at once are not known")
        here = replace(instruction, targets=tuple(own))
        refuse_overlap(units[at], here, earlier)
        units = (*units[:at], *_new_unit(units[at], here, len(named)), *units[at + 1 :])
    return units


def _divides(instruction: Instruction) -> bool:
    """Tell whether a new division of the act is meant; sections of annexes are not."""
    in_annex = all(target.unit.startswith("anx_") for target in instruction.targets)
    return instruction.noun in ("chapter", "title", "section", "part") and not (
        in_annex and instruction.noun in ("section", "part")
    )


def _named(units: Sequence[Unit], targets: Sequence[Address]) -> list[str]:
    """Return the anchors of the units that are addressed, ranges written out."""
    found: dict[str, None] = {}
    for target in targets:
        if not target.unit:
            raise Refused("it is not said which article or annex is meant")
        first = _only(units, target.unit)
        last = _only(units, target.until) if target.until else first
        found.update((anchor_of(unit), None) for unit in units[first : last + 1])
    return list(found)


def _only(units: Sequence[Unit], anchor: str) -> int:
    at = [n for n, unit in enumerate(units) if anchor_of(unit) == anchor]
    if len(at) != 1:
        raise NotThere(f"{'no' if not at else 'more than one'} {label_of(anchor)}")
    return at[0]


def _in_unit(unit: Unit, target: Address, named: Sequence[str]) -> list[Address]:
    """Return the target as it concerns the unit, its ranges written out."""
    anchor = anchor_of(unit)
    if target.until:
        return [Address(anchor, target.steps)] if anchor in named else []
    return expanded(unit, target) if target.unit == anchor else []


def _new_unit(unit: Unit, instruction: Instruction, count: int) -> tuple[Unit, ...]:
    """Return the unit changed; () when it is deleted."""
    target, *others = instruction.targets
    if target.steps or instruction.verb in ADDS or instruction.verb == "words":
        if count > 1 and instruction.verb != "words":
            raise Refused("provisions of several articles at once are not known")
        return (edited(unit, Order(instruction, target, tuple(others))),)
    if instruction.verb == "delete":
        return ()
    if instruction.verb != "replace":
        raise Refused("whole articles and annexes are not numbered anew")
    new = [part for part in instruction.content if isinstance(part, Unit)]
    if len(new) != count or len(instruction.content) != count:
        raise Refused("it quotes no article or annex that could stand there")
    mine = [part for part in new if anchor_of(part).lower() == anchor_of(unit).lower()]
    if len(mine) != 1:
        raise Refused(f"the new text is numbered {new[0].number}, the old one {unit.number}")
    own = mine[0]
    return (replace(own, number=unit.number, headings=unit.headings, made_by=instruction.id),)


def _with_new_units(units: tuple[Unit, ...], instruction: Instruction) -> tuple[Unit, ...]:
    """Return the units with new articles or annexes, each behind the next lower number."""
    for part in instruction.content:
        if not isinstance(part, Unit):
            raise Refused("it quotes words beside whole articles")
        if instruction.noun != part.kind:
            raise Refused(f"it quotes the {part.kind} {part.number} whole")
        if re.fullmatch(_NUMBER[part.kind], part.number) is None:
            raise Refused(f"the new {part.kind} has no number")
        if any(anchor_of(unit).lower() == anchor_of(part).lower() for unit in units):
            raise Refused(f"{label_of(anchor_of(part))} is there already")
        at, headings = _place_of(units, part)
        chapter = _CHAPTER.search(instruction.said)
        if chapter and not any(h.lower().startswith(chapter[0].lower()) for h in headings):
            raise Refused(f"its neighbour does not stand in {chapter[0]}")
        new = replace(part, headings=part.headings or headings, made_by=instruction.id)
        units = (*units[:at], new, *units[at:])
    return units


def _place_of(units: Sequence[Unit], new: Unit) -> tuple[int, tuple[str, ...]]:
    """Return where a new unit belongs by its number, with the headings that stand there."""
    alike = [n for n, unit in enumerate(units) if unit.kind == new.kind]
    lower = [n for n in alike if _rank(units[n]) <= _rank(new)]
    if lower:
        return lower[-1] + 1, units[lower[-1]].headings
    if alike:
        return alike[0], units[alike[0]].headings
    return (0 if new.kind == "article" else len(units)), ()


def _rank(unit: Unit) -> tuple[int, str]:
    return order_of(unit.number, roman=unit.kind == "annex")
