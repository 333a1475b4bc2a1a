"""Mark in a memo's text what it cites and what it quotes."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rag.memo.model import Report
from ui.check_verdicts import SIGNS
from ui.check_words import KINDS, Weight, weight
from ui.markup import safe

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Chip:
    """The number of a finding, which leads to it."""

    number: int
    kind: Weight
    label: str
    """What a screen reader says, such as "Finding 3: fails"."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of the memo that cite, with a chip for each finding, or words that it quotes."""

    span: Span
    kind: Weight
    chips: tuple[Chip, ...] = ()


def marks(report: Report, chips: Sequence[Chip]) -> list[Mark]:
    """Return what is marked, in order and without overlaps; `chips` are those of the findings."""
    cited: dict[Span, list[Chip]] = defaultdict(list)
    for finding, chip in zip(report.findings, chips, strict=True):
        cited[finding.mention.span].append(chip)
    found = [
        Mark(span, min((c.kind for c in own), key=KINDS.index), tuple(own))
        for span, own in sorted(cited.items())
    ]
    quoted = {f.quotation.span: weight(f) for f in report.findings if f.quotation}
    starts = [mark.span[0] for mark in found]
    for span, kind in quoted.items():
        before = bisect_left(starts, span[1]) - 1
        if before < 0 or found[before].span[1] <= span[0]:
            found.append(Mark(span, kind))
    return list(_apart(sorted(found, key=lambda mark: mark.span)))


def shown(text: str, span: Span, own: Sequence[Mark]) -> str:
    """Return a paragraph of the memo's text as HTML with its marks."""
    at, end = span
    html: list[str] = []
    for mark in own:
        first, last = mark.span[0], min(mark.span[1], end)
        html.append(safe(text[at:first]))
        html.append(_marked(safe(text[first:last]), mark))
        at = last
    html.append(safe(text[at:end].rstrip()))
    return "".join(html)


def _apart(found: Sequence[Mark]) -> Iterator[Mark]:
    """Yield the marks without overlaps; chips are kept, whatever overlaps."""
    end = 0
    for mark in found:
        start, stop = max(mark.span[0], end), max(mark.span[1], end)
        if mark.chips or start == mark.span[0]:
            yield replace(mark, span=(start, stop))
            end = stop


def _marked(words: str, mark: Mark) -> str:
    if not mark.chips:
        return f'<span class="within {mark.kind}">{words}</span>'
    numbers = " ".join(str(chip.number) for chip in mark.chips)
    chips = "".join(_chip(chip) for chip in mark.chips)
    return f'<mark class="cited {mark.kind}" data-cites="{numbers}">{words}</mark>{chips}'


def _chip(chip: Chip) -> str:
    return (
        f'<a class="chip {chip.kind}" id="cited-{chip.number}" href="#finding-{chip.number}" '
        f'data-finding="{chip.number}" aria-label="{safe(chip.label)}">'
        f'{chip.number}<span aria-hidden="true"> {SIGNS[chip.kind]}</span></a>'
    )
