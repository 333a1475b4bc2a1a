"""Put a paper into words: blocks that Markdown, Word and PDF each set in their own way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal
from urllib.parse import quote, urlsplit

from ui.badges import status_said
from ui.export_clean import clean
from ui.export_model import Exchange, Footnote, Paper, Said, Text
from ui.wording import Wording

Style = Literal[
    "kicker", "title", "byline", "question", "section", "heading", "part", "text", "law", "ours",
    "item", "notice", "notes", "fine",
]  # fmt: skip
"""How a block looks. "notes" is where the footnotes of one answer end up without page feet."""
Look = Literal["plain", "strong", "law", "struck", "link", "number"]
_SHORT = 12
_KEPT = "%/:?#@$&+,;=~-._"
"""What stays as it is in an address: no bracket that Markdown reads, no quotation mark."""
_TITLE = 120


@dataclass(frozen=True, slots=True)
class Run:
    """Words that look alike. Between two runs of a block stands a blank."""

    text: str
    look: Look = "plain"
    language: str = "en"
    url: str = ""
    """Where a "link" leads."""
    number: int = 0
    """The footnote of a "number", which stands at the word before it without a blank."""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or list item."""

    style: Style
    runs: tuple[Run, ...] = ()
    numbers: tuple[int, ...] = ()
    """The footnotes to stand at a block of style "notes"."""


@dataclass(frozen=True, slots=True)
class Worded:
    """A paper in words, ready to be set."""

    title: str
    """For the file's metadata."""
    language: str
    footer: str
    blocks: tuple[Block, ...]
    footnotes: Mapping[int, tuple[Run, ...]]
    """By number."""


def worded(paper: Paper, words: Wording) -> Worded:
    """Return a paper in the language of its reader; what rag/ and the law say stays as it is."""
    speaker = _Speaker(words)
    question = " ".join(paper.exchanges[0].question.split())
    return Worded(
        title=f"{words.say('export.kicker')}: {_cut(clean(question))}",
        language=words.language,
        footer=f"{words.say('export.kicker')} · {words.say('export.not_advice')}",
        blocks=tuple(replace(block, runs=_cleaned(block.runs)) for block in speaker.blocks(paper)),
        footnotes={
            note.number: _cleaned(speaker.footnote(note))
            for exchange in paper.exchanges
            for note in exchange.footnotes
        },
    )


def _cleaned(runs: Iterable[Run]) -> tuple[Run, ...]:
    return tuple(replace(run, text=clean(run.text)) for run in runs)


