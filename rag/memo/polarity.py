"""Tell where a claim permits or denies what the law bans, gives, orders or applies."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_F = re.IGNORECASE
_NOT = r"(?:not|n['’]t|never|in no way)(?: (?:\w+ly|as such|per se))?"
_DOES = rf"\b(?:do|does|did|shall|will|would|must|should)(?: ?{_NOT})"
_IS = rf"\b(?:is|are|was|were|be)(?: ?{_NOT})"
_FAILS = r"\b(?:fails? to|stops? short of|refrains? from)"
_BANNED = r"(?:prohibited|banned|forbidden|outlawed|barred|unlawful|illegal)"
_BAN = r"(?:prohibit|ban|forbid|outlaw|bar|preclude|prevent|rule out)(?:ing|s)?"
_UNBANS = re.compile(
    rf"(?:{_DOES}|{_FAILS}|\bnever) {_BAN}\b|{_IS} {_BANNED}\b|\bno (?:\w+ )?(?:ban|prohibition)\b"
    rf"|\b(?:nothing|no one|nobody|no (?:rule|provision|article|law))\b[^.;]{{0,60}}? {_BAN}\b"
    rf"|{_DOES} contain (?:an?|any) (?:ban|prohibition)\b",
    _F,
)
_PERMITS = re.compile(
    r"\b(?:permits?|allows?|tolerates?|legali[sz]es?|may|can|could|free to)\b"
    r"(?! (?:not|never|only)\b)"
    r"|\b(?:is|are|remains?) (?:\w+ly )?(?:permitted|allowed|lawful|legal|authori[sz]ed|free to)\b",
    _F,
)
_DENIED = re.compile(r"\b(?:not|no|never|nor|neither|nobody|none|cannot)\b|n['’]t\b", _F)
_TOLD = re.compile(
    r"\b(?:that|which|who|whom|how|what|whether|if|where|when|because|unless)\b[^,;]*$", _F
)
_BANS = re.compile(
    r"\b(?:prohibits?|prohibited|bans?|banned|forbids?|forbidden|outlaws?|outlawed|unlawful)\b"
    r"|\b(?:shall|may|must|can) (?:not|never)\b|\bcannot\b|\bmay only\b",
    _F,
)
_LAW_BANS = re.compile(
    r"\bprohibited\b|\bforbidden\b|\b(?:shall|may|must)(?:,? (?:\w+ly|in no case),?)? not\b"
    r"(?! (?:apply|affect|preclude|prevent|prohibit|be required|be obliged|exceed))"
    r"|\bno (?:\w+ ){1,4}(?:shall|may)\b",
    _F,
)
_LAW_ALLOWS_ONLY = re.compile(
    r"\bonly\b[^.;,]{0,30}?\b(?:if|where|when|after|on|under|by|with|subject)\b", _F
)
_LAW_LIFTS = re.compile(
    r"\b(?:not|nor) (?:\w+ )?(?:apply|prohibit\w*|preclude|prevent|ban|affect)\b|\bmay\b(?! not)"
    r"|\b(?:permitted|allowed|lawful|entitled|exempt\w*|derogat\w+|free)\b|\brights? to\b"
    r"|\bshall have the right\b",
    _F,
)
_EXCEPTS = re.compile(r"\b(?:unless|except\w*|save|only|without|other than|in so far as)\b", _F)
_LIMITS = re.compile(
    r"\b(?:only|unless|except\w*|if|where|when|provided|(?<!be )subject to|with|after|once"
    r"|outside|by|that|which|who|other|all|any|every|each|entirely|absolut\w+|as long as"
    r"|without)\b",
    _F,
)
"""What may make a denial of a ban right: there is a ban, but not of this."""
_CONDITIONS = re.compile(
    r"\b(?:only|unless|except\w*|if|where|when|provided|(?<!be )subject to|with|after|once"
    r"|as long as)\b",
    _F,
)
_REGARDLESS = re.compile(r"\b(?:without|regardless|irrespective|whether or not|even)\b", _F)
_UNRIGHTS = re.compile(
    rf"{_DOES} (?:give|grant|confer|provide|guarantee|entitle|recogni[sz]e|afford|create"
    r"|establish)\b"
    rf"|{_DOES} have (?:the|an?|any) (?:\w+ )?rights?\b|\bno (?:\w+ )?rights?\b|{_IS} entitled\b"
    r"|\b(?:denies|refuses|withholds|deprives)\b[^.;]{0,40}\brights?\b",
    _F,
)
_LAW_UNRIGHTS = re.compile(
    r"\bno (?:\w+ )?rights?\b|\b(?:shall|does|do|may|is|are) not (?:be )?(?:have|apply|entitle\w*"
    r"|give|grant|confer|provide|create|establish|affect)",
    _F,
)
_LAW_RIGHTS = re.compile(r"\b(?:have|has|given|granted) (?:the|an?) right\b|\bentitled to\b", _F)
_UNDUTIES = re.compile(
    rf"{_DOES} (?:require|oblige|impose|compel|mandate|demand|force|order|prescribe|call for)\b"
    rf"|\bneeds? not\b|{_IS} (?:required|obliged|bound|mandatory|compulsory)\b|{_DOES} have to\b"
    r"|\b(?:no|not an?) (?:\w+ )?(?:duty|obligation|requirement)\b",
    _F,
)
_LAW_UNDUTIES = re.compile(
    r"\b(?:not|nor|no)\b(?! (?:later|more|less|fewer|longer))|\b(?:exempt\w*|without|unless|except"
    r"|except for|derogat\w+|only|waive\w*|may|neither|other than)\b",
    _F,
)
_UNAPPLIES = re.compile(
    rf"{_DOES} (?:apply|cover|extend|concern|affect|bind|include)\b|{_IS} applicable\b"
    r"|\boutside the scope\b|\bexempts?\b|\bexcludes?\b|\b(?:is|are) (?:exempt(?:ed)?|excluded)\b",
    _F,
)
_LAW_UNAPPLIES = re.compile(
    r"\b(?:not|nor|no|neither|exempt\w*|exclud\w+|except\w*|only|outside|unless|other than"
    r"|without prejudice|limited|cease\w*|irrespective|derogat\w+)\b",
    _F,
)
_FRAMED = re.compile(
    r"\b(?:untrue|not true|false|wrong|incorrect|myth|mistaken|hardly|scarcely|barely|rarely|seldom"
    r"|used to|formerly|no longer|supposedly|allegedly|not the case)\b",
    _F,
)


@dataclass(frozen=True, slots=True)
class Opposed:
    """The words in which a claim turns the law, and the law's own; both "" where it is unsure."""

    ours: str = ""
    theirs: str = ""

    @property
    def certain(self) -> bool:
        """Whether the claim says the opposite, and not only perhaps."""
        return bool(self.ours)


