"""Find provisions by their meaning, in a Chroma collection on disk."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.config import Settings
from langchain_chroma import Chroma
from numpy.typing import NDArray

from rag.facets import EVERYWHERE, wanted
from rag.model import Filters
from rag.passages import Passage

COLLECTION = "passages"
BATCH = 1000
VectorsOf = Callable[[Sequence[str]], NDArray[np.float32]]
"""Returns the vectors of texts, one a row."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """A collection of passage vectors."""

    client: Client
    store: Chroma
    passages: int
    """How many passages the collection holds."""

    def search(
        self, vector: Sequence[float], k: int, filters: Filters = EVERYWHERE
    ) -> list[tuple[str, float]]:
        """Return the best provisions with the cosine of their best passage."""
        where = _where(filters)
        read = k
        while True:  # a provision may own several of the best passages
            read = min(read * 2, self.passages)
            found = self._provisions(vector, read, where)
            if len(found) >= k or read == self.passages:
                return list(found.items())[:k]

    def close(self) -> None:
        """Free the files; nothing can be found afterwards."""
        self.client.close()

    def _provisions(
        self, vector: Sequence[float], read: int, where: dict[str, Any] | None
    ) -> dict[str, float]:
        found: dict[str, float] = {}
        if not read:
            return found
        for document, distance in self.store.similarity_search_by_vector_with_relevance_scores(
            list(vector), k=read, filter=where
        ):
            found.setdefault(document.metadata["provision_id"], 1.0 - distance)
        return found


def build(
    passages: Sequence[Passage],
    facets: Mapping[str, Mapping[str, str]],
    folder: Path,
    vectors_of: VectorsOf,
) -> None:
    """Write a collection of the passages; `facets` names what each provision is filtered by."""
    with _client(folder) as client:
        _store(client)
        collection = client.get_collection(COLLECTION, embedding_function=None)
        for start in range(0, len(passages), BATCH):
            batch = passages[start : start + BATCH]
            texts = [passage.text for passage in batch]
            collection.add(
                [passage.id for passage in batch],
                vectors_of(texts),
                [{"provision_id": p.provision_id, **facets[p.provision_id]} for p in batch],
                texts,
            )


def load(folder: Path) -> Vectors:
    """Open the collection in a folder."""
    client = _client(folder)
    store = _store(client)
    return Vectors(client, store, client.get_collection(COLLECTION, None).count())


def _client(folder: Path) -> Client:
    opened = chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
    return cast(Client, opened)  # declared as its interface, which cannot be closed


def _store(client: Client) -> Chroma:
    return Chroma(
        COLLECTION,
        client=client,
        collection_configuration={"hnsw": {"space": "cosine", "ef_search": 200}},
    )


def _where(filters: Filters) -> dict[str, Any] | None:
    conditions = [{name: {"$in": sorted(values)}} for name, values in wanted(filters).items()]
    if len(conditions) > 1:
        return {"$and": conditions}
    return conditions[0] if conditions else None
