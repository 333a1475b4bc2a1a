"""A page that is served for days knows which day it is."""

from dataclasses import replace
from datetime import date, timedelta

from rag.chain import Assistant
from rag.model import Question
from tests.browser import Scripted
from ui.desk import About, Desk

MONDAY = date(2099, 3, 2)


class Clock:
    """A calendar that a test turns over."""

    def __init__(self) -> None:
        self.day = MONDAY

    def __call__(self) -> date:
        return self.day

    def turn(self) -> None:
        self.day += timedelta(days=1)


def test_an_assistant_is_told_each_new_day(kettle: Assistant) -> None:
    clock = Clock()
    desk = Desk(replace(kettle, today=MONDAY), clock=clock)
    question = Question("When must a boil-over be notified?")
    assert desk.assistant.ask(question).as_of == desk.today == "2099-03-02"
    held = desk.assistant
    assert desk.assistant is held, "within a day nothing is made anew"
    clock.turn()
    assert desk.assistant.ask(question).as_of == desk.today == "2099-03-03"
    assert desk.assistant is desk.assistant


def test_an_assistant_that_took_long_to_open_is_told_the_day_too(kettle: Assistant) -> None:
    clock = Clock()
    desk = Desk(Scripted(), clock=clock)
    clock.turn()
    desk.put(replace(kettle, today=MONDAY))
    assert desk.assistant.today == clock.day  # type: ignore[attr-defined]


def test_a_new_assistant_is_told_the_day_that_the_old_one_knew_already(kettle: Assistant) -> None:
    clock = Clock()
    desk = Desk(Scripted(), clock=clock)
    clock.turn()
    assert desk.assistant is not None
    desk.put(replace(kettle, today=MONDAY))
    assert desk.assistant.today == clock.day  # type: ignore[attr-defined]


def test_an_assistant_keeps_the_day_that_it_was_opened_with(kettle: Assistant) -> None:
    assert Desk(kettle).assistant is kettle


def test_an_assistant_without_a_day_stays_as_it_is() -> None:
    clock, assistant = Clock(), Scripted()
    desk = Desk(assistant, About(as_of="2098-01-01"), clock=clock)
    clock.turn()
    assert desk.assistant is assistant
    assert desk.today == "2098-01-01"
