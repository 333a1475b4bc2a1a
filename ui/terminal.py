"""Write results to standard output; progress and errors go to standard error."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn
from rich.text import Text

_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_OBEYED = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_COUNTED = re.compile(r"^(?P<what>.*?)[:,]?\s*(?P<done>\d+)/(?P<total>\d+)$")


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where results go and where everything else goes."""

    out: Console
    err: Console

    def write(self, text: str = "", style: str = "") -> None:
        """Write a result for reading; control characters in it are dropped."""
        self.out.print(Text(_UNSAFE.sub("", text), style=style), soft_wrap=not self.out.is_terminal)

    def write_parts(self, *parts: tuple[str, str]) -> None:
        """Write one line of parts, each with its style; control characters are dropped."""
        line = Text.assemble(*((_UNSAFE.sub("", text), style) for text, style in parts))
        self.out.print(line, soft_wrap=not self.out.is_terminal)

    def write_json(self, value: Mapping[str, Any]) -> None:
        """Write one object as one line, at once; what a terminal would obey is escaped."""
        line = json.dumps(value, ensure_ascii=False)
        self.out.file.write(_OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", line) + "\n")
        self.out.file.flush()

    def note(self, text: str, style: str = "") -> None:
        """Write one line that is not a result."""
        self.err.print(Text(_UNSAFE.sub("", text), style=style), soft_wrap=True)

    @contextmanager
    def progress(self) -> Iterator[Callable[[str], None]]:
        """Show what is being done: a bar on a terminal, lines anywhere else."""
        if not self.err.is_terminal:
            yield _lines(self)
            return
        words, count = TextColumn("{task.description}"), TextColumn("{task.fields[count]}")
        columns = (SpinnerColumn(), words, BarColumn(bar_width=30), count)
        with Progress(*columns, console=self.err, transient=True) as bars:
            yield _bar(bars)


def _bar(bars: Progress) -> Callable[[str], None]:
    def report(text: str) -> None:
        counted = _COUNTED.match(text)
        what = Text(_UNSAFE.sub("", counted["what"] if counted else text)).markup
        total = int(counted["total"]) if counted else None
        shown = [task.id for task in bars.tasks if (task.description, task.total) == (what, total)]
        if not shown:
            for task in bars.tasks:
                bars.remove_task(task.id)
            shown = [bars.add_task(what, total=total, count="")]
        if counted:
            done = int(counted["done"])
            bars.update(shown[0], completed=done, count=f"{done}/{total}")

    return report


def _lines(terminal: Terminal) -> Callable[[str], None]:
    """Return a report that writes each step once, however often it counts on."""
    said: list[str] = [""]

    def report(text: str) -> None:
        counted = _COUNTED.match(text)
        what = counted["what"] if counted else text
        if what != said[0]:
            said[0] = what
            terminal.note(what)

    return report


def open_terminal(out: TextIO, err: TextIO) -> Terminal:
    """Return a terminal on two streams; colours only where a stream is a real terminal."""
    return Terminal(out=_console(out), err=_console(err))


def _console(stream: TextIO) -> Console:
    on_screen = stream.isatty()  # stated, because FORCE_COLOR would otherwise colour a pipe
    return Console(
        file=stream,
        force_terminal=on_screen,
        color_system="auto" if on_screen else None,
        markup=False,
        emoji=False,
        highlight=False,
    )
