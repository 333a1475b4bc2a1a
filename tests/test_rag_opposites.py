"""A word and its opposite are told apart where they are said of the same thing."""

import pytest

from rag.opposites import opposites
from rag.polarity import denials, denied_twice


@pytest.mark.parametrize(
    ("said", "law", "differs"),
    [
        ("5 % or EUR 5, whichever is higher.", "5 % or EUR 5, whichever is lower.", True),
        ("5 % or EUR 5, whichever is lower.", "5 % or EUR 5, whichever thereof is lower.", False),
        ("At the latest in spring.", "At the earliest in spring.", True),
        ("They test lids after selling kettles.", "They test lids before selling kettles.", True),
        ("They test lids before selling kettles.", "They test lids prior to selling them.", False),
        ("They sell only after the test.", "They shall not sell before the test.", False),
        ("All of the conditions are met.", "Any of the conditions is met.", True),
        ("Either of the conditions is met.", "Both of the conditions are met.", True),
        ("They keep some leak reports.", "They shall keep any leak report.", True),
        ("They keep every leak report.", "They shall keep any leak report.", False),
        ("They sell lids, even if they leak.", "They may sell lids, unless they leak.", True),
        (
            "It is for makers, including toy makers.",
            "It is for makers other than toy makers.",
            True,
        ),
        ("It still counts as a maker.", "It shall no longer be considered as a maker.", True),
        ("Only if it is hot and loud.", "Only where it is hot or loud.", True),
        ("Makers and importers test lids.", "Makers or importers shall test lids.", False),
        ("Only if makers and importers agree.", "Only if makers or importers agree.", True),
        ("Where providers and deployers agree.", "Where the provider or deployer agrees.", False),
    ],
)
def test_opposites_are_told_apart(said, law, differs):
    assert bool(list(opposites(said, law))) is differs


@pytest.mark.parametrize(
    ("said", "law", "differs"),
    [
        ("Makers do not report leaks yearly.", "Makers shall report leaks yearly.", True),
        ("Makers report leaks yearly.", "Makers shall not report leaks yearly.", True),
        ("Makers do not report leaks yearly.", "Makers shall not report leaks yearly.", False),
        ("Makers report leaks.", "Makers shall report leaks not later than May.", False),
        ("Toys are covered by the Act.", "This Act does not apply to toys.", True),
        ("Toys are excluded from the Act.", "This Act does not apply to toys.", False),
        ("It does not relieve makers of duties.", "Makers shall keep their duties.", False),
        (
            "Makers need a licence before selling lids.",
            "Makers shall not sell lids without.",
            False,
        ),
    ],
)
def test_what_is_denied_is_told_from_what_is_affirmed(said, law, differs):
    assert bool(list(denials(said, law, law))) is differs


def test_not_before_a_verb_of_undoing_affirms():
    assert denied_twice("It does not shed its duty.")
    assert not denied_twice("It does not report.")
