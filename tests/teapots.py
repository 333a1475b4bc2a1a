"""A small act on teapots, as published and as amended, with a note and a story beside it."""

from dataclasses import dataclass, field, replace

from ingest import cut
from ingest.blocks import Block, Unit
from ingest.model import Corpus, Document, Provision
from ingest.pipeline import with_references
from ingest.versions import with_versions
from tests.conftest import document, provision
from ui.views import Reading
from ui.wording import read_wording

ACT, AMENDING = "32099R0001", "32100R0007"
AMENDED = f"{ACT}+{AMENDING}"
BEFORE, AFTER = "2099-12-31", "2100-06-01"
"""A day of the text as published, and one of the amended text."""
GENERAL = ("CHAPTER I: GENERAL PROVISIONS",)
DUTIES = ("CHAPTER II: DUTIES OF MAKERS", "SECTION 1: Spouts")

PUBLISHED = document(
    id=ACT,
    work=ACT,
    title="Regulation (EU) 2099/1 on teapots",
    short_title="Teapot Act",
    status="in force",
    version_date="2099-01-01",
    in_force_from="2099-01-01",
    in_force_to="2100-01-31",
    amended_by=(AMENDING,),
    inserted=("art_3a",),
    url="https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32099R0001",
    notices=("This is the Teapot Act as first printed.",),
    completeness="no annexes but the first; Article 9",
)
CONSOLIDATED = replace(
    PUBLISHED,
    id=AMENDED,
    tier="consolidated",
    status="computed by Pincite, not official",
    version_date="2100-02-01",
    in_force_from="2100-02-01",
    in_force_to="",
    amended_by=(),
    inserted=(),
    removed=("art_4.par_2",),
    moved=("art_4.par_2 art_3a",),
    obtained_from="computed",
    notices=("Put together from two acts.",),
    completeness="full",
)
STORY = document(
    id="doc:tea",
    work="doc:tea",
    title="A tale of tea",
    short_title="Tea tale",
    kind="article",
    tier="fiction",
    completeness="a brief in our own words",
)


def _definitions() -> Block:
    return Block(
        "For the purposes of this Regulation, the following definitions apply:",
        children=(
            Block("‘teapot’ means a vessel with a spout for tea;", "(1)"),
            Block("‘spout cover’ means what closes the spout of a teapot;", "(2)"),
            Block("‘cover’ means anything that closes an opening;", "(3)"),
            Block("‘risk’ means the chance of a scald;", "(4)"),
            Block("‘spout’ means the mouth of a vessel;", "(5)"),
            Block("‘GDPR’ means Regulation (EU) 2016/679.", "(6)"),
        ),
    )


def _units(amended: bool) -> list[Unit]:
    second = "Importers shall check every spout cover."
    new = "Importers and sellers shall check every spout cover."
    made_by = f"{AMENDING}#art_1.pnt_1" if amended else ""
    duties = (
        Block(
            "Makers of teapots shall, in accordance with Article 2, point (2), and Annex I:",
            "1.",
            (
                Block("fit covers that limit risks, as paragraphs 2 and 3 say;", "(a)"),
                Block("keep a register of teapots under Article 35 of the GDPR.", "(b)"),
            ),
        ),
        Block(new if amended else second, "2.", made_by=made_by),
        Block("High-risk teapots shall be blue.", "3."),
    )
    reports = (
        Block("Makers shall report each scald to the tea office within 72 hours.", "1."),
        Block("Silver samovars are exempt from Article 3(1), point (a).", "2."),
    )
    inserted = Unit(
        "article",
        "3a",
        "Samovars",
        DUTIES,
        (Block("Silver samovars are exempt from Article 3(1), point (a).", made_by=made_by),),
        made_by=made_by,
    )
    recitals = [
        Unit("recital", str(n), blocks=(Block(text),))
        for n, text in enumerate(
            (
                "Tea is drunk everywhere.",
                "Scalds from samovars must reach the tea office quickly: hence reports.",
                "The duty in Article 3 protects cooks.",
                "A register of blue pots is kept by sellers and importers.",
                *(f"Cups of kind {n} are fine." for n in range(5, 13)),
            ),
            1,
        )
    ]
    return [
        *([] if amended else recitals),
        Unit("article", "1", "Scope", GENERAL, (Block("This Regulation is about teapots."),)),
        Unit("article", "2", "Definitions", GENERAL, (_definitions(),)),
        Unit("article", "3", "Duties", DUTIES, duties),
        *([inserted] if amended else []),
        Unit("article", "4", "Reports", DUTIES[:1], reports[:1] if amended else reports),
        Unit("annex", "I", "Colours", blocks=(Block("Blue <b>or</b> green.", "1."),)),
    ]


def _others() -> list[tuple[Document, list[Provision]]]:
    privacy = document(id="32016R0679", work="32016R0679", short_title="GDPR")
    article = provision(
        id="32016R0679#art_35", document_id="32016R0679", label="Article 35", text="Assess it."
    )
    tale = [
        provision(
            id=f"doc:tea#par_{n}",
            document_id="doc:tea",
            label=f"Paragraph {n}",
            kind="paragraph",
            headings=("The pot",),
            text=f"In the story pot {n} sings.",
            tier="fiction",
            order=n - 1,
        )
        for n in (1, 2)
    ]
    return [(privacy, [article]), (STORY, tale)]


def _note() -> Provision:
    return provision(
        "art_4.par_9",
        "Our words on a ninth paragraph.",
        label="Note on Article 4(9)",
        kind="note",
        headings=("The ninth paragraph",),
        tier="note",
        order=900,
    )


def teapots() -> Corpus:
    """Return the act in both texts, another act, and a story."""
    parts = with_versions(
        [
            (PUBLISHED, [*cut.provisions(PUBLISHED, _units(amended=False)), _note()]),
            (CONSOLIDATED, cut.provisions(CONSOLIDATED, _units(amended=True))),
            *_others(),
        ]
    )
    linked = list(with_references(parts))
    return Corpus(
        {d.id: d for d, _ in linked}, {p.id: p for _, own in linked for p in own}, "0" * 64
    )


@dataclass(frozen=True, slots=True)
class Shelf:
    """An assistant that only has texts and notes on them."""

    corpus: Corpus
    headnotes: dict[str, str] = field(default_factory=dict)
    notices: tuple[str, ...] = ()


def reading(corpus: Corpus, day: str = AFTER, language: str = "en", **notes: str) -> Reading:
    """Return what a view is shown with; `notes` are headnotes on articles of the act by anchor."""
    headnotes = {f"{ACT}#{anchor}": note for anchor, note in notes.items()}
    return Reading(Shelf(corpus, headnotes), day, read_wording(language))  # type: ignore[arg-type]
