"""Answer whether a provision or an act was changed, from the amending act's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.model import Corpus, Document, Provision
from rag.as_of import texts_of
from rag.asking import Asked
from rag.law_names import names_only_acts
from rag.model import Hit
from rag.precise import NAMED
from rag.verify import Claim

_CHANGES = re.compile(r"\b(?:amend|chang|modif|repeal|replac|delet|add|new|yet|already)\w*", re.I)
_TOPICAL = 5
"""Among how many hits what was changed is looked for."""


def amendments(asked: Asked, hits: Sequence[Hit], corpus: Corpus) -> tuple[Claim, ...]:
    """Return the instructions that changed what a question on changes names, quoted.

    () where it names nothing, or where nothing of it was changed.
    """
    if asked.kind != "status":
        return ()
    named = changed(asked, hits)
    if named or asked.references:
        instructions = (one for provision in named for one in _instructions(provision, corpus))
    else:
        documents = (corpus.documents.get(act) for act in asked.acts)
        instructions = (one for d in documents if d for one in _of_act(d, corpus))
    found = dict.fromkeys(p.id for p in instructions if p)
    return tuple(_announced(corpus.provisions[identifier]) for identifier in found)


def changed(asked: Asked, hits: Sequence[Hit]) -> list[Provision]:
    """Return what a question on changes asks about: what it names, else what was found changed."""
    named = [hit.provision for hit in hits if hit.why == NAMED]
    if asked.kind != "status" or named or asked.references:
        return named
    if names_only_acts(asked.text, _CHANGES):
        return []
    return [hit.provision for hit in hits[:_TOPICAL] if hit.provision.changed_by][:1]


def _instructions(provision: Provision, corpus: Corpus) -> Iterator[Provision]:
    """Yield for each act that changed a provision its instruction, or what all of them stand in."""
    by_act: dict[str, list[str]] = {}
    for maker in provision.changed_by:
        if maker in corpus.provisions:
            by_act.setdefault(maker.partition("#")[0], []).append(maker)
    for makers in by_act.values():
        yield corpus.provisions[_around(makers, corpus)]


def _around(makers: Sequence[str], corpus: Corpus) -> str:
    """Return the smallest provision that all of one act's instructions stand in."""
    common = makers[0]
    while not all(maker == common or maker.startswith(f"{common}.") for maker in makers):
        common = common.rpartition(".")[0]
    return common if common in corpus.provisions else makers[0]


def _of_act(document: Document, corpus: Corpus) -> Iterator[Provision]:
    """Yield where each act that amended a document begins to do so."""
    texts = texts_of(document.work, corpus)
    for act in dict.fromkeys(act for text in texts for act in text.amended_by):
        first = corpus.provisions.get(f"{act}#art_1")
        if first and first.kind != "note":
            yield first


def _announced(instruction: Provision) -> Claim:
    """Return the line with which an instruction begins."""
    line = instruction.text.partition("\n")[0]
    return Claim(line, ((instruction.id, line),))
