"""Name what a document looks like between being parsed and being stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ingest.blocks import Unit
from ingest.model import Document, Provision

Part = tuple[Document, list[Provision]]
"""A document with its provisions."""


@dataclass(frozen=True, slots=True)
class Text:
    """A document as parsed: its printed units, and the provisions cut from them."""

    document: Document
    provisions: list[Provision]
    units: tuple[Unit, ...] = ()
    """() for a note."""

    @property
    def part(self) -> Part:
        """The document with its provisions."""
        return self.document, self.provisions


Texts = Mapping[str, Text]
"""Texts by the id of their document."""
