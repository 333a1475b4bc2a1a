"""Cut provisions into the passages that are searched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate, takewhile

from ingest.model import Corpus, Provision

MARKS = 2
"""Word pieces that the model itself adds to a text."""
_SENTENCE_END = re.compile(r"(?<=[.;:])\s+")
_NUMBER_OF = re.compile(r"^[A-Z]+ [0-9A-Za-z]+: ")


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of one provision that fits the embedder, under the provision's headings."""

    id: str
    provision_id: str
    heading: str
    body: str

    @property
    def text(self) -> str:
        """What is embedded."""
        return f"{self.heading}\n{self.body}"


@dataclass(frozen=True, slots=True)
class Window:
    """How much the embedder reads, in word pieces."""

    count: Callable[[str], int]
    size: int = 256

    def clip(self, text: str, limit: int) -> str:
        """Return the first words of a text, at most `limit` word pieces of them."""
        if self.count(text) <= limit:  # one count instead of one a word
            return text
        words = text.split(" ")
        ends = takewhile(lambda end: end <= limit, accumulate(map(self.count, words)))
        return " ".join(words[: sum(1 for _ in ends)])

    def cut(self, text: str, limit: int) -> list[str]:
        """Return pieces of the text, at most `limit` word pieces each, cut between lines first."""
        pieces: list[str] = []
        filled = 0
        for part, glue in self._parts(text, limit):
            size = self.count(part)
            if pieces and filled + size <= limit:
                pieces[-1] += glue + part
                filled += size
            else:
                pieces.append(part)
                filled = size
        return pieces

    def _parts(self, text: str, limit: int) -> Iterator[tuple[str, str]]:
        for line in text.split("\n"):
            if self.count(line) <= limit:
                yield line, "\n"
                continue
            glue = "\n"
            for sentence in _SENTENCE_END.split(line):
                for part in self._words(sentence, limit):
                    yield part, glue
                    glue = " "

    def _words(self, sentence: str, limit: int) -> Iterator[str]:
        rest = sentence
        while self.count(rest) > limit:
            head = self.clip(rest, limit)
            if not head:  # one endless word: no blank to cut at
                break
            yield head
            rest = rest[len(head) :].lstrip()
        if rest:
            yield rest


def passages(corpus: Corpus, window: Window) -> list[Passage]:
    """Return the passages of every provision that is searched on its own."""
    return [
        passage
        for provision in corpus.provisions.values()
        if is_searched(provision, corpus)
        for passage in _of_provision(provision, corpus, window)
    ]


def is_searched(provision: Provision, corpus: Corpus) -> bool:
    """Tell whether a provision is found on its own, and not only through what contains it.

    An article would drown its paragraphs, and a sub-point says too little without its point.
    Words that stand in an earlier text of the act are found there.
    """
    if provision.same_as:
        return False
    levels = [level.partition("_")[0] for level in provision.anchor.split(".")]
    if levels[0] == "rct":
        return len(levels) == 1
    if levels.count("pnt") + levels.count("idt") > (1 if levels[0] == "art" else 2):
        return False
    is_frame = levels[-1] in {"art", "anx", "sct"}
    return not (is_frame and corpus.children.get(provision.id))


def _of_provision(provision: Provision, corpus: Corpus, window: Window) -> Iterator[Passage]:
    heading = window.clip(heading_of(provision, corpus), window.size // 3)
    chapeau = window.clip(provision.chapeau, window.size // 4)
    fixed = MARKS + window.count(heading) + window.count(chapeau)
    for number, piece in enumerate(window.cut(provision.text, window.size - fixed)):
        body = f"{chapeau}\n{piece}" if chapeau else piece
        yield Passage(f"{provision.id}/{number}", provision.id, heading, body)


def heading_of(provision: Provision, corpus: Corpus) -> str:
    """Return the path of titles down to the provision's own label."""
    document = corpus.documents.get(provision.document_id)
    act = (document.short_title or document.title) if document else ""
    titles = (_NUMBER_OF.sub("", heading) for heading in provision.headings)
    path = dict.fromkeys(
        (act, *titles, provision.label)
    )  # a section may repeat its article's title
    return " > ".join(part for part in path if part)
