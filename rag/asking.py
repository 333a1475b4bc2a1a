"""Read what a question asks for: its type, its subject, the acts and articles it names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ingest.references import Reference, find, find_acts

_TYPES: Mapping[str, tuple[str, ...]] = {
    "status": (
        r"^(?:has|have|was|were|is|did)\b.{1,60}\b(?:amend|chang|modif|repeal|replac|delet)\w*\b",
        r"\bwhat (?:has |have |was |were )?(?:been )?(?:changed|amended|added|deleted|is new)\b",
        r"\bwhat did .{1,40} change\b",
    ),
    "reason": (
        r"\bwhy (?:does|do|did|is|are|was|were|the)\b",
        r"\b(?:the|what|which|any|its) reasons?\b|\(reasons?\)|\breasons? (?:for|why|behind|of)\b",
        r"\brecitals?\b|\brationale\b",
    ),
    "application": (
        r"\b(?:when|from which date|what date|since when)\b.*\b"
        r"(?:appl(?:y|ies|icable)|enter(?:s|ed)? into force|in force|take effect|become binding)\b",
        r"^(?:is|are|was|were) .{1,80}\b(?:in force|applicable|in application|binding)\b"
        r"(?: (?:already|yet|now|today|currently))?\W*$",
        r"\b(?:since when|from when|start(?:ing)? date|effective date|date of application)\b",
        r"\b(?:when|what date)\b.*\b(?:kicks? in|starts?|begins?|takes? effect"
        r"|come into (?:force|effect)|becomes? (?:law|binding|mandatory|applicable)"
        r"|go(?:es)? live|bites?)\b",
        r"^(?:by|until|till|from|since) (?:when|(?:what|which) (?:date|day|time|year))\b"
        r".*\b(?:comply|compliant|compliance|conform|ready)\b",
        r"^when (?:must|do|does|should|will|is|are) .{1,80}"
        r"\b(?:(?:be|become|get) (?:compliant|ready)\b|comply\W*$)",
        r"\b(?:already|yet) (?:in force|apply|applies|applicable|binding)\b|"
        r"^(?:does|do|did) .{1,80} apply (?:already|yet|now|today)\W*$",
    ),
    "penalty": (r"\bfine[sd]?\b|\bpenalt(?:y|ies)\b|\bsanction(?:s|ed)?\b|\bpunish",),
    "number": (
        r"\bhow (?:much|many|large|big|high)\b|\bthreshold\b|\bpercentage\b",
        r"\babove (?:how|what|which)\b",
    ),
    "deadline": (
        r"\b(?:for )?how (?:long|soon|quickly|fast)\b|\bwithin what\b|\bby when\b",
        r"\bdeadline\b|\btime ?frame\b|\btime limit\b",
        r"\bwhen (?:must|should|do|does|is|are|can)\b(?!.*\b(?:mandatory|required|needed|"
        r"necessary|compulsory|obligatory|considered|called|counts?|classified|high-risk)\b)",
    ),
    "list": (
        r"\b(?:which|what) [^?]*\b(?:include|contain|list|cover|steps|measures|obligations|"
        r"requirements|criteria|conditions|items|duties)\w*\b",
        r"\b(?:which|what) (?:[\w-]+ ){1,4}(?:are|is) "
        r"(?:prohibited|banned|forbidden|allowed|high-risk|exempt\w*|excluded)\b",
        r"\bwhat (?:has|have) to be\b|\bwhat information\b",
    ),
    "definition": (
        r"\b(?:what|who) (?:is|are) (?:(?:an?|the|considered)\s)?[^,?]{1,60}"
        r"(?:\?|$| under| for the| in the| according)",
        r"\bmean(?:s|t|ing)?\b|\bdefin(?:e|ed|ition)\b|\bcounts? as\b|\bqualif(?:y|ies) as\b",
        r"\bdoes the (?:law|act|regulation) call\b",
    ),
    "prohibition": (
        r"\b(?:allowed|permitted|legal|lawful|banned?|forbidden|prohibit\w*|illegal|outlawed)\b",
        r"^can (?:ai|we|i|you|an?|the police|police|companies|employers)\b|\bmay (?:we|i|an?)\b",
    ),
    "scope": (
        r"\b(?:apply|applies) to\b|\bto whom does\b|\bcovered\b|\bscope\b",
        r"\bexempt\w*|\bexcluded\b|\bfall under\b|\bexceptions?\b",
    ),
    "obligation": (
        r"\b(?:must|have to|has to|need to|needs?|obliged|required|duty|obligations?|shall|"
        r"mandatory|compulsory|obligatory)\b",
    ),
}
"""Types of question in the order in which they are tried, and how each is asked."""
_COMPILED = tuple((k, re.compile("|".join(v), re.IGNORECASE)) for k, v in _TYPES.items())
_ARTICLES = (
    r"(?:the|both|two|first|second|these|those|this)\s+"
    r"(?:first |second |news |fictional |sanctions )?"
)
_PIECE = r"(?:articles?|news report|stor(?:y|ies)|briefs?|piece)\b(?!\s*\d)"
_REPORT = (
    r"\bin the (?:talks|standoff|stand-off|negotiations)\b"
    r"|(?:according to|in) the report\b|\bthe report (?:says?|mentions?|claims?)\b"
)
NAMES = re.compile(
    r"\b(?:hegseth|anthropic|claude|negotiat\w+|standoff|stand-off|josh weiner)\b", re.IGNORECASE
)
"""Who and what only the two articles speak of."""
_STORY = re.compile(
    rf"\b{_ARTICLES}{_PIECE}|\b{_REPORT}|\b(?:is|are) (?:mentioned|reported)\b",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"\b(?:EU|European|Europe|AI Act|GDPR|the Act|Regulation|Directive|the law|Commission|"
    r"AI Office)\b"
)
_LAW_SPEAKS = re.compile(
    r"\b(?:EU|US|U\.S\.|European|American|federal|existing|current|Union)?\s*"
    r"(?:laws?|rules?|regulations?|statutes?|provisions?|legislation|AI Act|GDPR|the Act)\s+"
    r"(?:already\s+|also\s+|actually\s+)?(?:says?|requires?|provides?|allows?|permits?|regulates?|governs?|"
    r"covers?|demands?|treats?|prohibits?|forbids?|bans?|knows?|has|have|contains?|answers?|applies)\b"
    r"|\b(?:does|do|would|is|are|could|can)\s+(?:the\s+)?(?:EU|US|U\.S\.|European|American|federal|existing)?\s*"
    r"(?:laws?|rules|provisions?|legislation|AI Act|GDPR|NIS2|DORA|CRA|Act)\b"
    r"|\b(?:under|in|by|of|against)\s+(?:the\s+)?(?:EU|US|U\.S\.|European|American|federal|existing|current)\s+"
    r"(?:law|rules|AI Act|regulation|legislation)\b"
    r"|\b(?:lawful|legal|illegal|unlawful)\b(?=[^?]*\b(?:under|in|by)\b|\W*$)"
    r"|\bthe (?:EU|European|US|legal) (?:threshold|rule|equivalent|counterpart|law|duty)\b"
    r"|\b\d+ U\.?S\.?C\b|\b(?:Defense Production Act|APA|FASCSA)\b",
    re.IGNORECASE,
)
"""How a question about a story asks what the law says of it."""
_LAW_NAMED = re.compile(
    rf"{_LAW.pattern}|\b(?:Brussels|NIS2|DORA|CRA|United States|US|U\.S\.|California|federal)\b"
)
_META = re.compile(
    rf"\b{_REPORT}|\b(?:according to|in|says?|mentions?|by|from)?\s*{_ARTICLES}{_PIECE}"
    r"(?:\s+(?:mentions?|says?|reports?|claims?))?",
    re.IGNORECASE,
)
_SUBJECT = (
    r"[‘'\"“](?P<s>[^’'\"”]{2,60})[’'\"”]",
    r"\bdoes the (?:law|act|regulation) call (?:(?:an?|the)\s+)?(?P<s>[^?]+)",
    r"\b(?:is|are) meant by (?:(?:an?|the)\s+)?(?P<s>[^?]+)",
    r"\bcounts? as (?:(?:an?|the)\s+)?(?P<s>[^?]+)",
    r"\bqualif(?:y|ies) as (?:(?:an?|the)\s+)?(?P<s>[^?]+)",
    r"\bhow (?:is|are|does the \w+ define) (?:(?:an?|the)\s+)?(?P<s>[^?]+?)\s*(?:defined|$)",
    r"\b(?:definition|meaning) of (?:(?:an?|the)\s+)?(?P<s>[^?]+)",
    r"\bdefine (?:(?:an?|the)\s+)?(?P<s>[^?]+)",
    r"\bwhat does (?:(?:an?|the)\s+)?(?P<s>[^?]+?)\s+mean\b",
    r"\b(?:what|who) (?:is|are) (?:considered )?(?:(?:an?|the)\s+)?(?P<s>[^?]+)",
)
_SUBJECTS = tuple(re.compile(pattern, re.IGNORECASE) for pattern in _SUBJECT)
_CONTRACTED = re.compile(r"\b(what|who|when|where|how)(?:['’]s|s)\b", re.IGNORECASE)
_TAIL = re.compile(
    r"\s*(?:legally(?: speaking)?|exactly|actually|here)\W*$"
    r"|\s*(?:for the purposes? of|under|in|according to|within|by|of|for)\s+(?:the\s+)?"
    r"(?:EU|European|AI (?:Act|Regulation)|Act|law|Regulation|Directive|GDPR|NIS ?2|DORA|CRA|text|"
    r"cyber resilience act|data protection law|privacy law)\b.*$",
    re.IGNORECASE,
)
_FILLER = re.compile(
    r"\b(?:what|does|did|do|say|says|said|state|states|read|regulate|require|provide|about|is|in|the|of|"
    r"show|me|quote|text|please|give|tell|content|cover|mean|eu|act|law|regulation|exactly|there|"
    r"and|to|for|whole|full|a)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as understood."""

    text: str
    """What to search for: the question without words about the articles themselves."""
    kind: str
    """One of the types above, "look-up" for a bare citation, "" for none of them."""
    subject: str
    """What a definition is asked of, "" otherwise."""
    references: tuple[Reference, ...]
    acts: tuple[str, ...]
    """CELEX numbers of the acts named."""
    about_story: bool
    """Whether the two articles, or who appears in them, are asked about."""
    about_law: bool
    """Whether the question also asks for the law, so that the articles do not come first."""
    bridges: bool = False
    """Whether it joins the articles and the law: "what does EU law say about that threat?"."""


