"""Rank hits by whether they can answer the type of question asked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.model import Corpus, Provision
from rag.acts import is_superseded
from rag.acts import weight as document_weight
from rag.adapters.stems import stems
from rag.as_of import place_of, words_on
from rag.asking import Asked, read
from rag.model import Hit, Question, Search

POOL = 50
_PERIOD = (
    r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|thirty)\s+"
    r"(?:working |calendar )?(?:hours?|days?|weeks?|months?|years?)\b|\bwithout (?:undue )?delay\b"
    r"|\bimmediately\b"
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DATE = rf"\b\d{{1,2}} {_MONTH} \d{{4}}\b"
CITED = re.compile(
    r"\b(?:Articles?|paragraphs?|points?|Annex(?:es)?|Sections?|Regulations?|Directives?|Decisions?)"
    r"(?:\s+(?:and\s+|or\s+|to\s+|No\s+)?(?:\(EU\)|\(EC\)|[\d(][\w()/.]*),?)+"
)
_SHAPES: Mapping[str, re.Pattern[str]] = {
    "penalty": re.compile(r"\bfines?\b|\bpenalt", re.IGNORECASE),
    "deadline": re.compile(f"{_PERIOD}|{_DATE}", re.IGNORECASE),
    "number": re.compile(r"\d|\b(?:two|three|four|five|six|ten) ", re.IGNORECASE),
    "prohibition": re.compile(r"\bprohibited\b|\bshall not\b|\bmay only\b|\bnot be permitted\b"),
    "scope": re.compile(
        r"\b(?:does|do|shall) not apply\b|\bapplies\b|\bshall apply\b|\bderogation\b"
    ),
    "obligation": re.compile(r"\bshall\b"),
    "list": re.compile(r":\n"),
}
"""What a provision must contain to answer a question of the type."""
_FORM_WEIGHT = 0.35
_TITLE_WEIGHT = 1.0
_DEFINITION_WEIGHT = 0.6
_REASON_WEIGHT = 0.5
_AMOUNT = re.compile(r"\b(?:EUR|€)\s?\d|\d (?:EUR|%)|\b\d+ ?%")
_NOTE_WEIGHT = 0.85
_UNCOVERED = 0.5
"""What a provision weighs that has none of the question's telling words, beside 1.5 for all."""
_STORY_WEIGHT = 4.0
_OFF_STORY = 0.35
_SAME_STORY = 3.0
_LIST_MEMBERS = 2
"""How many points must be found for their list to come as one, when a list is asked for."""
_SHARPENED, _POOLED = 3, 10
"""How many hits may give way to a point in them, and among how many it is looked for."""
_AS_WELL = 0.75
"""Share of a recital's telling words that a rule must have to be put before it."""
_UNION_BODIES = re.compile(r"\bUnion institutions, bodies\b|\bUnion institutions and bodies\b")
_UNION = re.compile(r"\b(?:EU|Union|European|institutions?|agenc(?:y|ies)|EDPS)\b", re.IGNORECASE)
_SPECIAL_WEIGHT = 0.6
"""What an article only for the Union's own bodies weighs where the question does not name them."""
_MEASURED = frozenset({"penalty", "number", "deadline"})
_RULES = frozenset({"obligation", "prohibition", "penalty", "deadline", "scope"})
_ANNEX_WEIGHT = 0.75
"""What annexes keep where a rule is asked for: they list, the articles rule."""


Covered = Callable[[str, Provision], float]
"""Takes a question and a provision; returns the share of the telling words it has, 0 to 1."""


def answering(inner: Search, corpus: Corpus, covered: Covered | None = None) -> Search:
    """Return a search that prefers provisions of the right words, form and authority.

    Provisions of the articles' briefs come first only when the question is about the
    articles; lists come as one provision when two of their points are found.
    """

    superseded = {d.id for d in corpus.documents.values() if is_superseded(d, corpus)}

    def search(question: Question, k: int) -> Sequence[Hit]:
        asked = read(question.text)
        found = inner(replace(question, text=asked.text), max(k, POOL))
        named = {
            identifier: document_weight(document, asked, question.text, identifier in superseded)
            for identifier, document in corpus.documents.items()
        }
        weighed = [
            replace(
                hit,
                score=hit.score
                * named[p.document_id]
                * _weight(p, asked)
                * (_UNCOVERED + (covered(asked.text, p) if covered else 1.0)),
            )
            for hit, p in ((hit, hit.provision) for hit in found)
        ]
        best = sorted(weighed, key=lambda hit: -hit.score)
        if asked.kind == "list":
            best = _whole_lists(best, corpus, question.as_of)
        elif covered:
            best = _sharpened(best, corpus, asked.kind, lambda p: covered(asked.text, p))
        best = _stating(_families(best, corpus), asked.kind)
        return (_ruling(best, asked, covered) if covered else best)[:k]

    return search


def _stating(hits: list[Hit], kind: str) -> list[Hit]:
    """Put what states a fine, a figure or a period first, where one is asked for."""
    if kind not in _MEASURED or not hits or _states(hits[0].provision, kind):
        return hits
    at = next((n for n, h in enumerate(hits[:_SHARPENED]) if _states(h.provision, kind)), None)
    return hits if at is None else _to_front(hits, at)


def _to_front(hits: list[Hit], at: int) -> list[Hit]:
    return [replace(hits[at], score=hits[0].score), *hits[:at], *hits[at + 1 :]]


