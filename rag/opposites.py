"""Find words of a claim whose opposite the law says of the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.actors import actors
from rag.closest import telling

_FLAGS = re.IGNORECASE
_WINDOW = 90
"""So many characters after a word say what it is about, at most."""
_CLAUSE = 200
"""So many characters before an "and" may hold the "if" that it belongs to."""
_LONG = 800
"""So many characters before it may be the point that an "and" closes."""
_REACH = 5
"""So many telling words."""
_BREAK = re.compile(r"[.;:,(\n]| [-–—] ")
_LIST = re.compile(r"^\s*:\s*(?:\(\w{1,4}\)|—)?\s*")
"""What leads from a word straight into the first point of a list: "either: (a) ..."."""
_DENIED = re.compile(r"\b(?:not|no|never|neither|nor|none|cannot|only|unless)\b", _FLAGS)


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two groups of words that exclude each other when they are said of the same thing."""

    one: re.Pattern[str]
    other: re.Pattern[str]
    share: float = 0.5
    """Of the words that follow, what both must have in common; 0 where none are needed."""
    both_ways: bool = True
    through_denial: bool = True
    """False where a "not" in one of the sentences turns one into the other."""


def _pattern(form: str) -> re.Pattern[str]:
    return re.compile(form, _FLAGS)


_WHICHEVER = r"\bwhichever\b[^.;]{0,24}?\b|\bif (?:that|this|it) (?:is|lasts) "
_ALL = r"\b(?:all|both|each|every)\b(?: of)?(?: the| these| its| his)?"
_ONE_OF = (
    r"\b(?:any|either|at least one|one or more|one)(?: one)? of(?: the| these| its| two)?"
    r"|\beither\b"
)
_SOME = (
    r"\b(?:only |just |merely )?some\b(?: of)?(?: the)?"
    r"|\bonly (?:certain|one|a few|major|the main)\b(?: of)?(?: the)?"
)
_WHATEVER = (
    r"\b(?:whether or not|regardless of(?: whether)?|irrespective of(?: whether)?|even (?:if|where"
    r"|when|though)|no matter (?:whether|if|what))\b"
)
_PAIRS = (
    _Pair(
        _pattern(rf"(?:{_WHICHEVER})(?:higher|more|greater|larger)\b|\bthe higher of\b"),
        _pattern(rf"(?:{_WHICHEVER})(?:lower|less|smaller)\b|\bthe lower of\b"),
        0.0,
    ),
    _Pair(
        _pattern(rf"(?:{_WHICHEVER})(?:longer|later)\b|\bthe (?:longer|later) of\b"),
        _pattern(rf"(?:{_WHICHEVER})(?:shorter|sooner|earlier)\b|\bthe (?:shorter|earlier) of\b"),
        0.0,
    ),
    _Pair(
        _pattern(r"\bat the earliest\b|\b(?:no|not) (?:earlier|sooner) than\b"),
        _pattern(r"\bat the latest\b|\b(?:no|not) later than\b"),
        0.0,
    ),
    _Pair(
        _pattern(r"\b(?:before|prior to|ahead of|in advance of)\b(?! \d)"),
        _pattern(r"\b(?:after|following|subsequent to)\b(?! \d)"),
        through_denial=False,
    ),
    _Pair(_pattern(_ALL), _pattern(_ONE_OF), 0.34),
    _Pair(_pattern(_SOME), _pattern(rf"{_ALL}|\bany\b"), 0.5, both_ways=False),
    _Pair(
        _pattern(r"\bstill\b|\bcontinues? to\b|\bremains?\b"),
        _pattern(r"\bno longer\b|\bceases? to\b"),
        0.3,
    ),
    _Pair(
        _pattern(r"\b(?:accept(?:s|ed)?|grant(?:s|ed)?|approv(?:e|es|ed))\b"),
        _pattern(r"\b(?:reject(?:s|ed)?|refus(?:e|es|ed)|dismiss(?:es|ed)?)\b"),
        0.34,
        through_denial=False,
    ),
    _Pair(
        _pattern(r"\bincluding\b|\bwithout excepting\b"),
        _pattern(
            r"\b(?:except(?:ing| for)?|other than|with the exception of|excluding|apart from)\b"
        ),
    ),
    _Pair(
        _pattern(_WHATEVER),
        _pattern(
            r"\b(?:provided(?: that)?|unless|only (?:if|where|when)|except (?:if|where|when)"
            r"|(?<!including )(?<!even )(?:if|where|when)|(?:shall|does|do) not apply to)\b"
        ),
        0.25,
        both_ways=False,
    ),
)


