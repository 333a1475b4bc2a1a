"""Compare the support score with a cosine and with word overlap on labelled pairs.

    python -m bench.support --home .pincite --pairs tests/support_pairs.toml

The home is only read. Each pair is a statement, a provision and what an honest reader says of
them: supported, partially, not. Pairs on texts that the home lacks are left out.
"""

from __future__ import annotations

import argparse
import statistics
import time
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.model import Provision
from ingest.store import read_corpus
from rag.adapters.embedder import load_embedder
from rag.adapters.stems import words
from rag.calibration import auroc, auroc_interval, reliability
from rag.closest import sentences
from rag.settings import Settings
from rag.support import THRESHOLD, support

LABELS = ("supported", "partially", "not")
Score = Callable[[str, Provision], float]


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement of our own beside a provision."""

    provision: str
    said: str
    label: str


def main() -> None:
    """Score the pairs in every way and print Markdown tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--pairs", type=Path, required=True)
    arguments = parser.parse_args()
    provisions = read_corpus(arguments.home).provisions
    table = tomllib.loads(arguments.pairs.read_text(encoding="utf-8"))["pair"]
    pairs = [Pair(**row) for row in table if row["provision"] in provisions]
    ours = _ours(provisions)
    print(f"{len(pairs)} pairs, {len(table) - len(pairs)} left out\n")
    print("| score | supported or not | 95 % | fully supported or the rest | 95 % | ms |")
    print("|---|---|---|---|---|---|")
    for name, score in {"support": ours, **_baselines(arguments.home, provisions, ours)}.items():
        print(_row(name, score, pairs, provisions))
    print(_reliability(ours, pairs, provisions))


def _ours(provisions: Mapping[str, Provision]) -> Score:
    return lambda said, provision: support(said, [provision], provisions).score


def _baselines(home: Path, provisions: Mapping[str, Provision], ours: Score) -> dict[str, Score]:
    embeddings = load_embedder(Settings().embedder, home).embeddings

    def cosine(said: str, provision: Provision) -> float:
        one, other = embeddings.embed_documents([said, provision.text])
        return sum(a * b for a, b in zip(one, other, strict=True))

    def nearest(said: str, provision: Provision) -> float:
        law = [sentence.text for sentence in sentences(provision, provisions)]
        one, *others = embeddings.embed_documents([said, *law])
        return max(sum(a * b for a, b in zip(one, other, strict=True)) for other in others)

    def overlap(said: str, provision: Provision) -> float:
        ours_, theirs = set(words(said)), set(words(provision.text))
        return len(ours_ & theirs) / len(ours_)

    return {
        "cosine with the provision": cosine,
        "cosine with its nearest sentence": nearest,
        "word overlap": overlap,
        "support and nearest cosine, mean": lambda said, p: (ours(said, p) + nearest(said, p)) / 2,
    }


def _row(
    name: str, score: Score, pairs: Sequence[Pair], provisions: Mapping[str, Provision]
) -> str:
    found: dict[str, list[float]] = {label: [] for label in LABELS}
    spent = []
    for pair in pairs:
        started = time.perf_counter()
        found[pair.label].append(score(pair.said, provisions[pair.provision]))
        spent.append(time.perf_counter() - started)
    right, partly, wrong = (found[label] for label in LABELS)
    cells = [name]
    for negative in (wrong, partly + wrong):
        low, high = auroc_interval(right, negative)
        cells += [f"{auroc(right, negative):.3f}", f"{low:.3f} to {high:.3f}"]
    return f"| {' | '.join(cells)} | {1000 * statistics.median(spent):.1f} |"


def _reliability(score: Score, pairs: Sequence[Pair], provisions: Mapping[str, Provision]) -> str:
    scored = [
        (score(pair.said, provisions[pair.provision]), pair.label == "supported") for pair in pairs
    ]
    lines = ["", "| score | pairs | fully supported |", "|---|---|---|"]
    for one in reliability(scored):
        if one.low == THRESHOLD:
            lines.append("| **threshold** | | |")
        if one.count:
            lines.append(f"| {one.low:.1f} to {one.high:.1f} | {one.count} | {one.share:.0%} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
