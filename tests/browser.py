"""A small assistant for a browser to ask."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

from ingest.model import Corpus, Provision
from rag.errors import IndexMissing
from rag.facets import admits, searched
from rag.model import Answer, Citation, Hit, Question, Statement, Withheld
from rag.parts import LAW as OF_LAW
from rag.parts import STORY as OF_STORY
from tests.conftest import corpus, document, provision

ARTEFACTS = Path(__file__).parents[1] / "artefacts"
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
SHARED = provision(
    "art_3.pnt_4",
    "‘shared kitchen’ means a kitchen that people of more than one household use;",
    label="Article 3(4)",
    headings=("CHAPTER I: GENERAL PROVISIONS", "Definitions"),
)
"""Defines a term that is used in `WHISTLE`; in a corpus of its own, `TERMS`."""
KETTLES = corpus(WHISTLE, LIST, TEAPOT, HOSTILE, TALE, documents=(KETTLE_ACT, STORY))
TERMS = corpus(SHARED, *KETTLES.provisions.values(), documents=(KETTLE_ACT, STORY))


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


def _mixed(question: Question) -> Answer:
    law = replace(says("Whistles above 85 decibels are banned.", cite(WHISTLE)), part=OF_LAW)
    told = replace(quotes(cite(TALE)), part=OF_STORY, attribution="Self-declared fictional:")
    return Answer(question, question.text, (law, told), notices=("This rests on fiction.",))


def _unclear(question: Question) -> Answer:
    choices = ("May a kettle whistle under the first act?", "What is prohibited by the second act?")
    return Answer(question, question.text, refusal="Which act is meant?", choices=choices)


def _term(question: Question) -> Answer:
    return Answer(question, question.text, (quotes(cite(SHARED)),))


def _refuse(question: Question) -> Answer:
    return Answer(
        question,
        question.text,
        refusal="Nothing in the texts supports an answer to this question.",
        searched=searched(question.filters, KETTLES),
        nearest=(Hit(TEAPOT, 0.2, "words"), Hit(LIST, 0.1, "meaning")),
    )


SCRIPT = {
    "both worlds": _mixed,
    "which act": _unclear,
    "is a shared kitchen": _term,
    "whistle": _whistle,
    "prohibited": _list,
    "divided": _tale,
    "markup": _hostile,
}
_PATIENCE_S = 20.0


@dataclass(frozen=True, slots=True)
class Scripted:
    """Answers from a script, growing one statement at a time.

    A question with "slowly" stays at its first statement until `go_on` is set.
    """

    corpus: Corpus = KETTLES
    notices: tuple[str, ...] = ()
    go_on: Event = field(default_factory=Event)

    def ask(self, question: Question) -> Answer:
        """Return the last answer of the stream."""
        return list(self.stream(question))[-1]

    def search(self, question: Question, k: int) -> Sequence[Hit]:
        """Return every provision that has a word of the question, in the order of the corpus."""
        words = set(question.text.lower().split())
        texts = self.corpus.provisions.values()
        hits = (Hit(p, 1.0, "words") for p in texts if words & set(p.text.lower().split()))
        return list(hits)[:k]

    def stream(self, question: Question) -> Iterator[Answer]:
        """Yield the answer whose key word is in the question, else a refusal."""
        if "no index" in question.text:
            raise IndexMissing("there is no index yet; run: pincite index")
        if "break" in question.text:
            raise ZeroDivisionError("secret detail")
        answer = next((make for word, make in SCRIPT.items() if word in question.text), _refuse)
        whole = answer(question)
        cited = [citation.provision for citation in whole.citations]
        if not all(admits(question.filters, provision, TERMS) for provision in cited):
            whole = _refuse(question)
        whole = replace(whole, as_of=question.as_of)
        for end in range(1, len(whole.statements)):
            yield replace(whole, statements=whole.statements[:end], extras=(), withheld=())
            if "slowly" in question.text:
                self.go_on.wait(_PATIENCE_S)
        yield whole
