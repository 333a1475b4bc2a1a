"""Compare how strongly a claim and the law put a rule, verb by verb."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rag.adapters.stems import stem, stems
from rag.closest import Knowledge

_FLAGS = re.IGNORECASE
DUTY, CHOICE, BAN, RELIEF, ADVICE = "must", "may", "must not", "need not", "should"
APPLIES = "applies"
_MONTH_MAY = re.compile(r"\bMay\b(?=,?\s+\d)|(?<=\d )May\b|(?<=\d\u00a0)May\b")
_NOT = r"(?:not|n['’]t|never|no longer)"
_FORMS: Mapping[str, str] = {
    RELIEF: (
        r"\bneed(?:s)?(?: not|n['’]t)\b"
        rf"|\b(?:shall |should |must |may |do |does |is |are |need )?{_NOT} (?:\w+ )?"
        r"(?:(?:have|need) to|requires?|(?:be )?(?:required|obliged|bound|mandatory"
        r"|compulsory|necessary|subject to|covered)|apply|applies|applicable|affect|prejudice"
        r"|preclude|prevent)\b"
        r"|\bno (?:\w+ )?(?:need|duty|obligation|requirement)\b"
        r"|\bnot necessarily\b|\b(?:is|are|be) (?:\w+ )?(?:exempt(?:ed)?|excluded)\b"
        r"|\bexempts?\b|\bwaives?\b"
    ),
    BAN: (
        r"\b(?:must|may|shall|can|could|should)(?:,? (?:\w+ly|in no case|under no \w+),?)?"
        rf" {_NOT}\b|\b(?:can|must)(?:not|['’]t|n['’]t)\b"
        r"|\b(?:is|are|be|been|shall be|must be) (?:\w+ )?"
        r"(?:banned|barred|prohibited|forbidden|unlawful|illegal)\b"
        r"|\b(?:is|are|be) (?:not able|unable) to\b"
        r"|^(?:bans|prohibits|forbids|outlaws)\b|\b(?:act|gdpr|regulation|law|rules?|it"
        r"|article \w+) (?:\w+ly )?(?:bans?|prohibits?|forbids?|outlaws?)\b"
        r"|\bprohibiting\b|\brefrain\b|\b(?:has|have) no (?:\w+ )?(?:rights?|powers?)\b"
        rf"|\b(?:is|are|be) {_NOT} (?:\w+ )?(?:allowed|permitted|authori[sz]ed|lawful)\b"
        r"|\b(?:no|nobody|none)\b(?! (?:later|longer|more|less|fewer|\d))[^,;.!?]{0,80}?"
        r"\b(?:may|must|can|shall|should)\b|\bneither\b[^,;.]{0,80}?\b(?:may|can|shall)\b"
        r"|\b(?:may|can|shall|must) neither\b"
    ),
    CHOICE: (
        r"\bshall be lawful\b"
        r"|\bshall (?:also )?(?:be (?:entitled|empowered|free|permitted|allowed|authori[sz]ed) to"
        r"|have (?:\w+ ){0,3}?(?:rights?|powers?|possibility|option))\b"
        r"|\b(?:may|can|could|might)\b"
        r"|\b(?:is|are|be) (?:\w+ )?(?:entitled|empowered|authori[sz]ed|free|able) to\b"
        r"|\b(?:is|are|be) (?:\w+ )?(?:permitted|allowed|lawful|legal)\b"
        r"|\b(?:has|have|having) (?:\w+ ){0,2}?(?:rights?|powers?|option) (?:to|of)\b"
        r"|\b(?:allows?|permits?|entitles?|empowers?|lets?)\b"
        r"|\b(?:right|power|option)s? (?:to|of)\b"
        r"|\bpossib(?:le|ility)\b"
    ),
    DUTY: (
        r"\b(?:shall|must)\b|\b(?:has|have|having|needs?) to\b"
        r"|\b(?:is|are|be) (?:\w+ )?(?:required|obliged|bound) to\b|\brequir(?:es?|ing)\b"
        r"|\b(?:is|are|be) (?:mandatory|compulsory)\b"
        r"|\b(?:obligation|duty|requirement|obligations|duties) to\b"
    ),
    ADVICE: r"\bshould\b|\bought to\b",
    APPLIES: r"\b(?:applies|apply|covers)\b",
}
_RULE = re.compile(
    "|".join(f"(?P<s{number}>{form})" for number, form in enumerate(_FORMS.values())), _FLAGS
)
_ORDER = tuple(_FORMS)
_CARRIES: Mapping[str, frozenset[str]] = {
    DUTY: frozenset({DUTY}),
    CHOICE: frozenset({CHOICE, RELIEF}),
    BAN: frozenset({BAN, RELIEF}),
    RELIEF: frozenset({RELIEF, BAN}),
    ADVICE: frozenset({ADVICE}),
    APPLIES: frozenset({APPLIES, DUTY, CHOICE, ADVICE}),
}
"""Which strengths of the law carry each strength of a claim."""
_LIMITS = re.compile(
    r"\b(?:only|unless|except\w*|save|without|until|before|prior|subject to)\b", _FLAGS
)
_WITHHOLDS = re.compile(
    r"\b(?:only|refrain|avoid\w*|prevent\w*|stop\w*|cease\w*|withhold\w*|secret\w*|refus\w+|"
    r"free|exclud\w+|restrict\w*|no|neither|nor|none|not|never|ban\w*|unaffected|intact|"
    r"confidential\w*|prohibit\w*|outside|separate\w*|independent\w*)\b",
    _FLAGS,
)
"""Words by which "must" says what a "shall not" says."""
_EXCEPTS = re.compile(r"\b(?:not|nor|exclud\w+|outside|exempt\w*|only)\b", _FLAGS)
_FINES = re.compile(r"\b(?:fin(?:e|es|ed)|penalt\w+|up to)\b", _FLAGS)
_IF = re.compile(r"\b(?:only|if|provided|once|after)\b", _FLAGS)
_EMBEDDED = re.compile(
    r"(?:requir(?:es?|ing)|allows?|permits?|entitles?|empowers?|lets?"
    r"|(?:right|power|option)s? (?:to|of)|possib(?:le|ility)|(?:has|have|having) (?!no ).*"
    r"|needs? to|be .*|(?:obligation|dut|requirement).*"
    r"|prohibiting|could|might|exempts?|waives?|is excluded|are excluded|not necessarily"
    r"|(?:is|are) (?:not able|unable) to)",
    _FLAGS,
)
"""What often stands in a part of a sentence that rules nothing."""
_ABLE = frozenset(
    stem(word)
    for word in [
        "power",
        "powers",
        "right",
        "rights",
        "entitled",
        "empowered",
        "allow",
        "permit",
        "permitted",
        "possible",
        "possibility",
        "able",
        "ability",
        "capable",
        "choose",
        "choice",
        "option",
        "enable",
        "likely",
        "potential",
        "potentially",
        "free",
        "voluntary",
        "discretion",
        "authorise",
    ]
)
"""What else says "may"."""
_PLAIN_NO = re.compile(
    r"\b(?:not|no(?! (?:later|longer|\d))|never|none|neither|nor|nobody|nothing|cannot)\b|n['’]t\b",
    _FLAGS,
)
_LAW_NO = re.compile(
    r"\b(?:not|no|none|never|neither|nor|cannot|without|unless|except\w*|exempt\w*|prohibit\w*|"
    r"other than|exclu\w+|irrespective|regardless|only|lack\w*|absen\w+|fail\w*|refus\w+|"
    r"independen\w+|cease\w*|instead|derogat\w+|waive\w*|limited|un\w{3,}|non\w*|in(?:ability|"
    r"sufficient|accura\w+|complete\w*|valid\w*|adequa\w+)|dis\w{4,}|repeal\w*|notwithstanding)\b",
    _FLAGS,
)
ALIKE = 0.85
"""Of the law's verbs, those at least so near as the nearest may carry a claim's verb."""
ALIKE_MIXED = 0.4
"""The same for a claim that says what must and what may be done."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A verb of obligation with the stems around it."""

    strength: str
    shown: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    around: str
    """The words before and after, up to the rules beside it."""
    tail: str
    """Those after it."""

    @property
    def is_embedded(self) -> bool:
        """Whether the words often stand where nothing is ruled."""
        return _EMBEDDED.fullmatch(self.shown) is not None


