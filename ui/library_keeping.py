"""Let the page add, remove and refresh texts as the commands do."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urljoin, urlsplit

from ingest.catalog import Entry, read_catalog
from ingest.model import Corpus, Document
from ingest.routes.context import RouteContext
from ingest.store import read_corpus
from rag.settings import Settings
from ui.commands_documents import DocumentWiring
from ui.commands_status import text_sha256
from ui.library_keeper import Addition, Changed, Changes, Keeper
from ui.library_state import state_of
from ui.parts import Report, Wiring
from ui.shield import is_local


class KeepingWiring(Wiring, DocumentWiring, Protocol):
    """What a keeper needs from the rest."""


def keeper_of(settings: Settings, wiring: KeepingWiring, host: str) -> Keeper:
    """Return the keeper of a home; texts are changed only where the page listens locally."""
    entries = {entry.id: entry for entry in read_catalog(settings.catalog).documents}

    def status(corpus: Corpus) -> dict[str, Any]:
        return state_of(corpus, entries, settings.home)

    if not is_local(host):
        return Keeper(status)
    home = _Home(settings, wiring)
    hosts = () if settings.offline else _publishers(entries)
    changes = Changes(home.add, home.remove, home.refresh, settings.offline, hosts)
    return Keeper(status, changes)


def _publishers(entries: Mapping[str, Entry]) -> tuple[str, ...]:
    """Return the hosts that the catalogue's official routes lead to."""
    base = RouteContext(raw=Path()).official_base
    found = (
        urlsplit(urljoin(base, route.url)).hostname
        for entry in entries.values()
        for route in entry.routes
        if route.via == "official"
    )
    return tuple(dict.fromkeys(host for host in found if host))


class _Home:
    """Changes one home, then opens what answers from its texts."""

    def __init__(self, settings: Settings, wiring: KeepingWiring) -> None:
        self._settings = settings
        self._wiring = wiring

    def add(self, addition: Addition, report: Report) -> Changed:
        """Add a file or a page; nothing on private networks is fetched."""
        source = self._wiring.obtain_document(self._settings, addition.named)
        kept = self._wiring.add_document(self._settings, source, addition.facts, report)
        how = "original" if kept.is_original else "added"
        if kept.before is not None:
            how = "replaced" if kept.is_new else "unchanged"
        return self._opened(how, (kept.record.document,), report, kept.notice)

    def remove(self, identifier: str, report: Report) -> Changed:
        """Remove a document that the reader added."""
        removed = self._wiring.remove_document(self._settings, identifier, report)
        back = identifier in read_corpus(self._settings.home).documents
        return self._opened("brief" if back else "removed", (removed,), report)

    def refresh(self, report: Report) -> Changed:
        """Obtain again everything that can be obtained."""
        before = _texts(read_corpus(self._settings.home))
        again = self._settings.model_copy(update={"refresh": True})
        corpus = self._wiring.ingest_corpus(again, report)
        self._wiring.index_corpus(self._settings, report)
        now = _texts(corpus)
        changed = tuple(d for d in corpus.documents.values() if now[d.id] != before.get(d.id))
        return self._opened("refreshed", changed, report)

    def _opened(
        self, how: str, documents: tuple[Document, ...], report: Report, notice: str = ""
    ) -> Changed:
        assistant = self._wiring.open_assistant(self._settings, report)
        return Changed(how, assistant, documents, notice)


def _texts(corpus: Corpus) -> dict[str, str]:
    """Return by document the digest of its text."""
    return {name: text_sha256(corpus.of_document(name)) for name in corpus.documents}
