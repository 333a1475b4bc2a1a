"""Read an address of the reading view: which text, which place of it, which day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ingest.cut import label_of
from ingest.model import Corpus, Document, Provision
from rag.as_of import texts_of
from rag.reading import Book, Unit, book_of, book_on
from ui import addresses
from ui.errors import NotFound
from ui.markup import safe
from ui.reading_place import Place
from ui.views import Parameters, Reading


def opened(reading: Reading, parameters: Parameters) -> Place:
    """Return the place that an address names by `provision` or by `act`.

    Raises `NotFound` for a document that the corpus lacks, `UiError` for what is no date.
    """
    corpus, day = reading.corpus, reading.day
    named = parameters.get("provision", "") or parameters.get("act", "")
    identifier, _, anchor = named.partition("#")
    document = corpus.documents.get(identifier)
    if document is None or not any(corpus.of_document(identifier)):
        raise NotFound(reading.words.say("explore.no_act", name=identifier))
    book = book_on(document, corpus, day)
    place = Place(
        reading,
        book,
        _first(book),
        day,
        asked_day=day if parameters.get("as_of") else "",
        looked_for=" ".join(parameters.get("in", "").split()),
        whole=bool(parameters.get("whole")),
    )
    return _at(place, document, anchor) if anchor else place


def _first(book: Book) -> Unit:
    """Return what is read first: the first article, where there is one."""
    return next((unit for unit in book.units if unit.kind == "art"), book.units[0])


def _at(place: Place, document: Document, anchor: str) -> Place:
    """Return the place of an anchor, with what the reader must know where it is another one."""
    if anchor in place.book.by_anchor:
        at = replace(place, unit=place.book.by_anchor[anchor], at=anchor)
        return _with_other_words(at, document)
    return _in_another_text(place, document, anchor) or _around(place, anchor)


def _with_other_words(place: Place, document: Document) -> Place:
    """Say so where the address names a text with other words than those of the day."""
    named = place.corpus.provisions.get(f"{document.id}#{place.at}")
    now = place.book.provisions.get(place.at)
    if named is None or now is None or named.text == now.text:
        return place
    then = named.valid_to if named.valid_to and named.valid_to < place.day else named.valid_from
    if not then or then == now.valid_from:
        return place
    address = addresses.explore(named.id, as_of=then)
    words = place.words
    read = safe(words.say("explore.read.read_then", day=words.day(then)))
    link = f'<a href="{safe(address)}">{read}</a>'
    before, _, after = words.say(
        "explore.read.other_words", day=words.day(place.day), link="\0"
    ).partition("\0")
    return place.with_notice(safe(before) + link + safe(after))


def _in_another_text(place: Place, document: Document, anchor: str) -> Place | None:
    """Return the place in another text of the act that has it, None where none has."""
    for text in _texts(document, place.corpus):
        book = book_of(place.corpus, text.id)
        if anchor not in book.by_anchor:
            continue
        then = text.in_force_from if text.in_force_from > place.day else text.in_force_to
        words, provision = place.words, _provision(book, anchor)
        said = words.say(
            "explore.read.no_day_of",
            label=provision.label,
            day=words.day(place.day),
            then=words.day(then),
        )
        moved = place.book.provisions.get(place.book.document.new_places.get(anchor, ""))
        note = safe(said)
        if moved:
            now = safe(words.say("explore.read.moved", label=moved.label))
            note += f' <a href="{safe(place.to(moved))}">{now}</a>'
        found = replace(place, book=book, unit=book.by_anchor[anchor], at=anchor, day=then)
        return replace(found, asked_day=then).with_notice(note)
    return None


def _texts(document: Document, corpus: Corpus) -> Iterator[Document]:
    """Yield the texts of an act, the one that the address names first."""
    yield document
    yield from (text for text in texts_of(document.work, corpus) if text.id != document.id)


def _provision(book: Book, anchor: str) -> Provision:
    return book.provisions.get(anchor) or book.by_anchor[anchor].lead


def _around(place: Place, anchor: str) -> Place:
    """Return the smallest place around an anchor that no text has, or the beginning."""
    words, wanted = place.words, label_of(anchor) if "_" in anchor else anchor
    outer = anchor
    while outer := outer.rpartition(".")[0]:
        if outer in place.book.by_anchor:
            label = _provision(place.book, outer).label
            said = words.say("explore.read.around", place=wanted, label=label)
            unit = place.book.by_anchor[outer]
            return replace(place, unit=unit, at=outer).with_notice(safe(said))
    name = place.book.document.short_title
    said = words.say("explore.no_place", name=name, place=wanted)
    return place.with_notice(safe(said))
