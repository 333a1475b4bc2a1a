"""Write down what answers rested on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from ingest.model import Corpus, Document
from rag import generations
from rag.errors import IndexMissing
from rag.model import Answer, Citation, Question, Statement
from rag.receipt_model import (
    Asked,
    Before,
    Conditions,
    Quoted,
    Receipt,
    Recorded,
    Said,
    Unsaid,
    UsedDocument,
    UsedProvision,
    Where,
    digest,
)
from rag.release import release
from rag.settings import Settings


def conditions_of(settings: Settings) -> Conditions:
    """Return what answers depend on beside the texts, as the index in the home has it."""
    try:
        _, stamp = generations.current(settings.home)
        embedder, headnotes = stamp.embedder, stamp.headnotes
    except IndexMissing:
        embedder, headnotes = "", ""
    return Conditions(
        embedder=_without_path(embedder),
        top_k=settings.top_k,
        headnotes=tuple(sorted(settings.headnotes)),  # type: ignore[arg-type]  # checked there
        headnotes_sha256=headnotes,
        model=settings.model,
        style=settings.style if settings.model else "",
        rewords=bool(settings.model) and (settings.model_condenses or settings.model_expands),
    )


def _without_path(embedder: str) -> str:
    """Return the name of a model, of one in a folder only the folder's own name.

    A name on the hub has one stroke at most, and none at its start.
    """
    parts = embedder.replace("\\", "/").split("/")
    is_hub_name = len(parts) <= 2 and parts[0] not in ("", ".", "..")
    return embedder if is_hub_name else parts[-1] or "folder"


def receipt_of(
    answers: Sequence[Answer],
    corpus: Corpus,
    conditions: Conditions | None = None,
    made_at: datetime | None = None,
) -> Receipt:
    """Return the receipt of answers, one or more.

    corpus: the texts as they are now. What an answer from other texts cited is written down
    from the answer itself, and its document without a digest.
    """
    made_at = made_at or datetime.now(UTC)
    citations = [citation for answer in answers for citation in answer.citations]
    provisions = {c.provision.id: c.provision for c in citations}
    current = {c.provision.document_id for a in answers if _is_from(a, corpus) for c in a.citations}
    return Receipt(
        made_at=made_at.isoformat(timespec="seconds"),
        pincite=release(),
        answers=tuple(recorded(answer) for answer in answers),
        documents=tuple(
            _document(identifier, corpus, identifier in current)
            for identifier in dict.fromkeys(p.document_id for p in provisions.values())
        ),
        provisions=tuple(
            UsedProvision(p.id, p.document_id, p.label, digest(p.text), p.text)
            for p in provisions.values()
        ),
        conditions=conditions,
    )


def _is_from(answer: Answer, corpus: Corpus) -> bool:
    return answer.corpus in ("", corpus.sha256)


def _document(identifier: str, corpus: Corpus, is_current: bool) -> UsedDocument:
    document = corpus.documents.get(identifier)
    if document is None:
        return UsedDocument(identifier, identifier, identifier, "")
    named = UsedDocument(document.id, document.title, document.short_title, document.tier)
    return used(document, corpus) if is_current else named


def used(document: Document, corpus: Corpus) -> UsedDocument:
    """Return what a receipt says of a document."""
    return UsedDocument(
        id=document.id,
        title=document.title,
        short_title=document.short_title,
        tier=document.tier,
        status=document.status,
        version_date=document.version_date,
        obtained_from=document.obtained_from,
        sha256=document.sha256,
        text_sha256=_text_sha256(document.id, corpus),
    )


def _text_sha256(identifier: str, corpus: Corpus) -> str:
    """Return the hex digest over the provisions of a document, in order."""
    whole = hashlib.sha256()
    for provision in corpus.of_document(identifier):
        whole.update(digest(provision.id).encode())
        whole.update(digest(provision.text).encode())
    return whole.hexdigest()


def recorded(answer: Answer) -> Recorded:
    """Return what a receipt says of one answer."""
    numbers = {citation: n for n, citation in enumerate(answer.citations, 1)}
    return Recorded(
        question=_asked(answer.question),
        read_as=answer.asked,
        as_of=answer.as_of,
        mode=answer.mode,
        corpus=answer.corpus,
        statements=tuple(_said(statement, numbers) for statement in answer.statements),
        citations=tuple(Quoted(c.provision.id, c.quote, c.span) for c in numbers),
        withheld=tuple(Unsaid(w.text, w.reason) for w in answer.withheld),
        notices=answer.notices,
        refusal=answer.refusal,
        searched=answer.searched,
        model_asked=answer.usage.model if answer.usage else "",
    )


def _asked(question: Question) -> Asked:
    filters = question.filters
    return Asked(
        text=question.text,
        id=question.id,
        as_of=question.as_of,
        filters=Where(
            documents=_sorted(filters.documents),
            jurisdictions=_sorted(filters.jurisdictions),
            kinds=_sorted(filters.kinds),
            tiers=_sorted(filters.tiers),
            languages=_sorted(filters.languages),
        ),
        history=tuple(Before(turn.question, turn.provision_ids) for turn in question.history),
    )


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names))


def _said(statement: Statement, numbers: dict[Citation, int]) -> Said:
    return Said(
        text=statement.text,
        support=statement.support,
        citations=tuple(dict.fromkeys(numbers[citation] for citation in statement.citations)),
        part=statement.part,
        stance=statement.stance,
        attribution=statement.attribution,
        in_plain_words=statement.in_plain_words,
    )
