"""A question is read for its type, its subject and what it names."""

import pytest

from rag.asking import read

KINDS = {
    "status": (
        "Has Article 4 been amended?",
        "Was the Kettle Act changed?",
        "What has changed in the Kettle Act?",
        "What did the amendment change?",
        "Is Article 5 repealed?",
    ),
    "reason": (
        "Why do kettles have to whistle?",
        "What are the reasons for the ban?",
        "Which recital speaks of whistles?",
        "Why is lead prohibited?",
    ),
    "application": (
        "When does the Act apply?",
        "From which date do the fines apply?",
        "When did the Kettle Act enter into force?",
        "Since when are the prohibitions in force?",
        "When will the duties of makers become binding?",
        "What date does Chapter II take effect?",
        "Is Article 4 already in force?",
        "Are the duties of makers applicable yet?",
        "Does Article 4 apply already?",
        "What is the start date of the fines?",
        "When do the duties kick in?",
        "By when must makers comply?",
        "Until when do we have to make our kettles compliant?",
        "When do we have to be ready for the new duties?",
        "When must importers comply?",
    ),
    "penalty": (
        "What is the fine for selling silent kettles?",
        "How are makers punished?",
        "How much can the fine be?",
        "What sanctions does a maker face?",
        "Which penalties does the Act have?",
    ),
    "number": (
        "How many kettles may be sold?",
        "How much water must a kettle hold?",
        "What is the threshold for large kettles?",
        "Above what volume is a kettle large?",
    ),
    "deadline": (
        "How long must test reports be kept?",
        "How quickly must a boil-over be notified?",
        "Within what period must it be notified?",
        "By when must it be done?",
        "What is the deadline for notices?",
        "When must a maker tell the authority?",
        "How long must reports be kept under Article 4?",
    ),
    "definition": (
        "What is a kettle?",
        "Who is a maker?",
        "What does ‘boil-over’ mean?",
        "What is meant by a boil-over?",
        "What counts as a boil-over?",
        "How is a kettle defined?",
        "What does the law call a kettle?",
        "Define kettle.",
        "What's a kettle?",
        "Whats a kettle?",
    ),
    "prohibition": (
        "Are silent kettles banned?",
        "Is it legal to sell a kettle without a whistle?",
        "Can I sell a silent kettle?",
        "May we paint kettles with lead?",
        "Is it allowed to hide the switch?",
        "Can companies sell silent kettles?",
    ),
    "scope": (
        "Does the Act apply to toy kettles?",
        "Are toy kettles covered?",
        "Is a museum exempt?",
        "Do camping stoves fall under the Act?",
        "Who does the Act apply to?",
        "Are there exceptions for museums?",
    ),
    "list": (
        "Which kettle practices are prohibited?",
        "What information must the leak report contain?",
        "Which steps must the test include?",
        "What requirements are there for kettles?",
        "Which conditions does a test have?",
    ),
    "obligation": (
        "Must makers fit a whistle?",
        "How often must kettles be tested?",
        "Do importers have to check whistles?",
        "Who needs to draw up a leak report?",
        "Are makers obliged to test?",
        "Is a test required?",
        "Is a test mandatory?",
        "When is a test mandatory?",
    ),
    "look-up": (
        "What does Article 5 say?",
        "Article 5(1)(a)",
        "Show me Recital 12.",
        "Quote Annex III, point 4(a) of the AI Act",
        "What does Article 33 GDPR say?",
        "Articles 5 and 6",
        "What is in Article 5 of Regulation (EU) 2099/1?",
    ),
    "": ("Whistles and kettles", "Tell me about kettles", "", "???"),
}


@pytest.mark.parametrize(
    ("kind", "question"), [(kind, question) for kind, asked in KINDS.items() for question in asked]
)
def test_a_question_has_the_type_it_is_asked_in(kind: str, question: str) -> None:
    assert read(question).kind == kind


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("What is a kettle?", "kettle"),
        ("What is the kettle under the AI Act?", "kettle"),
        ("What does ‘boil-over’ mean?", "boil-over"),
        ('What does "boil-over" mean in the EU AI Act?', "boil-over"),
        ("What is meant by an emotional kettle?", "emotional kettle"),
        ("How is a kettle defined?", "kettle"),
        ("What's a kettle?", "kettle"),
        ("What is a kettle exactly?", "kettle"),
        ("What is a kettle legally speaking?", "kettle"),
        ("What is a kettle under European law?", "kettle"),
        ("Who is considered a maker?", "maker"),
        ("Must makers fit a whistle?", ""),
        ("Can I sell a silent kettle?", ""),
    ],
)
def test_a_definition_is_asked_of_a_subject(question: str, subject: str) -> None:
    assert read(question).subject == subject


