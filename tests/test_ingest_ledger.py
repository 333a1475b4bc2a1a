"""The ledger of claims is read strictly, and claims only what brief and corpus bear out."""

from dataclasses import replace

import pytest

from ingest.ledger import (
    FITS,
    MISSING,
    REPLACED,
    STALE,
    Claim,
    Ledger,
    LedgerInvalid,
    Touch,
    hash_of,
    read_ledger,
    read_ledgers,
)
from ingest.ledger_rules import lint
from tests.conftest import KETTLE_ACT, KETTLE_NEWS, KETTLE_TALE, corpus, kettle_provisions

BRIEF = replace(KETTLE_NEWS, obtained_from="note")
TALE = replace(KETTLE_TALE, obtained_from="note")
KNOWN = corpus(*kettle_provisions(), documents=(KETTLE_ACT, BRIEF, TALE))
READ = {p.anchor: hash_of(p) for p in KNOWN.of_document(BRIEF.id)}
TOLD = {p.anchor: hash_of(p) for p in KNOWN.of_document(TALE.id)}
PENALTY = Touch("32099R0001#art_7.par_1", "Names the highest fine.")
CLAIM = Claim(
    BRIEF.id, "par_1", "A ban was threatened.", "the minister", "official", "attributed", "",
    (PENALTY,),
)  # fmt: skip

FILE = """
document = "doc:kettle-news"

[paragraphs]
par_1 = "abc"

[[claim]]
paragraph = "par_1"
claim = "A ban was threatened."
speaker = "the minister"
who = "official"
certainty = "attributed"
day = "2099-02-03"
touches = [{ provision = "32099R0001#art_7.par_1", why = "Names the highest fine." }]

[[claim]]
paragraph = "par_1"
claim = "Tea went cold."
speaker = "the article itself"
who = "article"
certainty = "stated"
searched = ["cold tea"]
"""


def faults(claim=CLAIM, paragraphs=READ, known=KNOWN, **options):
    ledger = Ledger(claim.document, paragraphs, (claim,))
    return [(fault.anchor, fault.rule) for fault in lint(ledger, known, **options)]


def test_a_file_is_read_in_order(tmp_path):
    (tmp_path / "a.toml").write_text(FILE, encoding="utf-8")
    (ledger,) = read_ledgers(tmp_path)
    assert (ledger.document, dict(ledger.paragraphs)) == ("doc:kettle-news", {"par_1": "abc"})
    first, second = ledger.claims
    assert first == replace(CLAIM, day="2099-02-03")
    assert (second.touches, second.searched) == ((), ("cold tea",))
    assert first.provision == "doc:kettle-news#par_1"
    assert read_ledgers(tmp_path / "none") == ()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param('who = "article"', "who = 3", "claim.1.who", id="wrong type"),
        pytest.param("searched =", "sought =", "claim.1.sought", id="unknown key"),
        pytest.param('document = "doc:kettle-news"', "", "document", id="no document"),
        pytest.param("[[claim]]", "[[claim", "cannot be read", id="no TOML"),
        pytest.param(', why = "Names the highest fine."', "", "touches.0.why", id="no reason"),
    ],
)
def test_a_file_that_is_not_as_it_should_be_is_refused_by_name(tmp_path, old, new, told):
    path = tmp_path / "wrong.toml"
    path.write_text(FILE.replace(old, new, 1) if old != "[[claim]]" else FILE.replace(old, new))
    with pytest.raises(LedgerInvalid, match=r"wrong\.toml") as raised:
        read_ledger(path)
    assert told in str(raised.value)


