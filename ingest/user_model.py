"""What a user brings: the bytes of a document, and what they say of it."""

from __future__ import annotations

from dataclasses import dataclass, fields

TIERS = ("law", "consolidated", "court", "guidance", "note", "news", "fiction")


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a document, and where they came from."""

    raw: bytes
    name: str
    """File name, or the last part of the address."""
    form: str
    """One of the formats that there is a reader for: "txt", "md", "html", "pdf", "docx"."""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the user states of a document; "" leaves it to the document."""

    title: str = ""
    author: str = ""
    published: str = ""
    publisher: str = ""
    tier: str = ""
    language: str = ""

    def over(self, before: Facts) -> Facts:
        """Return these facts, completed with those stated before."""
        return Facts(
            **{f.name: getattr(self, f.name) or getattr(before, f.name) for f in fields(self)}
        )
