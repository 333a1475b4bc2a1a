"""Score retrieval, answers, citations and refusals against questions with known answers."""

from __future__ import annotations

import json
import random
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from ingest.model import Corpus
from rag.errors import QuestionsInvalid
from rag.model import Answer, Hit, Question
from rag.verify import is_verbatim

_REFUSED_KINDS = frozenset({"refuse", "no-such"})
_DEPTH = 10
_RESAMPLES = 1000
Score = Mapping[str, float]


class Answering(Protocol):
    """What is evaluated."""

    @property
    def corpus(self) -> Corpus:
        """What answers may rest on."""

    def search(self, question: Question, k: int) -> Sequence[Hit]:
        """Return the best hits."""

    def ask(self, question: Question) -> Answer:
        """Return the answer."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One question of a questions file."""

    id: str
    kind: str
    question: str
    gold: tuple[str, ...]
    """Ids or prefixes of the provisions that answer; () when the right answer is a refusal."""
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    as_of: str = ""
    """ISO date whose law is asked for, "" for today's."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one question went: measures by name, 0 to 1 (latency in milliseconds)."""

    expected: Expected
    group: str
    """"answerable", "other-acts" (gold outside the corpus) or "refuse"."""
    scores: Score


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """All outcomes of a run."""

    outcomes: tuple[Outcome, ...]
    corpus: str

    def to_json(self) -> dict[str, Any]:
        """Return measures by group and kind, and each question's scores."""
        return {
            "corpus": self.corpus,
            "groups": {name: _summary(rows) for name, rows in self._rows().items()},
            "questions": [
                {"id": o.expected.id, "kind": o.expected.kind, "group": o.group, **o.scores}
                for o in self.outcomes
            ],
        }

    def table(self) -> str:
        """Return a Markdown table: a row a group and kind, means with 95 % intervals."""
        names = list(dict.fromkeys(n for o in self.outcomes for n in o.scores))
        lines = [f"| questions | n | {' | '.join(names)} |", "|---|---|" + "---|" * len(names)]
        for name, rows in self._rows().items():
            cells = (_cell([o.scores[n] for o in rows if n in o.scores], n) for n in names)
            lines.append(f"| {name} | {len(rows)} | {' | '.join(cells)} |")
        return "\n".join(lines)

    def _rows(self) -> dict[str, list[Outcome]]:
        rows: dict[str, list[Outcome]] = defaultdict(list)
        for outcome in self.outcomes:
            rows[f"all {outcome.group}"].append(outcome)
        for outcome in sorted(self.outcomes, key=lambda o: (o.group, o.expected.kind)):
            rows[f"{outcome.group}: {outcome.expected.kind}"].append(outcome)
        return dict(rows)


def read_questions(path: Path) -> list[Expected]:
    """Return the questions of a JSON-lines file. Raises `QuestionsInvalid` with the line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise QuestionsInvalid(f"{path}: cannot be read ({error}); name a file") from error
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            found.append(_expected(row, number))
        except (json.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
            raise QuestionsInvalid(
                f'{path}:{number}: needs a JSON object with "question" and "gold" ({error!r})'
            ) from error
    return found


def _expected(row: Mapping[str, Any], number: int) -> Expected:
    gold = tuple(_gold(identifier) for identifier in row["gold"])
    kind = str(row.get("kind") or ("article" if gold else "refuse"))
    must, must_not = (tuple(row.get(name) or ()) for name in ("must", "must_not"))
    as_of = str(row.get("as_of") or "")
    return Expected(str(row.get("id", number)), kind, row["question"], gold, must, must_not, as_of)


def _gold(identifier: str) -> str:
    """Return a gold id; "<act>#doc:" stands for any document of the user's own."""
    _, _, anchor = identifier.partition("#")
    return anchor if anchor.startswith("doc:") else identifier


def evaluate(
    assistant: Answering, questions: Path, report: Callable[[str], None]
) -> EvaluationReport:
    """Ask every question of the file and score what comes back."""
    outcomes = []
    for expected in read_questions(questions):
        report(f"{expected.id}: {expected.question}")
        question = Question(expected.question, id=expected.id, as_of=expected.as_of)
        hits = assistant.search(question, _DEPTH)
        answer = assistant.ask(question)
        group = _group(expected, assistant.corpus)
        in_acts = replace(expected, gold=tuple(_place(g, assistant.corpus) for g in expected.gold))
        scores = _scores(in_acts, group, hits, answer, assistant.corpus)
        outcomes.append(Outcome(expected, group, scores))
    return EvaluationReport(tuple(outcomes), assistant.corpus.sha256)


