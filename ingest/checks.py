"""Refuse a parsed act that lacks or garbles what the published act has."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from ingest.blocks import Parsed, clean
from ingest.errors import CheckFailed
from ingest.model import FULL, Document, Provision

MIN_RETENTION = 0.98
"""Least share of the source's running text (characters without blanks) that must be kept."""

_WORDS = {"articles": "art", "recitals": "rct", "annexes": "anx"}
_LOST_SUPERSCRIPT = re.compile(r"\b10 ?2[3-7]\b(?!\))")
_FINAL_FORMULA = re.compile(
    r"Done at (?:Brussels|Strasbourg|Luxembourg)|shall be binding in its entirety"
)
_GLUED_HEADING = re.compile(
    r"\b(?:CHAPTER|Chapter|SECTION|Section|TITLE) [IVXLC0-9]+\b[^.;:’]{0,160}$"
    r"|(?:\n|[.;’]\s)[A-Z][A-Z’-]+[ ,][A-Z ,’-]{6,}$"
)
_TITLE_IS_REFERENCE = re.compile(r"Articles? \d+(?:[\d(), ]|\b(?:and|to)\b)*")
_FOOTNOTE = re.compile(
    r"^\(\d+\) (?:OJ [CL]\b|Position of the |(?:\w+ )?(?:Directive|Regulation|Decision)\b"
    r"[^‘\n]*\(OJ [CL]\b)",
    re.MULTILINE,
)
_FORM_FIELD = re.compile(r"^(?:\([^()]*\)\s*)+:$")
"""A place to fill in, such as "(name) (signature):"."""
_DISCLAIMER = re.compile(r"\bnot (?:authentic|official)\b")
_FURNITURE = re.compile(r"ELI: http\S+ (?:EN )?(?:N/)?\d|\bN/\d+ EN\b|<a id=|function\s*\(|@media")


def check(
    document: Document,
    counts: Mapping[str, int],
    parsed: Parsed,
    provisions: Sequence[Provision],
) -> tuple[str, ...]:
    """Return what this copy lacks, in words; () when it is complete.

    `counts` holds the official number of "articles", "recitals", "annexes" and
    "definitions". Raises `CheckFailed`, naming the provision, for what no honest copy
    can have: a wrong count, an empty provision, text that belongs to something else.
    """
    if document.tier == "consolidated" and not any(map(_DISCLAIMER.search, document.notices)):
        raise CheckFailed(
            f"{document.id}: no notice says that a consolidated text is not authentic; "
            "add one to the catalogue"
        )
    for provision, fault in faults(provisions):
        raise CheckFailed(f"{provision.id} ({provision.label}): {fault}; use another route")
    _check_retention(document, parsed)
    return tuple(_missing(document, counts, provisions))


def faults(provisions: Iterable[Provision]) -> Iterator[tuple[Provision, str]]:
    """Yield what no honest copy can have: the provision, and what is wrong with it."""
    seen: set[str] = set()
    for provision in provisions:
        if provision.id in seen:
            yield provision, "stands twice in this copy"
        seen.add(provision.id)
        rules = (*_RULES, *_ARTICLE_RULES) if provision.kind == "article" else _RULES
        for fault, broken in rules:
            # A recital may speak of the formula by which an act binds.
            if broken(provision) and not (provision.kind == "recital" and fault == _FORMULA):
                yield provision, fault


def _lacks_points(text: str) -> bool:
    last = text.rstrip().rpartition("\n")[2]
    return last.endswith(":") and not _FORM_FIELD.match(last)


def _lost_superscript(text: str) -> bool:
    lines = (line for line in text.splitlines() if "floating" in line)
    return any(_LOST_SUPERSCRIPT.search(line) for line in lines)


def _is_list_of_references(provision: Provision) -> bool:
    """Tell whether an article is a piece of a correlation table instead of a rule."""
    title = provision.headings[-1] if provision.headings else ""
    return not provision.parent_id and bool(_TITLE_IS_REFERENCE.fullmatch(clean(title)))


