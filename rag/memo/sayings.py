"""Judge each sentence of a memo beside what it cites: which words go with which citation."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from ingest.model import Provision
from rag.closest import telling
from rag.judge import CONTRADICTED, NOT_SUPPORTED, SUPPORTED
from rag.memo.claims import Judged, Law, judged
from rag.memo.clauses import Group, bare, groups, said
from rag.memo.model import (
    ALTERED,
    ELSEWHERE,
    OTHER_VERSION,
    PROVISION,
    VERBATIM,
    YES,
    Mention,
    Passage,
    Quotation,
)
from rag.memo.quote import TELLING, Quoted
from rag.memo.resolve import Place
from rag.memo.words import segments, telling_words

_WRONG = (ALTERED, ELSEWHERE, OTHER_VERSION)
_FEW = 3
_QUOTED = re.compile(r"[“„«‘\"]([^“”„«»\"]{12,})[”“»’\"]")
_NO = re.compile(r"\b(?:not|no|never|nowhere|neither|nor|without|contrary)\b|n['’]t\b", re.I)

Examined = Sequence[tuple[Mention, Quotation, Quoted]]
"""The quotations of a sentence, to which citation each belongs, and what became of them."""


def verdicts(
    passage: Passage, places: Mapping[Mention, Place], quoted: Examined, law: Law
) -> dict[Mention, Judged]:
    """Return the verdict on what a sentence says of each citation; without one it is left open."""
    cited = groups(passage)
    if not cited:
        return {}
    long = [one for one in quoted if telling_words(segments(one[1].text)) >= TELLING]
    bearing = _bearing(cited, places, {mention for mention, _, _ in long})
    found: dict[Mention, Judged] = {}
    claim = bare(passage.text, cited)
    if passage.noted and len(telling(claim)) < _FEW:
        passage, claim = replace(passage, text=passage.noted), passage.noted
        whole: Mapping[int, str] = {bearing[0]: claim} if len(bearing) == 1 else {}
    else:
        whole = _said(passage, cited, bearing)
    for position in bearing:
        provisions = _provisions(cited[position], places)
        if not provisions:
            continue
        if position in whole:
            own = [one for one in long if one[0] in cited[position].mentions]
            verdict = _verdict(passage, whole[position], provisions, (own, law))
        else:
            verdict = _at_most_supported(claim, passage.text, provisions, law)
        found |= dict.fromkeys(cited[position].mentions, verdict)
    return found


def _said(passage: Passage, cited: Sequence[Group], bearing: Sequence[int]) -> Mapping[int, str]:
    """Return the words said of each group; of the only one that bears the sentence, all."""
    if len(bearing) == 1:
        return {bearing[0]: said(passage, [cited[bearing[0]]])[0]}
    return said(passage, cited) if len(bearing) == len(cited) else {}


def _bearing(
    cited: Sequence[Group], places: Mapping[Mention, Place], quoting: Container[Mention]
) -> list[int]:
    """Return the positions of the groups that are cited as authority.

    A provision to which another one that is cited refers is part of what the sentence says of
    that one; so is a part of what is cited as a whole. What is quoted from bears its own words.
    """
    own = [_provisions(group, places) for group in cited]
    kept = []
    for number, provisions in enumerate(own):
        others = [p for n, o in enumerate(own) if n != number for p in o]
        told = provisions and all(_is_told(p, others) for p in provisions)
        twice = any(provisions and provisions == earlier for earlier in own[:number])
        quotes = any(mention in quoting for mention in cited[number].mentions)
        if quotes or not (told or twice):
            kept.append(number)
    return kept or list(range(len(cited)))


def _is_told(provision: Provision, others: Sequence[Provision]) -> bool:
    """Tell whether one of the others refers to a provision, or contains it."""
    place = _place(provision.id)
    for other in others:
        if _place(other.id) != place and _covers(_place(other.id), place):
            return True
        if any(_covers(_place(ref), place) or _covers(place, _place(ref)) for ref in other.refs):
            return not any(_covers(_place(ref), _place(other.id)) for ref in provision.refs)
    return False


def _place(identifier: str) -> str:
    """Return an id without the text of the act that it is of."""
    document, _, anchor = identifier.partition("#")
    return f"{document.partition('+')[0]}#{anchor}"


def _covers(whole: str, part: str) -> bool:
    return part == whole or part.startswith(f"{whole}.")


def _provisions(group: Group, places: Mapping[Mention, Place]) -> list[Provision]:
    """Return what a group cites, [] unless all of it is known to be what the memo means."""
    found = []
    for mention in group.mentions:
        where = places[mention]
        named = mention.act or (mention.reference.act if mention.reference else "")
        if mention.kind != PROVISION or where.exists != YES or not where.provision or not named:
            return []
        found.append(where.provision)
    return list(dict.fromkeys(found))


def _verdict(
    passage: Passage, claim: str, provisions: Sequence[Provision], held: tuple[Examined, Law]
) -> Judged:
    """Return the verdict on a claim; a long quotation in it has a verdict of its own.

    What is quoted word for word counts as said by the law; then the rest is no full sentence,
    too little to deny it by. What is quoted wrongly decides.
    """
    long, law = held
    inside = [(q, v) for _, q, v in long if _words(q.text) in _words(claim)]
    if not inside:
        return Judged() if _quotes(passage) else judged(claim, passage.text, provisions, law)
    rest = _words(claim)
    for quotation, _ in inside:
        rest = rest.replace(_words(quotation.text), " ")
    found = next((_of_quote(v) for _, v in inside if v.verdict in _WRONG), None)
    if found is not None:
        return found
    if len(telling(rest)) < _FEW:
        return Judged() if _NO.search(rest) else Judged(SUPPORTED, inside[0][0].text)
    if any(v.verdict != VERBATIM for _, v in inside):
        return Judged()
    found = judged(claim, passage.text, provisions, law)
    return Judged() if found.verdict in (CONTRADICTED, NOT_SUPPORTED) else found


def _quotes(passage: Passage) -> bool:
    """Tell whether a sentence has a long quotation: one that belongs to no citation of it."""
    found = (match[1] for match in _QUOTED.finditer(passage.text))
    return any(telling_words(segments(text)) >= TELLING for text in found)


def _of_quote(quoted: Quoted) -> Judged:
    """Return the verdict on a claim that quotes the law wrongly: it says what the law does not.

    Other words may mean the same; another figure, another "may" or "not" does not.
    """
    if quoted.verdict == ELSEWHERE:
        return Judged(NOT_SUPPORTED, "", "What is cited does not say what is quoted.")
    if quoted.is_hard:
        return Judged(CONTRADICTED, "", "What is quoted changes what the law says.")
    return Judged()


def _words(text: str) -> str:
    """Return a text without quotation marks and double blanks."""
    return " ".join(re.sub(r"[\"“”„«»]", " ", text).split())


def _at_most_supported(claim: str, whole: str, provisions: Sequence[Provision], law: Law) -> Judged:
    """Return SUPPORTED where one of several provisions carries the whole sentence alone."""
    found = judged(claim, whole, provisions, law)
    return found if found.verdict == SUPPORTED else Judged()
