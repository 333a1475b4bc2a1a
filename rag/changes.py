"""Say what an amendment changed in an article, at the smallest places that tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.cut import label_of
from ingest.model import Corpus, Document, Provision
from rag.as_of import texts_of
from rag.reading import Unit

NEW, CHANGED, UNTIL = "new", "changed", "until"


@dataclass(frozen=True, slots=True)
class Change:
    """That a provision has, or will lose, these words by an amendment."""

    provision: Provision
    what: str
    """`NEW`: put in; `CHANGED`: other words than before; `UNTIL`: other words later."""
    day: str
    """ISO 8601: the first day of these words, or for `UNTIL` the last."""
    acts: tuple[str, ...]
    """Ids of the amending acts."""


@dataclass(frozen=True, slots=True)
class Removed:
    """A place that this text lacks because an amendment took it out."""

    anchor: str
    label: str
    day: str
    """ISO 8601: the first day without it."""
    moved_to: str = ""
    """The anchor under which its words stand now, "" where they are gone."""


def changes_in(unit: Unit, corpus: Corpus) -> list[Change]:
    """Return the change of a unit as a whole, then those of its smallest changed parts.

    Parts are left out where all of the unit is new or changed.
    """
    flagged = {p.anchor: change for p in unit.provisions if (change := _change(p, corpus))}
    if not flagged:
        return []
    below: dict[str, list[Provision]] = {}
    for part in unit.parts:
        below.setdefault(part.anchor.rpartition(".")[0], []).append(part)
    whole = flagged.get(unit.anchor)
    found = [whole] if whole else []
    if whole and all(part.anchor in flagged for part in unit.parts):
        return found
    return [
        *found,
        *(c for part in below.get(unit.anchor, ()) for c in _smallest(part, flagged, below)),
    ]


def removed_from(document: Document, corpus: Corpus, unit: str = "") -> list[Removed]:
    """Return what a text lacks, in one unit or anywhere, the outermost places only."""
    places = document.new_places
    first = next(iter(texts_of(document.work, corpus)), document)
    gone = [a for a in document.removed if a.rpartition(".")[0] not in document.removed]
    own = [a for a in gone if not unit or a.startswith(f"{unit}.")]
    return [
        Removed(a, _label(f"{first.id}#{a}", corpus), document.in_force_from, places.get(a, ""))
        for a in own
    ]


def _label(identifier: str, corpus: Corpus) -> str:
    provision = corpus.provisions.get(identifier)
    return provision.label if provision else label_of(identifier.partition("#")[2])


def _smallest(
    part: Provision, flagged: Mapping[str, Change], below: Mapping[str, Sequence[Provision]]
) -> Iterator[Change]:
    """Yield the change of a part where all of it changed, else those of what is nested in it."""
    if part.anchor not in flagged:
        return
    nested = below.get(part.anchor, ())
    inner = [change for child in nested for change in _smallest(child, flagged, below)]
    if not inner or len(inner) == len(nested):
        yield flagged[part.anchor]
    else:
        yield from inner


def _change(provision: Provision, corpus: Corpus) -> Change | None:
    document = corpus.documents[provision.document_id]
    if provision.changed_by and not provision.same_as:
        first = next(iter(texts_of(document.work, corpus)), document)
        was_there = f"{first.id}#{provision.anchor}" in corpus.provisions
        acts = dict.fromkeys(by.partition("#")[0] for by in provision.changed_by)
        what = CHANGED if was_there else NEW
        return Change(provision, what, document.in_force_from, tuple(acts))
    if provision.valid_to and document.is_law:
        return Change(provision, UNTIL, provision.valid_to, document.amended_by)
    return None
