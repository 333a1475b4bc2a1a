"""The invented act as an invented later act amended it: a page of consolidated HTML."""

from tests.consolidated_formex import BY

BASE = "32099R0001"


def mark(label: str, celex: str, how: str = "", rest: str = "") -> str:
    """Return the mark of a change, which holds until the next one."""
    title = f"{celex}: {how}" if how else celex
    return f'<p class="modref"><a href="x" title="{title}">▼{label}</a>{rest}</p>'


def changed(how: str, body: str) -> str:
    return mark("M1", BY, how) + body + mark("B", BASE)


def deleted() -> str:
    return mark("M1", BY, "DELETED", " —————") + mark("B", BASE)


def p(text: str, name: str = "norm") -> str:
    return f'<p class="{name}">{text}</p>'


def paragraph(number: str, body: str) -> str:
    return (
        f'<div class="norm"><span class="no-parag">{number}\u00a0\u00a0</span>\n'
        f'<div class="norm inline-element">{body}</div></div>'
    )


def point(marker: str, body: str) -> str:
    inside = body if body.startswith("<") else p(body)
    return (
        '<div class="grid-container grid-list"><div class="list grid-list-column-1">'
        f'<span>{marker}\u00a0</span></div><div class="grid-list-column-2">{inside}</div></div>'
    )


def hanging(marker: str, text: str) -> str:
    return (
        '<div style="margin-left: 30pt; text-indent: -30pt"><p class="norm">'
        f'{marker}<span style="word-spacing: 21pt"> </span>{text}</p></div>'
    )


def article(number: str, title: str, body: str) -> str:
    return (
        f'<div class="eli-subdivision" id="art_{number}">'
        f"{p(f'Article {number}', 'title-article-norm')}"
        f'<div class="eli-title" id="art_{number}.tit_1">{p(title, "stitle-article-norm")}</div>'
        f"{body}</div>"
    )


def heading(identifier: str, number: str, title: str, body: str) -> str:
    return (
        f'<div id="{identifier}">{p(number, "title-division-1")}'
        f"{p(f'<span class=boldface>{title}</span>', 'title-division-2')}{body}</div>"
    )


NOTE = ' (<a href="#E0001" id="src.E0001"><span class="superscript">1</span></a>)'
INLINE = (
    f'<span><a title="{BY}: REPLACED"><span class="boldface">►M1</span></a></span> '
    'brass<span class="boldface"> ◄ </span>'
)
WHISTLING = (
    changed(
        "REPLACED",
        paragraph("1.", 'A kettle shall whistle at 10<span class="superscript">25</span> watts.'),
    )
    + deleted()
    + paragraph(
        "3.",
        p("A lid shall:", "norm inline-element")
        + point("(a)", "fit;")
        + point("(b)", f"shine{NOTE};")
        + changed("INSERTED", point("(ba)", p("close:") + point("(i)", "well;")))
        + point("(c)", f"be of {INLINE}."),
    )
    + p("It may be lost.")
)
TERMS = (
    p("In this Act:")
    + point("(1)", "‘kettle’ means a pot;")
    + changed("INSERTED", point("(1a)", "‘cosy’ means a coat;"))
    + point("(2)", '<div class="list">‘lid’ means a cover.</div>')
)
STARTING = (
    p("This Act enters into force at dawn.")
    + p("It applies from noon.")
    + p("However:")
    + point("(a)", "Article 1 applies at tea;")
    + point("(b)", "not lids.")
)
ANNEX = (
    f'<div id="anx_I"><p><br/></p><hr class="separator-annex"/>{p("ANNEX I", "title-annex-1")}'
    + p("Kettles", "title-annex-2")
    + p("They count:")
    + p("Section A. Copper ones", "title-gr-seq-level-1")
    + deleted()
    + changed("REPLACED", hanging("2.", "large ones:") + point("(a)", "heavy."))
    + hanging("3.", "round.")
    + p("Section\u00a0B Others", "title-gr-seq-level-1")
    + hanging("4.", "All.")
    + p("Even lids.", "list")
    + "</div>"
)
HEAD = (
    p("02099R0001 — EN — 02.03.2100 — 001.001", "reference")
    + p("A reader’s aid.", "disclaimer")
    + f"<table><tr><td>{p(f'<a title={BASE}>►B</a>', 'arrow')}</td>"
    + f"<td>{p('KETTLE ACT', 'title-doc-first')}</td></tr></table>"
    + p("Amended by:", "hd-modifiers")
    + f"<table><tr><td>{p(f'<a title={BY}>►M1</a>', 'arrow')}</td>"
    + f"<td>{p('COSY ACT of 2100', 'title-fam-member')}</td></tr></table>"
)
BODY = (
    f'<p class="arrow"><a title="{BASE}">▼B</a></p><div class="eli-main-title" id="tit_1">'
    + p("KETTLE ACT", "title-doc-first")
    + p("of 2099", "title-doc-last")
    + '</div><div class="eli-subdivision" id="enc_1">'
    + heading(
        "cpt_I",
        "CHAPTER I",
        "USE",
        heading("cpt_I.sct_1", "SECTION 1", "Kettles", article("1", "Whistling", WHISTLING))
        + article("2", "Terms", TERMS),
    )
    + changed("INSERTED", article("4a", "Cosies", p("A cosy shall fit.")))
    + deleted()
    + article("6", "Start", STARTING)
    + '</div><div class="eli-subdivision" id="fnp_1">'
    + p("It binds everyone.")
    + "</div>"
)
FOOT = p(
    '(<a href="#src.E0001" id="E0001"><span class="superscript">1</span></a>) See the Lid Act.',
    "footnote",
)
PAGE = (
    f'<html xmlns="http://www.w3.org/1999/xhtml"><body>{HEAD}<div class="eli-container">'
    f'{BODY}{ANNEX}</div><hr class="separator-short"/>{FOOT}</body></html>'
).encode()


def page(body: str) -> bytes:
    """Return a page with these articles and annexes."""
    return f"<html><body>{HEAD}<div>{body}</div>{FOOT}</body></html>".encode()
