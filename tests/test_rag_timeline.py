"""Every day from which acts or parts of them apply, with the provision that sets it."""

import pytest

from ingest.model import Corpus, Dates
from rag.dates_said import Said, said
from rag.timeline import APPLIES, IN_FORCE, PUT_OFF, WORDING, timeline
from tests.conftest import KETTLE_NEWS, corpus, document, provision

FINAL = ("CHAPTER V: Final provisions", "Entry into force and application")
STOCK = ("CHAPTER V: Final provisions", "Kettles already on the shelf")
OLD_ONLY = "Applies from 1 May 2099. Applies from 1 June 2100 for kettles without a lid."
NEW_ONLY = (
    "Applies from 1 May 2102 for kettles with a lid. Put off from 1 May 2099 by the Tea Omnibus. "
    "Applies from 1 June 2100 for kettles without a lid."
)
MOVED = (Dates("", "2099-05-01", OLD_ONLY), Dates("2099-03-01", "2102-05-01", NEW_ONLY))
ACT = document(published="2098-12-12", in_force_from="2099-01-01", in_force_to="2099-02-28")
AMENDED = document(
    id="32099R0001+32099R0009",
    tier="consolidated",
    published="2098-12-12",
    version_date="2099-03-01",
    in_force_from="2099-03-01",
    obtained_from="computed",
)
OMNIBUS = document(
    id="32099R0009",
    work="32099R0009",
    short_title="Tea Omnibus",
    published="2099-02-20",
    in_force_from="2099-03-01",
)


def first_text():
    since = {"applies_from": "2099-05-01", "applies_note": "Applies from 1 May 2099."}
    return [
        provision("art_1", "Kettles shall whistle.", label="Article 1", **since),
        provision("art_2", "Kettles shall pour.", label="Article 2", dates=MOVED, **since),
        provision("art_3", "Tea.", label="Article 3", applies_from="2107-01-01", applies_note="x"),
        provision(
            "art_8",
            "This Regulation shall enter into force on the twentieth day. It shall apply from "
            "1 May 2099. However, Article 2 shall apply from 1 June 2100 to kettles without a lid.",
            label="Article 8",
            headings=FINAL,
        ),
        provision(
            "art_9",
            "Kettles sold before 1 May 2099 without a lid shall comply by 1 June 2100.",
            label="Article 9",
            headings=STOCK,
        ),
    ]


def amended_text():
    where = {"document_id": AMENDED.id, "tier": "consolidated", "valid_from": "2099-03-01"}
    maker = ("32099R0009#art_1.pnt_1",)
    return [
        provision(id=f"{AMENDED.id}#art_1", label="Article 1", same_as="32099R0001#art_1", **where),
        provision(
            id=f"{AMENDED.id}#art_2",
            label="Article 2",
            text="Kettles shall pour well.",
            changed_by=maker,
            applies_from="2102-05-01",
            applies_note=NEW_ONLY,
            dates=MOVED,
            **where,
        ),
        provision(
            id=f"{AMENDED.id}#art_2a",
            label="Article 2a",
            text="Kettles shall sing.",
            changed_by=maker,
            applies_from="2102-05-01",
            applies_note="Applies from 1 May 2102.",
            dates=(Dates("", "2099-05-01", OLD_ONLY), Dates("2099-03-01", "2102-05-01", "x")),
            **where,
        ),
        provision(
            id=f"{AMENDED.id}#art_8",
            label="Article 8",
            text="It shall apply from 1 May 2099. Article 2 shall apply from 1 May 2102.",
            headings=FINAL,
            changed_by=maker,
            **where,
        ),
    ]


def both_texts() -> Corpus:
    omnibus = provision(
        id="32099R0009#art_2",
        document_id="32099R0009",
        text="This Regulation shall enter into force on the tenth day.",
        headings=("Entry into force",),
    )
    own = (*first_text(), *amended_text(), omnibus)
    return corpus(*own, documents=(ACT, AMENDED, OMNIBUS, KETTLE_NEWS))


def rows(found, kind):
    return [
        (e.day, [p.label for p in e.provisions], e.said.only_for, e.others)
        for e in found
        if e.kind == kind
    ]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        pytest.param("Applies from 1 May 2099.", [Said("2099-05-01")], id="one for all"),
        pytest.param(
            NEW_ONLY,
            [
                Said(
                    "2102-05-01",
                    "kettles with a lid",
                    "Put off from 1 May 2099 by the Tea Omnibus.",
                    "2099-05-01",
                ),
                Said("2100-06-01", "kettles without a lid"),
            ],
            id="two, one put off",
        ),
        pytest.param("Applies from 31 June 2099.", [], id="no such day"),
    ],
)
def test_what_is_known_of_dates_is_read_date_by_date(note, expected):
    assert list(said(Dates("", "", note))) == expected