def rules(text: str) -> list[Rule]:
    """Return the rules of a sentence in order."""
    plain = _MONTH_MAY.sub("___", text)
    found = list(_RULE.finditer(plain))
    starts = [0, *(match.end() for match in found)]
    ends = [*(match.start() for match in found[1:]), len(plain)]
    return [
        Rule(
            _ORDER[int((match.lastgroup or "s0")[1:])],
            match[0],
            tuple(stems(plain[start : match.start()])),
            tuple(stems(plain[match.end() : end])),
            plain[start:end],
            plain[match.end() : end],
        )
        for match, start, end in zip(found, starts, ends, strict=False)
    ]


def differences(said: str, law: Iterable[str], known: Knowledge) -> Iterator[tuple[str, str]]:
    """Yield the verb of a claim and the verb of the law where they are not as strong."""
    stands = list(law)
    there = [rule for sentence in stands for rule in rules(sentence)]
    whole, claimed = "\n".join(stands), rules(said)
    for rule in claimed:
        if rule.is_embedded:
            continue
        share = (
            ALIKE if len({r.strength for r in claimed if not r.is_embedded}) == 1 else ALIKE_MIXED
        )
        best, alike = _alike(rule, there, known, share)
        if best and not any(_carried(rule, other, whole) for other in alike):
            yield rule.shown, best.shown
            return
    denied = any(rule.strength in (BAN, RELIEF) for rule in claimed)
    no = _PLAIN_NO.search(said) if not denied or not there else None
    if no and not _LAW_NO.search(whole):
        yield no[0], ""


