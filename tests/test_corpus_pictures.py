"""Timeline, graph and ledger of claims say of the real corpus what its texts say."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from ingest.catalog import read_catalog
from ingest.headnotes import read_all
from ingest.ledger import CERTAINTIES, FICTION, FITS, WHO, read_ledgers
from ingest.ledger_rules import lint
from ingest.model import Corpus
from rag.claims_ledger import rows
from rag.reference_graph import FROM, TO, around
from rag.settings import Settings
from rag.timeline import APPLIES, IN_FORCE, PUT_OFF, WORDING, Entry, timeline
from rag.wiring import ingest_corpus

ROOT = Path(__file__).resolve().parents[1] / "corpus"
HEADNOTES = read_all(ROOT / "headnotes")
LEDGERS = read_ledgers(ROOT / "claims")
TODAY = "2026-11-22"
AI_ACT, GDPR = "32024R1689", "32016R0679"
DAYS = {"third": 3, "twentieth": 20}


@pytest.fixture(scope="module")
def corpus(mirror: Path, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """The catalogue as obtained from the mirror and the notes; nothing is indexed."""
    settings = Settings(home=tmp_path_factory.mktemp("texts"), mirror=mirror, offline=True)
    return ingest_corpus(settings, lambda step: None)


@pytest.fixture(scope="module")
def entries(corpus: Corpus) -> tuple[Entry, ...]:
    return timeline(corpus, TODAY)


@pytest.mark.parametrize(
    ("act", "kind", "day", "label"),
    [
        (AI_ACT, IN_FORCE, "2024-08-01", "Article 113, first paragraph"),
        (AI_ACT, APPLIES, "2025-02-02", "Article 113, third paragraph, point (a)"),
        (AI_ACT, APPLIES, "2025-08-02", "Article 113, third paragraph, point (b)"),
        (AI_ACT, APPLIES, "2026-07-27", "Article 113, third paragraph, point (d)"),
        (AI_ACT, APPLIES, "2026-07-27", "Article 4"),
        (AI_ACT, WORDING, "2026-07-27", "Article 4"),
        (AI_ACT, APPLIES, "2026-08-02", "Article 113, second paragraph"),
        (AI_ACT, PUT_OFF, "2026-08-02", "Article 113, second paragraph"),
        (AI_ACT, APPLIES, "2026-12-02", "Article 113, third paragraph, point (a)"),
        (AI_ACT, APPLIES, "2026-12-02", "Article 111(4)"),
        (AI_ACT, APPLIES, "2027-08-02", "Article 111(3)"),
        (AI_ACT, PUT_OFF, "2027-08-02", "Article 113, third paragraph, point (c)"),
        (AI_ACT, APPLIES, "2027-12-02", "Article 113, third paragraph, point (c)(i)"),
        (AI_ACT, APPLIES, "2028-08-02", "Article 113, third paragraph, point (c)(ii)"),
        (AI_ACT, APPLIES, "2030-08-02", "Article 111(2)"),
        (AI_ACT, APPLIES, "2030-12-31", "Article 111(1)"),
        (GDPR, IN_FORCE, "2016-05-24", "Article 99(1)"),
        (GDPR, APPLIES, "2018-05-25", "Article 99(2)"),
        ("32026R1744", IN_FORCE, "2026-07-27", "Article 4"),
    ],
)
def test_a_date_carries_the_provision_that_sets_it(entries, act, kind, day, label):
    found = [e for e in entries if (e.act.id, e.kind, e.day) == (act, kind, day)]
    assert label in [e.setter.provision.label for e in found if e.setter]


@pytest.mark.parametrize(
    ("act", "day"),
    [
        ("32022L2555", "2024-10-18"),
        ("32022R2554", "2025-01-17"),
        ("32024R2847", "2026-06-11"),
        ("32024R2847", "2026-09-11"),
        ("32024R2847", "2027-12-11"),
        ("32022R2065", "2024-02-17"),
    ],
)
def test_a_date_is_known_even_where_only_notes_stand_for_a_text(corpus, entries, act, day):
    noted = any(p.applies_from == day for p in corpus.of_document(act))
    found = [e for e in entries if (e.act.id, e.day, e.kind) == (act, day, APPLIES)]
    assert bool(found) is noted


def test_every_quote_is_cut_from_its_provision_and_says_the_date(entries):
    quoted = [e for e in entries if e.setter]
    assert len(quoted) > 30
    for entry in quoted:
        assert entry.setter.quote in entry.setter.provision.text
        said = re.search(r"\d{4}|enters? into force|entered into force", entry.setter.quote)
        assert said, entry


def test_the_catalogue_names_the_same_provisions(entries):
    """Each rule of the catalogue on dates names its source: ours is that, or worded by it."""
    catalogue = read_catalog(ROOT / "catalog.toml")
    checked = 0
    for entry in (e for e in catalogue.documents if e.id in (AI_ACT, GDPR)):
        for rule in (r for r in entry.applies if r.is_law(TODAY)):
            own = [
                e.setter.provision
                for e in entries
                if (e.act.id, e.kind, e.day) == (entry.id, APPLIES, rule.since) and e.setter
            ]
            anchor = rule.source.partition("#")[2]
            assert any(p.anchor == anchor or rule.source in p.changed_by for p in own), rule
            checked += 1
    assert checked > 12


def test_acts_enter_into_force_so_many_days_after_they_were_published(entries):
    counted = 0
    for entry in (e for e in entries if e.kind == IN_FORCE and e.setter):
        if found := re.search(r"on the (\w+) day following", entry.setter.quote):
            published = date.fromisoformat(entry.act.published)
            due = published + timedelta(days=DAYS[found[1]])
            assert due.isoformat() == entry.day, entry.act.short_title
            counted += 1
    assert counted >= 3


def test_what_was_put_off_names_the_new_days_and_those_the_old(entries):
    moved = {(e.kind, e.day, e.others) for e in entries if e.act.id == AI_ACT and e.others}
    assert moved == {
        (PUT_OFF, "2026-08-02", ("2027-12-02",)),
        (PUT_OFF, "2026-08-02", ("2026-07-27",)),
        (PUT_OFF, "2027-08-02", ("2028-08-02",)),
        (APPLIES, "2026-07-27", ("2026-08-02",)),
        (APPLIES, "2027-12-02", ("2026-08-02",)),
        (APPLIES, "2028-08-02", ("2027-08-02",)),
    }


def test_before_the_amendment_high_risk_duties_were_due_in_august_2026(corpus):
    before = timeline(corpus, "2026-07-20")
    assert not [e for e in before if e.kind == PUT_OFF]
    (general,) = (
        e for e in before if (e.act.id, e.day, e.said.only_for) == (AI_ACT, "2026-08-02", "")
    )
    assert "Article 26" in [p.label for p in general.provisions]


def test_the_graph_of_an_article_goes_to_other_acts_and_back(corpus):
    deployers = around(corpus.provisions[f"{AI_ACT}#art_26"], corpus, TODAY)
    named = {(n.provision.document_id, n.provision.anchor) for n in deployers.side(TO)}
    assert (GDPR, "art_35") in named
    impact = around(corpus.provisions[f"{GDPR}#art_35"], corpus, TODAY)
    back = {n.provision.anchor: n for n in impact.side(FROM)}
    (link,) = back["art_26"].links
    assert (link.source.label, link.target.label) == ("Article 26(9)", "Article 35")


def test_every_claim_of_the_ledgers_is_borne_out(corpus):
    def elsewhere(identifier: str) -> bool:
        work, _, anchor = identifier.partition("#")
        return anchor in HEADNOTES.get(work, {})

    assert len(LEDGERS) == 2
    assert [str(f) for one in LEDGERS for f in lint(one, corpus, elsewhere)] == []


def test_the_ledgers_have_every_claim_of_both_articles_in_all_their_sorts(corpus):
    found = rows(LEDGERS, corpus, TODAY)
    assert len(found) > 70
    assert {row.state for row in found} == {FITS}
    assert {row.claim.who for row in found} == {*WHO}
    assert {row.claim.certainty for row in found} == {*CERTAINTIES}
    fiction = {row.claim.document for row in found if row.claim.certainty == FICTION}
    assert fiction == {"doc:hegseth-severe-penalty"}
    assert 20 < sum(not row.touches for row in found) < 40
    assert found[0].claim.document == "doc:hegseth-weighs-sanctions"
