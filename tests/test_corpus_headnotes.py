"""Our headnotes say what the law says, cover it, and are in our own words."""

from pathlib import Path

import pytest

from ingest.headnotes import read_all
from ingest.model import Corpus
from ingest.store import read_corpus
from ui.commands_headnotes import checked

FOLDER = Path(__file__).resolve().parents[1] / "corpus" / "headnotes"
HEADNOTES = read_all(FOLDER)
AI_ACT, GDPR = "32024R1689", "32016R0679"
ACTS = (AI_ACT, GDPR, "32022L2555", "32022R2554", "32024R2847")


@pytest.fixture(scope="module")
def corpus(real_home: Path) -> Corpus:
    """The catalogue as obtained offline: the AI Act, as published and as amended, and the GDPR."""
    return read_corpus(real_home)


def test_every_act_has_headnotes() -> None:
    assert {*ACTS} <= HEADNOTES.keys()
    assert len(HEADNOTES[AI_ACT]) > 1400
    assert all(len(HEADNOTES[act]) > 200 for act in ACTS)


@pytest.mark.slow
@pytest.mark.parametrize("work", [AI_ACT, GDPR])
def test_headnotes_agree_with_the_law_and_cover_it(corpus: Corpus, work: str) -> None:
    found = checked(work, HEADNOTES[work], corpus)
    assert [str(fault) for fault in found.faults] == []
    assert found.coverage.missing == ()


@pytest.mark.slow
def test_an_amended_provision_has_its_headnote_for_the_amended_text(corpus: Corpus) -> None:
    amended = f"{AI_ACT}+32026R1744"
    changed = [p for p in corpus.of_document(amended) if not p.same_as]
    written = [p for p in changed if p.anchor in HEADNOTES[AI_ACT]]
    assert len(written) > 150
    for_2024 = {p.anchor for p in written if not HEADNOTES[AI_ACT][p.anchor].fits(p)}
    assert for_2024 == {"art_4"}, "its paragraphs have theirs; this one is for copies of 2024"


@pytest.mark.parametrize("work", sorted(HEADNOTES))
def test_no_question_is_asked_twice_in_a_file(work: str) -> None:
    asks = [ask.casefold() for headnote in HEADNOTES[work].values() for ask in headnote.asks]
    assert len(asks) == len(set(asks))
