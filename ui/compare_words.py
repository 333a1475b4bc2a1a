"""Say what stands in a comparison, for the page, the terminal and the exports alike."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.cut import label_of
from ingest.model import FULL, Document, Provision
from ingest.topics import Topic
from rag.compare_table import ABSENT, MISSING, STALE, Pin, Row, Table
from ui.badges import status_said
from ui.wording import Wording


def title(table: Table, words: Wording) -> str:
    """Return the name of the topic: ours, or as the reader put it."""
    return title_of(table.topic, words) if table.topic else table.asked


def title_of(topic: Topic, words: Wording) -> str:
    """Return the name of an edited topic."""
    return topic.titles[words.language]


def heading(column: str, table: Table, words: Wording) -> str:
    """Return the heading of a column."""
    own = table.topic.headings.get(column) if table.topic else None
    return own[words.language] if own else words.say(f"compare.column.{column}")


def remark(pin: Pin, words: Wording) -> str:
    """Return what is said where there is no line of ours with a quote; "" where there is one."""
    if pin.state in (STALE, MISSING):
        label = pin.provision.label if pin.provision else label_of(pin.anchor)
        return words.say(f"compare.{pin.state}", label=label)
    if pin.state == ABSENT:
        quoted = ", ".join(f"“{word}”" for word in pin.searched)
        where = _where(pin, words)
        said = words.say("compare.searched", words=quoted, where=where)
        gaps = words.say("compare.gaps", where=ranged(pin.gaps)) if pin.gaps else ""
        return f"{said} {gaps}".strip()
    return ""


def _where(pin: Pin, words: Wording) -> str:
    if pin.within:
        return ranged(pin.within)
    if pin.apart:
        return words.say("compare.all_but", apart=ranged(pin.apart))
    return words.say("compare.all_articles")


def ranged(labels: Sequence[str]) -> str:
    """Return labels with a run of more than two in a row said by its ends."""
    if len(labels) > 2 and _numbers(labels) is not None:
        return f"{labels[0]} – {labels[-1]}"
    return ", ".join(labels)


def _numbers(labels: Sequence[str]) -> range | None:
    """Return the numbers of labels such as "Article 17" where they follow one another."""
    found = [label.rpartition(" ")[2] for label in labels]
    if not all(number.isdecimal() for number in found):
        return None
    run = range(int(found[0]), int(found[0]) + len(found))
    return run if [int(number) for number in found] == list(run) else None


def applies(provision: Provision, day: str, words: Wording) -> str:
    """Return from which day a provision applies, "" where it applies on the day already."""
    if not provision.applies_from or provision.applies_from <= day:
        return ""
    return words.say("compare.applies_from", day=words.day(provision.applies_from))


def empty(row: Row, words: Wording) -> str:
    """Return what is said in a cell without anything."""
    if not any(row.cells.values()):
        return words.say("compare.nothing_found")
    return words.say("compare.later" if row.edited else "compare.not_here")


def state(row: Row, words: Wording) -> tuple[str, ...]:
    """Return what a reader of a row must know: who wrote it, what its copy lacks."""
    document = row.document
    said = (
        "" if row.edited else words.say("compare.found"),
        "" if row.in_force else words.say("compare.not_in_force"),
        _status(document, words),
        _partial(document, words),
    )
    return tuple(text for text in said if text)


def _status(document: Document, words: Wording) -> str:
    """Return the state of a text that is not simply the law in force."""
    is_plain = document.status.lower() in ("", "in force")
    return "" if is_plain else status_said(document.status, words)


def _partial(document: Document, words: Wording) -> str:
    if document.completeness == FULL:
        return ""
    parts = document.completeness.split("; ")
    short = [part for part in parts if ":" not in part and "breaks off" not in part]
    return words.say("compare.partial", missing="; ".join(short) or document.completeness)
