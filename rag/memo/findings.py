"""Put together what is found of the citations of one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.model import Corpus
from rag.as_of import work_of
from rag.judge import CONTRADICTED, NOT_SUPPORTED, SUPPORTED
from rag.memo.claims import Judged, Law
from rag.memo.excerpts import NOT_JUDGED, is_long, shown
from rag.memo.library import library
from rag.memo.model import (
    ALTERED,
    AMBIGUOUS,
    ELSEWHERE,
    NO,
    OTHER_VERSION,
    VERBATIM,
    YES,
    Finding,
    Mention,
    Passage,
    Quotation,
)
from rag.memo.quote import Quoted, examine
from rag.memo.resolve import GUESSED, Place, place
from rag.memo.sayings import verdicts
from rag.memo.status import Cited, Standing, standing
from rag.memo.words import segments

_OTHERS = 8
"""Beside so many other provisions of its sentence a quotation is laid that is not its own's."""


@dataclass(frozen=True, slots=True)
class Checking:
    """What the citations of a memo are held against."""

    corpus: Corpus
    day: str
    named: tuple[str, ...]
    """CELEX numbers of the acts that the memo names."""
    law: Law | None
    """None where claims are not judged."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found of one citation, before it is put in words."""

    where: Place
    quotation: Quotation | None
    quoted: Quoted
    judged: Judged
    standing: Standing


def findings(passage: Passage, paragraph: int, checking: Checking) -> Iterator[Finding]:
    """Yield a finding for each citation of a sentence, one more for each further quotation."""
    corpus, day = checking.corpus, checking.day
    places = {m: place(m, checking.named, corpus, day) for m in passage.mentions}
    owned = _quotations(passage, places, checking)
    for mention, where in places.items():
        if settled := _settled(mention, where, owned[mention], checking):
            places[mention] = settled
            owned[mention] = [
                (q, examine(q.text, settled, corpus, day)) for q, _ in owned[mention] if q
            ]
    said = _judged(passage, places, owned, checking)
    recitals = _only_recitals(passage)
    for mention in passage.mentions:
        for number, (quotation, quoted) in enumerate(owned[mention] or [(None, Quoted())]):
            where = places[mention]
            judged = said.get(mention, Judged()) if number == 0 else Judged()
            sentence = f"{passage.noted} {passage.text}".strip()
            near = shown(passage, mention)
            cited = Cited(where, quoted, near if is_long(passage) else sentence, recitals, judged)
            found = _Found(where, quotation, quoted, judged, standing(cited, corpus, day))
            yield _finding(mention, paragraph, near, found)


_Owned = dict[Mention, list[tuple[Quotation | None, Quoted]]]


def _quotations(passage: Passage, places: Mapping[Mention, Place], checking: Checking) -> _Owned:
    """Return the quotations of each citation with what became of them.

    A quotation that does not stand where it is attached, but in another provision that the
    same sentence cites, belongs to that one.
    """
    owned: _Owned = {mention: [] for mention in passage.mentions}
    for quotation, attached in passage.quotations:
        if attached not in places:
            continue
        quoted = examine(quotation.text, places[attached], checking.corpus, checking.day)
        owner, quoted = _better(quotation, (attached, quoted), places, checking)
        owned[owner].append((quotation, quoted))
    return owned


def _better(
    quotation: Quotation,
    first: tuple[Mention, Quoted],
    places: Mapping[Mention, Place],
    checking: Checking,
) -> tuple[Mention, Quoted]:
    """Return the citation of a sentence that has the words quoted, else one that has most."""
    attached, quoted = first
    if quoted.verdict not in (ELSEWHERE, ALTERED):
        return first
    others = [
        (other, examine(quotation.text, places[other], checking.corpus, checking.day))
        for other in _beside(attached, places)
    ]
    exact = [pair for pair in others if pair[1].verdict == VERBATIM and not pair[1].source]
    if exact:
        return exact[0]
    near = [pair for pair in others if pair[1].verdict == ALTERED and pair[1].diff]
    return near[0] if near and not quoted.diff and quoted.verdict == ALTERED else first


