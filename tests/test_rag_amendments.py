"""What was changed is answered in the words of the act that changed it."""

import pytest

from ingest.model import Provision
from rag.amendments import amendments, changed
from rag.asking import read
from rag.draft import draft
from rag.model import Hit, Statement
from rag.precise import NAMED
from rag.verify import verify
from tests.conftest import corpus, document, provision

AMENDER, SECOND = "32100R0007", "32101R0008"
KETTLE_ACT = "Regulation (EU) 2099/1"


def instruction(anchor: str, text: str, act: str = AMENDER) -> Provision:
    return provision(anchor, text, id=f"{act}#{anchor}", document_id=act)


ORDERS = (
    instruction("art_1", "The Kettle Act is amended as follows:\n(1) Lids are added."),
    instruction("art_1.pnt_1", "in Article 4, paragraph 1 is replaced:\n‘1. Lids shall close.’"),
    instruction("art_1.pnt_2", "Article 5 is amended as follows:\n(a) one;\n(b) two."),
    instruction("art_1.pnt_2.pnt_a", "in paragraph 1, ‘lid’ is replaced by ‘lids’;"),
    instruction("art_1.pnt_2.pnt_b", "paragraph 2 is deleted;"),
    instruction("art_1", "Article 5(1) of the Kettle Act is replaced.", SECOND),
)
LID = provision("art_4.par_1", "Lids shall close.", changed_by=(f"{AMENDER}#art_1.pnt_1",))
BOTH = provision(
    "art_5", "Lids.", changed_by=(f"{AMENDER}#art_1.pnt_2.pnt_a", f"{AMENDER}#art_1.pnt_2.pnt_b")
)
TWICE = provision("art_6", "Spouts.", changed_by=(f"{AMENDER}#art_1.pnt_1", f"{SECOND}#art_1"))
PLAIN = provision("art_7", "Spouts shall pour.")
UNKNOWN = provision("art_8", "Handles.", changed_by=("32105R0009",))
DOCUMENTS = (
    document(amended_by=(AMENDER, SECOND)),
    document(id=AMENDER, work=AMENDER, short_title="Lid Omnibus"),
    document(id=SECOND, work=SECOND, short_title="Spout Omnibus"),
)
KNOWN = corpus(LID, BOTH, TWICE, PLAIN, UNKNOWN, *ORDERS, documents=DOCUMENTS)


def named(*provisions: Provision) -> list[Hit]:
    return [Hit(p, 1.0, NAMED) for p in provisions]


def found(*provisions: Provision) -> list[Hit]:
    return [Hit(p, 1.0, "words") for p in provisions]


def said(question: str, hits: list[Hit]) -> list[str]:
    return [claim.text for claim in amendments(read(question), hits, KNOWN)]


@pytest.mark.parametrize(
    ("label", "one", "says"),
    [
        pytest.param("4(1)", LID, ["in Article 4, paragraph 1 is replaced:"], id="one instruction"),
        pytest.param("5", BOTH, ["Article 5 is amended as follows:"], id="what they stand in"),
        pytest.param("7", PLAIN, [], id="never changed"),
        pytest.param("8", UNKNOWN, [], id="the instruction is not here"),
    ],
)
@pytest.mark.parametrize("asks", ["Has Article {} been amended?", "What changed in Article {}?"])
def test_the_instruction_that_changed_a_provision_is_quoted(
    asks: str, label: str, one: Provision, says: list[str]
) -> None:
    assert said(asks.format(label), named(one)) == says


def test_of_two_acts_that_changed_a_provision_neither_is_left_out() -> None:
    says = said("Has Article 6 been amended?", named(TWICE))
    assert "in Article 4, paragraph 1 is replaced:" in says
    assert "Article 5(1) of the Kettle Act is replaced." in says


def test_an_instruction_for_two_provisions_is_quoted_once() -> None:
    also = provision("art_9", "Lids.", changed_by=LID.changed_by)
    assert len(said("Were Articles 4(1) and 9 amended?", named(LID, also))) == 1


@pytest.mark.parametrize(
    "question", [f"Has {KETTLE_ACT} been amended?", f"Was {KETTLE_ACT} changed?"]
)
def test_an_act_was_changed_where_each_amending_act_begins_to_do_so(question: str) -> None:
    says = [
        "The Kettle Act is amended as follows:",
        "Article 5(1) of the Kettle Act is replaced.",
    ]
    assert said(question, []) == says
    assert said(question, found(PLAIN)) == says


def test_our_note_is_no_amending_act() -> None:
    note = provision(
        "art_1", "It adds lids.", id=f"{AMENDER}#art_1", document_id=AMENDER, kind="note"
    )
    known = corpus(note, documents=(document(amended_by=(AMENDER,)), DOCUMENTS[1]))
    assert amendments(read(f"Has {KETTLE_ACT} been amended?"), [], known) == ()


@pytest.mark.parametrize(
    "question",
    [
        "What does Article 4(1) say?",
        "Must makers change the lid?",
        "When does Article 4(1) apply?",
        "Is Article 4(1) in force?",
    ],
)
def test_other_questions_are_not_answered_by_instructions(question: str) -> None:
    assert said(question, named(LID)) == []


@pytest.mark.parametrize(
    ("question", "hits", "about"),
    [
        pytest.param("Has Article 7 been amended?", named(PLAIN), [PLAIN], id="what is named"),
        pytest.param("Has Article 99 been amended?", found(LID), [], id="named but not here"),
        pytest.param(
            "Has the duty on lids been changed?", found(PLAIN, LID, BOTH), [LID], id="found"
        ),
        pytest.param("Has the duty on lids been changed?", found(PLAIN), [], id="unchanged"),
        pytest.param(
            "Has the duty on lids been changed?", found(*[PLAIN] * 5, LID), [], id="too far down"
        ),
    ],
)
def test_what_a_question_on_changes_is_about(
    question: str, hits: list[Hit], about: list[Provision]
) -> None:
    assert changed(read(question), hits) == about


def test_the_instruction_comes_before_what_it_made_of_the_provision() -> None:
    claims = draft(read("Has Article 4(1) been amended?"), named(LID), KNOWN).claims
    assert [claim.quotes[0][0] for claim in claims] == [f"{AMENDER}#art_1.pnt_1", LID.id]
    assert all(isinstance(verify(claim, KNOWN.provisions), Statement) for claim in claims)


def test_what_was_never_changed_is_shown_as_it_is() -> None:
    claims = draft(read("Has Article 7 been amended?"), named(PLAIN), KNOWN).claims
    assert [claim.text for claim in claims] == [PLAIN.text]


def test_an_act_that_was_changed_is_answered_by_the_instructions_alone() -> None:
    claims = draft(read(f"Has {KETTLE_ACT} been amended?"), found(PLAIN), KNOWN).claims
    assert [claim.quotes[0][0] for claim in claims] == [f"{AMENDER}#art_1", f"{SECOND}#art_1"]
