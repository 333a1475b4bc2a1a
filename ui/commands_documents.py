"""Take in and give up the user's own documents: `add`, `remove`."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Protocol, cast

from ingest.model import FULL, Document
from ingest.store import read_corpus
from ingest.user_model import Facts, Source
from rag.settings import Settings
from ui.parts import Context

if TYPE_CHECKING:  # the readers that it needs take long to import
    from ingest.user_documents import Kept

Report = Callable[[str], None]


class DocumentWiring(Protocol):
    """What these commands need from the rest."""

    def obtain_document(
        self, settings: Settings, named: str, allow_private: bool = False
    ) -> Source:
        """Return the file or the page that a user names."""

    def add_document(
        self, settings: Settings, source: Source, facts: Facts, report: Report
    ) -> Kept:
        """Add a document to the corpus and to the index."""

    def remove_document(self, settings: Settings, identifier: str, report: Report) -> Document:
        """Remove a document from the corpus and from the index."""


def add(arguments: Namespace, context: Context) -> int:
    """Add a file or a web page to the corpus."""
    facts = Facts(
        title=" ".join(arguments.title.split()),
        author=" ".join(arguments.author.split()),
        published=arguments.date or "",
        publisher=" ".join(arguments.publisher.split()),
        tier=arguments.tier,
        language=arguments.language or "",
    )
    wiring = cast(DocumentWiring, context.wiring())
    with context.terminal.progress() as report:
        report(f"obtaining {arguments.source}")
        source = wiring.obtain_document(context.settings, arguments.source, arguments.allow_private)
        kept = wiring.add_document(context.settings, source, facts, report)
    for line in _lines(kept):
        context.terminal.write(line)
    return 0


def remove(arguments: Namespace, context: Context) -> int:
    """Remove a document that the user added."""
    named = arguments.id.strip()
    identifier = named if named.startswith("doc:") else f"doc:{named}"
    wiring = cast(DocumentWiring, context.wiring())
    with context.terminal.progress() as report:
        removed = wiring.remove_document(context.settings, identifier, report)
    context.terminal.write(f"Removed {removed.short_title} ({removed.id}).")
    if identifier in read_corpus(context.settings.home).documents:
        context.terminal.write("  Our brief of it is back.")
    return 0


def _lines(kept: Kept) -> Iterator[str]:
    document = kept.record.document
    named = f"{document.title} ({document.id})"
    count = f"{sum(1 for p in kept.provisions if not p.parent_id)} paragraphs"
    if not kept.is_new:
        yield f"Already here: {named}. Nothing was changed."
        return
    if kept.before is not None:
        yield f"Replaced {named}: {count} instead of the version of {_when(kept.before.document)}."
    else:
        yield f"Added {named}: {count}."
        if kept.is_original:
            yield "  It takes the place of our brief; `pincite remove` brings that back."
    yield from (f"  {name:<13}{value}" for name, value in _facts(document) if value)
    if kept.notice:
        yield f"  {kept.notice}"
    yield "  Anything wrong? Add it again with --title, --author, --date, --publisher or --tier."


def _when(document: Document) -> str:
    return document.retrieved_at.replace("T", " ").partition("+")[0]


def _facts(document: Document) -> Iterator[tuple[str, str]]:
    yield "author", document.author
    yield "published", document.published
    yield "publisher", document.publisher
    yield "tier", document.tier
    yield "language", document.language
    yield "link", document.url
    yield "lacks", "" if document.completeness == FULL else document.completeness
