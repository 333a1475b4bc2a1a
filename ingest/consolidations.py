"""Put together the texts of acts as amended, where the corpus has an act and what amends it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ingest import checks, cut
from ingest.amend import Consolidation, Unapplied, consolidate
from ingest.catalog import Catalog, Entry
from ingest.dating import dated
from ingest.model import Document, Provision
from ingest.references import name_of
from ingest.texts import Text, Texts

COMPUTED = "computed by Pincite, not official"
"""Status of a text that was put together here."""
_MOVED = 0.5
"""Least share of the four-word runs of a deleted provision that an inserted one must have."""
_RUN = 4
_CLOSE = 0.9
"""A smaller provision with at least so much of the best share is the better place."""


def consolidations(catalog: Catalog, texts: Texts) -> Iterator[Text]:
    """Yield the text of each act as amended, one for each amending act that the corpus has.

    A second amendment is applied to the text after the first. A result that no honest copy
    could be (an empty provision, an id that stands twice) is left out.
    """
    for entry in catalog.documents:
        base = texts.get(entry.id)
        for act in entry.amended_by if base else ():
            amending = texts.get(act)
            if base is None or not base.units or amending is None or not amending.units:
                break
            base = _consolidated(entry, base, amending)
            if any(True for _ in checks.faults(base.provisions)):
                break
            yield base


def _consolidated(entry: Entry, base: Text, amending: Text) -> Text:
    found = consolidate(base.units, entry.id, amending.units, amending.document.id)
    document = _described(base.document, amending.document, found)
    provisions = [
        replace(dated(entry, provision), amended="")
        for provision in cut.provisions(document, found.units)
    ]
    new = {provision.anchor: provision for provision in provisions}
    removed = [p for p in base.provisions if p.kind in ("article", "annex") and p.anchor not in new]
    old = {provision.anchor for provision in base.provisions}
    inserted = [provision for provision in provisions if provision.anchor not in old]
    document = replace(
        document,
        removed=(*base.document.removed, *(p.anchor for p in removed)),
        moved=(*base.document.moved, *_moves(removed, inserted)),
    )
    return Text(document, provisions, found.units)


def _described(base: Document, amending: Document, found: Consolidation) -> Document:
    """Return the document that the computed text is."""
    together = f"{base.sha256} {amending.sha256}".encode()
    name = name_of(amending.id)
    return replace(
        base,
        id=f"{base.id}+{amending.id}",
        tier="consolidated",
        version_date=amending.in_force_from,
        in_force_from=amending.in_force_from,
        in_force_to="",
        status=COMPUTED,
        amended_by=(),
        inserted=(),
        url=_official(base, amending.in_force_from) or base.url,
        obtained_from="computed",
        sha256=hashlib.sha256(together).hexdigest(),
        notices=(
            f"Text as amended by {name}, put together by Pincite from the two acts as "
            "published; it is not an official text.",
        ),
        unapplied=(*base.unapplied, *map(_sentence, found.unapplied)),
        retention=None,
    )


def _sentence(left_out: Unapplied) -> str:
    instruction = left_out.instruction
    return f"{instruction.id} ({instruction.said.strip(' :')}): {left_out.reason}"


def _official(base: Document, since: str) -> str:
    """Return where the publisher shows the consolidated text of that date, for comparison."""
    celex = re.search(r"CELEX:3(\w+)", base.url)
    if celex is None:
        return ""
    return base.url.replace(celex[0], f"CELEX:0{celex[1]}-{since.replace('-', '')}")


def _moves(removed: Sequence[Provision], inserted: Sequence[Provision]) -> Iterator[str]:
    """Yield what was taken out and stands elsewhere now, found by the words they share."""
    runs: Mapping[str, set[tuple[str, ...]]] = {p.anchor: _runs(p.text) for p in inserted}
    for old in removed:
        own = _runs(old.text)
        if not own:
            continue
        shares = {anchor: len(own & theirs) / len(own) for anchor, theirs in runs.items()}
        most = max(shares.values(), default=0.0)
        if most >= _MOVED:
            close = [anchor for anchor, share in shares.items() if share >= most * _CLOSE]
            yield f"{old.anchor} {min(close, key=lambda anchor: len(runs[anchor]))}"


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[n : n + _RUN]) for n in range(len(words) - _RUN + 1)}
