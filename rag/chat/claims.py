"""Turn what a model sends into claims, one as soon as it is complete."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rag.chat.failures import ChatFailed, Failure
from rag.chat.items import Item
from rag.chat.native import Passages
from rag.chat.pieces import DECLINED, LENGTH, Piece
from rag.chat.prompt import TOOL
from rag.chat.reply import Reply
from rag.chat.style import MOST
from rag.verify import Claim

MAX_TOKENS = 6000
"""What a model may write for one answer; models that think first count their thoughts."""
MAX_CHARACTERS = 24_000
"""What is read of it."""
_BEGINNING = 60
_DECLINES = re.compile(
    r"\W*(?:i['’]m (?:sorry|afraid|unable)|i am (?:sorry|afraid|unable)|sorry\b|"
    r"i (?:can['’]t|cannot|can not|won['’]t|will not|must decline)|as an ai\b|unfortunately, i)",
    re.IGNORECASE,
)
"""How models begin that decline in prose."""
_NUMBER = re.compile(r"\W*(?:provision\s+)?(\d{1,3})\W*", re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}\)")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
_MARKUP = re.compile(r"\*\*|__|`+|^\s{0,3}(?:#{1,6}|>|[-*+])\s+", re.MULTILINE)
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass
class Tally:
    """What was counted while a model wrote."""

    input_tokens: int = 0
    output_tokens: int = 0
    cost: float | None = None
    characters: int = 0
    beginning: str = ""
    stop: str = ""

    def add(self, piece: Piece) -> None:
        """Count a piece. Raises `ChatFailed` when it is one too many, or a tool not given."""
        self.input_tokens += piece.input_tokens
        self.output_tokens += piece.output_tokens
        self.cost = piece.cost if piece.cost is not None else self.cost
        self.characters += len(piece.text)
        if len(self.beginning) < _BEGINNING:
            self.beginning += piece.text
        self.stop = piece.stop or self.stop
        if piece.tool and piece.tool != TOOL:
            raise ChatFailed(Failure.WRONG_TOOL)
        if self.characters > MAX_CHARACTERS:
            raise ChatFailed(Failure.TOO_LONG)


def claims_of(pieces: Iterable[Piece], items: Sequence[Item], tally: Tally) -> Iterator[Claim]:
    """Yield each claim once it is complete. Raises `ChatFailed` where the whole is no answer."""
    reply, passages, made = Reply(), Passages(items), 0
    by_itself = False
    for piece in pieces:
        tally.add(piece)
        by_itself = by_itself or piece.block is not None
        for claim in _complete(piece, reply, passages):
            made += 1
            yield claim
            if made == MOST:
                return
    if tally.stop == DECLINED or (not made and _DECLINES.match(tally.beginning)):
        raise ChatFailed(Failure.DECLINED)
    if tally.stop == LENGTH:
        raise ChatFailed(Failure.TOO_LONG)
    if by_itself:
        yield from map(_cleaned, passages.end())
        return
    reply.end()
    if not made:
        raise ChatFailed(Failure.WRONG_SHAPE)


def _complete(piece: Piece, reply: Reply, passages: Passages) -> Iterator[Claim]:
    if piece.block is not None:
        yield from map(_cleaned, passages.feed(piece))
        return
    for found in reply.feed(piece.text):
        if (claim := claim_of(found, passages.items)) is not None:
            yield claim


def claim_of(found: Mapping[str, Any], items: Sequence[Item]) -> Claim | None:
    """Return a statement of the reply as a claim, None when it has no text."""
    text, cited = found.get("text"), found.get("citations", [])
    if not isinstance(text, str) or not text.strip():
        return None
    if isinstance(cited, Mapping):
        cited = [cited]
    pairs = [c for c in cited if isinstance(c, Mapping)] if isinstance(cited, list) else []
    quotes = ((_id(pair.get("id"), items), str(pair.get("quote") or "")) for pair in pairs)
    return Claim(plain(text), tuple(dict.fromkeys(quotes)))


def _cleaned(claim: Claim) -> Claim:
    return Claim(plain(claim.text), claim.quotes)


def _id(given: object, items: Sequence[Item]) -> str:
    """Return the id that is meant: some models write the number of the provision instead."""
    text = str(given).strip()
    number = _NUMBER.fullmatch(text)
    if number and 1 <= int(number[1]) <= len(items):
        return items[int(number[1]) - 1].provision.id
    return text


def plain(text: str) -> str:
    """Return a text without Markdown, tags and characters that nobody sees, on one line."""
    shown = _TAG.sub(" ", _LINK.sub(r"\1", _UNSEEN.sub("", text)))
    return " ".join(_MARKUP.sub("", shown).split())
