"""Write answers, hits and provisions in the JSON shapes that other programs rely on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from ingest.model import Corpus, Document, Provision
from ingest.references import name_of
from rag.model import Answer, Citation, Hit, Question, Statement, Why


def answer_object(answer: Answer, documents: Mapping[str, Document]) -> dict[str, Any]:
    """Return the object that `pincite ask --json` prints."""
    numbers = {citation: n for n, citation in enumerate(answer.citations, 1)}
    return {
        "id": answer.question.id,
        "question": answer.question.text,
        "asked": answer.asked,
        "answered": answer.answered,
        "text": answer_text(answer),
        "mode": answer.mode,
        "statements": [_statement(statement, numbers) for statement in answer.statements],
        "citations": [
            _citation(n, citation, documents) | _why(answer.why.get(citation.provision.id))
            for citation, n in numbers.items()
        ],
        "withheld": [{"text": w.text, "reason": w.reason} for w in answer.withheld],
        "notices": list(answer.notices),
        "choices": list(answer.choices),
        "searched": list(answer.searched),
        "as_of": answer.as_of,
        "corpus": answer.corpus,
        "elapsed_ms": round(answer.elapsed_ms, 1),
        **({"usage": asdict(answer.usage)} if answer.usage else {}),
    }


def answer_text(answer: Answer) -> str:
    """Return the statements with their citation numbers, or the refusal."""
    if not answer.answered:
        return answer.refusal
    numbers = {citation: n for n, citation in enumerate(answer.citations, 1)}
    return "\n".join(line for _, line in by_part(answer.statements, numbers))


def by_part(
    statements: Sequence[Statement], numbers: Mapping[Citation, int]
) -> Iterator[tuple[Statement, str]]:
    """Yield each statement with its marked text; the first of a part begins with its heading."""
    part = ""
    for statement in statements:
        heading = f"{statement.part}: " if statement.part != part else ""
        part = statement.part
        yield statement, heading + marked(statement, numbers)


def marked(statement: Statement, numbers: Mapping[Citation, int]) -> str:
    """Return a statement followed by the numbers of its citations, such as "... [1][2]"."""
    marks = "".join(f"[{n}]" for n in _cited(statement, numbers))
    return f"{statement.said} {marks}".strip()


def _cited(statement: Statement, numbers: Mapping[Citation, int]) -> list[int]:
    return list(dict.fromkeys(numbers[citation] for citation in statement.citations))


def _statement(statement: Statement, numbers: Mapping[Citation, int]) -> dict[str, Any]:
    return {
        "text": statement.text,
        "part": statement.part,
        "stance": statement.stance,
        "attribution": statement.attribution,
        "in_plain_words": statement.in_plain_words,
        "citations": _cited(statement, numbers),
        "support": statement.support,
    }


def _citation(n: int, citation: Citation, documents: Mapping[str, Document]) -> dict[str, Any]:
    provision = citation.provision
    document = documents.get(provision.document_id)
    return {
        "n": n,
        "provision_id": provision.id,
        "label": provision.label,
        "document_id": provision.document_id,
        "document_title": document.title if document else provision.document_id,
        "tier": provision.tier,
        "quote": citation.quote,
        "url": provision.url or (document.url if document else ""),
        "applies_from": provision.applies_from,
        "status": status(provision, document),
        "version_date": document.version_date if document else "",
    }


def _why(why: Why | None) -> dict[str, Any]:
    """Return why a provision is cited, nothing where it is not known."""
    if why is None:
        return {}
    said = {"rank": why.rank, "how": why.how, "terms": [*why.terms, *why.meant]}
    return {"why": {**said, "added": why.added}}


def status(provision: Provision, document: Document | None) -> str:
    """Return the state of what is quoted: that of its text, and whether it was amended since."""
    if document is None:
        return ""
    since = f"amended since by {name_of(provision.amended)}" if provision.amended else ""
    return "; ".join(part for part in (document.status, since) if part)


def hits_object(question: Question, hits: Sequence[Hit], elapsed_ms: float) -> dict[str, Any]:
    """Return the object that `pincite search --json` prints."""
    return {
        "id": question.id,
        "question": question.text,
        "hits": [
            {
                "provision_id": hit.provision.id,
                "score": float(hit.score),
                "label": hit.provision.label,
                "document_id": hit.provision.document_id,
            }
            for hit in hits
        ],
        "elapsed_ms": round(elapsed_ms, 1),
    }


def provision_object(provision: Provision, corpus: Corpus) -> dict[str, Any]:
    """Return the object that `pincite show --json` prints."""
    document = corpus.documents[provision.document_id]
    return {
        **asdict(provision),
        "headings": list(provision.headings),
        "refs": list(provision.refs),
        "referred_by": referred_by(provision, corpus),
        "children": list(corpus.children.get(provision.id, ())),
        "document_title": document.title,
        "status": document.status,
        "version_date": document.version_date,
    }


def referred_by(provision: Provision, corpus: Corpus) -> list[str]:
    """Return the ids of the smallest provisions that refer to this one, in order."""
    found = [p for p in corpus.provisions.values() if provision.id in p.refs]
    containers = {p.parent_id for p in found}
    return [p.id for p in found if p.id not in containers and p.id != provision.id]
