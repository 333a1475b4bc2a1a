"""Compare index time, size and latency with and without headnotes, in the same run.

    python -m bench.headnotes --home .pincite --questions FILE

Both sides index the same texts into homes of their own with nothing embedded before; the home
named is only read.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from ingest.store import DOCUMENTS, PROVISIONS
from rag.evaluate import Expected, read_questions
from rag.model import Question
from rag.settings import Settings, corpus_folder
from rag.wiring import assistant_of, index_corpus

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Measured:
    """One side: seconds, megabytes, milliseconds."""

    index_s: float
    size_mb: float
    p50_ms: float
    p95_ms: float


def main() -> None:
    """Measure both sides and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--questions", type=Path, required=True)
    arguments = parser.parse_args()
    questions = read_questions(arguments.questions)
    with tempfile.TemporaryDirectory() as folder:
        corpora = {"without": _without_headnotes(Path(folder)), "with": corpus_folder()}
        _measured(arguments.home, Path(folder) / "warm", corpora["without"], questions)
        sides = {
            name: _measured(arguments.home, Path(folder) / name, corpus, questions)
            for name, corpus in corpora.items()
        }
    print(_table(sides["with"], sides["without"]))


def _without_headnotes(folder: Path) -> Path:
    """Return a copy of the corpus folder that has no headnotes."""
    copy = folder / "corpus"
    shutil.copytree(corpus_folder(), copy, ignore=shutil.ignore_patterns("headnotes"))
    return copy


def _measured(source: Path, home: Path, corpus: Path, questions: list[Expected]) -> Measured:
    home.mkdir()
    for name in (PROVISIONS, DOCUMENTS):
        shutil.copyfile(source / name, home / name)
    settings = Settings(home=home, corpus=corpus, offline=True)
    started = time.perf_counter()
    index = index_corpus(settings, lambda _: None)
    index_s = time.perf_counter() - started
    size = sum(path.stat().st_size for path in (home / "current").resolve().rglob("*"))
    assistant = assistant_of(index, settings)
    times = []
    for turn in range(ROUNDS + 1):
        for expected in questions:
            started = time.perf_counter()
            assistant.ask(Question(expected.question))
            if turn:  # the first round warms up
                times.append((time.perf_counter() - started) * 1000)
    ordered = sorted(times)
    p95 = ordered[int(0.95 * (len(ordered) - 1))]
    return Measured(index_s, size / 1e6, statistics.median(times), p95)


def _table(with_them: Measured, without: Measured) -> str:
    lines = ["| measure | with headnotes | without | ratio |", "|---|---|---|---|"]
    for name, label in (
        ("index_s", "index, nothing embedded before (s)"),
        ("size_mb", "size of the index (MB)"),
        ("p50_ms", "ask p50 (ms)"),
        ("p95_ms", "ask p95 (ms)"),
    ):
        ours, theirs = getattr(with_them, name), getattr(without, name)
        lines.append(f"| {label} | {ours:.1f} | {theirs:.1f} | {ours / theirs:.2f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