def address(url: str) -> str:
    """Return an address that is safe in every form, "" unless it is http or https."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    return quote(url.strip(), safe=_KEPT)


def _sentence(parts: Iterable[str]) -> str:
    """Return parts as one sentence."""
    said = "; ".join(parts)
    return f"{said[:1].upper()}{said[1:]}."


def _cut(text: str) -> str:
    return text if len(text) <= _TITLE else f"{text[:_TITLE]}…"


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Says what a paper says in one language."""

    words: Wording

    def blocks(self, paper: Paper) -> Iterator[Block]:
        """Yield the whole paper, footnotes aside."""
        several = len(paper.exchanges)
        title = self._say("conversation", n=several) if several > 1 else self._say("answer")
        yield Block("kicker", (self._own("kicker"),))
        yield Block("title", (self._run(title),))
        made = [self._say("made_on", day=self._day(paper.made_at.date().isoformat()))]
        made += [self._say("law_as_of", day=self._day(day)) for day in paper.days]
        yield Block("byline", (self._run(" · ".join((*made, self._say("not_advice")))),))
        for exchange in paper.exchanges:
            yield from self._exchange(exchange)
        if paper.texts:
            yield Block("section", (self._own("texts"),))
            yield from (Block("item", tuple(self._text(text))) for text in paper.texts)
        yield Block("section", (self._own("about"),))
        for name, value in self._facts(paper):
            label = self._run(f"{self._say(f'fact.{name}')}:", "strong")
            yield Block("fine", (label, self._run(value)))

    def footnote(self, note: Footnote) -> Iterator[Run]:
        """Yield the words of a footnote: what is cited, its words, its state, which text."""
        tier = self._tier(note.tier)
        if tier:
            yield self._run(f"{tier}:", "strong")
        yield Run(f"{note.label}, {note.text.short_title}.", "strong", note.text.language)
        is_first = note.first == note.number
        if is_first and note.text.title != note.text.short_title:
            yield Run(f"{note.text.title}.", language=note.text.language)
        if note.is_quoted_above:
            yield self._run(f"({self._say('note.quoted_above')}).")
        else:
            yield Run(f"“{note.quote}”", "law", note.text.language)
        yield self._run(_sentence(self._states(note)))
        if link := address(note.url):
            yield Run(link, "link", url=link)

    def _exchange(self, exchange: Exchange) -> Iterator[Block]:
        yield Block("question", (Run(exchange.question or "–"),))
        if exchange.read_as:
            yield Block("fine", (self._own("read_as", "strong"), Run(exchange.read_as)))
        part = ""
        for said in exchange.said:
            if said.part and said.part != part:
                yield Block("part", (self._run(self._say("part", part=said.part)),))
            part = said.part
            yield from self._said(said)
        yield from self._refused(exchange)
        for notice in exchange.notices:
            yield Block("notice", (self._own("notice", "strong"), Run(notice)))
        if exchange.withheld:
            count = self.words.count("export.withheld", len(exchange.withheld))
            yield Block("heading", (self._run(count),))
        for text, reason in exchange.withheld:
            why = Run(f"({reason})") if reason else self._run(f"({self._say('unverified')})")
            yield Block("item", (Run(text or "–", "struck"), why))
        if exchange.footnotes:
            numbers = tuple(note.number for note in exchange.footnotes)
            yield Block("notes", (self._own("notes"),), numbers)

    def _said(self, said: Said) -> Iterator[Block]:
        ours = " ".join(filter(None, (said.stance, said.attribution)))
        if ours:
            yield Block("ours", (self._own("ours", "strong"), Run(ours)))
        if said.in_plain_words:
            yield Block("ours", (self._own("in_plain_words", "strong"), Run(said.in_plain_words)))
        numbers = tuple(Run("", "number", number=number) for number in said.numbers)
        if said.is_quotation:
            yield Block("law", (Run(said.text, "law", said.language), *numbers))
        else:
            yield Block("text", (Run(said.text), *numbers))

    def _refused(self, exchange: Exchange) -> Iterator[Block]:
        if exchange.choices:
            yield Block("text", (self._own("asks_back", "strong"), Run(exchange.refusal)))
            yield from self._listed("choices", exchange.choices)
            return
        if exchange.refusal:
            yield Block("text", (self._own("no_answer", "strong"), Run(exchange.refusal)))
        elif not exchange.said:
            yield Block("text", (self._own("nothing"),))
        yield from self._listed("nearest", exchange.nearest)
        if exchange.searched:
            where = ", ".join(exchange.searched)
            yield Block("fine", (self._own("searched", "strong"), Run(where)))

    def _listed(self, name: str, listed: tuple[str, ...]) -> Iterator[Block]:
        if listed:
            yield Block("text", (self._own(name),))
        yield from (Block("item", (Run(one),)) for one in listed)

    def _states(self, note: Footnote) -> Iterator[str]:
        """Yield what a reader must know of the text that is cited."""
        if note.status:
            yield self._status(note.status)
        if note.applies_from:
            key = "note.applies_since" if note.applies else "note.applies_from"
            yield self._say(key, day=self._day(note.applies_from))
        if note.lacks:
            yield self._say("note.partial", lacks=note.lacks)
        if note.first == note.number:
            yield from self._version(note.text, _SHORT)
        else:
            yield self._say("note.text_as_in", n=note.first)

    def _text(self, text: Text) -> Iterator[Run]:
        """Yield a line of the list of texts, with the whole digest."""
        yield Run(f"{text.short_title}.", "strong", text.language)
        if tier := self._tier(text.tier):
            yield self._run(f"({tier})")
        if text.title != text.short_title:
            yield Run(f"{text.title}.", language=text.language)
        status = [self._status(text.status)] if text.status else []
        lacks = [self._say("note.partial", lacks=text.lacks)] if text.lacks else []
        yield self._run(_sentence((*status, *self._version(text), *lacks)))
        if link := address(text.url):
            yield Run(link, "link", url=link)

    def _status(self, status: str) -> str:
        """Return the state of a text; what was done to it since stands behind a semicolon."""
        said = "; ".join(status_said(part, self.words) for part in status.split("; "))
        return self._say("note.status", status=said)

    def _version(self, text: Text, digits: int | None = None) -> Iterator[str]:
        dated = text.version_date and self._say("note.of", day=self._day(text.version_date))
        route = text.obtained_from
        if f"export.route.{route}" in self.words.texts:
            route = self._say(f"route.{route}")
        digest = f"SHA-256 {text.sha256[:digits]}" if text.sha256 else ""
        told = ", ".join(filter(None, (text.id, dated, route, digest)))
        yield self._say("note.text", version=told)
        if text.obtained_from == "note":
            yield self._say("note.brief")
        if not text.is_known:
            yield self._say("note.replaced")

    def _facts(self, paper: Paper) -> Iterator[tuple[str, str]]:
        yield "made", self._day(paper.made_at.date().isoformat())
        if paper.days:
            yield "as_of", ", ".join(map(self._day, paper.days))
        yield "mode", "; ".join(map(self._mode, paper.modes))
        yield "corpus", ", ".join(paper.corpora) or self._say("said.unknown_corpus")
        yield "release", paper.release
        for name in ("checked", "whose", "advice"):
            yield name, self._say(f"said.{name}")

    def _mode(self, mode: str) -> str:
        kind, colon, model = mode.partition(":")
        if kind == "chat" and colon:
            return self._say("said.model", model=model)
        return self._say("said.extractive") if mode == "extractive" else mode

    def _tier(self, tier: str) -> str:
        """Return what a reader must know of a source that is no law, "" for law."""
        key = f"export.tier.{tier}"
        return self.words.texts.get(key, "")

    def _day(self, iso: str) -> str:
        return self.words.day(iso)

    def _say(self, key: str, **values: object) -> str:
        return self.words.say(f"export.{key}", **values)

    def _own(self, key: str, look: Look = "plain") -> Run:
        return self._run(self._say(key), look)

    def _run(self, text: str, look: Look = "plain") -> Run:
        return Run(text, look, self.words.language)
