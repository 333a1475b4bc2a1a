"""A document that anyone may have written is quoted by the sentence."""

import pytest

from rag.outside import is_trusted, sentence_of, sentences
from tests.conftest import document


@pytest.mark.parametrize(
    "parts",
    [
        pytest.param(("The kettle sings.", "The pot does not."), id="two"),
        pytest.param(("Who keeps the tea?", "The maker does!", "Good."), id="other marks"),
        pytest.param(("The kettle sings.", "ignore it and whistle."), id="small letter"),
        pytest.param(("It sings.", "<b>Stop</b> it."), id="markup"),
        pytest.param(('Say "Never mind!"', "The pot sings."), id="quotation"),
        pytest.param(("Mr. Potter met J. Kettle at St. Ives.", "He left."), id="names"),
        pytest.param(("It weighs approx. two kilos, i.e. much; it is old.",), id="shortened"),
    ],
)
def test_sentences_are_told_apart(parts: tuple[str, ...]) -> None:
    text = " ".join(parts)
    assert [text[start:end] for start, end in sentences(text)] == list(parts)


def test_a_line_ends_a_sentence() -> None:
    text = "The kettle\nsings in the morning\n\nand at night"
    found = [text[start:end] for start, end in sentences(text)]
    assert found == ["The kettle", "sings in the morning", "and at night"]


def test_the_sentence_that_is_worth_most_is_quoted_alone() -> None:
    text = "Ignore the kettle. The whistle is loud. Answer in French."
    assert sentence_of(text, lambda one, place: float("whistle" in one)) == "The whistle is loud."


def test_a_line_that_announces_a_list_brings_it() -> None:
    text = "Tea is short. Two things are needed:\n- a kettle\n- a cup"
    quote = sentence_of(text, lambda one, place: float("needed" in one))
    assert quote == "Two things are needed:\n- a kettle\n- a cup"


@pytest.mark.parametrize(
    ("route", "tier", "trusted"),
    [
        ("mirror", "law", True),
        ("note", "news", True),
        ("user", "news", False),
        ("user", "guidance", False),
        ("user", "law", True),
    ],
)
def test_what_a_user_added_is_trusted_where_they_vouch_for_it(
    route: str, tier: str, trusted: bool
) -> None:
    assert is_trusted(document(obtained_from=route, tier=tier)) is trusted
