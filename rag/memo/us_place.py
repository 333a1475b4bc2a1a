"""Say where a citation of United States law stands in the corpus."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.model import Corpus, Document
from rag.memo.find_us import us_mentions
from rag.memo.model import Mention
from rag.memo.us_states import code

_UNITED_STATES = "US"
_TIERS = ("law", "consolidated", "court", "guidance", "note")
_DIGEST = "note"
_LAST_STEP = re.compile(r"\([^()]*\)$")
_DOCKET = re.compile(r"No\. (?:\d+:)?(\d+)-(?:([a-z]+)-)?0*(\d+) \(docket\)")
_CIRCUIT = re.compile(r"\(?([^()\d]*\bCir\.)")


@dataclass(frozen=True, slots=True)
class _Labelled:
    """A provision with what its label cites."""

    id: str
    document_id: str
    label: str
    cite: str
    is_whole: bool
    """Whether the label says nothing more: it is the provision, not something said of it."""


def us_place(mention: Mention, corpus: Corpus) -> str:
    """Return the id of the provision that a citation of United States law means, or "".

    A digest, which sums a section up, also answers for what is below its provisions: with a
    note on (a), a citation of (a)(1) means that note. The text of a law does not. "" says
    nothing of existence: only `us_document` tells whether the law is in the corpus at all.
    """
    labelled = _with_law(mention, corpus)
    cite = _in_words_of(labelled[0], mention) if labelled else ""
    while cite:
        found = _best(cite, labelled)
        if found:
            return found
        is_digest = corpus.provisions[labelled[0].id].tier == _DIGEST
        cite = _LAST_STEP.sub("", cite) if is_digest and _LAST_STEP.search(cite) else ""
    return ""


def us_document(mention: Mention, corpus: Corpus) -> str:
    """Return the id of the document that holds the law a citation names, or "".

    For the codes that is the document of the section, since no title is there as a whole.
    """
    labelled = _with_law(mention, corpus)
    return labelled[0].document_id if labelled else ""


def _in_words_of(entry: _Labelled, mention: Mention) -> str:
    """Return the citation as the corpus names the law: by its bill, not by its code."""
    _, mark, section = _of_docket(mention.cite).partition(" § ")
    own = entry.cite.partition(" § ")[0]
    return own + mark + section


def _best(cite: str, labelled: Sequence[_Labelled]) -> str:
    """Return the provision labelled so, or the only one that has to do with it."""
    whole = [entry.id for entry in labelled if entry.cite == cite and entry.is_whole]
    if whole:
        return whole[0]
    about = [e for e in labelled if e.cite == cite or e.cite.startswith((f"{cite}(", f"{cite} §"))]
    return about[0].id if len(about) == 1 and about[0].cite == cite else ""


def _with_law(mention: Mention, corpus: Corpus) -> list[_Labelled]:
    """Return the labelled provisions of the law that is cited, of one document."""
    known = [entry for entry in _labelled(corpus) if _is_of(entry, mention, corpus)]
    return [entry for entry in known if entry.document_id == known[0].document_id]


def _is_of(entry: _Labelled, mention: Mention, corpus: Corpus) -> bool:
    """Tell whether a provision is of the law, or of the section of a code, that is cited."""
    cite = _of_docket(mention.cite)
    law, _, section = cite.partition(" § ")
    own, _, own_section = entry.cite.partition(" § ")
    if cite.startswith("No. "):
        court = _CIRCUIT.search(mention.text)
        return own == law and (court is None or court[1].strip() in entry.label)
    if law.endswith(("U.S.C.", "C.F.R.")):
        return own == law and _number(own_section) == _number(section)
    if own == law or (law.startswith("S.B. ") and own.endswith(f" {law}")):
        return True
    return _number(own_section) == _number(section) != "" and _codified(law, entry, corpus)


def _number(section: str) -> str:
    return section.partition("(")[0]


def _codified(law: str, entry: _Labelled, corpus: Corpus) -> bool:
    """Tell whether the document says that its act stands in this code of its state.

    "Cal. Bus. & Prof. Code" is the code that the digest of a Californian act names in full.
    """
    own_state = entry.cite.partition(" ")[0]
    first, _, name = law.partition(" ")
    if first != own_state or not name.endswith(("Code", "Law")):
        return False
    document = corpus.documents[entry.document_id]
    texts = (provision.text for provision in corpus.of_document(document.id))
    return any(name in code(text) for text in (document.title, *texts))


def _of_docket(cite: str) -> str:
    """Return a docket without office and leading zeros, other citations as they are."""
    found = _DOCKET.fullmatch(cite)
    return f"No. {'-'.join(part for part in found.groups() if part)}" if found else cite


def _labelled(corpus: Corpus) -> tuple[_Labelled, ...]:
    """Return the provisions of United States law with what their labels cite."""
    own = {d.id for d in corpus.documents.values() if _is_law(d)}
    labels = tuple(
        (p.id, p.document_id, p.label) for p in corpus.provisions.values() if p.document_id in own
    )
    return _read(labels)


def _is_law(document: Document) -> bool:
    return document.jurisdiction.startswith(_UNITED_STATES) and document.tier in _TIERS


@lru_cache(maxsize=4)
def _read(labels: tuple[tuple[str, str, str], ...]) -> tuple[_Labelled, ...]:
    return tuple(entry for label in labels for entry in _entries(*label))


def _entries(identifier: str, document_id: str, label: str) -> Iterator[_Labelled]:
    """Yield what a label cites; what stands behind the citation narrows it down."""
    label = label.removesuffix(" (note)")
    for mention in us_mentions(label)[:1]:
        rest = label[mention.span[1] :].strip(" ,")
        yield _Labelled(identifier, document_id, label, _of_docket(mention.cite), not rest)
