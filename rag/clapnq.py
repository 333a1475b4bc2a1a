"""Score the sentences cited from given passages, and silence where a passage has no answer."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from langchain_core.embeddings import Embeddings

from ingest.model import Corpus, Document, Provision
from rag.asking import read
from rag.bootstrap import balanced_interval, interval, mean
from rag.draft import draft
from rag.evaluation_report import with_interval
from rag.expected import invalid, rows
from rag.model import Hit
from rag.refusal import refusal
from rag.sentences import Reading
from rag.telling import Meaning, support_of

PINCITE = "Pincite, sentence by sentence"
LEAD, TOP = "lead sentence", "top sentence by cosine"
AS_LAW = "Pincite, as laws are answered"
_HALVES = 100
_NEEDS = '"question", "sentences", "answerable" and "gold_sentences"'
Cited = Sequence[str]
"""The sentences that a method cites; () when it abstains."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A question, a passage in sentences, and which of them answer; none may."""

    id: str
    question: str
    title: str
    sentences: tuple[str, ...]
    answerable: bool
    gold: frozenset[str]


@dataclass(frozen=True, slots=True)
class ClapReport:
    """What each method cited for each passage."""

    passages: tuple[Passage, ...]
    cited: Mapping[str, tuple[Cited, ...]]
    """By method, in the order of the passages."""
    threshold: float
    """Cosine below which the top sentence is best withheld, chosen on these same passages."""
    held_out: Mapping[str, float]
    """Balanced abstention of Pincite's support and of the cosine, when the threshold of each is
    chosen on one half of the passages and used on the other."""

    def to_json(self) -> dict[str, Any]:
        """Return the scores of every method, and Pincite's for each passage."""
        pairs = zip(self.passages, self.cited[PINCITE], strict=True)
        return {
            "corpus": "clapnq",
            "protocol": "clapnq",
            "n": len(self.passages),
            "threshold": self.threshold,
            "held_out": dict(self.held_out),
            "methods": {name: self._summary(name) for name in self.cited},
            "questions": [
                {"id": p.id, "kind": _kind(p), "cited": list(cited), **scores_of(p, cited)}
                for p, cited in pairs
            ],
        }

    def table(self) -> str:
        """Return a Markdown table: a row a method."""
        heads = ("precision", "recall", "F1", "answered", "abstained", "balanced abstention")
        lines = [f"| method | {' | '.join(heads)} |", "|---" * (len(heads) + 1) + "|"]
        for name in self.cited:
            lines.append(f"| {name} | {' | '.join(self._cells(name))} |")
        answerable = sum(p.answerable for p in self.passages)
        return "\n".join(
            [
                *lines,
                "",
                f"{answerable} answerable questions, {len(self.passages) - answerable} others. "
                "An answerable question on which a method abstains scores 0.",
                f"The threshold {self.threshold:.3f} was chosen on these same questions. Chosen on "
                "one half and used on the other, thresholds reach a balanced abstention of "
                + ", ".join(f"{v:.2f} ({name})" for name, v in self.held_out.items())
                + ".",
            ]
        )

    def _scores(self, name: str) -> Mapping[str, list[float]]:
        found: dict[str, list[float]] = {}
        for passage, cited in zip(self.passages, self.cited[name], strict=True):
            for measure, value in scores_of(passage, cited).items():
                found.setdefault(measure, []).append(value)
        return found

    def _summary(self, name: str) -> dict[str, Any]:
        scores = self._scores(name)
        groups = [scores[m] for m in ("answered rightly", "abstained rightly") if m in scores]
        balanced = mean([mean(values) for values in groups])
        return {
            **{measure: mean(values) for measure, values in scores.items()},
            "balanced abstention": balanced,
            "intervals": {
                **{measure: interval(values) for measure, values in scores.items()},
                "balanced abstention": balanced_interval(*groups),
            },
        }

    def _cells(self, name: str) -> list[str]:
        summary = self._summary(name)
        whole = ("precision", "recall", "F1", "balanced abstention")
        cells = {
            m: with_interval(summary[m], summary["intervals"][m]) for m in whole if m in summary
        }
        brief = ("answered rightly", "abstained rightly")
        cells |= {m: f"{summary[m]:.2f}" for m in brief if m in summary}
        return [cells.get(m, "") for m in (*whole[:3], *brief, whole[3])]


def read_passages(path: Path) -> list[Passage]:
    """Return the passages of a CLAPnq file. Raises `QuestionsInvalid` with the line."""
    found = []
    for number, row in rows(path, _NEEDS):
        try:
            found.append(_passage(row, number))
        except (KeyError, TypeError, AttributeError) as error:
            raise invalid(path, number, _NEEDS, error) from error
    if not found:
        raise invalid(path, 0, _NEEDS, ValueError("the file is empty"))
    return found


def _passage(row: Mapping[str, Any], number: int) -> Passage:
    if not row["sentences"]:
        raise TypeError("no sentences")
    return Passage(
        id=str(row.get("id", number)),
        question=row["question"],
        title=str(row.get("title") or ""),
        sentences=tuple(" ".join(sentence.split()) for sentence in row["sentences"]),
        answerable=bool(row["answerable"]),
        gold=frozenset(" ".join(sentence.split()) for sentence in row["gold_sentences"]),
    )


