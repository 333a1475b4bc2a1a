"""Tell where a claim that has the words of a law may still say something else."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ingest.figures import figures
from rag.actors import actors, bound
from rag.closest import stems_of
from rag.memo.polarity import polarity
from rag.memo.roles import has_other_owner, strangers, turned

_SOFT = re.compile(
    r"\b(?:may|optional(?:ly)?|options?|voluntar\w+|free to|discretion\w*|recommend\w*|encourag\w+"
    r"|choose|choice|can|could|possib\w+|(?:em)?power\w*|entitle\w*|rights?|able)\b"
)
_OPTIONAL = re.compile(
    r"\b(?:optional(?:ly)?|voluntar\w+|discretion\w*|at (?:its|their|his|her) choice|free to"
    r"|(?:no|not an?) (?:duty|obligation|need)|need(?:s)? not|(?:not|never) (?:required|obliged)"
    r"|does not have to|do not have to)\b",
    re.IGNORECASE,
)
_DUTY = re.compile(r"\b(?:shall|must)\b(?! not\b)")
_MAY = re.compile(r"\b(?:may|voluntar\w+|optional|can)\b")
_LEAVES = re.compile(r"\b(?:may|voluntar\w+|optional)\b")
_COMPELS = re.compile(
    r"\b(?:oblig(?:es?|ed|ation)|compel\w*|forc(?:es?|ed)|bound to|dut(?:y|ies)|mandatory"
    r"|compulsory|ha(?:s|ve) to|must|required? to|requires?)\b",
    re.IGNORECASE,
)
_WEAK_DUTY = re.compile(
    r"\bshall (?P<what>consider|take (?:due |utmost )?account|endeavour|encourage|promote|support"
    r"|facilitate|aim)\b",
    re.IGNORECASE,
)
_IDIOM = re.compile(
    r"\b(?:not only|(?:no|not) (?:later|more|less|fewer|earlier|longer) than|no later"
    r"|without (?:undue|prejudice)|whether or not|not exceed\w*|regardless|irrespective)\b",
    re.IGNORECASE,
)
_NO = re.compile(
    r"\b(?:not|no|none|never|neither|nor|nobody|nothing|cannot|without|nowhere)\b|n['’]t\b", re.I
)
_NEGATIVE = re.compile(
    r"\b(?:not|no|none|never|neither|nor|nobody|nothing|cannot|without|unless|except(?!ional)\w*"
    r"|exempt\w*|exclu\w+|prohibit\w*|bann?(?:s|ed)?|forbid\w*|forbidden|other than|outside|instead"
    r"|lack\w*|absen\w+|fail\w*|refus\w+|refrain\w*|free|derogat\w+|cease\w*|limit\w*|restrict\w*"
    r"|un(?!der|ion|til|it)\w{4,}|waive\w*|prevent\w*|only|less|before|withh\w+|object\w*|avoid\w*"
    r"|loses?|lost|in(?:applicab|admissib|eligib|sufficien|accura|valid)\w*|apart|contrary)\b|n['’]t\b",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:shall|may|must|should|does|do) not\b|\bcannot\b|\bprohibited\b", re.I)
_FIRST = re.compile(
    r"\b(?:first|then|afterwards|subsequently|before|after|prior to|ahead of|followed by)\b", re.I
)
_ONLY = re.compile(
    r"\b(?:only|solely|exclusively|reserved|limited to|nobody (?:else|but)|alone)\b", re.I
)
_NARROW = re.compile(
    r"\b(?:only|solely|exclusively|limited|reserved|unless|except\w*|other than|no other|provided"
    r"|where|if|not|restrict\w*|sole)\b",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"\b(?:every|always|any|all|in each case|without exception|unlimited|never)\b", re.I
)
_SIDES = (
    ("national", "union", "european", "federal", "international", "regional", "local"),
    ("private", "public"),
    ("civil", "criminal", "administrative"),
    ("oral", "orally", "written", "writing"),
    ("direct", "directly", "indirect", "indirectly"),
    ("temporary", "temporarily", "permanent", "permanently"),
    ("internal", "external"),
    ("partly", "partially", "solely", "fully", "entirely"),
    ("minimum", "maximum"),
    ("immediately", "eventually", "later"),
    ("individual", "collective"),
    ("automatic", "automatically", "manual", "manually"),
)
"""Words that exclude each other: what a claim has of a row, its law must have too."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim beside the law that it seems to repeat."""

    claim: str
    nearest: str
    """The sentence of the law that is nearest to the claim, with the words that lead up to it."""
    text: str
    """All that is cited."""


