"""Read where an amending instruction applies: "in Article 58(1), the first subparagraph"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.references import ORDINALS

_ORDINAL = f"(?:{'|'.join((*ORDINALS, 'last'))})"
_LABEL = r"\(\w{1,5}\)(?:\(\w{1,5}\))*"
_ITEM = rf"(?:{_LABEL}|\d+[a-z]*(?:{_LABEL})?)"
_ANNEX = r"[IVXLC]+[a-z]?"
_UNIT = rf"\d+[a-z]*(?:{_LABEL})?"
_JOIN = r"(?:\s*,\s*(?:and\s+)?|\s+(?:and|or|to)\s+|\s?[-–]\s?)"


def _many(item: str) -> str:
    return rf"{item}(?:{_JOIN}(?:the )?{item})*"


_PLACES = re.compile(
    rf"\bArticles? (?P<art>{_many(_UNIT)})(?!\w)"
    rf"|\bAnnex(?:es)? (?P<anx>{_many(_ANNEX)})\b"
    r"|\b(?:Section|Part) (?P<sct>(?-i:[A-Z]|[IVX]+)|\d+)\b"
    rf"|\bparagraphs? (?P<par>{_many(_ITEM)})(?!\w)"
    rf"|\bpoints? (?P<pnt>{_many(_ITEM)})(?!\w)"
    rf"|\b(?P<ord>{_many(_ORDINAL)}) "
    r"(?P<what>subparagraph|paragraph|indent|sentence)s?\b"
    r"|\b(?P<intro>introductory (?:part|wording|sentence|words|phrase|text))s?\b"
    rf"|\b(?P<heading>heading|title)s?\b(?! {_ANNEX}\b)",
    re.IGNORECASE,
)
_WHAT = {"subparagraph": "sub", "paragraph": "ord", "indent": "idt", "sentence": "sentence"}
_AROUND = re.compile(rf"\b(?:Chapter|Title) {_ANNEX}(?!\w)", re.IGNORECASE)
_HARMLESS = re.compile(
    r"in|of|the|to|at|on|its|end|this|that|regulation|directive|decision|act|thereof|text"
    r"|throughout|wherever|each|every|places?|cases?|time|they|it|occurs?|appears?",
    re.IGNORECASE,
)
LAST = "last"
"""Value of a step that names the last of its kind."""
PARTS = frozenset({"intro", "heading", "sentence"})
"""Steps that name words of a provision instead of a provision."""


@dataclass(frozen=True, slots=True)
class Step:
    """One level of an address."""

    kind: str
    """"par", "ord" (unnumbered paragraph), "sub", "pnt", "num" (paragraph or point), "sct",
    "idt", "sentence", "intro" or "heading"."""
    value: str = ""
    """Number as in a label: "1a", "ba", "3"; ordinals as figures."""
    until: str = ""
    """Last number of a range, "" for one provision."""


@dataclass(frozen=True, slots=True)
class Address:
    """A unit with the way down from it; an address without a unit continues another."""

    unit: str = ""
    """Anchor of the unit: "art_58", "anx_VIII", "" when it is not named."""
    steps: tuple[Step, ...] = ()
    until: str = ""
    """Anchor of the last unit of a range, "" for one unit."""

    def within(self, outer: Address) -> Address:
        """Return the full address of what is named inside `outer`."""
        if self.unit:
            return self
        return _ordered_steps(Address(outer.unit, (*outer.steps, *self.steps), outer.until))

    @property
    def part(self) -> Step | None:
        """The words that are meant, where the address does not end at a provision."""
        return self.steps[-1] if self.steps and self.steps[-1].kind in PARTS else None

    @property
    def provision(self) -> Address:
        """The provision that the part belongs to."""
        return replace(self, steps=self.steps[:-1]) if self.part else self

    @property
    def is_first_subparagraph(self) -> bool:
        """True when the first subparagraph is meant: the paragraph's own words and points."""
        return self.steps[-1:] == (Step("sub", "1"),)


def addresses(words: str) -> list[Address]:
    """Return what is addressed: one address, or one for each provision that is named.

    "point (a) of Article 5(1)" and "Article 5(1), point (a)" give the same address: what
    follows "of" is the outer level. An address that names nothing is `[Address()]`.
    """
    found = [Address()]
    for match in _ordered(words):
        level = _level(match)
        found = [_joined(outer, inner) for outer in found for inner in level]
    return [_ordered_steps(address) for address in found]


