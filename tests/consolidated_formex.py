"""The invented act as an invented later act amended it: a consolidated archive, and its units."""

from zlib import crc32

from ingest.blocks import Block, Change, Unit
from tests.kettle_formex import (
    CLOSE,
    NOTE,
    OPEN,
    POWER,
    alineas,
    article,
    division,
    group,
    np,
    p,
    packed,
    paragraph,
)

BY = "32099R0007"
MAIN = "CL2099R0001EN0010010.0001.xml"
MANIFEST = "CL2099R0001EN0010010.0001.doc.xml"
GONE = "Kettles shall be green."
"""Deleted words; the archive keeps them between two marks."""


def changed(how: str, body: str, level: str = "STRUCTURE") -> str:
    """Return a part of the text between the marks of a change."""
    key = f"{crc32((how + body).encode()):x}"
    return (
        f'<?CLG.MDFO ID="O{key}" IDREF="C{key}" ACTION="{how}" LEVEL="{level}" '
        f'ACTIVE.DOC="{BY}" ACTIVE.LOC="AR:1;PT:1"?>{body}<?CLG.MDFC ID="C{key}" IDREF="O{key}"?>'
    )


def item(marker: str, text: str, more: str = "") -> str:
    return f"<ITEM>{np(marker, text, more)}</ITEM>"


def points(*bodies: str) -> str:
    return f'<LIST TYPE="alpha">{"".join(bodies)}</LIST>'


def plain(number: str, title: str, body: str) -> str:
    """Return an article whose title has no paragraph of its own, as consolidated ones print it."""
    return article(number, title, body).replace(p(title), title)


def annex(title: str, subtitle: str, contents: str) -> str:
    head = f"<TITLE><TI>{p(title)}</TI><STI>{p(subtitle)}</STI></TITLE>"
    return f"<CONS.ANNEX>{head}<CONTENTS>{contents}</CONTENTS></CONS.ANNEX>"


def act(terms: str, annexes: str = "") -> str:
    family = (
        f"<FAM.COMP><BIB.DATA><TITLE><TI>{p('Another title')}</TI></TITLE></BIB.DATA></FAM.COMP>"
    )
    return (
        '<CONS.ACT><INFO.CONSLEG CONSLEG.REF="2099R0001" START.DATE="21000302"/><CONS.DOC>'
        f"{family}<?PAGE NO='2'?><TITLE><TI>{p('KETTLE ACT')}{p('of 2099')}</TI></TITLE>"
        "<PREAMBLE><PREAMBLE.INIT/><PREAMBLE.FINAL/></PREAMBLE>"
        f"<ENACTING.TERMS>{terms}</ENACTING.TERMS><FINAL>{p('It binds everyone.')}</FINAL>"
        f"{annexes}</CONS.DOC></CONS.ACT>"
    )


def archive(main: str, **members: str) -> bytes:
    files = {name.replace("_", "."): text for name, text in members.items()}
    return packed({MANIFEST: "<DOC/>", MAIN: main, **files})


WHISTLING = (
    changed("REPLACED", paragraph("1.", f"A kettle shall whistle at {POWER} watts."))
    + changed("DELETED", paragraph("2.", p(GONE)))
    + paragraph(
        "3.",
        p("A lid shall:")
        + points(
            item("(a)", "fit;"),
            item("(b)", f"shine{NOTE};"),
            changed("INSERTED", item("(ba)", "close:", points(item("(i)", "well;")))),
            item("(c)", f"be of {changed('REPLACED', 'brass', 'TEXT')}."),
        ),
        "It may be lost.",
    )
)
TERMS = alineas(
    p("In this Act:")
    + points(
        item("(1)", f"{OPEN}kettle{CLOSE} means a pot;"),
        changed("INSERTED", item("(1a)", f"{OPEN}cosy{CLOSE} means a coat;")),
        item("(2)", f"{OPEN}lid{CLOSE} means a cover."),
    )
)
STARTING = alineas(
    "This Act enters into force at dawn.",
    "It applies from noon.",
    p("However:") + points(item("(a)", "Article 1 applies at tea;"), item("(b)", "not lids.")),
)
ANNEX_I = annex(
    "ANNEX I",
    "Kettles",
    p("They count:")
    + group(
        p("Section A. Copper ones"),
        changed("DELETED", np("1.", "old ones;"))
        + changed("REPLACED", np("2.", "large ones:", p(points(item("(a)", "heavy.")))))
        + np("3.", "round."),
    )
    + group(p("Section B Others"), np("4.", "All.", p("Even lids."))),
)
TEXT = act(
    division(
        "CHAPTER I",
        "USE",
        division("SECTION 1", "Kettles", plain("1", "Whistling", WHISTLING))
        + article("2", "Terms", TERMS),
    )
    + changed("INSERTED", plain("4a", "Cosies", alineas("A cosy shall fit.")))
    + changed("DELETED", plain("5", "Colours", alineas(GONE)))
    + plain("6", "Start", STARTING),
    ANNEX_I,
)
ARCHIVE = archive(TEXT)

