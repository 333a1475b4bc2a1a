"""Say where a reader is: in which text, at which place of it, on which day."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ingest.model import Corpus, Provision
from rag.as_of import as_law
from rag.reading import Book, Unit
from ui import addresses
from ui.places import View
from ui.views import Reading
from ui.wording import Wording


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reader is, and what the page needs to show it."""

    reading: Reading
    book: Book
    unit: Unit
    """What is opened."""
    day: str
    """The day whose law is read, ISO 8601."""
    at: str = ""
    """Anchor of the provision that the address names, "" where it names the act."""
    asked_day: str = ""
    """The day that the address names, "" for today."""
    looked_for: str = ""
    """Words that are marked in the text."""
    whole: bool = False
    """Whether the whole chapter is shown."""
    notices: tuple[str, ...] = ()
    """What the reader must know of how the address was understood, as HTML."""

    @property
    def words(self) -> Wording:
        """The words of the interface."""
        return self.reading.words

    @property
    def corpus(self) -> Corpus:
        """The texts."""
        return self.reading.corpus

    @property
    def view(self) -> View:
        """What badges and paths are shown with."""
        return View(self.corpus.documents, self.day, words=self.words, corpus=self.corpus)

    @property
    def shown(self) -> tuple[Unit, ...]:
        """The units that the page shows."""
        if self.whole:
            return self.book.chapter_of(self.unit)
        return self.book.pages[self.book.page_of(self.unit)]

    def plain(self, provision: Provision) -> str:
        """Return our headnote on a provision, "" where there is none."""
        notes = getattr(self.reading.assistant, "headnotes", {})
        return str(notes.get(cited_id(provision), ""))

    def law(self, provision: Provision) -> Provision:
        """Return a provision as it is cited on the day, with the dates it had then."""
        cited = self.corpus.provisions.get(cited_id(provision), provision)
        return as_law(cited, self.corpus, self.day)

    def to(self, provision: Provision, **more: str) -> str:
        """Return the address at which a provision is read on the same day."""
        return addresses.explore(cited_id(provision), as_of=self.asked_day, **more)

    def with_notice(self, notice: str) -> Place:
        """Return the same place with something more to know."""
        return replace(self, notices=(*self.notices, notice))


def cited_id(provision: Provision) -> str:
    """Return the id by which a provision is cited: of the text that had the words first."""
    return provision.same_as or provision.id
