"""Say what an amending instruction orders for one unit, with the marks that it leaves there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from ingest.amend_address import Address
from ingest.amend_instructions import Instruction
from ingest.amend_tree import Blocks, Path, block_at, substituted
from ingest.amend_words import Refused
from ingest.blocks import Block, Unit


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
    def targets(self) -> tuple[Address, ...]:
        """Every address in the unit."""
        return (self.target, *self.others)

    @property
    def blocks(self) -> Blocks:
        """The quoted blocks, marked as made by this instruction."""
        content = self.instruction.content
        if not content or any(isinstance(part, Unit) for part in content):
            raise Refused("it quotes no text that fits there")
        return tuple(replace(part, made_by=self.id) for part in content if isinstance(part, Block))


def touched(unit: Unit, path: Path, made_by: str, change: Callable[[Block], Block]) -> Unit:
    """Return the unit with words of one block changed, and the block marked as touched."""
    if not path and len(unit.blocks) == 1:
        path = (0,)
    if not path:
        raise Refused("it is not said which paragraph is meant")
    new = change(block_at(unit, path))
    return substituted(unit, path, [replace(new, touched_by=_with(new.touched_by, made_by))])


def marked(unit: Unit, path: Path, made_by: str) -> Unit:
    """Return the unit with the container at a place marked as touched."""
    if not path:
        return replace(unit, touched_by=_with(unit.touched_by, made_by))
    block = block_at(unit, path)
    new = replace(block, touched_by=_with(block.touched_by, made_by))
    return substituted(unit, path, [new])


def _with(makers: tuple[str, ...], made_by: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*makers, made_by)))
