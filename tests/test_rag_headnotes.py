"""Headnotes lead to their provisions and are shown beside them, never as their words."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ingest.headnotes import Headnote, hash_of, written
from ingest.store import read_corpus, write_corpus
from rag import headnote_index
from rag.chain import Assistant
from rag.headnotes import ASKS, NOTE, Attached, attach, digest, shown, words_of
from rag.model import Filters, Hit, Question
from rag.same_question import ASKED
from rag.search import HEADNOTE, by_nearness, fuse
from rag.settings import Settings, SettingsInvalid, build
from rag.wiring import index_corpus, open_assistant
from tests.conftest import (
    KETTLE_ACT,
    KETTLE_NEWS,
    KETTLE_TALE,
    corpus,
    document,
    kettle_provisions,
    provision,
)

WHISTLE = "32099R0001#art_4.par_1.pnt_a"
NOTES = {
    "art_4.par_1.pnt_a": (
        "Makers must fit an audible alarm.",
        ("Does our teapot have to make a noise?", "Is a silent pot lawful?"),
        ("hooter", "klaxon"),
    ),
    "art_5.par_2": ("Reports are due in 72 hours.", ("How quickly do we own up to a spill?",), ()),
    "art_9.par_1": ("Inspectors may visit.", ("May inspectors come by?",), ("raid",)),
}


def headnote(anchor: str = "art_1", stamp: str = "", **changes: object) -> Headnote:
    fields: dict[str, object] = {"note": "Pots must sing.", "asks": ("Must pots sing?",)}
    return Headnote(anchor, **{**fields, **changes}, text_sha256=stamp)  # type: ignore[arg-type]


def led(one: Headnote, *provisions: object, **changes: object) -> list[tuple[str, bool]]:
    """Return where a headnote leads in a corpus of these provisions, and if it is shown."""
    known = corpus(*provisions, documents=(document(**changes),))  # type: ignore[arg-type]
    found = attach({"32099R0001": {one.anchor: one}}, known)
    return [(a.provision_id.partition("#")[2], a.is_shown) for a in found]


RULE = provision("art_1")
FRESH = headnote(stamp=hash_of(RULE))
POINT = provision("art_3.pnt_9", "‘lid’ means a cover;")
PART = provision("art_3", completeness="cut after point 9")
PLACES = [
    pytest.param(FRESH, [RULE], [("art_1", True)], id="the text it was written for"),
    pytest.param(FRESH, [replace(RULE, text="Other.")], [], id="another text"),
    pytest.param(headnote(), [RULE], [], id="not stamped"),
    pytest.param(FRESH, [replace(RULE, kind="note")], [("art_1", False)], id="our stand-in"),
    pytest.param(FRESH, [replace(RULE, completeness="cut")], [("art_1", False)], id="cut off"),
    pytest.param(headnote("art_3.pnt_10"), [PART, POINT], [("art_3", False)], id="lost point"),
    pytest.param(headnote("art_1.par_9"), [RULE], [], id="a point that is gone"),
    pytest.param(headnote("art_77.par_1"), [RULE], [], id="nothing around it"),
]


@pytest.mark.parametrize(("one", "provisions", "found"), PLACES)
def test_a_headnote_leads_to_its_text_or_to_what_stands_in(one, provisions, found):
    assert led(one, *provisions) == found


def test_a_headnote_serves_every_version_that_has_the_same_words():
    later = replace(RULE, id="02099R0001#art_1", document_id="02099R0001")
    versions = (document(), document(id="02099R0001", tier="consolidated"))
    known = corpus(RULE, later, documents=versions)
    assert set(shown(attach({"32099R0001": {"art_1": FRESH}}, known))) == {RULE.id, later.id}


def test_what_is_said_of_a_provision_is_gathered_and_the_chosen_parts_only():
    one = Attached("L#1", headnote(terms=("sing-song",)), is_shown=True)
    two = Attached("L#1", headnote(note="Lids too."), is_shown=False)
    assert words_of([one, two], {"note", "terms"}) == {"L#1": "Pots must sing. sing-song Lids too."}
    assert shown([one, two]) == {"L#1": "Pots must sing."}
    assert digest([one]) != digest([two]) != digest([]) == ""


def hits(why, *scored):
    found = [Hit(provision(name), score, why) for name, score in scored]
    return lambda question, k: found[:k]


WHYS = [
    pytest.param([("a", 1.0)], [("b", 1.0), ("a", 0.5)], "meaning", id="worse rank"),
    pytest.param([("a", 1.0)], [("a", 1.0)], "meaning", id="same rank"),
    pytest.param([("b", 1.0), ("a", 1.0)], [("a", 1.0)], HEADNOTE, id="better rank"),
    pytest.param([], [("a", 1.0)], HEADNOTE, id="alone"),
]


@pytest.mark.parametrize(("law", "ours", "why"), WHYS)
def test_a_headnote_is_the_reason_where_it_ranked_best(law, ours, why):
    fused = fuse(hits("meaning", *law), hits(HEADNOTE, *ours))(Question("x"), 5)
    assert {hit.why for hit in fused if hit.provision.id.endswith("#a")} == {why}


def test_a_headnote_that_is_far_away_counts_nothing():
    near, far = Hit(RULE, 0.95, HEADNOTE), Hit(RULE, 0.5, HEADNOTE)
    weight = by_nearness(2.0)
    assert weight(far) == 0
    assert weight(near) > 2


def test_the_best_question_gives_its_provision_its_place(tmp_path):
    texts = {"Pots must sing.": [1, 0], "Must pots sing?": [0, 1], "Song?": [0.6, 0.8]}
    attached = [
        Attached("L#1", headnote(asks=("Song?", "Must pots sing?")), is_shown=True),
        Attached("L#2", headnote(asks=("Song?",)), is_shown=True),
    ]

    def vectors_of(wanted):
        return np.array([texts[text] for text in wanted], np.float32)

    headnote_index.build(attached, tmp_path, vectors_of)
    index = headnote_index.load(tmp_path)
    assert index.nearest(ASKS, [0, 1], 5) == [("L#1", 1.0), ("L#2", pytest.approx(0.8))]
    assert index.nearest(ASKS, [0, 1], 5, frozenset({"L#2"})) == [("L#2", pytest.approx(0.8))]
    assert [name for name, _ in index.nearest(NOTE, [1, 0], 1)] == ["L#1"]
    assert index.by_terms("song", 5) == []


def test_without_headnotes_nothing_is_found_by_them(tmp_path):
    headnote_index.build([], tmp_path, lambda texts: np.empty((0, 2), np.float32))
    assert headnote_index.load(tmp_path).nearest(NOTE, [1, 0], 5) == []


def write_headnotes(folder: Path, notes: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]]):
    provisions = {p.anchor: p for p in kettle_provisions()}
    found = {
        anchor: Headnote(anchor, *said, text_sha256=hash_of(provisions[anchor]))
        for anchor, said in notes.items()
        if anchor in provisions
    }
    (folder / "headnotes").mkdir(exist_ok=True)
    (folder / "headnotes" / "32099R0001.toml").write_text(written(found), encoding="utf-8")


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A home indexed with headnotes on the Kettle Act."""
    home = tmp_path_factory.mktemp("home")
    own = tmp_path_factory.mktemp("corpus")
    (own / "words.toml").write_text("[words]\n", encoding="utf-8")
    write_headnotes(own, NOTES)
    write_corpus(home, [KETTLE_ACT, KETTLE_NEWS, KETTLE_TALE], kettle_provisions())
    settings = Settings(home=home, corpus=own, offline=True)
    index_corpus(settings, lambda step: None)
    return settings


