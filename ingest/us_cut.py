"""Cut a United States text into the provisions a lawyer would cite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.blocks import Block, Unit
from ingest.catalog import Entry
from ingest.errors import ParseFailed
from ingest.model import Document, Provision

FORMATS = ("us-code-html", "fr-json")
"""The formats whose texts are cited in the way of the United States."""
_STEPS = ("sec", "par", "sub", "cls", "scl")
_FROM_DIGEST = (
    *("work", "title", "short_title", "jurisdiction", "publisher", "published", "status"),
    *("in_force_from", "url", "notices"),
)


def completed(entry: Entry, digest: Document) -> Entry:
    """Return the entry with what its digest knows of the document and the catalogue leaves out."""
    facts = {key: getattr(digest, key) for key in _FROM_DIGEST if not getattr(entry, key)}
    for key, ending in (
        ("short_title", " (digest)"),
        ("status", ", not compared with the official text"),
    ):
        if key in facts:
            facts[key] = facts[key].removesuffix(ending)
    return entry.model_copy(update=facts)


def provisions(document: Document, units: Sequence[Unit]) -> list[Provision]:
    """Return every level of a section or an order, containers before what they contain."""
    if document.id.startswith("us:eo-"):
        found = _order(document, units)
    else:
        found = _section(document, units)
    return [replace(p, order=n) for n, p in enumerate(found)]


def _order(document: Document, units: Sequence[Unit]) -> Iterator[Provision]:
    """Yield the sections of an executive order: "EO 14179, section 2(a)" is "sec_2.par_a"."""
    for unit in units:
        label = f"EO {document.id.rpartition('-')[2]}, section {unit.number}"
        section = _whole(document, unit, label)
        text = "\n".join(line for block in unit.blocks for line in block.lines())
        yield replace(section, text=text)
        words = [block.text for block in unit.blocks[:1] if not block.marker]
        chapeau = tuple(text for text in words if text != f"{unit.title}.")
        yield from _below(section, Block("", children=unit.blocks), chapeau)


def _section(document: Document, units: Sequence[Unit]) -> Iterator[Provision]:
    """Yield every level of a section of the code.

    The document's id, such as "usc:10-3252", says which title and section it must be.
    Subsection (a) is "sec_a"; a section without subsections is "sec_3252" with "par_1" below.
    Raises `ParseFailed` when the text is another section.
    """
    title, _, number = document.id.partition(":")[2].partition("-")
    if [unit.number.replace("–", "-") for unit in units] != [number]:
        raise ParseFailed(f"{document.id}: the page is not section {number}; use the note")
    whole = _whole(document, units[0], f"{title} U.S.C. {number}")
    yield from _top(whole, units[0].blocks)


def _whole(document: Document, unit: Unit, label: str) -> Provision:
    """Return a section without its text."""
    return Provision(
        id=f"{document.id}#sec_{unit.number.replace('–', '-')}",
        document_id=document.id,
        label=label,
        kind="article",
        headings=tuple(h for h in (*unit.headings, unit.title) if h),
        text="",
        tier=document.tier,
        url=document.url,
    )


def _top(whole: Provision, blocks: Sequence[Block]) -> Iterator[Provision]:
    """Yield the subsections, before them what has no number."""
    words = [line for block in blocks if not block.marker for line in block.lines()]
    if words:
        yield replace(whole, text="\n".join(words))
    for block in blocks:
        if block.marker:
            yield from _emit(whole, f"{whole.document_id}#sec_", block, ())
        else:
            yield from _below(whole, block, (block.text,))


def _below(parent: Provision, block: Block, chapeau: tuple[str, ...]) -> Iterator[Provision]:
    """Yield the numbered blocks in a block."""
    depth = min(parent.anchor.count(".") + 1, len(_STEPS) - 1)
    for child in block.children:
        if child.marker:
            yield from _emit(parent, f"{parent.id}.{_STEPS[depth]}_", child, chapeau)


def _emit(
    parent: Provision, prefix: str, block: Block, chapeau: tuple[str, ...]
) -> Iterator[Provision]:
    """Yield a numbered block and what is nested in it."""
    nested = [line for child in block.children for line in child.lines()]
    own = replace(
        parent,
        id=prefix + block.marker.strip("()"),
        label=parent.label + block.marker,
        text="\n".join([block.text, *nested] if block.text else nested),
        chapeau=" ".join(chapeau),
    )
    yield own
    yield from _below(own, block, (*chapeau, block.text) if block.text else chapeau)
