"""Change the texts in a thread of its own, and say how far it is."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ui.desk import Desk
from ui.library_keeper import Changed, Keeper
from ui.parts import Report

_PAUSE = 0.15
"""Seconds between two looks at how far it is: no eye needs more."""

Work = Callable[[Report], Changed]


@dataclass(frozen=True, slots=True)
class Step:
    """What is being done now."""

    what: str
    done: int = 0
    total: int = 0
    """0 where nothing is counted."""


def step(reported: str) -> Step:
    """Return "indexing: 3/10" as what is done, and how much of it."""
    head, _, last = reported.rpartition(" ")
    done, _, total = last.partition("/")
    if done.isdecimal() and total.isdecimal():
        return Step(head.rstrip(" :,"), int(done), int(total))
    return Step(reported)


def changing(desk: Desk, keeper: Keeper, work: Work) -> Iterator[Step | Changed | Exception] | None:
    """Begin a change and return its steps, which end with what became of it.

    None while another change is being made. The change goes on to its end when nobody watches;
    then the desk has the assistant that knows the new texts.
    """
    if not keeper.turn.acquire(blocking=False):
        return None
    told: queue.SimpleQueue[Step | Changed | Exception] = queue.SimpleQueue()

    def run() -> None:
        ended: Changed | Exception
        try:
            ended = changed = work(lambda reported: told.put(step(reported)))
            desk.put(changed.assistant)
        except Exception as error:  # noqa: BLE001  the reader is told, whatever it is
            ended = error
        finally:
            keeper.turn.release()
        told.put(ended)

    threading.Thread(target=run, name="texts", daemon=True).start()
    return _watched(told)


def _watched(
    told: queue.SimpleQueue[Step | Changed | Exception],
) -> Iterator[Step | Changed | Exception]:
    """Yield the newest step now and then, and the end."""
    while True:
        newest = told.get()
        while not told.empty() and isinstance(newest, Step):
            newest = told.get()
        yield newest
        if not isinstance(newest, Step):
            return
        time.sleep(_PAUSE)
