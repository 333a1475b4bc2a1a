"""Hold the words by which rules say what must, may and must not be done."""

from __future__ import annotations

import re
from collections.abc import Mapping

from rag.adapters.stems import stem

_FLAGS = re.IGNORECASE
DUTY, CHOICE, BAN, RELIEF, ADVICE = "must", "may", "must not", "need not", "should"
APPLIES = "applies"
MONTH_MAY = re.compile(r"\bMay\b(?=,?\s+\d)|(?<=\d )May\b|(?<=\d\u00a0)May\b")
_NOT = r"(?:not|n['’]t|never|no longer(?! than))"
FORMS: Mapping[str, str] = {
    RELIEF: (
        r"\bneed(?:s)?(?: not|n['’]t)\b"
        rf"|\b(?:shall |should |must |may |do |does |is |are |need )?{_NOT} (?:\w+ )?"
        r"(?:(?:have|need) to|requires?|(?:be )?(?:required|obliged|bound|mandatory"
        r"|compulsory|necessary|subject to|covered)|apply|applies|applicable|affect|prejudice"
        r"|preclude|prevent)\b"
        r"|\bno (?:\w+ )?(?:need|duty|obligation|requirement)\b"
        r"|\b(?:nobody|no one|none|no(?: \w+){1,3}) (?:has|have|needs?) to\b"
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
        r"\b(?:may|must|can|shall|should)\b|\bneither\b[^;.]{0,200}?\b(?:may|can|shall)\b"
        r"|\b(?:may|can|shall|must) neither\b"
        r"|\b(?:may|shall|must), [^.;,]{1,80}, (?:neither|not)\b"
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
        r"|\bpowers? (?:\w+ ){0,4}?(?:is|are|shall be) (?:delegated|conferred)\b"
    ),
    DUTY: (
        r"\b(?:shall|must)\b|\b(?:has|have|having|needs?) to\b"
        r"|\b(?:is|are|be) (?:\w+ )?(?:required|obliged|bound) to\b|\brequir(?:es?|ing)\b"
        r"|\b(?:is|are|be) (?:mandatory|compulsory)\b"
        r"|\b(?:obligation|duty|requirement|obligations|duties) to\b"
    ),
    ADVICE: r"\bshould\b|\bought to\b",
    APPLIES: r"\b(?:applies|apply|covers)\b"
    r"|\b(?:is|are) (?:covered by|subject to) (?:the|this)\b"
    r"|\bfalls? (?:under|within) (?:the|this)\b",
}
IDIOM = re.compile(
    r"\bas (?:\w+ )?as (?:\w+ )?(?:can|may|possible)\b|\bas best (?:\w+ )?(?:can|may)\b", _FLAGS
)
"""What has a "can" in it and allows nothing."""
RULE = re.compile(
    "|".join(f"(?P<s{number}>{form})" for number, form in enumerate(FORMS.values())), _FLAGS
)
ORDER = tuple(FORMS)
CARRIES: Mapping[str, frozenset[str]] = {
    DUTY: frozenset({DUTY}),
    CHOICE: frozenset({CHOICE, RELIEF}),
    BAN: frozenset({BAN, RELIEF}),
    RELIEF: frozenset({RELIEF, BAN}),
    ADVICE: frozenset({ADVICE}),
    APPLIES: frozenset({APPLIES, DUTY, CHOICE, ADVICE}),
}
"""Which strengths of the law carry each strength of a claim."""
LIMITS = re.compile(
    r"\b(?:only|unless|except\w*|save|without|until|before|prior|subject to|conditions?)\b", _FLAGS
)
WITHHOLDS = re.compile(
    r"\b(?:only|refrain|avoid\w*|prevent\w*|stop\w*|cease\w*|withhold\w*|secret\w*|refus\w+|"
    r"free|exclud\w+|restrict\w*|no|neither|nor|none|not|never|ban\w*|unaffected|intact|"
    r"confidential\w*|prohibit\w*|outside|separate\w*|independent\w*)\b",
    _FLAGS,
)
"""Words by which "must" says what a "shall not" says."""
CONDITIONAL_BAN = re.compile(
    r"\b(?:no|not|only)\b(?! later)[^.;]{0,200}?\b(?:unless|until|before|prior|without)\b"
)
EXCEPTS = re.compile(r"\b(?:not|nor|exclud\w+|outside|exempt\w*)\b|^\W*only\b", _FLAGS)
FINES = re.compile(r"\b(?:fin(?:e|es|ed)|penalt\w+|up to|costs?|punish\w*|loses?)\b", _FLAGS)
IF = re.compile(r"\b(?:only|if|provided|once|after|when|where|as long as)\b", _FLAGS)
EMBEDDED = re.compile(
    r"(?:requir(?:es?|ing)|allows?|permits?|entitles?|empowers?|lets?"
    r"|(?:right|power|option)s? (?:to|of)|possib(?:le|ility)|having .*|(?:has|have) (?!no |to$).*"
    r"|needs? to|be .*|(?:obligation|dut|requirement).*"
    r"|prohibiting|could|might|exempts?|waives?|is excluded|are excluded|not necessarily"
    r"|(?:is|are) (?:not able|unable) to)",
    _FLAGS,
)
"""What often stands in a part of a sentence that rules nothing."""
BE_ABLE = re.compile(r"be (?:\w+ )?able\b", _FLAGS)
TAKES_OVER = re.compile(r"refrain|be ", _FLAGS)
"""What gives a "shall" before it another strength: "shall be exempt"."""
ENSURED = re.compile(r"\bensur\w+\b[^.;]{0,200}?\b(?:not|no)\b(?! later| less| more| fewer)")
CLAUSE = re.compile(r"[,;:]|\b(?:and|but|although|while|whereas)\b", _FLAGS)
UPPER = re.compile(
    r"\b(?:at most|up to|no (?:more|longer) than|maximum|within|reach|amount to)\b", _FLAGS
)
ADJECTIVE = re.compile(
    r"\b(?:renew|extend|extens|revoc|waiv|transfer|remov|pay|deduct|enforce|punish|amend|access)"
    r"[ai]ble\b",
    _FLAGS,
)
"""Says "may" of the verb in it: "renewable once"."""
NEITHER = re.compile(r"\bneither\b", _FLAGS)
ABILITY = re.compile(r"can|could", _FLAGS)
IN_CASE = re.compile(r"\b(?:if|where|when|unless)\b(?:\s+[\w'’]+){0,5}\s*$", _FLAGS)
"""What stands before a "can" that is a condition: "if it cannot be found"."""
SUBORDINATE = re.compile(
    r"\b(?:(?:how|whether|what|(?:on|about|of|as to|for) (?:when|where|which))(?:\s+[\w'’]+){0,6}"
    r"|(?:which|who|whom|because|(?<!says )(?<!provides )(?<!states )(?<!means )(?<!adds )that)"
    r"(?:\s+(?:it|they|he|she|one|we|you|\w+ly))?)\s*$",
    _FLAGS,
)
"""What stands before a "can" that tells of something and allows nothing: "how they may arise"."""
ABLE = frozenset(
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
PLAIN_NO = re.compile(
    r"\b(?:not|no(?! (?:later|longer|\d))|never|none|neither|nor|nobody|nothing|cannot)\b|n['’]t\b",
    _FLAGS,
)
LAW_NO = re.compile(
    r"\b(?:not|no|none|never|neither|nor|cannot|without|unless|except\w*|exempt\w*|prohibit\w*|free|"
    r"other than|exclu\w+|irrespective|regardless|only|lack\w*|absen\w+|fail\w*|refus\w+|"
    r"independen\w+|cease\w*|instead|derogat\w+|waive\w*|limited|un\w{3,}|non\w*|in(?:ability|"
    r"sufficient|accura\w+|complete\w*|valid\w*|adequa\w+)|dis\w{4,}|repeal\w*|notwithstanding)\b",
    _FLAGS,
)
