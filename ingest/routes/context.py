"""Say what a route may use: folders, licences, time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from ingest.errors import SourceUnavailable

_T = TypeVar("_T")
_REFRESH_PATIENCE_S = 120.0  # archives are built on demand


@dataclass
class Deadline:
    """The time that unreachable hosts may cost in all, shared by every route of a run."""

    seconds: float = 10.0
    clock: Callable[[], float] = time.monotonic
    unreachable: dict[str, str] = field(default_factory=dict)
    """Hosts that failed in this run, and why: they are not tried again."""
    asked: dict[str, float] = field(default_factory=dict)
    """When each host was asked last."""
    sleep: Callable[[float], None] = time.sleep

    def within(self, host: str, patience_s: float, action: Callable[[], _T]) -> _T:
        """Return what the action returns, or give the host up.

        The action runs in a thread of its own, because looking up a name cannot be timed out.
        Raises `SourceUnavailable` when the host failed before, fails now or has no time left.
        """
        if host in self.unreachable:
            raise SourceUnavailable(f"{host} failed before in this run ({self.unreachable[host]})")
        if patience_s <= 0:
            raise SourceUnavailable(f"{host} was not tried: other hosts took all the waiting time")
        began = self.clock()
        try:
            return _in_thread(action, patience_s)
        except OSError as error:
            self.give_up(host, str(error), began)
            raise SourceUnavailable(
                f"{host} cannot be reached ({error}); check the connection"
            ) from error

    def take_turn(self, host: str, pause_s: float) -> None:
        """Wait until the last request to a host is a pause ago, so that it is not pressed."""
        if host in self.asked and host not in self.unreachable:
            self.sleep(max(0.0, self.asked[host] + pause_s - self.clock()))
        self.asked[host] = self.clock()

    def give_up(self, host: str, why: str, began: float) -> None:
        """Record that a host failed, and charge the time since it was first asked."""
        self.seconds -= self.clock() - began
        self.unreachable[host] = why or "no reason given"


def _say_nothing(line: str) -> None:
    """Take a line of progress that nobody wants to see."""


@dataclass(frozen=True)
class RouteContext:
    """What a run allows its routes. The defaults are those of a start-up."""

    raw: Path
    """Folder for what was obtained."""
    mirror: Path | None = None
    """Folder of official files, if there is one."""
    accepted_licences: frozenset[str] = frozenset()
    offline: bool = False
    refresh: bool = False
    """True when the reader asked for newer texts: then routes take the time that they need."""
    connect_timeout_s: float = 4.0
    pause_s: float = 1.0
    """Wait between requests to a host; grows with each try after a failure."""
    deadline: Deadline = field(default_factory=Deadline)
    report: Callable[[str], None] = _say_nothing
    """Takes one line of progress."""
    official_base: str = "https://publications.europa.eu"

    @property
    def patience_s(self) -> float:
        """How long to wait for an answer: a refresh takes the time that it needs."""
        return _REFRESH_PATIENCE_S if self.refresh else self.deadline.seconds


def _in_thread(action: Callable[[], _T], seconds: float) -> _T:
    """Return what the action returns. Raises `TimeoutError` when it takes too long."""
    results: list[_T] = []
    failures: list[BaseException] = []

    def run() -> None:
        try:
            results.append(action())
        except BaseException as error:  # noqa: BLE001  raised again in the caller's thread
            failures.append(error)

    worker = threading.Thread(target=run, daemon=True)
    worker.start()
    worker.join(seconds)
    if failures:
        raise failures[0]
    if not results:
        raise TimeoutError(f"no answer within {seconds:.0f} s")
    return results[0]
