"""Compare what an answer cited with the texts as they are now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.differences import Piece, compare
from ingest.model import Corpus, Provision
from rag.receipt import used
from rag.receipt_model import Quoted, Receipt, Recorded, UsedDocument, UsedProvision, digest
from rag.replay_model import Finding
from rag.verify import cut

_ALIGNED = 6_000
"""In characters: longer changes are shown as a whole, for aligning takes the square of that."""
_SHORT = 12


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of then, as far as a receipt has them, and those of now."""

    documents: Mapping[str, UsedDocument]
    provisions: Mapping[str, UsedProvision]
    corpus: Corpus

    def name(self, provision_id: str) -> str:
        """Return what a provision is called, such as "Article 51(2), AI Act"."""
        provision = self.provisions.get(provision_id) or self.corpus.provisions.get(provision_id)
        if provision is None:
            return provision_id
        return f"{provision.label}, {self.title(provision.document_id)}"

    def title(self, document_id: str) -> str:
        """Return the short title of a document."""
        then, now = self.documents.get(document_id), self.corpus.documents.get(document_id)
        return then.short_title if then else now.short_title if now else document_id


def texts_of(receipt: Receipt, corpus: Corpus) -> Texts:
    """Return the texts that a receipt names beside those of a corpus."""
    documents = {document.id: document for document in receipt.documents}
    return Texts(documents, {p.id: p for p in receipt.provisions}, corpus)


def text_findings(recorded: Recorded, texts: Texts) -> Iterator[Finding]:
    """Yield what is not as it was among the texts that an answer cites."""
    cited = {c.provision_id: texts.provisions[c.provision_id] for c in recorded.citations}
    for document_id in dict.fromkeys(p.document_id for p in cited.values()):
        yield from _document(texts.documents[document_id], texts)
    for provision in cited.values():
        if provision.document_id in texts.corpus.documents:
            yield from _provision(provision, texts)
    for citation in recorded.citations:
        now = texts.corpus.provisions.get(citation.provision_id)
        if now is not None and cut(now, citation.quote) is None:
            yield _gone(citation, now, texts)


def _document(then: UsedDocument, texts: Texts) -> Iterator[Finding]:
    named = f"{then.short_title} ({then.id})"
    document = texts.corpus.documents.get(then.id)
    if document is None:
        yield Finding("document missing", f"{named} is no longer among the texts.", then.id)
        return
    if not then.text_sha256:  # its text had been replaced before the receipt was written
        return
    now = used(document, texts.corpus)
    if (then.text_sha256, then.version_date) != (now.text_sha256, now.version_date):
        said = f"{named} was replaced: {_version(then)} then, {_version(now)} now."
        yield Finding("document replaced", said, then.id)
    elif then.sha256 != now.sha256:
        said = (
            f"{named} was obtained again: another file, from {now.obtained_from}, the same words."
        )
        yield Finding("copy", said, then.id)
    if then.status != now.status:
        said = f"{named}: status {then.status!r} then, {now.status!r} now."
        yield Finding("status", said, then.id)


def _version(document: UsedDocument) -> str:
    """Return what tells two texts of a document apart, such as "text of 2024-07-12, ..."."""
    parts = (
        f"text of {document.version_date}" if document.version_date else "",
        f"by route {document.obtained_from}" if document.obtained_from else "",
        f"digest {document.text_sha256[:_SHORT]}",
    )
    return ", ".join(filter(None, parts))


def _provision(then: UsedProvision, texts: Texts) -> Iterator[Finding]:
    now = texts.corpus.provisions.get(then.id)
    name = texts.name(then.id)
    if now is None:
        yield Finding("provision missing", f"{name} ({then.id}) is no longer there.", then.id)
    elif digest(now.text) != then.sha256:
        said = f"{name} ({then.id}) has other words now."
        yield Finding("provision changed", said, then.id, differing(then.text, now.text))


def _gone(citation: Quoted, now: Provision, texts: Texts) -> Finding:
    quote = " ".join(citation.quote.split())
    shown = quote if len(quote) <= 200 else f"{quote[:200]}…"
    said = f"{texts.name(now.id)}: “{shown}” no longer stands there word for word."
    return Finding("quote gone", said, now.id)


def differing(old: str, new: str) -> tuple[Piece, ...]:
    """Return how old words became new ones, word by word where the change is not too long."""
    start = _shared(old, new)
    end = _shared(old[start:][::-1], new[start:][::-1])
    was, is_now = old[start : len(old) - end], new[start : len(new) - end]
    if max(len(was), len(is_now)) <= _ALIGNED:
        middle = compare(was, is_now)
    else:
        middle = (Piece("deleted", was), Piece("inserted", is_now))
    around = (Piece("same", old[:start]), *middle, Piece("same", old[len(old) - end :]))
    return tuple(piece for piece in around if piece.text)


def _shared(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike, up to the end of a word."""
    length = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), None)
    if length is None:
        length = min(len(one), len(other))
        if len(one) == len(other):
            return length
    return max(one.rfind(" ", 0, length), one.rfind("\n", 0, length)) + 1
