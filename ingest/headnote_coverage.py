"""Say which provisions need a headnote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.headnotes import Headnotes, has_text
from ingest.model import Provision

IN_FULL = frozenset({"32024R1689"})
"""Works whose recitals and points of paragraphs need a headnote too: the AI Act."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the provisions that need a headnote have one."""

    required: int
    covered: int
    missing: tuple[str, ...]
    """Anchors, in the order of the text."""
    uncounted: int
    """Headnotes beyond those: of provisions that need none, or that this copy lacks."""


def coverage(work: str, headnotes: Headnotes, provisions: Mapping[str, Provision]) -> Coverage:
    """Return what is covered of the provisions whose own words are in this copy."""
    needed = list(required(work, provisions))
    missing = tuple(anchor for anchor in needed if anchor not in headnotes)
    covered = len(needed) - len(missing)
    return Coverage(len(needed), covered, missing, len(headnotes) - covered)


def required(work: str, provisions: Mapping[str, Provision]) -> Iterator[str]:
    """Yield the anchors that need a headnote, in the order of the text.

    These are paragraphs, articles without paragraphs and their points, and of annexes the
    points and the points below them; where a work is in `IN_FULL`, also the points of
    paragraphs and the recitals.
    """
    frames = {anchor.rpartition(".")[0] for anchor in provisions}
    with_paragraphs = {a.rpartition(".")[0] for a in provisions if _kinds(a)[-1:] == ["par"]}
    for anchor, provision in provisions.items():
        if not has_text(provision):
            continue
        kinds = _kinds(anchor)
        if kinds[0] == "art":
            is_needed = anchor not in with_paragraphs and _in_article(kinds, work in IN_FULL)
        elif kinds[0] == "anx":
            is_needed = _in_annex(kinds) or (kinds == ["anx"] and anchor not in frames)
        else:
            is_needed = kinds == ["rct"] and work in IN_FULL
        if is_needed:
            yield anchor


def _kinds(anchor: str) -> list[str]:
    return [level.partition("_")[0] for level in anchor.split(".")]


def _in_article(kinds: list[str], points_too: bool) -> bool:
    return kinds in (["art"], ["art", "par"], ["art", "pnt"], ["art", "idt"]) or (
        points_too and kinds == ["art", "par", "pnt"]
    )


def _in_annex(kinds: list[str]) -> bool:
    levels = [kind for kind in kinds[1:] if kind != "sct"]
    return 1 <= len(levels) <= 2 and set(levels) <= {"pnt", "idt"}