def _ruling(hits: list[Hit], asked: Asked, covered: Covered) -> list[Hit]:
    """Put the rule before the recital that explains it, where no reason is asked for."""
    if asked.kind == "reason" or not hits or hits[0].provision.kind != "recital":
        return hits
    least = _AS_WELL * covered(asked.text, hits[0].provision)
    rules = (n for n, h in enumerate(hits[:_SHARPENED]) if h.provision.kind == "article")
    at = next((n for n in rules if covered(asked.text, hits[n].provision) >= least), None)
    return hits if at is None else _to_front(hits, at)


def _states(provision: Provision, kind: str) -> bool:
    return fits_form(f"{provision.chapeau}\n{provision.text}", kind)


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
    if shape is None:
        return False
    own = CITED.sub(" ", words) if kind == "number" else words
    return shape.search(own) is not None


def _form(provision: Provision, asked: Asked) -> float:
    """Return a weight above 1 for a provision that has what the question asks for."""
    # A fine or a period in the introductory words is the paragraph's: its points only name cases.
    measured = asked.kind in _MEASURED
    words = provision.text if measured else f"{provision.chapeau}\n{provision.text}"
    weight = 1.0 + _FORM_WEIGHT * fits_form(words, asked.kind)
    if asked.kind != "definition" and _is_definition(provision):
        weight *= _DEFINITION_WEIGHT
    if asked.kind in _RULES and provision.anchor.startswith("anx_"):
        weight *= _ANNEX_WEIGHT
    if asked.kind == "reason" and provision.kind == "recital":
        weight += _REASON_WEIGHT
    if asked.kind == "penalty" and _AMOUNT.search(words):
        weight += 2 * _FORM_WEIGHT
    if asked.kind == "prohibition" and "prohibited:" in words:
        weight += _FORM_WEIGHT * 2  # a list of what is prohibited answers more surely than "not"
    return weight


def _is_definition(provision: Provision) -> bool:
    noted = provision.kind == "note" and ".pnt_" in provision.anchor
    return noted or provision.headings[-1:] == ("Definitions",)


def _authority(provision: Provision, asked: Asked) -> float:
    if provision.kind == "note":
        return _NOTE_WEIGHT
    if any(map(_UNION_BODIES.search, provision.headings)) and not _UNION.search(asked.text):
        return _SPECIAL_WEIGHT
    is_story = provision.tier in ("news", "fiction")
    if asked.about_story and not asked.about_law:
        return _STORY_WEIGHT * _which(provision, asked) if is_story else 1.0
    return _OFF_STORY if is_story else 1.0


def _which(provision: Provision, asked: Asked) -> float:
    """Return a weight for the article that is asked about: a brief's headings begin with it."""
    meant = re.search(r"\b(?:first|second) article\b", asked.text, re.IGNORECASE)
    if meant is None:
        return 1.0
    return _SAME_STORY if " ".join(provision.headings).lower().startswith(meant[0].lower()) else 1.0


def _whole_lists(hits: Sequence[Hit], corpus: Corpus, day: str) -> list[Hit]:
    """Put the list itself where its first point stood, when several of its points are found."""
    members: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits[:10]:
        parent = words_on(hit.provision.parent_id, corpus, day)
        members[parent.id if parent else ""].append(hit)
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


def _sharpened(
    hits: Sequence[Hit], corpus: Corpus, kind: str, share: Callable[[Provision], float]
) -> list[Hit]:
    """Put a point before the paragraph it stands in, when it has as many of the telling words.

    Where a fine, a figure or a period is asked for and the paragraph states it, so must the
    point.
    """
    found = list(hits)
    for at, hit in enumerate(found[:_SHARPENED]):
        place = place_of(hit.provision, corpus)
        inside = (
            n
            for n, other in enumerate(found[:_POOLED])
            if n > at and place_of(other.provision, corpus).rpartition(".")[0] == place
        )
        best = max(inside, key=lambda n: share(found[n].provision), default=None)
        if best is None or _loses_form(hit.provision, found[best].provision, kind):
            continue
        if share(found[best].provision) >= share(hit.provision):
            found.insert(at, replace(found.pop(best), score=hit.score))
    return found


def _loses_form(whole: Provision, point: Provision, kind: str) -> bool:
    return kind in _MEASURED and fits_form(whole.text, kind) and not fits_form(point.text, kind)


def _families(hits: Sequence[Hit], corpus: Corpus) -> list[Hit]:
    """Return the hits without those that contain a better one, or are contained in one."""
    kept: dict[str, Hit] = {}
    around: set[str] = set()
    for hit in hits:
        place = place_of(hit.provision, corpus)
        ancestors = set(_ancestors(place))
        if place in around or place in kept or ancestors & kept.keys():
            continue
        kept[place] = hit
        around |= ancestors
    return list(kept.values())


def _ancestors(place: str) -> Iterator[str]:
    act, _, anchor = place.partition("#")
    levels = anchor.split(".")
    return (f"{act}#{'.'.join(levels[:depth])}" for depth in range(1, len(levels)))


def first_of(*precise: Search, then: Search) -> Search:
    """Return the hits of the precise searches, then those of the broad one."""

    def search(question: Question, k: int) -> Sequence[Hit]:
        found: dict[str, Hit] = {}
        for one in (*precise, then):
            for hit in one(question, k):
                found.setdefault(hit.provision.id, hit)
        return list(found.values())[:k]

    return search
