"""Compare who a claim and the law put under a rule."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

_ACTORS: Mapping[str, str] = {
    "provider": r"providers?(?! of (?:information society|electronic))",
    "deployer": r"deployers?",
    "importer": r"importers?",
    "distributor": r"distributors?",
    "authorised representative": r"authori[sz]ed representatives?",
    "product manufacturer": r"manufacturers?",
    "controller": r"(?<!sub-)(?:joint )?controllers?",
    "processor": r"(?:sub-)?processors?",
    "data subject": r"data subjects?",
    "supervisory authority": r"(?<!European )(?:lead )?supervisory authorit(?:y|ies)",
    "Member State": r"Member States?|EU (?:countr(?:y|ies)|states?)",
    "Commission": r"(?:European )?Commission",
    "AI Office": r"AI Office",
    "notified body": r"notified bod(?:y|ies)",
    "notifying authority": r"notifying authorit(?:y|ies)",
    "market surveillance authority": r"market surveillance authorit(?:y|ies)",
    "data protection officer": r"data protection officers?|DPOs?",
    "Board": r"(?:the |European (?:AI |Artificial Intelligence |Data Protection )?)Board",
    "financial entity": r"financial entit(?:y|ies)",
    "management body": r"management bod(?:y|ies)|boards? of directors",
    "competent authority": r"(?:national )?competent authorit(?:y|ies)",
    "CSIRT": r"CSIRTs?",
    "ENISA": r"ENISA",
    "Lead Overseer": r"Lead Overseer",
}
_ACTOR = re.compile(
    "|".join(rf"(?P<a{number}>\b(?:{form})\b)" for number, form in enumerate(_ACTORS.values())),
    re.IGNORECASE,
)
_NAMES = tuple(_ACTORS)
_RULE = re.compile(
    r"\b(?:shall|must|may|should|has to|have to|needs? to|can|cannot"
    r"|(?:is|are) (?:required|obliged|entitled) to)\b"
)
_CLAUSE = re.compile(r"[.;:,]|\b(?:where|if|when|and|but)\b")
_LISTED = re.compile(rf"({'|'.join(_ACTORS.values())}),\s+(?={'|'.join(_ACTORS.values())})", re.I)
_AGENT = re.compile(
    r"\b(?:shall|must|may|should) (?:not )?be \w+(?:ed|en|own)?\b[^.;]{0,120}?\bby\s+"
)
_ADDRESSED = re.compile(
    r"\b(?:notif\w+|inform(?:s|ed|ing)?|report(?:s|ed|ing)?|communicat(?:es?|ed|ing)"
    r"|submit(?:s|ted|ting)?|tells?|told|sends?|sent|hands?)\b([^.;:,]{0,70})",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:cloud|network|content|payment|internet|trust service|DNS) (?:service )?providers?\b",
    re.I,
)
_PASSIVE = re.compile(r"\s+(?:not\s+)?be\s+(?!able\b)(?:\w+ly\s+)?\w+(?:ed|en|own|eld|ept|ent)\b")
_AGENT_END = re.compile(r"[.;:]|\b(?:only|with|of|under|to|from)\b")
_AFTER_HEAD = re.compile(
    r"\b(?:that|which|who|whom|of|to|by|from|with|in|under|for|between|on|outside|against|towards)\b",
    re.IGNORECASE,
)
_AFTER_PREPOSITION = re.compile(
    r"\b(?:of|to|by|from|with|for|between|against|towards)\s+(?:an?\s+|the\s+|its\s+|any\s+)?$",
    re.IGNORECASE,
)


def actors(text: str) -> dict[str, str]:
    """Return the actors that a text names, each with how it is first written."""
    return dict(_found(text))


@lru_cache(maxsize=2048)  # a claim is held against the same texts several times
def _found(text: str) -> tuple[tuple[str, str], ...]:
    found: dict[str, str] = {}
    for match in _ACTOR.finditer(text):
        number = int((match.lastgroup or "a0")[1:])
        found.setdefault(_NAMES[number], match[0])
    return tuple(found.items())


def mentioned(text: str) -> dict[str, str]:
    """Return the actors that a claim names; a cloud provider is none of the AI Act's providers."""
    return actors(_OTHERS.sub(" ~ ", text))


def subjects(text: str) -> dict[str, str]:
    """Return the actors that a claim puts a rule on: heads of what stands before its verb.

    What stands before "may not be dismissed" is not who must not dismiss.
    """
    found: dict[str, str] = {}
    for verb in _RULE.finditer(text):
        if _PASSIVE.match(text, verb.end()):
            continue
        before = _LISTED.sub(r"\1 or ", text[max(0, verb.start() - 120) : verb.start()])
        clause = _CLAUSE.split(before)[-1]
        found.update(actors(_AFTER_HEAD.split(clause)[0]))
    return found


def bound(text: str) -> dict[str, str]:
    """Return the actors that a law may put its rules on: all before a verb but objects."""
    found: dict[str, str] = {}
    for verb in _RULE.finditer(text):
        clause = re.split(r"[.;:]", text[max(0, verb.start() - 600) : verb.start()])[-1]
        for match in _ACTOR.finditer(clause):
            if not _AFTER_PREPOSITION.search(clause[: match.start()]):
                found.setdefault(_NAMES[int((match.lastgroup or "a0")[1:])], match[0])
    for verb in _AGENT.finditer(text):
        by = _AGENT_END.split(text[verb.end() : verb.end() + 120])[0]
        found = {**actors(by), **found}
    return found


def addressed(text: str) -> dict[str, str]:
    """Return the actors that something is notified or told to, as a claim has it."""
    found: dict[str, str] = {}
    for verb in _ADDRESSED.finditer(text):
        found.update(list(actors(verb[1]).items())[:1])
    return found
