"""Show what a memo quotes beside what the law says, word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rag.memo.differ import Laid
from rag.memo.model import Finding
from ui.check_words import changes, plain
from ui.markup import safe
from ui.wording import Wording

SHORT = 320
"""In characters: a longer quotation is shown where it differs, and whole only when opened."""
_CLOSING = tuple(",.;:!?)")


def difference(finding: Finding, words: Wording) -> str:
    """Return the memo's words above the law's with what differs marked, "" without a difference."""
    short = tuple(_of_changes(finding.quote_diff))
    whole = finding.quote_laid
    if not short:
        return ""
    if not whole:
        return _beside(short, words)
    if sum(len(ours) for ours, _, _ in whole) <= SHORT:
        return _beside(whole, words)
    summary = safe(words.say("check.finding.whole"))
    folded = f"<details><summary>{summary}</summary>{_beside(whole, words)}</details>"
    return _beside(short, words) + folded


def changed(text: str, words: Wording) -> str:
    """Return a sentence of the check in which "[-48-]{+72+}" is marked as struck out and put in."""
    return "".join(_part(part, kind, words) for part, kind in changes(_closed(plain(text))))


def _closed(text: str) -> str:
    """Return a difference whose last mark was cut off with that mark closed."""
    for opens, closes in (("[-", "-]"), ("{+", "+}")):
        if text.rfind(opens) > text.rfind(closes):
            return text + closes
    return text


def _part(part: str, kind: str, words: Wording) -> str:
    if not kind:
        return safe(part)
    said = words.say("check.finding.struck_out" if kind == "old" else "check.finding.put_in")
    return _mark("del" if kind == "old" else "ins", said, part[2:-2])


def _of_changes(diff: str) -> Iterator[Laid]:
    """Yield the runs of "within [-48-]{+72+} hours"."""
    for part, kind in changes(_closed(plain(diff))):
        inner = part[2:-2] if kind else part.strip()
        yield (
            "" if kind == "new" else inner,
            "" if kind == "old" else inner,
            not kind,
        )


def _beside(laid: Sequence[Laid], words: Wording) -> str:
    """Return two lines: what the memo says and what the law says."""
    ours = [(mine, "" if same else "del") for mine, _, same in laid]
    theirs = [(law, "" if same else "ins") for _, law, same in laid]
    body = "".join(
        f"<div><dt>{safe(words.say(f'check.finding.{who}_says'))}</dt>"
        f'<dd lang="en">{_line(runs, words.say(f"check.finding.only_{who}"))}</dd></div>'
        for who, runs in (("memo", ours), ("law", theirs))
    )
    return f'<dl class="difference">{body}</dl>'


def _line(runs: Sequence[tuple[str, str]], said: str) -> str:
    shown: list[str] = []
    for text, tag in runs:
        if not text:
            continue
        gap = "" if not shown or text.startswith(_CLOSING) else " "
        shown.append(gap + (_mark(tag, said, text) if tag else safe(text)))
    return "".join(shown)


def _mark(tag: str, said: str, text: str) -> str:
    return f'<{tag}><span class="sr-only">{safe(said)} </span>{safe(text)}</{tag}>'
