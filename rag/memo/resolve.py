"""Find what a citation of a memo means on the memo's date, and say so where there is no such."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.model import Corpus, Document, Provision
from ingest.references import ELSEWHERE, Reference, called, resolve
from rag.as_of import text_on, texts_of, words_on
from rag.editions import note_on
from rag.labels import absent
from rag.memo.model import ACT, AMBIGUOUS, CASE, NO, PROVISION, UNKNOWN, YES, Mention
from rag.memo.nearest import holder, is_held, nearest, under_unnumbered, units
from rag.memo.us_place import us_document, us_place
from rag.precise import cited, moved

GUESSED = "context"
"""How an act is known that the memo named before, and not with the citation."""
_CONSOLIDATED = re.compile(r"0(?P<act>\d{4}[RLD]\d{4})(?:-\d{8})?")
_PLURAL = {"art": "articles", "rct": "recitals", "anx": "annexes"}


@dataclass(frozen=True, slots=True)
class Place:
    """What a citation means, or why it means nothing that can be shown."""

    exists: str
    provision: Provision | None = None
    """In the words that were law on the day."""
    act: str = ""
    """Id of the act meant, where the corpus has it."""
    nearest: str = ""
    candidates: tuple[str, ...] = ()
    former: Provision | None = None
    """For NO: as it stood before it was deleted, or stands since it was put in."""
    reasons: tuple[str, ...] = ()


def place(mention: Mention, named: Sequence[str], corpus: Corpus, day: str) -> Place:
    """Return what a citation of EU law means on a day (ISO date).

    `named` are the acts that the memo names, by CELEX number. What an amendment deleted, moved
    or put in later is NO, with the reason. UNKNOWN is what this corpus cannot tell.
    """
    reference = mention.reference
    if mention.kind == ACT:
        return _act(mention, corpus)
    if mention.kind != PROVISION or reference is None:
        return _elsewhere(mention, corpus)
    act = celex(mention.act or reference.act)
    if not act:
        return _of_no_act(reference, named, corpus, day)
    if act == ELSEWHERE:
        reason = f"{reference.label} of a treaty or another act is outside this corpus."
        return Place(UNKNOWN, reasons=(reason,))
    if act not in corpus.documents:
        return Place(UNKNOWN, reasons=(f"{called(act)} is not in this corpus.",))
    found = _of_act(replace(reference, act=act), named, corpus, day)
    return _doubted(found, reference, named, corpus, day) if mention.act_from == GUESSED else found


def _doubted(
    found: Place, reference: Reference, named: Sequence[str], corpus: Corpus, day: str
) -> Place:
    """Return AMBIGUOUS for what the act guessed lacks, where another act named has it."""
    if found.exists != NO:
        return found
    others = [act for act in named if act != found.act and act in corpus.documents]
    having = _having(reference, others, corpus, day)
    if not having:
        return found
    ids = tuple(provision.id for provision in having)
    return Place(AMBIGUOUS, candidates=ids, reasons=found.reasons)


def _elsewhere(mention: Mention, corpus: Corpus) -> Place:
    """Return what a citation of a decision or of law of the United States means."""
    name = mention.cite or mention.text
    law = us_document(mention, corpus)
    if not law:
        what = "this decision" if mention.kind == CASE else "this law"
        return Place(UNKNOWN, reasons=(f"{name}: {what} is not in this corpus.",))
    if found := us_place(mention, corpus):
        return Place(YES, corpus.provisions[found], law)
    if "(" in name.partition("§")[2]:
        title = corpus.documents[law].short_title
        return Place(UNKNOWN, act=law, reasons=(f"{name} is not shown by the {title} here.",))
    return Place(YES, act=law)


def celex(act: str) -> str:
    """Return the number of an act as published for that of its consolidated text."""
    match = _CONSOLIDATED.fullmatch(act)
    return f"3{match['act']}" if match else act


def _act(mention: Mention, corpus: Corpus) -> Place:
    act = celex(mention.act)
    if act and act in corpus.documents:
        return Place(YES, act=act)
    name = called(act) if act and act != ELSEWHERE else mention.cite or mention.text
    return Place(UNKNOWN, reasons=(f"{name} is not in this corpus.",))


def _of_act(reference: Reference, named: Sequence[str], corpus: Corpus, day: str) -> Place:
    """Return what a citation means in the act that it names; the corpus has the act."""
    act = reference.act
    if found := cited(reference, corpus, (), day):
        return Place(YES, found, act)
    text = _text(reference, corpus, day)
    if whole := under_unnumbered(reference, text, corpus) or holder(reference, text, corpus):
        return Place(YES, words_on(whole.id, corpus, day) or whole, act)
    if note := _note(reference, text, corpus, day):
        return Place(YES, note, act)
    why = absent([reference], (act,), corpus, day)
    former = _former(reference, corpus)
    if former is None and not is_held(reference, text, corpus):
        return Place(UNKNOWN, act=act, reasons=why)
    if former is None and day > text.in_force_to > "" and _is_inserted(reference, text):
        return Place(UNKNOWN, act=act, reasons=why)
    there = moved(reference, corpus, (), day) or nearest(reference, text, corpus)
    there = (words_on(there.id, corpus, day) or there) if there else None
    if not any(units(reference, text, corpus)):
        why = (f"The {text.short_title} has no {_PLURAL[reference.kind]}.",)
    others = _in_others(reference, named, corpus, day)
    return Place(NO, None, act, there.id if there else "", (), former, (*why, *others))


def _text(reference: Reference, corpus: Corpus, day: str) -> Document:
    """Return the text in which to look: only the act as published has recitals."""
    document = corpus.documents[reference.act]
    on_day = None if reference.kind == "rct" else text_on(document.work, corpus, day)
    return on_day or document


def _note(reference: Reference, text: Document, corpus: Corpus, day: str) -> Provision | None:
    """Return our note on what an amendment put in, where the amended text is not here."""
    if day <= text.in_force_to:
        return None
    for anchor in reference.anchors():
        if anchor in text.inserted:
            found = (note_on(anchor, act, corpus) for act in text.amended_by)
            return next((note for note in found if note), None)
    return None


def _is_inserted(reference: Reference, text: Document) -> bool:
    return any(
        anchor == new or anchor.startswith(f"{new}.")
        for anchor in reference.anchors()
        for new in text.inserted
    )


def _former(reference: Reference, corpus: Corpus) -> Provision | None:
    """Return what is cited as another text of the act has it."""
    for text in texts_of(reference.act, corpus):
        if found := resolve(replace(reference, act=text.id), text.id, corpus.provisions):
            return corpus.provisions[found]
    return None


def _in_others(
    reference: Reference, named: Sequence[str], corpus: Corpus, day: str
) -> tuple[str, ...]:
    """Say which other act that the memo names has a provision of the number."""
    others = (a for a in named if a != reference.act and a in corpus.documents)
    return tuple(
        f"The {corpus.documents[other].short_title}, which the memo names too, has {found.label}."
        for other in others
        if (found := cited(replace(reference, act=other), corpus, (), day)) and found.kind != "note"
    )


def _of_no_act(reference: Reference, named: Sequence[str], corpus: Corpus, day: str) -> Place:
    """Return what a citation can mean that does not say of which act."""
    works = dict.fromkeys(d.work for d in corpus.documents.values() if d.is_law)
    among = [act for act in named if act in works]
    found = _having(reference, among, corpus, day)
    if not found:
        found, among = _having(reference, list(works), corpus, day), []
    titles = [corpus.documents[corpus.documents[p.document_id].work].short_title for p in found]
    ids = tuple(provision.id for provision in found)
    unsaid = f"The memo does not say of which act {reference.label} is"
    if not found:
        return Place(UNKNOWN, reasons=(f"{unsaid}.",))
    if len(found) > 1:
        listed = f"{', '.join(titles[:-1])} and {titles[-1]}"
        return Place(AMBIGUOUS, candidates=ids, reasons=(f"{unsaid}: {listed} have one.",))
    if among:
        reason = f"{unsaid}; of the acts that it names, the {titles[0]} has one."
        return Place(YES, found[0], corpus.documents[found[0].document_id].work, reasons=(reason,))
    reason = f"{unsaid}; in this corpus the {titles[0]} has one."
    return Place(UNKNOWN, candidates=ids, reasons=(reason,))


def _having(reference: Reference, acts: Sequence[str], corpus: Corpus, day: str) -> list[Provision]:
    found = (cited(replace(reference, act=act), corpus, (), day) for act in acts)
    return [provision for provision in found if provision and provision.kind != "note"]
