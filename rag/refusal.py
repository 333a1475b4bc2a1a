"""Decide whether what was found supports an answer."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from ingest.days import MONTHS
from ingest.model import Corpus, Provision
from ingest.references import act_spans, find_acts
from rag.adapters.stems import stem, stems, words
from rag.asking import Asked
from rag.law_names import strange_laws, without_titles
from rag.model import Hit
from rag.penalties import FIXES_FINE
from rag.precise import DEFINES, NAMED, SETS_DATE
from rag.rank import CITED, fits_form
from rag.thesaurus import is_meant, meanings

Nearness = Callable[[str], float]
"""Takes a text and returns the cosine of what is nearest in meaning, -1 to 1."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the embedder says of a question."""

    passage: Nearness
    """How near the nearest passage of the corpus is."""
    asked: Nearness
    """How near the nearest question is that our headnotes say is answered."""
    alike: Callable[[str, str], float]
    """How near two texts are to each other."""


MIN_COVERED_FAR = 0.6
"""Least share of the question's telling words that the best provision must have, when nothing is
near in meaning. Chosen, as all of these, on the development questions; see docs/decisions.md."""
FAR, VERY_FAR = 0.415, 0.4
OVER_PASSAGES = 0.1
"""How much nearer a question is to one like it than to a text that answers it."""
MIN_GOVERNED = 0.4
"""Least share of the telling words for a provision to be put beside what an article tells."""
ANSWERED = 0.75
"""Cosine from which a question counts as one that our headnotes say is answered."""
_VAGUE = 2
SAME, SURELY_SAME = 0.87, 0.95
"""Cosine from which a question without its unknown words counts as the same question, and the one
to ask for where no question like it is known to be answered."""
PERHAPS = 0.55
_MEASURED = {
    "penalty": "a fine or another penalty",
    "number": "a figure",
}
"""What an answer to a question of the type must state."""
_NAME = re.compile(
    r"(?<=[a-z,;:)] )(?<!\b[Ii]n )(?<!\b[Ff]rom )(?<!\b[Aa]t )"
    r"[A-Z][\w.&-]+(?:\s+[A-Z][\w.&-]+)*|\b[A-Z]{3,}\b|\b[a-z]+[A-Z]\w+"
)
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
_PRECISE = (NAMED, DEFINES, SETS_DATE, FIXES_FINE)
"""What asks for events, office holders and addresses: laws do not state them."""
_HOW_MANY = re.compile(r"\bhow many (?P<noun>[a-z]{3,})", re.IGNORECASE)
_UNITS = re.compile(r"(?:hour|day|week|month|year)s?$", re.IGNORECASE)
NUMBER = (
    r"\b(?:\d[\d ,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|"
    r"twenty|thirty|hundred)"
)
_PLACE = re.compile(r"\b(?:[Ii]n|[Ff]rom|[Aa]t|[Tt]o) ([A-Z]\w+)")
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b", re.IGNORECASE)
_GENERIC = frozenset(
    stem(word)
    for word in words(
        "get gets got count counts threaten threatens someone anybody something thing things way "
        "ways want wants happen happens kind sort lot please say says tell know look looks like "
        "call called put come comes going go people company companies firm firms article articles "
        "recital recitals paragraph annex act law laws rule rules regulation legal europe european "
        "eu ai question answer mean means face faces ask asks first much many long must should "
        "whats whos hows ok okay somebody anyone everybody simply somehow max min us bad big yes "
        "shall may might quickly soon fast often ever exactly really actually currently today"
    )
)
"""Stems that say nothing of what a question is about."""


