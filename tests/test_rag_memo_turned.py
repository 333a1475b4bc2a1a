"""What turns the law round in its own words is never judged supported."""

import pytest

from ingest.model import Corpus
from ingest.store import read_corpus
from rag.memo.check import check
from rag.settings import Settings
from rag.wiring import ingest_corpus

DAY = "2026-11-22"


@pytest.fixture(scope="module")
def corpus(mirror, tmp_path_factory) -> Corpus:
    """The acts that are ingested offline."""
    settings = Settings(home=tmp_path_factory.mktemp("acts"), mirror=mirror, offline=True)
    ingest_corpus(settings, lambda step: None)
    return read_corpus(settings.home)


def claim(text, corpus):
    return check(text, "memo", corpus, DAY).findings[0].claim


@pytest.mark.parametrize(
    "text",
    [
        "Article 5(1)(c) AI Act does not prohibit social scoring.",
        "Article 5(1)(e) AI Act does not prohibit untargeted scraping of facial images.",
        "Article 5(1)(h) AI Act does not prohibit real-time biometric identification of people in"
        " public places for law enforcement.",
        "Article 5(1)(e) AI Act permits the untargeted scraping of facial images.",
        "Nothing in Article 5(1)(c) AI Act prohibits social scoring of natural persons.",
        "Article 9(1) GDPR does not prohibit the processing of data revealing ethnic origin.",
        "Article 9(1) GDPR exempts genetic data from the prohibition.",
        "Article 21(1) GDPR denies the data subject the right to object.",
        "Article 22(1) GDPR does not give the data subject the right not to be subject to"
        " solely automated decisions.",
        "Article 44 GDPR permits any transfer of personal data to a third country.",
        "Article 50(1) AI Act obliges deployers to inform natural persons that they are"
        " interacting with an AI system.",
        "Article 20(1) GDPR gives the controller the right to receive the personal data in a"
        " machine-readable format.",
        "Article 17(1) GDPR gives the controller the right to erasure of personal data.",
        "Article 37(7) GDPR: the processor shall publish the contact details of the controller.",
        "Article 27(1) AI Act requires providers to perform a fundamental rights impact"
        " assessment.",
        "Article 30(1) GDPR requires the data subject to maintain a record of processing"
        " activities.",
        "Under Article 35(1) GDPR the controller shall carry out a data protection impact"
        " assessment only after the processing.",
        "Article 36(1) GDPR: the controller shall consult the supervisory authority after"
        " processing where the assessment indicates a high risk.",
        "Article 49(1) AI Act requires providers to register their high-risk AI system in the EU"
        " database after placing it on the market.",
        "Article 28(2) GDPR allows the processor to engage another processor without prior"
        " authorisation of the controller.",
    ],
)
def test_the_law_turned_round_is_not_supported(text, corpus):
    assert claim(text, corpus) in ("contradicted", "not_checked")


@pytest.mark.parametrize(
    "text",
    [
        "Article 5(1)(e) AI Act prohibits untargeted scraping of facial images.",
        "Article 22(1) GDPR gives the data subject the right not to be subject to"
        " solely automated decisions.",
        "Article 20(1) GDPR gives the data subject the right to receive the personal data in a"
        " machine-readable format.",
        "Article 27(1) AI Act requires deployers to perform an assessment of the impact on"
        " fundamental rights.",
        "Under Article 28(2) GDPR the processor shall not engage another processor without"
        " authorisation of the controller.",
    ],
)
def test_the_law_as_it_is_stays_supported(text, corpus):
    assert claim(text, corpus) == "supported"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "Article 4a AI Act permits providers to process special categories of personal data"
            " where strictly necessary for bias detection and correction.",
            id="a condition of a permission denies nothing",
        ),
        pytest.param(
            "People must be told that they talk to a machine, Article 50(1) of the AI Act.",
            id="everyday words",
        ),
    ],
)
def test_what_is_true_in_other_words_raises_no_alarm(text, corpus):
    assert claim(text, corpus) in ("supported", "not_checked")


@pytest.mark.parametrize("more", ["", "\n\nWe also read the GDPR.", "\n\nThe CRA is for later."])
def test_an_annex_is_of_the_act_that_its_sentence_cites(more, corpus):
    late = "Rules for Annex III systems apply from 2 August 2026 (Article 113 of the AI Act)."
    found = check(late + more, "memo", corpus, DAY).findings
    assert [f.claim for f in found if "113" in f.mention.text] == ["contradicted"]


@pytest.mark.parametrize(
    ("text", "exists"),
    [
        pytest.param("Article 9999 GDPR forbids this.", ["no"], id="far too high"),
        pytest.param("Articles 5 and 1000 GDPR forbid this.", ["yes", "no"], id="in a list"),
        pytest.param("In Article 5 2024 GDPR news was made.", ["yes"], id="a year behind"),
        pytest.param("The article 2023 GDPR news was made.", [], id="a year for a number"),
        pytest.param("The GDPR is not Article 1382. The AI Act is law.", [], id="of some code"),
    ],
)
def test_an_article_of_four_digits_does_not_exist_and_a_year_is_none(text, exists, corpus):
    found = check(text, "memo", corpus, DAY).findings
    assert [f.exists for f in found if f.mention.kind == "provision"] == exists


def test_words_that_moved_unchanged_have_a_whole_sentence(corpus):
    law = corpus.provisions["32024R1689#art_10.par_5"].text
    start = law.index("providers of such")
    words = " ".join(law[start:].split()[:12])
    text = f"Article 10(5) AI Act: “{words}”."
    reasons = check(text, "memo", corpus, DAY).findings[0].reasons
    assert not [reason for reason in reasons if ": ." in reason]
    assert any("Article 4a(1)" in reason for reason in reasons)
