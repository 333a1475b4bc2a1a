"""Write reports of checked memos by hand; all about kettles."""

from __future__ import annotations

from typing import Any

from ingest import references
from ingest.model import Corpus
from rag.memo.model import PROVISION, Finding, Mention, Quotation, Report
from tests.conftest import corpus, document, provision
from ui.check_words import namer

ACT = "32099R0001"
HOSTILE = (
    "<script>alert(1)</script> [now](http://k.example) ![x](y) **bold** `code` "
    "www.k.example jane@k.example \x1b[31mred\x9b1m\u202eback\u0007"
)
"""What would act if it were taken for markup, or be obeyed by a terminal."""


def texts() -> Corpus:
    """The Kettle Act, with a title that an act has."""
    kettle = document(
        title="Regulation (EU) 2099/1 on kettles (Kettle Act)", published="2099-01-01"
    )
    pots = document(
        id="32010L0002",
        work="32010L0002",
        title="Directive 2010/2/EU on pots",
        short_title="Pot Directive",
        published="2010-01-01",
    )
    order = document(
        id="us:eo-99001", work="us:eo-99001", tier="note", jurisdiction="US", short_title="EO 99001"
    )
    tale = document(
        id="doc:tale", work="doc:tale", tier="fiction", jurisdiction="US", short_title="A tale"
    )
    own = [
        ("art_9", "Article 9", ACT),
        ("art_10.par_2.pnt_a", "Article 10(2)(a)", ACT),
        ("art_10.par_2", "Article 10(2)", ACT),
        ("art_4a", "Article 4a", ACT),
        ("rct_3", "Recital 3", ACT),
        ("anx_V.pnt_2", "Annex V point 2", ACT),
        ("anx_IX", "Annex IX", ACT),
        ("art_1", "Article 1", "32010L0002"),
        ("sec_2", "EO 99001, section 2 (note)", "us:eo-99001"),
        ("par_1", "Paragraph 1", "doc:tale"),
    ]
    parts = [
        provision(anchor, id=f"{act}#{anchor}", document_id=act, label=label, order=n)
        for n, (anchor, label, act) in enumerate(own)
    ]
    return corpus(*parts, documents=(kettle, pots, order, tale))


NAME = namer(texts())


def finding(text: str, words: str, **changes: Any) -> Finding:
    """Return a finding on the first place of some words in a memo's text."""
    start = text.index(words)
    reference = next(iter(references.find(words)), None)
    mention = Mention(
        text=words,
        span=(start, start + len(words)),
        kind=changes.pop("kind", PROVISION),
        reference=reference,
        act=changes.pop("act", ""),
        cite=changes.pop("cite", ""),
    )
    paragraph = text.count("\n\n", 0, start) + 1
    return Finding(mention, paragraph, changes.pop("sentence", words), **changes)


def quotation(text: str, words: str) -> Quotation:
    """Return the quotation of some words in a memo's text."""
    start = text.index(words)
    return Quotation(words, (start, start + len(words)))


def report(text: str, *findings: Finding, **changes: Any) -> Report:
    """Return a report on a memo."""
    facts = {"name": "memo.txt", "as_of": "2099-07-01", "corpus": "0" * 64, **changes}
    return Report(text=text, findings=findings, **facts)
