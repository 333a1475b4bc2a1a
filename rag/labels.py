"""Say why a provision that a question cites cannot be shown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.days import day as printed
from ingest.model import FULL, Corpus, Document, Provision
from ingest.references import ELSEWHERE, Reference, called, name_of
from rag.as_of import text_on, texts_of, work_of
from rag.facets import admits
from rag.model import Question
from rag.naming import the
from rag.precise import cited

_PLURAL = {"art": "articles", "rct": "recitals", "anx": "annexes"}


def absent(
    references: Sequence[Reference], acts: Sequence[str], corpus: Corpus, day: str = ""
) -> tuple[str, ...]:
    """Return one sentence for each citation that the corpus cannot show, each sentence once.

    With a day (ISO), what was law on it is meant.
    """
    sentences = (
        _absence(r, acts, corpus, day) for r in references if not cited(r, corpus, acts, day)
    )
    return tuple(dict.fromkeys(sentences))


def having(
    reference: Reference, acts: Sequence[str], corpus: Corpus, question: Question
) -> list[Provision]:
    """Return what a citation could mean: one provision for each act that has it.

    () where the citation, or the question, names the act. Filters are kept.
    """
    if acts or reference.act:
        return []
    works = dict.fromkeys(d.work for d in corpus.documents.values() if d.is_law)
    found = (cited(reference, corpus, (work,), question.as_of) for work in works)
    return [p for p in found if p and admits(question.filters, p, corpus)]


def which_act(reference: Reference, candidates: Sequence[Provision], corpus: Corpus) -> str:
    """Return the question back: which act is meant."""
    titles = [corpus.documents[work_of(p, corpus)].short_title for p in candidates]
    listed = f"{', '.join(titles[:-1])} and {titles[-1]}"
    both = "each have" if titles[2:] else "both have"
    return f"{reference.label} of which act? {listed} {both} one."


def read_as(
    reference: Reference, meant: Provision, candidates: Sequence[Provision], corpus: Corpus
) -> str:
    """Return a sentence that says which act was taken to be meant, and which have one too."""
    name = corpus.documents[work_of(meant, corpus)].short_title
    others = [corpus.documents[work_of(p, corpus)].short_title for p in candidates if p != meant]
    listed = f"{', '.join(others[:-1])} and {others[-1]}" if others[1:] else others[0]
    has = "have" if others[1:] else "has"
    other = f"{listed} {has} one too: name the act to see it."
    return f"{reference.label} is read as {the(name)}'s. {other}"


def choices(candidates: Sequence[Provision], corpus: Corpus) -> tuple[str, ...]:
    """Return a question that stands alone for each thing that a citation could mean."""
    return tuple(
        f"What does {p.label} of {the(corpus.documents[work_of(p, corpus)].short_title)} say?"
        for p in candidates
    )


def _absence(reference: Reference, acts: Sequence[str], corpus: Corpus, day: str) -> str:
    laws = [d for d in corpus.documents.values() if d.is_law]
    act = reference.act or (acts[0] if acts else "")
    if act == ELSEWHERE:
        return f"{reference.label} of a treaty or another act is outside this corpus."
    if act and act not in corpus.documents:
        return f"{reference.label}: {called(act)} is not in this corpus."
    document = corpus.documents[act] if act else next(iter(laws), None)
    if document is None:
        return f"{reference.label}: there is no law in this corpus."
    later = text_on(document.work, corpus, day) if day and reference.kind != "rct" else None
    text = later or document
    return _history(reference, text, corpus, day) or _within(reference, text, corpus)


def _history(reference: Reference, text: Document, corpus: Corpus, day: str) -> str:
    """Say so when the act had the provision once, or has it now, but not on the day."""
    anchors = list(reference.anchors())
    gone = next((anchor for anchor in anchors if anchor in text.removed), "")
    label, since = reference.label, printed(text.in_force_from) if text.in_force_from else ""
    if gone:
        now = corpus.provisions.get(f"{text.id}#{text.new_places.get(gone, '')}")
        moved = f"What it said stands in {now.label} now." if now else ""
        return f"{label} of the {text.short_title} was deleted from {since}. {moved}".strip()
    for later in texts_of(text.work, corpus):
        added = any(f"{later.id}#{anchor}" in corpus.provisions for anchor in anchors)
        if day and later.in_force_from > day and added:
            return (
                f"{label} was put into the {text.short_title} from "
                f"{printed(later.in_force_from)}; on {printed(day)} there was no such provision."
            )
    return ""


def _within(reference: Reference, document: Document, corpus: Corpus) -> str:
    name, label = document.short_title, reference.label
    if any(_below(anchor, document.inserted) for anchor in reference.anchors()):
        later = " and ".join(name_of(act) for act in document.amended_by) or "a later act"
        return (
            f"{label} is not in the {name} as published: {later} put it in later, "
            "and the text as amended is not put together here."
        )
    prefix = f"{document.id}#{reference.kind}_"
    numbers = [p.anchor.partition("_")[2] for p in _units(corpus, prefix)]
    if not numbers:
        return f"This copy of the {name} has no {_PLURAL[reference.kind]}; {label} cannot be shown."
    unit = corpus.provisions.get(f"{prefix}{reference.number}")
    if unit is None:
        run = (
            f"run from {numbers[0]} to {numbers[-1]}"
            if len(numbers) > 1
            else f"end at {numbers[0]}"
        )
        return f"There is no {label} in the {name}: its {_PLURAL[reference.kind]} {run}."
    if unit.completeness != FULL:
        return f"{label} is not in this copy of the {name} ({unit.completeness})."
    return f"There is no {label} in the {name}. {_what_there_is(unit, corpus)}".strip()


def _below(anchor: str, inserted: Sequence[str]) -> bool:
    return any(anchor == one or anchor.startswith(f"{one}.") for one in inserted)


def _units(corpus: Corpus, prefix: str) -> Iterator[Provision]:
    for provision in corpus.provisions.values():
        if provision.id.startswith(prefix) and "." not in provision.anchor:
            yield provision


def _what_there_is(unit: Provision, corpus: Corpus) -> str:
    """Say which parts the article or annex has."""
    parts = [corpus.provisions[i].anchor for i in corpus.children.get(unit.id, ())]
    found = [match for part in parts if (match := re.search(r"\.(par|pnt)_(\w+)$", part))]
    if not found:
        return f"{unit.label} has no numbered parts."
    word = "paragraphs" if found[0][1] == "par" else "points"
    return f"Its {word} run from {found[0][2]} to {found[-1][2]}." if len(found) > 1 else ""