def read(question: str) -> Asked:
    """Return what a question asks for."""
    question = _CONTRACTED.sub(lambda match: f"{match[1]} is", question)
    references = tuple(find(question))
    kind = "look-up" if references and _is_bare(question, references) else _kind(question)
    named = NAMES.search(question) is not None
    story = named or _STORY.search(question) is not None
    law = bool(references) or (not named and _LAW.search(question) is not None)
    searched = " ".join(_META.sub(_which, question).split()) if story else question
    bridges = story and _joins(question)
    if story and law:
        searched = " ".join(_LAW.sub(" ", searched).split())
    return Asked(
        text=searched or question,
        kind=kind,
        subject=_subject(question) if kind == "definition" else "",
        references=references,
        acts=tuple(find_acts(question)),
        about_story=story,
        about_law=law,
        bridges=bridges,
    )


def _joins(question: str) -> bool:
    """Tell whether a question on the articles asks what the law says, not what they say of it."""
    if _LAW_SPEAKS.search(question):
        return True
    *_, last = re.split(r"(?<=[.;:!?])\s+", question)
    return last != question and not _STORY.search(last) and _LAW_NAMED.search(last) is not None


def _which(words: re.Match[str]) -> str:
    """Return what is left of words about the articles: which of the two is meant."""
    ordinal = re.search(r"\b(?:first|second)\b", words[0], re.IGNORECASE)
    return f" {ordinal[0]} article " if ordinal else " "


def _kind(question: str) -> str:
    return next((name for name, pattern in _COMPILED if pattern.search(question)), "")


def _subject(question: str) -> str:
    for pattern in _SUBJECTS:
        if match := pattern.search(question):
            return _TAIL.sub("", match["s"]).strip(" \"'‘’“”?.")
    return ""


def _is_bare(question: str, references: tuple[Reference, ...]) -> bool:
    """Tell whether a question holds nothing but citations and words like "what does ... say"."""
    rest = question
    for reference in sorted(references, key=lambda r: -r.span[0]):
        rest = rest[: reference.span[0]] + " " + rest[reference.span[1] :]
    for name in ("AI Act", "GDPR", "NIS2", "NIS 2", "DORA", "CRA"):
        rest = rest.replace(name, " ")
    rest = re.sub(r"\b[A-Za-z]*\s*\((?:EU|EC)\)\s*(?:No\s*)?\d+/\d+", " ", rest)
    return not re.sub(r"[\W\d_]+", "", _FILLER.sub(" ", rest))
