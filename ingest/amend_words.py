"""Change words and sentences as an amending instruction says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.amend_address import LAST, Step
from ingest.amend_instructions import Words
from ingest.amend_tree import Blocks, NotThere
from ingest.blocks import Block

_SENTENCE = re.compile(r"(?<=[.;:])\s+(?=[A-Z‘“(])")


class Refused(ValueError):
    """An instruction is understood but cannot be carried out without guessing."""


def with_sentence_changed(text: str, part: Step, new: str) -> str:
    """Return the text with one sentence replaced, or taken out where `new` is empty."""
    sentences = _SENTENCE.split(text)
    at = len(sentences) - 1 if part.value == LAST else int(part.value) - 1
    if at >= len(sentences):
        raise NotThere(f"no sentence {part.value}")
    kept = [*sentences[:at], *([new] if new else []), *sentences[at + 1 :]]
    return " ".join(kept)


def reworded(roots: Blocks, words: Words, made_by: str) -> Blocks:
    """Return the blocks with words changed: once, or wherever the instruction says so."""
    texts = [block.text for root in roots for block in walk(root)]
    new = iter(swapped(texts, words))
    return tuple(_with_texts(root, new, made_by) for root in roots)


def walk(block: Block) -> Iterator[Block]:
    """Yield a block and everything nested in it, as printed."""
    yield block
    for child in block.children:
        yield from walk(child)


def _with_texts(block: Block, new: Iterator[str], made_by: str) -> Block:
    text = next(new)
    touched = (*block.touched_by, made_by) if text != block.text else block.touched_by
    children = tuple(_with_texts(child, new, made_by) for child in block.children)
    return replace(block, text=text, touched_by=touched, children=children)


def swapped(texts: Sequence[str], words: Words) -> list[str]:
    """Return the texts with words changed.

    Raises `NotThere` when the words do not occur, `Refused` when they occur more than once
    and the instruction does not say that all are meant.
    """
    pattern = re.compile(rf"(?<!\w){re.escape(words.old)}(?!\w)")
    found = sum(len(pattern.findall(text)) for text in texts)
    if not found:
        raise NotThere(f"the words “{words.old}” do not occur")
    if found > 1 and not words.everywhere:
        raise Refused(f"the words “{words.old}” occur {found} times")
    new = {"": words.new, "after": f"{words.old} {words.new}", "before": f"{words.new} {words.old}"}
    texts = [pattern.sub(lambda _: new[words.side], text) for text in texts]
    return [text if words.new else re.sub(r" {2,}", " ", text).strip() for text in texts]
