"""Read the instructions of an amending act."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.amend_address import Address, addresses
from ingest.blocks import Block, Unit
from ingest.references import find_acts

_MARKS = r"[‘“'\"«»](?P<{0}>[^’”\"«»]+)[’”'\"«»]"
_REPLACED = re.compile(r"\b(?:is|are|shall be) replaced by (?:the following|that)\b", re.I)
_AMENDED = re.compile(r"\b(?:is|are|shall be) amended as follows\b", re.I)
_DELETED = re.compile(r"\b(?:is|are|shall be) (?:deleted|repealed)\b", re.I)
_NOUNS = (
    "paragraph|point|subparagraph|article|annex|section|chapter|sentence|indent|definition|title"
)
_NEW = re.compile(
    rf"\bthe following (?P<noun>{_NOUNS})(?:es|s)?(?: [\w()]+(?:(?:,| and| to) [\w()]+)*?)?"
    r" (?:is|are|shall be) (?:inserted|added)(?P<place>[^:]*)",
    re.I,
)
_SWAPPED = re.compile(
    rf"(?:the (?:words?|terms?|date|figures?|amount) )?{_MARKS.format('old')}"
    rf" (?:is|are|shall be) replaced by (?:the (?:words?|terms?|date|figures?|amount) )?"
    rf"{_MARKS.format('new')}",
    re.I,
)
_STRUCK = re.compile(
    rf"(?:the (?:words?|terms?|date|figures?) )?{_MARKS.format('old')} (?:is|are|shall be) deleted",
    re.I,
)
_SLIPPED_IN = re.compile(
    rf"(?:the (?:words?|terms?) )?{_MARKS.format('new')} (?:is|are|shall be) (?:inserted|added) "
    rf"(?P<side>after|before) (?:the (?:words?|terms?) )?{_MARKS.format('old')}",
    re.I,
)
_RENUMBERED = re.compile(
    r"(?:(?:is|are|shall be) renumbered(?: as)?|becomes?|shall become) (?P<to>.+)", re.I
)
_EVERYWHERE = re.compile(r"\b(?:throughout|wherever|in each (?:place|case)|every)\b", re.I)
_OF_ACT = re.compile(
    r"\b(?:of|to|in) (?:the )?(?:Regulation|Directive|Decision)s? "
    r"(?:\([^)]*\) )?(?:No )?[\d/]+(?:/\w+)?"
)


@dataclass(frozen=True, slots=True)
class Words:
    """Words that are swapped, struck out ("new" is empty) or slipped in beside others."""

    old: str
    new: str
    side: str = ""
    """"after" or "before" when `new` is put beside `old` instead of in its place."""
    everywhere: bool = False


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

    @property
    def place(self) -> Address | None:
        """The neighbour of what is inserted, None when none is named."""
        return self.places[0] if self.places else None


def instructions(act: str, units: Sequence[Unit], target: str) -> list[Instruction]:
    """Return the leaf instructions by which an act amends the act with CELEX number `target`.

    Articles that amend other acts, or nothing, give none. An instruction with an unknown verb
    is returned with verb "".
    """
    found: list[Instruction] = []
    for unit in units:
        if unit.kind != "article":
            continue
        for block in unit.blocks:
            if target in find_acts(f"{unit.title} {block.text}") and _gives_orders(block):
                found += _leaves(block, f"{act}#art_{unit.number}", Address())
    return found


def _gives_orders(block: Block) -> bool:
    return _understood(block.text) is not None or _AMENDED.search(block.text) is not None


def _leaves(block: Block, anchor: str, outer: Address) -> Iterator[Instruction]:
    """Yield the leaf instructions of a block, in order."""
    own = f"{anchor}.pnt_{block.marker.strip('().')}" if block.marker else anchor
    numbered = [child for child in block.children if child.marker and not child.quoted]
    words = _OF_ACT.sub("", block.text)
    amended = _AMENDED.search(words)
    if amended and numbered:
        context = addresses(words[: amended.start()])[0].within(outer)
        for child in numbered:
            yield from _leaves(child, own, context)
        return
    read = _understood(words) or _Read("", words)
    yield Instruction(
        id=own,
        verb=read.verb,
        targets=tuple(address.within(outer) for address in addresses(read.where)),
        said=block.text,
        noun=read.noun,
        places=tuple(addresses(read.place)) if read.place else (),
        before=read.before,
        words=read.words,
        content=tuple(part for c in block.children if c.quoted for part in c.content),
    )


@dataclass(frozen=True, slots=True)
class _Read:
    """What one instruction says, its places still as printed."""

    verb: str
    where: str
    noun: str = ""
    place: str = ""
    before: bool = False
    words: Words | None = None


def _understood(words: str) -> _Read | None:
    """Return what an instruction says, None when none of the known forms fits."""
    readers = (_new, _words, _whole, _renumbered)
    return next((read for reader in readers if (read := reader(words))), None)


def _new(words: str) -> _Read | None:
    match = _NEW.search(words)
    if match is None:
        return None
    noun = match["noun"].lower()
    place, before = match["place"], match["place"].lstrip().startswith("before")
    named = place if re.match(r"\s*(?:after|before)\b", place) else ""
    verb = "insert" if "inserted" in match[0] else "add"
    where = words[: match.start()] + ("" if named else place)
    return _Read(verb, where, noun, named, before)


def _words(words: str) -> _Read | None:
    for pattern in (_SLIPPED_IN, _SWAPPED, _STRUCK):
        if match := pattern.search(words):
            groups = match.groupdict()
            everywhere = _EVERYWHERE.search(_without(match, words)) is not None
            change = Words(
                groups["old"], groups.get("new") or "", groups.get("side") or "", everywhere
            )
            return _Read("words", _without(match, words), words=change)
    return None


def _without(match: re.Match[str], words: str) -> str:
    return words[: match.start()] + " " + words[match.end() :]


def _whole(words: str) -> _Read | None:
    for verb, pattern in (("replace", _REPLACED), ("replace", _AMENDED), ("delete", _DELETED)):
        if match := pattern.search(words):
            return _Read(verb, words[: match.start()])
    return None


def _renumbered(words: str) -> _Read | None:
    match = _RENUMBERED.search(words)
    return _Read("renumber", words[: match.start()], place=match["to"]) if match else None
