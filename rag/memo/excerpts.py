"""Cut a sentence of a memo that is too long to be shown or compared whole for each citation."""

from __future__ import annotations

from rag.memo.model import Mention, Passage

SHOWN = 400
"""Characters of a sentence that a finding shows; a shorter sentence is shown whole."""
LONGEST = 2000
"""A longer sentence, in characters, is a list or a text without full stops: what it says of one
provision cannot be told, and holding it against each that it cites takes time squared."""
NOT_JUDGED = (
    f"What the memo says of it was not judged: its sentence has more than {LONGEST} characters."
)
_CUT = "…"


def is_long(passage: Passage) -> bool:
    """Tell whether a sentence, with that of its footnote's mark, is too long to be judged."""
    return len(passage.text) + len(passage.noted) > LONGEST


def shown(passage: Passage, mention: Mention) -> str:
    """Return a sentence, or what stands around a citation in a long one, cut between words."""
    text, offset = passage.text, passage.span[0]
    if len(text) <= SHOWN:
        return text
    first, last = (min(max(0, place - offset), len(text)) for place in mention.span)
    room = max(0, SHOWN - (last - first))
    start = max(0, min(first - room // 2, len(text) - SHOWN))
    end = min(len(text), start + SHOWN)
    before, kept, after = text[:start][-1:], text[start:end], text[end : end + 1]
    if before and not before.isspace() and (blank := kept.find(" ", 0, first - start)) >= 0:
        kept = kept[blank:]
    if after and not after.isspace() and (blank := kept.rfind(" ")) > 0 and end > last:
        kept = kept[:blank]
    return f"{_CUT if start else ''}{kept.strip()}{_CUT if after else ''}"
