"""Do what the buttons of the view that checks memos say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import gradio as gr

from ingest.user_model import Source
from rag.memo.check import Step
from ui.authorities import authorities
from ui.check_example import example
from ui.check_files import FILES
from ui.check_html import beside, headline, summary
from ui.check_margin import margin_of
from ui.check_parts import Parts
from ui.check_progress import held, progress, remark, stage
from ui.check_run import Checked, MemoUnreadable, Order, checking, day_of, pasted, uploaded
from ui.check_table import table
from ui.desk import Desk
from ui.download import offered
from ui.errors import NotFound
from ui.markup import live
from ui.views import failed
from ui.wording import Wording

Changes = dict[Any, Any]
"""What each part that changes is changed to."""


@dataclass(frozen=True, slots=True)
class Actions:
    """What the view does with the texts on a desk, in one language."""

    desk: Desk
    words: Wording
    parts: Parts

    def run(
        self, text: str, source: Source | None, day: str, claims: bool, style: str
    ) -> Iterator[Changes]:
        """Check the uploaded memo, else the pasted one, and show what is found."""
        try:
            memo = source or pasted(text, self.words)
            order = Order(memo, day_of(day, self.desk.today, self.words), claims)
            yield from self._checked(order, style)
        except Exception as error:  # noqa: BLE001  a reader must get words, never a stack trace
            yield self._failed(error)

    def upload(self, path: str, day: str, claims: bool, style: str) -> Iterator[Changes]:
        """Take an uploaded file into memory, delete its copy on disk, and check it."""
        try:
            source = uploaded(Path(path), self.words)
        except Exception as error:  # noqa: BLE001  as above
            yield self._failed(error)
            return
        yield self._holds(source)
        yield from self.run("", source, day, claims, style)

    def example(self, day: str, claims: bool, style: str) -> Iterator[Changes]:
        """Put a memo of ours into the field and check it."""
        text = example(self.desk.assistant.corpus, self.desk.today)
        yield {**self._holds(None), self.parts.memo: text}
        yield from self.run(text, None, day, claims, style)

    def stop(self) -> Changes:
        """Say that the check was stopped; what was found before stays."""
        return self._quiet(self.words.say("check.stopped"))

    def clear(self) -> Changes:
        """Forget the memo and what was found."""
        parts = self.parts
        return {
            **self._quiet(self.words.say("check.cleared")),
            **self._holds(None),
            **dict.fromkeys((parts.memo, parts.day, parts.summary, parts.beside, parts.table), ""),
            **dict.fromkeys((parts.actions, parts.listed), gr.update(visible=False)),
            parts.checked: None,
            parts.file: "",
        }

    def drop(self) -> Changes:
        """Forget the uploaded file; the pasted text is checked from now on."""
        return self._holds(None)

    def style(self, checked: Checked | None, style: str) -> Changes:
        """Write the table of authorities in another style."""
        return {self.parts.table: self._table(checked, style) if checked else ""}

    def download(self, name: str, checked: Checked | None, style: str) -> Changes:
        """Hand a file of `FILES` to the reader."""
        try:
            if checked is None:
                raise NotFound(self.words.say("check.nothing_kept"))
            file = FILES[name](checked, self.desk.assistant.corpus, style)
            return {self.parts.file: offered(file), self.parts.progress: ""}
        except Exception as error:  # noqa: BLE001  as above
            return self._failed(error)

    def _checked(self, order: Order, style: str) -> Iterator[Changes]:
        parts, words = self.parts, self.words
        for step in checking(order, self.desk.assistant.corpus, words):
            if isinstance(step, Step):
                told = live(stage(step, words))
                bar, ends = progress(step, words), gr.update(visible=True)
                yield {parts.progress: bar, parts.live: told, parts.stop: ends}
            else:
                yield self._found(step, style)

    def _found(self, checked: Checked, style: str) -> Changes:
        parts, words = self.parts, self.words
        margin = margin_of(checked.report, self.desk.assistant.corpus, words)
        is_word = checked.source.form == "docx"
        return {
            **self._quiet(""),
            parts.live: live(headline(checked.report, words)),
            parts.summary: summary(margin),
            parts.beside: beside(margin),
            parts.table: self._table(checked, style),
            parts.word: gr.update(visible=is_word),
            parts.checked: checked,
            parts.file: "",
            **dict.fromkeys((parts.actions, parts.listed), gr.update(visible=True)),
        }

    def _table(self, checked: Checked, style: str) -> str:
        return table(authorities(checked.report, self.desk.assistant.corpus, style), self.words)

    def _holds(self, source: Source | None) -> Changes:
        parts = self.parts
        return {
            parts.held: source,
            parts.chip: held(source.name if source else "", self.words),
            parts.drop: gr.update(visible=source is not None),
        }

    def _quiet(self, told: str) -> Changes:
        """Return the view at rest, with a remark or without."""
        parts = self.parts
        return {
            parts.progress: remark(told) if told else "",
            parts.live: live(told),
            parts.stop: gr.update(visible=False),
        }

    def _failed(self, error: Exception) -> Changes:
        """Return the view with what went wrong; a file that cannot be read is not kept."""
        changes = self._quiet("")
        if isinstance(error, MemoUnreadable):
            changes |= self._holds(None)
        told = {self.parts.progress: failed(error, self.words), self.parts.live: live("")}
        return changes | told
