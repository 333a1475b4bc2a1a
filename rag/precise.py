"""Find what a question names outright: a provision, a defined term, a date of application."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from ingest.model import Corpus, Provision
from ingest.references import Reference, resolve
from rag.adapters.stems import stems
from rag.as_of import as_law, text_on, words_on, work_of
from rag.asking import read
from rag.editions import note_on
from rag.facets import admits, restricts
from rag.law_names import names_only_acts
from rag.model import Hit, Question, Search
from rag.rank import fits_form

NAMED = "named in the question"
DEFINES = "defines the term"
SETS_DATE = "sets the date of application"
"""Why a precise search found a provision, in words for readers."""
_DEFINED = re.compile(
    r"^[‘“](?P<term>[^’”]{2,80})[’”](?:,? or [‘“](?P<other>[^’”]+)[’”])?[^‘“]{0,40}?\bmeans\b"
)
_APPLICATION = re.compile(r"\bentry into force\b", re.IGNORECASE)
_CHAPTER = re.compile(r"^(?:CHAPTER|Chapter) (?P<number>[IVXLC]+)\b")
_GENERAL = re.compile(r"(?:It|This (?:Regulation|Directive)) shall apply from")
_EARLIER = re.compile(
    r"\b(?:before|prior to|already (?:on|placed|put|in (?:use|service)))\b", re.IGNORECASE
)
"""Words of a question about what existed before: a transitional provision answers it."""
_SUBJECTS = re.compile(r"\bAnnex [IVXLC]+\b|\bArticle \d+[a-z]?\(\d+\)")
_LIMITED = re.compile(r"Applies from (\d+ \w+ \d{4}) for ([^.]*)\.")
_ALL = re.compile(r"Applies from (\d+ \w+ \d{4})\.")
_MODIFIERS = frozenset({"data", "ai", "legal", "so-cal"})
"""Stems of words before a term that leave it what it is."""
Terms = Mapping[tuple[str, ...], list[Provision]]
_FORMED = frozenset({"penalty", "number", "deadline", "scope"})
"""What is asked for by its form: a provision named may only be what it is asked of."""
APPLYING = re.compile(r"\b(?:appl|start|begin|date|becom|bind|effect|tak)\w*", re.IGNORECASE)
_FINALS = 3
"""How many final provisions are returned: what is asked about must stay among the hits."""
_TOPICAL = 6
"""How many hits say what a date of application is asked of."""


def by_label(corpus: Corpus) -> Search:
    """Return a search for the provisions that a question cites.

    A provision that is only the subject ("how long is a certificate under Annex III valid?")
    is left to the broad search, when it states no fine, period or figure and one is asked for.
    """

    def search(question: Question, k: int) -> Sequence[Hit]:
        asked = read(question.text)
        day = question.as_of
        found = [
            _admitted(reference, corpus, asked.acts, question)
            or moved(reference, corpus, asked.acts, day)
            or _noted(reference, corpus, asked.acts, day)
            for reference in asked.references
        ]
        named = dict.fromkeys(p.id for p in found if p and admits(question.filters, p, corpus))
        answers = (i for i in named if _may_answer(corpus.provisions[i], asked.kind))
        return [Hit(corpus.provisions[i], 1.0, NAMED) for i in answers][:k]

    return search


def _admitted(
    reference: Reference, corpus: Corpus, acts: Sequence[str], question: Question
) -> Provision | None:
    """Return what a citation means among the acts that the filters leave."""
    if not restricts(question.filters) or reference.act or acts:
        return cited(reference, corpus, acts, question.as_of)
    works = dict.fromkeys(d.work for d in corpus.documents.values() if d.is_law)
    found = (cited(reference, corpus, (work,), question.as_of) for work in works)
    return next((p for p in found if p and admits(question.filters, p, corpus)), None)


def _may_answer(provision: Provision, kind: str) -> bool:
    return kind not in _FORMED or fits_form(provision.text, kind)


def cited(
    reference: Reference, corpus: Corpus, acts: Sequence[str] = (), day: str = ""
) -> Provision | None:
    """Return the provision that a citation means, None when the corpus has no such one.

    Without an act in the citation, the acts named elsewhere in the question are tried,
    then every law of the corpus in the order of the catalogue. With a day, the text of the
    act that was law on it is meant.
    """
    for text in _texts(reference, corpus, acts, day):
        if identifier := resolve(_of(reference, text), text, corpus.provisions):
            return words_on(identifier, corpus, day)
        if _is_deleted(reference, text, corpus):
            return None
        if reference.kind == "rct" and text in corpus.documents:
            work = corpus.documents[text].work  # a consolidated text has no recitals
            if identifier := resolve(_of(reference, work), work, corpus.provisions):
                return corpus.provisions[identifier]
    return None


def moved(reference: Reference, corpus: Corpus, acts: Sequence[str], day: str) -> Provision | None:
    """Return where an amendment put what a citation means, None when it did not move."""
    for text in _texts(reference, corpus, acts, day):
        moves = corpus.documents[text].new_places if text in corpus.documents else {}
        for anchor in reference.anchors():
            if anchor in moves:
                return words_on(f"{text}#{moves[anchor]}", corpus, day)
    return None


def _noted(reference: Reference, corpus: Corpus, acts: Sequence[str], day: str) -> Provision | None:
    """Return our note on a provision that an amendment put in, where the text itself is missing."""
    for text in _texts(reference, corpus, acts, day):
        document = corpus.documents.get(text)
        for anchor in reference.anchors() if document and day > document.in_force_to else ():
            if document and anchor in document.inserted:
                notes = (note_on(anchor, act, corpus) for act in document.amended_by)
                return next((note for note in notes if note), None)
    return None


def _is_deleted(reference: Reference, text: str, corpus: Corpus) -> bool:
    """Tell whether an amendment took out of this text what is cited: no other act is meant then."""
    removed = corpus.documents[text].removed if text in corpus.documents else ()
    return any(anchor in removed for anchor in reference.anchors())


def _of(reference: Reference, text: str) -> Reference:
    return replace(reference, act=text) if reference.act else reference


def _texts(reference: Reference, corpus: Corpus, acts: Sequence[str], day: str) -> Iterator[str]:
    """Yield the ids of the texts in which a citation may stand, the likeliest first."""
    laws = dict.fromkeys(d.work for d in corpus.documents.values() if d.is_law)
    for act in [reference.act] if reference.act else [*(acts or laws)]:
        text = text_on(act, corpus, day) if day else None
        yield text.id if text else act


def by_definition(corpus: Corpus) -> Search:
    """Return a search for the definition of the term that a question asks about."""
    terms = defined_terms(corpus)
    joined = {"".join(term): found for term, found in terms.items()}

    def search(question: Question, k: int) -> Sequence[Hit]:
        asked = read(question.text)
        subject = tuple(stems(asked.subject))
        if not subject:
            return []
        found = _defining(subject, terms, joined)
        named = [p for p in found if not asked.acts or work_of(p, corpus) in asked.acts]
        kept = [p for p in named if admits(question.filters, p, corpus)]
        return [Hit(provision, 1.0, DEFINES) for provision in kept][:k]

    return search


def _defining(
    subject: tuple[str, ...], terms: Terms, joined: Mapping[str, list[Provision]]
) -> list[Provision]:
    """Return the definitions of a subject: "deepfake", "data controller" mean what they must."""
    if found := joined.get("".join(subject)) or _longer(terms, subject):
        return found
    bare = subject[1:] if subject[0] in _MODIFIERS else subject
    bare = bare[:-1] if bare[-1:] == ("data",) else bare
    return terms.get(bare, []) if bare else []


def _longer(terms: Terms, subject: tuple[str, ...]) -> list[Provision]:
    """Return the definition of the subject with one word more: "... system", "... authority"."""
    longer = [found for term, found in terms.items() if term[:-1] == subject]
    return longer[0] if len(longer) == 1 else []


def defined_terms(corpus: Corpus) -> Terms:
    """Return the provisions that define a term, by the stems of the term."""
    terms: dict[tuple[str, ...], list[Provision]] = {}
    for provision in corpus.provisions.values():
        for term in _terms_of(provision):
            terms.setdefault(tuple(stems(term)), []).append(provision)
    return terms


def _terms_of(provision: Provision) -> Iterator[str]:
    """Yield the terms that a provision defines; a note on a definition has the term as title."""
    match = _DEFINED.match(provision.text)
    if match:
        yield match["term"]
        if match["other"]:
            yield match["other"]
    elif provision.kind == "note" and ".pnt_" in provision.anchor and provision.headings:
        titled = re.search("‘([^’]+)’", provision.headings[-1])
        yield titled[1] if titled else provision.headings[-1]


def by_application_date(corpus: Corpus, topical: Search) -> Search:
    """Return a search for the final provision that says from when something applies.

    What is asked about is found first; its chapter then chooses among the points of the
    final provision, and the general date is what remains.
    """

    @cache
    def finals() -> tuple[Provision, ...]:
        inside = [p for p in corpus.provisions.values() if is_final(p)]
        return tuple(p for p in inside if p.id not in corpus.children)

    def search(question: Question, k: int) -> Sequence[Hit]:
        asked = read(question.text)
        if asked.kind != "application" or asked.about_story or _EARLIER.search(question.text):
            return []
        if asked.references and not any(_cited_in(question, corpus)):
            return []
        admitted = [p for p in finals() if admits(question.filters, p, corpus)]
        kept = [p for p in admitted if not asked.acts or work_of(p, corpus) in asked.acts]
        about = [*_cited_in(question, corpus), *(h.provision for h in topical(question, _TOPICAL))]
        about = [p for p in about if not is_final(p)]
        ranked = sorted(kept, key=lambda p: -_fits(p, question.text, about, corpus))
        same = [p for p in ranked if work_of(p, corpus) == work_of(ranked[0], corpus)]
        return [Hit(p, 1.0, SETS_DATE) for p in same[: min(k, _FINALS)]]

    return search


def _cited_in(question: Question, corpus: Corpus) -> Iterator[Provision]:
    """Yield what a question cites, with the dates known on its day."""
    asked = read(question.text)
    for reference in asked.references:
        provision = cited(reference, corpus, asked.acts, question.as_of)
        if provision is not None:
            yield as_law(provision, corpus, question.as_of)


def is_final(provision: Provision) -> bool:
    """Tell whether a provision belongs to the article on entry into force and application."""
    return provision.kind == "article" and any(_APPLICATION.search(h) for h in provision.headings)


def _fits(final: Provision, question: str, about: Sequence[Provision], corpus: Corpus) -> float:
    """Score how well a final provision answers: entry into force, named chapter, general date."""
    asks_force = "force" in question.lower()
    if asks_force or "into force" in final.text:
        return 10.0 if asks_force and "into force" in final.text else 0.0
    if _GENERAL.match(final.text) and names_only_acts(question, APPLYING):
        return 10.0
    same = [p for p in about if work_of(p, corpus) == work_of(final, corpus)]
    words = f"{final.chapeau} {final.text}"
    named = sum(_names(words, provision) for provision in same)
    if _has_date_of(final, question, same):
        return 5.0
    share = len(same) / len(about) if about else 1.0
    general = 0.4 * share if _GENERAL.match(final.text) else 0.0
    return named / max(1, len(about)) + general


def _has_date_of(final: Provision, question: str, about: Sequence[Provision]) -> bool:
    """Tell whether a final provision has the date that is known for what a question names.

    "Applies from 2 August 2028 for AI systems that are high-risk under Article 6(1) and
    Annex I" tells which date a question on Annex I is about.
    """
    subjects = set(_SUBJECTS.findall(question))
    for provision in about:
        for dates, who in _LIMITED.findall(provision.applies_note):
            if subjects & set(_SUBJECTS.findall(who)) and dates in final.text:
                return True
        # A provision cited itself may have one date for all.
        own = _ALL.match(provision.applies_note)
        if own and provision.label in subjects and own[1] in final.text:
            return True
    return False


def _is_excepted(provision: Provision, article: str, exception: str) -> bool:
    """Tell whether an exception takes in a provision: its whole article, or its paragraph."""
    paragraph = re.match(rf"Article {article}\(\w+\)", provision.label)
    whole = re.search(rf"\bArticle {article}\b(?!\()", exception)
    return bool(whole) or bool(paragraph and paragraph[0] == exception.strip(" ,"))


def _names(text: str, provision: Provision) -> bool:
    """Tell whether a text names the chapter or the article that a provision belongs to."""
    chapters = (m["number"] for h in provision.headings if (m := _CHAPTER.match(h)))
    article = provision.anchor.partition(".")[0].removeprefix("art_")
    excepted = re.search(rf"\bexception of ([^;]*\bArticle {article}\b[^;]*)", text)
    if excepted and _is_excepted(provision, article, excepted[1]):
        return False
    return any(
        re.search(rf"\bChapters? (?:\w+ and )?{c}\b(?! Section)", text) for c in chapters
    ) or (re.search(rf"\bArticle {article}\b", text) is not None)
