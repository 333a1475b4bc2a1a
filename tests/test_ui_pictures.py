"""The pictures of the view explore: what they say, that nothing in them acts, and how they feel."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import expect

from ingest.catalog import read_catalog
from ingest.ledger import Claim, Ledger, Touch, hash_of
from ingest.pipeline import briefs
from rag.settings import corpus_folder
from tests.browser import ARTEFACTS, Scripted
from tests.conftest import KETTLE_ACT, corpus, document, provision
from tests.test_ui_page import CONTRAST
from ui import explore_claims, explore_graph, explore_timeline
from ui.desk import About, Desk
from ui.errors import UiError
from ui.page import build
from ui.serve import start
from ui.views import Reading
from ui.wording import read_wording

TODAY = "2099-03-01"
HOSTILE = '<script>window.pwned = 1</script><img src=x onerror="window.pwned = 2">"><a href=//x.y>'
SAFE_TAGS = {
    *("div", "span", "p", "a", "ul", "ol", "li", "h2", "h3", "h4", "h5", "b", "nav", "section"),
    *("form", "fieldset", "legend", "label", "input", "button", "details", "summary", "time"),
    *("blockquote", "del", "ins", "br", "table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("svg", "title", "desc", "defs", "marker", "path", "line", "rect", "circle", "text", "g"),
    "foreignobject",
}
ACT = replace(KETTLE_ACT, in_force_from="2099-01-01", published="2098-12-12")
TEA = document(id="32099R0005", work="32099R0005", short_title=f"Tea Act {HOSTILE}")
FINAL = ("Entry into force and application",)


def since(day, **changes):
    return {"applies_from": day, "applies_note": "", **changes}


LAW = (
    *(
        provision(
            f"art_{n}",
            f"Kettle duty number {n}.",
            label=f"Article {n}",
            headings=(f"Duty {n} {HOSTILE}",),
            refs=("32099R0001#art_20", f"32099R0005#art_{n}"),
            **since("2099-05-01"),
        )
        for n in range(1, 13)
    ),
    provision(
        "art_20",
        f"It shall apply from 1 May 2099. {HOSTILE}",
        label="Article 20",
        headings=FINAL,
        refs=("32099R0005#art_1",),
    ),
    *(
        provision(
            id=f"32099R0005#art_{n}",
            document_id=TEA.id,
            label=f"Article {n} {HOSTILE}",
            **since("2098-02-02", applies_note=f"Applies from 2 February 2098 for {HOSTILE}."),
        )
        for n in range(1, 13)
    ),
)
BRIEFS = briefs(read_catalog(corpus_folder() / "catalog.toml"), corpus_folder() / "notes")
TOLD = [p for _, own in BRIEFS.values() for p in own]
NEWS_TITLE = next(d.short_title for d, _ in BRIEFS.values() if d.tier == "news")
KNOWN = corpus(*LAW, *TOLD, documents=(ACT, TEA, *(document for document, _ in BRIEFS.values())))


def reading(known=KNOWN, language="en", as_of=TODAY):
    return Reading(Scripted(corpus=known), as_of, read_wording(language))


class _Tags(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def tags(text):
    return _Tags(text).found


def links(text):
    return [values["href"] for tag, values in tags(text) if tag == "a"]


VIEWS = [
    pytest.param(explore_timeline.show, {"show": "timeline"}, id="timeline"),
    pytest.param(
        explore_graph.show, {"show": "graph", "provision": "32099R0001#art_20"}, id="graph"
    ),
    pytest.param(
        explore_graph.show,
        {"show": "graph", "provision": "Article 1 of the Kettle Act", "steps": "2"},
        id="graph of two steps",
    ),
    pytest.param(explore_graph.show, {"show": "graph", "provision": HOSTILE}, id="graph of no"),
    pytest.param(explore_claims.show, {"show": "claims"}, id="claims"),
]


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(("show", "parameters"), VIEWS)
def test_what_others_wrote_is_shown_and_cannot_act(show, parameters, language):
    shown = show(reading(language=language), parameters)
    found = tags(shown)
    assert {tag for tag, _ in found} <= SAFE_TAGS
    assert not [name for _, values in found for name in values if name.startswith("on")]
    assert not [name for _, values in found for name in values if name == "style"]
    assert all(href.startswith("?") for href in links(shown))
    if show is not explore_claims.show:
        assert "&lt;script&gt;" in shown


@pytest.mark.parametrize(("show", "parameters"), VIEWS)
def test_each_picture_begins_with_its_heading_and_headings_are_in_order(show, parameters):
    found = tags(show(reading(), parameters))
    levels = [int(tag[1]) for tag, _ in found if tag in ("h2", "h3", "h4", "h5")]
    assert levels[0] == 2
    assert all(after - before <= 1 for before, after in pairwise(levels))
    heading = next(values for tag, values in found if tag == "h2")
    assert heading["class"] == "viewname"
    assert "data-focus" in heading


def test_the_timeline_tells_past_from_coming_in_words_and_in_a_drawing():
    shown = explore_timeline.show(reading(), {})
    coming, past = shown.index("Coming after 1 Mar 2099: 1 date"), shown.index("Past, up to")
    assert coming < shown.index('<time datetime="2099-05-01">') < past
    assert past < shown.index('<time datetime="2098-02-02">')
    assert "will apply from this day" in shown[coming:past]
    assert "applies since this day" in shown[past:]
    drawing = next(values for tag, values in tags(shown) if values.get("role") == "img")
    assert drawing["aria-labelledby"] == "plot-title plot-told"
    assert "Day shown: 1 Mar 2099" in shown


def test_articles_in_a_row_are_linked_as_a_run_and_the_quote_names_its_provision():
    shown = explore_timeline.show(reading(), {"acts": "32099R0001"})
    assert ">Article 1</a> – <a" in shown
    assert "Set by" in shown
    assert "It shall apply from 1 May 2099." in shown
    assert "Tea Act" in shown, "the other act can still be chosen"
    assert "2098-02-02" not in shown


@pytest.mark.parametrize(
    "parameters",
    [
        pytest.param({"acts": "32099R0005"}, id="listed"),
        pytest.param({"acts.32099R0005": "1"}, id="one check box"),
    ],
)
def test_acts_can_be_chosen_in_the_address_and_by_check_boxes(parameters):
    shown = explore_timeline.show(reading(), parameters)
    assert "2098-02-02" in shown
    assert "2099-05-01" not in shown
    boxes = [values for tag, values in tags(shown) if values.get("type") == "checkbox"]
    assert [box["name"] for box in boxes if "checked" in box] == ["acts.32099R0005"]


def test_no_dates_at_all_are_said():
    bare = corpus(provision())
    assert "No text here has a date." in explore_timeline.show(reading(bare), {})


@pytest.mark.parametrize(
    ("show", "parameters", "told"),
    [
        pytest.param(explore_timeline.show, {"acts": "x"}, "“x” cannot be chosen", id="act"),
        pytest.param(explore_claims.show, {"who": "me"}, "“me” cannot be chosen", id="speaker"),
        pytest.param(explore_claims.show, {"certainty.x": "1"}, "“x” cannot", id="certainty"),
        pytest.param(explore_graph.show, {"steps": "9"}, "Choose one or two", id="steps"),
    ],
)
def test_an_address_that_makes_no_sense_is_answered_in_words(show, parameters, told):
    with pytest.raises(UiError, match=told):
        show(reading(), parameters)


@pytest.mark.parametrize("show", [explore_timeline.show, explore_graph.show, explore_claims.show])
def test_a_day_that_is_none_is_answered_in_words(show):
    with pytest.raises(UiError, match="is no date"):
        show(reading(as_of="yesterday"), {"provision": "32099R0001#art_1"})


@pytest.mark.parametrize(
    ("named", "told"),
    [
        pytest.param("", "For example", id="nothing yet"),
        pytest.param("Article 99 Kettle Act", "names no provision", id="no such article"),
        pytest.param("tea", "names no provision", id="no citation"),
        pytest.param("Article 1", "Several acts have that", id="two acts have one"),
        pytest.param("Article 1, Kettle Act", "References around Article 1,", id="its act"),
        pytest.param("paragraph 1 (brief), " + NEWS_TITLE, "Paragraph 1 (brief)", id="a brief"),
        pytest.param("article 20", "References around Article 20", id="one act has it"),
        pytest.param("32099R0001#art_20", "References around Article 20", id="by id"),
    ],
)
def test_a_provision_is_named_as_people_cite_it(named, told):
    assert told in explore_graph.show(reading(), {"provision": named})


def test_the_graph_draws_boxes_that_lead_on_and_lists_the_same():
    shown = explore_graph.show(reading(), {"provision": "32099R0001#art_20", "as_of": TODAY})
    boxes = [values for tag, values in tags(shown) if "box" in values.get("class", "").split()]
    assert len(boxes) == 14, "twelve refer to it, one is referred to, one is in the middle"
    assert all("show=graph" in box["href"] and f"as_of={TODAY}" in box["href"] for box in boxes)
    assert [box["class"] for box in boxes].count("box other") == 1
    assert "12 articles, recitals or annexes refer to Article 20" in shown
    assert "Article 20 refers to one article, recital or annex" in shown


def test_a_crowded_graph_says_how_many_it_leaves_out():
    crowd = corpus(
        provision("art_1", label="Article 1"),
        *(
            provision(f"art_{n}", label=f"Article {n}", refs=("32099R0001#art_1",))
            for n in range(2, 42)
        ),
    )
    shown = explore_graph.show(reading(crowd), {"provision": "32099R0001#art_1"})
    assert "17 more were left out: at most 24 are shown" in shown
    assert "40 articles, recitals or annexes refer to Article 1; 23 of them are shown" in shown


NEWS = document(
    id="doc:kettle-news", work="doc:kettle-news", short_title="First article", kind="article",
    tier="news", obtained_from="note",
)  # fmt: skip
LINE = provision(
    id="doc:kettle-news#par_1", document_id=NEWS.id, label="Paragraph 1 (brief)",
    kind="paragraph", tier="news", text="The minister threatened a ban.",
)  # fmt: skip
CLAIMS = (
    Claim(
        NEWS.id, "par_1", f"A ban was threatened {HOSTILE}.", "the minister", "official",
        "attributed", "2099-02-03", (Touch("32099R0001#art_1", "Duties."), Touch("x#y", "Gone.")),
    ),
    Claim(
        NEWS.id, "par_1", "Tea got cold.", "nobody named", "unnamed", "unnamed",
        searched=("cold tea",),
    ),
)  # fmt: skip


def claims(state="note", digest=None, **parameters):
    known = corpus(*LAW, LINE, documents=(ACT, TEA, replace(NEWS, obtained_from=state)))
    ledger = Ledger(NEWS.id, {"par_1": digest or hash_of(LINE)}, CLAIMS)
    return explore_claims.ledger((ledger,), reading(known), parameters)


def test_a_claim_is_shown_with_speaker_place_certainty_and_what_it_touches():
    shown = claims()
    for told in (
        "the minister",
        "named official",
        "attributed",
        "3 Feb 2099",
        "reported, not corroborated here",
        'Article 1 Kettle Act</a>: <span lang="en">Duties.',
        "not in these texts",
        "not governed by anything here",
        "“cold tea”",
        "2 claims of 2. 1 of them is governed by nothing here.",
    ):
        assert told in shown, told
    assert "?view=explore&provision=doc%3Akettle-news%23par_1" in links(shown)
    assert "&lt;script&gt;" in shown
    assert {tag for tag, _ in tags(shown)} <= SAFE_TAGS


@pytest.mark.parametrize(
    ("parameters", "shown", "hidden"),
    [
        ({"who.official": "1"}, "A ban was", "Tea got"),
        ({"certainty": "unnamed"}, "Tea got", "A ban was"),
        ({"documents": "doc:kettle-news", "who": "unnamed,official"}, "Tea got", "nothing fits"),
        ({"certainty": "fiction"}, "No claim fits", "Tea got"),
    ],
)
def test_claims_are_filtered_by_document_speaker_and_certainty(parameters, shown, hidden):
    found = claims(**parameters)
    assert shown in found
    assert hidden not in found


def test_claims_on_a_changed_brief_say_so():
    assert "our brief has changed since" in claims(digest="abc")
    assert "our brief has changed since" not in claims()


def test_claims_on_a_brief_that_the_original_replaced_say_so_and_link_no_paragraph():
    shown = claims("user")
    assert "These claims were written on our own brief." in shown
    assert "Paragraph 1 of our brief" in shown
    assert "?view=explore&provision=doc%3Akettle-news%23par_1" not in links(shown)


@pytest.fixture(scope="module")
def address():
    served = start(build(Desk(Scripted(corpus=KNOWN), About(TODAY))), "127.0.0.1", 0)
    yield served.address
    served.stop()


@pytest.fixture
def opened(browser, address):
    """Open a picture by its address at phone width; scripts that ran and errors are kept."""
    contexts = []

    def open_page(search, **options):
        context = browser.new_context(viewport={"width": 390, "height": 844}, **options)
        contexts.append(context)
        page = context.new_page()
        page.failed = []
        page.on("pageerror", lambda error: page.failed.append(str(error)))
        page.goto(f"{address}?view=explore&{search}")
        expect(page.locator("#stage-explore .picture")).to_be_visible(timeout=30_000)
        return page

    yield open_page
    for context in contexts:
        context.close()


def sound(page, name):
    """Check what every picture keeps: no sideways scrolling, contrast, nothing that ran."""
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.evaluate(CONTRAST) == []
    assert page.evaluate("window.pwned") is None
    assert page.failed == []
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=Path(ARTEFACTS) / f"explore-{name}-phone.png", full_page=True)


def press_through(page, target, most=60):
    """Press Tab until the target has the focus."""
    for _ in range(most):
        if target.evaluate("e => e === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the keyboard does not get there")


@pytest.mark.browser
def test_the_timeline_is_filtered_by_keyboard(opened):
    page = opened("show=timeline", color_scheme="dark")
    sound(page, "timeline")
    box = page.get_by_role("checkbox", name="Tea Act")
    page.get_by_role("heading", name="Timeline of dates").focus()
    press_through(page, box)
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.locator("time[datetime='2099-05-01']")).to_have_count(0)
    expect(page.locator("time[datetime='2098-02-02']")).to_be_visible()
    expect(page.get_by_role("heading", name="Timeline of dates")).to_be_focused()
    page.go_back()
    expect(page.locator("time[datetime='2099-05-01']")).to_be_visible()


@pytest.mark.browser
def test_the_graph_is_walked_by_keyboard(opened):
    page = opened("show=graph&provision=32099R0001%23art_20")
    sound(page, "graph")
    page.evaluate("window.stayed = true")
    box = page.locator("svg a.box", has_text="Article 3").first
    page.get_by_role("heading", name="Graph of references").focus()
    press_through(page, box)
    assert box.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.locator("svg a.box[aria-current]")).to_contain_text("Article 3")
    assert page.evaluate("window.stayed"), "the page was not loaded again"
    page.get_by_label("Which provision?").fill("Article 5 Kettle Act")
    page.get_by_label("Which provision?").press("Enter")
    expect(page.locator("svg a.box[aria-current]")).to_contain_text("Article 5")


@pytest.mark.browser
def test_the_claims_are_filtered_and_lead_to_their_paragraph(opened):
    page = opened("show=claims", color_scheme="dark")
    sound(page, "claims")
    everything = page.locator("p.shown").inner_text()
    assert re.match(r"(\d+) claims of \1\.", everything)
    page.get_by_role("checkbox", name="the company").check()
    page.get_by_role("button", name="Show").click()
    expect(page.locator("p.shown")).not_to_have_text(everything)
    rows = page.get_by_role("row")
    assert 3 < rows.count() < 20
    link = rows.nth(1).get_by_role("link").first
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#stage-explore")).to_contain_text("Anthropic")
    expect(page.locator("#stage-explore .picture")).to_have_count(0)
