"""The library says what each document is, whence it came, what it lacks, and what is missing."""

import re
from dataclasses import replace
from typing import Any

import pytest

from ingest.model import Corpus
from tests.browser import KETTLE_ACT, STORY, Scripted
from tests.conftest import corpus, document, provision
from ui.desk import About, Desk
from ui.library_keeper import Changed, Changes, Keeper
from ui.library_panel import asking_to_refresh, working
from ui.library_state import state
from ui.library_view import show_library
from ui.library_work import Step
from ui.views import Parameters, Reading
from ui.wording import GERMAN, LANGUAGES, read_wording

HOSTILE = '<img src=x onerror="alert(1)">'
OWN = document(
    id="doc:mine",
    work="doc:mine",
    title=f"My notes {HOSTILE}",
    short_title=f"Mine {HOSTILE}",
    kind="article",
    tier="news",
    status=HOSTILE,
    obtained_from="user",
    completeness=f"page 2 {HOSTILE}",
    url="javascript:alert(1)",
    licence=HOSTILE,
    unapplied=(HOSTILE,),
    retrieved_at="2099-02-03T10:00:00+00:00",
    sha256="f" * 64,
)
ACT = replace(KETTLE_ACT, retention=0.9984, completeness="no recitals (the act has 3)")
COMPUTED = document(
    id="32099R0001+32100R0007", short_title="Kettle Act, amended", tier="consolidated",
    version_date="2100-01-01", obtained_from="computed",
)  # fmt: skip
TEXTS = corpus(
    provision("art_1"),
    provision("art_2"),
    provision(id="doc:mine#par_1", document_id="doc:mine"),
    provision(id="32099R0001+32100R0007#art_1", document_id="32099R0001+32100R0007"),
    documents=(ACT, STORY, OWN, COMPUTED),
)
MISSING = {"id": "02099R0001", "short_title": "Kettle Act", "routes": ["mirror", "official"]}


def nothing(*_: object) -> Changed:
    raise AssertionError("nothing is changed by looking")


def keeper(changes: bool = True) -> Keeper:
    def status(texts: Corpus) -> dict[str, Any]:
        return {**state(Desk(Scripted(texts))), "missing": [MISSING]}

    return Keeper(status, Changes(nothing, nothing, nothing) if changes else None)


def shown(parameters: Parameters | None = None, language: str = "en", **options: bool) -> str:
    desk = Desk(Scripted(TEXTS), About(), keeper(**options))
    reading = Reading(desk.assistant, "2099-07-01", read_wording(language))
    return show_library(desk, reading, parameters or {})


def titles(html: str) -> list[str]:
    return re.findall(r"<h4[^>]*>([^<]+)", html)


def test_a_document_is_shown_with_its_figures() -> None:
    card = shown().partition('id="32099R0001"')[2].partition("</article>")[0]
    for words in (
        "Regulation (EU) 2099/1 of 1 May 2099",
        "in force",
        "version of 1 May 2099",
        "from the folder of official files",
        "2 provisions",
        "Not whole:",
        "no recitals (the act has 3).",
        "<dt>Articles</dt><dd>2</dd>",
        "99.84% of the text as obtained",
        "?view=explore&amp;act=32099R0001",
        "EUR-Lex",
    ):
        assert words in card


def test_the_reader_s_own_documents_come_first_and_only_they_can_be_removed() -> None:
    html = shown()
    assert html.index("Added by you (1)") < html.index("Law (2)") < html.index("Self-declared")
    assert re.findall(r"remove=([^\"]+)", html) == ["doc%3Amine"]


def test_what_is_missing_is_named_with_the_way_to_get_it() -> None:
    gap = shown().partition('class="notice gaps"')[2].partition("</section>")[0]
    assert "1 document of the catalogue is missing" in gap
    assert "02099R0001" in gap
    assert gap.index("Connect this machine") < gap.index("PINCITE_MIRROR")


def test_a_text_that_was_put_together_here_is_compared_or_said_not_to_be() -> None:
    assert "Kettle Act, amended as amended was put together here" in shown()


@pytest.mark.parametrize(
    ("find", "found"),
    [
        pytest.param("kettle act", ["Kettle Act", "Kettle Act, amended"], id="words of a title"),
        pytest.param("IN FORCE", ["Kettle Act"], id="a status"),
        pytest.param("doc:mine", ["Mine "], id="an id"),
        pytest.param("teapot", [], id="nothing"),
        pytest.param("kettle teapot", [], id="each word counts"),
    ],
)
def test_documents_are_found_by_words(find: str, found: list[str]) -> None:
    html = shown({"find": find})
    held = [title.partition("&")[0] for title in titles(html)]
    assert held == found
    assert f'value="{find}"' in html
    assert ("No document has" in html) is not found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "parameters", [{}, {"find": HOSTILE}, {"remove": HOSTILE}, {"remove": "doc:mine"}]
)
def test_nothing_that_others_wrote_can_act(parameters: Parameters, language: str) -> None:
    html = shown(parameters, language)
    assert "<img" not in html
    assert "javascript:" not in html
    assert html.count("<h2") == 1


def test_before_a_document_is_removed_the_page_asks() -> None:
    html = shown({"remove": "doc:mine"})
    form = html.partition("<form data-library>")[2].partition("</form>")[0]
    assert 'name="do" value="remove"' in form
    assert 'name="named" value="doc:mine"' in form
    assert '<button type="submit"' in form
    assert 'href="?view=library"' in form


@pytest.mark.parametrize("named", ["32099R0001", "doc:kettle-war", "doc:none"])
def test_nothing_else_is_offered_for_removal(named: str) -> None:
    html = shown({"remove": named})
    assert "<form data-library>" not in html
    assert f"“{named}” is not among the documents that you added" in html


def test_where_others_reach_the_page_nothing_can_be_changed() -> None:
    html = shown({"remove": "doc:mine"}, changes=False)
    assert "data-library" not in html
    assert "remove=" not in html


def test_without_a_keeper_the_texts_are_still_shown() -> None:
    desk = Desk(Scripted(TEXTS))
    html = show_library(desk, Reading(desk.assistant, "2099-07-01", read_wording()), {})
    assert len(titles(html)) == 4


def test_what_texts_say_is_named_as_english_on_the_german_page() -> None:
    html = shown(language=GERMAN)
    assert '<h4 lang="en">Kettle Act</h4>' in html
    assert "Fassung vom 1. Mai 2099" in html
    assert re.search(r'<span lang="en">no recitals', html)


def test_a_refresh_says_whom_it_asks_or_that_it_asks_nobody() -> None:
    words = read_wording()
    assert "asks a.example, b.example and" in asking_to_refresh(
        ("a.example", "b.example"), False, words
    )
    assert "told to stay offline" in asking_to_refresh((), True, words)


@pytest.mark.parametrize(
    ("step", "progress"),
    [
        pytest.param(Step("indexing", 3, 10), 'value="3" max="10"', id="counted"),
        pytest.param(Step("reading"), 'aria-label="Progress" >', id="not counted"),
    ],
)
def test_progress_is_shown_with_words(step: Step, progress: str) -> None:
    html = working("Adding", step, read_wording())
    assert progress in html
    assert step.what in html
