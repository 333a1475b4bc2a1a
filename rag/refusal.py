"""Decide whether what was found supports an answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.adapters.stems import stem, stems
from rag.asking import Asked
from rag.law_names import strange_laws, without_titles
from rag.model import Hit
from rag.penalties import FIXES_FINE
from rag.precise import DEFINES, NAMED, SETS_DATE
from rag.rank import CITED, fits_form
from rag.strangers import unknown
from rag.telling import GENERIC, Support, vocabulary

NO_QUESTION = "There is no question in these words."
_NOTHING = "Nothing in the corpus that was searched speaks of this."
MIN_COVERED_FAR = 0.6
"""Least share of the question's telling words that the best provision must have, when nothing is
near in meaning. Chosen, as all of these, on the development questions; see docs/decisions.md."""
FAR, VERY_FAR = 0.415, 0.4
OVER_PASSAGES = 0.1
"""How much nearer a question is to one like it than to a text that answers it."""
MIN_GOVERNED = 0.4
"""Least share of the telling words for a provision to be put beside what an article tells."""
_VAGUE = 2
_MEASURED = {
    "penalty": "a fine or another penalty",
    "number": "a figure",
}
"""What an answer to a question of the type must state."""
_HAPPENED = re.compile(
    r"\bso far\b|\bto date\b|\bat the moment\b|\bright now\b"
    r"|^(?:has|have) (?:any|anyone|anybody|some)\b|\b(?:phone|telephone|fax) numbers?\b"
    r"|\be-?mail address\b|\bopening hours\b",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"^who is (?:the )?(?:current |new )?"
    r"(?P<office>head|ceo|president|boss|director|commissioner)\b",
    re.IGNORECASE,
)
PRECISE = (NAMED, DEFINES, SETS_DATE, FIXES_FINE)
"""What asks for events, office holders and addresses: laws do not state them."""
_HOW_MANY = re.compile(r"\bhow many (?P<noun>[a-z]{3,})", re.IGNORECASE)
_UNITS = re.compile(r"(?:hour|day|week|month|year)s?$", re.IGNORECASE)
NUMBER = (
    r"\b(?:\d[\d ,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|"
    r"twenty|thirty|hundred)"
)


def governs(asked: Asked, hits: Sequence[Hit], support: Support) -> bool:
    """Tell whether what was found has enough of what is asked to be put beside another answer."""
    if hits and hits[0].why in PRECISE:
        return True
    return any(support.covered(asked.text, hit.provision) >= MIN_GOVERNED for hit in hits[:3])


def refusal(asked: Asked, hits: Sequence[Hit], support: Support) -> str:
    """Return why there is no answer, in a sentence, or "" when the hits support one."""
    if not hits or says_nothing(asked):
        return NO_QUESTION if says_nothing(asked) else _NOTHING
    if hits[0].why in PRECISE:
        return ""
    if others := strange_laws(asked.text, support.corpus):
        return f"{' and '.join(others)}: not in this corpus."
    if no_rule := _no_rule(asked, hits):
        return no_rule
    if asked.kind in _MEASURED and not _fits(hits[0], asked):
        return f"Nothing that was found states {_MEASURED[asked.kind]}."
    if strange := unknown(asked.text, hits, support):
        return f"No provision that was found speaks of {' or '.join(strange)}."
    bare = without_titles(asked.text, support.corpus)
    best = max(support.covered(bare, hit.provision) for hit in hits[:3])
    near, said = support.meaning.passage(asked.text), support.meaning.asked(asked.text)
    is_far = best < MIN_COVERED_FAR and max(near, said - OVER_PASSAGES) < FAR
    is_very_far = best < 1 and max(near, said) < VERY_FAR and not asked.about_story
    if is_far or is_very_far:
        return "What was found shares too little with the question to answer it."
    return ""


def _no_rule(asked: Asked, hits: Sequence[Hit]) -> str:
    """Say so when no rule is asked for: an event, an address, who holds an office."""
    office = _OFFICE.search(asked.text)
    if office and not _mentions(hits[:3], office["office"]):
        return f"No provision that was found speaks of a {office['office']}."
    if _HAPPENED.search(asked.text) and not asked.about_story:
        return "The corpus holds rules, not what has happened under them or who holds an office."
    return ""


def says_nothing(asked: Asked) -> bool:
    """Tell whether a question has no word that could be searched for: "?", an emoji, "is it"."""
    names = asked.references or asked.acts or asked.about_story
    return not names and not stems(asked.text)


def is_vague(question: str) -> bool:
    """Tell whether a question has hardly a word that says what it is about."""
    return len({word for word in stems(question) if word not in GENERIC}) < _VAGUE


def _mentions(hits: Sequence[Hit], word: str) -> bool:
    return any(stem(word.lower()) in vocabulary(hit.provision) for hit in hits)


def _fits(hit: Hit, asked: Asked) -> bool:
    """Tell whether a hit states what is asked for; "how many hours" asks for a number of hours."""
    words = f"{hit.provision.chapeau}\n{hit.provision.text}"
    counted = _HOW_MANY.search(asked.text)
    if counted and _UNITS.match(counted["noun"]):
        return fits_form(words, "deadline")
    if counted and asked.kind == "number":
        noun = re.escape(stem(counted["noun"].lower()))
        own = CITED.sub(" ", words)
        return re.search(rf"{NUMBER}(?:\s+[\w-]+){{0,3}}?\s+{noun}", own, re.I) is not None
    return fits_form(words, asked.kind)