def _group(expected: Expected, corpus: Corpus) -> str:
    if expected.kind in _REFUSED_KINDS or not expected.gold:
        return "refuse"
    documents = (gold.partition("#")[0] for gold in expected.gold)
    known = any(any(d.startswith(name) for d in corpus.documents) for name in documents)
    return "answerable" if known else "other-acts"


def _place(identifier: str, corpus: Corpus) -> str:
    """Return the id as a place in its act: which text of the act it names does not count."""
    document_id, mark, anchor = identifier.partition("#")
    document = corpus.documents.get(document_id)
    return f"{document.work}{mark}{anchor}" if document else identifier


def _scores(
    expected: Expected, group: str, hits: Sequence[Hit], answer: Answer, corpus: Corpus
) -> Score:
    scores = {"refused": float(not answer.answered), "elapsed_ms": answer.elapsed_ms}
    scores |= _honesty(answer)
    if group != "answerable":
        return scores
    return {
        **_retrieval(expected.gold, [_place(hit.provision.id, corpus) for hit in hits]),
        **_citations(expected, answer, corpus),
        **scores,
    }


def _retrieval(gold: Sequence[str], ids: Sequence[str]) -> Score:
    ranks = [rank for rank, identifier in enumerate(ids, 1) if hits(identifier, gold)]
    first = ranks[0] if ranks else 0
    return {
        "hit@1": float(first == 1),
        "hit@5": float(0 < first <= 5),
        "MRR@10": 1 / first if first else 0.0,
        "pinpoint@1": float(bool(ids) and pinpoints(ids[0], gold)),
    }


def _citations(expected: Expected, answer: Answer, corpus: Corpus) -> Score:
    cited = [_place(citation.provision.id, corpus) for citation in answer.citations]
    shown = " ".join(
        s.text + " " + " ".join(c.quote for c in s.citations) for s in answer.statements
    )
    text = _plain(shown)
    scores = {
        "first citation": float(bool(cited) and hits(cited[0], expected.gold)),
        "first pinpoint": float(bool(cited) and pinpoints(cited[0], expected.gold)),
    }
    if cited:
        scores["citation precision"] = _mean(float(hits(c, expected.gold)) for c in cited)
    if expected.must:
        scores["must"] = _mean(float(_plain(word) in text) for word in expected.must)
    if expected.must_not:
        scores["must not"] = _mean(float(_plain(word) in text) for word in expected.must_not)
    return scores


def _honesty(answer: Answer) -> Score:
    """Return the shares of citations that break a promise: both must be 0."""
    if not answer.citations:
        return {}
    return {"not verbatim": _mean(float(not is_verbatim(c)) for c in answer.citations)}


def pinpoints(identifier: str, gold: Sequence[str]) -> bool:
    """Tell whether an id is a gold id or below one."""
    return any(_is_at_or_below(identifier, one) for one in gold)


def hits(identifier: str, gold: Sequence[str]) -> bool:
    """Tell whether an id pinpoints a gold id or is the direct parent of one."""
    return pinpoints(identifier, gold) or any(
        "#" in identifier and one.rpartition(".")[0] == identifier for one in gold
    )


def _is_at_or_below(identifier: str, gold: str) -> bool:
    if gold.endswith(":"):
        return identifier.startswith(gold)
    return identifier == gold or identifier.startswith((f"{gold}.", f"{gold}#"))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _mean(values: Iterable[float]) -> float:
    return statistics.fmean(values)


def _summary(rows: Sequence[Outcome]) -> dict[str, Any]:
    names = dict.fromkeys(name for outcome in rows for name in outcome.scores)
    values = {name: [o.scores[name] for o in rows if name in o.scores] for name in names}
    means: dict[str, Any] = {name: _mean(found) for name, found in values.items()}
    return {"n": len(rows), **means}


def _cell(values: Sequence[float], name: str) -> str:
    if not values:
        return ""
    if name == "elapsed_ms":
        last = sorted(values)[int(0.95 * (len(values) - 1))]
        return f"p50 {statistics.median(values):.0f}, p95 {last:.0f}"
    low, high = interval(values)
    return f"{_mean(values):.2f}" + (f" ({low:.2f}-{high:.2f})" if len(values) >= 10 else "")


def interval(values: Sequence[float], resamples: int = _RESAMPLES) -> tuple[float, float]:
    """Return the 95 % percentile bootstrap interval of the mean (Efron 1979), seed fixed."""
    chance = random.Random(0)
    means = sorted(_mean(chance.choices(values, k=len(values))) for _ in range(resamples))
    return means[int(0.025 * resamples)], means[int(0.975 * resamples)]