_Telling = tuple[tuple[str, float, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Support:
    """How telling each word of the corpus is, and what else its words are called."""

    corpus: Corpus
    frequency: Mapping[str, int]
    """In how many provisions a stem occurs."""
    words: Mapping[str, str]
    meaning: Meaning
    vocabularies: Mapping[str, frozenset[str]]
    """The stems of each provision with its headings, by id."""
    glosses: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The stems that our headnotes add to provisions, by id."""

    def weight(self, word: str) -> float:
        """Return the inverse document frequency of a stem."""
        count = len(self.corpus.provisions)
        return math.log((count + 1) / (self.frequency.get(word, 0) + 0.5))

    def covered(self, question: str, provision: Provision) -> float:
        """Return the weighted share of the question's stems that the provision has, 0 to 1.

        An everyday word counts when the provision has most of what the law says for it.
        """
        present = self.vocabularies.get(provision.id) or _vocabulary(provision)
        telling = self._telling(question)
        total = sum(weight for _, weight, _ in telling)
        kept = (w for word, w, meant in telling if word in present or is_meant(meant, present))
        return sum(kept) / total if total else 1.0

    @cached_property
    def _telling(self) -> Callable[[str], _Telling]:
        """A question's stems with their weights and meanings: each is asked of fifty hits."""

        @lru_cache(maxsize=32)
        def telling(question: str) -> _Telling:
            asked = (word for word in dict.fromkeys(stems(question)) if word not in _GENERIC)
            meant = meanings(question, self.words)
            return tuple((word, self.weight(word), meant.get(word, ())) for word in asked)

        return telling


def support_of(corpus: Corpus, table: Mapping[str, str], meaning: Meaning) -> Support:
    """Count the words of a corpus."""
    searched = (p for p in corpus.provisions.values() if not p.same_as)
    vocabularies = {provision.id: _vocabulary(provision) for provision in searched}
    frequency = Counter(word for present in vocabularies.values() for word in present)
    return Support(corpus, frequency, table, meaning, vocabularies)


def with_glosses(support: Support, said: Mapping[str, str]) -> Support:
    """Return the support with the words of headnotes kept apart from those of the texts."""
    return replace(support, glosses={i: frozenset(stems(text)) for i, text in said.items()})


def with_headnotes(support: Support, said: Mapping[str, str]) -> Support:
    """Return the words of a corpus with those that our headnotes add to its provisions.

    They help to rank. Whether the texts support an answer is for the texts to say.
    """
    own = support.vocabularies
    added = {i: own[i] | frozenset(stems(text)) for i, text in said.items()}
    vocabularies = {**own, **added}
    frequency = Counter(word for present in vocabularies.values() for word in present)
    return replace(support, vocabularies=vocabularies, frequency=frequency)


def governs(asked: Asked, hits: Sequence[Hit], support: Support) -> bool:
    """Tell whether what was found has enough of what is asked to be put beside another answer."""
    if hits and hits[0].why in _PRECISE:
        return True
    return any(support.covered(asked.text, hit.provision) >= MIN_GOVERNED for hit in hits[:3])


def refusal(asked: Asked, hits: Sequence[Hit], support: Support) -> str:
    """Return why there is no answer, in a sentence, or "" when the hits support one."""
    if not hits:
        return "Nothing in the corpus that was searched speaks of this."
    if hits[0].why in _PRECISE:
        return ""
    if others := strange_laws(asked.text, support.corpus):
        return f"{' and '.join(others)}: not in this corpus."
    if no_rule := _no_rule(asked, hits):
        return no_rule
    if asked.kind in _MEASURED and not _fits(hits[0], asked):
        return f"Nothing that was found states {_MEASURED[asked.kind]}."
    if unknown := _unknown(asked.text, hits, support):
        return f"No provision that was found speaks of {' or '.join(unknown)}."
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


def is_vague(question: str) -> bool:
    """Tell whether a question has hardly a word that says what it is about."""
    return len({word for word in stems(question) if word not in _GENERIC}) < _VAGUE


def _unknown(question: str, hits: Sequence[Hit], support: Support) -> list[str]:
    """Return the words of a question that the best hits do not know and that change what it asks.

    "What salary do officials get?" asks something else without its salary; "can my boss read my
    moods" hardly does without the boss, and a question that we know to be answered may say what
    it likes.
    """
    glossed = frozenset().union(*(support.glosses.get(h.provision.id, ()) for h in hits[:3]))
    strange = [*_strangers(question, hits, support), *_unseen(question, support, glossed)]
    said = support.meaning.asked(question) if strange else 1.0
    if said >= ANSWERED:
        return []
    pattern = "|".join(re.escape(word) for word in sorted(strange, key=len, reverse=True))
    rest = re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", " ", question, flags=re.IGNORECASE)
    same = SAME if said >= PERHAPS else SURELY_SAME
    if support.meaning.alike(question, " ".join(rest.split())) >= same:
        return []
    named = " ".join(strange[:1]).lower()
    return [w for n, w in enumerate(strange) if n == 0 or w.lower() not in named]


def _strangers(question: str, hits: Sequence[Hit], support: Support) -> list[str]:
    """Return the names in a question that none of the best hits and no document bears.

    Where something happens is no name that an answer must know: "in Texas", "from France".
    """
    titles = " ".join(f"{d.title} {d.short_title}" for d in support.corpus.documents.values())
    found = set(stems(titles)).union(*(_vocabulary(hit.provision) for hit in hits[:5]))
    found |= meanings(question, support.words).keys()
    found = found.union(*(support.glosses.get(hit.provision.id, ()) for hit in hits[:5]))
    names = (match[0].rstrip(".") for match in _NAME.finditer(question))
    unknown = [name for name in dict.fromkeys(names) if not _known(name, found | _GENERIC)]
    return [name for name in unknown if not find_acts(name) and not _MONTH.search(name)]


def _known(name: str, found: set[str] | frozenset[str]) -> bool:
    return all({word, f"{word}s", word.removesuffix("s")} & found for word in stems(name))


def _unseen(question: str, support: Support, glossed: frozenset[str]) -> list[str]:
    """Return the words of a question that occur nowhere and mean nothing known.

    What our headnotes on the best hits call a thing is known: the law says it otherwise.
    """
    titles = " ".join(d.short_title for d in support.corpus.documents.values())
    known = {*meanings(question, support.words), *glossed, *stems(titles)}
    known |= support.frequency.keys()
    places = {place.lower() for place in _PLACE.findall(question)}
    acts = " ".join(question[a:b].lower() for (a, b), _ in act_spans(question))
    return [
        word
        for word in dict.fromkeys(words(question))
        if stems(word)
        and word not in acts
        and word not in places
        and not re.search(r"['’]", word)
        and not any(
            {s, f"{s}s", s.removesuffix("s")} & known or s in _GENERIC or s.isdigit()
            for s in stems(word)
        )
    ]


def _mentions(hits: Sequence[Hit], word: str) -> bool:
    return any(stem(word.lower()) in _vocabulary(hit.provision) for hit in hits)


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


def _vocabulary(provision: Provision) -> frozenset[str]:
    parts = (*provision.headings, provision.label, provision.chapeau, provision.text)
    return frozenset(stems(" ".join(parts)))
