"""An invented act as a Formex archive, and its units."""

import io
import zipfile

from ingest.blocks import Block, Unit

MAIN = "K.000101.fmx.xml"
MANIFEST = "K.doc.fmx.xml"
ANNEX_FILE = "K.{:03}.fmx.xml"


def p(text: str) -> str:
    return f"<P>{text}</P>"


def np(marker: str, text: str, more: str = "") -> str:
    return f"<NP><NO.P>{marker}</NO.P><TXT>{text}</TXT>{more}</NP>"


def items(kind: str, *bodies: str) -> str:
    return f'<LIST TYPE="{kind}">{"".join(f"<ITEM>{body}</ITEM>" for body in bodies)}</LIST>'


def paragraph(number: str, *subparagraphs: str) -> str:
    return f"<PARAG><NO.PARAG>{number}</NO.PARAG>{alineas(*subparagraphs)}</PARAG>"


def alineas(*bodies: str) -> str:
    return "".join(f"<ALINEA>{body}</ALINEA>" for body in bodies)


def article(number: str, title: str, body: str) -> str:
    head = f"<TI.ART>Article {number}</TI.ART><STI.ART>{p(title)}</STI.ART>"
    return f'<ARTICLE IDENTIFIER="{number}">{head}{body}</ARTICLE>'


def division(number: str, title: str, body: str) -> str:
    name = f"<STI>{p(title)}</STI>" if title else ""
    return f"<DIVISION><TITLE><TI>{p(number)}</TI>{name}</TITLE>{body}</DIVISION>"


def group(title: str, body: str, subtitle: str = "") -> str:
    below = f"<STI>{p(subtitle)}</STI>" if subtitle else ""
    return f"<GR.SEQ><TITLE><TI>{title}</TI>{below}</TITLE>{body}</GR.SEQ>"


def act(articles: str, recitals: str = "") -> str:
    return (
        f"<ACT><TITLE><TI>{p('KETTLE ACT')}{p('of 2099')}</TI></TITLE><PREAMBLE>"
        f"<GR.VISA><VISA>Having regard to tea,</VISA></GR.VISA><GR.CONSID>{recitals}</GR.CONSID>"
        f"</PREAMBLE><ENACTING.TERMS>{articles}</ENACTING.TERMS><FINAL>"
        f"<SIGNATURE>{p('Done at Kettleby.')}</SIGNATURE></FINAL></ACT>"
    )


def annex(title: str, subtitle: str, contents: str) -> str:
    return (
        f"<ANNEX><TITLE><TI>{p(title)}</TI><STI>{p(subtitle)}</STI></TITLE>"
        f"<CONTENTS>{contents}</CONTENTS></ANNEX>"
    )


def manifest(annexes: int = 0, main: str = MAIN) -> str:
    subs = "".join(
        f'<DOC.SUB.PUB TYPE="ANNEX"><REF.PHYS FILE="{ANNEX_FILE.format(n)}"/></DOC.SUB.PUB>'
        for n in range(annexes)
    )
    return f'<DOC><FMX><DOC.MAIN.PUB><REF.PHYS FILE="{main}"/></DOC.MAIN.PUB>{subs}</FMX></DOC>'