def _beside(attached: Mention, places: Mapping[Mention, Place]) -> list[Mention]:
    """Return the nearest citations of other places in a sentence, in its order."""
    ids = {m: where.provision.id for m, where in places.items() if where.provision}
    first = {name: m for m, name in reversed(ids.items()) if name != ids.get(attached)}
    at = attached.span[0]
    near = sorted(first.values(), key=lambda mention: abs(mention.span[0] - at))[:_OTHERS]
    return sorted(near, key=lambda mention: mention.span)


def _settled(
    mention: Mention,
    where: Place,
    owned: Sequence[tuple[Quotation | None, Quoted]],
    checking: Checking,
) -> Place | None:
    """Return what a citation means whose act the memo does not say, as its quotation tells.

    None where the act is said, or the quotation does not tell.
    """
    if mention.act_from not in ("", GUESSED) or not any(quotation for quotation, _ in owned):
        return None
    corpus, shelf = checking.corpus, library(checking.corpus)
    ids = where.candidates
    if where.exists == YES and where.provision:
        others = (act for act in checking.named if act != where.act)
        guesses = (replace(mention, act=act, act_from="named") for act in others)
        found = (place(guess, checking.named, corpus, checking.day) for guess in guesses)
        ids = tuple(f.provision.id for f in found if f.provision)
    among = [p for p in (where.provision, *(corpus.provisions[i] for i in ids)) if p]
    for quotation, _ in owned:
        parts = segments(quotation.text) if quotation else []
        having = [p for p in among if parts and shelf.stands(parts, p)]
        if len(having) == 1 and having[0] is not where.provision:
            work = work_of(having[0], corpus)
            title = corpus.documents[work].short_title
            why = f"The memo does not say of which act; the words quoted are the {title}'s."
            return Place(YES, having[0], work, reasons=(why,))
    return None


def _judged(
    passage: Passage, places: Mapping[Mention, Place], owned: _Owned, checking: Checking
) -> dict[Mention, Judged]:
    if checking.law is None or not passage.mentions:
        return {}
    if is_long(passage):
        return dict.fromkeys(passage.mentions, Judged(reason=NOT_JUDGED))
    quoted = [(m, q, verdict) for m, pairs in owned.items() for q, verdict in pairs if q]
    found = verdicts(passage, places, quoted, checking.law)
    return {
        mention: judged
        for mention, judged in found.items()
        if judged.verdict == SUPPORTED or _is_sure(mention, passage, checking)
    }


def _is_sure(mention: Mention, passage: Passage, checking: Checking) -> bool:
    """Tell whether the act of a citation is said, and not guessed among several."""
    if mention.act_from != GUESSED or len(checking.named) == 1:
        return True
    return {m.act for m in passage.mentions if m.act_from != GUESSED} == {mention.act}


def _only_recitals(passage: Passage) -> bool:
    """Tell whether a sentence cites recitals, and of the law's own rules none."""
    kinds = {m.reference.kind for m in passage.mentions if m.reference}
    return kinds == {"rct"}


def _finding(mention: Mention, paragraph: int, sentence: str, found: _Found) -> Finding:
    where, quoted, judged = found.where, found.quoted, found.judged
    source = quoted.source.id if quoted.source else ""
    return Finding(
        mention,
        paragraph,
        sentence,
        exists=where.exists,
        resolved=where.provision.id if where.provision else "",
        nearest=where.nearest,
        candidates=where.candidates,
        quotation=found.quotation,
        quote=quoted.verdict,
        quote_diff=quoted.diff,
        quote_laid=quoted.laid,
        quoted_from=source,
        claim=judged.verdict,
        decides=judged.decides,
        status=found.standing.status,
        reasons=_reasons(found),
    )


def _reasons(found: _Found) -> tuple[str, ...]:
    """Return what is to be said of a citation: what fails first, each sentence once."""
    claim = (found.judged.reason,) if found.judged.reason else ()
    parts = [
        (found.where.exists in (NO, AMBIGUOUS), found.where.reasons),
        (found.quoted.verdict in (ALTERED, ELSEWHERE, OTHER_VERSION), found.quoted.reasons),
        (found.judged.verdict in (CONTRADICTED, NOT_SUPPORTED), claim),
        (False, found.standing.reasons),
    ]
    ordered = sorted(parts, key=lambda part: not part[0])  # sorted is stable: the order above stays
    return tuple(dict.fromkeys(sentence for _, part in ordered for sentence in part))
