"""An answer is drafted out of nothing but the words of what was found."""

import pytest

from ingest.model import Provision
from rag.asking import read
from rag.draft import LIST, WHOLE, Draft, draft
from rag.extras import DEFINITION, EXCEPTION, Extra
from rag.model import Hit, Question, Statement
from rag.verify import Claim, verify
from tests.conftest import corpus, kettle_corpus, provision

KETTLES = kettle_corpus()
QUESTIONS = (
    "What is a kettle?",
    "Which kettle practices are prohibited?",
    "What must a leak report contain?",
    "What does Article 3 say?",
    "Compare Articles 4 and 5",
    "Why are whistles needed?",
    "What divided the negotiators?",
    "Tell me about lead",
)


def drafted(question: str, *anchors: str, why: str = "words") -> Draft:
    hits = [Hit(KETTLES.provisions[f"32099R0001#{a}"], 1.0, why) for a in anchors]
    return draft(read(question), hits, KETTLES)


def words(text: str) -> list[str]:
    return text.split()


def quoted_in_order(claim: Claim) -> str:
    """Return the quotes of a claim, the introduction before what it introduces."""
    return " ".join(quote for _, quote in reversed(claim.quotes))


def test_a_claim_is_the_words_of_its_provision() -> None:
    [claim] = drafted("Who checks the whistle?", "art_4.par_2").claims
    assert claim.text == "Importers shall check that the whistle works."
    assert claim.quotes == (("32099R0001#art_4.par_2", claim.text),)


def test_a_point_brings_the_words_that_it_completes() -> None:
    [claim] = drafted("How long are leak reports kept?", "art_4.par_1.pnt_c").claims
    assert claim.text == "Makers of kettles shall: keep the leak report for 10 years."
    assert claim.quotes[0][0] == "32099R0001#art_4.par_1.pnt_c"
    assert claim.quotes[1] == ("32099R0001#art_4.par_1", "Makers of kettles shall:")


def test_a_definition_stands_without_the_words_before_the_list() -> None:
    [claim] = drafted("What is a kettle?", "art_2.pnt_1").claims
    assert claim.text == "‘kettle’ means a vessel with a spout that boils water;"


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("identifier", KETTLES.provisions)
def test_a_claim_says_its_quotes_and_every_quote_holds(question: str, identifier: str) -> None:
    hits = [Hit(KETTLES.provisions[identifier], 1.0, "words")]
    [claim] = draft(read(question), hits, KETTLES).claims
    assert words(claim.text) == words(quoted_in_order(claim))
    assert claim.quotes[0][0] == identifier
    assert isinstance(verify(claim, KETTLES.provisions), Statement)


@pytest.mark.parametrize(
    ("anchors", "main"),
    [
        pytest.param(("art_4.par_2", "art_4.par_1.pnt_a"), ["art_4.par_2"], id="only the best"),
        pytest.param(("art_3.par_1",), ["art_3.par_1"], id="one hit"),
        pytest.param((), [], id="no hit"),
    ],
)
def test_the_best_hit_answers_and_no_other(anchors: tuple[str, ...], main: list[str]) -> None:
    found = drafted("Must whistles work?", *anchors)
    assert [c.quotes[0][0].partition("#")[2] for c in found.claims] == main
    assert found.extras == ()


def test_what_stands_beside_an_answer_is_quoted_after_it_and_says_what_it_is() -> None:
    beside = [
        Extra(KETTLES.provisions[f"32099R0001#{anchor}"], what)
        for anchor, what in (("art_4.par_1.pnt_a", EXCEPTION), ("art_2.pnt_1", DEFINITION))
    ]
    hits = [Hit(KETTLES.provisions["32099R0001#art_4.par_2"], 1.0, "words")]
    found = draft(read("Must whistles work?"), hits, KETTLES, "", beside)
    assert [c.quotes[0][0].partition("#")[2] for c in found.claims] == ["art_4.par_2"]
    assert [(c.quotes[0][0].partition("#")[2], c.part) for c in found.extras] == [
        ("art_4.par_1.pnt_a", EXCEPTION),
        ("art_2.pnt_1", DEFINITION),
    ]
    assert all(isinstance(verify(c, KETTLES.provisions), Statement) for c in found.extras)


def test_a_question_on_changes_is_answered_by_the_instruction_first() -> None:
    changed = provision("art_1", "Lids close.", changed_by=("32099R0001#art_9",))
    order = provision("art_9", "Article 1 is replaced:\n‘Lids close.’")
    hits = [Hit(changed, 1.0, "named in the question")]
    found = draft(read("Has Article 1 been amended?"), hits, corpus(changed, order))
    assert [claim.text for claim in found.claims] == ["Article 1 is replaced:", "Lids close."]


def test_everything_that_is_looked_up_is_shown_and_nothing_else() -> None:
    found = drafted("Articles 4 and 5", "art_4", "art_5", why="named in the question")
    assert [claim.quotes[0][0] for claim in found.claims] == [
        "32099R0001#art_4",
        "32099R0001#art_5",
    ]
    assert found.extras == ()


def _long(lines: int) -> Provision:
    """Return a provision of many sentences; one of them speaks of walrus whistles."""
    told = [f"Sentence {n} tells of lids and of spouts and of handles." for n in range(lines)]
    told[lines // 2] = "A walrus whistle shall sound within 9 hours."
    return provision("art_20", "\n".join(" ".join(told[n : n + 3]) for n in range(0, lines, 3)))


@pytest.mark.parametrize(
    "question", ["How quickly does a walrus whistle sound?", "What is a walrus whistle like?"]
)
def test_out_of_a_long_text_the_sentence_that_answers_is_quoted(question: str) -> None:
    text = _long(60)
    [claim] = draft(read(question), [Hit(text, 1.0, "words")], corpus(text)).claims
    assert "A walrus whistle shall sound within 9 hours." in claim.text
    assert claim.text in text.text
    assert len(words(claim.text)) <= WHOLE


def test_a_long_text_that_is_looked_up_is_shown_from_its_beginning() -> None:
    text = _long(300)
    [claim] = draft(
        read("Article 20"), [Hit(text, 1.0, "named in the question")], corpus(text)
    ).claims
    assert text.text.startswith(claim.text)
    assert WHOLE < len(words(claim.text)) <= LIST


def test_a_list_is_quoted_whole_when_a_list_is_asked_for(kettle) -> None:
    answer = kettle.ask(Question("What information does the leak report contain?"))
    shown = " ".join(statement.text for statement in answer.statements)
    assert all(part in shown for part in ("name of the maker", "date of the", "result of the"))


def test_text_without_sentences_is_quoted_too() -> None:
    text = provision("art_20", "lid " * 400)
    for question in ("Lids?", "Article 20", "How many lids?"):
        [claim] = draft(read(question), [Hit(text, 1.0, "words")], corpus(text)).claims
        assert isinstance(verify(claim, {text.id: text}), Statement)
