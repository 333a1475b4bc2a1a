"""Show one provision as it stands in the corpus: `show`."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from ingest.headnotes import read_all
from ingest.model import Corpus, Provision
from ingest.store import read_corpus
from rag.headnotes import attach, shown
from rag.model import IN_PLAIN_WORDS
from ui.json_contract import provision_object, referred_by
from ui.parts import Context
from ui.provision_named import resolve

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
