import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.blocks import Block
from ingest.flat_text import blocks, sentences, split_title


def outline(found: tuple[Block, ...], depth: int = 0) -> list[str]:
    lines: list[str] = []
    for block in found:
        quoted = ">" if block.quoted else ""
        lines.append(f"{'  ' * depth}{quoted}{block.marker} {block.text}".rstrip())
        lines += outline(block.children, depth + 1)
    return lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Kettles whistle.", [" Kettles whistle."], id="one sentence"),
        pytest.param(
            "1. Kettles whistle. 2. Pots do not.",
            ["1. Kettles whistle.", "2. Pots do not."],
            id="paragraphs",
        ),
        pytest.param(
            "1. See paragraph 2. 2. Pots rest. 4. Pans fry.",
            ["1. See paragraph 2.", "2. Pots rest. 4. Pans fry."],
            id="a gap in the numbers ends the sequence",
        ),
        pytest.param(
            "The following apply: (a) kettles; (b) pots; or (c) pans.",
            [" The following apply:", "  (a) kettles;", "  (b) pots; or", "  (c) pans."],
            id="points",
        ),
        pytest.param(
            "For this act: (1) ‘kettle’ means a pot that: (a) whistles; or (b) sings; "
            "(2) ‘lid’ shuts.",
            [
                " For this act:",
                "  (1) ‘kettle’ means a pot that:",
                "    (a) whistles; or",
                "    (b) sings;",
                "  (2) ‘lid’ shuts.",
            ],
            id="definitions with points",
        ),
        pytest.param(
            "Sell without: (a) harm to buyers, (b) loss of steam, (c) noise. Keep records.",
            [
                " Sell without:",
                "  (a) harm to buyers,",
                "  (b) loss of steam,",
                "  (c) noise.",
                " Keep records.",
            ],
            id="points with commas between them",
        ),
        pytest.param(
            "It may be one of these: (a) a pot as in points (a), (b) and (c).",
            [" It may be one of these: (a) a pot as in points (a), (b) and (c)."],
            id="references with commas are no points",
        ),
        pytest.param(
            "Boards may: (a) visit makers, which includes; (i) seals; (ii) talks; (b) fine them.",
            [
                " Boards may:",
                "  (a) visit makers, which includes;",
                "    (i) seals;",
                "    (ii) talks;",
                "  (b) fine them.",
            ],
            id="a list after a semicolon",
        ),
        pytest.param(
            "Members are named by: — the cook; — the maid; or — a body of both.",
            [" Members are named by:", "  — the cook;", "  — the maid; or", "  — a body of both."],
            id="dashes",
        ),
        pytest.param(
            "Articles change: (1) the first reads: ‘1. Pots rest. Pans fry.’; "
            "(2) the last reads: ‘9. Lids fit. Lids shut.’.",
            [
                " Articles change:",
                "  (1) the first reads:",
                "    > ‘1. Pots rest. Pans fry.’;",
                "  (2) the last reads:",
                "    > ‘9. Lids fit. Lids shut.’.",
            ],
            id="sentences in a quotation stay there",
        ),
        pytest.param(
            "The Pot Act is repealed. References to the repealed Act go to this one.",
            [" The Pot Act is repealed.", " References to the repealed Act go to this one."],
            id="a sentence that is always a paragraph",
        ),
        pytest.param(
            "Drafts shall: (a) boil; (b) cool; When drafting, mind the lids. Send them in.",
            [
                " Drafts shall:",
                "  (a) boil;",
                "  (b) cool;",
                " When drafting, mind the lids. Send them in.",
            ],
            id="a sentence after a semicolon ends the list",
        ),
        pytest.param(
            "Only for: (a) tea; (b) one of: (i) soup; (ii) stock; (c) milk.",
            [
                " Only for:",
                "  (a) tea;",
                "  (b) one of:",
                "    (i) soup;",
                "    (ii) stock;",
                "  (c) milk.",
            ],
            id="points within points",
        ),
        pytest.param(
            "Only for: (a) tea; (b) milk. Cold water is free. Points (a) and (b) stay.",
            [
                " Only for:",
                "  (a) tea;",
                "  (b) milk.",
                " Cold water is free. Points (a) and (b) stay.",
            ],
            id="what follows a list is not part of its last point",
        ),
        pytest.param(
            "Choose: (a) tea; or (b) milk. "
            "Choose milk where: (a) tea is out; (b) it is late; (c) you like.",
            [
                " Choose:",
                "  (a) tea; or",
                "  (b) milk.",
                " Choose milk where:",
                "  (a) tea is out;",
                "  (b) it is late;",
                "  (c) you like.",
            ],
            id="a second list of the same kind starts again",
        ),
        pytest.param(
            "As in points (a), (b) and (c): (a) alone stays.",
            [" As in points (a), (b) and (c): (a) alone stays."],
            id="references are not points",
        ),
        pytest.param(
            "In Article 5 the following is added: ‘6. Kettles: (a) sing; (b) rest.’",
            [" In Article 5 the following is added:", "  > ‘6. Kettles: (a) sing; (b) rest.’"],
            id="text for another act keeps its own numbers",
        ),
    ],
)
def test_numbers_become_blocks_only_in_unbroken_sequences(text, expected):
    assert outline(blocks(text)) == expected


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param(
            "Subject matter 1. This act boils. 2. It cools.", "Subject matter", id="numbered"
        ),
        pytest.param("Definitions For the purposes: x", "Definitions", id="one word"),
        pytest.param("Tasks of the Board The Board shall sit.", "Tasks of the Board", id="name"),
        pytest.param("AI literacy Providers shall read.", "AI literacy", id="abbreviation first"),
        pytest.param("Penalties Member States shall fine.", "Penalties", id="name in the body"),
        pytest.param(
            "Amendment to Regulation (EC) No 1/2098 In Article 4, it ends.",
            "Amendment to Regulation (EC) No 1/2098",
            id="number of an act",
        ),
        pytest.param(
            "Right to tea (‘brew’) 1. All may drink. 2. None must.",
            "Right to tea (‘brew’)",
            id="quotes",
        ),
        pytest.param("boil it all", "", id="no title to be told"),
    ],
)
def test_the_title_ends_where_a_sentence_begins(text, title):
    assert split_title(text)[0] == title
    assert " ".join(split_title(text)).strip() == text


def test_sentences_on_entry_into_force_are_paragraphs():
    text = "It starts soon. It applies later. However: (a) tea now; (b) milk never."
    assert outline(sentences(text)) == [
        " It starts soon.",
        " It applies later.",
        " However:",
        "  (a) tea now;",
        "  (b) milk never.",
    ]
    assert outline(sentences("1. Soon. 2. Later.")) == ["1. Soon.", "2. Later."]


PIECES = ["1.", "2.", "3.", "(a)", "(b)", "(c)", "(i)", "(ii)", "(1)", "(2)"]
WORDS = ["Kettles", "boil", "boil;", "tea.", "tea:", "and", "or", "‘quote", "end.’", ":", ";"]


@given(st.lists(st.sampled_from(PIECES + WORDS), max_size=40))
def test_no_text_is_lost(pieces):
    text = " ".join(pieces)
    for rebuilt in (blocks(text), sentences(text)):
        kept = " ".join(line for block in rebuilt for line in block.lines())
        assert kept.split() == pieces
