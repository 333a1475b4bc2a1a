"""Say where a provision stands, to the reader of one answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.model import Corpus, Document, Provision
from ui.headings import calm
from ui.markup import safe
from ui.wording import ENGLISH, Wording, read_wording


@dataclass(frozen=True, slots=True)
class View:
    """What every part of the page needs to show one answer."""

    documents: Mapping[str, Document] = field(default_factory=dict)
    as_of: str = ""
    """The date of the question, ISO 8601."""
    turn: int = 1
    """Position of the answer in the conversation, from 1."""
    current: bool = True
    """Whether this is the last answer: its sources show and its first one is lit."""
    words: Wording = field(default_factory=read_wording)
    corpus: Corpus | None = None
    """The texts; without them no provision is shown with what stands around it."""


def path(provision: Provision, view: View) -> str:
    """Return where a provision stands: document, then headings from the outside in."""
    steps = [short_title(provision, view)]
    for heading in map(calm, provision.headings):
        if heading not in ("", steps[-1], steps[-1].partition(": ")[2]):
            steps.append(heading)
    return '<span aria-hidden="true"> › </span>'.join(safe(step) for step in steps)


def short_title(provision: Provision, view: View) -> str:
    """Return the short title of the provision's document, or its id when it is not known."""
    document = view.documents.get(provision.document_id)
    return document.short_title if document else provision.document_id


def tongue(words: Wording) -> str:
    """Return the attribute of an element whose text is English, "" on an English page."""
    return "" if words.language == ENGLISH else f' lang="{ENGLISH}"'


def english(text: str, words: Wording) -> str:
    """Return words of a text made safe, named as English where the page is not."""
    named = tongue(words)
    return f"<span{named}>{safe(text)}</span>" if named else safe(text)


def around(words: Wording, key: str, text: str, **values: object) -> str:
    """Return the words of a key with an English {text} in them, as HTML."""
    before, _, after = words.say(key, text="\0", **values).partition("\0")
    return safe(before) + english(text, words) + safe(after)
