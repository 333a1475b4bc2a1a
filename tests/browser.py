"""A real browser for tests, and a small assistant for it to ask."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from ingest.model import Corpus, Document, Provision
from rag.errors import IndexMissing
from rag.model import Answer, Citation, Hit, Question, Statement, Withheld
from tests.conftest import corpus, document, provision

CHROMIUM = Path("/usr/bin/chromium")
ARTEFACTS = Path(__file__).parents[1] / "artefacts"
_ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium; without it the test fails, unless PINCITE_NO_BROWSER says to skip."""
    if os.environ.get("PINCITE_NO_BROWSER"):
        pytest.skip("PINCITE_NO_BROWSER is set")
    if not CHROMIUM.exists():
        pytest.fail(f"{CHROMIUM} is missing: apt-get install chromium, or set PINCITE_NO_BROWSER=1")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=_ARGUMENTS)
        yield browser
        browser.close()


KETTLE_ACT = document(
    title="Regulation (EU) 2099/1 of 1 May 2099 laying down harmonised rules on kettles",
    status="in force",
    version_date="2099-05-01",
    obtained_from="mirror",
    url="https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32099R0001",
)
STORY = document(
    id="doc:kettle-war",
    work="doc:kettle-war",
    title="The kettle war: a brief in our own words",
    short_title="The kettle war (brief)",
    kind="article",
    tier="fiction",
    obtained_from="note",
)
_HEADINGS = ("CHAPTER II: PROHIBITED KETTLE PRACTICES OF THE EU", "Prohibited kettle practices")
_CHAPEAU = "The following kettle practices shall be prohibited:"
_LINES = (
    "the placing on the market of kettles that whistle above 85 decibels in a shared kitchen, "
    "except where the whistle is intended for safety reasons;",
    "the use of kettles that guess the mood of the person who boils water;",
    "the sale of kettles without a lid, where:\n(i) the kettle holds more than 2 litres; or\n"
    "(ii) the kettle is sold to schools;",
)
WHISTLE = provision(
    "art_5.par_1.pnt_a",
    _LINES[0],
    label="Article 5(1)(a)",
    headings=_HEADINGS,
    chapeau=_CHAPEAU,
    applies_from="2025-02-02",
    amended="32099R0044",
    url="https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32099R0001#art_5",
)
LIST = provision(
    "art_5.par_1",
    "\n".join(
        [_CHAPEAU, *(f"({letter}) {line}" for letter, line in zip("abc", _LINES, strict=True))]
    )
    + "\nThis paragraph is without prejudice to the rules on teapots. " * 6,
    label="Article 5(1)",
    headings=_HEADINGS,
    applies_from="2099-08-02",
    completeness="points (d) to (f) are missing",
)
TEAPOT = provision("art_9", "Teapots are outside this Regulation.", label="Article 9")
HOSTILE = provision(
    "art_66",
    '<script>window.pwned = 1</script><img src=x onerror="window.pwned = 2"> '
    "[click](javascript:alert(1)) <a href='https://evil.example/'>here</a> ${1+1} {{value}}",
    label="Article 66 <b onmouseover=alert(1)>bold</b>",
    url="javascript:alert(1)",
)
TALE = provision(
    id="doc:kettle-war#par_3",
    document_id="doc:kettle-war",
    text="In the story four points divided the kettle makers: noise, lids, moods and tea.",
    label="Paragraph 3",
    kind="paragraph",
    tier="fiction",
)
KETTLES = corpus(WHISTLE, LIST, TEAPOT, HOSTILE, TALE, documents=(KETTLE_ACT, STORY))


def cite(source: Provision, quote: str = "") -> Citation:
    """Quote words of a provision, all of them by default."""
    quote = quote or source.text
    start = source.text.index(quote)
    return Citation(source, quote, (start, start + len(quote)))


def says(text: str, *citations: Citation) -> Statement:
    """State something that citations carry."""
    return Statement(text, citations, "checked")


def quotes(citation: Citation) -> Statement:
    """State the quote itself."""
    return Statement(citation.quote, (citation,), "verbatim")


def _whistle(question: Question) -> Answer:
    whole = cite(WHISTLE, _LINES[0].rstrip(";"))
    return Answer(
        question,
        question.text,
        statements=(
            says(
                "Kettles that whistle above 85 decibels may not be sold for shared kitchens.", whole
            ),
            quotes(cite(LIST, _LINES[1])),
        ),
        extras=(quotes(cite(TEAPOT)),),
        withheld=(Withheld("Kettles may whistle at 90 decibels.", "90 is not in the source"),),
        notices=("Applies since 2 February 2025. Amended since this text was printed.",),
    )


def _list(question: Question) -> Answer:
    return Answer(question, question.text, (quotes(cite(LIST, LIST.text[:480])),))


def _tale(question: Question) -> Answer:
    lead = says("Self-declared fictional: four points divided the makers.", cite(TALE))
    return Answer(
        question, question.text, (lead,), notices=("This rests on fiction. It is no law.",)
    )


def _hostile(question: Question) -> Answer:
    return Answer(question, question.text, (quotes(cite(HOSTILE)),), notices=(HOSTILE.text,))


def _refuse(question: Question) -> Answer:
    return Answer(
        question,
        question.text,
        refusal="Nothing in the texts supports an answer to this question.",
        searched=("Kettle Act", "The kettle war (brief)"),
        nearest=(Hit(TEAPOT, 0.2, "words"), Hit(LIST, 0.1, "meaning")),
    )


SCRIPT = {"whistle": _whistle, "prohibited": _list, "divided": _tale, "markup": _hostile}


@dataclass(frozen=True, slots=True)
class Scripted:
    """Answers from a script, growing one statement at a time."""

    corpus: Corpus = KETTLES
    documents: tuple[Document, ...] = (KETTLE_ACT, STORY)

    def stream(self, question: Question) -> Iterator[Answer]:
        """Yield the answer whose key word is in the question, else a refusal."""
        if "no index" in question.text:
            raise IndexMissing("there is no index yet; run: pincite index")
        if "break" in question.text:
            raise ZeroDivisionError("secret detail")
        answer = next((make for word, make in SCRIPT.items() if word in question.text), _refuse)
        whole = answer(question)
        for end in range(1, len(whole.statements)):
            yield replace(whole, statements=whole.statements[:end], extras=(), withheld=())
        yield whole
