"""Cut complete statements out of the JSON that a model is still writing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from rag.chat.failures import ChatFailed, Failure

_THOUGHT, _END_OF_THOUGHT = "<think>", "</think>"
_TRAILING = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])', re.DOTALL)
_OPENS = {"{": "}", "[": "]"}


@dataclass
class Reply:
    """What a model has written so far. Prose around the JSON and code fences are skipped.

    An object counts once it is complete and stands in a list that is the whole JSON or a value
    of its outermost object. Each character is read once.
    """

    seen: int = 0
    """How many objects were complete."""
    _open: list[str] = field(default_factory=list)
    _written: list[str] = field(default_factory=list)
    """The outermost JSON as far as it was written."""
    _start: int = -1
    """Where the object being written begins."""
    _quoted: bool = False
    _escaped: bool = False
    _held: str = ""
    """The beginning, kept back while it may be a thought."""
    _thinking: bool | None = None
    _closed: bool = False
    _any: bool = False

    def feed(self, text: str) -> Iterator[dict[str, Any]]:
        """Yield each object that these further characters complete."""
        self._any = self._any or bool(text.strip())
        for character in self._without_thought(text):
            if (found := self._read(character)) is not None:
                self.seen += 1
                yield found

    def end(self) -> None:
        """Say what is wrong with the whole. Raises `ChatFailed`."""
        if not self._any:
            raise ChatFailed(Failure.EMPTY)
        if self._open:
            raise ChatFailed(Failure.BROKEN_OFF)
        if self.seen:
            return
        whole = parsed("".join(self._written)) if self._closed else None
        if whole == [] or (isinstance(whole, dict) and [] in whole.values()):
            raise ChatFailed(Failure.NOTHING_FOUND)
        is_object = isinstance(whole, dict)
        raise ChatFailed(Failure.WRONG_SHAPE if is_object else Failure.INVALID_JSON)

    def _without_thought(self, text: str) -> str:
        """Return the text without what a model writes to itself before it answers."""
        if self._thinking is False:
            return text
        self._held += text
        head = self._held.lstrip()
        if self._thinking is None and head and not _THOUGHT.startswith(head[: len(_THOUGHT)]):
            self._thinking = False
            return self._held
        if head.startswith(_THOUGHT):
            self._thinking = True
        if self._thinking and _END_OF_THOUGHT in self._held:
            self._thinking = False
            return self._held.partition(_END_OF_THOUGHT)[2]
        if self._thinking:
            self._held = self._held[-len(_END_OF_THOUGHT) :]
        return ""

    def _read(self, character: str) -> dict[str, Any] | None:
        """Take one character; return the object that it completes."""
        if not self._open and character not in _OPENS:
            return None
        if not self._open and not self.seen:
            self._written.clear()
        self._written.append(character)
        if self._quoted:
            self._in_quotes(character)
        elif character == '"':
            self._quoted = True
        elif character in _OPENS:
            self._begin(character)
        elif character == self._open[-1]:
            return self._finish()
        elif character in "}]":
            raise ChatFailed(Failure.INVALID_JSON)
        return None

    def _in_quotes(self, character: str) -> None:
        if self._escaped:
            self._escaped = False
        elif character == "\\":
            self._escaped = True
        elif character == '"':
            self._quoted = False

    def _begin(self, character: str) -> None:
        if character == "{" and self._open in (["]"], ["}", "]"]):
            self._start = len(self._written) - 1
        self._open.append(_OPENS[character])

    def _finish(self) -> dict[str, Any] | None:
        closed = self._open.pop()
        self._closed = self._closed or not self._open
        if closed != "}" or self._open not in (["]"], ["}", "]"]) or self._start < 0:
            return None
        found = parsed("".join(self._written[self._start :]))
        self._start = -1
        if not isinstance(found, dict):
            raise ChatFailed(Failure.INVALID_JSON)
        return found


def parsed(text: str) -> Any:
    """Return the JSON value of a text, its trailing commas forgiven; None when it has none."""
    for attempt in (text, _TRAILING.sub(lambda match: match[1] or "", text)):
        try:
            return json.loads(attempt, strict=False)
        except (json.JSONDecodeError, RecursionError):
            continue
    return None
