"""A text is read with its links, its terms, its changes and our notes, each named as what it is."""

import re
from dataclasses import replace

import pytest

from ingest.model import Corpus
from tests.conftest import provision
from tests.teapots import ACT, AFTER, AMENDED, BEFORE, reading, teapots
from ui.explore_view import show
from ui.wording import GERMAN

CORPUS = teapots()
TAG = re.compile(r"<[^>]+>")


def opened(at="", day=AFTER, **parameters):
    notes = parameters.pop("notes", {})
    named = {"provision": f"{ACT}#{at}"} if at else {"act": ACT}
    return show(reading(CORPUS, day, **notes), {**named, **parameters})


def lines(html):
    return [TAG.sub("", line) for line in re.findall(r'<p class="line [^>]*>(.*?)</p>', html)]


def part(html, start, end):
    return html[html.index(start) : html.index(end, html.index(start))]


def test_an_act_opens_at_its_first_article_with_what_to_know_of_it():
    html = opened()
    assert '<h2 class="viewname" tabindex="-1" data-focus>Teapot Act</h2>' in html
    assert lines(html) == ["This Regulation is about teapots."]
    assert '<details class="about" open>' in html
    assert "Put together from two acts." in html


def test_the_contents_are_nested_and_say_what_is_read():
    html = part(opened("art_3"), "<nav", "</nav>")
    assert re.findall(r"<details( open)?>", html) == ["", "", " open", ""]
    assert html.count("aria-current") == 1
    current = part(html, 'aria-current="true"', "</a>")
    assert TAG.sub("", current.partition(">")[2]) == "Article 3 Duties"
    headings = re.findall(r"<b>([^<]+)</b> <span>([^<]+)</span>(?!</a>)", html)
    assert headings == [
        ("Chapter I", "General provisions"),
        ("Chapter II", "Duties of makers"),
        ("Section 1", "Spouts"),
    ]


def test_a_provision_is_marked_and_gets_the_focus():
    html = opened("art_3.par_1.pnt_a")
    lit = part(html, '<section class="lit">', "</section>")
    assert '<h4 data-at tabindex="-1">Article 3(1)(a)</h4>' in lit
    assert lines(lit) == ["(a)fit covers that limit risks, as paragraphs 2 and 3 say;"]
    assert html.count("data-at") == 1


def test_a_number_is_a_link_to_its_provision():
    html = opened("art_3")
    assert (
        '<a class="no" href="?view=explore&amp;provision=32099R0001%23art_3.par_3" '
        'title="Link to Article 3(3)" aria-label="Link to Article 3(3)">3.</a>'
    ) in html


@pytest.mark.parametrize(
    ("words", "target"),
    [
        pytest.param("Article 2, point (2)", "32099R0001%23art_2.pnt_2", id="a point"),
        pytest.param("Annex I", "32099R0001%23anx_I", id="an annex"),
        pytest.param("3", "32099R0001%23art_3.par_3", id="a paragraph of the article"),
        pytest.param("Article 35", "32016R0679%23art_35", id="another act"),
    ],
)
def test_references_are_links(words, target):
    links = re.findall(r'<a class="ref"[^>]* href="([^"]+)">([^<]+)</a>', opened("art_3"))
    assert (f"?view=explore&amp;provision={target}", words) in links


def test_a_day_is_kept_on_every_way_through_the_text():
    html = opened("art_3", BEFORE, as_of=BEFORE)
    assert "Importers shall check" in html
    links = re.findall(r'href="(\?view=explore&amp;provision=[^"]+)"', html)
    assert links
    assert [link for link in links if f"as_of={BEFORE}" not in link] == []


def test_defined_terms_are_marked_once_a_paragraph_and_explained_once_a_page():
    html = opened("art_3")
    terms = re.findall(r'aria-describedby="([^"]+)"[^>]*>([^<]+)</span>', html)
    assert terms == [
        ("def-art_2-pnt_1", "teapots"),
        ("def-art_2-pnt_3", "covers"),
        ("def-art_2-pnt_4", "risks"),
        ("def-art_2-pnt_2", "spout cover"),
        ("def-art_2-pnt_1", "teapots"),
    ]
    boxes = re.findall(r'<div id="(def-[^"]+)"', html)
    assert sorted(boxes) == sorted({box for box, _ in terms})
    box = part(html, '<div id="def-art_2-pnt_2"', "</div>")
    assert "what closes the spout of a teapot" in box
    assert 'href="?view=explore&amp;provision=32099R0001%23art_2.pnt_2"' in box


def test_no_term_is_marked_in_the_definitions_or_in_headings():
    html = opened("art_2")
    assert "‘spout cover’ means what closes the spout of a teapot" in html
    assert 'class="term"' not in html