def packed(members: dict[str, str | bytes]) -> bytes:
    """Return a zip archive with these members."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in members.items():
            zipped.writestr(name, content)
    return archive.getvalue()


def formex(main: str, *annexes: str) -> bytes:
    """Return the archive of an act with its annexes."""
    files = {ANNEX_FILE.format(n): text for n, text in enumerate(annexes)}
    return packed({MANIFEST: manifest(len(annexes)), MAIN: main, **files})


OPEN, CLOSE = '<QUOT.START CODE="2018"/>', '<QUOT.END CODE="2019"/>'
POWER = '10<HT TYPE="SUP">25</HT>'
NOTE = '<NOTE><P>See the <HT TYPE="ITALIC">Lid</HT> Act.</P></NOTE>'
RECITALS = (
    f"<CONSID>{np('(1)', f'Water{NOTE} boils.', p('Steam rises.'))}</CONSID>"
    f"<CONSID>{np('(2)', 'Tea is made at sea.')}</CONSID>"
)
WHISTLING = paragraph(
    "1.",
    p("A kettle shall:")
    + items(
        "alpha",
        np("(a)", f"whistle at {POWER} watts,", p(items("roman", np("(i)", "twice;")))),
        np("(b)", 'cost <FT TYPE="NUMBER">35000</FT> cups.', p("It may drip.")),
    ),
    "It sings.",
    p("However, it may be:") + items("DASH", p("loose,"), p("lost.")),
) + paragraph("2.", f'Lids{NOTE}, if<?PAGE NO="2"?> any, <?PAGE NO="3"?>fit.')
TERMS = alineas(
    p("In this Act:")
    + items(
        "ARAB",
        np("(1)", f"{OPEN}kettle{CLOSE} means a pot:", p(items("alpha", np("(a)", "of tin;")))),
        np("(2)", f"{OPEN}lid{CLOSE} means a cover."),
    )
)
STARTING = alineas(
    "This Act enters into force at dawn.",
    'It applies from <DATE ISO="20990202">2 February 2099</DATE>.',
    p("However:") + items("alpha", np("(a)", "Article 1 applies at noon;"), np("(b)", "not tea.")),
)
QUOTED = (
    f"<QUOT.S><ARTICLE><TI.ART>{OPEN}Article 4a</TI.ART><STI.ART>{p('Spouts')}</STI.ART>"
    + paragraph("1.", p("A spout shall pour:") + items("alpha", np("(a)", f"tea.{CLOSE}")))
    + "</ARTICLE></QUOT.S>"
)
CHANGE = alineas(
    p("The Teapot Act is amended as follows:")
    + items("ARAB", np("(1)", "the following is inserted:", p(f"{QUOTED};")))
)
ANNEX_I = annex(
    "ANNEX I",
    "Kettles",
    p("They count:")
    + group(
        p("Section A. Copper ones"),
        p("They are:") + items("ARAB", np("1.", "large;", p("Heavy too.")), np("2.", "round.")),
    )
    + group(p("Section B"), np("3.", "light.") + np("4.", "thin."), "Tin ones"),
)
ANNEX_II = annex(
    "ANNEX II Sizes",
    "of kettles",
    group(np("1.", "Small ones"), items("alpha", np("(a)", "one cup;"), np("(b)", "two.")))
    + group(np("2.", "Others"), p("All the rest."))
    + group(p("Notes"), p("Cups are full.")),
)
ARCHIVE = formex(
    act(
        division(
            "CHAPTER I",
            "USE",
            division(
                "<HT TYPE='EXPANDED'>SECTION 1</HT>",
                "Kettles",
                article("1", "Whistling", WHISTLING),
            )
            + article("2", "Terms", TERMS),
        )
        + division("CHAPTER II", "", article("3", "Teapots", CHANGE))
        + article("4a", "Start", STARTING),
        RECITALS,
    ),
    ANNEX_I,
    ANNEX_II,
)

UNITS = (
    Unit(
        "recital",
        "1",
        blocks=(Block("Water boils."), Block("Steam rises.")),
        footnotes=("See the Lid Act.",),
    ),
    Unit("recital", "2", blocks=(Block("Tea is made at sea."),)),
    Unit(
        "article",
        "1",
        "Whistling",
        ("CHAPTER I: USE", "SECTION 1: Kettles"),
        (
            Block(
                "A kettle shall:",
                "1.",
                (
                    Block("whistle at 10^25 watts,", "(a)", (Block("twice;", "(i)"),)),
                    Block("cost 35 000 cups.", "(b)", (Block("It may drip."),)),
                    Block("It sings."),
                    Block("However, it may be:", "", (Block("loose,", "—"), Block("lost.", "—"))),
                ),
            ),
            Block("Lids, if any, fit.", "2."),
        ),
        ("See the Lid Act.",),
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
                    Block("‘kettle’ means a pot:", "(1)", (Block("of tin;", "(a)"),)),
                    Block("‘lid’ means a cover.", "(2)"),
                ),
            ),
        ),
    ),
    Unit(
        "article",
        "3",
        "Teapots",
        ("CHAPTER II",),
        (
            Block(
                "The Teapot Act is amended as follows:",
                "",
                (
                    Block(
                        "the following is inserted:",
                        "(1)",
                        (
                            Block(
                                "‘Article 4a Spouts 1. A spout shall pour: (a) tea.’;", quoted=True
                            ),
                        ),
                    ),
                ),
            ),
        ),
    ),
    Unit(
        "article",
        "4a",
        "Start",
        (),
        (
            Block("This Act enters into force at dawn."),
            Block("It applies from 2 February 2099."),
            Block(
                "However:",
                "",
                (Block("Article 1 applies at noon;", "(a)"), Block("not tea.", "(b)")),
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
                        "They are:",
                        "",
                        (Block("large;", "1.", (Block("Heavy too."),)), Block("round.", "2.")),
                    ),
                ),
            ),
            Block("Tin ones", "Section B", (Block("light.", "3."), Block("thin.", "4."))),
        ),
    ),
    Unit(
        "annex",
        "II",
        "Sizes of kettles",
        (),
        (
            Block("Small ones", "1.", (Block("one cup;", "(a)"), Block("two.", "(b)"))),
            Block("Others", "2.", (Block("All the rest."),)),
            Block("Notes", "", (Block("Cups are full."),)),
        ),
    ),
)
