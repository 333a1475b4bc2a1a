"""Find the provision that a reader names by an id, a label or a citation."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from datetime import date

from ingest import references
from ingest.model import Corpus, Provision
from rag.as_of import place_of, words_on, work_of
from rag.compare import act_named
from ui.errors import NotFound

_SHOWN = 20
_GLUE = re.compile(r"['’]s\b|\b(?:of|in|to|under|the|EU)\b|[^\w\s()./§-]", re.IGNORECASE)
"""What may stand between a provision and its act."""


def resolve(named: str, corpus: Corpus, day: str = "") -> Provision:
    """Return the provision with this id or label, in the words that were law on a day (ISO).

    Without a day a label or a citation means the words of today; an id means the very text that
    it names, else the newest that has it. Raises `NotFound`: nothing or several things are
    called so, a word of it is not understood, or it was not law on that day.
    """
    wanted = " ".join(named.split())
    found = _places(wanted, corpus)
    if not found:
        near = _nearest(wanted, corpus)
        hint = f"did you mean {', '.join(near)}?" if near else "see pincite search"
        raise NotFound(f"no provision is called {wanted!r}; {hint}")
    on = day or date.today().isoformat()
    if len(found) > 1:
        ids = ", ".join((words_on(p.id, corpus, on) or p).id for p in found[:_SHOWN])
        raise NotFound(f"{wanted!r} is in several documents; name one of {ids}")
    one = found[0]
    if day:
        return _law_on(day, one, corpus)
    return one if "#" in wanted else words_on(one.id, corpus, on) or one


def _law_on(day: str, provision: Provision, corpus: Corpus) -> Provision:
    """Return the words of a day. Raises `NotFound` where the place was not law then."""
    law = words_on(provision.id, corpus, day)
    if law is None or day < _first_day(law, corpus):
        raise NotFound(f"{provision.label} was not law on {day}; leave as_of out, or change it")
    return law


def _first_day(provision: Provision, corpus: Corpus) -> str:
    """Return the day from which words are law, "" where nobody knows or they are no law."""
    document = corpus.documents[provision.document_id]
    return (provision.valid_from or document.in_force_from) if document.is_law else ""


def _places(wanted: str, corpus: Corpus) -> list[Provision]:
    """Return what words can mean: one provision an act, in the newest text that has it."""
    if wanted in corpus.provisions:
        return [corpus.provisions[wanted]]
    if "#" in wanted:
        return _in_other_texts(wanted, corpus)
    folded = wanted.casefold()
    labelled = [p for p in corpus.provisions.values() if p.label.casefold() == folded]
    return _one_an_act(labelled or _cited(wanted, corpus), corpus)


def _one_an_act(found: Iterable[Provision], corpus: Corpus) -> list[Provision]:
    """Return the last provision of each place; where a law has one, those of laws only."""
    each = list({place_of(p, corpus): p for p in found}.values())
    laws = [p for p in each if corpus.documents[p.document_id].is_law]
    return laws or each


def _in_other_texts(identifier: str, corpus: Corpus) -> list[Provision]:
    """Return the provision where only another text of the act has it, such as an amended one."""
    document, _, anchor = identifier.partition("#")
    if document not in corpus.documents:
        return []
    ids = (f"{text}#{anchor}" for text in _texts(corpus.documents[document].work, corpus))
    return list(filter(None, map(corpus.provisions.get, ids)))[-1:]


def _cited(wanted: str, corpus: Corpus) -> Iterator[Provision]:
    """Yield what a citation such as "Art. 5(1) AI Act" names, in every text that has it."""
    spans = references.act_spans(wanted)
    acts = list(dict.fromkeys(act for _, act in spans))
    bare = _without(wanted, (span for span, _ in spans))
    found = references.find(bare)
    if not found:
        return
    if len(found) > 1 or len(acts) > 1:
        raise NotFound(f"{wanted!r} names several provisions; ask for one at a time")
    rest = " ".join(_GLUE.sub(" ", _without(bare, [found[0].span])).split())
    if rest:
        acts.append(_act(rest, wanted, bool(acts), corpus))
    works = acts or dict.fromkeys(work_of(p, corpus) for p in corpus.provisions.values())
    for work in works:
        if acts and work not in corpus.documents:
            raise NotFound(f"{references.called(work)} is not among the texts here")
        for text in _texts(work, corpus):
            if identifier := references.resolve(found[0], text, corpus.provisions):
                yield corpus.provisions[identifier]


def _act(rest: str, wanted: str, has_act: bool, corpus: Corpus) -> str:
    """Return the act that is called by what a citation has beside its provision."""
    named = "" if has_act else act_named(rest, corpus)
    if not named:
        raise NotFound(
            f"{rest!r} in {wanted!r} is not understood: no act here is called so; write the "
            "provision and its act as in 'Article 5(1)(a) AI Act', or give an id"
        )
    return named


def _without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a text with blanks where the spans are."""
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def _texts(work: str, corpus: Corpus) -> list[str]:
    """Return the ids of the texts of an act, the oldest first."""
    own = (d for d in corpus.documents.values() if d.work == work)
    return [d.id for d in sorted(own, key=lambda document: document.version_date)]


def _nearest(wanted: str, corpus: Corpus) -> list[str]:
    """Return up to three ids that look like what was asked for."""
    near = difflib.get_close_matches(wanted, corpus.provisions, n=3)
    labels = {p.label: p.id for p in corpus.provisions.values()}
    return near or [labels[label] for label in difflib.get_close_matches(wanted, labels, n=3)]
