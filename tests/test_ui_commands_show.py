"""A provision is found by its id in whichever text of the act has it."""

import pytest

from ingest.model import Corpus
from tests.conftest import document, provision
from tests.teapots import ACT, AFTER, AMENDED, BEFORE, teapots
from ui.errors import NotFound
from ui.provision_named import resolve

CORPUS = teapots()


def test_an_id_of_the_published_text_leads_to_what_an_amendment_inserted():
    assert f"{ACT}#art_3a" not in CORPUS.provisions
    assert resolve(f"{ACT}#art_3a", CORPUS).id == f"{AMENDED}#art_3a"


@pytest.mark.parametrize("named", [f"{ACT}#art_99", "32001R0001#art_3a", "#", f"{ACT}#"])
def test_an_id_that_no_text_has_is_named(named):
    with pytest.raises(NotFound, match="no provision is called"):
        resolve(named, CORPUS)


OTHER = document(
    id="32099R0099", work="32099R0099", short_title="Samovar Act", in_force_from="2099-03-01"
)
TWO_ACTS = Corpus(
    {**CORPUS.documents, OTHER.id: OTHER},
    {
        **CORPUS.provisions,
        f"{OTHER.id}#art_3a": provision(
            id=f"{OTHER.id}#art_3a", document_id=OTHER.id, label="Article 3a"
        ),
    },
    "",
)


@pytest.mark.parametrize(
    "named",
    ["Article 3a", "Article 3a Teapot Act", "Art. 3a of the Teapot Act", f"{ACT}, Article 3a"],
)
def test_a_citation_is_looked_for_in_every_text_of_its_act(named):
    assert resolve(named, CORPUS, AFTER).id == f"{AMENDED}#art_3a"
    with pytest.raises(NotFound, match="Article 3a was not law on 2099-12-31"):
        resolve(named, CORPUS, BEFORE)


def test_nothing_was_law_before_its_act():
    with pytest.raises(NotFound, match="Article 3 was not law on 0001-01-01"):
        resolve("Article 3 Teapot Act", CORPUS, "0001-01-01")


def test_a_citation_means_the_words_of_the_day():
    changed = [
        p for p in CORPUS.provisions.values() if p.label.startswith("Article") and p.valid_to
    ]
    assert changed
    for old in changed:
        assert resolve(f"{old.label} Teapot Act", CORPUS, BEFORE).id == old.id
        newer = f"{AMENDED}#{old.anchor}"
        if newer in CORPUS.provisions:
            assert resolve(f"{old.label} Teapot Act", CORPUS, AFTER).id == newer


def test_what_several_acts_have_needs_an_act():
    with pytest.raises(NotFound, match="is in several documents"):
        resolve("Article 3a", TWO_ACTS)
    assert resolve("Article 3a Samovar Act", TWO_ACTS).id == f"{OTHER.id}#art_3a"


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("Article 3 DMA", "'DMA' in 'Article 3 DMA' is not understood"),
        ("Article 3 Teapot Act as it was", "'Teapot Act as it was' in .* is not understood"),
        ("Articles 2 and 3 Teapot Act", "names several provisions"),
        ("Article 3 DORA", "Regulation .* is not among the texts here"),
        (f"Article 3 {ACT} sentence 2", "'sentence 2' in .* is not understood"),
        (f"Article 3 {ACT} point (z)", "no provision is called"),
    ],
)
def test_what_is_not_understood_of_a_citation_is_said(named, told):
    with pytest.raises(NotFound, match=told):
        resolve(named, CORPUS)
