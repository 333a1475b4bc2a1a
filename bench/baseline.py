"""Compare index time, latency, memory and first hits with a plain LangChain RAG.

    python -m bench.baseline --home .pincite --questions FILE

Every row is measured in a process of its own, on the same texts and questions with the same
embedder. The home is only read. Quality is judged at article level for both sides: a hit is any
part of an article that answers.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import plain_rag
from ingest.store import read_corpus
from rag.adapters.embedder import load_embedder
from rag.evaluate import Expected, read_questions
from rag.index import Texts, build_index
from rag.model import Question
from rag.settings import Settings
from rag.wiring import open_assistant

DEPTH = 5
ROUNDS = 5
SIDES = ("pincite", "plain")
Found = Callable[[str], Sequence[str]]
"""Takes a question and returns the ids found, best first."""
Asking = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two systems, open and ready."""

    search: Found
    ask: Asking


def main() -> None:
    """Run both sides and print a Markdown table."""
    arguments = _parser().parse_args()
    if arguments.step:
        print(json.dumps(_step(arguments)))
        return
    with tempfile.TemporaryDirectory() as folder:
        measured = {side: _measure(arguments, side, Path(folder) / side) for side in SIDES}
    print(_table(measured))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.baseline", description=__doc__)
    parser.add_argument("--home", type=Path, default=Path(".pincite"))
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--step", choices=("index", "ask"), help=argparse.SUPPRESS)
    parser.add_argument("--side", choices=SIDES, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    return parser


def _measure(arguments: argparse.Namespace, side: str, folder: Path) -> dict[str, float]:
    """Return what one side measures, its two steps each in a process of its own."""
    found: dict[str, float] = {}
    for step in ("index", "ask"):
        command = [sys.executable, "-m", "bench.baseline", "--step", step, "--side", side]
        command += ["--home", str(arguments.home), "--questions", str(arguments.questions)]
        command += ["--folder", str(folder)]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
        found |= json.loads(done.stdout.splitlines()[-1])
    return found


def _step(arguments: argparse.Namespace) -> dict[str, float]:
    run = _index if arguments.step == "index" else _ask
    found = run(arguments)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return {**found, f"peak memory of {arguments.step} (MB)": peak / unit}


def _index(arguments: argparse.Namespace) -> dict[str, float]:
    corpus, embedder = read_corpus(arguments.home), load_embedder()
    embedder.embeddings.embed_query("warm up")
    started = time.perf_counter()
    if arguments.side == "plain":
        plain_rag.build(corpus, arguments.folder, embedder.embeddings)
    else:
        build_index(Texts(corpus, arguments.home), arguments.folder, embedder, _unheard)
    return {"index (s)": time.perf_counter() - started}


def _ask(arguments: argparse.Namespace) -> dict[str, float]:
    questions = read_questions(arguments.questions)
    opening = _open_plain if arguments.side == "plain" else _open_pincite
    started = time.perf_counter()
    side = opening(arguments)
    side.ask(questions[0].question)
    ready = time.perf_counter() - started
    asked = [expected.question for expected in questions]
    return {
        "open and first answer (s)": ready,
        **_latency("search", side.search, asked),
        **_latency("ask", side.ask, asked),
        **_quality(side.search, questions, arguments.home),
    }


def _open_plain(arguments: argparse.Namespace) -> Side:
    rag = plain_rag.load(arguments.folder, load_embedder().embeddings)
    return Side(lambda text: [article for article, _ in rag.search(text, DEPTH)], rag.ask)


def _open_pincite(arguments: argparse.Namespace) -> Side:
    """Open Pincite as its commands do, on the index just built."""
    for name in ("provisions.jsonl", "documents.jsonl"):
        target = arguments.folder / name
        if not target.exists():
            target.write_bytes((arguments.home / name).read_bytes())
    settings = Settings(home=arguments.folder, offline=True)
    assistant = open_assistant(settings, _unheard)
    return Side(
        lambda text: [hit.provision.id for hit in assistant.search(Question(text), DEPTH)],
        lambda text: assistant.ask(Question(text)),
    )


def _unheard(*_: object) -> None:
    """Nobody watches the progress."""


def _latency(name: str, run: Asking, asked: Sequence[str]) -> dict[str, float]:
    taken = []
    for _ in range(ROUNDS):
        for text in asked:
            started = time.perf_counter()
            run(text)
            taken.append(1000 * (time.perf_counter() - started))
    cuts = statistics.quantiles(taken, n=20)
    return {f"{name} p50 (ms)": statistics.median(taken), f"{name} p95 (ms)": cuts[-1]}


def _quality(search: Found, questions: Sequence[Expected], home: Path) -> dict[str, float]:
    """Return the shares of questions whose article comes first, or among the first five."""
    known = read_corpus(home).documents
    ranks = [
        _rank(search(expected.question), expected.gold)
        for expected in questions
        if any(d.startswith(gold.partition("#")[0]) for gold in expected.gold for d in known)
    ]
    if not ranks:
        return {}
    return {
        "hit@1": sum(rank == 1 for rank in ranks) / len(ranks),
        f"hit@{DEPTH}": sum(rank > 0 for rank in ranks) / len(ranks),
        "questions": float(len(ranks)),
    }


def _rank(found: Sequence[str], gold: Sequence[str]) -> int:
    """Return the place of the first hit, 0 for none."""
    articles = tuple(identifier.partition(".")[0] for identifier in gold)
    for rank, identifier in enumerate(found, 1):
        article = identifier.partition(".")[0]
        if any(article == a or (a.startswith("doc:") and article.startswith(a)) for a in articles):
            return rank
    return 0


def _table(measured: dict[str, dict[str, float]]) -> str:
    ours, plain = measured["pincite"], measured["plain"]
    lines = ["| measure | Pincite | plain LangChain RAG | ratio |", "|---|---|---|---|"]
    for name in ours:
        ratio = f"{ours[name] / plain[name]:.2f}" if plain.get(name) else "-"
        lines.append(f"| {name} | {ours[name]:.2f} | {plain.get(name, 0):.2f} | {ratio} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
