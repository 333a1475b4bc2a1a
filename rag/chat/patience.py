"""Wait for a model only so long."""

from __future__ import annotations

import contextvars
import queue
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from rag.chat.failures import ChatFailed, Failure
from rag.chat.pieces import Piece

_AHEAD = 64
"""How many pieces may wait to be read: a model that never ends is not read far ahead."""
_LOOK = 0.2
"""Seconds after which a writer looks whether anybody still reads."""


@dataclass(frozen=True, slots=True)
class _End:
    error: Exception | None


@dataclass(frozen=True, slots=True)
class _Line:
    """What lies between the thread that reads a model and the one that waits for it."""

    ends: float
    """Reading of the monotonic clock after which nobody waits, in seconds."""
    waiting: queue.Queue[Piece | _End] = field(default_factory=lambda: queue.Queue(_AHEAD))
    left: threading.Event = field(default_factory=threading.Event)

    def put(self, found: Piece | _End) -> bool:
        """Put a piece where the reader finds it; tell whether there still is a reader."""
        while not self.left.is_set() and not self.is_spent:
            try:
                self.waiting.put(found, timeout=_LOOK)
            except queue.Full:
                continue
            return True
        return False

    def get(self, patience_s: float) -> Piece | _End | None:
        """Return the next piece, None when none comes in time."""
        left_s = min(self.ends - time.monotonic(), patience_s)
        try:
            return self.waiting.get(timeout=max(left_s, 0.0))
        except queue.Empty:
            return None

    @property
    def is_spent(self) -> bool:
        """Whether the time is over."""
        return time.monotonic() >= self.ends


def within(
    pieces: Callable[[], Iterator[Piece]], budget_s: float, silence_s: float
) -> Iterator[Piece]:
    """Yield what a model sends until the budget is spent. Raises `ChatFailed`.

    `silence_s` is how long it may pause once it has written something. The model is read in a
    thread of its own, for a server may send what keeps a connection open and yet no answer.
    That thread ends with the piece it waits for once nobody reads or the budget is spent.
    """
    line, begun = _Line(time.monotonic() + budget_s), False
    context = contextvars.copy_context()  # so that callbacks of the chain hear of the model too
    work = (_read, pieces, line)
    threading.Thread(target=context.run, args=work, name="model", daemon=True).start()
    try:
        while True:
            found = line.get(silence_s if begun else budget_s)
            if found is None or (line.is_spent and isinstance(found, Piece)):
                raise _late(begun, line.is_spent, budget_s)
            if isinstance(found, _End):
                if found.error is not None:
                    raise found.error
                return
            begun = begun or bool(found.text or found.cited)
            yield found
    finally:
        line.left.set()


def _late(begun: bool, is_spent: bool, budget_s: float) -> ChatFailed:
    if begun and not is_spent:
        return ChatFailed(Failure.FELL_SILENT)
    return ChatFailed(Failure.OUT_OF_TIME if begun else Failure.READ_TIMEOUT, f"{budget_s:g}")


def _read(pieces: Callable[[], Iterator[Piece]], line: _Line) -> None:
    error: Exception | None = None
    try:
        for piece in pieces():
            if not line.put(piece):
                return
    except Exception as failed:  # noqa: BLE001  handed to whoever reads, who names it
        error = failed
    line.put(_End(error))
