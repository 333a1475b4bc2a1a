"""Measure how index time grows with the number of small documents, added, changed or removed.

    python -m bench.scale --documents 10000

Three corpora, of a quarter, a half and all of the documents, are each indexed from nothing, again
without a change, with a hundredth of the documents changed, with a tenth removed and with all but
ten removed. Seconds are from reading the stored texts to the open index; loading the embedder is
left out. Texts are invented, of one to three short paragraphs. Beside other busy programs, use
`--threads 1`: cores that wait for each other would measure those programs.
"""

from __future__ import annotations

import argparse
import gc
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from ingest.model import Document, Provision
from ingest.store import read_corpus, write_corpus
from rag.adapters.embedder import Embedder, load_embedder
from rag.index import Texts, build_index

LEFT = 10
"""How many documents stay when all others are removed."""
WORDS = (
    *("kettle", "whistle", "steam", "boil", "maker", "importer", "lid", "spout", "water", "report"),
    *("fine", "penalty", "shall", "keep", "check", "sell", "union", "market", "copper", "cup"),
    *("lime", "switch", "handle", "heat", "burn", "notify", "authority", "label", "test", "record"),
    *("year", "month", "inspector", "recall", "spare", "part", "repair", "order", "court", "risk"),
)


@dataclass(frozen=True, slots=True)
class Note:
    """A small document and its paragraphs."""

    document: Document
    paragraphs: tuple[Provision, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """One indexing of one state of a corpus."""

    size: int
    step: str
    documents: int
    passages: int
    embedded: int
    seconds: float
    cpu: float
    """Seconds of processor time: what other programs do changes it less."""


def main() -> None:
    """Index every state of every corpus; print a Markdown table and the linear fit."""
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    arguments = parser.parse_args()
    largest = max(4 * LEFT, arguments.documents)
    embedder = load_embedder()
    torch.set_num_threads(arguments.threads)
    embedder.embeddings.embed_query("warm up")
    runs: list[Run] = []
    for size in (largest // 4, largest // 2, largest):
        with tempfile.TemporaryDirectory() as home:
            for step, notes in _states(size):
                runs.append(_indexed(Path(home), size, step, notes, embedder))
    print(_table(runs))
    first = [run for run in runs if run.step == "first"]
    sizes = [run.documents for run in first]
    print("\nFirst runs, seconds:", _fit(sizes, [run.seconds for run in first]))
    print("\nFirst runs, CPU seconds:", _fit(sizes, [run.cpu for run in first]))


def _states(size: int) -> Iterator[tuple[str, list[Note]]]:
    """Yield what the corpus holds before each run, with the name of the run."""
    notes = [_note(number) for number in range(size)]
    yield "first", notes
    yield "unchanged", notes
    notes = [note if n % 100 else _note(n, "changed ") for n, note in enumerate(notes)]
    yield "1 in 100 changed", notes
    notes = [note for number, note in enumerate(notes) if number % 10]
    yield "1 in 10 removed", notes
    yield f"all but {LEFT} removed", notes[:LEFT]


def _note(number: int, prefix: str = "") -> Note:
    chance = random.Random(number)
    name = f"doc:note-{number}"
    document = Document(
        id=name,
        work=name,
        title=f"Kettle note {number}",
        short_title=f"Kettle note {number}",
        kind="article",
        jurisdiction="EU",
        tier="news",
    )
    paragraphs = (
        Provision(
            id=f"{name}#par_{order}",
            document_id=name,
            label=f"Paragraph {order}",
            kind="paragraph",
            tier="news",
            headings=(),
            text=prefix + " ".join(chance.choices(WORDS, k=chance.randint(12, 30))) + ".",
            order=order - 1,
        )
        for order in range(1, chance.randint(1, 3) + 1)
    )
    return Note(document, tuple(paragraphs))


def _indexed(home: Path, size: int, step: str, notes: Sequence[Note], embedder: Embedder) -> Run:
    paragraphs = [paragraph for note in notes for paragraph in note.paragraphs]
    write_corpus(home, [note.document for note in notes], paragraphs)
    gc.collect()
    started, cpu = time.perf_counter(), time.process_time()
    index = build_index(Texts(read_corpus(home), home), home, embedder, _unheard)
    seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
    return Run(size, step, len(notes), index.stamp.passages, index.embedded, seconds, cpu)


def _unheard(done: int, of: int) -> None:
    """Nobody watches the progress."""


def _table(runs: Sequence[Run]) -> str:
    lines = [
        "| corpus | run | documents | embedded | of passages | seconds | of the first | CPU s |",
        "|---:|---|---:|---:|---:|---:|---:|---:|",
    ]
    first = {run.size: run.seconds for run in runs if run.step == "first"}
    for run in runs:
        lines.append(
            f"| {run.size} | {run.step} | {run.documents} | {run.embedded} | {run.passages} "
            f"| {run.seconds:.2f} | {100 * run.seconds / first[run.size]:.1f} % | {run.cpu:.2f} |"
        )
    return "\n".join(lines)


def _fit(sizes: Sequence[int], seconds: Sequence[float]) -> str:
    """Say how well a straight line explains the times."""
    slope, start = np.polyfit(sizes, seconds, 1)
    line = slope * np.array(sizes) + start
    off = np.max(np.abs(line - seconds) / seconds)
    exponent = np.polyfit(np.log(sizes), np.log(seconds), 1)[0]
    return (
        f"{start:.2f} + {1000 * slope:.2f} per thousand documents, at most {100 * off:.1f} % off "
        f"that line; they grow with the number of documents to the power of {exponent:.2f}."
    )


if __name__ == "__main__":
    main()
