"""Headnotes are read strictly, stamped for one text, and say no more than it does."""

from dataclasses import replace

import pytest

from ingest.errors import HeadnotesInvalid
from ingest.headnote_coverage import coverage, required
from ingest.headnote_rules import Fault, lint
from ingest.headnotes import (
    Headnote,
    hash_of,
    opening_of,
    provisions_of,
    read_all,
    read_headnotes,
    stamped,
    text_hash,
    written,
)
from tests.conftest import corpus, document, kettle_corpus, provision

DUTY = provision("art_5.par_2", "The notification of a boil-over shall be made within 72 hours.")
ASKS = ("How fast must a boil-over be reported?", "Is there a deadline for telling the board?")
FILE = """# Ours.

["art_5.par_2"]
note = "A boil-over must be notified within 72 hours."
asks = [
  "How fast must a “boil-over” be reported?",
  "Is there a \\"deadline\\"?",
]
terms = ["spill"]
topics = ["incident-reporting"]

["rct_1"]
note = "Steam has scalded cooks."
topics = ["scope"]
explains = "art_5"
text_sha256 = "abc"
"""


def headnote(note: str = "A boil-over must be notified within 72 hours.", **changes) -> Headnote:
    fields = {"anchor": "art_5.par_2", "asks": ASKS, "topics": ("scope",)}
    return Headnote(note=note, **{**fields, **changes})


def faults(one: Headnote, *provisions, **options) -> list[Fault]:
    """Return what is wrong, the missing stamp aside."""
    known = {p.anchor: p for p in provisions or (DUTY,)}
    return [f for f in lint({one.anchor: one}, known, **options) if f.rule != "hash"]


def rules(one: Headnote, *provisions, **options) -> list[str]:
    return [fault.rule for fault in faults(one, *provisions, **options)]


def test_a_file_is_read_and_written_back_the_same(tmp_path):
    path = tmp_path / "32099R0001.toml"
    path.write_text(FILE, encoding="utf-8")
    found = read_headnotes(path)
    assert list(found) == ["art_5.par_2", "rct_1"]
    assert found["rct_1"].explains == "art_5"
    assert written(found, opening_of(FILE)) == FILE
    assert read_all(tmp_path) == {"32099R0001": found}
    assert read_all(tmp_path / "none") == {}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("[art_1", "correct the file", id="no TOML"),
        pytest.param('["Article 1"]\nnote = "A."', "no anchor", id="a label for an anchor"),
        pytest.param('["art_1"]\nnotes = "A."', "art_1: note.*an entry has note", id="a typo"),
        pytest.param('["art_1"]\nnote = 1', "art_1: note", id="another type"),
        pytest.param('["art_1"]\nnote = "A."\nasks = "B?"', "art_1: asks", id="no list"),
        pytest.param('art_1 = "A."', "art_1: the table", id="no table"),
    ],
)
def test_a_file_that_is_wrong_is_refused_by_name(tmp_path, text, says):
    path = tmp_path / "act.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(HeadnotesInvalid, match=rf"(?s)act\.toml: .*{says}"):
        read_headnotes(path)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param("‘Kettle’ means a pot", "“kettle”  means\na pot", True, id="quotes, space"),
        pytest.param("EUR 15\u202f000", "EUR 15 000", True, id="thin space"),
        pytest.param("the ﬁrst lid", "the first lid", True, id="ligature"),
        pytest.param("within 72 hours", "within 48 hours", False, id="figure"),
        pytest.param("shall not boil", "shall boil", False, id="negation"),
    ],
)
def test_the_same_words_have_the_same_digest(one, other, same):
    assert (text_hash(one) == text_hash(other)) is same


def test_new_introductory_words_make_a_point_another_text():
    point = provision("art_3.par_1.pnt_a", "selling lead;", chapeau="You may go on:")
    assert hash_of(point) != hash_of(replace(point, chapeau="You may not go on:"))


def test_only_a_text_that_is_here_is_stamped_and_a_stale_one_only_on_request():
    stale = headnote(text_sha256="0" * 64)
    note = replace(DUTY, kind="note")
    partial = replace(DUTY, completeness="cut")
    stamp = hash_of(DUTY)

    def after(one, part, **options):
        return stamped({one.anchor: one}, {part.anchor: part}, **options)[one.anchor].text_sha256

    assert after(headnote(), DUTY) == stamp
    assert after(stale, DUTY) == stale.text_sha256
    assert after(stale, DUTY, stale_too=True) == stamp
    assert after(headnote(), note) == after(headnote(), partial) == ""