def opened(settings: Settings, **changes: object) -> Assistant:
    return open_assistant(settings.model_copy(update=changes), lambda step: None)


def test_a_question_in_other_words_finds_the_provision_and_says_why(settings):
    first = opened(settings).search(Question("Must our teapot make any noise?"), 3)[0]
    assert (first.provision.id, first.why) == (WHISTLE, ASKED)
    other = opened(settings).search(Question("Has our teapot to give off a noise or sound?"), 3)[0]
    assert (other.provision.id, other.why) == (WHISTLE, HEADNOTE)


def test_an_everyday_word_finds_the_provision(settings):
    found = opened(settings).search(Question("klaxon"), 3)
    assert found[0].provision.id == WHISTLE
    alone = opened(settings, headnotes=frozenset({"note"}))
    assert all(hit.why != HEADNOTE for hit in alone.search(Question("klaxon"), 3))


def test_parts_can_be_switched_off_without_building_again(settings):
    silent = opened(settings, headnotes=frozenset())
    assert silent.notices == ()
    found = silent.search(Question("Must our teapot make any noise?"), 9)
    assert HEADNOTE not in {hit.why for hit in found}


def test_filters_hold_for_headnotes_too(settings):
    only_news = Filters(tiers=frozenset({"news"}))
    found = opened(settings).search(Question("Does our teapot have to make a noise?", only_news), 9)
    assert {hit.provision.tier for hit in found} == {"news"}


def test_a_note_stands_beside_the_quote_and_never_in_it(settings):
    answer = opened(settings).ask(Question("What does Article 5(2) say?"))
    [said] = [s for s in answer.statements if s.in_plain_words]
    assert said.in_plain_words == "Reports are due in 72 hours."
    assert said.support == "verbatim"
    assert said.in_plain_words not in said.said
    assert all(said.in_plain_words not in c.quote for c in answer.citations)


def test_changed_headnotes_are_told_of_until_the_index_is_built_again(settings):
    path = settings.headnote_files / "32099R0001.toml"
    before = path.read_text(encoding="utf-8")
    path.write_text(before.replace("klaxon", "siren"), encoding="utf-8")
    try:
        assert any("headnotes" in notice for notice in opened(settings).notices)
        index = index_corpus(settings, lambda step: None)
        assert index.embedded == 0  # terms have no vector
        assert opened(settings).notices == ()
        assert opened(settings).search(Question("siren"), 1)[0].provision.id == WHISTLE
    finally:
        path.write_text(before, encoding="utf-8")
        index_corpus(settings, lambda step: None)


def test_a_headnote_of_a_changed_text_is_silent(settings, tmp_path):
    changed = [
        replace(p, text="fit a bell;") if p.id == WHISTLE else p for p in kettle_provisions()
    ]
    write_corpus(tmp_path, [KETTLE_ACT, KETTLE_NEWS, KETTLE_TALE], changed)
    other = settings.model_copy(update={"home": tmp_path})
    index = index_corpus(other, lambda step: None)
    assert WHISTLE not in {provision_id for provision_id, _ in index.headnotes.rows}
    assert WHISTLE not in opened(other).headnotes
    assert read_corpus(tmp_path).provisions[WHISTLE].text == "fit a bell;"


@pytest.mark.parametrize(
    ("value", "parts"),
    [("note, asks", {"note", "asks"}), ("terms", {"terms"}), ("none", set())],
)
def test_the_parts_are_a_setting(value, parts):
    assert build({"headnotes": value}).headnotes == parts


@pytest.mark.parametrize("value", ["notes", "note,none", "all"])
def test_a_part_that_does_not_exist_is_refused(value):
    with pytest.raises(SettingsInvalid, match=r"PINCITE_HEADNOTES.*note, asks, terms"):
        build({"headnotes": value})
