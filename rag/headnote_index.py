"""Find provisions by the headnotes that lead to them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from rag.adapters import bm25
from rag.headnotes import ASKS, NOTE, TERMS, Attached
from rag.passages import Passage

FOLDER = "headnotes"
_VECTORS, _ROWS = "vectors.npy", "rows.json"
VectorsOf = Callable[[Sequence[str]], NDArray[np.float32]]


@dataclass(frozen=True)
class HeadnoteIndex:
    """Vectors of notes and of questions, and the words of terms.

    They are some ten thousand, all ours, and never more: a product with all of them takes two
    milliseconds and is exact, so they need no vector store.
    """

    rows: tuple[tuple[str, str], ...]
    """Provision id and part of each vector."""
    vectors: NDArray[np.float32]
    terms: bm25.Keywords | None

    @property
    def entries(self) -> int:
        """How many texts can be found."""
        return len(self.rows) + (len(self.terms.provision_ids) if self.terms else 0)

    def nearest(
        self, part: str, vector: Sequence[float], k: int, admitted: frozenset[str] | None = None
    ) -> list[tuple[str, float]]:
        """Return the best provisions by their best note or question, with its cosine."""
        ids, vectors = self._of_part[part]
        if not ids:
            return []
        # Not `@`: it shares so small a product out, and waits for a busy core.
        scores = np.einsum("ij,j->i", vectors, np.asarray(vector, np.float32))
        found: dict[str, float] = {}
        for position in np.argsort(-scores, kind="stable"):
            if len(found) == k:
                break
            if admitted is None or ids[position] in admitted:
                found.setdefault(ids[position], float(scores[position]))
        return list(found.items())

    def by_terms(
        self, text: str, k: int, admitted: frozenset[str] | None = None
    ) -> list[tuple[str, float]]:
        """Return the provisions whose everyday words a text uses."""
        return self.terms.search(text, k, admitted) if self.terms else []

    @cached_property
    def _of_part(self) -> dict[str, tuple[tuple[str, ...], NDArray[np.float32]]]:
        parts = {}
        for part in (NOTE, ASKS):
            at = [n for n, row in enumerate(self.rows) if row[1] == part]
            parts[part] = tuple(self.rows[n][0] for n in at), self.vectors[at]
        return parts


def embedded_texts(attached: Sequence[Attached]) -> list[str]:
    """Return every text that needs a vector, in the order of the rows."""
    return [text for _, _, text in _embedded(attached)]


def _embedded(attached: Sequence[Attached]) -> list[tuple[str, str, str]]:
    return [
        (one.provision_id, part, text)
        for part in (NOTE, ASKS)
        for one in attached
        for text in one.said(part)
    ]


def build(attached: Sequence[Attached], generation: Path, vectors_of: VectorsOf) -> None:
    """Write the index of headnotes into a generation; nothing where there are none."""
    rows = _embedded(attached)
    if not rows:
        return
    folder = generation / FOLDER
    folder.mkdir()
    np.save(folder / _VECTORS, vectors_of([text for _, _, text in rows]))
    (folder / _ROWS).write_text(json.dumps([row[:2] for row in rows]), encoding="utf-8")
    terms = [
        Passage(f"{one.provision_id}/{number}", one.provision_id, "", " ".join(one.said(TERMS)))
        for number, one in enumerate(attached)
        if one.said(TERMS)
    ]
    if terms:
        bm25.build(terms, folder / TERMS)


def load(generation: Path) -> HeadnoteIndex:
    """Open the index of headnotes in a generation, an empty one where there is none."""
    folder = generation / FOLDER
    if not folder.is_dir():
        return HeadnoteIndex((), np.empty((0, 0), np.float32), None)
    rows = json.loads((folder / _ROWS).read_text(encoding="utf-8"))
    terms = bm25.load(folder / TERMS) if (folder / TERMS).is_dir() else None
    vectors: NDArray[np.float32] = np.load(folder / _VECTORS, allow_pickle=False)
    return HeadnoteIndex(tuple((row[0], row[1]) for row in rows), vectors, terms)
