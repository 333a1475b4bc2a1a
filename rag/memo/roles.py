"""Tell where a claim puts a duty or right on another actor, or at another time, than the law."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.actors import actors, bound, subjects
from rag.closest import telling

_F = re.IGNORECASE
_GIVEN = re.compile(
    r"\b(?:oblig(?:es?|ing)|requir(?:es?|ing)|compels?|forces?|binds?|gives?|giving|grants?|granting"
    r"|entitles?|empowers?|allows?|permits?|authori[sz]es?|enables?|lets?|prohibits?|forbids?|bars?"
    r"|give|grant|entitle|(?:confers?|imposes?|places?)\b[^.;:,]{0,60}?\b(?:on|upon)"
    r"|(?:dut(?:y|ies)|obligations?|burden) (?:on|upon))\s+(?P<who>[^.;:(]{1,80})",
    _F,
)
_STOP = re.compile(
    r"\b(?:to|from|that|which|who|whom|of|in|by|with|under|for|at|on|not|when|where|if|the right"
    r"|the power|the possibility|an? right|rights?|powers?|no)\b|['’]",
    _F,
)
_BEFORE_NOUN = re.compile(r"(?:\w+[\s-]+){0,3}$")
_HAS = re.compile(
    r"\b(?:ha(?:s|ve)|enjoys?) (?:an?|the|no|its own) (?:\w+ )?"
    r"(?:rights?|powers?|duty|obligation|possibility|option) (?:to|of)\b"
    r"|\b(?:is|are) (?:\w+ly )?(?:bound|free|allowed|permitted|empowered|responsible|prohibited)"
    r"(?: to| for| from)\b",
    _F,
)
_RIGHT = re.compile(r"\b(?:rights?\b|entitle)", _F)
_ENTITLED = re.compile(
    r"\b(?:the|an?|any|each|every) (?P<who>[^.;:,]{1,60}?) shall (?:also )?"
    r"(?:have the (?:\w+ )?right|be entitled)\b",
    _F,
)
_DONE_BY = re.compile(
    r"\b(?:be|is|are|been) (?:\w+ly )?\w+(?:ed|en|wn|ne|ld|de|pt)\b[^.;:,]{0,60}?\bby "
    r"(?:the |an? |each |every )?(?P<who>[^,.;:]{1,40})",
    _F,
)
_BY = re.compile(r"\bby (?:the |an? |each |any |those |that )?([^,.;:]{0,60})", _F)
_POSSESSIVE = re.compile(r"\b\w+['’]s?(?=\s)")
_OF = re.compile(
    r"\b(?P<what>\w+) of (?:the |an? |that |each |any |every )?(?P<who>[^,.;:]{1,40})", _F
)
_AUTHORITY = "competent authority"


def holders(claim: str) -> dict[str, str]:
    """Return the actors on whom a claim puts a duty or to whom it gives a right."""
    found = subjects(_HAS.sub("may", _POSSESSIVE.sub(" ", claim)))
    for match in _GIVEN.finditer(claim):
        found.update(_first(_STOP.split(match["who"], maxsplit=1)[0], match["who"]))
    for match in _DONE_BY.finditer(claim):
        found.update(_opening(match["who"]))
    return found


def _first(head: str, whole: str) -> dict[str, str]:
    """Return the actors of a noun phrase, {} where they are not those whom it means."""
    after = whole[len(head) : len(head) + 2]
    if after[:1] in "'’" and after:
        return {}
    found = actors(head)
    first = next(iter(found.values()), "")
    return found if first and _BEFORE_NOUN.fullmatch(head[: head.find(first)]) else {}


def _opening(text: str) -> dict[str, str]:
    """Return the actor with which a text begins."""
    found = list(actors(text).items())[:1]
    if not found or not text.lower().startswith(found[0][1].lower()):
        return {}
    return {} if text[len(found[0][1]) :].startswith(("'", "’")) else dict(found)


def strangers(claim: str, clause: str, text: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return whom a claim binds or entitles though the law does not, and whom the law does.

    The clause that decides counts; where it has no actor as its subject, all that is cited.
    Both are empty where they agree or one of the two names nobody.
    """
    ours = holders(claim)
    read = _entitled if _RIGHT.search(claim) else _subjects
    theirs = read(clause) or _subjects(clause) or _subjects(text)
    if any(name.endswith("authority") for name in theirs):
        theirs.setdefault(_AUTHORITY, "authority")
    if not ours or not theirs or ours.keys() & theirs.keys():
        return {}, {}
    return ours, theirs


