"""Say what a citation is worth on the memo's date: law, not yet, no longer, or no law at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from ingest.days import MONTHS
from ingest.days import day as printed
from ingest.model import Corpus, Document, Provision
from rag.adapters.stems import stems
from rag.as_of import as_law, texts_of
from rag.cited import without_references
from rag.editions import edition, not_in_force, what_changed
from rag.judge import CONTRADICTED
from rag.memo.claims import Judged
from rag.memo.model import (
    ALTERED,
    AMBIGUOUS,
    AMENDED,
    FICTION,
    IN_FORCE,
    NO,
    NOT_BINDING,
    NOT_YET_APPLICABLE,
    NOT_YET_LAW,
    OTHER_VERSION,
    OURS,
    REPEALED,
    REPORTED,
    YES,
)
from rag.memo.quote import Quoted
from rag.memo.resolve import Place
from rag.memo.versions import amended_since, other_versions, was_law
from rag.precise import is_final

_TIERS = {"fiction": FICTION, "news": REPORTED, "note": OURS}
_WHAT = {
    FICTION: "It declares itself fictional; it is no authority.",
    REPORTED: "It is a news report, not a source of law.",
}
_BINDS = re.compile(
    r"\b(?:must|shall|bound to|grants?|entitles?|confers?|guarantees?|forbids?|bans?"
    r"|requires?|required|obliges?|obliged|obligations?|binding|binds|mandat\w+|"
    r"prohibits?|prohibited|has to|have to|duty|duties)\b",
    re.IGNORECASE,
)
_DAY = rf"(?P<number>\d{{1,2}}) (?P<month>{'|'.join(MONTHS)}) (?P<year>\d{{4}})"
_ENDED = re.compile(rf"\b(?:revoked|repealed|expired|withdrawn|rescinded)\b[^.;]*?{_DAY}", re.I)
_NAMES = frozenset(stems("Article Act Regulation Directive paragraph point Annex AI EU Union"))
_OLDER = 2
"""How many words that an amendment took out show that a sentence follows the older text."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The status of what is cited, and what a reader has to be told of it."""

    status: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation with what was found of it so far."""

    where: Place
    quoted: Quoted
    sentence: str
    """The memo's sentence; of a long one what stands around the citation."""
    is_only_recital: bool
    """Whether the sentence cites recitals and nothing else."""
    judged: Judged = field(default_factory=Judged)


def standing(cited: Cited, corpus: Corpus, day: str) -> Standing:
    """Return the status on a day (ISO date) of what is cited; "" where nothing is known of it."""
    where = cited.where
    if where.exists == NO and where.former is not None:
        last = where.former.valid_to
        return Standing(REPEALED if last and last < day else NOT_YET_LAW)
    if where.exists == AMBIGUOUS:
        return _of_all(cited, corpus, day)
    if where.exists != YES:
        return Standing("")
    if where.provision is None:
        return _of_document(corpus.documents[where.act], corpus, day) or Standing(IN_FORCE)
    return _of_provision(cited, where.provision, corpus, day)


def _of_all(cited: Cited, corpus: Corpus, day: str) -> Standing:
    """Return the status of all that a citation can mean, "" where they differ."""
    among = [corpus.provisions[candidate] for candidate in cited.where.candidates]
    found = {_of_provision(cited, provision, corpus, day).status for provision in among}
    return Standing(found.pop() if len(found) == 1 else "")


def _of_provision(cited: Cited, provision: Provision, corpus: Corpus, day: str) -> Standing:
    """Return the first status that holds, the weightiest first, with the reasons of the others."""
    document = corpus.documents[provision.document_id]
    work = corpus.documents.get(document.work, document)
    checks: Sequence[Callable[[], Standing | None]] = (
        lambda: _of_document(work, corpus, day),
        lambda: _of_tier(provision),
        lambda: _recital(cited, provision),
        lambda: _amended(cited, provision, corpus, day),
        lambda: _not_yet(provision, corpus, day),
    )
    found = [standing for check in checks if (standing := check())]
    if not found:
        since = amended_since(provision, corpus, day)
        return Standing(IN_FORCE, tuple(filter(None, (since,))))
    return Standing(found[0].status, tuple(r for standing in found for r in standing.reasons))


