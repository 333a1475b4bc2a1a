"""A replay says that an answer is the same, or exactly what changed."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from ingest.store import write_corpus
from rag.model import Filters, Question, Turn
from rag.receipt import conditions_of, receipt_of
from rag.receipt_file import parse_receipt, receipt_bytes
from rag.receipt_model import Conditions
from rag.replay import Now, replay
from rag.replay_texts import differing
from rag.settings import Settings
from rag.wiring import index_corpus, open_assistant
from tests.conftest import KETTLE_ACT, KETTLE_NEWS, KETTLE_TALE, kettle_provisions

WHEN = datetime(2098, 12, 31, tzinfo=UTC)
TODAY = date(2098, 12, 31)
CONDITIONS = Conditions("all-MiniLM-L6-v2", 8, ("asks", "note", "terms"))
WITHIN = Question("Within how many hours must a boil-over be notified?")
QUESTIONS = (
    WITHIN,
    Question("What is a kettle?"),
    Question("Which kettle practices are prohibited?"),
    Question("How long must the leak report be kept?"),
    Question("What does Article 7 say?"),
    Question("What does Article 99 say?"),
    Question("What did the minister threaten?"),
    Question("Which three points divided the negotiators?"),
    Question("What must importers check?", Filters(documents=frozenset((KETTLE_ACT.id,)))),
    Question(
        "And for how long?",
        history=(Turn("Who keeps the leak report?", (f"{KETTLE_ACT.id}#art_4.par_1.pnt_c",)),),
        as_of="2099-03-01",
    ),
)
"""Definitions, deadlines, a refusal, a report, fiction, a filter, a follow-up on a day."""


def kept(assistant, *questions, conditions=CONDITIONS):
    """Return the receipt of answers, as it comes out of a file."""
    answers = [assistant.ask(question) for question in questions]
    raw = receipt_bytes(receipt_of(answers, assistant.corpus, conditions, WHEN))
    return parse_receipt(raw, "receipt")


def again(receipt, assistant, conditions=CONDITIONS):
    return list(replay(receipt, Now(assistant.corpus, assistant.ask, conditions)))


def kinds(replayed):
    return [finding.kind for finding in replayed.findings]


def altered(tmp_path_factory, *, documents=None, texts=None, without=""):
    """Return what answers from the kettle texts with some of them changed."""
    home = tmp_path_factory.mktemp("altered")
    changed = texts or {}
    provisions = [
        replace(p, text=p.text.replace(*changed[p.anchor])) if p.anchor in changed else p
        for p in kettle_provisions()
        if not without or p.document_id != without
    ]
    listed = documents or [KETTLE_ACT, KETTLE_NEWS, KETTLE_TALE]
    write_corpus(home, [d for d in listed if d.id != without], provisions)
    settings = Settings(home=home, offline=True)
    index_corpus(settings, lambda step: None)
    return replace(open_assistant(settings, lambda step: None), today=TODAY)


HOURS = {"art_5.par_2": ("72 hours", "48 hours"), "art_5": ("72 hours", "48 hours")}


@pytest.fixture(scope="module")
def later(tmp_path_factory):
    """The kettle texts after the act was replaced: 48 hours instead of 72, and a later date."""
    act = replace(KETTLE_ACT, version_date="2098-09-01", obtained_from="user", status="in force")
    return altered(tmp_path_factory, documents=[act, KETTLE_NEWS, KETTLE_TALE], texts=HOURS)


@pytest.fixture(scope="module")
def without_news(tmp_path_factory):
    """The kettle texts without the article on the minister."""
    return altered(tmp_path_factory, without=KETTLE_NEWS.id)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.text)
def test_each_of_ten_receipts_is_the_same_on_the_same_texts(kettle, question):
    (one,) = again(kept(kettle, question), kettle)
    assert (one.verdict, one.findings, one.was_run) == ("same", (), True)


def test_a_conversation_is_replayed_answer_by_answer(kettle):
    replayed = again(kept(kettle, *QUESTIONS), kettle)
    assert [one.verdict for one in replayed] == ["same"] * len(QUESTIONS)


def test_a_replaced_document_is_named_first_then_the_words_that_changed(kettle, later):
    (one,) = again(kept(kettle, WITHIN), later)
    assert one.verdict == "changed"
    assert kinds(one)[:5] == [
        "document replaced", "provision changed", "quote gone", "status", "other words",
    ]  # fmt: skip
    replaced, changed, gone, status = one.findings[:4]
    assert replaced.text.startswith("Kettle Act (32099R0001) was replaced: text of 2098-06-30,")
    assert "text of 2098-09-01, by route user" in replaced.text
    assert changed.subject == f"{KETTLE_ACT.id}#art_5.par_2"
    assert [(p.kind, p.text) for p in changed.pieces if p.kind != "same"] == [
        ("deleted", "72"), ("inserted", "48"),
    ]  # fmt: skip
    assert "within 72 hours" in gone.text
    assert "'' then, 'in force' now" in status.text
    said = next(finding for finding in one.findings if finding.kind == "statement")
    assert ("inserted", "48") in [(p.kind, p.text) for p in said.pieces]
    assert kinds(one)[-1] == "other texts"


def test_an_answer_from_other_texts_is_the_same_when_what_it_uses_is(kettle, later):
    news = next(q for q in QUESTIONS if "minister" in q.text)
    (one,) = again(kept(kettle, news), later)
    assert one.verdict == "same; other texts changed"
    assert kinds(one) == ["other texts"]
    assert one.changes == ()


def test_a_document_that_went_and_the_answer_that_came_instead_are_named(kettle, without_news):
    news = next(q for q in QUESTIONS if "minister" in q.text)
    receipt = kept(kettle, news)
    (one,) = again(receipt, without_news)
    assert one.findings[0].kind == "document missing"
    assert one.findings[0].text == "First article (doc:kettle-news) is no longer among the texts."
    assert one.findings[0].subject == KETTLE_NEWS.id
    assert "provision missing" not in kinds(one)
    assert {"other provision", "statement"} & set(kinds(one))


def test_a_document_that_came_and_is_cited_now_is_named(kettle, without_news):
    news = next(q for q in QUESTIONS if "minister" in q.text)
    (one,) = again(kept(without_news, news), kettle)
    added = [finding for finding in one.changes if finding.kind == "document added"]
    assert [finding.subject for finding in added] == [KETTLE_NEWS.id]


def test_a_provision_that_went_is_named(kettle):
    receipt = kept(kettle, WITHIN)
    gone = f"{KETTLE_ACT.id}#art_5.par_2"
    fewer = {i: p for i, p in kettle.corpus.provisions.items() if i != gone}
    corpus = replace(kettle.corpus, provisions=fewer, sha256="1" * 64)
    (one,) = list(replay(receipt, Now(corpus, kettle.ask, CONDITIONS)))
    assert kinds(one)[:2] == ["document replaced", "provision missing"]
    assert one.findings[1].text.endswith(f"({gone}) is no longer there.")


def test_other_bytes_with_the_same_words_are_no_change(kettle):
    act = replace(KETTLE_ACT, sha256="f" * 64)
    corpus = replace(kettle.corpus, documents={**kettle.corpus.documents, act.id: act})
    (one,) = list(replay(kept(kettle, WITHIN), Now(corpus, kettle.ask, CONDITIONS)))
    assert (one.verdict, kinds(one)) == ("same", ["copy"])


def test_a_question_is_asked_again_for_the_day_of_then(kettle):
    duties = Question("Which kettle practices are prohibited?")
    receipt = kept(kettle, duties)
    later_day = replace(kettle, today=date(2099, 6, 1))
    (one,) = again(receipt, later_day)
    assert receipt.answers[0].as_of == "2098-12-31"
    assert one.changes == ()
    assert set(kinds(one)) <= {"today"}


def test_that_the_law_of_today_says_otherwise_is_a_remark(kettle):
    def ask(question):
        return kettle.ask(WITHIN if question.as_of else QUESTIONS[1])

    def today(question):
        return replace(ask(question), as_of=question.as_of or "2100-01-01")

    (one,) = list(replay(kept(kettle, WITHIN), Now(kettle.corpus, today, CONDITIONS)))
    assert (one.verdict, kinds(one)) == ("same", ["today"])
    assert one.findings[0].text.startswith("Asked today, the law of 2100-01-01 gives another")
    asked_for_a_day = kept(kettle, replace(WITHIN, as_of="2098-12-31"))
    (other,) = list(replay(asked_for_a_day, Now(kettle.corpus, today, CONDITIONS)))
    assert other.findings == ()


@pytest.mark.parametrize(
    ("change", "found"),
    [
        pytest.param({"embedder": "another"}, ["embedder"], id="embedder"),
        pytest.param({"headnotes_sha256": "abc"}, ["headnotes"], id="headnotes"),
        pytest.param({"model": "ollama:small"}, [], id="a model that is not asked"),
    ],
)
def test_what_else_is_other_than_then_is_remarked(kettle, change, found):
    (one,) = again(kept(kettle, WITHIN), kettle, replace(CONDITIONS, **change))
    assert (one.verdict, kinds(one)) == ("same", found)


def test_a_receipt_of_another_release_says_so(kettle):
    receipt = replace(kept(kettle, WITHIN), pincite="0.0.1")
    (one,) = again(receipt, kettle)
    assert one.verdict == "same"
    assert one.findings[0].text.startswith("Pincite 0.0.1 made the receipt; this is ")


def changed(receipt, **facts):
    """Return a receipt whose only answer is another."""
    return replace(receipt, answers=(replace(receipt.answers[0], **facts),))


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        pytest.param({"refusal": "Not said."}, "refusal", id="refusal"),
        pytest.param({"notices": ("Another.",)}, "notice", id="notice"),
        pytest.param({"statements": ()}, "statement", id="statement"),
    ],
)
def test_another_answer_is_told_by_what_is_other(kettle, facts, found):
    (one,) = again(changed(kept(kettle, WITHIN), **facts), kettle)
    assert one.verdict == "changed"
    assert found in kinds(one)


def test_other_plain_words_of_ours_are_a_change_that_comes_late(kettle):
    receipt = kept(kettle, WITHIN)
    said = tuple(replace(s, in_plain_words="Soon.") for s in receipt.answers[0].statements)
    (one,) = again(changed(receipt, statements=said), kettle)
    assert kinds(one) == ["plain words"]


@pytest.mark.parametrize(
    ("mode", "conditions"),
    [
        pytest.param("chat:ollama:small", CONDITIONS, id="written by a model"),
        pytest.param("extractive", replace(CONDITIONS, rewords=True), id="read by a model"),
    ],
)
def test_what_a_model_had_a_hand_in_is_compared_and_not_asked_again(
    kettle, later, mode, conditions
):
    def never(question):
        raise AssertionError("asked again")

    receipt = changed(kept(kettle, WITHIN, conditions=conditions), mode=mode)
    (one,) = list(replay(receipt, Now(kettle.corpus, never, CONDITIONS)))
    assert (one.verdict, one.was_run, one.findings) == ("citations hold", False, ())
    (other,) = list(replay(receipt, Now(later.corpus, never, CONDITIONS)))
    assert other.verdict == "changed"
    assert kinds(other)[:3] == ["document replaced", "provision changed", "quote gone"]


def test_another_model_than_the_one_that_wrote_is_remarked(kettle):
    receipt = changed(kept(kettle, WITHIN), mode="chat:ollama:small")
    (one,) = again(receipt, kettle, replace(CONDITIONS, model="ollama:large"))
    (remark,) = one.remarks
    assert remark.text == "ollama:small wrote it; ollama:large is configured now."


def test_what_a_failing_model_was_said_to_be_is_no_change(kettle):
    receipt = changed(kept(kettle, WITHIN), model_asked="ollama:small", notices=("It failed.",))
    (one,) = again(receipt, kettle)
    assert one.verdict == "same"


def test_a_quote_that_was_never_there_is_told(kettle):
    receipt = kept(kettle, WITHIN)
    citations = tuple(replace(c, quote="within 96 hours") for c in receipt.answers[0].citations)
    (one,) = again(changed(receipt, citations=citations), kettle)
    assert kinds(one)[0] == "quote gone"


def test_the_index_of_a_home_names_what_answers_depend_on(tmp_path):
    write_corpus(tmp_path, [KETTLE_ACT], [p for p in kettle_provisions() if "#art_1" in p.id])
    settings = Settings(home=tmp_path, offline=True)
    index_corpus(settings, lambda step: None)
    assert conditions_of(settings).embedder == "all-MiniLM-L6-v2"


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("a b c", "a b c", [("same", "a b c")]),
        ("a bc", "a be", [("same", "a "), ("deleted", "bc"), ("inserted", "be")]),
        ("", "a", [("inserted", "a")]),
        ("a b", "a", [("deleted", "a b"), ("inserted", "a")]),
        ("one two", "one 2 two", [("same", "one "), ("inserted", "2 "), ("same", "two")]),
    ],
)  # fmt: skip
def test_words_are_compared_whole(old, new, pieces):
    found = differing(old, new)
    assert "".join(p.text for p in found if p.kind != "inserted") == old
    assert "".join(p.text for p in found if p.kind != "deleted") == new
    if (old, new) != ("a b", "a"):
        assert [(p.kind, p.text) for p in found] == pieces


def test_a_change_that_is_too_long_is_shown_as_a_whole():
    old, new = "word " * 5_000 + "end", "other " * 5_000 + "end"
    assert [p.kind for p in differing(old, new)] == ["deleted", "inserted", "same"]
