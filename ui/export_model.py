"""Gather what a file of answers says, whatever the form of the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ingest.model import FULL, Corpus, Provision
from rag.model import Answer, Citation, Statement
from rag.release import release
from rag.verify import is_verbatim
from ui.json_contract import status


@dataclass(frozen=True, slots=True)
class Text:
    """A document that was cited: one version of one text."""

    id: str
    title: str
    short_title: str
    tier: str = "law"
    language: str = "en"
    version_date: str = ""
    obtained_from: str = ""
    sha256: str = ""
    status: str = ""
    url: str = ""
    lacks: str = ""
    """What is missing in this copy, "" for nothing."""
    is_known: bool = True
    """False where the text was replaced after the answer was made."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A pinpoint citation that was verified."""

    number: int
    """From 1 through the whole file."""
    label: str
    quote: str
    text: Text
    first: int
    """Number of the first footnote to the same text: its own, or an earlier one's."""
    tier: str
    """The provision's: our own words may stand in for a missing text of a law."""
    status: str = ""
    lacks: str = ""
    """What is missing in this copy of the provision, "" for nothing."""
    applies_from: str = ""
    applies: bool = False
    """Whether it applies on the day whose law answered."""
    url: str = ""
    is_quoted_above: bool = False
    """Whether a statement is this very quotation."""


@dataclass(frozen=True, slots=True)
class Said:
    """A statement with the numbers of its footnotes."""

    text: str
    numbers: tuple[int, ...]
    is_quotation: bool
    part: str = ""
    stance: str = ""
    attribution: str = ""
    in_plain_words: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and what was said to it."""

    question: str
    read_as: str = ""
    said: tuple[Said, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    withheld: tuple[tuple[str, str], ...] = ()
    """Each with its reason, "" where its quotation does not hold."""
    notices: tuple[str, ...] = ()
    refusal: str = ""
    searched: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """Everything that a file of answers says."""

    exchanges: tuple[Exchange, ...]
    texts: tuple[Text, ...]
    made_at: datetime
    days: tuple[str, ...]
    """The days whose law answered, ISO 8601."""
    modes: tuple[str, ...]
    corpora: tuple[str, ...]
    release: str


def paper_of(answers: Sequence[Answer], corpus: Corpus, made_at: datetime) -> Paper:
    """Return what a file of answers says; answers: in their order, one or more."""
    texts: dict[str, Text] = {}
    first: dict[str, int] = {}
    exchanges: list[Exchange] = []
    for answer in answers:
        start = sum(len(exchange.footnotes) for exchange in exchanges) + 1
        kept = [statement for statement in answer.statements if _holds(statement)]
        citations = list(dict.fromkeys(c for statement in kept for c in statement.citations))
        for number, citation in enumerate(citations, start):
            first.setdefault(citation.provision.document_id, number)
        for text in (_text(citation, answer, corpus) for citation in citations):
            texts.setdefault(text.id, text)
        numbers = {citation: number for number, citation in enumerate(citations, start)}
        known = _Known(texts, first, corpus)
        notes = tuple(_footnotes(answer, kept, numbers, known))
        exchanges.append(_exchange(answer, kept, numbers, notes, known))
    return Paper(
        exchanges=tuple(exchanges),
        texts=tuple(texts.values()),
        made_at=made_at,
        days=_unique(answer.as_of for answer in answers),
        modes=_unique(answer.mode for answer in answers),
        corpora=_unique(answer.corpus for answer in answers),
        release=release(),
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """The texts met so far, and the number of the first footnote to each."""

    texts: Mapping[str, Text]
    first: Mapping[str, int]
    corpus: Corpus


def _holds(statement: Statement) -> bool:
    """Tell whether every quotation of a statement stands in the text word for word."""
    return bool(statement.citations) and all(map(is_verbatim, statement.citations))


def _unique(values: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _text(citation: Citation, answer: Answer, corpus: Corpus) -> Text:
    """Return the document of a citation; its version only where it is the one that answered."""
    identifier = citation.provision.document_id
    document = corpus.documents.get(identifier)
    if document is None:
        return Text(identifier, identifier, identifier, is_known=False)
    named = Text(
        document.id, document.title, document.short_title, document.tier, document.language
    )
    if answer.corpus not in ("", corpus.sha256):
        return replace(named, is_known=False)
    return replace(
        named,
        version_date=document.version_date,
        obtained_from=document.obtained_from,
        sha256=document.sha256,
        status=document.status,
        url=document.url,
        lacks=_lacks(document.completeness),
    )


def _lacks(completeness: str) -> str:
    return "" if completeness == FULL else completeness


def _footnotes(
    answer: Answer, kept: Sequence[Statement], numbers: Mapping[Citation, int], known: _Known
) -> Iterator[Footnote]:
    above = " ".join(_plain(s.text) for s in kept if s.support == "verbatim")
    for citation, number in numbers.items():
        provision = citation.provision
        text = known.texts[provision.document_id]
        document = known.corpus.documents.get(provision.document_id)
        yield Footnote(
            number=number,
            label=provision.label,
            quote=citation.quote,
            text=text,
            first=known.first[provision.document_id],
            tier=provision.tier,
            status=status(provision, document) if text.is_known else "",
            lacks=_lacks(provision.completeness),
            applies_from=provision.applies_from,
            applies=provision.applies_from <= (answer.as_of or "9999"),
            url=provision.url or text.url,
            is_quoted_above=_plain(citation.quote) in above,
        )


def _exchange(
    answer: Answer,
    kept: Sequence[Statement],
    numbers: Mapping[Citation, int],
    footnotes: tuple[Footnote, ...],
    known: _Known,
) -> Exchange:
    dropped = [(s.text, "") for s in answer.statements if s not in kept]
    return Exchange(
        question=answer.question.text,
        read_as=answer.asked if answer.is_condensed else "",
        said=tuple(_said(statement, numbers, known.texts) for statement in kept),
        footnotes=footnotes,
        withheld=(*((w.text, w.reason) for w in answer.withheld), *dropped),
        notices=answer.notices,
        refusal=answer.refusal,
        searched=answer.searched if answer.refusal else (),
        nearest=tuple(_named(hit.provision, known.corpus) for hit in answer.nearest),
        choices=answer.choices,
    )


def _said(statement: Statement, numbers: Mapping[Citation, int], texts: Mapping[str, Text]) -> Said:
    return Said(
        text=statement.text,
        numbers=tuple(dict.fromkeys(numbers[citation] for citation in statement.citations)),
        is_quotation=statement.support == "verbatim",
        part=statement.part,
        stance=statement.stance,
        attribution=statement.attribution,
        in_plain_words=statement.in_plain_words,
        language=texts[statement.citations[0].provision.document_id].language,
    )


def _named(provision: Provision, corpus: Corpus) -> str:
    """Return "Article 5, Kettle Act"."""
    document = corpus.documents.get(provision.document_id)
    return f"{provision.label}, {document.short_title if document else provision.document_id}"


def _plain(text: str) -> str:
    return " ".join(text.split())
