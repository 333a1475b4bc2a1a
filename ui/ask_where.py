"""Say where an answer is looked for: on which day, in which texts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ingest.model import Corpus, Provision
from rag.compare import act_named
from rag.facets import EVERYWHERE, admits
from rag.model import Filters, Question
from ui import addresses
from ui.days import day_written
from ui.errors import UiError
from ui.wording import Wording

CHOICES = ("jurisdictions", "kinds", "acts")
"""What can be chosen beside the day, in the order in which it is shown."""
ALSO: Mapping[str, tuple[str, ...]] = {
    "jurisdictions": ("jurisdiction",),
    "kinds": ("kind",),
    "acts": ("in", "act", "documents", "document"),
}
"""What else an address may call a choice: dropped, it would be answered from everything."""
KINDS = ("article", "recital", "annex", "paragraph", "court", "guidance", "note", "news", "fiction")
"""Kinds of text: what a law is made of, then what is no law."""
_NO_DAY = "?"
"""Sent by the form for a day that is only half written, or that no month has."""


@dataclass(frozen=True, slots=True)
class Where:
    """What a reader chose; nothing chosen means everywhere, and the law of today."""

    as_of: str = ""
    """As the reader wrote it."""
    jurisdictions: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    """Works: all texts of an act are searched."""


EVERYWHERE_TODAY = Where()


def read_where(sent: object) -> Where:
    """Return what a form (JSON) or an address (a mapping, names joined by commas) says."""
    if isinstance(sent, str):
        try:
            sent = json.loads(sent)
        except ValueError:
            sent = {}
    told = sent if isinstance(sent, Mapping) else {}
    chosen = (
        tuple(
            dict.fromkeys(name for key in (choice, *ALSO[choice]) for name in _names(told.get(key)))
        )
        for choice in CHOICES
    )
    return Where(str(told.get("as_of") or "").strip(), *chosen)


def _names(sent: object) -> tuple[str, ...]:
    listed = sent.split(",") if isinstance(sent, str) else sent if isinstance(sent, list) else ()
    return tuple(dict.fromkeys(name for one in listed if (name := str(one).strip())))


def day_of(where: Where, words: Wording) -> str:
    """Return the day that was chosen, ISO 8601; "" for none. Raises `UiError` for no day."""
    written = words.say("ask.where.that_day") if where.as_of == _NO_DAY else where.as_of
    return day_written(written, words, "ask.where.no_day")


def filters_of(where: Where, corpus: Corpus, words: Wording) -> Filters:
    """Return the filters that leave what was chosen. Raises `UiError` for an unknown name."""
    known = {name: tuple(offered) for name, offered in offers(corpus).items()}
    acts = tuple(dict.fromkeys(_work(act, corpus) for act in where.acts))
    where = replace(where, acts=acts)
    for name in CHOICES:
        for value in getattr(where, name):
            if value not in known[name]:
                raise UiError(words.say(f"ask.where.unknown_{name}", name=value))
    chosen = [p for p in corpus.provisions.values() if kind_of(p) in where.kinds]
    return Filters(
        documents=frozenset(i for work in acts for i in _texts(work, corpus)),
        jurisdictions=frozenset(where.jurisdictions),
        kinds=frozenset(p.kind for p in chosen),
        tiers=frozenset(p.tier for p in chosen),
    )


def where_of(question: Question, corpus: Corpus | None) -> Where:
    """Return the choices that a question was asked with; without texts nobody knows them."""
    if corpus is None:
        return EVERYWHERE_TODAY
    filters, documents = question.filters, corpus.documents
    works = dict.fromkeys(d.work for d in documents.values() if d.id in filters.documents)
    notes = {f"note:{work}" for work in works}
    return Where(
        question.as_of,
        tuple(sorted(filters.jurisdictions)),
        _kinds(filters, corpus),
        tuple(work for work in works if work not in notes),
    )


def _kinds(filters: Filters, corpus: Corpus) -> tuple[str, ...]:
    if not filters.kinds:
        return ()
    admitted = replace(EVERYWHERE, kinds=filters.kinds, tiers=filters.tiers)
    left = {kind_of(p) for p in corpus.provisions.values() if admits(admitted, p, corpus)}
    return tuple(kind for kind in KINDS if kind in left)


def kind_of(provision: Provision) -> str:
    """Return of which of the `KINDS` a provision is."""
    if provision.tier in ("law", "consolidated"):
        return provision.kind
    return provision.tier


def offers(corpus: Corpus) -> Mapping[str, Mapping[str, str]]:
    """Return for each of the `CHOICES` what the corpus has, with the title of an act."""
    jurisdictions = {document.jurisdiction for document in corpus.documents.values()} - {""}
    kinds = {kind_of(p) for p in corpus.provisions.values()}
    return {
        "jurisdictions": dict.fromkeys(sorted(jurisdictions), ""),
        "kinds": dict.fromkeys((kind for kind in KINDS if kind in kinds), ""),
        "acts": _titles(corpus),
    }


def _titles(corpus: Corpus) -> Mapping[str, str]:
    """Return the short title of each work, that of its first text."""
    titles: dict[str, str] = {}
    for document in corpus.documents.values():
        titles.setdefault(document.work, document.short_title)
    return titles


def _work(named: str, corpus: Corpus) -> str:
    return act_named(named, corpus) or named


def _texts(work: str, corpus: Corpus) -> Iterable[str]:
    """Return every text of an act, and our note on what it changes."""
    return (d.id for d in corpus.documents.values() if d.work in (work, f"note:{work}"))


def address(text: str, where: Where) -> str:
    """Return the address that asks a question there."""
    chosen = {name: ",".join(getattr(where, name)) for name in CHOICES}
    return addresses.ask(text, as_of=where.as_of, **chosen)


def told(where: Where, corpus: Corpus, words: Wording) -> tuple[str, ...]:
    """Return what was chosen, in words: the day, then each name."""
    titles = _titles(corpus)
    day = words.say("ask.where.as_of_day", day=words.day(where.as_of)) if where.as_of else ""
    names = [
        *(name_of("jurisdictions", name, words) for name in where.jurisdictions),
        *(name_of("kinds", name, words) for name in where.kinds),
        *(titles.get(act, act) for act in where.acts),
    ]
    return tuple(filter(None, (day, *names)))


def name_of(choice: str, value: str, words: Wording) -> str:
    """Return how a jurisdiction or a kind is called; a code that nobody named stays as it is."""
    key = f"ask.{choice.removesuffix('s')}.{value}"
    return words.say(key) if key in words.texts else value