def opposites(said: str, law: str) -> Iterator[tuple[str, str]]:
    """Yield what a claim says and what the law says instead, in their words.

    Takes a sentence of a claim and the sentences of the law that are nearest to it.
    """
    for pair in _PAIRS:
        yield from _opposed(pair, pair.one, pair.other, said, law)
        if pair.both_ways:
            yield from _opposed(pair, pair.other, pair.one, said, law)
    yield from _joined(said, law)


def _opposed(
    pair: _Pair, ours: re.Pattern[str], theirs: re.Pattern[str], said: str, law: str
) -> Iterator[tuple[str, str]]:
    for match in ours.finditer(said):
        about = _about(said, match)
        against = [m for m in theirs.finditer(law) if _meet(about, _about(law, m), pair.share)]
        if not against or not (about or not pair.share):
            continue
        if any(_meet(about, _about(law, m), pair.share) for m in ours.finditer(law)):
            continue
        if not pair.through_denial and (_is_denied(said, match) or _is_denied(law, against[0])):
            continue
        yield match[0], against[0][0]
        return


def _is_denied(text: str, match: re.Match[str]) -> bool:
    before = re.split(r"[.;\n]", text[max(0, match.start() - _WINDOW) : match.start()])[-1]
    return _DENIED.search(before) is not None


def _about(text: str, match: re.Match[str]) -> frozenset[str]:
    """Return the stems that follow a word up to the next break."""
    after = _BREAK.split(_LIST.sub(" ", text[match.end() : match.end() + _WINDOW]))[0]
    return frozenset(telling(after)[:_REACH])


def _meet(ours: frozenset[str], theirs: frozenset[str], share: float) -> bool:
    if not share:
        return True
    least = min(len(ours), len(theirs))
    return least > 0 and len(ours & theirs) >= max(1.0, share * least)


_CONDITION = re.compile(r"\b(?:if|where|when|only|provided|unless|both)\b", _FLAGS)
_POINT = re.compile(r"\s*\n")
_BOTH = re.compile(r"\b(?:both|all) of the following\b", _FLAGS)
_AND_OR = re.compile(r"(?:[,;]\s*)?\b(and|or)\b", _FLAGS)


def _joined(said: str, law: str) -> Iterator[tuple[str, str]]:
    """Yield "and" for "or" and the reverse, where two conditions are joined.

    In plain lists the two mean the same: "controllers and processors", "controller or processor".
    """
    stand = [(m[1].lower(), *_beside(law, m)) for m in _AND_OR.finditer(law)]
    for match in _AND_OR.finditer(said):
        if not _CONDITION.search(_before(said, match)) or _names_actors(said, match):
            continue
        ours, (left, right) = match[1].lower(), _beside(said, match)
        if ours == "and" and _BOTH.search(law):
            continue
        same = [word for word, before, after in stand if left & before and right & after]
        if same and ours not in same:
            yield f"{match[0].strip()} …", same[0]
            return


def _before(text: str, match: re.Match[str]) -> str:
    """Return what a condition that reaches up to a conjunction would stand in."""
    return text[max(0, match.start() - _CLAUSE) : match.start()]


def _names_actors(said: str, match: re.Match[str]) -> bool:
    before = said[max(0, match.start() - 24) : match.start()]
    after = said[match.end() : match.end() + 24]
    return bool(actors(before) and actors(after))


def _beside(text: str, match: re.Match[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the last stems before a conjunction and the first after it."""
    after = text[match.end() : match.end() + 60]
    if _POINT.match(after):  # the whole point before is joined, whatever its last word
        before = text[max(0, match.start() - _LONG) : match.start()].rpartition("\n")[2]
        return frozenset(telling(before)), frozenset(telling(after)[:_REACH])
    before = text[max(0, match.start() - 60) : match.start()]
    return frozenset(telling(before)[-1:]), frozenset(telling(after)[:4])