@pytest.mark.parametrize(
    ("question", "labels"),
    [
        ("What does Article 5(1)(a) say?", ["Article 5(1)(a)"]),
        ("Compare Articles 5 and 7", ["Article 5", "Article 7"]),
        ("Is recital 12 on kettles?", ["Recital 12"]),
        ("Is Annex III point 4(a) on kettles?", ["Annex III point 4(a)"]),
        ("What does the first article say?", []),
        ("What do both articles report?", []),
        ("Which 5 articles are there?", []),
    ],
)
def test_the_provisions_that_a_question_names_are_read(question: str, labels: list[str]) -> None:
    assert [reference.label for reference in read(question).references] == labels


@pytest.mark.parametrize(
    ("question", "acts"),
    [
        ("What does the GDPR say of kettles?", ("32016R0679",)),
        ("Do the AI Act and NIS2 differ?", ("32024R1689", "32022L2555")),
        ("What does Regulation (EU) 2099/1 say of kettles?", ("32099R0001",)),
        ("What does the law say of kettles?", ()),
    ],
)
def test_the_acts_that_a_question_names_are_read(question: str, acts: tuple[str, ...]) -> None:
    assert read(question).acts == acts


@pytest.mark.parametrize(
    ("question", "story", "law"),
    [
        pytest.param("What does the first article say?", True, False, id="first article"),
        pytest.param("What does Article 1 say?", False, True, id="Article 1"),
        pytest.param("What does article 2 say?", False, True, id="article 2"),
        pytest.param("Do both articles agree?", True, False, id="both articles"),
        pytest.param("What did Hegseth threaten?", True, False, id="who appears in them"),
        pytest.param("What divided the negotiators?", True, False, id="negotiators"),
        pytest.param("Is the story true?", True, False, id="story"),
        pytest.param("Must makers fit a whistle?", False, False, id="neither"),
        pytest.param("What does the AI Act say of whistles?", False, True, id="law"),
        pytest.param("Does the second article fit Article 55?", True, True, id="both"),
        pytest.param("What does the second paragraph of Article 6 say?", False, True, id="second"),
    ],
)
def test_the_story_is_told_from_the_law(question: str, story: bool, law: bool) -> None:
    asked = read(question)
    assert (asked.about_story, asked.about_law) == (story, law)


@pytest.mark.parametrize(
    ("question", "bridges"),
    [
        pytest.param("What does EU law say about the ban in the first article?", True, id="says"),
        pytest.param("The first article tells of a ban. Is it legal?", True, id="legal"),
        pytest.param("Does the AI Act know the threat in this article?", True, id="knows"),
        pytest.param("In the standoff, a ban is mentioned. And in Brussels?", True, id="place"),
        pytest.param("What does the first article say?", False, id="only the article"),
        pytest.param("Who was threatened in the second article?", False, id="who"),
        pytest.param("Does the law allow lead?", False, id="only the law"),
        pytest.param("Must makers fit a whistle?", False, id="neither"),
    ],
)
def test_a_question_that_joins_an_article_and_the_law_is_told(question: str, bridges: bool) -> None:
    assert read(question).bridges == bridges


@pytest.mark.parametrize(
    "question",
    [
        "To whom must the report be sent?",
        "What must the report of a serious incident contain?",
        "Who reads the report referred to in paragraph 1?",
    ],
)
def test_a_report_that_the_law_asks_for_is_no_story(question: str) -> None:
    assert not read(question).about_story


@pytest.mark.parametrize("question", ["", " ", "?", "the first article", "Article", "(" * 5000])
def test_odd_questions_are_read_without_an_error(question: str) -> None:
    assert isinstance(read(question).text, str)
