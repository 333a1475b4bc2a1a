"""Write answers as files that a reader keeps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ingest.model import Corpus
from rag.model import Answer
from rag.receipt import receipt_of
from rag.receipt_file import receipt_bytes
from rag.receipt_model import Conditions
from ui.download import WORD, File
from ui.errors import UiError
from ui.export_blocks import worded
from ui.export_docx import word
from ui.export_markdown import markdown
from ui.export_model import paper_of
from ui.export_pdf import pdf
from ui.wording import Wording, read_wording

PAPERS, RECEIPT = ("md", "docx", "pdf"), "json"
"""Markdown, Word, PDF, and what answers are made again from."""
FORMS = (*PAPERS, RECEIPT)
MEDIA_TYPES = {
    "md": "text/markdown;charset=utf-8",
    "docx": WORD,
    "pdf": "application/pdf",
    RECEIPT: "application/json",
}


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Making:
    """When and how answers are written to a file: the same makes the same bytes."""

    made_at: datetime = field(default_factory=_now)
    conditions: Conditions | None = None
    """For the receipt; None where they are not known."""


def export(
    answers: Sequence[Answer],
    form: str,
    corpus: Corpus,
    words: Wording | None = None,
    making: Making | None = None,
) -> File:
    """Return a conversation as a file.

    answers: in the order they were given; one or more. form: one of `FORMS`. words: the
    language of what is ours; English by default. Raises `UiError` for another form and for
    no answers.
    """
    words, making = words or read_wording(), making or Making()
    if form not in FORMS:
        raise UiError(words.say("export.unknown_form", form=form[:20], forms=", ".join(FORMS)))
    if not answers:
        raise UiError(words.say("export.none"))
    made = _receipt if form == RECEIPT else _paper
    content = made(answers, form, corpus, (words, making))
    kind = "receipt" if form == RECEIPT else "answer" if len(answers) == 1 else "conversation"
    return File(f"{words.say(f'export.name_{kind}')}.{form}", MEDIA_TYPES[form], content)


def _receipt(
    answers: Sequence[Answer], _: str, corpus: Corpus, how: tuple[Wording, Making]
) -> bytes:
    making = how[1]
    return receipt_bytes(receipt_of(answers, corpus, making.conditions, making.made_at))


def _paper(
    answers: Sequence[Answer], form: str, corpus: Corpus, how: tuple[Wording, Making]
) -> bytes:
    words, making = how
    paper = worded(paper_of(answers, corpus, making.made_at), words)
    if form == "md":
        return markdown(paper)
    if form == "docx":
        return word(paper, making.made_at)
    return pdf(paper, words, making.made_at)
