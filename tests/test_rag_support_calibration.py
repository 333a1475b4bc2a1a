"""The support score tells supported statements from the others, in the manner of WiCE.

Measured on the 201 pairs of support_pairs.toml with every act at hand (`bench/support.py`): AUROC
0.985 (95 % 0.965 to 0.997) between supported and not, 0.963 (0.939 to 0.982) between supported
and the rest; the cosine of the embedder 0.935 and 0.871, word overlap 0.937 and 0.895 in the same
run. Over the threshold are 67 of 67 supported, 19 of 67 partially and 12 of 67 not supported.
"""

import tomllib
from pathlib import Path

import pytest

from ingest.store import read_corpus
from rag.adapters.stems import words
from rag.calibration import Bin, auroc, auroc_interval, reliability
from rag.judge import judge
from rag.support import THRESHOLD, support
from rag.verify import unsupported

PAIRS = Path(__file__).with_name("support_pairs.toml")
LABELS = ("supported", "partially", "not")


@pytest.mark.parametrize(
    ("positive", "negative", "area"),
    [
        ([0.9, 0.8], [0.2, 0.1], 1.0),
        ([0.1], [0.9], 0.0),
        ([0.5], [0.5], 0.5),
        ([0.9, 0.3], [0.5], 0.5),
    ],
)
def test_the_area_is_the_chance_that_a_positive_scores_higher(positive, negative, area):
    assert auroc(positive, negative) == area
    low, high = auroc_interval(positive, negative, resamples=100)
    assert low <= area <= high


def test_reliability_counts_what_is_supported_in_each_bin():
    found = reliability([(0.1, False), (0.9, True), (1.0, False)], bins=2)
    assert found == [Bin(0.0, 0.5, 1, 0), Bin(0.5, 1.0, 2, 1)]
    assert [one.share for one in found] == [0.0, 0.5]
    assert Bin(0.0, 0.5, 0, 0).share == 0.0


def test_there_are_two_hundred_pairs_and_as_many_of_each_label():
    labels = [row["label"] for row in tomllib.loads(PAIRS.read_text())["pair"]]
    assert len(labels) >= 200
    assert {labels.count(label) for label in LABELS} == {len(labels) // 3}


@pytest.mark.slow
def test_the_score_tells_supported_statements_from_the_others(real_home):
    provisions = read_corpus(real_home).provisions
    scored: dict[str, list[float]] = {label: [] for label in LABELS}
    overlap: dict[str, list[float]] = {label: [] for label in LABELS}
    for row in tomllib.loads(PAIRS.read_text())["pair"]:
        if law := provisions.get(row["provision"]):
            found = support(row["said"], [law], provisions)
            passes = not unsupported(row["said"], [law], provisions)
            said, there = set(words(row["said"])), set(words(law.text))
            assert (found.score >= THRESHOLD) is passes
            assert judge(row["said"], law, provisions).kind != "supported" or passes
            scored[row["label"]].append(found.score)
            overlap[row["label"]].append(len(said & there) / len(said))
    right, partly, wrong = (scored[label] for label in LABELS)
    rest = [*overlap["partially"], *overlap["not"]]
    assert len(right) >= 60
    assert auroc(right, wrong) >= 0.96
    assert auroc(right, partly + wrong) >= max(0.94, auroc(overlap["supported"], rest) + 0.03)
    assert sum(score >= THRESHOLD for score in right) >= 0.97 * len(right)
    assert sum(score >= THRESHOLD for score in partly + wrong) <= 0.3 * len(partly + wrong)
