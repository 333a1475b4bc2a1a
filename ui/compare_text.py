"""Write a comparison as plain text for a terminal, as Markdown and as a table of values."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence

from rag.compare_table import ABSENT, MISSING, STALE, Pin, Row, Table
from ui.compare_words import applies, empty, heading, remark, state, title
from ui.wording import Wording

_ACTIVE = re.compile(r"([\\`*_{}\[\]<>#|!~])")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for the beginning of a formula."""
_COLUMNS = (
    "act", "document_id", "column", "state", "line", "label", "provision_id", "quote",
    "applies_from", "url",
)  # fmt: skip


def lines(table: Table, words: Wording) -> Iterator[str]:
    """Yield the comparison for a terminal, act by act."""
    yield f"{title(table, words)} ({words.say('compare.as_of', day=words.day(table.day))})"
    yield words.say("compare.edited_by_us" if table.topic else "compare.not_edited")
    for row in table.rows:
        yield ""
        yield row.document.short_title + "".join(f" [{said}]" for said in state(row, words))
        if not any(row.cells.values()):
            yield f"  {empty(row, words)}"
            continue
        for column in table.columns:
            yield f"  {heading(column, table, words)}"
            pins = row.cells.get(column, ())
            yield from (f"    {line}" for pin in pins for line in _lines(pin, table.day, words))
            if not pins:
                yield f"    {empty(row, words)}"


def _lines(pin: Pin, day: str, words: Wording) -> Iterator[str]:
    if pin.state in (ABSENT, MISSING, STALE):
        lead = f"{words.say('compare.absent')} {pin.line} " if pin.state == ABSENT else ""
        yield f"- {lead}{remark(pin, words)}"
        return
    label = pin.provision.label if pin.provision else ""
    later = applies(pin.provision, day, words) if pin.provision else ""
    place = f"{label}; {later}" if later else label
    yield f"- {pin.line} ({place})" if pin.line else f"- {place}"
    yield f"  {quoted(pin)}"


def quoted(pin: Pin) -> str:
    """Return the quotes of a pin on one line, what lies between them left out."""
    text = " ".join(" … ".join(citation.quote for citation in pin.citations).split())
    return f"“{text}”" if text else ""


def markdown(table: Table, words: Wording) -> str:
    """Return the comparison as Markdown: a table, then the quotes as numbered notes."""
    notes: list[str] = []
    heads = [words.say("compare.act_column"), *(heading(c, table, words) for c in table.columns)]
    rows = [_markdown_row(row, table, notes, words) for row in table.rows]
    said = words.say("compare.edited_by_us" if table.topic else "compare.not_edited")
    day = words.say("compare.as_of", day=words.day(table.day))
    listed = [f"[^{n}]: {note}" for n, note in enumerate(notes, 1)]
    parts = [
        f"# {_plain(title(table, words))}",
        f"{day}. {said}",
        "\n".join([_bar(heads), _bar(["---"] * len(heads)), *rows]),
        "\n".join(listed),
        words.say("compare.corpus", digest=table.corpus),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _markdown_row(row: Row, table: Table, notes: list[str], words: Wording) -> str:
    said = "; ".join(state(row, words))
    head = f"**{_plain(row.document.short_title)}**" + (f"<br>{_plain(said)}" if said else "")
    cells = [_markdown_cell(row, c, table.day, notes, words) for c in table.columns]
    return _bar([head, *cells])


def _markdown_cell(row: Row, column: str, day: str, notes: list[str], words: Wording) -> str:
    pins = row.cells.get(column, ())
    if not pins:
        return _plain(empty(row, words))
    return "<br>".join(_markdown_pin(pin, row, day, notes, words) for pin in pins)


def _markdown_pin(pin: Pin, row: Row, day: str, notes: list[str], words: Wording) -> str:
    if pin.state in (ABSENT, MISSING, STALE):
        lead = f"{words.say('compare.absent')} {pin.line} " if pin.state == ABSENT else ""
        return _plain(f"{lead}{remark(pin, words)}")
    notes.append(_plain(note(pin, row, day, words)))
    label = pin.provision.label if pin.provision else ""
    said = f"{pin.line} ({label})" if pin.line else label
    return f"{_plain(said)}[^{len(notes)}]"


def note(pin: Pin, row: Row, day: str, words: Wording) -> str:
    """Return the pinpoint and the quote of a pin: a footnote."""
    label = pin.provision.label if pin.provision else ""
    later = applies(pin.provision, day, words) if pin.provision else ""
    place = f"{row.document.short_title}, {label}" + (f" ({later})" if later else "")
    return f"{place}: {quoted(pin)}"


def _plain(text: str) -> str:
    """Return a text on one line whose characters do nothing in Markdown."""
    return _ACTIVE.sub(r"\\\1", " ".join(text.split()))


def _bar(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def table_csv(table: Table, words: Wording) -> str:
    """Return one line for each thing in a cell; nothing begins as a formula does."""
    written = io.StringIO()
    out = csv.writer(written)
    out.writerow(_COLUMNS)
    for row in table.rows:
        for column in table.columns:
            for pin in row.cells.get(column, ()):
                out.writerow([_inert(value) for value in _values(pin, row, column, table, words)])
    return written.getvalue()


def _values(pin: Pin, row: Row, column: str, table: Table, words: Wording) -> tuple[str, ...]:
    provision = pin.provision
    line = " ".join(part for part in (pin.line, remark(pin, words)) if part)
    return (
        row.document.short_title,
        row.document.id,
        heading(column, table, words),
        pin.state,
        line,
        provision.label if provision else "",
        provision.id if provision else "",
        quoted(pin).strip("“”"),
        provision.applies_from if provision else "",
        provision.url if provision else "",
    )


def _inert(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value
