"""A receipt holds what an answer rested on, and is read back only when it is sound."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.chat.style import STAFF
from rag.generations import Stamp, new, publish
from rag.model import Answer, Filters, Question, Turn, Usage
from rag.receipt import conditions_of, receipt_of
from rag.receipt_file import LONGEST, ReceiptUnreadable, parse_receipt, read_receipt, receipt_bytes
from rag.receipt_model import Conditions, digest
from rag.release import release
from rag.settings import Settings
from tests.exported import ACT, DUTY, LIST, MIXED, REFUSED, TEXTS, WHOLE, hostile

WHEN = datetime(2099, 6, 1, 12, 30, 15, 999, tzinfo=UTC)


def written(*answers, **more):
    return json.loads(receipt_bytes(receipt_of(answers, TEXTS, made_at=WHEN, **more)))


def test_a_receipt_says_what_was_asked():
    asked = Question(
        "And lids?",
        Filters(documents=frozenset(("b", "a")), jurisdictions=frozenset(("EU",))),
        (Turn("What of kettles?", (LIST.id,)),),
        id="q7",
        as_of="2099-05-02",
    )
    (answer,) = written(replace(WHOLE, question=asked, asked="And lids of kettles?"))["answers"]
    assert answer["question"] == {
        "text": "And lids?",
        "id": "q7",
        "as_of": "2099-05-02",
        "filters": {
            "documents": ["a", "b"],
            "jurisdictions": ["EU"],
            "kinds": [],
            "tiers": [],
            "languages": [],
        },
        "history": [{"question": "What of kettles?", "provision_ids": [LIST.id]}],
    }
    assert (answer["read_as"], answer["as_of"]) == ("And lids of kettles?", WHOLE.as_of)


def test_a_receipt_says_what_was_answered_and_from_what():
    receipt = written(WHOLE)
    (answer,) = receipt["answers"]
    assert receipt["made_at"] == "2099-06-01T12:30:15+00:00"
    assert receipt["pincite"] == release()
    assert [s["citations"] for s in answer["statements"]] == [[1], [2, 1]]
    assert answer["statements"][1]["in_plain_words"] == "Tell them within three days."
    assert answer["citations"][1] == {
        "provision_id": DUTY.id,
        "quote": "notify a boil-over within 72 hours",
        "span": [13, 47],
    }
    assert answer["withheld"][0]["reason"] == "90 is not in the source"
    assert (answer["mode"], answer["corpus"]) == ("chat:ollama:small", TEXTS.sha256)
    found = {p["id"]: (p["sha256"], p["text"]) for p in receipt["provisions"]}
    assert found == {p.id: (digest(p.text), p.text) for p in (LIST, DUTY)}
    (document,) = receipt["documents"]
    assert (document["version_date"], document["sha256"]) == (ACT.version_date, ACT.sha256)
    assert len(document["text_sha256"]) == 64


def test_a_refusal_and_the_model_that_was_asked_are_written_down():
    usage = Usage("ollama:small", "on this machine")
    (answer,) = written(replace(REFUSED, usage=usage))["answers"]
    assert (answer["refusal"], answer["citations"]) == (REFUSED.refusal, [])
    assert answer["model_asked"] == "ollama:small"


def test_the_digest_of_a_text_that_was_replaced_since_is_left_out():
    (document,) = written(replace(WHOLE, corpus="another"))["documents"]
    assert (document["id"], document["sha256"], document["text_sha256"]) == (ACT.id, "", "")


@pytest.mark.parametrize(
    ("embedder", "named"),
    [
        ("all-MiniLM-L6-v2", "all-MiniLM-L6-v2"),
        ("maker/model", "maker/model"),
        ("/home/me/secret/model", "model"),
        ("./model", "model"),
        ("../me/model/", "folder"),
        (r"C:\Users\me\model", "model"),
    ],
)
def test_the_conditions_hold_no_path_of_the_machine(tmp_path, embedder, named):
    publish(tmp_path, new(tmp_path), Stamp(embedder, "c", 1, "now", headnotes="abc"))
    found = conditions_of(Settings(home=tmp_path, top_k=5, headnotes="note,terms"))
    assert found == Conditions(named, 5, ("note", "terms"), "abc")


def test_the_conditions_name_the_model_and_whether_it_may_reword(tmp_path):
    with_model = Settings(home=tmp_path, model="ollama:small", model_condenses=True)
    assert conditions_of(with_model).rewords
    assert conditions_of(with_model).style == STAFF
    without = Settings(home=tmp_path, model_condenses=True)
    assert (conditions_of(without).model, conditions_of(without).rewords) == ("", False)


@pytest.mark.parametrize(
    "conditions", [None, Conditions("m", 5, ("note",), "x", "ollama:s", "staff")]
)
def test_what_is_written_is_read_back(tmp_path, conditions):
    receipt = receipt_of((WHOLE, REFUSED, MIXED), TEXTS, conditions, WHEN)
    file = tmp_path / "receipt.json"
    file.write_bytes(receipt_bytes(receipt))
    assert read_receipt(file) == receipt


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=()), min_size=1, max_size=40))
def test_any_text_comes_back_and_nothing_in_the_file_is_obeyed(text):
    answer, corpus = hostile(text)
    answer = replace(answer, as_of="2099-06-01")
    raw = receipt_bytes(receipt_of((answer,), corpus, made_at=WHEN))
    sound = text.encode("utf-8", "replace").decode()
    assert parse_receipt(raw, "r").answers[0].question.text == sound
    assert not set(raw.decode()) & set("\x1b\x7f\u202e\u2066\u2028")


def spoiled(change):
    receipt = written(WHOLE)
    change(receipt)
    return json.dumps(receipt).encode()


def put(value, *path):
    """Return a change that puts a value at a place in a receipt."""

    def change(receipt):
        *above, last = path
        for step in above:
            receipt = receipt[step]
        receipt[last] = value

    return change


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        pytest.param(b"{", "not JSON", id="broken"),
        pytest.param(b"\xff", "not JSON", id="not text"),
        pytest.param(b"[" * 100_000, "not JSON", id="deep"),
        pytest.param(b"[]", "is no receipt of Pincite", id="a list"),
        pytest.param(b'{"id": "x", "question": "q"}', "is no receipt of Pincite", id="an answer"),
        pytest.param(spoiled(put(2, "version")), "a receipt of version 2", id="newer"),
        pytest.param(spoiled(put([], "answers")), "answers: ", id="empty"),
        pytest.param(spoiled(put("2099", "answers", 0, "as_of")), "answers.0.as_of", id="no day"),
        pytest.param(spoiled(put(3, "made_at")), "made_at: ", id="number"),
        pytest.param(spoiled(put("x", "provisions", 0, "text")), "changed by hand", id="text"),
        pytest.param(spoiled(put([], "provisions")), "not among its provisions", id="no text"),
        pytest.param(spoiled(put([], "documents")), "not among its documents", id="no document"),
        pytest.param(
            spoiled(put([9], "answers", 0, "statements", 0, "citations")),
            "the number of a citation that is not there",
            id="no citation",
        ),
        pytest.param(
            spoiled(put({"top_k": 9_999}, "conditions")), "conditions.top_k", id="setting"
        ),
    ],
)  # fmt: skip
def test_a_file_that_is_no_sound_receipt_is_named_with_the_next_step(raw, says):
    with pytest.raises(ReceiptUnreadable, match=rf"^mine\.json: .*{says}") as refused:
        parse_receipt(raw, "mine.json")
    assert "pincite" in str(refused.value)


def test_a_field_that_a_later_release_adds_does_no_harm():
    assert parse_receipt(spoiled(put("x", "answers", 0, "mood")), "r").answers


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(ReceiptUnreadable, match=r"no\.json: cannot be read"):
        read_receipt(tmp_path / "no.json")
    with pytest.raises(ReceiptUnreadable, match="cannot be read"):
        read_receipt(tmp_path)
    large = tmp_path / "large.json"
    with large.open("wb") as file:
        file.truncate(LONGEST + 1)
    with pytest.raises(ReceiptUnreadable, match="over 20 MB"):
        read_receipt(large)


def test_an_answer_to_nothing_has_a_receipt_too():
    assert written(Answer(Question(""), ""))["answers"][0]["statements"] == []