def test_a_changed_place_says_since_when_and_leads_to_both_wordings():
    html = opened("art_3")
    badges = re.findall(r'<a class="badge amended" href="([^"]+)">([^<]+)<', html)
    compare = (
        "?view=compare&amp;provision=32099R0001%2B32100R0007%23art_3{}"
        "&amp;from=2100-01-31&amp;to=2100-02-01"
    )
    assert badges == [
        (compare.format(""), "changed in part, as of 1 Feb 2100 by 2100/7"),
        (
            compare.format(".par_2"),
            "changed, these words are law since 1 Feb 2100 by 2100/7",
        ),
    ]
    assert "put in, law since 1 Feb 2100 by 2100/7" in opened("art_3a")


def dates_shown(at, own, part, note=""):
    """Return the labels on dates, in order, of Article 3 whose point (b) has another date."""
    begins = {p.id: own for p in CORPUS.provisions.values() if p.anchor.startswith("art_3")}
    begins |= {i: part for i in begins if i.endswith("pnt_b")}
    texts = {i: replace(p, applies_from=begins.get(i, "")) for i, p in CORPUS.provisions.items()}
    notes = {"art_3.par_1": note} if note else {}
    shelf = reading(Corpus(CORPUS.documents, texts), AFTER, **notes)
    html = show(shelf, {"provision": f"{ACT}#{at}"})
    found = re.findall(r'"badge date"[^>]*><span>([^<]+)<|<p class="line [^>]*>(.*?)</p>', html)
    return [label or TAG.sub("", line)[:3] for label, line in found]


PARTS = "parts apply from 2 Dec 2100, not yet applicable"


def test_a_part_that_applies_later_than_its_article_says_so_where_it_stands():
    own = ["applies from 2 Dec 2100", "not yet applicable", "(b)"]
    head = ["applies since 2 Aug 2099", PARTS]
    found = dates_shown("art_3", "2099-08-02", "2100-12-02")
    assert found == [*head, "1.M", "(a)", *own, "2.I", "3.H"]
    found = dates_shown("art_3", "2099-08-02", "2100-12-02", note="Cover pots, keep books.")
    assert found == [*head, PARTS, "1.M", "(a)", *own, "2.I", "3.H"]
    assert dates_shown("art_3.par_1.pnt_b", "2099-08-02", "2100-12-02")[4:7] == own


def test_a_part_that_applies_before_its_article_says_so_where_it_stands():
    found = dates_shown("art_3", "2100-12-02", "2099-08-02")
    assert found[:2] == ["parts apply since 2 Aug 2099", "the rest applies from 2 Dec 2100"]
    assert found[2:] == ["1.M", "(a)", "applies since 2 Aug 2099", "(b)", "2.I", "3.H"]


def test_what_was_taken_out_is_said_where_it_stood():
    html = part(opened("art_4"), '<ul class="removed">', "</ul>")
    assert "Article 4(2) was taken out from 1 Feb 2100 on." in html
    assert "Its words stand now in Article 3a." in html
    assert "?view=compare&amp;provision=32099R0001%23art_4.par_2" in html


@pytest.mark.parametrize(
    ("at", "day", "told"),
    [
        pytest.param(
            "art_4.par_2",
            AFTER,
            "was not law on 1 Jun 2100. It is shown as it was law on 31 Jan 2100.",
            id="taken out",
        ),
        pytest.param(
            "art_3a",
            BEFORE,
            "was not law on 31 Dec 2099. It is shown as it was law on 1 Feb 2100.",
            id="not yet put in",
        ),
        pytest.param(
            "art_3.par_2", AFTER, "The address names another text of this act", id="other words"
        ),
        pytest.param(
            "art_3.par_1.pnt_z",
            AFTER,
            "There is no Article 3(1)(z) in this text; this is Article 3(1).",
            id="no such point",
        ),
        pytest.param(
            "art_99", AFTER, "“Teapot Act” has no provision at “Article 99”.", id="no such article"
        ),
    ],
)
def test_an_address_that_is_not_the_law_of_the_day_is_explained(at, day, told):
    html = opened(at, day)
    assert told in html
    assert html.count('class="notice"') == 1


def test_the_text_of_the_day_needs_no_explaining():
    assert 'class="notice"' not in opened("art_3.par_1")
    assert 'class="notice"' not in opened("art_3.par_2", BEFORE)


def test_our_note_is_introduced_in_the_readers_language():
    at = reading(CORPUS, AFTER, GERMAN, **{"art_3.par_1": "Makers fit covers."})
    html = show(at, {"provision": f"{ACT}#art_3"})
    said = '<b>In einfachen Worten:</b> <span lang="en">Makers fit covers.</span>'
    assert said in html
    assert "In plain words" not in html


def test_our_note_stands_above_the_provision_and_is_named_as_ours():
    notes = {"art_3.par_1": "Makers fit <b>covers</b>.", "art_3.par_1.pnt_b": "Keep a book."}
    html = opened("art_3", notes=notes)
    note = "<span>Makers fit &lt;b&gt;covers&lt;/b&gt;.</span>"
    assert f'<b>In plain words:</b> {note}</p><p class="line' in html
    assert "Keep a book." not in html
    assert "Keep a book." in opened("art_3.par_1.pnt_b", notes=notes)