REPLACED, INSERTED, DELETED = ((Change(BY, how),) for how in ("replaced", "inserted", "deleted"))
UNITS = (
    Unit(
        "article",
        "1",
        "Whistling",
        ("CHAPTER I: USE", "SECTION 1: Kettles"),
        (
            Block("A kettle shall whistle at 10^25 watts.", "1.", changed=REPLACED),
            Block(
                "A lid shall:",
                "3.",
                (
                    Block("fit;", "(a)"),
                    Block("shine;", "(b)"),
                    Block(
                        "close:",
                        "(ba)",
                        (Block("well;", "(i)", changed=INSERTED),),
                        changed=INSERTED,
                    ),
                    Block("be of brass.", "(c)", changed=REPLACED),
                    Block("It may be lost."),
                ),
            ),
        ),
        ("See the Lid Act.",),
        changed=DELETED,
    ),
    Unit(
        "article",
        "2",
        "Terms",
        ("CHAPTER I: USE",),
        (
            Block(
                "In this Act:",
                "",
                (
                    Block("‘kettle’ means a pot;", "(1)"),
                    Block("‘cosy’ means a coat;", "(1a)", changed=INSERTED),
                    Block("‘lid’ means a cover.", "(2)"),
                ),
            ),
        ),
    ),
    Unit(
        "article",
        "4a",
        "Cosies",
        (),
        (Block("A cosy shall fit.", changed=INSERTED),),
        changed=INSERTED,
    ),
    Unit(
        "article",
        "6",
        "Start",
        (),
        (
            Block("This Act enters into force at dawn."),
            Block("It applies from noon."),
            Block(
                "However:",
                "",
                (Block("Article 1 applies at tea;", "(a)"), Block("not lids.", "(b)")),
            ),
        ),
    ),
    Unit(
        "annex",
        "I",
        "Kettles",
        (),
        (
            Block("They count:"),
            Block(
                "Copper ones",
                "Section A",
                (
                    Block(
                        "large ones:",
                        "2.",
                        (Block("heavy.", "(a)", changed=REPLACED),),
                        changed=REPLACED,
                    ),
                    Block("round.", "3."),
                ),
            ),
            Block("Others", "Section B", (Block("All.", "4.", (Block("Even lids."),)),)),
        ),
        changed=DELETED,
    ),
)
ANCHORS = [
    *("art_1", "art_1.par_1", "art_1.par_3", "art_1.par_3.pnt_a", "art_1.par_3.pnt_b"),
    *("art_1.par_3.pnt_ba", "art_1.par_3.pnt_ba.pnt_i", "art_1.par_3.pnt_c"),
    *("art_2", "art_2.pnt_1", "art_2.pnt_1a", "art_2.pnt_2", "art_4a"),
    *("art_6", "art_6.par_1", "art_6.par_2", "art_6.par_3"),
    *("art_6.par_3.pnt_a", "art_6.par_3.pnt_b"),
    *("anx_I", "anx_I.sct_A", "anx_I.sct_A.pnt_2", "anx_I.sct_A.pnt_2.pnt_a"),
    *("anx_I.sct_A.pnt_3", "anx_I.sct_B", "anx_I.sct_B.pnt_4"),
]