def test_a_missing_stamp_is_an_error_and_a_stale_one_is_not():
    known = {DUTY.anchor: DUTY}
    [unstamped] = lint({DUTY.anchor: headnote()}, known)
    assert unstamped.is_error
    assert "--stamp" in str(unstamped)
    [stale] = lint({DUTY.anchor: headnote(text_sha256="0" * 64)}, known)
    assert (stale.rule, stale.is_error) == ("stale", False)
    assert lint({DUTY.anchor: headnote(text_sha256=hash_of(DUTY))}, known) == []


FIGURES = [
    ("within 72 hours", "within 72 hours", None),
    ("within 48 hours", "within 72 hours", "number '48'"),
    ("within three days", "within 72 hours", "period 'three days'"),
    ("seven makers", "7 makers", None),
    ("twelve months", "a period of 12 months", None),
    ("a six-month limit", "within six months", None),
    ("24 or 72 hours", "24 hours, or 72 hours", None),
    ("EUR 15 million", "EUR 15\u202f000\u202f000", None),
    ("EUR 5 000 000", "EUR 35 000 000", "number '5 000 000'"),
    ("3% of turnover", "3 % of turnover", None),
    ("3 per cent", "Article 3", "percentage '3 per cent'"),
    ("2% of turnover", "3 % of turnover", "number '2'"),
    ("over 10^25 operations", "greater than 10^25.", None),
    ("over 10^24 operations", "greater than 10^25.", "number '10^24'"),
    ("by 2 August 2026", "from 2 August 2026", None),
    ("by 3 August 2026", "from 2 August 2026; Article 3", "date '3 August 2026'"),
    ("by May 2026", "from 2 May 2026", None),
    ("every year", "annually", None),
    ("twice a year", "yearly", "number 'twice'"),
    ("monthly reports", "yearly reports", "period 'monthly'"),
    ("one maker", "a maker", "number 'one'"),
    ("someone at headquarters", "a maker", None),
    ("third parties", "others", None),
    ("ones", "makers", None),
    ("a euro fine", "a fine", "currency 'euro'"),
    ("listed in Annex IV", "listed in Annex III", "'Annex IV'"),
    ("listed in Annex IV", "Annexes III and IV", None),
]


@pytest.mark.parametrize(("note", "text", "found"), FIGURES)
def test_every_figure_of_a_note_stands_in_the_text(note, text, found):
    part = provision("art_5.par_2", f"It is so: {text}")
    said = [f.found for f in faults(headnote(f"It is {note}."), part) if f.rule == "figures"]
    assert any(found in one for one in said) if found else said == []


STRENGTH = [
    ("Makers must act.", "Makers shall act.", None),
    ("Makers must act.", "Makers may act.", "obliges"),
    ("Makers must act.", "Makers shall not act.", "obliges"),
    ("Makers must act.", "Makers shall have the right to act.", "obliges"),
    ("Makers have to act.", "Makers are required to act.", None),
    ("Makers may act.", "Makers shall act.", "allows"),
    ("Makers may act.", "Makers shall be entitled to act.", None),
    ("Boards can act.", "The board shall have the power to act.", None),
    ("Lead is banned.", "The use of lead shall be prohibited.", None),
    ("Makers must not act.", "Makers shall act.", "forbids"),
    ("Makers may not act.", "No maker shall act.", None),
    ("Makers should act.", "Makers shall act.", "recitals"),
    ("It does not apply.", "It shall apply.", "denies"),
    ("Makers act.", "Makers shall not act.", "does not say so"),
    ("Dismay grows from 2 May 2026.", "Dismay began on 2 May 2026.", None),
    ("A kettle means a pot.", "‘kettle’ means a pot;", None),
]


@pytest.mark.parametrize(("note", "text", "found"), STRENGTH)
def test_a_note_is_as_strong_as_its_text(note, text, found):
    said = faults(headnote(note), provision("art_5.par_2", text))
    assert found in said[0].found if found else said == []


def test_a_point_may_use_what_leads_up_to_its_list_but_not_its_neighbours():
    article = provision(
        "art_6.par_3", "A pot with 3 lids shall not be sold.\nThat is:\n(a) tin;\n(b) 9 pans."
    )
    point = provision("art_6.par_3.pnt_a", "tin;", chapeau="That is:")
    fine = headnote("Pots with 3 lids must not be sold.", anchor=point.anchor)
    assert faults(fine, article, point) == []
    wrong = headnote("Pots must not be sold with 9 lids.", anchor=point.anchor)
    assert rules(wrong, article, point) == ["figures"]


def test_an_annex_speaks_through_its_number_and_titles():
    entry = provision(
        "anx_III.pnt_1", "kettles;", label="Annex III point 1", headings=("Banned pots",)
    )
    assert faults(headnote("Annex III bans kettles.", anchor=entry.anchor), entry) == []


COPIED = [
    ("Fast notification of a boil-over is made in 72 hours.", []),
    ("Notification of a boil-over shall be made within 72 hours.", ["copied"]),
]