def polarity(claim: str, clause: str) -> Opposed | None:
    """Return how a claim turns the clause of the law that decides it, None where it does not."""
    return next((found for check in _CHECKS if (found := check(claim, clause))), None)


def _ban_denied(claim: str, clause: str) -> Opposed | None:
    """A negated ban is never carried by a ban."""
    ours, theirs = _UNBANS.search(claim), _LAW_BANS.search(clause)
    if ours is None or (theirs is None and _LAW_LIFTS.search(clause)):
        return None
    rest = claim[ours.end() :]
    sure = theirs and not (_LIMITS.search(rest) or _EXCEPTS.search(clause))
    return Opposed(ours[0], theirs[0]) if theirs and sure else Opposed()


def _ban_lifted(claim: str, clause: str) -> Opposed | None:
    """What the law bans is not permitted by it, unless the claim names the condition."""
    ours, theirs = permits(claim), _LAW_BANS.search(clause)
    theirs = theirs or _LAW_ALLOWS_ONLY.search(clause)
    if ours is None or theirs is None or _LAW_LIFTS.search(clause):
        return None
    if _CONDITIONS.search(claim) and not _REGARDLESS.search(claim):
        return None
    sure = not (_EXCEPTS.search(clause) or _LIMITS.search(claim[: ours.start()]))
    return Opposed(ours[0], theirs[0]) if sure else Opposed()


def permits(claim: str) -> re.Match[str] | None:
    """Return where a text permits something itself; one that bans does not."""
    if _BANS.search(_UNBANS.sub(" ", claim)):
        return None
    for match in _PERMITS.finditer(claim):
        before = re.split(r"[,;:]", claim[: match.start()])[-1]
        if not (_DENIED.search(before) or _TOLD.search(claim[: match.start()])):
            return match
    return None


def _framed(claim: str, clause: str) -> Opposed | None:
    """What is called untrue, rare or past is not what the law says."""
    framed = _FRAMED.search(claim)
    return Opposed() if framed and framed[0].lower() not in clause.lower() else None


def _unheard_ban(claim: str, clause: str) -> Opposed | None:
    """A ban needs a law that denies something."""
    said = re.search(r"\b(?:prohibits?|bans|forbids?|outlaws?)\b", _UNBANS.sub(" ", claim), _F)
    heard = _LAW_BANS.search(clause) or _LAW_UNAPPLIES.search(clause)
    other = re.search(r"\b(?:prohibit|forbid|refrain|prevent|avoid|without)", clause, _F)
    return Opposed() if said and not (heard or other) else None


def _right_denied(claim: str, clause: str) -> Opposed | None:
    ours = _UNRIGHTS.search(claim)
    if ours is None or _LAW_UNRIGHTS.search(clause):
        return None
    theirs = _LAW_RIGHTS.search(clause)
    sure = theirs and not (_CONDITIONS.search(claim) or _EXCEPTS.search(clause))
    return Opposed(ours[0], theirs[0]) if theirs and sure else Opposed()


def _duty_denied(claim: str, clause: str) -> Opposed | None:
    return Opposed() if _UNDUTIES.search(claim) and not _LAW_UNDUTIES.search(clause) else None


def _scope_denied(claim: str, clause: str) -> Opposed | None:
    return Opposed() if _UNAPPLIES.search(claim) and not _LAW_UNAPPLIES.search(clause) else None


_CHECKS: Sequence[Callable[[str, str], Opposed | None]] = (
    _framed,
    _ban_denied,
    _ban_lifted,
    _unheard_ban,
    _right_denied,
    _duty_denied,
    _scope_denied,
)
