"""References are found in both directions, terms where they are used, recitals by what they say."""

import pytest

from rag.changes import CHANGED, NEW, UNTIL, changes_in, removed_from
from rag.crossing import referred_by
from rag.explaining import explaining
from rag.glossary import glossary_of
from rag.inside import look_in, spans_of
from rag.pointing import Here, meant_act, pointers
from rag.reading import book_on
from tests.conftest import corpus, document, provision
from tests.teapots import ACT, AFTER, AMENDED, BEFORE, teapots

CORPUS = teapots()


def book(day=AFTER):
    return book_on(CORPUS.documents[ACT], CORPUS, day)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("under Article 3(2)", {"Article 3(2)": "art_3.par_2"}, id="a paragraph"),
        pytest.param("see Annex I", {"Annex I": "anx_I"}, id="an annex"),
        pytest.param(
            "paragraphs 1 and 3", {"paragraphs 1": "art_3.par_1", "3": "art_3.par_3"}, id="two"
        ),
        pytest.param("Articles 1 to 3", {"Articles 1": "art_1", "3": "art_3"}, id="a range"),
        pytest.param(
            "Articles 1, 2 and 4", {"Articles 1": "art_1", "2": "art_2", "4": "art_4"}, id="a list"
        ),
        pytest.param(
            "Article 3(1), point (z)",
            {"Article 3(1), point (z)": "art_3.par_1"},
            id="a point that is not here",
        ),
        pytest.param("Article 99", {}, id="an article that is not here"),
        pytest.param("Article 3 TFEU", {}, id="a treaty"),
        pytest.param("Recital 2", {"Recital 2": "rct_2"}, id="a recital of the act as published"),
    ],
)
def test_a_text_points_to_what_it_cites(text, found):
    here = Here("art_3.par_3", ACT, AFTER)
    shown = {text[slice(*p.span)]: p.provision.anchor for p in pointers(text, here, CORPUS)}
    assert shown == found


def test_a_citation_of_another_act_leads_there_and_its_name_to_the_act():
    text = "as Article 35 of Regulation (EU) 2016/679 says"
    provision_, act = pointers(text, Here("art_3", ACT, AFTER), CORPUS)
    assert provision_.provision.id == "32016R0679#art_35"
    assert (text[slice(*act.span)], act.provision, act.act) == (
        "Regulation (EU) 2016/679",
        None,
        "32016R0679",
    )


@pytest.mark.parametrize(
    ("day", "target"),
    [
        pytest.param(BEFORE, f"{ACT}#art_3.par_2", id="before"),
        pytest.param(AFTER, f"{AMENDED}#art_3.par_2", id="after"),
    ],
)
def test_a_citation_leads_to_the_words_of_the_day(day, target):
    (found,) = pointers("Article 3(2)", Here("art_1", ACT, day), CORPUS)
    assert found.provision.id == target


def test_an_amending_article_means_the_articles_of_the_act_it_amends():
    amending = document(id="32100R0007", work="32100R0007")
    own = provision(headings=("Amendments to Regulation (EU) 2099/1",))
    assert meant_act(own, amending) == ACT
    assert meant_act(provision(), amending) == "32100R0007"


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        pytest.param("Teapots may leak.", ["Teapots"], id="plural, capital"),
        pytest.param("a spout cover fits", ["spout cover"], id="the longest"),
        pytest.param("the cover of a spout", ["cover", "spout"], id="shorter ones alone"),
        pytest.param("a high-risk pot, a risk", ["risk"], id="no part of a joined word"),
        pytest.param("discover a teapotter", [], id="whole words only"),
        pytest.param("a spout, cover it", ["spout", "cover"], id="not across a comma"),
    ],
)
def test_defined_terms_are_found_where_they_are_used(text, terms):
    uses = glossary_of(CORPUS, AMENDED).uses(text)
    assert [text[slice(*use.span)] for use in uses] == terms


def test_what_refers_to_an_article_is_found_for_each_day():
    before, after = book(BEFORE), book(AFTER)
    names = [p.id for p in referred_by(before.by_anchor["art_3"], CORPUS, BEFORE)]
    assert names == [f"{ACT}#rct_3", f"{ACT}#art_4.par_2"]
    names = [p.id for p in referred_by(after.by_anchor["art_3"], CORPUS, AFTER)]
    assert names == [f"{ACT}#rct_3", f"{AMENDED}#art_3a"]


def test_recitals_that_name_an_article_come_before_those_with_its_words():
    both = explaining(book().by_anchor["art_3"], CORPUS, AFTER)
    assert [(one.recital.anchor, one.names) for one in both] == [("rct_3", True), ("rct_4", False)]
    (near,) = explaining(book().by_anchor["art_4"], CORPUS, AFTER)
    assert (near.recital.anchor, near.names) == ("rct_2", False)
    assert set(near.shared) >= {"offic", "report"}
    assert explaining(book().by_anchor["rct_3"], CORPUS, AFTER) == []


@pytest.mark.parametrize(
    ("words", "cited", "together", "spread"),
    [
        pytest.param("SPOUTS covering", [], ["art_2.pnt_2", "art_3.par_2"], [], id="by stem"),
        pytest.param("makers register", [], [], ["art_3.par_1"], id="in two points"),
        pytest.param("Article 3(2)", ["art_3.par_2"], [], [], id="a citation"),
        pytest.param(
            "Article 3 register", ["art_3"], ["art_3.par_1.pnt_b"], [], id="within a citation"
        ),
        pytest.param("scope", [], ["art_1"], [], id="a title"),
        pytest.param("xylophone", [], [], [], id="nothing"),
        pytest.param("   ", [], [], [], id="no words"),
    ],
)
def test_an_act_is_searched_for_all_words(words, cited, together, spread):
    found = look_in(book(), CORPUS, words, AFTER)
    assert [p.anchor for p in found.cited] == cited
    assert [p.anchor for p in found.together] == together
    assert [p.anchor for p in found.spread] == spread


def test_words_are_found_in_a_text_by_their_stem():
    text = "The cover’s edge covers it."
    assert [text[a:b] for a, b in spans_of(text, frozenset({"cover"}))] == ["cover’s", "covers"]


def test_an_amendment_is_shown_at_the_smallest_place_that_it_changed():
    changed = changes_in(book().by_anchor["art_3"], CORPUS)
    assert [(c.provision.anchor, c.what, c.day) for c in changed] == [
        ("art_3", CHANGED, "2100-02-01"),
        ("art_3.par_2", CHANGED, "2100-02-01"),
    ]
    (new,) = changes_in(book().by_anchor["art_3a"], CORPUS)
    assert (new.provision.anchor, new.what, new.acts) == ("art_3a", NEW, ("32100R0007",))
    (_, until) = changes_in(book(BEFORE).by_anchor["art_3"], CORPUS)
    assert (until.provision.anchor, until.what, until.day) == ("art_3.par_2", UNTIL, "2100-01-31")
    assert changes_in(book().by_anchor["art_1"], CORPUS) == []


def test_what_was_taken_out_is_named_with_where_it_stands_now():
    (gone,) = removed_from(book().document, CORPUS, "art_4")
    assert (gone.label, gone.day, gone.moved_to) == ("Article 4(2)", "2100-02-01", "art_3a")
    assert removed_from(book(BEFORE).document, CORPUS, "art_4") == []


def test_terms_of_an_act_are_no_terms_of_another():
    other = corpus(provision(), documents=(document(),))
    assert glossary_of(other, "32099R0001").terms == {}
