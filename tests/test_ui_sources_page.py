"""Answer and sources belong together on the page: by mouse, by keyboard, on paper."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from playwright.sync_api import expect

from rag.model import Answer, Hit, Question, Why
from tests.browser import ARTEFACTS, KETTLE_ACT, TALE, Scripted, cite, quotes, says
from tests.conftest import corpus, document, provision
from tests.test_ui_page import CONTRAST
from ui.desk import About, Desk
from ui.page import build
from ui.serve import start

AMENDED = replace(
    KETTLE_ACT,
    id="32099R0001+32100R0002",
    tier="consolidated",
    status="computed by Pincite, not official",
    in_force_from="2026-07-27",
    version_date="2100-01-01",
)
ACT = replace(KETTLE_ACT, in_force_from="2024-08-01")
CHAPEAU = "The following shall be prohibited:"
POINTS = {
    letter: provision(
        f"art_3.par_1.pnt_{letter}",
        text,
        label=f"Article 3(1)({letter})",
        headings=("CHAPTER I: KETTLES", "Prohibited practices"),
        chapeau=CHAPEAU,
        applies_from="2025-02-02",
    )
    for letter, text in {
        "a": "the sale of kettles that whistle;",
        "b": "the sale of lids that rattle, and of spouts that drip;",
        "c": "the sale of cups without a handle.",
    }.items()
}
CHANGED = replace(
    POINTS["c"],
    id=f"{AMENDED.id}#art_3.par_1.pnt_c",
    document_id=AMENDED.id,
    text="the sale of cups.",
    tier="consolidated",
    changed_by=("32100R0002#art_1.pnt_1",),
)
SAME = [
    replace(POINTS[x], id=f"{AMENDED.id}#{POINTS[x].anchor}", document_id=AMENDED.id) for x in "ab"
]
STORY = document(id=TALE.document_id, work=TALE.document_id, tier="fiction", kind="article")
TEXTS = corpus(*POINTS.values(), *SAME, CHANGED, TALE, documents=(ACT, AMENDED, STORY))
RATTLE, DRIP = (cite(POINTS["b"], q) for q in ("lids that rattle", "spouts that drip"))
CUPS = cite(CHANGED)


@dataclass(frozen=True, slots=True)
class Kettles(Scripted):
    """Answers what lids and cups may do, and nothing else."""

    corpus = TEXTS

    def stream(self, question: Question) -> Iterator[Answer]:
        """Yield the one answer, or what came nearest."""
        if "lids" not in question.text:
            yield Answer(
                question,
                question.text,
                refusal="No provision speaks of tea.",
                nearest=(Hit(POINTS["a"], 0.2, "words"),),
                why={POINTS["a"].id: Why(1, "words", lacks=("tea",))},
            )
            return
        yield Answer(
            question,
            question.text,
            (says("Lids that rattle are out.", RATTLE), quotes(DRIP), quotes(CUPS)),
            why={POINTS["b"].id: Why(2, "meaning", ("lids",), ("noise",))},
        )


pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address():
    served = start(build(Desk(Kettles(TEXTS), About("2026-11-22"))), "127.0.0.1", 0)
    yield served.address
    served.stop()


@pytest.fixture
def answered(browser, address):
    """Open the page in a fresh session and ask; the page comes back with its answer."""
    contexts = []

    def answer(question="May lids rattle?", width=1440, height=900, **options):
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        box = page.locator("#question textarea")
        expect(box).to_be_visible(timeout=30_000)
        box.fill(question)
        box.press("Enter")
        expect(page.locator("#current .answer:not([aria-busy=true])")).to_be_visible(timeout=15_000)
        expect(page.locator("#sources .card").first).to_be_visible()
        return page

    yield answer
    for context in contexts:
        context.close()


def chip(page, number):
    return page.locator(f'#current a.cite[href="#source-1-{number}"]').first


def card(page, number):
    return page.locator(".card", has=page.locator(f"#source-1-{number}"))


def lit(page):
    """Return what is lit: the words of marks and the numbers of cards and of citations."""
    return page.evaluate("""() => ({
      marks: [...document.querySelectorAll("mark.glow")].map((e) => e.textContent),
      cards: [...document.querySelectorAll(".card.glow")].map(
        (e) => e.querySelector("h3").textContent.trim()),
      chips: [...new Set([...document.querySelectorAll("a.cite.glow")].map((e) => e.textContent))],
    })""")


DARK = {"marks": [], "cards": [], "chips": []}
FIRST = {"marks": ["lids that rattle"], "cards": ["[1] [2] Article 3(1)(b)"], "chips": ["1"]}


def test_a_number_under_the_pointer_lights_its_card_and_its_own_quote(answered):
    page = answered()
    assert lit(page) == DARK
    before = page.evaluate("document.getElementById('beside').innerHTML.length")
    places = (
        "[...document.querySelectorAll('.card, mark, a.cite')].map("
        "(e) => JSON.stringify(e.getBoundingClientRect()))"
    )
    still = page.evaluate(places)
    chip(page, 1).hover()
    assert lit(page) == FIRST
    assert page.evaluate(places) == still
    frames = [page.locator(one).first for one in ("mark.glow", ".card.glow", "a.cite.glow")]
    assert "none" not in [f.evaluate("e => getComputedStyle(e).outlineStyle") for f in frames]
    chip(page, 2).hover()
    assert lit(page)["marks"] == ["spouts that drip"]
    page.mouse.move(700, 20)
    assert lit(page) == DARK
    assert page.evaluate("document.getElementById('beside').innerHTML.length") >= before


def test_a_card_under_the_pointer_lights_the_numbers_that_lead_to_it(answered):
    page = answered()
    card(page, 2).locator("h3").hover()
    assert lit(page) == {**DARK, "chips": ["1", "2"]}
    card(page, 3).locator("h3").hover()
    assert lit(page) == {**DARK, "chips": ["3"]}


def test_the_keyboard_lights_what_the_pointer_does(answered):
    page = answered()
    page.evaluate("document.activeElement.blur()")
    chip(page, 1).focus()
    assert lit(page) == FIRST
    page.keyboard.press("Enter")
    expect(card(page, 1)).to_be_focused()
    assert lit(page) == {**DARK, "chips": ["1", "2"]}
    page.keyboard.press("Tab")
    expect(page.locator("#source-1-1")).to_be_focused()
    assert lit(page) == {**DARK, "chips": ["1", "2"]}
    page.locator("#question textarea").focus()
    assert lit(page) == DARK


def test_a_source_unfolds_between_its_neighbours_by_keyboard(answered):
    page = answered()
    folded = card(page, 1).locator(".context")
    beside = folded.get_by_text("the sale of kettles that whistle;")
    expect(beside).to_be_hidden()
    summary = folded.locator("summary")
    expect(summary).to_have_text("In context Article 3(1)(b)")
    summary.focus()
    page.keyboard.press("Enter")
    expect(beside).to_be_visible()
    expect(folded).to_contain_text("the sale of cups.")  # as it reads on the day
    assert folded.locator(".echo").all_inner_texts() == ["lids that rattle", "spouts that drip"]
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / "sources-desktop.png")


def test_a_source_says_why_it_is_there(answered):
    why = answered().locator(".card", has_text="[1]").locator(".why")
    expect(why.locator("li").first).to_be_hidden()
    why.locator("summary").click()
    assert why.locator("li").all_inner_texts() == [
        "Place 2 in the search: by its meaning.",
        "Words of your question that it has: lids.",
        "Words of your question that the law says otherwise, as here: noise.",
    ]


def test_what_came_nearest_is_lit_and_says_what_it_lacks(answered):
    page = answered("Who drinks tea?")
    expect(page.locator("#sources")).to_contain_text("Words of your question that it lacks: tea")
    page.locator('#current a.cite[href="#near-1-1"]').hover()
    expect(page.locator("#near-1-1.glow")).to_be_visible()


@pytest.mark.parametrize(
    ("words", "leads"),
    [
        ("Read in the act Article 3(1)(c)", "?view=explore&provision="),
        ("Compare versions Article 3(1)(c)", "?view=compare&provision="),
    ],
)
def test_a_source_leads_on_without_loading_the_page(answered, words, leads):
    page = answered()
    page.evaluate("window.stayed = true")
    card(page, 3).get_by_role("link", name=words).click()
    page.wait_for_function("location.search.includes('view=')")
    assert page.evaluate("location.search").startswith(leads)
    assert "32099R0001%2B32100R0002%23art_3.par_1.pnt_c" in page.evaluate("location.search")
    assert page.evaluate("window.stayed")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_glows_and_what_is_unfolded_can_be_read(answered, scheme):
    page = answered(color_scheme=scheme)
    for summary in page.locator("#sources .card > details > summary").all():
        summary.click()
    chip(page, 3).focus()
    chip(page, 1).hover()
    assert len(lit(page)["marks"]) == 2
    assert page.evaluate(CONTRAST) == []


def test_on_a_phone_the_sources_come_below_the_answer(answered):
    page = answered(width=390, height=844)
    for summary in page.locator("#sources .card > details > summary").all():
        summary.click()
    answer, first = page.locator("#current .answer").bounding_box(), card(page, 1).bounding_box()
    assert first["y"] > answer["y"] + answer["height"]
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    ARTEFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTEFACTS / "sources-phone.png", full_page=True)


def test_on_paper_only_what_was_unfolded_is_printed(answered):
    page = answered()
    card(page, 1).locator(".context summary").click()
    page.emulate_media(media="print")
    expect(card(page, 1).locator(".context .neighbour").first).to_be_visible()
    expect(card(page, 1).locator(".why")).to_be_hidden()
    expect(card(page, 1).locator("mark").first).to_be_visible()
