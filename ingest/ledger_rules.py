"""Check that a ledger of claims holds only what the brief and the corpus bear out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ingest.days import is_day
from ingest.headnote_rules import STALE as STALE_FAULT
from ingest.headnote_rules import Elsewhere, Fault, nowhere
from ingest.ledger import CERTAINTIES, FICTION, MISSING, STALE, WHO, Claim, Ledger, hash_of
from ingest.model import Corpus, Document

MAX_WORDS = 60
Finding = tuple[str, str]
"""A rule and what was found against it."""


def lint(ledger: Ledger, corpus: Corpus, elsewhere: Elsewhere = nowhere) -> list[Fault]:
    """Return the faults of a ledger, those of its claims in their order.

    `elsewhere` tells of the id of a provision that is missing here whether the law has it all
    the same; then naming it is no fault.
    """
    document = corpus.documents.get(ledger.document)
    if document is None:
        return [Fault(ledger.document, "document", "the corpus has no such document")]
    faults = [Fault(anchor, *found) for anchor, found in _paragraphs(ledger, corpus)]
    for claim in ledger.claims:
        found = (*_placed(claim, ledger, document), *_touching(claim, corpus, elsewhere))
        faults += [Fault(claim.paragraph, rule, said) for rule, said in found]
    twice = Counter(claim.text for claim in ledger.claims)
    return faults + [Fault(ledger.document, "repeated", t) for t, n in twice.items() if n > 1]


def _paragraphs(ledger: Ledger, corpus: Corpus) -> Iterator[tuple[str, Finding]]:
    """Yield what is wrong with the paragraphs that were read, and those that were not."""
    for anchor in ledger.paragraphs:
        state = ledger.state(anchor, corpus)
        if state == MISSING:
            yield anchor, ("anchor", "the brief has no such paragraph")
        elif state == STALE:
            now = hash_of(corpus.provisions[f"{ledger.document}#{anchor}"])
            yield anchor, (STALE_FAULT, f"has other words now; read it again, then write {now}")
    if corpus.documents[ledger.document].obtained_from == "note":
        for provision in corpus.of_document(ledger.document):
            if provision.anchor not in ledger.paragraphs:
                yield provision.anchor, ("coverage", "was not read for claims; add it")


def _placed(claim: Claim, ledger: Ledger, document: Document) -> Iterator[Finding]:
    """Yield what is wrong with where a claim stands and how sure it is."""
    if claim.paragraph not in ledger.paragraphs:
        yield "anchor", f"{claim.paragraph} is not among the paragraphs of the file"
    if claim.certainty not in CERTAINTIES:
        yield "certainty", f"{claim.certainty!r}; write one of {', '.join(CERTAINTIES)}"
    elif (claim.certainty == FICTION) != (document.tier == FICTION):
        yield "certainty", f"{claim.certainty!r} in a text of tier {document.tier!r}"
    if claim.who not in WHO:
        yield "who", f"{claim.who!r}; write one of {', '.join(WHO)}"
    if claim.day and not is_day(claim.day):
        yield "day", f"{claim.day!r} is no date such as 2026-02-17"
    if not claim.text.endswith(".") or len(claim.text.split()) > MAX_WORDS:
        yield "text", f"at most {MAX_WORDS} words that end with a full stop"


def _touching(claim: Claim, corpus: Corpus, elsewhere: Elsewhere) -> Iterator[Finding]:
    """Yield what is wrong with what a claim touches, or is said not to touch."""
    for touch in (*claim.touches, *claim.beside):
        if touch.provision not in corpus.provisions and not elsewhere(touch.provision):
            yield "provision", f"the corpus has no {touch.provision}"
        if "\n" in touch.why or not touch.why.endswith("."):
            yield "why", f"{touch.why!r} is not one line that ends with a full stop"
    if bool(claim.touches) == bool(claim.searched):
        yield "governed", "name the rules it touches, else words that no rule here has"
    for words in claim.searched:
        if where := next(_having(words, corpus), ""):
            yield "searched", f"{words!r} stands in {where}"


def _having(words: str, corpus: Corpus) -> Iterator[str]:
    """Yield the rules that have these words; articles and notes on events are no rules."""
    wanted = words.casefold()
    for provision in corpus.provisions.values():
        if not provision.document_id.startswith("doc:") and wanted in provision.text.casefold():
            yield provision.id