def _of_document(document: Document, corpus: Corpus, day: str) -> Standing | None:
    """Return what holds of a whole law or document: not yet law, revoked, news, fiction, ours."""
    last = texts_of(document.work, corpus)[-1:] or [document]
    if document.in_force_from > day:
        return Standing(NOT_YET_LAW, (_not_yet_law(document, corpus, day),))
    # A text that an amendment ended is not here in its later form; the law goes on.
    ended = ("" if last[0].amended_by else last[0].in_force_to) or _ended(document.status)
    if ended and ended <= day:
        return Standing(REPEALED, (f"{document.short_title}: no longer law ({_why(document)}).",))
    if document.tier in _TIERS:
        status = _TIERS[document.tier]
        return Standing(status, tuple(filter(None, (_WHAT.get(status, ""),))))
    return None


def _why(document: Document) -> str:
    return document.status or f"in force until {printed(document.in_force_to)}"


def _not_yet_law(document: Document, corpus: Corpus, day: str) -> str:
    own = next(iter(corpus.of_document(document.id)), None)
    sentence = not_in_force(own, corpus, day) if own else ""
    since = printed(document.in_force_from)
    return sentence or f"{document.short_title}: law from {since} only."


def _ended(status: str) -> str:
    """Return the day on which a document says that it ended, "" when it says none."""
    match = _ENDED.search(status)
    if match is None:
        return ""
    month = MONTHS.index(match["month"].title()) + 1
    return f"{match['year']}-{month:02}-{int(match['number']):02}"


def _of_tier(provision: Provision) -> Standing | None:
    status = _TIERS.get(provision.tier)
    if status is None:
        return None
    ours = f"{provision.label}: only our own note is here ({provision.completeness})."
    return Standing(status, (_WHAT.get(status, ours),))


def _recital(cited: Cited, provision: Provision) -> Standing | None:
    if provision.kind != "recital" or not cited.is_only_recital:
        return None
    if not _BINDS.search(cited.sentence):
        return None
    return Standing(NOT_BINDING, (f"{provision.label} does not bind: a recital gives reasons.",))


def _amended(cited: Cited, provision: Provision, corpus: Corpus, day: str) -> Standing | None:
    """Return AMENDED where the memo follows words that were changed before its date."""
    source = cited.quoted.source
    if cited.quoted.verdict == OTHER_VERSION and source and source.valid_to:
        return Standing(AMENDED, (amended_since(source, corpus, day),))
    if provision.amended and not was_current(provision, corpus, day):
        said = (edition(provision, corpus, day), what_changed(provision, corpus))
        return Standing(AMENDED, tuple(filter(None, said)))
    since = amended_since(provision, corpus, day)
    fails = cited.judged.verdict == CONTRADICTED or cited.quoted.verdict == ALTERED
    if fails and since:
        return Standing(AMENDED, (since,))
    for older in other_versions(provision, corpus):
        if was_law(older, day) or not older.valid_to or older.valid_to >= day:
            continue
        if follows(cited.sentence, older, provision):
            why = f"The memo follows the words of {older.label} before they were changed."
            return Standing(AMENDED, (why, amended_since(older, corpus, day)))
    return None


def was_current(provision: Provision, corpus: Corpus, day: str) -> bool:
    """Tell whether what is marked as amended was still law on a day."""
    last = corpus.documents[provision.document_id].in_force_to
    return not as_law(provision, corpus, day).amended or not last or day <= last


def follows(sentence: str, older: Provision, newer: Provision) -> bool:
    """Tell whether a sentence has words that an amendment took out, and hardly one put in."""
    said = _said(sentence)
    before, after = _stems(older.chapeau, older.text), _stems(newer.chapeau, newer.text)
    gone, new = len(said & (before - after)), len(said & (after - before))
    return gone >= _OLDER and gone > 2 * new


@lru_cache(maxsize=64)
def _stems(chapeau: str, text: str) -> frozenset[str]:
    """Return the stems of a provision; a memo may cite it a thousand times."""
    return frozenset(stems(f"{chapeau} {text}"))


@lru_cache(maxsize=8)
def _said(sentence: str) -> frozenset[str]:
    """Return the stems of a sentence; it may cite a thousand provisions."""
    return frozenset(stems(without_references(sentence))) - _NAMES


def _not_yet(provision: Provision, corpus: Corpus, day: str) -> Standing | None:
    law = as_law(provision, corpus, day)
    if law.applies_from <= day or is_final(provision):
        return None
    note = law.applies_note or f"Applies from {printed(law.applies_from)}."
    return Standing(NOT_YET_APPLICABLE, (f"{provision.label}: not yet applicable. {note}",))
