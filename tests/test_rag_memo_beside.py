"""A block quotation belongs to the citation around it that has its words."""

import pytest

from rag.memo.check import check
from tests.memo_kettles import AFTER, CORPUS, K

SPOUT = "Importers shall label the spout of a kettle in red ink"
DUTY = "Makers shall notify every boil-over of a kettle to the water authority"


@pytest.mark.parametrize(
    ("words", "quotes"),
    [
        pytest.param(DUTY, ["verbatim", "none"], id="the one before"),
        pytest.param(SPOUT, ["none", "verbatim"], id="the one behind"),
        pytest.param(SPOUT.replace("red", "blue"), ["altered", "none"], id="neither"),
    ],
)
def test_a_block_belongs_to_the_citation_that_has_the_words(words, quotes):
    text = f"Makers notify it (Article 3(1) of {K}).\n\n> {words}\n\nSpouts: Article 4(1) of {K}."
    assert [f.quote for f in check(text, "memo", CORPUS, AFTER).findings] == quotes


def test_a_quotation_in_the_sentence_of_its_citation_stays_there():
    text = f"Makers notify it (Article 3(1) of {K}). Article 3(2) of {K} says “{SPOUT}”."
    text += f" Spouts: Article 4(1) of {K}."
    quotes = [f.quote for f in check(text, "memo", CORPUS, AFTER).findings]
    assert quotes == ["none", "elsewhere", "none"]
