"""An invented act in the generations of Official Journal HTML, and its units."""

import re

from ingest.blocks import Block, Unit


def p(text: str, name: str = "normal") -> str:
    return f'<p class="oj-{name}">{text}</p>'


def point(marker: str, body: str, indent: str = "") -> str:
    cell = body if body.startswith("<") else p(body)
    return f"<table><tbody><tr>{indent}<td>{p(marker)}</td><td>{cell}</td></tr></tbody></table>"


def mark(key: str) -> str:
    return (
        f' <a id="ntc{key}-L" href="#ntr{key}-L">'
        f'(<span class="oj-super oj-note-tag">{key}</span>)</a>'
    )


def note(key: str, text: str) -> str:
    return f'<p class="oj-note"><a id="ntr{key}-L">(<sup>{key}</sup>)</a> {text}</p>'


def article(number: int, title: str, body: str) -> str:
    return (
        f'<div class="eli-subdivision" id="art_{number}">{p(f"Article {number}", "ti-art")}'
        f'<div class="eli-title" id="art_{number}.tit_1">{p(title, "sti-art")}</div>{body}</div>'
    )


def heading(identifier: str, number: str, title: str, body: str) -> str:
    return (
        f'<div id="{identifier}">{p(number, "ti-section-1")}<div class="eli-title">'
        f"{p(f'<span class=oj-bold>{title}</span>', 'ti-section-2')}</div>{body}</div>"
    )


POWER = "10<span class='oj-super'>25</span>"
USE = (
    '<div id="001.001">'
    + p("1.\u00a0\u00a0\u00a0A kettle shall:")
    + point(
        "(a)", p("whistle at 10<span class='oj-super'>25</span> watts,") + point("(i)", "twice;")
    )
    + point("(b)", p("stop.") + p("It may drip."))
    + "</div><div id='001.002'>"
    + p(f"2.\u00a0\u00a0\u00a0Lids{mark('7')}, if any, fit.")
    + p("However, a lid may be:")
    + point("—", "loose,")
    + point("—", "lost.")
    + "</div>"
)
TERMS = (
    p("In this Act:") + point("(1)", "‘kettle’ means a pot;") + point("(2)", "‘lid’ means a cover.")
)
CHANGE = p("The Teapot Act is amended as follows:") + point(
    "(1)",
    p("the following is inserted:")
    + '<div id="004A">'
    + p("‘Article 4a", "ti-art")
    + p("Spouts", "sti-art")
    + f'<div id="004A.001">{p("1. A spout shall pour:")}{point("(a)", "tea.’")}</div></div>;',
)
ADDED = p("The following point is added:") + point("‘(9)", "a cosy.’.")
TABLE = (
    '<table class="oj-table"><tbody><tr><td><p class="oj-tbl-hdr">Litres</p></td>'
    '<td><p class="oj-tbl-hdr">Cups</p></td></tr><tr><td>1</td><td>4 or 5</td></tr></tbody></table>'
)
ANNEX = (
    f'<div class="eli-container" id="anx_I">{p("ANNEX I", "doc-ti")}{p("Kettles", "doc-ti")}'
    + p("Section A. Copper ones", "ti-grseq-1")
    + p("They are:")
    + point("1.", "<span>large;</span><p class='oj-normal'>Heavy too.</p>", "<td></td>")
    + p("Section&#160;B", "ti-grseq-1")
    + p("Tin ones", "ti-grseq-1")
    + '<div class="oj-enumeration-spacing"><p>1.</p><p><span>light.</span></p></div>'
    + p("2. Sizes", "ti-grseq-1")
    + TABLE
    + "</div>"
)
RECITAL = point("(1)", p("Water boils.") + p("Steam rises."))
BODY = (
    f'<div class="eli-main-title">{p("KETTLE ACT", "doc-ti")}{p("of 2099", "doc-ti")}</div>'
    + f'<div class="eli-subdivision" id="rct_1">{RECITAL}</div>'
    + heading(
        "cpt_I",
        "CHAPTER I",
        "USE",
        heading("cpt_I.sct_1", "SECTION 1", "Kettles", article(1, "Whistling", USE))
        + article(2, "Terms", TERMS),
    )
    + article(3, "Teapots", CHANGE)
    + article(4, "Cosies", ADDED)
    + f'<div class="oj-final">{p("Done at Kettleby.")}</div>'
    + note("7", "See the Lid Act.")
)
PAGE_A = f"<html><head><title>x</title></head><body>{BODY}{ANNEX}</body></html>".encode()
PAGE_B = (
    f"<html><body><header class='ecl-site-header'><p>Menu</p></header><div class='row'>{BODY}</div>"
    f"{ANNEX}<footer class='ecl-site-footer'>Contact</footer></body></html>"
).encode()

UNITS = (
    Unit("recital", "1", blocks=(Block("Water boils."), Block("Steam rises."))),
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
                    Block("stop.", "(b)", (Block("It may drip."),)),
                ),
            ),
            Block(
                "Lids, if any, fit.",
                "2.",
                (Block("However, a lid may be:", "", (Block("loose,", "—"), Block("lost.", "—"))),),
            ),
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
                (Block("‘kettle’ means a pot;", "(1)"), Block("‘lid’ means a cover.", "(2)")),
            ),
        ),
    ),
    Unit(
        "article",
        "3",
        "Teapots",
        (),
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
        "4",
        "Cosies",
        (),
        (Block("The following point is added:", "", (Block("‘(9) a cosy.’.", quoted=True),)),),
    ),
    Unit(
        "annex",
        "I",
        "Kettles",
        (),
        (
            Block(
                "Copper ones",
                "Section A",
                (Block("They are:", "", (Block("large;", "1.", (Block("Heavy too."),)),)),),
            ),
            Block("Tin ones", "Section B", (Block("light.", "1."),)),
            Block("Sizes", "2.", (Block("Litres Cups"), Block("1 4 or 5"))),
        ),
    ),
)

FLAT = (
    p("KETTLE ACT", "doc-ti")
    + p("Whereas:")
    + RECITAL
    + p("HAVE ADOPTED THIS ACT:")
    + p("CHAPTER I", "ti-section-1")
    + p("Use", "ti-section-2")
    + p("Section 1", "ti-section-1")
    + p("Kettles", "ti-section-2")
    + p("Article 1", "ti-art")
    + p("Whistling", "sti-art")
    + re.sub(r"</?div[^>]*>", "", USE)
    + p("CHAPTER II", "ti-section-1")
    + p("End", "ti-section-2")
    + p("Article 2", "ti-art")
    + p("Terms", "sti-art")
    + TERMS
    + p("‘Article 9", "ti-art")
    + '<div class="oj-final"><p class="oj-normal">Done at Kettleby.</p></div><hr class="oj-note"/>'
    + note("7", "See the Lid Act.")
    + p("ANNEX I", "doc-ti")
    + p("Kettles", "doc-ti")
    + ANNEX.split("Kettles</p>")[1].removesuffix("</div>")
)
PAGE_C = f"<html><body>{FLAT}</body></html>".replace("oj-", "").encode()
PAGE_D = (
    b'<html><body><p class="reference">02099R0001</p><div class="eli-subdivision" id="art_1">'
    b'<p class="title-article-norm">Article 1</p></div></body></html>'
)
PAGE_E = b'<html><body><p class="title-article-norm">Article 1</p></body></html>'