def test_a_note_that_stands_in_is_told_from_the_law():
    html = part(opened("art_4.par_9", BEFORE), '<section class="standin">', "</section>")
    assert "Our own words for what is missing in this copy; not the law’s." in html
    assert '<h4 data-at tabindex="-1">' in html
    assert "What+does+Article+4%289%29+of+the+Teapot+Act+say%3F" in html


def test_recitals_and_references_stand_beside_an_article():
    html = part(opened("art_4"), "<aside", "</aside>")
    assert "similar words: not an official link" in html
    assert "Words in both: " in html
    html = part(opened("art_3"), "<aside", "</aside>")
    assert "names this provision" in html
    sections = {s[: s.index("<")]: s for s in html.split("<section><h3>")[1:]}
    named = {k: re.findall(r"<li><a [^>]+>([^<]+)</a>", s) for k, s in sections.items()}
    assert named["Refers to"] == ["Article 2(2)", "Annex I", "Article 35, GDPR"]
    assert named["Referred to by"] == ["Recital 3", "Article 3a"]


def test_each_unit_leads_to_its_neighbours_and_to_its_chapter():
    html = part(opened("art_3"), '<nav class="book-turn"', "</nav>")
    assert re.findall(r">([^<]+)</a>", html) == [
        "Before: Article 2",
        "Whole chapter",
        "After: Article 3a",
    ]
    whole = opened("art_3", whole="1")
    assert re.findall(r'<article class="unit[^"]*" aria-label="([^"]+)"', whole) == [
        "Article 3",
        "Article 3a",
        "Article 4",
    ]
    html = part(whole, '<nav class="book-turn"', "</nav>")
    assert re.findall(r">([^<]+)</a>", html) == [
        "Before: Article 2",
        "Only Article 3",
        "After: Annex I",
    ]


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        pytest.param("spout COVERS", ["Article 2(2)", "Article 3(2)"], id="two"),
        pytest.param("Article 4(1)", ["Article 4(1)"], id="a citation"),
        pytest.param("xylophone", [], id="none"),
    ],
)
def test_a_search_lists_what_has_all_words(words, labels):
    html = part(opened(**{"in": words}), '<section class="found"', "</section>")
    assert re.findall(r"<li><a [^>]+>([^<]+)</a>", html) == labels
    said = {0: "No provision of this text has all of these words.", 1: "1 provision found."}
    assert said.get(len(labels), f"{len(labels)} provisions found.") in html


def test_words_that_were_found_are_marked_here_and_in_the_text():
    html = opened(**{"in": "spout covers"})
    assert "sellers shall check every <mark>spout</mark> <mark>cover</mark>." in html
    html = opened("art_3.par_2", **{"in": "importers"})
    assert "<mark>Importers</mark> and sellers" in html
    assert "?view=explore&amp;act=32099R0001%2B32100R0007&amp;in=importers" in html


@pytest.mark.parametrize(
    "parameters",
    [
        pytest.param({"act": ACT, "in": '"><script>x</script>'}, id="words"),
        pytest.param({"provision": f'{ACT}#art_9"><script>x</script>'}, id="anchor"),
        pytest.param({"provision": f"{ACT}#anx_I"}, id="text"),
    ],
)
def test_nothing_from_an_address_or_a_text_becomes_markup(parameters):
    html = show(reading(CORPUS), parameters)
    assert "<script" not in html
    assert "Blue <b>" not in html


def test_a_story_is_read_as_what_it_is():
    html = show(reading(CORPUS), {"act": "doc:tea"})
    assert '<span class="badge fiction"' in html
    assert "In the story pot 2 sings." in html
    for absent in ("Ask about this", "Law on", "Graph of references"):
        assert absent not in html


def test_a_document_of_the_user_is_named_so():
    story = replace(CORPUS.documents["doc:tea"], obtained_from="user", tier="note")
    own = provision(id="doc:tea#par_1", document_id="doc:tea", kind="paragraph", text="Mine.")
    html = show(reading(Corpus({story.id: story}, {own.id: own})), {"act": "doc:tea"})
    assert "your document" in html
    assert "Mine." in html


def test_links_of_a_provision_lead_out():
    html = part(opened("art_3a"), '<p class="tools">', "</p>")
    assert "What+does+Article+3a+of+the+Teapot+Act+say%3F" in html
    assert f'href="{CORPUS.documents[AMENDED].url}#art_3a"' in html
    assert "show=graph" in html


def test_a_german_page_names_what_is_english():
    html = show(reading(CORPUS, language="de"), {"provision": f"{ACT}#art_3"})
    assert '<div class="lawtext" lang="en">' in html
    assert "Verweist auf" in html
    assert ">Refers to<" not in html
