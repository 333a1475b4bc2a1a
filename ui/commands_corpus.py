"""Build the corpus: `ingest`, `index`."""

from __future__ import annotations

from argparse import Namespace

from ui.parts import Context


def ingest(arguments: Namespace, context: Context) -> int:
    """Obtain and parse everything in the catalogue."""
    settings = context.settings.model_copy(
        update={"refresh": context.settings.refresh or arguments.refresh}
    )
    wiring = context.wiring()
    with context.terminal.progress() as report:
        corpus = wiring.ingest_corpus(settings, report)
    for document in corpus.documents.values():
        kept = sum(1 for _ in corpus.of_document(document.id))
        lacks = "" if document.completeness == "full" else f"; {document.completeness}"
        context.terminal.write(
            f"{document.short_title}: {kept} provisions by {document.obtained_from}{lacks}"
        )
    return 0


def index(arguments: Namespace, context: Context) -> int:
    """Build or update the index."""
    wiring = context.wiring()
    with context.terminal.progress() as report:
        wiring.index_corpus(context.settings, report, arguments.provisions)
    context.terminal.write("The index is ready.")
    return 0
