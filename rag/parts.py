"""Divide a question into parts, each searched and answered by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.model import Corpus
from ingest.references import called
from rag.asking import NAMES, Asked, read
from rag.comparing import Compared, compared
from rag.leaning import has_pronoun
from rag.model import Hit, Question, Search
from rag.naming import the
from rag.precise import DEFINES
from rag.refusal import is_vague

LAW, STORY = "What the law says", "What the article says"
_NO_LAW = "No provision of this corpus was found to govern this."
_NO_STORY = "The articles in this corpus were not found to speak of this."
_SENTENCES = re.compile(r"[.;:!?]\s+(?=\w)(?!.*[.;!?]\s+\w)")
"""The end of the last sentence but one."""
_SUCH = re.compile(r"\b(?:such|that kind|that sort|something like|there)\b", re.IGNORECASE)
_STORIES = frozenset({"news", "fiction"})


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that is asked, with what was found for it. Most questions have one part."""

    question: Question
    asked: Asked
    hits: tuple[Hit, ...]
    heading: str = ""
    """What its answer stands under, "" for the only part."""
    otherwise: str = ""
    """What is said where nothing answers it."""
    without: frozenset[str] = frozenset()
    """Documents whose provisions are no answer to it."""


def parts(question: Question, asked: Asked, corpus: Corpus, find: Search, k: int) -> list[Part]:
    """Return the parts of a question, searched.

    A question that joins an article and the law has two; one that compares acts has one for
    each act, one that compares defined terms one for each term.
    """
    if asked.bridges:
        return [_searched(part, find, k) for part in _bridged(question, corpus)]
    sides = compared(question.text)
    if sides.acts and not asked.references:
        return [_searched(part, find, k) for part in _by_act(question, sides, corpus)]
    if sides.terms:
        by_term = [_searched(part, find, k) for part in _by_term(question, sides)]
        if all(part.hits and part.hits[0].why == DEFINES for part in by_term):
            return by_term
    return [_searched(Part(question, asked, ()), find, k)]


def _searched(part: Part, find: Search, k: int) -> Part:
    found = find(part.question, k + bool(part.without) * k)
    kept = (hit for hit in found if hit.provision.document_id not in part.without)
    return replace(part, hits=tuple(kept)[:k])


def _part(question: Question, text: str, heading: str, otherwise: str) -> Part:
    return Part(replace(question, text=text), read(text), (), heading, otherwise)


def _bridged(question: Question, corpus: Corpus) -> Iterator[Part]:
    """Yield the law first: what is reported is only what the question is about."""
    stories = {d.id for d in corpus.documents.values() if d.tier in _STORIES}
    told, asked = _told_and_asked(question.text)
    unnamed = " ".join(NAMES.sub(" ", read(asked).text).split()) or asked
    law = _part(question, unnamed, LAW, _NO_LAW)
    only = replace(law.asked, about_story=False, about_law=True)
    yield replace(law, asked=only, without=frozenset(stories))
    story = _part(question, told, STORY, _NO_STORY)
    plain = replace(story.asked, about_story=True, about_law=False, kind="")
    yield replace(story, question=_within(story.question, frozenset(stories)), asked=plain)


def _told_and_asked(text: str) -> tuple[str, str]:
    """Return what a question tells of the articles, and what it asks of the law.

    "The article mentions a notice. Does the EU know one?" does so in two sentences; where the
    second leans on the first, it is asked of both.
    """
    first, mark, last = _divided(text)
    if not mark or read(last).about_story or not read(first).about_story:
        return text, text
    leans = has_pronoun(last) or _SUCH.search(last) or is_vague(last)
    return first, f"{last} {first}" if leans else last


def _divided(text: str) -> tuple[str, str, str]:
    match = _SENTENCES.search(text)
    return (text[: match.start() + 1], match[0], text[match.end() :]) if match else (text, "", "")


def _within(question: Question, documents: frozenset[str]) -> Question:
    """Return the question asked of some documents, and of no more than it was asked of."""
    asked_of = question.filters.documents
    kept = documents & asked_of if asked_of else documents
    return replace(question, filters=replace(question.filters, documents=kept or frozenset({""})))


def _by_act(question: Question, sides: Compared, corpus: Corpus) -> Iterator[Part]:
    for act in sides.acts:
        texts = frozenset(d.id for d in corpus.documents.values() if d.work == act)
        document = corpus.documents.get(act)
        name = document.short_title if document else called(act)
        none = f"Nothing on this was found in {the(name)}."
        missing = "This act is not in this corpus."
        part = _part(question, sides.topic, name, none if texts else missing)
        yield replace(part, question=_within(part.question, texts))


def _by_term(question: Question, sides: Compared) -> Iterator[Part]:
    acts = re.search(r"\b(?:under|in|of) (?:the )?[A-Z][^?]*", question.text)
    where = f" {acts[0]}" if acts else ""
    for term in sides.terms:
        yield _part(question, f"What is meant by ‘{term}’{where}?", term.capitalize(), "")
