"""Show what changed: `diff` in one provision between two days, `changes` since the last index."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ingest.differences import Change, Piece, changes
from ingest.headnotes import Headnotes, read_all
from ingest.model import Corpus, Provision
from ingest.store import read_corpus
from rag import generations
from rag.as_of import texts_of
from rag.history import Difference, Wording, difference
from ui.errors import BatchInvalid
from ui.parts import Context
from ui.provision_named import resolve

_FIRST = "0001-01-01"
_MARKS = {"deleted": ("[-", "-]"), "inserted": ("{+", "+}"), "same": ("", "")}


def diff(arguments: Namespace, context: Context) -> int:
    """Print how a provision read on two days, word by word, and what changed it."""
    corpus = read_corpus(context.settings.home)
    provision = resolve(arguments.id, corpus)
    last = arguments.to or date.today().isoformat()
    found = difference(provision, corpus, (getattr(arguments, "from") or _FIRST, last))
    if arguments.json:
        context.terminal.write_json(_diff_object(found))
        return 0
    for line in _diff_lines(found, provision, corpus):
        context.terminal.write(line)
    return 0


def _diff_object(found: Difference) -> dict[str, Any]:
    return {
        "from": _wording_object(found.old),
        "to": _wording_object(found.new),
        "changed": any(piece.kind != "same" for piece in found.pieces),
        "diff": [{"op": piece.kind, "text": piece.text} for piece in found.pieces],
        "moved_to": found.moved.id if found.moved else None,
        "instructions": [{"id": p.id, "label": p.label} for p in found.instructions],
        "recitals": [p.id for p in found.recitals],
    }


def _wording_object(wording: Wording) -> dict[str, Any]:
    return {
        "date": "" if wording.day == _FIRST else wording.day,
        "document_id": wording.document_id,
        "provision_id": wording.provision.id if wording.provision else None,
    }


def _diff_lines(found: Difference, provision: Provision, corpus: Corpus) -> Iterator[str]:
    document = corpus.documents[provision.document_id]
    yield f"{provision.label}, {document.short_title}"
    for name, wording in (("from", found.old), ("to", found.new)):
        yield f"{name:<6}{_named(wording, corpus)}"
    if found.moved:
        yield f"moved to {found.moved.label}, which is compared here"
    yield ""
    if all(piece.kind == "same" for piece in found.pieces):
        texts = len(texts_of(document.work, corpus))
        yield "No difference." if texts > 1 else "The corpus has one text of this act only."
    else:
        yield "".join(marked(piece) for piece in found.pieces)
    for instruction in found.instructions:
        said = instruction.text.partition("\n")[0]
        yield f"\nchanged by {instruction.label} ({instruction.id}): {said}"
    for recital in found.recitals:
        yield f"explained in {recital.label} ({recital.id})"


def _named(wording: Wording, corpus: Corpus) -> str:
    document = corpus.documents.get(wording.document_id)
    day = "as published" if wording.day == _FIRST else wording.day
    here = wording.provision.id if wording.provision else "no such provision"
    return f"{day}: {here} ({document.status})" if document else f"{day}: {here}"


def marked(piece: Piece) -> str:
    """Return words, in marks where only one of the wordings has them."""
    before, after = _MARKS[piece.kind]
    return f"{before}{piece.text}{after}"


def show_changes(arguments: Namespace, context: Context) -> int:
    """Print the provisions that differ from the last index, and what rests on them."""
    home = context.settings.home
    generation, _ = generations.current(home)
    before, now = read_corpus(generation), read_corpus(home)
    found = list(changes(before.provisions, now.provisions))
    touched = {change.id for change in found}
    resting = [line for path in arguments.answers for line in _resting(path, touched)]
    noted = _noted(found, now, read_all(context.settings.headnote_files))
    if arguments.json:
        listed = [{"id": c.id, "how": c.how, "headnote": c.id in noted} for c in found]
        context.terminal.write_json({"changes": listed, "answers": resting})
        return 0
    for line in _change_lines(found, resting, noted):
        context.terminal.write(line)
    return 0


def _noted(found: Sequence[Change], now: Corpus, works: Mapping[str, Headnotes]) -> set[str]:
    """Return the ids of what changed that a headnote was written for."""
    ids = set()
    for change in found:
        document_id, _, anchor = change.id.partition("#")
        document = now.documents.get(document_id)
        if document and anchor in works.get(document.work, {}):
            ids.add(change.id)
    return ids


def _resting(path: Path, touched: set[str]) -> Iterator[dict[str, Any]]:
    """Yield the saved answers of a file whose citations changed."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        answers = [json.loads(line) for line in lines if line.strip()]
        for answer in answers:
            cited = {citation["provision_id"] for citation in answer["citations"]}
            if cited & touched:
                yield {
                    "file": str(path),
                    "id": answer["id"],
                    "question": answer["question"],
                    "provisions": sorted(cited & touched),
                }
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BatchInvalid(
            f"{path}: not answers saved from `pincite ask --json` ({error!r}); name such a file"
        ) from error


def _change_lines(
    found: Sequence[Change], resting: Sequence[dict[str, Any]], noted: set[str]
) -> Iterator[str]:
    if not found:
        yield "The texts are those of the last index."
    for change in found:
        yield f"{change.how:<8} {change.id}{' (has a headnote)' if change.id in noted else ''}"
    for answer in resting:
        named = answer["id"] or repr(answer["question"])
        yield f"answer {named} rests on {', '.join(answer['provisions'])}"
    if found:
        yield "Run `pincite index` to answer from the texts as they are now."
