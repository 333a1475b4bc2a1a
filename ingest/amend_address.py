"""Read where an amending instruction applies: "in Article 58(1), the first subparagraph"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.references import ORDINALS

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ORDINAL = "|".join((*ORDINALS, "last"))
_LABEL = r"\(\w{1,5}\)(?:\(\w{1,5}\))*"
_ITEM = rf"(?:{_LABEL}|\d+[a-z]*(?:{_LABEL})?)"
_JOIN = r"(?:\s*,\s*(?:and\s+)?|\s+(?:and|or|to)\s+|\s?[-–]\s?)"
_LIST = rf"{_ITEM}(?:{_JOIN}{_ITEM})*"
_PLACES = re.compile(
    rf"\bArticles? (?P<art>\d+[a-z]*)(?P<steps>(?:\(\w{{1,5}}\))*)"
    r"|\bAnnex(?:es)? (?P<anx>[IVXLC]+[a-z]?)\b"
    r"|\b[Ss]ection (?P<sct>[A-Z]|\d+)\b"
    rf"|\bparagraphs? (?P<par>{_LIST})"
    rf"|\bpoints? (?P<pnt>{_LIST})"
    rf"|\b(?P<ord>{_ORDINAL})(?: and (?P<ord2>{_ORDINAL}))? "
    r"(?P<what>subparagraph|paragraph|indent|sentence)s?\b"
    r"|\b(?P<intro>introductory (?:part|wording|sentence|words|phrase|text))\b"
    r"|\b(?P<heading>heading|title)\b",
    re.IGNORECASE,
)
_WHAT = {"subparagraph": "sub", "paragraph": "ord", "indent": "idt", "sentence": "sentence"}
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


@dataclass(frozen=True, slots=True)
class Address:
    """A unit with the way down from it; an address without a unit continues another."""

    unit: str = ""
    """Anchor of the unit: "art_58", "anx_VIII", "" when it is not named."""
    steps: tuple[Step, ...] = ()

    def within(self, outer: Address) -> Address:
        """Return the full address of what is named inside `outer`."""
        return self if self.unit else Address(outer.unit, (*outer.steps, *self.steps))

    @property
    def part(self) -> Step | None:
        """The words that are meant, where the address does not end at a provision."""
        return self.steps[-1] if self.steps and self.steps[-1].kind in PARTS else None

    @property
    def provision(self) -> Address:
        """The provision that the part belongs to."""
        return replace(self, steps=self.steps[:-1]) if self.part else self


def addresses(words: str) -> list[Address]:
    """Return what is addressed: one address, or several that differ in their last step.

    "point (a) of Article 5(1)" and "Article 5(1), point (a)" give the same address: what
    follows "of" is the outer level. An address that names nothing is `[Address()]`.
    """
    levels = [_level(match) for match in _ordered(words)]
    unit, steps = "", list[Step]()
    found: list[Address] = []
    for position, (level_unit, alternatives) in enumerate(levels):
        unit = level_unit or unit
        if len(alternatives) > 1 and position == len(levels) - 1:
            found = [Address(unit, (*steps, *path)) for path in alternatives]
        elif alternatives:
            steps.extend(alternatives[0])
    return found or [Address(unit, tuple(steps))]


def _ordered(words: str) -> list[re.Match[str]]:
    """Return the places named, from the outside in."""
    groups: list[list[re.Match[str]]] = []
    end = 0
    for match in _PLACES.finditer(words):
        joined = groups and re.search(r"\bof\b", words[end : match.start()])
        if joined:
            groups[-1].insert(0, match)
        else:
            groups.append([match])
        end = match.end()
    return [match for group in groups for match in group]


def _level(match: re.Match[str]) -> tuple[str, list[tuple[Step, ...]]]:
    """Return the unit and the alternatives below it that one place names."""
    if match["art"]:
        below = tuple(_bare_step(n, s) for n, s in enumerate(_labels(match["steps"] or "")))
        return f"art_{match['art'].lower()}", [below] if below else []
    if match["anx"]:
        return f"anx_{match['anx']}", []
    if match["sct"]:
        return "", [(Step("sct", match["sct"].upper()),)]
    if match["par"] or match["pnt"]:
        kind = "par" if match["par"] else "pnt"
        return "", [_path(kind, item) for item in _listed(match[kind])]
    if match["what"]:
        kind = _WHAT[match["what"].lower()]
        named = [match["ord"], *([match["ord2"]] if match["ord2"] else [])]
        return "", [(Step(kind, _figure(word)),) for word in named]
    return "", [(Step("intro" if match["intro"] else "heading"),)]


def _bare_step(position: int, value: str) -> Step:
    """Return the step of a label behind an article: a figure may be a paragraph or a point."""
    return Step("num" if position == 0 and value[0].isdigit() else "pnt", value)


def _path(kind: str, item: str) -> tuple[Step, ...]:
    first, *rest = _labels(item)
    return (Step(kind, first), *(Step("pnt", value) for value in rest))


def _labels(text: str) -> list[str]:
    return [value.lower() for value in re.findall(r"\w+", text)]


def _figure(word: str) -> str:
    return LAST if word.lower() == LAST else str(ORDINALS.index(word.lower()) + 1)


def _listed(items: str) -> Iterator[str]:
    """Yield each item of a list, and what a range leaves out."""
    last = ""
    for join, item in re.findall(rf"(to |[-–])?\s*({_ITEM})", items):
        if join:
            yield from between(last.strip("()"), item.strip("()"))
        yield item
        last = item


def between(first: str, last: str) -> Sequence[str]:
    """Return the numbers or single letters between two, both left out."""
    if first.isdigit() and last.isdigit():
        return [str(n) for n in range(int(first) + 1, int(last))]
    if first in _LETTERS and last in _LETTERS and len(first) == len(last) == 1:
        return list(_LETTERS[_LETTERS.index(first) + 1 : _LETTERS.index(last)])
    return []