def _ends_with_heading(provision: Provision) -> bool:
    """Tell whether an article ends with the heading of what follows it."""
    return not provision.parent_id and bool(_GLUED_HEADING.search(provision.text))


_FORMULA = "contains the act's final formula or signatures"
Rule = tuple[str, Callable[[Provision], object]]
_RULES: tuple[Rule, ...] = (
    ("has no text", lambda p: not p.text.strip()),
    ("introduces points that are not there", lambda p: _lacks_points(p.text)),
    ("has lost a superscript (10^25 printed as 1025)", lambda p: _lost_superscript(p.text)),
    (_FORMULA, lambda p: _FINAL_FORMULA.search(p.text)),
    ("contains page furniture or script", lambda p: _FURNITURE.search(p.text)),
)
_ARTICLE_RULES: tuple[Rule, ...] = (
    ("ends with the next chapter's heading", _ends_with_heading),
    ("contains footnotes", lambda p: _FOOTNOTE.search(p.text)),
    ("is a table of references, not an article", _is_list_of_references),
)


def _check_retention(document: Document, parsed: Parsed) -> None:
    share = retention(parsed)
    if share < MIN_RETENTION:
        raise CheckFailed(
            f"{document.id}: only {share:.1%} of the source's text was kept, "
            f"{MIN_RETENTION:.0%} is the least; use another route"
        )


def retention(parsed: Parsed) -> float:
    """Return the share of the source's running text that the units keep, at most 1."""
    lines = (line for u in parsed.units for b in u.blocks for line in b.lines())
    kept = sum(len("".join(line.split())) for line in lines)
    kept += sum(len(u.number) + 2 for u in parsed.units if u.kind == "recital")
    return min(1.0, kept / parsed.source_characters) if parsed.source_characters else 1.0


def _missing(
    document: Document, counts: Mapping[str, int], provisions: Sequence[Provision]
) -> Iterator[str]:
    """Yield what is absent; a count that is wrong but not zero is an error."""
    anchors = [provision.anchor for provision in provisions]
    for name, prefix in _WORDS.items():
        expected = counts.get(name, 0)
        found = sum(a.startswith(f"{prefix}_") and "." not in a for a in anchors)
        if found == 0 and expected and name != "articles":
            yield f"no {name} (the act has {expected})"
        elif expected and found != expected:
            raise CheckFailed(
                f"{document.id}: {found} {name}, the act has {expected}; use another route"
            )
    yield from _missing_definitions(document, counts.get("definitions", 0), anchors)
    for provision in provisions:
        if provision.completeness != FULL and "." not in provision.anchor:
            yield f"{provision.label}: {provision.completeness}"


def _missing_definitions(
    document: Document, expected: int, anchors: Sequence[str]
) -> Iterator[str]:
    """Yield the definitions that are absent; a gap inside the sequence is an error."""
    if not expected:
        return
    found = [m for a in anchors if (m := re.fullmatch(r"(art_\d+)\.pnt_(\d+)", a))]
    lists = {m[1]: [int(n[2]) for n in found if n[1] == m[1]] for m in found}
    numbers = max(lists.values(), key=_run_from_one, default=[])
    run = _run_from_one(numbers)
    if run == 0:
        raise CheckFailed(f"{document.id}: no definitions were found; use another route")
    if run < len(numbers):
        raise CheckFailed(f"{document.id}: definition {run + 1} is missing; use another route")
    if run == expected - 1:
        yield f"definition {expected}"
    elif run < expected:
        yield f"definitions {run + 1} to {expected}"


def _run_from_one(numbers: Sequence[int]) -> int:
    """Return how far the numbers count 1, 2, 3, ..."""
    return next((n - 1 for n, number in enumerate(numbers, 1) if n != number), len(numbers))
