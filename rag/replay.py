"""Make the answers of a receipt again, and say what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from ingest.model import Corpus
from rag.model import Answer, Filters, Question, Turn
from rag.receipt import recorded as recorded_of
from rag.receipt_model import Conditions, Receipt, Recorded
from rag.release import release
from rag.replay_answer import answer_findings
from rag.replay_model import Finding, Replayed, ranked
from rag.replay_texts import Texts, text_findings, texts_of

_WRITTEN = "chat:"


@dataclass(frozen=True, slots=True)
class Now:
    """What answers now. It asks no language model: the same words would not come twice."""

    corpus: Corpus
    ask: Callable[[Question], Answer]
    conditions: Conditions


def replay(receipt: Receipt, now: Now) -> Iterator[Replayed]:
    """Yield each answer of a receipt with what became of it.

    A question is asked again for the day whose law answered it. What a language model had a
    hand in is not asked again: its citations are compared with the texts.
    """
    texts = texts_of(receipt, now.corpus)
    beside = tuple(_conditions(receipt, now.conditions))
    for recorded in receipt.answers:
        findings = [*text_findings(recorded, texts), *beside, *_written(recorded, now)]
        if recorded.corpus != now.corpus.sha256:
            said = "The texts as a whole are not those of then (another corpus hash)."
            findings.append(Finding("other texts", said))
        can_run = not _had_model(recorded, receipt.conditions)
        if can_run:
            findings += _again(recorded, now, texts)
        yield Replayed(recorded, ranked(findings), can_run)


def _had_model(recorded: Recorded, conditions: Conditions | None) -> bool:
    return recorded.mode.startswith(_WRITTEN) or bool(conditions and conditions.rewords)


def _again(recorded: Recorded, now: Now, texts: Texts) -> Iterator[Finding]:
    """Yield what is said otherwise on the day of then, and whether today's law says otherwise."""
    asked = _question(recorded)
    again = recorded_of(now.ask(asked))
    yield from _differences(recorded, again, texts)
    if recorded.question.as_of:
        return
    today = recorded_of(now.ask(replace(asked, as_of="")))
    if today.as_of != recorded.as_of and _law(today) != _law(again):
        said = f"Asked today, the law of {today.as_of} gives another answer{_cited(today, texts)}."
        yield Finding("today", said)


def _differences(then: Recorded, again: Recorded, texts: Texts) -> Iterator[Finding]:
    for finding in answer_findings(then, again, texts):
        # What a model's failure was said to be is no part of what can be made again.
        if finding.kind != "notice" or not then.model_asked:
            yield finding


def _law(answer: Recorded) -> tuple[object, ...]:
    """Return what an answer says of the law, without what hangs on the day alone."""
    said = tuple((s.part, s.stance, s.attribution, s.text) for s in answer.statements)
    return said, answer.citations, bool(answer.refusal)


def _cited(answer: Recorded, texts: Texts) -> str:
    names = dict.fromkeys(texts.name(citation.provision_id) for citation in answer.citations)
    return f", citing {'; '.join(names)}" if names else ", a refusal"


def _question(recorded: Recorded) -> Question:
    """Return the question as it was asked, for the day whose law answered."""
    asked, where = recorded.question, recorded.question.filters
    return Question(
        text=asked.text,
        filters=Filters(
            documents=frozenset(where.documents),
            jurisdictions=frozenset(where.jurisdictions),
            kinds=frozenset(where.kinds),
            tiers=frozenset(where.tiers),
            languages=frozenset(where.languages),
        ),
        history=tuple(Turn(before.question, before.provision_ids) for before in asked.history),
        id=asked.id,
        as_of=recorded.as_of,
    )


def _written(recorded: Recorded, now: Now) -> Iterator[Finding]:
    """Yield that another language model is configured than the one that wrote an answer."""
    wrote = recorded.mode.removeprefix(_WRITTEN)
    if recorded.mode.startswith(_WRITTEN) and now.conditions.model not in ("", wrote):
        said = f"{wrote} wrote it; {now.conditions.model} is configured now."
        yield Finding("model", said)


def _conditions(receipt: Receipt, now: Conditions) -> Iterator[Finding]:
    """Yield what else is not as it was, and may be why an answer is another."""
    then = receipt.conditions
    if then and then.embedder != now.embedder:
        said = f"The embedder was {then.embedder or 'not known'}, now it is {now.embedder}."
        yield Finding("embedder", said)
    if then and then.headnotes_sha256 != now.headnotes_sha256:
        yield Finding("headnotes", "Our headnotes, which lead to provisions, are others.")
    if receipt.pincite != release():
        said = f"Pincite {receipt.pincite} made the receipt; this is {release()}."
        yield Finding("release", said)
