"""Check what a memo says of the day from which something applies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.days import MONTHS
from ingest.days import day as printed
from ingest.figures import Figure, figures
from ingest.model import Corpus, Provision
from rag.adapters.stems import stems
from rag.as_of import as_law, work_of
from rag.judge import CONTRADICTED, NOT_CHECKED, SUPPORTED
from rag.precise import is_final

_VERB = re.compile(
    r"\b(?:appl(?:y|ies|ied|icable|ication)|takes? effect|effective|compl(?:y|ies|iance)|binding|"
    r"operative|kicks? in|(?:obligations?|duties|rules|requirements) (?:start|begin|bind)\w*)\b",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:from|as of|as from|since|on|in|by|until|before|starting|effective)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_STRICT = re.compile(r"\b(?:appl(?:y|ies)|takes? effect)\b", re.IGNORECASE)
_ENTRY = re.compile(r"\b(?:entry|enters?|entered|came|comes?) into force\b", re.IGNORECASE)
_CONDITION = re.compile(
    r"\b(?:for|where|if|already|placed|put into|before|except\w*|unless|to those)\b", re.IGNORECASE
)
_DAY = rf"(\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}})"
_APPLIES = re.compile(rf"Applies from {_DAY}(?: for ([^.]*))?\.(?: Put off from {_DAY})?")
_SUBJECT = re.compile(r"\b(?:Annex [IVXLC]+\b|Article \d+[a-z]?(?:\(\w+\))*)")


@dataclass(frozen=True, slots=True)
class Term:
    """From when something applies, and to what that is limited."""

    now: str
    """ISO date."""
    who: str
    """In the words of the note: "AI systems that are high-risk under ..."; "" for all."""
    earlier: tuple[str, ...]
    """ISO dates from which the law once said that it would apply."""

    @property
    def subjects(self) -> frozenset[str]:
        """The provisions that the limit names."""
        return frozenset(_SUBJECT.findall(self.who))


@dataclass(frozen=True, slots=True)
class Applied:
    """What can be said of a date of application, and why."""

    verdict: str
    decides: str = ""
    reason: str = ""


def date_claimed(claim: str, cited: Sequence[Provision] = ()) -> Figure | None:
    """Return the date from which a claim says that something applies, None when it says none.

    Where what is cited is only on entry into force and application, no verb need say so.
    """
    is_on_dates = bool(cited) and all(is_final(provision) for provision in cited)
    if not (is_on_dates or _VERB.search(claim)) or _ENTRY.search(claim):
        return None
    dates = [f for f in figures(claim) if f.kind == "date" and "?" not in f.value]
    led = [f for f in dates if _FROM.search(claim[: f.span[0]])]
    return led[0] if len(dates) == 1 and led else None


def applied(
    claim: str, whole: str, about: Sequence[Provision], corpus: Corpus, day: str
) -> Applied | None:
    """Return the verdict on a claim that says from when something applies, None for another.

    `whole` is the memo's sentence, `about` what it cites. The dates of what is cited count; a
    final provision ("entry into force and application") has none of its own, and what the
    sentence names beside it counts.
    """
    figure = date_claimed(claim, about)
    if figure is None or not about:
        return None
    acts = {work_of(p, corpus) for p in about}
    own = [p for p in about if not is_final(p)]
    dated = [p for p in own if p.applies_from or p.dates]
    terms = list(dict.fromkeys(t for p in dated for t in _terms(p, corpus, day)))
    if not terms:
        among = [p for p in corpus.provisions.values() if work_of(p, corpus) in acts]
        terms = _of_subject(whole, _all_terms(among, corpus, day))
        if not terms:
            return None if not own else Applied(NOT_CHECKED)
    narrowed = [t for t in terms if t.subjects & frozenset(_SUBJECT.findall(whole))]
    return _held(figure, claim, narrowed or terms)


def _held(figure: Figure, claim: str, terms: Sequence[Term]) -> Applied:
    """Return the verdict on a date beside the dates of what it is claimed of."""
    shown = " ".join(dict.fromkeys(_said(term) for term in terms))
    if any(term.now.startswith(figure.value) for term in terms):
        return Applied(SUPPORTED, shown)
    was = [t for t in terms if any(old.startswith(figure.value) for old in t.earlier)]
    if was:
        now = " ".join(dict.fromkeys(_said(term) for term in was))
        return Applied(CONTRADICTED, now, f"says {figure.shown}, which was put off. {now}")
    alone = len(terms) == 1 and not terms[0].who and not terms[0].earlier
    if alone and _STRICT.search(claim) and not _CONDITION.search(claim):
        return Applied(CONTRADICTED, shown, f"says {figure.shown}. {shown}")
    return Applied(NOT_CHECKED)


def _said(term: Term) -> str:
    limit = f" for {term.who}" if term.who else ""
    return f"Applies from {printed(term.now)}{limit}."


def _terms(provision: Provision, corpus: Corpus, day: str) -> Iterator[Term]:
    """Yield from when a provision applies, as the law of a day says; each case on its own."""
    law = as_law(provision, corpus, day)
    past = [d for d in provision.dates if d.law_from <= day and d.applies_note != law.applies_note]
    before = [_read(known.applies_note, known.applies_from) for known in past]
    for now, who, put_off in _read(law.applies_note, law.applies_from):
        old = {put_off} | {o for terms in before for o, of, _ in terms if of == who or not of}
        yield Term(now, who, tuple(sorted(old - {"", now})))


def _read(note: str, first: str) -> list[tuple[str, str, str]]:
    """Return the dates of a note, each with its limit and with the date before it was put off."""
    found = [
        (_iso(now), who or "", _iso(old) if old else "") for now, who, old in _APPLIES.findall(note)
    ]
    return found or ([(first, "", "")] if first else [])


def _iso(written: str) -> str:
    number, month, year = written.split()
    return f"{year}-{MONTHS.index(month) + 1:02}-{int(number):02}"


def _all_terms(among: Iterable[Provision], corpus: Corpus, day: str) -> list[Term]:
    """Return the limited cases that any provision of an act has, each once."""
    seen = {(p.applies_note, p.dates): p for p in among if " for " in p.applies_note}
    return list(dict.fromkeys(t for p in seen.values() for t in _terms(p, corpus, day) if t.who))


def _of_subject(whole: str, terms: Sequence[Term]) -> list[Term]:
    """Return the cases that a sentence speaks of: by a provision, else by all their words."""
    named = frozenset(_SUBJECT.findall(whole))
    by_name = [term for term in terms if term.subjects & named]
    if by_name:
        return by_name
    present = frozenset(stems(whole))
    return [
        term
        for term in terms
        if term.subjects and frozenset(stems(_SUBJECT.sub(" ", term.who))) <= present
    ]
