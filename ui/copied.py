"""Write an answer as plain text that can be pasted into a memo or a message."""

from __future__ import annotations

from collections.abc import Iterator

from rag.model import Answer
from ui.json_contract import answer_text
from ui.places import View, short_title


def copied(answer: Answer, view: View) -> str:
    """Return the question, the answer, and each numbered citation with its quote and link."""
    return "\n\n".join(part for part in _parts(answer, view) if part)


def _parts(answer: Answer, view: View) -> Iterator[str]:
    yield answer.question.text
    yield answer_text(answer)
    yield "\n".join(answer.notices)
    yield "\n".join(_citations(answer, view))
    yield view.words.say("ask.law_as_of", day=view.words.day(answer.as_of)) if answer.as_of else ""


def _citations(answer: Answer, view: View) -> Iterator[str]:
    for number, citation in enumerate(answer.citations, 1):
        provision = citation.provision
        document = view.documents.get(provision.document_id)
        link = provision.url or (document.url if document else "")
        quote = " ".join(citation.quote.split())
        place = f"{short_title(provision, view)}, {provision.label}"
        yield " ".join(filter(None, (f"[{number}] {place}: “{quote}”", link)))
