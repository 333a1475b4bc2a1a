"""Parse an executive order from the full text that the Federal Register's API leads to.

The API's answer only links to the text, and the route follows the link. The form of both is
assumed and was not tried on the site: what does not fit is refused, and the digest is used.
"""

from __future__ import annotations

import re

from ingest.blocks import Parsed, Unit
from ingest.errors import ParseFailed
from ingest.us_code import lines_of
from ingest.us_nesting import nested

_NUMBER = re.compile(r"Executive Order (\d{5})\b", re.IGNORECASE)
_SECTION = re.compile(r"(?:Section|Sec\.) (\d+)\.\s*(.*)")
_TITLE = re.compile(r"([A-Z][^.()]{2,100})\.(?:\s|$)")
_OPENED = re.compile(r"([^()]{2,160}[.:])\s+(\(a\).*)")
"""Title and first subsection in one line."""
_END = re.compile(r"THE WHITE HOUSE\b.*|\[FR Doc\..*|Filed \d.*|Billing code .*")


def parse(raw: bytes, name: str) -> Parsed:
    """Return one unit for each section of the order that `name`, such as "us:eo-14179", names.

    Raises `ParseFailed` when the page is another document or has no sections.
    """
    lines = list(lines_of(raw))
    wanted = name.rpartition("-")[2]
    named = next((m[1] for line in lines if (m := _NUMBER.match(line))), "")
    if named != wanted:
        raise ParseFailed(f"{name}: the page is not Executive Order {wanted}; use the note")
    sections: list[tuple[str, list[str]]] = []
    for line in lines:
        if sections and _END.fullmatch(line):
            break
        found = _SECTION.fullmatch(line)
        if found and int(found[1]) == len(sections) + 1:
            opened = _OPENED.fullmatch(found[2])
            words = [*opened.groups()] if opened else [found[2]]
            sections.append((found[1], [line for line in words if line]))
        elif sections:
            sections[-1][1].append(line)
    if not sections:
        raise ParseFailed(f"{name}: the page has no sections; use the note")
    kept = [line for _, own in sections for line in own]
    units = tuple(_unit(number, own) for number, own in sections)
    return Parsed(f"Executive Order {wanted}", units, sum(len("".join(o.split())) for o in kept))


def _unit(number: str, lines: list[str]) -> Unit:
    """Return a section, titled by its first words if they stand alone."""
    title = _TITLE.match(lines[0]) if lines else None
    return Unit("article", number, title[1] if title else "", blocks=nested(lines))
