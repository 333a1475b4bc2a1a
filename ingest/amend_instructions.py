"""Read the instructions of an amending act."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.amend_address import Address, addresses, unread
from ingest.amend_verbs import Reading, Words, amended_at, understood
from ingest.blocks import Block, Unit
from ingest.references import find_acts

_QUOTED = r"[‘“«»\"](?:[^’”\"«»]|(?<=\w)’(?=\w))*[’”«»\"]"
_NAMED_ACT = re.compile(
    rf"(?P<quoted>{_QUOTED})|(?:\b(?:of|to|in) (?:the )?)?\b(?:Regulation|Directive|Decision)s? "
    r"(?:\([^)]*\) )?(?:No )?\d+/\d+(?:/\w+)?(?: of the European Parliament and of the Council)?"
)
_DASHES = "—–-•"


@dataclass(frozen=True, slots=True)
class Instruction:
    """One leaf instruction: what is done, where, and with which text."""

    id: str
    """Id of the amending act's own provision that gives it: "32026R1744#art_1.pnt_7.pnt_a"."""
    verb: str
    """"replace", "delete", "insert", "add", "words", "renumber", or "" when not understood."""
    targets: tuple[Address, ...]
    """What is changed; for "insert" and "add", what it is put into."""
    said: str
    """The instruction as printed, without what it quotes."""
    noun: str = ""
    """What is inserted or added: "paragraph", "point", "article", "annex", "sentence"."""
    places: tuple[Address, ...] = ()
    """With "insert": the neighbour that is named; with "renumber": the new numbers."""
    before: bool = False
    """True when the new text goes before its neighbour."""
    words: Words | None = None
    content: tuple[Unit | Block, ...] = ()
    doubt: str = ""
    """Why it must not be carried out although a verb was read, "" for no doubt."""

    @property
    def place(self) -> Address | None:
        """The neighbour of what is inserted, None when none is named."""
        return self.places[0] if self.places else None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a block of the amending act stands, and what it is about."""

    anchor: str
    context: Address
    doubt: str = ""


def instructions(act: str, units: Sequence[Unit], target: str) -> list[Instruction]:
    """Return the leaf instructions by which an act amends the act with CELEX number `target`.

    Articles that amend other acts, or nothing, give none. An instruction that is not
    understood, or names another act, is returned with a doubt or with verb "".
    """
    found: list[Instruction] = []
    for unit in units:
        if unit.kind != "article":
            continue
        several = len(unit.blocks) > 1 and not any(block.marker for block in unit.blocks)
        for position, block in enumerate(unit.blocks, 1):
            anchor = f"{act}#art_{unit.number}" + (f".par_{position}" if several else "")
            if block.marker:
                anchor = f"{anchor}.{_step(block.marker, 'par', [])}"
            found += _of_act(block, anchor, _acts(unit.title), target)
    return found


def _of_act(block: Block, anchor: str, titled: Sequence[str], target: str) -> Iterator[Instruction]:
    """Yield the instructions of a block that amends the target, or of those parts that do."""
    acts = _acts(block.text) or titled
    if _gives_orders(block):
        if acts and acts[0] == target:
            yield from _leaves(block, _Place(anchor, Address()), target)
    else:
        for child, own in _numbered(block, anchor):
            if target in _acts(child.text)[:1]:
                yield from _of_act(child, own, (), target)


def _acts(text: str) -> list[str]:
    """Return the acts that a text names outside quotation marks."""
    return find_acts(re.sub(_QUOTED, " ", text))


def _gives_orders(block: Block) -> bool:
    return understood(block.text) is not None or amended_at(block.text) is not None


def _numbered(block: Block, anchor: str) -> Iterator[tuple[Block, str]]:
    """Yield the numbered parts of a block with their anchors."""
    used: list[str] = []
    for child in block.children:
        if child.marker and not child.quoted:
            used.append(_step(child.marker, "pnt", used))
            yield child, f"{anchor}.{used[-1]}"


def _step(marker: str, kind: str, used: Sequence[str]) -> str:
    """Return the last step of the anchor that a numbered part has as a provision."""
    if marker in _DASHES:
        return f"idt_{sum(step.startswith('idt_') for step in used) + 1}"
    value = marker.strip("().‘’'\" ").split(".")[-1].replace(" ", "")
    return f"{kind if marker.endswith('.') else 'pnt'}_{value or 'x'}"


def _leaves(block: Block, place: _Place, target: str) -> Iterator[Instruction]:
    """Yield the leaf instructions of a block, in order."""
    words = _NAMED_ACT.sub(lambda match: match["quoted"] or "", block.text)
    amended = amended_at(words)
    numbered = list(_numbered(block, place.anchor))
    if _acts(block.text)[:1] not in ([], [target]):
        place = replace(place, doubt="it names another act")
    if amended and numbered:
        contexts = addresses(words[: amended.start()])
        missed = unread(words[: amended.start()])
        doubt = f"“{missed}” is not understood" if missed or len(contexts) > 1 else ""
        context = contexts[0].within(place.context)
        for child, own in numbered:
            yield from _leaves(child, _Place(own, context, place.doubt or doubt), target)
        return
    yield _leaf(block, place, words)


def _leaf(block: Block, place: _Place, words: str) -> Instruction:
    read = understood(words) or Reading("", words)
    doubt = place.doubt or (read.doubt if read.verb else "")
    if any(not child.quoted and any(map(str.isalnum, child.text)) for child in block.children):
        doubt = doubt or "more is said below it"
    return Instruction(
        id=place.anchor,
        verb=read.verb,
        targets=tuple(address.within(place.context) for address in addresses(read.where)),
        said=block.text,
        noun=read.noun,
        places=tuple(addresses(read.place)) if read.place else (),
        before=read.before,
        words=read.words,
        content=tuple(part for c in block.children if c.quoted for part in c.content),
        doubt=doubt,
    )
