"""What is suggested on the real texts is answered from what it was made from."""

from pathlib import Path

import pytest

from rag.as_of import place_of
from rag.chain import Assistant
from rag.model import Question, Turn
from rag.settings import Settings
from rag.suggest import MOST, suggested
from rag.wiring import open_assistant
from ui.ask_view import EXAMPLES

QUESTIONS = (
    *(question for group in EXAMPLES.values() for question in group),
    "Are manipulative dark-pattern AI systems allowed?",
    "What must an importer check before putting a high-risk system on the market?",
    "When must individuals be told about a data breach?",
    "Which minimum security measures does NIS2 list?",
)


@pytest.fixture(scope="module")
def assistant(real_home: Path) -> Assistant:
    """What answers on the real catalogue."""
    return open_assistant(Settings(home=real_home, offline=True), lambda step: None)


def test_every_suggestion_is_answered_from_its_own_provision(assistant: Assistant) -> None:
    corpus, made = assistant.corpus, 0
    for text in QUESTIONS:
        answer = assistant.ask(Question(text))
        before = Turn(answer.asked, tuple(c.provision.id for c in answer.citations))
        found = suggested(answer, corpus)
        assert len(found) <= MOST
        for one in found:
            made += 1
            following = assistant.ask(Question(one.question, history=(before,)))
            assert following.answered, one
            place = place_of(following.citations[0].provision, corpus)
            meant = place_of(corpus.provisions[one.provision_id], corpus)
            assert place == meant or place.startswith(f"{meant}."), one
    assert made > len(QUESTIONS)
