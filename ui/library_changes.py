"""Do what a reader wants done with the texts, and show it step by step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ingest.errors import SourceNotPublic
from ui.desk import Desk
from ui.errors import UiError
from ui.library_keeper import TAKEN_IN, Addition, Changed, Changes, Keeper
from ui.library_panel import asking_to_fetch, asking_to_refresh, done, refused, working
from ui.library_wish import ADD, NOTHING, REMOVE, Wish, address, facts, read_wish
from ui.library_work import Step, Work, changing
from ui.parts import Report
from ui.places import tongue
from ui.views import said
from ui.wording import Wording


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows of a change."""

    panel: str
    ended: bool = False
    """Whether the texts have changed, so that the list has to be shown anew."""
    taken_in: bool = False
    """Whether what the form names is here now, so that the form can be emptied."""


@dataclass(frozen=True, slots=True)
class Counter:
    """Where readers of one language have texts changed."""

    desk: Desk
    keeper: Keeper
    changes: Changes
    words: Wording

    def offered(self, file: str | None, filled: dict[str, str]) -> Iterator[Shown]:
        """Add the file that was handed over; of an address, ask first whether to fetch it."""
        try:
            if bool(file) == bool(filled["named"].strip()):
                raise UiError(self.words.say("library.one_of_two"))
            if not file:
                wish = Wish(ADD, address(filled["named"], self.words), facts(filled, self.words))
                self._require_online()
                yield Shown(asking_to_fetch(wish, self.words))
                return
            addition = Addition(file, facts(filled, self.words))
        except UiError as error:
            yield Shown(refused(str(error), self.words))
            return
        title = self.words.say("library.adding", title=Path(file).name)
        yield from self._shown(title, partial(self._added, addition))

    def asked_to_refresh(self) -> str:
        """Return the question whether everything is to be obtained again."""
        return asking_to_refresh(self.changes.hosts, self.changes.offline, self.words)

    def sent(self, form: object) -> Iterator[Shown]:
        """Do what a form on the page asks for."""
        try:
            wish = read_wish(form, self.words)
            if wish.do == NOTHING:
                yield Shown("")
                return
            title, work = self._work(wish)
        except UiError as error:
            yield Shown(refused(str(error), self.words))
            return
        yield from self._shown(title, work)

    def _added(self, addition: Addition, report: Report) -> Changed:
        """Add a file; the copy that the browser sent is then needed no more."""
        changed = self.changes.add(addition, report)
        Path(addition.named).unlink(missing_ok=True)
        return changed

    def _work(self, wish: Wish) -> tuple[str, Work]:
        if wish.do == ADD:
            self._require_online()
            add = partial(self.changes.add, Addition(wish.named, wish.facts))
            return self.words.say("library.fetching", host=wish.host), add
        if wish.do == REMOVE:
            held = self.desk.assistant.corpus.documents.get(wish.named)
            title = held.short_title if held else wish.named
            remove = partial(self.changes.remove, wish.named)
            return self.words.say("library.removing", title=title), remove
        return self.words.say("library.refreshing"), self.changes.refresh

    def _require_online(self) -> None:
        if self.changes.offline:
            raise UiError(self.words.say("library.offline"))

    def _shown(self, title: str, work: Work) -> Iterator[Shown]:
        steps = changing(self.desk, self.keeper, work)
        if steps is None:
            yield Shown(refused(self.words.say("library.busy"), self.words))
            return
        yield Shown(working(title, Step(""), self.words))
        for step in steps:
            if isinstance(step, Step):
                yield Shown(working(title, step, self.words))
            elif isinstance(step, Changed):
                yield Shown(done(step, self.words), True, step.how in TAKEN_IN)
            else:
                yield Shown(self._refused(step))

    def _refused(self, error: Exception) -> str:
        if isinstance(error, SourceNotPublic):
            return refused(self.words.say("library.leads_private"), self.words)
        return refused(said(error, self.words), self.words, tongue(self.words))
