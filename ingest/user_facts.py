"""Make a document of what a user brings, and of what is said of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from ingest.model import FULL, Document, Provision
from ingest.readers.compose import LIST_MARK, same_words
from ingest.readers.language import UNKNOWN
from ingest.readers.model import Paragraph, Read
from ingest.readers.stated import is_fiction
from ingest.user_model import Facts, Source

_FIRST = 10
_HEADLINE_WORDS = 4
_MORE = 40
"""How much longer a line may be than the headline it holds: "... - The Kettle Post"."""
_SHORT = 70


def document_of(source: Source, read: Read, facts: Facts, brief: Document | None) -> Document:
    """Return the document; its id is that of the brief that it replaces, or is still to be given.

    The user's word comes first, then the document's own, then what the brief knew.
    """
    title = title_of(source, read, facts)
    made = Document(
        id="",
        work="",
        title=title,
        short_title=_short(title),
        kind="article",
        jurisdiction="",
        tier=_tier(read, facts),
        language=facts.language or read.language or UNKNOWN,
        publisher=facts.publisher or read.publisher,
        author=facts.author or read.author,
        published=facts.published or read.published,
        url=source.url,
        obtained_from="user",
        completeness=read.lacks or FULL,
        sha256=hashlib.sha256(source.raw).hexdigest(),
    )
    if brief is not None:
        return _in_place_of(brief, made, facts)
    kind = made.kind if made.tier in ("news", "fiction") else "document"
    return replace(made, kind=kind, notices=(_notice(made),))


def title_of(source: Source, read: Read, facts: Facts) -> str:
    """Return the title, for want of one the name of the file."""
    stem = PurePosixPath(source.name).stem.replace("_", " ").replace("-", " ").strip()
    return facts.title or read.title or stem or source.name


def _short(title: str) -> str:
    if len(title) <= _SHORT:
        return title
    return f"{title[:_SHORT].rpartition(' ')[0] or title[:_SHORT]} …"


def _tier(read: Read, facts: Facts) -> str:
    """Return what the user says, else fiction where the document admits it, else news.

    Nothing that a document claims of itself raises it above a report.
    """
    own = is_fiction([read.title, *(paragraph.text for paragraph in read.paragraphs)])
    return facts.tier or ("fiction" if own else "news")


def _notice(document: Document) -> str:
    name = f"“{document.short_title}” was added by you"
    if document.tier == "fiction":
        return f"{name}. It says of itself that it is made up."
    if document.tier == "news":
        return f"{name}. What it reports is not corroborated here."
    return f"{name}. Pincite has not checked where its text comes from."


def _in_place_of(brief: Document, made: Document, facts: Facts) -> Document:
    """Return the original of a brief, which keeps its id, names, tier and warnings."""
    return replace(
        made,
        id=brief.id,
        work=brief.work,
        title=facts.title or brief.title,
        short_title=brief.short_title,
        kind=brief.kind,
        jurisdiction=brief.jurisdiction,
        tier=facts.tier or brief.tier,
        publisher=made.publisher or brief.publisher,
        author=made.author or brief.author,
        published=made.published or brief.published,
        url=made.url or brief.url,
        notices=brief.notices,
    )


def brief_of(read: Read, briefs: Sequence[Document]) -> Document | None:
    """Return the brief whose headline stands in the first lines of a document, if there is one."""
    headings = (heading for paragraph in read.paragraphs[:_FIRST] for heading in paragraph.headings)
    lines = [read.title, *headings, *(p.text for p in read.paragraphs[:_FIRST])]
    return next((b for b in briefs if any(_is_headline(b.title, line) for line in lines)), None)


def _is_headline(title: str, line: str) -> bool:
    headline, words = same_words(title), same_words(line)
    is_telling = len(headline.split()) >= _HEADLINE_WORDS
    return is_telling and headline in words and len(words) <= len(headline) + _MORE


def provisions_of(document: Document, paragraphs: Sequence[Paragraph]) -> list[Provision]:
    """Return the numbered paragraphs of a document.

    The items of a list that a paragraph announces are parts of it, as points are of an article.
    """
    groups: list[list[Paragraph]] = []
    for paragraph in paragraphs:
        if groups and paragraph.item and groups[-1][0].text.endswith(":"):
            groups[-1].append(paragraph)
        else:
            groups.append([paragraph])
    numbered = enumerate(groups, 1)
    found = [p for number, group in numbered for p in _provisions(document, group, number)]
    return [replace(provision, order=order) for order, provision in enumerate(found)]


def _provisions(document: Document, group: Sequence[Paragraph], number: int) -> Iterator[Provision]:
    """Yield a paragraph with the items that it announces, then each item."""
    head, *items = group
    whole = "\n".join(paragraph.text for paragraph in group)
    anchor, label = f"par_{number}", f"Paragraph {number}"
    yield _provision(document, replace(head, text=whole), anchor, label)
    for place, item in enumerate(items, 1):
        mark = LIST_MARK.match(item.text)
        own = replace(item, text=item.text[mark.end() :] if mark else item.text)
        one = _provision(document, own, f"{anchor}.idt_{place}", f"{label}, item {place}")
        yield replace(one, chapeau=head.text)


def _provision(document: Document, paragraph: Paragraph, anchor: str, label: str) -> Provision:
    page = paragraph.page
    is_original = document.jurisdiction  # only of a brief's original is one known
    named = (document.short_title,) if is_original else ()
    return Provision(
        id=f"{document.id}#{anchor}",
        document_id=document.id,
        label=f"{label}, page {page}" if page else label,
        kind="paragraph",
        headings=(*named, *paragraph.headings),
        text=paragraph.text,
        tier=document.tier,
        url=f"{document.url}#page={page}" if page and document.url else document.url,
    )
