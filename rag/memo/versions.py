"""Say on which days words of an act were law, and what an amendment made of them."""

from __future__ import annotations

from ingest.days import day as printed
from ingest.differences import Piece
from ingest.model import Corpus, Provision
from ingest.references import name_of
from ingest.versions import day_after
from rag.as_of import texts_of, work_of
from rag.history import difference
from rag.memo.differ import LONGEST, marked

_CONTEXT = 4


def was_law(provision: Provision, day: str) -> bool:
    """Tell whether the words of a provision were those of its act on a day."""
    return provision.valid_from <= day and (not provision.valid_to or day <= provision.valid_to)


def law_days(provision: Provision, corpus: Corpus) -> str:
    """Return from when to when the words of a provision were law: "until 26 July 2026"."""
    document = corpus.documents[provision.document_id]
    first = provision.valid_from or document.in_force_from
    since = f"from {printed(first)}" if first else "from the beginning"
    return f"{since} to {printed(provision.valid_to)}" if provision.valid_to else f"{since} on"


def other_versions(provision: Provision, corpus: Corpus) -> list[Provision]:
    """Return the same place, or where it was moved from or to, in the act's other texts."""
    work = work_of(provision, corpus)
    texts = [text for text in texts_of(work, corpus) if text.id != provision.document_id]
    moves = [move.split(" ") for text in texts_of(work, corpus) for move in text.moved]
    anchors = {provision.anchor}
    anchors |= {old for old, new in moves if new == provision.anchor}
    anchors |= {new for old, new in moves if old == provision.anchor}
    ids = (f"{text.id}#{anchor}" for text in texts for anchor in sorted(anchors))
    found = (corpus.provisions[i] for i in ids if i in corpus.provisions)
    return [other for other in found if not other.same_as and other.id != provision.same_as]


def amended_since(provision: Provision, corpus: Corpus, day: str) -> str:
    """Say that an amendment made the words that are law on a day, "" for those as published.

    For a provision of an earlier text: that its words are no longer law, and what changed.
    """
    document = corpus.documents[provision.document_id]
    work = corpus.documents.get(document.work, document)
    name = f"{provision.label} of the {work.short_title}"
    if provision.valid_from and provision.changed_by and document.tier == "consolidated":
        return f"{name} was amended from {printed(provision.valid_from)} by {_by(provision)}."
    if not provision.valid_to or day <= provision.valid_to:
        return ""
    since = printed(day_after(provision.valid_to))
    return f"{name} was changed from {since}. {what_changed(provision, corpus, day)}".strip()


def what_changed(provision: Provision, corpus: Corpus, day: str) -> str:
    """Return how the words of an earlier text read on a day, word by word, "" if alike."""
    found = difference(provision, corpus, (provision.valid_to or day, day))
    makers = dict.fromkeys(name_of(p.id.partition("#")[0]) for p in found.instructions)
    by = f" ({' and '.join(makers)})" if makers else ""
    if found.moved:
        return f"What it said stands in {found.moved.label} now{by}: {shortly(found.pieces)}"
    if found.new.provision is None:
        return f"It was deleted{by}."
    return f"Now{by}: {shortly(found.pieces)}" if found.pieces else ""


def _by(provision: Provision) -> str:
    acts = dict.fromkeys(name_of(maker.partition("#")[0]) for maker in provision.changed_by)
    return " and ".join(acts)


def shortly(pieces: tuple[Piece, ...]) -> str:
    """Return what differs between two wordings with a few words around, shortened."""
    shown: list[str] = []
    for number, piece in enumerate(pieces):
        if piece.kind == "deleted":
            shown.append(marked(" ".join(piece.text.split()), ""))
        elif piece.kind == "inserted":
            shown.append(marked("", " ".join(piece.text.split())))
        else:
            shown.append(_around(piece.text, number > 0, number < len(pieces) - 1))
    whole = " ".join(filter(None, shown)).replace("-] {+", "-]{+")
    return whole if len(whole) <= LONGEST else f"{whole[:LONGEST].rsplit(' ', 1)[0]} …"


def _around(text: str, before: bool, after: bool) -> str:
    words = text.split()
    if len(words) <= 2 * _CONTEXT and before and after:
        return " ".join(words)
    head = words[:_CONTEXT] if before else []
    tail = words[-_CONTEXT:] if after else []
    return " ".join([*head, "…", *tail])
