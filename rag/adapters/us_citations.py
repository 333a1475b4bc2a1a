"""Find citations of United States reporters and state codes with eyecite's tables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from eyecite.models import CitationToken
from eyecite.tokenizers import default_tokenizer

_WINDOW, _OVERLAP = 2_000, 200
_GAP = re.compile(r"\s{3,}")
_LAWS, _JOURNAL = ("leg_", "admin_"), "journal"
_SECTION = re.compile(r",?\s?(?:§+|[Ss]ec(?:tions?\b|t?s?\.))\s?")


def reporter_citations(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the span and the normal form of each citation: "561 U.S. 477".

    Only eyecite's tokenizer is asked. Its `get_citations` also guesses the names of the
    parties, and the time that takes grows with the square of the text (12 s for 500,000
    characters). Some of its patterns take as long on a run of blanks, so it is given short
    windows without any. Short forms ("at 480"), "Id.", "supra" and journals are left out.
    """
    seen: set[tuple[int, int]] = set()
    for start, window in _windows(text):
        for token in default_tokenizer.extract_tokens(window):
            if not isinstance(token, CitationToken) or token.short or not token.data:
                continue
            span = (start + token.start, start + token.end)
            cite = _cite(token)
            if cite and span not in seen:
                seen.add(span)
                yield span, cite


def _windows(text: str) -> Iterator[tuple[int, str]]:
    """Yield overlapping windows, each with its start; no run of blanks is in one."""
    start = 0
    for gap in (*(found.span() for found in _GAP.finditer(text)), (len(text), len(text))):
        for first in range(start, max(gap[0], start + 1), _WINDOW - _OVERLAP):
            yield first, text[first : min(first + _WINDOW, gap[0])]
        start = gap[1]


def _cite(token: CitationToken) -> str:
    """Return the citation in its usual form, "" for what is neither a decision nor law.

    A reporter of one letter, such as the first "A.", is left out: in a memo "5 A. 3" is a list.
    """
    edition = next(iter((*token.exact_editions, *token.variation_editions)), None)
    written = token.groups.get("reporter") or ""
    if edition is None or sum(letter.isalpha() for letter in written) < 2:
        return ""
    kind = edition.reporter.cite_type
    if kind == _JOURNAL:
        return ""
    if kind.startswith(_LAWS):
        return " ".join(_SECTION.sub(" § ", token.data, count=1).split())
    volume, page = token.groups.get("volume") or "", token.groups.get("page") or ""
    return f"{volume} {edition.short_name} {page}" if volume and page.isdigit() else ""