def _entitled(text: str) -> dict[str, str]:
    """Return the actors who have a right, as the law puts it."""
    found: dict[str, str] = {}
    for match in _ENTITLED.finditer(text):
        found.update(_opening(match["who"]))
    return found


def _subjects(text: str) -> dict[str, str]:
    agents = (_opening(match[1]) for match in _BY.finditer(text))
    found = bound(text)
    for agent in agents:
        found = {**agent, **found}
    return found


def has_other_owner(claim: str, text: str) -> bool:
    """Tell whether the claim's "details of the controller" are of somebody else in the law."""
    theirs = dict[str, set[str]]()
    for what, who in _owned(text):
        theirs.setdefault(what, set()).add(who)
    return any(what in theirs and who not in theirs[what] for what, who in _owned(claim))


def _owned(text: str) -> Iterator[tuple[str, str]]:
    for match in _OF.finditer(text):
        what = telling(match["what"])
        for who in _opening(match["who"]):
            yield from ((stem, who) for stem in what)


_WHEN = (
    re.compile(r"\b(?:before|prior to|ahead of|in advance of|prior(?! to))\b(?! \d)", _F),
    re.compile(
        r"\b(?:after|(?<!the )following|subsequent(?:ly)?(?: to)?|once|as soon as)\b(?! \d)", _F
    ),
)
_WITHOUT = re.compile(r"\bwithout\b(?! (?:undue|prejudice|delay|further delay))", _F)
_WITH = re.compile(r"\b(?:with|only after|subject to)\b", _F)
_NEGATED = re.compile(
    r"\b(?:not|no|never|nor|neither|nobody|none|cannot|prohibit\w*|forbid\w*|forbidden|ban(?:s|ned)?"
    r"|unlawful)\b|n['’]t\b",
    _F,
)
_NONE = re.compile(r"\b(?:without|not|no|absence|regardless|irrespective|unless|except\w*)\b", _F)
_BREAK = re.compile(r"[.;:,(\n]")
_REACH = 5
_FURTHEST = 500
"""So many characters before it may be what denies a "without": "prohibited: (a) ... without"."""


def turned(claim: str, clause: str) -> bool:
    """Tell whether a claim has "after" or "with" of what the law has "before" or "without"."""
    return _other_time(claim, clause) or _other_condition(claim, clause)


def _other_time(claim: str, clause: str) -> bool:
    for ours, theirs in (_WHEN, _WHEN[::-1]):
        against = [_about(clause, m) for m in theirs.finditer(clause)]
        same = [_about(clause, m) for m in ours.finditer(clause)]
        for match in ours.finditer(claim):
            about = _about(claim, match)
            if any(_meet(about, a) for a in against) and not any(_meet(about, s) for s in same):
                return True
    return False


def _other_condition(claim: str, clause: str) -> bool:
    for match in _WITHOUT.finditer(claim):
        about = _about(claim, match)
        alike = [m for m in _WITHOUT.finditer(clause) if _meet(about, _about(clause, m))]
        denied = _is_negated(claim, match)
        if alike and all(_is_negated(clause, m) != denied for m in alike):
            return True
        if not alike and not denied and not _NONE.search(clause):
            return True
    for match in _WITH.finditer(claim):
        about = _about(claim, match)
        alike = [m for m in _WITHOUT.finditer(clause) if _meet(about, _about(clause, m))]
        denied = _is_negated(claim, match)
        if alike and all(_is_negated(clause, m) == denied for m in alike):
            return True
    return False


def _is_negated(text: str, match: re.Match[str]) -> bool:
    before = re.split(r"[.;]", text[max(0, match.start() - _FURTHEST) : match.start()])[-1]
    return _NEGATED.search(before) is not None


def _about(text: str, match: re.Match[str]) -> tuple[str, ...]:
    """Return the stems that follow a word up to the next break."""
    return telling(_BREAK.split(text[match.end() : match.end() + 90])[0])[:_REACH]


def _meet(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    least = min(len(ours), len(theirs))
    if not least:
        return False
    return ours[0] == theirs[0] or len({*ours} & {*theirs}) >= (least + 1) // 2
