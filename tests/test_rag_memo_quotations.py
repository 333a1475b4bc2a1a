"""A memo is cut into sentences, and its quotations go to the citations they belong to."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rag.memo.passages import passages, unattached

AI, GDPR = "32024R1689", "32016R0679"


def label(mention):
    return mention.reference.label if mention.reference else mention.cite


def pairs(text):
    return [(q.text, label(m)) for passage in passages(text) for q, m in passage.quotations]


SENTENCES = {
    "": [],
    "One. Two.": ["One.", "Two."],
    "One. two.": ["One. two."],
    "Is it? Yes! Good.": ["Is it?", "Yes!", "Good."],
    "See Art. 5 and para. 3 of Art. 26. It holds.": [
        "See Art. 5 and para. 3 of Art. 26.",
        "It holds.",
    ],
    "See No. 3. It holds.": ["See No. 3.", "It holds."],
    "The answer is no. We agree.": ["The answer is no.", "We agree."],
    "Systems, e.g. Chatbots, i.e. Tools, count.": ["Systems, e.g. Chatbots, i.e. Tools, count."],
    "Smith v. Jones is old. Cf. Article 5.": ["Smith v. Jones is old.", "Cf. Article 5."],
    "The U.S. Code binds. The E.U. does not.": ["The U.S. Code binds.", "The E.U. does not."],
    "It came from the U.S. The Act binds.": ["It came from the U.S.", "The Act binds."],
    "Acme Inc. Europe sells. Acme Inc. The rest is silence.": [
        "Acme Inc. Europe sells.",
        "Acme Inc.",
        "The rest is silence.",
    ],
    "Articles 12 ff. GDPR apply.": ["Articles 12 ff. GDPR apply."],
    "Nach Art. 6 Abs. 1 Buchst. a gilt das. Seit dem 2. August 2026 auch hier.": [
        "Nach Art. 6 Abs. 1 Buchst. a gilt das.",
        "Seit dem 2. August 2026 auch hier.",
    ],
    "It says “One. Two.” Then it ends.": ["It says “One. Two.”", "Then it ends."],
    "They say “One. Two.” (Article 5). It holds.": [
        "They say “One. Two.” (Article 5).",
        "It holds.",
    ],
    'It says "One. Two." in Article 5.': ['It says "One. Two." in Article 5.'],
    "It ends (here). And starts.": ["It ends (here).", "And starts."],
    "It applies.[^1] So does that.": ["It applies.[^1]", "So does that."],
    "Wrapped lines\nare one sentence. The next\none too.": [
        "Wrapped lines\nare one sentence.",
        "The next\none too.",
    ],
    "See Article\n5. The provider pays.": ["See Article\n5.", "The provider pays."],
    "# Heading\nText here.": ["Heading", "Text here."],
    "Duties of providers\n\nText here.": ["Duties of providers", "Text here."],
    "Duties of providers\nThey shall keep the documentation of the system for ten years.": [
        "Duties of providers",
        "They shall keep the documentation of the system for ten years.",
    ],
    "It covers:\n- kettles;\n- pots.": ["It covers:", "kettles;", "pots."],
    "1. First.\n2. Second.": ["First.", "Second."],
    "(a) one;\n(b) two": ["one;", "two"],
    "Text.\n\n[^1]: See Article 5.": ["Text.", "See Article 5."],
    "Before:\n\n> quoted words\n> go on\n\nAfter.": [
        "Before:",
        "quoted words\n> go on",
        "After.",
    ],
}


@pytest.mark.parametrize(("text", "found"), SENTENCES.items(), ids=lambda value: str(value)[:50])
def test_a_memo_is_cut_into_sentences(text, found):
    assert [passage.text for passage in passages(text)] == found


ATTACHED = {
    "Article 5 says “shall be prohibited”.": [("shall be prohibited", "Article 5")],
    'Article 5 says "shall be prohibited".': [("shall be prohibited", "Article 5")],
    "Article 5 says ‘shall be prohibited’.": [("shall be prohibited", "Article 5")],
    "Article 5 says 'shall be prohibited'.": [("shall be prohibited", "Article 5")],
    "Article 5 says «shall be prohibited».": [("shall be prohibited", "Article 5")],
    "L'article 5 dit « sont interdites ».": [("sont interdites", "Article 5")],
    "Artikel 5 siger »er forbudt her«.": [("er forbudt her", "Article 5")],
    "Art. 5 sagt „sind verboten“.": [("sind verboten", "Article 5")],
    "“Shall be prohibited” (Article 5).": [("Shall be prohibited", "Article 5")],
    "It “shall be prohibited” under Article 5.": [("shall be prohibited", "Article 5")],
    "Article 5 says “one thing”, Article 6 “another thing”.": [
        ("one thing", "Article 5"),
        ("another thing", "Article 6"),
    ],
    "Providers “keep it” (Article 5) and “log it” (Article 6).": [
        ("keep it", "Article 5"),
        ("log it", "Article 6"),
    ],
    "Article 5 says “one thing” and “another thing”.": [
        ("one thing", "Article 5"),
        ("another thing", "Article 5"),
    ],
    "The words “shall be prohibited” open Article 5.": [("shall be prohibited", "Article 5")],
    "The AI Act says “shall be prohibited”.": [
        ("shall be prohibited", "Regulation (EU) 2024/1689")
    ],
    "The AI Act, in Article 5, says “shall be prohibited”.": [("shall be prohibited", "Article 5")],
    "Articles 53 and 55 say “without undue delay”.": [("without undue delay", "Article 53")],
    "> - ": [],
    "Article 5 covers “AI”.": [("AI", "Article 5")],
    "Article 5 covers the providers' duties and 'a deployer's' duties.": [
        ("a deployer's", "Article 5")
    ],
    "Article 5 covers ‘the providers’ duties’ too.": [("the providers’ duties", "Article 5")],
    "Article 5 says “it refers to ‘this’ here”.": [("it refers to ‘this’ here", "Article 5")],
    "Article 5 says “it is a “kettle” that whistles”.": [
        ("it is a “kettle” that whistles", "Article 5")
    ],
    'Article 5 says "it is a "kettle" that whistles".': [
        ('it is a "kettle" that whistles', "Article 5")
    ],
    'Article 5 says,"kettles shall whistle"1 and pots not.': [
        ("kettles shall whistle", "Article 5")
    ],
    "Article 5 says “see Article 6(2) for kettles”.": [
        ("see Article 6(2) for kettles", "Article 5")
    ],
    "Article 5 is plain. It says “shall be prohibited”.": [("shall be prohibited", "Article 5")],
    "It is plain that “kettles shall whistle”.[^1] So be it.\n\n[^1]: Article 5 AI Act.": [
        ("kettles shall whistle", "Article 5")
    ],
    "The AI Act says “kettles whistle.”[^1]\n\n[^1]: See Article 5(1) AI Act.": [
        ("kettles whistle.", "Article 5(1)")
    ],
    "The rule is that “kettles shall whistle”. See Article 5 AI Act.": [
        ("kettles shall whistle", "Article 5")
    ],
    "Article 5 is plain. “Kettles shall whistle.”": [("Kettles shall whistle.", "Article 5")],
    "Article 5 has two parts:\n\n- “kettles whistle”;\n- “pots do not”.": [
        ("kettles whistle", "Article 5"),
        ("pots do not", "Article 5"),
    ],
    "As Article 5 puts it:[^1]\n\n[^1]: See recital 3.\n\n> kettles shall whistle": [
        ("kettles shall whistle", "Article 5")
    ],
    "Article 5 reads: “Shall be prohibited.” So be it.": [("Shall be prohibited.", "Article 5")],
    "Article 5 reads as follows:\n\n“Shall be prohibited.”": [
        ("Shall be prohibited.", "Article 5")
    ],
    "They quote “[S]hall be [...].” (Article 5). It holds.": [("[S]hall be [...].", "Article 5")],
    "They say “Shall be prohibited.” (see Article 5). It holds.": [
        ("Shall be prohibited.", "Article 5")
    ],
    "“Shall be prohibited.” (Article 5.)": [("Shall be prohibited.", "Article 5")],
    "As Article 5 puts it:\n\n> shall be prohibited\n> in kettles\n\nNo more.": [
        ("shall be prohibited\nin kettles", "Article 5")
    ],
    "> shall be prohibited\n\nThis is Article 5 in full.": [("shall be prohibited", "Article 5")],
    "So it is:\n\n> shall be prohibited\n> — Article 5 AI Act\n\nArticle 6 differs.": [
        ("shall be prohibited", "Article 5")
    ],
    "So it is:\n\n> shall be prohibited (Article 5)": [("shall be prohibited", "Article 5")],
    "So it is:\n\n> “shall be prohibited” (Article 5)": [("shall be prohibited", "Article 5")],
    "Article 5 applies. It reads:\n\n> shall be prohibited": [("shall be prohibited", "Article 5")],
    "Article 5:\n\n    shall be prohibited\n    in kettles\n\nNo more.": [
        ("shall be prohibited\nin kettles", "Article 5")
    ],
    "Article 5:\n\n> one thing\n\n> another thing\n\nEnd.": [
        ("one thing\n\nanother thing", "Article 5")
    ],
    "It is kept (Article 4 AI Act).\n\n> never again\n\nThis rule, Article 5, is strict.": [
        ("never again", "Article 5")
    ],
    "It is kept (Article 4 AI Act).\n\n> never again\n\n(Article 5 AI Act). So the next:\n\n"
    "> once more\n\n(Article 6 AI Act). No more.": [
        ("never again", "Article 5"),
        ("once more", "Article 6"),
    ],
    "As Article 4 puts it:\n\n> never again\n\nThis rule, unlike Article 5, is strict.": [
        ("never again", "Article 4")
    ],
    "It closes with “one thing”, quoted from Article 5, and with “another thing”, allegedly from "
    "Article 6.": [("one thing", "Article 5"), ("another thing", "Article 6")],
    "“One thing”, says Article 5, whereas “another thing” stands in Article 6.": [
        ("One thing", "Article 5"),
        ("another thing", "Article 6"),
    ],
    "Article 5 has “one thing”, and “another thing” is taken from Article 6.": [
        ("one thing", "Article 5"),
        ("another thing", "Article 6"),
    ],
    "10 U.S.C. § 3252(a) says “covered system”.": [("covered system", "10 U.S.C. § 3252(a)")],
}


@pytest.mark.parametrize(("text", "found"), ATTACHED.items(), ids=lambda value: str(value)[:50])
def test_a_quotation_belongs_to_its_citation(text, found):
    assert pairs(text) == found
    assert unattached(text) == []


LOOSE = {
    "She said “never again”.": ["never again"],
    "Article 5 applies. The minister said “never again”.": ["never again"],
    "> never again": ["never again"],
    "She said “never again”. See also Article 5, which is old.": ["never again"],
    "Article 5 and Article 6 apply. It says “never again”.": ["never again"],
}


@pytest.mark.parametrize(("text", "found"), LOOSE.items())
def test_a_quotation_without_a_citation_is_left_over(text, found):
    assert [quotation.text for quotation in unattached(text)] == found
    assert pairs(text) == []


@pytest.mark.parametrize(
    "text",
    [
        'Regulation (EU) 2024/1689 (the "Act") prohibits it.',
        "Regulation (EU) 2024/1689 (“the Act”) prohibits it.",
        'Article 5 of Regulation (EU) 2024/1689 (hereinafter "AIA") prohibits it.',
        'Acme Ltd (the "Company") breaches Article 5.',
        'Acme Ltd ("Acme") breaches Article 5.',
        'The "Act" means Regulation (EU) 2024/1689.',
        "The Robot Act (Regulation (EU) 2024/1689, “RoA”) prohibits it in Article 5.",
        "The Robot Act (the “RoA”: Regulation (EU) 2024/1689) prohibits it in Article 5.",
        "The “AI Act” prohibits it in Article 5.",
        "Article 5 binds the providers' staff and the deployers' staff.",
        "Article 5 isn’t met; it doesn’t matter.",
        'A 5" kettle breaches Article 5.',
        "Article 5 “is left open.\n\nAnd closed” there.",
        "Article 5:\n\n    - one kettle\n    - another kettle\n",
    ],
)
def test_a_defined_name_an_apostrophe_or_a_stray_mark_quotes_nothing(text):
    assert pairs(text) == []
    assert unattached(text) == []


def test_a_passage_has_its_citations_with_their_acts():
    first, second = passages(
        "Article 5 AI Act prohibits it. Article 6 GDPR, see Article 7, allows."
    )
    assert [(label(m), m.act) for m in first.mentions] == [("Article 5", AI)]
    assert [(label(m), m.act) for m in second.mentions] == [
        ("Article 6", GDPR),
        ("Article 7", GDPR),
    ]


PIECES = st.sampled_from(
    [
        *("Article 5", "(Article 6(1))", "Art.", "AI Act", "10 U.S.C. § 3252", "ibid.", "thereof"),
        *(
            "“",
            "”",
            '"',
            "'",
            "‘",
            "’",
            "„",
            "«",
            "»",
            "(",
            ")",
            ".",
            ":",
            "> ",
            "    ",
            "\t",
            "- ",
        ),
        *(
            "\n",
            "\n\n",
            "\n> ",
            "[^1]",
            "\n[^1]: ",
            "shall be prohibited",
            "The",
            "It",
            "(a) ",
            "1. ",
        ),
    ]
)
TEXTS = st.one_of(
    st.text(), st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=25).map(" ".join)
)


@settings(max_examples=400, deadline=None)
@given(st.one_of(TEXTS, st.lists(PIECES, max_size=25).map("".join)))
@example("> -")
@example("> “-”")
def test_any_text_is_cut_and_its_spans_lie_inside_it(text):
    found = passages(text)
    edges = [edge for passage in found for edge in passage.span]
    assert edges == sorted(edges)
    for passage in found:
        assert text[slice(*passage.span)] == passage.text
        assert passage.text == passage.text.strip() != ""
        for mention in passage.mentions:
            assert passage.span[0] <= mention.span[0] < mention.span[1] <= passage.span[1]
        assert all(mention in passage.mentions for _, mention in passage.quotations)
    quotations = [q for passage in found for q, _ in passage.quotations] + unattached(text)
    for quotation in quotations:
        start, end = quotation.span
        assert 0 <= start < end <= len(text)
        words = [said.replace(">", "").split() for said in (quotation.text, text[start:end])]
        assert words[0] == words[1]
    spans = sorted(quotation.span for quotation in quotations)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))


@settings(max_examples=100, deadline=None)
@given(st.text(), st.text())
def test_no_word_of_a_memo_is_lost_between_its_sentences(one, other):
    text = f"{one}\n\n{other}"
    found = passages(text)
    gaps = [0, *(edge for passage in found for edge in passage.span), len(text)]
    between = "".join(text[a:b] for a, b in zip(gaps[::2], gaps[1::2], strict=True))
    assert not any(len(word) > 4 and word.isalpha() for word in between.split())


@pytest.mark.parametrize(
    "piece",
    [
        "“",
        '"',
        "‘a",
        "'s ",
        "„a ",
        "» a",
        "> a\n",
        "    a\n\n",
        "a. ",
        "Art. ",
        "(“a” ",
        "Article 5 “a ",
        "A\n",
    ],
)
def test_a_long_run_of_one_mark_ends(piece):
    passages(piece * (50_000 // len(piece)))