def unread(words: str) -> str:
    """Return the words around the places that may say more than is read here, "" for none."""
    matches = list(_PLACES.finditer(words))
    if sum(bool(match["art"] or match["anx"]) for match in matches) > 1:
        return words.strip()
    for match in matches:
        items = match["par"] or match["pnt"] or ""
        if len({len(_labels(item)) for item, _ in _listed(items, _ITEM)}) > 1:
            return items
    rest = _AROUND.sub(" ", _PLACES.sub(" ", words))
    return " ".join(w for w in re.findall(r"[^\s,.;:]+", rest) if not _HARMLESS.fullmatch(w))


def _joined(outer: Address, inner: Address) -> Address:
    """Return an address one level further down; a section before an article only surrounds it."""
    if not inner.unit:
        return replace(outer, steps=(*outer.steps, *inner.steps))
    kept = (step for step in outer.steps if step.kind != "sct")
    return replace(inner, steps=(*kept, *inner.steps))


def _ordered_steps(address: Address) -> Address:
    """Return the address with the part of a provision behind the provision."""
    return replace(address, steps=tuple(sorted(address.steps, key=lambda step: step.kind in PARTS)))


def _ordered(words: str) -> list[re.Match[str]]:
    """Return the places named, from the outside in."""
    groups: list[list[re.Match[str]]] = []
    end = 0
    for match in _PLACES.finditer(words):
        if groups and re.search(r"\bof\b", words[end : match.start()]):
            groups[-1].insert(0, match)
        else:
            groups.append([match])
        end = match.end()
    return [match for group in groups for match in group]


def _level(match: re.Match[str]) -> list[Address]:
    """Return the alternatives that one place names."""
    if match["art"] or match["anx"]:
        return list(_units(match))
    if match["sct"]:
        return [Address("", (Step("sct", match["sct"].upper()),))]
    if match["par"] or match["pnt"]:
        kind = "par" if match["par"] else "pnt"
        items = _listed(match[kind], _ITEM)
        return [Address("", _path(kind, item, until)) for item, until in items]
    if match["what"]:
        kind = _WHAT[match["what"].lower()]
        items = _listed(match["ord"], _ORDINAL)
        return [Address("", (Step(kind, _figure(w), _figure(until)),)) for w, until in items]
    return [Address("", (Step("intro" if match["intro"] else "heading"),))]


def _units(match: re.Match[str]) -> Iterator[Address]:
    if match["anx"]:
        for item, until in _listed(match["anx"], _ANNEX):
            yield Address(f"anx_{item}", (), f"anx_{until}" if until else "")
        return
    for item, until in _listed(match["art"], _UNIT):
        number, *below = _labels(item)
        steps = tuple(_bare_step(position, value) for position, value in enumerate(below))
        yield Address(f"art_{number}", steps, f"art_{_labels(until)[0]}" if until else "")


def _bare_step(position: int, value: str) -> Step:
    """Return the step of a label behind an article: a figure may be a paragraph or a point."""
    return Step("num" if position == 0 and value[0].isdigit() else "pnt", value)


def _path(kind: str, item: str, until: str) -> tuple[Step, ...]:
    """Return the steps of an item; a range ends at the level of its last number."""
    first, *rest = _labels(item)
    steps = [Step(kind, first), *(Step("pnt", value) for value in rest)]
    last = _labels(until)
    if last:
        steps[-1] = replace(steps[-1], until=last[-1])
    return tuple(steps)


def _labels(text: str) -> list[str]:
    return [value.lower() for value in re.findall(r"\d+[a-z]*|\w+", text)]


def _figure(word: str) -> str:
    if not word or word.lower() == LAST:
        return word.lower()
    return str(ORDINALS.index(word.lower()) + 1)


def _listed(items: str, item: str) -> Iterator[tuple[str, str]]:
    """Yield each item of a list with "", or the first of a range with its last."""
    pattern = rf"({item})(?:(?:\s+to\s+|\s?[-–]\s?)(?:the )?({item}))?"
    for match in re.finditer(pattern, items, re.IGNORECASE):
        yield match[1], match[2] or ""
