"""A small amended law, and the findings of one sentence about it."""

from __future__ import annotations

from dataclasses import replace

from ingest import cut
from ingest.blocks import Block, Unit
from ingest.model import Corpus, Dates, Document, Provision
from ingest.versions import with_versions
from rag.closest import PLAIN
from rag.memo.claims import Law
from rag.memo.findings import Checking, findings
from rag.memo.library import library
from rag.memo.model import Finding
from rag.memo.passages import passages
from tests.conftest import KETTLE_NEWS, KETTLE_TALE, document, provision

KETTLES, AMENDED, AMENDING = "32090R0001", "32090R0001+32095R0007", "32095R0007"
TEAPOTS, CUPS = "32091R0002", "32092L0003"
K, T = "Regulation (EU) 2090/1", "Regulation (EU) 2091/2"
BEFORE, AFTER = "2094-01-01", "2096-01-01"
_PUT_OFF = "Applies from 1 January 2097. Put off from 1 May 2091 by Regulation (EU) 2095/7."


def _article(number: str, title: str, *blocks: Block) -> Unit:
    return Unit("article", number, title, ("CHAPTER I: Kettles",), blocks)


def _kettles(hours: int, *, amended: bool) -> list[Unit]:
    """Return the units of the Kettle Act, as published or as amended."""
    papers = Block(
        "Makers may keep the leak reports of their kettles on paper for ten years.", "2."
    )
    duties = Block(
        "Makers of kettles shall:",
        "1.",
        (
            Block("fit a whistle that can be heard at ten metres;", "(a)"),
            Block("draw up a leak report for each vessel before it is sold;", "(b)"),
            Block("keep the switch against boiling dry in working order.", "(c)"),
        ),
    )
    boil = Block(
        "Makers shall notify every boil-over of a kettle to the water authority, unless it is "
        "unlikely to scald a person.",
        "1.",
    )
    within = f"The notification shall be made not later than {hours} hours after the boil-over."
    units = [
        Unit(
            "recital", "1", blocks=(Block("Makers should fit whistles to kettles: steam scalds."),)
        ),
        _article(
            "1", "Scope", Block("This Regulation applies to kettles sold in the Union.", "1.")
        ),
        _article("2", "Duties of makers", duties, *([] if amended else [papers])),
        _article("3", "Boil-overs", boil, Block(within, "2.")),
        _article(
            "4", "Labels", Block("Importers shall label the spout of a kettle in red ink.", "1.")
        ),
        _article(
            "5",
            "Entry into force and application",
            Block("This Regulation shall enter into force on 1 January 2091."),
            Block("However:", children=(Block("Article 2 shall apply from 1 May 2091.", "(a)"),)),
        ),
    ]
    return [*units, _article("2a", "Paper", replace(papers, marker="1."))] if amended else units


def _document(identifier: str, work: str, short: str, **more: object) -> Document:
    fields = {"title": f"Act on {short}", "in_force_from": "2091-01-01", **more}
    return document(id=identifier, work=work, short_title=short, **fields)


PUBLISHED = _document(
    KETTLES,
    KETTLES,
    "Kettle Act",
    amended_by=(AMENDING,),
    in_force_to="2095-06-30",
    inserted=("art_2a",),
    version_date="2090-12-01",
)
LATER = _document(
    AMENDED,
    KETTLES,
    "Kettle Act",
    tier="consolidated",
    in_force_from="2095-07-01",
    version_date="2095-07-01",
    removed=("art_2.par_2",),
    moved=("art_2.par_2 art_2a.par_1",),
    notices=("Put together by Pincite.",),
)
POTS = _document(TEAPOTS, TEAPOTS, "Teapot Act", in_force_from="2092-01-01")
CUP = _document(CUPS, CUPS, "Cup Directive", kind="directive", completeness="no recitals")


def _parts() -> list[tuple[Document, list[Provision]]]:
    published = cut.provisions(PUBLISHED, _kettles(72, amended=False))
    later = cut.provisions(LATER, _kettles(96, amended=True))
    made = {"art_3.par_2": (f"{AMENDING}#art_1",), "art_2a.par_1": (f"{AMENDING}#art_1",)}
    later = [replace(p, changed_by=made.get(p.anchor, ())) for p in later]
    pots = [
        _article("3", "Lead", Block("Potters shall not paint a teapot with lead.", "1.")),
        _article("4", "Lids", Block("Potters shall fit each teapot with a lid of clay.", "1.")),
        _article("9", "Handles", Block("Potters may gild the handle of a large teapot.", "1.")),
    ]
    cups = [_article("1", "Cups", Block("Cups shall have a saucer of the same glaze.", "1."))]
    broken = provision(
        id=f"{CUPS}#art_2",
        document_id=CUPS,
        label="Article 2",
        text="Saucers shall be round.",
        completeness="cut after paragraph 1",
    )
    return [
        (PUBLISHED, [_dated(p) for p in published]),
        (LATER, [_dated(p) for p in later]),
        (POTS, cut.provisions(POTS, pots)),
        (CUP, [*cut.provisions(CUP, cups), broken]),
    ]


def _dated(one: Provision) -> Provision:
    """Return a provision of Article 2 with the date that the amendment put off."""
    if not one.anchor.startswith("art_2."):
        return one
    first = Dates("", "2091-05-01", "Applies from 1 May 2091.")
    dates = (first, Dates("2095-07-01", "2097-01-01", _PUT_OFF))
    return replace(one, applies_from="2097-01-01", applies_note=_PUT_OFF, dates=dates)


def kettles() -> Corpus:
    """Return the Kettle Act in two texts, the Teapot Act, part of a directive, and two stories."""
    parts = with_versions(_parts())
    parts += [(story, []) for story in (KETTLE_NEWS, KETTLE_TALE)]
    return Corpus(
        documents={d.id: d for d, _ in parts},
        provisions={p.id: p for _, own in parts for p in own},
        sha256="0" * 64,
    )


CORPUS = kettles()


def found(text: str, day: str = AFTER, named: tuple[str, ...] = ()) -> list[Finding]:
    """Return the findings of a text about kettles, claims judged."""
    law = Law(CORPUS, day, PLAIN, library(CORPUS).vocabulary)
    cut_up = passages(text)
    acts = dict.fromkeys(m.act for p in cut_up for m in p.mentions if m.act)
    checking = Checking(CORPUS, day, (*acts, *named), law)
    return [f for passage in cut_up for f in findings(passage, 1, checking)]


def one(text: str, day: str = AFTER, named: tuple[str, ...] = ()) -> Finding:
    """Return the only finding of a text."""
    (finding,) = found(text, day, named)
    return finding
