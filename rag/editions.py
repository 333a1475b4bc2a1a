"""Say which text of an act a quote stands in, and what became of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import ascii_lowercase

from ingest.days import day as printed
from ingest.model import Corpus, Document, Provision
from ingest.references import name_of
from ingest.versions import day_after
from rag.as_of import counterpart, text_on, texts_of, words_on

_NUMBER = re.compile(r".*_(?:\d+|[a-z]+)$")
_MOST = 6


def edition(provision: Provision, corpus: Corpus, day: str) -> str:
    """Return a sentence that names the text quoted, "" for an act that was never amended."""
    document = corpus.documents[provision.document_id]
    amenders = _amenders(document, corpus)
    if not document.is_law or not amenders:
        return ""
    if document.tier == "consolidated":
        return " ".join(document.notices)
    published = f"Text of the {document.short_title} as published"
    if document.published:
        published += f" on {printed(document.published)}"
    by = " and ".join(map(name_of, amenders))
    if counterpart(provision, corpus, day):
        return f"{published}; {by} left {provision.label} as it is."
    if provision.kind == "recital":
        return f"{published}; amendments leave the recitals as they are."
    if provision.valid_to and day <= provision.valid_to:
        since = printed(day_after(provision.valid_to))
        return (
            f"{published}, the law on {printed(day)}; {by} changed {provision.label} from {since}."
        )
    if provision.amended:
        last = document.in_force_to
        since = f" from {printed(day_after(last))}" if last else ""
        return f"{published}. {provision.label} was amended by {by}{since}; that text is not here."
    was_law = f", the law on {printed(day)}" if document.in_force_from <= day else ""
    return f"{published}{was_law}."


def what_changed(provision: Provision, corpus: Corpus) -> str:
    """Return what our own note says of the amendment of a provision, "" without a note.

    It is needed only where the amended text itself is not in the corpus.
    """
    note = note_on(provision.anchor, provision.amended, corpus) if provision.amended else None
    return f"What changed, in our own words: {' '.join(note.text.split())}" if note else ""


def note_on(anchor: str, act: str, corpus: Corpus) -> Provision | None:
    """Return our own note on what an amending act did to a provision, None without one."""
    unit, *steps = anchor.replace("art_", "").lower().replace("anx_", "anx-").split(".")
    last = steps[-1].partition("_")[2] if steps else ""
    names = (f"note:{act}#chg_{unit}-{last}", f"note:{act}#chg_{unit}")
    return next((corpus.provisions[name] for name in names if name in corpus.provisions), None)


def not_in_force(provision: Provision, corpus: Corpus, day: str) -> str:
    """Return a sentence that says an act was no law yet on a day, "" when it was."""
    document = corpus.documents[provision.document_id]
    if not document.is_law or not document.in_force_from or document.in_force_from <= day:
        return ""
    since = printed(document.in_force_from)
    return f"Not in force on {printed(day)}: the {document.short_title} is law from {since}."


def _is_deleted(provision: Provision, document: Document, corpus: Corpus) -> bool:
    """Tell whether a later text of the act says that it lacks the provision."""
    return any(provision.anchor in text.removed for text in texts_of(document.work, corpus))


def _amenders(document: Document, corpus: Corpus) -> tuple[str, ...]:
    """Return the acts that amended the act, as its text as published names them."""
    texts = texts_of(document.work, corpus)
    return next((text.amended_by for text in texts if text.amended_by), ())


def neighbours(provision: Provision, corpus: Corpus, day: str) -> list[Provision]:
    """Return what an amendment put in beside a provision: 99(6a) for 99(6), 4a for 4.

    Each level is looked at, from the provision to its article.
    """
    document = corpus.documents[provision.document_id]
    text = text_on(document.work, corpus, day)
    if text is None or text.id == document.work:
        return []
    levels = provision.anchor.split(".")
    found: list[Provision] = []
    for depth in range(len(levels), 0, -1):
        beside = _beside(".".join(levels[:depth]), text, corpus, day)
        found += (
            other for other in beside if not set(other.changed_by) & set(provision.changed_by)
        )
    return found[:_MOST]


def _beside(anchor: str, text: Document, corpus: Corpus, day: str) -> Iterator[Provision]:
    for letter in ascii_lowercase if _NUMBER.match(anchor) else ():
        provision = corpus.provisions.get(f"{text.id}#{anchor}{letter}")
        if provision and provision.changed_by:
            yield words_on(provision.id, corpus, day) or provision


def beside_notice(provision: Provision, corpus: Corpus, day: str) -> str:
    """Return a sentence on what was put in beside a provision, "" when nothing was."""
    found = neighbours(provision, corpus, day)
    if not found:
        return ""
    labels = ", ".join(other.label for other in found)
    acts = dict.fromkeys(name_of(c.partition("#")[0]) for p in found for c in p.changed_by)
    return f"Inserted beside {provision.label} by {' and '.join(acts)}: {labels}."
