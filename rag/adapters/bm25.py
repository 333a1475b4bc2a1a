"""Find provisions by their words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import bm25s
import numpy as np
import Stemmer

from rag.passages import Passage

HEADING_WEIGHT = 2
"""How often a word of the headings counts."""
STOP_WORDS = "english_plus"


@dataclass(frozen=True, slots=True)
class Keywords:
    """A keyword index over passages."""

    engine: bm25s.BM25
    provision_ids: tuple[str, ...]
    """The provision of each passage, by position."""

    def search(
        self, text: str, k: int, admitted: frozenset[str] | None = None
    ) -> list[tuple[str, float]]:
        """Return the best provisions with their scores; only those admitted, if that is given."""
        words = [word for word in _words([text])[0] if word in self.engine.vocab_dict]
        if not words:
            return []
        scores = self.engine.get_scores(words)
        found: dict[str, float] = {}
        for position in np.argsort(-scores, kind="stable"):
            score = float(scores[position])
            if score <= 0 or len(found) == k:
                break
            provision_id = self.provision_ids[position]
            if admitted is None or provision_id in admitted:
                found.setdefault(provision_id, score)
        return list(found.items())


def build(passages: Sequence[Passage], folder: Path) -> None:
    """Write a keyword index into a folder."""
    weighted = (
        f"{(passage.heading + chr(10)) * HEADING_WEIGHT}{passage.body}" for passage in passages
    )
    engine = bm25s.BM25()
    engine.index(_words(list(weighted)), show_progress=False)
    engine.save(folder, show_progress=False)
    ids = [passage.provision_id for passage in passages]
    _ids_file(folder).write_text(json.dumps(ids), encoding="utf-8")


def load(folder: Path) -> Keywords:
    """Read the keyword index in a folder."""
    ids = json.loads(_ids_file(folder).read_text(encoding="utf-8"))
    return Keywords(bm25s.BM25.load(folder), tuple(ids))


def _ids_file(folder: Path) -> Path:
    return folder / "provision_ids.json"


def _words(texts: list[str]) -> list[list[str]]:
    stemmed: list[list[str]] = bm25s.tokenize(
        texts,
        stopwords=STOP_WORDS,
        stemmer=Stemmer.Stemmer("english"),
        return_ids=False,
        show_progress=False,
    )
    return stemmed
