"""Lay out every day from which acts, or parts of them, are in force or apply."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.days import is_day
from ingest.model import Corpus, Document, Provision
from ingest.versions import day_before
from rag.as_of import text_on, texts_of, words_on
from rag.date_setters import Setter, Setters, setters_of
from rag.dates_said import Said, law_of, said

IN_FORCE, APPLIES, WORDING, PUT_OFF = "in_force", "applies", "wording", "put_off"
"""What happens on a day: an act enters into force, provisions apply, provisions have new words,
or nothing any more: the date was put off, or brought forward."""
_ORDER = (IN_FORCE, WORDING, APPLIES, PUT_OFF)


@dataclass(frozen=True, slots=True)
class Entry:
    """What happens to one act on one day."""

    day: str
    """ISO date."""
    act: Document
    """The act, as the text that is law names it."""
    kind: str
    """`IN_FORCE`, `APPLIES`, `WORDING` or `PUT_OFF`."""
    said: Said
    """For whom, and what is known beside the date."""
    provisions: tuple[Provision, ...] = ()
    """What the date is about, each the largest unit that has it."""
    number: int = 0
    """How many provisions have the date, those inside others too."""
    setter: Setter | None = None
    """What sets the date; None where that provision is not in the corpus."""
    others: tuple[str, ...] = ()
    """Days that this one replaced or, for `PUT_OFF`, that replaced it; ISO."""


def timeline(corpus: Corpus, day: str) -> tuple[Entry, ...]:
    """Return every entry as the law stood on a day (ISO), by date, then as acts are listed.

    Acts that were published later are left out; articles and notes on acts that are here have
    no dates of their own.
    """
    by_document: dict[str, list[Provision]] = defaultdict(list)
    for provision in corpus.provisions.values():
        by_document[provision.document_id].append(provision)
    law = _Law(corpus, day, by_document)
    found = [entry for act in acts(corpus, day) for entry in _of_act(act, law)]
    return tuple(sorted(found, key=lambda e: (e.day, _ORDER.index(e.kind))))


def acts(corpus: Corpus, day: str) -> tuple[Document, ...]:
    """Return the acts that were published by a day, each as its oldest text, as listed."""
    firsts: dict[str, Document] = {}
    for document in corpus.documents.values():
        is_note_on_act = document.id.removeprefix("note:") in corpus.documents
        is_own = document.id.startswith("note:") and is_note_on_act
        if document.id.startswith("doc:") or is_own or document.published > day:
            continue
        texts = texts_of(document.work, corpus)
        firsts.setdefault(document.work, texts[0] if texts else document)
    return tuple(firsts.values())


@dataclass(frozen=True, slots=True)
class _Law:
    """The law of a day; what sets the dates of a text is looked for once."""

    corpus: Corpus
    day: str
    texts: Mapping[str, Sequence[Provision]]
    """The provisions of each document."""
    known: dict[str, Setters] = field(default_factory=dict)

    def text(self, document_id: str) -> Sequence[Provision]:
        """Return the provisions of a text, in order."""
        return self.texts.get(document_id, ())

    def setters(self, document_id: str) -> Setters:
        """Return what sets the dates of a text."""
        if document_id not in self.known:
            self.known[document_id] = setters_of(self.text(document_id), self.corpus)
        return self.known[document_id]

    def before(self, law_from: str, work: str) -> Document | None:
        """Return the text of an act that was law before a day."""
        return text_on(work, self.corpus, day_before(law_from))

    def had(self, provision: Provision, law_from: str) -> bool:
        """Tell whether an act had a provision before a day."""
        text = self.before(law_from, self.corpus.documents[provision.document_id].work)
        return text is not None and f"{text.id}#{provision.anchor}" in self.corpus.provisions

    def cite(self, provision: Provision) -> Provision:
        """Return a provision as it is cited: unchanged words from the text as published."""
        return words_on(provision.id, self.corpus, self.day) or provision

    def cited(self, setter: Setter | None) -> Setter | None:
        """Return what sets a date as it is cited; the quote stays word for word."""
        if setter is None:
            return None
        cited = self.cite(setter.provision)
        return Setter(cited, setter.span) if cited.text == setter.provision.text else setter


def _of_act(act: Document, law: _Law) -> Iterator[Entry]:
    """Yield the entries of one act: in force, changed, applying, and what was put off."""
    now = text_on(act.work, law.corpus, law.day) or act
    if is_day(act.in_force_from):
        first = law.setters(act.id)
        setter = first.in_force or first.any(act.in_force_from)
        yield Entry(act.in_force_from, act, IN_FORCE, Said(act.in_force_from), setter=setter)
    changed = [p for p in law.text(now.id) if p.changed_by and not p.same_as]
    amender = _amender(changed, law)
    if now.id != act.id and changed and is_day(now.in_force_from):
        inner = {p.parent_id for p in changed}
        smallest = tuple(p for p in changed if p.id not in inner)
        one = Said(now.in_force_from)
        yield Entry(one.day, act, WORDING, one, smallest, len(smallest), amender)
    yield from _applying(now, act, law, amender)
    yield from _superseded(now, act, law)


def _amender(changed: Iterable[Provision], law: _Law) -> Setter | None:
    """Return what puts the act into force that made these words."""
    makers = {maker.partition("#")[0] for p in changed for maker in p.changed_by}
    return next((s for maker in sorted(makers) if (s := law.setters(maker).in_force)), None)


def _applying(now: Document, act: Document, law: _Law, amender: Setter | None) -> Iterator[Entry]:
    """Yield an entry for each date that provisions of a text have on a day."""
    groups: dict[tuple[Said, tuple[str, ...], bool], list[Provision]] = defaultdict(list)
    for provision in law.text(now.id):
        dates, before = law_of(provision, law.day)
        known = before if before and law.had(provision, dates.law_from) else ()
        earlier = [one for row in known for one in said(row)]
        for one in said(dates):
            was = {e.day for e in earlier if e.only_for == one.only_for and e.day != one.day}
            others = tuple(sorted(was | ({one.put_off_from} - {""})))
            is_new = bool(amender) and one.day == now.in_force_from and not others
            groups[one, others, is_new].append(provision)
    setters = law.setters(now.id)
    for (one, others, is_new), own in groups.items():
        setter = amender if is_new else setters.find(one.day, one.only_for)
        if setter is None and one.day == act.in_force_from:
            setter = setters.in_force
        roots = tuple(map(law.cite, _roots(own)))
        yield Entry(one.day, act, APPLIES, one, roots, len(own), law.cited(setter), others)


def _superseded(now: Document, act: Document, law: _Law) -> Iterator[Entry]:
    """Yield an entry for each date that the law once gave and does not give any more."""
    groups: dict[tuple[str, Said, tuple[str, ...]], list[Provision]] = defaultdict(list)
    for provision in law.text(now.id):
        dates, before = law_of(provision, law.day)
        if not before or not law.had(provision, dates.law_from):
            continue
        kept = said(dates)
        still = {(one.day, one.only_for) for one in kept}
        for old in (old for row in before for old in said(row)):
            if (old.day, old.only_for) not in still:
                one = Said(old.day, old.only_for)
                groups[dates.law_from, one, _instead(old, kept)].append(provision)
    for (law_from, one, others), own in groups.items():
        text = law.before(law_from, act.work)
        setter = law.setters(text.id).find(one.day, one.only_for) if text else None
        roots = tuple(map(law.cite, _roots(own)))
        yield Entry(one.day, act, PUT_OFF, one, roots, len(own), setter, others)


def _instead(old: Said, kept: Sequence[Said]) -> tuple[str, ...]:
    """Return the days that replace one: those put off from it, else those for the same things."""
    put_off = {one.day for one in kept if one.put_off_from == old.day}
    return tuple(sorted(put_off or {one.day for one in kept if one.only_for == old.only_for}))


def _roots(own: Iterable[Provision]) -> list[Provision]:
    """Return the provisions that are inside no other one."""
    own = list(own)
    ids = {provision.id for provision in own}
    return [provision for provision in own if provision.parent_id not in ids]
