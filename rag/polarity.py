"""Find what a claim denies and the law affirms of the same words, and the reverse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rag.adapters.stems import stem, stems, words
from rag.closest import telling

_FLAGS = re.IGNORECASE
_NO = re.compile(
    r"\b(?:(?:not|no)(?! (?:later|more than|less than|fewer|earlier|sooner|exceed\w*|\d))"
    r"(?! longer than| case| way| least| only)|never|neither"
    r"|without(?! prejudice| undue| delay| regard))\b|n['’]t\b",
    _FLAGS,
)
_NEGATIVE = re.compile(
    r"\b(?:not|no|none|never|neither|nor|nobody|nothing|cannot|without|unless|except(?!ional)\w*|exempt\w*"
    r"|exclu\w+|prohibit\w*|ban(?:s|ned)?|forbid\w*|other than|only|outside|irrespective"
    r"|regardless|even|instead|lack\w*|absen\w+|fail\w*|refus\w+|refrain\w*|free|spare[ds]?"
    r"|relie\w+|leav\w+|lift\w*|waiv\w+|derogat\w+|cease\w*|limit\w*|restrict\w*|unaffected|apart"
    r"|stop\w*|loses?|lost|avoid\w*|prevent\w*|protect\w*|independen\w+|separate\w*|unlawful"
    r"|un\w{5,}|non\w*|in(?:valid|appropriate|sufficient|accura|complete|dependen)\w*|but|rather"
    r"|before|until|less|fewer|lower|n['’]t|withhold\w*|secre\w+|confiden\w+|oppos\w+|object\w*"
    r"|disregard\w*|discontinu\w*|narrow\w*|empty|intact|as long as|unchanged|contrary"
    r"|against)\b|n['’]t\b",
    _FLAGS,
)
"""Whatever may say "not" in one way or another."""
_DENIES = re.compile(
    r"\b(?:not|no|none|never|neither|nor|nobody|nothing|cannot|without|unless|except\w*|exempt\w*"
    r"|exclu\w+|prohibit\w*|ban(?:s|ned)?|forbid\w*|other than|outside|irrespective|regardless"
    r"|instead|lack\w*|absen\w+|fail\w*|refus\w+|refrain\w*|free|spare[ds]? (?!parts?\b)|relie\w+"
    r"|leav\w+|lift\w*|waiv\w+|derogat\w+|cease\w*|limit\w*|restrict\w*|unaffected|apart|stop\w*"
    r"|loses?|lost|avoid\w*|prevent\w*|independen\w+|separate\w*|unlawful|invalid\w*|but|rather"
    r"|withhold\w*|secre\w+|confiden\w+|oppos\w+|object\w*|disregard\w*|discontinu\w*|narrow\w*"
    r"|empty|intact|as long as|unchanged|contrary|against|un\w{6,}ed)\b|n['’]t\b",
    _FLAGS,
)
"""What denies in a claim: fewer words, for "before its withdrawal" denies nothing by itself."""
_UNDONE = re.compile(
    r"\b(?:reliev\w*|releas\w+|sheds?|escap\w+|los(?:e|es|ing)|exempt\w*|excus\w+|absolv\w+|free\w*"
    r"|discharg\w+|avoid\w*|evad\w+|remov\w+|ends?|ceas\w+|stops?|chang\w+|alter\w*|affect\w*"
    r"|diminish\w*|reduc\w+|lessen\w*|prevent\w*|preclud\w+|depriv\w+|waiv\w+|bar|undermin\w+"
    r"|matter|depend\w*|limit\w*|lift\w*|hinder\w*|only)\b",
    _FLAGS,
)
"""Verbs that, denied, affirm: "does not relieve it of its duty"."""
_ONLY_WITH = re.compile(r"\b(?:without|unless|until|except|other than|within)\b", _FLAGS)
_ORDERED = re.compile(r"\b(?:before|after|once|if|when|where|needs?|requires?|must|only)\b", _FLAGS)
"""By these a claim says "first this, then that" for "not that without this"."""
_SCOPE = frozenset({"appli", "cover", "extend", "concern", "fall"})
"""Stems by which a rule is said to apply."""
_BREAK = re.compile(r"[.;:,(\n]")
_REACH, _SPREAD, _BACK, _AHEAD = 4, 10, 14, 5
AFFIRMED = 0.66
"""Share of what the law denies that a claim must have to affirm it."""


def denied_twice(said: str) -> bool:
    """Tell whether a claim's first "not" stands before a verb of undoing, and so affirms."""
    match = _NO.search(said)
    return match is not None and _UNDONE.search(_rest(said, match)[:40]) is not None


def denials(said: str, law: str, nearest: str) -> Iterator[tuple[str, str]]:
    """Yield each "not" of a claim with words that the law has without any, and the reverse.

    Takes a sentence of a claim, the sentences of the law that are near to it and the nearest.
    The second of each pair is what the law says, "" where it only lacks the "not".
    """
    for match in _NO.finditer(said):
        rest = _rest(said, match)
        scope = telling(rest)[:_REACH]
        if len(scope) < 2 or _UNDONE.search(rest[:40]):
            continue
        found = list(_windows(scope, law, _AHEAD if match[0].lower() == "no" else 0))
        if found and not any(_NEGATIVE.search(window) for window in found):
            yield f"{match[0]} {' '.join(rest.split()[:3])}", ""
            return
    if _DENIES.search(said):
        return
    yield from _affirmed(said, nearest)


def _affirmed(said: str, law: str) -> Iterator[tuple[str, str]]:
    """Yield what the law denies and a claim without any negative word affirms."""
    present = set(stems(said))
    if present & _SCOPE:
        present |= _SCOPE
    for match in _NO.finditer(law):
        rest = _rest(law, match)
        scope = telling(rest)[:_REACH]
        if len(scope) < 2 or sum(s in present for s in scope) < AFFIRMED * len(scope):
            continue
        if match[0].lower() in ("no", "without") and scope[0] not in present:
            continue
        if _ONLY_WITH.search(rest) and _ORDERED.search(said):
            continue
        undone = _UNDONE.search(rest[:40])
        if undone and stem(undone[0].lower()) not in present:
            continue
        yield " ".join(said.split()[:4]) + " …", f"{match[0]} {' '.join(rest.split()[:3])}"
        return


def _rest(text: str, match: re.Match[str]) -> str:
    """Return what follows a negation up to the next break."""
    return _BREAK.split(text[match.end() : match.end() + 120])[0]


@lru_cache(maxsize=256)  # each "not" of a claim is looked for in the same law
def _spoken(law: str) -> tuple[str, ...]:
    return tuple(words(law))


def _windows(scope: tuple[str, ...], law: str, beyond: int) -> Iterator[str]:
    """Yield the passages of the law that have the words, each with those before and beyond it.

    What has "no X" in a claim may have "an X ... not" in the law.
    """
    spoken = _spoken(law)
    at = [(place, s) for place, word in enumerate(spoken) if (s := stem(word)) in scope]
    for number, (place, _) in enumerate(at):
        near = {s for later, s in at[number:] if later <= place + _SPREAD}
        if len(near) > 1 and scope[0] in near:
            last = max(later for later, s in at[number:] if later <= place + _SPREAD)
            yield " ".join(spoken[max(0, place - _BACK) : last + 1 + beyond])