def test_a_date_without_a_note_counts_too():
    assert said(Dates("", "2099-05-01")) == (Said("2099-05-01"),)
    assert said(Dates("")) == said(Dates("", "2099-13-40")) == ()


@pytest.mark.parametrize(
    ("day", "only_for", "setter", "quote"),
    [
        pytest.param("2099-05-01", "", "art_8", "It shall apply from 1 May 2099.", id="general"),
        pytest.param(
            "2100-06-01",
            "kettles without a lid",
            "art_8",
            "However, Article 2 shall apply from 1 June 2100 to kettles without a lid.",
            id="limited",
        ),
    ],
)
def test_each_date_carries_the_words_that_set_it(day, only_for, setter, quote):
    (entry,) = (
        e
        for e in timeline(corpus(*first_text(), documents=(ACT,)), "2099-02-01")
        if (e.kind, e.day, e.said.only_for) == (APPLIES, day, only_for)
    )
    assert (entry.setter.provision.anchor, entry.setter.quote) == (setter, quote)
    assert entry.setter.quote in entry.setter.provision.text


def test_a_date_that_only_tells_old_from_new_sets_nothing():
    note = "Applies from 1 May 2099 for kettles without a lid."
    early = provision("art_4", applies_from="2099-05-01", applies_note=note)
    stock = [p for p in first_text() if p.anchor != "art_8"]
    found = timeline(corpus(early, *stock, documents=(ACT,)), "2099-02-01")
    lidless = {e.day: e.setter for e in found if e.said.only_for == "kettles without a lid"}
    assert lidless["2099-05-01"] is None
    assert lidless["2100-06-01"].provision.anchor == "art_9"


def test_a_date_that_nothing_here_sets_says_so():
    found = timeline(corpus(*first_text(), documents=(ACT,)), "2099-02-01")
    assert [e.setter for e in found if e.day == "2107-01-01"] == [None]


def test_an_act_enters_into_force_by_its_final_article():
    found = timeline(corpus(*first_text(), documents=(ACT,)), "2099-02-01")
    (entry,) = (e for e in found if e.kind == IN_FORCE)
    assert (entry.day, entry.setter.provision.anchor) == ("2099-01-01", "art_8")
    assert entry.setter.quote.endswith("on the twentieth day.")


def test_a_date_that_was_put_off_stands_beside_the_new_one_and_at_its_old_place():
    found = timeline(both_texts(), "2099-04-01")
    assert ("2102-05-01", ["Article 2"], "kettles with a lid", ("2099-05-01",)) in rows(
        found, APPLIES
    )
    assert rows(found, PUT_OFF) == [("2099-05-01", ["Article 2"], "", ("2102-05-01",))]
    (old,) = (e for e in found if e.kind == PUT_OFF)
    assert old.setter.provision.id == "32099R0001#art_8", "the text of then set it"


def test_a_provision_that_was_put_in_later_was_never_put_off():
    later = [e for e in timeline(both_texts(), "2099-04-01") if e.kind == PUT_OFF]
    assert "Article 2a" not in {p.label for e in later for p in e.provisions}


def test_before_the_amendment_the_law_knows_the_old_dates_only():
    found = timeline(both_texts(), "2099-02-10")
    assert rows(found, PUT_OFF) == rows(found, WORDING) == []
    assert ("2099-05-01", ["Article 1", "Article 2"], "", ()) in rows(found, APPLIES)
    assert {e.act.short_title for e in found} == {"Kettle Act"}, "the omnibus is not out yet"


def test_new_wording_is_put_into_force_by_the_act_that_made_it():
    (entry,) = (e for e in timeline(both_texts(), "2099-04-01") if e.kind == WORDING)
    assert [p.label for p in entry.provisions] == ["Article 2", "Article 2a", "Article 8"]
    assert entry.setter.provision.id == "32099R0009#art_2"


def test_words_that_were_left_alone_are_cited_from_the_text_as_published():
    found = timeline(
        corpus(
            *first_text(),
            *(p for p in amended_text() if p.anchor != "art_1"),
            provision(
                id=f"{AMENDED.id}#art_1",
                document_id=AMENDED.id,
                same_as="32099R0001#art_1",
                applies_from="2099-05-01",
                applies_note="Applies from 1 May 2099.",
            ),
            documents=(ACT, AMENDED),
        ),
        "2099-04-01",
    )
    cited = {p.id for e in found if e.kind == APPLIES for p in e.provisions}
    assert "32099R0001#art_1" in cited
    assert f"{AMENDED.id}#art_2" in cited


def test_articles_of_newspapers_have_no_dates():
    assert all(not e.act.id.startswith("doc:") for e in timeline(both_texts(), "2110-01-01"))
