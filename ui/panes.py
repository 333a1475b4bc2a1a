"""Keep apart what the law says, what is reported, and what neither establishes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from rag.model import Answer, Statement
from rag.parts import LAW, STORY

LAW_PANE, NEWS_PANE, FICTION_PANE, OPEN_PANE = "law", "news", "fiction", "open"
_TOLD = (NEWS_PANE, FICTION_PANE)


@dataclass(frozen=True, slots=True)
class Pane:
    """What rests on one kind of source."""

    kind: str
    """"law", "news", "fiction", or "open" for what is not established."""
    statements: tuple[tuple[int, Statement], ...] = ()
    """With the position of each in the answer, from 0."""
    open: tuple[str, ...] = ()
    """What the answer says is missing."""


def panes(answer: Answer) -> tuple[Pane, ...]:
    """Return the panes of an answer that mixes kinds of source, () for one that does not.

    An answer to a question that joins an article and the law has panes even where only one
    of them answers: the other is not established.
    """
    by_kind: dict[str, list[tuple[int, Statement]]] = {}
    for position, statement in enumerate(answer.statements):
        by_kind.setdefault(kind_of(statement), []).append((position, _bare(statement)))
    joins = any(statement.part in (LAW, STORY) for statement in answer.statements)
    if len(by_kind) < 2 and not joins:
        return ()
    order = (LAW_PANE, *_TOLD)
    shown = [Pane(kind, tuple(by_kind[kind])) for kind in order if kind in by_kind]
    told = any(kind in by_kind for kind in _TOLD)
    missing = tuple(missing_in(answer))
    return (*shown, Pane(OPEN_PANE, open=missing)) if missing or told else tuple(shown)


def kind_of(statement: Statement) -> str:
    """Return on which kind of source a statement rests: what is weakest among its citations."""
    tiers = {citation.provision.tier for citation in statement.citations}
    return next((tier for tier in (FICTION_PANE, NEWS_PANE) if tier in tiers), LAW_PANE)


def missing_in(answer: Answer) -> Iterator[str]:
    """Yield the notices that say which part of a question nothing answers."""
    for notice in answer.notices:
        if notice.startswith((f"{LAW}: ", f"{STORY}: ")):
            yield notice


def others(notices: Sequence[str], shown: Sequence[Pane]) -> Iterator[str]:
    """Yield the notices that no pane shows."""
    taken = {text for pane in shown for text in pane.open}
    return (text for text in notices if text not in taken)


def _bare(statement: Statement) -> Statement:
    """Return a statement without the heading that its pane has already."""
    return replace(statement, part="") if statement.part in (LAW, STORY) else statement