@pytest.mark.parametrize(("note", "found"), COPIED)
def test_eight_words_in_a_row_may_be_shared_and_no_more(note, found):
    assert [rule for rule in rules(headnote(note)) if rule == "copied"] == found


def test_a_cited_act_counts_as_one_word():
    cited = "Regulation (EU) 2017/745, Regulation (EU) 2017/746 or Article 2(1), points (a) and (b)"
    part = provision("art_5.par_2", f"This does not apply to {cited}.")
    assert rules(headnote(f"Left out is {cited}."), part) == []


SHAPE = [
    pytest.param({"note": "Act. Now."}, "sentence", id="two sentences"),
    pytest.param({"note": "No full stop"}, "sentence", id="no full stop"),
    pytest.param({"note": f"{'very ' * 31}good."}, "length", id="too long"),
    pytest.param({"asks": ("How fast?",)}, "asks", id="one question"),
    pytest.param({"asks": ("Say how fast.", "Why?")}, "asks", id="no question mark"),
    pytest.param({"asks": ("Is it fast?", "Is this fast?")}, "repeated", id="reworded"),
    pytest.param({"terms": ("x",) * 9}, "terms", id="too many terms"),
    pytest.param({"terms": (" ",)}, "terms", id="an empty term"),
    pytest.param({"topics": ("kettles",)}, "topics", id="an unknown topic"),
    pytest.param({"topics": ()}, "topics", id="no topic"),
    pytest.param({"explains": "art_5.par_2"}, "explains", id="not a recital"),
]


@pytest.mark.parametrize(("changes", "rule"), SHAPE)
def test_a_headnote_has_its_shape(changes, rule):
    assert rule in rules(headnote(**changes))


def test_a_recital_has_no_questions_and_explains_what_exists():
    recital = provision("rct_1", "Makers should act.", kind="recital")
    fine = headnote("Makers should act.", anchor="rct_1", asks=(), explains="")
    assert faults(fine, recital) == []
    assert rules(replace(fine, explains="art_9"), recital) == ["explains"]
    assert rules(replace(fine, asks=ASKS), recital) == ["asks"]


def test_a_provision_that_is_missing_is_a_fault_unless_the_law_has_it_elsewhere():
    one = headnote(anchor="art_99")
    assert rules(one) == ["anchor"]
    assert rules(one, elsewhere=lambda anchor: anchor == "art_99") == []


def test_our_own_stand_in_is_no_text_to_compare_with():
    assert faults(headnote("Within 9 days.", topics=("scope",)), replace(DUTY, kind="note")) == []


def test_the_text_it_was_written_for_is_what_a_headnote_is_checked_against_else_the_latest():
    amended = document(id="02099R0001", work="32099R0001", tier="consolidated")
    changed = replace(
        DUTY, id="02099R0001#art_5.par_2", document_id="02099R0001", text="Within 48 hours."
    )
    both = corpus(changed, DUTY, documents=(amended, document()))

    def against(stamp):
        one = headnote(text_sha256=stamp)
        return provisions_of("32099R0001", both, {one.anchor: one})[one.anchor]

    assert against(hash_of(DUTY)) == DUTY
    assert against(hash_of(changed)) == against("") == changed
    assert provisions_of("32050R0001", both) == {}


def test_a_provision_amended_since_is_neither_stamped_by_the_way_nor_compared():
    old = replace(DUTY, amended="32100R0007")
    one = headnote("A boil-over must be notified within 24 hours.")
    assert [f.rule for f in lint({one.anchor: one}, {old.anchor: old})] == ["stale"]
    assert stamped({one.anchor: one}, {old.anchor: old})[one.anchor].text_sha256 == ""
    again = stamped({one.anchor: one}, {old.anchor: old}, stale_too=True)
    assert again[one.anchor].text_sha256 == hash_of(old)


def test_paragraphs_definitions_annex_points_and_recitals_need_a_headnote():
    kettle = provisions_of("32099R0001", kettle_corpus())
    needed = list(required("32099R0001", kettle))
    assert {"art_1.par_1", "art_2", "art_2.pnt_1", "anx_I.pnt_1"} <= set(needed)
    assert not {"art_1", "art_3.par_1.pnt_a", "anx_I", "rct_1"} & set(needed)
    like_ai_act = required("32024R1689", kettle)
    assert {"art_3.par_1.pnt_a", "rct_1"} <= set(like_ai_act)


def test_coverage_counts_what_is_there_and_names_what_is_not():
    known = {p.anchor: p for p in (DUTY, provision("art_8"))}
    found = coverage("32099R0001", {DUTY.anchor: headnote(), "art_9": headnote()}, known)
    assert (found.required, found.covered, found.missing, found.uncounted) == (2, 1, ("art_8",), 1)
