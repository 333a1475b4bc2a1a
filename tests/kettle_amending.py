"""An invented act, an invented act that amends it in two formats, and what comes out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby

from ingest.blocks import Block, Unit
from tests import kettle_formex as formex
from tests import kettle_html as html

BASE_ACT, AMENDING_ACT = "32099R0001", "32099R0070"
GENERAL, FINAL = ("CHAPTER I: General",), ("CHAPTER II: Final",)


@dataclass(frozen=True)
class Line:
    """A subparagraph or a sentence; ‹ and › are the marks around what is quoted."""

    text: str


@dataclass(frozen=True)
class Item:
    marker: str
    text: str
    below: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Paragraph:
    place: str
    """Identifier in HTML: "004A.001"."""
    number: str
    parts: tuple[Line | Item, ...]


@dataclass(frozen=True)
class Heading:
    text: str


@dataclass(frozen=True)
class Article:
    place: str
    printed: str
    title: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Annex:
    printed: str
    title: str
    parts: tuple[Line | Item, ...]


@dataclass(frozen=True)
class Section:
    printed: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Chapter:
    printed: str
    title: str
    article: Article


Quoted = Line | Item | Paragraph | Heading | Article | Annex | Section | Chapter


@dataclass(frozen=True)
class Order:
    """A numbered instruction: with what it quotes, or with instructions below it."""

    marker: str
    text: str
    quoted: tuple[Quoted, ...] = ()
    below: tuple[Order, ...] = ()


def in_html(part: Quoted | Order) -> str:
    match part:
        case Line(text):
            return html.p(text)
        case Item(marker, text, below):
            return html.point(marker, html.p(text) + "".join(map(in_html, below)))
        case Paragraph(place, number, (Line(first), *more)):
            head = html.p(f"{number}\u00a0\u00a0\u00a0{first}")
            return f'<div id="{place}">{head}{"".join(map(in_html, more))}</div>'
        case Heading(text):
            return html.p(text, "sti-art")
        case _:
            return _whole_in_html(part)


def _whole_in_html(part: Quoted | Order) -> str:
    match part:
        case Article(place, printed, title, paragraphs):
            head = html.p(printed, "ti-art") + html.p(title, "sti-art")
            return f'<div id="{place}">{head}{"".join(map(in_html, paragraphs))}</div>'
        case Annex(printed, title, parts):
            head = html.p(printed, "doc-ti oj-quotation-ti") + html.p(title, "doc-ti")
            return f"<div><div>{head}{''.join(map(in_html, parts))}</div></div>"
        case Section(printed, rows):
            return html.p(printed, "ti-grseq-1") + "".join(map(in_html, rows))
        case Chapter(printed, title, article):
            head = html.p(printed, "ti-section-1") + html.p(title, "ti-section-2")
            return head + in_html(article)
        case Order(marker, text, quoted, below):
            end = html.p(";") if quoted else ""
            inner = html.p(text) + "".join(map(in_html, (*quoted, *below))) + end
            return html.point(marker, inner)
    raise TypeError(part)


def in_formex(part: Quoted | Order) -> str:
    match part:
        case Line(text):
            return formex.alineas(text)
        case Item(marker, text, below):
            inner = formex.p(formex.items("roman", *map(in_formex, below))) if below else ""
            return formex.np(marker, text, inner)
        case Paragraph(_, number, parts):
            return f"<PARAG><NO.PARAG>{number}</NO.PARAG>{_alineas(parts)}</PARAG>"
        case Heading(text):
            return f"<STI.ART>{formex.p(text)}</STI.ART>"
        case _:
            return _whole_in_formex(part)


def _whole_in_formex(part: Quoted | Order) -> str:
    match part:
        case Article(place, printed, title, paragraphs):
            head = f"<TI.ART>{printed}</TI.ART><STI.ART>{formex.p(title)}</STI.ART>"
            body = "".join(map(in_formex, paragraphs))
            return f'<ARTICLE IDENTIFIER="{place}">{head}{body}</ARTICLE>'
        case Annex(printed, title, parts):
            return formex.annex(printed, title, _listed(parts))
        case Section(printed, rows):
            return formex.group(formex.p(printed), "".join(map(in_formex, rows)))
        case Chapter(printed, title, article):
            return formex.division(printed, title, in_formex(article))
        case Order(marker, text, quoted, below):
            new = formex.p(f'<QUOT.S LEVEL="1">{_listed(quoted)}</QUOT.S>;') if quoted else ""
            more = formex.p(formex.items("alpha", *map(in_formex, below))) if below else ""
            return formex.np(marker, text, new + more)
    raise TypeError(part)


def _listed(parts: tuple[Quoted, ...]) -> str:
    """Return parts in Formex, neighbouring points as one list."""
    found = []
    for is_list, group in groupby(parts, lambda part: isinstance(part, Item)):
        inner = [in_formex(part) for part in group]
        found.append(formex.items("alpha", *inner) if is_list else "".join(inner))
    return "".join(found)


def _alineas(parts: tuple[Line | Item, ...]) -> str:
    """Return the subparagraphs of a paragraph, each with the points that follow it."""
    groups: list[list[Line | Item]] = []
    for part in parts:
        if isinstance(part, Line):
            groups.append([])
        groups[-1].append(part)
    bodies = []
    for line, *rows in groups:
        rest = formex.items("alpha", *map(in_formex, rows)) if rows else ""
        bodies.append(formex.p(line.text) + rest)
    return formex.alineas(*bodies)


def html_page(*articles: tuple[str, str, tuple[Order, ...]]) -> bytes:
    """Return a page of articles: title, first words, instructions."""
    printed = "".join(
        html.article(number, title, html.p(text) + "".join(map(in_html, orders)))
        for number, (title, text, orders) in enumerate(articles, 1)
    )
    marked = printed.replace("‹", "‘").replace("›", "’")
    return f"<html><body>{marked}</body></html>".encode()


def formex_archive(*articles: tuple[str, str, tuple[Order, ...]]) -> bytes:
    """Return an archive of the same articles."""
    printed = ""
    for number, (title, text, orders) in enumerate(articles, 1):
        rows = formex.items("ARAB", *map(in_formex, orders)) if orders else ""
        body = formex.alineas(formex.p(text) + rows)
        printed += formex.article(f"{number:03}", title, body).replace(
            f"Article {number:03}", f"Article {number}"
        )
    marked = printed.replace("‹", formex.OPEN).replace("›", formex.CLOSE)
    return formex.formex(formex.act(marked))


def _item(marker: str, text: str, *below: Block) -> Block:
    return Block(text, marker, below)


BASE = (
    Unit("recital", "1", blocks=(Block("Kettles whistle."),)),
    Unit(
        "article",
        "1",
        "Scope",
        GENERAL,
        (
            _item(
                "1.",
                "This Regulation applies to kettles that are:",
                _item("(a)", "sold in the Union;"),
                _item("(b)", "used at sea;"),
                _item("(c)", "lent to friends."),
                Block("It does not apply to teapots."),
            ),
            _item("2.", "Toys are left out. A toy holds a cup. It is no vessel."),
        ),
        ("See the Lid Act.",),
    ),
    Unit(
        "article",
        "2",
        "Terms",
        GENERAL,
        (
            _item(
                "",
                "In this Regulation:",
                _item("(1)", "‘kettle’ means a vessel;"),
                _item("(2)", "‘lid’ means a cover;"),
                _item("(3)", "‘spout’ means a nose."),
            ),
        ),
    ),
    Unit(
        "article",
        "3",
        "Duties",
        GENERAL,
        (
            _item(
                "1.",
                "Makers shall:",
                _item("(a)", "fit a whistle;"),
                _item(
                    "(b)", "test each kettle for:", _item("(i)", "leaks;"), _item("(ii)", "noise;")
                ),
                _item("(c)", "keep a book."),
                Block("The book is kept for ten years."),
                Block("It may be kept in a cellar."),
            ),
            _item(
                "2.",
                "Sellers shall show the book where it is:",
                _item("—", "asked for,"),
                _item("—", "short,"),
                _item("—", "dry."),
            ),
            _item("3.", "Importers rely on the book."),
            _item("4.", "Lenders keep no book."),
            _item("5.", "Museums are free."),
        ),
    ),
    Unit(
        "article",
        "4",
        "Reports",
        GENERAL,
        (
            _item("1.", "A report is sent within one day."),
            _item("2.", "It is read slowly and loudly, at noon."),
            _item("3.", "It is sent by post."),
            _item("4.", "It tells of steam:", _item("(a)", "hot steam;"), _item("(b)", "Steam.")),
            _item(
                "5.",
                "It names:",
                _item("(a)", "the maker;"),
                _item("(aa)", "the aunt of the maker;"),
                _item("(b)", "the seller;"),
                _item("(c)", "the kettle;"),
                _item("(d)", "the day."),
            ),
            _item("6.", "It is signed.", Block("It is sealed.")),
            _item("7.", "It is kept. It is dusted."),
        ),
    ),
    Unit("article", "5", "Fines", FINAL, (Block("Fines are small."),)),
    Unit("article", "6", "Old kettles", FINAL, (Block("Old kettles are lent."),)),
    Unit(
        "article",
        "7",
        "Start",
        FINAL,
        (
            Block("This Regulation starts at dawn."),
            Block("It applies from May."),
            _item("", "However:", _item("(a)", "Article 1 waits;"), _item("(b)", "tea waits.")),
        ),
    ),
    Unit("article", "8", "Guests", FINAL, (Block("Guests sign.", "1."),)),
    Unit("article", "9", "Mice", FINAL, (Block("No mice."),)),
    Unit("article", "10", "Rats", FINAL, (Block("No rats."),)),
    Unit(
        "article",
        "11",
        "Tea",
        FINAL,
        (
            _item(
                "1.", "No tea without tea leaves:", _item("(a)", "green;"), _item("(b)", "black.")
            ),
        ),
    ),
    Unit(
        "annex",
        "I",
        "Sizes",
        (),
        (
            _item("Section A", "Copper", _item("1.", "small;"), _item("2.", "large.")),
            _item("Section B", "Tin", _item("1.", "thin;"), _item("2.", "round.")),
        ),
    ),
    Unit("annex", "II", "Forms", (), (Block("A form is blue."),)),
)

APPLIED = (
    Order("(1)", "in Article 1(1), point (b) is replaced by the following:",
          (Item("‹(b)", "used on ships;›"),)),
    Order("(2)", "the heading of Article 1 is replaced by the following:", (Heading("‹Reach›"),)),
    Order("(3)", "the introductory part of Article 1(1) is replaced by the following:",
          (Line("‹This Regulation reaches kettles that are:›"),)),
    Order("(4)", "in Article 1(1), the second subparagraph is replaced by the following:",
          (Line("‹“Teapots” are left to Article 2.›"),)),
    Order("(5)", "in Article 1(2), the second sentence is deleted;"),
    Order("(6)", "Article 2 is amended as follows:", below=(
        Order("(a)", "after point (1), the following points are inserted:",
              (Item("‹(1a)", "“cosy” means a hat;"), Item("(1b)", "“cup” means a measure;›"))),
        Order("(b)", "point (2) is deleted;"),
    )),
    Order("(7)", "Article 3 is amended as follows:", below=(
        Order("(a)", "paragraph 1 is amended as follows:", below=(
            Order("(i)", "point (b)(ii) is replaced by the following:", (Item("‹(ii)", "rust;›"),)),
            Order("(ii)", "in the first subparagraph, the following point is added:",
                  (Item("‹(d)", "sing:", (Item("(i)", "twice;"), Item("(ii)", "low.›"))),)),
            Order("(iii)", "the second and third subparagraphs are replaced by the following:",
                  (Line("‹The book is kept for one year."), Line("It may be lost.›"))),
        )),
        Order("(b)", "in paragraph 2, the second indent is deleted;"),
        Order("(c)", "paragraphs 3 and 4 are replaced by the following:",
              (Paragraph("003.003", "‹3.", (Line("Importers copy the book:"),
                                           Item("(a)", "by hand;"), Item("(b)", "at night."),
                                           Line("They may sleep."))),
               Paragraph("003.004", "4.", (Line("Lenders read the book.›"),)))),
        Order("(d)", "paragraph 5 becomes paragraph 6;"),
        Order("(e)", "the following paragraph is inserted:",
              (Paragraph("003.005", "‹5.", (Line("Cooks are free.›"),)),)),
    )),
    Order("(8)", "in Article 4(1), the words ‘one day’ are replaced by ‘two days’;"),
    Order("(9)", "in Article 4(2), the words ‘and loudly’ are deleted;"),
    Order("(10)", "in Article 4(3), the words ‘or by hand’ are inserted after the words "
                  "‘by post’;"),
    Order("(11)", "in Article 4(4), the word ‘steam’ is replaced by ‘vapour’ throughout;"),
    Order("(12)", "in Article 4(5), points (a) to (c) are deleted;"),
    Order("(13)", "in Article 4(6), the following subparagraph is inserted after the first "
                  "subparagraph:", (Line("‹It is folded.›"),)),
    Order("(14)", "in Article 4(7), the following sentence is added:",
          (Line("‹It is burned.›"),)),
    Order("(15)", "Article 5 is replaced by the following:",
          (Article("005", "‹Article 5", "Large fines",
                   (Paragraph("005.001", "1.", (Line("Fines are large."),)),
                    Paragraph("005.002", "2.", (Line("Fines are paid in tea.›"),)))),)),
    Order("(16)", "the following Article is inserted:",
          (Article("005A", "‹Article 5a", "Drying",
                   (Paragraph("005A.001", "1.", (Line("Dry kettles are:"),
                                                 Item("(a)", "hung;"), Item("(b)", "hidden.›"))),
                    )),)),
    Order("(17)", "in Article 5a(1), the word ‘hung’ is replaced by ‘stored’;"),
    Order("(18)", "Article 6 is deleted;"),
    Order("(19)", "in Article 7, the second paragraph is replaced by the following:",
          (Line("‹It applies from June.›"),)),
    Order("(20)", "point (b) of the third paragraph of Article 7 is replaced by the following:",
          (Item("‹(b)", "tea is served.›"),)),
    Order("(21)", "Articles 9 and 10 are deleted;"),
    Order("(22)", "in Annex I, Section A, point 1 is deleted;"),
    Order("(23)", "Section B of Annex I is replaced by the following:",
          (Section("‹Section B. Iron", (Item("1.", "heavy."), Item("2.", "black.›"))),)),
    Order("(24)", "in Annex I, the following Section is added:",
          (Section("‹Section C. Glass", (Item("1.", "clear."), Item("2.", "broken.›"))),)),
    Order("(25)", "Annex II is replaced by the following:",
          (Annex("‹ANNEX II", "Labels", (Line("A label is red:"), Item("(a)", "dark red.›"))),)),
    Order("(26)", "the following Annex is added:",
          (Annex("‹ANNEX III", "Songs", (Line("A song is sung."), Line("It ends.›"))),)),
)  # fmt: skip
LISTED = (
    Order("(27)", "in Article 1(1), point (b) is replaced by the following:",
          (Item("‹(b)", "used in the air;›"),)),
    Order("(28)", "Article 3 is replaced by the following:",
          (Article("003", "‹Article 3", "Rest",
                   (Paragraph("003.001", "1.", (Line("Makers rest.›"),)),)),)),
    Order("(29)", "in Article 11, paragraph 1 shall be kept warm;"),
    Order("(30)", "in Article 11, paragraph 9 is deleted;"),
    Order("(31)", "Article 12 is deleted;"),
    Order("(32)", "in Article 11(1), the word ‘tea’ is replaced by ‘coffee’;"),
    Order("(33)", "in Article 11(1), the following point is added:", (Item("‹(a)", "red.›"),)),
    Order("(34)", "in Article 11 of Directive (EU) 2098/5, paragraph 1 is deleted;"),
    Order("(35)", "the following Chapter is inserted:",
          (Chapter("‹CHAPTER Ia", "Cups",
                   Article("002A", "Article 2a", "Cups",
                           (Paragraph("002A.001", "1.", (Line("Cups are round.›"),)),))),)),
    Order("(36)", "in the table in Annex I, the third row is deleted;"),
    Order("(37)", "in Article 8, paragraph 1 is deleted and Article 11 is deleted;"),
)  # fmt: skip
REASONS = {
    "27": "instruction (1) rewrote it",
    "28": "instruction (7)(e) rewrote it",
    "29": "the instruction is not understood",
    "30": "no paragraph 9",
    "31": "no Article 12",
    "32": "the words “tea” occur 2 times",
    "33": "(a) is there already",
    "34": "it names another act",
    "35": "where a new chapter begins and ends is not known",
    "36": "“table third row” is not understood",
    "37": "“and Article 11 is deleted” is not understood",
}
ARTICLES = (
    (
        "Amendments to Regulation (EU) 2099/1",
        "Regulation (EU) 2099/1 is amended as follows:",
        (*APPLIED, *LISTED),
    ),
    (
        "Amendments to Directive (EU) 2098/5",
        "Directive (EU) 2098/5, which goes with Regulation (EU) 2099/1, is amended as follows:",
        (Order("(1)", "Article 11 is deleted;"), Order("(2)", "Annex I is deleted.")),
    ),
    ("Start", "This Regulation starts at dusk.", ()),
)
PAGE = html_page(*ARTICLES)
ARCHIVE = formex_archive(*ARTICLES)


def leaves(orders: tuple[Order, ...], anchor: str = f"{AMENDING_ACT}#art_1") -> list[str]:
    """Return the ids of the instructions."""
    found = []
    for order in orders:
        own = f"{anchor}.pnt_{re.sub(r'[()]', '', order.marker)}"
        found += leaves(order.below, own) if order.below else [own]
    return found


AMENDED = (
    Unit(
        "article",
        "1",
        "Reach",
        GENERAL,
        (
            _item(
                "1.",
                "This Regulation reaches kettles that are:",
                _item("(a)", "sold in the Union;"),
                _item("(b)", "used on ships;"),
                _item("(c)", "lent to friends."),
                Block("“Teapots” are left to Article 2."),
            ),
            _item("2.", "Toys are left out. It is no vessel."),
        ),
        ("See the Lid Act.",),
    ),
    Unit(
        "article",
        "2",
        "Terms",
        GENERAL,
        (
            _item(
                "",
                "In this Regulation:",
                _item("(1)", "‘kettle’ means a vessel;"),
                _item("(1a)", "“cosy” means a hat;"),
                _item("(1b)", "“cup” means a measure;"),
                _item("(3)", "‘spout’ means a nose."),
            ),
        ),
    ),
    Unit(
        "article",
        "3",
        "Duties",
        GENERAL,
        (
            _item(
                "1.",
                "Makers shall:",
                _item("(a)", "fit a whistle;"),
                _item(
                    "(b)", "test each kettle for:", _item("(i)", "leaks;"), _item("(ii)", "rust;")
                ),
                _item("(c)", "keep a book."),
                _item("(d)", "sing:", _item("(i)", "twice;"), _item("(ii)", "low.")),
                Block("The book is kept for one year."),
                Block("It may be lost."),
            ),
            _item(
                "2.",
                "Sellers shall show the book where it is:",
                _item("—", "asked for,"),
                _item("—", "dry."),
            ),
            _item(
                "3.",
                "Importers copy the book:",
                _item("(a)", "by hand;"),
                _item("(b)", "at night."),
                Block("They may sleep."),
            ),
            _item("4.", "Lenders read the book."),
            _item("5.", "Cooks are free."),
            _item("6.", "Museums are free."),
        ),
    ),
    Unit(
        "article",
        "4",
        "Reports",
        GENERAL,
        (
            _item("1.", "A report is sent within two days."),
            _item("2.", "It is read slowly, at noon."),
            _item("3.", "It is sent by post or by hand."),
            _item("4.", "It tells of vapour:", _item("(a)", "hot vapour;"), _item("(b)", "Steam.")),
            _item("5.", "It names:", _item("(d)", "the day.")),
            _item("6.", "It is signed.", Block("It is folded."), Block("It is sealed.")),
            _item("7.", "It is kept. It is dusted. It is burned."),
        ),
    ),
    Unit(
        "article",
        "5",
        "Large fines",
        FINAL,
        (_item("1.", "Fines are large."), _item("2.", "Fines are paid in tea.")),
    ),
    Unit(
        "article",
        "5a",
        "Drying",
        FINAL,
        (_item("1.", "Dry kettles are:", _item("(a)", "stored;"), _item("(b)", "hidden.")),),
    ),
    Unit(
        "article",
        "7",
        "Start",
        FINAL,
        (
            Block("This Regulation starts at dawn."),
            Block("It applies from June."),
            _item("", "However:", _item("(a)", "Article 1 waits;"), _item("(b)", "tea is served.")),
        ),
    ),
    *(unit for unit in BASE if unit.number in ("8", "11")),
    Unit(
        "annex",
        "I",
        "Sizes",
        (),
        (
            _item("Section A", "Copper", _item("2.", "large.")),
            _item("Section B", "Iron", _item("1.", "heavy."), _item("2.", "black.")),
            _item("Section C", "Glass", _item("1.", "clear."), _item("2.", "broken.")),
        ),
    ),
    Unit("annex", "II", "Labels", (), (_item("", "A label is red:", _item("(a)", "dark red.")),)),
    Unit("annex", "III", "Songs", (), (Block("A song is sung."), Block("It ends."))),
)
