"""Show one provision as it stands in the corpus: `show`."""

from __future__ import annotations

import difflib
from argparse import Namespace
from collections.abc import Iterator, Sequence
from datetime import date

from ingest import references
from ingest.headnotes import read_all
from ingest.model import Corpus, Provision
from ingest.store import read_corpus
from rag.facets import span, spans_on
from rag.headnotes import attach, shown
from rag.model import IN_PLAIN_WORDS
from ui.errors import NotFound
from ui.json_contract import provision_object, referred_by
from ui.parts import Context

_SHOWN = 20


def show(arguments: Namespace, context: Context) -> int:
    """Print a provision with headings, status, link and what refers to it."""
    corpus = read_corpus(context.settings.home)
    provision = resolve(arguments.id, corpus)
    attached = attach(read_all(context.settings.headnote_files), corpus)
    note = shown(attached).get(provision.id, "")
    if arguments.json:
        context.terminal.write_json({**provision_object(provision, corpus), "in_plain_words": note})
        return 0
    for line in _lines(provision, corpus, note):
        context.terminal.write(line)
    return 0


def resolve(named: str, corpus: Corpus) -> Provision:
    """Return the provision with this id or label. Raises `NotFound` with the nearest ones."""
    wanted = " ".join(named.split())
    found = list(_matches(wanted, corpus))
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(provision.id for provision in found[:_SHOWN])
        raise NotFound(f"{wanted!r} is in several documents; name one of {ids}")
    near = _nearest(wanted, corpus)
    hint = f"did you mean {', '.join(near)}?" if near else "see pincite search"
    raise NotFound(f"no provision is called {wanted!r}; {hint}")


def _matches(wanted: str, corpus: Corpus) -> Iterator[Provision]:
    """Yield what the words name: an id, a label, or a citation such as "Art. 5(1) AI Act"."""
    if wanted in corpus.provisions:
        yield corpus.provisions[wanted]
        return
    folded = wanted.casefold()
    labelled = [p for p in corpus.provisions.values() if p.label.casefold() == folded]
    if labelled:
        yield from _law_today(labelled) or labelled
        return
    for reference in references.find(wanted)[:1]:
        ids = (references.resolve(reference, act, corpus.provisions) for act in corpus.documents)
        cited = [corpus.provisions[name] for name in dict.fromkeys(ids) if name]
        yield from _law_today(cited) or cited


def _law_today(found: Sequence[Provision]) -> list[Provision]:
    """Return those whose words are law today, each only where it is cited from."""
    spans = spans_on(date.today().isoformat(), found)
    return [provision for provision in found if span(provision) in spans]


def _nearest(wanted: str, corpus: Corpus) -> list[str]:
    """Return up to three ids that look like what was asked for."""
    near = difflib.get_close_matches(wanted, corpus.provisions, n=3)
    labels = {p.label: p.id for p in corpus.provisions.values()}
    return near or [labels[label] for label in difflib.get_close_matches(wanted, labels, n=3)]


def _lines(provision: Provision, corpus: Corpus, note: str) -> Iterator[str]:
    document = corpus.documents[provision.document_id]
    yield f"{provision.label}, {document.short_title}"
    yield provision.id
    yield from (f"  {heading}" for heading in provision.headings)
    yield ""
    if provision.chapeau:
        yield f"[{provision.chapeau}]"
    yield provision.text
    yield ""
    if note:
        yield f"{IN_PLAIN_WORDS} {note}"
        yield ""
    facts = {
        "tier": provision.tier,
        "status": document.status,
        "words law": _days(provision),
        "changed by": _some(list(provision.changed_by)),
        "same words": provision.same_as,
        "applies from": provision.applies_from,
        "amended by": provision.amended,
        "completeness": provision.completeness,
        "link": provision.url or document.url,
        "refers to": _some(list(provision.refs)),
        "referred to": _some(referred_by(provision, corpus)),
    }
    yield from (f"{name:<14}{value}" for name, value in facts.items() if value)


def _days(provision: Provision) -> str:
    """Return from when until when these words were law, "" where they always were."""
    first, last = provision.valid_from, provision.valid_to
    return " ".join(word for word in (first and f"from {first}", last and f"until {last}") if word)


def _some(ids: list[str]) -> str:
    rest = f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
    return ", ".join(ids[:_SHOWN]) + rest
