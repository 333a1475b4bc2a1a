"""Compare how strongly two texts put a rule: must, must not, may, should."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FLAGS = re.IGNORECASE
_GIVES_CHOICE = re.compile(
    r"\bshall (?:also )?(?:be (?:entitled|empowered|free|permitted|allowed|authori[sz]ed)|"
    r"have (?:\w+ ){0,3}?(?:rights?|powers?|possibility|option))\b",
    _FLAGS,
)
"""Where "shall" gives somebody a choice."""
_FORBIDS = re.compile(
    r"\b(?:must|may|shall|can|could) (?:\w+ ){0,2}?not\b|\bcannot\b|\b(?:must|may) never\b"
    r"|\b(?:is|are|be) (?:\w+ )?(?:banned|barred|prohibited|forbidden|unlawful)\b"
    r"|\b(?:bans?|prohibits?|forbids?|outlaws?)\b"
    r"|\b(?:is|are) not (?:\w+ )?(?:allowed|permitted)\b"
    r"|\b(?:no|nobody|neither)\b[^,;.]*?\b(?:may|must|can)\b",
    _FLAGS,
)
_OBLIGES = re.compile(
    r"\bmust\b|\b(?:have|has|need|needs) to\b|\b(?:is|are) (?:\w+ )?(?:required|obliged) to\b"
    r"|\b(?:is|are) mandatory\b",
    _FLAGS,
)
_ALLOWS = re.compile(
    r"\bmay\b|\bcan\b|\b(?:is|are) (?:\w+ )?(?:allowed|permitted|entitled|free|empowered) to\b"
    r"|\b(?:has|have) (?:the|a) right to\b",
)
_ADVISES = re.compile(r"\bshould\b|\bought to\b", _FLAGS)
_NEGATES = re.compile(
    r"\b(?:not|no|never|none|neither|nor|nobody|nothing|cannot)\b|n['’]t\b", _FLAGS
)

_LAW_FORBIDS = re.compile(
    r"\b(?:not|no|none|never|neither|nor|cannot|only|unless|without|refrain\w*|unlawful\w*|"
    r"prohibit\w*|forbid\w*|forbidden|ban|bans|banned|prevent\w*|exclu\w+|restrict\w*)\b",
    _FLAGS,
)
_LAW_OBLIGES = re.compile(
    r"\bshall(?! (?:\w+ )?not\b)\b|\bmust(?! not\b)\b|\b(?:is|are|be|has|have) to\b|\brequir\w+"
    r"|\bobli(?:g|ge)\w*|\bmandatory\b|\bcompulsory\b|\bdut(?:y|ies)\b|\bonly\b|\bneeds? to\b"
    r"|\bsubject to\b|\bbound (?:by|to)\b|\bensur\w+|\bunless\b",
    _FLAGS,
)
_LAW_ALLOWS = re.compile(
    r"\b(?:may|can|could|might|entitle\w*|empower\w*|rights?|powers?|possib\w+|permit\w*|"
    r"permission|allow\w*|option\w*|discretion\w*|authori[sz]\w+|able|enabl\w+|capab\w+|"
    r"abilit\w+|likely|potential\w*|opportunit\w+|free|freely|freedom|voluntar\w+|choose|choice|"
    r"suitable|need not|unless)\b"
    r"|\bshall not (?:\w+ )?(?:apply|prevent|preclude|affect|prejudice|be required|be obliged)\b"
    r"|\bnot (?:be )?(?:required|obliged|necessary|prevent|preclude)\b|\bwithout prejudice\b",
    _FLAGS,
)
_LAW_NEGATES = re.compile(
    r"\b(?:not|no|none|never|neither|nor|cannot|without|unless|except\w*|exempt\w*|prohibit\w*|"
    r"other than|exclu\w+|irrespective|regardless|only|lack\w*|absen\w+|fail\w*|free|refus\w+|"
    r"independen\w+|cease\w*|instead|derogat\w+|waive\w*|limited|un\w{3,}|non\w*|in(?:ability|"
    r"sufficient|accura\w+|complete\w*|valid\w*|adequa\w+)|dis\w{4,}|repeal\w*|notwithstanding)\b",
    _FLAGS,
)
_TITLE_MAY = re.compile(r"\bMay\b(?=\s+\d)|(?<=\d )May\b")
_LAW_MODAL = re.compile(
    r"\b(?:shall|may|must|prohibited)\b(?P<no> (?:\w+ )?not\b| only\b)?", _FLAGS
)
_KEEPS_NO = re.compile(
    r"\b(?:not|no|none|never|neither|nor|cannot|only|unless|without|except\w*|exempt\w*|ban\w*|"
    r"prohibit\w*|forbid\w*|forbidden|barred|bars?|refus\w+|unlawful|free|outside|stop\w*|"
    r"exclud\w+|limited|unaffected|less|leav\w+|block\w*|until|before|keep\w*|remain\w*|still|"
    r"rather|other than|limit\w*|refrain|avoid\w*|against|illegal|beyond|restrict\w*|"
    r"prevent\w*)\b|n['’]t\b",
    _FLAGS,
)


def disagreements(note: str, text: str, *, recital: bool = False) -> Iterator[str]:
    """Yield in words where a note is of another strength than its text."""
    said, law = _TITLE_MAY.sub("", note), _TITLE_MAY.sub("", text)
    duties = _GIVES_CHOICE.sub(" ", law)
    choices = f"{law} may" if _GIVES_CHOICE.search(law) else law
    forbidding = _FORBIDS.search(said)
    rest = _FORBIDS.sub(" ", said)
    if forbidding and not _LAW_FORBIDS.search(law):
        yield f"{forbidding[0]!r} forbids, the text does not"
    if (obliging := _OBLIGES.search(rest)) and not _LAW_OBLIGES.search(duties):
        yield f"{obliging[0]!r} obliges, the text does not"
    if (allowing := _ALLOWS.search(rest)) and not _LAW_ALLOWS.search(choices):
        yield f"{allowing[0]!r} allows, the text does not"
    if (advising := _ADVISES.search(said)) and not recital:
        yield f"{advising[0]!r} is for recitals; say what must, may or must not be done"
    if not forbidding and (no := _NEGATES.search(said)) and not _LAW_NEGATES.search(law):
        yield f"{no[0]!r} denies, the text does not"
    if _only_forbids(law) and not _KEEPS_NO.search(said):
        yield "the text forbids or denies, the note does not say so"


def _only_forbids(law: str) -> bool:
    """Tell whether every rule of a text is a negative one."""
    rules = [
        match.group("no") or match[0].lower() == "prohibited" for match in _LAW_MODAL.finditer(law)
    ]
    return bool(rules) and all(rules)
