"""Read what a question compares: acts on one topic, or two terms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from ingest.references import act_spans
from rag.law_names import without_acts

_COMPARING = (
    r"differ|differs|differen(?:t|ce|ces)|compar(?:e|es|ed|ing|ison)|versus|vs|contrast|both|"
    r"distinguish|than|same|similar|overlaps?|side by side"
)
_COMPARES = re.compile(
    rf"\b(?:{_COMPARING}|stricter|tougher|higher|lower|longer|shorter|sooner)\b", re.IGNORECASE
)
_COORDINATED = re.compile(
    r"\W*(?:and|or|with|versus|vs\.?|to|from|,)(?:\s+(?:the|under|in))*\s*", re.I
)
_BESIDE_TOPIC = re.compile(
    rf"\b(?:{_COMPARING}|between|under|from|respectively)\b\.?", re.IGNORECASE
)
_LEFT_OVER = re.compile(r"(?:^|\s)(?:and|or|with|to|the|in|of)(?=\s*(?:[,?.]|$|and\b|or\b))", re.I)
_TERM = r"(?:an?\s+|the\s+)?"
_TERMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:differen\w+|distinction) (?:is there )?between {_TERM}(?P<a>[^?,]+?)"
        rf" and {_TERM}(?P<b>[^?,]+)",
        rf"\bhow (?:do|does|is|are) {_TERM}(?P<a>[^?,]+?) differ(?:ent)? from {_TERM}(?P<b>[^?,]+)",
        rf"^{_TERM}(?P<a>[^?,]+?) and {_TERM}(?P<b>[^?,:]+)[,:]"
        r".*\b(?:same|differen|where is the line)",
        rf"\bis {_TERM}(?P<a>[^?,]+?) the same (?:thing )?as {_TERM}(?P<b>[^?,]+)",
        rf"\bdistinguish\w* {_TERM}(?P<a>[^?,]+?) (?:from|and) {_TERM}(?P<b>[^?,]+)",
        rf"\bcompare {_TERM}(?P<a>[^?,]+?) (?:with|to|and) {_TERM}(?P<b>[^?,]+)",
        rf"^{_TERM}(?P<a>[^?,]+?) (?:vs\.?|versus|or) {_TERM}(?P<b>[^?,]+)",
    )
)
_TAIL = re.compile(
    r"\s+(?:under|in|within|according to|for the purposes? of|of (?:an? )?(?:AI|high-risk))\b.*$",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two or more sides of a question."""

    acts: tuple[str, ...] = ()
    """CELEX numbers of the acts compared, () when terms are."""
    topic: str = ""
    """What the acts are compared on: the question without the acts' names."""
    terms: tuple[str, ...] = ()


NOTHING = Compared()


def compared(question: str) -> Compared:
    """Return what a question compares, `NOTHING` when it asks for one thing."""
    spans = act_spans(question)
    acts = tuple(dict.fromkeys(act for _, act in spans))
    if len(acts) > 1 and (_COMPARES.search(question) or _side_by_side(question)):
        return Compared(acts=acts, topic=_topic(question))
    for pattern in _TERMS:
        if match := pattern.search(question):
            terms = tuple(_TAIL.sub("", match[name]).strip(" .\"'‘’“”") for name in "ab")
            return Compared(terms=terms) if len(set(terms)) == 2 else NOTHING
    return NOTHING


def _side_by_side(question: str) -> bool:
    """Tell whether two acts stand next to each other: "under the GDPR and NIS2"."""
    spans = [span for span, _ in act_spans(question)]
    between = (question[a[1] : b[0]] for a, b in pairwise(spans))
    return any(_COORDINATED.fullmatch(words) for words in between)


def _topic(question: str) -> str:
    question = _BESIDE_TOPIC.sub(" ", without_acts(question))
    while (shorter := " ".join(_LEFT_OVER.sub(" ", question).split())) != question:
        question = shorter
    return re.sub(r"[\s,]+([?.])", r"\1", question).replace(" ,", ",").strip(" ,:")
