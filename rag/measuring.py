"""Choose the parts that measurements need beyond an assistant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from rag.adapters.embedder import load_embedder
from rag.clapnq import ClapReport, evaluate_clapnq
from rag.gone import GoneReport, evaluate_gone
from rag.index import open_index
from rag.settings import Settings
from rag.thesaurus import read_words
from rag.wiring import assistant_of

Report = Callable[[str], None]


def gone(settings: Settings, questions: Path, report: Report) -> GoneReport:
    """Score refusals of a file of questions without the provisions that answer them."""
    report("loading the embedder")
    index = open_index(settings.home, load_embedder(settings.embedder, settings.home))
    return evaluate_gone(index, lambda one: assistant_of(one, settings), questions, report)


def clapnq(settings: Settings, passages: Path, report: Report) -> ClapReport:
    """Score the sentences cited from passages that are given with their questions."""
    report("loading the embedder")
    embedder = load_embedder(settings.embedder, settings.home)
    return evaluate_clapnq(passages, embedder.embeddings, read_words(settings.words), report)
