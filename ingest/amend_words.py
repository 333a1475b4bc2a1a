"""Change words and sentences as an amending instruction says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.amend_address import LAST, Step
from ingest.amend_tree import Blocks, NotThere
from ingest.amend_verbs import Words
from ingest.blocks import Block

_SENTENCE = re.compile(r"(?<=\.)(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bNo\.)\s+(?=[A-Z‘“(])")


class Refused(ValueError):
    """An instruction is understood but cannot be carried out without guessing."""


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return _SENTENCE.split(text)


def sentence_at(text: str, step: Step) -> int:
    """Return the position of a sentence. Raises `NotThere` when there are fewer."""
    count = len(sentences(text))
    at = count - 1 if step.value == LAST else int(step.value) - 1
    if at >= count:
        raise NotThere(f"no sentence {step.value}")
    return at


def with_sentences(text: str, positions: Sequence[int], new: str) -> str:
    """Return the text with sentences replaced by new ones, or taken out where `new` is empty."""
    kept = [
        new if n == positions[0] else sentence
        for n, sentence in enumerate(sentences(text))
        if n not in positions[1:]
    ]
    return " ".join(filter(None, kept))


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


def occurrences(words: str, text: str) -> int:
    """Count how often words stand in a text as whole words."""
    return len(_pattern(words).findall(text))


def _pattern(words: str) -> re.Pattern[str]:
    before = r"(?<!\w)" if re.match(r"\w", words) else ""
    after = r"(?!\w)" if re.search(r"\w\Z", words) else ""
    return re.compile(before + re.escape(words) + after)


def swapped(texts: Sequence[str], words: Words) -> list[str]:
    """Return the texts with words changed.

    Raises `NotThere` when the words do not occur, `Refused` when they occur more than once
    and the instruction does not say that all are meant.
    """
    found = sum(occurrences(words.old, text) for text in texts)
    if not found:
        raise NotThere(f"the words “{words.old}” do not occur")
    if found > 1 and not words.everywhere:
        raise Refused(f"the words “{words.old}” occur {found} times")
    return [_swapped(text, words) if occurrences(words.old, text) else text for text in texts]


def _swapped(text: str, words: Words) -> str:
    gap = "" if words.new[:1] in ",;.:" else " "
    new = {
        "": words.new,
        "after": f"{words.old}{gap}{words.new}",
        "before": f"{words.new} {words.old}",
    }
    changed = _pattern(words.old).sub(lambda _: new[words.side], text)
    if words.new:
        return changed
    return re.sub(r" +(?=[,;.:)])", "", re.sub(r" {2,}", " ", changed)).strip()