def doubtful(told: Told) -> bool:
    """Tell whether anything in a claim may turn what the law says with the same words."""
    return any(check(told) for check in _CHECKS)


def _denial(told: Told) -> bool:
    """Tell whether one of the two says "not", and the other says nothing of the kind."""
    claim, law = _IDIOM.sub(" ", told.claim), _IDIOM.sub(" ", told.nearest)
    if _NO.search(claim) and not _NEGATIVE.search(law):
        return True
    return _DENIED.search(law) is not None and not _NEGATIVE.search(claim)


def _choice(told: Told) -> bool:
    """Tell whether the claim leaves to choice what the law orders."""
    if _OPTIONAL.search(told.claim):
        return _DUTY.search(told.nearest) is not None and not _LEAVES.search(told.nearest)
    return _SOFT.search(told.claim) is not None and not _SOFT.search(told.text)


def _order(told: Told) -> bool:
    """Tell whether a claim that says who comes first has them in another order than the law."""
    if not _FIRST.search(told.claim):
        return False
    ours, theirs = list(actors(told.claim)), list(actors(told.nearest))
    return [a for a in ours if a in theirs] != [a for a in theirs if a in ours]


def _narrowed(told: Told) -> bool:
    """Tell whether the claim says "only", and the law says nothing of the kind."""
    return _ONLY.search(told.claim) is not None and not _NARROW.search(told.nearest)


def _sides(told: Told) -> bool:
    """Tell whether the claim has a word that the law lacks, which has one that excludes it."""
    claim, law = (frozenset(re.findall(r"\w+", t.lower())) for t in (told.claim, told.text))
    return any(
        (ours := claim.intersection(row)) and law.intersection(row) and not ours & law
        for row in _SIDES
    )


def _figure(told: Told) -> bool:
    """Tell whether a figure of the claim stands elsewhere than in the sentence nearest to it."""
    ours = {(f.kind, f.value) for f in figures(told.claim) if f.kind != "number"}
    missing = ours and ours - {(f.kind, f.value) for f in figures(told.nearest)}
    every = [f.kind for f in figures(told.text)] if missing else []
    return any(every.count(kind) > 1 for kind, _ in missing)


def _compelled(told: Told) -> bool:
    """Tell whether the claim speaks of a duty where the law leaves a choice, or a weaker duty."""
    if not _COMPELS.search(told.claim):
        return False
    if weak := _WEAK_DUTY.search(told.nearest):
        return weak["what"].lower()[:5] not in told.claim.lower()
    return _MAY.search(told.nearest) is not None and not _DUTY.search(told.nearest)


def _turned(told: Told) -> bool:
    """Tell whether the claim permits what is banned, or has "after" for "before"."""
    return polarity(told.claim, told.nearest) is not None or turned(told.claim, told.nearest)


def _bound(told: Told) -> bool:
    """Tell whether the claim's duty, right or thing is somebody else's in the law."""
    other, _ = strangers(told.claim, told.nearest, told.text)
    return bool(other) or has_other_owner(told.claim, told.text)


def opposite(told: Told) -> str:
    """Return in words how a claim says the opposite of its law for certain, else ""."""
    found = polarity(told.claim, told.nearest)
    if found and found.certain:
        return f"says “{found.ours}”; the law says “{found.theirs}”"
    ours, theirs = strangers(told.claim, told.nearest, told.text)
    if len(ours) == 1 and len(theirs) == 1 and bound(told.text).keys().isdisjoint(ours):
        return f"puts the rule on {_first(ours)}; the law puts it on {_first(theirs)}"
    return ""


def _first(shown: Mapping[str, str]) -> str:
    return next(iter(shown.values()))


_CHECKS: Sequence[Callable[[Told], bool]] = (
    _turned,
    _bound,
    _denial,
    _choice,
    _order,
    _narrowed,
    _sides,
    _figure,
    _compelled,
)


def outdated(claim: str, now: str, before: str) -> bool:
    """Tell whether a claim has more of the words that an amendment took out than of those put in.

    Takes the claim, the words that are law and those that were.
    """
    said, new, old = stems_of(claim), stems_of(now), stems_of(before)
    return len(said & (old - new)) > len(said & (new - old))