def _alike(
    rule: Rule, there: list[Rule], known: Knowledge, share: float
) -> tuple[Rule | None, list[Rule]]:
    """Return the law's rule that speaks most of the same, and all that may carry the claim."""
    scored = [(_near(rule, other, known), other) for other in there]
    ruling = [pair for pair in scored if _rules(pair[1], rule)]
    if not ruling:
        return None, []
    most, best = max(ruling, key=lambda pair: pair[0])
    if most <= 0.0:
        return None, []
    return best, [other for score, other in scored if score >= share * most]


def _rules(other: Rule, rule: Rule) -> bool:
    of_scope = rule.strength == APPLIES or "appl" in rule.shown
    return not other.is_embedded and (other.strength != APPLIES or of_scope)


def _near(rule: Rule, other: Rule, known: Knowledge) -> float:
    """Return how much two rules speak of the same; the verb ruled on counts twice."""
    weigh, theirs = known.weight, frozenset(other.after)
    after = sum(weigh(s) for s in rule.after if s in theirs)
    verb = sum(weigh(s) for s in rule.after[:2] if s in other.after[:6])
    crossed = sum(weigh(s) for s in (*rule.after, *rule.before) if s in other.before)
    crossed += sum(weigh(s) for s in rule.before if s in theirs)
    return after + 1.5 * verb + 0.4 * crossed


def _carried(rule: Rule, other: Rule, law: str) -> bool:
    if other.strength in _CARRIES[rule.strength]:
        return True
    if rule.strength == DUTY and other.strength in (BAN, RELIEF):
        held = _WITHHOLDS.search(rule.tail)
        return held is not None and stem(held[0].lower()) not in other.after
    if rule.strength == CHOICE:
        if _FINES.search(rule.tail) and _FINES.search(law):  # "can be fined up to"
            return True
        if _ABLE & {*other.before[-2:], *other.after[:4]}:
            return True
        return other.strength in (BAN, DUTY) and bool(
            _LIMITS.search(law) and _IF.search(rule.around)
        )
    if rule.strength == RELIEF:
        return "without prejudice" in law
    if rule.strength == ADVICE:
        return other.strength not in (BAN, RELIEF) and "should" in law
    return rule.strength == APPLIES and bool(_EXCEPTS.search(rule.tail))
