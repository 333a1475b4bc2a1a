"""The JSON that other programs rely on has exactly the promised keys and numbers."""

import json

import pytest

from rag.model import Answer, Citation, Hit, Question, Statement, Withheld
from tests.conftest import corpus, document, provision
from ui.json_contract import answer_object, answer_text, hits_object, provision_object

KETTLE = provision("art_1", "Kettles shall whistle.", label="Article 1", applies_from="2099-02-01")
LID = provision("art_2", "A lid is part of a kettle.", label="Article 2", url="https://x.test/2")
ACT = document(status="in force", url="https://x.test/act", title="The whole title")
QUESTION = Question("Must kettles whistle?", id="q1")


def citing(part, quote=""):
    quote = quote or part.text
    start = part.text.index(quote)
    return Citation(part, quote, (start, start + len(quote)))


def answer(*statements, **changes):
    return Answer(QUESTION, QUESTION.text, tuple(statements), **changes)


def test_an_answer_has_the_promised_keys():
    given = answer(
        Statement("Kettles shall whistle.", (citing(KETTLE),), "verbatim"),
        withheld=(Withheld("Kettles may sing.", "not in the text"),),
        notices=("Partial copy.",),
        searched=("Kettle Act",),
        corpus="abc",
        elapsed_ms=12.345,
        as_of="2099-03-01",
    )
    assert answer_object(given, {ACT.id: ACT}) == {
        "id": "q1",
        "question": "Must kettles whistle?",
        "asked": "Must kettles whistle?",
        "choices": [],
        "answered": True,
        "text": "Kettles shall whistle. [1]",
        "mode": "extractive",
        "statements": [
            {
                "text": "Kettles shall whistle.",
                "part": "",
                "stance": "",
                "attribution": "",
                "in_plain_words": "",
                "citations": [1],
                "support": "verbatim",
            }
        ],
        "citations": [
            {
                "n": 1,
                "provision_id": "32099R0001#art_1",
                "label": "Article 1",
                "document_id": "32099R0001",
                "document_title": "The whole title",
                "tier": "law",
                "quote": "Kettles shall whistle.",
                "url": "https://x.test/act",
                "applies_from": "2099-02-01",
                "status": "in force",
                "version_date": ACT.version_date,
            }
        ],
        "withheld": [{"text": "Kettles may sing.", "reason": "not in the text"}],
        "notices": ["Partial copy."],
        "searched": ["Kettle Act"],
        "as_of": "2099-03-01",
        "corpus": "abc",
        "elapsed_ms": 12.3,
    }


def test_a_citation_used_twice_keeps_its_number():
    given = answer(
        Statement("One.", (citing(KETTLE), citing(LID)), "checked"),
        Statement("Two.", (citing(LID),), "checked"),
    )
    found = answer_object(given, {ACT.id: ACT})
    assert [s["citations"] for s in found["statements"]] == [[1, 2], [2]]
    assert found["text"] == "One. [1][2]\nTwo. [2]"
    assert [c["url"] for c in found["citations"]] == ["https://x.test/act", "https://x.test/2"]


def test_two_quotes_of_one_provision_are_two_citations():
    given = answer(
        Statement("One.", (citing(KETTLE, "Kettles"), citing(KETTLE, "whistle")), "checked")
    )
    quotes = [c["quote"] for c in answer_object(given, {ACT.id: ACT})["citations"]]
    assert quotes == ["Kettles", "whistle"]


def test_a_refusal_says_why_instead_of_an_answer():
    refused = answer(refusal="The texts do not say.", nearest=(Hit(KETTLE, 0.1, "words"),))
    found = answer_object(refused, {ACT.id: ACT})
    assert (found["answered"], found["text"]) == (False, "The texts do not say.")
    assert found["statements"] == found["citations"] == []


def test_extras_are_no_part_of_the_answer():
    folded = Statement("A lid is part of a kettle.", (citing(LID),), "verbatim")
    given = answer(Statement("Yes.", (citing(KETTLE),), "checked"), extras=(folded,))
    assert "lid" not in answer_text(given)
    assert len(answer_object(given, {ACT.id: ACT})["citations"]) == 1


def test_a_note_is_cited_as_a_note():
    note = provision("art_9", "In our words.", tier="note")
    given = answer(Statement("In our words.", (citing(note),), "verbatim"))
    assert answer_object(given, {ACT.id: ACT})["citations"][0]["tier"] == "note"


def test_hits_have_the_promised_keys_in_order_of_rank():
    found = hits_object(QUESTION, [Hit(LID, 0.5, "words"), Hit(KETTLE, 0.25, "meaning")], 3.21)
    assert found == {
        "id": "q1",
        "question": "Must kettles whistle?",
        "hits": [
            {
                "provision_id": part.id,
                "score": score,
                "label": part.label,
                "document_id": part.document_id,
            }
            for part, score in ((LID, 0.5), (KETTLE, 0.25))
        ],
        "elapsed_ms": 3.2,
    }


def test_a_provision_says_what_refers_to_it_and_what_is_below_it():
    point = provision("art_2.pnt_a", "a lid, see Article 1", refs=(KETTLE.id,))
    parent = provision("art_2", "Parts: a lid, see Article 1", refs=(KETTLE.id,))
    texts = corpus(KETTLE, parent, point, documents=(ACT,))
    shown = provision_object(KETTLE, texts)
    assert shown["referred_by"] == [point.id]
    assert shown["status"] == "in force"
    assert provision_object(parent, texts)["children"] == [point.id]


@pytest.mark.parametrize("text", ["‘as printed’", "10^25", "one\ntwo", '"quoted"'])
def test_objects_survive_json(text):
    part = provision(text=text)
    found = answer_object(answer(Statement(text, (citing(part),), "verbatim")), {ACT.id: ACT})
    assert json.loads(json.dumps(found, ensure_ascii=False)) == found
