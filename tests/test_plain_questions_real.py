"""The duties and bans that people ask for most are found by everyday words."""

import pytest

from rag.chain import Assistant
from rag.model import Question
from tests.test_questions_real import assistant, has

__all__ = ["assistant"]
pytestmark = pytest.mark.slow
HIGH_RISK = ("113.par_3.pnt_c", "113.par_3.pnt_c.pnt_i")


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("Can my employer use software to read our emotions in meetings?", ("5.par_1.pnt_f",)),
        ("Is it legal to track employees' moods with AI?", ("5.par_1.pnt_f",)),
        ("Can my city give citizens points for good behaviour?", ("5.par_1.pnt_c",)),
        ("Is a social credit system allowed?", ("5.par_1.pnt_c",)),
        (
            "May a company rank people by trustworthiness by what they post?",
            ("5.par_1.pnt_c",),
        ),
        ("Can the police use AI to predict who will commit a crime?", ("5.par_1.pnt_d",)),
        ("Is crime prediction from someone's profile banned?", ("5.par_1.pnt_d",)),
        ("Does our chatbot have to say that it is not human?", ("50.par_1",)),
        ("Must a customer service bot tell people they are talking to a machine?", ("50.par_1",)),
        ("Do I have to label a deepfake video on social media?", ("50.par_4",)),
        ("Must fake videos of politicians be labelled as AI-made?", ("50.par_4",)),
        ("Do AI-generated images need a watermark?", ("50.par_2",)),
        ("Must our staff know how AI works?", ("4.par_1",)),
        ("Do employees need AI training?", ("4.par_1",)),
        ("Do we need an AI course for staff who use AI tools?", ("4.par_1",)),
        ("What fines apply to SMEs?", ("99.par_6",)),
        ("How high can the fine be for a small company under the AI Act?", ("99.par_6",)),
        ("Do startups pay lower fines?", ("99.par_6",)),
        ("Which fine does a small firm face for breaking the AI Act?", ("99.par_6",)),
        ("By when must high-risk systems comply?", HIGH_RISK),
        (
            "Until when do we have to make our high-risk AI compliant?",
            HIGH_RISK,
        ),
        (
            "When do we have to be ready for the high-risk rules?",
            HIGH_RISK,
        ),
        (
            "By what date must Annex III systems comply with the AI Act?",
            HIGH_RISK,
        ),
        ("From when does the duty to mark AI-generated content apply?", ("113.par_2",)),
        ("When does the chatbot disclosure duty start?", ("113.par_2",)),
        ("How fast must a serious AI incident be reported?", ("73.par_2",)),
        ("How many days do we have to report a serious incident under the AI Act?", ("73.par_2",)),
        ("How soon must we report a death caused by our AI system?", ("73.par_4",)),
        ("How fast do we have to report a data breach?", ("R0679#art_33.par_1",)),
        (
            "How long may we take to report leaked data?",
            ("R0679#art_33.par_1",),
        ),
        ("When must we tell customers about a data leak?", ("R0679#art_34.par_1",)),
        ("Do we have to train our staff in using ChatGPT?", ("4.par_1",)),
        ("Do we have to label images made with Midjourney?", ("50.par_2", "50.par_4")),
    ],
)
def test_a_plain_question_is_answered_by_the_provision_that_governs(
    assistant: Assistant,
    question: str,
    answers: tuple[str, ...],
) -> None:
    act = "32016R0679" if answers[0].startswith("R0679") else "32024R1689"
    if not has(assistant, [act]):
        return
    answer = assistant.ask(Question(question))
    assert answer.citations, answer.refusal
    assert answer.citations[0].provision.id.endswith(answers)


def test_a_name_that_no_text_has_is_told_beside_the_answer(
    assistant: Assistant,
) -> None:
    told = assistant.ask(Question("Do we have to train our staff in using ChatGPT?")).notices
    assert "These texts do not mention ChatGPT." in told


def test_a_date_comes_with_every_date_of_the_duty(assistant: Assistant) -> None:
    answer = assistant.ask(Question("From when does the duty to mark AI-generated content apply?"))
    assert any(text.startswith("Article 50(2): Applies from") for text in answer.notices)


@pytest.mark.parametrize("question", ["?", "...", "\N{GRINNING FACE}"])
def test_nothing_is_near_to_no_question(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(Question(question))
    assert not answer.answered and not answer.nearest
