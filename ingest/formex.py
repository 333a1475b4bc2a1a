"""Read an act published as a Formex 4 archive."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from ingest.blocks import Change, Parsed, Unit, clean
from ingest.errors import ParseFailed
from ingest.formex_blocks import (
    Element,
    changes,
    flow,
    flow_of,
    footnotes,
    is_quoted,
    lines_of,
    text_of,
    weight,
)
from ingest.safe_zip import read_member

_MAX_XML = 60_000_000
_INSERTED = re.compile(r"(\d{3})([A-Z]+)")


def parse(raw: bytes) -> Parsed:
    """Return the units of the act in the archive: recitals, articles, annexes.

    The format is described at https://op.europa.eu/en/web/eu-vocabularies/formex.
    Raises `ParseFailed` when the archive or a file in it is not Formex.
    """
    with opened(raw) as archive:
        main_name, annex_names = _files(archive)
        main = read_xml(archive, main_name)
        annexes = [read_xml(archive, name) for name in annex_names]
    if main.tag != "ACT":
        step = (
            'name the format "formex-consolidated"'
            if main.tag == "CONS.ACT"
            else "obtain another format"
        )
        raise ParseFailed(f"{main_name}: root is {main.tag}, an act has ACT; {step}")
    units = [*_recitals(main), *articles(main), *(annex(root) for root in annexes)]
    title = lines_of(main, "TITLE/TI")
    bodies = [*main.iter("CONSID"), *own_articles(main), *(a.find("CONTENTS") for a in annexes)]
    return Parsed(title, tuple(units), sum(weight(b) for b in bodies if b is not None))


def opened(raw: bytes) -> zipfile.ZipFile:
    """Return the archive. Raises `ParseFailed` when the bytes are none."""
    try:
        return zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise ParseFailed(f"not a zip archive ({error}); obtain the Formex file again") from error


def _files(archive: zipfile.ZipFile) -> tuple[str, list[str]]:
    """Return the names of the main file and of the annexes, as the manifest lists them."""
    manifests = [n for n in archive.namelist() if n.endswith(".doc.fmx.xml")]
    if len(manifests) != 1:
        raise ParseFailed(
            f"the archive has {len(manifests)} manifests (*.doc.fmx.xml), one is expected; "
            "obtain the Formex file again"
        )
    root = read_xml(archive, manifests[0])
    main = root.find(".//DOC.MAIN.PUB/REF.PHYS")
    if main is None:
        raise ParseFailed(f"{manifests[0]}: names no main document; obtain the file again")
    annexes = root.iterfind(".//DOC.SUB.PUB[@TYPE='ANNEX']/REF.PHYS")
    return str(main.get("FILE")), [str(reference.get("FILE")) for reference in annexes]


def read_xml(archive: zipfile.ZipFile, name: str) -> Element:
    """Return the root of a member; nothing outside the archive is read.

    Raises `ParseFailed` for what is not well-formed or refers to an entity.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(read_member(archive, name, _MAX_XML), parser)
    except etree.XMLSyntaxError as error:
        raise ParseFailed(f"{name}: not well-formed XML ({error}); obtain it again") from error
    if next(root.iter(etree.Entity), None) is not None:  # dropping it would lose text
        raise ParseFailed(f"{name}: refers to an entity, Formex has none; obtain it again")
    return root


def _recitals(main: Element) -> Iterator[Unit]:
    for recital in main.iter("CONSID"):
        point = recital.find("NP")
        if point is None:
            raise ParseFailed("a recital has no number; obtain the Formex file again")
        number = clean(text_of(point, "NO.P")).strip("()")
        blocks = tuple(flow_of(point, "TXT", "P"))
        yield Unit("recital", number, blocks=blocks, footnotes=footnotes(recital))


def articles(main: Element) -> Iterator[Unit]:
    """Yield the articles of an act, those that it puts into other acts left out."""
    terms = main.find("ENACTING.TERMS")
    if terms is None:
        raise ParseFailed("the act has no enacting terms; obtain the Formex file again")
    for article in own_articles(terms):
        divisions = reversed(list(article.iterancestors("DIVISION")))
        printed = clean(text_of(article, "TI.ART"))
        if not printed:
            raise ParseFailed("an article has no number; obtain the Formex file again")
        yield Unit(
            "article",
            _number(article, printed.split()[-1]),
            lines_of(article, "STI.ART"),
            tuple(_heading(d) for d in divisions),
            tuple(flow(article)),
            footnotes(article),
            changed=_changes(article, "TI.ART", "STI.ART"),
        )


def _number(article: Element, printed: str) -> str:
    """Return an article's number: many languages print "4 bis" for what all of them cite as 4a."""
    identifier = _INSERTED.fullmatch(article.get("IDENTIFIER", ""))
    if identifier is None or any(c.isdigit() for c in printed):
        return printed
    return f"{int(identifier[1])}{identifier[2].lower()}"


def _changes(unit: Element, *titles: str) -> tuple[Change, ...]:
    """Return what was done to the titles of a unit, and what was deleted in it."""
    own = [unit, *(title for tag in titles for title in unit.findall(tag))]
    return tuple(dict.fromkeys(change for element in own for change in changes(element)))


def own_articles(element: Element) -> Iterator[Element]:
    """Yield the articles that are not put into another act."""
    return (a for a in element.iter("ARTICLE") if not is_quoted(a))


def _heading(division: Element) -> str:
    parts = (lines_of(division, f"TITLE/{tag}") for tag in ("TI", "STI"))
    return ": ".join(part for part in parts if part)


def annex(root: Element) -> Unit:
    """Return the annex that an element or a file of its own holds."""
    contents = root.find("CONTENTS")
    if root.tag not in ("ANNEX", "CONS.ANNEX") or contents is None:
        raise ParseFailed(f"an annex file has root {root.tag}; obtain the Formex file again")
    printed = lines_of(root, "TITLE/TI")
    if not printed:
        raise ParseFailed("an annex has no title; obtain the Formex file again")
    _, number, *words = [*printed.split(), ""]  # the only annex of an act has no number
    title = clean(" ".join([*words, lines_of(root, "TITLE/STI")]))
    return Unit(
        "annex",
        number,
        title,
        (),
        tuple(flow(contents)),
        footnotes(root),
        changed=_changes(root, "TITLE"),
    )
