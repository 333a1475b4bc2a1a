"""Rank hits by whether they can answer the type of question asked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.model import Corpus, Provision
from rag.adapters.stems import stems
from rag.asking import Asked, read
from rag.model import Hit, Question, Search

POOL = 50
_PERIOD = (
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|thirty)\s+"
    r"(?:working |calendar )?(?:hours?|days?|weeks?|months?|years?)\b|\bwithout (?:undue )?delay\b"
    r"|\bimmediately\b"
)
_DATE = r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}\b"
_SHAPES: Mapping[str, re.Pattern[str]] = {
    "penalty": re.compile(r"\bfines?\b|\bpenalt", re.IGNORECASE),
    "deadline": re.compile(f"{_PERIOD}|{_DATE}", re.IGNORECASE),
    "number": re.compile(r"\d|\b(?:two|three|four|five|six|ten) ", re.IGNORECASE),
    "prohibition": re.compile(r"\bprohibited\b|\bshall not\b|\bmay only\b|\bnot be permitted\b"),
    "scope": re.compile(r"\b(?:does|do|shall) not apply\b|\bapplies\b|\bshall apply\b"),
    "obligation": re.compile(r"\bshall\b"),
    "list": re.compile(r":\n"),
}
"""What a provision must contain to answer a question of the type."""
_FORM_WEIGHT = 0.35
_TITLE_WEIGHT = 1.0
_DEFINITION_WEIGHT = 0.6
_REASON_WEIGHT = 0.5
_AMOUNT = re.compile(r"\b(?:EUR|€)\s?\d|\d (?:EUR|%)|\b\d+ ?%")
_STORY_WEIGHT = 4.0
_OFF_STORY = 0.35
_LIST_MEMBERS = 2


def answering(inner: Search, corpus: Corpus) -> Search:
    """Return a search that prefers provisions of the right form and authority.

    Provisions of the articles' briefs come first only when the question is about the
    articles; lists come as one provision when three of their points are found.
    """

    def search(question: Question, k: int) -> Sequence[Hit]:
        asked = read(question.text)
        found = inner(replace(question, text=asked.text), max(k, POOL))
        weighed = [replace(hit, score=hit.score * _weight(hit.provision, asked)) for hit in found]
        best = sorted(weighed, key=lambda hit: -hit.score)
        return (_whole_lists(best, corpus) if asked.kind == "list" else best)[:k]

    return search


def _weight(provision: Provision, asked: Asked) -> float:
    return _form(provision, asked) * _authority(provision, asked) * _title(provision, asked)


def _title(provision: Provision, asked: Asked) -> float:
    """Return a weight above 1 as the article's title and the question share their words."""
    title, wanted = set(stems(" ".join(provision.headings[-1:]))), set(stems(asked.text))
    shared = len(title & wanted) / len(title | wanted) if title and wanted else 0.0
    return 1.0 + _TITLE_WEIGHT * shared


def fits_form(words: str, kind: str) -> bool:
    """Tell whether a text has what a question of this type asks for: a fine, a period, a date."""
    shape = _SHAPES.get(kind)
    return shape is not None and shape.search(words) is not None


def _form(provision: Provision, asked: Asked) -> float:
    """Return a weight above 1 for a provision that has what the question asks for."""
    words = f"{provision.chapeau}\n{provision.text}"
    weight = 1.0 + _FORM_WEIGHT * fits_form(words, asked.kind)
    if asked.kind != "definition" and provision.headings[-1:] == ("Definitions",):
        weight *= _DEFINITION_WEIGHT
    if asked.kind == "reason" and provision.kind == "recital":
        weight += _REASON_WEIGHT
    if asked.kind == "penalty" and _AMOUNT.search(words):
        weight += _FORM_WEIGHT
    if asked.kind == "prohibition" and "prohibited:" in words:
        weight += _FORM_WEIGHT
    return weight


def _authority(provision: Provision, asked: Asked) -> float:
    is_story = provision.tier in ("news", "fiction")
    if asked.about_story and not asked.about_law:
        return _STORY_WEIGHT if is_story else 1.0
    return _OFF_STORY if is_story else 1.0


def _whole_lists(hits: Sequence[Hit], corpus: Corpus) -> list[Hit]:
    """Put the list itself where its first point stood, when several of its points are found."""
    members: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits[:10]:
        members[hit.provision.parent_id].append(hit)
    found = list(hits)
    for parent_id, points in members.items():
        parent = corpus.provisions.get(parent_id)
        if parent is None or len(points) < _LIST_MEMBERS or not points[0].provision.chapeau:
            continue
        first = points[0]
        own = [hit for hit in found if hit.provision.id == parent_id]
        found = [hit for hit in found if hit.provision.id != parent_id]
        at = found.index(first)
        score = max(hit.score for hit in [first, *own])
        found.insert(at, Hit(parent, score, f"{first.why}, contains {len(points)} of the points"))
    return found


def first_of(*precise: Search, then: Search) -> Search:
    """Return the hits of the precise searches, then those of the broad one."""

    def search(question: Question, k: int) -> Sequence[Hit]:
        found: dict[str, Hit] = {}
        for one in (*precise, then):
            for hit in one(question, k):
                found.setdefault(hit.provision.id, hit)
        return list(found.values())[:k]

    return search
