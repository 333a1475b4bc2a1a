"""Tell whether a question stands alone, and how a follow-up leans on the one before."""

from __future__ import annotations

import re

from ingest.references import act_spans, find
from rag.adapters.stems import stems

OPENS = re.compile(
    r"^(?:(?:and|but|so|also|or|then|ok(?:ay)?|thanks|thank you|great|right|even|except|"
    r"what about|how about|what if)\b[\s,.!]*)+",
    re.IGNORECASE,
)
ASKS = re.compile(
    r"\b(?:what|which|who|whom|whose|when|where|why|how|is|are|was|were|do|does|did|can|could|may|"
    r"must|should|shall|will|would|has|have|had|quote|show|read|tell|explain|give|since)\b",
    re.IGNORECASE,
)
_THEN = r"(?=\s*(?:[?.!,]|$)|\s+(?:apply|applies|mean|means|rule|ban|duty|duties|obligations?|"
_THEN += (
    r"deadline|fine|law|case|provision|too|also|as well|cover|start|hold|come|count|say|says|"
    r"beforehand|before|first|then|now)\b)"
)
PRONOUN = re.compile(rf"\b(?:it|they|them)\b|\b(?:that|this|those|these){_THEN}", re.I)
_EXPLETIVE = re.compile(
    r"\b(?:is|was|be|would|isn't) it (?:\w+ ){1,3}?(?:to|that|for|if|when)\b|\bit is\b|\bis there\b"
    r"|\bare there\b",
    re.IGNORECASE,
)
_DEFINES = re.compile(r"^(?:define|definition of|meaning of)\b", re.IGNORECASE)
_EARLY = 5
"""A pronoun so far from the start, in words, has nothing before it that it could mean."""
FEW = 3
"""So few words without a verb ask for nothing on their own."""
QUOTE = re.compile(
    r"^(?:(?:please|can you|could you|and)\s+)*(?:quote|show|read|give|cite)\b(?: me)?\s*"
    r"(?:it|that|this|the\b.*)?\W*(?:please\W*)?$"
    r"|\b(?:exact|full|original|verbatim) (?:text|wording|words|quote)\b|\bword for word\b",
    re.IGNORECASE,
)
WHEN = re.compile(
    r"^(?:and\s+|but\s+)?(?:(?:(?:since|from) when|from (?:what|which) date)(?=\W*$"
    r"|,| (?:does|did|will|do|is|was|has) (?:it|that|this|they)\b| (?:on|exactly)\b)"
    r"|when (?:does|did|will|do) (?:it|that|this|they)(?: \w+)? (?:apply|start|come|enter|take)|"
    r"is (?:it|that|this) (?:already |yet )?(?:in force|applicable))\b",
    re.IGNORECASE,
)
WHY = re.compile(r"^(?:and\s+|but\s+)?why(?:\s+(?:is|so|that|does|not)\b.{0,24})?\W*$", re.I)
FINE = re.compile(
    r"\b(?:fines?|fined|penalt(?:y|ies)|sanctions?|punish\w*)\b|\bwhat happens (?:if|when)\b", re.I
)
ITS_PART = re.compile(
    r"^(?:are there|is there|any|what are|what is|what's|which are)\b(?: the| any| an?)*\s+"
    r"(?:exceptions?|exemptions?|derogations?|deadlines?|time limits?|conditions?|thresholds?|"
    r"reasons?|recitals?|fines?|penalt(?:y|ies)|sanctions?)\W*$",
    re.IGNORECASE,
)

ACTORS = re.compile(
    r"\b(?:providers?|deployers?|importers?|distributors?|manufacturers?|controllers?|processors?|"
    r"authori[sz]ed representatives?|users?|operators?)\b",
    re.IGNORECASE,
)
ONES = re.compile(r"\b(?P<kind>[a-z-]+) ones?$", re.IGNORECASE)
KINDS = re.compile(
    r"(?:essential|important|critical|high-risk|low-risk|small|big|large|public|private|new|existing|"
    r"external|internal|direct|indirect|serious|significant)$",
    re.IGNORECASE,
)


def leans(text: str) -> bool:
    """Tell whether a question cannot be understood without the one before."""
    if any(reference.act for reference in find(text)):
        return False
    if not re.search(r"\w", OPENS.sub("", text, count=1)):
        return False  # "Thanks!" asks nothing
    if OPENS.match(text) or QUOTE.search(text) or WHEN.match(text) or WHY.match(text):
        return True
    if ITS_PART.match(text):
        return True
    if len(text.split()) <= FEW and not act_spans(text) and not _DEFINES.match(text):
        return not ASKS.search(text) or FINE.search(text) is not None or len(stems(text)) < 2
    return has_pronoun(text)


def has_pronoun(text: str) -> bool:
    """Tell whether a word near the start, or the last word, stands for something said before."""
    plain = _EXPLETIVE.sub(lambda match: "x " * len(match[0].split()), text)
    for match in PRONOUN.finditer(plain):
        is_last = not re.search(r"\w", plain[match.end() :])
        if len(plain[: match.start()].split()) < _EARLY or (is_last and not act_spans(text)):
            return True
    return False
