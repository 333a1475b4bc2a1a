"""Find the words of a question that what was found does not know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.days import MONTHS
from ingest.references import act_spans, find_acts
from rag.adapters.stems import stems, words
from rag.model import Hit
from rag.telling import GENERIC, Support, vocabulary
from rag.thesaurus import meanings

ANSWERED = 0.75
"""Cosine from which a question counts as one that our headnotes say is answered."""
SAME, SURELY_SAME = 0.87, 0.95
"""Cosine from which a question without its unknown words counts as the same question, and the one
to ask for where no question like it is known to be answered."""
PERHAPS = 0.55
ANSWERED_WITHOUT = 0.8
"""The same without a name that no text mentions: all else must surely be what is answered."""
_NAME = re.compile(
    r"(?<=[a-z,;:)] )(?<!\b[Ii]n )(?<!\b[Ff]rom )(?<!\b[Aa]t )"
    r"[A-Z][\w.&-]+(?:\s+[A-Z][\w.&-]+)*|\b[A-Z]{3,}\b|\b[a-z]+[A-Z]\w+"
)
_PLACE = re.compile(r"\b(?:[Ii]n|[Ff]rom|[Aa]t|[Tt]o) ([A-Z]\w+)")
_MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b", re.IGNORECASE)


def unknown(question: str, hits: Sequence[Hit], support: Support) -> list[str]:
    """Return the words of a question that the best hits do not know and that change what it asks.

    "What salary do officials get?" asks something else without its salary; "can my boss read my
    moods" hardly does without the boss, and a question that we know to be answered may say what
    it likes.
    """
    strange = _strange(question, hits, support)
    said = support.meaning.asked(question) if strange else 1.0
    if said >= ANSWERED or _aside(question, hits, support):
        return []
    same = SAME if said >= PERHAPS else SURELY_SAME
    if support.meaning.alike(question, _without(strange, question)) >= same:
        return []
    named = " ".join(strange[:1]).lower()
    return [w for n, w in enumerate(strange) if n == 0 or w.lower() not in named]


def unmentioned(question: str, support: Support) -> list[str]:
    """Return the names in a question that occur in no text and no title, in their order."""
    titles = " ".join(f"{d.title} {d.short_title}" for d in support.corpus.documents.values())
    known = {*support.frequency, *stems(titles), *meanings(question, support.words), *GENERIC}
    names = dict.fromkeys(_names(question))
    return [name for name in names if stems(name) and not known.intersection(stems(name))]


def _names(question: str) -> Iterator[str]:
    """Yield the names of a question that are neither acts nor months."""
    for match in _NAME.finditer(question):
        name = match[0].rstrip(".")
        if not find_acts(name) and not _MONTH.search(name):
            yield name


def _aside(question: str, hits: Sequence[Hit], support: Support) -> bool:
    """Tell whether all that is unknown is a name that no text mentions, and all else is answered.

    "Must we train our staff in using Whatnot?" is answered by what holds for all such things.
    What is answered is what our headnotes say is; the name must be the only word unknown. A name
    that our headnotes use stands for an AI.
    """
    strange = _strange(question, hits, support)
    names = _strangers(question, hits, support) if strange else []
    if len(names) != 1 or any(word.lower() not in names[0].lower() for word in strange):
        return False
    if names != unmentioned(question, support):
        return False
    own = stems(names[0])
    is_known = any(own and glossed.issuperset(own) for glossed in support.glosses.values())
    rest = _without(strange, question, "AI" if is_known else " ")
    return support.meaning.asked(rest) >= ANSWERED_WITHOUT


def _strange(question: str, hits: Sequence[Hit], support: Support) -> list[str]:
    """Return the names and the words of a question that what was found does not know."""
    glossed = frozenset().union(*(support.glosses.get(h.provision.id, ()) for h in hits[:3]))
    return [*_strangers(question, hits, support), *_unseen(question, support, glossed)]


def _without(strange: Sequence[str], question: str, instead: str = " ") -> str:
    """Return a question without its strange words, or with another in their place."""
    pattern = "|".join(re.escape(word) for word in sorted(strange, key=len, reverse=True))
    rest = re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", instead, question, flags=re.IGNORECASE)
    return " ".join(rest.split())


def _strangers(question: str, hits: Sequence[Hit], support: Support) -> list[str]:
    """Return the names in a question that none of the best hits and no document bears.

    Where something happens is no name that an answer must know: "in Texas", "from France".
    """
    titles = " ".join(f"{d.title} {d.short_title}" for d in support.corpus.documents.values())
    found = set(stems(titles)).union(*(vocabulary(hit.provision) for hit in hits[:5]))
    found |= meanings(question, support.words).keys()
    found = found.union(*(support.glosses.get(hit.provision.id, ()) for hit in hits[:5]))
    return [n for n in dict.fromkeys(_names(question)) if not _known(n, found | GENERIC)]


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
            {s, f"{s}s", s.removesuffix("s")} & known or s in GENERIC or s.isdigit()
            for s in stems(word)
        )
    ]
