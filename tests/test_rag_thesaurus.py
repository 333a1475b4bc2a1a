"""Everyday words bring the law's words along; the question itself is never lost."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from rag.errors import WordsInvalid
from rag.model import Filters, Hit, Question
from rag.settings import Settings
from rag.thesaurus import expanded, expander, meanings, read_words

TABLE = {
    "pot": "kettle",
    "tea pot": "infuser",
    "seller": "maker distributor",
    "leak-proof": "tight",
}


@pytest.mark.parametrize(
    ("question", "searched"),
    [
        pytest.param("Is a pot safe?", "Is a pot safe? kettle", id="one word"),
        pytest.param("Are POTS safe?", "Are POTS safe? kettle", id="plural and capitals"),
        pytest.param("Is a tea pot safe?", "Is a tea pot safe? infuser", id="longest wins"),
        pytest.param("Is a tea-pot safe?", "Is a tea-pot safe? infuser", id="hyphen"),
        pytest.param("Is it leak proof?", "Is it leak proof? tight", id="hyphen in the table"),
        pytest.param(
            "Is a pot beside a tea pot?", "Is a pot beside a tea pot? infuser kettle", id="both"
        ),
        pytest.param("Is a kettle a pot?", "Is a kettle a pot?", id="the word is there"),
        pytest.param("Which seller?", "Which seller? maker distributor", id="several words"),
        pytest.param("Is a spot potent?", "Is a spot potent?", id="parts of words"),
        pytest.param("Is a cup safe?", "Is a cup safe?", id="nothing"),
        pytest.param("", "", id="empty"),
    ],
)
def test_a_question_gets_the_words_of_the_law(question: str, searched: str) -> None:
    assert expander(TABLE)(question) == searched


def test_no_table_changes_nothing() -> None:
    assert expander({})("Is a pot safe?") == "Is a pot safe?"


def test_the_search_gets_the_words_and_keeps_the_filters() -> None:
    seen: list[Question] = []

    def search(question: Question, k: int) -> Sequence[Hit]:
        seen.append(question)
        return []

    filters = Filters(tiers=frozenset({"law"}))
    expanded(search, expander(TABLE))(Question("A pot?", filters), 3)
    assert seen == [Question("A pot? kettle", filters)]


def test_each_word_of_a_phrase_means_the_whole() -> None:
    found = meanings("Is the tea pot of a seller safe?", TABLE)
    assert found == {"tea": ("infus",), "pot": ("infus",), "seller": ("maker", "distributor")}


@pytest.mark.parametrize(
    ("written", "named"),
    [
        pytest.param("pot = 'kettle'", "words", id="no table"),
        pytest.param("[words]\npot = ['kettle']", "pot", id="no text"),
        pytest.param("[words]\npot kettle", "words.toml", id="no TOML"),
    ],
)
def test_a_bad_file_is_named(tmp_path: Path, written: str, named: str) -> None:
    path = tmp_path / "words.toml"
    path.write_text(written)
    with pytest.raises(WordsInvalid, match=named):
        read_words(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(WordsInvalid, match=r"none\.toml"):
        read_words(tmp_path / "none.toml")


def test_our_own_words_can_be_read_and_used() -> None:
    table = read_words(Settings().words)
    assert table
    for everyday, law in table.items():
        assert expander(table)(everyday).startswith(everyday)
        assert law.strip()