def evaluate_clapnq(
    path: Path, embeddings: Embeddings, words: Mapping[str, str], report: Callable[[str], None]
) -> ClapReport:
    """Answer every question of a file from its passage, with ours and with the baselines."""
    passages = read_passages(path)
    read_ones = []
    for passage in passages:
        report(f"{passage.id}: {passage.question}")
        read_ones.append(reading(passage, embeddings))
    tops = [max(one.cosines) for one in read_ones]
    answerable = [passage.answerable for passage in passages]
    threshold = best_threshold(tops, answerable)
    top = [(one.sentences[one.cosines.index(max(one.cosines))],) for one in read_ones]
    ours = [cited_by_sentence(one) for one in read_ones]
    laws = [cited_as_law(p, one, words) for p, one in zip(passages, read_ones, strict=True)]
    sure = [one if near >= threshold else () for one, near in zip(top, tops, strict=True)]
    cited: dict[str, Sequence[Cited]] = {
        LEAD: [passage.sentences[:1] for passage in passages],
        TOP: top,
        f"{TOP}, not below {threshold:.3f}": sure,
        AS_LAW: laws,
        PINCITE: ours,
    }
    kept = {
        PINCITE: held_out([one.support for one in read_ones], answerable),
        TOP: held_out(tops, answerable),
    }
    return ClapReport(tuple(passages), {n: tuple(c) for n, c in cited.items()}, threshold, kept)


def reading(passage: Passage, embeddings: Embeddings) -> Reading:
    """Return the question held against the sentences of its passage."""
    vector = np.asarray(embeddings.embed_query(passage.question))
    near = np.asarray(embeddings.embed_documents(list(passage.sentences))) @ vector
    cosines = tuple(float(cosine) for cosine in near)
    return Reading(passage.question, passage.title, passage.sentences, cosines)


def cited_by_sentence(one: Reading) -> Cited:
    """Return the sentences that answer, () where the passage does not."""
    return tuple(one.sentences[n] for n in one.chosen) if one.is_supported else ()


def cited_as_law(passage: Passage, one: Reading, words: Mapping[str, str]) -> Cited:
    """Return the sentences that would be quoted, were each a paragraph of a law."""
    corpus = corpus_of(passage)
    asked = read(passage.question)
    near = sorted(zip(one.cosines, corpus.provisions.values(), strict=True), key=lambda p: -p[0])
    hits = [Hit(provision, cosine, "meaning") for cosine, provision in near]
    nearest = max(one.cosines)
    meaning = Meaning(lambda _: nearest, lambda _: -1.0, lambda *_: 1.0)
    support = support_of(corpus, words, meaning)
    if refusal(asked, hits, support):
        return ()
    quotes = [quote for claim in draft(asked, hits, corpus).claims for _, quote in claim.quotes]
    return tuple(s for s in passage.sentences if any(s in quote for quote in quotes))


def corpus_of(passage: Passage) -> Corpus:
    """Return a corpus of one document whose paragraphs are the sentences."""
    name = "doc:passage"
    title = passage.title or name
    document = Document(name, name, title, title, "article", "", "guidance")
    paragraphs = [
        Provision(f"{name}#par_{n}", name, f"Paragraph {n}", "paragraph", (title,), sentence, n)
        for n, sentence in enumerate(passage.sentences, 1)
    ]
    return Corpus({name: document}, {p.id: p for p in paragraphs})


def scores_of(passage: Passage, cited: Collection[str]) -> Mapping[str, float]:
    """Return how well the sentences were chosen, or whether silence was right."""
    if not passage.answerable:
        return {"abstained rightly": float(not cited)}
    right = len(passage.gold & set(cited))
    precision = right / len(set(cited)) if cited else 0.0
    recall = right / len(passage.gold) if passage.gold else 0.0
    both = precision + recall
    return {
        "precision": precision,
        "recall": recall,
        "F1": 2 * precision * recall / both if both else 0.0,
        "answered rightly": float(bool(cited)),
    }


def best_threshold(values: Sequence[float], answerable: Sequence[bool]) -> float:
    """Return the value that tells answerable questions from the others best."""
    return max(sorted(set(values)), key=lambda at: _balanced(at, values, answerable))


def held_out(values: Sequence[float], answerable: Sequence[bool]) -> float:
    """Return the mean balanced abstention on halves whose threshold was chosen on the others."""
    chance = random.Random(0)
    found = []
    for _ in range(_HALVES):
        drawn = chance.sample(range(len(values)), k=len(values))
        half = len(drawn) // 2
        first, second = ([values[n] for n in part] for part in (drawn[:half], drawn[half:]))
        of_first, of_second = (
            [answerable[n] for n in part] for part in (drawn[:half], drawn[half:])
        )
        at = best_threshold(first, of_first) if first else 0.0
        found.append(_balanced(at, second, of_second))
    return mean(found)


def _balanced(at: float, values: Sequence[float], answerable: Sequence[bool]) -> float:
    """Return the mean of the shares rightly answered and rightly not, at a threshold."""
    pairs = list(zip(values, answerable, strict=True))
    kept = [float(value >= at) for value, is_one in pairs if is_one]
    left = [float(value < at) for value, is_one in pairs if not is_one]
    return mean([mean(group) for group in (kept, left) if group])


def _kind(passage: Passage) -> str:
    return "answerable" if passage.answerable else "unanswerable"