def test_a_sound_ledger_has_no_faults():
    assert faults() == []
    free = replace(CLAIM, touches=(), searched=("custard",))
    assert faults(free) == []


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        pytest.param({"paragraph": "par_9"}, "anchor", id="unknown paragraph"),
        pytest.param({"certainty": "sure"}, "certainty", id="unknown certainty"),
        pytest.param({"certainty": "fiction"}, "certainty", id="news is no fiction"),
        pytest.param({"who": "neighbour"}, "who", id="unknown sort of speaker"),
        pytest.param({"day": "2099-02-31"}, "day", id="no such day"),
        pytest.param({"text": "A ban was threatened"}, "text", id="no full stop"),
        pytest.param({"text": f"{'ban ' * 61}."}, "text", id="too long"),
        pytest.param({"touches": (Touch("x#art_1", "Why."),)}, "provision", id="no provision"),
        pytest.param(
            {"beside": (Touch("32099R0001#art_99", "Why."),)}, "provision", id="no note either"
        ),
        pytest.param(
            {"touches": (replace(PENALTY, why="two\nlines."),)}, "why", id="two lines of reasons"
        ),
        pytest.param({"touches": ()}, "governed", id="neither touches nor searched"),
        pytest.param({"searched": ("custard",)}, "governed", id="both"),
        pytest.param(
            {"touches": (), "searched": ("Leak Report",)}, "searched", id="a rule says it after all"
        ),
    ],
)
def test_each_fault_is_found(changes, rule):
    assert faults(replace(CLAIM, **changes)) == [(changes.get("paragraph", "par_1"), rule)]


def test_what_only_an_article_says_is_no_rule():
    free = replace(CLAIM, touches=(), searched=("more time",))
    assert any("more time" in p.text for p in KNOWN.of_document(BRIEF.id))
    assert faults(free) == []


def test_all_that_fiction_claims_is_fiction():
    claim = replace(CLAIM, document=TALE.id, certainty="stated")
    assert faults(claim, TOLD) == [("par_1", "certainty")]
    assert faults(replace(claim, certainty="fiction"), TOLD) == []


def test_a_provision_that_the_law_has_but_this_copy_lacks_is_no_fault():
    claim = replace(CLAIM, touches=(Touch("32099R0001#art_99", "Why."),))
    assert faults(claim, elsewhere=lambda named: named == "32099R0001#art_99") == []


def test_every_paragraph_of_the_brief_must_have_been_read():
    assert faults(paragraphs={"par_1": READ["par_1"]}) == [("par_2", "coverage")]
    assert faults(paragraphs={**READ, "par_7": "abc"}) == [("par_7", "anchor")]


def test_a_claim_stands_once():
    ledger = Ledger(BRIEF.id, READ, (CLAIM, CLAIM))
    assert [fault.rule for fault in lint(ledger, KNOWN)] == ["repeated"]


def test_a_document_that_is_not_here_is_a_fault():
    claim = replace(CLAIM, document="doc:nowhere")
    assert faults(claim) == [("doc:nowhere", "document")]


def test_a_paragraph_with_other_words_is_stale_and_the_new_digest_is_named():
    ledger = Ledger(BRIEF.id, {**READ, "par_1": "abc"}, (CLAIM,))
    (fault,) = lint(ledger, KNOWN)
    assert not fault.is_error
    assert fault.found.endswith(READ["par_1"])


@pytest.mark.parametrize(
    ("document", "paragraph", "digest", "state"),
    [
        pytest.param(BRIEF, "par_1", READ["par_1"], FITS, id="these words"),
        pytest.param(BRIEF, "par_1", "abc", STALE, id="other words"),
        pytest.param(BRIEF, "par_9", "abc", MISSING, id="no such paragraph"),
        pytest.param(
            replace(BRIEF, obtained_from="user"), "par_1", READ["par_1"], REPLACED, id="original"
        ),
        pytest.param(replace(BRIEF, id="doc:other"), "par_1", "abc", MISSING, id="not here"),
    ],
)
def test_a_claim_knows_how_it_stands_to_the_text(document, paragraph, digest, state):
    known = corpus(
        *(p for p in kettle_provisions() if document.id == BRIEF.id), documents=(document,)
    )
    ledger = Ledger(BRIEF.id, {paragraph: digest}, ())
    assert ledger.state(paragraph, known) == state
