"""Hand a file to the reader: it is made in memory, and page.js saves it."""

from __future__ import annotations

import base64
import time
from dataclasses import dataclass

from ui.markup import safe

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
"""The media type of a Word document."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that was made for the reader."""

    name: str
    """As it is saved, such as "pincite-answer.docx"."""
    media_type: str
    content: bytes


def offered(file: File) -> str:
    """Return the element that hands the file over once it is on the page."""
    return (  # the time makes two equal files differ, so that each is handed over
        f'<div hidden data-download="{time.monotonic_ns()}" data-name="{safe(file.name)}" '
        f'data-type="{safe(file.media_type)}" '
        f'data-content="{base64.b64encode(file.content).decode("ascii")}"></div>'
    )
